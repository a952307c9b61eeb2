/* SPDX-License-Identifier: MPL-2.0 */
/* An office's history on the simulated disk: made, opened, told to, paused,
 * withdrawn from, released from; and what was acknowledged after each step.
 * Everything is done by the real rooms. */
#ifndef POWER_OFFICE_H
#define POWER_OFFICE_H

#include "desk/approve.h"
#include "desk/demo.h"
#include "desk/keeper.h"
#include "desk/safe.h"
#include "desk/week.h"
#include "power_calls.h"

enum { STEPS_MOST = 64, STORIES_MOST = 64 };

enum step_kind {
    STEP_INIT,
    STEP_OPEN, /* and forget what is due */
    STEP_TELL,
    STEP_PAUSE,
    STEP_TELL_AGAIN,  /* the last talk: paused, or told already */
    STEP_PAUSE_AGAIN, /* the same, not told to the end */
    STEP_WITHDRAW,
    STEP_WITHDRAW_PAUSED,
    STEP_SET, /* a line of office.conf */
    STEP_WEEK,
    STEP_SHUT,
};

struct step {
    enum step_kind kind;
    int day; /* days since the history began */
};

struct kept_story {
    char digits[CODE_DIGITS + 1];
    uint64_t teller; /* of the demo */
    uint8_t id[TALK_ID];
    bool paused, gone;
    uint64_t words; /* what reading it gives, as a hash */
};

/* What holds once a step was acknowledged. */
struct moment {
    struct step step;
    int ops; /* of the log, when it was acknowledged */
    struct image *image;
    struct office office;
    uint64_t rows; /* all tables, as a hash */
    struct balance balance;
    struct kept_story story[STORIES_MOST];
    int stories;
    char tried[CODE_DIGITS + 1]; /* the code of a talk that is kept again */
};

/* What every step needs beside the disk. */
struct teller {
    struct shelf *shelf;
    struct demo *demo;
    struct redactor *redactor;
    struct word_lists *lists;
    struct talk *talk;
    struct review *review;
};

struct history {
    struct teller *teller;
    struct log *log;
    struct image *image;
    struct heap *heap;
    struct moment moment[STEPS_MOST];
    int moments;
    bool relaxed; /* control: no synced commits */
};

/* From now on every secret and SQLite's draws come again with the seed. */
bool power_seeds(void);
void power_seed(uint64_t seed);

bool teller_begin(struct teller *t, const char *seed, struct fault *why);
void teller_end(struct teller *t);

/* Runs the history on calls.image and writes it down. */
bool history_run(struct history *h, struct fault *why);

/* Where the office is, office/ and out/; below POWER_DIR when not said. */
void power_place(const char *folder);
void power_clock(struct clock *c, int day);
bool power_office_init(struct fault *why);
/* One step on an open safe; to: the stories as they stand after it. */
bool step_run(struct safe *s, struct office *o, struct teller *t,
              enum step_kind kind, struct moment *to, struct fault *why);
/* All rows of all tables but what was copied out, as a hash; 0: unreadable. */
uint64_t rows_hash(struct safe *s);
/* Opens a code and hashes what was told; 0 when it opens nothing. */
uint64_t words_behind(struct safe *s, const char *digits, struct talk *talk);

#endif
