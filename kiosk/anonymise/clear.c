/* SPDX-License-Identifier: MPL-2.0 */
/* Fills a struct cleared, text by text. Nothing gets in that was not looked
 * at, and no count gets in that fewer than RELEASE_K tellers stand behind. */
#include "anonymise/clear.h"

#include "anonymise/cleared_make.h"
#include "anonymise/look.h"
#include "anonymise/release.h"
#include "base/ceilings.h"

struct clearing {
    struct cleared *cleared;
    struct look look;
    struct doubt *doubt; /* lives in cleared */
    int doubts;
    struct fault fault; /* the first that happened */
};

static void fail(struct clearing *c, enum fault_kind kind, const char *text)
{
    if (c->fault.kind == FAULT_NONE)
        fault_set(&c->fault, kind, "%s", text);
}

static void copy_head(struct cleared *to, const struct cleared_booklet *head)
{
    to->booklet = (struct cleared_booklet){
        .reader = head->reader,
        .number = head->number,
        .year = head->year,
        .week = head->week,
        .office = cleared_copy(to, head->office),
        .municipality = cleared_copy(to, head->municipality),
        .course = cleared_copy(to, head->course),
        .purpose = cleared_copy(to, head->purpose),
        .criteria = cleared_copy(to, head->criteria),
        .next_step = cleared_copy(to, head->next_step),
    };
}

struct clearing *clear_begin(const struct cleared_booklet *head,
                             struct redactor *redactor)
{
    struct clearing *c = calloc(1, sizeof *c);
    struct cleared *cleared = cleared_new();
    if (!c || !cleared) {
        free(c);
        cleared_free(cleared);
        return NULL;
    }
    c->cleared = cleared;
    c->look.redactor = redactor;
    copy_head(cleared, head);
    if (head->reader == READER_TELLER)
        fail(c, FAULT_INPUT, "a letter is no booklet");
    const struct plain head_text[] = {head->office,   head->municipality,
                                      head->course,   head->purpose,
                                      head->criteria, head->next_step};
    for (size_t i = 0; i < sizeof head_text / sizeof *head_text; i++)
        if (!utf8_valid(head_text[i], NULL))
            fail(c, FAULT_INPUT, "the booklet's head is not UTF-8");
    return c;
}

void clear_allow(struct clearing *c, struct plain word)
{
    if (!word_list_add(&c->look.allow, plain_trim(word)))
        fail(c, FAULT_MEMORY, "out of memory; close other programs");
}

void clear_hide(struct clearing *c, struct plain word)
{
    if (!word_list_add(&c->look.hide, plain_trim(word)))
        fail(c, FAULT_MEMORY, "out of memory; close other programs");
}

static void note_doubts(struct clearing *c, struct plain sentence)
{
    for (int i = 0; i < c->look.names; i++) {
        struct plain word = c->look.name[i];
        bool known = false;
        for (int d = 0; d < c->doubts && !known; d++)
            known = plain_same(c->doubt[d].word, word);
        if (known)
            continue;
        struct doubt new = {
            .word = cleared_copy(c->cleared, word),
            .sentence = sentence,
            .kind = FOUND_NAME,
        };
        c->doubt = cleared_append(c->cleared, c->doubt, &c->doubts,
                                  sizeof *c->doubt, &new);
    }
}

/* Gives the copy that may leave. told: somebody's own words, not the guide's;
 * in the guide's a name would be the office's own business. */
static struct plain clear_words(struct clearing *c, struct plain words,
                                bool told)
{
    if (words.len > CEIL_STORY || !utf8_valid(words, NULL)) {
        fail(c, FAULT_INPUT, "a text is too long or not UTF-8");
        return plain_of("");
    }
    /* A single byte that is hidden may grow to a gap of five. */
    struct buf seen = {.max = 5 * (size_t)CEIL_STORY};
    /* Staff hide what was told; the guide's words and ids stay whole. */
    int hide = c->look.hide.count;
    c->look.hide.count = told ? hide : 0;
    if (!look_over(&c->look, words, &seen))
        fail(c, FAULT_MEMORY, "out of memory; close other programs");
    c->look.hide.count = hide;
    struct plain copy = cleared_copy(c->cleared, buf_words(&seen));
    buf_wipe(&seen);
    if (told)
        note_doubts(c, copy);
    return copy;
}

/* The count that may be published of tellers; refuses too few of them. */
static int clear_count(struct clearing *c, int tellers)
{
    int count = release_at_least(tellers);
    if (count == 0)
        fail(c, FAULT_INPUT, "fewer tellers than may be published");
    return count;
}

#define ADD(c, array, count, one) \
    ((array) =                    \
         cleared_append((c)->cleared, (array), &(count), sizeof(one), &(one)))

void clear_reply(struct clearing *c, struct plain heard, struct plain did,
                 bool managed)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    struct cleared_reply reply = {
        .heard = clear_words(c, heard, true),
        .did = clear_words(c, did, true),
        .managed = managed,
    };
    ADD(c, b->reply, b->replies, reply);
}

void clear_story(struct clearing *c, struct plain title,
                 const struct plain *sentence, int n, bool afterwards)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    struct cleared_story story = {
        .title = clear_words(c, title, true),
        .translated_afterwards = afterwards,
    };
    for (int i = 0; i < n; i++) {
        struct plain words = clear_words(c, sentence[i], true);
        ADD(c, story.sentence, story.sentences, words);
    }
    ADD(c, b->story, b->stories, story);
}

void clear_section(struct clearing *c, struct plain question_id,
                   struct plain title, struct plain question, int tellers)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    struct cleared_section section = {
        .question_id = clear_words(c, question_id, false),
        .title = clear_words(c, title, false),
        .question = clear_words(c, question, false),
        .tellers = clear_count(c, tellers),
    };
    ADD(c, b->section, b->sections, section);
}

void clear_sentence(struct clearing *c, struct plain words, bool afterwards)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    if (b->sections == 0)
        BUG("a sentence before any section");
    struct cleared_section *last =
        (struct cleared_section *)&b->section[b->sections - 1];
    struct cleared_sentence sentence = {clear_words(c, words, true),
                                        afterwards};
    ADD(c, last->sentence, last->sentences, sentence);
}

void clear_worker(struct clearing *c, struct plain words)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    struct cleared_sentence sentence = {clear_words(c, words, true), false};
    ADD(c, b->worker, b->workers, sentence);
}

/* A card of the guide has the guide's word on it, an own card the teller's. */
static bool is_own_card(struct plain id)
{
    return id.len == 0 || plain_same(plain_cut(id, 0, 4), plain_of("own-"));
}

void clear_link(struct clearing *c, struct plain id, struct plain word,
                enum cleared_direction direction, int tellers)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    if (direction < CLEARED_BETTER || direction > CLEARED_UNKNOWN)
        BUG("a direction that does not exist");
    struct cleared_link link = {
        .id = clear_words(c, id, false),
        .word = clear_words(c, word, is_own_card(id)),
        .direction = (int)direction,
        .tellers = clear_count(c, tellers),
    };
    ADD(c, b->link, b->links, link);
}

void clear_theme(struct clearing *c, struct plain id, struct plain word,
                 int tellers)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    struct cleared_theme theme = {
        .id = clear_words(c, id, false),
        .word = clear_words(c, word, is_own_card(id)),
        .tellers = clear_count(c, tellers),
    };
    ADD(c, b->theme, b->themes, theme);
}

void clear_tellers(struct clearing *c, int stories, int workers)
{
    struct cleared_booklet *b = &c->cleared->booklet;
    b->story_tellers = release_at_least(stories);
    b->worker_tellers = release_at_least(workers);
}

int clear_doubts(const struct clearing *c, const struct doubt **out)
{
    *out = c->doubt;
    return c->doubts;
}

static const void *drawn(struct clearing *c, const void *array, int n,
                         size_t size, uint32_t (*below)(uint32_t limit))
{
    if (n == 0)
        return array;
    size_t count = (size_t)n;
    uint32_t *order = malloc(count * sizeof *order);
    char *copy = cleared_take(c->cleared, count * size);
    if (!order || !copy) {
        fail(c, FAULT_MEMORY, "out of memory; close other programs");
        free(order);
        return array;
    }
    release_draw(order, (uint32_t)n, below);
    for (size_t i = 0; i < count; i++)
        memcpy(copy + i * size, (const char *)array + order[i] * size, size);
    /* Nothing may tell the order they came in. */
    bytes_wipe(order, count * sizeof *order);
    free(order);
    bytes_wipe((char *)array, count * size);
    return copy;
}

static void draw_all(struct clearing *c, uint32_t (*below)(uint32_t limit))
{
    struct cleared_booklet *b = &c->cleared->booklet;
    b->story = drawn(c, b->story, b->stories, sizeof *b->story, below);
    b->worker = drawn(c, b->worker, b->workers, sizeof *b->worker, below);
    for (int i = 0; i < b->sections; i++) {
        struct cleared_section *s = (struct cleared_section *)&b->section[i];
        s->sentence =
            drawn(c, s->sentence, s->sentences, sizeof *s->sentence, below);
    }
}

static void check_counts(struct clearing *c)
{
    const struct cleared_booklet *b = &c->cleared->booklet;
    if (b->stories)
        clear_count(c, b->story_tellers);
    if (b->workers)
        clear_count(c, b->worker_tellers);
}

bool clear_ready(struct clearing *c, struct fault *why)
{
    check_counts(c);
    if (c->cleared->full)
        fail(c, FAULT_LIMIT, "the booklet is too large, or memory is out");
    if (c->fault.kind != FAULT_NONE)
        return fault_set(why, c->fault.kind, "%s", c->fault.text);
    if (c->doubts)
        return fault_set(why, FAULT_INPUT,
                         "%d words may be names; allow or hide each",
                         c->doubts);
    return true;
}

struct cleared *clear_done(struct clearing *c,
                           uint32_t (*below)(uint32_t limit))
{
    if (!clear_ready(c, NULL))
        return NULL;
    draw_all(c, below);
    if (!clear_ready(c, NULL))
        return NULL;
    struct cleared *cleared = c->cleared;
    cleared->booklet.hidden_by_staff = c->look.hidden_by_staff;
    c->cleared = NULL;
    clear_drop(c);
    return cleared;
}

void clear_drop(struct clearing *c)
{
    if (!c)
        return;
    cleared_free(c->cleared);
    look_end(&c->look);
    free(c);
}
