/* SPDX-License-Identifier: MPL-2.0 */
/* See keeper.h. */
#include "desk/keeper.h"

#include <pthread.h>
#include <time.h>

#include "base/log.h"
#include "desk/draft.h"
#include "desk/safe.h"
#include "desk/shelf.h"
#include "host/memory.h"

enum { LOCK_WAIT_MS = 5000 };

struct keeper {
    const struct office *office;
    const struct clock *clock;
    void (*wake)(void);
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t asked, answered;
    struct task *in, *out; /* oldest first */
    bool busy, quit;       /* quit: TASK_END once nothing is asked any more */
    int serial;
    /* the thread's own */
    struct safe safe;
    bool open;
    struct opened opened;
    struct draft_place draft;
    struct friday *friday;
    bool kept;   /* the talk lies in the safe: no draft of it any more */
    bool unread; /* a draft is left for a start with more memory */
};

_Static_assert((int)KEEPER_DIGITS == (int)CODE_DIGITS &&
                   (int)KEEPER_SHOWN == (int)CODE_SHOWN,
               "a code is as long here as in vault");

void keeper_show_code(const char digits[KEEPER_DIGITS + 1],
                      char shown[KEEPER_SHOWN])
{
    code_show(digits, shown);
}

void keeper_free_pictures(struct pictures *p)
{
    vault_free(p);
}

void keeper_new_id(uint8_t id[TALK_ID])
{
    vault_random(id, TALK_ID);
}

struct task *task_new(enum task_kind kind, bool with_talk)
{
    struct task *t = vault_alloc(sizeof *t);
    if (!t)
        return NULL;
    t->kind = kind;
    t->approved.max = 3 * CEIL_STORY;
    t->reply.max = CEIL_REPLY_FILE;
    if (with_talk && !(t->talk = vault_alloc(sizeof *t->talk))) {
        vault_free(t);
        return NULL;
    }
    return t;
}

void task_free(struct task *t)
{
    if (!t)
        return;
    vault_free(t->talk);
    vault_free(t->pictures);
    buf_wipe(&t->approved);
    buf_wipe(&t->reply);
    reading_free(t->reading);
    if (t->redactor)
        approve_redactor_free(t->redactor, t->lists);
    replies_free(t->replies);
    free(t->replies);
    vault_free(t);
}

/* --- Work, on the keeper's thread -------------------------------------- */

static bool begin(struct keeper *k, struct fault *why)
{
    if (k->open)
        return true;
    k->open = safe_open(&k->safe, k->office, k->clock, LOCK_WAIT_MS, why);
    return k->open && safe_tidy(&k->safe, why);
}

static void end(struct keeper *k)
{
    code_shut(&k->opened);
    friday_close(k->friday);
    k->friday = NULL;
    if (!k->unread)
        draft_forget(&k->draft);
    if (k->open)
        safe_close(&k->safe);
    k->open = k->kept = false;
}

/* A draft is sealed even when the disk is not to be had. */
static bool needs_safe(enum task_kind kind)
{
    return kind == TASK_CODE || kind == TASK_DELIVER || kind == TASK_PAUSE ||
           kind == TASK_UNPAUSE || kind == TASK_OPEN || kind == TASK_WITHDRAW ||
           kind == TASK_ERASE || kind == TASK_STATUS || kind == TASK_WEEK ||
           kind == TASK_WRITE || kind == TASK_REPLY || kind == TASK_HOME;
}

static bool withdraw(struct keeper *k, struct fault *why)
{
    bool ok = k->opened.slot >= 0 && code_withdraw(&k->safe, &k->opened, why);
    /* Its slot is free now and may become another story's. */
    if (ok)
        code_shut(&k->opened);
    return ok;
}

/* What was told lies in the safe: from now on a draft beside it would only
 * bring the talk back. When the program is killed before it is forgotten, the
 * talk is kept again under the same id, and takes the place of this. */
static bool kept(struct keeper *k, bool ok)
{
    if (!ok)
        return false;
    k->kept = true;
    draft_forget(&k->draft);
    code_shut(&k->opened);
    return true;
}

/* The talk goes on after all: the paused copy goes, drafts are due again. Not
 * what was told already of the talk: it is still to be replaced. */
static bool unpause(struct keeper *k, struct task *t)
{
    k->kept = false;
    code_shut(&k->opened);
    if (!code_open(&k->safe, plain_of(t->digits), &k->opened, &t->why))
        return false;
    bool ok = safe_end(&k->safe, k->opened.slot, k->opened.story,
                       SLOT_WITHDRAWN, &t->why);
    code_shut(&k->opened);
    return ok;
}

static bool open_code(struct keeper *k, struct task *t)
{
    code_shut(&k->opened);
    if (!code_try(&k->safe, plain_of(t->typed), &k->opened, &t->why))
        return false;
    t->paused = k->opened.paused;
    t->talk = vault_alloc(sizeof *t->talk);
    if (!t->talk)
        return fault_set(&t->why, FAULT_MEMORY, "out of memory");
    if (!code_read(&k->safe, &k->opened, t->talk, &t->why))
        return false;
    /* Told to the end, it takes the place of this copy. */
    memcpy(t->talk->id, k->opened.story, TALK_ID);
    return true;
}

/* --- Taking it home ----------------------------------------------------- */

static bool has_pictures(struct task *t)
{
    t->pictures = vault_alloc(sizeof *t->pictures);
    return t->pictures || fault_set(&t->why, FAULT_MEMORY, "out of memory");
}

static bool draw_code(struct keeper *k, struct task *t)
{
    return has_pictures(t) && deliver_code(&k->safe, t->digits, &t->why) &&
           take_home_code(t->digits, &t->pictures->picture[0], &t->why);
}

static bool go_home(struct keeper *k, struct task *t)
{
    const struct opened *opened = k->opened.slot >= 0 ? &k->opened : NULL;
    t->home_end = HOME_FAILED;
    if (!has_pictures(t))
        return false;
    t->home_end =
        take_home(&k->safe, opened, t->talk, t->way, t->pictures, &t->why);
    return t->home_end != HOME_FAILED;
}

/* --- Staff's work ------------------------------------------------------- */

static bool status(struct keeper *k, struct task *t)
{
    struct release_row row;
    t->why.kind = FAULT_NONE;
    if (release_last(k->safe.store, "booklet", "", &row, &t->why))
        t->booklet = row.number;
    return t->why.kind == FAULT_NONE &&
           balance_get(k->safe.store, &t->balance, &t->why);
}

static bool week(struct keeper *k, struct task *t)
{
    friday_close(k->friday);
    k->friday =
        friday_open(&k->safe, t->typed, &t->friday, &t->reading, &t->why);
    return k->friday != NULL;
}

static bool write_week(struct keeper *k, struct task *t)
{
    if (!k->friday)
        return fault_set(&t->why, FAULT_KEY, "the six words are needed again");
    return friday_write(k->friday, t->reading, t->read_by_another, &t->friday,
                        &t->why);
}

static bool replies(struct keeper *k, struct task *t)
{
    t->replies = calloc(1, sizeof *t->replies);
    if (!t->replies)
        return fault_set(&t->why, FAULT_MEMORY, "out of memory");
    return replies_load(t->replies, k->office->dir, 0, &t->why);
}

static void ignore(void *self, int line, const char *what)
{
    (void)self;
    (void)line;
    (void)what;
}

/* As strict as "indefra-desk reply": everybody reads it. */
static bool reply(struct keeper *k, struct task *t)
{
    struct word_lists *lists = NULL;
    struct reply_rules rules = {.safe = &k->safe,
                                .shelf = shelf_open(k->office->dir, &t->why),
                                .fault = ignore};
    int kept;
    rules.redactor = rules.shelf ? approve_redactor(&lists, &t->why) : NULL;
    bool ok = rules.redactor &&
              replies_take(&rules, buf_words(&t->reply), &kept, &t->why);
    if (rules.redactor)
        approve_redactor_free(rules.redactor, lists);
    shelf_close(rules.shelf);
    return ok;
}

static bool work(struct keeper *k, struct task *t)
{
    struct fault *why = &t->why;
    if (needs_safe(t->kind) && !begin(k, why))
        return false;
    switch (t->kind) {
    case TASK_RESUME:
        t->found = draft_find(&k->draft, k->clock, t->talk, why);
        k->unread = !t->found && why->kind == FAULT_MEMORY;
        return !k->unread;
    case TASK_BEGIN:
        return begin(k, why);
    case TASK_DRAFT:
        return k->kept ||
               draft_keep(&k->draft, k->clock, t->talk, t->life_s, why);
    case TASK_CODE:
        return draw_code(k, t);
    case TASK_DELIVER:
        return kept(k, deliver_story(&k->safe, t->talk, buf_words(&t->approved),
                                     t->untranslated, -1, t->digits, why));
    case TASK_PAUSE:
        return kept(k, deliver_pause(&k->safe, t->talk, t->digits, why));
    case TASK_OPEN:
        return open_code(k, t);
    case TASK_UNPAUSE:
        return unpause(k, t);
    case TASK_WITHDRAW:
        return withdraw(k, why);
    case TASK_ERASE:
        code_shut(&k->opened);
        return deliver_erase(&k->safe, t->id, why);
    case TASK_LISTS:
        t->redactor = approve_redactor(&t->lists, why);
        return t->redactor != NULL;
    case TASK_STATUS:
        return status(k, t);
    case TASK_STICK:
        t->friday.stick = friday_find(k->office, NULL);
        return true;
    case TASK_WEEK:
        return week(k, t);
    case TASK_WRITE:
        return write_week(k, t);
    case TASK_REPLIES:
        return replies(k, t);
    case TASK_REPLY:
        return reply(k, t);
    case TASK_PIN:
        return pin_is(t->typed, k->office->pin) ||
               fault_set(why, FAULT_KEY, "wrong PIN");
    case TASK_WAYS:
        if (t->way == HOME_PAPER)
            t->prints = take_home_prints(k->office);
        else
            t->stick_in = take_home_stick_in(k->office);
        return true;
    case TASK_HOME:
        return go_home(k, t);
    case TASK_END:
        end(k);
        return true;
    }
    return false;
}

static void push(struct task **queue, struct task *t)
{
    while (*queue)
        queue = &(*queue)->next;
    t->next = NULL;
    *queue = t;
}

static void *run(void *self)
{
    struct keeper *k = self;
    for (;;) {
        pthread_mutex_lock(&k->lock);
        while (!k->in && !k->quit)
            pthread_cond_wait(&k->asked, &k->lock);
        struct task *t = k->in;
        k->in = t ? t->next : NULL;
        k->busy = t != NULL;
        pthread_mutex_unlock(&k->lock);
        if (!t)
            break;

        t->ok = work(k, t);
        if (!t->ok)
            log_line("keeper", "task %d: %s", (int)t->kind, t->why.text);
        memory_trim();

        pthread_mutex_lock(&k->lock);
        push(&k->out, t);
        k->busy = false;
        pthread_cond_broadcast(&k->answered);
        pthread_mutex_unlock(&k->lock);
        k->wake();
    }
    end(k);
    return NULL;
}

/* --- The screen's side ------------------------------------------------- */

struct keeper *keeper_start(const struct office *office,
                            const struct clock *clock, void (*wake)(void),
                            struct fault *why)
{
    struct keeper *k = calloc(1, sizeof *k);
    if (!k) {
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
        return NULL;
    }
    k->office = office;
    k->clock = clock;
    k->wake = wake;
    k->opened.slot = -1;
    draft_place(&k->draft, office->dir);
    pthread_mutex_init(&k->lock, NULL);
    pthread_cond_init(&k->asked, NULL);
    pthread_cond_init(&k->answered, NULL);
    if (pthread_create(&k->thread, NULL, run, k) != 0) {
        fault_set(why, FAULT_SYSTEM, "no second thread can be started");
        free(k);
        return NULL;
    }
    return k;
}

int keeper_ask(struct keeper *k, struct task *t)
{
    pthread_mutex_lock(&k->lock);
    int serial = t->serial = ++k->serial;
    push(&k->in, t);
    pthread_cond_signal(&k->asked);
    pthread_mutex_unlock(&k->lock);
    return serial;
}

struct task *keeper_answer(struct keeper *k)
{
    pthread_mutex_lock(&k->lock);
    struct task *t = k->out;
    if (t)
        k->out = t->next;
    pthread_mutex_unlock(&k->lock);
    return t;
}

bool keeper_idle(struct keeper *k)
{
    pthread_mutex_lock(&k->lock);
    bool idle = !k->in && !k->out && !k->busy;
    pthread_mutex_unlock(&k->lock);
    return idle;
}

void keeper_wait(struct keeper *k, int ms)
{
    struct timespec until;
    clock_gettime(CLOCK_MONOTONIC, &until);
    until.tv_sec += ms / 1000;
    until.tv_nsec += (long)(ms % 1000) * 1000000;
    if (until.tv_nsec >= 1000000000) {
        until.tv_sec++;
        until.tv_nsec -= 1000000000;
    }
    pthread_mutex_lock(&k->lock);
    int timed_out = 0;
    while (!k->out && (k->in || k->busy) && !timed_out)
        timed_out = pthread_cond_clockwait(&k->answered, &k->lock,
                                           CLOCK_MONOTONIC, &until);
    pthread_mutex_unlock(&k->lock);
}

void keeper_stop(struct keeper *k)
{
    if (!k)
        return;
    pthread_mutex_lock(&k->lock);
    k->quit = true; /* not a task: there may be no memory for one */
    pthread_cond_signal(&k->asked);
    pthread_mutex_unlock(&k->lock);
    pthread_join(k->thread, NULL);
    struct task *t;
    while ((t = keeper_answer(k)))
        task_free(t);
    free(k);
}
