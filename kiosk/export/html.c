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

static const struct html_value *value_named(struct plain name,
                                            const struct html_value *value,
                                            int n)
{
    for (int i = 0; i < n; i++)
        if (plain_same(plain_of(value[i].name), name))
            return &value[i];
    return NULL;
}

void html_message(struct buf *out, const char *message,
                  const struct html_value *value, int n)
{
    struct plain text = plain_of(message);
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        const char *end = text.at[at] == '{' ? strchr(text.at + at, '}') : NULL;
        if (!end)
            continue;
        size_t after = (size_t)(end - text.at) + 1;
        const struct html_value *v =
            value_named(plain_cut(text, at + 1, after - 1), value, n);
        if (!v)
            continue;
        html_words(out, plain_cut(text, from, at));
        html_words(out, v->words);
        from = after;
        at = after - 1;
    }
    html_words(out, plain_cut(text, from, text.len));
}
