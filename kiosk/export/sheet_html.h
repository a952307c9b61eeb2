/* SPDX-License-Identifier: MPL-2.0 */
/* A document as one HTML page that needs nothing else: no script, no font, no
 * picture from outside. Reads well without its style, and prints on A4. */
#ifndef EXPORT_SHEET_HTML_H
#define EXPORT_SHEET_HTML_H

#include "export/sheet.h"

/* What the page is being written into. Zeroed but for out. */
struct sheet_html {
    struct buf *out; /* borrowed */
};

/* A sheet that writes into h->out; borrows h for as long as it is used. */
struct sheet sheet_html(struct sheet_html *h);

#endif
