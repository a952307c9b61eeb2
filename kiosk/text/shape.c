/* SPDX-License-Identifier: MPL-2.0 */
/* See para.h: glyphs from HarfBuzz. A run is shaped by itself, with neither
 * what stands around it nor its language, because SDL2_ttf draws it so; the
 * carets must stand where it draws. */
#include "text/para.h"

#include "text/face.h"

/* One buffer for a run would do, but fonts have no place for it and this is
 * not where the time goes. */
static hb_buffer_t *shaped_buffer(const struct para *p, hb_font_t *font,
                                  const struct para_run *run)
{
    hb_buffer_t *b = hb_buffer_create();
    const char *script = uscript_getShortName(run->script);
    hb_buffer_add_utf16(b, (const uint16_t *)p->text + run->from,
                        run->to - run->from, 0, run->to - run->from);
    hb_buffer_set_direction(b, run->level & 1 ? HB_DIRECTION_RTL
                                              : HB_DIRECTION_LTR);
    hb_buffer_set_script(b, hb_script_from_string(script, 4));
    hb_buffer_set_cluster_level(b, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
    hb_shape(font, b, NULL, 0);
    return b;
}

/* The buffer holds the words as glyphs. */
static void wipe_buffer(hb_buffer_t *b)
{
    unsigned n;
    hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
    bytes_wipe(info, n * sizeof *info);
    hb_buffer_destroy(b);
}

bool para_shape(const struct para *p, struct fonts *fonts, int size,
                struct para_run *run, struct para_glyph **list, size_t *count,
                size_t *room)
{
    hb_font_t *font = fonts_shaper(fonts, run->font, size);
    if (!font)
        return false;
    hb_buffer_t *b = shaped_buffer(p, font, run);
    unsigned n;
    bool good = true;
    const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(b, &n);
    const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(b, &n);
    int32_t width = 0;
    run->glyph = (int32_t)*count;
    for (unsigned i = 0; i < n && good; i++) {
        good = para_grow((void **)list, *count, room, sizeof **list);
        if (!good)
            break;
        (*list)[(*count)++] = (struct para_glyph){
            .id = info[i].codepoint,
            .cluster = run->from + (int32_t)info[i].cluster,
            .advance = at[i].x_advance,
            .x = at[i].x_offset,
            .y = at[i].y_offset,
            .unsafe = hb_glyph_info_get_glyph_flags(&info[i]) &
                      HB_GLYPH_FLAG_UNSAFE_TO_BREAK,
        };
        width += at[i].x_advance;
    }
    run->glyphs = (int32_t)*count - run->glyph;
    run->width = para_pixels(width);
    wipe_buffer(b);
    return good;
}

/* How many of an item's glyphs are seen before the cut at a unit; clusters
 * rise or, from right to left, fall. */
static int32_t glyphs_before(const struct para_items *items,
                             const struct para_run *item, int32_t unit)
{
    int32_t low = 0, high = item->glyphs;
    while (low < high) {
        int32_t mid = (low + high) / 2;
        int32_t cluster = items->glyph[item->glyph + mid].cluster;
        if (item->level & 1 ? cluster >= unit : cluster < unit)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

bool para_safe_cut(const struct para_items *items, const struct para_run *item,
                   int32_t unit)
{
    if (unit == item->from || unit == item->to)
        return true;
    int32_t i = glyphs_before(items, item, unit) - (item->level & 1);
    if (i < 0 || i >= item->glyphs)
        return false;
    const struct para_glyph *g = &items->glyph[item->glyph + i];
    return g->cluster == unit && !g->unsafe;
}

static bool take_glyph(struct para *p, const struct para_glyph *g)
{
    if (!para_grow((void **)&p->glyph, p->glyphs, &p->glyphs_room,
                   sizeof *p->glyph))
        return false;
    p->glyph[p->glyphs++] = *g;
    return true;
}

bool para_shape_piece(struct para *p, struct fonts *fonts, int size,
                      const struct para_items *items,
                      const struct para_run *item, struct para_run *run)
{
    /* White space at a line's end may have another direction there. */
    bool turned = (run->level ^ item->level) & 1;
    if (turned || !para_safe_cut(items, item, run->from) ||
        !para_safe_cut(items, item, run->to))
        return para_shape(p, fonts, size, run, &p->glyph, &p->glyphs,
                          &p->glyphs_room);
    int32_t a = glyphs_before(items, item, run->from), width = 0;
    int32_t b = glyphs_before(items, item, run->to);
    run->glyph = (int32_t)p->glyphs;
    for (int32_t i = a < b ? a : b; i < (a < b ? b : a); i++) {
        const struct para_glyph *g = &items->glyph[item->glyph + i];
        if (!take_glyph(p, g))
            return false;
        width += g->advance;
    }
    run->glyphs = (int32_t)p->glyphs - run->glyph;
    run->width = para_pixels(width);
    return true;
}
