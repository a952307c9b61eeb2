/* SPDX-License-Identifier: MPL-2.0 */
/* Makes a struct cleared out of a whole talk, for the one who told it: their
 * own words as they stand. Nothing is looked at, hidden or counted; what was
 * told alone is theirs as well. Never for another reader. */
#ifndef ANONYMISE_CLEAR_LETTER_H
#define ANONYMISE_CLEAR_LETTER_H

#include "anonymise/cleared.h"
#include "base/fault.h"
#include "core/guide.h"
#include "core/talk.h"

/* What a letter says besides what was told. All borrowed for the call. */
struct letter_head {
    int year, week;
    struct plain office, municipality, course;
    const struct guide *guide; /* the one that the talk follows */
    /* A guide's text ("q1.title") in the talk's language; danish, or what
     * stands for it, when there is none. Borrowed for the call. */
    const char *(*say)(void *self, const char *id, const char *danish);
    void *self;
};

/* Gives a letter; end it with cleared_free(). Left out: what was skipped or
 * has no words, the worker's voice when the teller did not agree. NULL when
 * memory is out. */
struct cleared *clear_letter(const struct talk *talk,
                             const struct letter_head *head, struct fault *why);

#endif
