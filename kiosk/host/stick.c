/* SPDX-License-Identifier: MPL-2.0 */
/* See stick.h. Danger: a stick that was pulled out leaves an empty folder on
 * our own disk behind, which would take the files just as well; so the device
 * under the folder is compared before and after each use. And a stick with a
 * file system of Unix can hold links that point into our own data: only names
 * at its top are used, and no last step is followed. */
#include "host/stick.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "host/disk_fault.h"
#include "host/file.h"
#include "host/file_step.h"
#include "host/paths.h"

enum { MOUNTS_CEILING = 1024 * 1024 };

/* --- One line of the kernel's list ------------------------------------- */

/* What of it is needed: proc(5), /proc/pid/mountinfo. */
struct mount_line {
    char device[32], at[CEIL_PATH], options[256], type[32];
};

/* Blanks, tabs, line feeds and backslashes stand there as \040 and the like. */
static void unescape(char *text)
{
    char *to = text;
    for (const char *from = text; *from;) {
        bool octal = from[0] == '\\' && from[1] >= '0' && from[1] <= '3' &&
                     from[2] >= '0' && from[2] <= '7' && from[3] >= '0' &&
                     from[3] <= '7';
        if (octal) {
            *to++ = (char)((from[1] - '0') << 6 | (from[2] - '0') << 3 |
                           (from[3] - '0'));
            from += 4;
        } else {
            *to++ = *from++;
        }
    }
    *to = '\0';
}

static bool read_line(char *line, struct mount_line *m)
{
    char *save = NULL, *part = strtok_r(line, " ", &save);
    bool ok = true, tail = false;
    int after = 0;
    for (int i = 0; part; i++, part = strtok_r(NULL, " ", &save)) {
        if (i == 2)
            ok = ok && text_copy(m->device, sizeof m->device, part);
        else if (i == 4)
            ok = ok && text_copy(m->at, sizeof m->at, part);
        else if (i == 5)
            ok = ok && text_copy(m->options, sizeof m->options, part);
        else if (tail && after++ == 0)
            ok = ok && text_copy(m->type, sizeof m->type, part);
        /* Any number of optional fields, then a hyphen. */
        tail |= i > 5 && strcmp(part, "-") == 0;
    }
    unescape(m->at);
    return ok && after > 0;
}

static bool has_option(const char *options, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = options; at; at = strchr(at, ',')) {
        at += *at == ',';
        if (strncmp(at, name, len) == 0 && (!at[len] || at[len] == ','))
            return true;
    }
    return false;
}

static bool is_safe(const struct mount_line *m)
{
    return has_option(m->options, "nosuid") &&
           has_option(m->options, "nodev") && has_option(m->options, "noexec");
}

static bool known_type(const char *type)
{
    static const char *const known[] = {"vfat", "exfat", "ext2", "ext3",
                                        "ext4"};
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i], type) == 0)
            return true;
    return false;
}

static bool in_place(const char *at, const char *const *places)
{
    for (; *places; places++) {
        size_t len = strlen(*places);
        if (strncmp(at, *places, len) == 0 && at[len] == '/' && at[len + 1])
            return true;
    }
    return false;
}

/* --- What the kernel says of the device -------------------------------- */

static bool says_removable(const char *device, const char *above)
{
    char path[CEIL_PATH];
    struct buf text = {0};
    bool ok = snprintf(path, sizeof path, "%s%s/removable", device, above) <
                  (int)sizeof path &&
              file_read(path, 4096, &text, NULL) && text.len &&
              text.at[0] == '1';
    buf_wipe(&text);
    return ok;
}

/* Removable itself, or the disk that it is a part of; or behind USB, where
 * large sticks call themselves fixed. */
static bool is_removable(const char *sysfs, const char *number)
{
    char link[CEIL_PATH];
    if (snprintf(link, sizeof link, "%s/dev/block/%s", sysfs, number) >=
        (int)sizeof link)
        return false;
    char *device = realpath(link, NULL);
    if (!device)
        return false;
    bool yes = strstr(device, "/usb") != NULL || says_removable(device, "") ||
               says_removable(device, "/..");
    free(device);
    return yes;
}

/* --- The stick itself -------------------------------------------------- */

static bool device_at(const char *folder, uint64_t *device)
{
    struct stat is;
    bool ok = lstat(folder, &is) == 0 && S_ISDIR(is.st_mode);
    if (ok)
        *device = is.st_dev;
    return ok;
}

static bool has_name(const struct stick *s, const char *name, bool file)
{
    char path[CEIL_PATH];
    struct stat is;
    return path_join(path, s->at, name, NULL) && lstat(path, &is) == 0 &&
           (!file || S_ISREG(is.st_mode));
}

static enum stick_seen fits(const struct stick *s,
                            const struct stick_wish *wish)
{
    if (wish->with && !has_name(s, wish->with, true))
        return STICK_OTHER;
    if (wish->without && has_name(s, wish->without, false))
        return STICK_OTHER;
    return STICK_FOUND;
}

static enum stick_seen look_at(const struct stick_world *world, char *line,
                               const struct stick_wish *wish, struct stick *out)
{
    struct mount_line m = {.device = ""};
    char number[32];
    if (!read_line(line, &m) || !in_place(m.at, world->places) ||
        !known_type(m.type) || !is_removable(world->sysfs, m.device))
        return STICK_ABSENT;
    if (!is_safe(&m))
        return STICK_UNSAFE;
    text_copy(out->at, sizeof out->at, m.at);
    if (!device_at(out->at, &out->device))
        return STICK_ABSENT;
    /* Something else may be mounted on top of it. */
    snprintf(number, sizeof number, "%u:%u", major(out->device),
             minor(out->device));
    return strcmp(number, m.device) == 0 ? fits(out, wish) : STICK_ABSENT;
}

static enum stick_seen look_at_folder(const struct stick_wish *wish,
                                      struct stick *out)
{
    if (!text_copy(out->at, sizeof out->at, wish->folder) ||
        !device_at(out->at, &out->device))
        return STICK_ABSENT;
    return fits(out, wish);
}

enum stick_seen stick_find_in(const struct stick_world *world,
                              const struct stick_wish *wish, struct stick *out)
{
    struct buf mounts = {0};
    enum stick_seen best = STICK_ABSENT;
    char *save = NULL;
    *out = (struct stick){.device = 0};
    if (wish->folder)
        best = look_at_folder(wish, out);
    if (best != STICK_ABSENT ||
        !file_read(world->mountinfo, MOUNTS_CEILING, &mounts, NULL))
        return best;
    buf_byte(&mounts, 0);
    for (char *line = mounts.full ? NULL : strtok_r(mounts.at, "\n", &save);
         line && best != STICK_FOUND; line = strtok_r(NULL, "\n", &save)) {
        enum stick_seen seen = look_at(world, line, wish, out);
        best = seen > best ? seen : best;
    }
    buf_wipe(&mounts);
    return best;
}

enum stick_seen stick_find(const struct stick_wish *wish, struct stick *out)
{
    static const char *const places[] = {"/media", "/run/media", "/run/indefra",
                                         "/mnt", NULL};
    static const struct stick_world world = {"/proc/self/mountinfo", "/sys",
                                             places};
    return stick_find_in(&world, wish, out);
}

/* --- Reading and writing ----------------------------------------------- */

static bool is_in(const struct stick *s)
{
    uint64_t device;
    return device_at(s->at, &device) && device == s->device;
}

static bool still_in(const struct stick *s, struct fault *why)
{
    return is_in(s) || disk_fault(why, ENODEV, "using", s->at);
}

static bool name_on(const struct stick *s, const char *name,
                    char path[CEIL_PATH], struct fault *why)
{
    if (!*name || *name == '.' || strchr(name, '/'))
        return fault_set(why, FAULT_INPUT,
                         "a name on a stick may have no slash and no dot in "
                         "front");
    return path_join(path, s->at, name, why);
}

bool stick_read(const struct stick *s, const char *name, size_t ceiling,
                struct buf *out, struct fault *why)
{
    char path[CEIL_PATH];
    struct stat is;
    if (!still_in(s, why) || !name_on(s, name, path, why))
        return false;
    if (lstat(path, &is) != 0)
        return disk_fault(why, errno, "reading", path);
    if (!S_ISREG(is.st_mode) || is.st_dev != s->device)
        return fault_set(why, FAULT_INPUT,
                         "%s is no file of the stick itself: use another "
                         "stick",
                         path);
    return file_read(path, ceiling, out, why) && still_in(s, why);
}

bool stick_settle(const struct stick *s, struct fault *why)
{
    int fd = open(s->at, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return disk_fault(why, errno, "syncing", s->at);
    bool ok = syncfs(fd) == 0 || disk_fault(why, errno, "syncing", s->at);
    close(fd);
    return ok && still_in(s, why);
}

bool stick_write_file(const struct stick *s, const char *name,
                      struct plain bytes, struct fault *why)
{
    char path[CEIL_PATH];
    return still_in(s, why) && name_on(s, name, path, why) &&
           file_write(path, bytes, 0644, why) &&
           step_same_on_disk(path, bytes, why) && stick_settle(s, why);
}

enum stick_trouble stick_trouble(const struct stick *s, uint64_t room)
{
    struct statvfs is;
    if (!is_in(s) || statvfs(s->at, &is) != 0)
        return STICK_GONE;
    if (is.f_flag & ST_RDONLY)
        return STICK_LOCKED;
    return (uint64_t)is.f_bavail * is.f_frsize < room ? STICK_FULL
                                                      : STICK_SOUND;
}
