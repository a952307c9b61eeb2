/* SPDX-License-Identifier: MPL-2.0 */
/* Random histories of offices, week after week, against what the papers
 * promise. Each history is its seed:
 *   histories releases COUNT SEED   differences and the balance
 *   histories replay SEED           one of them, told step by step
 *   histories pace COUNT SEED       how long sentences wait
 * Says its figures on one line; exit 1 with the seed of what was wrong. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "anonymise/release.h"
#include "table.h"

enum { FIRST_DAY = 20600 /* 2026-05-27 */, WEEKS = 52, COURSES = 2 };

static struct house house;
static bool tell;

/* --- Drawing (splitmix64): the seed alone decides ---------------------- */

static uint64_t dice;

static uint32_t below(uint32_t limit)
{
    uint64_t z = dice += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ z >> 31) >> 32) * limit >> 32);
}

static bool percent(uint32_t n)
{
    return below(100) < n;
}

/* --- An office --------------------------------------------------------- */

struct habits {
    int weeks, rate;    /* stories a week, on average */
    uint32_t courses;   /* per cent of tellers in a course */
    uint32_t by_course; /* per cent of weeks with a course's own booklet */
    uint32_t withdraws; /* per cent of tellers */
    uint32_t jumps;     /* per cent of weeks in which the clock jumps */
    uint32_t skips;     /* per cent of weeks without a booklet */
    uint32_t groups;    /* per cent of tellers that are five */
    uint32_t foreign;   /* per cent neither Danish nor rendered */
    uint32_t rendered;  /* per cent not Danish, rendered in the talk */
    uint32_t council;   /* per cent who say yes to the council */
    uint32_t quarterly; /* per cent of weeks with a try at its edition */
    uint32_t later;     /* per cent who say yes to a later rendering */
    uint32_t tables;    /* per cent of weeks in which a table goes out */
    uint32_t away;      /* weeks until it is back, at most */
    uint32_t filled;    /* per cent of its rows that are then filled in */
    uint32_t disturbed; /* per cent of weeks run twice, pulled out, ... */
};

static struct habits draw_habits(void)
{
    static const int rates[] = {8, 8, 3, 3, 2, 5};
    return (struct habits){.weeks = WEEKS,
                           .rate = rates[below(6)],
                           .courses = below(3) * 35,
                           .by_course = below(3) * 40,
                           .withdraws = below(4) * 8,
                           .jumps = below(3) * 4,
                           .skips = below(3) * 10,
                           .groups = below(3) * 4,
                           .foreign = below(3) * 12,
                           .rendered = below(3) * 15,
                           .council = below(3) * 45,
                           .quarterly = below(4) * 8,
                           .later = below(3) * 45,
                           .tables = below(3) * 35,
                           .away = 1 + below(6),
                           .filled = 60 + below(5) * 10,
                           .disturbed = below(3) * 20};
}

/* Distinct cards, the first ones likelier, as in real life. */
static int draw_cards(uint8_t *to, int most, int cards)
{
    int n = (int)below((uint32_t)most + 1), count = 0;
    for (int i = 0; i < n; i++) {
        uint8_t card = (uint8_t)below(1 + below((uint32_t)cards));
        bool twice = false;
        for (int k = 0; k < count; k++)
            twice |= to[k] == card;
        if (!twice)
            to[count++] = card;
    }
    return count;
}

static uint32_t draw_share(const struct habits *o)
{
    return (uint32_t)SHARE_OFFICE | (percent(30) ? SHARE_WHOLE : 0) |
           (percent(o->council) ? SHARE_COUNCIL : 0) |
           (percent(o->later) ? SHARE_RENDERING : 0);
}

static void draw_teller(const struct habits *o, struct teller *t)
{
    static const uint8_t answered[HOUSE_QUESTIONS] = {80, 35, 35, 75,
                                                      65, 70, 30, 80};
    for (int i = 0; i < VAULT_ID; i++)
        t->id[i] = (uint8_t)below(256);
    t->share = percent(10) ? 0 : draw_share(o);
    t->course = percent(o->courses) ? (int)below(COURSES) : -1;
    t->five = percent(o->groups);
    t->worker = percent(15);
    t->reply = percent(20);
    uint32_t told = below(100);
    t->told = told < o->foreign                 ? TOLD_FOREIGN
              : told < o->foreign + o->rendered ? TOLD_RENDERED
                                                : TOLD_DANISH;
    for (int q = 0; q < HOUSE_QUESTIONS; q++) {
        t->sentences[q] = percent(answered[q]) ? (uint8_t)(1 + below(3)) : 0;
        t->in_talk[q] = percent(15);
    }
    t->links = draw_cards(t->link, HOUSE_LINKS, 10);
    for (int i = 0; i < t->links; i++)
        t->direction[i] = (uint8_t)(1 + below(1 + below(4)));
    t->themes = draw_cards(t->theme, HOUSE_THEMES, 11);
}

static bool must(bool ok, const struct fault *why)
{
    static char said[200];
    if (!ok && !house.wrong) {
        snprintf(said, sizeof said, "%s", why->text);
        house.wrong = said;
    }
    return ok;
}

static void say(const char *what, int week, long n)
{
    if (tell)
        printf("week %d: %s %ld\n", week, what, n);
}

static void tellers_come(const struct habits *o, int week)
{
    struct fault why = {0};
    int come = 0;
    for (int i = 0; i < 2 * o->rate; i++)
        come += percent(50);
    for (int i = 0; i < come && house.tellers < SEEING_TELLERS; i++) {
        draw_teller(o, &house.teller[house.tellers]);
        if (!must(house_deliver(&house, &why), &why))
            return;
    }
    say("delivered", week, come);
}

/* At once, while waiting, and after some of it left. */
static void some_withdraw(const struct habits *o, int week)
{
    struct fault why = {0};
    for (int i = 0; i < house.tellers; i++) {
        int age = house.tellers - i;
        if (house.teller[i].gone || age > 16 * o->rate ||
            below(1600) >= o->withdraws)
            continue;
        say("withdraws: teller", week, i);
        must(house_withdraw(&house, i, &why), &why);
    }
}

/* --- The clock --------------------------------------------------------- */

static int64_t skew; /* days that the tablet's clock is wrong by */

static void clock_ticks(const struct habits *o, int week)
{
    struct fault why = {0};
    house_set_day(&house, FIRST_DAY + 7 * week + skew);
    if (percent(o->jumps)) {
        static const int jumps[] = {7, 14, 21, 70, 420, -7, -14, -35, -400};
        skew += jumps[below(9)];
        house_set_day(&house, FIRST_DAY + 7 * week + skew);
        say("the clock jumps; days wrong now", week, (long)skew);
    }
    if (safe_clock_sound(&house.safe, &why) || percent(50))
        return;
    if (percent(70))
        skew = 0;
    house_set_day(&house, FIRST_DAY + 7 * week + skew);
    must(safe_clock_confirm(&house.safe, &why), &why);
    say("clock confirmed; days wrong", week, (long)skew);
}

/* --- Friday ------------------------------------------------------------ */

static void run_week(struct asked asked, int week)
{
    struct fault why = {0};
    enum week_end end;
    bool sound = safe_clock_sound(&house.safe, &why);
    bool pulled = house.copy_fails;
    int before = house.seeing.releases;
    why = (struct fault){0};
    bool ok = house_week(&house, asked, &end, &why);
    if (!sound && (ok || house.seeing.releases > before))
        house.wrong = "something was released while the clock was not sound";
    else if (sound && !ok && (!pulled || house.copy_fails))
        must(false, &why);
    house.copy_fails = false;
    say(asked.preview   ? "preview; releases so far"
        : asked.council ? "council's edition; releases so far"
                        : "week run; releases so far",
        week, house.seeing.releases);
}

/* One edition, with what goes wrong. */
static void run_edition(const struct habits *o, bool council, int week)
{
    int course = percent(o->by_course) ? (int)below(COURSES) : -1;
    struct asked asked = {.council = council, .course = course}, look = asked;
    look.preview = true;
    if (percent(o->disturbed))
        run_week(look, week);
    house.copy_fails = percent(o->disturbed);
    run_week(asked, week);
    if (percent(o->disturbed))
        run_week(asked, week);
    asked.course = (int)below(COURSES + 1) - 1;
    if (percent(o->by_course / 2))
        run_week(asked, week);
}

/* In either order. */
static void friday(const struct habits *o, int week)
{
    bool team = !percent(o->skips), council = percent(o->quarterly),
         council_first = percent(50);
    if (council && council_first)
        run_edition(o, true, week);
    if (team)
        run_edition(o, false, week);
    if (council && !council_first)
        run_edition(o, true, week);
}

/* --- Renderings made afterwards ----------------------------------------- */

/* Tables that are with somebody who renders them; back: in which week, 0:
 * none. Several may be out, with the same sentences. */
static struct {
    int back;
    struct table table;
} out[3];

static void table_back(const struct habits *o, int i, int week)
{
    struct fault why = {0};
    struct table *t = &out[i].table;
    for (int r = 0; r < t->rows; r++)
        t->row[r].filled = percent(o->filled);
    must(table_bring_back(&house, t, &why), &why);
    if (percent(o->disturbed)) /* the same table again */
        must(table_bring_back(&house, t, &why), &why);
    out[i].back = 0;
    say("a table is back; rows", week, t->rows);
}

static void translations(const struct habits *o, int week)
{
    struct fault why = {0};
    for (int i = 0; i < 3; i++)
        if (out[i].back && out[i].back <= week)
            table_back(o, i, week);
    if (!percent(o->tables))
        return;
    for (int i = 0; i < 3; i++)
        if (!out[i].back) {
            must(table_take_out(&house, &out[i].table, &why), &why);
            out[i].back = week + 1 + (int)below(o->away);
            say("a table goes out; rows", week, out[i].table.rows);
            return;
        }
}

static bool play(uint64_t seed, const struct habits *fixed)
{
    struct fault why = {0};
    dice = seed;
    skew = 0;
    for (int i = 0; i < 3; i++)
        out[i].back = 0;
    struct habits o = fixed ? *fixed : draw_habits();
    if (!must(house_open(&house, &why), &why))
        return false;
    for (int week = 0; week < o.weeks && !house.wrong; week++) {
        clock_ticks(&o, week);
        must(house_tidy(&house, &why), &why);
        tellers_come(&o, week);
        some_withdraw(&o, week);
        translations(&o, week);
        friday(&o, week);
        house_balance(&house);
    }
    if (!house.wrong)
        house.wrong = seeing_compare(&house.seeing);
    house_shut(&house);
    return !house.wrong;
}

/* --- What is asked ----------------------------------------------------- */

struct figures {
    long pairs, releases, councils, tellers, differences, late;
    int smallest;
};

static void add_figures(struct figures *f)
{
    const struct seeing *s = &house.seeing;
    f->pairs += s->pairs;
    f->differences += s->differences;
    f->releases += s->releases;
    f->tellers += house.tellers;
    for (int i = 0; i < s->releases; i++)
        f->councils += s->release[i].council;
    for (int i = 0; i < house.tellers; i++)
        f->late += __builtin_popcountll(
            s->late.of[i] & (s->before[0].of[i] | s->before[1].of[i]));
    if (s->smallest < f->smallest)
        f->smallest = s->smallest;
}

static int releases(long count, uint64_t seed)
{
    struct figures f = {.smallest = SEEING_TELLERS * SEEING_LEAST};
    for (long i = 0; i < count; i++) {
        if (!play(seed + (uint64_t)i, NULL)) {
            printf("history %llu: %s\n", (unsigned long long)seed + i,
                   house.wrong);
            return 1;
        }
        add_figures(&f);
    }
    printf("%ld histories, %ld stories, %ld releases (%ld the council's), %ld "
           "sentences rendered afterwards, %ld pairs, %ld differences, "
           "smallest %d\n",
           count, f.tellers, f.releases, f.councils, f.late, f.pairs,
           f.differences, f.smallest);
    return 0;
}

/* Sentences in Danish, rendered in the talk, afterwards: told, out, and the
 * weeks until then. */
enum { WAIT_DANISH, WAIT_RENDERED, WAIT_LATE, WAIT_KINDS };
struct waits {
    long told, in_time, left[WAIT_KINDS], weeks[WAIT_KINDS];
    long without; /* in no Danish, and no yes to a rendering */
};

static void add_answer(struct waits *w, const struct teller *t, int q)
{
    enum { IN_TIME = 13 };
    int n = t->sentences[q], kind = t->told == TOLD_DANISH ? WAIT_DANISH
                                    : t->told == TOLD_RENDERED || t->in_talk[q]
                                        ? WAIT_RENDERED
                                        : WAIT_LATE;
    if (kind == WAIT_LATE && !(t->share & SHARE_RENDERING)) {
        w->without += n;
        return;
    }
    w->told += n;
    if (!n || !t->said[q])
        return;
    w->in_time += t->weeks[q] <= IN_TIME ? n : 0;
    w->left[kind] += n;
    w->weeks[kind] += (long)n * t->weeks[q];
}

static void add_waits(struct waits *w, int last)
{
    for (int i = 0; i < house.tellers; i++) {
        const struct teller *t = &house.teller[i];
        if (t->gone || !t->share || t->week > last - 26)
            continue;
        for (int q = 0; q < HOUSE_QUESTIONS; q++)
            add_answer(w, t, q);
    }
}

static double mean_weeks(const struct waits *w, int kind)
{
    return (double)w->weeks[kind] / (double)(w->left[kind] + !w->left[kind]);
}

/* Undisturbed offices: per cent out in 13 weeks; mean weeks of Danish
 * sentences, rendered ones, those rendered afterwards (each week a table, back
 * in the next); per cent of all that nobody may render. */
static int pace(long count, uint64_t seed, int rate)
{
    const struct habits calm = {.weeks = WEEKS,
                                .rate = rate,
                                .withdraws = 2,
                                .skips = 5,
                                .foreign = 15,
                                .rendered = 30,
                                .council = 50,
                                .quarterly = 8,
                                .later = 70,
                                .tables = 100,
                                .away = 1,
                                .filled = 100};
    struct waits w = {0};
    for (long i = 0; i < count; i++) {
        if (!play(seed + (uint64_t)i, &calm)) {
            printf("history %llu: %s\n", (unsigned long long)seed + i,
                   house.wrong);
            return 1;
        }
        add_waits(&w, week_of_day(FIRST_DAY + 7 * (WEEKS - 1)));
    }
    printf("%.2f %.2f %.2f %.2f %.2f\n",
           100.0 * (double)w.in_time / (double)w.told,
           mean_weeks(&w, WAIT_DANISH), mean_weeks(&w, WAIT_RENDERED),
           mean_weeks(&w, WAIT_LATE),
           100.0 * (double)w.without / (double)(w.without + w.told));
    return 0;
}

static int usage(void)
{
    fputs("usage: histories releases COUNT SEED | replay SEED | pace COUNT "
          "SEED RATE\n",
          stderr);
    return 2;
}

int main(int argc, char **argv)
{
    char folder[] = "/dev/shm/indefra-releases.XXXXXX";
    struct fault why = {0};
    long n[3] = {0};
    for (int i = 2; i < argc && i < 5; i++)
        if (!number_parse(argv[i], 0, LONG_MAX, &n[i - 2]))
            return usage();
    if (argc < 3 || !mkdtemp(folder))
        return usage();
    int status = 2;
    if (!house_begin("data/guides/standard/guide.json", folder, &why)) {
        fprintf(stderr, "%s\n", why.text);
    } else if (argc == 4 && strcmp(argv[1], "releases") == 0) {
        status = releases(n[0], (uint64_t)n[1]);
    } else if (argc == 3 && strcmp(argv[1], "replay") == 0) {
        tell = true;
        status = releases(1, (uint64_t)n[0]);
    } else if (argc == 5 && strcmp(argv[1], "pace") == 0) {
        status = pace(n[0], (uint64_t)n[1], (int)n[2]);
    } else {
        status = usage();
    }
    rmdir(folder);
    return status;
}
