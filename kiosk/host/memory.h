/* SPDX-License-Identifier: MPL-2.0 */
/* A large room for words that come and go: never swapped, never in a core,
 * and only as much of it in memory as was ever touched. */
#ifndef HOST_MEMORY_H
#define HOST_MEMORY_H

#include <stddef.h>

#include "base/fault.h"

/* Gives zeroed memory; give it back with memory_give(). NULL when there is
 * none. Where the limit on locked memory is too low it is not locked. */
void *memory_take(size_t size);
void memory_give(void *at, size_t size); /* NULL is fine; wipes */

/* Memory of the heap that is free goes back to the kernel. */
void memory_trim(void);
/* One heap for all threads: two would each keep what they once needed. Once,
 * before a second thread starts. */
void memory_one_heap(void);

/* From now on nothing of this process is swapped, whoever put it where: the
 * libraries that draw and compare words keep copies in memory of their own. It
 * takes a limit on locked memory of infinity. False: there is none, and the
 * machine swaps. An exec undoes it. */
bool memory_stay(struct fault *why);

#endif
