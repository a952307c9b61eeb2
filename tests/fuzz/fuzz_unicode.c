/* SPDX-License-Identifier: MPL-2.0 */
/* Steps through any well-formed text: one normal form, graphemes there and
 * back, words and sentences in order, and isolates that let nothing out. */
#include "fuzz.h"

#include <unicode/uchar.h>

#include "text/unicode.h"

enum { TEXT_MOST = 2048, PIECES_MOST = 2 * TEXT_MOST };

static void must_be_normal(struct plain words)
{
    struct buf once = {.max = 8 * TEXT_MOST}, twice = once;
    unicode_nfc(words, &once);
    unicode_nfc(buf_words(&once), &twice);
    MUST(!once.full && utf8_valid(buf_words(&once), NULL));
    MUST(plain_same(buf_words(&once), buf_words(&twice)));
    buf_wipe(&once);
    buf_wipe(&twice);
}

static void must_step(struct plain words)
{
    for (size_t at = 0, next; at < words.len; at = next) {
        next = unicode_next(words, at);
        MUST(next > at && next <= words.len && is_boundary(words, next));
        MUST(unicode_back(words, next) == at);
    }
}

typedef size_t cutter(struct plain words, const char *lang, struct piece *out,
                      size_t max);

static void must_cut(cutter *cut, struct plain words, const char *lang)
{
    static struct piece piece[PIECES_MOST], few[3];
    size_t n = cut(words, lang, piece, PIECES_MOST);
    uint32_t at = 0;
    MUST(n <= PIECES_MOST);
    for (size_t i = 0; i < n; i++) {
        MUST(piece[i].from >= at && piece[i].from < piece[i].to);
        MUST(piece[i].to <= words.len);
        MUST(is_boundary(words, piece[i].from));
        MUST(is_boundary(words, piece[i].to));
        at = piece[i].to;
    }
    MUST(cut(words, lang, few, 3) == n);
    MUST(memcmp(few, piece, (n < 3 ? n : 3) * sizeof *few) == 0);
}

static void must_be_space(struct plain words)
{
    for (size_t at = 0; at < words.len;) {
        uint32_t code;
        at += utf8_read(words.at, words.len, at, &code);
        MUST(u_isUWhiteSpace((UChar32)code) || u_iscntrl((UChar32)code));
    }
}

/* A sentence is one line, without space around it; no letter is in none. */
static void must_be_lines(struct plain words, const char *lang)
{
    static struct piece piece[PIECES_MOST];
    size_t n = unicode_sentences(words, lang, piece, PIECES_MOST);
    for (size_t i = 0; i < n; i++) {
        struct plain one = plain_cut(words, piece[i].from, piece[i].to);
        must_be_space(plain_cut(words, i ? piece[i - 1].to : 0, piece[i].from));
        MUST(plain_same(one, plain_trim(one)));
        MUST(!plain_has(one, plain_of("\n")));
    }
    must_be_space(plain_cut(words, n ? piece[n - 1].to : 0, words.len));
}

static void must_isolate(struct plain words)
{
    struct buf out = {.max = 4 * TEXT_MOST + 16};
    int open = 0;
    unicode_isolate(words, &out);
    struct plain all = buf_words(&out);
    MUST(!out.full && utf8_valid(all, NULL));
    for (size_t at = 0; at < all.len;) {
        uint32_t code;
        at += utf8_read(all.at, all.len, at, &code);
        open += code >= 0x2066 && code <= 0x2068 ? 1 : code == 0x2069 ? -1 : 0;
        MUST(open > 0 || at == all.len);
    }
    MUST(open == 0);
    buf_wipe(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct draw d = draw_from(bytes, len);
    const char *lang = some_language(draw_byte(&d));
    struct buf words = {.max = TEXT_MOST};
    keep_utf8(draw_bytes(&d, TEXT_MOST), &words);
    must_be_normal(buf_words(&words));
    must_step(buf_words(&words));
    must_cut(unicode_words, buf_words(&words), lang);
    must_cut(unicode_sentences, buf_words(&words), lang);
    must_be_lines(buf_words(&words), lang);
    must_isolate(buf_words(&words));
    buf_wipe(&words);
    return 0;
}
