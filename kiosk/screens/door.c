/* SPDX-License-Identifier: MPL-2.0 */
/* Doors from welcome: the citizen's own, with the code (nobody's permission
 * is needed), and the staff's, with the PIN. */
#include "screens/inside.h"

/* --- Digits by touch --------------------------------------------------- */

/* Twelve keys of 20 mm and more: for the code and for the PIN. */
static int digit_pad(struct stage *s, const char *prefix, bool *erase)
{
    static const char *const order = "123456789<0";
    struct ui *ui = &s->ui;
    int hit = -1, gap = ui_mm(ui, 15), side = ui_mm(ui, 200);
    int width = ui_mm(ui, 320) * 3 + 2 * gap;
    struct rect pad = ui_take(ui, 4 * (side + gap));
    pad.x += (pad.w - width) / 2;
    pad.w = width;
    bool mirror = ui->mirror;
    ui->mirror = false;
    *erase = false;
    for (int i = 0; order[i]; i++) {
        struct rect row = {pad.x, pad.y + i / 3 * (side + gap), pad.w, side};
        struct rect at = rect_part(row, 3, i % 3, gap);
        char digit[2] = {order[i], 0};
        if (order[i] == '<') {
            *erase = ui_button(ui, ui_id(ui, "%s-erase", prefix),
                               say(s, "staff-pin.erase"), 0x232B, at,
                               LOOK_ICON_ONLY);
        } else if (ui_button(ui, ui_id(ui, "%s-%s", prefix, digit), digit, 0,
                             at, 0)) {
            hit = order[i] - '0';
        }
    }
    ui->mirror = mirror;
    return hit;
}

/* At most one try a second: slows a guesser, locks nobody out. */
static bool too_soon(const struct stage *s)
{
    return s->pin_at && clock_ms(s->clock) < s->pin_at;
}

/* --- code-entry -------------------------------------------------------- */

static void try_code(struct stage *s)
{
    struct task *t = task_new(TASK_OPEN, false);
    if (t) {
        snprintf(t->typed, sizeof t->typed, "%.*s", (int)s->code_len,
                 s->code_typed);
    }
    ask_keeper(s, t);
}

static void code_digit(struct stage *s, int digit, bool erase)
{
    if (digit >= 0) {
        char one[2] = {(char)('0' + digit), 0};
        edit_insert(&s->edit, plain_of(one));
    }
    if (erase)
        edit_erase(&s->edit);
}

void screen_code_entry(struct stage *s)
{
    struct ui *ui = &s->ui;
    if (s->edit.text != s->code_typed) {
        edit_open(&s->edit, s->code_typed, &s->code_len,
                  sizeof s->code_typed - 1, true);
        ui->autofocus = true;
    }
    bool off = s->waiting || s->code_len == 0;
    enum bar_hit hit =
        page_begin(s, BAR_BACK | BAR_NEXT | (off ? BAR_NEXT_OFF : 0));
    bool erase = false;
    page_told(s);
    page_heading(s, "code-entry.title");
    page_text(s, "code-entry.hint", TEXT_HELP);
    ui_gap(ui, 15);
    ui_field(ui, "code-entry", say(s, "code-entry.label"), &s->edit, "en",
             false, ui_take(ui, ui_mm(ui, 200)));
    ui_gap(ui, 15);
    if (!ui_keyboard_height(ui))
        code_digit(s, digit_pad(s, "digit", &erase), false);
    code_digit(s, -1, erase);
    page_end(s);
    if (hit == HIT_BACK) {
        bytes_wipe(s->code_typed, sizeof s->code_typed);
        s->code_len = 0;
        if (s->at.screen == SCREEN_CODE_ENTRY)
            leave(s);
    } else if (hit == HIT_NEXT && !too_soon(s)) {
        try_code(s);
    }
}

/* --- code-menu --------------------------------------------------------- */

static void story_text(struct stage *s)
{
    struct ui *ui = &s->ui;
    const struct talk *t = s->talk;
    if (*t->title)
        ui_text(ui, "story-title", t->title, t->lang, TEXT_LARGE);
    for (int i = 0; i < t->answers; i++) {
        const struct answer *a = &t->answer[i];
        const struct question *q = guide_question(s->guide, a->question);
        if (!a->own.len && !a->danish.len)
            continue;
        if (q)
            ui_text(ui, ui_id(ui, "about-%s", q->id),
                    say_guide(s, ui_id(ui, "%s.title", q->id), q->title), NULL,
                    TEXT_HEADING);
        const struct told *both[] = {&a->own, &a->danish};
        for (int k = 0; k < 2; k++)
            if (both[k]->len)
                ui_text(ui, ui_id(ui, "story-%d", 2 * i + k + 1),
                        arena_text(&ui->arena[ui->now], told_words(both[k])),
                        k ? "da" : t->lang, TEXT_BODY);
        ui_gap(ui, 20);
    }
}

static void continue_talk(struct stage *s)
{
    /* From here on it is a talk like any other. The keeper takes the paused
     * copy away when it is told to the end or paused again: until then it is
     * all that a loss of power leaves. */
    text_copy(s->lang, sizeof s->lang, s->talk->lang);
    const struct language *l =
        languages_find(shelf_languages(s->shelf), s->lang);
    s->rtl = l && l->rtl;
    s->unreviewed = l && !l->reviewed;
    s->in_talk = true;
    s->pledged = true;
    s->began_at = clock_ms(s->clock);
    s->note = NULL;
    int question = s->talk->question < questions(s) ? s->talk->question : 0;
    bool read = strcmp(s->talk->screen, "read-back") == 0 ||
                strcmp(s->talk->screen, "share") == 0;
    if (read)
        go(s, SCREEN_READ_BACK);
    else
        go_question(s, question);
    /* The way back does not lead out of the talk. */
    s->depth = 0;
}

static void menu_buttons(struct stage *s, bool paused)
{
    struct ui *ui = &s->ui;
    int high = ui_mm(ui, 220), gap = ui_mm(ui, 20);
    if (paused && ui_button(ui, "code-continue", say(s, "code-menu.continue"),
                            0x25B6, ui_take(ui, high), LOOK_LEFT | LOOK_MAIN)) {
        continue_talk(s);
        return;
    }
    ui->y += gap;
    if (ui_button(ui, "code-read", say(s, "code-menu.read"), 0x1F4D6,
                  ui_take(ui, high), LOOK_LEFT))
        s->reading = true;
    ui->y += gap;
    if (ui_button(ui, "code-print", say(s, "code-menu.print"), 0x1F3E0,
                  ui_take(ui, high), LOOK_LEFT)) {
        home_forget(s);
        s->home.open = true;
    }
    ui->y += gap;
    if (ui_button(ui, "code-delete", say(s, "code-menu.delete"), 0x1F5D1,
                  ui_take(ui, high), LOOK_LEFT))
        s->deleting = true, ui->focus[0] = '\0'; /* not by a second Return */
}

static void confirm_delete(struct stage *s)
{
    struct ui *ui = &s->ui;
    int gap = ui_mm(ui, 30);
    page_heading(s, "code-menu.confirm");
    page_text(s, "code-menu.printed", TEXT_BODY);
    ui_gap(ui, 20);
    struct rect row = ui_take(ui, ui_mm(ui, 240));
    if (ui_button(ui, "code-keep", say(s, "code-menu.confirm-no"), 0,
                  rect_part(row, 2, 0, gap), 0))
        s->deleting = false;
    if (ui_button(ui, "code-delete", say(s, "code-menu.confirm-yes"), 0,
                  rect_part(row, 2, 1, gap), 0)) {
        s->deleting = false;
        ask_keeper(s, task_new(TASK_WITHDRAW, false));
    }
}

void screen_code_menu(struct stage *s)
{
    bool paused = s->note && strcmp(s->note, "paused") == 0;
    bool gone = s->note && !paused;
    if (home_scan(s, 0))
        return;
    enum bar_hit hit = page_begin(s, BAR_BACK);
    page_told(s);
    if (gone) {
        page_text(s, s->note, TEXT_LARGE);
    } else if (!veil(s)) {
        if (s->deleting) {
            confirm_delete(s);
        } else if (s->reading) {
            story_text(s);
        } else if (s->home.open) {
            home_choices(s);
        } else {
            page_heading(s, "code-menu.title");
            menu_buttons(s, paused);
        }
    }
    page_end(s);
    if (hit != HIT_BACK)
        return;
    if (!gone && (s->reading || s->deleting || s->home.open)) {
        s->reading = s->deleting = false;
        home_forget(s);
    } else
        leave(s);
}

/* --- staff ------------------------------------------------------------- */

static void try_pin(struct stage *s)
{
    struct task *t = task_new(TASK_PIN, false);
    if (t)
        text_copy(t->typed, sizeof t->typed, s->pin);
    bytes_wipe(s->pin, sizeof s->pin);
    ask_keeper(s, t);
}

void screen_staff_pin(struct stage *s)
{
    struct ui *ui = &s->ui;
    size_t len = strlen(s->pin);
    bool erase, off = len < 4 || s->waiting;
    enum bar_hit hit =
        page_begin(s, BAR_BACK | BAR_NEXT | (off ? BAR_NEXT_OFF : 0));
    page_told(s);
    page_heading(s, "staff-pin.title");
    struct buf dots = {.max = 64};
    for (size_t i = 0; i < len; i++)
        buf_text(&dots, "\xE2\x97\x8F ");
    struct node *n = ui_text(ui, "pin", dots.len ? dots.at : "\xE2\x97\x8B",
                             "en", TEXT_LARGE);
    if (n)
        n->state = STATE_MASKED;
    buf_wipe(&dots);
    int digit = digit_pad(s, "pin", &erase);
    page_end(s);
    if (digit >= 0 && len < PIN_DIGITS)
        s->pin[len] = (char)('0' + digit);
    if (erase && len)
        s->pin[len - 1] = '\0';
    if (hit == HIT_BACK)
        leave(s);
    else if (hit == HIT_NEXT && too_soon(s))
        s->fault = "staff-pin.wait";
    else if (hit == HIT_NEXT)
        try_pin(s);
}

void screen_staff(struct stage *s)
{
    struct ui *ui = &s->ui;
    char waiting[24];
    enum bar_hit hit = page_begin(s, BAR_BACK);
    if (!s->balance.delivered && !s->waiting && !s->fault && !s->note) {
        s->note = "asked";
        ask_keeper(s, task_new(TASK_STATUS, false));
    }
    page_fault(s);
    page_heading(s, "staff.title");
    snprintf(waiting, sizeof waiting, "%lld", (long long)s->balance.waiting);
    ui_text(ui, "staff.waiting",
            say_with(s, "staff.waiting", "n", waiting, NULL), NULL, TEXT_BODY);
    page_text(s, s->fault ? "staff.unsound" : "staff.sound", TEXT_BODY);
    ui_gap(ui, 20);
    bool week = ui_button(ui, "staff-week", say(s, "staff.week"), 0x1F4D6,
                          ui_take(ui, ui_mm(ui, 210)), LOOK_LEFT | LOOK_MAIN);
    ui_gap(ui, 20);
    bool reply = ui_button(ui, "staff-reply", say(s, "staff.reply"), 0x1F4DD,
                           ui_take(ui, ui_mm(ui, 210)), LOOK_LEFT);
    page_end(s);
    if (hit == HIT_BACK)
        leave(s);
    else if (week)
        go(s, SCREEN_STAFF_WEEK);
    else if (reply)
        go(s, SCREEN_STAFF_REPLY);
}
