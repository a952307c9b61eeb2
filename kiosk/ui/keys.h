/* SPDX-License-Identifier: MPL-2.0 */
/* The keys of the touch keyboard in one language, read from a file that the
 * build made (data/keyboards/README.md has the format). Knows what keys there
 * are and what each gives; whoever draws decides the pixels. Keys stand in the
 * order of a hardware keyboard, from left to right in every language. */
#ifndef UI_KEYS_H
#define UI_KEYS_H

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

/* Three switches turn the pages: shift, symbols, and Latin letters for a name
 * or an address where the language has others. */
enum key_page {
    KEY_PAGE_LETTERS = 0,
    KEY_PAGE_SHIFTED = 1, /* capitals, or what a caseless script has there */
    KEY_PAGE_SYMBOLS = 2,
    KEY_PAGE_SIGNS = 3, /* shift on the symbols */
    KEY_PAGES_ALWAYS = 4,
    KEY_PAGE_LATIN = 4, /* these two are there together or not at all */
    KEY_PAGE_LATIN_SHIFTED = 5,
    KEY_PAGES = 6,
};

enum key_does {
    KEY_GIVES, /* puts its text in */
    KEY_OPENS, /* opens its row of forms at once, gives nothing itself */
    KEY_SPACE, /* these three give text too */
    KEY_ENTER,
    KEY_ZWNJ,
    KEY_SHIFT,
    KEY_SYMBOLS,
    KEY_LATIN,
    KEY_MORE, /* the next key tapped opens its forms instead of giving */
    KEY_UNDO, /* brings back what was erased last */
    KEY_ERASE,
    KEY_KINDS,
};

/* Everything is NUL-terminated, well-formed UTF-8 and lives as long as the
 * map. A mark that needs a letter to stand on is shown on U+25CC, which it
 * does not give. */
struct key_form {
    const char *id;    /* "key-" and what it gives; see design of ids */
    const char *shows; /* NULL on a key that has a word or sign of its own */
    const char *gives; /* "" when a tap puts nothing in */
};

struct key {
    enum key_does does;
    struct key_form cap;
    int halves;                   /* width in half columns: 2 is one letter */
    const struct key_form *forms; /* what "more", or the key itself, opens */
    int form_count;
};

struct key_row {
    struct key keys[CEIL_KEY_COLUMNS];
    int count;
};

struct keymap {
    char lang[CEIL_TAG];
    int columns; /* the widest row; a row with fewer is centred */
    struct key_row pages[KEY_PAGES][CEIL_KEY_ROWS];
    int rows[KEY_PAGES];   /* 0: there is no such page */
    struct key_row bottom; /* below every page, as wide as the columns */
};

/* Gives a map; end with keymap_close(). Fails with one line that names the
 * file's line when anything is not as the README says. Borrows path. */
struct keymap *keymap_open(const char *path, struct fault *why);
/* The same from bytes in memory, which are copied. */
struct keymap *keymap_read(struct plain bytes, struct fault *why);
void keymap_close(struct keymap *map);

/* Where a text is: the key, and which of its forms (-1: the key itself). The
 * bottom row has row == rows[page]. */
struct key_place {
    enum key_page page;
    int row, column, form;
};

/* Finds the key for the longest beginning of the words that one key gives,
 * with the fewest taps from the page that is open. Gives the number of bytes it
 * covers, 0 when no key gives them. */
size_t keymap_find(const struct keymap *map, struct plain words,
                   enum key_page open, struct key_place *place);
/* Borrowed; NULL when there is no such place. */
const struct key *keymap_at(const struct keymap *map,
                            const struct key_place *place);

/* The page that shows after a tap on one of the three switches. */
enum key_page key_page_after(enum key_page open, enum key_does tapped);
/* Which of them to tap on the way to a page; KEY_GIVES when it is open. */
enum key_does key_page_way(enum key_page open, enum key_page wanted);

#endif
