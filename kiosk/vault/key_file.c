/* SPDX-License-Identifier: MPL-2.0 */
/* The office key on its stick, and the words that open it. See code.h.
 * Text, so that a person can see what the file is; each line is "name value".
 * It comes from a stick: nothing in it is believed before its check is. */
#include <sodium.h>

#include "base/ceilings.h"
#include "vault/code.h"
#include "vault/stretch.h"

static const char first_line[] = "indefra-key 1";

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    WRAPPED = NONCE + VAULT_SECRET + TAG,
    PUBLIC_PART = VAULT_PUBLIC + CODE_SALT + 8, /* bound to the secret */
};

struct key_file {
    uint8_t pub[VAULT_PUBLIC];
    uint8_t salt[CODE_SALT];
    struct code_cost cost;
    uint8_t wrapped[WRAPPED];
};

static void put_number(uint8_t *to, uint32_t number)
{
    for (int i = 0; i < 4; i++)
        to[i] = (uint8_t)(number >> (8 * i));
}

static void public_part(const struct key_file *k, uint8_t out[PUBLIC_PART])
{
    memcpy(out, k->pub, VAULT_PUBLIC);
    memcpy(out + VAULT_PUBLIC, k->salt, CODE_SALT);
    put_number(out + VAULT_PUBLIC + CODE_SALT, k->cost.memory_kib);
    put_number(out + VAULT_PUBLIC + CODE_SALT + 4, k->cost.passes);
}

/* Tells a damaged file from a wrong passphrase; it proves nothing else. */
static void check_of(const struct key_file *k, uint8_t out[VAULT_HASH])
{
    uint8_t all[PUBLIC_PART + WRAPPED];
    public_part(k, all);
    memcpy(all + PUBLIC_PART, k->wrapped, WRAPPED);
    vault_hash((struct plain){(const char *)all, sizeof all}, NULL, 0, out);
}

static void put_hex(struct buf *out, const char *name, const uint8_t *bytes,
                    size_t len)
{
    char hex[2 * WRAPPED + 1];
    hex_write(bytes, len, hex);
    buf_format(out, "%s %s\n", name, hex);
}

static void write_fields(const struct key_file *k, struct buf *out)
{
    uint8_t check[VAULT_HASH];
    check_of(k, check);
    buf_format(out, "%s\n", first_line);
    put_hex(out, "public", k->pub, sizeof k->pub);
    put_hex(out, "salt", k->salt, sizeof k->salt);
    buf_format(out, "memory %u\npasses %u\n", (unsigned)k->cost.memory_kib,
               (unsigned)k->cost.passes);
    put_hex(out, "secret", k->wrapped, sizeof k->wrapped);
    put_hex(out, "check", check, sizeof check);
}

bool key_file_write(const uint8_t secret[VAULT_SECRET],
                    const uint8_t pub[VAULT_PUBLIC], const char *passphrase,
                    struct code_cost cost, struct buf *out, struct fault *why)
{
    struct key_file k = {.cost = cost};
    uint8_t dear[VAULT_KEY], bound[PUBLIC_PART];
    memcpy(k.pub, pub, sizeof k.pub);
    randombytes_buf(k.salt, sizeof k.salt);
    randombytes_buf(k.wrapped, NONCE);
    if (!stretch(plain_of(passphrase), k.salt, cost, dear, why))
        return false;
    public_part(&k, bound);
    crypto_aead_xchacha20poly1305_ietf_encrypt(
        k.wrapped + NONCE, NULL, secret, VAULT_SECRET, bound, sizeof bound,
        NULL, k.wrapped, dear);
    sodium_memzero(dear, sizeof dear);
    if (out->max < out->len + CEIL_KEY_FILE)
        out->max = out->len + CEIL_KEY_FILE;
    write_fields(&k, out);
    return !out->full ||
           fault_set(why, FAULT_MEMORY, "no memory left for the key file");
}

/* Takes the next line off the front; its end may be that of another system. */
static struct plain next_line(struct plain *rest)
{
    size_t end = 0;
    while (end < rest->len && rest->at[end] != '\n')
        end++;
    struct plain line = plain_cut(*rest, 0, end);
    *rest = plain_cut(*rest, end + 1, rest->len);
    return plain_trim(line);
}

/* The value of a line "name value", NUL-terminated. */
static bool read_value(struct plain *rest, const char *name, char *out,
                       size_t size)
{
    struct plain line = next_line(rest);
    size_t len = strlen(name);
    if (line.len <= len + 1 || memcmp(line.at, name, len) != 0 ||
        line.at[len] != ' ' || line.len - len - 1 >= size)
        return false;
    memcpy(out, line.at + len + 1, line.len - len - 1);
    out[line.len - len - 1] = '\0';
    return true;
}

static bool read_hex(struct plain *rest, const char *name, uint8_t *bytes,
                     size_t len)
{
    char hex[2 * WRAPPED + 1];
    return read_value(rest, name, hex, sizeof hex) && strlen(hex) == 2 * len &&
           hex_read(hex, bytes, len);
}

static bool read_number(struct plain *rest, const char *name, uint32_t *number)
{
    char digits[12];
    long value;
    if (!read_value(rest, name, digits, sizeof digits) ||
        !number_parse(digits, 1, CEIL_ARGON_KIB, &value))
        return false;
    *number = (uint32_t)value;
    return true;
}

static bool read_fields(struct plain rest, struct key_file *k)
{
    uint8_t check[VAULT_HASH], right[VAULT_HASH];
    if (!read_hex(&rest, "public", k->pub, sizeof k->pub) ||
        !read_hex(&rest, "salt", k->salt, sizeof k->salt) ||
        !read_number(&rest, "memory", &k->cost.memory_kib) ||
        !read_number(&rest, "passes", &k->cost.passes) ||
        !read_hex(&rest, "secret", k->wrapped, sizeof k->wrapped) ||
        !read_hex(&rest, "check", check, sizeof check))
        return false;
    check_of(k, right);
    return plain_trim(rest).len == 0 &&
           memcmp(check, right, sizeof check) == 0 &&
           stretch_cost_sound(k->cost);
}

static bool key_file_parse(struct plain file, struct key_file *k,
                           struct fault *why)
{
    if (file.len > CEIL_KEY_FILE ||
        !plain_same(next_line(&file), plain_of(first_line)))
        return fault_set(why, FAULT_FOREIGN,
                         "that is no key file: put in the office's key stick "
                         "and name office.key on it");
    return read_fields(file, k) ||
           fault_set(why, FAULT_DAMAGED,
                     "the key file is damaged and was left as it is: use the "
                     "reserve stick");
}

bool key_file_read(struct plain file, const char *passphrase,
                   uint8_t secret[VAULT_SECRET], uint8_t pub[VAULT_PUBLIC],
                   struct fault *why)
{
    struct key_file k;
    uint8_t dear[VAULT_KEY], bound[PUBLIC_PART];
    if (!key_file_parse(file, &k, why) ||
        !stretch(plain_of(passphrase), k.salt, k.cost, dear, why))
        return false;
    public_part(&k, bound);
    bool ok = crypto_aead_xchacha20poly1305_ietf_decrypt(
                  secret, NULL, NULL, k.wrapped + NONCE, WRAPPED - NONCE, bound,
                  sizeof bound, k.wrapped, dear) == 0;
    sodium_memzero(dear, sizeof dear);
    memcpy(pub, k.pub, VAULT_PUBLIC);
    if (ok)
        return true;
    sodium_memzero(secret, VAULT_SECRET);
    return fault_set(why, FAULT_KEY,
                     "the passphrase does not open this key: try again");
}

bool key_file_public(struct plain file, uint8_t pub[VAULT_PUBLIC],
                     struct fault *why)
{
    struct key_file k;
    if (!key_file_parse(file, &k, why))
        return false;
    memcpy(pub, k.pub, VAULT_PUBLIC);
    return true;
}

void key_make(uint8_t pub[VAULT_PUBLIC], uint8_t secret[VAULT_SECRET])
{
    crypto_box_keypair(pub, secret);
}

void passphrase_make(const char *const *list, int count, struct buf *out)
{
    if (count < 1)
        BUG("a passphrase needs words to choose from");
    for (int i = 0; i < 6; i++) {
        if (i)
            buf_byte(out, ' ');
        buf_text(out, list[randombytes_uniform((uint32_t)count)]);
    }
}
