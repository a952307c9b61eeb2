/* SPDX-License-Identifier: MPL-2.0 */
/* What leaves, opened story by story and handed to the clearing. */
#include "desk/replies.h"
#include "desk/week_inside.h"

const char *week_edition(const struct run *r)
{
    return r->wish->council ? "council" : "booklet";
}

static bool begin_clearing(struct run *r, struct fault *why)
{
    const struct office *o = r->s->office;
    const struct guide *g = shelf_guide(r->shelf, o->guide, why);
    const struct course *course = office_course(o, r->wish->course);
    if (!g)
        return false;
    struct cleared_booklet head = {
        .reader = r->wish->council ? READER_COUNCIL : READER_TEAM,
        .number = r->number,
        .office = plain_of(o->name),
        .municipality = plain_of(o->municipality),
        .course = plain_of(course ? course->name : r->wish->course),
        .purpose = plain_of(*o->purpose ? o->purpose : g->purpose),
        .criteria = plain_of(*o->criteria ? o->criteria : g->criteria),
        .next_step = plain_of(*o->next_step ? o->next_step : g->next_step)};
    week_iso(r->week, &head.year, &head.week);
    r->clearing = clear_begin(&head, r->redactor);
    if (!r->clearing)
        return fault_set(why, FAULT_MEMORY, "out of memory");
    for (int i = 0; i < r->wish->decisions; i++) {
        const struct decided *d = &r->wish->decided[i];
        (d->hide ? clear_hide : clear_allow)(r->clearing, d->word);
    }
    return true;
}

void week_replied_name(const struct run *r, char out[80])
{
    snprintf(out, 80, "replied:%s:%s", week_edition(r), r->wish->course);
}

/* What no booklet has printed yet. It is printed once: that it was is written
 * down together with the booklet. */
static bool clear_replies(struct run *r, struct fault *why)
{
    char fact[80];
    int64_t printed;
    struct replies all = {.last = 0};
    week_replied_name(r, fact);
    bool ok = fact_get(r->s->store, fact, 0, &printed, why) &&
              replies_load(&all, r->s->office->dir, (uint32_t)printed, why);
    for (int i = 0; ok && i < all.count; i++)
        if (strcmp(all.reply[i].course, r->wish->course) == 0)
            clear_reply(r->clearing, all.reply[i].heard, all.reply[i].did,
                        all.reply[i].managed);
    r->replies = all.last;
    replies_free(&all);
    return ok;
}

static const char *pool_name(const struct run *r, uint32_t pool)
{
    return units_pool(&r->units, pool, r->wish->council);
}

static int tellers(const struct units *u, uint32_t pool)
{
    int n = 0;
    for (uint32_t i = 0; i < u->count; i++)
        if (u->unit[i].pool == pool && u->unit[i].leaves_now)
            n += release_tellers(&u->unit[i]);
    return n;
}

/* Opens, in the order of their random ids, each story from which a unit of
 * the pool leaves, and hands it on. */
typedef void each_leaving(struct run *r, const struct approved *a,
                          const char *pool);

static bool for_pool(struct run *r, uint32_t pool, each_leaving *each,
                     struct fault *why)
{
    for (uint32_t i = 0; i < r->units.count; i++) {
        const struct unit *u = &r->units.unit[i];
        struct story_row row;
        if (u->pool != pool || !u->leaves_now)
            continue;
        why->kind = FAULT_NONE;
        if (!story_get(r->s->store, r->units.story[u->story].id, &row, why) ||
            !units_open(r->s, r->secret, &row, &r->record, r->approved, why))
            return false;
        each(r, r->approved, pool_name(r, pool));
    }
    return true;
}

static void whole_story(struct run *r, const struct approved *a,
                        const char *pool)
{
    struct plain sentence[CEIL_SENTENCES];
    int n = 0;
    bool afterwards = false;
    (void)pool;
    for (int i = 0; i < a->sentences; i++) {
        struct plain q = a->sentence[i].question;
        bool theirs = !plain_same(q, plain_of(APPROVED_WORKER)) &&
                      !plain_same(q, plain_of(APPROVED_REPLY));
        if (!theirs || !a->sentence[i].danish)
            continue;
        sentence[n++] = a->sentence[i].words;
        afterwards |= a->sentence[i].afterwards;
    }
    bool danish = plain_same(a->lang, plain_of("da"));
    clear_story(r->clearing, danish ? a->title : plain_of(""), sentence, n,
                afterwards);
}

static void under_question(struct run *r, const struct approved *a,
                           const char *pool)
{
    const char *id = strrchr(pool, ':') + 1;
    for (int i = 0; i < a->sentences; i++)
        if (a->sentence[i].danish &&
            plain_same(a->sentence[i].question, plain_of(id)))
            clear_sentence(r->clearing, a->sentence[i].words,
                           a->sentence[i].afterwards);
}

static void worker_voice(struct run *r, const struct approved *a,
                         const char *pool)
{
    (void)pool;
    for (int i = 0; i < a->sentences; i++)
        if (plain_same(a->sentence[i].question, plain_of(APPROVED_WORKER)))
            clear_worker(r->clearing, a->sentence[i].words);
}

struct listed {
    uint32_t pool;
    int place; /* better, worse, together, the others, from here on */
};

static int by_place(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    return x->place != y->place ? x->place - y->place
                                : (x->pool > y->pool) - (x->pool < y->pool);
}

/* The place of the question in the booklet: by its role, then as the guide
 * has it. */
static int place_of(const struct guide *g, const struct question *q)
{
    static const int role[] = {[ROLE_BETTER] = 0,
                               [ROLE_WORSE] = 1,
                               [ROLE_TOGETHER] = 2,
                               [ROLE_OPEN] = 3,
                               [ROLE_FORWARD] = 4};
    return role[q->role] * CEIL_QUESTIONS + (int)(q - g->question);
}

/* The guide and the question of the pool "q:GUIDE:ID". */
static const struct question *asked_in(struct run *r, uint32_t pool,
                                       const struct guide **g,
                                       struct fault *why)
{
    char guide[CEIL_ID];
    const char *name = pool_name(r, pool) + 2, *colon = strrchr(name, ':');
    snprintf(guide, sizeof guide, "%.*s", (int)(colon - name), name);
    *g = shelf_guide(r->shelf, guide, why);
    const struct question *q = *g ? guide_question(*g, colon + 1) : NULL;
    if (!q && *g)
        fault_set(why, FAULT_INPUT,
                  "the guide %s no longer has the question %s: bring it back",
                  guide, colon + 1);
    return q;
}

static bool clear_sections(struct run *r, struct fault *why)
{
    struct listed *list = calloc(r->units.pools + 1, sizeof *list);
    const struct guide *g;
    int n = 0;
    bool ok = list || fault_set(why, FAULT_MEMORY, "out of memory");
    for (uint32_t i = 0; ok && i < r->units.pools; i++) {
        const char *name = pool_name(r, i);
        if (!name || strncmp(name, "q:", 2) != 0 || !tellers(&r->units, i))
            continue;
        const struct question *q = asked_in(r, i, &g, why);
        ok = q != NULL;
        list[n++] = (struct listed){i, q ? place_of(g, q) : 0};
    }
    if (ok)
        qsort(list, (size_t)n, sizeof *list, by_place);
    for (int i = 0; ok && i < n; i++) {
        const struct question *q = asked_in(r, list[i].pool, &g, why);
        clear_section(r->clearing, plain_of(q->id), plain_of(q->title),
                      plain_of(q->question), tellers(&r->units, list[i].pool));
        ok = for_pool(r, list[i].pool, under_question, why);
    }
    free(list);
    return ok;
}

static bool clear_card(struct run *r, uint32_t pool, const struct guide *g,
                       struct fault *why)
{
    char id[CEIL_ID];
    const char *name = pool_name(r, pool);
    int n = tellers(&r->units, pool);
    bool link = strncmp(name, "link:", 5) == 0;
    const char *from = strchr(name, ':') + 1, *end = strrchr(name, ':');
    if (!link)
        end = name + strlen(name);
    snprintf(id, sizeof id, "%.*s", (int)(end - from), from);
    const struct card *card =
        link ? card_find(g->contributor, g->contributors, id)
             : card_find(g->theme, g->themes, id);
    if (!n || (!card && strncmp(id, "own-", 4) == 0))
        return true;
    /* Its units would count as left, and nobody would have read of them. */
    if (!card)
        return fault_set(why, FAULT_INPUT,
                         "the guide %s no longer has the card %s: bring it "
                         "back",
                         g->id, id);
    if (link)
        clear_link(r->clearing, plain_of(id), plain_of(card->word),
                   (enum cleared_direction)(end[1] - '0'), n);
    else
        clear_theme(r->clearing, plain_of(id), plain_of(card->word), n);
    return true;
}

bool week_clear(struct run *r, struct fault *why)
{
    const struct guide *g = shelf_guide(r->shelf, r->s->office->guide, why);
    int stories = 0, workers = 0;
    bool ok = g && begin_clearing(r, why) && clear_replies(r, why);
    for (uint32_t i = 0; ok && i < r->units.pools; i++) {
        const char *name = pool_name(r, i);
        if (!name)
            continue;
        if (strcmp(name, "whole") == 0) {
            stories = tellers(&r->units, i);
            ok = for_pool(r, i, whole_story, why);
        } else if (strcmp(name, "worker") == 0) {
            workers = tellers(&r->units, i);
            ok = for_pool(r, i, worker_voice, why);
        } else if (strncmp(name, "q:", 2) != 0) {
            ok = clear_card(r, i, g, why);
        }
    }
    if (ok)
        clear_tellers(r->clearing, stories, workers);
    return ok && clear_sections(r, why);
}
