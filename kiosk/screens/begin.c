/* SPDX-License-Identifier: MPL-2.0 */
/* Before the first question: language, who is there, yes or no, the pledge,
 * the course. */
#include "screens/inside.h"

/* --- welcome ----------------------------------------------------------- */

enum { SIGN_UNREVIEWED = 0x270E }; /* a pencil: still being worked on */

static void choose(struct stage *s, const struct language *l)
{
    text_copy(s->lang, sizeof s->lang, l->tag);
    s->rtl = l->rtl;
    s->unreviewed = !l->reviewed;
    s->talk->who &= ~(uint32_t)WHO_SIGN;
    go(s, SCREEN_WHO);
}

static void language_buttons(struct stage *s)
{
    struct languages *all = shelf_languages(s->shelf);
    struct ui *ui = &s->ui;
    int n = languages_count(all);
    struct rect grid = {0};
    bool unreviewed = false;
    for (int i = 0; i < n; i++) {
        const struct language *l = languages_at(all, i);
        struct rect at = grid_place(s, i, n + 1, 430, 200, &grid);
        const char *id = ui_id(ui, "lang-%s", l->tag);
        const char *frame_lang = ui->lang;
        ui->lang = l->tag;
        uint32_t mark = l->reviewed ? 0 : SIGN_UNREVIEWED;
        if (ui_button(ui, id, l->name, mark, at, LOOK_MAIN | LOOK_LEFT))
            choose(s, l);
        ui->lang = frame_lang;
        unreviewed |= !l->reviewed;
    }
    /* A language like the others, with Danish for what is written. */
    if (ui_button(ui, "lang-dsl", say_danish(s, "welcome.sign"), 0,
                  grid_place(s, n, n + 1, 430, 200, &grid), LOOK_MAIN)) {
        choose(s, languages_at(all, 0));
        s->talk->who = WHO_INTERPRETER | WHO_SIGN;
    }
    if (unreviewed)
        ui_text(ui, "unreviewed",
                arena_format(&ui->arena[ui->now], "\xE2\x9C\x8E %s",
                             say(s, "welcome.unreviewed")),
                NULL, TEXT_SMALL);
}

void screen_welcome(struct stage *s)
{
    struct ui *ui = &s->ui;
    /* Back from a talk: another language for the same answers. The bar is the
     * talk's, lest the next person take it for a beginning. */
    enum bar_hit hit = page_begin(s, s->in_talk ? BAR_TALK : BAR_DOORS);
    page_told(s);
    if (s->in_talk) {
        page_heading(s, "welcome.choose");
    } else {
        ui_text(ui, "welcome.title", say(s, "welcome.title"), NULL,
                TEXT_HEADING);
        ui_text(ui, "welcome.sender",
                say_with(s, "welcome.sender", "office", s->office->name,
                         "municipality", s->office->municipality, NULL),
                NULL, TEXT_SMALL);
    }
    ui_gap(ui, 20);
    language_buttons(s);
    page_end(s);
    if (hit == HIT_CODE)
        go(s, SCREEN_CODE_ENTRY);
    else if (hit == HIT_REPLIES)
        go(s, SCREEN_REPLIES);
    else if (hit == HIT_STAFF)
        go(s, SCREEN_STAFF_PIN);
}

/* --- who --------------------------------------------------------------- */

struct person {
    const char *id;
    uint32_t who, sign;
};

static const struct person people[] = {
    {"who-worker", WHO_WORKER, 0x1F465},
    {"who-colleague", WHO_COLLEAGUE, 0x1F464},
    {"who-interpreter", WHO_INTERPRETER, 0x1F5E3},
    {"who-companion", WHO_COMPANION, 0x1F91D},
    {"who-family", WHO_FAMILY, 0x1F46A},
    {"who-group", WHO_GROUP, 0x1F5EB},
};

static const char *word_of(const char *id)
{
    static const struct {
        const char *id, *text;
    } words[] = {
        {"who-worker", "who.worker"},
        {"who-colleague", "who.colleague"},
        {"who-interpreter", "who.interpreter"},
        {"who-companion", "who.companion"},
        {"who-family", "who.family"},
        {"who-group", "who.group"},
    };
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(words[i].id, id) == 0)
            return words[i].text;
    return id;
}

/* A language that nobody reviewed is not for being alone with. A demo office
 * lets one look at it: its banner says what it is. */
static bool must_not_be_alone(const struct stage *s)
{
    uint32_t with = WHO_WORKER | WHO_COLLEAGUE | WHO_INTERPRETER;
    return s->unreviewed && !s->office->demo && !(s->talk->who & with);
}

void screen_who(struct stage *s)
{
    struct ui *ui = &s->ui;
    bool off = must_not_be_alone(s);
    enum bar_hit hit =
        page_begin(s, BAR_BACK | BAR_NEXT | (off ? BAR_NEXT_OFF : 0));
    page_heading(s, "who.title");
    if (s->talk->who & WHO_FAMILY)
        page_text(s, "who.family-note", TEXT_NOTE);
    if (s->talk->who & WHO_COMPANION)
        page_text(s, "who.companion-note", TEXT_NOTE);
    int n = (int)(sizeof people / sizeof *people);
    struct rect grid = {0};
    for (int i = 0; i < n; i++) {
        const struct person *p = &people[i];
        struct rect at = grid_place(s, i, n, 900, 200, &grid);
        if (ui_toggle(ui, p->id, say(s, word_of(p->id)), p->sign, at,
                      s->talk->who & p->who))
            s->talk->who ^= p->who;
    }
    page_text(s, off ? "who.unreviewed" : "who.hint", TEXT_HELP);
    page_end(s);
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit == HIT_NEXT)
        go(s, SCREEN_START);
}

/* --- start ------------------------------------------------------------- */

static void to_course(struct stage *s)
{
    if (s->office->courses > 1)
        go(s, SCREEN_COURSE);
    else
        go_question(s, 0);
}

static void after_pledge(struct stage *s)
{
    if (s->talk->who & WHO_GROUP)
        go(s, SCREEN_GROUP);
    else
        to_course(s);
}

static void after_start(struct stage *s)
{
    begin_talk(s);
    ask_keeper(s, task_new(TASK_BEGIN, false));
    if (s->talk->who & WHO_INTERPRETER)
        go(s, SCREEN_PLEDGE);
    else
        after_pledge(s);
}

void screen_start(struct stage *s)
{
    struct ui *ui = &s->ui;
    page_yes_no(s, "start-yes", "start.yes", "start-no", "start.no");
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_YES_NO);
    page_told(s);
    /* No heading: the line about danger must be seen without scrolling. */
    page_text(s, "start.voluntary", TEXT_BODY);
    ui_gap(ui, 12);
    page_text(s, "start.kept", TEXT_BODY);
    ui_gap(ui, 12);
    page_text(s,
              s->talk->who & (WHO_WORKER | WHO_COLLEAGUE)
                  ? "start.danger-with"
                  : "start.danger-alone",
              TEXT_BODY);
    page_end(s);
    if (hit == HIT_YES) {
        after_start(s);
    } else if (hit == HIT_NO && s->in_talk && !talk_is_empty(s->talk)) {
        s->stopping = true; /* back here with something told: what of it? */
    } else if (hit == HIT_NO) {
        s->in_talk = false;
        go(s, SCREEN_THANKS);
        s->note = "thanks.refused";
    } else if (hit == HIT_BACK) {
        go_back(s);
    }
}

/* --- pledge: no question is shown before both yes ---------------------- */

static void where_interpreter_is(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    int gap = ui_mm(ui, 30);
    bool video = s->talk->who & WHO_VIDEO;
    if (ui_toggle(ui, "pledge-room", say(s, "pledge.room"), 0x1F5E3,
                  rect_part(row, 2, 0, gap), !video))
        s->talk->who &= ~(uint32_t)WHO_VIDEO;
    if (ui_toggle(ui, "pledge-video", say(s, "pledge.video"), 0x1F4FA,
                  rect_part(row, 2, 1, gap), video))
        s->talk->who |= WHO_VIDEO;
    ui_gap(ui, 20);
}

static void pledge_words(struct stage *s)
{
    static const char *const lines[] = {"pledge.booked", "pledge.everything",
                                        "pledge.neutral", "pledge.says"};
    struct ui *ui = &s->ui;
    page_heading(s, "pledge.title");
    where_interpreter_is(s);
    page_text(s, "pledge.hint", TEXT_HELP);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        page_text(s, lines[i], TEXT_BODY);
        ui_gap(ui, 15);
    }
}

void screen_pledge(struct stage *s)
{
    bool citizen = s->pledged;
    page_yes_no(s, citizen ? "citizen-yes" : "pledge-yes",
                citizen ? "pledge.citizen-yes" : "pledge.yes",
                citizen ? "citizen-no" : "pledge-no",
                citizen ? "pledge.citizen-no" : "pledge.no");
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_TALK | BAR_YES_NO);
    if (citizen)
        page_heading(s, "pledge.citizen");
    else
        pledge_words(s);
    if (s->note) {
        page_text(s, s->note, TEXT_NOTE);
        /* Never a relative instead: pause, and a professional is booked. */
        if (ui_button(&s->ui, "pause", say(s, "stop.pause"), 0x23F8,
                      ui_take(&s->ui, ui_mm(&s->ui, 200)), LOOK_LEFT))
            go(s, SCREEN_PAUSE);
    }
    page_end(s);
    if (hit == HIT_YES && citizen) {
        after_pledge(s);
    } else if (hit == HIT_YES) {
        s->pledged = true;
    } else if (hit == HIT_NO) {
        s->pledged = false;
        s->note = "pledge.refused";
    } else if (hit == HIT_BACK) {
        s->pledged = false;
        go_back(s);
    }
}

/* --- group: the ground rules ------------------------------------------- */

/* No more is asked than the release rule needs to know. */
static void how_many(struct stage *s)
{
    struct ui *ui = &s->ui;
    int gap = ui_mm(ui, 30);
    page_text(s, "group.how-many", TEXT_HEADING);
    ui_gap(ui, 10);
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    if (ui_toggle(ui, "group-few", say(s, "group.few"), 0x1F465,
                  rect_part(row, 2, 0, gap), !s->talk->five))
        s->talk->five = 0;
    if (ui_toggle(ui, "group-five", say(s, "group.five"), 0x1F5EB,
                  rect_part(row, 2, 1, gap), s->talk->five))
        s->talk->five = 1;
    ui_gap(ui, 15);
    page_text(s, "group.size", TEXT_HELP);
}

void screen_group(struct stage *s)
{
    static const char *const rules[] = {"group.speak", "group.stay",
                                        "group.strike", "group.share",
                                        "group.code"};
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_TALK);
    page_heading(s, "group.title");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++) {
        page_text(s, rules[i], TEXT_BODY);
        ui_gap(&s->ui, 15);
    }
    how_many(s);
    page_end(s);
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit == HIT_NEXT)
        to_course(s);
}

/* --- course ------------------------------------------------------------ */

void screen_course(struct stage *s)
{
    struct ui *ui = &s->ui;
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_TALK);
    page_heading(s, "course.title");
    bool chosen = false;
    struct rect grid = {0};
    for (int i = 0; i < s->office->courses; i++) {
        const struct course *c = &s->office->course[i];
        struct rect at = grid_place(s, i, s->office->courses, 900, 220, &grid);
        if (ui_button(ui, ui_id(ui, "course-%s", c->id), c->name, 0, at,
                      LOOK_MAIN)) {
            text_copy(s->talk->course, sizeof s->talk->course, c->id);
            chosen = true;
        }
    }
    page_end(s);
    if (chosen)
        go_question(s, 0);
    else if (hit == HIT_BACK)
        go_back(s);
}
