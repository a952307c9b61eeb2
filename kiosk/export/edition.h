/* SPDX-License-Identifier: MPL-2.0 */
/* Names that every written form of an edition shares. */
#ifndef EXPORT_EDITION_H
#define EXPORT_EDITION_H

#include "anonymise/cleared.h"

enum { EDITION_PERIOD = 16 }; /* room for "2026-W47" */

/* "team" or "council"; NULL for a letter, which is no edition: whoever writes
 * one must refuse it. */
const char *edition_name(enum reader reader);
/* The ISO week, "2026-W47". False when it is none. */
bool edition_period(const struct cleared_booklet *b, char out[EDITION_PERIOD]);
/* The quarter, 1 to 4, of a week of the ISO year: 13 weeks each, a 53rd week is
 * the fourth's. */
int edition_quarter(int week);
/* "better", "worse", "both", "unknown"; NULL when it is none of them. */
const char *edition_direction(int direction);

#endif
