/* SPDX-License-Identifier: MPL-2.0 */
/* The week's folder, whole or not at all. See file.h. Danger: the old one is
 * moved aside before the new one takes its name; a power loss between the two
 * leaves both under their working names, and the next run writes it again. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/disk_fault.h"
#include "host/file.h"
#include "host/file_step.h"
#include "host/paths.h"

struct folder {
    int stick; /* the folder of a stick, held open; -1 */
    char out[CEIL_PATH], place[CEIL_PATH];
    char working[CEIL_PATH], replaced[CEIL_PATH];
};

static bool is_one_step(const char *name, struct fault *why)
{
    if (name[0] && name[0] != '.' && !strchr(name, '/'))
        return true;
    return fault_set(why, FAULT_INPUT,
                     "a name inside a folder may have no slash and no dot in "
                     "front");
}

/* Removes a folder and the files in it; it never goes into one below. What
 * bears its name and is no folder goes as well: a link on a stick, which may
 * point at our own data, is not followed. */
static bool remove_whole(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && (errno == ENOTDIR || errno == ELOOP))
        return unlink(path) == 0;
    if (fd < 0)
        return errno == ENOENT;
    DIR *dir = fdopendir(fd);
    if (!dir) {
        close(fd);
        return false;
    }
    struct dirent *entry;
    while ((entry = readdir(dir)))
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            unlinkat(dirfd(dir), entry->d_name, 0);
    closedir(dir);
    return rmdir(path) == 0;
}

static bool folder_name(struct folder *f, const char *out, const char *name,
                        struct fault *why)
{
    if (!is_one_step(name, why))
        return false;
    if (!text_copy(f->out, sizeof f->out, out))
        return disk_fault(why, ENAMETOOLONG, "writing", out);
    if (!path_join(f->place, out, name, why))
        return false;
    int n = snprintf(f->working, CEIL_PATH, "%s" STEP_UNFINISHED, f->place);
    int m = snprintf(f->replaced, CEIL_PATH, "%s" STEP_REPLACED, f->place);
    if (n >= CEIL_PATH || m >= CEIL_PATH)
        return disk_fault(why, ENAMETOOLONG, "writing", out);
    return true;
}

/* What the path of a stick leads to may change in the middle, to our own disk
 * when the stick is pulled out: so it is held, and gone through. */
static bool hold_stick(struct folder *f, const char *out, uint64_t device,
                       char through[32], struct fault *why)
{
    struct stat is;
    f->stick = open(out, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (f->stick < 0)
        return disk_fault(why, errno, "writing", out);
    if (fstat(f->stick, &is) != 0 || is.st_dev != device)
        return disk_fault(why, ENODEV, "writing", out);
    snprintf(through, 32, "/proc/self/fd/%d", f->stick);
    return true;
}

struct folder *folder_begin(const char *out, const char *name, uint64_t device,
                            struct fault *why)
{
    struct folder *f = calloc(1, sizeof *f);
    char through[32];
    if (!f) {
        disk_fault(why, ENOMEM, "writing", out);
        return NULL;
    }
    f->stick = -1;
    bool ok = device ? hold_stick(f, out, device, through, why)
                     : dir_make(out, 0700, why);
    ok = ok && folder_name(f, device ? through : out, name, why);
    if (ok && (!remove_whole(f->working) || mkdir(f->working, 0700) != 0))
        ok = disk_fault(why, errno, "making", f->working);
    if (ok)
        return f;
    if (f->stick >= 0)
        close(f->stick);
    free(f);
    return NULL;
}

bool folder_put(struct folder *f, const char *name, struct plain bytes,
                struct fault *why)
{
    char path[CEIL_PATH];
    return is_one_step(name, why) && path_join(path, f->working, name, why) &&
           step_new_file(path, bytes, 0600, why) &&
           step_same_on_disk(path, bytes, why);
}

struct comparison {
    const char *a, *b;
    int count;
    bool same;
};

static bool read_in(const char *dir, const char *name, struct buf *out)
{
    char path[CEIL_PATH];
    return path_join(path, dir, name, NULL) &&
           file_read(path, CEIL_RELEASE_BLOB, out, NULL);
}

static void compare_one(void *self, const char *name)
{
    struct comparison *c = self;
    struct buf a = {0}, b = {0};
    c->count++;
    c->same = c->same && read_in(c->a, name, &a) && read_in(c->b, name, &b) &&
              plain_same(buf_words(&a), buf_words(&b));
    buf_wipe(&a);
    buf_wipe(&b);
}

static void count_one(void *self, const char *name)
{
    (void)name;
    ++*(int *)self;
}

static bool same_folders(const char *a, const char *b)
{
    struct comparison c = {.a = a, .b = b, .same = true};
    int others = 0;
    return file_list(a, "", compare_one, &c, NULL) && c.same &&
           file_list(b, "", count_one, &others, NULL) && others == c.count;
}

struct strangers {
    const char *ours;
    char first[64];
};

static void note_stranger(void *self, const char *name)
{
    struct strangers *s = self;
    char path[CEIL_PATH];
    if (!*s->first &&
        (!path_join(path, s->ours, name, NULL) || !file_exists(path)))
        snprintf(s->first, sizeof s->first, "%s", name);
}

/* What somebody put there is theirs: it is not removed with the old folder. */
static bool only_ours(const struct folder *f, struct fault *why)
{
    struct strangers others = {.ours = f->working};
    struct stat is;
    if (lstat(f->place, &is) != 0 || S_ISLNK(is.st_mode))
        return true;
    if (!S_ISDIR(is.st_mode))
        return fault_set(why, FAULT_INPUT,
                         "%s is in the way and no folder of ours: move it "
                         "away",
                         f->place);
    if (!file_list(f->place, "", note_stranger, &others, why))
        return false;
    return !*others.first ||
           fault_set(why, FAULT_INPUT,
                     "%s also holds %s: move it out, then try again", f->place,
                     others.first);
}

static bool take_place(struct folder *f, struct fault *why)
{
    if (!only_ours(f, why))
        return false;
    if (!remove_whole(f->replaced))
        return disk_fault(why, errno, "removing", f->replaced);
    bool stood = rename(f->place, f->replaced) == 0;
    if (!stood && errno != ENOENT)
        return disk_fault(why, errno, "replacing", f->place);
    if (rename(f->working, f->place) != 0) {
        int number = errno;
        if (stood)
            rename(f->replaced, f->place);
        return disk_fault(why, number, "writing", f->place);
    }
    if (!dir_sync(f->out, why))
        return false;
    remove_whole(f->replaced);
    return true;
}

bool folder_end(struct folder *f, struct fault *why)
{
    struct stat is;
    bool ok = lstat(f->place, &is) == 0 && S_ISDIR(is.st_mode) &&
              same_folders(f->working, f->place);
    if (!ok)
        ok = dir_sync(f->working, why) && take_place(f, why);
    folder_drop(f);
    return ok;
}

void folder_drop(struct folder *f)
{
    if (!f)
        return;
    remove_whole(f->working);
    if (f->stick >= 0)
        close(f->stick);
    free(f);
}
