/* SPDX-License-Identifier: MPL-2.0 */
/* What the teller sees before approving: every sentence, every word, what is
 * hidden and why; and the record of what they let through. */
#ifndef DESK_APPROVE_H
#define DESK_APPROVE_H

#include "core/approved.h"
#include "core/guide.h"

enum word_state {
    WORD_PLAIN,
    WORD_SUGGESTED, /* hidden until the teller shows it */
    WORD_SHOWN,     /* was suggested; the teller shows it */
    WORD_HIDDEN,    /* by the teller */
    WORD_LOCKED,    /* an identifier: stays hidden */
};

struct review_word {
    uint32_t from, to; /* bytes of the field */
    uint8_t state;     /* enum word_state */
};

struct review_sentence {
    uint16_t field; /* answer index, FIELD_WORKER or FIELD_REPLY */
    bool danish;    /* of the Danish rendering */
    bool leave, key, veiled;
    uint32_t from, to;
    int word, words; /* into review.word */
};

enum { REVIEW_WORDS = 8000 };

struct review {
    int sentences, words;
    bool too_long; /* more than fits: the rest is left out */
    struct review_sentence sentence[CEIL_SENTENCES];
    struct review_word word[REVIEW_WORDS];
};

struct redactor; /* the screens hand it on and look no further */

/* Fills the review from the talk, with its decisions. Copies nothing. */
void review_make(struct review *r, struct redactor *redactor,
                 const struct talk *talk);
/* The words a sentence stands in; borrowed from the talk. */
struct plain review_field(const struct talk *talk, uint16_t field, bool danish);
/* A tap on a word: plain and hidden, suggested and shown change places;
 * locked stays. False when there is no more room for decisions. */
bool review_toggle(struct talk *talk, struct review *r, int sentence, int word);
/* A sentence so long that it is better cut: 200 letters, as page 4 has it. */
bool review_is_long(const struct talk *talk, const struct review *r,
                    int sentence);
/* Begins a new sentence with a word: the space before it becomes a line feed,
 * so that nothing else moves. False when there is no space before it in the
 * sentence. Afterwards the review must be made anew. */
bool review_cut(struct talk *talk, const struct review *r, int sentence,
                int word);
/* A sentence as others would see it. */
void review_public(const struct talk *talk, const struct review *r,
                   int sentence, struct buf *out);
/* The record of S, or nothing (out stays empty) when no sentence is kept.
 * *untranslated: some question has sentences but none in Danish. */
bool approve_write(const struct talk *talk, const struct review *r,
                   struct buf *out, bool *untranslated, struct fault *why);

/* Gives a redactor over the word lists in the share folder, which *lists
 * keeps alive; end with approve_redactor_free(). A missing list is a fault. */
struct word_lists;
struct redactor *approve_redactor(struct word_lists **lists, struct fault *why);
void approve_redactor_free(struct redactor *r, struct word_lists *lists);

#endif
