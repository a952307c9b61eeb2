/* SPDX-License-Identifier: MPL-2.0 */
/* Taking it home: on paper, on the teller's own stick, by telephone. The same
 * choices stand on home and, with a code, behind code-print. */
#include "screens/inside.h"

enum {
    LOOK_AGAIN_MS = 1000, /* for a stick that is being put in */
    SIGN_PAPER = 0x1F5A8,
    SIGN_STICK = 0x1F4BE,
    SIGN_PHONE = 0x1F4F1,
};

/* --- The keeper --------------------------------------------------------- */

void home_forget(struct stage *s)
{
    keeper_free_pictures(s->home.pictures);
    s->home = (struct home){.asked = false};
}

static void ask_way(struct stage *s, enum home_way way)
{
    struct task *t = task_with_talk(s, TASK_HOME);
    s->home.insert = false;
    s->home.look_at = 0;
    s->home.busy = t != NULL;
    if (t)
        t->way = way;
    ask_keeper(s, t);
}

/* Nobody waits for the answer: the screen stays as it is. */
static void ask_whether(struct stage *s, enum home_way way)
{
    struct task *t = task_new(TASK_WAYS, false);
    if (!t)
        return;
    t->way = way;
    keeper_ask(s->keeper, t);
}

void home_tick(struct stage *s)
{
    s->home.look_at = 0;
    ask_whether(s, HOME_STICK);
}

/* Once the stick is in, it is written to. */
static void saw_stick(struct stage *s, bool in)
{
    bool here = s->at.screen == SCREEN_HOME || s->at.screen == SCREEN_CODE_MENU;
    if (!s->home.insert)
        return;
    if (in && here && !s->waiting)
        ask_way(s, HOME_STICK);
    else
        s->home.look_at = clock_ms(s->clock) + LOOK_AGAIN_MS;
}

static void show_codes(struct stage *s, struct task *t)
{
    keeper_free_pictures(s->home.pictures);
    s->home.pictures = t->pictures;
    t->pictures = NULL;
    s->home.scanning = true;
    s->home.code_at = 0;
    s->home.scroll = s->ui.scroll;
    s->ui.scroll = 0;
}

static void went_home(struct stage *s, struct task *t)
{
    static const char *const done[] = {
        [HOME_PAPER] = "home.printed",
        [HOME_STICK] = "home.written",
        [HOME_PHONE] = NULL,
    };
    static const char *const failed[] = {
        [HOME_PAPER] = "home.print-failed",
        [HOME_STICK] = "home.stick-failed",
        [HOME_PHONE] = "fault.storage",
    };
    bool ok = t->ok && t->home_end == HOME_DONE;
    s->home.busy = false;
    s->home.told = (ok ? done : failed)[t->way];
    if (ok && t->way == HOME_PHONE)
        show_codes(s, t);
}

bool home_took(struct stage *s, struct task *t, bool awaited)
{
    if (t->kind == TASK_WAYS && t->way == HOME_PAPER)
        s->home.prints = t->prints;
    else if (t->kind == TASK_WAYS)
        saw_stick(s, t->stick_in);
    else if (t->kind == TASK_HOME && awaited)
        went_home(s, t);
    return t->kind == TASK_WAYS || t->kind == TASK_HOME;
}

/* --- The choices -------------------------------------------------------- */

/* Cards alone make no words for a telephone. */
static bool has_words(const struct talk *t)
{
    for (int i = 0; i < t->answers; i++)
        if (t->answer[i].own.len + t->answer[i].danish.len > 0)
            return true;
    return *t->title != '\0';
}

static bool way_button(struct stage *s, const char *id, const char *text,
                       uint32_t sign, struct rect at)
{
    return ui_button(&s->ui, id, say(s, text), sign, at,
                     LOOK_LEFT | (s->waiting ? LOOK_DISABLED : 0));
}

static void take(struct stage *s, enum home_way way)
{
    s->home.none = false;
    s->home.insert = way == HOME_STICK;
    s->home.told = way == HOME_PAPER   ? "home.printing"
                   : way == HOME_STICK ? "home.insert"
                                       : NULL;
    if (way == HOME_STICK)
        home_tick(s);
    else
        ask_way(s, way);
}

static void way_buttons(struct stage *s)
{
    static const struct {
        const char *id, *text;
        uint32_t sign;
    } ways[] = {
        [HOME_PAPER] = {"home-paper", "home.paper", SIGN_PAPER},
        [HOME_STICK] = {"home-stick", "home.stick", SIGN_STICK},
        [HOME_PHONE] = {"home-qr", "home.qr", SIGN_PHONE},
    };
    bool there[] = {
        [HOME_PAPER] = s->home.prints,
        [HOME_STICK] = true,
        [HOME_PHONE] = has_words(s->talk),
    };
    bool none = s->at.screen == SCREEN_HOME;
    int n = there[0] + there[1] + there[2] + none, at = 0;
    struct rect whole;
    for (int i = HOME_PAPER; i <= HOME_PHONE; i++) {
        if (!there[i])
            continue;
        struct rect place = grid_place(s, at++, n, 850, 200, &whole);
        if (way_button(s, ways[i].id, ways[i].text, ways[i].sign, place))
            take(s, (enum home_way)i);
    }
    if (none &&
        ui_toggle(&s->ui, "home-none", say(s, "home.none"), 0,
                  grid_place(s, at, n, 850, 200, &whole), s->home.none)) {
        s->home.none = !s->home.none;
        s->home.told = NULL;
        s->home.insert = false;
        s->home.look_at = 0;
    }
}

void home_choices(struct stage *s)
{
    if (!s->home.asked) {
        s->home.asked = true;
        ask_whether(s, HOME_PAPER);
    }
    page_text(s, "home.title", TEXT_HEADING);
    page_text(s, "home.hint", TEXT_HELP);
    ui_gap(&s->ui, 15);
    if (s->home.told)
        ui_text(&s->ui, "home-told", say(s, s->home.told), NULL, TEXT_NOTE);
    ui_gap(&s->ui, s->home.told ? 15 : 0);
    way_buttons(s);
}

/* --- The codes to scan -------------------------------------------------- */

struct line {
    const char *id, *text;
    enum text_kind kind;
};
enum { LINES = 3, LEAST_SIDE = 700, LINE_GAP = 30 };

static void code_lines(struct stage *s, struct line line[LINES])
{
    char n[12], all[12];
    int count = s->home.pictures->count;
    snprintf(n, sizeof n, "%d", s->home.code_at + 1);
    snprintf(all, sizeof all, "%d", count);
    line[0] = (struct line){"home.scan", say(s, "home.scan"), TEXT_LARGE};
    line[1] = (struct line){"home.qr-what", say(s, "home.qr-what"), TEXT_BODY};
    line[2] = (struct line){"qr-count", NULL, TEXT_HELP};
    if (count > 1)
        line[2].text = say_with(s, "home.qr-count", "n", n, "all", all, NULL);
}

/* Gives the height; with show, they are there. */
static int put_lines(struct stage *s, const struct line *line, struct rect at,
                     bool show)
{
    struct ui *ui = &s->ui;
    int top = at.y;
    for (int i = 0; i < LINES; i++) {
        if (!line[i].text)
            continue;
        at.h = ui_text_height(ui, line[i].text, NULL, line[i].kind, at.w);
        if (show)
            ui_text_at(ui, line[i].id, line[i].text, NULL, line[i].kind, at);
        at.y += at.h + ui_mm(ui, LINE_GAP);
    }
    return at.y - top;
}

/* Beside the words where there is width, below them where there is height;
 * and where there is neither, as large as the screen, a touch further down. */
static void code_picture(struct stage *s)
{
    struct ui *ui = &s->ui;
    const struct picture *p = &s->home.pictures->picture[s->home.code_at];
    struct line line[LINES];
    struct rect view = ui->view, at = {view.x, ui->y, view.h, view.h};
    struct rect words = {view.x, ui->y, view.w, 0};
    code_lines(s, line);
    bool beside = view.w > view.h * 3 / 2;
    if (beside) {
        words.x += at.w + ui_mm(ui, 40);
        words.w -= at.w + ui_mm(ui, 40);
    }
    int high = put_lines(s, line, words, true);
    if (!beside) {
        int left = view.h - high;
        at.h = left >= ui_mm(ui, LEAST_SIDE) ? left : view.h;
        at.h = at.w = at.h < view.w ? at.h : view.w;
        at.x += (view.w - at.w) / 2;
        at.y += high;
        high += at.h;
    }
    ui_picture(ui, "qr", say(s, "home.qr"), p, at);
    ui->y += high > at.h ? high : at.h;
}

static void step(struct stage *s, int by)
{
    s->home.code_at += by;
    s->home.scanning =
        s->home.code_at >= 0 && s->home.code_at < s->home.pictures->count;
    s->ui.scroll = s->home.scanning ? 0 : s->home.scroll;
}

bool home_scan(struct stage *s, unsigned bar)
{
    if (!s->home.scanning || !s->home.pictures || !s->home.pictures->count)
        return false;
    enum bar_hit hit = page_begin(s, bar | BAR_BACK | BAR_NEXT);
    if (s->ui.in_view && !veil(s))
        code_picture(s);
    page_end(s);
    if (hit == HIT_BACK)
        step(s, -1);
    else if (hit == HIT_NEXT)
        step(s, 1);
    return true;
}
