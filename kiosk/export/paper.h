/* SPDX-License-Identifier: MPL-2.0 */
/* A document set on A4 and written as a tagged PDF: title, language, outline,
 * links, fonts with their letters, so that it can be read aloud, searched and
 * copied from. The same words give the same bytes. Measures are points unless
 * they say otherwise. Lines come from text/layout.h, the very ones that stand
 * on the screen, set in finer units. */
#ifndef EXPORT_PAPER_H
#define EXPORT_PAPER_H

#include "base/fault.h"
#include "export/sheet.h"
#include "text/font.h"

/* What a document says of itself. All borrowed until paper_pdf() is done. */
struct paper_facts {
    struct plain author; /* who sends it */
    struct plain foot;   /* at the foot of each page, before its number */
    const char *date;    /* "2026-11-16": what the file says it was made on */
};

struct paper;

/* Gives an empty document, or NULL when memory is out; end with paper_free().
 * Borrows the fonts, regular and bold. */
struct paper *paper_new(struct fonts *regular, struct fonts *bold,
                        const struct paper_facts *facts);
void paper_free(struct paper *p); /* wipes; NULL is fine */

/* A sheet that sets what it is told; borrows p. */
struct sheet paper_sheet(struct paper *p);

/* Puts the finished PDF into out. Once, after the sheet's end. */
bool paper_pdf(struct paper *p, struct buf *out, struct fault *why);
int paper_pages(const struct paper *p); /* after paper_pdf() */

#endif
