/* SPDX-License-Identifier: MPL-2.0 */
/* kill -9, often, while a letter is written on a stick: afterwards the old
 * letter stands there or the new one, never half of one. What was acknowledged
 * stays, and at most one hidden remainder lies beside it.
 *
 *     sticksim FOLDER KILLS [SEED] */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "host/file.h"
#include "host/stick.h"

enum {
    LARGEST = 600 * 1024, /* a letter of many pages and scripts is 100 KiB */
    LONGEST_US = 6000,
    TOLD_MOST = 10,
};
static const char NAME[] = "brev-2026-W47.pdf";

static struct sim {
    struct stick stick;
    uint64_t seed;
    long kills, old, fresh, acknowledged, faults;
} sim;

static uint64_t draw(uint64_t *state) /* splitmix64 */
{
    uint64_t z = *state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
}

/* The n-th letter: its bytes and its length follow from n alone. */
static void letter(long n, struct buf *out)
{
    uint64_t state = sim.seed + (uint64_t)n;
    size_t len = (size_t)(draw(&state) % LARGEST) + 1;
    out->len = 0;
    while (out->len < len) {
        uint64_t word = draw(&state);
        buf_put(out, &word, sizeof word);
    }
}

static void wrong(const char *what)
{
    if (sim.faults++ < TOLD_MOST)
        fprintf(stderr, "kill %ld: %s\n", sim.kills, what);
}

/* --- The child ---------------------------------------------------------- */

static _Noreturn void write_on(long from, int acknowledge)
{
    struct buf bytes = {.max = LARGEST + 16};
    for (long n = from;; n++) {
        struct fault why;
        letter(n, &bytes);
        if (!stick_write_file(&sim.stick, NAME, buf_words(&bytes), &why)) {
            fprintf(stderr, "the child failed: %s\n", why.text);
            _exit(4);
        }
        if (write(acknowledge, &n, sizeof n) != sizeof n)
            _exit(3);
    }
}

/* --- After the kill ----------------------------------------------------- */

static bool holds(long n, struct plain found)
{
    struct buf wanted = {.max = LARGEST + 16};
    letter(n, &wanted);
    bool same = n > 0 && plain_same(buf_words(&wanted), found);
    buf_wipe(&wanted);
    return same;
}

static void look(long last)
{
    struct buf found = {.max = LARGEST + 16};
    struct fault why;
    bool there = stick_read(&sim.stick, NAME, LARGEST + 16, &found, &why);
    if (!there && last > 0)
        wrong("the letter is gone");
    else if (there && holds(last + 1, buf_words(&found)))
        sim.fresh++;
    else if (there && holds(last, buf_words(&found)))
        sim.old++;
    else if (there)
        wrong("half a letter, or an older one");
    buf_wipe(&found);
}

static void count(void *self, const char *name)
{
    (void)name;
    ++*(int *)self;
}

static void look_around(const char *folder)
{
    struct fault why;
    int names = 0;
    if (!file_list(folder, "", count, &names, &why) || names > 1)
        wrong("something else lies on the stick");
}

/* --- One kill ----------------------------------------------------------- */

static void nap(long us)
{
    struct timespec t = {0, us * 1000};
    nanosleep(&t, NULL);
}

static long kill_one(long last, uint64_t *dice)
{
    int way[2];
    long n;
    if (pipe(way) != 0)
        exit(2);
    pid_t child = fork();
    if (child == 0) {
        close(way[0]);
        write_on(last + 1, way[1]);
    }
    close(way[1]);
    nap((long)(draw(dice) % LONGEST_US));
    kill(child, SIGKILL);
    waitpid(child, NULL, 0);
    while (read(way[0], &n, sizeof n) == sizeof n)
        last = n;
    close(way[0]);
    return last;
}

int main(int argc, char **argv)
{
    long kills = 0, last = 0;
    struct stick_wish wish = {.folder = argc > 2 ? argv[1] : NULL};
    sim.seed = argc > 3 ? strtoull(argv[3], NULL, 10) : 1;
    uint64_t dice = ~sim.seed;
    if (argc < 3 || !number_parse(argv[2], 1, 1000000, &kills) ||
        stick_find(&wish, &sim.stick) != STICK_FOUND) {
        fprintf(stderr, "usage: sticksim FOLDER KILLS [SEED]\n");
        return 2;
    }
    for (sim.kills = 1; sim.kills <= kills; sim.kills++) {
        long before = last;
        last = kill_one(last, &dice);
        sim.acknowledged += last - before;
        look(last);
        look_around(argv[1]);
    }
    printf("%ld letters acknowledged; after %ld kills the old one stood there "
           "%ld times, the new one %ld; %ld wrong\n",
           sim.acknowledged, kills, sim.old, sim.fresh, sim.faults);
    return sim.faults == 0 && sim.acknowledged > 0 && sim.old > 0 ? 0 : 1;
}
