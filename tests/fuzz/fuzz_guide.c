/* SPDX-License-Identifier: MPL-2.0 */
/* A guide is written by hand and carried on a stick. Either it is told what
 * is wrong, each fault in one line with its place, or it is whole: every text
 * is there, every index points inside, no id stands twice. */
#include "fuzz.h"

#include "core/guide.h"

static int faults;

static void told(void *self, const char *where, const char *what)
{
    MUST(self == &faults);
    MUST(!*where || is_one_line(plain_of(where)));
    MUST(is_one_line(plain_of(what)));
    faults++;
}

static void must_be_text(const char *text, bool may_be_empty)
{
    MUST(text && strlen(text) < CEIL_SHORT_TEXT);
    MUST(may_be_empty || *text);
    MUST(!*text || is_one_line(plain_of(text)));
}

static void must_be_questions(const struct guide *g)
{
    MUST(g->questions > 0 && g->questions <= CEIL_QUESTIONS);
    for (int i = 0; i < g->questions; i++) {
        const struct question *q = &g->question[i];
        MUST(*q->id && q->role <= ROLE_FORWARD);
        MUST(guide_question(g, q->id) == q);
        must_be_text(q->title, false);
        must_be_text(q->question, false);
        must_be_text(q->help, true);
        must_be_text(q->note, true);
    }
}

static void must_be_variants(const struct guide *g)
{
    MUST(guide_variant(g, "full"));
    for (int i = 0; i < g->variants; i++) {
        const struct variant *v = &g->variant[i];
        bool core = false;
        MUST(guide_variant(g, v->id) == v);
        MUST(v->questions <= g->questions);
        for (int k = 0; k < v->questions; k++) {
            MUST(v->question[k] < g->questions);
            core |= g->question[v->question[k]].core;
        }
        MUST(core);
    }
}

static void must_be_cards(const struct card *cards, int n)
{
    MUST(n <= CEIL_CARDS);
    for (int i = 0; i < n; i++) {
        MUST(*cards[i].id && cards[i].pictogram);
        MUST(card_find(cards, n, cards[i].id) == &cards[i]);
        must_be_text(cards[i].word, false);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct plain json = {(const char *)bytes, len};
    faults = 0;
    struct guide *g = guide_read(json, told, &faults);
    MUST(!g == (faults > 0));
    if (!g)
        return 0;
    must_be_text(g->title, false);
    must_be_text(g->purpose, false);
    must_be_text(g->criteria, true);
    must_be_text(g->next_step, true);
    must_be_questions(g);
    must_be_variants(g);
    must_be_cards(g->theme, g->themes);
    must_be_cards(g->contributor, g->contributors);
    guide_free(g);
    return 0;
}
