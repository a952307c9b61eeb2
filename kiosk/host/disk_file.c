/* SPDX-License-Identifier: MPL-2.0 */
/* See disk_file.h. fdatasync and not fsync: it also carries a new length, and
 * spares a write of the times that nobody needs. */
#include "host/disk_file.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/bytes.h"
#include "host/disk_fault.h"
#include "host/file.h"
#include "host/file_step.h"

struct disk_file {
    struct disk disk;
    int fd;
    char path[CEIL_PATH]; /* for faults */
};

static uint64_t size_of(void *self)
{
    struct disk_file *f = self;
    struct stat is;
    return fstat(f->fd, &is) == 0 ? (uint64_t)is.st_size : 0;
}

static bool read_at(void *self, uint64_t at, void *to, uint32_t len,
                    struct fault *why)
{
    struct disk_file *f = self;
    for (uint32_t got = 0; got < len;) {
        ssize_t n =
            pread(f->fd, (char *)to + got, len - got, (off_t)(at + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return disk_fault(why, errno, "reading", f->path);
        if (n == 0)
            return fault_set(why, FAULT_DAMAGED,
                             "reading %s: it ends too early; it was left as "
                             "it is",
                             f->path);
        got += (uint32_t)n;
    }
    return true;
}

static bool write_at(void *self, uint64_t at, const void *from, uint32_t len,
                     struct fault *why)
{
    struct disk_file *f = self;
    for (uint32_t put = 0; put < len;) {
        ssize_t n = pwrite(f->fd, (const char *)from + put, len - put,
                           (off_t)(at + put));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return disk_fault(why, errno, "writing", f->path);
        put += (uint32_t)n;
    }
    return true;
}

static bool sync_now(void *self, struct fault *why)
{
    struct disk_file *f = self;
    return fdatasync(f->fd) == 0 || disk_fault(why, errno, "syncing", f->path);
}

/* A folder or a pipe has no bytes at offsets, and a size that means nothing. */
static bool is_regular(int fd, const char *path, struct fault *why)
{
    struct stat is;
    if (fstat(fd, &is) != 0)
        return disk_fault(why, errno, "opening", path);
    return S_ISREG(is.st_mode) ||
           fault_set(why, FAULT_INPUT,
                     "opening %s: that is no file: check the path", path);
}

static int open_or_make(const char *path, bool create, struct fault *why)
{
    const int flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK;
    int fd = open(path, flags);
    bool made = fd < 0 && errno == ENOENT && create;
    if (made)
        fd = open(path, flags | O_CREAT | O_EXCL, 0600);
    if (fd < 0) {
        disk_fault(why, errno, "opening", path);
        return -1;
    }
    char above[CEIL_PATH];
    if (is_regular(fd, path, why) &&
        (!made || (step_above(path, above, why) && dir_sync(above, why))))
        return fd;
    close(fd);
    return -1;
}

struct disk *disk_file_open(const char *path, bool create, struct fault *why)
{
    struct disk_file *f = calloc(1, sizeof *f);
    if (!f || !text_copy(f->path, sizeof f->path, path)) {
        disk_fault(why, f ? ENAMETOOLONG : ENOMEM, "opening", path);
        free(f);
        return NULL;
    }
    f->fd = open_or_make(path, create, why);
    if (f->fd < 0) {
        free(f);
        return NULL;
    }
    f->disk = (struct disk){f, size_of, read_at, write_at, sync_now};
    return &f->disk;
}

void disk_file_close(struct disk *d)
{
    if (!d)
        return;
    struct disk_file *f = d->self;
    close(f->fd);
    free(f);
}
