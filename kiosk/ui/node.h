/* SPDX-License-Identifier: MPL-2.0 */
/* What is on the screen, as a flat list in reading order. Made anew each
 * frame; the same list is drawn, touched, walked by keyboard, read aloud and
 * written to --layout. */
#ifndef UI_NODE_H
#define UI_NODE_H

#include "base/picture.h"
#include "text/layout.h"
#include "ui/canvas.h"

enum node_role {
    NODE_TEXT,
    NODE_HEADING,
    NODE_BUTTON,
    NODE_TOGGLE,
    NODE_CARD,
    NODE_FIELD,
    NODE_KEY,
    NODE_IMAGE,
    NODE_STRIP,
};

enum node_state {
    STATE_SELECTED = 1,
    STATE_HIDDEN = 2,
    STATE_SUGGESTED = 4,
    STATE_LOCKED = 8,
    STATE_MASKED = 16,
    STATE_VEILED = 32,
    STATE_BUSY = 64,
};

/* A part of a node's text that is shown hidden or doubted. */
struct node_strip {
    uint32_t from, to;
    uint8_t state; /* STATE_HIDDEN, STATE_SUGGESTED, STATE_SELECTED or ... */
};
/* ... what is being read aloud: of the words, so no state of the node. */
enum { STRIP_SPOKEN = 128 };

enum { NODE_ID = 40, NODES_MAX = 2400 };

struct node {
    char id[NODE_ID];
    enum node_role role;
    const char *label, *value, *lang; /* of the frame; value may be NULL */
    struct rect at, clip;             /* clip: the view it scrolls in */
    uint32_t fg, bg, edge;
    bool filled, edged, enabled, seen, tappable;
    int radius;
    int focus; /* order, from 1; 0: none */
    int row;   /* the first node of its row (ui_row_begin); -1: none */
    unsigned state;

    /* What is drawn in it; borrowed until the frame after the next. */
    const struct layout *text, *icon;
    int text_x, text_y, text_size, icon_x, icon_y, icon_size;
    struct rect text_clip;         /* w 0: the node's own */
    const struct picture *picture; /* as long; NULL: none */
    const struct node_strip *strip;
    int strips;
    int caret; /* byte, or -1: none */
    bool caret_on;
    uint64_t look; /* everything that can be seen of it, as a number */
};

const char *node_role_name(enum node_role role);
/* The part of the node that can be seen; w or h 0 when nothing can. */
struct rect node_visible(const struct node *n);
struct rect rect_meet(struct rect a, struct rect b);
struct rect rect_span(struct rect a, struct rect b);
bool rect_has(struct rect r, int x, int y);

#endif
