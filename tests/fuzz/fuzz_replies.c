/* SPDX-License-Identifier: MPL-2.0 */
/* What staff answer, from a plain editor: refused with a line for each fault,
 * or read whole; and what is read can be written and read again the same. */
#include "fuzz.h"

#include "desk/replies.h"

struct told {
    int faults, lines;
};

static void tell(void *self, int line, const char *what)
{
    struct told *t = self;
    t->faults++;
    MUST(what && *what && !strchr(what, '\n'));
    MUST(line >= 0 && line <= t->lines);
}

static void same_again(const struct reply *reply)
{
    struct buf text = {.max = 4 * CEIL_REPLY_FILE};
    struct replies again;
    reply_write(&text, reply);
    MUST(replies_read(&again, buf_words(&text), NULL, NULL));
    MUST(again.count == 1 && again.reply[0].booklet == reply->booklet);
    MUST(again.reply[0].managed == reply->managed);
    MUST(strcmp(again.reply[0].section, reply->section) == 0);
    MUST(again.reply[0].heard.len == reply->heard.len);
    MUST(again.reply[0].did.len == reply->did.len);
    replies_free(&again);
    buf_wipe(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct plain text = {(const char *)bytes, len};
    struct told t = {.lines = 1};
    struct replies r;
    if (len > CEIL_REPLY_FILE)
        return 0;
    for (size_t i = 0; i < len; i++)
        t.lines += bytes[i] == '\n';
    if (!replies_read(&r, text, tell, &t)) {
        MUST(t.faults > 0 && r.count == 0 && !r.reply);
        return 0;
    }
    MUST(t.faults == 0 && r.count > 0);
    for (int i = 0; i < r.count; i++) {
        const struct reply *one = &r.reply[i];
        MUST(one->heard.len && one->heard.len <= CEIL_SHORT_TEXT);
        MUST(one->did.len && utf8_valid(one->did, NULL));
        MUST(one->first + one->renderings <= r.renderings);
        same_again(one);
    }
    replies_free(&r);
    return 0;
}
