/* SPDX-License-Identifier: MPL-2.0 */
/* What somebody sees who collects every release.json of an office and, worst
 * of all, knows which tellers stand behind each cell of it. A cell is what the
 * papers of one edition count or list under one heading: a question, the whole
 * stories, the workers' voices, a contributor in a direction, a theme. */
#ifndef RELEASE_SEEING_H
#define RELEASE_SEEING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

enum {
    SEEING_TELLERS = 832, /* in one history */
    SEEING_WORDS = SEEING_TELLERS / 64,
    SEEING_CELLS = 160,
    SEEING_RELEASES = 224,
    SEEING_LEAST = 5, /* the promise, in its own right: not RELEASE_K */
};

/* The council's cells are cells of their own. */
#define SEEING_COUNCIL "council/"

struct tellers {
    uint64_t bit[SEEING_WORDS];
};
bool tellers_have(const struct tellers *t, int teller);
void tellers_add(struct tellers *t, int teller);

struct seen_release {
    bool council;
    const char *course; /* "" for all; borrowed */
    char period[16];    /* as the file says */
    bool out;           /* lies on somebody's table */
    bool has[SEEING_CELLS];
    struct tellers cell[SEEING_CELLS];
    struct buf json;
};

/* Sentences of each teller, a bit for each. */
struct sentences {
    uint64_t of[SEEING_TELLERS];
};

struct seeing {
    int cells, releases;
    char cell[SEEING_CELLS][64];
    struct tellers groups;      /* stories that five or more told */
    struct sentences leaving;   /* those that must stand in the next file */
    struct sentences late;      /* rendered after the talk */
    struct sentences before[2]; /* stood in a file; [1]: the council's */
    struct seen_release release[SEEING_RELEASES];
    /* figures */
    long pairs, differences;
    int smallest; /* difference that is not 0 */
};

void seeing_begin(struct seeing *s); /* again: forgets all */
/* The number of a cell; -1 when there are too many. */
int seeing_cell(struct seeing *s, const char *name);

/* Does the JSON show exactly the tellers that the cells say and the sentences
 * that are leaving, none for the second time, and count and mark them as it
 * may? NULL, or what is wrong. Sentence I of teller N reads "sN.I", and
 * "sN.I.late" when it was rendered after the talk; not in Danish "fN.I". */
const char *seeing_shown(struct seeing *s, struct seen_release *r);

/* Compares every two releases of an edition, and each with all before it, in
 * every cell. NULL, or what is wrong. */
const char *seeing_compare(struct seeing *s);

#endif
