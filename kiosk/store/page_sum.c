/* SPDX-License-Identifier: MPL-2.0 */
/* See page_sum.h. Stands between SQLite and its own file layer, for the
 * database alone. A page that does not fit its sum reads as an error, never as
 * words. */
#include "store/page_sum.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    LEAST_PAGE = 512,
    LOCK_BYTE = 0x40000000, /* SQLite never writes the page that holds it */
};

/* What SQLite sees as a file; its own layer's file follows it. */
struct summed {
    sqlite3_file base;
    sqlite3_file *real;
    uint8_t *page; /* the page on its way out */
    int room;
};

static sqlite3_vfs *under; /* SQLite's own layer */

/* FNV-1a, place first: each step can be undone, so no single change of the
 * page leaves the sum as it was. */
static uint64_t sum_of(const uint8_t *page, int size, uint64_t at)
{
    uint64_t sum = 0xCBF29CE484222325u;
    for (int i = 0; i < 8; i++)
        sum = (sum ^ (at >> 8 * i & 0xFF)) * 0x100000001B3u;
    for (int i = 0; i < size - PAGE_SUM; i++)
        sum = (sum ^ page[i]) * 0x100000001B3u;
    return sum;
}

static bool fits(const uint8_t *page, int size, uint64_t at)
{
    uint64_t sum = sum_of(page, size, at), stands = 0;
    for (int i = 0; i < PAGE_SUM; i++)
        stands |= (uint64_t)page[size - PAGE_SUM + i] << 8 * i;
    return sum == stands;
}

static bool is_page(int size, sqlite3_int64 at)
{
    return size >= LEAST_PAGE && (size & (size - 1)) == 0 && at % size == 0;
}

static sqlite3_file *real_of(sqlite3_file *file)
{
    return ((struct summed *)(void *)file)->real;
}

static int sum_read(sqlite3_file *file, void *out, int size, sqlite3_int64 at)
{
    sqlite3_file *real = real_of(file);
    int got = real->pMethods->xRead(real, out, size, at);
    if (got == SQLITE_OK && is_page(size, at) && !fits(out, size, (uint64_t)at))
        return SQLITE_IOERR_DATA;
    return got;
}

static int sum_write(sqlite3_file *file, const void *in, int size,
                     sqlite3_int64 at)
{
    struct summed *s = (struct summed *)(void *)file;
    if (!is_page(size, at))
        return s->real->pMethods->xWrite(s->real, in, size, at);
    if (s->room < size) {
        uint8_t *more = realloc(s->page, (size_t)size);
        if (!more)
            return SQLITE_IOERR_NOMEM;
        s->page = more;
        s->room = size;
    }
    memcpy(s->page, in, (size_t)size);
    uint64_t sum = sum_of(s->page, size, (uint64_t)at);
    for (int i = 0; i < PAGE_SUM; i++)
        s->page[size - PAGE_SUM + i] = (uint8_t)(sum >> 8 * i);
    return s->real->pMethods->xWrite(s->real, s->page, size, at);
}

static int sum_close(sqlite3_file *file)
{
    struct summed *s = (struct summed *)(void *)file;
    free(s->page);
    s->page = NULL;
    return s->real->pMethods->xClose(s->real);
}

/* --- What is only passed on -------------------------------------------- */

static int sum_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    return real_of(f)->pMethods->xTruncate(real_of(f), size);
}

static int sum_sync(sqlite3_file *f, int flags)
{
    return real_of(f)->pMethods->xSync(real_of(f), flags);
}

static int sum_size(sqlite3_file *f, sqlite3_int64 *size)
{
    return real_of(f)->pMethods->xFileSize(real_of(f), size);
}

static int sum_lock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xLock(real_of(f), level);
}

static int sum_unlock(sqlite3_file *f, int level)
{
    return real_of(f)->pMethods->xUnlock(real_of(f), level);
}

static int sum_reserved(sqlite3_file *f, int *out)
{
    return real_of(f)->pMethods->xCheckReservedLock(real_of(f), out);
}

static int sum_control(sqlite3_file *f, int op, void *arg)
{
    return real_of(f)->pMethods->xFileControl(real_of(f), op, arg);
}

static int sum_sector(sqlite3_file *f)
{
    return real_of(f)->pMethods->xSectorSize(real_of(f));
}

static int sum_device(sqlite3_file *f)
{
    return real_of(f)->pMethods->xDeviceCharacteristics(real_of(f));
}

static int sum_shm_map(sqlite3_file *f, int page, int size, int extend,
                       void volatile **out)
{
    return real_of(f)->pMethods->xShmMap(real_of(f), page, size, extend, out);
}

static int sum_shm_lock(sqlite3_file *f, int from, int n, int flags)
{
    return real_of(f)->pMethods->xShmLock(real_of(f), from, n, flags);
}

static void sum_shm_barrier(sqlite3_file *f)
{
    real_of(f)->pMethods->xShmBarrier(real_of(f));
}

static int sum_shm_unmap(sqlite3_file *f, int remove)
{
    return real_of(f)->pMethods->xShmUnmap(real_of(f), remove);
}

/* Version 2: without memory mapping, which would read past the sums. */
static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = sum_close,
    .xRead = sum_read,
    .xWrite = sum_write,
    .xTruncate = sum_truncate,
    .xSync = sum_sync,
    .xFileSize = sum_size,
    .xLock = sum_lock,
    .xUnlock = sum_unlock,
    .xCheckReservedLock = sum_reserved,
    .xFileControl = sum_control,
    .xSectorSize = sum_sector,
    .xDeviceCharacteristics = sum_device,
    .xShmMap = sum_shm_map,
    .xShmLock = sum_shm_lock,
    .xShmBarrier = sum_shm_barrier,
    .xShmUnmap = sum_shm_unmap,
};

/* --- The layer --------------------------------------------------------- */

static int sum_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *file,
                    int flags, int *out)
{
    (void)vfs;
    if (!(flags & SQLITE_OPEN_MAIN_DB))
        return under->xOpen(under, name, file, flags, out);
    struct summed *s = (struct summed *)(void *)file;
    *s = (struct summed){.real = (sqlite3_file *)(void *)(s + 1)};
    int opened = under->xOpen(under, name, s->real, flags, out);
    if (opened == SQLITE_OK)
        s->base.pMethods = &methods;
    return opened;
}

const char *page_sum_layer(void)
{
    static sqlite3_vfs layer;
    if (sqlite3_initialize() != SQLITE_OK)
        return NULL;
    if (!under) {
        under = sqlite3_vfs_find(NULL);
        if (!under)
            return NULL;
        layer = *under;
        layer.zName = "indefra";
        layer.szOsFile += (int)sizeof(struct summed);
        layer.xOpen = sum_open;
    }
    return sqlite3_vfs_register(&layer, 0) == SQLITE_OK ? layer.zName : NULL;
}

bool page_sum_begin(sqlite3 *db)
{
    int room = PAGE_SUM;
    return sqlite3_file_control(db, "main", SQLITE_FCNTL_RESERVE_BYTES,
                                &room) == SQLITE_OK;
}

int64_t page_sum_look(const char *path, uint32_t page_size)
{
    uint8_t *page = malloc(page_size);
    FILE *file = page ? fopen(path, "rbe") : NULL;
    int64_t found = file ? 0 : -1;
    size_t got = page_size;
    for (uint64_t at = 0; found == 0; at += page_size) {
        got = fread(page, 1, page_size, file);
        if (got == 0)
            break;
        bool is_lock = at <= LOCK_BYTE && LOCK_BYTE < at + page_size;
        if (got < page_size || (!is_lock && !fits(page, (int)page_size, at)))
            found = (int64_t)(at / page_size) + 1;
    }
    if (file) {
        if (ferror(file))
            found = -1;
        fclose(file);
    }
    free(page);
    return found;
}
