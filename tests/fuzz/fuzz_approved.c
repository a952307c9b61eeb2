/* SPDX-License-Identifier: MPL-2.0 */
/* The inside of envelope S. Whoever has the office's public key can seal one,
 * so the week reads it as a stranger's: it is refused, or every number is one
 * that the rest of the house knows and it can be written again. */
#include "fuzz.h"

#include "core/approved.h"

static void must_be_id(struct plain id)
{
    MUST(id.len < CEIL_ID && utf8_valid(id, NULL));
}

static void must_be_sound(const struct approved *a)
{
    must_be_id(a->lang);
    must_be_id(a->guide);
    must_be_id(a->course);
    MUST(utf8_valid(a->title, NULL));
    MUST(a->share < 2 * SHARE_RENDERING);
    for (int i = 0; i < a->sentences; i++) {
        must_be_id(a->sentence[i].question);
        MUST(utf8_valid(a->sentence[i].words, NULL));
    }
    for (int i = 0; i < a->themes; i++)
        must_be_id(a->theme[i]);
    for (int i = 0; i < a->links; i++) {
        must_be_id(a->link[i].contributor);
        MUST(a->link[i].direction <= DIRECTION_UNKNOWN);
    }
}

static bool same_sentences(const struct approved *a, const struct approved *b)
{
    for (int i = 0; i < a->sentences; i++) {
        const struct approved_sentence *s = &a->sentence[i];
        const struct approved_sentence *t = &b->sentence[i];
        if (!plain_same(s->question, t->question) || s->danish != t->danish ||
            !plain_same(s->words, t->words) || s->key != t->key)
            return false;
    }
    return a->sentences == b->sentences;
}

static bool same_meaning(const struct approved *a, const struct approved *b)
{
    for (int i = 0; i < a->themes; i++)
        if (!plain_same(a->theme[i], b->theme[i]))
            return false;
    for (int i = 0; i < a->links; i++)
        if (a->link[i].direction != b->link[i].direction ||
            !plain_same(a->link[i].contributor, b->link[i].contributor))
            return false;
    return a->themes == b->themes && a->links == b->links;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct approved a, again;
    struct fault why = {.kind = FAULT_NONE};
    struct buf record = {.max = 4 * len + 4096};
    if (!approved_read(&a, (struct plain){(const char *)bytes, len}, &why)) {
        must_be_told(&why);
        return 0;
    }
    must_be_sound(&a);
    approved_write(&a, &record);
    MUST(!record.full && approved_read(&again, buf_words(&record), &why));
    MUST(plain_same(a.lang, again.lang) && plain_same(a.guide, again.guide));
    MUST(plain_same(a.course, again.course) && a.share == again.share);
    MUST(plain_same(a.title, again.title));
    MUST(same_sentences(&a, &again) && same_meaning(&a, &again));
    approved_in_danish(&a, (struct plain){NULL, 0});
    buf_wipe(&record);
    return 0;
}
