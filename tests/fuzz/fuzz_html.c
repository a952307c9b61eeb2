/* SPDX-License-Identifier: MPL-2.0 */
/* Words on their way into a page, and a message with values in it: whatever
 * they are, no markup comes out but our own. Input: a message, a line feed,
 * a value. */
#include "fuzz.h"

#include "export/html.h"
#include "export/message.h"

static const char gap[] = "<span class=\"gap\">[...]</span>";

/* Text of a page: no quote or bracket, and each & begins an entity. */
static void must_be_text(struct plain html)
{
    static const char *const entities[] = {"amp;", "lt;", "gt;", "quot;",
                                           "#39;"};
    MUST(utf8_valid(html, NULL));
    for (size_t i = 0; i < html.len; i++) {
        char c = html.at[i];
        bool known = c != '&';
        for (size_t k = 0; k < sizeof entities / sizeof *entities; k++)
            known |=
                plain_same(plain_cut(html, i + 1, i + 1 + strlen(entities[k])),
                           plain_of(entities[k]));
        MUST(known && c != '<' && c != '>' && c != '"' && c != '\'');
        MUST((uint8_t)c >= 0x20 || c == '\n' || c == '\t' || c == '\r');
    }
}

static void must_be_told_text(struct plain html)
{
    struct plain ours = {gap, sizeof gap - 1};
    size_t from = 0;
    for (size_t at = 0; at < html.len;) {
        if (!plain_same(plain_cut(html, at, at + ours.len), ours)) {
            at++;
            continue;
        }
        must_be_text(plain_cut(html, from, at));
        from = at += ours.len;
    }
    must_be_text(plain_cut(html, from, html.len));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    size_t room = 16 * len + 64;
    struct buf words = {.max = room}, out = words, told = words;
    struct buf said = {.max = room * (len + 1)},
               page = {.max = 6 * room * (len + 1)};
    keep_utf8((struct plain){(const char *)bytes, len}, &words);
    buf_byte(&words, '\0');
    char *end = strchr(words.at, '\n');
    struct message_value value[] = {{"n", plain_of(end ? end + 1 : "")},
                                    {"", plain_of("<b>")}};
    html_words(&out, plain_of(words.at));
    html_told(&told, plain_of(words.at));
    if (end)
        *end = '\0';
    message_fill(&said, words.at, value, 2);
    html_words(&page, buf_words(&said));
    MUST(!out.full && !told.full && !said.full && !page.full);
    must_be_text(buf_words(&out));
    must_be_told_text(buf_words(&told));
    must_be_text(buf_words(&page));
    buf_wipe(&words);
    buf_wipe(&out);
    buf_wipe(&told);
    buf_wipe(&said);
    buf_wipe(&page);
    return 0;
}
