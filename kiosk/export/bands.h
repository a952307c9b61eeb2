/* SPDX-License-Identifier: MPL-2.0 */
/* "What played a part" as a picture: bands from who did something to what came
 * of it, as wide as the count in words, "at least 5, 10, ...": never finer.
 * Says nothing that the table beside it does not say. */
#ifndef EXPORT_BANDS_H
#define EXPORT_BANDS_H

#include "anonymise/cleared.h"

enum {
    BANDS_MOST = 64,    /* links in one picture; more: none is drawn */
    BAND_STEP = 5,      /* tellers in one step of width */
    BANDS_WIDTH = 1000, /* of the whole picture, in its own units */
    BANDS_LEFT = 360,   /* where bands begin; names stand before it */
    BANDS_RIGHT = 700,  /* where they end; what came of it stands after it */
    BANDS_TEXT = 30,    /* height of letters */
};

/* A name beside the bands that begin or end at it. */
struct bands_end {
    struct plain word;
    int top, height;
};

/* From [left, left + height) to [right, right + height). */
struct band {
    int left, right, height;
};

struct bands {
    int height; /* of the whole picture */
    int names, ends, bands;
    struct bands_end name[BANDS_MOST], end[4];
    struct band band[BANDS_MOST];
};

/* Places the links; came_of_it: words for CLEARED_BETTER .. CLEARED_UNKNOWN,
 * from 1. False when there is nothing to draw, or too much. Borrows. */
bool bands_place(struct bands *b, const struct cleared_link *link, int links,
                 const struct plain came_of_it[5]);

#endif
