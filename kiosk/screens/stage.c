/* SPDX-License-Identifier: MPL-2.0 */
/* What happens between a touch and the next frame. */
#include "screens/inside.h"

#include "base/log.h"

enum {
    DRAFT_AFTER_MS = 1500, /* and sealed: a crash loses at most 2 s */
    PINS_SLOWER = 10,      /* wrong ones: then half a minute between two */
};

struct screen {
    const char *name;
    void (*show)(struct stage *s);
};

static const struct screen screens[SCREENS] = {
    [SCREEN_WELCOME] = {"welcome", screen_welcome},
    [SCREEN_WHO] = {"who", screen_who},
    [SCREEN_START] = {"start", screen_start},
    [SCREEN_PLEDGE] = {"pledge", screen_pledge},
    [SCREEN_GROUP] = {"group", screen_group},
    [SCREEN_COURSE] = {"course", screen_course},
    [SCREEN_ASK] = {"ask", screen_ask},
    [SCREEN_MORE] = {"more", screen_more},
    [SCREEN_WORKER] = {"worker", screen_worker},
    [SCREEN_MEANING] = {"meaning", screen_meaning},
    [SCREEN_KEY_SENTENCE] = {"key-sentence", screen_key_sentence},
    [SCREEN_READ_BACK] = {"read-back", screen_read_back},
    [SCREEN_SHARE] = {"share", screen_share},
    [SCREEN_HOME] = {"home", screen_home},
    [SCREEN_THANKS] = {"thanks", screen_thanks},
    [SCREEN_REPLIES] = {"replies", screen_replies},
    [SCREEN_PAUSE] = {"pause", screen_pause},
    [SCREEN_WARN] = {"warn", screen_warn},
    [SCREEN_BLANK] = {"blank", screen_blank},
    [SCREEN_HIDDEN] = {"hidden", screen_hidden},
    [SCREEN_HELP_NOW] = {"help-now", screen_help_now},
    [SCREEN_CODE_ENTRY] = {"code-entry", screen_code_entry},
    [SCREEN_CODE_MENU] = {"code-menu", screen_code_menu},
    [SCREEN_STAFF_PIN] = {"staff-pin", screen_staff_pin},
    [SCREEN_STAFF] = {"staff", screen_staff},
    [SCREEN_STAFF_WEEK] = {"staff-week", screen_staff_week},
    [SCREEN_STAFF_REPLY] = {"staff-reply", screen_staff_reply},
};

const char *screen_name(enum screen_id id)
{
    return screens[id].name;
}

const char *stage_screen_name(const struct stage *s)
{
    return screens[s->at.screen].name;
}

/* --- Starting ---------------------------------------------------------- */

void set_language(struct stage *s, const char *tag)
{
    const struct language *l = languages_find(shelf_languages(s->shelf), tag);
    if (!l)
        l = languages_find(shelf_languages(s->shelf), "da");
    text_copy(s->lang, sizeof s->lang, l->tag);
    s->rtl = l->rtl;
    s->unreviewed = !l->reviewed;
}

static void begin_afresh(struct stage *s)
{
    talk_clear(s->talk);
    bytes_wipe(s->review, sizeof *s->review);
    bytes_wipe(s->own_word, sizeof s->own_word);
    bytes_wipe(s->code_typed, sizeof s->code_typed);
    bytes_wipe(s->pin, sizeof s->pin);
    bytes_wipe(s->digits, sizeof s->digits);
    bytes_wipe(&s->edit, sizeof s->edit);
    bytes_wipe(&s->edit_danish, sizeof s->edit_danish);
    staff_forget(s);
    home_forget(s);
    aloud_forget(s);
    keeper_free_pictures(s->code);
    s->code = NULL;
    replies_free(s->replies);
    free(s->replies);
    s->replies = NULL;
    s->edit_of = (struct place){.screen = SCREENS};
    s->title_len = s->own_len = s->code_len = 0;
    s->at = (struct place){.screen = SCREEN_WELCOME};
    s->depth = s->asides = s->waiting = 0;
    s->in_talk = s->veiled = s->stopping = s->deleting = false;
    s->leave = s->asked_more = s->pledged = false;
    s->code_shown = s->review_ready = s->reading = false;
    s->erased = s->paused = false;
    s->fault = s->note = NULL;
    s->part[0] = '\0';
    s->draft_at = s->began_at = 0;
    s->touched_at = clock_ms(s->clock);
    s->ui.text_percent = 100;
    s->ui.overflow = false;
}

bool stage_start(struct stage *s, struct fault *why)
{
    if (!ui_start(&s->ui, s->ui.fonts, s->frames, s->frames_size))
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    s->guide = shelf_guide(s->shelf, s->office->guide, why);
    if (!s->guide)
        return false;
    begin_afresh(s);
    set_language(s, *s->lang ? s->lang : "da");
    struct task *t = task_new(TASK_RESUME, true);
    if (!t)
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    keeper_ask(s->keeper, t);
    return true;
}

void stage_end(struct stage *s)
{
    if (s->ui.layouts)
        ui_end_all(&s->ui);
    aloud_stop(s);
    approve_redactor_free(s->redactor, s->lists);
}

/* --- Going ------------------------------------------------------------- */

/* An answer that was written alone, with somebody at the table: the screen
 * promised that it is hidden afterwards. */
static bool shows_alone(const struct stage *s)
{
    const char *asked = NULL;
    if (s->at.screen == SCREEN_ASK || s->at.only)
        asked = question_at(s, s->at.question)->id;
    else if (s->at.screen != SCREEN_READ_BACK &&
             s->at.screen != SCREEN_KEY_SENTENCE)
        return false;
    for (int i = 0; s->in_talk && i < s->talk->answers; i++) {
        const struct answer *a = &s->talk->answer[i];
        if (a->veiled && a->own.len + a->danish.len > 0 &&
            (!asked || strcmp(a->question, asked) == 0))
            return true;
    }
    return false;
}

static void arrive(struct stage *s)
{
    s->arrived = true;
    aloud_stop(s);
    s->aloud.asks_own = false;
    s->asides = 0;
    s->ui.scroll = 0;
    s->ui.overflow = false;
    s->ui.keyboard_open = s->ui.autofocus = false;
    s->ui.focus[0] = '\0';
    s->ui.key_page = 0;
    s->ui.forms_open = s->ui.key_more = false;
    s->ui.field_scroll = 0;
    s->edit_of = (struct place){.screen = SCREENS};
    s->stopping = s->deleting = s->code_shown = false;
    s->review_ready = false;
    s->fault = NULL;
    s->part[0] = '\0';
    if (s->in_talk)
        changed(s);
}

void go(struct stage *s, enum screen_id to)
{
    if (s->depth == HISTORY) {
        memmove(s->history, s->history + 1, sizeof *s->history * (HISTORY - 1));
        s->depth--;
    }
    s->history[s->depth++] = s->at;
    s->at = (struct place){.screen = (uint8_t)to};
    s->note = NULL;
    arrive(s);
}

void go_question(struct stage *s, int question)
{
    go(s, SCREEN_ASK);
    s->at.question = (uint8_t)question;
    changed(s);
}

void go_back(struct stage *s)
{
    if (!s->depth)
        return;
    if (s->in_talk && s->history[s->depth - 1].screen == SCREEN_WELCOME &&
        talk_is_empty(s->talk)) {
        leave(s);
        return;
    }
    s->at = s->history[--s->depth];
    s->note = NULL;
    arrive(s);
}

/* One aside may cover another: hidden is still hidden after the screen went
 * blank over it. What only asks for a touch is nothing to return to. */
void go_aside(struct stage *s, enum screen_id to)
{
    bool passes = s->at.screen == SCREEN_WARN || s->at.screen == SCREEN_BLANK;
    if (s->at.screen == to)
        return;
    aloud_stop(s);
    if (!passes && s->asides < ASIDES)
        s->under[s->asides++] = s->at;
    for (int i = 0; i < s->asides; i++)
        if (s->under[i].screen == to)
            s->asides = i;
    s->at = (struct place){.screen = (uint8_t)to};
    s->ui.scroll = 0;
    s->ui.overflow = s->ui.keyboard_open = false;
    s->ui.focus[0] = '\0';
    s->stopping = s->deleting = s->aloud.asks_own = false;
}

void return_from(struct stage *s)
{
    if (s->asides)
        s->at = s->under[--s->asides];
    s->ui.scroll = 0;
    s->ui.overflow = false;
    s->ui.focus[0] = '\0';
    s->edit_of = (struct place){.screen = SCREENS};
}

void end_talk(struct stage *s)
{
    struct task *erase = task_new(TASK_ERASE, false);
    struct task *end = task_new(TASK_END, false);
    if (erase) {
        memcpy(erase->id, s->talk->id, TALK_ID);
        keeper_ask(s->keeper, erase);
    }
    talk_clear(s->talk);
    if (end)
        keeper_ask(s->keeper, end);
}

void leave(struct stage *s)
{
    struct task *t = task_new(TASK_END, false);
    if (t)
        keeper_ask(s->keeper, t);
    begin_afresh(s);
    ui_forget(&s->ui);
    if (s->forget)
        s->forget(s->forget_self);
    set_language(s, "da");
    s->leave = true;
}

void begin_talk(struct stage *s)
{
    struct talk *t = s->talk;
    text_copy(t->lang, sizeof t->lang, s->lang);
    text_copy(t->guide, sizeof t->guide, s->guide->id);
    const char *variant = t->who & WHO_INTERPRETER ? "interpreted"
                          : t->who                 ? "full"
                                                   : s->office->variant_alone;
    if (!guide_variant(s->guide, variant))
        variant = s->guide->variant[0].id;
    text_copy(t->variant, sizeof t->variant, variant);
    if (!s->in_talk) {
        s->began_at = clock_ms(s->clock);
        keeper_new_id(t->id);
    }
    s->in_talk = true;
}

void changed(struct stage *s)
{
    s->review_ready = false;
    if (s->in_talk && !s->draft_at)
        s->draft_at = clock_ms(s->clock) + DRAFT_AFTER_MS;
}

/* --- The keeper -------------------------------------------------------- */

void ask_keeper(struct stage *s, struct task *t)
{
    if (!t) {
        s->fault = "fault.storage";
        return;
    }
    s->fault = s->brought.fault = NULL;
    s->waiting = keeper_ask(s->keeper, t);
}

struct task *task_with_talk(struct stage *s, enum task_kind kind)
{
    struct task *t = task_new(kind, true);
    if (t)
        *t->talk = *s->talk;
    return t;
}

static const char *fault_text(const struct task *t)
{
    switch (t->why.kind) {
    case FAULT_BUSY:
        return "fault.busy";
    case FAULT_LIMIT:
        return "fault.full";
    case FAULT_KEY:
        return t->kind == TASK_PIN ? "staff-pin.wrong" : "code-entry.wrong";
    default:
        return "fault.storage";
    }
}

/* A draft that a crash left: the talk goes on where it stood. */
static void resume(struct stage *s, const struct task *t)
{
    /* A draft is there that could not be read: tried again as a new program,
     * before another talk takes its place. */
    if (!t->ok)
        s->leave = true;
    if (!t->found || s->at.screen != SCREEN_WELCOME)
        return;
    *s->talk = *t->talk;
    set_language(s, s->talk->lang);
    s->in_talk = true;
    s->began_at = clock_ms(s->clock);
    s->at.screen = SCREEN_ASK;
    for (int i = SCREEN_WHO; i <= SCREEN_READ_BACK; i++)
        if (strcmp(screens[i].name, s->talk->screen) == 0)
            s->at.screen = (uint8_t)i;
    /* The code that home showed went with the crash: another is drawn. */
    if (strcmp(s->talk->screen, "share") == 0 ||
        strcmp(s->talk->screen, "home") == 0)
        s->at.screen = SCREEN_READ_BACK;
    s->at.question = s->talk->question;
    if (s->at.question >= questions(s))
        s->at.question = 0;
    s->pledged = s->arrived = true;
    struct task *begin = task_new(TASK_BEGIN, false);
    if (begin)
        keeper_ask(s->keeper, begin);
}

static void opened(struct stage *s, const struct task *t)
{
    *s->talk = *t->talk;
    s->reading = false;
    bool follows = s->aloud.follows;
    aloud_forget(s); /* the yes, which was another teller's */
    s->aloud.follows = follows;
    bytes_wipe(s->code_typed, sizeof s->code_typed);
    s->code_len = 0;
    go(s, SCREEN_CODE_MENU);
    s->note = t->paused ? "paused" : NULL;
}

static void took(struct stage *s, struct task *t)
{
    switch (t->kind) {
    case TASK_CODE:
        text_copy(s->digits, sizeof s->digits, t->digits);
        keeper_free_pictures(s->code);
        s->code = t->pictures;
        t->pictures = NULL;
        break;
    case TASK_DELIVER:
        s->draft_at = 0;
        s->in_talk = false;
        go(s, SCREEN_THANKS);
        break;
    case TASK_PAUSE:
        s->paused = true;
        break;
    case TASK_OPEN:
        opened(s, t);
        break;
    case TASK_WITHDRAW:
        talk_clear(s->talk);
        s->reading = false;
        s->note = "code-menu.deleted";
        break;
    case TASK_PIN:
        s->wrong_pins = 0;
        bytes_wipe(s->pin, sizeof s->pin);
        go(s, SCREEN_STAFF);
        break;
    default:
        break;
    }
}

static void refused(struct stage *s, const struct task *t)
{
    s->fault = fault_text(t);
    if (t->kind == TASK_BEGIN && s->in_talk && s->depth) {
        /* Nobody should tell a story that cannot be kept. */
        s->in_talk = false;
        s->at = (struct place){.screen = SCREEN_START};
        s->depth = 0;
        arrive(s);
        s->fault = fault_text(t);
    }
    if (t->kind == TASK_PIN || t->kind == TASK_OPEN) {
        bytes_wipe(s->pin, sizeof s->pin);
        /* Slows a guesser, locks nobody out. */
        s->wrong_pins += s->wrong_pins < PINS_SLOWER;
        s->pin_at = clock_ms(s->clock) + (1000 << s->wrong_pins / 2);
    }
}

static void take_answer(struct stage *s, struct task *t)
{
    bool awaited = t->serial == s->waiting;
    if (awaited)
        s->waiting = 0;
    if (t->kind == TASK_RESUME)
        resume(s, t);
    else if (t->kind == TASK_STATUS && t->ok)
        s->balance = t->balance, s->staff.booklet = t->booklet;
    else if (t->kind == TASK_LISTS)
        lists_took(s, t);
    else if (staff_took(s, t, awaited) || heard_took(s, t, awaited) ||
             home_took(s, t, awaited))
        ;
    else if (!t->ok && awaited)
        refused(s, t);
    else if (t->ok && awaited)
        took(s, t);
    task_free(t);
}

/* --- Time ------------------------------------------------------------- */

static void keep_draft(struct stage *s)
{
    s->draft_at = 0;
    if (!s->in_talk)
        return;
    const struct place *p = s->asides ? &s->under[0] : &s->at;
    if (p->screen == SCREEN_PAUSE && s->depth)
        p = &s->history[s->depth - 1];
    text_copy(s->talk->screen, sizeof s->talk->screen, screens[p->screen].name);
    s->talk->question = p->question;
    struct task *t = task_with_talk(s, TASK_DRAFT);
    if (!t)
        return;
    t->life_s = (unsigned)(idle_limit(s) / 1000);
    keeper_ask(s->keeper, t);
    lists_ask(s);
}

void stage_tick(struct stage *s)
{
    struct task *t;
    while ((t = keeper_answer(s->keeper)))
        take_answer(s, t);
    int64_t now = clock_ms(s->clock);
    if (s->draft_at && now >= s->draft_at)
        keep_draft(s);
    if (s->staff.look_at && now >= s->staff.look_at)
        staff_tick(s);
    if (s->home.look_at && now >= s->home.look_at)
        home_tick(s);
    aloud_tick(s);
    idle(s, now);
}

/* --- Events ------------------------------------------------------------ */

static void one_pass(struct stage *s, const struct event *event)
{
    const char *question = "";
    if (s->at.screen == SCREEN_ASK)
        question = question_at(s, s->at.question)->id;
    if (s->arrived && shows_alone(s))
        s->veiled = true;
    s->arrived = false;
    ui_begin(&s->ui, screens[s->at.screen].name, question, s->lang, s->rtl,
             event);
    screens[s->at.screen].show(s);
    aloud_describe(s, !event);
}

static bool bring(struct stage *s, const char *now, const char **was,
                  const char *id)
{
    bool news = now && now != *was;
    const struct node *n = news ? ui_find(&s->ui, id) : NULL;
    int scroll = s->ui.scroll;
    *was = now;
    if (n)
        ui_scroll_to(&s->ui, n);
    return s->ui.scroll != scroll;
}

/* Who taps where the view was scrolled to must see why nothing happens; once,
 * so that one can scroll away again. The fault comes last: it stays. */
static bool bring_news(struct stage *s)
{
    return bring(s, s->home.told, &s->brought.home, "home-told") ||
           bring(s, s->note, &s->brought.note, s->note) ||
           bring(s, s->fault, &s->brought.fault, "fault");
}

void stage_describe(struct stage *s)
{
    /* Bounded: a screen that never comes to rest must still be shown. */
    for (int i = 0; i < 6; i++) {
        one_pass(s, NULL);
        if (!ui_end(&s->ui) && !bring_news(s))
            return;
    }
}

static void handle(struct stage *s, const struct event *event)
{
    s->blank_long = is_long_ago(s);
    s->touched_at = clock_ms(s->clock);
    one_pass(s, event);
    ui_end(&s->ui);
}

static void touched(struct stage *s)
{
    s->aloud.stopped = aloud_stop(s);
    s->aloud.follows = false;
    ui_touched(&s->ui);
    s->ui.focus_shown = false;
}

void stage_tap_node(struct stage *s, const struct node *n)
{
    struct event event;
    touched(s);
    int x = n->at.x + n->at.w / 2, y = n->at.y + n->at.h / 2;
    if (ui_tap_event(&s->ui, n, x, y, &event))
        handle(s, &event);
}

void stage_tap(struct stage *s, int x, int y)
{
    const struct node *n = ui_hit(&s->ui, x, y);
    struct event event;
    touched(s);
    if (n && ui_tap_event(&s->ui, n, x, y, &event))
        handle(s, &event);
    else
        s->touched_at = clock_ms(s->clock);
}

void stage_text(struct stage *s, struct plain words)
{
    struct event event = {.kind = EVENT_TEXT, .text = words};
    /* Who types on plastic opened it by mistake. */
    if (s->ui.keys_walked)
        s->ui.keyboard_open = false;
    ui_touched(&s->ui);
    s->aloud.stopped = aloud_stop(s);
    handle(s, &event);
    aloud_wrote(s);
}

void stage_key(struct stage *s, enum key_name key)
{
    struct event event;
    s->aloud.stopped = aloud_stop(s);
    char focus[NODE_ID];
    text_copy(focus, sizeof focus, s->ui.focus);
    if (s->at.screen == SCREEN_BLANK) {
        const struct node *wake = ui_find(&s->ui, "wake");
        if (wake)
            stage_tap_node(s, wake);
        return;
    }
    if (key == KEYS_ESCAPE) {
        ui_touched(&s->ui);
        s->ui.keyboard_open = false;
    }
    if (ui_key_event(&s->ui, key, &event))
        handle(s, &event);
    bool pressed = event.kind == EVENT_TAP && strcmp(event.id, "ear") != 0;
    bool wrote = pressed ? ui_is_key(event.id)
                         : event.kind == EVENT_KEY && key == KEYS_ENTER;
    if (wrote)
        aloud_wrote(s);
    else if (pressed || strcmp(focus, s->ui.focus) != 0)
        aloud_follow(s);
}

bool stage_writing(const struct stage *s)
{
    return s->ui.field_id[0] != '\0';
}
