/* SPDX-License-Identifier: MPL-2.0 */
/* See edit.h. Every change builds the whole text anew beside the old one and
 * takes it over only when it is right: a few kilobytes, microseconds, and no
 * half-made change can be left behind. */
#include "text/edit.h"

#include <unicode/uchar.h>

#include "text/unicode.h"

enum {
    NFC_GROWTH = 3, /* Unicode, UAX #15 */
    VARIATION_EMOJI = 0xFE0F,
};

struct plain edit_words(const struct edit *e)
{
    return (struct plain){e->text, *e->len};
}

void edit_open(struct edit *e, char *text, uint32_t *len, uint32_t room,
               bool single_line)
{
    *e = (struct edit){
        .text = text,
        .len = len,
        .room = room,
        .caret = *len,
        .single_line = single_line,
    };
}

/* The grapheme boundary at or after a byte, which may be inside a code
 * point. */
static uint32_t boundary_from(struct plain words, size_t at)
{
    if (at == 0 || at >= words.len)
        return at == 0 ? 0 : (uint32_t)words.len;
    size_t before = unicode_back(words, at);
    return (uint32_t)(unicode_next(words, before) == at
                          ? at
                          : unicode_next(words, at));
}

static struct buf scratch(const struct edit *e, size_t more)
{
    return (struct buf){.max = NFC_GROWTH * (e->room + more) + 64};
}

/* Takes over the text "before" + "after" as NFC, the caret between them.
 * False, and nothing changed, when it does not fit. */
static bool take_over(struct edit *e, struct plain before, struct plain after)
{
    struct buf raw = scratch(e, before.len), whole = raw, start = raw;
    buf_plain(&raw, before);
    buf_plain(&raw, after);
    unicode_nfc(buf_words(&raw), &whole);
    unicode_nfc(before, &start);
    bool good = !raw.full && !whole.full && !start.full && whole.len <= e->room;
    if (good) {
        uint32_t old = *e->len;
        if (whole.len)
            memcpy(e->text, whole.at, whole.len);
        *e->len = (uint32_t)whole.len;
        if (old > *e->len)
            bytes_wipe(e->text + *e->len, old - *e->len);
        e->caret = boundary_from(edit_words(e), start.len);
        e->from = e->to = 0;
    }
    buf_wipe(&raw);
    buf_wipe(&whole);
    buf_wipe(&start);
    return good;
}

/* Puts words in place of bytes [from, to). */
static bool replace(struct edit *e, uint32_t from, uint32_t to,
                    struct plain words)
{
    struct plain all = edit_words(e);
    struct buf before = scratch(e, words.len);
    buf_plain(&before, plain_cut(all, 0, from));
    buf_plain(&before, words);
    bool good = !before.full &&
                take_over(e, buf_words(&before), plain_cut(all, to, all.len));
    buf_wipe(&before);
    return good;
}

static void forget_erased(struct edit *e)
{
    bytes_wipe(e->undo, sizeof e->undo);
    e->undo_len = 0;
}

/* Puts erased text before or after what was erased just before it, so that a
 * key that was held too long can be undone at once. What is farthest from
 * the caret is forgotten first. */
static void keep_erased(struct edit *e, struct plain erased, uint32_t from)
{
    bool ahead = e->undo_len && from == e->undo_at;
    bool behind = e->undo_len && from + erased.len == e->undo_at;
    uint32_t len = (uint32_t)erased.len, room = sizeof e->undo;
    if ((!ahead && !behind) || len > room)
        forget_erased(e);
    if (len > room)
        return;
    uint32_t keep = e->undo_len < room - len ? e->undo_len : room - len;
    while (keep < e->undo_len && keep > 0 &&
           ((uint8_t)e->undo[keep] & 0xC0) == 0x80)
        keep--;
    if (behind)
        memmove(e->undo + len, e->undo, keep);
    else if (len + e->undo_len > room)
        return;
    memcpy(e->undo + (behind ? 0 : keep), erased.at, len);
    e->undo_len = keep + len;
    e->undo_at = from;
}

static bool erase(struct edit *e, uint32_t from, uint32_t to)
{
    if (from >= to)
        return false;
    struct plain erased = plain_cut(edit_words(e), from, to);
    keep_erased(e, erased, from);
    bool good = replace(e, from, to, (struct plain){"", 0});
    if (e->undo_len)
        e->undo_at = e->caret;
    return good;
}

/* What an input may hold: a line feed only where lines are allowed. */
static bool is_allowed(const struct edit *e, struct plain words)
{
    if (words.len == 0 || !utf8_valid(words, NULL))
        return false;
    if (!e->single_line)
        return true;
    /* All that unicode_nfc() makes a line feed of. */
    return !plain_has(words, plain_of("\n")) &&
           !plain_has(words, plain_of("\u2028")) &&
           !plain_has(words, plain_of("\u2029"));
}

bool edit_insert(struct edit *e, struct plain words)
{
    if (!is_allowed(e, words))
        return false;
    bool selected = e->from < e->to;
    uint32_t from = selected ? e->from : e->caret;
    uint32_t to = selected ? e->to : e->caret;
    if (!replace(e, from, to, words))
        return false;
    forget_erased(e);
    return true;
}

/* An emoji with its joiners, colours and flags is one sign. */
static bool is_whole_sign(struct plain grapheme)
{
    uint32_t code;
    utf8_read(grapheme.at, grapheme.len, 0, &code);
    if (u_hasBinaryProperty((UChar32)code, UCHAR_EXTENDED_PICTOGRAPHIC) ||
        u_hasBinaryProperty((UChar32)code, UCHAR_REGIONAL_INDICATOR))
        return true;
    for (size_t at = 0; at < grapheme.len;) {
        at += utf8_read(grapheme.at, grapheme.len, at, &code);
        if (code == VARIATION_EMOJI)
            return true;
    }
    return false;
}

bool edit_erase(struct edit *e)
{
    struct plain all = edit_words(e);
    if (e->from < e->to)
        return erase(e, e->from, e->to);
    if (e->caret == 0)
        return false;
    size_t back = unicode_back(all, e->caret);
    if (!is_whole_sign(plain_cut(all, back, e->caret)))
        back = utf8_back(all.at, e->caret);
    return erase(e, (uint32_t)back, e->caret);
}

bool edit_erase_forward(struct edit *e)
{
    if (e->from < e->to)
        return erase(e, e->from, e->to);
    size_t next = unicode_next(edit_words(e), e->caret);
    return erase(e, e->caret, (uint32_t)next);
}

bool edit_undo_erase(struct edit *e)
{
    if (e->undo_len == 0)
        return false;
    char erased[sizeof e->undo];
    struct plain words = {erased, e->undo_len};
    memcpy(erased, e->undo, e->undo_len);
    uint32_t at = boundary_from(edit_words(e), e->undo_at);
    bool good = replace(e, at, at, words);
    if (good)
        forget_erased(e);
    bytes_wipe(erased, sizeof erased);
    return good;
}

void edit_caret_set(struct edit *e, uint32_t at)
{
    struct plain all = edit_words(e);
    e->from = e->to = 0;
    if (at >= all.len) {
        e->caret = (uint32_t)all.len;
        return;
    }
    size_t before = unicode_back(all, at);
    e->caret = (uint32_t)(unicode_next(all, before) == at ? at : before);
}

/* The word that holds a byte, or ends before it. */
static bool word_around(struct plain all, uint32_t at, const char *lang,
                        struct piece *word)
{
    enum { WORDS = 64 };
    struct piece some[WORDS];
    size_t line = at, end = at;
    while (line > 0 && all.at[line - 1] != '\n')
        line--;
    while (end < all.len && all.at[end] != '\n')
        end++;
    struct plain rest = plain_cut(all, line, end);
    bool found = false;
    while (rest.len && !found) {
        size_t n = unicode_words(rest, lang, some, WORDS);
        size_t got = n < WORDS ? n : WORDS;
        uint32_t base = (uint32_t)(rest.at - all.at);
        for (size_t i = 0; i < got && base + some[i].from <= at; i++)
            if (at <= base + some[i].to) {
                *word = (struct piece){base + some[i].from, base + some[i].to};
                found = true;
            }
        if (n <= WORDS)
            break;
        rest = plain_cut(rest, some[WORDS - 1].to, rest.len);
    }
    return found;
}

void edit_select_word(struct edit *e, uint32_t at, const char *lang)
{
    struct plain all = edit_words(e);
    struct piece word;
    if (at > all.len)
        at = (uint32_t)all.len;
    bool found = word_around(all, at, lang, &word);
    bool again = found && e->from == word.from && e->to == word.to;
    edit_caret_set(e, at);
    if (!found || again)
        return;
    e->from = word.from;
    e->to = word.to;
    e->caret = word.to;
}
