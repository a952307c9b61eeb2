/* SPDX-License-Identifier: MPL-2.0 */
/* Makes a struct cleared out of approved words. Each text that comes in is
 * looked at once more: identifiers that are still there become "[...]", names
 * that are suggested are told to the caller, who must have a yes for each. */
#ifndef ANONYMISE_CLEAR_H
#define ANONYMISE_CLEAR_H

#include "anonymise/cleared.h"
#include "anonymise/redact.h"

/* A word that somebody must look at before it leaves. */
struct doubt {
    struct plain word;     /* as it stands in the text */
    struct plain sentence; /* for context */
    enum found_kind kind;
};

struct clearing;

/* Gives a clearing for one booklet. Copies the texts of head (its arrays are
 * ignored). Borrows redactor. End with clear_done() or clear_drop(). */
struct clearing *clear_begin(const struct cleared_booklet *head,
                             struct redactor *redactor);
/* Staff's decisions: this word may leave as it is / is to be hidden wherever
 * it stands (whole word, case-sensitive). Copies. Before anything is added. */
void clear_allow(struct clearing *c, struct plain word);
void clear_hide(struct clearing *c, struct plain word);

/* Each copies. A section's sentences come in any order: they are drawn. */
void clear_reply(struct clearing *c, struct plain heard, struct plain did,
                 bool managed);
void clear_story(struct clearing *c, struct plain title,
                 const struct plain *sentence, int n, bool afterwards);
/* Sections in the order in which they are opened; adding goes to the last. */
void clear_section(struct clearing *c, struct plain question_id,
                   struct plain title, struct plain question, int tellers);
void clear_sentence(struct clearing *c, struct plain words, bool afterwards);
void clear_worker(struct clearing *c, struct plain words);
void clear_link(struct clearing *c, struct plain id, struct plain word,
                enum cleared_direction direction, int tellers);
void clear_theme(struct clearing *c, struct plain id, struct plain word,
                 int tellers);
void clear_tellers(struct clearing *c, int stories, int workers);

/* The doubts nobody allowed or hid, each word once; borrowed. */
int clear_doubts(const struct clearing *c, const struct doubt **out);

/* Gives what was cleared, stories and sentences in drawn order; ends c. NULL
 * while there are doubts, or when memory ran out. below: see release_draw. */
struct cleared *clear_done(struct clearing *c,
                           uint32_t (*below)(uint32_t limit));
void clear_drop(struct clearing *c); /* NULL is fine */

#endif
