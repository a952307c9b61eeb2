/* SPDX-License-Identifier: MPL-2.0 */
/* Makes MO files in memory, right ones and wrong ones. */
#ifndef TESTS_MO_MAKE_H
#define TESTS_MO_MAKE_H

#include "base/bytes.h"

struct pair {
    const char *id, *text; /* id: "ctxt\004msgid"; "" is the header */
    size_t id_len, text_len;
};
#define PAIR(id, text)                           \
    {                                            \
        id, text, sizeof id - 1, sizeof text - 1 \
    }
#define HEADER                                           \
    PAIR("", "Language: ar\n"                            \
             "Content-Type: text/plain; charset=UTF-8\n" \
             "X-Indefra-Name: العربية  \n"        \
             "X-Indefra-Direction: rtl\nX-Indefra-Reviewed: no\n")

static inline void mo_number(struct buf *out, uint32_t n, bool swapped)
{
    if (swapped)
        n = __builtin_bswap32(n);
    buf_put(out, &n, 4);
}

static inline struct buf mo_make(const struct pair *pair, uint32_t n,
                                 bool swapped)
{
    struct buf out = {.max = 4 * 1024 * 1024};
    uint32_t head[] = {0x950412DE, 0, n, 28, 28 + 8 * n, 0, 28 + 16 * n};
    for (int i = 0; i < 7; i++)
        mo_number(&out, head[i], swapped);
    uint32_t at = 28 + 16 * n;
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < n; i++) {
            size_t len = side ? pair[i].text_len : pair[i].id_len;
            mo_number(&out, (uint32_t)len, swapped);
            mo_number(&out, at, swapped);
            at += (uint32_t)len + 1;
        }
    for (int side = 0; side < 2; side++)
        for (uint32_t i = 0; i < n; i++) {
            buf_put(&out, side ? pair[i].text : pair[i].id,
                    side ? pair[i].text_len : pair[i].id_len);
            buf_byte(&out, 0);
        }
    return out;
}

#endif
