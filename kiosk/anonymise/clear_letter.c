/* SPDX-License-Identifier: MPL-2.0 */
/* See clear_letter.h. */
#include "anonymise/clear_letter.h"

#include "anonymise/cleared_make.h"
#include "text/unicode.h"

struct writing {
    struct cleared *c;
    const struct talk *talk;
    const struct letter_head *head;
};

static bool is_danish(const struct writing *w)
{
    return strcmp(w->talk->lang, "da") == 0;
}

static struct plain copy(struct writing *w, struct plain words)
{
    return cleared_copy(w->c, plain_trim(words));
}

static struct plain said(struct writing *w, const char *id, const char *danish)
{
    return copy(w, plain_of(w->head->say(w->head->self, id, danish)));
}

/* A text of the guide in the teller's language. */
static struct plain guide_text(struct writing *w, const char *of,
                               const char *what, const char *danish)
{
    char id[CEIL_ID + 16];
    snprintf(id, sizeof id, "%s.%s", of, what);
    return said(w, id, danish);
}

/* --- What was told ------------------------------------------------------ */

static enum cleared_voice voice_of(const struct answer *a)
{
    static const enum cleared_voice voices[] = {
        [VOICE_OWN] = CLEARED_OWN,
        [VOICE_INTERPRETED] = CLEARED_INTERPRETED,
        [VOICE_WRITTEN_BY_WORKER] = CLEARED_BY_WORKER,
    };
    return a->voice <= VOICE_WRITTEN_BY_WORKER ? voices[a->voice] : CLEARED_OWN;
}

static void put_answer(struct writing *w, const struct answer *a)
{
    struct cleared_letter *l = &w->c->letter;
    struct cleared_answer one = {
        .told = {copy(w, told_words(&a->own)), copy(w, told_words(&a->danish))},
        .voice = voice_of(a),
    };
    const struct question *q = guide_question(w->head->guide, a->question);
    if (a->skipped || (!one.told.own.len && !one.told.danish.len))
        return;
    if (q) {
        one.title.own = guide_text(w, q->id, "title", q->title);
        if (!is_danish(w))
            one.title.danish = copy(w, plain_of(q->title));
        one.question = guide_text(w, q->id, "question", q->question);
        one.forward = q->role == ROLE_FORWARD;
    }
    l->answer = cleared_append(w->c, l->answer, &l->answers, sizeof one, &one);
}

/* The sentence that begins where the teller tapped. */
static void put_key(struct writing *w)
{
    const struct talk *t = w->talk;
    struct piece piece[CEIL_SENTENCES];
    if (!t->has_key || t->key_field >= t->answers)
        return;
    const struct answer *a = &t->answer[t->key_field];
    struct plain words = told_words(&a->own);
    size_t n = unicode_sentences(words, t->lang, piece, CEIL_SENTENCES);
    for (size_t i = 0; !a->skipped && i < n && i < CEIL_SENTENCES; i++)
        if (piece[i].from == t->key_from)
            w->c->letter.key =
                copy(w, plain_cut(words, piece[i].from, piece[i].to));
}

/* --- What the teller makes of it ---------------------------------------- */

/* A card's word; the teller's own stands in the talk ("own-1"). */
static struct cleared_pair card_word(struct writing *w, const char *kind,
                                     const char *id, const struct card *cards,
                                     int n)
{
    const struct card *card = card_find(cards, n, id);
    struct cleared_pair word = {.own = plain_of("")};
    long own;
    if (!card && strncmp(id, "own-", 4) == 0 &&
        number_parse(id + 4, 1, w->talk->own_themes, &own))
        word.own = copy(w, plain_of(w->talk->own_theme[own - 1]));
    if (!card)
        return word;
    word.own = guide_text(w, kind, id, card->word);
    if (!is_danish(w))
        word.danish = copy(w, plain_of(card->word));
    return word;
}

static void put_parts(struct writing *w)
{
    struct cleared_letter *l = &w->c->letter;
    const struct guide *g = w->head->guide;
    for (int i = 0; i < w->talk->links; i++) {
        const struct link *from = &w->talk->link[i];
        struct cleared_part one = {card_word(w, "contributor",
                                             from->contributor, g->contributor,
                                             g->contributors),
                                   from->direction};
        if (one.word.own.len && one.direction != DIRECTION_UNSAID)
            l->part =
                cleared_append(w->c, l->part, &l->parts, sizeof one, &one);
    }
}

static void put_theme(struct writing *w, struct cleared_pair word)
{
    struct cleared_letter *l = &w->c->letter;
    if (word.own.len)
        l->theme =
            cleared_append(w->c, l->theme, &l->themes, sizeof word, &word);
}

static void put_themes(struct writing *w)
{
    const struct guide *g = w->head->guide;
    for (int i = 0; i < w->talk->themes; i++)
        put_theme(
            w, card_word(w, "theme", w->talk->theme[i], g->theme, g->themes));
    for (int i = 0; i < w->talk->own_themes; i++)
        put_theme(w, (struct cleared_pair){
                         .own = copy(w, plain_of(w->talk->own_theme[i]))});
}

/* --- The letter --------------------------------------------------------- */

static void put_head(struct writing *w)
{
    struct cleared_letter *l = &w->c->letter;
    const struct letter_head *h = w->head;
    w->c->booklet.reader = READER_TELLER;
    l->lang = cleared_copy(w->c, plain_of(w->talk->lang)).at;
    l->year = h->year;
    l->week = h->week;
    l->office = copy(w, h->office);
    l->municipality = copy(w, h->municipality);
    l->course = copy(w, h->course);
    l->title = copy(w, plain_of(w->talk->title));
}

static void put_worker(struct writing *w)
{
    if (!w->talk->worker_agreed)
        return;
    w->c->letter.worker = copy(w, told_words(&w->talk->worker));
    w->c->letter.reply = copy(w, told_words(&w->talk->reply));
}

struct cleared *clear_letter(const struct talk *talk,
                             const struct letter_head *head, struct fault *why)
{
    struct writing w = {cleared_new(), talk, head};
    if (w.c) {
        put_head(&w);
        for (int i = 0; i < talk->answers; i++)
            put_answer(&w, &talk->answer[i]);
        put_key(&w);
        put_parts(&w);
        put_themes(&w);
        put_worker(&w);
    }
    if (w.c && !w.c->full)
        return w.c;
    cleared_free(w.c);
    fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
    return NULL;
}
