/* SPDX-License-Identifier: MPL-2.0 */
/* See demo.h. Who tells, at which table and how much of it is drawn; what is
 * told hangs together, because it is one person's in data/demo. */
#include "desk/demo.h"

#include <jansson.h>

#include "host/file.h"
#include "host/paths.h"

/* --- Drawing ----------------------------------------------------------- */

/* A draw that the seed alone decides (splitmix64): never for secrets. */
struct dice {
    uint64_t state;
};

static uint32_t below(struct dice *d, uint32_t limit)
{
    uint64_t z = d->state += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ z >> 31) >> 32) * limit >> 32);
}

static bool one_in(struct dice *d, uint32_t n)
{
    return below(d, n) == 0;
}

/* What the seed says about a number: the stories' ids and dice. */
static void hash_of(const char *seed, const char *about, uint64_t n,
                    uint8_t out[VAULT_HASH])
{
    char text[200];
    int len = snprintf(text, sizeof text, "%.100s %s %llu", seed, about,
                       (unsigned long long)n);
    vault_hash((struct plain){text, (size_t)len}, NULL, 0, out);
}

static struct dice dice_of(const char *seed, const char *about, uint64_t n)
{
    uint8_t hash[VAULT_HASH];
    struct dice d = {0};
    hash_of(seed, about, n, hash);
    memcpy(&d.state, hash + VAULT_ID, sizeof d.state);
    return d;
}

/* --- The stories ------------------------------------------------------- */

struct demo {
    json_t *file, *stories; /* stories is borrowed from file */
    const struct guide *guide;
    char seed[101];
    uint64_t round; /* the order below is of this round */
    size_t *order;  /* each round tells every story once */
    size_t count;
};

static bool guide_asks(const struct guide *g, json_t *stories)
{
    size_t i;
    json_t *story, *sentences;
    const char *question;
    json_array_foreach(stories, i, story) json_object_foreach(
        json_object_get(story, "answers"), question,
        sentences) if (guide_question(g, question)) return true;
    return false;
}

static bool read_stories(struct demo *d, struct fault *why)
{
    char share[CEIL_PATH], path[CEIL_PATH];
    struct buf text = {.max = CEIL_DEMO_FILE};
    json_error_t error;
    bool ok = path_share(share, why) &&
              path_join(path, share, "demo/stories.json", why) &&
              file_read(path, CEIL_DEMO_FILE, &text, why);
    if (ok) {
        d->file = json_loadb(text.at, text.len, 0, &error);
        d->stories = json_object_get(d->file, "stories");
        d->count = json_array_size(d->stories);
        ok =
            d->count || fault_set(why, FAULT_DAMAGED,
                                  "%s is damaged: install Indefra again", path);
    }
    buf_wipe(&text);
    return ok;
}

struct demo *demo_open(const struct guide *guide, const char *seed,
                       struct fault *why)
{
    struct demo *d = calloc(1, sizeof *d);
    bool ok = d && read_stories(d, why);
    if (ok) {
        d->guide = guide;
        d->round = UINT64_MAX;
        d->order = calloc(d->count, sizeof *d->order);
        ok = d->order && text_copy(d->seed, sizeof d->seed, seed);
        if (!ok)
            fault_set(why, FAULT_LIMIT, "the seed is longer than 100 bytes");
        else if (!(ok = guide_asks(guide, d->stories)))
            fault_set(why, FAULT_INPUT,
                      "the guide %s asks none of the demo stories' questions: "
                      "set guide=standard in office.conf",
                      guide->id);
    } else if (!d) {
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
    }
    if (ok)
        return d;
    demo_close(d);
    return NULL;
}

void demo_close(struct demo *d)
{
    if (!d)
        return;
    json_decref(d->file);
    free(d->order);
    free(d);
}

/* A round's order; every story is told once before one comes again. */
static json_t *story_of(struct demo *d, uint64_t n)
{
    uint64_t round = n / d->count;
    size_t at = (size_t)(n % d->count);
    if (round != d->round) {
        struct dice dice = dice_of(d->seed, "round", round);
        for (size_t i = 0; i < d->count; i++) {
            size_t k = below(&dice, (uint32_t)i + 1);
            d->order[i] = d->order[k];
            d->order[k] = i;
        }
        d->round = round;
    }
    return json_array_get(d->stories, d->order[at]);
}

/* --- Telling ----------------------------------------------------------- */

static struct plain words_of(const json_t *value)
{
    return (struct plain){json_string_value(value), json_string_length(value)};
}

/* Which of n sentences are told, as bits: all, or some. */
static uint32_t draw_told(struct dice *d, size_t n)
{
    uint32_t told = 0;
    for (size_t i = 0; i < n && i < 32; i++)
        told |= (uint32_t)!one_in(d, 4) << i;
    return told ? told : 1u << below(d, n ? (uint32_t)n : 1);
}

static bool tell(struct talk *t, struct told *to, const json_t *sentences,
                 uint32_t told)
{
    struct buf words = {.max = CEIL_ANSWER};
    size_t i;
    json_t *one;
    json_array_foreach(sentences, i, one)
    {
        if (!(told >> i & 1))
            continue;
        if (words.len)
            buf_text(&words, " ");
        buf_plain(&words, words_of(one));
    }
    bool ok = !words.full && talk_tell(t, to, buf_words(&words));
    buf_wipe(&words);
    return ok;
}

/* A foreign answer has its Danish rendering beside it when somebody
 * interpreted; own words in another script are often left out then. */
static bool answer_one(struct talk *t, const json_t *story, const char *id,
                       struct dice *d)
{
    const json_t *danish =
        json_object_get(json_object_get(story, "answers"), id);
    const json_t *own = json_object_get(json_object_get(story, "own"), id);
    struct answer *a = talk_answer_for(t, id);
    uint32_t told = draw_told(d, json_array_size(danish));
    bool typed_own = !one_in(d, 3), by_worker = one_in(d, 3);
    if (!a || !danish)
        return a && (a->skipped = 1);
    if (strcmp(t->lang, "da") == 0) {
        a->voice = t->who & WHO_WORKER && by_worker ? VOICE_WRITTEN_BY_WORKER
                                                    : VOICE_OWN;
        return tell(t, &a->own, danish, told);
    }
    bool interpreted = t->who & WHO_INTERPRETER;
    a->voice = interpreted ? VOICE_INTERPRETED : VOICE_OWN;
    return (!own || (interpreted && !typed_own) ||
            tell(t, &a->own, own, told)) &&
           (!interpreted || tell(t, &a->danish, danish, told));
}

static bool answer_all(struct talk *t, const json_t *story,
                       const struct guide *g, struct dice *d)
{
    const struct variant *v = guide_variant(g, t->variant);
    if (!v)
        v = guide_variant(g, "full");
    for (int i = 0; v && i < v->questions; i++) {
        const struct question *q = &g->question[v->question[i]];
        if ((q->core || t->more) && !answer_one(t, story, q->id, d))
            return false;
    }
    return v != NULL;
}

/* --- Who, meaning, sharing --------------------------------------------- */

static void seat(struct talk *t, bool danish, struct dice *d)
{
    static const uint32_t tables[] = {
        0,
        0,
        0,
        WHO_WORKER,
        WHO_WORKER,
        WHO_COLLEAGUE,
        WHO_WORKER | WHO_COMPANION,
        WHO_FAMILY,
    };
    uint32_t table = tables[below(d, sizeof tables / sizeof *tables)];
    bool video = one_in(d, 3), alone = one_in(d, 3), brief = one_in(d, 5);
    t->more = one_in(d, 2);
    if (danish || alone)
        t->who = table;
    else
        t->who = WHO_WORKER | WHO_INTERPRETER | (video ? WHO_VIDEO : 0);
    text_copy(t->variant, sizeof t->variant,
              t->who & WHO_INTERPRETER ? "interpreted"
              : brief                  ? "short"
                                       : "full");
    t->worse_first = one_in(d, 4);
}

static enum direction direction_of(const json_t *value)
{
    static const char *const names[] = {"", "better", "worse", "both",
                                        "unknown"};
    const char *text = json_string_value(value);
    for (int i = DIRECTION_BETTER; text && i <= DIRECTION_UNKNOWN; i++)
        if (strcmp(text, names[i]) == 0)
            return (enum direction)i;
    return DIRECTION_UNSAID;
}

static void mean(struct talk *t, json_t *story, const struct guide *g,
                 struct dice *d)
{
    size_t i;
    json_t *value;
    const char *id;
    json_array_foreach(json_object_get(story, "themes"), i, value)
    {
        id = json_string_value(value);
        if (id && card_find(g->theme, g->themes, id) && !one_in(d, 6))
            talk_theme_toggle(t, id);
    }
    json_object_foreach(
        json_object_get(story, "links"), id,
        value) if (card_find(g->contributor, g->contributors, id) &&
                   !one_in(d, 6)) talk_link_set(t, id, direction_of(value));
    const char *title = json_string_value(json_object_get(story, "title"));
    if (title && !one_in(d, 5))
        text_copy(t->title, sizeof t->title, title);
    const char *key = json_string_value(json_object_get(story, "key"));
    for (int a = 0; key && a < t->answers; a++)
        if (strcmp(t->answer[a].question, key) == 0 && t->answer[a].own.len) {
            t->has_key = 1;
            t->key_field = (uint16_t)a;
        }
}

static bool hear_worker(struct talk *t, const json_t *story, struct dice *d)
{
    const json_t *worker = json_object_get(story, "worker");
    const json_t *reply = json_object_get(story, "reply");
    bool agreed = !one_in(d, 3);
    if (!worker || !agreed || !(t->who & (WHO_WORKER | WHO_COLLEAGUE)))
        return true;
    t->worker_agreed = 1;
    return talk_tell(t, &t->worker, words_of(worker)) &&
           (!reply || talk_tell(t, &t->reply, words_of(reply)));
}

/* Whole stories: one of every three tellers, so that their pool fills as
 * evenly as the others. */
static void share(struct talk *t, const char *seed, uint64_t n, struct dice *d)
{
    struct dice third = dice_of(seed, "whole", n / 3);
    t->share = SHARE_OFFICE;
    if (below(&third, 3) == n % 3)
        t->share |= SHARE_WHOLE;
    if (one_in(d, 2))
        t->share |= SHARE_COUNCIL;
    if (strcmp(t->lang, "da") != 0 && !one_in(d, 4))
        t->share |= SHARE_RENDERING;
}

bool demo_tell(struct demo *d, uint64_t n, struct talk *talk, struct fault *why)
{
    uint8_t hash[VAULT_HASH];
    json_t *story = story_of(d, n);
    const char *lang = json_string_value(json_object_get(story, "lang"));
    struct dice dice = dice_of(d->seed, "teller", n);
    hash_of(d->seed, "teller", n, hash);
    talk_clear(talk);
    memcpy(talk->id, hash, TALK_ID);
    text_copy(talk->lang, sizeof talk->lang, lang ? lang : "da");
    text_copy(talk->guide, sizeof talk->guide, d->guide->id);
    seat(talk, !lang, &dice);
    bool ok = answer_all(talk, story, d->guide, &dice) &&
              hear_worker(talk, story, &dice);
    mean(talk, story, d->guide, &dice);
    share(talk, d->seed, n, &dice);
    return ok || fault_set(why, FAULT_DAMAGED,
                           "demo/stories.json has a story that is too long: "
                           "install Indefra again");
}
