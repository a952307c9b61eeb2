/* SPDX-License-Identifier: MPL-2.0 */
/* What staff decided about words that may be names, from the file they made
 * out of a preview. */
#ifndef DESK_WEEK_ALLOW_H
#define DESK_WEEK_ALLOW_H

#include "desk/week.h"

struct allowed {
    struct json_t *file; /* the words are borrowed from it */
    struct decided *decided;
    int decisions;
};

/* Reads a preview's JSON ("allow": true on a suggestion, words in "allow" and
 * "hide"), or a list of words to allow. FAULT_INPUT for anything else. End
 * with allowed_free(). */
bool allowed_read(struct allowed *a, const char *path, struct fault *why);
void allowed_free(struct allowed *a);
/* Adds a decision; borrows the word. */
bool allowed_add(struct allowed *a, struct plain word, bool hide);

#endif
