/* SPDX-License-Identifier: MPL-2.0 */
/* The office key's file, from a stick that anybody may have had in hand. What
 * is accepted says its public half itself. The passphrase is never tried: a
 * right check over a dear cost would only be slow. */
#include "fuzz.h"

#include "vault/code.h"

static void must_name(struct plain file, const uint8_t pub[VAULT_PUBLIC])
{
    char hex[2 * VAULT_PUBLIC + 1];
    struct buf low = {.max = file.len};
    hex_write(pub, VAULT_PUBLIC, hex);
    for (size_t i = 0; i < file.len; i++) {
        char c = file.at[i];
        buf_byte(&low, (uint8_t)(c >= 'A' && c <= 'F' ? c + 32 : c));
    }
    MUST(plain_has(buf_words(&low), plain_of(hex)));
    MUST(plain_has(file, plain_of("indefra-key 1")));
    buf_wipe(&low);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static bool begun;
    struct plain file = {(const char *)bytes, len};
    struct fault why = {.kind = FAULT_NONE};
    uint8_t pub[VAULT_PUBLIC];
    MUST(begun || (begun = vault_begin(NULL)));
    if (key_file_public(file, pub, &why)) {
        must_name(file, pub);
    } else {
        MUST(why.kind == FAULT_FOREIGN || why.kind == FAULT_DAMAGED);
        must_be_told(&why);
    }
    return 0;
}
