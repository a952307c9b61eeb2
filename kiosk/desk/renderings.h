/* SPDX-License-Identifier: MPL-2.0 */
/* Danish renderings made after the talk, where the teller said yes to that:
 * out as a table, back in with the Danish filled in. A row's id is drawn anew
 * for each table and says nothing of story, order or teller; only the office's
 * key can tell what it belongs to, so nothing is kept of a table. */
#ifndef DESK_RENDERINGS_H
#define DESK_RENDERINGS_H

#include "anonymise/redact.h"
#include "desk/safe.h"

/* Puts the sentences that wait into csv: "id;lang;text;danish", in drawn
 * order. *sentences: how many. csv has its max set. */
bool renderings_write(struct safe *s, const uint8_t secret[VAULT_SECRET],
                      struct buf *csv, int *sentences, struct fault *why);

/* True for such a table in which somebody has begun to write Danish. */
bool renderings_begun(struct plain csv);

struct renderings_told {
    int taken;      /* sentences that have a rendering now */
    int gone;       /* withdrawn, left, expired or rendered since */
    int incomplete; /* of answers of which not every sentence is rendered */
};
/* Takes a table back, all of it or nothing: a broken row, an id that was not
 * given out by this office, or a text that stands beside another's id, refuses
 * it with the row's line. Rows without Danish go on waiting, and with them the
 * other sentences of their answer. What comes in is looked at again;
 * identifiers become "[...]". */
bool renderings_take(struct safe *s, const uint8_t secret[VAULT_SECRET],
                     struct redactor *redactor, struct plain csv,
                     struct renderings_told *told, struct fault *why);

#endif
