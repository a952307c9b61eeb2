/* SPDX-License-Identifier: MPL-2.0 */
/* release.csv: an edition for a spreadsheet. UTF-8 with a byte order mark,
 * semicolons, CRLF, one row for each story, sentence, link, theme and reply.
 *
 *   kind                  story sentence worker link theme reply
 *   question              id of the question (sentence)
 *   title                 of the question or story; what was heard (reply)
 *   text                  the words; what was done (reply)
 *   contributor           the card's word (link)
 *   direction             better worse both unknown (link); done, not-done
 *                         (reply)
 *   theme                 the card's word (theme)
 *   at_least              tellers, a multiple of five; empty for a reply
 *   translated_afterwards yes no (story, sentence)
 *   period booklet edition office municipality course   of the edition
 *
 * A cell that a spreadsheet could take for a formula gets an apostrophe in
 * front (OWASP, CSV injection). */
#ifndef EXPORT_RELEASE_CSV_H
#define EXPORT_RELEASE_CSV_H

#include "anonymise/cleared.h"
#include "base/fault.h"

/* Borrows c; puts the file into out. Fails for a letter, and when out is
 * full. */
bool release_csv(const struct cleared *c, struct buf *out, struct fault *why);

#endif
