/* SPDX-License-Identifier: MPL-2.0 */
/* The text under the caret: UTF-8 in Normalization Form C, in a place of
 * fixed room that the caller owns (locked memory). Insertions that do not fit
 * are refused whole. Every offset is a byte. */
#ifndef TEXT_EDIT_H
#define TEXT_EDIT_H

#include <stdint.h>

#include "base/bytes.h"

struct edit {
    char *text;    /* borrowed; not NUL-terminated */
    uint32_t *len; /* borrowed */
    uint32_t room;
    uint32_t caret;
    uint32_t from, to; /* the selected word; from == to: none */
    /* What was erased comes back in place of bytes [undo_at, + undo_over),
     * the caret undo_caret bytes into it. */
    uint32_t undo_at, undo_over, undo_caret;
    uint32_t undo_len; /* 0: nothing to bring back */
    char undo[1024];
    bool single_line; /* a line feed is refused */
};

/* Borrows text and len, which outlive the edit. The caret goes to the end. */
void edit_open(struct edit *e, char *text, uint32_t *len, uint32_t room,
               bool single_line);

/* Puts words in place of the selection or at the caret; they and what they
 * touch are brought to NFC. False, and nothing changed, when they are not
 * well-formed or do not fit. */
bool edit_insert(struct edit *e, struct plain words);

/* Backspace: the selection, or one code point; a surrogate-like whole is one:
 * joined emoji, and a line feed. In Hangul and conjoined text after NFC it is
 * the code point before the caret. Text it leaves is NFC. */
bool edit_erase(struct edit *e);
bool edit_erase_forward(struct edit *e); /* Delete: one grapheme */
/* Brings back what was erased last, or the word that was typed over, exactly
 * as it stood. False when something was typed since. */
bool edit_undo_erase(struct edit *e);

void edit_caret_set(struct edit *e, uint32_t at); /* clamped to a grapheme */
/* Selects the word around "at"; a second call on the same word unselects. */
void edit_select_word(struct edit *e, uint32_t at, const char *lang);
struct plain edit_words(const struct edit *e); /* borrows */

#endif
