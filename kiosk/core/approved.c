/* SPDX-License-Identifier: MPL-2.0 */
/* The record of S: a version, then fields of a tag, a flag byte, a length and
 * bytes. Ours, so that nobody needs a parser to trust it. */
#include "core/approved.h"

_Static_assert(CEIL_TAG <= CEIL_ID, "a language is kept as an id");

enum { APPROVED_VERSION = 1 };

enum tag {
    TAG_LANG = 1,
    TAG_GUIDE,
    TAG_COURSE,
    TAG_TITLE,
    TAG_SHARE,
    TAG_QUESTION,
    TAG_SENTENCE,
    TAG_THEME,
    TAG_LINK,
    TAG_FIVE,
};

static void put(struct buf *out, enum tag tag, uint8_t flags,
                struct plain words)
{
    uint8_t head[6] = {(uint8_t)tag,
                       flags,
                       (uint8_t)words.len,
                       (uint8_t)(words.len >> 8),
                       (uint8_t)(words.len >> 16),
                       (uint8_t)(words.len >> 24)};
    buf_put(out, head, sizeof head);
    buf_plain(out, words);
}

void approved_write(const struct approved *a, struct buf *out)
{
    buf_byte(out, APPROVED_VERSION);
    put(out, TAG_LANG, 0, a->lang);
    put(out, TAG_GUIDE, 0, a->guide);
    put(out, TAG_COURSE, 0, a->course);
    put(out, TAG_TITLE, 0, a->title);
    put(out, TAG_SHARE, (uint8_t)a->share, plain_of(""));
    if (a->five)
        put(out, TAG_FIVE, 0, plain_of(""));
    struct plain question = {"", 0};
    for (int i = 0; i < a->sentences; i++) {
        const struct approved_sentence *s = &a->sentence[i];
        if (i == 0 || !plain_same(question, s->question))
            put(out, TAG_QUESTION, 0, s->question);
        question = s->question;
        put(out, TAG_SENTENCE,
            (uint8_t)(s->danish | s->key << 1 | s->afterwards << 2), s->words);
    }
    for (int i = 0; i < a->themes; i++)
        put(out, TAG_THEME, 0, a->theme[i]);
    for (int i = 0; i < a->links; i++)
        put(out, TAG_LINK, a->link[i].direction, a->link[i].contributor);
}

/* Takes the words where an id may stand: the rest of the house has room for
 * CEIL_ID. */
static bool set_id(struct plain *id, struct plain words)
{
    *id = words;
    return words.len < CEIL_ID;
}

static bool add_sentence(struct approved *a, uint8_t flags, struct plain words,
                         struct plain question)
{
    if (a->sentences == CEIL_SENTENCES || flags > 7)
        return false;
    a->sentence[a->sentences++] = (struct approved_sentence){
        question, words, (flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0};
    return true;
}

static bool add_link(struct approved *a, uint8_t direction, struct plain words)
{
    if (a->links == CEIL_CARDS + CEIL_OWN_CARDS ||
        direction == DIRECTION_UNSAID || direction > DIRECTION_UNKNOWN)
        return false;
    struct approved_link *link = &a->link[a->links++];
    link->direction = direction;
    return set_id(&link->contributor, words);
}

static bool add(struct approved *a, uint8_t tag, uint8_t flags,
                struct plain words, struct plain *question)
{
    switch (tag) {
    case TAG_LANG:
        return set_id(&a->lang, words);
    case TAG_GUIDE:
        return set_id(&a->guide, words);
    case TAG_COURSE:
        return set_id(&a->course, words);
    case TAG_TITLE:
        a->title = words;
        return true;
    case TAG_SHARE:
        a->share = flags;
        return flags < 2 * SHARE_RENDERING;
    case TAG_QUESTION:
        return set_id(question, words);
    case TAG_SENTENCE:
        return add_sentence(a, flags, words, *question);
    case TAG_THEME:
        return a->themes < CEIL_CARDS && set_id(&a->theme[a->themes++], words);
    case TAG_LINK:
        return add_link(a, flags, words);
    case TAG_FIVE:
        return a->five = true;
    default:
        return false;
    }
}

bool approved_read(struct approved *a, struct plain record, struct fault *why)
{
    a->lang = a->guide = a->course = a->title = (struct plain){"", 0};
    a->share = 0;
    a->five = false;
    a->sentences = a->themes = a->links = 0;
    struct plain question = {"", 0};
    const uint8_t *b = (const uint8_t *)record.at;
    bool ok = record.len > 0 && b[0] == APPROVED_VERSION;
    for (size_t at = 1; ok && at < record.len;) {
        ok = record.len - at >= 6;
        uint32_t len = !ok ? 0
                           : b[at + 2] | (uint32_t)b[at + 3] << 8 |
                                 (uint32_t)b[at + 4] << 16 |
                                 (uint32_t)b[at + 5] << 24;
        ok = ok && len <= record.len - at - 6;
        struct plain words =
            ok ? plain_cut(record, at + 6, at + 6 + len) : plain_of("");
        ok = ok && utf8_valid(words, NULL) &&
             add(a, b[at], b[at + 1], words, &question);
        at += 6 + (size_t)len;
    }
    return ok || fault_set(why, FAULT_DAMAGED,
                           "an approved story's record is damaged");
}

bool approved_in_danish(const struct approved *a, struct plain question)
{
    for (int i = 0; i < a->sentences; i++) {
        const struct approved_sentence *s = &a->sentence[i];
        bool asked =
            question.at
                ? plain_same(s->question, question)
                : !plain_same(s->question, plain_of(APPROVED_WORKER)) &&
                      !plain_same(s->question, plain_of(APPROVED_REPLY));
        if (s->danish && asked)
            return true;
    }
    return false;
}
