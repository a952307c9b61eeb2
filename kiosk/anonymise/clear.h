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

/* Gives a clearing for one booklet; NULL when memory is out. Copies the texts
 * of head as they stand, for they are the office's own (its arrays and counts
 * are ignored). Borrows redactor. End with clear_done() or clear_drop().
 * READER_TELLER makes the whole clearing fail: see clear_letter.h. */
struct clearing *clear_begin(const struct cleared_booklet *head,
                             struct redactor *redactor);
/* Staff's decisions: this word may leave as it is / is to be hidden wherever
 * it stands (whole word, case-sensitive; each place counts as a word hidden).
 * What is both allowed and hidden is hidden. Copies. Before anything is
 * added. */
void clear_allow(struct clearing *c, struct plain word);
void clear_hide(struct clearing *c, struct plain word);

/* Each copies. A section's sentences come in any order: they are drawn.
 * Texts are at most CEIL_STORY bytes. "tellers" is the true count: it is
 * rounded down here, and fewer than RELEASE_K make the whole clearing fail.
 * Words of the guide (titles, questions, cards with an id of the guide) raise
 * no doubts; a card with an empty id or "own-..." holds the teller's word. */
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
/* How many stand behind the whole stories and the workers' voices. */
void clear_tellers(struct clearing *c, int stories, int workers);

/* The doubts nobody allowed or hid, each word once; borrowed. */
int clear_doubts(const struct clearing *c, const struct doubt **out);

/* True when clear_done() would give something; else why not. */
bool clear_ready(struct clearing *c, struct fault *why);

/* Gives what was cleared, stories and sentences in drawn order; ends c. NULL
 * when clear_ready() says why not: c then lives on, to be asked for its doubts
 * and ended with clear_drop(). below: see release_draw. */
struct cleared *clear_done(struct clearing *c,
                           uint32_t (*below)(uint32_t limit));
void clear_drop(struct clearing *c); /* NULL is fine */

#endif
