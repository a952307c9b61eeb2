/* SPDX-License-Identifier: MPL-2.0 */
/* One paragraph or several (cut at line feeds), set in lines of a width, with
 * its carets. Every offset is a UTF-8 byte of the words; every measure is a
 * whole pixel. Feeds the screen and, at a larger scale, paper. */
#ifndef TEXT_LAYOUT_H
#define TEXT_LAYOUT_H

#include <stdint.h>

#include "base/bytes.h"
#include "text/font.h"
#include "text/unicode.h"

struct layout_style {
    const char *lang; /* BCP 47: line breaks and font choice; borrowed */
    int size;         /* pixels per em */
    int width;        /* pixels to break lines at; 0: never break */
    bool rtl;         /* direction of the paragraphs; also of empty ones */
    bool by_content;  /* direction by the first strong letter, else rtl */
    bool centred;
    bool by_words; /* a run ends with each word: typing changes one of them */
};

/* A run: one font, one direction, one script, drawn in one go. Lines hold
 * their runs from left to right. */
struct layout_run {
    uint32_t from, to; /* bytes of the words */
    int font;
    uint32_t script; /* ISO 15924 as a HarfBuzz tag, e.g. 'Arab' */
    bool rtl;
    bool blank;   /* only space or unseen signs: nothing to draw */
    int x, width; /* x from the left edge of the layout */
};

struct layout_line {
    uint32_t from, to;  /* bytes, the line feed not included */
    int first, runs;    /* into layout_runs() */
    int x, y, width;    /* y of its top; x of its leftmost ink run; white
                         * space at a line's end hangs outside */
    int ascent, height; /* the baseline stands at y + ascent */
    bool rtl;           /* of the paragraph it belongs to */
};

struct layout;

/* Gives a layout; end with layout_free(). Copies the words (well-formed, NFC
 * or not; controls other than line feed take no room). Never NULL but when
 * memory is out. */
struct layout *layout_new(struct fonts *fonts, struct plain words,
                          const struct layout_style *style);
void layout_free(struct layout *l);

struct plain layout_words(const struct layout *l); /* borrows */
int layout_height(const struct layout *l);
int layout_width(const struct layout *l); /* of the widest line */
int layout_lines(const struct layout *l);
const struct layout_line *layout_line(const struct layout *l, int i);
const struct layout_run *layout_runs(const struct layout *l);

/* Where a caret before byte "at" stands: x (of its left edge), top, height.
 * "at" is moved to the nearest stop at or before it. */
struct caret {
    int x, y, height;
    bool rtl; /* of the run it belongs to */
};
struct caret layout_caret(const struct layout *l, size_t at);
/* The caret stop nearest to a point. Points outside are clamped. */
size_t layout_hit(const struct layout *l, int x, int y);
/* The next stop after / before "at" in reading order. */
size_t layout_stop_next(const struct layout *l, size_t at);
size_t layout_stop_back(const struct layout *l, size_t at);
/* One line up (-1) or down (+1), keeping near x. */
size_t layout_stop_line(const struct layout *l, size_t at, int lines, int x);
/* True when a caret may stand before byte "at". */
bool layout_is_stop(const struct layout *l, size_t at);

/* The boxes that cover bytes [from, to): one for each piece of a run. Writes
 * at most max and gives how many there are. */
struct box {
    int x, y, w, h;
};
int layout_boxes(const struct layout *l, size_t from, size_t to,
                 struct box *out, int max);

/* The glyphs of a run, for paper and for the parity test: x and y from the
 * run's origin in 26.6 pixels, cluster as a byte of the words, in visual
 * order. Writes at most max, gives how many there are. */
struct glyph {
    uint32_t id, cluster;
    int x, y, advance;
};
int layout_glyphs(const struct layout *l, int run, struct glyph *out, int max);

/* SDL2_ttf moves a run's picture when ink starts left of the run's origin or
 * above the font's ascent, and does not say so. Its picture belongs at
 * (run x - left, baseline - ascent of the run's font - top), where the
 * baseline is the line's y + ascent. */
void layout_ink_shift(const struct layout *l, int run, int *left, int *top);

/* Layouts remembered by what they were made from, for screens that describe
 * themselves anew each frame. Keeps what was asked for since the last but one
 * layouts_age(). */
struct layouts;
struct layouts *layouts_new(struct fonts *fonts);
void layouts_free(struct layouts *c);
/* Borrowed until the second layouts_age() from now; NULL when memory is out */
const struct layout *layouts_get(struct layouts *c, struct plain words,
                                 const struct layout_style *style);
void layouts_age(struct layouts *c);
/* True when one was NULL since the last layouts_age(): the frame is not whole.
 */
bool layouts_hungry(const struct layouts *c);
void layouts_forget(struct layouts *c); /* wipes all: the citizen left */

#endif
