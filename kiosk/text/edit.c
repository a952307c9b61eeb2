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
    e->undo_len = e->undo_over = 0;
}

/* What a change did: bytes [at, at + gone) of the old text, from whole code
 * point to whole code point, are now "came" others. More than what was erased
 * when the letters beside it were composed. */
struct change {
    uint32_t at, gone, came;
};

static bool goes_on(struct plain words, uint32_t at)
{
    return at < words.len && ((uint8_t)words.at[at] & 0xC0) == 0x80;
}

static struct change change_of(struct plain was, struct plain now,
                               uint32_t from, uint32_t to)
{
    uint32_t start = 0, end = 0, least = (uint32_t)was.len - to;
    while (start < from && start < now.len && was.at[start] == now.at[start])
        start++;
    while (start > 0 && goes_on(was, start))
        start--;
    while (end < least && end < now.len - start &&
           was.at[was.len - end - 1] == now.at[now.len - end - 1])
        end++;
    while (end > 0 && goes_on(was, (uint32_t)was.len - end))
        end--;
    return (struct change){start, (uint32_t)was.len - end - start,
                           (uint32_t)now.len - end - start};
}

/* Where a byte is in the text that undo brings back. */
static uint32_t before_undo(const struct edit *e, uint32_t at)
{
    if (at <= e->undo_at)
        return at;
    uint32_t end = e->undo_at + e->undo_over;
    return at < end ? e->undo_at + e->undo_len
                    : at - e->undo_over + e->undo_len;
}

/* The length without a code point that was cut. */
static uint32_t whole_len(const char *words, size_t len)
{
    size_t last = utf8_back(words, len);
    uint8_t lead = len ? (uint8_t)words[last] : 0;
    size_t size = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return (uint32_t)(last + size <= len ? len : last);
}

/* Puts words around what undo has. What is farthest behind the caret is
 * forgotten first; false when anything was. */
static bool put_around(struct edit *e, struct plain before, struct plain after)
{
    size_t room = sizeof e->undo;
    size_t first = before.len < room ? before.len : room;
    size_t keep = e->undo_len < room - first ? e->undo_len : room - first;
    memmove(e->undo + first, e->undo, keep);
    if (first)
        memcpy(e->undo, before.at, first);
    size_t len = first + keep;
    size_t last = after.len < room - len ? after.len : room - len;
    if (last)
        memcpy(e->undo + len, after.at, last);
    bool cut = before.len + e->undo_len + after.len > room;
    e->undo_len = (uint32_t)(len + last);
    if (cut)
        e->undo_len = whole_len(e->undo, e->undo_len);
    return !cut;
}

/* Remembers what stood at bytes [from, to) before a change, together with
 * what was erased just beside it, so that a key that was held too long can be
 * undone at once. */
static void keep_erased(struct edit *e, struct plain was, uint32_t from,
                        uint32_t to)
{
    struct change c = change_of(was, edit_words(e), from, to);
    bool beside = e->undo_len && c.at <= e->undo_at + e->undo_over &&
                  c.at + c.gone >= e->undo_at;
    if (!beside) {
        forget_erased(e);
        e->undo_at = c.at;
        e->undo_caret = 0;
    }
    uint32_t end = e->undo_at + e->undo_over, last = c.at + c.gone;
    uint32_t first = c.at < e->undo_at ? c.at : e->undo_at;
    uint32_t caret = before_undo(e, to);
    if (caret < e->undo_at + e->undo_caret)
        caret = e->undo_at + e->undo_caret;
    last = last > end ? last : end;
    bool all = put_around(e, plain_cut(was, first, e->undo_at),
                          plain_cut(was, end, last));
    e->undo_over = last - first - c.gone + c.came;
    e->undo_at = first;
    e->undo_caret = caret - first;
    /* A part must not take the place of letters that it does not hold. */
    if (!all && e->undo_over)
        forget_erased(e);
}

static bool replace_and_keep(struct edit *e, uint32_t from, uint32_t to,
                             struct plain words)
{
    struct buf was = {.max = e->room + 1};
    buf_plain(&was, edit_words(e));
    bool good = !was.full && replace(e, from, to, words);
    if (good)
        keep_erased(e, buf_words(&was), from, to);
    buf_wipe(&was);
    return good;
}

static bool erase(struct edit *e, uint32_t from, uint32_t to)
{
    return from < to && replace_and_keep(e, from, to, (struct plain){"", 0});
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
    if (e->from < e->to)
        return replace_and_keep(e, e->from, e->to, words);
    if (!replace(e, e->caret, e->caret, words))
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
    uint32_t at = e->undo_at, caret = at + e->undo_caret;
    if (e->undo_len == 0 || at + e->undo_over > *e->len)
        return false;
    struct plain words = {e->undo, e->undo_len};
    if (!replace(e, at, at + e->undo_over, words))
        return false;
    edit_caret_set(e, caret);
    forget_erased(e);
    return true;
}

/* The grapheme boundary at or before a byte. */
static uint32_t boundary_before(struct plain words, size_t at)
{
    if (at >= words.len)
        return (uint32_t)words.len;
    size_t before = unicode_back(words, at);
    return (uint32_t)(unicode_next(words, before) == at ? at : before);
}

void edit_caret_set(struct edit *e, uint32_t at)
{
    e->from = e->to = 0;
    e->caret = boundary_before(edit_words(e), at);
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
    /* ICU's words may end inside a grapheme ("A" and U+0605). */
    if (found) {
        word.from = boundary_before(all, word.from);
        word.to = boundary_from(all, word.to);
    }
    bool again = found && e->from == word.from && e->to == word.to;
    edit_caret_set(e, at);
    if (!found || again)
        return;
    e->from = word.from;
    e->to = word.to;
    e->caret = word.to;
}
