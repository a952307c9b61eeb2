/* SPDX-License-Identifier: MPL-2.0 */
/* Folders: made, synced, listed. See file.h. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/disk_fault.h"
#include "host/file.h"
#include "host/file_step.h"

bool dir_exists(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 && S_ISDIR(is.st_mode);
}

bool dir_sync(const char *path, struct fault *why)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return disk_fault(why, errno, "syncing", path);
    /* Some file systems of sticks have no sync for folders: EINVAL. */
    bool ok = fsync(fd) == 0 || errno == EINVAL;
    if (!ok)
        disk_fault(why, errno, "syncing", path);
    close(fd);
    return ok;
}

static bool make_one(const char *path, mode_t mode, struct fault *why)
{
    if (mkdir(path, mode) != 0) {
        int number = errno;
        return dir_exists(path) || disk_fault(why, number, "making", path);
    }
    char above[CEIL_PATH];
    return step_above(path, above, why) && dir_sync(above, why);
}

bool dir_make(const char *path, mode_t mode, struct fault *why)
{
    char part[CEIL_PATH];
    if (path[0] == '\0')
        return disk_fault(why, ENOENT, "making", "a folder without a name");
    if (!text_copy(part, sizeof part, path))
        return disk_fault(why, ENAMETOOLONG, "making", path);
    for (char *c = part + 1; *c; c++) {
        if (*c != '/')
            continue;
        *c = '\0';
        if (!dir_exists(part) && !make_one(part, mode, why))
            return false;
        *c = '/';
    }
    return make_one(path, mode, why);
}

struct listing {
    char *names[CEIL_LISTED];
    int count;
};

static bool ends_in(const char *name, const char *suffix)
{
    size_t len = strlen(name), end = strlen(suffix);
    return len >= end && strcmp(name + len - end, suffix) == 0;
}

static bool is_listed(const char *name, const char *suffix)
{
    return strcmp(name, ".") != 0 && strcmp(name, "..") != 0 &&
           !ends_in(name, STEP_UNFINISHED) && !ends_in(name, STEP_REPLACED) &&
           ends_in(name, suffix);
}

static bool listing_add(struct listing *all, const char *dir, const char *name,
                        struct fault *why)
{
    if (all->count == CEIL_LISTED)
        return fault_set(why, FAULT_LIMIT,
                         "reading %s: it holds more than %d files: move some "
                         "away",
                         dir, CEIL_LISTED);
    char *copy = strdup(name);
    if (!copy)
        return disk_fault(why, ENOMEM, "reading", dir);
    all->names[all->count++] = copy;
    return true;
}

static bool listing_fill(struct listing *all, DIR *open_dir, const char *dir,
                         const char *suffix, struct fault *why)
{
    for (;;) {
        errno = 0;
        struct dirent *entry = readdir(open_dir);
        if (!entry)
            return errno == 0 || disk_fault(why, errno, "reading", dir);
        if (is_listed(entry->d_name, suffix) &&
            !listing_add(all, dir, entry->d_name, why))
            return false;
    }
}

static int by_byte(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

bool file_list(const char *dir, const char *suffix,
               void (*told)(void *self, const char *name), void *self,
               struct fault *why)
{
    DIR *open_dir = opendir(dir);
    if (!open_dir)
        return disk_fault(why, errno, "reading", dir);
    struct listing *all = calloc(1, sizeof *all);
    bool ok = all ? listing_fill(all, open_dir, dir, suffix, why)
                  : disk_fault(why, ENOMEM, "reading", dir);
    closedir(open_dir);
    if (!all)
        return false;
    if (all->count)
        qsort(all->names, (size_t)all->count, sizeof *all->names, by_byte);
    for (int i = 0; i < all->count; i++) {
        if (ok)
            told(self, all->names[i]);
        free(all->names[i]);
    }
    free(all);
    return ok;
}
