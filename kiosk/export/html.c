/* SPDX-License-Identifier: MPL-2.0 */
/* See html.h. */
#include "export/html.h"

static const char *entity(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

/* C0 but tab and line feeds, DEL and C1: not allowed in HTML. */
static bool is_control(uint32_t code)
{
    bool space = code == '\t' || code == '\n' || code == '\r';
    return (code < 0x20 && !space) || (code >= 0x7F && code <= 0x9F);
}

void html_words(struct buf *out, struct plain words)
{
    for (size_t at = 0; at < words.len;) {
        uint32_t code;
        size_t len = utf8_read(words.at, words.len, at, &code);
        const char *safe = entity(words.at[at]);
        if (safe) {
            buf_text(out, safe);
        } else {
            char utf8[4];
            buf_put(out, utf8,
                    utf8_write(is_control(code) ? 0xFFFD : code, utf8));
        }
        at += len;
    }
}

void html_told(struct buf *out, struct plain words)
{
    struct plain gap = plain_of("[...]");
    size_t from = 0, at = 0;
    while (at < words.len) {
        if (!plain_same(plain_cut(words, at, at + gap.len), gap)) {
            at++;
            continue;
        }
        html_words(out, plain_cut(words, from, at));
        buf_text(out, "<span class=\"gap\">[...]</span>");
        from = at += gap.len;
    }
    html_words(out, plain_cut(words, from, words.len));
}
