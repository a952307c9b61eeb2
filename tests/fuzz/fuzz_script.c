/* SPDX-License-Identifier: MPL-2.0 */
/* A script of touches, as it is read before anything runs. */
#include "fuzz.h"

#include "screens/script.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct fault why = {.kind = FAULT_NONE};
    struct script *s =
        script_read((struct plain){(const char *)bytes, len}, "a.script", &why);
    if (!s) {
        must_be_told(&why);
        MUST(strncmp(why.text, "a.script:", 9) == 0);
    }
    script_free(s);
    return 0;
}
