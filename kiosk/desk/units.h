/* SPDX-License-Identifier: MPL-2.0 */
/* The units of all stories, without a word of them: what the release rule
 * decides about. Stories are opened one at a time, so memory grows only by
 * some bytes a unit. */
#ifndef DESK_UNITS_H
#define DESK_UNITS_H

#include "anonymise/release.h"
#include "core/approved.h"
#include "desk/safe.h"

struct unit_story {
    uint8_t id[VAULT_ID];
    int32_t week;
    uint8_t state; /* enum story_state */
    uint32_t first, units;
};

struct units {
    struct unit *unit;
    struct unit_story *story;
    uint32_t count, room, stories, story_room;
    char (*pool)[2 * CEIL_ID + 32]; /* the pools' names, by number */
    uint32_t pools, pool_room;
};

/* In front of a pool's name: it is the council edition's. */
#define UNITS_COUNCIL "council/"

/* Opens every story with the office's secret and lists its units: "q:GUIDE:ID"
 * "whole" "link:CONTRIBUTOR:DIRECTION" "theme:ID" "worker"; and, where the
 * teller said yes to the council, the same but "worker" once more, in pools of
 * their own. course: only that course's stories ("" for all). End with
 * units_free(). */
bool units_gather(struct units *u, struct safe *s,
                  const uint8_t secret[VAULT_SECRET], const char *course,
                  struct fault *why);
void units_free(struct units *u);

/* Holds the units of the edition that is not being made. */
void units_hold(struct units *u, bool council);
/* A pool's name within its edition; NULL: it stands in the other one. */
const char *units_pool(const struct units *u, uint32_t pool, bool council);

/* Opens one story's S into record and *out (which borrows record). */
bool units_open(const struct safe *s, const uint8_t secret[VAULT_SECRET],
                const struct story_row *row, struct buf *record,
                struct approved *out, struct fault *why);

/* Puts what left of a story, or expired, into marks: zeroed but for its max, at
 * least UNITS_MARKS. */
enum { UNITS_MARKS = 8192 };
bool units_marks(const struct safe *s, const uint8_t secret[VAULT_SECRET],
                 const struct story_row *row, struct buf *marks,
                 struct fault *why);
/* True when the answer, or the whole story that it is part of, waits in one of
 * its editions. */
bool units_answer_waits(const struct approved *a, struct plain question,
                        const struct buf *marks);

/* Seals another record in S's place under the same key, which is wrapped to
 * the teller's code as well; puts the envelope into out. */
bool units_seal(const struct safe *s, const uint8_t secret[VAULT_SECRET],
                const struct story_row *row, struct plain record,
                struct buf *out, struct fault *why);

/* Writes down what became of a story's units: marks, state; erases S when
 * none waits. Inside a transaction. *expired counts stories all of whose units
 * went unpublished. */
bool units_mark(const struct units *u, const struct unit_story *story,
                struct safe *s, int *expired, struct fault *why);

#endif
