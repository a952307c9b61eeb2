/* SPDX-License-Identifier: MPL-2.0 */
/* The field somebody writes in, as a machine of states: any order of typing,
 * erasing, undoing, tapping and marking. After each step the text is UTF-8 in
 * Normalization Form C and fits, caret and marked word stand on graphemes, and
 * a step that was refused has changed nothing. */
#include "fuzz.h"

#include "text/edit.h"
#include "text/unicode.h"

enum { ROOM_MOST = 300, STEPS_MOST = 60 };

static struct edit edit;
static char text[ROOM_MOST + 1], before[ROOM_MOST];
static uint32_t text_len;

static void must_be_nfc(struct plain words)
{
    struct buf normal = {.max = 4 * ROOM_MOST};
    unicode_nfc(words, &normal);
    MUST(plain_same(buf_words(&normal), words));
    buf_wipe(&normal);
}

static bool is_grapheme(struct plain words, size_t at)
{
    return at == 0 || at == words.len ||
           (at < words.len &&
            unicode_next(words, unicode_back(words, at)) == at);
}

static void must_be_sound(void)
{
    struct plain words = edit_words(&edit);
    MUST(words.at == text && words.len <= edit.room);
    MUST(text[edit.room] == '#');
    MUST(utf8_valid(words, NULL));
    must_be_nfc(words);
    MUST(is_grapheme(words, edit.caret));
    MUST(edit.from == edit.to || edit.caret == edit.to);
    MUST(is_grapheme(words, edit.from) && is_grapheme(words, edit.to));
    MUST(edit.from <= edit.to && edit.to <= words.len);
    MUST(edit.from == edit.to ||
         (is_boundary(words, edit.from) && is_boundary(words, edit.to)));
    MUST(edit.undo_len <= sizeof edit.undo);
    MUST(utf8_valid((struct plain){edit.undo, edit.undo_len}, NULL));
    MUST(!edit.single_line || !plain_has(words, plain_of("\n")));
    for (uint32_t i = text_len; i < edit.room; i++)
        MUST(text[i] == '\0');
}

static bool insert(struct draw *d)
{
    struct plain raw = draw_bytes(d, draw_byte(d) % 40);
    struct buf good = {.max = 64};
    keep_utf8(raw, &good);
    /* Now and then as it came: to be refused. */
    struct plain words = raw.len && raw.at[0] == 0x7F ? raw : buf_words(&good);
    bool done = edit_insert(&edit, words);
    MUST(!done || utf8_valid(words, NULL));
    buf_wipe(&good);
    return done;
}

static bool select_word(struct draw *d)
{
    uint32_t at = draw_number(d, ROOM_MOST + 9);
    edit_select_word(&edit, at, some_language(draw_byte(d)));
    return true;
}

static bool caret_set(struct draw *d)
{
    edit_caret_set(&edit, draw_number(d, ROOM_MOST + 9));
    MUST(edit.from == edit.to);
    return true;
}

static bool step(struct draw *d)
{
    switch (draw_byte(d) % 8) {
    case 0:
    case 1:
    case 2:
        return insert(d);
    case 3:
        return edit_erase(&edit);
    case 4:
        return edit_erase_forward(&edit);
    case 5:
        return edit_undo_erase(&edit);
    case 6:
        return caret_set(d);
    default:
        return select_word(d);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct draw d = draw_from(bytes, len);
    uint32_t room = draw_number(&d, ROOM_MOST) + 1;
    memset(text, 0, sizeof text);
    text[room] = '#';
    text_len = 0;
    edit_open(&edit, text, &text_len, room, draw_byte(&d) & 1);
    for (int i = 0; i < STEPS_MOST && d.left.len; i++) {
        uint32_t was = text_len;
        memcpy(before, text, was);
        if (!step(&d))
            MUST(was == text_len && memcmp(before, text, was) == 0);
        must_be_sound();
    }
    return 0;
}
