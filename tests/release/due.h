/* SPDX-License-Identifier: MPL-2.0 */
/* What has to leave, counted from what tellers told and what became of it,
 * with nothing of the program's own: the promise, said a second time. The
 * team's edition is counted without a look at the council's. */
#ifndef RELEASE_DUE_H
#define RELEASE_DUE_H

#include "house.h"

/* The sentences of a part that are there in Danish. */
uint64_t due_words(const struct teller *t, int of);
/* Who leaves in a run of this week, by cell. */
void due_now(const struct house *h, struct asked asked, int32_t week,
             struct tellers due[SEEING_CELLS]);
/* They left, and others waited too long. */
void due_settle(struct house *h, struct asked asked, int32_t week,
                const struct tellers due[SEEING_CELLS]);
/* Does anything of the teller wait, in either edition? */
bool due_waits(const struct house *h, int teller);
/* Does this answer wait for a rendering, with a yes to it? */
bool due_rendering(const struct house *h, int teller, int question);

#endif
