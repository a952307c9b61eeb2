/* SPDX-License-Identifier: MPL-2.0 */
/* The record that drafts and full stories are made of, and the whole way from
 * it to what a teller sees and approves. Reading is refused and leaves
 * nothing, or gives a talk that is written and read again the same; every
 * sentence and word of its review lies inside its field; what is approved can
 * be read. */
#include "fuzz.h"

#include "desk/approve.h"

static struct talk talk, again;
static struct review review;

static bool is_zero(const void *at, size_t len)
{
    const uint8_t *bytes = at;
    for (size_t i = 0; i < len; i++)
        if (bytes[i])
            return false;
    return true;
}

static void must_come_back(void)
{
    struct buf first = {.max = CEIL_STORY}, second = first;
    struct fault why;
    talk_write(&talk, &first);
    MUST(!first.full && talk_read(&again, buf_words(&first), &why));
    MUST(memcmp(&talk, &again, sizeof talk) == 0);
    talk_write(&again, &second);
    MUST(plain_same(buf_words(&first), buf_words(&second)));
    buf_wipe(&first);
    buf_wipe(&second);
}

static void must_be_inside(const struct review_sentence *s)
{
    struct plain field = review_field(&talk, s->field, s->danish);
    uint32_t at = s->from;
    MUST(s->from < s->to && s->to <= field.len);
    MUST(is_boundary(field, s->from) && is_boundary(field, s->to));
    MUST(s->word >= 0 && s->word + s->words <= review.words);
    for (int i = s->word; i < s->word + s->words; i++) {
        const struct review_word *w = &review.word[i];
        MUST(w->from >= at && w->from < w->to && w->to <= s->to);
        MUST(is_boundary(field, w->from) && is_boundary(field, w->to));
        at = w->to;
    }
}

static bool hides(const struct review_sentence *s)
{
    for (int i = s->word; i < s->word + s->words; i++)
        if (review.word[i].state != WORD_PLAIN &&
            review.word[i].state != WORD_SHOWN)
            return true;
    return false;
}

static void must_review(struct redactor *redactor)
{
    review_make(&review, redactor, &talk);
    MUST(review.sentences <= CEIL_SENTENCES && review.words <= REVIEW_WORDS);
    for (int i = 0; i < review.sentences; i++) {
        const struct review_sentence *s = &review.sentence[i];
        struct buf seen = {.max = 4 * CEIL_ANSWER};
        must_be_inside(s);
        review_public(&talk, &review, i, &seen);
        MUST(!seen.full && utf8_valid(buf_words(&seen), NULL));
        MUST(!hides(s) || plain_has(buf_words(&seen), plain_of("[...]")));
        buf_wipe(&seen);
    }
}

/* Every word is tapped once; what is locked stays. */
static void tap_words(void)
{
    for (int i = 0; i < review.sentences; i++) {
        const struct review_sentence *s = &review.sentence[i];
        for (int k = s->word; k < s->word + s->words && k < 40; k++) {
            uint8_t before = review.word[k].state;
            bool done = review_toggle(&talk, &review, i, k);
            uint8_t after = review.word[k].state;
            MUST(done || (after == before && talk.marks == CEIL_MARKS));
            MUST((before == WORD_LOCKED) == (after == WORD_LOCKED));
        }
    }
}

static void must_approve(void)
{
    static struct approved approved;
    struct buf record = {.max = 8 * CEIL_STORY};
    struct fault why = {.kind = FAULT_NONE};
    bool untranslated;
    if (!approve_write(&talk, &review, &record, &untranslated, &why))
        must_be_told(&why);
    else if (record.len)
        MUST(approved_read(&approved, buf_words(&record), &why));
    buf_wipe(&record);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct redactor *redactor;
    static struct word_lists *lists; /* kept to the end */
    struct fault why = {.kind = FAULT_NONE};
    MUST(redactor || (redactor = approve_redactor(&lists, &why)));
    if (!talk_read(&talk, (struct plain){(const char *)bytes, len}, &why)) {
        must_be_told(&why);
        MUST(is_zero(&talk, sizeof talk));
        return 0;
    }
    must_come_back();
    must_review(redactor);
    must_approve();
    tap_words();
    must_come_back();
    must_review(redactor);
    must_approve();
    return 0;
}
