/* SPDX-License-Identifier: MPL-2.0 */
/* The letter that a teller takes home: their title, their words as they wrote
 * them, in both languages where both exist. Never the code, never a name that
 * they did not write. Told once, to a page for a browser and to paper alike. */
#ifndef EXPORT_LETTER_H
#define EXPORT_LETTER_H

#include "anonymise/cleared.h"
#include "export/message.h"
#include "export/sheet.h"

/* Tells the letter. Borrows all. False for what is no letter, and nothing is
 * told; or when a text is missing or memory was out: then what was told is
 * not to be used. */
bool letter_tell(const struct cleared *c, const struct export_words *words,
                 struct sheet *sheet);

/* What stands at the foot of each of its pages. */
void letter_foot(const struct cleared *c, const struct export_words *words,
                 struct buf *out);

/* The letter as one HTML page. False also when out is full. */
bool letter_html(const struct cleared *c, const struct export_words *words,
                 struct buf *out);

#endif
