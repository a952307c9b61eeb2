/* SPDX-License-Identifier: MPL-2.0 */
/* See unicode.h. ICU counts in UTF-16 units for normal forms and in bytes for
 * breaks (through UText); nobody outside sees either. */
#include "text/unicode.h"

#include <unicode/uloc.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>

#include "text/breaks.h"

enum {
    FSI = 0x2068,
    PDI = 0x2069,
    FIRST_ISOLATE = 0x2066,
    BYTE_ORDER_MARK = 0xFEFF,
    MOST_OF_LAM_ALEF = 2,
};

static bool is_dropped(uint32_t code)
{
    return (code < 0x20 && code != '\n' && code != '\t') ||
           (code >= 0x7F && code < 0xA0) ||
           (code >= 0x202A && code <= 0x202E) || code == BYTE_ORDER_MARK;
}

/* Gives how many code points one becomes. */
static int32_t clean(uint32_t code, uint32_t out[MOST_OF_LAM_ALEF])
{
    static const uint32_t alef[] = {0x622, 0x623, 0x625, 0x627};
    out[0] = code == '\t'                       ? ' '
             : code == 0x2028 || code == 0x2029 ? '\n'
                                                : code;
    if (is_dropped(code))
        return 0;
    if (code < 0xFEF5 || code > 0xFEFC)
        return 1;
    out[0] = 0x644;
    out[1] = alef[(code - 0xFEF5) / 2];
    return 2;
}

/* Room for it: a unit for each byte. */
static int32_t clean_units(struct plain words, UChar *out)
{
    int32_t len = 0;
    for (size_t at = 0; at < words.len;) {
        uint32_t code, becomes[MOST_OF_LAM_ALEF];
        at += utf8_read(words.at, words.len, at, &code);
        int32_t n = clean(code, becomes);
        for (int32_t i = 0; i < n; i++)
            U16_APPEND_UNSAFE(out, len, (UChar32)becomes[i]);
    }
    return len;
}

static void put_units(const UChar *units, int32_t len, struct buf *out)
{
    for (int32_t i = 0; i < len;) {
        UChar32 code;
        char bytes[4];
        U16_NEXT(units, i, len, code);
        buf_put(out, bytes, utf8_write((uint32_t)code, bytes));
    }
}

/* Gives NULL when memory is out. No text grows more than threefold in NFC
 * (Unicode, UAX #15, table of expansion factors). */
static UChar *normal_units(const UChar *units, int32_t len, int32_t *normal)
{
    UErrorCode error = U_ZERO_ERROR;
    int32_t room = 3 * len + 1;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&error);
    UChar *out = malloc((size_t)room * sizeof *out);
    if (!out)
        return NULL;
    *normal = unorm2_normalize(nfc, units, len, out, room, &error);
    if (U_SUCCESS(error))
        return out;
    free(out);
    return NULL;
}

void unicode_nfc(struct plain words, struct buf *out)
{
    if (words.len == 0)
        return;
    if (words.len > INT32_MAX / 4) {
        out->full = true;
        return;
    }
    UChar *units = malloc(words.len * sizeof *units);
    int32_t len = units ? clean_units(words, units) : 0, normal = 0;
    UChar *done = units ? normal_units(units, len, &normal) : NULL;
    if (done)
        put_units(done, normal, out);
    else
        out->full = true;
    if (done)
        bytes_wipe(done, (size_t)normal * sizeof *done);
    free(done);
    if (units)
        bytes_wipe(units, words.len * sizeof *units);
    free(units);
}

size_t unicode_next(struct plain words, size_t at)
{
    UText text;
    if (at >= words.len)
        return words.len;
    UBreakIterator *breaks = breaks_over(UBRK_CHARACTER, "", words, &text);
    int32_t next = breaks ? ubrk_following(breaks, (int32_t)at) : UBRK_DONE;
    breaks_leave(breaks, &text);
    return next == UBRK_DONE ? words.len : (size_t)next;
}

size_t unicode_back(struct plain words, size_t at)
{
    UText text;
    if (at > words.len)
        at = words.len;
    if (at == 0)
        return 0;
    /* ICU goes back to the start of a code point that "at" is inside, and
     * would then give the boundary before that. */
    while (at < words.len && ((uint8_t)words.at[at] & 0xC0) == 0x80)
        at++;
    UBreakIterator *breaks = breaks_over(UBRK_CHARACTER, "", words, &text);
    int32_t back = breaks ? ubrk_preceding(breaks, (int32_t)at) : UBRK_DONE;
    breaks_leave(breaks, &text);
    return back == UBRK_DONE ? 0 : (size_t)back;
}

size_t unicode_words(struct plain words, const char *lang, struct piece *out,
                     size_t max)
{
    UText text;
    size_t count = 0;
    UBreakIterator *breaks = breaks_over(UBRK_WORD, lang, words, &text);
    int32_t from = breaks ? ubrk_first(breaks) : UBRK_DONE;
    while (from != UBRK_DONE) {
        int32_t to = ubrk_next(breaks);
        if (to == UBRK_DONE)
            break;
        if (ubrk_getRuleStatus(breaks) >= UBRK_WORD_NUMBER) {
            if (count < max)
                out[count] = (struct piece){(uint32_t)from, (uint32_t)to};
            count++;
        }
        from = to;
    }
    breaks_leave(breaks, &text);
    return count;
}

bool unicode_is_rtl(const char *lang)
{
    /* ICU does not know Dari by its own tag. */
    if (!lang || strncmp(lang, "prs", 3) == 0)
        return lang != NULL;
    return uloc_isRightToLeft(lang);
}

static void put_code(struct buf *out, uint32_t code)
{
    char bytes[4];
    buf_put(out, bytes, utf8_write(code, bytes));
}

/* A value that ends the isolate by itself, or opens more than it closes,
 * would turn the sentence around it. */
void unicode_isolate(struct plain words, struct buf *out)
{
    int open = 0;
    put_code(out, FSI);
    for (size_t at = 0; at < words.len;) {
        uint32_t code;
        size_t n = utf8_read(words.at, words.len, at, &code);
        bool opens = code >= FIRST_ISOLATE && code < PDI;
        bool stray = code == PDI && open == 0;
        if (!stray)
            buf_put(out, words.at + at, n);
        open += opens ? 1 : code == PDI && !stray ? -1 : 0;
        at += n;
    }
    while (open-- > 0)
        put_code(out, PDI);
    put_code(out, PDI);
}

void unicode_done(void)
{
    breaks_done();
}
