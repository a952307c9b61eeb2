/* SPDX-License-Identifier: MPL-2.0 */
/* Every letter of a language, small and capital, as CLDR lists them for its
 * standard alphabet (ICU's exemplar set): what keys.sh types. A line for each
 * language named: tag, the letters as they are typed, the same in NFC, parted
 * by tabs; "\n" stands after every few letters. */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/ulocdata.h>
#include <unicode/unorm2.h>
#include <unicode/uset.h>
#include <unicode/ustring.h>

enum { ROOM = 8192, A_LINE = 24 };

struct letters {
    const char *tag;
    UChar text[ROOM];
    int32_t len, count;
};

static void put(struct letters *l, UChar32 letter)
{
    if (l->len + 4 > ROOM)
        return;
    if (l->count && l->count % A_LINE == 0)
        l->text[l->len++] = '\n';
    U16_APPEND_UNSAFE(l->text, l->len, letter);
    l->count++;
}

/* By the language: a Turkish i has a dotted capital. A capital of two letters
 * (ß) is typed as those, which are there already. */
static void put_both(struct letters *l, UChar32 letter)
{
    UChar small[2], capital[8];
    int32_t n = 0;
    UErrorCode e = U_ZERO_ERROR;
    UChar32 code;
    put(l, letter);
    U16_APPEND_UNSAFE(small, n, letter);
    int32_t len = u_strToUpper(capital, 8, small, n, l->tag, &e);
    if (U_FAILURE(e) || u_countChar32(capital, len) != 1)
        return;
    U16_GET(capital, 0, 0, len, code);
    if (code != letter)
        put(l, code);
}

/* Letters in ranges, and letters of several code points, which are typed one
 * by one. */
static void put_item(struct letters *l, const USet *set, int32_t item)
{
    UChar32 from, to, code;
    UChar text[32];
    UErrorCode e = U_ZERO_ERROR;
    int32_t len = uset_getItem(set, item, &from, &to, text, 32, &e);
    if (len < 2) {
        for (UChar32 c = from; c <= to; c++)
            put_both(l, c);
        return;
    }
    for (int32_t at = 0; at < len;) {
        U16_NEXT(text, at, len, code);
        put_both(l, code);
    }
}

static void print_text(const UChar *text, int32_t len)
{
    static char bytes[3 * ROOM + 1];
    UErrorCode e = U_ZERO_ERROR;
    u_strToUTF8(bytes, sizeof bytes, NULL, text, len, &e);
    for (const char *c = bytes; *c; c++)
        if (*c == '\n')
            fputs("\\n", stdout);
        else
            putchar(*c);
}

static bool print_language(const char *tag)
{
    static struct letters l;
    static UChar composed[ROOM];
    UErrorCode e = U_ZERO_ERROR;
    l = (struct letters){.tag = tag};
    ULocaleData *data = ulocdata_open(tag, &e);
    bool known = U_SUCCESS(e) && e != U_USING_DEFAULT_WARNING;
    USet *set = uset_openEmpty();
    ulocdata_getExemplarSet(data, set, 0, ULOCDATA_ES_STANDARD, &e);
    for (int32_t i = 0; known && i < uset_getItemCount(set); i++)
        put_item(&l, set, i);
    uset_close(set);
    ulocdata_close(data);
    int32_t len = unorm2_normalize(unorm2_getNFCInstance(&e), l.text, l.len,
                                   composed, ROOM, &e);
    if (!known || U_FAILURE(e) || l.count == 0)
        return false;
    printf("%s\t", tag);
    print_text(l.text, l.len);
    putchar('\t');
    print_text(composed, len);
    putchar('\n');
    return true;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++)
        if (!print_language(argv[i])) {
            fprintf(stderr, "ICU has no letters for \"%s\"\n", argv[i]);
            return 1;
        }
    return 0;
}
