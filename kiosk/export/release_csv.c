/* SPDX-License-Identifier: MPL-2.0 */
/* See release_csv.h. Every cell goes through csv_cell(). */
#include "export/release_csv.h"

#include "export/csv.h"
#include "export/edition.h"

enum column {
    KIND,
    QUESTION,
    TITLE,
    TEXT,
    CONTRIBUTOR,
    DIRECTION,
    THEME,
    AT_LEAST,
    AFTERWARDS,
    PERIOD,
    BOOKLET,
    EDITION,
    OFFICE,
    MUNICIPALITY,
    COURSE,
    COLUMNS
};

static const char *const column_names[COLUMNS] = {
    "kind",   "question",     "title",
    "text",   "contributor",  "direction",
    "theme",  "at_least",     "translated_afterwards",
    "period", "booklet",      "edition",
    "office", "municipality", "course",
};

struct row {
    struct plain cell[COLUMNS];
    char number[16];
};

struct table {
    struct buf *out;
    struct row edition; /* what each row repeats */
    char period[EDITION_PERIOD];
};

static void write_row(struct table *t, const struct row *r)
{
    for (int i = 0; i < COLUMNS; i++) {
        if (i > 0)
            buf_text(t->out, ";");
        csv_cell(t->out, i >= PERIOD ? t->edition.cell[i] : r->cell[i]);
    }
    buf_text(t->out, "\r\n");
}

static void set_number(struct row *r, int column, int number)
{
    snprintf(r->number, sizeof r->number, "%d", number);
    r->cell[column] = plain_of(r->number);
}

static struct plain yes_no(bool yes)
{
    return plain_of(yes ? "yes" : "no");
}

static void write_header(struct table *t)
{
    buf_text(t->out, CSV_MARK);
    for (int i = 0; i < COLUMNS; i++) {
        buf_text(t->out, i > 0 ? ";" : "");
        buf_text(t->out, column_names[i]);
    }
    buf_text(t->out, "\r\n");
}

static void write_story(struct table *t, const struct cleared_story *s,
                        int tellers)
{
    struct buf whole = {.max = t->out->max};
    for (int i = 0; i < s->sentences; i++) {
        buf_text(&whole, i > 0 ? " " : "");
        buf_plain(&whole, s->sentence[i]);
    }
    struct row r = {.cell = {[KIND] = plain_of("story"),
                             [TITLE] = s->title,
                             [TEXT] = buf_words(&whole),
                             [AFTERWARDS] = yes_no(s->translated_afterwards)}};
    set_number(&r, AT_LEAST, tellers);
    write_row(t, &r);
    t->out->full |= whole.full;
    buf_wipe(&whole);
}

static void write_section(struct table *t, const struct cleared_section *s)
{
    for (int i = 0; i < s->sentences; i++) {
        const struct cleared_sentence *said = &s->sentence[i];
        struct row r = {
            .cell = {[KIND] = plain_of("sentence"),
                     [QUESTION] = s->question_id,
                     [TITLE] = s->title,
                     [TEXT] = said->words,
                     [AFTERWARDS] = yes_no(said->translated_afterwards)}};
        set_number(&r, AT_LEAST, s->tellers);
        write_row(t, &r);
    }
}

static void write_workers(struct table *t, const struct cleared_booklet *b)
{
    for (int i = 0; i < b->workers; i++) {
        struct row r = {
            .cell = {[KIND] = plain_of("worker"), [TEXT] = b->worker[i].words}};
        set_number(&r, AT_LEAST, b->worker_tellers);
        write_row(t, &r);
    }
}

static void write_links(struct table *t, const struct cleared_booklet *b)
{
    for (int i = 0; i < b->links; i++) {
        const struct cleared_link *l = &b->link[i];
        struct row r = {
            .cell = {[KIND] = plain_of("link"),
                     [CONTRIBUTOR] = l->word,
                     [DIRECTION] = plain_of(edition_direction(l->direction))}};
        set_number(&r, AT_LEAST, l->tellers);
        write_row(t, &r);
    }
}

static void write_themes(struct table *t, const struct cleared_booklet *b)
{
    for (int i = 0; i < b->themes; i++) {
        struct row r = {
            .cell = {[KIND] = plain_of("theme"), [THEME] = b->theme[i].word}};
        set_number(&r, AT_LEAST, b->theme[i].tellers);
        write_row(t, &r);
    }
}

static void write_replies(struct table *t, const struct cleared_booklet *b)
{
    for (int i = 0; i < b->replies; i++) {
        const struct cleared_reply *reply = &b->reply[i];
        struct row r = {.cell = {[KIND] = plain_of("reply"),
                                 [TITLE] = reply->heard,
                                 [TEXT] = reply->did,
                                 [DIRECTION] = plain_of(
                                     reply->managed ? "done" : "not-done")}};
        write_row(t, &r);
    }
}

bool release_csv(const struct cleared *c, struct buf *out, struct fault *why)
{
    const struct cleared_booklet *b = cleared_booklet(c);
    const char *edition = edition_name(cleared_for(c));
    struct table t = {.out = out};
    if (!edition || !edition_period(b, t.period))
        return fault_set(why, FAULT_INPUT,
                         "release.csv is for a weekly or council edition");
    t.edition.cell[PERIOD] = plain_of(t.period);
    t.edition.cell[EDITION] = plain_of(edition);
    t.edition.cell[OFFICE] = b->office;
    t.edition.cell[MUNICIPALITY] = b->municipality;
    t.edition.cell[COURSE] = b->course;
    set_number(&t.edition, BOOKLET, b->number);
    write_header(&t);
    for (int i = 0; i < b->stories; i++)
        write_story(&t, &b->story[i], b->story_tellers);
    for (int i = 0; i < b->sections; i++)
        write_section(&t, &b->section[i]);
    write_workers(&t, b);
    write_links(&t, b);
    write_themes(&t, b);
    write_replies(&t, b);
    if (out->full)
        return fault_set(why, FAULT_LIMIT,
                         "release.csv does not fit in memory");
    return true;
}
