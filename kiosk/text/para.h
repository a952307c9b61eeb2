/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the text room: one paragraph, set in lines. layout.h stacks them.
 * All indices count UTF-16 units of the paragraph, because ICU and HarfBuzz
 * both do; layout.c translates to bytes. A paragraph knows nothing of where
 * it stands, so two layouts can share it while a citizen types another. */
#ifndef TEXT_PARA_H
#define TEXT_PARA_H

#include <unicode/ubidi.h>
#include <unicode/uscript.h>

#include "text/layout.h"

/* What may happen before a unit. */
enum {
    MARK_GRAPHEME = 1, /* a grapheme begins */
    MARK_BREAK = 2,    /* a line may begin */
    MARK_CLUSTER = 4,  /* HarfBuzz begins a cluster */
    MARK_STOP = 8,     /* a caret may stand */
};

struct para_glyph {
    uint32_t id;
    int32_t cluster;       /* a unit */
    int32_t advance, x, y; /* 26.6; x, y: offsets */
    bool unsafe;           /* to cut before its cluster */
};

/* A stretch of one level, script and font. An item becomes one run, or more
 * when lines cut it. */
struct para_run {
    int32_t from, to;
    UBiDiLevel level;
    UScriptCode script;
    int font;
    int32_t glyph, glyphs; /* into the glyphs, in visual order */
    int32_t x, width;      /* pixels; 0 is where the visible line begins */
    bool blank;            /* nothing to draw */
};

struct para_line {
    int32_t from, to, visible; /* white space from "visible" hangs */
    int32_t run, runs;         /* in visual order */
    int width;                 /* without what hangs */
    int ascent, descent;
};

struct para {
    int users;
    UChar *text;
    int32_t len;
    uint32_t *byte; /* where unit i stands; len + 1 of them */
    uint8_t *mark;  /* len + 1 */
    int32_t *edge;  /* pixels from its run's left to the leading edge */
    struct para_glyph *glyph;
    size_t glyphs, glyphs_room;
    struct para_run *run;
    size_t runs, runs_room;
    struct para_line *line;
    size_t lines, lines_room;
    bool rtl;
};

/* Gives a paragraph with one user; NULL when memory is out. The words hold no
 * line feed. */
struct para *para_new(struct fonts *fonts, struct plain words,
                      const struct layout_style *style);
struct para *para_share(struct para *p);
void para_free(struct para *p); /* one user less; the last one wipes */

/* The stages of para_new. */
struct para_items {
    UBiDi *bidi;
    struct para_run *item;
    size_t items, items_room;
    struct para_glyph *glyph;
    size_t glyphs, glyphs_room;
    int32_t *width; /* 26.6, of the cluster that begins at a unit */
};
/* itemise.c: marks graphemes and breaks, finds direction, cuts items. */
bool para_itemise(struct para *p, struct fonts *fonts,
                  const struct layout_style *style, struct para_items *items);
/* shape.c: appends the glyphs of a run to a list and sets its width. */
bool para_shape(const struct para *p, struct fonts *fonts, int size,
                struct para_run *run, struct para_glyph **list, size_t *count,
                size_t *room);
/* True when the item may be cut before a unit without shaping it anew. */
bool para_safe_cut(const struct para_items *items, const struct para_run *item,
                   int32_t unit);
/* The same for a piece of an item, from the item's glyphs where HarfBuzz says
 * that it may be cut there. */
bool para_shape_piece(struct para *p, struct fonts *fonts, int size,
                      const struct para_items *items,
                      const struct para_run *item, struct para_run *run);
/* lines.c */
bool para_fill_lines(struct para *p, struct fonts *fonts,
                     const struct layout_style *style,
                     struct para_items *items);
/* edges.c: leading edges and caret stops, from the runs. */
void para_find_edges(struct para *p);

/* Makes room for one more of "size" bytes; the old place is wiped. */
bool para_grow(void **list, size_t count, size_t *room, size_t size);
/* Rounds 26.6 to whole pixels. */
int para_pixels(int32_t measure);

#endif
