/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the week: one run of it. Others include desk/week.h. */
#ifndef DESK_WEEK_INSIDE_H
#define DESK_WEEK_INSIDE_H

#include "desk/units.h"
#include "desk/week.h"

struct run {
    struct safe *s;
    struct shelf *shelf;
    struct redactor *redactor;
    const uint8_t *secret;
    const struct week_wish *wish;
    struct week_done *done;
    int32_t week;
    int number;
    struct units units;
    struct clearing *clearing;
    struct buf record;
    struct approved *approved;
    uint32_t replies; /* the number of the latest reply that is printed */
};

/* What the store calls the edition: "booklet", "council". */
const char *week_edition(const struct run *r);
/* The name under which it stands up to which number replies were printed. */
void week_replied_name(const struct run *r, char out[80]);
/* Hands all that leaves, and what was replied, to a clearing: r->clearing. */
bool week_clear(struct run *r, struct fault *why);

#endif
