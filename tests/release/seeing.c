/* SPDX-License-Identifier: MPL-2.0 */
/* See seeing.h. Counts anew, with nothing of the release rule's own. */
#include "seeing.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool tellers_have(const struct tellers *t, int teller)
{
    return t->bit[teller / 64] >> teller % 64 & 1;
}

void tellers_add(struct tellers *t, int teller)
{
    t->bit[teller / 64] |= (uint64_t)1 << teller % 64;
}

void seeing_begin(struct seeing *s)
{
    for (int i = 0; i < s->releases; i++)
        buf_wipe(&s->release[i].json);
    memset(s, 0, sizeof *s);
    s->smallest = SEEING_TELLERS * SEEING_LEAST;
}

int seeing_cell(struct seeing *s, const char *name)
{
    for (int i = 0; i < s->cells; i++)
        if (strcmp(s->cell[i], name) == 0)
            return i;
    if (s->cells == SEEING_CELLS)
        return -1;
    snprintf(s->cell[s->cells], sizeof *s->cell, "%s", name);
    return s->cells++;
}

/* How many people: those alone, and the groups. */
static void people(const struct seeing *s, const struct tellers *a,
                   const struct tellers *without, int *alone, int *groups)
{
    *alone = *groups = 0;
    for (int i = 0; i < SEEING_WORDS; i++) {
        uint64_t set = a->bit[i] & ~(without ? without->bit[i] : 0);
        *groups += __builtin_popcountll(set & s->groups.bit[i]);
        *alone += __builtin_popcountll(set & ~s->groups.bit[i]);
    }
}

/* --- What the file shows ----------------------------------------------- */

/* One file, while it is read. */
struct reading {
    const struct seeing *s;
    const struct seen_release *r;
    struct sentences shown;
    int cells;
    const char *wrong;
};

static void is_wrong(struct reading *f, const char *what)
{
    if (!f->wrong)
        f->wrong = what;
}

/* "sN.I" or "sN.I.late". */
static void sentence_shown(struct reading *f, const char *text, bool marked,
                           struct tellers *to)
{
    int teller, i, end = 0;
    if (!text || sscanf(text, "s%d.%d%n", &teller, &i, &end) != 2 ||
        teller < 0 || teller >= SEEING_TELLERS || i < 0 || i > 63) {
        is_wrong(f, "a sentence is nobody's");
        return;
    }
    uint64_t bit = (uint64_t)1 << i;
    bool late = strcmp(text + end, ".late") == 0;
    if ((!late && text[end]) || late != !!(f->s->late.of[teller] & bit))
        is_wrong(f, "a sentence is not as it was approved or rendered");
    if (late != marked)
        is_wrong(f, "a mark is wrong: translated afterwards");
    if (f->shown.of[teller] & bit)
        is_wrong(f, "a sentence stands twice in a file");
    if (f->s->before[f->r->council].of[teller] & bit)
        is_wrong(f, "a sentence left twice in one edition");
    f->shown.of[teller] |= bit;
    tellers_add(to, teller);
}

/* {"text": ..., "translated_afterwards": ...} */
static void sentences_shown(struct reading *f, const json_t *list,
                            struct tellers *to)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) sentence_shown(
        f, json_string_value(json_object_get(one, "text")),
        json_is_true(json_object_get(one, "translated_afterwards")), to);
}

/* A whole story is marked as one, when some sentence of it came afterwards. */
static void story_shown(struct reading *f, const json_t *story,
                        struct tellers *to)
{
    const json_t *list = json_object_get(story, "sentences");
    bool late = false;
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        const char *text = json_string_value(one);
        bool marked = text && strstr(text, ".late");
        sentence_shown(f, text, marked, to);
        late |= marked;
    }
    if (late != json_is_true(json_object_get(story, "translated_afterwards")))
        is_wrong(f, "a mark is wrong: a story translated afterwards");
}

/* One cell of the file against the truth. Without shown only the count is to
 * be had. */
static void cell_shown(struct reading *f, const char *name,
                       const json_t *at_least, const struct tellers *shown)
{
    int alone, groups, c = -1;
    char own[80];
    snprintf(own, sizeof own, "%s%s", f->r->council ? SEEING_COUNCIL : "",
             name);
    for (int i = 0; i < f->s->cells; i++)
        if (strcmp(f->s->cell[i], own) == 0)
            c = i;
    f->cells++;
    if (c < 0 || !f->r->has[c]) {
        is_wrong(f, "a cell is shown from which nobody left");
        return;
    }
    people(f->s, &f->r->cell[c], NULL, &alone, &groups);
    int count = alone + SEEING_LEAST * groups;
    if (json_integer_value(at_least) != count - count % SEEING_LEAST)
        is_wrong(f, "a count is not rounded down to a multiple of five");
    if (shown && memcmp(shown, &f->r->cell[c], sizeof *shown) != 0)
        is_wrong(f, "the sentences are not those of the tellers who left");
}

static void stories_shown(struct reading *f, const json_t *part)
{
    struct tellers shown = {{0}};
    const json_t *list = json_object_get(part, "stories");
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one) story_shown(f, one, &shown);
    if (json_array_size(list))
        cell_shown(f, "whole", json_object_get(part, "at_least"), &shown);
}

static void workers_shown(struct reading *f, const json_t *part)
{
    struct tellers shown = {{0}};
    const json_t *list = json_object_get(part, "sentences");
    sentences_shown(f, list, &shown);
    if (json_array_size(list))
        cell_shown(f, "worker", json_object_get(part, "at_least"), &shown);
}

static void sections_shown(struct reading *f, const json_t *list)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        char name[64];
        struct tellers shown = {{0}};
        snprintf(name, sizeof name, "q:standard:%s",
                 json_string_value(json_object_get(one, "question")));
        sentences_shown(f, json_object_get(one, "sentences"), &shown);
        cell_shown(f, name, json_object_get(one, "at_least"), &shown);
    }
}

static int direction_of(const char *name)
{
    static const char *const names[] = {"better", "worse", "both", "unknown"};
    for (int i = 0; i < 4; i++)
        if (name && strcmp(names[i], name) == 0)
            return i + 1;
    return 0;
}

static void cards_shown(struct reading *f, const json_t *list, bool links)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        char name[64];
        const char *id = json_string_value(
            json_object_get(one, links ? "contributor" : "theme"));
        const char *to = json_string_value(json_object_get(one, "direction"));
        snprintf(name, sizeof name, links ? "link:%s:%d" : "theme:%s", id,
                 direction_of(to));
        cell_shown(f, name, json_object_get(one, "at_least"), NULL);
    }
}

/* Whose file it says it is, and that there is one of a period alone. */
static void head_shown(struct reading *f, const json_t *j, char period[16])
{
    const char *edition = json_string_value(json_object_get(j, "edition")),
               *course = json_string_value(json_object_get(j, "course")),
               *when = json_string_value(json_object_get(j, "period"));
    if (!edition || !course || !when) {
        is_wrong(f, "release.json lacks its head");
        return;
    }
    if (strcmp(edition, f->r->council ? "council" : "team") != 0 ||
        strcmp(course, f->r->course) != 0)
        is_wrong(f, "a file is another edition than was asked for");
    int year, number;
    char of;
    if (sscanf(when, "%d-%c%d", &year, &of, &number) == 3 && of == 'W' &&
        f->r->council)
        snprintf(period, 16, "%d-Q%d", year,
                 number > 52 ? 4 : (number + 12) / 13);
    else
        snprintf(period, 16, "%s", when);
    for (int i = 0; i < f->s->releases; i++) {
        const struct seen_release *r = &f->s->release[i];
        if (r != f->r && r->council == f->r->council &&
            strcmp(r->course, f->r->course) == 0 &&
            strcmp(r->period, period) == 0)
            is_wrong(f, "an edition was made twice in its period");
    }
}

static void all_shown(struct reading *f, const json_t *j)
{
    int left = 0;
    sections_shown(f, json_object_get(j, "sections"));
    stories_shown(f, json_object_get(j, "stories"));
    workers_shown(f, json_object_get(j, "workers"));
    cards_shown(f, json_object_get(j, "links"), true);
    cards_shown(f, json_object_get(j, "themes"), false);
    for (int c = 0; c < f->s->cells; c++)
        left += f->r->has[c];
    if (f->cells != left)
        is_wrong(f, "somebody left and is not in the file");
    if (memcmp(&f->shown, &f->s->leaving, sizeof f->shown) != 0)
        is_wrong(f, "a sentence that left is not in the file, or one that "
                    "did not is");
}

const char *seeing_shown(struct seeing *s, struct seen_release *r)
{
    static struct reading f;
    json_t *j = json_loadb(r->json.at, r->json.len, 0, NULL);
    f = (struct reading){.s = s, .r = r};
    if (!j)
        return "release.json cannot be read";
    head_shown(&f, j, r->period);
    all_shown(&f, j);
    for (int i = 0; i < SEEING_TELLERS; i++)
        s->before[r->council].of[i] |= f.shown.of[i];
    json_decref(j);
    return f.wrong;
}

/* --- Every two of them ------------------------------------------------- */

/* The members of a group know which words were theirs, so those alone must be
 * five whatever group stands beside them. */
static const char *difference(struct seeing *s, const struct tellers *a,
                              const struct tellers *b)
{
    int alone, groups;
    people(s, a, b, &alone, &groups);
    int count = alone + SEEING_LEAST * groups;
    s->differences++;
    if (!count)
        return NULL;
    if (count < s->smallest)
        s->smallest = count;
    if (count < SEEING_LEAST)
        return "two releases differ by fewer than five tellers";
    if (alone && alone < SEEING_LEAST)
        return "without a group, two releases differ by fewer than five";
    return NULL;
}

static const char *pair(struct seeing *s, const struct seen_release *a,
                        const struct seen_release *b)
{
    const char *wrong = NULL;
    s->pairs++;
    for (int c = 0; !wrong && c < s->cells; c++) {
        if (!a->has[c] && !b->has[c])
            continue;
        wrong = difference(s, &a->cell[c], &b->cell[c]);
        if (!wrong)
            wrong = difference(s, &b->cell[c], &a->cell[c]);
    }
    return wrong;
}

const char *seeing_compare(struct seeing *s)
{
    static struct tellers total[SEEING_CELLS];
    const char *wrong = NULL;
    memset(total, 0, sizeof total);
    for (int i = 0; !wrong && i < s->releases; i++) {
        const struct seen_release *r = &s->release[i];
        if (!r->out)
            continue;
        for (int c = 0; !wrong && c < s->cells; c++) {
            wrong = difference(s, &r->cell[c], &total[c]);
            for (int w = 0; w < SEEING_WORDS; w++)
                total[c].bit[w] |= r->cell[c].bit[w];
        }
        for (int j = 0; !wrong && j < i; j++)
            if (s->release[j].out && s->release[j].council == r->council)
                wrong = pair(s, r, &s->release[j]);
    }
    return wrong;
}
