/* SPDX-License-Identifier: MPL-2.0 */
/* See power_calls.h. The linker finds these before the C library's, for the
 * rooms and for libsqlite3 alike. Danger: whatever else is called by the same
 * names must reach the real ones. */
#include "power_calls.h"

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

struct calls calls;

enum { FILES = 64, FIRST = 1 << 20, FOLDERS = 8 };

static struct open_file {
    bool used, folder;
    int node;
    uint64_t at;
} file[FILES];

static struct open_folder {
    bool used;
    int fd, next, entries;
    const struct entry *entry;
    struct dirent told;
} folder[FOLDERS];

void calls_power_off(void)
{
    memset(file, 0, sizeof file);
    memset(folder, 0, sizeof folder);
}

#define REAL(name) ((__typeof__(&(name)))real(#name))

static void *real(const char *name)
{
    void *at = dlsym(RTLD_NEXT, name);
    if (!at)
        abort();
    return at;
}

/* --- Which are ours ---------------------------------------------------- */

static const char *ours(const char *path)
{
    size_t len = sizeof POWER_DIR - 1;
    bool is = strncmp(path, POWER_DIR, len) == 0 &&
              (path[len] == '/' || path[len] == '\0');
    return is ? path + len : NULL;
}

static struct open_file *file_of(int fd)
{
    return fd >= FIRST && fd < FIRST + FILES && file[fd - FIRST].used
               ? &file[fd - FIRST]
               : NULL;
}

static struct open_folder *folder_of(DIR *dir)
{
    for (int i = 0; i < FOLDERS; i++)
        if ((void *)dir == &folder[i] && folder[i].used)
            return &folder[i];
    return NULL;
}

/* The folder a path stands in and its last step. */
static int above(const char *path, char name[DISK_NAME])
{
    char before[512];
    snprintf(before, sizeof before, "%s", path);
    char *slash = strrchr(before, '/');
    if (!slash || strlen(slash + 1) >= DISK_NAME)
        return -1;
    snprintf(name, DISK_NAME, "%s", slash + 1);
    *slash = '\0';
    return image_find(calls.image, before);
}

static int fails(int number)
{
    errno = number;
    return -1;
}

/* --- Writing down ------------------------------------------------------ */

/* True when the disk refuses. */
static bool refused(void)
{
    calls.changes++;
    bool now =
        calls.fail_at && (calls.fail_on ? calls.changes >= calls.fail_at
                                        : calls.changes == calls.fail_at);
    if (now)
        errno = calls.fail_number;
    return now;
}

static void note(struct op op)
{
    if (!calls.log)
        return;
    if (calls.log->ops == LOG_OPS)
        abort();
    calls.log->op[calls.log->ops++] = op;
}

static void note_name(enum op_kind kind, int in, const char *name, int node,
                      int from, const char *old)
{
    struct op op = {.kind = kind, .node = node, .in = in, .from = from};
    snprintf(op.name, sizeof op.name, "%s", name);
    snprintf(op.old, sizeof op.old, "%s", old);
    note(op);
}

static int make_node(int in, const char *name, bool is_folder)
{
    int node = image_new(calls.image, is_folder);
    note((struct op){.kind = OP_NEW, .folder = is_folder, .node = node});
    image_bind(calls.image, in, name, node);
    note_name(OP_NAME, in, name, node, 0, "");
    return node;
}

static bool is_slots(int node)
{
    return image_find(calls.image, "/office/slots") == node;
}

static int sync_node(int node)
{
    bool is_folder = calls.image->node[node].folder;
    if (refused())
        return -1;
    bool broken = (calls.broken == BROKEN_FOLDERS && is_folder) ||
                  (calls.broken == BROKEN_SLOTS && is_slots(node)) ||
                  (calls.broken == BROKEN_DATA && !is_folder);
    if (!broken)
        note((struct op){.kind = OP_SYNC, .node = node});
    return 0;
}

static ssize_t write_node(int node, uint64_t at, const void *from, size_t len)
{
    if (refused())
        return -1;
    uint8_t *bytes = heap_get(calls.image->heap, len);
    memcpy(bytes, from, len);
    image_write(calls.image, node, at, bytes, len);
    note((struct op){
        .kind = OP_WRITE, .node = node, .at = at, .len = len, .bytes = bytes});
    return (ssize_t)len;
}

/* --- Open and close ---------------------------------------------------- */

static int new_fd(int node)
{
    for (int i = 0; i < FILES; i++)
        if (!file[i].used) {
            file[i] = (struct open_file){true, calls.image->node[node].folder,
                                         node, 0};
            return FIRST + i;
        }
    return fails(EMFILE);
}

static int open_ours(const char *path, int flags)
{
    char name[DISK_NAME];
    int node = image_find(calls.image, path);
    if (node >= 0 && (flags & O_CREAT) && (flags & O_EXCL))
        return fails(EEXIST);
    if (node >= 0 && (flags & O_DIRECTORY) && !calls.image->node[node].folder)
        return fails(ENOTDIR);
    if (node < 0) {
        int in = above(path, name);
        if (in < 0 || !(flags & O_CREAT))
            return fails(ENOENT);
        if (refused())
            return -1;
        node = make_node(in, name, false);
    }
    return new_fd(node);
}

int open(const char *path, int flags, ...)
{
    va_list rest;
    va_start(rest, flags);
    mode_t mode = flags & O_CREAT ? va_arg(rest, mode_t) : 0;
    va_end(rest);
    const char *at = ours(path);
    return at ? open_ours(at, flags) : REAL(open)(path, flags, mode);
}

int close(int fd)
{
    struct open_file *f = file_of(fd);
    if (!f)
        return REAL(close)(fd);
    f->used = false;
    return 0;
}

/* --- Bytes ------------------------------------------------------------- */

static ssize_t read_node(int node, uint64_t at, void *to, size_t len)
{
    uint64_t size = calls.image->node[node].size;
    if (at >= size)
        return 0;
    size_t part = size - at < len ? (size_t)(size - at) : len;
    image_read(calls.image, node, at, to, part);
    return (ssize_t)part;
}

ssize_t pread(int fd, void *to, size_t len, off_t at)
{
    struct open_file *f = file_of(fd);
    return f ? read_node(f->node, (uint64_t)at, to, len)
             : REAL(pread)(fd, to, len, at);
}

ssize_t read(int fd, void *to, size_t len)
{
    struct open_file *f = file_of(fd);
    if (!f)
        return REAL(read)(fd, to, len);
    ssize_t n = read_node(f->node, f->at, to, len);
    f->at += (uint64_t)n;
    return n;
}

ssize_t pwrite(int fd, const void *from, size_t len, off_t at)
{
    struct open_file *f = file_of(fd);
    return f ? write_node(f->node, (uint64_t)at, from, len)
             : REAL(pwrite)(fd, from, len, at);
}

ssize_t write(int fd, const void *from, size_t len)
{
    struct open_file *f = file_of(fd);
    if (!f)
        return REAL(write)(fd, from, len);
    ssize_t n = write_node(f->node, f->at, from, len);
    if (n > 0)
        f->at += (uint64_t)n;
    return n;
}

int ftruncate(int fd, off_t size)
{
    struct open_file *f = file_of(fd);
    if (!f)
        return REAL(ftruncate)(fd, size);
    if (refused())
        return -1;
    image_resize(calls.image, f->node, (uint64_t)size);
    note((struct op){.kind = OP_SIZE, .node = f->node, .at = (uint64_t)size});
    return 0;
}

int fsync(int fd)
{
    struct open_file *f = file_of(fd);
    return f ? sync_node(f->node) : REAL(fsync)(fd);
}

int fdatasync(int fd)
{
    struct open_file *f = file_of(fd);
    return f ? sync_node(f->node) : REAL(fdatasync)(fd);
}

/* --- What a file is ---------------------------------------------------- */

static int tell_node(int node, struct stat *out)
{
    const struct node *n = &calls.image->node[node];
    *out = (struct stat){
        .st_dev = 4711,
        .st_ino = (ino_t)node + 1,
        .st_mode = n->folder ? S_IFDIR | 0700 : S_IFREG | 0600,
        .st_nlink = 1,
        .st_uid = geteuid(),
        .st_size = (off_t)n->size,
        .st_blksize = DISK_PAGE,
    };
    return 0;
}

static int tell_path(const char *path, struct stat *out)
{
    int node = image_find(calls.image, path);
    return node < 0 ? fails(ENOENT) : tell_node(node, out);
}

int stat(const char *restrict path, struct stat *restrict out)
{
    const char *at = ours(path);
    return at ? tell_path(at, out) : REAL(stat)(path, out);
}

int lstat(const char *restrict path, struct stat *restrict out)
{
    const char *at = ours(path);
    return at ? tell_path(at, out) : REAL(lstat)(path, out);
}

int fstat(int fd, struct stat *out)
{
    struct open_file *f = file_of(fd);
    return f ? tell_node(f->node, out) : REAL(fstat)(fd, out);
}

int access(const char *path, int how)
{
    const char *at = ours(path);
    if (!at)
        return REAL(access)(path, how);
    return image_find(calls.image, at) < 0 ? fails(ENOENT) : 0;
}

int fcntl(int fd, int what, ...)
{
    va_list rest;
    va_start(rest, what);
    void *with = va_arg(rest, void *);
    va_end(rest);
    if (!file_of(fd))
        return REAL(fcntl)(fd, what, with);
    if (what == F_GETLK)
        ((struct flock *)with)->l_type = F_UNLCK; /* nobody else is there */
    return 0;
}

int flock(int fd, int what)
{
    return file_of(fd) ? 0 : REAL(flock)(fd, what);
}

int fchmod(int fd, mode_t mode)
{
    return file_of(fd) ? 0 : REAL(fchmod)(fd, mode);
}

int fchown(int fd, uid_t user, gid_t group)
{
    return file_of(fd) ? 0 : REAL(fchown)(fd, user, group);
}

/* --- Names ------------------------------------------------------------- */

static int unname(int in, const char *name, bool is_folder)
{
    int node = in < 0 ? -1 : image_look(calls.image, in, name);
    if (node < 0)
        return fails(ENOENT);
    const struct node *n = &calls.image->node[node];
    if (n->folder != is_folder)
        return fails(is_folder ? ENOTDIR : EISDIR);
    if (is_folder && n->entries)
        return fails(ENOTEMPTY);
    if (refused())
        return -1;
    image_bind(calls.image, in, name, -1);
    note_name(OP_NAME, in, name, -1, 0, "");
    return 0;
}

int unlink(const char *path)
{
    char name[DISK_NAME];
    const char *at = ours(path);
    return at ? unname(above(at, name), name, false) : REAL(unlink)(path);
}

int unlinkat(int dir, const char *name, int flags)
{
    struct open_file *f = file_of(dir);
    return f ? unname(f->node, name, false) : REAL(unlinkat)(dir, name, flags);
}

int rmdir(const char *path)
{
    char name[DISK_NAME];
    const char *at = ours(path);
    return at ? unname(above(at, name), name, true) : REAL(rmdir)(path);
}

int mkdir(const char *path, mode_t mode)
{
    char name[DISK_NAME];
    const char *at = ours(path);
    if (!at)
        return REAL(mkdir)(path, mode);
    int in = above(at, name);
    if (in < 0)
        return fails(ENOENT);
    if (image_look(calls.image, in, name) >= 0)
        return fails(EEXIST);
    if (refused())
        return -1;
    make_node(in, name, true);
    return 0;
}

static int move(const char *old_path, const char *new_path)
{
    char old[DISK_NAME], name[DISK_NAME];
    int from = above(old_path, old), in = above(new_path, name);
    int node = from < 0 || in < 0 ? -1 : image_look(calls.image, from, old);
    if (node < 0)
        return fails(ENOENT);
    int there = image_look(calls.image, in, name);
    if (there >= 0 && calls.image->node[there].entries)
        return fails(ENOTEMPTY);
    if (refused())
        return -1;
    image_bind(calls.image, from, old, -1);
    image_bind(calls.image, in, name, node);
    note_name(OP_MOVE, in, name, node, from, old);
    return 0;
}

int rename(const char *old_path, const char *new_path)
{
    const char *from = ours(old_path), *to = ours(new_path);
    if (!from && !to)
        return REAL(rename)(old_path, new_path);
    return from && to ? move(from, to) : fails(EXDEV);
}

/* --- Folders ----------------------------------------------------------- */

static DIR *list_folder(int node, int fd)
{
    for (int i = 0; i < FOLDERS && fd >= 0; i++)
        if (!folder[i].used) {
            folder[i] = (struct open_folder){
                .used = true,
                .fd = fd,
                .entry = calls.image->node[node].entry,
                .entries = calls.image->node[node].entries};
            return (DIR *)(void *)&folder[i];
        }
    errno = EMFILE;
    return NULL;
}

static DIR *open_folder(const char *path)
{
    int node = image_find(calls.image, path);
    if (node < 0 || !calls.image->node[node].folder) {
        errno = node < 0 ? ENOENT : ENOTDIR;
        return NULL;
    }
    return list_folder(node, new_fd(node));
}

DIR *opendir(const char *path)
{
    const char *at = ours(path);
    return at ? open_folder(at) : REAL(opendir)(path);
}

DIR *fdopendir(int fd)
{
    struct open_file *f = file_of(fd);
    return f ? list_folder(f->node, fd) : REAL(fdopendir)(fd);
}

struct dirent *readdir(DIR *dir)
{
    struct open_folder *f = folder_of(dir);
    if (!f)
        return REAL(readdir)(dir);
    if (f->next == f->entries)
        return NULL;
    snprintf(f->told.d_name, sizeof f->told.d_name, "%s",
             f->entry[f->next++].name);
    return &f->told;
}

int closedir(DIR *dir)
{
    struct open_folder *f = folder_of(dir);
    if (!f)
        return REAL(closedir)(dir);
    close(f->fd);
    f->used = false;
    return 0;
}

int dirfd(DIR *dir)
{
    struct open_folder *f = folder_of(dir);
    return f ? f->fd : REAL(dirfd)(dir);
}

/* --- Streams, for reading ----------------------------------------------- */

static ssize_t stream_read(void *self, char *to, size_t len)
{
    return read((int)(intptr_t)self, to, len);
}

static int stream_close(void *self)
{
    return close((int)(intptr_t)self);
}

FILE *fopen(const char *restrict path, const char *restrict how)
{
    const char *at = ours(path);
    if (!at)
        return REAL(fopen)(path, how);
    int fd = how[0] == 'r' ? open_ours(at, O_RDONLY) : fails(EROFS);
    if (fd < 0)
        return NULL;
    return fopencookie(
        (void *)(intptr_t)fd, "r",
        (cookie_io_functions_t){.read = stream_read, .close = stream_close});
}

/* --- The same under the names for large files -------------------------- */

#define SAME(name) __attribute__((alias(#name)))

int open64(const char *path, int flags, ...) SAME(open);
ssize_t pread64(int fd, void *to, size_t len, off64_t at) SAME(pread);
ssize_t pwrite64(int fd, const void *from, size_t len, off64_t at) SAME(pwrite);
int ftruncate64(int fd, off64_t size) SAME(ftruncate);
int stat64(const char *restrict path, struct stat64 *restrict out) SAME(stat);
int lstat64(const char *restrict path, struct stat64 *restrict out) SAME(lstat);
int fstat64(int fd, struct stat64 *out) SAME(fstat);
int fcntl64(int fd, int what, ...) SAME(fcntl);
struct dirent64 *readdir64(DIR *dir) SAME(readdir);
FILE *fopen64(const char *restrict path, const char *restrict how) SAME(fopen);
