/* SPDX-License-Identifier: MPL-2.0 */
/* See disk_file.h. fdatasync and not fsync: it also carries a new length, and
 * spares a write of the times that nobody needs. */
#include "host/disk_file.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/fs.h>
#include <linux/magic.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>
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

/* Else btrfs would write each new version of a place to another one. Only an
 * empty file can be told so. */
static void overwrite_in_place(int fd)
{
    struct statfs on;
    int flags;
    if (fstatfs(fd, &on) != 0 || on.f_type != BTRFS_SUPER_MAGIC ||
        ioctl(fd, FS_IOC_GETFLAGS, &flags) != 0)
        return;
    flags |= FS_NOCOW_FL;
    ioctl(fd, FS_IOC_SETFLAGS, &flags);
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
    if (made)
        overwrite_in_place(fd);
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

/* --- What a disk keeps ------------------------------------------------- */

static bool is_in_place(const char *path)
{
    int flags = 0, fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    bool ok = fd >= 0 && ioctl(fd, FS_IOC_GETFLAGS, &flags) == 0;
    if (fd >= 0)
        close(fd);
    return ok && (flags & FS_NOCOW_FL);
}

/* Bytes, too, and not only what the file system notes for itself. */
static bool is_journaled(dev_t disk)
{
    enum { TABLE_MOST = 1 << 20 };
    struct fault why;
    struct buf table = {.max = TABLE_MOST};
    bool found = false;
    if (file_read("/proc/self/mountinfo", TABLE_MOST, &table, &why))
        for (char *line = table.at, *end; line; line = end) {
            unsigned of, at;
            if ((end = strchr(line, '\n')))
                *end++ = '\0';
            if (sscanf(line, "%*d %*d %u:%u", &of, &at) == 2 &&
                makedev(of, at) == disk && strstr(line, "data=journal"))
                found = true;
        }
    buf_wipe(&table);
    return found;
}

const char *disk_file_kept_by(const char *path)
{
    static const struct {
        unsigned type;
        const char *name;
    } keeping[] = {{BTRFS_SUPER_MAGIC, "btrfs"},
                   {F2FS_SUPER_MAGIC, "f2fs"},
                   {NILFS_SUPER_MAGIC, "nilfs2"},
                   {0x2FC12FC1, "zfs"},
                   {0xCA451A4E, "bcachefs"}};
    struct statfs on;
    struct stat is;
    if (statfs(path, &on) != 0 || stat(path, &is) != 0)
        return NULL;
    for (size_t i = 0; i < sizeof keeping / sizeof *keeping; i++)
        if ((unsigned)on.f_type == keeping[i].type && !is_in_place(path))
            return keeping[i].name;
    return is_journaled(is.st_dev) ? "a journal (data=journal)" : NULL;
}
