/* SPDX-License-Identifier: MPL-2.0 */
/* Somebody who touches the tablet at random, for as long as one likes: taps on
 * what is there and beside it, keys, words of every kind, hours that pass,
 * while the keeper delivers and exports as well. After each event the screen
 * must have a way on, no fault may show, and no word of another teller:
 * everybody writes a word of their own, which is looked for.
 *
 *     monkey DIR EVENTS SEED SIZE LAYOUT
 *
 * DIR is a demo office; SIZE draws the display; some frames go to LAYOUT.
 * Ends with a line of figures, or with what was wrong and at which event. */
#include "monkey.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

enum {
    WAY_OUT_EVERY = 1500,
    WAY_OUT_MOST = 3000,
    LAYOUT_EVERY = 97,
    WALK_EVERY = 211,
};

static unsigned below(unsigned limit)
{
    monkey.dice = monkey.dice * 6364136223846793005u + 1442695040888963407u;
    return (unsigned)((monkey.dice >> 33) % limit);
}

static bool one_in(unsigned n)
{
    return below(n) == 0;
}

/* --- Between two events ------------------------------------------------ */

static void describe(void)
{
    stage_describe(&monkey.stage);
    ui_draw(&monkey.stage.ui);
    look_at_frame();
}

/* As after the last page: a new program finds nothing. */
static void begin_anew(void)
{
    struct stage *s = &monkey.stage;
    struct task *t = task_new(TASK_RESUME, true);
    if (s->in_talk)
        wrong("left, and still in a talk");
    look_at_memory();
    s->leave = false;
    next_person();
    if (t)
        keeper_ask(s->keeper, t);
}

static void settle(void)
{
    struct stage *s = &monkey.stage;
    for (int i = 0; i < 2000; i++) {
        stage_tick(s);
        describe();
        if (s->leave)
            begin_anew();
        int64_t due = stage_deadline(s);
        if (keeper_idle(s->keeper) && !(due >= 0 && due <= clock_ms(s->clock)))
            return;
        keeper_wait(s->keeper, 50);
    }
    wrong("never at rest");
}

/* --- Events ------------------------------------------------------------ */

static void did(const char *format, ...) __attribute__((format(printf, 1, 2)));
static void did(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    vsnprintf(monkey.did, sizeof monkey.did, format, args);
    va_end(args);
}

static void tap(const struct node *n)
{
    did("tap %s", n->id);
    stage_tap_node(&monkey.stage, n);
}

static bool tap_id(const char *id)
{
    const struct node *n = ui_find(&monkey.stage.ui, id);
    if (n && n->enabled && n->tappable)
        tap(n);
    return n && n->enabled && n->tappable;
}

static void tap_some(bool keys)
{
    const struct node *n;
    int count = ui_nodes(&monkey.stage.ui, &n);
    for (int tries = 0; count && tries < 40; tries++) {
        const struct node *at = &n[below((unsigned)count)];
        if (at->tappable && at->enabled && (keys || at->role != NODE_KEY)) {
            tap(at);
            return;
        }
    }
}

static void tap_anywhere(void)
{
    int x = (int)below((unsigned)monkey.width),
        y = (int)below((unsigned)monkey.height);
    did("tap %d %d", x, y);
    stage_tap(&monkey.stage, x, y);
}

static const char *const phrases[] = {
    "Min kontaktperson ringede. ",
    "Nu sover min søn igen! ",
    "ساعدني كثيرا. ",
    "\u200f\u202eabc\u202c\u200f",
    "👨‍👩‍👧‍👦🇩🇰",
    "e\u0301\u0301\u0301\u0301\u0301",
    "ក្រុមគ្រួសារ ",
    "\xff\xfe",
    "\xe2\x82",
    "\xed\xa0\x80",
    "\n\n",
    "\t",
    "\u200d\u200b\ufeff",
    "0101701234 ",
    "mette@example.org ",
    "Ring 12 34 56 78. ",
    "\u1019\u103c\u1014\u103a ",
    "a",
    "?",
    ".",
    "\x01\x7f",
};

static void write_words(void)
{
    char words[512], mark[MARK_LETTERS + 1];
    struct stage *s = &monkey.stage;
    if (one_in(4) || is_staffs()) {
        const char *p = phrases[below(sizeof phrases / sizeof *phrases)];
        snprintf(words, sizeof words, "%s", p);
    } else {
        mark_of(monkey.who[0], mark);
        snprintf(words, sizeof words, "Der var %s%s en dag. ", MARK, mark);
    }
    did("type %.3s...", words);
    stage_text(s, plain_of(words));
}

static void press_key(void)
{
    static const enum key_name often[] = {KEYS_TAB, KEYS_BACK_TAB, KEYS_ENTER,
                                          KEYS_SPACE, KEYS_ERASE};
    enum key_name key =
        one_in(2) ? often[below(5)] : (enum key_name)below(KEYS_PAGE_DOWN + 1);
    did("key %d", (int)key);
    stage_key(&monkey.stage, key);
}

static void pass(void)
{
    static const int64_t most[] = {300,     300,      5000,     5000,
                                   5000,    60000,    600000,   2400000,
                                   7200000, 14400000, 172800000};
    int64_t ms = most[below(sizeof most / sizeof *most)];
    ms = 1 + (int64_t)below((unsigned)ms);
    if (one_in(60))
        ms = (int64_t)8 * 24 * 3600 * 1000;
    did("pass %ld ms", (long)ms);
    clock_pass(&monkey.clock, ms);
}

static void type_code(void)
{
    int n = monkey.codes < CODES ? monkey.codes : CODES;
    if (!n || monkey.stage.at.screen != SCREEN_CODE_ENTRY)
        return;
    const struct known_code *c = &monkey.code[below((unsigned)n)];
    did("type a code");
    join(c);
    stage_text(&monkey.stage, plain_of(c->digits));
}

/* Ways that no accident takes, step by step. "~" is half a minute, "*" words,
 * "#" a code, "demo" the six words, "!" whatever stands there. */
static const char *const ways_known[] = {
    "staff pin-0 pin-0 pin-0 pin-0 ~ next ! staff-week demo next next ! ! "
    "week-write ! week-write week-write !",
    "staff pin-0 pin-0 pin-0 pin-0 ~ next staff-reply reply-booklet-1 ! * "
    "reply-section-q5 * reply-did * reply-managed next next back",
    "have-code # next ! code-read next code-continue ! code-print home-qr ! !",
    "have-code # next code-delete code-delete",
    "stop stop-pause ! next next",
    "who-group who-interpreter next start-yes pledge-room pledge-yes "
    "citizen-yes next * next * ! next",
    "who-worker next start-yes * next * next ! next * next worker-yes "
    "worker-text * next ! next"};

static bool step_of(const char *what);

/* The next step of the way that was begun. False: it does not go on here. */
static bool known_way(void)
{
    char what[NODE_ID];
    size_t len = strcspn(monkey.way, " ");
    snprintf(what, sizeof what, "%.*s", (int)len, monkey.way);
    monkey.way += len + strspn(monkey.way + len, " ");
    return step_of(what);
}

static bool step_of(const char *what)
{
    if (strcmp(what, "*") == 0)
        write_words();
    else if (strcmp(what, "#") == 0)
        type_code();
    else if (strcmp(what, "!") == 0)
        tap_some(false);
    else if (strcmp(what, "~") == 0)
        clock_pass(&monkey.clock, 40000);
    else if (strcmp(what, "demo") != 0)
        return tap_id(what);
    else if (monkey.stage.staff.step == STEP_WORDS &&
             !monkey.stage.staff.words_len)
        stage_text(&monkey.stage, plain_of("demo"));
    return true;
}

/* Somebody who knows the way, or the monkey would never see the last pages. */
static void way_on(void)
{
    static const char *const on[] = {
        "start-yes",    "citizen-yes", "pledge-yes",  "more-yes",
        "share-office", "share-whole", "home-none",   "home-qr",
        "home-paper",   "home-stick",  "hide-back",   "unveil",
        "warn-more",    "worker-yes",  "stop-finish", "who-interpreter"};
    if (one_in(3) && tap_id(on[below(sizeof on / sizeof *on)]))
        return;
    if (!(one_in(4) && tap_id("finished")) && !tap_id("next") &&
        !tap_id("finish") && !tap_id("start-yes"))
        tap_some(false);
}

static void resize(void)
{
    struct ui *ui = &monkey.stage.ui;
    did("turn the display");
    ui->width = monkey.height;
    ui->height = monkey.width;
    ui->redraw_all = true;
    describe();
    ui->width = monkey.width;
    ui->height = monkey.height;
    ui->redraw_all = true;
}

static void one_event(void)
{
    unsigned dice = below(100);
    size_t ways = sizeof ways_known / sizeof *ways_known;
    if (!monkey.way && one_in(12))
        monkey.way = ways_known[below((unsigned)ways)];
    else if (monkey.way && !*monkey.way)
        monkey.way = NULL;
    if (monkey.way && !one_in(16))
        monkey.way = known_way() || one_in(2) ? monkey.way : NULL;
    else if (dice < 34)
        way_on();
    else if (dice < 54)
        tap_some(one_in(2));
    else if (dice < 60)
        tap_anywhere();
    else if (dice < 76)
        write_words();
    else if (dice < 93)
        press_key();
    else if (dice < 99)
        pass();
    else
        resize();
}

/* --- Walks ------------------------------------------------------------- */

/* Which of the two scroll buttons can be tapped changes on the way. */
static bool is_scroll(const char *id)
{
    return strncmp(id, "scroll-", 7) == 0 || strcmp(id, "field-up") == 0 ||
           strcmp(id, "field-down") == 0;
}

static int focusable(void)
{
    const struct node *n;
    int count = ui_nodes(&monkey.stage.ui, &n), able = 0;
    for (int i = 0; i < count; i++)
        able += n[i].enabled && n[i].focus && !is_scroll(n[i].id);
    return able;
}

/* By Tab alone: each thing that can be done is reached, once, each in sight,
 * and the walk comes round. */
static void walk(void)
{
    struct ui *ui = &monkey.stage.ui;
    char begin[NODE_ID];
    did("walk by Tab");
    /* The touch keyboard stands in the place of other things. */
    stage_key(&monkey.stage, KEYS_ESCAPE);
    settle();
    int n = focusable(), reached = 0, steps = 0;
    if (!n || n > 120)
        return;
    /* Inside a row there is more to reach than beside it. */
    do {
        stage_key(&monkey.stage, KEYS_TAB);
        describe();
    } while (is_scroll(ui->focus) || ui->row_in[0]);
    n = focusable();
    text_copy(begin, sizeof begin, ui->focus);
    do {
        const struct node *at = ui_find(ui, ui->focus);
        if (!at || !at->enabled || !at->seen)
            wrong("%s has the focus and is not seen", ui->focus);
        reached += !is_scroll(ui->focus);
        stage_key(&monkey.stage, KEYS_TAB);
        describe();
    } while (strcmp(begin, ui->focus) != 0 && ++steps < 2 * n + 8);
    if (reached != n)
        wrong("Tab reaches %d of %d", reached, n);
    monkey.walked++;
}

/* Whatever was done before, some taps lead to welcome, nothing typed. */
static void way_out(void)
{
    static const char *const ways[] = {
        "next",      "back",       "finish",      "stop",       "stop-delete",
        "hide-back", "warn-end",   "warn-more",   "stop-keep",  "skip",
        "start-no",  "citizen-no", "citizen-yes", "pledge-yes", "home-none",
        "worker-no", "more-no",    "finished",    "unveil"};
    struct stage *s = &monkey.stage;
    settle();
    int who = monkey.people;
    for (int i = 0; i < WAY_OUT_MOST; i++) {
        if (monkey.people != who ||
            (s->at.screen == SCREEN_WELCOME && !s->in_talk)) {
            monkey.out++;
            return;
        }
        if (!tap_id(ways[below(sizeof ways / sizeof *ways)]))
            tap_some(false);
        settle();
    }
    wrong("no way out in %d taps", WAY_OUT_MOST);
}

/* Nobody is there any more. */
static void all_leave(void)
{
    did("half a day");
    clock_pass(&monkey.clock, (int64_t)12 * 3600 * 1000);
    settle();
    clock_pass(&monkey.clock, (int64_t)12 * 3600 * 1000);
    settle();
    if (monkey.stage.at.screen != SCREEN_WELCOME || monkey.stage.in_talk)
        wrong("half a day later it is not welcome");
    monkey.out++;
}

static void write_layout(void)
{
    struct buf line = {.max = 16u << 20};
    if (ui_dump(&monkey.stage.ui, &line))
        fwrite(line.at, 1, line.len, monkey.layout);
    buf_wipe(&line);
}

static void play(long events)
{
    int was = SCREEN_WELCOME;
    settle();
    for (monkey.event = 1; monkey.event <= events; monkey.event++) {
        one_event();
        /* Some come while the keeper still works. */
        if (!one_in(4))
            settle();
        else
            describe();
        if (monkey.stage.leave)
            begin_anew();
        int is = monkey.stage.at.screen;
        monkey.delivered += was == SCREEN_HOME && is == SCREEN_THANKS;
        monkey.written += monkey.stage.staff.step == STEP_DONE &&
                          strncmp(monkey.did, "tap week-write", 14) == 0;
        was = is;
        if (monkey.event % LAYOUT_EVERY == 0)
            write_layout();
        if (monkey.event % WALK_EVERY == 0)
            walk();
        if (monkey.event % (2 * WAY_OUT_EVERY) == 0)
            all_leave();
        else if (monkey.event % WAY_OUT_EVERY == 0)
            way_out();
    }
}

int main(int argc, char **argv)
{
    struct fault why = {0};
    if (argc != 6) {
        fputs("usage: monkey DIR EVENTS SEED SIZE LAYOUT\n", stderr);
        return 2;
    }
    monkey.dice = strtoull(argv[3], NULL, 10) * 2654435761u + 1;
    setvbuf(stdout, NULL, _IOLBF, 0);
    if (!(monkey.layout = fopen(argv[5], "we")) ||
        !rooms_open(argv[1], (int)strtol(argv[4], NULL, 10), &why)) {
        fprintf(stderr, "monkey: %s\n", why.text);
        return 2;
    }
    next_person();
    play(strtol(argv[2], NULL, 10));
    int screens = 0;
    for (int i = 0; i < SCREENS; i++)
        screens += monkey.seen[i] > 0;
    printf("%ld events, %d screens, %d people, %ld delivered, %ld booklets, "
           "%ld walks by Tab, %ld ways out, until @%ld\n",
           monkey.event - 1, screens, monkey.people, monkey.delivered,
           monkey.written, monkey.walked, monkey.out,
           (long)clock_utc(&monkey.clock));
    for (int i = 0; i < SCREENS; i++)
        fprintf(stderr, "%s %ld\n", screen_name((enum screen_id)i),
                monkey.seen[i]);
    rooms_close();
    return fclose(monkey.layout) == 0 ? 0 : 1;
}
