/* SPDX-License-Identifier: MPL-2.0 */
/* See found_check.h. */
#include "found_check.h"

#include <unicode/uchar.h>

#include "fuzz.h"

enum { FOUND_MOST = 8192 };

static void must_be_inside(struct plain words, const struct found *f, size_t n)
{
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        MUST(f[i].kind < FOUND_KINDS && *found_name(f[i].kind));
        MUST(f[i].from >= at && f[i].from < f[i].to && f[i].to <= words.len);
        MUST(is_boundary(words, f[i].from) && is_boundary(words, f[i].to));
        at = f[i].to;
    }
}

/* The promise: no five digits together are ever left, of whatever script,
 * also with signs between them that nobody sees. */
static void must_hold_no_number(struct plain seen)
{
    int digits = 0;
    for (size_t at = 0; at < seen.len;) {
        uint32_t code;
        at += utf8_read(seen.at, seen.len, at, &code);
        if (u_charDigitValue((UChar32)code) >= 0)
            digits++;
        else if (!u_hasBinaryProperty((UChar32)code,
                                      UCHAR_DEFAULT_IGNORABLE_CODE_POINT))
            digits = 0;
        MUST(digits < 5);
    }
}

void must_redact(struct redactor *r, struct plain words, const char *lang)
{
    static struct found found[FOUND_MOST], few[2];
    struct buf seen = {.max = 16 * words.len + 64};
    size_t n = redact_find(r, words, lang, found, FOUND_MOST);
    MUST(n <= FOUND_MOST);
    must_be_inside(words, found, n);
    MUST(redact_find(r, words, lang, few, 2) == n);
    for (size_t i = 0; i < n && i < 2; i++)
        MUST(few[i].from == found[i].from && few[i].to == found[i].to &&
             few[i].kind == found[i].kind && few[i].hide == found[i].hide);
    redact_write(words, found, n, &seen);
    MUST(!seen.full && utf8_valid(buf_words(&seen), NULL));
    must_hold_no_number(buf_words(&seen));
    buf_wipe(&seen);
}
