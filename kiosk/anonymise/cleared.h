/* SPDX-License-Identifier: MPL-2.0 */
/* What was cleared to leave, and for whom. Only anonymise/ makes one; export/
 * accepts nothing else, so that forgetting to clear does not compile.
 * Includes base only: whoever writes paper reaches nothing else through it. */
#ifndef ANONYMISE_CLEARED_H
#define ANONYMISE_CLEARED_H

#include "base/bytes.h"

enum reader { READER_TELLER, READER_TEAM, READER_COUNCIL };

/* Words are well-formed UTF-8; what was hidden reads "[...]". All borrowed
 * from the struct cleared that gave them. */
struct cleared_story {
    struct plain title;
    const struct plain *sentence;
    int sentences;
    bool translated_afterwards;
};

struct cleared_sentence {
    struct plain words;
    bool translated_afterwards;
};

/* Sentences under one question, in drawn order. */
struct cleared_section {
    struct plain question_id, title, question;
    int tellers; /* at least: a multiple of five */
    const struct cleared_sentence *sentence;
    int sentences;
};

enum cleared_direction {
    CLEARED_BETTER = 1,
    CLEARED_WORSE,
    CLEARED_BOTH,
    CLEARED_UNKNOWN
};

struct cleared_link {
    struct plain id, word; /* the contributor: card id, Danish word */
    int direction;         /* enum cleared_direction */
    int tellers;
};

struct cleared_theme {
    struct plain id, word;
    int tellers;
};

/* "We heard -> we did". */
struct cleared_reply {
    struct plain heard, did;
    bool managed; /* false: we did not manage */
};

struct cleared_booklet {
    enum reader reader;
    int number; /* booklet 7 */
    int year, week;
    struct plain office, municipality, course; /* course may be empty */
    struct plain purpose, criteria, next_step; /* of the course's plan */
    int hidden_by_staff;                       /* words that staff hid */
    const struct cleared_reply *reply;
    int replies;
    const struct cleared_story *story;
    int stories;
    int story_tellers;
    const struct cleared_section *section; /* the guide's order; q8 last */
    int sections;
    const struct cleared_link *link;
    int links;
    const struct cleared_theme *theme;
    int themes;
    const struct cleared_sentence *worker;
    int workers; /* sentences */
    int worker_tellers;
};

/* The letter: a teller's own words to themselves, nothing hidden. What exists
 * in two languages stands in both; danish is empty in a Danish letter. */
struct cleared_pair {
    struct plain own, danish;
};

/* Whose words an answer is. */
enum cleared_voice { CLEARED_OWN, CLEARED_INTERPRETED, CLEARED_BY_WORKER };

struct cleared_answer {
    struct cleared_pair title; /* the guide's, as the next */
    struct plain question;     /* in the teller's language */
    struct cleared_pair told;  /* one of them may be empty */
    enum cleared_voice voice;
    bool forward; /* "from here on": what the teller needs */
};

/* What played a part. */
struct cleared_part {
    struct cleared_pair word;
    int direction; /* enum cleared_direction */
};

struct cleared_letter {
    const char *lang; /* the teller's, BCP 47 */
    int year, week;
    struct plain office, municipality, course; /* course may be empty */
    struct plain title, key;                   /* either may be empty */
    const struct cleared_answer *answer;
    int answers;
    const struct cleared_part *part;
    int parts;
    const struct cleared_pair *theme; /* the teller's own word: own alone */
    int themes;
    struct plain worker; /* Danish; empty: not agreed, or nothing said */
    struct plain reply;
};

struct cleared;
enum reader cleared_for(const struct cleared *c);
const struct cleared_booklet *cleared_booklet(const struct cleared *c);
/* NULL when it is for somebody else than the teller. */
const struct cleared_letter *cleared_letter(const struct cleared *c);
void cleared_free(struct cleared *c); /* wipes; NULL is fine */

#endif
