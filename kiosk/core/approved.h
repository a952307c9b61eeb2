/* SPDX-License-Identifier: MPL-2.0 */
/* What a teller approved: the inside of envelope S. Sentences as others may
 * see them ("[...]" where something is hidden), what they are about, who may
 * read them. */
#ifndef CORE_APPROVED_H
#define CORE_APPROVED_H

#include "core/talk.h"

/* A sentence; question is a question's id, or one of the two below. */
#define APPROVED_WORKER "worker"
#define APPROVED_REPLY "reply"

struct approved_sentence {
    struct plain question, words;
    bool danish;     /* Danish: told so, or rendered in the talk */
    bool key;        /* the one that matters most to the teller */
    bool afterwards; /* a Danish rendering made after the talk */
};

struct approved_link {
    struct plain contributor;
    uint8_t direction; /* enum direction */
};

/* Everything is borrowed from the record that was read, or from whoever
 * fills one in to be written. */
struct approved {
    struct plain lang, guide, course, title;
    uint32_t share; /* enum talk_share */
    bool five;      /* told by a group of at least five */
    int sentences, themes, links;
    struct approved_sentence sentence[CEIL_SENTENCES];
    struct plain theme[CEIL_CARDS];
    struct approved_link link[CEIL_CARDS + CEIL_OWN_CARDS];
};

void approved_write(const struct approved *a, struct buf *out);
/* Refuses what is not well-formed, over a ceiling, or not UTF-8. */
bool approved_read(struct approved *a, struct plain record, struct fault *why);

/* True when some Danish sentence answers the question (NULL: any question,
 * worker and reply not counted). */
bool approved_in_danish(const struct approved *a, struct plain question);

#endif
