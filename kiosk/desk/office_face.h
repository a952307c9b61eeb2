/* SPDX-License-Identifier: MPL-2.0 */
/* What an office shows of itself. The screens get this and never the office:
 * its keys and its PIN stay out of their reach. */
#ifndef DESK_OFFICE_FACE_H
#define DESK_OFFICE_FACE_H

#include <stdbool.h>

#include "base/ceilings.h"

struct course {
    char id[CEIL_ID], name[120];
};

struct office_face {
    bool demo;
    char name[160], municipality[160];
    char guide[CEIL_ID];         /* which question guide; "standard" */
    char variant_alone[CEIL_ID]; /* full, unless the office says short */
    char help_now[600];          /* where to go, whom to call; may be "" */
    char second_reader[160];     /* reads a booklet before it leaves; or "" */
    int pause_days;              /* how long a paused talk waits; 14 */
    bool reach_low;              /* controls in the lower two thirds */
    int courses;
    struct course course[CEIL_COURSES];
};

#endif
