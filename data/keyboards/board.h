/* SPDX-License-Identifier: MPL-2.0 */
/* A touch keyboard being made: pages of rows of keys, then a file. */
#ifndef KEYBOARDS_BOARD_H
#define KEYBOARDS_BOARD_H

#include "ui/keys.h"

struct cell {
    char text[CEIL_KEY_TEXT + 1];
    bool opens; /* a tap opens the forms and gives nothing itself */
    char forms[CEIL_KEY_FORMS][CEIL_KEY_TEXT + 1];
    int form_count;
};

struct board_row {
    struct cell cells[CEIL_KEY_COLUMNS];
    int count;
};

struct board {
    struct board_row pages[KEY_PAGES][CEIL_KEY_ROWS];
    bool zwnj;
};

/* The text of a key for a letter; a mark is put on U+25CC. out has room for
 * CEIL_KEY_TEXT + 1. */
void board_text(uint32_t code, char *out);

/* Gives the new key, borrowed; NULL and a fault when the row is full. A key
 * that is on the page already is given again instead. */
struct cell *board_add(struct board *b, enum key_page page, int row,
                       const char *text, struct fault *why);
/* One key for each character of the text; those on U+25CC stay on it. */
bool board_add_each(struct board *b, enum key_page page, int row,
                    const char *text, struct fault *why);
/* Into whichever row of the page is shortest. */
bool board_add_anywhere(struct board *b, enum key_page page, const char *text,
                        struct fault *why);
bool board_has(const struct board *b, enum key_page page, const char *text);

/* Leaves out what the key has already and what does not fit. */
void board_form_add(struct cell *cell, const char *text);

void board_write(const struct board *b, const char *tag, const char *source,
                 struct buf *out);

/* The two pages of symbols. zero is the language's own digit, or 0. */
bool board_symbols(struct board *b, uint32_t zero, const char *own,
                   struct fault *why);

/* The two pages of plain Latin letters, as on a Danish keyboard: for a name or
 * an address in a language of another script. */
bool board_latin(struct board *b, struct fault *why);

#endif
