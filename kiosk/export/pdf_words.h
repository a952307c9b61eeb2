/* SPDX-License-Identifier: MPL-2.0 */
/* What cairo 1.16 has no call for: the language of a PDF and of its parts. It
 * is added behind what cairo wrote, as an incremental update (ISO 32000-1,
 * 7.5.6), so that not a byte of that changes. */
#ifndef EXPORT_PDF_WORDS_H
#define EXPORT_PDF_WORDS_H

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

/* An element of the structure. */
struct pdf_element {
    const char *tag;     /* "P" */
    char lang[CEIL_TAG]; /* BCP 47; "": the document's */
};

/* Adds to pdf, as cairo wrote it, the document's language, those of its n
 * structure elements, in the order in which they began, and that a reader
 * shows the title. Fails when the file is not as cairo 1.16 writes it, or when
 * pdf is full: then it is not to be used. */
bool pdf_languages(struct buf *pdf, const char *lang,
                   const struct pdf_element *element, int n, struct fault *why);

#endif
