/* SPDX-License-Identifier: MPL-2.0 */
/* The second thread. It alone owns vault, store and files while the tablet
 * runs, so that the screen never waits: "hide" answers at once while Argon2
 * or a slow disk works. The two exchange owned messages, nothing else. */
#ifndef DESK_KEEPER_H
#define DESK_KEEPER_H

#include "core/balance.h"
#include "desk/approve.h"
#include "desk/friday.h"
#include "desk/replies.h"
#include "desk/take_home.h"

struct clock;
struct office;

enum task_kind {
    TASK_RESUME,   /* a draft that a crash left: gives talk, or none */
    TASK_BEGIN,    /* take the lock and open the safe */
    TASK_DRAFT,    /* seal the talk on tmpfs, for life_s seconds */
    TASK_CODE,     /* draw a code: gives digits, pictures */
    TASK_DELIVER,  /* keep talk and approved under digits */
    TASK_UNPAUSE,  /* take back what TASK_PAUSE kept under digits */
    TASK_PAUSE,    /* keep talk for some days under digits */
    TASK_OPEN,     /* typed code: gives talk and paused */
    TASK_WITHDRAW, /* what TASK_OPEN opened */
    TASK_ERASE,    /* whatever is kept of the talk with this id */
    TASK_LISTS,    /* gives redactor and lists, read before they are needed */
    TASK_STATUS,   /* gives balance and booklet */
    TASK_PIN,      /* typed: is it the office's? */
    TASK_STICK,    /* gives friday.stick */
    TASK_WEEK,     /* typed: the six words; gives friday, perhaps reading */
    TASK_WRITE,    /* carry out the reading; as TASK_WEEK */
    TASK_REPLIES,  /* gives what the office answered */
    TASK_REPLY,    /* keep a reply written here */
    TASK_WAYS,     /* by way: gives prints, or stick_in */
    TASK_HOME,     /* talk goes home by way; gives home_end, pictures */
    TASK_END,      /* forget the draft, close the safe, free the lock */
};

/* A code, and a code as it is read: groups of four. */
enum { KEEPER_DIGITS = 22, KEEPER_SHOWN = 28 };

/* A message, owned by whoever has it: given away by keeper_ask(), given back
 * by keeper_answer(). The words in it lie in locked memory. */
struct task {
    enum task_kind kind;
    int serial; /* set by keeper_ask() */
    struct talk *talk;
    struct buf approved;
    bool untranslated;
    unsigned life_s;
    uint8_t id[TALK_ID];
    char digits[KEEPER_DIGITS + 1];
    char typed[CEIL_PASSPHRASE];
    struct reading *reading; /* owned */
    bool read_by_another;
    enum home_way way;
    struct buf reply; /* in the format of data/README.md */
    /* answered */
    bool ok;
    struct fault why;
    bool paused, found;
    struct balance balance;
    int booklet; /* the latest that left; 0: none */
    struct friday_told friday;
    struct replies *replies;   /* owned */
    struct redactor *redactor; /* owned, over lists */
    struct word_lists *lists;
    bool prints, stick_in; /* a stick of the teller's own */
    enum home_end home_end;
    struct pictures *pictures; /* of the letter, or (first) of the code */
    struct task *next;
};

/* Gives a task; with_talk: with room for a talk. NULL when memory is out. */
struct task *task_new(enum task_kind kind, bool with_talk);
void task_free(struct task *t); /* wipes; NULL is fine */

/* What a task gave: a teller's words, wiped. NULL is fine. */
void keeper_free_pictures(struct pictures *p);

/* Draws the id of a talk that begins. */
void keeper_new_id(uint8_t id[TALK_ID]);

/* Groups the digits of a code. */
void keeper_show_code(const char digits[KEEPER_DIGITS + 1],
                      char shown[KEEPER_SHOWN]);

struct keeper;

/* Gives a running keeper; end with keeper_stop(). Borrows office and clock.
 * wake is called from the keeper's thread when an answer lies ready. */
struct keeper *keeper_start(const struct office *office,
                            const struct clock *clock, void (*wake)(void),
                            struct fault *why);
/* Takes the task. Gives its serial number. */
int keeper_ask(struct keeper *k, struct task *t);
/* Gives an answered task, or NULL when there is none. Never waits. */
struct task *keeper_answer(struct keeper *k);
/* True when nothing is asked, worked on, or waiting to be picked up. */
bool keeper_idle(struct keeper *k);
/* Waits until something is answered or ms have passed; for scripts. */
void keeper_wait(struct keeper *k, int ms);
void keeper_stop(struct keeper *k); /* ends the safe; NULL is fine */

#endif
