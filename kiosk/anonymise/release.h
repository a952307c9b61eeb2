/* SPDX-License-Identifier: MPL-2.0 */
/* What may leave, and when. Knows units and weeks, no words.
 *
 * A unit is one thing that one teller said in one respect: (story, question)
 * for sentences, (story) for a whole story, (story, contributor, direction)
 * for what played a part, (story, theme) for what stories are about, (story)
 * for a worker's voice. Each waits in the pool of its respect and leaves when
 * the pool holds at least RELEASE_K new tellers: all of them, once. A group of
 * RELEASE_K speakers is a pool of its own: it waits for nobody, and nobody
 * leaves on its account, because its members know which words were theirs. */
#ifndef ANONYMISE_RELEASE_H
#define ANONYMISE_RELEASE_H

#include <stdbool.h>
#include <stdint.h>

enum {
    RELEASE_K = 5,           /* as Sundhedsdatastyrelsen blurs cells < 5 */
    RELEASE_AFTER_WEEKS = 2, /* delivered in week n, may leave from n + 2 */
    RELEASE_EXPIRE_WEEKS = 26,
    COUNCIL_AFTER_WEEKS = 5, /* 30 days for regret, in whole weeks */
};

enum unit_state { UNIT_WAITING, UNIT_LEFT, UNIT_EXPIRED };

struct unit {
    uint32_t story;  /* the caller's index of the story */
    uint32_t pool;   /* the caller's number of the pool */
    int32_t week;    /* delivered in; weeks are counted from 1970 */
    bool ready;      /* false: waits for a Danish rendering */
    bool group;      /* told by RELEASE_K speakers or more */
    bool council;    /* a unit of the council's edition, not of the team's */
    bool held;       /* stands in the other edition: may expire, not leave */
    uint8_t state;   /* enum unit_state, in and out */
    bool leaves_now; /* out */
};

/* Decides for the week "now": which waiting units leave, which expire. Units
 * not ready or not old enough stay; in its 26th week after delivery a waiting
 * unit expires and no longer leaves. One story counts once in a pool however
 * many of its units stand there, and not at all when one of them left before
 * (hand in those that left, too). O(n log n). Gives how many leave; -1 when
 * memory is out, and then nothing was changed. */
int release_decide(struct unit *units, int n, int32_t now, int after_weeks);

/* For how many tellers a unit stands: RELEASE_K for a group, else one. */
int release_tellers(const struct unit *u);

/* A count as it may be published: down to a multiple of RELEASE_K; 0 below. */
int release_at_least(int tellers);

/* A drawn order of 0..n-1 into order, from the caller's randomness (a whole
 * number below its argument). Nothing of the draw is kept. */
void release_draw(uint32_t *order, uint32_t n,
                  uint32_t (*below)(uint32_t limit));

/* ISO weeks as numbers: weeks since the week of 1970-01-01 (a Thursday).
 * week_from_iso is false for a week 53 that the year does not have, and for
 * years outside 1..9999; *week is then left alone. */
int32_t week_of_day(int64_t days_since_1970);
void week_iso(int32_t week, int *year, int *number); /* 2026, 47 */
bool week_from_iso(int year, int number, int32_t *week);

#endif
