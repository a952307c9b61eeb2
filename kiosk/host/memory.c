/* SPDX-License-Identifier: MPL-2.0 */
/* See memory.h. libsodium's own locked memory is all in memory from the
 * start, which a room of megabytes does not deserve. */
#include "host/memory.h"

#include <malloc.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "host/file.h"

void *memory_take(size_t size)
{
    void *at = mmap(NULL, size, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (at == MAP_FAILED)
        return NULL;
    madvise(at, size, MADV_DONTDUMP);
    madvise(at, size, MADV_WIPEONFORK);
    mlock2(at, size, MLOCK_ONFAULT);
    return at;
}

void memory_give(void *at, size_t size)
{
    /* The kernel hands out zeroed pages only: unmapping is wiping. */
    if (at)
        munmap(at, size);
}

void memory_trim(void)
{
    malloc_trim(0);
}

void memory_one_heap(void)
{
    mallopt(M_ARENA_MAX, 1);
}

/* A line is what heads the table. */
static bool machine_swaps(void)
{
    enum { TABLE_MOST = 64 * 1024 };
    struct fault why;
    struct buf table = {.max = TABLE_MOST};
    int lines = 0;
    if (file_read("/proc/swaps", TABLE_MOST, &table, &why))
        for (size_t i = 0; i < table.len; i++)
            lines += table.at[i] == '\n';
    buf_wipe(&table);
    return lines > 1;
}

bool memory_stay(struct fault *why)
{
    struct rlimit most;
    /* Below "infinity" the lock would also count what is only reserved, and
     * a later allocation would fail by it. */
    if (getrlimit(RLIMIT_MEMLOCK, &most) == 0 &&
        most.rlim_cur == RLIM_INFINITY &&
        mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) == 0)
        return true;
    return !machine_swaps() ||
           fault_set(why, FAULT_SYSTEM,
                     "this machine swaps, and words of a talk could reach its "
                     "disk: set LimitMEMLOCK=infinity in the service, or "
                     "switch swap off");
}
