/* SPDX-License-Identifier: MPL-2.0 */
/* One open question at a time, "tell more?", the worker's two sentences. */
#include "screens/inside.h"

/* --- The order of questions -------------------------------------------- */

static const struct variant *variant_now(const struct stage *s)
{
    const struct variant *v = guide_variant(s->guide, s->talk->variant);
    return v ? v : &s->guide->variant[0];
}

int questions(const struct stage *s)
{
    const struct variant *v = variant_now(s);
    int n = 0;
    for (int i = 0; i < v->questions; i++)
        n += s->talk->more || s->guide->question[v->question[i]].core;
    return n;
}

static bool has_more(const struct stage *s)
{
    return !s->talk->more && !s->asked_more &&
           questions(s) < variant_now(s)->questions;
}

const struct question *question_at(const struct stage *s, int i)
{
    const struct variant *v = variant_now(s);
    const struct question *q = &s->guide->question[v->question[i]];
    if (!s->talk->worse_first)
        return q;
    enum question_role other = q->role == ROLE_BETTER  ? ROLE_WORSE
                               : q->role == ROLE_WORSE ? ROLE_BETTER
                                                       : ROLE_OPEN;
    for (int k = 0; other != ROLE_OPEN && k < v->questions; k++)
        if (s->guide->question[v->question[k]].role == other)
            return &s->guide->question[v->question[k]];
    return q;
}

struct answer *answer_now(struct stage *s)
{
    return talk_answer_for(s->talk, question_at(s, s->at.question)->id);
}

int answer_index(const struct stage *s, const struct answer *a)
{
    return (int)(a - s->talk->answer);
}

/* --- Fields ------------------------------------------------------------ */

static uint32_t room_for(const struct stage *s, const struct told *told)
{
    uint32_t others = talk_weight(s->talk) - told->len;
    uint32_t left = CEIL_TOLD > others ? CEIL_TOLD - others : 0;
    bool worker = told == &s->talk->worker || told == &s->talk->reply;
    uint32_t most = worker ? CEIL_WORKER : CEIL_ANSWER;
    return left < most ? left : most;
}

bool talk_field(struct stage *s, const char *id, const char *label_id,
                struct edit *edit, struct told *told, const char *lang,
                struct rect at)
{
    if (edit->text != told->text)
        edit_open(edit, told->text, &told->len, room_for(s, told), false);
    uint32_t was = told->len;
    const char *label =
        strcmp(lang, "da") == 0 ? say_danish(s, label_id) : say(s, label_id);
    bool own = strcmp(lang, s->lang) == 0;
    bool writes = ui_field(&s->ui, id, label, edit, lang,
                           own ? s->rtl : unicode_is_rtl(lang), at);
    if (writes)
        changed(s);
    else if (s->ui.event && s->ui.event->kind == EVENT_TEXT &&
             s->ui.event_used && was == told->len && ui_is_written(&s->ui, id))
        s->note = "ask.too-long";
    return writes;
}

bool veil(struct stage *s)
{
    struct ui *ui = &s->ui;
    if (!s->veiled)
        return false;
    ui_gap(ui, 30);
    struct rect at = ui_take(ui, ui_mm(ui, 300));
    if (ui_button(ui, "unveil", say(s, "ask.veiled"), 0x1F441, at, LOOK_LEFT))
        s->veiled = false;
    if (ui->count[ui->now])
        ui->nodes[ui->now][ui->count[ui->now] - 1].state |= STATE_VEILED;
    return true;
}

/* Fields opened anew when the question changes; the first takes the focus. */
static void open_fields(struct stage *s)
{
    if (s->edit_of.screen == s->at.screen &&
        s->edit_of.question == s->at.question)
        return;
    s->edit_of = s->at;
    s->edit = s->edit_danish = (struct edit){0};
    s->ui.autofocus = true;
}

/* --- ask --------------------------------------------------------------- */

bool two_languages(const struct stage *s)
{
    return s->talk->who & WHO_INTERPRETER && strcmp(s->lang, "da") != 0;
}

static void forget_marks(struct stage *s, const struct answer *a, bool danish)
{
    talk_marks_forget(s->talk, (uint16_t)answer_index(s, a), danish);
}

static void own_field(struct stage *s, struct answer *a, struct rect at)
{
    if (talk_field(s, "answer", "ask.field-label", &s->edit, &a->own, s->lang,
                   at))
        forget_marks(s, a, false);
}

static void danish_field(struct stage *s, struct answer *a, struct rect at)
{
    if (talk_field(s, "answer-danish", "ask.answer-danish", &s->edit_danish,
                   &a->danish, "da", at)) {
        forget_marks(s, a, true);
        a->voice = VOICE_INTERPRETED;
    }
}

/* Two fields share the place; above the keyboard the one that is written in
 * has all of it, the other waits below. */
static void answer_fields(struct stage *s, struct answer *a, struct rect at)
{
    struct ui *ui = &s->ui;
    struct rect half = at;
    if (!two_languages(s)) {
        own_field(s, a, at);
    } else if (ui_keyboard_height(ui)) {
        bool danish = ui_is_written(ui, "answer-danish");
        (danish ? danish_field : own_field)(s, a, at);
        ui_gap(ui, 10);
        at = ui_take(ui, ui_mm(ui, 200));
        (danish ? own_field : danish_field)(s, a, at);
    } else {
        half.h = at.h / 2 - ui_mm(ui, 5);
        own_field(s, a, half);
        half.y += at.h / 2 + ui_mm(ui, 5);
        danish_field(s, a, half);
    }
}

static void contributor_cards(struct stage *s, enum direction side)
{
    struct ui *ui = &s->ui;
    ui_gap(ui, 20);
    page_text(s, "ask.part", TEXT_HEADING);
    ui_gap(ui, 15);
    struct rect grid = {0};
    for (int i = 0; i < s->guide->contributors; i++) {
        const struct card *c = &s->guide->contributor[i];
        enum direction to = talk_link(s->talk, c->id);
        bool on = to == side || to == DIRECTION_BOTH;
        struct rect at =
            grid_place(s, i, s->guide->contributors, 520, 240, &grid);
        const char *id = ui_id(ui, "contributor.%s", c->id);
        if (ui_card(ui, ui_id(ui, "part-%s", c->id), say_guide(s, id, c->word),
                    c->pictogram, at, on)) {
            talk_link_toggle(s->talk, c->id, side);
            changed(s);
        }
    }
}

static bool nothing_told_of(struct stage *s, enum question_role role)
{
    for (int i = 0; i < questions(s); i++) {
        const struct question *q = question_at(s, i);
        const struct answer *a = talk_answer(s->talk, q->id);
        if (q->role == role && a && a->own.len + a->danish.len)
            return false;
    }
    return true;
}

/* Better or worse first: asked where the first of the two comes. */
static void which_first(struct stage *s, const struct question *q)
{
    struct ui *ui = &s->ui;
    enum question_role first = s->talk->worse_first ? ROLE_WORSE : ROLE_BETTER;
    if (q->role != first || !nothing_told_of(s, ROLE_BETTER) ||
        !nothing_told_of(s, ROLE_WORSE))
        return;
    ui_gap(ui, 15);
    page_text(s, "ask.first", TEXT_SMALL);
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    int gap = ui_mm(ui, 30);
    bool better = ui_toggle(ui, "first-better", say(s, "ask.first-better"), 0,
                            rect_part(row, 2, 0, gap), !s->talk->worse_first);
    bool worse = ui_toggle(ui, "first-worse", say(s, "ask.first-worse"), 0,
                           rect_part(row, 2, 1, gap), s->talk->worse_first);
    if (better || worse) {
        s->talk->worse_first = worse;
        s->edit_of = (struct place){.screen = SCREENS};
        changed(s);
    }
}

static void alone_now(struct stage *s, const struct question *q,
                      struct answer *a)
{
    struct ui *ui = &s->ui;
    if (q->role != ROLE_WORSE || !s->talk->who)
        return;
    ui_gap(ui, 15);
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    if (ui_toggle(ui, "alone-now", say(s, "ask.alone-now"), 0x1F512, row,
                  a->veiled)) {
        a->veiled = !a->veiled;
        changed(s);
    }
    if (a->veiled)
        page_text(s, "ask.alone-now-note", TEXT_HELP);
}

static const char *part_id(struct stage *s, const struct question *q,
                           const char *part)
{
    return ui_id(&s->ui, "%s.%s", q->id, part);
}

/* A field of one line. */
static int line_high(struct ui *ui)
{
    return ui_text_height(ui, "0", NULL, TEXT_BODY, ui->view.w) + ui_mm(ui, 25);
}

static void question_words(struct stage *s, const struct question *q)
{
    struct ui *ui = &s->ui;
    const char *text = say_guide(s, part_id(s, q, "question"), q->question);
    if (ui_keyboard_height(ui)) {
        /* Height is scarce: the short title stands for the question, and a
         * tap on it closes the keyboard and brings the question back. */
        const char *title = say_guide(s, part_id(s, q, "title"), q->title);
        int high = ui_text_height(ui, title, NULL, TEXT_HEADING, ui->view.w);
        bool fits = high + line_high(ui) <= ui_left(ui);
        struct node *n = ui_text(ui, "question", title, NULL,
                                 fits ? TEXT_HEADING : TEXT_SMALL);
        if (n)
            n->tappable = true;
        if (ui_tapped(ui, "question"))
            ui->keyboard_open = false;
        return;
    }
    bool video = two_languages(s) && s->talk->who & WHO_VIDEO;
    if (video)
        ui_text(ui, "question-danish", q->question, "da", TEXT_HEADING);
    ui_text(ui, "question", text, NULL, video ? TEXT_SMALL : TEXT_HEADING);
    if (!video && (s->unreviewed || two_languages(s)))
        ui_text(ui, "question-danish", q->question, "da", TEXT_SMALL);
    if (*q->help)
        ui_text(ui, "help", say_guide(s, part_id(s, q, "help"), q->help), NULL,
                TEXT_HELP);
    ui_gap(ui, 20);
}

/* In an interpreted talk the answer is read back at once, in both languages:
 * afterwards nobody remembers who said what. */
static bool read_back_first(struct stage *s)
{
    const struct answer *a =
        talk_answer(s->talk, question_at(s, s->at.question)->id);
    if (!two_languages(s) || s->at.screen != SCREEN_ASK || !a ||
        !(a->own.len + a->danish.len))
        return false;
    uint8_t here = s->at.question;
    go(s, SCREEN_READ_BACK);
    s->at.question = here;
    s->at.only = true;
    return true;
}

void after_question(struct stage *s)
{
    if (read_back_first(s))
        return;
    const struct question *q = question_at(s, s->at.question);
    int next = s->at.question + 1;
    bool worker = s->talk->who & (WHO_WORKER | WHO_COLLEAGUE);
    if (s->at.screen != SCREEN_WORKER && q->role == ROLE_TOGETHER && worker) {
        uint8_t here = s->at.question;
        go(s, SCREEN_WORKER);
        s->at.question = here;
    } else if (next < questions(s)) {
        go_question(s, next);
    } else if (has_more(s)) {
        go(s, SCREEN_MORE);
    } else {
        go(s, SCREEN_MEANING);
    }
}

static void ask_went(struct stage *s, enum bar_hit hit, struct answer *a)
{
    if (hit == HIT_BACK)
        go_back(s);
    if (hit == HIT_SKIP && a && !a->own.len && !a->danish.len)
        a->skipped = true;
    if (hit == HIT_NEXT || hit == HIT_SKIP)
        after_question(s);
    if (hit == HIT_FINISHED)
        go(s, SCREEN_READ_BACK);
}

void screen_ask(struct stage *s)
{
    struct ui *ui = &s->ui;
    const struct question *q = question_at(s, s->at.question);
    struct answer *a = answer_now(s);
    open_fields(s);
    enum bar_hit hit =
        page_begin(s, BAR_BACK | BAR_NEXT | BAR_SKIP | BAR_FINISHED | BAR_TALK);
    if (ui->in_view) {
        question_words(s, q);
        if (s->note)
            page_text(s, s->note, TEXT_NOTE);
        bool keys = ui_keyboard_height(ui) > 0;
        bool sides = q->role == ROLE_BETTER || q->role == ROLE_WORSE;
        if (a && !veil(s)) {
            int least = ui_mm(ui, keys ? 200 : sides ? 340 : 300);
            int left = ui_left(ui), high = sides && !keys ? least : left;
            answer_fields(s, a, ui_take(ui, high > least ? high : least));
            if (!keys) {
                which_first(s, q);
                alone_now(s, q, a);
            }
        }
        if (sides && !keys)
            contributor_cards(s, q->role == ROLE_BETTER ? DIRECTION_BETTER
                                                        : DIRECTION_WORSE);
        page_end(s);
    }
    ask_went(s, hit, a);
}

/* --- more -------------------------------------------------------------- */

void screen_more(struct stage *s)
{
    struct ui *ui = &s->ui;
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_TALK);
    bool yes = false, no = false;
    if (ui->in_view) {
        page_heading(s, "more.title");
        page_text(s, "more.hint", TEXT_BODY);
        ui_gap(ui, 40);
        struct rect row = ui_take(ui, ui_mm(ui, 240));
        int gap = ui_mm(ui, 30);
        yes = ui_button(ui, "more-yes", say(s, "more.yes"), 0,
                        rect_part(row, 2, 0, gap), 0);
        no = ui_button(ui, "more-no", say(s, "more.no"), 0,
                       rect_part(row, 2, 1, gap), 0);
        page_end(s);
    }
    if (hit == HIT_BACK)
        go_back(s);
    if (yes) {
        int first = questions(s);
        s->talk->more = true;
        s->asked_more = true;
        go_question(s, first);
    } else if (no || hit == HIT_NEXT) {
        s->asked_more = true;
        go(s, SCREEN_MEANING);
    }
}

/* --- worker ------------------------------------------------------------ */

static void worker_field(struct stage *s, int high)
{
    if (talk_field(s, "worker-text", "worker.field-label", &s->edit,
                   &s->talk->worker, "da", ui_take(&s->ui, high)))
        talk_marks_forget(s->talk, FIELD_WORKER, false);
}

static void reply_field(struct stage *s, int high)
{
    page_text(s, "worker.reply-title", TEXT_HEADING);
    if (talk_field(s, "reply-text", "worker.reply-label", &s->edit_danish,
                   &s->talk->reply, s->lang, ui_take(&s->ui, high)))
        talk_marks_forget(s->talk, FIELD_REPLY, false);
}

static void two_voices(struct stage *s)
{
    struct ui *ui = &s->ui;
    bool keys = ui_keyboard_height(ui) > 0;
    int high = ui_mm(ui, keys ? 200 : 260);
    if (keys && ui_is_written(ui, "reply-text")) {
        reply_field(s, high);
        ui_gap(ui, 10);
        worker_field(s, high);
        return;
    }
    ui_text(ui, "worker.purpose", say_danish(s, "worker.purpose"), "da",
            keys ? TEXT_SMALL : TEXT_BODY);
    if (!keys)
        ui_text(ui, "worker.together", say_danish(s, "worker.together"), "da",
                TEXT_BODY);
    int left = ui_left(ui);
    worker_field(s, keys && left > high ? left : high);
    ui_gap(ui, 20);
    reply_field(s, high);
}

static void may_the_worker(struct stage *s)
{
    struct ui *ui = &s->ui;
    page_heading(s, "worker.ask");
    page_text(s, "worker.ask-note", TEXT_HELP);
    ui_gap(ui, 30);
    struct rect row = ui_take(ui, ui_mm(ui, 240));
    int gap = ui_mm(ui, 30);
    if (ui_button(ui, "worker-yes", say(s, "worker.yes"), 0,
                  rect_part(row, 2, 0, gap), 0)) {
        s->talk->worker_agreed = true;
        s->ui.autofocus = true;
        changed(s);
    }
    if (ui_button(ui, "worker-no", say(s, "worker.no"), 0,
                  rect_part(row, 2, 1, gap), 0)) {
        s->talk->worker_agreed = false;
        after_question(s);
    }
}

void screen_worker(struct stage *s)
{
    if (s->talk->worker_agreed)
        open_fields(s);
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_SKIP | BAR_TALK);
    if (s->ui.in_view && !veil(s)) {
        if (s->talk->worker_agreed)
            two_voices(s);
        else
            may_the_worker(s);
    }
    page_end(s);
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit != HIT_NONE)
        after_question(s);
}
