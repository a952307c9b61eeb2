/* SPDX-License-Identifier: MPL-2.0 */
/* An office in a folder of its own, with the real rooms behind it: delivery,
 * safe, slots, store, units, renderings, week, the release rule, clearing,
 * release.json. Taken out of the way (the linker wraps them) is what costs time
 * and decides nothing here: public-key sealing, Argon2, the recognisers, the
 * paper. */
#ifndef RELEASE_HOUSE_H
#define RELEASE_HOUSE_H

#include "desk/safe.h"
#include "desk/week.h"
#include "seeing.h"

/* What a teller approved, by number. */
enum { HOUSE_QUESTIONS = 8, HOUSE_LINKS = 4, HOUSE_THEMES = 4 };
/* Whose sentences a part of a story consists of: a question's, or these. */
enum {
    PART_WORKER = HOUSE_QUESTIONS,
    PART_WHOLE, /* those of every question */
    PART_CARD,  /* none */
    PARTS_MOST = HOUSE_QUESTIONS + 1 + HOUSE_LINKS + HOUSE_THEMES
};
struct part {
    int16_t cell; /* that it may leave in */
    int8_t of;
};

struct teller {
    uint8_t id[VAULT_ID];
    uint32_t share; /* 0: kept for the teller alone */
    int course;     /* -1: none */
    bool five, worker, reply;
    enum { TOLD_DANISH, TOLD_RENDERED, TOLD_FOREIGN } told;
    uint8_t sentences[HOUSE_QUESTIONS]; /* under each question */
    bool in_talk[HOUSE_QUESTIONS];      /* TOLD_FOREIGN: rendered in the talk */
    int links, themes;
    uint8_t link[HOUSE_LINKS], direction[HOUSE_LINKS], theme[HOUSE_THEMES];
    /* what it became, by delivery: the parts of an edition ([1]: the
     * council's); sentences by question, a bit for each */
    int parts[2];
    struct part part[2][PARTS_MOST];
    uint64_t danish[HOUSE_QUESTIONS + 1], foreign[HOUSE_QUESTIONS];
    bool late[HOUSE_QUESTIONS]; /* has been rendered since */
    int32_t week;               /* delivered in, by the program's clock */
    enum { FATE_PRIVATE, FATE_WAITS, FATE_LEFT, FATE_WITHDRAWN, FATE_OUT } fate;
    bool gone;                     /* withdrawn, whenever that was */
    bool over;                     /* its year is */
    bool said[HOUSE_QUESTIONS];    /* these sentences left for the team ... */
    int8_t weeks[HOUSE_QUESTIONS]; /* ... after so many weeks */
};

/* A run of a release. */
struct asked {
    bool council;
    int course; /* -1: all */
    bool preview;
};

struct house {
    struct safe safe;
    struct office office;
    struct clock clock;
    struct seeing seeing;
    int tellers;
    struct teller teller[SEEING_TELLERS];
    /* whose part in a cell has left, or waited too long */
    struct tellers left[SEEING_CELLS], out[SEEING_CELLS];
    struct asked asked; /* latest */
    bool copy_fails;    /* the stick is pulled out at the next copy */
    bool committed;     /* what was decided in the last week stands */
    const char *wrong;  /* the first thing that may not be; else NULL */
};

/* Once: reads the guide, keeps the folder's name. */
bool house_begin(const char *guide_file, const char *folder, struct fault *why);
/* A new, empty office; end with house_shut(). There is one at a time. */
bool house_open(struct house *h, struct fault *why);
void house_shut(struct house *h);

void house_set_day(struct house *h, int64_t day);
/* Delivers the last teller (h->teller[h->tellers], counted by this). */
bool house_deliver(struct house *h, struct fault *why);
bool house_withdraw(struct house *h, int teller, struct fault *why);
bool house_tidy(struct house *h, struct fault *why);
bool house_week(struct house *h, struct asked asked, enum week_end *end,
                struct fault *why);
/* Looks whether the office's balance is the one that was seen, and whether
 * what is kept of each story is what may be kept. */
void house_balance(struct house *h);

#endif
