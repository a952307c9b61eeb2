/* SPDX-License-Identifier: MPL-2.0 */
/* All that a file says of when it was made: the Monday of its week. */
#ifndef EXPORT_MONDAY_H
#define EXPORT_MONDAY_H

enum { MONDAY = 16 }; /* room for "2026-11-16" */

/* Of an ISO week, 1 to 53. */
void monday_of_week(int year, int week, char out[MONDAY]);

#endif
