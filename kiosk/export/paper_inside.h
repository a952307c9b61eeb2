/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the paper: what paper.c collects, paper_pages.c places on pages and
 * paper_draw.c draws. Others include paper.h. */
#ifndef EXPORT_PAPER_INSIDE_H
#define EXPORT_PAPER_INSIDE_H

#include <limits.h>

#include "base/ceilings.h"
#include "export/paper.h"
#include "text/layout.h"

enum {
    UNIT = 16,       /* units to a point: text/ counts in whole ones */
    A4_WIDTH = 9525, /* 210 x 297 mm, in units */
    A4_HEIGHT = 13470,
    MARGIN_LEFT = 1270, /* 28 mm: room for a binder's holes */
    MARGIN_RIGHT = 1000,
    MARGIN_TOP = 1000,
    MARGIN_BOTTOM = 1180,
    TEXT_WIDTH = A4_WIDTH - MARGIN_LEFT - MARGIN_RIGHT,
    TEXT_HEIGHT = A4_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM,
    COLUMNS = 3,
    PARTS_DEEP = 16, /* parts within parts */
};

enum paper_ink { PAPER_INK, PAPER_BLUE, PAPER_SOFT, PAPER_LINE };
enum paper_mark {
    MARK_NONE,
    MARK_BAR,  /* a bar down the side of all that is in it */
    MARK_DASH, /* before the first line */
    MARK_DOT,
    MARK_NUMBER, /* which one it is of its list */
    MARK_RULE,   /* a thick line above */
    MARK_HAIR,   /* a thin line below */
    MARK_GRID,   /* lines around each cell, to write in */
};

/* How a part looks. Measures in points. */
struct look {
    const char *group; /* PDF structure around the part; NULL: none */
    const char *words; /* PDF structure of what is told in it */
    short size;        /* of letters; 0: as what it is in */
    short before, after;
    short indent;  /* of all that is in it */
    short lead;    /* added to the height of each line */
    short least;   /* height of a row */
    short outline; /* depth in the outline: 1, 2; 0: not in it */
    bool bold, keep_next, keep_whole, new_page;
    uint8_t ink, mark;
    uint8_t columns[COLUMNS]; /* parts of 100, side by side; 0: one below
                               * the other */
};
extern const struct look looks[SHEET_PARTS];

/* A paragraph. x and y: from the text's left edge, from its strip's top. */
struct block {
    const struct look *look;
    struct layout *layout;
    struct layout *marker; /* its number */
    int x, y;
    short points;
    const char *name; /* what it links to, or is linked to as */
    bool link;
    char lang[CEIL_TAG];
};

/* What a page break may not cut: a line of a paragraph, a row, a picture. */
struct strip {
    int block, line; /* -1: a row or a picture */
    int height, before;
    bool tied; /* stays with the strip before it */
    bool new_page;
    int bar, bar_of; /* x of the bar beside it; -1: none. Whose it is */
    uint8_t mark;    /* MARK_RULE, MARK_HAIR, MARK_GRID */
    int x, width;
    const uint8_t *columns; /* of a row */
    int page, y;            /* placed */
};

/* What is drawn, in reading order. */
enum step_kind { STEP_OPEN, STEP_CLOSE, STEP_STRIP, STEP_PIECE, STEP_BANDS };
struct step {
    enum step_kind kind;
    int at; /* a part, strip or block */
    char lang[CEIL_TAG];
};

/* A part that is open. */
struct frame {
    enum sheet_part part;
    const char *name;
    char lang[CEIL_TAG];
    bool rtl, link;
    int x, width, bar, bar_of, counted;
    int size; /* of letters, points */
    /* A row: its cells so far, and its first block and step */
    bool row;
    int cells, first_block, row_strip;
};

struct paper {
    struct fonts *fonts[2]; /* regular, bold */
    struct paper_facts facts;
    struct buf title, words; /* words: told and not yet set */
    char lang[CEIL_TAG];
    struct frame frame[PARTS_DEEP];
    int depth;
    int pending;        /* room before the next strip */
    bool tie, new_page; /* of the next strip */
    bool full;          /* memory was out, or a ceiling */

    struct block *block;
    struct strip *strip;
    struct step *step;
    struct bands *bands; /* their places; the words stand in blocks */
    int blocks, strips, steps;
    int blocks_room, strips_room, steps_room;
    int pages;
};

/* Places the strips on pages. */
void paper_place(struct paper *p);
/* The page, from 1, of the paragraph of that name; 0: there is none. */
int paper_page_of(const struct paper *p, const char *name);
/* A layout in the words' own language. */
struct layout *paper_layout(struct paper *p, struct plain words, int points,
                            bool bold, int width, const char *lang, bool rtl);

#endif
