/* SPDX-License-Identifier: MPL-2.0 */
/* The week on the tablet: the office's stick, its key, what would leave, and
 * the writing of it. The keeper's thread does it; the screen learns how it
 * went. */
#ifndef DESK_FRIDAY_H
#define DESK_FRIDAY_H

#include <stdint.h>

#include "desk/reading.h"

struct office;
struct safe;
struct stick;

/* The office's stick as staff see it. */
enum friday_stick {
    FRIDAY_ABSENT, /* none is in, or it was pulled out */
    FRIDAY_OTHER,  /* one is in, without this office's key */
    FRIDAY_UNSAFE, /* the tablet is not set up for sticks as it should be */
    FRIDAY_READY,
    FRIDAY_LOCKED, /* it can only be read */
    FRIDAY_FULL,
    FRIDAY_DISK, /* the stick is sound; the tablet's own disk is not */
};
/* Looks for it once. out may be NULL. In a demo office the folder DIR/stick
 * plays it when it is there, with DIR/office.key when it has no key. */
enum friday_stick friday_find(const struct office *o, struct stick *out);

enum friday_end {
    FRIDAY_READ,    /* there is something to read, and to decide about */
    FRIDAY_NOTHING, /* nothing may leave this week */
    FRIDAY_CLOCK,   /* the clock jumped: first an administrator looks at it */
    FRIDAY_KEPT,    /* the booklet was made before: it is only copied */
    FRIDAY_WRITTEN, /* it is on the stick, which may be pulled out */
};

struct friday_told {
    enum friday_end end;
    enum friday_stick stick; /* when it failed: because of the stick? */
    int year, week; /* FRIDAY_NOTHING: the earliest; 0: more must be told */
};

struct friday;

/* Gives the week of an open safe, its key opened with the six words out of the
 * stick that is in; *reading (FRIDAY_READ) is given as well. End it with
 * friday_close(). NULL with FAULT_KEY when the words are wrong. */
struct friday *friday_open(struct safe *s, const char *words,
                           struct friday_told *told, struct reading **reading,
                           struct fault *why);
/* Carries out what was decided and writes the booklet on the stick, read back
 * and settled. FRIDAY_READ: doubts came up that are in the reading now, and
 * nothing left. After a fault it can be tried again: what left is kept. */
bool friday_write(struct friday *f, struct reading *reading,
                  bool read_by_another, struct friday_told *told,
                  struct fault *why);
void friday_close(struct friday *f); /* forgets the key; NULL is fine */

#endif
