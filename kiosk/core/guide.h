/* SPDX-License-Identifier: MPL-2.0 */
/* A question guide as data: what is asked, in which order, with which cards.
 * Danish source text inside; translations stand in catalogues beside it under
 * the message ids "<question>.title", ".question", ".help", ".note",
 * "theme.<id>", "contributor.<id>". data/README.md tells authors the format. */
#ifndef CORE_GUIDE_H
#define CORE_GUIDE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

/* What a question is about: sets the cards under it and its place in the
 * booklet. */
enum question_role {
    ROLE_OPEN,
    ROLE_BETTER,
    ROLE_WORSE,
    ROLE_TOGETHER,
    ROLE_FORWARD
};

struct question {
    char id[CEIL_ID];
    enum question_role role;
    bool core; /* asked always; the others after "tell more?" */
    const char *title, *question, *help, *note; /* Danish; help, note "" */
};

struct card {
    char id[CEIL_ID];
    const char *word;   /* Danish */
    uint32_t pictogram; /* a code point of the pictogram font */
};

struct variant {
    char id[CEIL_ID]; /* full, interpreted, short */
    int questions;
    uint8_t question[CEIL_QUESTIONS]; /* indices, in asking order */
};

struct guide {
    char id[CEIL_ID];
    const char *title, *purpose, *criteria,
        *next_step; /* the plan; may be "" */
    int questions, variants, themes, contributors;
    struct question question[CEIL_QUESTIONS];
    struct variant variant[4];
    struct card theme[CEIL_CARDS], contributor[CEIL_CARDS];
};

/* Told about each fault of a guide: where is "line 3, column 7" for a fault
 * of syntax, a JSON Pointer for one of meaning. */
typedef void guide_told(void *self, const char *where, const char *what);

/* Gives a guide read from JSON text, or NULL after telling every fault that
 * was found, not just the first. End it with guide_free(). Borrows json. */
struct guide *guide_read(struct plain json, guide_told *told, void *self);
void guide_free(struct guide *g);

const struct variant *guide_variant(const struct guide *g, const char *id);
const struct question *guide_question(const struct guide *g, const char *id);
const struct card *card_find(const struct card *cards, int n, const char *id);

#endif
