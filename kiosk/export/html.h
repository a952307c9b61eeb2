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

struct html_value {
    const char *name;
    struct plain words;
};

/* Writes a message whose "{name}" are replaced by the n values; an unknown
 * name stays as it is. Message and values are both escaped. */
void html_message(struct buf *out, const char *message,
                  const struct html_value *value, int n);

#endif
