/* SPDX-License-Identifier: MPL-2.0 */
/* See week_preview.h. */
#include "desk/week_preview.h"

#include <jansson.h>

static const char *const directions[] = {
    [CLEARED_BETTER] = "better",
    [CLEARED_WORSE] = "worse",
    [CLEARED_BOTH] = "both",
    [CLEARED_UNKNOWN] = "unknown",
};

static const struct cleared_booklet *booklet(const struct preview *p)
{
    static const struct cleared_booklet nothing;
    return p->cleared ? cleared_booklet(p->cleared) : &nothing;
}

/* --- For people -------------------------------------------------------- */

static void line(const char *before, struct plain words)
{
    fputs(before, stdout);
    fwrite(words.at, 1, words.len, stdout);
    putchar('\n');
}

static void show_doubts(const struct preview *p)
{
    if (p->doubts)
        puts("MAY BE NAMES: allow or hide each with --allow");
    for (int i = 0; i < p->doubts; i++) {
        line("  ", p->doubt[i].word);
        line("    ", p->doubt[i].sentence);
    }
}

static void show_replies(const struct cleared_booklet *b)
{
    if (b->replies)
        puts("\nSINCE LAST TIME");
    for (int i = 0; i < b->replies; i++) {
        line("  we heard: ", b->reply[i].heard);
        line(b->reply[i].managed ? "  we did: " : "  we did not manage: ",
             b->reply[i].did);
    }
}

static void show_stories(const struct cleared_booklet *b)
{
    if (b->stories)
        printf("\nWHOLE STORIES (at least %d)\n", b->story_tellers);
    for (int i = 0; i < b->stories; i++) {
        line("\n  ", b->story[i].title);
        for (int k = 0; k < b->story[i].sentences; k++)
            line("  ", b->story[i].sentence[k]);
    }
}

static void show_sentences(const struct cleared_sentence *s, int n)
{
    for (int i = 0; i < n; i++)
        line("  - ", s[i].words);
}

static void show_counts(const struct cleared_booklet *b)
{
    if (b->links)
        puts("\nWHAT PLAYED A PART");
    for (int i = 0; i < b->links; i++) {
        printf("  at least %d, %s", b->link[i].tellers,
               directions[b->link[i].direction]);
        line(": ", b->link[i].word);
    }
    if (b->themes)
        puts("\nWHAT IT IS ABOUT");
    for (int i = 0; i < b->themes; i++) {
        printf("  at least %d", b->theme[i].tellers);
        line(": ", b->theme[i].word);
    }
}

void preview_text(const struct preview *p)
{
    const struct cleared_booklet *b = booklet(p);
    show_doubts(p);
    if (!p->cleared)
        return;
    printf("%sBooklet %d, %s\n", p->doubts ? "\n" : "", b->number, p->period);
    show_replies(b);
    show_stories(b);
    for (int i = 0; i < b->sections; i++) {
        line("\n", b->section[i].title);
        show_sentences(b->section[i].sentence, b->section[i].sentences);
    }
    show_counts(b);
    if (b->workers)
        puts("\nWORKERS' VOICES");
    show_sentences(b->worker, b->workers);
}

/* --- For programs ------------------------------------------------------ */

static json_t *text(struct plain words)
{
    return json_stringn(words.at ? words.at : "", words.len);
}

/* A list of n things; a thing that could not be made ends it. */
static json_t *list(int n, const void *from,
                    json_t *(*one)(const void *from, int i))
{
    json_t *all = json_array();
    for (int i = 0; i < n; i++)
        if (json_array_append_new(all, one(from, i)) != 0) {
            json_decref(all);
            return NULL;
        }
    return all;
}

static json_t *doubt(const void *from, int i)
{
    const struct doubt *d = (const struct doubt *)from + i;
    return json_pack("{s:o, s:s, s:o, s:b}", "word", text(d->word), "kind",
                     found_name(d->kind), "sentence", text(d->sentence),
                     "allow", 0);
}

static json_t *words(const void *from, int i)
{
    return text(((const struct plain *)from)[i]);
}

static json_t *sentence(const void *from, int i)
{
    return text(((const struct cleared_sentence *)from)[i].words);
}

static json_t *reply(const void *from, int i)
{
    const struct cleared_reply *r = (const struct cleared_reply *)from + i;
    return json_pack("{s:o, s:o, s:b}", "heard", text(r->heard), "did",
                     text(r->did), "managed", r->managed);
}

static json_t *story(const void *from, int i)
{
    const struct cleared_story *s = (const struct cleared_story *)from + i;
    return json_pack("{s:o, s:o}", "title", text(s->title), "sentences",
                     list(s->sentences, s->sentence, words));
}

static json_t *section(const void *from, int i)
{
    const struct cleared_section *s = (const struct cleared_section *)from + i;
    return json_pack("{s:o, s:o, s:i, s:o}", "question", text(s->question_id),
                     "title", text(s->title), "at_least", s->tellers,
                     "sentences", list(s->sentences, s->sentence, sentence));
}

static json_t *link_of(const void *from, int i)
{
    const struct cleared_link *l = (const struct cleared_link *)from + i;
    return json_pack("{s:o, s:o, s:s, s:i}", "contributor", text(l->id), "word",
                     text(l->word), "direction", directions[l->direction],
                     "at_least", l->tellers);
}

static json_t *theme(const void *from, int i)
{
    const struct cleared_theme *t = (const struct cleared_theme *)from + i;
    return json_pack("{s:o, s:o, s:i}", "theme", text(t->id), "word",
                     text(t->word), "at_least", t->tellers);
}

/* What was decided before stands again, to go on from. */
static json_t *decided(const struct allowed *a, bool hide)
{
    json_t *all = json_array();
    for (int i = 0; i < a->decisions; i++)
        if (a->decided[i].hide == hide &&
            json_array_append_new(all, text(a->decided[i].word)) != 0) {
            json_decref(all);
            return NULL;
        }
    return all;
}

struct json_t *preview_json(const struct preview *p)
{
    const struct cleared_booklet *b = booklet(p);
    return json_pack(
        "{s:i, s:s, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o, s:o}",
        "schema", 1, "period", p->period, "ready", p->cleared && !p->doubts,
        "suggestions", list(p->doubts, p->doubt, doubt), "allow",
        decided(p->allowed, false), "hide", decided(p->allowed, true),
        "replies", list(b->replies, b->reply, reply), "stories",
        list(b->stories, b->story, story), "sections",
        list(b->sections, b->section, section), "links",
        list(b->links, b->link, link_of), "themes",
        list(b->themes, b->theme, theme), "workers",
        list(b->workers, b->worker, sentence));
}
