/* SPDX-License-Identifier: MPL-2.0 */
/* What staff read before it leaves: every word of the booklet, in its order,
 * and what they decide about words. Made by the keeper, read and decided on
 * the screen, and carried out by the very rule that hides in the release. */
#ifndef DESK_READING_H
#define DESK_READING_H

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

enum reading_kind {
    READING_SINCE, /* headings have no words of their own but a question's */
    READING_HEARD,
    READING_DID,
    READING_NOT_MANAGED,
    READING_STORIES,
    READING_TITLE,
    READING_SENTENCE,
    READING_QUESTION,
    READING_ANSWER,
    READING_PART,
    READING_LINK,
    READING_THEMES,
    READING_THEME,
    READING_WORKERS,
    READING_WORKER,
};

struct reading_line {
    uint8_t kind;      /* enum reading_kind */
    uint8_t direction; /* of a link: 1 better, 2 worse, 3 both, 4 unknown */
    bool told;         /* somebody's words: each can be hidden */
    int at_least;      /* of headings and cards: tellers; 0: says nothing */
    uint32_t from, to; /* in the text */
};

/* A word that may be a name, once, wherever it stands. */
enum reading_decision { READING_OPEN, READING_ALLOWED, READING_HIDDEN };
struct reading_doubt {
    struct plain word;
    int line; /* where it stands first */
    uint8_t decision;
};

/* A word of a line, for a finger. */
struct reading_piece {
    uint32_t from, to; /* bytes of the line */
    int doubt;         /* -1: none */
    bool hidden, open; /* all of it is hidden; nobody decided yet */
};

struct reading {
    struct buf text;
    struct reading_line *line;
    int lines;
    struct reading_doubt *doubt;
    int doubts;
    struct plain *hidden; /* words that staff chose to hide */
    int hiddens;
    int number, year, week; /* booklet 7, of a week */
};

struct cleared;
struct doubt;
/* Gives a reading of what would leave, with these words in doubt; NULL when
 * memory is out. Copies. End with reading_free(), which wipes. */
struct reading *reading_make(const struct cleared *c, const struct doubt *doubt,
                             int doubts, struct fault *why);
void reading_free(struct reading *r); /* NULL is fine */
/* Adds doubts that came up because of what was hidden ("Jens" is hidden, the
 * surname is left). False when one stands nowhere, or memory is out. */
bool reading_doubt_more(struct reading *r, const struct doubt *doubt,
                        int doubts);

struct plain reading_words(const struct reading *r, int line);
/* The words of a line, in their order; gives how many there are and writes at
 * most max. */
int reading_pieces(const struct reading *r, int line, struct reading_piece *out,
                   int max);
/* Marks which bytes of a line are hidden; hidden has room for all of them. */
void reading_hidden(const struct reading *r, int line, uint8_t *hidden);
/* A tap on a word: shown and hidden change places, wherever it stands. False
 * when memory is out. */
bool reading_toggle(struct reading *r, int line,
                    const struct reading_piece *piece);
void reading_decide(struct reading *r, int doubt, bool hide);

/* How many doubts nobody decided; how many places the booklet will say that
 * staff hid. */
int reading_open(const struct reading *r);
int reading_places(const struct reading *r);

struct decided;
/* Gives the decisions as a list, to be freed with free(); its words are
 * borrowed from r. NULL when memory is out. */
struct decided *reading_decided(const struct reading *r, int *n);

#endif
