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

static bool collect(const json_t *list, const char *key, struct tellers *to)
{
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        const char *text =
            json_string_value(key ? json_object_get(one, key) : one);
        char *end;
        if (!text || text[0] != 's')
            return false;
        long teller = strtol(text + 1, &end, 10);
        if (*end != '.' || teller < 0 || teller >= SEEING_TELLERS)
            return false;
        tellers_add(to, (int)teller);
    }
    return true;
}

/* One cell of the file against the truth. Without a list only the count is to
 * be had. */
static const char *cell_shown(const struct seeing *s,
                              const struct seen_release *r, const char *name,
                              const json_t *at_least,
                              const struct tellers *shown)
{
    int alone, groups, c = -1;
    for (int i = 0; i < s->cells; i++)
        if (strcmp(s->cell[i], name) == 0)
            c = i;
    if (c < 0 || !r->has[c])
        return "a cell is shown from which nobody left";
    people(s, &r->cell[c], NULL, &alone, &groups);
    int count = alone + SEEING_LEAST * groups;
    if (json_integer_value(at_least) != count - count % SEEING_LEAST)
        return "a count is not rounded down to a multiple of five";
    if (shown && memcmp(shown, &r->cell[c], sizeof *shown) != 0)
        return "the sentences are not those of the tellers who left";
    return NULL;
}

/* {"at_least": n, KEY: [...]}; a cell when something is in it. */
static const char *voices_shown(const struct seeing *s,
                                const struct seen_release *r,
                                const json_t *part, const char *name,
                                const char *key, int *cells)
{
    struct tellers shown = {{0}};
    const json_t *list = json_object_get(part, key);
    size_t i;
    json_t *one;
    bool ok = true;
    if (!json_array_size(list))
        return NULL;
    ++*cells;
    if (strcmp(key, "stories") == 0) {
        json_array_foreach(list, i, one)
        {
            ok &= collect(json_object_get(one, "sentences"), NULL, &shown);
        }
    } else {
        ok = collect(list, "text", &shown);
    }
    return ok ? cell_shown(s, r, name, json_object_get(part, "at_least"),
                           &shown)
              : "a sentence is nobody's";
}

static const char *sections_shown(const struct seeing *s,
                                  const struct seen_release *r,
                                  const json_t *list, int *cells)
{
    const char *wrong = NULL;
    size_t i;
    json_t *one;
    json_array_foreach(list, i, one)
    {
        char name[64];
        struct tellers shown = {{0}};
        snprintf(name, sizeof name, "q:standard:%s",
                 json_string_value(json_object_get(one, "question")));
        ++*cells;
        wrong = !collect(json_object_get(one, "sentences"), "text", &shown)
                    ? "a sentence is nobody's"
                    : cell_shown(s, r, name, json_object_get(one, "at_least"),
                                 &shown);
        if (wrong)
            break;
    }
    return wrong;
}

static int direction_of(const char *name)
{
    static const char *const names[] = {"better", "worse", "both", "unknown"};
    for (int i = 0; i < 4; i++)
        if (name && strcmp(names[i], name) == 0)
            return i + 1;
    return 0;
}

static const char *cards_shown(const struct seeing *s,
                               const struct seen_release *r, const json_t *list,
                               bool links, int *cells)
{
    const char *wrong = NULL;
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
        ++*cells;
        wrong = cell_shown(s, r, name, json_object_get(one, "at_least"), NULL);
        if (wrong)
            break;
    }
    return wrong;
}

const char *seeing_shown(const struct seeing *s, const struct seen_release *r)
{
    json_t *j = json_loadb(r->json.at, r->json.len, 0, NULL);
    int cells = 0, left = 0;
    const char *wrong = j ? NULL : "release.json cannot be read";
    if (!wrong)
        wrong = sections_shown(s, r, json_object_get(j, "sections"), &cells);
    if (!wrong)
        wrong = voices_shown(s, r, json_object_get(j, "stories"), "whole",
                             "stories", &cells);
    if (!wrong)
        wrong = voices_shown(s, r, json_object_get(j, "workers"), "worker",
                             "sentences", &cells);
    if (!wrong)
        wrong = cards_shown(s, r, json_object_get(j, "links"), true, &cells);
    if (!wrong)
        wrong = cards_shown(s, r, json_object_get(j, "themes"), false, &cells);
    json_decref(j);
    for (int c = 0; c < s->cells; c++)
        left += r->has[c];
    return wrong || cells == left ? wrong
                                  : "somebody left and is not in the file";
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
            if (s->release[j].out)
                wrong = pair(s, r, &s->release[j]);
    }
    return wrong;
}
