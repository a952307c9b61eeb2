/* SPDX-License-Identifier: MPL-2.0 */
/* Memory with one lifetime: frame or session. Everything put in goes
 * at once, wiped. */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stddef.h>

#include "base/bytes.h"

struct arena {
    char *block; /* borrowed: whoever made the arena owns it */
    size_t size, used;
    bool full; /* something did not fit; what was given instead is NULL */
};

/* Borrows block for as long as the arena is used. */
struct arena arena_over(void *block, size_t size);
/* Gives zeroed memory, aligned for any type, or NULL when it is full. */
void *arena_take(struct arena *a, size_t size);
/* Gives a NUL-terminated copy; "" when it is full. */
const char *arena_text(struct arena *a, struct plain words);
const char *arena_format(struct arena *a, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
void arena_wipe(struct arena *a); /* empty again, overwritten */

#endif
