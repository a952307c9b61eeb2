/* SPDX-License-Identifier: MPL-2.0 */
/* A touch keyboard's file. A map that is read can be drawn in its columns,
 * has the keys nobody can do without, and finds whatever its keys give. */
#include "fuzz.h"

#include "ui/keys.h"

/* From the page that a form is on it is found; from others it may be a form
 * of another key that gives the same, or out of reach. */
static void must_find(const struct keymap *map, const char *gives, int on)
{
    struct key_place place;
    size_t len = strlen(gives);
    for (int page = 0; len && page < KEY_PAGES; page++) {
        size_t covers =
            keymap_find(map, plain_of(gives), (enum key_page)page, &place);
        MUST(covers == len || (covers < len && page != on));
        if (covers == 0)
            continue;
        const struct key *k = keymap_at(map, &place);
        MUST(k && place.form < k->form_count);
        const char *its =
            place.form < 0 ? k->cap.gives : k->forms[place.form].gives;
        MUST(strlen(its) == covers && memcmp(its, gives, covers) == 0);
    }
}

static void must_be_form(const struct keymap *map, const struct key_form *form,
                         int page)
{
    MUST(form->id && strncmp(form->id, "key-", 4) == 0 && form->gives);
    MUST(utf8_valid(plain_of(form->id), NULL));
    MUST(!form->shows ||
         (*form->shows && strlen(form->shows) <= CEIL_KEY_TEXT));
    must_find(map, form->gives, page);
}

/* Gives its width in half columns. */
static int must_be_row(const struct keymap *map, const struct key_row *row,
                       int page)
{
    int halves = 0;
    MUST(row->count > 0 && row->count <= CEIL_KEY_COLUMNS);
    for (int i = 0; i < row->count; i++) {
        const struct key *k = &row->keys[i];
        MUST((int)k->does < KEY_KINDS && k->halves >= 2);
        MUST(k->form_count <= CEIL_KEY_FORMS);
        must_be_form(map, &k->cap, page);
        for (int f = 0; f < k->form_count; f++)
            must_be_form(map, &k->forms[f], page);
        halves += k->halves;
    }
    return halves;
}

static void must_be_sound(const struct keymap *map)
{
    MUST(*map->lang && map->columns > 0 && map->columns <= CEIL_KEY_COLUMNS);
    MUST(must_be_row(map, &map->bottom, 0) == 2 * map->columns);
    MUST(map->rows[0] > 0);
    for (int page = 0; page < KEY_PAGES; page++) {
        MUST(map->rows[page] >= 0 && map->rows[page] <= CEIL_KEY_ROWS);
        for (int row = 0; row < map->rows[page]; row++)
            MUST(must_be_row(map, &map->pages[page][row], page) <=
                 2 * map->columns);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct fault why = {.kind = FAULT_NONE};
    struct keymap *map =
        keymap_read((struct plain){(const char *)bytes, len}, &why);
    if (map)
        must_be_sound(map);
    else
        must_be_told(&why);
    keymap_close(map);
    return 0;
}
