/* SPDX-License-Identifier: MPL-2.0 */
/* Invented stories for a demo office, told as people tell them: in several
 * languages, alone or with others at the table, sharing more or less. The
 * same seed and number always give the same story. */
#ifndef DESK_DEMO_H
#define DESK_DEMO_H

#include "core/guide.h"
#include "core/talk.h"
#include "vault/envelope.h"

struct demo;

/* Gives the stories of SHARE/demo/stories.json; end with demo_close().
 * FAULT_INPUT when the guide asks none of their questions. Borrows guide. */
struct demo *demo_open(const struct guide *guide, const char *seed,
                       struct fault *why);
void demo_close(struct demo *d); /* NULL is fine */

/* The talk of the n-th teller of an office, with an id that the seed gives. */
bool demo_tell(struct demo *d, uint64_t n, struct talk *talk,
               struct fault *why);

#endif
