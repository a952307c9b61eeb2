/* SPDX-License-Identifier: MPL-2.0 */
/* Word lists that an office may extend, sorted or not, and a text that is
 * read with them. Input: seven parts, an empty line between two: the six
 * lists, then the text. */
#include "fuzz.h"

#include "found_check.h"

enum { LISTS = 6 };

/* Takes what stands before the next empty line. */
static struct plain next_part(struct plain *rest)
{
    for (size_t i = 0; i + 1 < rest->len; i++)
        if (rest->at[i] == '\n' && rest->at[i + 1] == '\n') {
            struct plain part = plain_cut(*rest, 0, i + 1);
            *rest = plain_cut(*rest, i + 2, rest->len);
            return part;
        }
    return (struct plain){"", 0};
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct plain rest = {(const char *)bytes, len};
    struct lexicons lists;
    struct plain *list[LISTS] = {&lists.names,    &lists.cues,
                                 &lists.places,   &lists.institutions,
                                 &lists.ordinary, &lists.other};
    struct buf words = {.max = 4096};
    for (int i = 0; i < LISTS; i++)
        *list[i] = next_part(&rest);
    keep_utf8(plain_cut(rest, 0, 4096), &words);
    struct redactor *r = redactor_new(&lists);
    MUST(r);
    must_redact(r, buf_words(&words), "da");
    redactor_free(r);
    buf_wipe(&words);
    return 0;
}
