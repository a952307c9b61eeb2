/* SPDX-License-Identifier: MPL-2.0 */
/* See para.h: fills lines of a width and puts each line's runs in the order
 * in which they are seen. White space at a line's end hangs outside. */
#include "text/para.h"

#include <unicode/uchar.h>

#include "text/face.h"

enum { LONG_PIECE = 8 }; /* units of a word that are drawn in one go */

/* What one paragraph's lines share while they are filled. */
struct filling {
    struct para *p;
    struct fonts *fonts;
    const struct layout_style *style;
    const struct para_items *items;
    size_t item; /* the first that reaches into the line */
    UBiDi *line_bidi;
    UBiDiLevel *level; /* of each run of the line */
    int32_t *order;
    struct para_run *run; /* the line's runs in logical order */
    int strut_ascent, strut_descent;
};

static bool may_hang(UChar unit)
{
    return u_isUWhiteSpace(unit) && unit != 0xA0 && unit != 0x2007 &&
           unit != 0x202F;
}

/* ICU's line rules may cut inside a grapheme, such as letter and jamo. */
static bool may_break(const struct para *p, int32_t i)
{
    return (p->mark[i] & MARK_GRAPHEME) && (p->mark[i] & MARK_BREAK);
}

static bool may_cut(const struct para *p, int32_t i)
{
    return (p->mark[i] & MARK_GRAPHEME) && (p->mark[i] & MARK_CLUSTER);
}

/* Where the line that begins at "from" ends when its visible part may be
 * "most" (26.6) wide: at the last break that fits, else inside the word, and
 * in any case after one cluster. */
static int32_t line_end(const struct filling *f, int32_t from, int64_t most)
{
    const struct para *p = f->p;
    int32_t at_break = from, at_cut = from;
    int64_t wide = 0;
    bool over = false;
    for (int32_t i = from; i < p->len; i++) {
        if (i > from && may_break(p, i))
            at_break = i;
        if (i > from && may_cut(p, i))
            at_cut = i;
        wide += f->items->width[i];
        over = over || (wide > most && !may_hang(p->text[i]));
        if (over && at_break > from)
            return at_break;
        if (over && at_cut > from)
            return at_cut;
    }
    return p->len;
}

static int32_t visible_end(const struct para *p, int32_t from, int32_t to)
{
    while (to > from && may_hang(p->text[to - 1]))
        to--;
    return to;
}

static bool is_blank(const struct para *p, const struct para_run *run)
{
    for (int32_t i = run->from; i < run->to; i++)
        if (!u_isUWhiteSpace(p->text[i]) &&
            !u_hasBinaryProperty(p->text[i],
                                 UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            return false;
    return true;
}

/* The end of the stretch of one level that begins at "from". A grapheme is
 * never cut: its first unit decides. */
static int32_t level_end(const struct filling *f, const UBiDiLevel *level,
                         int32_t base, int32_t from, int32_t to)
{
    int32_t i = from + 1;
    while (i < to && (!(f->p->mark[i] & MARK_GRAPHEME) ||
                      level[i - base] == level[from - base]))
        i++;
    return i;
}

/* Where the next word begins, if before "to"; a long word ends earlier, where
 * HarfBuzz says that nothing joins. */
static int32_t word_end(const struct filling *f, const struct para_run *item,
                        int32_t from, int32_t to)
{
    const struct para *p = f->p;
    for (int32_t i = from + 1; f->style->by_words && i < to; i++) {
        bool starts = may_hang(p->text[i - 1]) && !may_hang(p->text[i]);
        bool is_long = i - from >= LONG_PIECE && !may_hang(p->text[i]);
        if ((starts || is_long) && may_cut(p, i) &&
            para_safe_cut(f->items, item, i))
            return i;
    }
    return to;
}

/* Cuts one item's part of a line into runs. */
static bool cut_item(struct filling *f, const struct para_run *item,
                     const struct para_line *line, const UBiDiLevel *level,
                     int32_t *count)
{
    int32_t from = item->from > line->from ? item->from : line->from;
    int32_t to = item->to < line->to ? item->to : line->to;
    while (from < to) {
        int32_t part =
            from < line->visible && line->visible < to ? line->visible : to;
        struct para_run *run = &f->run[*count];
        *run = *item;
        run->from = from;
        run->to = level_end(f, level, line->from, from, part);
        run->to = word_end(f, item, from, run->to);
        run->level = level[from - line->from];
        run->blank = is_blank(f->p, run);
        if (!para_shape_piece(f->p, f->fonts, f->style->size, f->items, item,
                              run))
            return false;
        f->level[(*count)++] = run->level;
        from = run->to;
    }
    return true;
}

static bool cut_runs(struct filling *f, const struct para_line *line,
                     int32_t *count)
{
    UErrorCode error = U_ZERO_ERROR;
    *count = 0;
    if (line->from == line->to)
        return true;
    ubidi_setLine(f->items->bidi, line->from, line->to, f->line_bidi, &error);
    const UBiDiLevel *level = ubidi_getLevels(f->line_bidi, &error);
    if (U_FAILURE(error))
        return false;
    for (size_t i = f->item; i < f->items->items; i++) {
        const struct para_run *item = &f->items->item[i];
        if (item->from >= line->to)
            break;
        if (!cut_item(f, item, line, level, count))
            return false;
    }
    return true;
}

static void raise(const struct filling *f, const struct para_run *run,
                  struct para_line *line)
{
    int ascent, descent;
    fonts_metrics(f->fonts, run->font, f->style->size, &ascent, &descent);
    if (ascent > line->ascent)
        line->ascent = ascent;
    if (descent > line->descent)
        line->descent = descent;
}

/* Appends the line's runs as they are seen, and measures the line. */
static bool place_runs(struct filling *f, struct para_line *line, int32_t count)
{
    struct para *p = f->p;
    int32_t x = 0, hanging = 0;
    line->run = (int32_t)p->runs;
    line->runs = count;
    ubidi_reorderVisual(f->level, count, f->order);
    for (int32_t i = 0; i < count; i++) {
        struct para_run run = f->run[f->order[i]];
        run.x = x;
        x += run.width;
        if (run.from >= line->visible)
            hanging += run.width;
        if (!para_grow((void **)&p->run, p->runs, &p->runs_room,
                       sizeof *p->run))
            return false;
        p->run[p->runs++] = run;
        raise(f, &run, line);
    }
    line->width = x - hanging;
    if (p->rtl)
        for (int32_t i = 0; i < count; i++)
            p->run[line->run + i].x -= hanging;
    return true;
}

static bool set_line(struct filling *f, int32_t from, int32_t to,
                     struct para_line *line)
{
    int32_t count;
    *line = (struct para_line){
        .from = from,
        .to = to,
        .visible = visible_end(f->p, from, to),
        .ascent = f->strut_ascent,
        .descent = f->strut_descent,
    };
    return cut_runs(f, line, &count) && place_runs(f, line, count);
}

static void take_back(struct para *p, size_t runs, size_t glyphs)
{
    p->runs = runs;
    p->glyphs = glyphs;
}

/* Runs are rounded to pixels, and letters change shape where a line cuts
 * them: a line that became too wide is filled again with less. */
static bool fit_line(struct filling *f, int32_t from, struct para_line *line)
{
    size_t runs = f->p->runs, glyphs = f->p->glyphs;
    int64_t most = f->style->width > 0 ? f->style->width * 64LL : INT64_MAX;
    int32_t to = line_end(f, from, most);
    for (;;) {
        if (!set_line(f, from, to, line))
            return false;
        int over = line->width - f->style->width;
        if (f->style->width <= 0 || over <= 0)
            return true;
        most -= over * 64LL;
        int32_t less = line_end(f, from, most);
        if (less >= to)
            return true;
        to = less;
        take_back(f->p, runs, glyphs);
    }
}

static bool add_line(struct para *p, const struct para_line *line)
{
    if (!para_grow((void **)&p->line, p->lines, &p->lines_room,
                   sizeof *p->line))
        return false;
    p->line[p->lines++] = *line;
    return true;
}

static bool fill_all(struct filling *f)
{
    struct para *p = f->p;
    int32_t from = 0;
    do {
        struct para_line line;
        while (f->item < f->items->items && f->items->item[f->item].to <= from)
            f->item++;
        if (!fit_line(f, from, &line) || !add_line(p, &line))
            return false;
        from = line.to;
    } while (from < p->len);
    return true;
}

/* Lines of Latin and of the language's own script are of one height, so that
 * a name in another script does not make them jump. */
static void find_strut(struct filling *f)
{
    int own = fonts_of_language(f->fonts, f->style->lang);
    struct para_line strut = {0};
    struct para_run run = {.font = 0};
    raise(f, &run, &strut);
    run.font = own;
    raise(f, &run, &strut);
    f->strut_ascent = strut.ascent;
    f->strut_descent = strut.descent;
}

bool para_fill_lines(struct para *p, struct fonts *fonts,
                     const struct layout_style *style, struct para_items *items)
{
    size_t most = (size_t)p->len + 1;
    struct filling f = {
        .p = p,
        .fonts = fonts,
        .style = style,
        .items = items,
        .line_bidi = ubidi_open(),
        .level = calloc(most, sizeof *f.level),
        .order = calloc(most, sizeof *f.order),
        .run = calloc(most, sizeof *f.run),
    };
    bool good = f.line_bidi && f.level && f.order && f.run;
    if (good) {
        find_strut(&f);
        good = fill_all(&f);
    }
    ubidi_close(f.line_bidi);
    free(f.level);
    free(f.order);
    if (f.run)
        bytes_wipe(f.run, most * sizeof *f.run);
    free(f.run);
    return good;
}
