/* SPDX-License-Identifier: MPL-2.0 */
/* Pictures of dark and light squares that a telephone reads. export makes
 * them, ui shows them; neither knows the other. */
#ifndef BASE_PICTURE_H
#define BASE_PICTURE_H

#include <stdint.h>

enum {
    PICTURE_SIDE = 121, /* squares: QR version 26, above 1,000 bytes */
    PICTURES = 4,       /* more than that nobody scans */
};

struct picture {
    int side;                                  /* 0: none */
    uint8_t dark[PICTURE_SIDE * PICTURE_SIDE]; /* row by row */
};

struct pictures {
    int count;
    struct picture picture[PICTURES];
};

#endif
