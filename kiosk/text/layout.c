/* SPDX-License-Identifier: MPL-2.0 */
/* See layout.h: paragraphs, stacked and put to their side. */
#include "text/layout.h"

#include "text/face.h"
#include "text/stack.h"

static size_t paragraph_end(struct plain words, size_t from)
{
    while (from < words.len && words.at[from] != '\n')
        from++;
    return from;
}

static int count_paragraphs(struct plain words)
{
    int n = 1;
    for (size_t i = 0; i < words.len; i++)
        n += words.at[i] == '\n';
    return n;
}

static bool take_words(struct layout *l, struct plain words,
                       const struct layout_style *style)
{
    l->style = *style;
    if (!style->lang || !text_copy(l->lang, sizeof l->lang, style->lang))
        l->lang[0] = '\0';
    l->style.lang = l->lang;
    if (l->style.size < 1)
        l->style.size = 1;
    l->words = malloc(words.len + 1);
    if (!l->words)
        return false;
    if (words.len)
        memcpy(l->words, words.at, words.len);
    l->words[words.len] = '\0';
    l->len = words.len;
    return true;
}

bool layout_same_style(const struct layout_style *a,
                       const struct layout_style *b)
{
    const char *in = a->lang ? a->lang : "", *on = b->lang ? b->lang : "";
    return strcmp(in, on) == 0 && a->size == b->size && a->width == b->width &&
           a->rtl == b->rtl && a->by_content == b->by_content &&
           a->centred == b->centred && a->by_words == b->by_words;
}

static struct plain part_words(const struct layout *l, int i)
{
    size_t from = l->part[i].byte;
    size_t to = i + 1 < l->parts ? l->part[i + 1].byte - 1 : l->len;
    return (struct plain){l->words + from, to - from};
}

/* Typing changes one paragraph: the others stand at the same place from the
 * start or from the end. */
static struct para *find_alike(const struct layout *l, int i,
                               struct plain words, const struct layout *like)
{
    int places[] = {i, i - l->parts + like->parts};
    for (int k = 0; k < 2; k++)
        if (places[k] >= 0 && places[k] < like->parts &&
            plain_same(part_words(like, places[k]), words))
            return like->part[places[k]].para;
    return NULL;
}

static bool set_paragraphs(struct layout *l, const struct layout *like)
{
    struct plain words = layout_words(l);
    size_t from = 0;
    l->parts = count_paragraphs(words);
    l->part = calloc((size_t)l->parts, sizeof *l->part);
    if (!l->part)
        return false;
    for (int i = 0; i < l->parts; i++) {
        size_t end = paragraph_end(words, from);
        l->part[i].byte = from;
        from = end + 1;
    }
    for (int i = 0; i < l->parts; i++) {
        struct plain own = part_words(l, i);
        struct para *known = like ? find_alike(l, i, own, like) : NULL;
        l->part[i].para =
            known ? para_share(known) : para_new(l->fonts, own, &l->style);
        if (!l->part[i].para)
            return false;
    }
    return true;
}

static bool make_room(struct layout *l)
{
    size_t lines = 0, runs = 0;
    for (int i = 0; i < l->parts; i++) {
        lines += l->part[i].para->lines;
        runs += l->part[i].para->runs;
    }
    l->line = calloc(lines ? lines : 1, sizeof *l->line);
    l->run = calloc(runs ? runs : 1, sizeof *l->run);
    return l->line && l->run;
}

static uint32_t byte_of(const struct stacked *part, int32_t unit)
{
    return (uint32_t)part->byte + part->para->byte[unit];
}

static uint32_t script_tag(UScriptCode script)
{
    return hb_script_from_string(uscript_getShortName(script), 4);
}

static void add_run(struct layout *l, const struct stacked *part,
                    const struct para_run *from)
{
    l->run[l->runs++] = (struct layout_run){
        .from = byte_of(part, from->from),
        .to = byte_of(part, from->to),
        .font = from->font,
        .script = script_tag(from->script),
        .rtl = from->level & 1,
        .blank = from->blank,
        .x = from->x,
        .width = from->width,
    };
}

static void add_line(struct layout *l, const struct stacked *part,
                     const struct para_line *from)
{
    l->line[l->lines++] = (struct layout_line){
        .from = byte_of(part, from->from),
        .to = byte_of(part, from->to),
        .first = l->runs,
        .runs = from->runs,
        .y = l->height,
        .width = from->width,
        .ascent = from->ascent,
        .height = from->ascent + from->descent,
        .rtl = part->para->rtl,
    };
    l->height += from->ascent + from->descent;
    if (from->width > l->width)
        l->width = from->width;
    for (int32_t i = 0; i < from->runs; i++)
        add_run(l, part, &part->para->run[from->run + i]);
}

static void put_to_side(struct layout *l, struct layout_line *line)
{
    int room = (l->style.width > 0 ? l->style.width : l->width) - line->width;
    line->x = l->style.centred ? room / 2 : line->rtl ? room : 0;
    for (int i = 0; i < line->runs; i++)
        l->run[line->first + i].x += line->x;
}

static void stack(struct layout *l)
{
    for (int i = 0; i < l->parts; i++) {
        struct stacked *part = &l->part[i];
        part->line = l->lines;
        part->run = l->runs;
        for (size_t k = 0; k < part->para->lines; k++)
            add_line(l, part, &part->para->line[k]);
    }
    for (int i = 0; i < l->lines; i++)
        put_to_side(l, &l->line[i]);
}

struct layout *layout_new_like(struct fonts *fonts, struct plain words,
                               const struct layout_style *style,
                               const struct layout *like)
{
    struct layout *l = calloc(1, sizeof *l);
    if (!l)
        return NULL;
    l->fonts = fonts;
    if (!take_words(l, words, style) || !set_paragraphs(l, like) ||
        !make_room(l)) {
        layout_free(l);
        return NULL;
    }
    stack(l);
    return l;
}

struct layout *layout_new(struct fonts *fonts, struct plain words,
                          const struct layout_style *style)
{
    return layout_new_like(fonts, words, style, NULL);
}

void layout_free(struct layout *l)
{
    if (!l)
        return;
    for (int i = 0; l->part && i < l->parts; i++)
        para_free(l->part[i].para);
    free(l->part);
    free(l->line);
    free(l->run);
    if (l->words)
        bytes_wipe(l->words, l->len);
    free(l->words);
    bytes_wipe(l, sizeof *l);
    free(l);
}

struct plain layout_words(const struct layout *l)
{
    return (struct plain){l->words, l->len};
}

int layout_height(const struct layout *l)
{
    return l->height;
}

int layout_width(const struct layout *l)
{
    return l->width;
}

int layout_lines(const struct layout *l)
{
    return l->lines;
}

const struct layout_line *layout_line(const struct layout *l, int i)
{
    return &l->line[i];
}

const struct layout_run *layout_runs(const struct layout *l)
{
    return l->run;
}

const struct stacked *layout_part_at(const struct layout *l, size_t at)
{
    int low = 0, high = l->parts - 1;
    while (low < high) {
        int mid = (low + high + 1) / 2;
        if (l->part[mid].byte <= at)
            low = mid;
        else
            high = mid - 1;
    }
    return &l->part[low];
}

const struct stacked *layout_part_of_line(const struct layout *l, int line)
{
    return layout_part_at(l, l->line[line].from);
}

const struct stacked *layout_part_of_run(const struct layout *l, int run)
{
    return layout_part_at(l, l->run[run].from);
}

int layout_glyphs(const struct layout *l, int run, struct glyph *out, int max)
{
    const struct stacked *part = layout_part_of_run(l, run);
    const struct para_run *r = &part->para->run[run - part->run];
    const struct para_glyph *g = part->para->glyph + r->glyph;
    int x = 0;
    for (int i = 0; i < r->glyphs && i < max; i++) {
        out[i] = (struct glyph){
            .id = g[i].id,
            .cluster = byte_of(part, g[i].cluster),
            .x = x + g[i].x,
            .y = g[i].y,
            .advance = g[i].advance,
        };
        x += g[i].advance;
    }
    return r->glyphs;
}

void layout_ink_shift(const struct layout *l, int run, int *left, int *top)
{
    const struct stacked *part = layout_part_of_run(l, run);
    const struct para_run *r = &part->para->run[run - part->run];
    const struct para_glyph *g = part->para->glyph + r->glyph;
    int ascent, descent, pen = 0;
    *left = *top = 0;
    fonts_metrics(l->fonts, r->font, l->style.size, &ascent, &descent);
    for (int i = 0; i < r->glyphs; i++) {
        int ink_left, ink_top;
        fonts_ink(l->fonts, r->font, l->style.size, g[i].id, &ink_left,
                  &ink_top);
        int x = ((pen + g[i].x) >> 6) + ink_left;
        int y = ((ascent * 64 - g[i].y) >> 6) - ink_top;
        if (x < -*left)
            *left = -x;
        if (y < -*top)
            *top = -y;
        pen += g[i].advance;
    }
}
