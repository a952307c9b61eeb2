/* SPDX-License-Identifier: MPL-2.0 */
/* See paper.h. What is told becomes paragraphs, strips that no page break may
 * cut, and steps in reading order; nothing is drawn before all of it is
 * known, so that the contents can name pages. */
#include "export/paper.h"

#include "export/paper_inside.h"
#include "text/unicode.h"

enum {
    MOST = 200000, /* paragraphs, strips, steps: far above any booklet */
    GUTTER = 14,   /* between columns, points */
    CELL_ROOM = 4, /* above and below what stands in a row, points */
    BAR_ROOM = 4,  /* width of a bar, points */
};

struct paper *paper_new(struct fonts *regular, struct fonts *bold,
                        const struct paper_facts *facts)
{
    struct paper *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    *p = (struct paper){.fonts = {regular, bold},
                        .facts = *facts,
                        .title = {.max = CEIL_CATALOGUE_FILE},
                        .words = {.max = CEIL_CLEARED}};
    p->frame[0] = (struct frame){
        .part = PART_MAIN, .width = TEXT_WIDTH, .bar = -1, .size = 11};
    p->depth = 1;
    return p;
}

void paper_free(struct paper *p)
{
    if (!p)
        return;
    for (int i = 0; i < p->blocks; i++) {
        layout_free(p->block[i].layout);
        layout_free(p->block[i].marker);
    }
    buf_wipe(&p->title);
    buf_wipe(&p->words);
    free(p->block);
    free(p->strip);
    free(p->step);
    free(p->bands);
    free(p);
}

/* --- Lists that grow --------------------------------------------------- */

static void *grow(struct paper *p, void *list, int n, int *room, size_t size)
{
    if (n < *room)
        return list;
    int more = *room ? *room * 2 : 64;
    void *larger = more > MOST ? NULL : realloc(list, (size_t)more * size);
    if (!larger) {
        p->full = true;
        return list;
    }
    *room = more;
    return larger;
}

static int add_block(struct paper *p, const struct block *b)
{
    p->block = grow(p, p->block, p->blocks, &p->blocks_room, sizeof *b);
    if (p->full)
        return -1;
    p->block[p->blocks] = *b;
    return p->blocks++;
}

static int add_strip(struct paper *p, struct strip s)
{
    p->strip = grow(p, p->strip, p->strips, &p->strips_room, sizeof s);
    if (p->full)
        return -1;
    s.before = p->pending;
    s.tied = p->tie;
    s.new_page = p->new_page;
    p->pending = 0;
    p->tie = p->new_page = false;
    p->strip[p->strips] = s;
    return p->strips++;
}

static void add_step(struct paper *p, enum step_kind kind, int at,
                     const char *lang)
{
    struct step s = {.kind = kind, .at = at};
    text_copy(s.lang, sizeof s.lang, lang ? lang : "");
    p->step = grow(p, p->step, p->steps, &p->steps_room, sizeof s);
    if (!p->full)
        p->step[p->steps++] = s;
}

/* --- Paragraphs -------------------------------------------------------- */

struct layout *paper_layout(struct paper *p, struct plain words, int points,
                            bool bold, int width, const char *lang, bool rtl)
{
    struct layout_style style = {.lang = lang,
                                 .size = points * UNIT,
                                 .width = width,
                                 .rtl = rtl,
                                 .by_content = true};
    struct layout *l = layout_new(p->fonts[bold], words, &style);
    if (!l)
        p->full = true;
    return l;
}

static struct frame *top(struct paper *p)
{
    return &p->frame[p->depth - 1];
}

/* The row that the innermost part stands in; NULL: in none. */
static struct frame *row_of(struct paper *p)
{
    for (int i = p->depth - 1; i > 0; i--)
        if (p->frame[i].row)
            return &p->frame[i];
    return NULL;
}

static int height_of_line(const struct block *b, int line)
{
    return layout_line(b->layout, line)->height + b->look->lead * UNIT;
}

static int height_of_block(const struct block *b)
{
    int h = 0;
    for (int i = 0; i < layout_lines(b->layout); i++)
        h += height_of_line(b, i);
    return h;
}

/* All strips of a part that is to be kept whole hold together. */
static bool kept_whole(const struct paper *p)
{
    for (int i = 1; i < p->depth; i++)
        if (looks[p->frame[i].part].keep_whole)
            return true;
    return false;
}

/* Lines that may part: not the first two, not the last two. */
static void add_lines(struct paper *p, int block)
{
    const struct block *b = &p->block[block];
    const struct frame *f = top(p);
    int n = layout_lines(b->layout);
    bool whole = kept_whole(p);
    for (int i = 0; i < n; i++) {
        struct strip s = {.block = block,
                          .line = i,
                          .height = height_of_line(b, i),
                          .bar = f->bar,
                          .bar_of = f->bar_of,
                          .mark = i == 0 && b->look->mark == MARK_RULE
                                      ? MARK_RULE
                                      : MARK_NONE,
                          .width = f->width};
        p->tie |= i == 1 || (i > 0 && (whole || i == n - 1));
        add_step(p, STEP_STRIP, add_strip(p, s), NULL);
    }
}

static struct layout *number_of(struct paper *p, int number)
{
    char digits[12];
    snprintf(digits, sizeof digits, "%d", number);
    return paper_layout(p, plain_of(digits), top(p)->size, true, 0, "da",
                        false);
}

/* Sets what was told in the innermost part, as a paragraph. False: nothing
 * was. */
static bool set_words(struct paper *p)
{
    struct frame *f = top(p);
    const struct look *look = &looks[f->part];
    struct plain words = plain_trim(buf_words(&p->words));
    if (words.len == 0 || p->full)
        return false;
    struct block b = {.look = look,
                      .x = f->x,
                      .points = (short)f->size,
                      .name = f->name,
                      .link = f->link,
                      .layout = paper_layout(p, words, f->size, look->bold,
                                             f->width, f->lang, f->rtl)};
    text_copy(b.lang, sizeof b.lang, f->lang);
    if (look->mark == MARK_NUMBER)
        b.marker = number_of(p, p->frame[p->depth - 2].counted);
    p->words.len = 0;
    int at = b.layout ? add_block(p, &b) : -1;
    if (at < 0)
        return false;
    if (row_of(p)) {
        add_step(p, STEP_PIECE, at, NULL);
        return true;
    }
    add_lines(p, at);
    p->tie = look->keep_next;
    return true;
}

/* --- Rows -------------------------------------------------------------- */

/* Where the next cell of a row stands. */
static void place_cell(const struct frame *row, int cell, struct frame *f)
{
    const uint8_t *columns = looks[row->part].columns;
    int from = 0;
    for (int i = 0; i < cell && i < COLUMNS - 1; i++)
        from += columns[i];
    int at = cell < COLUMNS ? cell : COLUMNS - 1;
    int x = row->width * from / 100;
    bool last = at == COLUMNS - 1 || columns[at + 1] == 0;
    f->width = row->width * columns[at] / 100 - (last ? 0 : GUTTER * UNIT);
    f->x = row->x + (row->rtl ? row->width - x - f->width : x);
}

static void open_row(struct paper *p, struct frame *f)
{
    const struct look *look = &looks[f->part];
    f->row = true;
    f->first_block = p->blocks;
    struct strip s = {.block = -1,
                      .line = -1,
                      .bar = f->bar,
                      .mark = look->mark,
                      .x = f->x,
                      .width = f->width,
                      .columns = look->columns};
    f->row_strip = add_strip(p, s);
    add_step(p, STEP_STRIP, f->row_strip, NULL);
}

/* Cells side by side; paragraphs in a cell one below the other. */
static void close_row(struct paper *p, const struct frame *f)
{
    const struct look *look = &looks[f->part];
    int y = 0, x = INT_MIN, deepest = 0;
    int room = look->columns[0] ? CELL_ROOM * UNIT : 0;
    if (p->full)
        return;
    for (int i = f->first_block; i < p->blocks; i++) {
        struct block *b = &p->block[i];
        if (b->x != x)
            y = room;
        x = b->x;
        b->y = y;
        y += height_of_block(b);
        if (y > deepest)
            deepest = y;
    }
    int least = look->least * UNIT;
    deepest += room;
    p->strip[f->row_strip].height = deepest > least ? deepest : least;
    p->tie = look->keep_next;
}

/* --- The sheet --------------------------------------------------------- */

static void begin(void *self, struct plain title, const char *lang)
{
    struct paper *p = self;
    buf_plain(&p->title, title);
    text_copy(p->lang, sizeof p->lang, lang);
    text_copy(p->frame[0].lang, sizeof p->frame[0].lang, lang);
    p->frame[0].rtl = unicode_is_rtl(lang);
}

static void make_room(struct paper *p, int points)
{
    if (p->pending < points * UNIT)
        p->pending = points * UNIT;
}

static void open_part(void *self, enum sheet_part part, const char *name,
                      const char *lang, bool rtl)
{
    struct paper *p = self;
    const struct look *look = &looks[part];
    /* A note stays with what it is about. */
    if (set_words(p) || part == PART_NOTE)
        p->tie = true;
    if (p->depth == PARTS_DEEP) {
        p->full = true;
        return;
    }
    struct frame *in = top(p), f = *in;
    f.part = part;
    f.counted = f.cells = 0;
    f.row = false;
    f.name = name ? name : in->link ? in->name : NULL;
    f.link = part == PART_LINK;
    if (look->size)
        f.size = look->size;
    if (lang) {
        text_copy(f.lang, sizeof f.lang, lang);
        f.rtl = rtl;
    }
    in->counted++;
    if (in->row)
        place_cell(in, in->cells++, &f);
    else
        make_room(p, look->before);
    if (look->mark == MARK_BAR)
        f.bar_of = p->steps;
    if (look->mark == MARK_BAR)
        f.bar = f.rtl ? f.x + f.width - BAR_ROOM * UNIT : f.x;
    f.width -= look->indent * UNIT;
    if (!f.rtl)
        f.x += look->indent * UNIT;
    p->new_page |= look->new_page;
    p->frame[p->depth++] = f;
    if (look->group)
        add_step(p, STEP_OPEN, (int)part, lang);
    if (part == PART_FRONT) {
        struct strip s = {.block = -1,
                          .line = -1,
                          .height = UNIT,
                          .bar = -1,
                          .mark = MARK_RULE,
                          .width = f.width};
        add_step(p, STEP_STRIP, add_strip(p, s), NULL);
    }
    if (look->columns[0])
        open_row(p, top(p));
}

static void tell_words(void *self, struct plain words)
{
    struct paper *p = self;
    buf_plain(&p->words, words);
}

static void close_part(void *self, enum sheet_part part)
{
    struct paper *p = self;
    const struct look *look = &looks[part];
    set_words(p);
    if (p->full)
        return;
    if (top(p)->row)
        close_row(p, top(p));
    p->depth--;
    if (look->group)
        add_step(p, STEP_CLOSE, (int)part, NULL);
    if (!row_of(p))
        make_room(p, look->after);
    if (look->keep_whole)
        p->tie = false;
    if (kept_whole(p))
        p->tie = true;
}

/* A name beside the bands: x is where it begins, or where it ends. */
static void set_end(struct paper *p, const struct bands_end *e, int x,
                    bool ends_there)
{
    const struct frame *f = top(p);
    struct block b = {
        .look = &looks[PART_PICTURE],
        .points = (short)f->size,
        .layout = paper_layout(p, e->word, f->size, false, 0, f->lang, false)};
    if (!b.layout)
        return;
    int middle = f->width * (2 * e->top + e->height) / (2 * BANDS_WIDTH);
    b.x = f->x + f->width * x / BANDS_WIDTH -
          (ends_there ? layout_width(b.layout) : 0);
    b.y = middle - height_of_block(&b) / 2;
    int at = add_block(p, &b);
    if (at >= 0)
        add_step(p, STEP_PIECE, at, NULL);
}

static void put_bands(void *self, const struct bands *bands)
{
    enum { AWAY = 18 }; /* of names from bands, in the picture's units */
    struct paper *p = self;
    int width = top(p)->width, height = width * bands->height / BANDS_WIDTH;
    free(p->bands);
    p->bands = malloc(sizeof *bands);
    if (!p->bands || height > TEXT_HEIGHT) {
        p->full |= !p->bands;
        return;
    }
    *p->bands = *bands;
    struct strip s = {.block = -1,
                      .line = -1,
                      .height = height,
                      .bar = -1,
                      .x = top(p)->x,
                      .width = width};
    int strip = add_strip(p, s);
    add_step(p, STEP_STRIP, strip, NULL);
    add_step(p, STEP_BANDS, strip, NULL);
    for (int i = 0; i < bands->names; i++)
        set_end(p, &bands->name[i], BANDS_LEFT - AWAY, true);
    for (int i = 0; i < bands->ends; i++)
        set_end(p, &bands->end[i], BANDS_RIGHT + AWAY, false);
}

static void end(void *self)
{
    set_words(self);
}

struct sheet paper_sheet(struct paper *p)
{
    return (struct sheet){p,         begin,      open_part, tell_words,
                          put_bands, close_part, end};
}
