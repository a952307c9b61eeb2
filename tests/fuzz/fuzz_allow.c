/* SPDX-License-Identifier: MPL-2.0 */
/* The file in which staff say which words may leave. What is not understood
 * allows nothing. */
#include "fuzz.h"

#include "desk/week_allow.h"
#include "host/paths.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct fault why = {.kind = FAULT_NONE};
    struct allowed a;
    char path[CEIL_PATH];
    own_file("allow.json", (struct plain){(const char *)bytes, len});
    MUST(path_join(path, own_folder(), "allow.json", NULL));
    if (allowed_read(&a, path, &why)) {
        for (int i = 0; i < a.decisions; i++) {
            MUST(a.decided[i].word.len > 0);
            MUST(utf8_valid(a.decided[i].word, NULL));
        }
    } else {
        must_be_told(&why);
        MUST(a.decisions == 0 && !a.decided && !a.file);
    }
    allowed_free(&a);
    return 0;
}
