/* SPDX-License-Identifier: MPL-2.0 */
/* The recognisers over any text, with the word lists that are delivered. */
#include "fuzz.h"

#include "desk/approve.h"
#include "found_check.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct redactor *redactor;
    static struct word_lists *lists; /* kept to the end */
    struct draw d = draw_from(bytes, len);
    const char *lang = some_language(draw_byte(&d));
    struct buf words = {.max = 4096};
    MUST(redactor || (redactor = approve_redactor(&lists, NULL)));
    keep_utf8(draw_bytes(&d, 4096), &words);
    must_redact(redactor, buf_words(&words), lang);
    buf_wipe(&words);
    return 0;
}
