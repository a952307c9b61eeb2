/* SPDX-License-Identifier: MPL-2.0 */
/* See release_json.h. Holds no id of a story, no date and no language. Keys
 * stand in the order of the schema; jansson keeps the order of insertion. */
#include "export/release_json.h"

#include <jansson.h>

#include "export/edition.h"

static json_t *text(struct plain words)
{
    return json_stringn(words.at ? words.at : "", words.len);
}

/* jansson takes the NULL of a failed value as an error of the whole. */
static json_t *sentences(const struct cleared_sentence *s, int n)
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++) {
        json_t *one =
            json_pack("{s:o, s:b}", "text", text(s[i].words),
                      "translated_afterwards", s[i].translated_afterwards);
        if (json_array_append_new(list, one) != 0) {
            json_decref(list);
            return NULL;
        }
    }
    return list;
}

static json_t *story_lines(const struct cleared_story *s)
{
    json_t *list = json_array();
    for (int i = 0; i < s->sentences; i++)
        if (json_array_append_new(list, text(s->sentence[i])) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static json_t *reply(const struct cleared_booklet *b, int i)
{
    const struct cleared_reply *r = &b->reply[i];
    return json_pack("{s:o, s:o, s:b}", "heard", text(r->heard), "did",
                     text(r->did), "managed", r->managed);
}

static json_t *story(const struct cleared_booklet *b, int i)
{
    const struct cleared_story *s = &b->story[i];
    return json_pack("{s:o, s:o, s:b}", "title", text(s->title), "sentences",
                     story_lines(s), "translated_afterwards",
                     s->translated_afterwards);
}

static json_t *section(const struct cleared_booklet *b, int i)
{
    const struct cleared_section *s = &b->section[i];
    return json_pack("{s:o, s:o, s:o, s:i, s:o}", "question",
                     text(s->question_id), "title", text(s->title), "asked",
                     text(s->question), "at_least", s->tellers, "sentences",
                     sentences(s->sentence, s->sentences));
}

static json_t *link_of(const struct cleared_booklet *b, int i)
{
    const struct cleared_link *l = &b->link[i];
    return json_pack("{s:o, s:o, s:s, s:i}", "contributor", text(l->id), "word",
                     text(l->word), "direction",
                     edition_direction(l->direction), "at_least", l->tellers);
}

static json_t *theme(const struct cleared_booklet *b, int i)
{
    const struct cleared_theme *t = &b->theme[i];
    return json_pack("{s:o, s:o, s:i}", "theme", text(t->id), "word",
                     text(t->word), "at_least", t->tellers);
}

static json_t *list_of(const struct cleared_booklet *b, int n,
                       json_t *(*one)(const struct cleared_booklet *b, int i))
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++)
        if (json_array_append_new(list, one(b, i)) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static json_t *plan(const struct cleared_booklet *b)
{
    return json_pack("{s:o, s:o, s:o}", "purpose", text(b->purpose), "criteria",
                     text(b->criteria), "next_step", text(b->next_step));
}

static json_t *edition(const struct cleared_booklet *b, const char *period)
{
    return json_pack(
        "{s:i, s:s, s:s, s:i, s:o, s:o, s:o, s:i, s:i, s:o,"
        " s:o, s:{s:i, s:o}, s:o, s:o, s:o, s:{s:i, s:o}}",
        "schema", RELEASE_JSON_SCHEMA, "period", period, "edition",
        edition_name(b->reader), "booklet", b->number, "office",
        text(b->office), "municipality", text(b->municipality), "course",
        text(b->course), "k", RELEASE_JSON_K, "hidden_by_staff",
        b->hidden_by_staff, "plan", plan(b), "replies",
        list_of(b, b->replies, reply), "stories", "at_least", b->story_tellers,
        "stories", list_of(b, b->stories, story), "sections",
        list_of(b, b->sections, section), "links",
        list_of(b, b->links, link_of), "themes", list_of(b, b->themes, theme),
        "workers", "at_least", b->worker_tellers, "sentences",
        sentences(b->worker, b->workers));
}

static int write_bytes(const char *bytes, size_t len, void *out)
{
    buf_put(out, bytes, len);
    return ((struct buf *)out)->full ? -1 : 0;
}

bool release_json(const struct cleared *c, struct buf *out, struct fault *why)
{
    const struct cleared_booklet *b = cleared_booklet(c);
    char period[EDITION_PERIOD];
    if (!edition_name(cleared_for(c)) || !edition_period(b, period))
        return fault_set(why, FAULT_INPUT,
                         "release.json is for a weekly or council edition");
    json_t *whole = edition(b, period);
    bool written = whole && json_dump_callback(whole, write_bytes, out,
                                               JSON_INDENT(2)) == 0;
    json_decref(whole);
    buf_text(out, "\n");
    if (!written || out->full)
        return fault_set(why, FAULT_LIMIT,
                         "release.json does not fit in memory");
    return true;
}
