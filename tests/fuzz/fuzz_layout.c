/* SPDX-License-Identifier: MPL-2.0 */
/* Any text set in lines, in any language, size and width. Lines hold every
 * byte once, runs touch, carets walk forth and back over the same places, a
 * touch gives one of them, and a text that was changed is set as if it were
 * new. */
#include "fuzz.h"

#include "host/paths.h"
#include "text/layout.h"
#include "text/stack.h"

enum { TEXT_MOST = 400, BOXES_MOST = 4 * TEXT_MOST };

static struct fonts *open_fonts(void)
{
    char share[CEIL_PATH], path[CEIL_PATH];
    MUST(path_share(share, NULL));
    MUST(path_join(path, share, "fonts/manifest", NULL));
    struct fonts *fonts = fonts_open(path, NULL);
    MUST(fonts);
    return fonts;
}

static void must_be_line(const struct layout *l, const struct layout_line *line)
{
    const struct layout_run *run = layout_runs(l) + line->first;
    uint32_t inside = 0;
    MUST(line->height > 0 && line->ascent <= line->height);
    for (int r = 0; r < line->runs; r++) {
        MUST(run[r].from >= line->from && run[r].to <= line->to);
        MUST(run[r].from < run[r].to && run[r].width >= 0);
        MUST(r == 0 || run[r].x == run[r - 1].x + run[r - 1].width);
        inside += run[r].to - run[r].from;
    }
    MUST(inside == line->to - line->from);
}

static void must_hold_all(const struct layout *l)
{
    struct plain words = layout_words(l);
    uint32_t at = 0;
    int y = 0;
    for (int i = 0; i < layout_lines(l); i++) {
        const struct layout_line *line = layout_line(l, i);
        if (i > 0 && words.at[at] == '\n' && line->from == at + 1)
            at++;
        MUST(line->from == at && line->y == y && line->to <= words.len);
        must_be_line(l, line);
        at = line->to;
        y += line->height;
    }
    MUST(at == words.len && layout_height(l) == y);
}

static void must_walk(const struct layout *l)
{
    struct plain words = layout_words(l);
    MUST(layout_is_stop(l, 0) && layout_is_stop(l, words.len));
    MUST(layout_stop_back(l, 0) == 0);
    for (size_t at = 0, next; at < words.len; at = next) {
        struct caret c = layout_caret(l, at);
        size_t hit = layout_hit(l, c.x, c.y + c.height / 2);
        next = layout_stop_next(l, at);
        MUST(next > at && layout_is_stop(l, next));
        MUST(layout_stop_back(l, next) == at);
        for (size_t i = at + 1; i < next; i++)
            MUST(!layout_is_stop(l, i));
        MUST(c.height > 0 && c.y >= 0 && c.y < layout_height(l));
        MUST(layout_is_stop(l, hit) && layout_caret(l, hit).y == c.y);
        MUST(layout_is_stop(l, layout_stop_line(l, at, 1, c.x)));
        MUST(layout_is_stop(l, layout_stop_line(l, at, -1, c.x)));
    }
}

static void must_box(const struct layout *l, struct draw *d)
{
    static struct box box[BOXES_MOST];
    static struct glyph glyph[BOXES_MOST];
    size_t len = layout_words(l).len;
    size_t from = draw_number(d, (uint32_t)len + 1);
    int n = layout_boxes(l, from, len, box, BOXES_MOST);
    MUST(n >= 0 && n <= BOXES_MOST);
    for (int i = 0; i < n; i++)
        MUST(box[i].w >= 0 && box[i].h > 0);
    if (layout_lines(l) == 0 || layout_line(l, 0)->runs == 0)
        return;
    const struct layout_run *run = layout_runs(l) + layout_line(l, 0)->first;
    n = layout_glyphs(l, layout_line(l, 0)->first, glyph, BOXES_MOST);
    for (int i = 0; i < n && i < BOXES_MOST; i++)
        MUST(glyph[i].cluster >= run->from && glyph[i].cluster < run->to);
}

static void must_be_same(const struct layout *a, const struct layout *b)
{
    size_t len = layout_words(a).len;
    MUST(plain_same(layout_words(a), layout_words(b)));
    MUST(layout_lines(a) == layout_lines(b));
    MUST(layout_height(a) == layout_height(b));
    MUST(layout_width(a) == layout_width(b));
    for (size_t at = 0; at < len; at = layout_stop_next(a, at)) {
        struct caret c = layout_caret(a, at), k = layout_caret(b, at);
        MUST(c.x == k.x && c.y == k.y && c.rtl == k.rtl);
    }
}

static void must_change(struct fonts *fonts, const struct layout *l,
                        const struct layout_style *style, struct draw *d)
{
    struct plain words = layout_words(l);
    struct buf changed = {.max = 2 * TEXT_MOST};
    size_t from = draw_number(d, (uint32_t)words.len + 1);
    while (!is_boundary(words, from))
        from--;
    buf_plain(&changed, plain_cut(words, 0, from));
    keep_utf8(draw_bytes(d, 8), &changed);
    buf_plain(&changed, plain_cut(words, from, words.len));
    struct layout *like = layout_new_like(fonts, buf_words(&changed), style, l);
    struct layout *anew = layout_new(fonts, buf_words(&changed), style);
    MUST(like && anew);
    must_be_same(anew, like);
    layout_free(like);
    layout_free(anew);
    buf_wipe(&changed);
}

static struct layout_style draw_style(struct draw *d)
{
    struct layout_style style = {.size = 8 + draw_byte(d) % 56};
    uint8_t flags = draw_byte(d);
    style.lang = some_language(draw_byte(d));
    style.width = (int)draw_number(d, 500);
    style.rtl = flags & 1;
    style.by_content = flags & 2;
    style.centred = flags & 4;
    style.by_words = flags & 8;
    return style;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct fonts *fonts;
    struct draw d = draw_from(bytes, len);
    struct layout_style style = draw_style(&d);
    struct draw change = {draw_bytes(&d, 12)};
    struct buf words = {.max = TEXT_MOST};
    MUST(fonts || (fonts = open_fonts()));
    keep_utf8(draw_bytes(&d, TEXT_MOST), &words);
    struct layout *l = layout_new(fonts, buf_words(&words), &style);
    MUST(l);
    must_hold_all(l);
    must_walk(l);
    must_box(l, &change);
    must_change(fonts, l, &style, &change);
    layout_free(l);
    buf_wipe(&words);
    return 0;
}
