/* SPDX-License-Identifier: MPL-2.0 */
/* See para.h: what ICU says about a paragraph, cut into items that have one
 * direction, one script and one font. The font is chosen for each grapheme:
 * most scripts' fonts lack a question mark or digits. */
#include "text/para.h"

#include <unicode/uchar.h>
#include <unicode/utf16.h>

#include "text/breaks.h"
#include "text/face.h"

static bool mark_breaks(struct para *p, UBreakIteratorType kind,
                        const char *lang, uint8_t mark)
{
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *breaks = breaks_get(kind, lang);
    if (!breaks)
        return false;
    ubrk_setText(breaks, p->text, p->len, &error);
    for (int32_t i = ubrk_first(breaks); i != UBRK_DONE; i = ubrk_next(breaks))
        p->mark[i] |= mark;
    /* The iterator must not keep pointing at words that will be freed. */
    static const UChar nothing[1];
    ubrk_setText(breaks, nothing, 0, &error);
    return U_SUCCESS(error);
}

static bool find_direction(struct para *p, const struct layout_style *style,
                           struct para_items *items)
{
    UErrorCode error = U_ZERO_ERROR;
    UBiDiLevel level = style->rtl;
    if (style->by_content)
        level = style->rtl ? UBIDI_DEFAULT_RTL : UBIDI_DEFAULT_LTR;
    items->bidi = ubidi_open();
    if (!items->bidi)
        return false;
    ubidi_setPara(items->bidi, p->text, p->len, level, NULL, &error);
    p->rtl = p->len ? ubidi_getParaLevel(items->bidi) & 1 : style->rtl;
    return U_SUCCESS(error);
}

static bool is_shared(UScriptCode script)
{
    return script == USCRIPT_COMMON || script == USCRIPT_INHERITED ||
           script == USCRIPT_INVALID_CODE;
}

/* The script of what follows a unit, for a text that begins with a quote. */
static UScriptCode script_ahead(const struct para *p, int32_t i)
{
    while (i < p->len) {
        UErrorCode error = U_ZERO_ERROR;
        UChar32 code;
        U16_NEXT(p->text, i, p->len, code);
        UScriptCode script = uscript_getScript(code, &error);
        if (!is_shared(script))
            return script;
    }
    return USCRIPT_LATIN;
}

/* A shared sign that some scripts only have, such as the Arabic comma, does
 * not go with a script that has it not. */
static UScriptCode script_that_has(UChar32 code, UScriptCode before)
{
    enum { MOST = 32 };
    UScriptCode has[MOST];
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = uscript_getScriptExtensions(code, has, MOST, &error);
    if (U_FAILURE(error) || n < 1 || is_shared(has[0]))
        return before;
    return uscript_hasScript(code, before) ? before : has[0];
}

/* Punctuation, digits and marks go with the script before them. */
static UScriptCode script_at(const struct para *p, int32_t i,
                             UScriptCode before)
{
    UErrorCode error = U_ZERO_ERROR;
    UChar32 code;
    int32_t at = i;
    U16_NEXT(p->text, at, p->len, code);
    UScriptCode script = uscript_getScript(code, &error);
    if (!is_shared(script))
        return script;
    if (before == USCRIPT_INVALID_CODE)
        before = script_ahead(p, i);
    return script_that_has(code, before);
}

static bool is_space_or_unseen(const UChar *at, int32_t len)
{
    for (int32_t i = 0; i < len;) {
        UChar32 code;
        U16_NEXT(at, i, len, code);
        if (!u_isUWhiteSpace(code) &&
            !u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            return false;
    }
    return true;
}

/* A space stays in the font that runs, so that words are not cut apart. */
static int font_of(const struct para *p, struct fonts *fonts,
                   const struct para_run *last, const struct para_run *next,
                   const char *lang)
{
    const UChar *at = p->text + next->from;
    int32_t len = next->to - next->from;
    if (last && last->level == next->level && last->script == next->script &&
        is_space_or_unseen(at, len) && fonts_cover(fonts, last->font, at, len))
        return last->font;
    return fonts_pick(fonts, next->script, lang, at, len);
}

static int32_t grapheme_end(const struct para *p, int32_t i)
{
    do
        i++;
    while (i < p->len && !(p->mark[i] & MARK_GRAPHEME));
    return i;
}

static bool add_grapheme(struct para_items *items, struct para_run next)
{
    struct para_run *last =
        items->items ? &items->item[items->items - 1] : NULL;
    if (last && last->level == next.level && last->script == next.script &&
        last->font == next.font) {
        last->to = next.to;
        return true;
    }
    if (!para_grow((void **)&items->item, items->items, &items->items_room,
                   sizeof *items->item))
        return false;
    items->item[items->items++] = next;
    return true;
}

static bool cut_items(struct para *p, struct fonts *fonts, const char *lang,
                      struct para_items *items)
{
    UErrorCode error = U_ZERO_ERROR;
    const UBiDiLevel *level =
        p->len ? ubidi_getLevels(items->bidi, &error) : NULL;
    UScriptCode script = USCRIPT_INVALID_CODE;
    if (U_FAILURE(error))
        return false;
    for (int32_t i = 0; i < p->len;) {
        script = script_at(p, i, script);
        struct para_run next = {.from = i,
                                .to = grapheme_end(p, i),
                                .level = level[i],
                                .script = script};
        const struct para_run *last =
            items->items ? &items->item[items->items - 1] : NULL;
        next.font = font_of(p, fonts, last, &next, lang);
        if (!add_grapheme(items, next))
            return false;
        i = next.to;
    }
    return true;
}

static bool shape_items(struct para *p, struct fonts *fonts, int size,
                        struct para_items *items)
{
    items->width = calloc((size_t)p->len + 1, sizeof *items->width);
    if (!items->width)
        return false;
    for (size_t i = 0; i < items->items; i++)
        if (!para_shape(p, fonts, size, &items->item[i], &items->glyph,
                        &items->glyphs, &items->glyphs_room))
            return false;
    for (size_t i = 0; i < items->glyphs; i++) {
        items->width[items->glyph[i].cluster] += items->glyph[i].advance;
        p->mark[items->glyph[i].cluster] |= MARK_CLUSTER;
    }
    return true;
}

bool para_itemise(struct para *p, struct fonts *fonts,
                  const struct layout_style *style, struct para_items *items)
{
    return mark_breaks(p, UBRK_CHARACTER, "", MARK_GRAPHEME) &&
           mark_breaks(p, UBRK_LINE, style->lang, MARK_BREAK) &&
           find_direction(p, style, items) &&
           cut_items(p, fonts, style->lang, items) &&
           shape_items(p, fonts, style->size, items);
}
