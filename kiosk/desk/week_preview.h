/* SPDX-License-Identifier: MPL-2.0 */
/* What would leave this week, shown before it leaves. */
#ifndef DESK_WEEK_PREVIEW_H
#define DESK_WEEK_PREVIEW_H

#include "desk/week_allow.h"

struct json_t;

/* A preview that ran: what would leave (NULL: nothing), and the words that
 * nobody decided about. All borrowed. */
struct preview {
    const char *period;
    const struct cleared *cleared;
    const struct doubt *doubt;
    int doubts;
    const struct allowed *allowed;
};

void preview_text(const struct preview *p); /* on standard output */
/* Gives the JSON that --allow reads; NULL when memory is out. */
struct json_t *preview_json(const struct preview *p);

#endif
