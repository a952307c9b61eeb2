/* SPDX-License-Identifier: MPL-2.0 */
/* Beside the journey: hide, talk to someone, time runs out, pause, replies. */
#include "screens/inside.h"

void screen_hidden(struct stage *s)
{
    struct ui *ui = &s->ui;
    /* Nothing of the talk: a calm page that could be anybody's. */
    page_banner(s);
    struct rect view = {ui_mm(ui, 200), ui->height / 3,
                        ui->width - 2 * ui_mm(ui, 200), ui->height / 2};
    ui_view_begin(ui, view);
    page_text(s, "hide.calm", TEXT_HELP);
    ui_gap(ui, 40);
    bool back = ui_button(ui, "hide-back", say(s, "hide.back"), 0,
                          ui_take(ui, ui_mm(ui, 240)), 0);
    ui_view_end(ui);
    if (back) {
        return_from(s);
        s->veiled = s->in_talk || s->at.screen == SCREEN_CODE_MENU ||
                    s->at.screen == SCREEN_STAFF_WEEK;
    }
}

void screen_help_now(struct stage *s)
{
    struct ui *ui = &s->ui;
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_QUIET);
    ui_text(ui, "help-now.title", say(s, "help-now.title"), NULL, TEXT_LARGE);
    ui_gap(ui, 20);
    page_text(s, "help-now.here", TEXT_BODY);
    /* The office's own words: where to go, whom to call. */
    if (*s->office->help_now)
        ui_text(ui, "help-now-office", s->office->help_now, "da", TEXT_NOTE);
    ui_gap(ui, 15);
    page_text(s, "help-now.danger", TEXT_BODY);
    ui_gap(ui, 15);
    page_text(s, "help-now.nobody-reads", TEXT_HELP);
    page_end(s);
    if (hit == HIT_BACK)
        return_from(s);
}

void screen_warn(struct stage *s)
{
    struct ui *ui = &s->ui;
    page_begin(s, BAR_QUIET);
    ui_text(ui, "warn.title", say(s, "warn.title"), NULL, TEXT_LARGE);
    page_text(s, "warn.hint", TEXT_BODY);
    ui_gap(ui, 40);
    bool more = ui_button(ui, "warn-more", say(s, "warn.more"), 0,
                          ui_take(ui, ui_mm(ui, 300)), LOOK_MAIN);
    ui_gap(ui, 30);
    bool end = ui_button(ui, "warn-end", say(s, "warn.end"), 0,
                         ui_take(ui, ui_mm(ui, 220)), 0);
    page_end(s);
    if (more)
        return_from(s);
    if (end) {
        while (s->asides)
            return_from(s);
        s->veiled = false;
        s->stopping = true;
    }
}

void screen_blank(struct stage *s)
{
    struct ui *ui = &s->ui;
    /* The whole screen is one place to touch; the touch only wakes. */
    struct rect all = {0, 0, ui->width, ui->height};
    struct node *n =
        ui_node(ui, "wake", NODE_BUTTON, say(s, "blank.touch"), all);
    if (n) {
        n->filled = true;
        n->bg = INK;
        n->fg = PAPER;
        struct layout_style style = {.lang = s->lang,
                                     .rtl = s->rtl,
                                     .centred = true,
                                     .width = all.w,
                                     .size = ui_size(ui)};
        n->text = layouts_get(ui->layouts, plain_of(n->label), &style);
        n->text_size = style.size;
        n->text_y = n->text ? (all.h - layout_height(n->text)) / 2 : 0;
    }
    page_banner(s);
    if (ui_tapped(ui, "wake")) {
        return_from(s);
        /* After half an hour somebody else may stand here. */
        s->veiled |= s->in_talk && s->blank_long;
    }
}

/* --- pause ------------------------------------------------------------- */

static void keep_paused(struct stage *s)
{
    struct task *t = task_with_talk(s, TASK_PAUSE);
    if (t) {
        const struct place *from =
            s->depth ? &s->history[s->depth - 1] : &s->at;
        text_copy(t->talk->screen, sizeof t->talk->screen,
                  screen_name(from->screen));
        t->talk->question = from->question;
        text_copy(t->digits, sizeof t->digits, s->digits);
    }
    ask_keeper(s, t);
}

static void go_on_after_all(struct stage *s)
{
    struct task *t = s->paused ? task_new(TASK_UNPAUSE, false) : NULL;
    if (t) {
        text_copy(t->digits, sizeof t->digits, s->digits);
        keeper_ask(s->keeper, t);
    }
    s->paused = false;
    go_back(s);
}

/* The code is shown when the talk is kept under it, and not before: whoever
 * writes it down and walks away finds everything again. */
void screen_pause(struct stage *s)
{
    struct ui *ui = &s->ui;
    if (!*s->digits && !s->waiting && !s->fault)
        ask_keeper(s, task_new(TASK_CODE, false));
    else if (*s->digits && !s->paused && !s->waiting && !s->fault)
        keep_paused(s);
    enum bar_hit hit =
        page_begin(s, BAR_BACK | BAR_FINISH | (s->paused ? 0 : BAR_NEXT_OFF));
    char days[12];
    snprintf(days, sizeof days, "%d", s->office->pause_days);
    page_told(s);
    ui_text(ui, "pause.title", say(s, "pause.title"), NULL, TEXT_LARGE);
    /* No promise about what was not kept. */
    if (!s->fault)
        ui_text(ui, "pause.waits",
                say_with(s, "pause.waits", "days", days, NULL), NULL,
                TEXT_BODY);
    ui_gap(ui, 20);
    if (s->paused)
        show_code(s);
    if (!s->fault)
        page_text(s, "pause.lost", TEXT_BODY);
    page_end(s);
    if (hit == HIT_BACK && !s->waiting)
        go_on_after_all(s);
    else if (hit == HIT_NEXT)
        leave(s);
}
