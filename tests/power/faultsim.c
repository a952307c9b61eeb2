/* SPDX-License-Identifier: MPL-2.0 */
/* The disk fails. Each kind of step is done once for every call with which it
 * changes the disk, and that call fails: alone, or it and all after it. Then
 * the program is killed, or goes on, or power is lost; the office is opened
 * again and must be sound: what was told to be kept is there, what was told to
 * have failed does not count, "check" finds nothing.
 *
 *     faultsim [--all] [--seed S] [--at MOMENT --call N] */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "desk/commands.h"
#include "host/clock.h"
#include "power_office.h"

#define OFFICE POWER_DIR "/office"

enum after { AFTER_KILL, AFTER_ON, AFTER_SAFE, AFTER_MIXED, AFTERS };
enum { CALLS_MOST = 5000, TOLD_MOST = 10 };
enum { TIDIED = 30 }; /* the opening that forgets a paused talk */

static struct sim {
    struct history history;
    struct teller teller;
    struct log log;
    struct heap lasting, passing;
    struct image disk, base;
    struct crash crash;
    long tries, fired, faults;
} sim;

/* One step under one fault. */
struct trial {
    int from, call, number; /* the moment before, the call, its errno */
    bool on;                /* all calls after it fail, too */
    enum after after;
    const struct moment *was, *next;
    struct moment to;
    struct office office;
    struct clock clock;
    bool ok, told_more;
    char what[700];
};

static bool wrong(struct trial *t, const char *what, const char *more)
{
    snprintf(t->what, sizeof t->what, "%s%s%s", what, *more ? ": " : "", more);
    return false;
}

/* --- The step ---------------------------------------------------------- */

static bool do_step(struct trial *t, struct safe *s, struct fault *why)
{
    if (t->next->step.kind == STEP_OPEN)
        return safe_open(s, &t->office, &t->clock, 0, why) && safe_tidy(s, why);
    return step_run(s, &t->office, &sim.teller, t->next->step.kind, &t->to,
                    why);
}

/* A disk that works again must do for the next teller. */
static bool tell_more(struct trial *t, struct safe *s)
{
    struct fault why;
    if (!s->store || t->on || t->after != AFTER_ON)
        return true;
    t->told_more =
        step_run(s, &t->office, &sim.teller, STEP_TELL, &t->to, &why);
    return t->told_more ||
           wrong(t, "after the fault nobody can tell", why.text);
}

/* Leaves the disk as it is when the program is gone. */
static void leave(struct trial *t, struct safe *s)
{
    static struct image left;
    static struct dice dice;
    dice.state = (uint64_t)t->from * 8191 + (uint64_t)t->call;
    calls.log = NULL;
    if (t->after == AFTER_ON)
        safe_close(s);
    image_copy(&left, &sim.disk, &sim.passing);
    if (t->after == AFTER_SAFE || t->after == AFTER_MIXED) {
        crash_begin(&sim.crash, &sim.log, &sim.base, &sim.passing);
        while (sim.crash.done < sim.log.ops)
            crash_step(&sim.crash);
        crash_draw(&sim.crash, t->after == AFTER_SAFE ? FATE_NONE : FATE_MIXED,
                   &dice, &left, &sim.passing);
    }
    safe_close(s); /* only gives memory back: what it writes is not kept */
    calls.fail_at = 0;
    calls_power_off();
    image_copy(&sim.disk, &left, &sim.passing);
}

/* --- Afterwards -------------------------------------------------------- */

static bool codes_do(struct trial *t, struct safe *s)
{
    for (int i = 0; i < t->to.stories; i++) {
        const struct kept_story *k = &t->to.story[i];
        uint64_t words = words_behind(s, k->digits, sim.teller.talk);
        bool may_differ =
            !t->ok && i < t->was->stories && k->gone != t->next->story[i].gone;
        /* A talk that is kept again has one code or the other. */
        if (!words && may_differ && *t->to.tried)
            may_differ = words_behind(s, t->to.tried, sim.teller.talk) != 0;
        if (words != (k->gone ? 0 : k->words) && !may_differ)
            return wrong(t,
                         k->gone ? "a code that was withdrawn opens"
                                 : "an acknowledged code does not open",
                         "");
    }
    return true;
}

static bool counts(struct trial *t, struct safe *s)
{
    struct balance b;
    struct fault why;
    enum step_kind kind = t->next->step.kind;
    if (!balance_get(s->store, &b, &why))
        return wrong(t, "balance", why.text);
    if (b.delivered != b.waiting + b.released + b.withdrawn + b.expired)
        return wrong(t, "the balance is lost", "");
    int64_t more = b.delivered - t->was->balance.delivered - t->told_more;
    bool tells = kind == STEP_TELL || kind == STEP_TELL_AGAIN;
    bool counted = tells && t->to.stories > t->told_more && t->ok &&
                   t->next->balance.delivered > t->was->balance.delivered;
    /* A disk that refuses everything cannot be told to forget. */
    if (more != counted && !(t->on && !t->ok && more == 1))
        return wrong(t, "a story counts that should not, or does not", "");
    return true;
}

static bool check_finds_nothing(struct trial *t)
{
    struct call call = {.command = &command_check};
    text_copy(call.dir, sizeof call.dir, OFFICE);
    power_clock(&call.clock, t->next->step.day);
    int kept = dup(STDERR_FILENO), none = open("/dev/null", O_WRONLY);
    dup2(none, STDERR_FILENO);
    int code = command_check.run(&call);
    dup2(kept, STDERR_FILENO);
    close(none);
    close(kept);
    return code == EXIT_DONE || wrong(t, "check finds something", "");
}

static bool week_again(struct trial *t, struct safe *s)
{
    struct balance b;
    struct fault why;
    if (t->next->step.kind != STEP_WEEK || t->told_more)
        return true;
    if (!step_run(s, &t->office, &sim.teller, STEP_WEEK, &t->to, &why))
        return wrong(t, "the week cannot be run again", why.text);
    return (balance_get(s->store, &b, &why) &&
            memcmp(&b, &t->next->balance, sizeof b) == 0) ||
           wrong(t, "a week that is run again counts otherwise", "");
}

static bool look(struct trial *t)
{
    struct safe s;
    struct fault why;
    /* The command reads every catalogue: not each time. */
    bool check = sim.tries % 16 == 0 || (!t->ok && t->after == AFTER_KILL);
    if (check && !check_finds_nothing(t))
        return false;
    if (!office_open(&t->office, OFFICE, &why))
        return wrong(t, "the office does not open", why.text);
    if (!safe_open(&s, &t->office, &t->clock, 0, &why))
        return wrong(t, "the safe does not open", why.text);
    bool ok = counts(t, &s) && codes_do(t, &s) && week_again(t, &s);
    safe_close(&s);
    return ok && (!check || check_finds_nothing(t));
}

/* --- All of them ------------------------------------------------------- */

static bool begin(struct trial *t, struct safe *s, struct fault *why)
{
    sim.passing.used = sim.log.ops = 0;
    image_copy(&sim.disk, t->was->image, &sim.passing);
    calls = (struct calls){.image = &sim.disk};
    calls_power_off();
    t->to = *t->was;
    *t->to.tried = '\0';
    t->office = t->was->office;
    power_clock(&t->clock, t->next->step.day);
    *s = (struct safe){.office = &t->office};
    return t->next->step.kind == STEP_OPEN ||
           safe_open(s, &t->office, &t->clock, 0, why);
}

static const char *errno_name(int number)
{
    return number == EIO ? "EIO" : number == ENOSPC ? "ENOSPC" : "EROFS";
}

static void report(const struct trial *t)
{
    static const char *const after[] = {"killed", "went on",
                                        "only what is safe", "power lost"};
    if (sim.faults++ < TOLD_MOST)
        fprintf(stderr, "moment %d, call %d%s fails with %s, then %s: %s\n",
                t->from, t->call, t->on ? " and all after it" : "",
                errno_name(t->number), after[t->after], t->what);
}

/* False when the step has fewer calls than that. */
static bool try_call(struct trial *t)
{
    struct safe s;
    struct fault why;
    if (!begin(t, &s, &why)) {
        wrong(t, "before the fault", why.text);
        report(t);
        return false;
    }
    image_copy(&sim.base, &sim.disk, &sim.passing);
    calls.log = &sim.log;
    calls.changes = 0;
    calls.fail_at = t->call;
    calls.fail_number = t->number;
    calls.fail_on = t->on;
    t->told_more = false;
    t->ok = do_step(t, &s, &why);
    if (t->ok && t->next->step.kind == STEP_OPEN) /* tidied */
        memcpy(t->to.story, t->next->story, sizeof t->to.story);
    bool fired = calls.changes >= t->call;
    if (!t->on)
        calls.fail_at = 0;
    sim.tries++;
    sim.fired += fired;
    bool good = tell_more(t, &s);
    leave(t, &s);
    if (!good || !look(t))
        report(t);
    return fired;
}

static void try_step(int from, int only, bool all)
{
    static const int numbers[] = {EIO, ENOSPC, EROFS};
    static struct trial t;
    t = (struct trial){.from = from};
    t.was = &sim.history.moment[from];
    t.next = t.was + 1;
    for (int i = 0; i < (all ? 3 : 1) * 2 * AFTERS; i++) {
        t.number = numbers[i / 2 / AFTERS];
        t.on = i / AFTERS % 2;
        t.after = (enum after)(i % AFTERS);
        for (t.call = only ? only : 1; t.call < CALLS_MOST; t.call++)
            if (!try_call(&t) || only)
                break;
    }
}

static bool is_tried(int i, bool all)
{
    enum step_kind kind = sim.history.moment[i].step.kind;
    bool first = true;
    for (int k = 0; k < i; k++)
        first &= sim.history.moment[k].step.kind != kind;
    /* The first opening writes out 256 slots: once is enough in the long run.
     */
    if (kind == STEP_OPEN && i == 1)
        return all;
    return kind != STEP_SHUT && kind != STEP_INIT &&
           (all || (first && kind != STEP_PAUSE) || kind == STEP_TELL_AGAIN ||
            i == TIDIED);
}

static bool record(uint64_t seed, struct fault *why)
{
    char text[40];
    snprintf(text, sizeof text, "power %llu", (unsigned long long)seed);
    power_seed(seed);
    image_make(&sim.disk, &sim.lasting);
    calls = (struct calls){.image = &sim.disk, .log = &sim.log};
    sim.history.teller = &sim.teller;
    sim.history.log = &sim.log;
    sim.history.image = &sim.disk;
    sim.history.heap = &sim.lasting;
    return teller_begin(&sim.teller, text, why) &&
           history_run(&sim.history, why);
}

int main(int count, char **args)
{
    static const struct option options[] = {
        {"all", no_argument, NULL, 'A'},
        {"seed", required_argument, NULL, 's'},
        {"at", required_argument, NULL, 'a'},
        {"call", required_argument, NULL, 'c'},
        {0}};
    uint64_t seed = 1;
    int at = -1, call = 0;
    bool all = false;
    struct fault why = {0};
    for (int c; (c = getopt_long(count, args, "", options, NULL)) != -1;)
        if (c == 'A')
            all = true;
        else if (c == 's')
            seed = strtoull(optarg, NULL, 10);
        else if (c == 'a')
            at = (int)strtol(optarg, NULL, 10);
        else if (c == 'c')
            call = (int)strtol(optarg, NULL, 10);
        else
            return 2;
    heap_make(&sim.lasting, (size_t)1 << 30);
    heap_make(&sim.passing, (size_t)1 << 28);
    if (!power_seeds() || !record(seed, &why)) {
        fprintf(stderr, "faultsim: %s\n", why.text);
        return 2;
    }
    for (int i = 1; i < sim.history.moments; i++)
        if (at >= 0 ? i == at + 1 : is_tried(i, all))
            try_step(i - 1, call, all);
    teller_end(&sim.teller);
    printf("%ld steps, %ld of them with a failing disk, %ld wrong\n", sim.tries,
           sim.fired, sim.faults);
    return sim.faults ? 1 : 0;
}
