/* SPDX-License-Identifier: MPL-2.0 */
/* See approve.h. What is undecided stays hidden: a teller who taps nothing
 * gives away no name. */
#include "desk/approve.h"

#include "anonymise/redact.h"
#include "text/unicode.h"

enum {
    FOUND_MOST = 4000,
    WORDS_MOST = CEIL_ANSWER / 2 + 1, /* a letter and a space each */
};

struct plain review_field(const struct talk *talk, uint16_t field, bool danish)
{
    if (field == FIELD_WORKER)
        return told_words(&talk->worker);
    if (field == FIELD_REPLY)
        return told_words(&talk->reply);
    if (field == FIELD_TITLE)
        return plain_of(talk->title);
    if (field >= talk->answers)
        return plain_of("");
    const struct answer *a = &talk->answer[field];
    return told_words(danish ? &a->danish : &a->own);
}

static const char *lang_of(const struct talk *talk, uint16_t field, bool danish)
{
    return danish || field == FIELD_WORKER ? "da" : talk->lang;
}

/* --- Making ------------------------------------------------------------ */

static uint8_t state_of(const struct talk *talk, uint16_t field, bool danish,
                        const struct review_word *w, const struct found *found,
                        size_t n)
{
    bool suggested = false;
    for (size_t i = 0; i < n; i++) {
        if (found[i].from >= w->to || found[i].to <= w->from)
            continue;
        if (found[i].hide)
            return WORD_LOCKED;
        suggested = true;
    }
    const struct mark *m = talk_mark_at(talk, field, danish, w->from);
    if (m)
        return m->hide ? WORD_HIDDEN : suggested ? WORD_SHOWN : WORD_PLAIN;
    return suggested ? WORD_SUGGESTED : WORD_PLAIN;
}

/* Gives false when not every word could be looked at: the sentence then ends
 * with the last one that was, for review_public() gives what is between words
 * as it stands. */
static bool add_words(struct review *r, const struct talk *talk,
                      struct review_sentence *s, struct plain words,
                      const struct found *found, size_t n)
{
    static _Thread_local struct piece piece[WORDS_MOST];
    size_t count =
        unicode_words(plain_cut(words, s->from, s->to),
                      lang_of(talk, s->field, s->danish), piece, WORDS_MOST);
    size_t fit = count < WORDS_MOST ? count : WORDS_MOST;
    s->word = r->words;
    for (size_t i = 0; i < fit && r->words < REVIEW_WORDS; i++) {
        struct review_word *w = &r->word[r->words++];
        w->from = s->from + piece[i].from;
        w->to = s->from + piece[i].to;
        w->state = state_of(talk, s->field, s->danish, w, found, n);
    }
    s->words = r->words - s->word;
    if ((size_t)s->words == count)
        return true;
    s->to = s->words ? r->word[r->words - 1].to : s->from;
    return false;
}

/* Signs alone, or no cutter of words: what was found is in no word that could
 * be hidden. */
static bool hides_nowhere(const struct review_sentence *s,
                          const struct found *found, size_t n)
{
    for (size_t i = 0; !s->words && i < n; i++)
        if (found[i].from < s->to && found[i].to > s->from)
            return true;
    return false;
}

/* False when the review has no room for all of it. */
static bool add_sentence(struct review *r, const struct talk *talk,
                         struct review_sentence one, const struct found *found,
                         size_t n)
{
    if (r->sentences == CEIL_SENTENCES)
        return false;
    struct review_sentence *s = &r->sentence[r->sentences];
    struct plain words = review_field(talk, one.field, one.danish);
    *s = one;
    s->leave = talk_leaves(talk, s->field, s->danish, s->from);
    s->key = talk->has_key && talk->key_field == s->field && !s->danish &&
             talk->key_from == s->from;
    s->veiled = s->field < talk->answers && talk->answer[s->field].veiled;
    bool whole = add_words(r, talk, s, words, found, n);
    bool stands = s->to > s->from && !hides_nowhere(s, found, n);
    r->sentences += stands;
    return whole && stands;
}

static void add_field(struct review *r, struct redactor *redactor,
                      const struct talk *talk, uint16_t field, bool danish)
{
    static _Thread_local struct found found[FOUND_MOST];
    static _Thread_local struct piece piece[CEIL_SENTENCES];
    struct plain words = review_field(talk, field, danish);
    const char *lang = lang_of(talk, field, danish);
    if (!words.len)
        return;
    size_t n = redact_find(redactor, words, lang, found, FOUND_MOST);
    size_t count = unicode_sentences(words, lang, piece, CEIL_SENTENCES);
    if (n > FOUND_MOST || count > CEIL_SENTENCES)
        r->too_long = true;
    /* What does not fit is not looked at, so it may not leave. */
    if (n > FOUND_MOST)
        return;
    for (size_t i = 0; i < count && i < CEIL_SENTENCES; i++) {
        struct review_sentence one = {.field = field,
                                      .danish = danish,
                                      .from = piece[i].from,
                                      .to = piece[i].to};
        if (!add_sentence(r, talk, one, found, n))
            r->too_long = true;
    }
}

void review_make(struct review *r, struct redactor *redactor,
                 const struct talk *talk)
{
    r->sentences = r->words = 0;
    r->too_long = false;
    for (uint16_t i = 0; i < talk->answers; i++) {
        add_field(r, redactor, talk, i, false);
        add_field(r, redactor, talk, i, true);
    }
    if (talk->worker_agreed) {
        add_field(r, redactor, talk, FIELD_WORKER, false);
        add_field(r, redactor, talk, FIELD_REPLY, false);
    }
    /* Last, so that the numbers of the sentences are the story's. */
    add_field(r, redactor, talk, FIELD_TITLE, false);
}

bool review_toggle(struct talk *talk, struct review *r, int sentence, int word)
{
    const struct review_sentence *s = &r->sentence[sentence];
    struct review_word *w = &r->word[word];
    static const uint8_t other[] = {
        [WORD_PLAIN] = WORD_HIDDEN,  [WORD_SUGGESTED] = WORD_SHOWN,
        [WORD_SHOWN] = WORD_HIDDEN,  [WORD_HIDDEN] = WORD_SHOWN,
        [WORD_LOCKED] = WORD_LOCKED,
    };
    uint8_t next = other[w->state];
    if (next == WORD_LOCKED)
        return true;
    struct mark m = {.field = s->field,
                     .danish = s->danish,
                     .hide = next == WORD_HIDDEN,
                     .from = w->from,
                     .to = w->to};
    if (!talk_mark_set(talk, m))
        return false;
    w->state = next;
    return true;
}

/* --- Long sentences ---------------------------------------------------- */

enum { LONG_SENTENCE = 200 };

bool review_is_long(const struct talk *talk, const struct review *r,
                    int sentence)
{
    const struct review_sentence *s = &r->sentence[sentence];
    struct plain words =
        plain_cut(review_field(talk, s->field, s->danish), s->from, s->to);
    int letters = 0;
    for (size_t i = 0; i < words.len; i++)
        letters += ((uint8_t)words.at[i] & 0xC0) != 0x80;
    return letters > LONG_SENTENCE && s->field != FIELD_TITLE;
}

static struct told *told_of(struct talk *talk, const struct review_sentence *s)
{
    if (s->field == FIELD_WORKER)
        return &talk->worker;
    if (s->field == FIELD_REPLY)
        return &talk->reply;
    if (s->field >= talk->answers)
        return NULL;
    struct answer *a = &talk->answer[s->field];
    return s->danish ? &a->danish : &a->own;
}

bool review_cut(struct talk *talk, const struct review *r, int sentence,
                int word)
{
    const struct review_sentence *s = &r->sentence[sentence];
    struct told *told = told_of(talk, s);
    uint32_t at = r->word[word].from;
    /* A quote or bracket goes with its word. */
    while (told && at > s->from && told->text[at - 1] != ' ')
        at--;
    if (!told || at <= s->from)
        return false;
    told->text[at - 1] = '\n';
    return true;
}

/* --- As others see it -------------------------------------------------- */

static void hide_once(struct buf *out)
{
    static const char mark[] = "[...]";
    size_t len = sizeof mark - 1, at = out->len;
    while (at && out->at[at - 1] == ' ')
        at--;
    bool after_one = at >= len && memcmp(out->at + at - len, mark, len) == 0;
    if (!after_one)
        buf_text(out, mark);
}

void review_public(const struct talk *talk, const struct review *r,
                   int sentence, struct buf *out)
{
    const struct review_sentence *s = &r->sentence[sentence];
    struct plain words = review_field(talk, s->field, s->danish);
    uint32_t at = s->from;
    bool hiding = false;
    for (int i = s->word; i < s->word + s->words; i++) {
        const struct review_word *w = &r->word[i];
        bool hide = w->state == WORD_SUGGESTED || w->state == WORD_HIDDEN ||
                    w->state == WORD_LOCKED;
        /* Between two hidden words nothing shows: what joins the digits of a
         * number would tell its shape. */
        if (!(hide && hiding))
            buf_plain(out, plain_cut(words, at, w->from));
        if (hide)
            hide_once(out);
        else
            buf_plain(out, plain_cut(words, w->from, w->to));
        hiding = hide;
        at = w->to;
    }
    buf_plain(out, plain_cut(words, at, s->to));
}

/* --- The record -------------------------------------------------------- */

static const char *question_of(const struct talk *talk, uint16_t field)
{
    return field == FIELD_WORKER  ? APPROVED_WORKER
           : field == FIELD_REPLY ? APPROVED_REPLY
                                  : talk->answer[field].question;
}

static bool wants_rendering(const struct approved *a)
{
    for (int i = 0; i < a->sentences; i++)
        if (!a->sentence[i].danish &&
            !approved_in_danish(a, a->sentence[i].question))
            return true;
    return false;
}

static void add_sentences(struct approved *a, const struct talk *talk,
                          const struct review *r, struct buf *texts,
                          size_t *end)
{
    for (int i = 0; i < r->sentences; i++) {
        const struct review_sentence *s = &r->sentence[i];
        if (s->leave || s->field == FIELD_TITLE)
            continue;
        review_public(talk, r, i, texts);
        end[a->sentences] = texts->len;
        a->sentence[a->sentences++] = (struct approved_sentence){
            .question = plain_of(question_of(talk, s->field)),
            .danish = strcmp(lang_of(talk, s->field, s->danish), "da") == 0,
            .key = s->key};
    }
}

/* The title as the teller saw it among the sentences. */
static void add_title(const struct talk *talk, const struct review *r,
                      struct buf *title)
{
    for (int i = 0; i < r->sentences; i++) {
        if (r->sentence[i].field != FIELD_TITLE || r->sentence[i].leave)
            continue;
        if (title->len)
            buf_byte(title, ' ');
        review_public(talk, r, i, title);
    }
}

static void add_meaning(struct approved *a, const struct talk *talk)
{
    for (int i = 0; i < talk->themes; i++)
        a->theme[a->themes++] = plain_of(talk->theme[i]);
    for (int i = 0; i < talk->links; i++)
        if (talk->link[i].direction != DIRECTION_UNSAID)
            a->link[a->links++] = (struct approved_link){
                plain_of(talk->link[i].contributor), talk->link[i].direction};
}

bool approve_write(const struct talk *talk, const struct review *r,
                   struct buf *out, bool *untranslated, struct fault *why)
{
    struct approved *a = calloc(1, sizeof *a);
    struct buf texts = {.max = 4 * CEIL_STORY}, title = {.max = 4096};
    size_t end[CEIL_SENTENCES] = {0};
    *untranslated = false;
    if (!a)
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    a->lang = plain_of(talk->lang);
    a->guide = plain_of(talk->guide);
    a->course = plain_of(talk->course);
    a->share = talk->share;
    a->five = talk->who & WHO_GROUP && talk->five;
    add_title(talk, r, &title);
    a->title = buf_words(&title);
    add_sentences(a, talk, r, &texts, end);
    for (int i = 0; i < a->sentences; i++)
        a->sentence[i].words =
            plain_cut(buf_words(&texts), i ? end[i - 1] : 0, end[i]);
    add_meaning(a, talk);
    *untranslated = wants_rendering(a);
    if (a->sentences || a->themes || a->links)
        approved_write(a, out);
    bool ok = !texts.full && !title.full && !out->full;
    buf_wipe(&texts);
    buf_wipe(&title);
    bytes_wipe(a, sizeof *a);
    free(a);
    return ok || fault_set(why, FAULT_LIMIT, "the story is too long to keep");
}
