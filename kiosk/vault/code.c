/* SPDX-License-Identifier: MPL-2.0 */
/* See code.h. Digits only, so that every script's numbers can write a code. */
#include "vault/code.h"

#include <sodium.h>

#include "base/ceilings.h"
#include "vault/stretch.h"

enum { LOCATOR_DIGITS = 4, SECRET_DIGITS = 16, CHECK_DIGITS = 2 };
_Static_assert(LOCATOR_DIGITS + SECRET_DIGITS + CHECK_DIGITS == CODE_DIGITS,
               "code.h says another length");

/* Every digit zero of Unicode 15 whose digits follow each other (general
 * category Nd); Ethiopic and Roman numerals have no places and are not here. */
static const uint32_t zeros[] = {
    0x0030,  0x0660,  0x06F0,  0x07C0,  0x0966,  0x09E6,  0x0A66,  0x0AE6,
    0x0B66,  0x0BE6,  0x0C66,  0x0CE6,  0x0D66,  0x0DE6,  0x0E50,  0x0ED0,
    0x0F20,  0x1040,  0x1090,  0x17E0,  0x1810,  0x1946,  0x19D0,  0x1A80,
    0x1A90,  0x1B50,  0x1BB0,  0x1C40,  0x1C50,  0xA620,  0xA8D0,  0xA900,
    0xA9D0,  0xA9F0,  0xAA50,  0xABF0,  0xFF10,  0x104A0, 0x10D30, 0x11066,
    0x110F0, 0x11136, 0x111D0, 0x112F0, 0x11450, 0x114D0, 0x11650, 0x116C0,
    0x11730, 0x118E0, 0x11950, 0x11C50, 0x11D50, 0x11DA0, 0x11F50, 0x16A60,
    0x16AC0, 0x16B50, 0x1D7CE, 0x1D7D8, 0x1D7E2, 0x1D7EC, 0x1D7F6, 0x1E140,
    0x1E2F0, 0x1E4F0, 0x1E950, 0x1FBF0,
};

/* What may stand between digits: spaces, hyphens, dots, and the marks that a
 * bidirectional text or a copied page brings along. First and last of each. */
static const uint32_t between[][2] = {
    {0x0009, 0x000D}, {0x0020, 0x0020}, {0x002D, 0x002E}, {0x00A0, 0x00A0},
    {0x00AD, 0x00AD}, {0x00B7, 0x00B7}, {0x061C, 0x061C}, {0x1680, 0x1680},
    {0x2000, 0x2015}, {0x2022, 0x2022}, {0x2024, 0x2024}, {0x2027, 0x202F},
    {0x205F, 0x2060}, {0x2066, 0x2069}, {0x2212, 0x2212}, {0x3000, 0x3002},
    {0x30FB, 0x30FB}, {0xFE58, 0xFE58}, {0xFE63, 0xFE63}, {0xFEFF, 0xFEFF},
    {0xFF0D, 0xFF0E},
};

/* 0..9, or -1. */
static int digit_value(uint32_t code)
{
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++)
        if (code >= zeros[i] && code <= zeros[i] + 9)
            return (int)(code - zeros[i]);
    return -1;
}

static bool stands_between(uint32_t code)
{
    for (size_t i = 0; i < sizeof between / sizeof *between; i++)
        if (code >= between[i][0] && code <= between[i][1])
            return true;
    return false;
}

static unsigned remainder_97(const char *digits, int count)
{
    unsigned rest = 0;
    for (int i = 0; i < count; i++)
        rest = (rest * 10 + (unsigned)(digits[i] - '0')) % 97;
    return rest;
}

void code_make(uint16_t locator, char digits[CODE_DIGITS + 1])
{
    if (locator > 9999)
        BUG("a locator has 4 digits");
    for (int i = LOCATOR_DIGITS - 1, rest = locator; i >= 0; i--, rest /= 10)
        digits[i] = (char)('0' + rest % 10);
    for (int i = 0; i < SECRET_DIGITS; i++)
        digits[LOCATOR_DIGITS + i] = (char)('0' + randombytes_uniform(10));
    char *check = digits + CODE_DIGITS - CHECK_DIGITS;
    /* The whole number, check digits last, leaves 1 when divided by 97. */
    unsigned last =
        98 - remainder_97(digits, CODE_DIGITS - CHECK_DIGITS) * 100 % 97;
    check[0] = (char)('0' + last / 10);
    check[1] = (char)('0' + last % 10);
    check[2] = '\0';
}

void code_show(const char digits[CODE_DIGITS + 1], char shown[CODE_SHOWN])
{
    for (int i = 0; i < CODE_DIGITS; i++) {
        if (i && i % 4 == 0)
            *shown++ = ' ';
        *shown++ = digits[i];
    }
    *shown = '\0';
}

static bool read_digits(struct plain typed, char digits[CODE_DIGITS + 1])
{
    int count = 0;
    for (size_t at = 0; at < typed.len;) {
        uint32_t code;
        at += utf8_read(typed.at, typed.len, at, &code);
        int value = digit_value(code);
        if (value < 0 && stands_between(code))
            continue;
        if (value < 0 || count == CODE_DIGITS)
            return false;
        digits[count++] = (char)('0' + value);
    }
    digits[count] = '\0';
    return count == CODE_DIGITS;
}

bool code_parse(struct plain typed, char digits[CODE_DIGITS + 1],
                uint16_t *locator)
{
    /* 00, 01 and 99 leave the rest of 97, 98 and 02, and are never made. */
    const char *check = digits + CODE_DIGITS - CHECK_DIGITS;
    if (!read_digits(typed, digits) || remainder_97(digits, CODE_DIGITS) != 1 ||
        memcmp(check, "02", 2) < 0 || memcmp(check, "98", 2) > 0) {
        sodium_memzero(digits, CODE_DIGITS + 1);
        return false;
    }
    *locator = 0;
    for (int i = 0; i < LOCATOR_DIGITS; i++)
        *locator = (uint16_t)(*locator * 10 + (digits[i] - '0'));
    return true;
}

bool code_derive(const char digits[CODE_DIGITS + 1],
                 const uint8_t salt[CODE_SALT], struct code_cost cost,
                 const uint8_t pepper[VAULT_KEY], struct code_keys *out,
                 struct fault *why)
{
    uint8_t dear[VAULT_KEY], both[VAULT_KEY + VAULT_HASH];
    struct plain secret = {digits + LOCATOR_DIGITS, SECRET_DIGITS};
    if (!stretch(secret, salt, cost, dear, why))
        return false;
    crypto_generichash(both, sizeof both, dear, sizeof dear, pepper, VAULT_KEY);
    memcpy(out->wrap, both, VAULT_KEY);
    memcpy(out->commitment, both + VAULT_KEY, VAULT_HASH);
    sodium_memzero(dear, sizeof dear);
    sodium_memzero(both, sizeof both);
    return true;
}

bool pin_hash(const char *pin, struct code_cost cost, char out[128],
              struct fault *why)
{
    _Static_assert(crypto_pwhash_STRBYTES == 128, "code.h says another");
    if (!code_cost_sound(cost))
        BUG("a cost that code_cost_for() does not give");
    if (crypto_pwhash_str(out, pin, strlen(pin), cost.passes,
                          (size_t)cost.memory_kib * 1024) == 0)
        return true;
    return fault_set(why, FAULT_MEMORY,
                     "setting a PIN needs %u MiB of memory: close other "
                     "programs and try again",
                     (unsigned)(cost.memory_kib / 1024 + 1));
}

/* "$argon2id$v=19$m=65536,t=3,p=1$salt$hash": whoever verifies it spends what
 * it says. */
bool pin_sound(const char *hash)
{
    static const char head[] = "$argon2id$v=19$m=";
    char *end;
    if (strncmp(hash, head, sizeof head - 1) != 0)
        return false;
    unsigned long memory = strtoul(hash + sizeof head - 1, &end, 10);
    if (strncmp(end, ",t=", 3) != 0)
        return false;
    unsigned long passes = strtoul(end + 3, &end, 10);
    return strncmp(end, ",p=1$", 5) == 0 && memory <= CEIL_CODE_KIB &&
           passes <= CEIL_CODE_PASSES &&
           code_cost_sound(
               (struct code_cost){(uint32_t)memory, (uint32_t)passes});
}

bool pin_is(const char *pin, const char *hash)
{
    /* libsodium reads 128 bytes of it, NUL-filled. */
    char whole[crypto_pwhash_STRBYTES] = {0};
    return text_copy(whole, sizeof whole, hash) && pin_sound(whole) &&
           crypto_pwhash_str_verify(whole, pin, strlen(pin)) == 0;
}
