/* SPDX-License-Identifier: MPL-2.0 */
/* One talk: who sits at the table, what was told in which language, what the
 * teller makes of it and who may read it. Plain data of a fixed size, so that
 * it lives in one piece of locked memory and nothing of it is left elsewhere.
 * The record (talk_write, talk_read) is what drafts and the full story F are
 * made of. Knows no screen, no disk, no clock. */
#ifndef CORE_TALK_H
#define CORE_TALK_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

enum talk_who {
    WHO_WORKER = 1,
    WHO_COLLEAGUE = 2,
    WHO_INTERPRETER = 4,
    WHO_VIDEO = 8, /* with WHO_INTERPRETER: by video, else in the room */
    WHO_COMPANION = 16,
    WHO_FAMILY = 32,
    WHO_GROUP = 64,
    WHO_SIGN = 128, /* Danish sign language: two interpreters, Danish text */
};

/* Whose words an answer is. */
enum talk_voice { VOICE_OWN, VOICE_INTERPRETED, VOICE_WRITTEN_BY_WORKER };

enum direction {
    DIRECTION_UNSAID,
    DIRECTION_BETTER,
    DIRECTION_WORSE,
    DIRECTION_BOTH,
    DIRECTION_UNKNOWN,
};

enum talk_share {
    SHARE_OFFICE = 1,    /* the office may read sentences */
    SHARE_WHOLE = 2,     /* may be printed as a whole story */
    SHARE_COUNCIL = 4,   /* the city council may read it */
    SHARE_RENDERING = 8, /* a Danish rendering made later may be used */
};

/* The fields a story's words stand in. Answers first: field i < questions is
 * the guide's question i of the talk's variant. */
enum talk_field {
    FIELD_TITLE = 100,
    FIELD_WORKER = 101,
    FIELD_REPLY = 102,
};

/* A growing text of fixed room. */
struct told {
    uint32_t len;
    char text[CEIL_ANSWER];
};

struct answer {
    char question[CEIL_ID]; /* the question's id in the guide */
    uint8_t voice;          /* enum talk_voice */
    uint8_t veiled;         /* written alone: veiled on later screens */
    uint8_t skipped;
    struct told own;    /* in the talk's language */
    struct told danish; /* a rendering seen in the talk; empty when none */
};

/* What played a part: a contributor and where it led. */
struct link {
    char contributor[CEIL_ID]; /* card id, or "own-1".. */
    uint8_t direction;         /* enum direction */
};

/* The teller's decision on one word: bytes [from, to) of a field. */
struct mark {
    uint16_t field;
    uint8_t danish; /* of the Danish rendering, not the own words */
    uint8_t hide;   /* 1 hide, 0 show although suggested */
    uint32_t from, to;
};

/* A sentence that the teller leaves out, by where it starts. */
struct left_out {
    uint16_t field;
    uint8_t danish;
    uint32_t from;
};

/* Bytes of a talk's name: random, drawn when the talk begins. */
enum { TALK_ID = 16 };

struct talk {
    /* The same in each draft and copy of the talk, so that it counts once
     * however often it is kept; zeros: not drawn yet. */
    uint8_t id[TALK_ID];
    char lang[CEIL_TAG]; /* the citizen's language */
    char guide[CEIL_ID];
    char variant[CEIL_ID]; /* full, interpreted, short */
    char course[CEIL_ID];  /* empty when the office has one */
    uint32_t who;          /* enum talk_who, or-ed */
    uint8_t five;          /* a group of at least five speakers */
    uint8_t worse_first;
    uint8_t more;         /* the optional questions are asked as well */
    char screen[CEIL_ID]; /* where the talk stands, to resume there */
    uint8_t question;     /* which question, when on ask */

    uint8_t answers; /* in use */
    struct answer answer[CEIL_QUESTIONS];

    uint8_t themes, own_themes, links;
    char theme[CEIL_CARDS][CEIL_ID];
    char own_theme[CEIL_OWN_CARDS][CEIL_SHORT_TEXT];
    struct link link[CEIL_CARDS + CEIL_OWN_CARDS];

    char title[CEIL_SHORT_TEXT];
    uint16_t key_field; /* the sentence that matters most ... */
    uint32_t key_from;  /* ... by where it starts; */
    uint8_t has_key;

    uint8_t worker_agreed; /* the citizen lets the worker add two sentences */
    struct told worker, reply;

    uint32_t share; /* enum talk_share, or-ed */
    uint16_t marks, left;
    struct mark mark[CEIL_MARKS];
    struct left_out leave[CEIL_SENTENCES];
};

/* Empties a talk and wipes what it held. */
void talk_clear(struct talk *t);

/* True when nobody has told anything yet. */
bool talk_is_empty(const struct talk *t);

/* The answer to a question; NULL when it is not there. talk_answer_for makes
 * an empty one (NULL when CEIL_QUESTIONS is reached). */
struct answer *talk_answer(struct talk *t, const char *question);
struct answer *talk_answer_for(struct talk *t, const char *question);

/* Replaces what is told; false, and nothing changed, when it would be longer
 * than its ceiling. Copies. told_set() sees one answer only; talk_tell() (told
 * being one of t's) sees the worker's ceiling and the whole talk as well: use
 * it for whatever a person writes. */
bool told_set(struct told *told, struct plain words);
bool talk_tell(struct talk *t, struct told *told, struct plain words);
struct plain told_words(const struct told *told); /* borrows */

/* Bytes of all that is told together: at most CEIL_TOLD. Title, own cards and
 * decisions have the rest of the story's record. */
uint32_t talk_weight(const struct talk *t);

/* Cards: on or off. Gives whether it is on afterwards. */
bool talk_theme_toggle(struct talk *t, const char *id);
bool talk_has_theme(const struct talk *t, const char *id);
/* A contributor's direction; DIRECTION_UNSAID takes the link away. Answers to
 * "better" and "worse" that name the same contributor make it BOTH. */
void talk_link_set(struct talk *t, const char *id, enum direction direction);
enum direction talk_link(const struct talk *t, const char *id);
void talk_link_toggle(struct talk *t, const char *id, enum direction side);

/* The teller's word on a word. Replaces an earlier decision on it. False when
 * there is no room for one more: the caller must not go on as if it were
 * hidden. The same holds for leaving a sentence out. */
bool talk_mark_set(struct talk *t, struct mark m);
const struct mark *talk_mark_at(const struct talk *t, uint16_t field,
                                bool danish, uint32_t from);
bool talk_leave_set(struct talk *t, uint16_t field, bool danish, uint32_t from,
                    bool leave);
bool talk_leaves(const struct talk *t, uint16_t field, bool danish,
                 uint32_t from);
/* Forgets decisions on a field whose words changed: marks, left-out sentences
 * and the key sentence. */
void talk_marks_forget(struct talk *t, uint16_t field, bool danish);

/* The record: tagged, little-endian, the same talk always gives the same
 * bytes (talk_record.c has the table), at most CEIL_STORY of them. Writing
 * never fails within the ceilings (out->full tells); reading refuses what is
 * not well-formed, over a ceiling, or not UTF-8, and then leaves *t cleared. */
void talk_write(const struct talk *t, struct buf *out);
bool talk_read(struct talk *t, struct plain record, struct fault *why);

#endif
