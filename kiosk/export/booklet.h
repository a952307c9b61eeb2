/* SPDX-License-Identifier: MPL-2.0 */
/* The booklet, weekly or for the council: what stands in it, in which order,
 * and what is left out when there is nothing. Told once, to a page for a
 * browser and to paper alike. */
#ifndef EXPORT_BOOKLET_H
#define EXPORT_BOOKLET_H

#include "anonymise/cleared.h"
#include "export/message.h"
#include "export/sheet.h"

/* Tells the booklet. Borrows all. False for a letter to a teller, which is no
 * booklet, and nothing is told; or when a text is missing or memory was out:
 * then what was told is not to be used. */
bool booklet_tell(const struct cleared *c, const struct export_words *words,
                  struct sheet *sheet);

/* What stands at the foot of each of its pages. */
void booklet_foot(const struct cleared *c, const struct export_words *words,
                  struct buf *out);

/* The booklet as one HTML page. False also when out is full. */
bool booklet_html(const struct cleared *c, const struct export_words *words,
                  struct buf *out);

#endif
