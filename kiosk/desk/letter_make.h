/* SPDX-License-Identifier: MPL-2.0 */
/* The letter that a teller takes home, made out of the talk in memory: as a
 * file for paper, or as a page for a browser. */
#ifndef DESK_LETTER_MAKE_H
#define DESK_LETTER_MAKE_H

#include "base/picture.h"
#include "core/talk.h"
#include "desk/safe.h"
#include "desk/shelf.h"

enum letter_form { LETTER_PDF, LETTER_HTML };

/* The week that a letter is of: the one in which the story was told that a code
 * opened, else (NULL, a paused talk) this one. */
bool letter_week(struct safe *s, const struct opened *opened, int32_t *week,
                 struct fault *why);

/* Puts the letter into out, whose ceiling is CEIL_LETTER. week: when it was
 * told (weeks since 1970). Borrows all. FAULT_INPUT when the talk's guide or
 * a font is missing. */
bool letter_make(struct shelf *shelf, const struct office *office,
                 const struct talk *talk, int32_t week, enum letter_form form,
                 struct buf *out, struct fault *why);

/* The same for a telephone: title, key sentence, needs. */
bool letter_pictures(struct shelf *shelf, const struct office *office,
                     const struct talk *talk, int32_t week,
                     struct pictures *out, struct fault *why);

#endif
