/* SPDX-License-Identifier: MPL-2.0 */
/* The last look at one text before it leaves: what is hidden becomes "[...]",
 * what may be a name is told. It only ever hides more. */
#ifndef ANONYMISE_LOOK_H
#define ANONYMISE_LOOK_H

#include "anonymise/redact.h"

/* Words that staff decided about; a growing list that copies. */
struct word_list {
    struct plain *word;
    int count;
};

bool word_list_add(struct word_list *list, struct plain word);
bool word_list_has(const struct word_list *list, struct plain word);
void word_list_wipe(struct word_list *list);

struct look {
    struct redactor *redactor;    /* borrowed */
    struct word_list allow, hide; /* staff's decisions */
    int hidden_by_staff;          /* so far: each place counts */
    struct plain *name;           /* of the latest text, borrowed from it */
    int names, name_room;
    struct found *found;
    size_t found_room;
};

/* Looks words over (well-formed UTF-8, at most CEIL_STORY bytes), puts what
 * may leave into out, and lists in l->name what may be a name and nobody
 * decided about. False when memory is out. */
bool look_over(struct look *l, struct plain words, struct buf *out);
void look_end(struct look *l); /* wipes */

/* How staff's decisions work, for showing them before they are carried out.
 * True for what belongs to a word. */
bool look_in_word(uint32_t code);
/* Marks in hidden (words.len bytes, kept up by the caller from word to word)
 * what hiding this word hides, and what is hidden already. Gives the number of
 * places in which that is something new: what hidden_by_staff counts. */
int look_hide_word(struct plain words, struct plain word, uint8_t *hidden);
/* True when the bytes from..to stand there as a whole word. */
bool look_whole_word(struct plain words, size_t from, size_t to);

#endif
