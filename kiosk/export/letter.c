/* SPDX-License-Identifier: MPL-2.0 */
/* See letter.h. The letter is in its reader's language; Danish stands beside
 * it, for whomever they show it to. */
#include "export/letter.h"

#include "base/ceilings.h"
#include "export/sheet_html.h"

/* Side by side lies in one row, and no page break cuts a row. Half a page, in
 * the widest script and the narrowest column. */
enum { SIDE_MOST = 600, SIDE_LINE = 26 };

struct telling {
    const struct cleared_letter *l;
    const struct export_words *words;
    struct sheet *sheet;
    struct buf line; /* the message that is being filled in */
    bool danish;
    bool complete; /* no text was missing */
};

static struct plain said_in(struct telling *t, const char *lang, const char *id)
{
    char year[16], week[16];
    const char *text = t->words->say(t->words->self, lang, id);
    snprintf(year, sizeof year, "%d", t->l->year);
    snprintf(week, sizeof week, "%d", t->l->week);
    const struct message_value values[] = {
        {"year", plain_of(year)},
        {"week", plain_of(week)},
        {"office", t->l->office},
        {"municipality", t->l->municipality},
    };
    t->complete = t->complete && text;
    t->line.len = 0;
    if (text)
        message_fill(&t->line, text, values, sizeof values / sizeof *values);
    return buf_words(&t->line);
}

static struct plain said(struct telling *t, const char *id)
{
    return said_in(t, t->l->lang, id);
}

static void say(struct telling *t, enum sheet_part part, const char *id)
{
    sheet_put(t->sheet, part, said(t, id));
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
    if (words.len)
        sheet_put(t->sheet, part, words);
}

/* The office's own words, and whatever else is Danish. */
static void open_danish(struct telling *t, enum sheet_part part)
{
    sheet_open_in(t->sheet, part, t->danish ? NULL : "da", false);
}

/* --- The front ---------------------------------------------------------- */

static struct plain title(struct telling *t)
{
    return t->l->title.len ? t->l->title : said(t, "letter.untitled");
}

static void tell_front(struct telling *t)
{
    open(t, PART_FRONT);
    say(t, PART_KICKER, "letter.kicker");
    tell(t, PART_TITLE, title(t));
    open(t, PART_FACTS);
    open(t, PART_FACT);
    say(t, PART_STRONG, "booklet.week");
    close(t, PART_FACT);
    open_danish(t, PART_FACT);
    tell(t, PART_STRONG, t->l->office);
    tell(t, PART_SOFT, t->l->municipality);
    close(t, PART_FACT);
    if (t->l->course.len) {
        open_danish(t, PART_FACT);
        tell(t, PART_SOFT, t->l->course);
        close(t, PART_FACT);
    }
    close(t, PART_FACTS);
    /* Set apart, and needing no heading. */
    tell(t, PART_KEY, t->l->key);
    close(t, PART_FRONT);
}

/* --- What was told ------------------------------------------------------ */

/* As it was written: a line of its own stays one. */
static void tell_lines(struct telling *t, struct plain words)
{
    size_t from = 0;
    for (size_t at = 0; at <= words.len; at++) {
        if (at < words.len && words.at[at] != '\n')
            continue;
        tell(t, PART_TOLD, plain_trim(plain_cut(words, from, at)));
        from = at + 1;
    }
}

/* Letters, and what is left empty of a line that ends early. */
static size_t room_for(struct plain words)
{
    size_t letters = 0;
    for (size_t i = 0; i < words.len; i++)
        letters += words.at[i] == '\n' ? SIDE_LINE
                                       : ((uint8_t)words.at[i] & 0xC0) != 0x80;
    return letters;
}

static bool fits_beside(struct cleared_pair p)
{
    return p.own.len && p.danish.len && room_for(p.own) <= SIDE_MOST &&
           room_for(p.danish) <= SIDE_MOST;
}

static void tell_in_danish(struct telling *t, struct plain words)
{
    if (!words.len)
        return;
    open_danish(t, PART_IN);
    tell_lines(t, words);
    close(t, PART_IN);
}

static void tell_pair(struct telling *t, struct cleared_pair p)
{
    if (!fits_beside(p)) {
        tell_lines(t, p.own);
        tell_in_danish(t, p.danish);
        return;
    }
    open(t, PART_BOTH);
    open(t, PART_BOTH_SIDE);
    tell_lines(t, p.own);
    close(t, PART_BOTH_SIDE);
    open_danish(t, PART_BOTH_SIDE);
    tell_lines(t, p.danish);
    close(t, PART_BOTH_SIDE);
    close(t, PART_BOTH);
}

/* In Danish the title is enough: whoever reads it there knows the question. */
static void tell_question(struct telling *t, const struct cleared_answer *a)
{
    if (!a->title.danish.len) {
        tell(t, PART_QUESTION_TITLE, a->title.own);
        tell(t, PART_ASKED, a->question);
        return;
    }
    open(t, PART_BOTH_HEAD);
    open(t, PART_BOTH_SIDE);
    tell(t, PART_QUESTION_TITLE, a->title.own);
    tell(t, PART_ASKED, a->question);
    close(t, PART_BOTH_SIDE);
    open_danish(t, PART_BOTH_SIDE);
    tell(t, PART_STRONG, a->title.danish);
    close(t, PART_BOTH_SIDE);
    close(t, PART_BOTH_HEAD);
}

static void tell_answers(struct telling *t)
{
    static const char *const voices[] = {
        [CLEARED_OWN] = NULL,
        [CLEARED_INTERPRETED] = "ask.voice-interpreted",
        [CLEARED_BY_WORKER] = "ask.voice-worker",
    };
    for (int i = 0; i < t->l->answers; i++) {
        const struct cleared_answer *a = &t->l->answer[i];
        open(t, PART_QUESTION);
        tell_question(t, a);
        tell_pair(t, a->told);
        if (voices[a->voice])
            say(t, PART_NOTE, voices[a->voice]);
        close(t, PART_QUESTION);
    }
}

/* --- What the teller makes of it ---------------------------------------- */

static const char *led_to(int direction)
{
    static const char *const ids[] = {
        [CLEARED_BETTER] = "dir.better",
        [CLEARED_WORSE] = "dir.worse",
        [CLEARED_BOTH] = "dir.both",
        [CLEARED_UNKNOWN] = "dir.unknown",
    };
    bool known = direction >= CLEARED_BETTER && direction <= CLEARED_UNKNOWN;
    return ids[known ? direction : CLEARED_UNKNOWN];
}

static void say_led(struct telling *t, const char *lang,
                    const struct cleared_part *p, struct plain word)
{
    tell(t, PART_STRONG, word);
    sheet_put(t->sheet, PART_SOFT, said_in(t, lang, led_to(p->direction)));
}

/* Word and direction beside each other; in two languages below each other. */
static void tell_part(struct telling *t, const struct cleared_part *p)
{
    open(t, PART_THEME);
    if (!p->word.danish.len) {
        say_led(t, t->l->lang, p, p->word.own);
    } else {
        open(t, PART_BOTH_SIDE);
        say_led(t, t->l->lang, p, p->word.own);
        close(t, PART_BOTH_SIDE);
        open_danish(t, PART_BOTH_SIDE);
        say_led(t, "da", p, p->word.danish);
        close(t, PART_BOTH_SIDE);
    }
    close(t, PART_THEME);
}

static void tell_parts(struct telling *t)
{
    open(t, PART_THEMES);
    open(t, PART_THEME_LIST);
    for (int i = 0; i < t->l->parts; i++)
        tell_part(t, &t->l->part[i]);
    close(t, PART_THEME_LIST);
    close(t, PART_THEMES);
}

static void tell_words(struct telling *t, bool danish)
{
    int told = 0;
    open(t, PART_TOLD);
    for (int i = 0; i < t->l->themes; i++) {
        const struct cleared_pair *theme = &t->l->theme[i];
        struct plain word = danish ? theme->danish : theme->own;
        if (word.len && told++)
            sheet_words(t->sheet, plain_of(" \xC2\xB7 "));
        sheet_words(t->sheet, word);
    }
    close(t, PART_TOLD);
}

static void tell_themes(struct telling *t)
{
    bool both = false;
    for (int i = 0; i < t->l->themes; i++)
        both |= t->l->theme[i].danish.len > 0;
    if (!both) {
        tell_words(t, false);
        return;
    }
    open(t, PART_BOTH);
    open(t, PART_BOTH_SIDE);
    tell_words(t, false);
    close(t, PART_BOTH_SIDE);
    open_danish(t, PART_BOTH_SIDE);
    tell_words(t, true);
    close(t, PART_BOTH_SIDE);
    close(t, PART_BOTH);
}

/* --- The other voice, and what now -------------------------------------- */

static void tell_worker(struct telling *t)
{
    tell_in_danish(t, t->l->worker);
}

/* Who told it has the last word. */
static void tell_reply(struct telling *t)
{
    tell_lines(t, t->l->reply);
}

static void tell_next(struct telling *t)
{
    static const char *const lines[] = {
        "thanks.come-by", "letter.code",      "code.lost",
        "letter.show",    "thanks.complaint",
    };
    open(t, PART_RULES);
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        say(t, PART_RULE, lines[i]);
    close(t, PART_RULES);
}

/* --- The letter --------------------------------------------------------- */

static bool has_answers(const struct cleared_letter *l)
{
    return l->answers > 0;
}

static bool has_parts(const struct cleared_letter *l)
{
    return l->parts > 0;
}

static bool has_themes(const struct cleared_letter *l)
{
    return l->themes > 0;
}

static bool has_worker(const struct cleared_letter *l)
{
    return l->worker.len > 0;
}

static bool has_reply(const struct cleared_letter *l)
{
    return l->reply.len > 0;
}

/* The letter in its order. What may be left out has a "has". */
static const struct part {
    const char *name, *title;
    bool (*has)(const struct cleared_letter *l);
    void (*tell)(struct telling *t);
} parts[] = {
    {"told", "letter.told", has_answers, tell_answers},
    {"themes", "letter.themes", has_themes, tell_themes},
    {"part", "letter.part", has_parts, tell_parts},
    {"worker", "worker.title", has_worker, tell_worker},
    {"reply", "worker.reply-label", has_reply, tell_reply},
    {"next", "thanks.next-step", NULL, tell_next},
};

static void tell_main(struct telling *t)
{
    open(t, PART_MAIN);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const struct part *p = &parts[i];
        if (p->has && !p->has(t->l))
            continue;
        sheet_open_named(t->sheet, PART_SECTION, p->name);
        sheet_open_named(t->sheet, PART_SECTION_TITLE, p->name);
        sheet_words(t->sheet, said(t, p->title));
        close(t, PART_SECTION_TITLE);
        p->tell(t);
        close(t, PART_SECTION);
    }
    close(t, PART_MAIN);
}

static struct telling telling_of(const struct cleared *c,
                                 const struct export_words *words,
                                 struct sheet *sheet)
{
    const struct cleared_letter *l = cleared_letter(c);
    return (struct telling){.l = l,
                            .words = words,
                            .sheet = sheet,
                            .line = {.max = CEIL_CATALOGUE_FILE},
                            .danish = strcmp(l->lang, "da") == 0,
                            .complete = true};
}

/* Not the title: it is large on the front, and nobody else's business. */
void letter_foot(const struct cleared *c, const struct export_words *words,
                 struct buf *out)
{
    struct telling t = telling_of(c, words, NULL);
    buf_plain(out, said(&t, "letter.kicker"));
    buf_text(out, " \xC2\xB7 ");
    buf_plain(out, said(&t, "booklet.week"));
    buf_wipe(&t.line);
}

bool letter_tell(const struct cleared *c, const struct export_words *words,
                 struct sheet *sheet)
{
    if (!cleared_letter(c))
        return false;
    struct telling t = telling_of(c, words, sheet);
    sheet->begin(sheet->self, title(&t), t.l->lang);
    tell_front(&t);
    tell_main(&t);
    open(&t, PART_FOOT);
    say(&t, PART_FOOT_TEXT, "letter.foot");
    close(&t, PART_FOOT);
    sheet->end(sheet->self);
    bool whole = t.complete && !t.line.full;
    buf_wipe(&t.line);
    return whole;
}

bool letter_html(const struct cleared *c, const struct export_words *words,
                 struct buf *out)
{
    struct sheet_html page = {out};
    struct sheet sheet = sheet_html(&page);
    return letter_tell(c, words, &sheet) && !out->full;
}
