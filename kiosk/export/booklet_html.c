/* SPDX-License-Identifier: MPL-2.0 */
/* See booklet_html.h. Markup is written by mark() and holds constants only;
 * whatever comes from outside goes through html.h. */
#include "export/booklet_html.h"

#include "export/booklet_style.h"
#include "export/edition.h"
#include "export/html.h"

struct page {
    const struct cleared_booklet *b;
    const struct booklet_words *words;
    struct buf *out;
    char number[16], year[16], week[16];
    bool complete; /* no text was missing */
};

static void mark(struct page *p, const char *constant_markup)
{
    buf_text(p->out, constant_markup);
}

static const char *text_of(struct page *p, const char *id)
{
    const char *text = p->words->say(p->words->self, id);
    if (text)
        return text;
    p->complete = false;
    return "";
}

/* Says a text; any text may hold the facts of the booklet, and a count. */
static void say_count(struct page *p, const char *id, int count)
{
    char digits[16];
    snprintf(digits, sizeof digits, "%d", count);
    const struct html_value values[] = {
        {"number", plain_of(p->number)},      {"year", plain_of(p->year)},
        {"week", plain_of(p->week)},          {"office", p->b->office},
        {"municipality", p->b->municipality}, {"course", p->b->course},
        {"count", plain_of(digits)},
    };
    html_message(p->out, text_of(p, id), values,
                 sizeof values / sizeof *values);
}

static void say(struct page *p, const char *id)
{
    say_count(p, id, 0);
}

/* A text between two pieces of markup. */
static void put(struct page *p, const char *before, const char *id,
                const char *after)
{
    mark(p, before);
    say(p, id);
    mark(p, after);
}

static void tell(struct page *p, const char *before, struct plain words,
                 const char *after)
{
    mark(p, before);
    html_told(p->out, words);
    mark(p, after);
}

static bool for_council(const struct page *p)
{
    return p->b->reader == READER_COUNCIL;
}

static void write_head(struct page *p)
{
    mark(p, "<!DOCTYPE html>\n<html lang=\"da\">\n<head>\n"
            "<meta charset=\"utf-8\">\n"
            "<meta http-equiv=\"Content-Security-Policy\" "
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
            "<meta name=\"viewport\" "
            "content=\"width=device-width, initial-scale=1\">\n"
            "<meta name=\"robots\" content=\"noindex\">\n");
    put(p, "<title>", "booklet.document", "</title>\n<style>\n");
    mark(p, booklet_style);
    mark(p, "</style>\n</head>\n<body>\n");
}

static void write_front(struct page *p)
{
    bool council = for_council(p);
    put(p, "<header class=\"front\">\n<p class=\"kicker\">",
        council ? "booklet.kicker.council" : "booklet.kicker.team", "</p>\n");
    put(p, "<h1>", "booklet.title", "</h1>\n<ul class=\"facts\">\n");
    put(p, "<li><strong>", "booklet.week", "</strong> ");
    put(p, "<span>", council ? "booklet.to.council" : "booklet.to.team",
        "</span></li>\n");
    tell(p, "<li><strong>", p->b->office, "</strong> ");
    tell(p, "<span>", p->b->municipality, "</span></li>\n");
    if (p->b->course.len) {
        put(p, "<li><strong>", "booklet.course", "</strong> ");
        tell(p, "<span>", p->b->course, "</span></li>\n");
    }
    mark(p, "</ul>\n</header>\n");
}

static void write_plan_part(struct page *p, const char *id, struct plain words)
{
    if (words.len == 0)
        return;
    put(p, "<h3>", id, "</h3>\n");
    tell(p, "<p>", words, "</p>\n");
}

static void write_reading(struct page *p)
{
    static const char *const rules[] = {
        "booklet.read.words", "booklet.read.approved", "booklet.read.gap",
        "booklet.read.five",  "booklet.read.draw",     "booklet.read.learn",
        "booklet.read.care",
    };
    const struct cleared_booklet *b = p->b;
    if (b->purpose.len || b->criteria.len || b->next_step.len) {
        mark(p, "<div class=\"plan\">\n");
        write_plan_part(p, "booklet.plan.purpose", b->purpose);
        write_plan_part(p, "booklet.plan.criteria", b->criteria);
        write_plan_part(p, "booklet.plan.next", b->next_step);
        mark(p, "</div>\n");
    }
    mark(p, "<ul class=\"rules\">\n");
    for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
        put(p, "<li>", rules[i], "</li>\n");
    mark(p, "<li>");
    if (b->hidden_by_staff > 0)
        say_count(p, "booklet.read.staff", b->hidden_by_staff);
    else
        say(p, "booklet.read.staff-none");
    mark(p, "</li>\n</ul>\n");
}

static void write_replies(struct page *p)
{
    for (int i = 0; i < p->b->replies; i++) {
        const struct cleared_reply *r = &p->b->reply[i];
        put(p, "<dl class=\"reply\">\n<div><dt>", "booklet.since.heard",
            "</dt>\n");
        tell(p, "<dd>", r->heard, "</dd></div>\n");
        put(p, "<div><dt>",
            r->managed ? "booklet.since.did" : "booklet.since.not", "</dt>\n");
        tell(p, "<dd>", r->did, "</dd></div>\n</dl>\n");
    }
    if (p->b->replies == 0)
        put(p, "<p>", "booklet.since.none", "</p>\n");
}

static void write_note(struct page *p, const char *before, bool afterwards,
                       const char *after)
{
    if (afterwards)
        put(p, before, "booklet.translated", after);
}

static void write_story(struct page *p, const struct cleared_story *s)
{
    mark(p, "<article class=\"story\">\n<h3>");
    if (s->title.len)
        html_told(p->out, s->title);
    else
        say(p, "booklet.story.untitled");
    mark(p, "</h3>\n<p class=\"told\">");
    for (int i = 0; i < s->sentences; i++)
        tell(p, i > 0 ? "\n" : "", s->sentence[i], "");
    mark(p, "</p>\n");
    write_note(p, "<p class=\"note\">", s->translated_afterwards, "</p>\n");
    mark(p, "</article>\n");
}

static void write_stories(struct page *p)
{
    if (p->b->stories == 0) {
        put(p, "<p>", "booklet.stories.none", "</p>\n");
        return;
    }
    mark(p, "<p class=\"intro\">");
    say_count(p, "booklet.stories.intro", p->b->story_tellers);
    mark(p, "</p>\n");
    for (int i = 0; i < p->b->stories; i++)
        write_story(p, &p->b->story[i]);
}

static void write_lines(struct page *p, const struct cleared_sentence *s, int n)
{
    mark(p, "<ul class=\"lines\">\n");
    for (int i = 0; i < n; i++) {
        tell(p, "<li>", s[i].words, "");
        write_note(p, "\n<p class=\"note\">", s[i].translated_afterwards,
                   "</p>");
        mark(p, "</li>\n");
    }
    mark(p, "</ul>\n");
}

static void write_answers(struct page *p)
{
    if (p->b->sections == 0) {
        put(p, "<p>", "booklet.answers.none", "</p>\n");
        return;
    }
    put(p, "<p class=\"intro\">", "booklet.answers.intro", "</p>\n");
    for (int i = 0; i < p->b->sections; i++) {
        const struct cleared_section *s = &p->b->section[i];
        tell(p, "<section class=\"question\">\n<h3>", s->title, "</h3>\n");
        tell(p, "<p class=\"asked\">", s->question, "</p>\n");
        mark(p, "<p class=\"count\">");
        say_count(p, "booklet.answers.count", s->tellers);
        mark(p, "</p>\n");
        write_lines(p, s->sentence, s->sentences);
        mark(p, "</section>\n");
    }
}

static void say_at_least(struct page *p, int tellers, const char *after)
{
    say_count(p, "booklet.at-least", tellers);
    mark(p, after);
}

static void write_links(struct page *p)
{
    static const char *const came_of_it[] = {
        [CLEARED_BETTER] = "booklet.part.better",
        [CLEARED_WORSE] = "booklet.part.worse",
        [CLEARED_BOTH] = "booklet.part.both",
        [CLEARED_UNKNOWN] = "booklet.part.unknown",
    };
    if (p->b->links == 0)
        return;
    put(p, "<table>\n<thead><tr><th scope=\"col\">", "booklet.part.who",
        "</th>");
    put(p, "<th scope=\"col\">", "booklet.part.what", "</th>");
    put(p, "<th scope=\"col\">", "booklet.part.count",
        "</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < p->b->links; i++) {
        const struct cleared_link *l = &p->b->link[i];
        bool known = edition_direction(l->direction) != NULL;
        tell(p, "<tr><th scope=\"row\">", l->word, "</th><td>");
        say(p, came_of_it[known ? l->direction : CLEARED_UNKNOWN]);
        mark(p, "</td><td>");
        say_at_least(p, l->tellers, "</td></tr>\n");
    }
    mark(p, "</tbody>\n</table>\n");
}

static void write_themes(struct page *p)
{
    if (p->b->themes == 0)
        return;
    put(p, "<div class=\"themes\">\n<h3>", "booklet.themes", "</h3>\n<ul>\n");
    for (int i = 0; i < p->b->themes; i++) {
        tell(p, "<li><strong>", p->b->theme[i].word, "</strong> (");
        say_at_least(p, p->b->theme[i].tellers, ")</li>\n");
    }
    mark(p, "</ul>\n</div>\n");
}

static void write_parts(struct page *p)
{
    put(p, "<p class=\"intro\">", "booklet.part.intro", "</p>\n");
    write_links(p);
    write_themes(p);
}

static void write_workers(struct page *p)
{
    mark(p, "<p class=\"intro\">");
    say_count(p, "booklet.workers.intro", p->b->worker_tellers);
    mark(p, "</p>\n");
    write_lines(p, p->b->worker, p->b->workers);
}

static void write_meeting(struct page *p)
{
    enum { ROWS = 6 }; /* with the questions they fill one A4 page */
    const char *const asks[] = {
        "booklet.meeting.know",
        "booklet.meeting.monday",
        "booklet.meeting.change",
        for_council(p) ? "booklet.meeting.more" : "booklet.meeting.council",
    };
    mark(p, "<ol class=\"ask\">\n");
    for (size_t i = 0; i < sizeof asks / sizeof *asks; i++)
        put(p, "<li>", asks[i], "</li>\n");
    put(p, "</ol>\n<table class=\"plan-table\">\n<caption>",
        "booklet.meeting.table", "</caption>\n<thead><tr>");
    put(p, "<th scope=\"col\">", "booklet.meeting.do", "</th>");
    put(p, "<th scope=\"col\">", "booklet.meeting.who", "</th>");
    put(p, "<th scope=\"col\">", "booklet.meeting.when",
        "</th></tr></thead>\n<tbody>\n");
    for (int i = 0; i < ROWS; i++)
        mark(p, "<tr><td></td><td></td><td></td></tr>\n");
    mark(p, "</tbody>\n</table>\n");
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
    const char *open, *link, *title;
    bool (*has)(const struct cleared_booklet *b);
    void (*write)(struct page *p);
} parts[] = {
    {"<section aria-labelledby=\"read\">\n<h2 id=\"read\">",
     "<li><a href=\"#read\">", "booklet.read", NULL, write_reading},
    {"<section aria-labelledby=\"since\">\n<h2 id=\"since\">",
     "<li><a href=\"#since\">", "booklet.since", NULL, write_replies},
    {"<section aria-labelledby=\"stories\">\n<h2 id=\"stories\">",
     "<li><a href=\"#stories\">", "booklet.stories", NULL, write_stories},
    {"<section aria-labelledby=\"answers\">\n<h2 id=\"answers\">",
     "<li><a href=\"#answers\">", "booklet.answers", NULL, write_answers},
    {"<section aria-labelledby=\"part\">\n<h2 id=\"part\">",
     "<li><a href=\"#part\">", "booklet.part", has_parts, write_parts},
    {"<section aria-labelledby=\"workers\">\n<h2 id=\"workers\">",
     "<li><a href=\"#workers\">", "booklet.workers", has_workers,
     write_workers},
    {"<section class=\"meeting\" aria-labelledby=\"meeting\">\n"
     "<h2 id=\"meeting\">",
     "<li><a href=\"#meeting\">", "booklet.meeting", NULL, write_meeting},
};
enum { PARTS = sizeof parts / sizeof *parts };

static bool has(const struct page *p, const struct part *part)
{
    return !part->has || part->has(p->b);
}

static void write_contents(struct page *p)
{
    put(p,
        "<nav class=\"contents\" aria-labelledby=\"contents\">\n"
        "<h2 id=\"contents\">",
        "booklet.contents", "</h2>\n<ol>\n");
    for (int i = 0; i < PARTS; i++)
        if (has(p, &parts[i]))
            put(p, parts[i].link, parts[i].title, "</a></li>\n");
    mark(p, "</ol>\n</nav>\n");
}

static void write_main(struct page *p)
{
    mark(p, "<main>\n");
    for (int i = 0; i < PARTS; i++) {
        if (!has(p, &parts[i]))
            continue;
        put(p, parts[i].open, parts[i].title, "</h2>\n");
        parts[i].write(p);
        mark(p, "</section>\n");
    }
    mark(p, "</main>\n");
}

bool booklet_html(const struct cleared *c, const struct booklet_words *w,
                  struct buf *out)
{
    if (!edition_name(cleared_for(c)))
        return false;
    struct page p = {
        .b = cleared_booklet(c), .words = w, .out = out, .complete = true};
    snprintf(p.number, sizeof p.number, "%d", p.b->number);
    snprintf(p.year, sizeof p.year, "%d", p.b->year);
    snprintf(p.week, sizeof p.week, "%d", p.b->week);
    write_head(&p);
    write_front(&p);
    write_contents(&p);
    write_main(&p);
    put(&p, "<footer class=\"back\">\n<p>", "booklet.foot",
        "</p>\n</footer>\n");
    mark(&p, "</body>\n</html>\n");
    return p.complete && !out->full;
}
