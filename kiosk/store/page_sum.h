/* SPDX-License-Identifier: MPL-2.0 */
/* Inside store/ only: each page of the database ends in a sum of itself and of
 * its place, written on its way to the disk and looked at on its way back. So
 * a flipped bit is found wherever it is: in sealed words, in a number, in what
 * is free. The log beside the database has SQLite's own sums. */
#ifndef STORE_PAGE_SUM_H
#define STORE_PAGE_SUM_H

#include <sqlite3.h>
#include <stdint.h>

#include "base/fault.h"

enum { PAGE_SUM = 8 }; /* bytes, as the head's byte 20 says */

/* The name of SQLite's file layer with sums; NULL when it does not start. */
const char *page_sum_layer(void);
/* To be called before the first page is written. */
bool page_sum_begin(sqlite3 *db);

/* Reads the whole file and gives the number of the first page that is not as
 * it was written, from 1; 0 when all are; -1 when it can't be read. */
int64_t page_sum_look(const char *path, uint32_t page_size);

#endif
