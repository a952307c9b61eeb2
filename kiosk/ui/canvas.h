/* SPDX-License-Identifier: MPL-2.0 */
/* What ui/ draws on. sdl/ is one body, the recording canvas of the tests
 * another. Colours are 0xRRGGBB, measures whole pixels. */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include <stdint.h>

#include "base/bytes.h"

struct rect {
    int x, y, w, h;
};

/* One run of a layout, ready to draw: see text/layout.h. */
struct canvas_run {
    struct plain words; /* borrowed for the call */
    int font, size;
    uint32_t script;
    bool rtl;
    int x, top; /* where the image of the run goes */
    uint32_t ink;
};

struct canvas {
    void *self;
    /* Nothing outside is touched until the next clip. */
    void (*clip)(void *self, struct rect to);
    void (*box)(void *self, struct rect at, uint32_t colour);
    /* A box with round corners. */
    void (*round)(void *self, struct rect at, int radius, uint32_t colour);
    void (*run)(void *self, const struct canvas_run *run);
    /* Shows what was drawn in these places. */
    void (*present)(void *self, const struct rect *places, int n);
    /* Milliseconds that only go up, for measuring a frame. */
    double (*ticks)(void *self);
};

#endif
