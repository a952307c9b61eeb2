/* SPDX-License-Identifier: MPL-2.0 */
/* See message.h. */
#include "export/message.h"

static const struct message_value *value_named(
    struct plain name, const struct message_value *value, int n)
{
    for (int i = 0; i < n; i++)
        if (plain_same(plain_of(value[i].name), name))
            return &value[i];
    return NULL;
}

void message_fill(struct buf *out, const char *message,
                  const struct message_value *value, int n)
{
    struct plain text = plain_of(message);
    size_t from = 0;
    for (size_t at = 0; at < text.len; at++) {
        const char *end = text.at[at] == '{' ? strchr(text.at + at, '}') : NULL;
        if (!end)
            continue;
        size_t after = (size_t)(end - text.at) + 1;
        const struct message_value *v =
            value_named(plain_cut(text, at + 1, after - 1), value, n);
        if (!v)
            continue;
        buf_plain(out, plain_cut(text, from, at));
        buf_plain(out, v->words);
        from = after;
        at = after - 1;
    }
    buf_plain(out, plain_cut(text, from, text.len));
}
