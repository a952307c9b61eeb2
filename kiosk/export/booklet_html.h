/* SPDX-License-Identifier: MPL-2.0 */
/* The booklet as one page that needs nothing else: no script, no font, no
 * picture from outside. Reads well without its style, and prints on A4. */
#ifndef EXPORT_BOOKLET_HTML_H
#define EXPORT_BOOKLET_HTML_H

#include "anonymise/cleared.h"

/* Where visible sentences come from. */
struct booklet_words {
    void *self;
    /* Gives the Danish text of an id "booklet.*", borrowed for as long as the
     * page is written; NULL when there is none. */
    const char *(*say)(void *self, const char *id);
};

/* Puts the page into out. Borrows all. False for a letter to a teller, which
 * is no booklet; when a text is missing; when out is full. */
bool booklet_html(const struct cleared *c, const struct booklet_words *w,
                  struct buf *out);

#endif
