/* SPDX-License-Identifier: MPL-2.0 */
/* Finding one's way on a keyboard: which key gives a text, and what to tap to
 * get to its page. */
#include "ui/keys.h"

enum key_page key_page_after(enum key_page open, enum key_does tapped)
{
    if (tapped == KEY_SHIFT)
        return open ^ KEY_PAGE_SHIFTED;
    enum key_page plain = open & ~KEY_PAGE_SHIFTED;
    enum key_page to = tapped == KEY_SYMBOLS ? KEY_PAGE_SYMBOLS
                       : tapped == KEY_LATIN ? KEY_PAGE_LATIN
                                             : open;
    return to == plain ? KEY_PAGE_LETTERS : to;
}

enum key_does key_page_way(enum key_page open, enum key_page wanted)
{
    enum key_page from = open & ~KEY_PAGE_SHIFTED;
    enum key_page to = wanted & ~KEY_PAGE_SHIFTED;
    if (from == to)
        return open == wanted ? KEY_GIVES : KEY_SHIFT;
    if (to == KEY_PAGE_LETTERS)
        to = from;
    return to == KEY_PAGE_LATIN ? KEY_LATIN : KEY_SYMBOLS;
}

static int taps_between(enum key_page open, enum key_page wanted)
{
    int taps = 0;
    for (; open != wanted; taps++)
        open = key_page_after(open, key_page_way(open, wanted));
    return taps;
}

struct search {
    struct plain words;
    size_t covers; /* 0: nothing yet */
    int taps;
    struct key_place *place;
};

static void weigh(struct search *s, const char *gives, int taps,
                  struct key_place place)
{
    size_t len = strlen(gives);
    if (len == 0 || len > s->words.len || memcmp(gives, s->words.at, len))
        return;
    if (len < s->covers || (len == s->covers && taps >= s->taps))
        return;
    s->covers = len;
    s->taps = taps;
    *s->place = place;
}

static void weigh_key(struct search *s, const struct key *key, int taps,
                      struct key_place place)
{
    weigh(s, key->cap.gives, taps, place);
    /* The form is a tap more, and the "more" key before it another. */
    int opening = key->does == KEY_OPENS ? 1 : 2;
    for (place.form = 0; place.form < key->form_count; place.form++)
        weigh(s, key->forms[place.form].gives, taps + opening, place);
}

static const struct key_row *row_at(const struct keymap *map, int page, int row)
{
    if (page < 0 || page >= KEY_PAGES || row < 0 || row > map->rows[page])
        return NULL;
    return row == map->rows[page] ? &map->bottom : &map->pages[page][row];
}

size_t keymap_find(const struct keymap *map, struct plain words,
                   enum key_page open, struct key_place *place)
{
    struct search s = {.words = words, .place = place};
    for (int page = 0; page < KEY_PAGES; page++) {
        int taps = 1 + taps_between(open, (enum key_page)page);
        for (int row = 0; row <= map->rows[page]; row++) {
            const struct key_row *keys = row_at(map, page, row);
            for (int i = 0; i < keys->count; i++)
                weigh_key(&s, &keys->keys[i], taps,
                          (struct key_place){(enum key_page)page, row, i, -1});
        }
    }
    return s.covers;
}

const struct key *keymap_at(const struct keymap *map,
                            const struct key_place *place)
{
    const struct key_row *row = row_at(map, (int)place->page, place->row);
    if (!row || place->column < 0 || place->column >= row->count)
        return NULL;
    return &row->keys[place->column];
}
