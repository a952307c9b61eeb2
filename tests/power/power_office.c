/* SPDX-License-Identifier: MPL-2.0 */
/* See power_office.h. */
#include "power_office.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "store/sql.h"

static char office_dir[CEIL_PATH] = POWER_DIR "/office";
static char key_file[CEIL_PATH] = POWER_DIR "/office/office.key";
static char out_dir[CEIL_PATH] = POWER_DIR "/out";

void power_place(const char *folder)
{
    snprintf(office_dir, CEIL_PATH, "%s/office", folder);
    snprintf(key_file, CEIL_PATH, "%s/office/office.key", folder);
    snprintf(out_dir, CEIL_PATH, "%s/out", folder);
}

/* The weeks of a small office: every kind of step, with and without a
 * database that was just opened. */
static const struct step script[] = {
    {STEP_INIT, 0},       {STEP_OPEN, 0},
    {STEP_TELL, 0},       {STEP_TELL, 0},
    {STEP_PAUSE, 0},      {STEP_TELL, 0},
    {STEP_TELL, 0},       {STEP_PAUSE, 0},
    {STEP_TELL, 0},       {STEP_WITHDRAW_PAUSED, 0},
    {STEP_TELL, 0},       {STEP_WITHDRAW, 0},
    {STEP_TELL, 0},       {STEP_SHUT, 0},
    {STEP_OPEN, 7},       {STEP_TELL, 7},
    {STEP_SET, 7},        {STEP_TELL, 7},
    {STEP_TELL, 7},       {STEP_TELL_AGAIN, 7},
    {STEP_PAUSE, 7},      {STEP_PAUSE_AGAIN, 7},
    {STEP_TELL_AGAIN, 7}, {STEP_PAUSE_AGAIN, 7},
    {STEP_TELL_AGAIN, 7}, {STEP_SHUT, 7},
    {STEP_OPEN, 14},      {STEP_WEEK, 14},
    {STEP_WITHDRAW, 14},  {STEP_TELL, 14},
    {STEP_SHUT, 14},      {STEP_OPEN, 21},
    {STEP_WEEK, 21},      {STEP_WEEK, 21},
    {STEP_TELL, 21},      {STEP_WITHDRAW, 21},
    {STEP_SHUT, 21},      {STEP_OPEN, 28},
    {STEP_WEEK, 28},      {STEP_SHUT, 28},
};

/* --- Randomness that comes again --------------------------------------- */

static struct dice secret_dice;

static uint32_t drawn_number(void)
{
    return dice_below(&secret_dice, UINT32_MAX);
}

static void drawn_bytes(void *const to, const size_t len)
{
    uint8_t *out = to;
    for (size_t i = 0; i < len; i++)
        out[i] = (uint8_t)dice_below(&secret_dice, 256);
}

static const char *drawn_name(void)
{
    return "drawn";
}

static randombytes_implementation drawn = {
    .implementation_name = drawn_name,
    .random = drawn_number,
    .buf = drawn_bytes,
};

bool power_seeds(void)
{
    return randombytes_set_implementation(&drawn) == 0 && sodium_init() >= 0;
}

void power_seed(uint64_t seed)
{
    secret_dice.state = seed * 2654435761u + 1;
    sqlite3_test_control(SQLITE_TESTCTRL_PRNG_SEED, (int)(seed & 0xffff) + 1,
                         (sqlite3 *)NULL);
}

/* --- Hashes ------------------------------------------------------------ */

static uint64_t mix(uint64_t h, uint64_t word)
{
    h = (h ^ word) * 0x9E3779B97F4A7C15u;
    return h ^ h >> 29;
}

static uint64_t mix_bytes(uint64_t h, const void *at, size_t len)
{
    const uint8_t *b = at;
    uint64_t word;
    for (h = mix(h, len); len >= 8; b += 8, len -= 8) {
        memcpy(&word, b, 8);
        h = mix(h, word);
    }
    word = 0;
    if (len)
        memcpy(&word, b, len);
    return mix(h, word);
}

static bool mix_table(sqlite3 *db, const char *sql, uint64_t *h)
{
    sqlite3_stmt *st;
    if (sqlite3_prepare_v2(db, sql, -1, &st, NULL) != SQLITE_OK)
        return false;
    int step;
    while ((step = sqlite3_step(st)) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count(st); i++) {
            const void *at = sqlite3_column_blob(st, i);
            int len = sqlite3_column_bytes(st, i);
            *h = mix_bytes(*h, at ? at : "", (size_t)len);
        }
    sqlite3_finalize(st);
    *h = mix(*h, 77);
    return step == SQLITE_DONE;
}

uint64_t rows_hash(struct safe *s)
{
    static const char *const tables[] = {
        "SELECT * FROM story ORDER BY id",
        "SELECT * FROM draft ORDER BY id",
        "SELECT * FROM release ORDER BY edition,course,week",
        "SELECT * FROM log ORDER BY n",
        "SELECT * FROM fact WHERE name NOT LIKE 'copied:%' ORDER BY name",
    };
    uint64_t h = 1;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (!mix_table(s->store->db, tables[i], &h))
            return 0;
    return h;
}

static uint64_t hash_talk(const struct talk *talk)
{
    struct buf record = {.max = 2 * CEIL_STORY};
    talk_write(talk, &record);
    uint64_t h = mix_bytes(1, record.at, record.len);
    buf_wipe(&record);
    return h;
}

uint64_t words_behind(struct safe *s, const char *digits, struct talk *talk)
{
    struct opened opened;
    struct fault why;
    bool ok = code_open(s, plain_of(digits), &opened, &why) &&
              code_read(s, &opened, talk, &why);
    code_shut(&opened);
    return ok ? hash_talk(talk) : 0;
}

/* --- Who tells --------------------------------------------------------- */

bool teller_begin(struct teller *t, const char *seed, struct fault *why)
{
    *t = (struct teller){.talk = vault_alloc(sizeof *t->talk),
                         .review = calloc(1, sizeof *t->review)};
    const struct guide *g;
    return t->talk && t->review && (t->shelf = shelf_open(NULL, why)) &&
           (g = shelf_guide(t->shelf, "standard", why)) &&
           (t->demo = demo_open(g, seed, why)) &&
           (t->redactor = approve_redactor(&t->lists, why));
}

void teller_end(struct teller *t)
{
    if (t->redactor)
        approve_redactor_free(t->redactor, t->lists);
    demo_close(t->demo);
    shelf_close(t->shelf);
    free(t->review);
    vault_free(t->talk);
}

void power_clock(struct clock *c, int day)
{
    clock_fixed(c, "2026-01-05T10:00:00Z", NULL);
    clock_pass(c, (int64_t)day * 24 * 60 * 60 * 1000);
}

/* --- Steps ------------------------------------------------------------- */

static struct kept_story *new_story(struct moment *to, const char *digits,
                                    bool paused, const struct talk *talk)
{
    if (to->stories == STORIES_MOST)
        abort();
    struct kept_story *k = &to->story[to->stories++];
    *k = (struct kept_story){.paused = paused, .words = hash_talk(talk)};
    text_copy(k->digits, sizeof k->digits, digits);
    memcpy(k->id, talk->id, TALK_ID);
    return k;
}

/* Keeps what the teller has in hand; digits are the code's. */
static bool keep(struct safe *s, struct teller *t, bool pause,
                 char digits[CODE_DIGITS + 1], struct fault *why)
{
    struct buf approved = {.max = 4 * CEIL_STORY};
    bool untranslated = false;
    review_make(t->review, t->redactor, t->talk);
    bool ok =
        approve_write(t->talk, t->review, &approved, &untranslated, why) &&
        deliver_code(s, digits, why);
    if (ok)
        ok = pause ? deliver_pause(s, t->talk, digits, why)
                   : deliver_story(s, t->talk, buf_words(&approved),
                                   untranslated, -1, digits, why);
    buf_wipe(&approved);
    return ok;
}

static bool tell(struct safe *s, struct teller *t, bool pause,
                 struct moment *to, struct fault *why)
{
    char digits[CODE_DIGITS + 1];
    uint64_t teller = (uint64_t)to->stories;
    if (!demo_tell(t->demo, teller, t->talk, why))
        return false;
    keeper_new_id(t->talk->id);
    if (!keep(s, t, pause, digits, why))
        return false;
    new_story(to, digits, pause, t->talk)->teller = teller;
    return true;
}

/* The draft outlived what was kept of it, or a code brought it back: it is
 * kept again. A pause leaves what was told already; all else is replaced. */
static bool keep_again(struct safe *s, struct teller *t, bool pause,
                       struct moment *to, struct fault *why)
{
    struct kept_story *last = &to->story[to->stories - 1];
    if (!demo_tell(t->demo, last->teller, t->talk, why))
        return false;
    memcpy(t->talk->id, last->id, TALK_ID);
    if (!keep(s, t, pause, to->tried, why))
        return false;
    for (int i = 0; i < to->stories; i++)
        if (memcmp(to->story[i].id, last->id, TALK_ID) == 0)
            to->story[i].gone |= !pause || to->story[i].paused;
    new_story(to, to->tried, pause, t->talk)->teller = last->teller;
    return true;
}

/* The first that is still there: it may have been released by then. */
static bool take_back(struct safe *s, bool paused, struct moment *to,
                      struct fault *why)
{
    struct opened opened;
    for (int i = 0; i < to->stories; i++) {
        struct kept_story *k = &to->story[i];
        if (k->gone || k->paused != paused)
            continue;
        bool ok = code_open(s, plain_of(k->digits), &opened, why) &&
                  code_withdraw(s, &opened, why);
        code_shut(&opened);
        k->gone = ok;
        return ok;
    }
    return fault_set(why, FAULT_INPUT, "nothing left to withdraw");
}

static bool release(struct safe *s, struct office *o, struct teller *t,
                    struct fault *why)
{
    uint8_t secret[VAULT_SECRET];
    struct week_wish wish = {.course = "", .out = out_dir};
    struct week_done done = {.end = WEEK_NOTHING};
    bool ok = office_unlock(o, key_file, "demo", secret, why) &&
              week_run(s, t->shelf, t->redactor, secret, &wish, &done, why);
    if (ok && done.end == WEEK_DOUBTS)
        ok = fault_set(why, FAULT_INPUT, "the week has doubts: another seed");
    week_done_free(&done);
    return ok;
}

bool power_office_init(struct fault *why)
{
    struct office_secrets told;
    return office_init(office_dir, "Prøvekontoret", "Prøve Kommune", NULL, true,
                       &told, why);
}

bool step_run(struct safe *s, struct office *o, struct teller *t,
              enum step_kind kind, struct moment *to, struct fault *why)
{
    switch (kind) {
    case STEP_TELL:
    case STEP_PAUSE:
        return tell(s, t, kind == STEP_PAUSE, to, why);
    case STEP_TELL_AGAIN:
    case STEP_PAUSE_AGAIN:
        return keep_again(s, t, kind == STEP_PAUSE_AGAIN, to, why);
    case STEP_WITHDRAW:
    case STEP_WITHDRAW_PAUSED:
        return take_back(s, kind == STEP_WITHDRAW_PAUSED, to, why);
    case STEP_SET:
        return office_set(o, "help-now", "Ring 4711", why);
    case STEP_WEEK:
        return release(s, o, t, why);
    case STEP_INIT:
    case STEP_OPEN:
    case STEP_SHUT:
        break;
    }
    return fault_set(why, FAULT_INPUT, "not a step on an open safe");
}

/* --- The history ------------------------------------------------------- */

static bool relax(struct safe *s)
{
    return sqlite3_exec(s->store->db, "PRAGMA synchronous=NORMAL", NULL, NULL,
                        NULL) == SQLITE_OK;
}

static bool one_step(struct history *h, struct safe *s, struct office *o,
                     struct clock *clock, struct moment *to, struct fault *why)
{
    power_clock(clock, to->step.day);
    if (to->step.kind == STEP_INIT)
        return power_office_init(why) && office_open(o, office_dir, why);
    if (to->step.kind == STEP_SHUT) {
        safe_close(s);
        return true;
    }
    if (to->step.kind != STEP_OPEN)
        return step_run(s, o, h->teller, to->step.kind, to, why);
    return safe_open(s, o, clock, 0, why) && safe_tidy(s, why) &&
           (!h->relaxed || relax(s));
}

/* What tidying erased, and that every code does what was promised. */
static bool codes_hold(struct safe *s, struct moment *m, struct talk *talk,
                       struct fault *why)
{
    for (int i = 0; i < m->stories; i++) {
        struct kept_story *k = &m->story[i];
        uint64_t words = words_behind(s, k->digits, talk);
        if (m->step.kind == STEP_OPEN && k->paused && !words)
            k->gone = true;
        if (words != (k->gone ? 0 : k->words))
            return fault_set(why, FAULT_DAMAGED,
                             "a code does not do what it promised");
    }
    return true;
}

static bool remember(struct history *h, struct safe *s, struct office *o,
                     struct moment *m, struct fault *why)
{
    m->ops = h->log->ops;
    m->office = *o;
    m->image = heap_get(h->heap, sizeof *m->image);
    image_copy(m->image, h->image, h->heap);
    if (!s->store)
        return true;
    m->rows = rows_hash(s);
    return balance_get(s->store, &m->balance, why) &&
           codes_hold(s, m, h->teller->talk, why);
}

bool history_run(struct history *h, struct fault *why)
{
    static struct office o;
    static struct safe s;
    static struct clock clock;
    s = (struct safe){.office = &o};
    for (size_t i = 0; i < sizeof script / sizeof *script; i++) {
        struct moment *m = &h->moment[h->moments++];
        if (i)
            *m = m[-1];
        m->step = script[i];
        if (!one_step(h, &s, &o, &clock, m, why) ||
            !remember(h, &s, &o, m, why)) {
            char text[40];
            snprintf(text, sizeof text, "step %d: ", (int)i);
            return fault_prefix(why, text);
        }
    }
    /* A new office has no rows before it is opened, and none after. */
    h->moment[0].rows = h->moment[1].rows;
    return true;
}
