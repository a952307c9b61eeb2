/* SPDX-License-Identifier: MPL-2.0 */
/* What was cleared, set on A4 with the shelf's words and fonts. */
#ifndef DESK_ON_PAPER_H
#define DESK_ON_PAPER_H

#include "desk/shelf.h"
#include "export/message.h"
#include "export/paper.h"

/* A kind of document: a booklet, a letter. */
struct paper_kind {
    bool (*tell)(const struct cleared *c, const struct export_words *words,
                 struct sheet *sheet);
    void (*foot)(const struct cleared *c, const struct export_words *words,
                 struct buf *out);
    const char *failed; /* said when a text is missing or memory is out */
};

/* The words of all catalogues; borrows the shelf. */
struct export_words shelf_words(struct shelf *shelf);

/* Puts the PDF into out. author sends it, in that ISO week. Borrows all.
 * FAULT_SYSTEM names the package of a missing font. */
bool on_paper(struct shelf *shelf, const struct paper_kind *kind,
              const struct cleared *c, struct plain author, int year, int week,
              struct buf *out, struct fault *why);

#endif
