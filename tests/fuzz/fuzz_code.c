/* SPDX-License-Identifier: MPL-2.0 */
/* What a person types for a code: any digits, any signs between. What is read
 * is 22 digits that, shown, are read as the same code; of what is not, no
 * digit stays behind. */
#include "fuzz.h"

#include "vault/code.h"

static void must_come_back(const char digits[CODE_DIGITS + 1], uint16_t locator)
{
    char shown[CODE_SHOWN], again[CODE_DIGITS + 1];
    uint16_t again_locator = 0;
    long first = 0;
    MUST(strlen(digits) == CODE_DIGITS);
    MUST(strspn(digits, "0123456789") == CODE_DIGITS);
    code_show(digits, shown);
    MUST(strlen(shown) == CODE_SHOWN - 1);
    MUST(code_parse(plain_of(shown), again, &again_locator));
    MUST(strcmp(digits, again) == 0 && locator == again_locator);
    again[4] = '\0';
    MUST(number_parse(again, 0, 9999, &first) && first == locator);
}

/* ISO 7064 MOD 97-10 sees every single wrong digit. */
static void must_see_slips(const char digits[CODE_DIGITS + 1])
{
    char wrong[CODE_DIGITS + 1], read[CODE_DIGITS + 1];
    uint16_t locator;
    for (int i = 0; i < CODE_DIGITS; i++) {
        text_copy(wrong, sizeof wrong, digits);
        wrong[i] = wrong[i] == '9' ? '0' : (char)(wrong[i] + 1);
        MUST(!code_parse(plain_of(wrong), read, &locator));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char digits[CODE_DIGITS + 1];
    uint16_t locator = 0;
    memset(digits, '7', sizeof digits);
    if (code_parse((struct plain){(const char *)bytes, len}, digits,
                   &locator)) {
        must_come_back(digits, locator);
        must_see_slips(digits);
    } else {
        for (size_t i = 0; i < sizeof digits; i++)
            MUST(digits[i] == '\0');
    }
    return 0;
}
