/* SPDX-License-Identifier: MPL-2.0 */
/* Who may read it, what the citizen takes home, thanks. */
#include "screens/inside.h"

/* --- share: all off at first ------------------------------------------- */

static void set_share(struct stage *s, uint32_t which)
{
    uint32_t *share = &s->talk->share;
    *share ^= which;
    if (which == SHARE_OFFICE && !(*share & SHARE_OFFICE))
        *share = 0;
    /* The office reads first what is printed or goes to the council. */
    if (*share)
        *share |= SHARE_OFFICE;
    changed(s);
}

/* Shared with nobody, or nothing told: then nothing is kept. */
static bool keeps_something(const struct stage *s)
{
    return s->talk->share && !talk_is_empty(s->talk);
}

void screen_share(struct stage *s)
{
    static const struct {
        const char *id, *text;
        uint32_t which, sign;
    } choice[] = {
        {"share-office", "share.office", SHARE_OFFICE, 0x1F3E2},
        {"share-whole", "share.whole", SHARE_WHOLE, 0x1F4D6},
        {"share-council", "share.council", SHARE_COUNCIL, 0x1F3DB},
        {"share-rendering", "share.rendering", SHARE_RENDERING, 0x1F4DD},
    };
    struct ui *ui = &s->ui;
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_TALK);
    if (ui->in_view) {
        page_heading(s, "share.title");
        page_text(s, "share.none", TEXT_HELP);
        if (s->talk->who & WHO_GROUP)
            page_text(s, "share.group", TEXT_NOTE);
        ui_gap(ui, 15);
        for (size_t i = 0; i < sizeof choice / sizeof *choice; i++) {
            bool rendering = choice[i].which == SHARE_RENDERING;
            if (rendering && strcmp(s->lang, "da") == 0)
                continue;
            int high = ui_mm(ui, 200) * (ui->text_percent + 100) / 200;
            if (ui_toggle(ui, choice[i].id, say(s, choice[i].text),
                          choice[i].sign, ui_take(ui, high),
                          s->talk->share & choice[i].which))
                set_share(s, choice[i].which);
            ui_gap(ui, 15);
        }
        page_text(s, "share.recognise", TEXT_SMALL);
        page_text(s, "share.printed", TEXT_SMALL);
        page_end(s);
    }
    if (hit == HIT_BACK) {
        go_back(s);
    } else if (hit == HIT_NEXT) {
        home_forget(s); /* what was told may have changed since */
        go(s, SCREEN_HOME);
        /* One code a talk: the teller may have written it down already. */
        if (keeps_something(s) && !*s->digits)
            ask_keeper(s, task_new(TASK_CODE, false));
    }
}

/* --- home -------------------------------------------------------------- */

static const char masked[] = "\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2"
                             " \xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2\x80"
                             "\xA2 \xE2\x80\xA2\xE2\x80\xA2\xE2\x80\xA2\xE2"
                             "\x80\xA2 \xE2\x80\xA2\xE2\x80\xA2";

/* Squares of 1.3 mm. */
enum { CODE_SIDE = 380 };

/* Beside the digits, which are there for a pencil. */
static void code_to_scan(struct stage *s)
{
    struct ui *ui = &s->ui;
    int side = ui_mm(ui, CODE_SIDE), gap = ui_mm(ui, 40);
    struct rect at = {ui->view.x + ui->view.w - side, ui->y, side, side};
    ui_picture(ui, "code-picture", say(s, "code.picture"), &s->code->picture[0],
               at);
    ui->view.w -= side + gap;
}

static void code_digits(struct stage *s)
{
    struct ui *ui = &s->ui;
    char shown[KEEPER_SHOWN];
    keeper_show_code(s->digits, shown);
    /* Digits read from left to right in every language. */
    struct node *n =
        ui_text(ui, "code", s->code_shown ? shown : masked, "en", TEXT_LARGE);
    if (n) {
        n->value = s->code_shown ? n->label : "";
        n->label = say(s, "code-entry.label");
        n->lang = ui->lang;
        n->state = s->code_shown ? 0 : STATE_MASKED;
    }
    bytes_wipe(shown, sizeof shown);
}

void show_code(struct stage *s)
{
    struct ui *ui = &s->ui;
    int width = ui->view.w, top = ui->y;
    bool scan = s->code_shown && s->code;
    if (!*s->digits) {
        if (s->waiting)
            page_text(s, "code.making", TEXT_NOTE);
        return;
    }
    if (scan)
        code_to_scan(s);
    page_heading(s, "code.title");
    code_digits(s);
    if (ui_button(ui, "code-show",
                  say(s, s->code_shown ? "code.cover" : "code.show"), 0x1F441,
                  ui_take(ui, ui_mm(ui, 200)), LOOK_LEFT))
        s->code_shown = !s->code_shown;
    ui->view.w = width;
    top += ui_mm(ui, CODE_SIDE);
    if (scan && ui->y < top)
        ui->y = top;
    ui_gap(ui, 15);
}

static void deliver(struct stage *s)
{
    s->stopping = false;
    home_forget(s); /* nobody waits for a stick any more */
    if (!keeps_something(s)) {
        s->in_talk = false;
        s->erased = true;
        end_talk(s);
        go(s, SCREEN_THANKS);
        return;
    }
    review_now(s);
    if (!s->review_ready)
        return;
    struct task *t = task_with_talk(s, TASK_DELIVER);
    struct fault why;
    if (t && !approve_write(s->talk, s->review, &t->approved, &t->untranslated,
                            &why)) {
        task_free(t);
        t = NULL;
    }
    if (t)
        text_copy(t->digits, sizeof t->digits, s->digits);
    ask_keeper(s, t);
}

void screen_home(struct stage *s)
{
    struct ui *ui = &s->ui;
    bool ready = !s->waiting && (*s->digits || !keeps_something(s));
    /* While it is being kept there is no way to call it back. */
    bool keeping = s->waiting && *s->digits && !s->home.busy;
    if (home_scan(s, BAR_TALK))
        return;
    enum bar_hit hit =
        page_begin(s, (keeping ? 0 : BAR_BACK | BAR_TALK) | BAR_FINISH |
                          (ready ? 0 : BAR_NEXT_OFF));
    if (ui->in_view && !veil(s)) {
        page_told(s);
        if (keeps_something(s)) {
            show_code(s);
            page_text(s, "code.use", TEXT_BODY);
            page_text(s, "code.lost", TEXT_BODY);
        } else {
            page_text(s, "share.none", TEXT_NOTE);
        }
        ui_gap(ui, 20);
        home_choices(s);
    }
    page_end(s);
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit == HIT_NEXT)
        deliver(s);
}

/* --- thanks ------------------------------------------------------------ */

void screen_thanks(struct stage *s)
{
    struct ui *ui = &s->ui;
    enum bar_hit hit = page_begin(s, BAR_CLOSE);
    ui_gap(ui, 60);
    if (s->note)
        page_text(s, s->note, TEXT_LARGE);
    else
        page_text(s, "thanks.title", TEXT_LARGE);
    ui_gap(ui, 30);
    if (s->erased)
        page_text(s, "thanks.deleted", TEXT_BODY);
    else if (!s->note)
        page_text(s, "thanks.come-by", TEXT_BODY);
    ui_gap(ui, 30);
    page_text(s, "thanks.complaint", TEXT_BODY);
    page_end(s);
    if (hit == HIT_NEXT)
        leave(s);
}
