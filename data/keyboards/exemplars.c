/* SPDX-License-Identifier: MPL-2.0 */
/* See exemplars.h. Serves the generator and the test, never the programs. */
#include "exemplars.h"

#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

struct asking {
    const struct keymap *map;
    const char *locale;
    struct buf *lacks;
    int letters;
};

static void ask(struct asking *a, UChar32 letter)
{
    char text[4];
    size_t len = utf8_write((uint32_t)letter, text);
    struct key_place place;
    a->letters++;
    /* What a language is written with is on its own pages, not on the Latin
     * one. */
    if (keymap_find(a->map, (struct plain){text, len}, KEY_PAGE_LETTERS,
                    &place) == len &&
        place.page < KEY_PAGE_LATIN)
        return;
    buf_put(a->lacks, text, len);
    buf_byte(a->lacks, ' ');
}

/* By the locale: a Turkish i has a dotted capital. */
static void ask_capital(struct asking *a, UChar32 letter)
{
    UChar small[2], capital[8];
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    UChar32 code;
    U16_APPEND_UNSAFE(small, n, letter);
    int32_t len = u_strToUpper(capital, 8, small, n, a->locale, &e);
    if (U_FAILURE(e) || u_countChar32(capital, len) != 1)
        return; /* such as ß: its capital is two letters that are there */
    U16_GET(capital, 0, 0, len, code);
    if (code != letter)
        ask(a, code);
}

static void ask_both(struct asking *a, UChar32 letter)
{
    ask(a, letter);
    ask_capital(a, letter);
}

/* A set holds single letters in ranges, and letters of several code points,
 * which are asked for one by one: that is how they are typed. */
static void ask_item(struct asking *a, const USet *set, int32_t item)
{
    UChar32 from, to, code;
    UChar text[32];
    UErrorCode e = U_ZERO_ERROR;
    int32_t len = uset_getItem(set, item, &from, &to, text, 32, &e);
    if (len < 2) {
        for (UChar32 c = from; c <= to; c++)
            ask_both(a, c);
        return;
    }
    for (int32_t at = 0; at < len;) {
        U16_NEXT(text, at, len, code);
        ask_both(a, code);
    }
}

bool exemplars_lacking(const struct keymap *map, const char *locale,
                       struct buf *lacks, int *letters, struct fault *why)
{
    UErrorCode e = U_ZERO_ERROR;
    struct asking a = {.map = map, .locale = locale, .lacks = lacks};
    ULocaleData *data = ulocdata_open(locale, &e);
    /* An unknown language gets that of the machine, with a warning. */
    bool known = U_SUCCESS(e) && e != U_USING_DEFAULT_WARNING;
    USet *set = uset_openEmpty();
    ulocdata_getExemplarSet(data, set, 0, ULOCDATA_ES_STANDARD, &e);
    known = known && U_SUCCESS(e);
    for (int32_t i = 0; known && i < uset_getItemCount(set); i++)
        ask_item(&a, set, i);
    uset_close(set);
    ulocdata_close(data);
    if (letters)
        *letters = a.letters;
    if (!known || a.letters == 0)
        return fault_set(why, FAULT_INPUT,
                         "ICU has no letters for \"%s\"; name a locale that "
                         "has the same with icu=",
                         locale);
    return true;
}
