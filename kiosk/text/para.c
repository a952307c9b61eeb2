/* SPDX-License-Identifier: MPL-2.0 */
/* See para.h: the paragraph's memory and the order of the stages. A
 * citizen's words stand in it, so everything is wiped before it is freed. */
#include "text/para.h"

#include <unicode/utf16.h>

static void wipe_free(void *list, size_t count, size_t size)
{
    if (list)
        bytes_wipe(list, count * size);
    free(list);
}

bool para_grow(void **list, size_t count, size_t *room, size_t size)
{
    if (count < *room)
        return true;
    size_t more = *room ? *room * 2 : 16;
    /* Not realloc: it leaves the old words behind in freed memory. */
    void *at = malloc(more * size);
    if (!at)
        return false;
    if (count)
        memcpy(at, *list, count * size);
    wipe_free(*list, *room, size);
    *list = at;
    *room = more;
    return true;
}

int para_pixels(int32_t measure)
{
    return (measure + 32) >> 6;
}

/* Controls end paragraphs for ICU, but here only line feeds do. Nothing that
 * went through unicode_nfc() holds one. */
static uint32_t without_control(uint32_t code)
{
    bool control = code < 0x20 || (code >= 0x7F && code < 0xA0) ||
                   code == 0x2028 || code == 0x2029;
    return control ? 0x200B : code;
}

static bool take_text(struct para *p, struct plain words)
{
    size_t most = words.len + 1; /* never more units than bytes */
    p->text = calloc(most, sizeof *p->text);
    p->byte = calloc(most, sizeof *p->byte);
    p->mark = calloc(most, sizeof *p->mark);
    p->edge = calloc(most, sizeof *p->edge);
    if (!p->text || !p->byte || !p->mark || !p->edge)
        return false;
    for (size_t at = 0; at < words.len;) {
        uint32_t code;
        size_t n = utf8_read(words.at, words.len, at, &code);
        p->byte[p->len] = (uint32_t)at;
        p->byte[p->len + 1] = (uint32_t)at; /* of a low surrogate, if any */
        U16_APPEND_UNSAFE(p->text, p->len, (UChar32)without_control(code));
        at += n;
    }
    p->byte[p->len] = (uint32_t)words.len;
    return true;
}

static void items_free(struct para_items *items, size_t len)
{
    ubidi_close(items->bidi);
    wipe_free(items->item, items->items_room, sizeof *items->item);
    wipe_free(items->glyph, items->glyphs_room, sizeof *items->glyph);
    wipe_free(items->width, len + 1, sizeof *items->width);
}

struct para *para_new(struct fonts *fonts, struct plain words,
                      const struct layout_style *style)
{
    struct para_items items = {.bidi = NULL};
    struct para *p = calloc(1, sizeof *p);
    if (!p)
        return NULL;
    p->users = 1;
    bool good = take_text(p, words) && para_itemise(p, fonts, style, &items) &&
                para_fill_lines(p, fonts, style, &items);
    items_free(&items, (size_t)p->len);
    if (good) {
        para_find_edges(p);
        return p;
    }
    para_free(p);
    return NULL;
}

struct para *para_share(struct para *p)
{
    p->users++;
    return p;
}

void para_free(struct para *p)
{
    if (!p || --p->users > 0)
        return;
    size_t units = (size_t)p->len + 1;
    wipe_free(p->text, (size_t)p->len, sizeof *p->text);
    wipe_free(p->byte, units, sizeof *p->byte);
    wipe_free(p->mark, units, sizeof *p->mark);
    wipe_free(p->edge, units, sizeof *p->edge);
    wipe_free(p->glyph, p->glyphs_room, sizeof *p->glyph);
    wipe_free(p->run, p->runs_room, sizeof *p->run);
    wipe_free(p->line, p->lines_room, sizeof *p->line);
    free(p);
}
