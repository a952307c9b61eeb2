/* SPDX-License-Identifier: MPL-2.0 */
/* See file.h. Danger: a rename is only durable after its folder is synced. */
#include "host/file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ceilings.h"
#include "host/disk_fault.h"
#include "host/file_step.h"

/* O_NONBLOCK so that a pipe put in a file's place cannot make us wait. */
static int open_regular(const char *path, off_t *size, struct fault *why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0) {
        disk_fault(why, errno, "reading", path);
        return -1;
    }
    struct stat is;
    if (fstat(fd, &is) != 0)
        disk_fault(why, errno, "reading", path);
    else if (!S_ISREG(is.st_mode))
        fault_set(why, FAULT_INPUT,
                  "reading %s: that is no file: check the "
                  "path",
                  path);
    else {
        *size = is.st_size;
        return fd;
    }
    close(fd);
    return -1;
}

static bool too_large(const char *path, size_t ceiling, struct fault *why)
{
    return fault_set(why, FAULT_LIMIT,
                     "reading %s: it is larger than %zu bytes: check that it "
                     "is the right file",
                     path, ceiling);
}

/* The file may grow while it is read: the ceiling counts what came. */
static bool read_all(int fd, const char *path, size_t ceiling, struct buf *out,
                     struct fault *why)
{
    char piece[16384];
    bool ok = false;
    for (size_t got = 0;;) {
        ssize_t n = read(fd, piece, sizeof piece);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            disk_fault(why, errno, "reading", path);
            break;
        }
        if (n == 0) {
            ok = true;
            break;
        }
        got += (size_t)n;
        if (got > ceiling) {
            too_large(path, ceiling, why);
            break;
        }
        buf_put(out, piece, (size_t)n);
    }
    bytes_wipe(piece, sizeof piece);
    if (ok && out->full)
        return disk_fault(why, ENOMEM, "reading", path);
    return ok;
}

bool file_read(const char *path, size_t ceiling, struct buf *out,
               struct fault *why)
{
    off_t size;
    int fd = open_regular(path, &size, why);
    if (fd < 0)
        return false;
    if (out->max < out->len + ceiling)
        out->max = out->len + ceiling;
    bool ok = (uint64_t)size > ceiling ? too_large(path, ceiling, why)
                                       : read_all(fd, path, ceiling, out, why);
    close(fd);
    return ok;
}

bool step_write(int fd, struct plain bytes)
{
    while (bytes.len) {
        ssize_t n = write(fd, bytes.at, bytes.len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        bytes = plain_cut(bytes, (size_t)n, bytes.len);
    }
    return true;
}

bool step_new_file(const char *path, struct plain bytes, mode_t mode,
                   struct fault *why)
{
    /* O_EXCL: never through a link that somebody put there. */
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode);
    if (fd < 0)
        return disk_fault(why, errno, "writing", path);
    /* No fchmod: a FAT stick refuses it, and the umask only takes away. */
    bool ok = step_write(fd, bytes) && fsync(fd) == 0;
    int number = errno;
    if (close(fd) != 0 && ok) {
        ok = false;
        number = errno;
    }
    if (ok)
        return true;
    unlink(path);
    return disk_fault(why, number, "writing", path);
}

bool step_same_on_disk(const char *path, struct plain bytes, struct fault *why)
{
    struct buf back = {0};
    off_t size;
    int fd = open_regular(path, &size, why);
    if (fd < 0)
        return false;
    /* Synced pages leave memory; no advice, no harm: then they are equal. */
    posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    back.max = bytes.len;
    bool read = (uint64_t)size == bytes.len &&
                read_all(fd, path, bytes.len, &back, NULL);
    close(fd);
    bool same = read && plain_same(buf_words(&back), bytes);
    buf_wipe(&back);
    return same || fault_set(why, FAULT_DISK,
                             "%s reads other than it was written: use another "
                             "stick",
                             path);
}

bool step_above(const char *path, char out[CEIL_PATH], struct fault *why)
{
    if (!text_copy(out, CEIL_PATH, path))
        return disk_fault(why, ENAMETOOLONG, "using", path);
    size_t len = strlen(out);
    while (len > 1 && out[len - 1] == '/')
        out[--len] = '\0';
    char *slash = strrchr(out, '/');
    if (!slash)
        return text_copy(out, CEIL_PATH, ".");
    slash[slash == out] = '\0';
    return true;
}

bool step_temporary(const char *path, char out[CEIL_PATH], struct fault *why)
{
    int n = snprintf(out, CEIL_PATH, "%s" STEP_UNFINISHED, path);
    if (n < 0 || n >= CEIL_PATH)
        return disk_fault(why, ENAMETOOLONG, "writing", path);
    return true;
}

bool file_write(const char *path, struct plain bytes, mode_t mode,
                struct fault *why)
{
    char above[CEIL_PATH], temporary[CEIL_PATH];
    if (!step_above(path, above, why) || !step_temporary(path, temporary, why))
        return false;
    /* What a power loss left; writers of one path take turns by the lock. */
    if (unlink(temporary) != 0 && errno != ENOENT)
        return disk_fault(why, errno, "writing", path);
    if (!step_new_file(temporary, bytes, mode, why))
        return false;
    if (rename(temporary, path) != 0) {
        disk_fault(why, errno, "writing", path);
        unlink(temporary);
        return false;
    }
    return dir_sync(above, why);
}

bool file_exists(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 && S_ISREG(is.st_mode);
}

bool file_remove(const char *path, struct fault *why)
{
    if (unlink(path) != 0)
        return errno == ENOENT || disk_fault(why, errno, "removing", path);
    char above[CEIL_PATH];
    return step_above(path, above, why) && dir_sync(above, why);
}
