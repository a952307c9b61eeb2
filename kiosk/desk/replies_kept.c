/* SPDX-License-Identifier: MPL-2.0 */
/* Replies taken in, kept and found again. A file holds what was taken at once
 * and is numbered upwards, so that a booklet can tell which ones it printed:
 * files are never changed, and a better wording is a file more. */
#include "desk/replies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anonymise/redact.h"
#include "base/log.h"
#include "desk/safe.h"
#include "desk/shelf.h"
#include "host/file.h"
#include "host/paths.h"

static const char LAST_NUMBER[] = "replies"; /* a fact of the store */
static const char SUFFIX[] = ".txt";
enum { NUMBER_DIGITS = 6, MARKS = 64, NUMBER_MOST = 999999 };

/* --- Checking ---------------------------------------------------------- */

struct check {
    const struct reply_rules *rules;
    const struct replies *r;
    const struct guide *guide;
    int faults;
};

/* Values are borrowed from the text: where they lie tells their line. */
static int line_of(const struct replies *r, struct plain words)
{
    int line = 1;
    for (const char *c = r->text.at; c < words.at; c++)
        line += *c == '\n';
    return line;
}

static void refuse(struct check *c, int line, const char *what)
{
    c->faults++;
    c->rules->fault(c->rules->self, line, what);
}

static void look_at_words(struct check *c, struct plain words, const char *lang)
{
    struct found found[MARKS];
    size_t n = redact_find(c->rules->redactor, words, lang, found, MARKS);
    bool hide = n > MARKS, name = false;
    for (size_t i = 0; i < n && i < MARKS; i++) {
        hide |= found[i].hide;
        name |= !found[i].hide && found[i].kind == FOUND_NAME;
    }
    int line = line_of(c->r, words);
    if (hide)
        refuse(c, line,
               "something here points at a person (a number, an address): "
               "leave it out, for everybody reads it");
    else if (name && c->rules->doubt)
        c->rules->doubt(c->rules->self, line,
                        "a word here may be a name, and everybody reads it");
}

void reply_names(struct redactor *redactor, struct plain words,
                 struct buf *names)
{
    struct found found[MARKS];
    size_t n = redact_find(redactor, words, "da", found, MARKS);
    for (size_t i = 0; i < n && i < MARKS; i++)
        if (found[i].hide)
            return;
    size_t end = 0;
    for (size_t i = 0; i < n && i < MARKS; i++) {
        if (found[i].kind != FOUND_NAME)
            continue;
        bool goes_on = end && found[i].from == end + 1 && words.at[end] == ' ';
        buf_text(names, goes_on ? " " : names->len ? ", " : "");
        buf_plain(names, plain_cut(words, found[i].from, found[i].to));
        end = found[i].to;
    }
}

static bool section_there(const struct check *c, const char *id)
{
    static const char *const others[] = {"", "stories", "part", "themes",
                                         "workers"};
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(id, others[i]) == 0)
            return true;
    return guide_question(c->guide, id) != NULL;
}

static bool check_place(struct check *c, const struct reply *reply,
                        struct fault *why)
{
    struct release_row row = {.number = 0};
    char what[160];
    why->kind = FAULT_NONE;
    if (!release_last(c->rules->safe->store, "booklet", reply->course, &row,
                      why) &&
        why->kind != FAULT_NONE)
        return false;
    snprintf(what, sizeof what,
             row.number ? "booklet %d has not left yet: the latest is %d"
                        : "no booklet has left yet, so there is no booklet %d",
             reply->booklet, row.number);
    if (reply->booklet > row.number)
        refuse(c, reply->line, what);
    if (!section_there(c, reply->section))
        refuse(c, reply->line,
               "there is no such section: name a question of the guide, or "
               "stories, part, themes, workers");
    return true;
}

static bool check_reply(struct check *c, const struct reply *reply,
                        struct fault *why)
{
    struct languages *known = shelf_languages(c->rules->shelf);
    look_at_words(c, reply->heard, "da");
    look_at_words(c, reply->did, "da");
    for (int i = 0; i < reply->renderings; i++) {
        const struct reply_rendering *t = &c->r->rendering[reply->first + i];
        if (!languages_find(known, t->lang))
            refuse(c, line_of(c->r, t->heard),
                   "there is no such language: see \"indefra-desk "
                   "languages\"");
        look_at_words(c, t->heard, t->lang);
        look_at_words(c, t->did, t->lang);
    }
    return check_place(c, reply, why);
}

static bool check_all(const struct reply_rules *rules, struct replies *r,
                      struct fault *why)
{
    struct check c = {.rules = rules, .r = r};
    c.guide = shelf_guide(rules->shelf, rules->safe->office->guide, why);
    if (!c.guide)
        return false;
    for (int i = 0; i < r->count; i++)
        if (!check_reply(&c, &r->reply[i], why))
            return false;
    if (r->count > CEIL_REPLIES)
        refuse(&c, 0, "too many replies in one file: at most 40");
    return c.faults == 0 || fault_set(why, FAULT_INPUT,
                                      "%d faults: correct them, nothing is "
                                      "kept until then",
                                      c.faults);
}

/* --- Keeping ----------------------------------------------------------- */

static bool folder_of(const char *office, char out[CEIL_PATH],
                      struct fault *why)
{
    return path_join(out, office, "replies", why);
}

struct highest {
    uint32_t number;
};

static uint32_t number_of(const char *name)
{
    long number;
    char digits[NUMBER_DIGITS + 1] = "";
    if (strlen(name) != NUMBER_DIGITS + strlen(SUFFIX))
        return 0;
    memcpy(digits, name, NUMBER_DIGITS);
    return number_parse(digits, 1, NUMBER_MOST, &number) ? (uint32_t)number : 0;
}

static void note_highest(void *self, const char *name)
{
    struct highest *h = self;
    uint32_t number = number_of(name);
    h->number = number > h->number ? number : h->number;
}

/* Above every file that is there and every number that was ever given: one
 * that was taken away must not come again, a booklet may have printed it. */
static bool next_number(struct safe *s, const char *folder, uint32_t *number,
                        struct fault *why)
{
    struct highest h = {0};
    int64_t given;
    if (!file_list(folder, SUFFIX, note_highest, &h, why) ||
        !fact_get(s->store, LAST_NUMBER, 0, &given, why))
        return false;
    *number = (h.number > given ? h.number : (uint32_t)given) + 1;
    return *number <= NUMBER_MOST ||
           fault_set(why, FAULT_LIMIT, "there are too many replies");
}

static bool keep(struct safe *s, struct plain text, struct fault *why)
{
    char folder[CEIL_PATH], path[CEIL_PATH], name[32];
    uint32_t number;
    if (!folder_of(s->office->dir, folder, why) ||
        !dir_make(folder, 0700, why) || !next_number(s, folder, &number, why) ||
        !fact_set(s->store, LAST_NUMBER, number, why))
        return false;
    snprintf(name, sizeof name, "%0*u%s", NUMBER_DIGITS, number, SUFFIX);
    return path_join(path, folder, name, why) &&
           file_write(path, text, 0600, why);
}

bool replies_take(const struct reply_rules *rules, struct plain text, int *kept,
                  struct fault *why)
{
    struct replies r;
    *kept = 0;
    if (text.len > CEIL_REPLY_FILE)
        return fault_set(why, FAULT_LIMIT,
                         "more than 64 KiB of replies: make two files of it");
    if (!replies_read(&r, text, rules->fault, rules->self))
        return fault_set(why, FAULT_INPUT,
                         "no reply is kept: correct the "
                         "faults and try again");
    bool ok = check_all(rules, &r, why) && keep(rules->safe, text, why);
    if (ok)
        *kept = r.count;
    replies_free(&r);
    return ok;
}

/* --- Finding again ----------------------------------------------------- */

struct loading {
    const char *folder;
    uint32_t after, last;
    struct buf text;
};

static void load_one(void *self, const char *name)
{
    struct loading *l = self;
    char path[CEIL_PATH];
    struct buf text = {0};
    struct replies one = {.last = 0};
    struct fault why = {0};
    uint32_t number = number_of(name);
    if (number <= l->after)
        return;
    bool ok = path_join(path, l->folder, name, &why) &&
              file_read(path, CEIL_REPLY_FILE, &text, &why) &&
              replies_read(&one, buf_words(&text), NULL, NULL);
    if (ok) {
        /* A mark of its encoding counts at the start of a text only. */
        buf_text(&l->text, "\n\n");
        buf_plain(&l->text, buf_words(&one.text));
        l->last = number;
    } else {
        log_line("desk", "the reply %u is left out: it is damaged", number);
    }
    replies_free(&one);
    buf_wipe(&text);
}

/* The later one of two that say they heard the same. */
static void drop_replaced(struct replies *r)
{
    int n = 0;
    for (int i = 0; i < r->count; i++) {
        bool replaced = false;
        for (int k = i + 1; k < r->count && !replaced; k++)
            replaced = r->reply[k].booklet == r->reply[i].booklet &&
                       strcmp(r->reply[k].course, r->reply[i].course) == 0 &&
                       plain_same(r->reply[k].heard, r->reply[i].heard);
        if (!replaced)
            r->reply[n++] = r->reply[i];
    }
    int over = n > CEIL_REPLY_SHOWN ? n - CEIL_REPLY_SHOWN : 0;
    r->count = n - over;
    if (over)
        memmove(r->reply, r->reply + over, sizeof *r->reply * (size_t)r->count);
}

bool replies_load(struct replies *r, const char *dir, uint32_t after,
                  struct fault *why)
{
    char folder[CEIL_PATH];
    struct loading l = {.after = after,
                        .last = after,
                        .text = {.max = (size_t)CEIL_LISTED * 1024}};
    *r = (struct replies){.last = after};
    if (!folder_of(dir, folder, why))
        return false;
    if (!dir_exists(folder))
        return true;
    l.folder = folder;
    bool ok = file_list(folder, SUFFIX, load_one, &l, why);
    if (ok && l.text.full)
        ok = fault_set(why, FAULT_LIMIT, "there are too many replies");
    if (ok && l.text.len)
        ok = replies_read(r, buf_words(&l.text), NULL, NULL) ||
             fault_set(why, FAULT_MEMORY, "out of memory");
    buf_wipe(&l.text);
    if (ok) {
        r->last = l.last;
        drop_replaced(r);
    }
    return ok;
}
