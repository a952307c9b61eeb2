/* SPDX-License-Identifier: MPL-2.0 */
/* Tables for spreadsheets, out and in (RFC 4180, with the semicolons that a
 * Danish spreadsheet expects). */
#ifndef EXPORT_CSV_H
#define EXPORT_CSV_H

#include "base/bytes.h"
#include "base/fault.h"

#define CSV_MARK "\xEF\xBB\xBF" /* opens a file: it is UTF-8 */

/* Writes one cell, quoted where it has to be. What a spreadsheet could take
 * for a formula gets an apostrophe in front (OWASP, CSV injection). */
void csv_cell(struct buf *out, struct plain words);

enum { CSV_CELLS = 16 };

/* A table that is read: parted by what its first line is parted by, a
 * semicolon, a comma or a tab. Zeroed but for text, which is borrowed. */
struct csv {
    struct plain text;
    size_t at;
    int line, next_line; /* of the latest row, from 1; of what follows */
    char parted_by;
    struct buf row; /* the latest row's cells; end with buf_wipe() */
    struct plain cell[CSV_CELLS];
    int cells;
};

/* Reads the next row that is not empty; cells stay good until the next call.
 * False at the end (FAULT_NONE), or when the table is broken; the fault names
 * the line. Set why->kind to FAULT_NONE before. */
bool csv_next(struct csv *c, struct fault *why);

#endif
