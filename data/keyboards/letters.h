/* SPDX-License-Identifier: MPL-2.0 */
/* The two pages of letters of a touch keyboard. */
#ifndef KEYBOARDS_LETTERS_H
#define KEYBOARDS_LETTERS_H

#include "board.h"
#include "hardware.h"

/* What the table adds to the rows, "" when nothing. */
struct letters_more {
    const char *rows[CEIL_KEY_ROWS], *shift[CEIL_KEY_ROWS];
};

/* Fills the pages from a hardware layout. The locale decides how letters are
 * made capitals. */
bool letters_from_hardware(struct board *b, const struct hardware *h,
                           const char *locale, const struct letters_more *more,
                           struct fault *why);

/* Ethiopic: a key for each consonant, which opens the forms with its vowels.
 * The standard's columns of eight are the families. */
bool letters_ethiopic(struct board *b, const char *locale,
                      const struct letters_more *more, struct fault *why);

#endif
