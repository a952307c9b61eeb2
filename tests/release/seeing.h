/* SPDX-License-Identifier: MPL-2.0 */
/* What somebody sees who collects every release.json of an office and, worst
 * of all, knows which tellers stand behind each cell of it. A cell is what the
 * papers count or list under one heading: a question, the whole stories, the
 * workers' voices, a contributor in a direction, a theme. */
#ifndef RELEASE_SEEING_H
#define RELEASE_SEEING_H

#include <stdbool.h>
#include <stdint.h>

#include "base/bytes.h"

enum {
    SEEING_TELLERS = 832, /* in one history */
    SEEING_WORDS = SEEING_TELLERS / 64,
    SEEING_CELLS = 160,
    SEEING_RELEASES = 160,
    SEEING_LEAST = 5, /* the promise, in its own right: not RELEASE_K */
};

struct tellers {
    uint64_t bit[SEEING_WORDS];
};
bool tellers_have(const struct tellers *t, int teller);
void tellers_add(struct tellers *t, int teller);

struct seen_release {
    bool out; /* lies on somebody's table */
    bool has[SEEING_CELLS];
    struct tellers cell[SEEING_CELLS];
    struct buf json;
};

struct seeing {
    int cells, releases;
    char cell[SEEING_CELLS][64];
    struct tellers groups; /* stories that five or more told */
    struct seen_release release[SEEING_RELEASES];
    /* figures */
    long pairs, differences;
    int smallest; /* difference that is not 0 */
};

void seeing_begin(struct seeing *s); /* again: forgets all */
/* The number of a cell; -1 when there are too many. */
int seeing_cell(struct seeing *s, const char *name);

/* Does the JSON show exactly the tellers that the cells say, and count them as
 * it may? NULL, or what is wrong. Sentences of teller N begin with "sN.". */
const char *seeing_shown(const struct seeing *s, const struct seen_release *r);

/* Compares every two releases, and each with all before it, in every cell.
 * NULL, or what is wrong. */
const char *seeing_compare(struct seeing *s);

#endif
