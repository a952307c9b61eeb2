/* SPDX-License-Identifier: MPL-2.0 */
/* Staff answer a booklet on the tablet: which booklet, which part of it, what
 * was heard, what was done. The keeper is as strict with it as indefra-desk
 * is: everybody reads it. */
#include "screens/inside.h"

enum { BOOKLETS = 6 };

static void start_again(struct stage *s)
{
    struct staff *f = &s->staff;
    bytes_wipe(f->heard, sizeof f->heard);
    bytes_wipe(f->did, sizeof f->did);
    f->heard_len = f->did_len = 0;
    f->about = 0;
    f->section[0] = '\0';
    f->chosen = f->not_managed = f->saved = f->asks_name = false;
    s->edit = s->edit_danish = (struct edit){0};
    s->ui.keyboard_open = false;
    s->ui.overflow = false;
    s->ui.scroll = 0;
}

/* --- Which booklet, and what of it ------------------------------------- */

static const char *booklet_name(struct stage *s, int number)
{
    char text[12];
    snprintf(text, sizeof text, "%d", number);
    return say_with(s, "booklet.title", "number", text, NULL);
}

static void choose_booklet(struct stage *s)
{
    struct ui *ui = &s->ui;
    int latest = s->staff.booklet;
    int n = latest < BOOKLETS ? latest : BOOKLETS;
    struct rect grid = {0};
    page_heading(s, "staff-reply.booklet");
    ui_gap(ui, 10);
    for (int i = 0; i < n; i++)
        if (ui_button(ui, ui_id(ui, "reply-booklet-%d", latest - i),
                      booklet_name(s, latest - i), 0,
                      grid_place(s, i, n, 500, 220, &grid), 0))
            s->staff.about = latest - i;
}

static void choose_section(struct stage *s)
{
    static const struct {
        const char *id, *text;
    } other[] = {{"stories", "booklet.stories"},
                 {"part", "booklet.part"},
                 {"workers", "booklet.workers"}};
    enum { OTHERS = sizeof other / sizeof *other };
    struct ui *ui = &s->ui;
    const struct guide *g = s->guide;
    int n = g->questions + OTHERS;
    struct rect grid = {0};
    page_heading(s, "staff-reply.section");
    ui_gap(ui, 10);
    for (int i = 0; i < n; i++) {
        bool asked = i < g->questions;
        const char *id = asked ? g->question[i].id : other[i - g->questions].id;
        const char *text = asked ? say_guide(s, ui_id(ui, "%s.title", id),
                                             g->question[i].title)
                                 : say(s, other[i - g->questions].text);
        if (ui_button(ui, ui_id(ui, "reply-section-%s", id), text, 0,
                      grid_place(s, i, n, 600, 220, &grid), 0)) {
            text_copy(s->staff.section, sizeof s->staff.section, id);
            s->staff.chosen = ui->autofocus = true;
            ui->overflow = false;
            ui->scroll = 0;
        }
    }
}

/* --- The form ---------------------------------------------------------- */

static void open_fields(struct stage *s)
{
    struct staff *f = &s->staff;
    if (s->edit.text == f->heard)
        return;
    edit_open(&s->edit, f->heard, &f->heard_len, sizeof f->heard, false);
    edit_open(&s->edit_danish, f->did, &f->did_len, sizeof f->did, false);
}

static void heard_field(struct stage *s, int high)
{
    ui_field(&s->ui, "reply-heard", say_danish(s, "staff-reply.heard-label"),
             &s->edit, "da", false, ui_take(&s->ui, high));
}

static const char *did_label(const struct stage *s)
{
    return s->staff.not_managed ? "staff-reply.not-label"
                                : "staff-reply.did-label";
}

static void did_field(struct stage *s, int high)
{
    ui_field(&s->ui, "reply-did", say_danish(s, did_label(s)), &s->edit_danish,
             "da", false, ui_take(&s->ui, high));
}

static void managed_toggles(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct staff *f = &s->staff;
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    int gap = ui_mm(ui, 20);
    if (ui_toggle(ui, "reply-managed", say(s, "staff-reply.managed"), 0,
                  rect_part(row, 2, 0, gap), !f->not_managed))
        f->not_managed = false;
    if (ui_toggle(ui, "reply-not-managed", say(s, "staff-reply.not-managed"), 0,
                  rect_part(row, 2, 1, gap), f->not_managed))
        f->not_managed = true;
}

/* Half of what is left above the keys, so that no line is cut in two. */
static int half_left(struct ui *ui, int least)
{
    int edges = ui_mm(ui, 25);
    int half = (ui_left(ui) - ui_mm(ui, 10)) / 2;
    int line = ui_text_height(ui, "x", "da", TEXT_BODY, ui->view.w);
    int high = line > 0 ? (half - edges) / line * line + edges : least;
    return high > least ? high : least;
}

static void form(struct stage *s)
{
    struct ui *ui = &s->ui;
    bool keys = ui_keyboard_height(ui) > 0;
    int high = ui_mm(ui, 200);
    open_fields(s);
    page_fault(s);
    if (s->waiting)
        page_text(s, "fault.wait", TEXT_NOTE);
    if (keys) {
        /* What is written in stands first; there is room for little more. */
        bool did = ui_is_written(ui, "reply-did");
        page_text(s, did ? did_label(s) : "staff-reply.heard-label",
                  TEXT_SMALL);
        int each = half_left(ui, high);
        (did ? did_field : heard_field)(s, each);
        ui_gap(ui, 10);
        (did ? heard_field : did_field)(s, each);
        return;
    }
    page_text(s, "staff-reply.public", TEXT_SMALL);
    page_text(s, "staff-reply.heard-label", TEXT_SMALL);
    heard_field(s, high);
    ui_gap(ui, 15);
    managed_toggles(s);
    page_text(s, did_label(s), TEXT_SMALL);
    did_field(s, high);
}

/* What was written, also while no field is open. */
static struct plain heard_words(const struct stage *s)
{
    return plain_trim((struct plain){s->staff.heard, s->staff.heard_len});
}

static struct plain did_words(const struct stage *s)
{
    return plain_trim((struct plain){s->staff.did, s->staff.did_len});
}

static void save(struct stage *s)
{
    struct staff *f = &s->staff;
    struct task *t = task_new(TASK_REPLY, false);
    struct reply reply = {.booklet = f->about,
                          .managed = !f->not_managed,
                          .heard = heard_words(s),
                          .did = did_words(s)};
    text_copy(reply.section, sizeof reply.section, f->section);
    if (t)
        reply_write(&t->reply, &reply);
    s->ui.keyboard_open = false;
    ask_keeper(s, t);
}

/* Everybody reads it and nobody can take it back. */
static void ask_name(struct stage *s, const char *names)
{
    struct ui *ui = &s->ui;
    page_yes_no(s, "reply-name-yes", "staff-reply.name-yes", "reply-name-no",
                "staff-reply.name-no");
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_YES_NO);
    page_heading(s, "staff-reply.name");
    ui_text(ui, "reply-name", names, "da", TEXT_LARGE);
    ui_gap(ui, 20);
    page_text(s, "staff-reply.public", TEXT_BODY);
    page_end(s);
    if (hit != HIT_NONE) {
        s->staff.asks_name = false;
        ui->overflow = false;
        ui->scroll = 0;
    }
    if (hit == HIT_YES)
        save(s);
}

/* All words that may be names; of the frame. */
static const char *names_in_it(struct stage *s)
{
    struct buf names = {.max = CEIL_ANSWER};
    reply_names(s->redactor, heard_words(s), &names);
    reply_names(s->redactor, did_words(s), &names);
    const char *text = arena_text(&s->ui.arena[s->ui.now], buf_words(&names));
    buf_wipe(&names);
    return text;
}

static void may_save(struct stage *s)
{
    if (!redactor_now(s))
        return;
    s->staff.asks_name = *names_in_it(s);
    s->ui.keyboard_open = s->ui.overflow = false;
    s->ui.scroll = 0;
    if (!s->staff.asks_name)
        save(s);
}

static bool is_written(const struct stage *s)
{
    return s->staff.chosen && heard_words(s).len && did_words(s).len;
}

static void back(struct stage *s)
{
    struct staff *f = &s->staff;
    if (f->chosen)
        f->chosen = false;
    else if (f->about)
        f->about = 0;
    else
        go_back(s);
    s->ui.overflow = s->ui.keyboard_open = false;
    s->fault = NULL;
}

static void saved(struct stage *s)
{
    enum bar_hit hit = page_begin(s, BAR_CLOSE);
    ui_gap(&s->ui, 60);
    page_text(s, "staff-reply.saved", TEXT_LARGE);
    ui_gap(&s->ui, 20);
    page_text(s, "staff-reply.where", TEXT_BODY);
    page_end(s);
    if (hit == HIT_NEXT) {
        start_again(s);
        go_back(s);
    }
}

void screen_staff_reply(struct stage *s)
{
    struct staff *f = &s->staff;
    if (f->saved) {
        saved(s);
        return;
    }
    if (f->asks_name) {
        ask_name(s, names_in_it(s));
        return;
    }
    bool may = is_written(s) && !s->waiting;
    enum bar_hit hit = page_begin(s, BAR_BACK | (f->chosen ? BAR_SAVE : 0) |
                                         (may ? 0 : BAR_NEXT_OFF));
    if (!f->booklet) {
        page_heading(s, "staff-reply.title");
        page_text(s, "staff-reply.none", TEXT_BODY);
    } else if (!f->about) {
        choose_booklet(s);
    } else if (!f->chosen) {
        choose_section(s);
    } else {
        form(s);
    }
    page_end(s);
    if (hit == HIT_BACK)
        back(s);
    else if (hit == HIT_NEXT)
        may_save(s);
}
