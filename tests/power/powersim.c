/* SPDX-License-Identifier: MPL-2.0 */
/* Power is lost. An office's history runs on a simulated disk by the real
 * rooms and the real SQLite; then for every point of it disks are drawn that
 * the file system's promises allow, each is opened by the real opening code,
 * and must hold what was acknowledged: every row, every key slot and file as
 * after the last acknowledged step, or as after the one that was under way;
 * the balance; the week's folder whole. Some lose power again meanwhile.
 * Controls break one promise each and must be caught.
 *
 *     powersim [--states N] [--seed S] [--control WHAT] [--at OPS --draw N] */
#include <getopt.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "host/clock.h"
#include "power_office.h"
#include "vault/slot_page.h"

#define OFFICE POWER_DIR "/office"

enum { STATES_A_HISTORY = 10000, TOLD_MOST = 10, ROW_WHOLE = 24 };

static struct sim {
    struct history history;
    struct log log, second;
    struct heap lasting, passing;
    struct crash crash, again;
    struct image base, drawn, before;
    uint64_t seed;
    long states, faults, lost, reopened;
} sim;

/* --- One state --------------------------------------------------------- */

struct state {
    int acked; /* the last moment that was acknowledged; -1: none */
    struct image *disk;
    struct dice dice;
    bool deep; /* look behind codes, go on working */
    bool anew; /* another office was made */
    char what[700];
};

static bool wrong(struct state *s, const char *what, const char *more)
{
    snprintf(s->what, sizeof s->what, "%s%s%s", what, *more ? ": " : "", more);
    return false;
}

static const struct moment *moment_at(int i)
{
    const struct history *h = &sim.history;
    return &h->moment[i < h->moments ? i : h->moments - 1];
}

static bool same_file(const struct image *a, const struct image *b,
                      const char *path)
{
    return image_same(a, image_find(a, path), b, image_find(b, path));
}

static bool conf_as(const struct state *s, const struct moment *m)
{
    return same_file(s->disk, m->image, "/office/office.conf") &&
           same_file(s->disk, m->image, "/office/pepper") &&
           same_file(s->disk, m->image, "/office/device.key") &&
           same_file(s->disk, m->image, "/office/office.key");
}

/* Each slot as it was; what was added since is free. A new office has none
 * before it is opened, and free ones after. */
static bool slots_as(const struct state *s, struct slots *slots,
                     const struct moment *m)
{
    const struct image *old = m->image;
    int now = image_find(s->disk, "/office/slots");
    int then = image_find(old, "/office/slots");
    if (then < 0) {
        old = moment_at(1)->image;
        then = image_find(old, "/office/slots");
    }
    if (image_same(old, then, s->disk, now))
        return true;
    for (int i = 0; i < slots_count(slots); i++) {
        uint8_t a[SLOT_SIZE], b[SLOT_SIZE];
        struct slot slot;
        image_read(old, then, page_place(i), a, SLOT_SIZE);
        image_read(s->disk, now, page_place(i), b, SLOT_SIZE);
        if (page_place(i) < old->node[then].size
                ? memcmp(a, b, SLOT_SIZE) != 0
                : !page_to_slot(b, i, &slot) || slot.state != SLOT_FREE)
            return false;
    }
    return true;
}

static bool has_suffix(const char *name, const char *end)
{
    size_t len = strlen(name), tail = strlen(end);
    return len >= tail && strcmp(name + len - tail, end) == 0;
}

static bool folder_same(const struct image *a, int x, const struct image *b,
                        int y)
{
    const struct node *n = &a->node[x];
    if (!n->folder || !b->node[y].folder || n->entries != b->node[y].entries)
        return false;
    for (int i = 0; i < n->entries; i++)
        if (!image_same(a, n->entry[i].node, b,
                        image_look(b, y, n->entry[i].name)))
            return false;
    return true;
}

/* A week's folder that has its name is whole. */
static bool folders_whole(struct state *s)
{
    const struct image *last = moment_at(STEPS_MOST)->image;
    int out = image_find(s->disk, "/out"), then = image_find(last, "/out");
    for (int i = 0; out >= 0 && i < s->disk->node[out].entries; i++) {
        const struct entry *e = &s->disk->node[out].entry[i];
        int whole = then < 0 ? -1 : image_look(last, then, e->name);
        if (has_suffix(e->name, ".unfinished") ||
            has_suffix(e->name, ".replaced"))
            continue;
        if (whole < 0 || !folder_same(s->disk, e->node, last, whole))
            return wrong(s, "a week's folder is half", e->name);
    }
    return true;
}

/* Every folder that stood then stands now. */
static bool folders_there(struct state *s, const struct moment *m)
{
    int then = image_find(m->image, "/out"), out = image_find(s->disk, "/out");
    for (int i = 0; then >= 0 && i < m->image->node[then].entries; i++)
        if (out < 0 ||
            image_look(s->disk, out, m->image->node[then].entry[i].name) < 0)
            return wrong(s, "a week's folder is lost",
                         m->image->node[then].entry[i].name);
    return true;
}

static bool copied_is_there(struct state *s, struct safe *safe)
{
    int64_t copied;
    struct fault why;
    int out = image_find(s->disk, "/out"), folders = 0;
    if (!fact_get(safe->store, "copied:booklet:", 0, &copied, &why))
        return wrong(s, "facts", why.text);
    for (int i = 0; out >= 0 && i < s->disk->node[out].entries; i++)
        folders += !strchr(s->disk->node[out].entry[i].name + 16, '.');
    return folders >= copied ||
           wrong(s, "a booklet counts as copied and is not there", "");
}

static bool balance_holds(struct state *s, struct safe *safe)
{
    struct balance b;
    struct fault why;
    return (balance_get(safe->store, &b, &why) ||
            wrong(s, "balance", why.text)) &&
           (b.delivered == b.waiting + b.released + b.withdrawn + b.expired ||
            wrong(s, "the balance is lost", ""));
}

/* Some codes of the moment that the disk shows. */
static bool codes_do(struct state *s, struct safe *safe, const struct moment *m)
{
    for (int i = 0; i < 3 && m->stories; i++) {
        uint32_t n = i ? dice_below(&s->dice, (uint32_t)m->stories)
                       : (uint32_t)m->stories - 1;
        const struct kept_story *k = &m->story[n];
        uint64_t words =
            words_behind(safe, k->digits, sim.history.teller->talk);
        if (words != (k->gone ? 0 : k->words))
            return wrong(s,
                         k->gone ? "a code that was withdrawn opens"
                                 : "an acknowledged code does not open",
                         "");
    }
    return true;
}

/* What was under way is done again; a week then gives the same folder, and
 * nothing leaves twice. */
static bool goes_on(struct state *s, struct safe *safe, const struct moment *m)
{
    const struct moment *next = moment_at(s->acked + 1);
    static struct moment to;
    static struct office o;
    struct fault why;
    enum step_kind kind = next->step.kind == STEP_WEEK ? STEP_WEEK : STEP_TELL;
    to = *m;
    o = next->office;
    if (!step_run(safe, &o, sim.history.teller, kind, &to, &why))
        return wrong(s, "the work cannot go on", why.text);
    struct balance b = {0};
    bool ok = balance_get(safe->store, &b, &why);
    if (ok && kind == STEP_WEEK && memcmp(&b, &next->balance, sizeof b) != 0)
        return wrong(s, "a week that is run again counts otherwise", "");
    if (kind == STEP_WEEK && !folders_there(s, next))
        return false;
    return (ok || wrong(s, "balance", why.text)) && balance_holds(s, safe) &&
           folders_whole(s);
}

static bool look_inside(struct state *s, struct safe *safe)
{
    const struct moment *found = NULL;
    uint64_t rows = rows_hash(safe);
    if (!rows)
        return wrong(s, "rows cannot be read", "");
    for (int i = s->acked < 0 ? 0 : s->acked; i <= s->acked + 1; i++) {
        const struct moment *m = moment_at(i);
        if (m->rows == rows && conf_as(s, m) && slots_as(s, safe->slots, m))
            found = m;
    }
    if (!found) {
        bool known = false;
        for (int i = 0; i < s->acked; i++)
            known |= moment_at(i)->rows == rows;
        sim.lost += known;
        return known ? wrong(s, "something acknowledged is lost", "")
                     : wrong(s, "something is half", "");
    }
    return balance_holds(s, safe) && copied_is_there(s, safe) &&
           folders_whole(s) &&
           (s->acked < 0 || folders_there(s, moment_at(s->acked))) &&
           (!s->deep || (codes_do(s, safe, found) && goes_on(s, safe, found)));
}

static bool opens(struct state *s, const struct office *o)
{
    struct safe safe;
    struct clock clock;
    struct fault why;
    power_clock(&clock, moment_at(s->acked + 1)->step.day);
    if (!safe_open(&safe, o, &clock, 0, &why))
        return wrong(s, "the safe does not open", why.text);
    bool ok = look_inside(s, &safe);
    safe_close(&safe);
    return ok;
}

/* Before an office was made: none, which can be made, or a whole one. */
static bool look(struct state *s)
{
    struct fault why;
    sim.reopened++;
    calls_power_off();
    calls.image = s->disk;
    if (s->acked < 0 && !office_is_there(OFFICE)) {
        s->anew = true;
        return power_office_init(&why) ||
               wrong(s, "the office cannot be made again", why.text);
    }
    for (int i = s->acked < 0 ? 0 : s->acked; i <= s->acked + 1; i++)
        if (conf_as(s, moment_at(i)))
            return opens(s, &moment_at(i)->office);
    return wrong(s, "the office's files are half", "");
}

/* --- Drawing ----------------------------------------------------------- */

static void report(const struct state *s, int ops, int draw, bool twice)
{
    if (sim.faults++ < TOLD_MOST)
        fprintf(stderr, "seed %llu, at %d, draw %d%s, in step %d: %s\n",
                (unsigned long long)sim.seed, ops, draw,
                twice ? ", lost twice" : "", s->acked + 1, s->what);
}

static int acked_at(int ops)
{
    int i = -1;
    while (i + 1 < sim.history.moments && sim.history.moment[i + 1].ops <= ops)
        i++;
    return i;
}

/* Power is lost again while the first loss is put right. */
static void lose_twice(struct state *s, int ops, int draw)
{
    calls.log = NULL;
    crash_begin(&sim.again, &sim.second, &sim.before, &sim.passing);
    int until = (int)dice_below(&s->dice, (uint32_t)sim.second.ops + 1);
    while (sim.again.done < until)
        crash_step(&sim.again);
    enum fate fate = (enum fate)dice_below(&s->dice, FATES);
    crash_draw(&sim.again, fate, &s->dice, s->disk, &sim.passing);
    s->deep = false;
    if (!look(s))
        report(s, ops, draw, true);
}

static void try_state(int ops, int draw, enum fate fate)
{
    static struct state s;
    s = (struct state){.acked = acked_at(ops), .disk = &sim.drawn};
    s.dice.state = sim.seed * 1000003 + (uint64_t)ops * 8191 + (uint64_t)draw;
    sim.passing.used = 0;
    if (fate == FATES)
        fate = (enum fate)dice_below(&s.dice, FATES);
    crash_draw(&sim.crash, fate, &s.dice, s.disk, &sim.passing);
    bool twice = dice_below(&s.dice, 4) == 0;
    s.deep = !twice && dice_below(&s.dice, 16) == 0;
    sim.second.ops = 0;
    if (twice)
        image_copy(&sim.before, s.disk, &sim.passing);
    calls.log = twice ? &sim.second : NULL;
    sim.states++;
    if (!look(&s))
        report(&s, ops, draw, false);
    else if (twice && !s.anew)
        lose_twice(&s, ops, draw);
    calls.log = NULL;
}

/* Where power goes: after every operation; of a long row of writes to one
 * file now and then, since what hangs is drawn by parts anyway. */
static int list_points(int point[LOG_OPS + 1])
{
    int points = 0, row = 0;
    for (int i = 0; i <= sim.log.ops; i++) {
        const struct op *o = &sim.log.op[i], *was = i ? o - 1 : o;
        bool same = i < sim.log.ops && i && o->kind == OP_WRITE &&
                    was->kind == OP_WRITE && o->node == was->node;
        row = same ? row + 1 : 0;
        if (row < ROW_WHOLE || row % ROW_WHOLE == 0)
            point[points++] = i;
    }
    return points;
}

/* All of what hangs, nothing of it, and then by lot. */
static void try_all(long states, int at, int only)
{
    static int point[LOG_OPS + 1];
    int points = list_points(point), draw = 0, before = -1;
    crash_begin(&sim.crash, &sim.log, &sim.base, &sim.lasting);
    for (long i = 0; i < states; i++) {
        int ops = point[i * points / states];
        draw = ops == before ? draw + 1 : 0;
        before = ops;
        while (sim.crash.done < ops)
            crash_step(&sim.crash);
        if (at >= 0 && (ops != at || draw != only))
            continue;
        bool by_lot = states < 2L * points || draw > 1;
        try_state(ops, draw, by_lot ? FATES : draw ? FATE_NONE : FATE_ALL);
    }
}

static bool record(struct teller *teller, struct fault *why)
{
    sim.lasting.used = sim.log.ops = 0;
    image_make(&sim.base, &sim.lasting);
    image_copy(&sim.drawn, &sim.base, &sim.lasting);
    sim.history.teller = teller;
    sim.history.log = calls.log = &sim.log;
    sim.history.image = calls.image = &sim.drawn;
    sim.history.heap = &sim.lasting;
    sim.history.moments = 0;
    calls_power_off();
    bool ok = history_run(&sim.history, why);
    calls.log = NULL;
    return ok;
}

/* --- Program ----------------------------------------------------------- */

/* Seconds of one core. */
static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The control needs commits that wait for no disk: the checkpoint after each
 * would make them safe all the same. */
static bool no_checkpoints;

int __wrap_sqlite3_wal_checkpoint_v2(sqlite3 *db, const char *name, int mode,
                                     int *log, int *moved);
int __real_sqlite3_wal_checkpoint_v2(sqlite3 *db, const char *name, int mode,
                                     int *log, int *moved);
int __wrap_sqlite3_wal_checkpoint_v2(sqlite3 *db, const char *name, int mode,
                                     int *log, int *moved)
{
    return no_checkpoints
               ? SQLITE_OK
               : __real_sqlite3_wal_checkpoint_v2(db, name, mode, log, moved);
}

/* The checksums of 256 slots are nine tenths of an opening. A page that was
 * read before reads the same. */
bool __wrap_page_to_slot(const uint8_t page[SLOT_SIZE], int i,
                         struct slot *slot);
bool __real_page_to_slot(const uint8_t page[SLOT_SIZE], int i,
                         struct slot *slot);
bool __wrap_page_to_slot(const uint8_t page[SLOT_SIZE], int i,
                         struct slot *slot)
{
    static struct {
        bool read, sound;
        uint8_t page[SLOT_SIZE];
        struct slot slot;
    } seen[SLOTS_AT_FIRST];
    if (i >= SLOTS_AT_FIRST)
        return __real_page_to_slot(page, i, slot);
    if (!seen[i].read || memcmp(seen[i].page, page, SLOT_SIZE) != 0) {
        seen[i].read = true;
        memcpy(seen[i].page, page, SLOT_SIZE);
        seen[i].sound = __real_page_to_slot(page, i, &seen[i].slot);
    }
    *slot = seen[i].slot;
    return seen[i].sound;
}

static bool set_control(const char *what)
{
    static const struct {
        const char *name;
        enum broken broken;
    } all[] = {{"normal", BROKEN_NOTHING},
               {"folders", BROKEN_FOLDERS},
               {"slots", BROKEN_SLOTS},
               {"data", BROKEN_DATA}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        if (strcmp(what, all[i].name) == 0) {
            calls.broken = all[i].broken;
            sim.history.relaxed = no_checkpoints = i == 0;
            return true;
        }
    return false;
}

static bool run(long states, uint64_t seed, int at, int only)
{
    struct teller teller;
    struct fault why = {0};
    char text[40];
    for (long left = states; left > 0; left -= STATES_A_HISTORY, seed++) {
        sim.seed = seed;
        snprintf(text, sizeof text, "power %llu", (unsigned long long)seed);
        power_seed(seed);
        if (!teller_begin(&teller, text, &why) || !record(&teller, &why)) {
            fprintf(stderr, "powersim: seed %llu: %s\n",
                    (unsigned long long)seed, why.text);
            return false;
        }
        enum broken broken = calls.broken;
        bool relaxed = no_checkpoints;
        calls.broken = BROKEN_NOTHING;
        no_checkpoints = false;
        try_all(left < STATES_A_HISTORY ? left : STATES_A_HISTORY, at, only);
        calls.broken = broken;
        no_checkpoints = relaxed;
        teller_end(&teller);
    }
    return true;
}

int main(int count, char **args)
{
    static const struct option options[] = {
        {"states", required_argument, NULL, 'n'},
        {"seed", required_argument, NULL, 's'},
        {"control", required_argument, NULL, 'c'},
        {"at", required_argument, NULL, 'a'},
        {"draw", required_argument, NULL, 'd'},
        {0}};
    long states = 2000;
    uint64_t seed = 1;
    int at = -1, draw = 0;
    for (int c; (c = getopt_long(count, args, "", options, NULL)) != -1;)
        if (c == 'n')
            states = strtol(optarg, NULL, 10);
        else if (c == 's')
            seed = strtoull(optarg, NULL, 10);
        else if (c == 'a')
            at = (int)strtol(optarg, NULL, 10);
        else if (c == 'd')
            draw = (int)strtol(optarg, NULL, 10);
        else if (c != 'c' || !set_control(optarg))
            return 2;
    heap_make(&sim.lasting, (size_t)1 << 30);
    heap_make(&sim.passing, (size_t)1 << 28);
    if (!power_seeds())
        return 2;
    double start = now();
    if (!run(states, seed, at, draw))
        return 2;
    double took = now() - start;
    printf("%ld states, %ld openings, %ld wrong, %ld of them lost; "
           "%d operations, %.0f openings/s of a core\n",
           sim.states, sim.reopened, sim.faults, sim.lost, sim.log.ops,
           (double)sim.reopened / took);
    return sim.faults ? 1 : 0;
}
