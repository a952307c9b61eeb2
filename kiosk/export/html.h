/* SPDX-License-Identifier: MPL-2.0 */
/* The only two ways in which words get into a page: both escape, so that
 * nobody's words can become markup. */
#ifndef EXPORT_HTML_H
#define EXPORT_HTML_H

#include "base/bytes.h"

/* Writes words as text, fit for between tags and inside quoted attributes.
 * Control characters become U+FFFD. Borrows. */
void html_words(struct buf *out, struct plain words);

/* The same, and "[...]" is put into <span class="gap">: between tags only. */
void html_told(struct buf *out, struct plain words);

#endif
