/* SPDX-License-Identifier: MPL-2.0 */
/* The citizen's code: 4 digits that find a slot, 16 secret digits, 2 check
 * digits (ISO 7064 MOD 97-10). Itself the key: nobody can help without it. */
#ifndef VAULT_CODE_H
#define VAULT_CODE_H

#include "vault/envelope.h"

enum {
    CODE_DIGITS = 22,
    CODE_SHOWN = 28, /* "1234 5678 9012 3456 7890 12" and a NUL */
    CODE_SALT = 16,
};

/* How dear a guess is. */
struct code_cost {
    uint32_t memory_kib, passes;
};
/* 256 MiB and 3 passes; 64 MiB and 3 when the machine has under 2 GiB. The
 * cheapest that Argon2id allows in a demo office. */
struct code_cost code_cost_for(bool demo, uint64_t machine_bytes);

/* No more than any code of ours costs: a file may say anything, and what it
 * says is spent while somebody waits. */
bool code_cost_sound(struct code_cost cost);

/* Makes a code with this locator (0..9999). digits: CODE_DIGITS and a NUL. */
void code_make(uint16_t locator, char digits[CODE_DIGITS + 1]);
/* Digits grouped by four. */
void code_show(const char digits[CODE_DIGITS + 1], char shown[CODE_SHOWN]);

/* Reads what a person typed: any digit system of Unicode, spaces, hyphens,
 * dots and bidi marks between. False when it is not CODE_DIGITS digits with
 * right check digits: then no Argon2 is owed. Borrows. */
bool code_parse(struct plain typed, char digits[CODE_DIGITS + 1],
                uint16_t *locator);

/* What the code opens: Argon2id over the 16 secret digits, then BLAKE2b keyed
 * with the tablet's pepper, cut into a wrapping key and a commitment.
 * Takes as long as the cost says. Fails when there is no memory for it. */
struct code_keys {
    uint8_t wrap[VAULT_KEY], commitment[VAULT_HASH];
};
bool code_derive(const char digits[CODE_DIGITS + 1],
                 const uint8_t salt[CODE_SALT], struct code_cost cost,
                 const uint8_t pepper[VAULT_KEY], struct code_keys *out,
                 struct fault *why);

/* A secret wrapped under a passphrase (the office key's file; Argon2id):
 * text "indefra-key 1" and hexadecimal lines, as the stick carries it.
 * Reading: FAULT_FOREIGN when it is no key file, FAULT_DAMAGED when a letter
 * of it has changed, FAULT_KEY when the passphrase is wrong. */
bool key_file_write(const uint8_t secret[VAULT_SECRET],
                    const uint8_t pub[VAULT_PUBLIC], const char *passphrase,
                    struct code_cost cost, struct buf *out, struct fault *why);
bool key_file_read(struct plain file, const char *passphrase,
                   uint8_t secret[VAULT_SECRET], uint8_t pub[VAULT_PUBLIC],
                   struct fault *why);
/* Only the public half, without the passphrase. */
bool key_file_public(struct plain file, uint8_t pub[VAULT_PUBLIC],
                     struct fault *why);
void key_make(uint8_t pub[VAULT_PUBLIC], uint8_t secret[VAULT_SECRET]);

/* Six words out of list (count words, NUL-terminated), joined by spaces. */
void passphrase_make(const char *const *list, int count, struct buf *out);

/* A PIN, hashed for office.conf, and compared in constant time. */
bool pin_hash(const char *pin, struct code_cost cost, char out[128],
              struct fault *why);
bool pin_is(const char *pin, const char *hash);
/* True when pin_hash() may have made it: else it is never tried. */
bool pin_sound(const char *hash);

#endif
