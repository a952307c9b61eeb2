/* SPDX-License-Identifier: MPL-2.0 */
/* A large room for words that come and go: never swapped, never in a core,
 * and only as much of it in memory as was ever touched. */
#ifndef HOST_MEMORY_H
#define HOST_MEMORY_H

#include <stddef.h>

/* Gives zeroed memory; give it back with memory_give(). NULL when there is
 * none. Where the limit on locked memory is too low it is not locked. */
void *memory_take(size_t size);
void memory_give(void *at, size_t size); /* NULL is fine; wipes */

/* Memory of the heap that is free goes back to the kernel. */
void memory_trim(void);
/* One heap for all threads: two would each keep what they once needed. Once,
 * before a second thread starts. */
void memory_one_heap(void);

#endif
