/* SPDX-License-Identifier: MPL-2.0 */
/* Times any program from the outside, through the X screen and /proc, so that
 * two programs are measured alike and neither helps.
 *
 *     probe start [-r X,Y,W,H] COMMAND...   pid, first and settled picture
 *     probe click X Y                       first and settled change, from
 *                                           when the finger is lifted
 *     probe keys [-r X,Y,W,H] COUNT         p50 p95 lost
 *     probe idle PID SECONDS                context switches, CPU ms
 *     probe memory PID                      PSS in kB; both of all that runs
 *                                           in what "start" gave
 *     probe run COMMAND...                  status, seconds, peak kB
 *
 * Prints those numbers on one line. PROBE_SHOW=1 lets the command's errors
 * through.
 */
#include <poll.h>

#include "base/bytes.h"
#include "process.h"
#include "screen.h"

enum {
    SETTLE_MS = 300,
    START_SETTLE_MS = 1500,
    TIMEOUT_MS = 30000,
    MOST_KEYS = 2000
};

static int usage(void)
{
    fprintf(stderr, "usage: probe start|click|keys|idle|memory|run ...\n");
    return 2;
}

/* Takes "-r X,Y,W,H" from the front of the arguments when it is there. */
static struct screen *open_watching(int *argc, char ***argv)
{
    struct area area;
    struct screen *s = screen_open();
    if (!s || *argc < 2 || strcmp((*argv)[0], "-r"))
        return s;
    if (sscanf((*argv)[1], "%d,%d,%d,%d", &area.x, &area.y, &area.w, &area.h) !=
        4)
        return NULL;
    screen_watch(s, area);
    *argc -= 2;
    *argv += 2;
    return s;
}

static int probe_start(int argc, char **argv)
{
    struct screen *s = open_watching(&argc, &argv);
    if (!s || argc < 1)
        return usage();
    double start = now_ms();
    pid_t pid = process_start(argv, screen_connection(s));
    struct seen seen = screen_follow(s, start, START_SETTLE_MS, TIMEOUT_MS);
    printf("%d %.2f %.2f\n", (int)pid, seen.first, seen.last);
    return seen.first < 0 ? 1 : 0;
}

static int probe_click(int argc, char **argv)
{
    long x, y;
    struct screen *s = open_watching(&argc, &argv);
    if (!s || argc != 2 || !number_parse(argv[0], 0, 30000, &x) ||
        !number_parse(argv[1], 0, 30000, &y))
        return usage();
    screen_rest(s, SETTLE_MS / 2);
    double lifted = screen_click(s, (int)x, (int)y);
    struct seen seen = screen_follow(s, lifted, SETTLE_MS, 5000);
    printf("%.2f %.2f\n", seen.first, seen.last);
    return seen.first < 0 ? 1 : 0;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* One key, from the press to the first other pixel. */
static double press(struct screen *s, KeySym symbol)
{
    double start = now_ms();
    screen_key(s, symbol, true);
    struct seen seen = screen_first(s, start, 1000);
    screen_key(s, symbol, false);
    return seen.first;
}

static int probe_keys(int argc, char **argv)
{
    static const char letters[] = "sangen var der og solen ";
    static double took[MOST_KEYS];
    long count;
    int got = 0;
    struct screen *s = open_watching(&argc, &argv);
    if (!s || argc != 1 || !number_parse(argv[0], 1, MOST_KEYS, &count))
        return usage();
    for (int i = 0; i < count; i++) {
        /* Unevenly: not in step with any timer. */
        screen_rest(s, 60 + (i * 37) % 90);
        double ms = press(s, (KeySym)letters[i % (int)strlen(letters)]);
        if (ms >= 0)
            took[got++] = ms;
    }
    screen_rest(s, SETTLE_MS);
    qsort(took, (size_t)got, sizeof *took, by_size);
    if (got == 0)
        return 1;
    printf("%.3f %.3f %ld\n", took[got / 2], took[(got * 95 - 1) / 100],
           count - got);
    return 0;
}

static int probe_idle(int argc, char **argv)
{
    long pid, seconds;
    if (argc != 2 || !number_parse(argv[0], 1, 1L << 30, &pid) ||
        !number_parse(argv[1], 1, 3600, &seconds))
        return usage();
    struct process_use before = process_use((pid_t)pid);
    poll(NULL, 0, (int)seconds * 1000);
    struct process_use after = process_use((pid_t)pid);
    printf("%ld %.3f\n", after.switches - before.switches,
           after.cpu_ms - before.cpu_ms);
    return 0;
}

static int probe_memory(int argc, char **argv)
{
    long pid;
    if (argc != 1 || !number_parse(argv[0], 1, 1L << 30, &pid))
        return usage();
    long kb = process_use((pid_t)pid).pss_kb;
    printf("%ld\n", kb);
    return kb > 0 ? 0 : 1;
}

static int probe_run(int argc, char **argv)
{
    double seconds = 0;
    long peak = 0;
    if (argc < 1)
        return usage();
    int status = process_run(argv, &seconds, &peak);
    printf("%d %.3f %ld\n", status, seconds, peak);
    return 0;
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name;
        int (*run)(int argc, char **argv);
    } commands[] = {
        {"start", probe_start}, {"click", probe_click},   {"keys", probe_keys},
        {"idle", probe_idle},   {"memory", probe_memory}, {"run", probe_run},
    };
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        if (argc > 1 && !strcmp(argv[1], commands[i].name))
            return commands[i].run(argc - 2, argv + 2);
    return usage();
}
