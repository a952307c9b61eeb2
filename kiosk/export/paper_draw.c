/* SPDX-License-Identifier: MPL-2.0 */
/* The pages, step by step in reading order. */
#include "export/paper_pen.h"

enum { THICK = 28, THIN = 8, FOOT_POINTS = 9, MARK_AWAY = 12 };

/* --- Lines and marks --------------------------------------------------- */

static void rule(struct pen *pen, enum paper_ink colour, int x, int y,
                 int width, int height)
{
    pen_ink(pen, colour);
    cairo_rectangle(pen->cairo, x, y, width, height);
    cairo_fill(pen->cairo);
}

/* Where each column of a row begins, left to right, and the row's end. */
static void draw_grid(struct pen *pen, const struct strip *s, int y)
{
    int x = s->x;
    rule(pen, PAPER_SOFT, s->x, y + s->height, s->width, THIN);
    for (int i = 0; i < COLUMNS && s->columns[i]; i++) {
        if (i > 0)
            rule(pen, PAPER_SOFT, x - THIN, y, THIN, s->height);
        x += s->width * s->columns[i] / 100;
    }
}

static void draw_strip(struct pen *pen, int at)
{
    const struct strip *s = &pen->p->strip[at];
    const struct strip *back = at > 0 ? s - 1 : NULL;
    bool row = s->block < 0;
    if (s->bar >= 0) {
        bool on = back && back->bar_of == s->bar_of && back->page == s->page &&
                  back->bar >= 0;
        int above = on ? s->before : 0;
        rule(pen, PAPER_BLUE, s->bar, s->y - above, 3 * UNIT,
             s->height + above);
    }
    if (s->mark == MARK_RULE)
        rule(pen, PAPER_BLUE, s->x, row ? s->y + s->height : s->y - 5 * UNIT,
             s->width, THICK);
    if (s->mark == MARK_HAIR)
        rule(pen, PAPER_LINE, s->x, s->y + s->height, s->width, THIN);
    if (s->mark == MARK_GRID)
        draw_grid(pen, s, s->y);
}

/* Before the first line: what a list has. */
static void draw_mark(struct pen *pen, const struct block *b, int y)
{
    const struct layout_line *line = layout_line(b->layout, 0);
    int indent = b->look->indent * UNIT;
    int middle = y + line->ascent - b->points * UNIT / 3;
    bool dash = b->look->mark == MARK_DASH;
    int wide = b->marker ? layout_width(b->marker) : (dash ? 9 : 4) * UNIT;
    int x = line->rtl ? b->x + line->x + line->width + indent - wide
                      : b->x - indent;
    if (dash)
        rule(pen, PAPER_BLUE, x, middle, wide, UNIT + UNIT / 2);
    if (b->look->mark == MARK_DOT) {
        pen_ink(pen, PAPER_BLUE);
        cairo_arc(pen->cairo, x + wide / 2., middle, 1.6 * UNIT, 0, 6.2832);
        cairo_fill(pen->cairo);
    }
    if (b->marker) {
        pen_ink(pen, PAPER_BLUE);
        pen_line(pen, b->marker, 0, b->points, true, x, y);
    }
}

/* --- Paragraphs -------------------------------------------------------- */

/* The page that a link leads to, at the right edge. */
static void draw_page_number(struct pen *pen, const struct block *b, int y)
{
    char digits[12];
    int page = paper_page_of(pen->p, b->name);
    snprintf(digits, sizeof digits, "%d", page);
    struct layout *l = paper_layout(pen->p, plain_of(page ? digits : ""),
                                    b->points, false, 0, "da", false);
    if (l)
        pen_line(pen, l, 0, b->points, false, TEXT_WIDTH / 2 - layout_width(l),
                 y);
    layout_free(l);
}

static void draw_block_line(struct pen *pen, int block, int line, int y)
{
    const struct block *b = &pen->p->block[block];
    y += b->look->lead * UNIT / 2;
    if (line == 0)
        draw_mark(pen, b, y);
    pen_paragraph(pen, block, line == 0);
    pen_ink(pen, b->look->ink);
    pen_line(pen, b->layout, line, b->points, b->look->bold, b->x, y);
    if (b->link && line == 0)
        draw_page_number(pen, b, y);
}

static void draw_piece(struct pen *pen, int block, int top)
{
    const struct block *b = &pen->p->block[block];
    int y = top + b->y;
    for (int i = 0; i < layout_lines(b->layout); i++) {
        draw_block_line(pen, block, i, y);
        y += layout_line(b->layout, i)->height + b->look->lead * UNIT;
    }
    pen_paragraph_end(pen);
}

static void draw_bands(struct pen *pen, const struct strip *s)
{
    const struct bands *b = pen->p->bands;
    double scale = (double)s->width / BANDS_WIDTH;
    int middle = (BANDS_LEFT + BANDS_RIGHT) / 2;
    cairo_save(pen->cairo);
    cairo_translate(pen->cairo, s->x, s->y);
    cairo_scale(pen->cairo, scale, scale);
    cairo_set_line_width(pen->cairo, 1.5);
    for (int i = 0; i < b->bands; i++) {
        const struct band *d = &b->band[i];
        cairo_move_to(pen->cairo, BANDS_LEFT, d->left);
        cairo_curve_to(pen->cairo, middle, d->left, middle, d->right,
                       BANDS_RIGHT, d->right);
        cairo_rel_line_to(pen->cairo, 0, d->height);
        cairo_curve_to(pen->cairo, middle, d->right + d->height, middle,
                       d->left + d->height, BANDS_LEFT, d->left + d->height);
        cairo_close_path(pen->cairo);
        /* A tint, not see-through: PDF readers print that as a picture. */
        cairo_set_source_rgb(pen->cairo, .80, .85, .89);
        cairo_fill_preserve(pen->cairo);
        pen_ink(pen, PAPER_BLUE);
        cairo_stroke(pen->cairo);
    }
    cairo_restore(pen->cairo);
}

/* --- Pages ------------------------------------------------------------- */

static void draw_foot(struct pen *pen)
{
    char number[32];
    snprintf(number, sizeof number, "%d / %d", pen->page + 1, pen->p->pages);
    struct layout *foot =
        paper_layout(pen->p, pen->p->facts.foot, FOOT_POINTS, false,
                     TEXT_WIDTH * 4 / 5, pen->p->lang, pen->p->frame[0].rtl);
    struct layout *page = paper_layout(pen->p, plain_of(number), FOOT_POINTS,
                                       false, 0, "da", false);
    bool rtl = pen->p->frame[0].rtl;
    int y = TEXT_HEIGHT + 22 * UNIT;
    pen_ink(pen, PAPER_SOFT);
    /* A line that reads from the right stands at the right of its width. */
    if (foot && layout_lines(foot) > 0)
        pen_line(pen, foot, 0, FOOT_POINTS, false, rtl ? TEXT_WIDTH / 5 : 0, y);
    if (page)
        pen_line(pen, page, 0, FOOT_POINTS, false,
                 rtl ? 0 : TEXT_WIDTH - layout_width(page), y);
    layout_free(foot);
    layout_free(page);
}

static void page_begin(struct pen *pen)
{
    cairo_save(pen->cairo);
    cairo_scale(pen->cairo, 1. / UNIT, 1. / UNIT);
    cairo_translate(pen->cairo, MARGIN_LEFT, MARGIN_TOP);
}

static void page_end(struct pen *pen)
{
    pen_paragraph_end(pen);
    draw_foot(pen);
    cairo_restore(pen->cairo);
    cairo_show_page(pen->cairo);
}

static void turn_to(struct pen *pen, int page)
{
    while (pen->page < page) {
        page_end(pen);
        pen->page++;
        page_begin(pen);
    }
}

/* What opens stands where the next thing is drawn: on the page of the next
 * strip, or on this one, in the middle of a row. */
static int page_of(const struct pen *pen, int step)
{
    const struct paper *p = pen->p;
    for (int i = step; i < p->steps; i++) {
        if (p->step[i].kind == STEP_STRIP)
            return p->strip[p->step[i].at].page;
        if (p->step[i].kind == STEP_PIECE)
            return pen->page;
    }
    return pen->page;
}

static void draw_steps(struct pen *pen)
{
    struct paper *p = pen->p;
    const struct strip *row = NULL;
    for (int i = 0; i < p->steps; i++) {
        const struct step *s = &p->step[i];
        const struct look *look = s->kind == STEP_OPEN || s->kind == STEP_CLOSE
                                      ? &looks[s->at]
                                      : NULL;
        if (s->kind == STEP_OPEN || s->kind == STEP_CLOSE)
            pen_paragraph_end(pen);
        if (s->kind == STEP_OPEN) {
            turn_to(pen, page_of(pen, i));
            pen_tag(pen, look->group, NULL, *s->lang ? s->lang : NULL);
        } else if (s->kind == STEP_CLOSE) {
            cairo_tag_end(pen->cairo, look->group);
        } else if (s->kind == STEP_STRIP) {
            row = &p->strip[s->at];
            turn_to(pen, row->page);
            draw_strip(pen, s->at);
            if (row->block >= 0)
                draw_block_line(pen, row->block, row->line, row->y);
        } else if (s->kind == STEP_PIECE && row) {
            draw_piece(pen, s->at, row->y);
        } else if (s->kind == STEP_BANDS && row) {
            draw_bands(pen, row);
        }
    }
}

/* --- The file ---------------------------------------------------------- */

/* Never fails: when it does, cairo 1.16 ends the program (an assertion in
 * cairo-array.c). The buffer remembers that it was full. */
static cairo_status_t put_bytes(void *out, const unsigned char *bytes,
                                unsigned int len)
{
    buf_put(out, bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

static void put_fact(struct pen *pen, cairo_pdf_metadata_t which,
                     struct plain words)
{
    struct buf text = {.max = CEIL_CATALOGUE_FILE};
    buf_plain(&text, words);
    buf_byte(&text, '\0');
    if (!text.full)
        cairo_pdf_surface_set_metadata(pen->surface, which, text.at);
    pen->failed |= text.full;
    buf_wipe(&text);
}

static void put_facts(struct pen *pen)
{
    const struct paper *p = pen->p;
    char date[40];
    snprintf(date, sizeof date, "%sT00:00:00Z", p->facts.date);
    cairo_pdf_surface_restrict_to_version(pen->surface, CAIRO_PDF_VERSION_1_5);
    put_fact(pen, CAIRO_PDF_METADATA_TITLE, buf_words(&p->title));
    put_fact(pen, CAIRO_PDF_METADATA_AUTHOR, p->facts.author);
    put_fact(pen, CAIRO_PDF_METADATA_CREATOR, plain_of("Indefra"));
    /* Else the hour at which it was made would stand in it. */
    put_fact(pen, CAIRO_PDF_METADATA_CREATE_DATE, plain_of(date));
    put_fact(pen, CAIRO_PDF_METADATA_MOD_DATE, plain_of(date));
}

static bool draw(struct pen *pen, struct buf *out)
{
    pen->surface = cairo_pdf_surface_create_for_stream(
        put_bytes, out, (double)A4_WIDTH / UNIT, (double)A4_HEIGHT / UNIT);
    pen->cairo = cairo_create(pen->surface);
    put_facts(pen);
    pen_tag(pen, "Document", NULL, NULL);
    page_begin(pen);
    draw_steps(pen);
    page_end(pen);
    cairo_tag_end(pen->cairo, "Document");
    bool good = cairo_status(pen->cairo) == CAIRO_STATUS_SUCCESS;
    cairo_destroy(pen->cairo);
    cairo_surface_finish(pen->surface);
    good &= cairo_surface_status(pen->surface) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(pen->surface);
    return good && !pen->failed && !pen->p->full && !out->full;
}

bool paper_pdf(struct paper *p, struct buf *out, struct fault *why)
{
    struct pen pen = {.p = p, .open = -1};
    if (p->full || p->words.full || p->title.full ||
        FT_Init_FreeType(&pen.library))
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    paper_place(p);
    bool good = draw(&pen, out) ||
                fault_set(why, FAULT_MEMORY,
                          "the PDF can not be written: memory or its room is "
                          "out, or a font went away");
    good = good && pdf_languages(out, p->lang, pen.element, pen.elements, why);
    pen_free(&pen);
    return good;
}

int paper_pages(const struct paper *p)
{
    return p->pages;
}
