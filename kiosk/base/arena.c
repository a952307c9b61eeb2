/* SPDX-License-Identifier: MPL-2.0 */
/* See arena.h. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdarg.h>

struct arena arena_over(void *block, size_t size)
{
    return (struct arena){.block = block, .size = size};
}

void *arena_take(struct arena *a, size_t size)
{
    size_t at =
        (a->used + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    if (at > a->size || size > a->size - at) {
        a->full = true;
        return NULL;
    }
    a->used = at + size;
    memset(a->block + at, 0, size);
    return a->block + at;
}

const char *arena_text(struct arena *a, struct plain words)
{
    char *copy = arena_take(a, words.len + 1);
    if (!copy)
        return "";
    if (words.len)
        memcpy(copy, words.at, words.len);
    return copy;
}

const char *arena_format(struct arena *a, const char *format, ...)
{
    char text[1024];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return arena_text(a, plain_of(text));
}

void arena_wipe(struct arena *a)
{
    bytes_wipe(a->block, a->used);
    a->used = 0;
    a->full = false;
}
