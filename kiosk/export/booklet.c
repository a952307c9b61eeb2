/* SPDX-License-Identifier: MPL-2.0 */
/* See booklet.h. */
#include "export/booklet.h"

#include "base/ceilings.h"
#include "export/edition.h"
#include "export/sheet_html.h"

struct telling {
    const struct cleared_booklet *b;
    const struct export_words *words;
    struct sheet *sheet;
    struct buf line; /* the message that is being filled in */
    char number[16], year[16], week[16], quarter[16];
    bool complete; /* no text was missing */
};

static struct plain said_count(struct telling *t, const char *id, int count)
{
    char digits[16];
    const char *text = t->words->say(t->words->self, "da", id);
    snprintf(digits, sizeof digits, "%d", count);
    const struct message_value values[] = {
        {"number", plain_of(t->number)},      {"year", plain_of(t->year)},
        {"week", plain_of(t->week)},          {"office", t->b->office},
        {"municipality", t->b->municipality}, {"course", t->b->course},
        {"count", plain_of(digits)},          {"quarter", plain_of(t->quarter)},
    };
    t->complete = t->complete && text;
    t->line.len = 0;
    if (text)
        message_fill(&t->line, text, values, sizeof values / sizeof *values);
    return buf_words(&t->line);
}

/* Says a text; any text may hold the facts of the booklet, and a count. */
static void say_count(struct telling *t, enum sheet_part part, const char *id,
                      int count)
{
    sheet_put(t->sheet, part, said_count(t, id, count));
}

static void say(struct telling *t, enum sheet_part part, const char *id)
{
    say_count(t, part, id, 0);
}

static void open(struct telling *t, enum sheet_part part)
{
    sheet_open(t->sheet, part);
}

static void close(struct telling *t, enum sheet_part part)
{
    sheet_close(t->sheet, part);
}

static void tell(struct telling *t, enum sheet_part part, struct plain words)
{
    sheet_put(t->sheet, part, words);
}

static bool for_council(const struct telling *t)
{
    return t->b->reader == READER_COUNCIL;
}

static const char *when(const struct telling *t)
{
    return for_council(t) ? "booklet.quarter" : "booklet.week";
}

static void tell_front(struct telling *t)
{
    bool council = for_council(t);
    open(t, PART_FRONT);
    say(t, PART_KICKER,
        council ? "booklet.kicker.council" : "booklet.kicker.team");
    say(t, PART_TITLE, "booklet.title");
    open(t, PART_FACTS);
    open(t, PART_FACT);
    say(t, PART_STRONG, when(t));
    say(t, PART_SOFT, council ? "booklet.to.council" : "booklet.to.team");
    close(t, PART_FACT);
    open(t, PART_FACT);
    tell(t, PART_STRONG, t->b->office);
    tell(t, PART_SOFT, t->b->municipality);
    close(t, PART_FACT);
    if (t->b->course.len) {
        open(t, PART_FACT);
        say(t, PART_STRONG, "booklet.course");
        tell(t, PART_SOFT, t->b->course);
        close(t, PART_FACT);
    }
    close(t, PART_FACTS);
    close(t, PART_FRONT);
}

static void tell_plan_part(struct telling *t, const char *id,
                           struct plain words)
{
    if (words.len == 0)
        return;
    say(t, PART_PLAN_TITLE, id);
    tell(t, PART_PLAN_TEXT, words);
}

static void tell_plan(struct telling *t)
{
    const struct cleared_booklet *b = t->b;
    if (!b->purpose.len && !b->criteria.len && !b->next_step.len)
        return;
    open(t, PART_PLAN);
    tell_plan_part(t, "booklet.plan.purpose", b->purpose);
    tell_plan_part(t, "booklet.plan.criteria", b->criteria);
    tell_plan_part(t, "booklet.plan.next", b->next_step);
    close(t, PART_PLAN);
}

static void tell_reading(struct telling *t)
{
    static const char *const rules[] = {
        "booklet.read.words", "booklet.read.approved", "booklet.read.gap",
        "booklet.read.five",  "booklet.read.draw",     "booklet.read.learn",
        "booklet.read.care",
    };
    tell_plan(t);
    open(t, PART_RULES);
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        say(t, PART_RULE, rules[i]);
    if (t->b->hidden_by_staff > 0)
        say_count(t, PART_RULE, "booklet.read.staff", t->b->hidden_by_staff);
    else
        say(t, PART_RULE, "booklet.read.staff-none");
    close(t, PART_RULES);
}

static void tell_reply_half(struct telling *t, const char *what,
                            struct plain words)
{
    open(t, PART_REPLY_HALF);
    say(t, PART_REPLY_WHAT, what);
    tell(t, PART_REPLY_WORDS, words);
    close(t, PART_REPLY_HALF);
}

static void tell_replies(struct telling *t)
{
    for (int i = 0; i < t->b->replies; i++) {
        const struct cleared_reply *r = &t->b->reply[i];
        open(t, PART_REPLY);
        tell_reply_half(t, "booklet.since.heard", r->heard);
        tell_reply_half(
            t, r->managed ? "booklet.since.did" : "booklet.since.not", r->did);
        close(t, PART_REPLY);
    }
    if (t->b->replies == 0)
        say(t, PART_TEXT, "booklet.since.none");
}

static void tell_note(struct telling *t, bool afterwards)
{
    if (afterwards)
        say(t, PART_NOTE, "booklet.translated");
}

static void tell_story(struct telling *t, const struct cleared_story *s)
{
    open(t, PART_STORY);
    if (s->title.len)
        tell(t, PART_STORY_TITLE, s->title);
    else
        say(t, PART_STORY_TITLE, "booklet.story.untitled");
    open(t, PART_STORY_TEXT);
    for (int i = 0; i < s->sentences; i++) {
        if (i > 0)
            sheet_words(t->sheet, plain_of(" "));
        sheet_words(t->sheet, s->sentence[i]);
    }
    close(t, PART_STORY_TEXT);
    tell_note(t, s->translated_afterwards);
    close(t, PART_STORY);
}

static void tell_stories(struct telling *t)
{
    if (t->b->stories == 0) {
        say(t, PART_TEXT, "booklet.stories.none");
        return;
    }
    say_count(t, PART_INTRO, "booklet.stories.intro", t->b->story_tellers);
    for (int i = 0; i < t->b->stories; i++)
        tell_story(t, &t->b->story[i]);
}

static void tell_lines(struct telling *t, const struct cleared_sentence *s,
                       int n)
{
    open(t, PART_LINES);
    for (int i = 0; i < n; i++) {
        open(t, PART_LINE);
        sheet_words(t->sheet, s[i].words);
        tell_note(t, s[i].translated_afterwards);
        close(t, PART_LINE);
    }
    close(t, PART_LINES);
}

static void tell_answers(struct telling *t)
{
    if (t->b->sections == 0) {
        say(t, PART_TEXT, "booklet.answers.none");
        return;
    }
    say(t, PART_INTRO, "booklet.answers.intro");
    for (int i = 0; i < t->b->sections; i++) {
        const struct cleared_section *s = &t->b->section[i];
        open(t, PART_QUESTION);
        tell(t, PART_QUESTION_TITLE, s->title);
        tell(t, PART_ASKED, s->question);
        say_count(t, PART_COUNT, "booklet.answers.count", s->tellers);
        tell_lines(t, s->sentence, s->sentences);
        close(t, PART_QUESTION);
    }
}

static const char *came_of_it(int direction)
{
    static const char *const ids[] = {
        [CLEARED_BETTER] = "booklet.part.better",
        [CLEARED_WORSE] = "booklet.part.worse",
        [CLEARED_BOTH] = "booklet.part.both",
        [CLEARED_UNKNOWN] = "booklet.part.unknown",
    };
    bool known = edition_direction(direction) != NULL;
    return ids[known ? direction : CLEARED_UNKNOWN];
}

static void draw_links(struct telling *t)
{
    struct bands *bands = malloc(sizeof *bands);
    struct plain words[5] = {{NULL, 0}};
    struct buf said[5];
    for (int d = CLEARED_BETTER; d <= CLEARED_UNKNOWN; d++) {
        said[d] = (struct buf){.max = t->line.max};
        buf_plain(&said[d], said_count(t, came_of_it(d), 0));
        words[d] = buf_words(&said[d]);
    }
    t->complete = t->complete && bands;
    if (bands && bands_place(bands, t->b->link, t->b->links, words)) {
        open(t, PART_PICTURE);
        t->sheet->bands(t->sheet->self, bands);
        close(t, PART_PICTURE);
    }
    for (int d = CLEARED_BETTER; d <= CLEARED_UNKNOWN; d++)
        buf_wipe(&said[d]);
    free(bands);
}

static void tell_head(struct telling *t, enum sheet_part row,
                      const char *const ids[3])
{
    open(t, PART_HEAD);
    open(t, row);
    for (int i = 0; i < 3; i++)
        say(t, PART_HEAD_CELL, ids[i]);
    close(t, row);
    close(t, PART_HEAD);
}

static void tell_links(struct telling *t)
{
    static const char *const head[] = {"booklet.part.who", "booklet.part.what",
                                       "booklet.part.count"};
    if (t->b->links == 0)
        return;
    draw_links(t);
    open(t, PART_TABLE);
    tell_head(t, PART_HEAD_ROW, head);
    open(t, PART_ROWS);
    for (int i = 0; i < t->b->links; i++) {
        const struct cleared_link *l = &t->b->link[i];
        open(t, PART_ROW);
        tell(t, PART_ROW_NAME, l->word);
        say(t, PART_CELL, came_of_it(l->direction));
        say_count(t, PART_CELL, "booklet.at-least", l->tellers);
        close(t, PART_ROW);
    }
    close(t, PART_ROWS);
    close(t, PART_TABLE);
}

static void tell_themes(struct telling *t)
{
    if (t->b->themes == 0)
        return;
    open(t, PART_THEMES);
    say(t, PART_THEMES_TITLE, "booklet.themes");
    open(t, PART_THEME_LIST);
    for (int i = 0; i < t->b->themes; i++) {
        open(t, PART_THEME);
        tell(t, PART_STRONG, t->b->theme[i].word);
        say_count(t, PART_SOFT, "booklet.at-least", t->b->theme[i].tellers);
        close(t, PART_THEME);
    }
    close(t, PART_THEME_LIST);
    close(t, PART_THEMES);
}

static void tell_parts(struct telling *t)
{
    say(t, PART_INTRO, "booklet.part.intro");
    tell_links(t);
    tell_themes(t);
}

static void tell_workers(struct telling *t)
{
    say_count(t, PART_INTRO, "booklet.workers.intro", t->b->worker_tellers);
    tell_lines(t, t->b->worker, t->b->workers);
}

static void tell_meeting(struct telling *t)
{
    enum { ROWS = 6 }; /* with the questions they fill one A4 page */
    static const char *const head[] = {
        "booklet.meeting.do", "booklet.meeting.who", "booklet.meeting.when"};
    const char *const asks[] = {
        "booklet.meeting.know",
        "booklet.meeting.monday",
        "booklet.meeting.change",
        for_council(t) ? "booklet.meeting.more" : "booklet.meeting.council",
    };
    open(t, PART_ASKS);
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        say(t, PART_ASK, asks[i]);
    close(t, PART_ASKS);
    open(t, PART_FILL);
    say(t, PART_CAPTION, "booklet.meeting.table");
    tell_head(t, PART_FILL_HEAD, head);
    open(t, PART_ROWS);
    for (int i = 0; i < ROWS; i++) {
        open(t, PART_FILL_ROW);
        for (int k = 0; k < 3; k++)
            tell(t, PART_FILL_CELL, plain_of(""));
        close(t, PART_FILL_ROW);
    }
    close(t, PART_ROWS);
    close(t, PART_FILL);
}

static bool has_parts(const struct cleared_booklet *b)
{
    return b->links || b->themes;
}

static bool has_workers(const struct cleared_booklet *b)
{
    return b->workers > 0;
}

/* The booklet in its order. What may be left out has a "has". */
static const struct part {
    const char *name, *title;
    bool (*has)(const struct cleared_booklet *b);
    void (*tell)(struct telling *t);
    enum sheet_part as;
} parts[] = {
    {"read", "booklet.read", NULL, tell_reading, PART_SECTION},
    {"since", "booklet.since", NULL, tell_replies, PART_SECTION},
    {"stories", "booklet.stories", NULL, tell_stories, PART_SECTION},
    {"answers", "booklet.answers", NULL, tell_answers, PART_SECTION},
    {"part", "booklet.part", has_parts, tell_parts, PART_SECTION},
    {"workers", "booklet.workers", has_workers, tell_workers, PART_SECTION},
    {"meeting", "booklet.meeting", NULL, tell_meeting, PART_SECTION_NEW},
};
enum { PARTS = sizeof parts / sizeof *parts };

static bool has(const struct telling *t, const struct part *part)
{
    return !part->has || part->has(t->b);
}

static void title_named(struct telling *t, enum sheet_part part,
                        const char *name, const char *id)
{
    sheet_open_named(t->sheet, part, name);
    sheet_words(t->sheet, said_count(t, id, 0));
    sheet_close(t->sheet, part);
}

static void tell_contents(struct telling *t)
{
    sheet_open_named(t->sheet, PART_CONTENTS, "contents");
    title_named(t, PART_CONTENTS_TITLE, "contents", "booklet.contents");
    open(t, PART_CONTENTS_LIST);
    for (int i = 0; i < PARTS; i++) {
        if (!has(t, &parts[i]))
            continue;
        open(t, PART_CONTENTS_ITEM);
        title_named(t, PART_LINK, parts[i].name, parts[i].title);
        close(t, PART_CONTENTS_ITEM);
    }
    close(t, PART_CONTENTS_LIST);
    close(t, PART_CONTENTS);
}

static void tell_main(struct telling *t)
{
    open(t, PART_MAIN);
    for (int i = 0; i < PARTS; i++) {
        if (!has(t, &parts[i]))
            continue;
        sheet_open_named(t->sheet, parts[i].as, parts[i].name);
        title_named(t, PART_SECTION_TITLE, parts[i].name, parts[i].title);
        parts[i].tell(t);
        close(t, parts[i].as);
    }
    close(t, PART_MAIN);
}

static struct telling telling_of(const struct cleared *c,
                                 const struct export_words *words,
                                 struct sheet *sheet)
{
    struct telling t = {.b = cleared_booklet(c),
                        .words = words,
                        .sheet = sheet,
                        .line = {.max = CEIL_CATALOGUE_FILE},
                        .complete = true};
    snprintf(t.number, sizeof t.number, "%d", t.b->number);
    snprintf(t.year, sizeof t.year, "%d", t.b->year);
    snprintf(t.week, sizeof t.week, "%d", t.b->week);
    snprintf(t.quarter, sizeof t.quarter, "%d", edition_quarter(t.b->week));
    return t;
}

void booklet_foot(const struct cleared *c, const struct export_words *words,
                  struct buf *out)
{
    struct telling t = telling_of(c, words, NULL);
    buf_plain(out, said_count(&t, "booklet.title", 0));
    buf_text(out, " \xC2\xB7 ");
    buf_plain(out, said_count(&t, when(&t), 0));
    buf_text(out, " \xC2\xB7 ");
    buf_plain(out, t.b->office);
    buf_wipe(&t.line);
}

bool booklet_tell(const struct cleared *c, const struct export_words *words,
                  struct sheet *sheet)
{
    if (!edition_name(cleared_for(c)))
        return false;
    struct telling t = telling_of(c, words, sheet);
    const char *title =
        for_council(&t) ? "booklet.document.council" : "booklet.document";
    sheet->begin(sheet->self, said_count(&t, title, 0), "da");
    tell_front(&t);
    tell_contents(&t);
    tell_main(&t);
    open(&t, PART_FOOT);
    say(&t, PART_FOOT_TEXT, "booklet.foot");
    close(&t, PART_FOOT);
    sheet->end(sheet->self);
    bool whole = t.complete && !t.line.full;
    buf_wipe(&t.line);
    return whole;
}

bool booklet_html(const struct cleared *c, const struct export_words *words,
                  struct buf *out)
{
    struct sheet_html page = {out};
    struct sheet sheet = sheet_html(&page);
    return booklet_tell(c, words, &sheet) && !out->full;
}
