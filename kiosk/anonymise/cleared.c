/* SPDX-License-Identifier: MPL-2.0 */
/* What was cleared lives in blocks that only grow, so that every copy of a
 * word is known and is overwritten in the end. */
#include "anonymise/cleared_make.h"

#include <stdalign.h>

#include "base/ceilings.h"

struct cleared_block {
    struct cleared_block *next;
    size_t size, used;
    alignas(max_align_t) char bytes[];
};

struct cleared *cleared_new(void)
{
    return calloc(1, sizeof(struct cleared));
}

static struct cleared_block *block_with_room(struct cleared *c, size_t size)
{
    enum { BLOCK = 64 * 1024 };
    struct cleared_block *b = c->blocks;
    if (b && size <= b->size - b->used)
        return b;
    size_t room = size > BLOCK ? size : BLOCK;
    if (room > CEIL_CLEARED - c->taken)
        return NULL;
    b = calloc(1, sizeof *b + room);
    if (!b)
        return NULL;
    c->taken += room;
    b->size = room;
    b->next = c->blocks;
    return c->blocks = b;
}

void *cleared_take(struct cleared *c, size_t size)
{
    size_t step = alignof(max_align_t);
    struct cleared_block *b = NULL;
    if (!c->full && size <= CEIL_CLEARED) {
        size = (size + step - 1) / step * step;
        b = block_with_room(c, size);
    }
    if (!b) {
        c->full = true;
        return NULL;
    }
    void *given = b->bytes + b->used;
    b->used += size;
    return given;
}

struct plain cleared_copy(struct cleared *c, struct plain words)
{
    char *copy = cleared_take(c, words.len + 1);
    if (!copy)
        return plain_of("");
    if (words.len)
        memcpy(copy, words.at, words.len);
    return (struct plain){copy, words.len};
}

/* Room doubles at 4, 8, 16, ...: the count alone tells when it is used up. */
static bool has_room(int n)
{
    return n != 0 && (n < 4 || (n & (n - 1)) != 0);
}

void *cleared_append(struct cleared *c, const void *array, int *n, size_t size,
                     const void *one)
{
    size_t count = (size_t)*n;
    char *grown = (char *)array;
    if (!has_room(*n)) {
        grown = cleared_take(c, (count ? 2 * count : 4) * size);
        if (!grown)
            return (char *)array;
        if (count)
            memcpy(grown, array, count * size);
    }
    memcpy(grown + count * size, one, size);
    ++*n;
    return grown;
}

enum reader cleared_for(const struct cleared *c)
{
    return c->booklet.reader;
}

const struct cleared_booklet *cleared_booklet(const struct cleared *c)
{
    return &c->booklet;
}

const struct cleared_letter *cleared_letter(const struct cleared *c)
{
    return cleared_for(c) == READER_TELLER ? &c->letter : NULL;
}

void cleared_free(struct cleared *c)
{
    if (!c)
        return;
    while (c->blocks) {
        struct cleared_block *b = c->blocks;
        c->blocks = b->next;
        bytes_wipe(b, sizeof *b + b->size);
        free(b);
    }
    bytes_wipe(c, sizeof *c);
    free(c);
}
