/* SPDX-License-Identifier: MPL-2.0 */
/* See memory.h. libsodium's own locked memory is all in memory from the
 * start, which a room of megabytes does not deserve. */
#include "host/memory.h"

#include <malloc.h>
#include <sys/mman.h>

#include "base/bytes.h"

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
