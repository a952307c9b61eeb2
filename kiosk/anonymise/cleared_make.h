/* SPDX-License-Identifier: MPL-2.0 */
/* How a struct cleared is filled, for the makers in this room only: whoever
 * includes this can say that something was cleared. */
#ifndef ANONYMISE_CLEARED_MAKE_H
#define ANONYMISE_CLEARED_MAKE_H

#include "anonymise/cleared.h"

struct cleared_block;

struct cleared {
    struct cleared_booklet booklet;
    struct cleared_letter letter;
    struct cleared_block *blocks;
    size_t taken; /* bytes, of CEIL_CLEARED */
    bool full;    /* memory or ceiling: what was given instead is NULL */
};

/* Gives an empty one, or NULL; end it with cleared_free(). */
struct cleared *cleared_new(void);
/* Gives zeroed memory, aligned for any type, that lives as long as c; NULL
 * when it is full. */
void *cleared_take(struct cleared *c, size_t size);
/* Copies words into c; no words when it is full. */
struct plain cleared_copy(struct cleared *c, struct plain words);
/* Gives the array with one more element at its end and counts it in *n; the
 * same array, uncounted, when it is full. Copies one. The array must have come
 * from here; it starts as NULL. */
void *cleared_append(struct cleared *c, const void *array, int *n, size_t size,
                     const void *one);

#endif
