/* SPDX-License-Identifier: MPL-2.0 */
/* The staff's Friday: the office's stick, the six words, reading what leaves,
 * writing it, "pull it out now". Danger: what is read here are tellers' words;
 * nothing of it stays on the screen or in memory after staff_forget(). */
#include "screens/inside.h"

enum { LOOK_AGAIN_MS = 1000, WAIT_FIRST_MS = 1000 };

void staff_forget(struct stage *s)
{
    reading_free(s->staff.reading);
    bytes_wipe(&s->staff, sizeof s->staff);
    s->balance = (struct balance){0}; /* asked for again by who comes next */
}

/* --- The keeper's answers ---------------------------------------------- */

static void step_to(struct stage *s, enum staff_step step)
{
    s->staff.step = step;
    s->ui.scroll = 0;
    s->ui.overflow = s->ui.keyboard_open = false;
    s->ui.focus[0] = '\0';
    s->edit_of = (struct place){.screen = SCREENS};
}

static void forget_words(struct stage *s)
{
    bytes_wipe(s->staff.words, sizeof s->staff.words);
    bytes_wipe(&s->edit, sizeof s->edit);
    s->staff.words_len = 0;
}

static void saw_stick(struct stage *s, const struct task *t)
{
    s->staff.looking = false;
    if (s->staff.step != STEP_STICK || s->at.screen != SCREEN_STAFF_WEEK)
        return;
    s->staff.stick = t->friday.stick;
    s->staff.look_at = clock_ms(s->clock) + LOOK_AGAIN_MS;
    if (t->friday.stick == FRIDAY_READY) {
        s->staff.look_at = 0;
        step_to(s, STEP_WORDS);
    }
}

static void take_reading(struct stage *s, struct task *t)
{
    if (!t->reading)
        return;
    reading_free(s->staff.reading);
    s->staff.reading = t->reading;
    t->reading = NULL;
    s->staff.pages = 0;
}

static void opened_week(struct stage *s, struct task *t)
{
    static const enum staff_step step[] = {[FRIDAY_READ] = STEP_READ,
                                           [FRIDAY_NOTHING] = STEP_NOTHING,
                                           [FRIDAY_CLOCK] = STEP_CLOCK,
                                           [FRIDAY_KEPT] = STEP_KEPT,
                                           [FRIDAY_WRITTEN] = STEP_DONE};
    forget_words(s);
    take_reading(s, t);
    s->staff.year = t->friday.year;
    s->staff.week = t->friday.week;
    s->staff.page = s->staff.furthest = 0;
    step_to(s, step[t->friday.end]);
}

static const char *stick_fault(enum friday_stick stick)
{
    static const char *const text[] = {
        [FRIDAY_ABSENT] = "staff-week.pulled",
        [FRIDAY_OTHER] = "staff-week.other-stick",
        [FRIDAY_UNSAFE] = "staff-week.unsafe",
        [FRIDAY_READY] = "fault.stick",
        [FRIDAY_LOCKED] = "staff-week.locked",
        [FRIDAY_FULL] = "staff-week.full",
        [FRIDAY_DISK] = "staff-week.disk",
    };
    return text[stick];
}

static void no_week(struct stage *s, const struct task *t)
{
    if (t->friday.stick != FRIDAY_READY) {
        s->staff.stick = t->friday.stick;
        step_to(s, STEP_STICK);
        return;
    }
    s->fault = t->why.kind == FAULT_KEY    ? "staff-week.wrong"
               : t->why.kind == FAULT_BUSY ? "fault.busy"
                                           : "fault.storage";
    s->pin_at = clock_ms(s->clock) + WAIT_FIRST_MS;
    s->ui.autofocus = true;
}

static void wrote(struct stage *s, struct task *t)
{
    take_reading(s, t);
    if (t->ok && t->friday.end == FRIDAY_READ) {
        s->staff.read_by_another = false;
        step_to(s, STEP_READ);
        s->note = "staff-week.look-again";
    } else if (t->ok) {
        reading_free(s->staff.reading);
        s->staff.reading = NULL;
        opened_week(s, t);
    } else {
        step_to(s, t->friday.end == FRIDAY_KEPT ? STEP_KEPT : STEP_READ);
        s->fault = t->why.kind == FAULT_DISK || t->why.kind == FAULT_INPUT
                       ? stick_fault(t->friday.stick)
                       : "fault.storage";
    }
}

bool staff_took(struct stage *s, struct task *t, bool awaited)
{
    switch (t->kind) {
    case TASK_STICK:
        saw_stick(s, t);
        return true;
    case TASK_WEEK:
        if (awaited && t->ok)
            opened_week(s, t);
        else if (awaited)
            no_week(s, t);
        return true;
    case TASK_WRITE:
        if (awaited)
            wrote(s, t);
        return true;
    default:
        return false;
    }
}

void staff_tick(struct stage *s)
{
    s->staff.look_at = 0;
    struct task *t =
        s->at.screen == SCREEN_STAFF_WEEK ? task_new(TASK_STICK, false) : NULL;
    s->staff.looking = t != NULL;
    if (t)
        keeper_ask(s->keeper, t);
}

/* --- The stick --------------------------------------------------------- */

static void stick_step(struct stage *s)
{
    struct ui *ui = &s->ui;
    if (!s->staff.look_at && !s->staff.looking)
        staff_tick(s);
    enum bar_hit hit = page_begin(s, BAR_BACK);
    page_heading(s, "staff-week.title");
    ui_text(ui, "staff-week.insert", say(s, "staff-week.insert"), NULL,
            TEXT_LARGE);
    ui_gap(ui, 20);
    bool other =
        s->staff.stick == FRIDAY_OTHER || s->staff.stick == FRIDAY_UNSAFE;
    if (other)
        page_text(s, stick_fault(s->staff.stick), TEXT_NOTE);
    page_text(s, "staff-week.by-itself", TEXT_HELP);
    page_end(s);
    if (hit == HIT_BACK) {
        s->staff.look_at = 0;
        go_back(s);
    }
}

/* --- The six words ----------------------------------------------------- */

static void try_words(struct stage *s)
{
    struct task *t = task_new(TASK_WEEK, false);
    if (t)
        snprintf(t->typed, sizeof t->typed, "%.*s", (int)s->staff.words_len,
                 s->staff.words);
    s->ui.keyboard_open = false;
    ask_keeper(s, t);
}

static void forgotten(struct stage *s)
{
    enum bar_hit hit = page_begin(s, BAR_BACK);
    page_heading(s, "staff-week.forgotten");
    page_text(s, "staff-week.forgotten-note", TEXT_BODY);
    page_text(s, "staff-week.forgotten-key", TEXT_BODY);
    ui_gap(&s->ui, 15);
    page_text(s, "staff-week.forgotten-means", TEXT_NOTE);
    page_end(s);
    if (hit == HIT_BACK)
        s->staff.forgot = false;
}

static void words_field(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct staff *f = &s->staff;
    if (s->edit.text != f->words) {
        edit_open(&s->edit, f->words, &f->words_len, sizeof f->words - 1, true);
        ui->autofocus = true;
    }
    ui->masked = !f->words_shown;
    ui_field(ui, "passphrase", say_danish(s, "staff-week.passphrase"), &s->edit,
             "da", false, ui_take(ui, ui_mm(ui, 200)));
    ui_gap(ui, 15);
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    if (ui_toggle(ui, "passphrase-show", say(s, "staff-week.show-words"),
                  0x1F441, rect_part(row, 2, 0, ui_mm(ui, 20)), f->words_shown))
        f->words_shown = !f->words_shown;
    if (ui_button(ui, "passphrase-forgotten", say(s, "staff-week.forgotten"), 0,
                  rect_part(row, 2, 1, ui_mm(ui, 20)), 0))
        f->forgot = true;
}

static void words_step(struct stage *s)
{
    if (s->staff.forgot) {
        forgotten(s);
        return;
    }
    bool off = s->waiting || !s->staff.words_len;
    bool keys = ui_keyboard_height(&s->ui) > 0;
    enum bar_hit hit =
        page_begin(s, BAR_BACK | BAR_NEXT | (off ? BAR_NEXT_OFF : 0));
    page_fault(s);
    if (s->waiting)
        page_text(s, "staff-week.reading", TEXT_NOTE);
    if (!keys)
        page_heading(s, "staff-week.passphrase");
    words_field(s);
    page_end(s);
    if (hit == HIT_BACK && !s->waiting) {
        forget_words(s);
        step_to(s, STEP_STICK);
        go_back(s);
    } else if (hit == HIT_NEXT && s->pin_at > clock_ms(s->clock)) {
        s->fault = "staff-pin.wait";
    } else if (hit == HIT_NEXT) {
        try_words(s);
    }
}

/* --- Writing ----------------------------------------------------------- */

static void write_now(struct stage *s)
{
    struct task *t = task_new(TASK_WRITE, false);
    if (t) {
        t->reading = s->staff.reading;
        t->read_by_another = s->staff.read_by_another;
        s->staff.reading = NULL;
    }
    s->note = NULL;
    step_to(s, STEP_WRITING);
    ask_keeper(s, t);
    if (!t)
        step_to(s, STEP_READ);
}

/* Pages nobody saw are asked about once; a second reader each time. */
static void may_write(struct stage *s)
{
    struct staff *f = &s->staff;
    bool unseen = f->furthest + 1 < f->pages;
    if (unseen && f->step == STEP_READ)
        step_to(s, STEP_UNSEEN);
    else if (*s->office->second_reader && !f->read_by_another)
        step_to(s, STEP_SECOND);
    else
        write_now(s);
}

static void turn_to(struct stage *s, int page)
{
    struct staff *f = &s->staff;
    f->page = page;
    /* Not by a leap: what lies between was not read. */
    f->furthest += page == f->furthest + 1;
    s->ui.scroll = 0;
    s->ui.overflow = false;
    s->fault = s->note = NULL;
}

static int page_of(const struct staff *f, int line)
{
    int page = 0;
    while (page + 1 < f->pages && f->first[page + 1] <= line)
        page++;
    return page;
}

/* The page of the next word that nobody decided about, from the start again
 * after the last; the page that is shown when no other has one. */
static int doubtful_page(const struct staff *f)
{
    const struct reading *r = f->reading;
    int nearest = f->pages, found = f->page;
    for (int i = 0; i < r->doubts && f->pages; i++) {
        int page = page_of(f, r->doubt[i].line);
        int ahead = (page - f->page + f->pages) % f->pages;
        if (r->doubt[i].decision == READING_OPEN && ahead && ahead < nearest) {
            nearest = ahead;
            found = page;
        }
    }
    return found;
}

static void read_step(struct stage *s)
{
    struct staff *f = &s->staff;
    int open = reading_open(f->reading);
    bool last = f->pages && f->page + 1 >= f->pages;
    int doubtful = doubtful_page(f);
    enum bar_hit hit = page_begin(
        s, BAR_BACK | BAR_WRITE | (open ? BAR_WRITE_OFF : 0) |
               (last ? 0 : BAR_NEXT) | (doubtful == f->page ? 0 : BAR_DOUBT));
    if (s->ui.in_view && !veil(s))
        staff_page(s);
    page_end(s);
    if (hit == HIT_NEXT || (hit == HIT_BACK && f->page > 0)) {
        turn_to(s, f->page + (hit == HIT_NEXT ? 1 : -1));
    } else if (hit == HIT_BACK) {
        go_back(s);
    } else if (hit == HIT_DOUBT) {
        turn_to(s, doubtful);
    } else if (hit == HIT_WRITE) {
        may_write(s);
    }
}

static void unseen_step(struct stage *s)
{
    char left[12];
    snprintf(left, sizeof left, "%d", s->staff.pages - s->staff.furthest - 1);
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_WRITE);
    page_heading(s, "staff-week.unseen");
    ui_text(&s->ui, "staff-week.unseen-pages",
            say_with(s, "staff-week.unseen-pages", "n", left, NULL), NULL,
            TEXT_BODY);
    page_text(s, "staff-week.never-back", TEXT_NOTE);
    page_end(s);
    if (hit == HIT_BACK || hit == HIT_NEXT)
        step_to(s, STEP_READ);
    if (hit == HIT_NEXT)
        turn_to(s, s->staff.furthest + 1);
    else if (hit == HIT_WRITE)
        may_write(s);
}

static void second_step(struct stage *s)
{
    page_yes_no(s, "second-yes", "staff-week.second-yes", "second-no",
                "staff-week.second-no");
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_YES_NO);
    page_heading(s, "staff-week.second");
    ui_text(&s->ui, "second-reader", s->office->second_reader, "da",
            TEXT_LARGE);
    ui_gap(&s->ui, 20);
    page_text(s, "staff-week.second-note", TEXT_BODY);
    page_end(s);
    if (hit == HIT_YES) {
        s->staff.read_by_another = true;
        write_now(s);
    } else if (hit == HIT_NO || hit == HIT_BACK) {
        step_to(s, STEP_READ);
    }
}

static void kept_step(struct stage *s)
{
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_WRITE);
    page_told(s);
    page_heading(s, "staff-week.title");
    page_text(s, "staff-week.kept", TEXT_BODY);
    page_end(s);
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit == HIT_WRITE)
        write_now(s);
}

/* --- Ends -------------------------------------------------------------- */

static void nothing_step(struct stage *s)
{
    char week[12];
    snprintf(week, sizeof week, "%d", s->staff.week);
    enum bar_hit hit = page_begin(s, BAR_BACK);
    page_heading(s, "staff-week.title");
    if (s->staff.year)
        ui_text(&s->ui, "staff-week.earliest",
                say_with(s, "staff-week.earliest", "week", week, NULL), NULL,
                TEXT_LARGE);
    else
        page_text(s, "staff-week.nothing", TEXT_LARGE);
    ui_gap(&s->ui, 20);
    page_text(s, "staff-week.why-wait", TEXT_BODY);
    page_end(s);
    if (hit == HIT_BACK)
        leave(s);
}

static void clock_step(struct stage *s)
{
    enum bar_hit hit = page_begin(s, BAR_BACK);
    page_heading(s, "staff-week.title");
    page_text(s, "staff-week.clock", TEXT_LARGE);
    page_end(s);
    if (hit == HIT_BACK)
        leave(s);
}

static void writing_step(struct stage *s)
{
    page_begin(s, BAR_QUIET);
    page_text(s, "staff-week.writing", TEXT_LARGE);
    page_end(s);
}

static void done_step(struct stage *s)
{
    enum bar_hit hit = page_begin(s, BAR_CLOSE);
    ui_gap(&s->ui, 60);
    page_text(s, "staff-week.done", TEXT_LARGE);
    ui_gap(&s->ui, 30);
    page_text(s, "staff-week.done-next", TEXT_BODY);
    page_end(s);
    if (hit == HIT_NEXT)
        leave(s);
}

void screen_staff_week(struct stage *s)
{
    static void (*const step[])(struct stage *) = {
        [STEP_STICK] = stick_step,     [STEP_WORDS] = words_step,
        [STEP_READ] = read_step,       [STEP_UNSEEN] = unseen_step,
        [STEP_SECOND] = second_step,   [STEP_KEPT] = kept_step,
        [STEP_NOTHING] = nothing_step, [STEP_CLOCK] = clock_step,
        [STEP_WRITING] = writing_step, [STEP_DONE] = done_step,
    };
    step[s->staff.step](s);
}
