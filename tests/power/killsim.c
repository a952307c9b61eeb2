/* SPDX-License-Identifier: MPL-2.0 */
/* kill -9, often: a child delivers, withdraws and releases on real files, and
 * says over a pipe what is acknowledged; it is killed at a drawn moment. Then
 * the office is opened: each acknowledged code opens what was told, each
 * withdrawn one nothing, the balance holds.
 *
 *     killsim FOLDER KILLS [SEED] */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/clock.h"
#include "power_office.h"

enum {
    LIVE_MOST = 40,     /* stories: above it the child withdraws */
    KILLS_A_WEEK = 8,   /* the last of them falls into a release */
    LONGEST_US = 25000, /* from the opened safe to the kill */
    TOLD_MOST = 10,
};

enum word { WORD_OPEN, WORD_TOLD, WORD_TAKING, WORD_TAKEN, WORD_AGAIN };

struct message {
    enum word word;
    int index;
    struct kept_story story;
};

static struct sim {
    struct teller teller;
    struct office office;
    struct clock clock;
    struct moment now; /* what is acknowledged */
    int doubtful;      /* a story that was being withdrawn; -1 */
    struct dice dice;
    long kills, told, taken, faults;
} sim;

static bool wrong(const char *what, const char *more)
{
    if (sim.faults++ < TOLD_MOST)
        fprintf(stderr, "kill %ld: %s %s\n", sim.kills, what, more);
    return false;
}

/* --- The child --------------------------------------------------------- */

static void say(int pipe_in, struct message m)
{
    if (write(pipe_in, &m, sizeof m) != sizeof m)
        _exit(3);
}

static void must(bool ok, const struct fault *why)
{
    if (ok)
        return;
    fprintf(stderr, "the child failed: %s\n", why->text);
    _exit(4);
}

static int first_left(const struct moment *m)
{
    for (int i = 0; i < m->stories; i++)
        if (!m->story[i].gone)
            return i;
    return -1;
}

/* The last talk is kept once more: its code goes, another comes. */
static void tell_again(struct safe *s, int pipe_in)
{
    struct fault why;
    struct moment *m = &sim.now;
    int i = m->stories - 1;
    say(pipe_in, (struct message){.word = WORD_TAKING, .index = i});
    must(step_run(s, &sim.office, &sim.teller, STEP_TELL_AGAIN, m, &why), &why);
    say(pipe_in, (struct message){.word = WORD_TAKEN, .index = i});
    say(pipe_in,
        (struct message){.word = WORD_AGAIN, .story = m->story[i + 1]});
}

static void work(struct safe *s, int pipe_in)
{
    struct fault why;
    struct moment *m = &sim.now;
    for (;;) {
        bool tell = m->stories < LIVE_MOST || dice_below(&sim.dice, 3) == 0;
        int i = first_left(m);
        if (m->stories < STORIES_MOST && (tell || i < 0)) {
            must(step_run(s, &sim.office, &sim.teller, STEP_TELL, m, &why),
                 &why);
            say(pipe_in, (struct message){.word = WORD_TOLD,
                                          .story = m->story[m->stories - 1]});
            if (m->stories < STORIES_MOST && dice_below(&sim.dice, 4) == 0)
                tell_again(s, pipe_in);
        } else if (i >= 0) {
            say(pipe_in, (struct message){.word = WORD_TAKING, .index = i});
            must(step_run(s, &sim.office, &sim.teller, STEP_WITHDRAW, m, &why),
                 &why);
            say(pipe_in, (struct message){.word = WORD_TAKEN, .index = i});
        } else {
            pause();
        }
    }
}

static _Noreturn void child(int pipe_in, bool week)
{
    struct safe s;
    struct fault why;
    must(safe_open(&s, &sim.office, &sim.clock, 5000, &why), &why);
    say(pipe_in, (struct message){.word = WORD_OPEN});
    while (week)
        must(step_run(&s, &sim.office, &sim.teller, STEP_WEEK, &sim.now, &why),
             &why);
    work(&s, pipe_in);
    _exit(0);
}

/* --- What it acknowledged ---------------------------------------------- */

static void hear(const struct message *m)
{
    if (m->word == WORD_TOLD || m->word == WORD_AGAIN) {
        sim.now.story[sim.now.stories++] = m->story;
        sim.told += m->word == WORD_TOLD;
    }
    if (m->word == WORD_TAKING)
        sim.doubtful = m->index;
    if (m->word == WORD_TAKEN) {
        sim.now.story[m->index].gone = true;
        sim.doubtful = -1;
        sim.taken++;
    }
}

static bool let_live(pid_t child_id, int pipe_out)
{
    struct message m;
    int status;
    bool began = read(pipe_out, &m, sizeof m) == sizeof m;
    usleep(dice_below(&sim.dice, LONGEST_US));
    kill(child_id, SIGKILL);
    waitpid(child_id, &status, 0);
    while (read(pipe_out, &m, sizeof m) == sizeof m)
        hear(&m);
    return (began && WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) ||
           wrong("the child ended by itself", "");
}

static void forget_gone(struct moment *m)
{
    int left = 0;
    for (int i = 0; i < m->stories; i++)
        if (!m->story[i].gone)
            m->story[left++] = m->story[i];
    m->stories = left;
}

static bool codes_do(struct safe *s)
{
    bool ok = true;
    for (int i = 0; i < sim.now.stories; i++) {
        struct kept_story *k = &sim.now.story[i];
        uint64_t words = words_behind(s, k->digits, sim.teller.talk);
        if (i == sim.doubtful && !words)
            k->gone = true;
        if (words != (k->gone ? 0 : k->words))
            ok = wrong(k->gone ? "a withdrawn code opens"
                               : "an acknowledged code does not open",
                       "");
    }
    return ok;
}

static bool look(void)
{
    struct safe s;
    struct fault why;
    struct balance b;
    if (!safe_open(&s, &sim.office, &sim.clock, 5000, &why))
        return wrong("the safe does not open:", why.text);
    bool ok = codes_do(&s);
    if (!balance_get(s.store, &b, &why))
        ok = wrong("balance", why.text);
    else if (b.delivered != b.waiting + b.released + b.withdrawn + b.expired ||
             b.delivered < sim.told || b.delivered > sim.told + sim.kills)
        ok = wrong("the balance is lost", "");
    safe_close(&s);
    forget_gone(&sim.now);
    return ok;
}

static bool kill_once(uint64_t seed)
{
    int ends[2];
    long round = sim.kills / KILLS_A_WEEK;
    bool week = sim.kills % KILLS_A_WEEK == KILLS_A_WEEK - 1;
    power_clock(&sim.clock, (int)round * 7);
    if (pipe(ends) != 0)
        return wrong("no pipe", "");
    sim.doubtful = -1;
    sim.kills++;
    pid_t id = fork();
    if (id == 0) {
        close(ends[0]);
        power_seed(seed + (uint64_t)sim.kills);
        child(ends[1], week);
    }
    close(ends[1]);
    bool ok = id > 0 && let_live(id, ends[0]);
    close(ends[0]);
    return look() && ok;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int count, char **args)
{
    struct fault why = {0};
    char dir[CEIL_PATH];
    if (count < 3)
        return 2;
    uint64_t seed = count > 3 ? strtoull(args[3], NULL, 10) : 1;
    long kills = strtol(args[2], NULL, 10);
    sim.dice.state = seed;
    snprintf(dir, sizeof dir, "%s/office", args[1]);
    power_place(args[1]);
    if (!power_seeds())
        return 2;
    power_seed(seed);
    if (!power_office_init(&why) || !office_open(&sim.office, dir, &why) ||
        !teller_begin(&sim.teller, "kill", &why)) {
        fprintf(stderr, "killsim: %s\n", why.text);
        return 2;
    }
    double start = now();
    while (sim.kills < kills && sim.faults < TOLD_MOST)
        kill_once(seed);
    printf("%ld kills, %ld told, %ld withdrawn, %ld wrong; %.0f kills/s\n",
           sim.kills, sim.told, sim.taken, sim.faults,
           (double)sim.kills / (now() - start));
    teller_end(&sim.teller);
    return sim.faults ? 1 : 0;
}
