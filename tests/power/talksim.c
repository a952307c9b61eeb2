/* SPDX-License-Identifier: MPL-2.0 */
/* The tablet itself is killed, in the middle of real talks. A script types and
 * pauses in real time; --layout says what was on the screen, and when. At a
 * drawn moment kill -9; a new start then stands where the talk stood at most
 * two seconds ago, with the words of that time, or the story is delivered. A
 * talk that came to its end counts once.
 *
 *     talksim PROGRAMS FOLDER KILLS [SEED] */
#include <fcntl.h>
#include <jansson.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "power_disk.h"

enum {
    LOST_MS = 2000,    /* as promised */
    LIFE_MS = 6000,    /* of a tablet that types, at most */
    FINISH_MS = 15,    /* from "finish" to the kill, at most */
    START_MS = 20000,  /* for a start to stand */
    LETTERS_MOST = 40, /* pieces typed in a life */
    SEEN_MOST = 512,
    TEXT_MOST = 1024,
    TOLD_MOST = 10,
};

enum stand {
    STAND_OUT,
    STAND_ASK,
    STAND_BACK,
    STAND_SHARE,
    STAND_HOME,
    STAND_THANKS,
    STAND_NEVER, /* waited for: only time ends it */
};

struct state {
    enum stand stand;
    char text[TEXT_MOST]; /* the answer, at STAND_ASK */
    int64_t from;
};

static struct sim {
    const char *programs, *folder;
    char office[400], script[400];
    struct dice dice;
    struct state seen[SEEN_MOST];
    int states;
    bool shares; /* share-office is chosen */
    long kills, faults, ended, resumed, at_finish, again, worst;
    long delivered;
} sim;

struct life {
    pid_t id;
    int out; /* the layout */
    char line[1 << 18];
    size_t len;
};

static int64_t now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static bool wrong(const char *what, const char *more)
{
    if (sim.faults++ < TOLD_MOST)
        fprintf(stderr, "kill %ld: %s %s\n", sim.kills, what, more);
    return false;
}

/* --- What is on the screen --------------------------------------------- */

static enum stand stand_of(const char *screen)
{
    static const struct {
        const char *screen;
        enum stand stand;
    } all[] = {{"ask", STAND_ASK},
               {"read-back", STAND_BACK},
               {"share", STAND_SHARE},
               {"home", STAND_HOME},
               {"thanks", STAND_THANKS}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (screen && strcmp(screen, all[i].screen) == 0)
            return all[i].stand;
    return STAND_OUT;
}

static const json_t *node_of(const json_t *frame, const char *id)
{
    size_t i;
    json_t *node;
    json_array_foreach(json_object_get(frame, "nodes"), i, node)
    {
        const char *name = json_string_value(json_object_get(node, "id"));
        if (name && strcmp(name, id) == 0)
            return node;
    }
    return NULL;
}

static struct state *last(void)
{
    return sim.states ? &sim.seen[sim.states - 1] : NULL;
}

static void note(enum stand stand, const char *text)
{
    struct state *was = last();
    if (was && was->stand == stand && strcmp(was->text, text) == 0)
        return;
    if (sim.states == SEEN_MOST)
        memmove(sim.seen, sim.seen + 1, sizeof *sim.seen * --sim.states);
    struct state *s = &sim.seen[sim.states++];
    s->stand = stand;
    s->from = now_ms();
    snprintf(s->text, sizeof s->text, "%s", text);
}

static void see(const char *line, size_t len)
{
    json_t *frame = json_loadb(line, len, 0, NULL);
    const char *screen = json_string_value(json_object_get(frame, "screen"));
    enum stand stand = stand_of(screen);
    const json_t *answer = node_of(frame, "answer");
    const char *text = json_string_value(json_object_get(answer, "value"));
    if (frame)
        note(stand, text && stand == STAND_ASK ? text : "");
    const json_t *share = node_of(frame, "share-office");
    if (share)
        sim.shares = json_array_size(json_object_get(share, "state")) > 0;
    json_decref(frame);
}

/* Reads frames until a moment; false when the program ended before. */
static bool watch(struct life *l, int64_t until, enum stand stop)
{
    for (;;) {
        char *end;
        while ((end = memchr(l->line, '\n', l->len))) {
            size_t n = (size_t)(end - l->line) + 1;
            see(l->line, n);
            memmove(l->line, l->line + n, l->len -= n);
            if (last() && last()->stand == stop)
                return true;
        }
        int64_t left = until - now_ms();
        struct pollfd p = {.fd = l->out, .events = POLLIN};
        if (left <= 0 || poll(&p, 1, (int)left) == 0)
            return true;
        ssize_t got =
            read(l->out, l->line + l->len, sizeof l->line - 1 - l->len);
        if (got <= 0)
            return false;
        l->len += (size_t)got;
    }
}

/* --- A life ------------------------------------------------------------ */

static bool begin(struct life *l, const char *script)
{
    char program[500], layout[40], err[500];
    int ends[2];
    FILE *f = fopen(sim.script, "w");
    if (!f || fputs(script, f) < 0 || fclose(f) != 0 || pipe(ends) != 0)
        return wrong("no script or pipe", "");
    snprintf(program, sizeof program, "%s/indefra", sim.programs);
    snprintf(layout, sizeof layout, "/dev/fd/%d", ends[1]);
    snprintf(err, sizeof err, "%s/err", sim.folder);
    l->len = 0;
    l->id = fork();
    if (l->id == 0) {
        int to = open(err, O_WRONLY | O_CREAT | O_TRUNC, 0600);
        dup2(to, STDERR_FILENO);
        dup2(to, STDOUT_FILENO);
        close(ends[0]);
        execl(program, program, "--data", sim.office, "--demo", "--script",
              sim.script, "--layout", layout, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    l->out = ends[0];
    return l->id > 0 || wrong("no program", "");
}

static void end(struct life *l)
{
    kill(l->id, SIGKILL);
    waitpid(l->id, NULL, 0);
    int64_t at = now_ms();
    watch(l, at + 100, STAND_NEVER); /* what was shown before it died */
    close(l->out);
    sim.kills++;
}

static void add(char **at, const char *line)
{
    size_t n = strlen(line);
    memcpy(*at, line, n + 1);
    *at += n;
}

/* From where the talk stands to its end, with the pauses of a person. */
static const char *script_from(enum stand stand, bool hurry)
{
    static const char *const piece[] = {"Det ", "blev ", "lidt ", "bedre, ",
                                        "da ",  "hun ",  "kom. ", "æ"};
    static char script[LETTERS_MOST * 60 + 2000];
    char *at = script;
    *at = '\0';
    if (stand == STAND_OUT)
        add(&at, "tap lang-da\ntap next\ntap start-yes\n");
    if (stand <= STAND_ASK) {
        int pieces = hurry ? 1 : 1 + (int)dice_below(&sim.dice, LETTERS_MOST);
        for (int i = 0; i < pieces; i++) {
            char line[60];
            snprintf(line, sizeof line, "type %s\npass %ums\n",
                     piece[dice_below(&sim.dice, 8)],
                     dice_below(&sim.dice, 12) ? dice_below(&sim.dice, 200)
                                               : dice_below(&sim.dice, 3000));
            add(&at, line);
        }
        add(&at, "tap finished\n");
        add(&at, hurry ? "" : "pass 700ms\n");
    }
    add(&at, "tap next\n");
    add(&at, sim.shares ? "" : "tap share-office\n");
    add(&at, hurry ? "" : "pass 500ms\n");
    add(&at, "tap next\ntap home-none\ntap finish\npass 30s\n");
    return script;
}

/* --- Afterwards -------------------------------------------------------- */

static long delivered(void)
{
    char line[1000];
    snprintf(line, sizeof line,
             "'%s/indefra-desk' status --json --data '%s' 2>/dev/null",
             sim.programs, sim.office);
    FILE *f = popen(line, "r");
    json_t *status = f ? json_loadf(f, 0, NULL) : NULL;
    json_t *n = json_object_get(status, "delivered");
    long count = json_is_integer(n) ? (long)json_integer_value(n) : -1;
    json_decref(status);
    if (f)
        pclose(f);
    return count;
}

static bool same(const struct state *a, const struct state *b)
{
    if (a->stand == b->stand)
        return strcmp(a->text, b->text) == 0;
    /* The code that home showed went with the crash. */
    return (a->stand == STAND_SHARE || a->stand == STAND_HOME) &&
           b->stand == STAND_BACK;
}

/* How many milliseconds before the kill what is there now was left; -1: it was
 * never there. */
static int64_t lost(const struct state *found, int states, int64_t killed)
{
    for (int i = states - 1; i >= 0; i--) {
        if (!same(&sim.seen[i], found))
            continue;
        int64_t left = i + 1 < states ? sim.seen[i + 1].from : killed;
        return killed > left ? killed - left : 0;
    }
    return -1;
}

/* The talk stands still where it was, or it was delivered: at least one. */
static bool judge(const struct state *found, int states, int64_t killed)
{
    char more[200];
    bool acknowledged = states && sim.seen[states - 1].stand == STAND_THANKS;
    long count = delivered();
    bool told = count == sim.delivered + 1;
    if (count != sim.delivered && !told)
        return wrong("stories were lost or told twice", "");
    if (found->stand == STAND_OUT && told) {
        sim.delivered++;
        sim.ended++;
        return true;
    }
    if (acknowledged)
        return wrong("thanks were said", told ? "and the talk goes on"
                                              : "and nothing was delivered");
    int64_t ms = lost(found, states, killed);
    snprintf(more, sizeof more, "screen %d, %lld ms", (int)found->stand,
             (long long)ms);
    if (ms < 0 || ms > LOST_MS)
        return wrong("more than two seconds are gone:", more);
    if (ms > sim.worst)
        sim.worst = ms;
    sim.resumed += found->stand != STAND_OUT;
    sim.again += told; /* kept, and told on: it must count once */
    return true;
}

/* A start that is killed once it stands there; STAND_NEVER: anywhere. */
static bool peek(const char *script, enum stand there)
{
    static struct life l;
    sim.states = 0;
    bool ok = begin(&l, script);
    int64_t until = now_ms() + START_MS;
    while (ok && (!last() || (there != STAND_NEVER && last()->stand != there)))
        ok = now_ms() < until && watch(&l, now_ms() + 50, there);
    if (l.id > 0)
        end(&l);
    return ok;
}

/* Starts anew, looks, and is killed again. */
static bool look(struct state *found, int64_t killed)
{
    int states = sim.states;
    static struct state before[SEEN_MOST];
    memcpy(before, sim.seen, sizeof before);
    if (!peek("pass 30s\n", STAND_NEVER))
        return wrong("it does not start", "");
    *found = *last();
    /* Whether the office may read it was perhaps said already. */
    sim.shares = false;
    if (found->stand != STAND_OUT &&
        !peek(found->stand == STAND_ASK ? "tap finished\ntap next\npass 30s\n"
                                        : "tap next\npass 30s\n",
              STAND_SHARE))
        return wrong("it does not go on", "");
    memcpy(sim.seen, before, sizeof before);
    sim.states = states;
    return judge(found, states, killed);
}

static void live(enum stand stand)
{
    static struct life l;
    bool hurry = dice_below(&sim.dice, 3) == 0;
    if (sim.states == 0)
        note(STAND_OUT, "");
    if (!begin(&l, script_from(stand, hurry)))
        return;
    int64_t until = now_ms() + START_MS;
    if (hurry && watch(&l, until, STAND_HOME)) {
        sim.at_finish++;
        watch(&l, now_ms() + dice_below(&sim.dice, FINISH_MS), STAND_NEVER);
    } else if (!hurry) {
        watch(&l, now_ms() + 100 + dice_below(&sim.dice, LIFE_MS), STAND_NEVER);
    }
    int64_t killed = now_ms();
    end(&l);
    struct state found = {.stand = STAND_OUT};
    look(&found, killed);
    sim.states = 1;
    found.from = now_ms();
    sim.seen[0] = found;
}

int main(int count, char **args)
{
    if (count < 4)
        return 2;
    sim.programs = args[1];
    sim.folder = args[2];
    sim.dice.state = count > 4 ? strtoull(args[4], NULL, 10) : 1;
    long kills = strtol(args[3], NULL, 10);
    snprintf(sim.office, sizeof sim.office, "%s/office", sim.folder);
    snprintf(sim.script, sizeof sim.script, "%s/script", sim.folder);
    setenv("SDL_VIDEODRIVER", "dummy", 1);
    enum stand stand = STAND_OUT;
    while (sim.kills < kills && sim.faults < TOLD_MOST) {
        live(stand);
        stand = last() ? last()->stand : STAND_OUT;
    }
    printf("%ld kills, %ld of them at finish, %ld talks resumed, %ld ended "
           "and counted once, %ld kept and told on, at most %ld ms gone, %ld "
           "wrong\n",
           sim.kills, sim.at_finish, sim.resumed, sim.ended, sim.again,
           sim.worst, sim.faults);
    return sim.faults ? 1 : 0;
}
