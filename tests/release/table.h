/* SPDX-License-Identifier: MPL-2.0 */
/* Whoever renders into Danish, after the talk: takes a table, and gives it back
 * filled in, or partly. Looks whether the table has what waits, no more. */
#ifndef RELEASE_TABLE_H
#define RELEASE_TABLE_H

#include "house.h"

enum { TABLE_ROWS = 4096 };
struct table_row {
    char id[33];
    int teller, sentence;
    bool filled;
};
struct table { /* rows by teller and sentence */
    int rows;
    struct table_row row[TABLE_ROWS];
};

/* False when the program failed, or what it gave is no table. */
bool table_take_out(struct house *h, struct table *t, struct fault *why);
/* Rows without filled stay empty. */
bool table_bring_back(struct house *h, const struct table *t,
                      struct fault *why);

#endif
