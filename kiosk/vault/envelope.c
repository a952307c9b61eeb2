/* SPDX-License-Identifier: MPL-2.0 */
/* See envelope.h. Danger: what is sealed is bound to its label, so a new field
 * in a label means a new version here. */
#include "vault/envelope.h"

#include <sodium.h>
#include <sys/random.h>

enum {
    NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
    TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
    VERSION = 1,
    BOUND = 1 + 1 + VAULT_ID + 1 + 4, /* a label as associated data */
};

_Static_assert(VAULT_KEY == crypto_aead_xchacha20poly1305_ietf_KEYBYTES &&
                   VAULT_WRAPPED == NONCE + VAULT_KEY + TAG &&
                   VAULT_SEALED == VAULT_KEY + crypto_box_SEALBYTES &&
                   VAULT_PUBLIC == crypto_box_PUBLICKEYBYTES &&
                   VAULT_SECRET == crypto_box_SECRETKEYBYTES &&
                   VAULT_PUBLIC == crypto_sign_PUBLICKEYBYTES &&
                   VAULT_SIGN_SECRET == crypto_sign_SECRETKEYBYTES &&
                   VAULT_SIGNATURE == crypto_sign_BYTES &&
                   VAULT_HASH == crypto_hash_sha256_BYTES,
               "envelope.h says other sizes than libsodium");

bool vault_begin(struct fault *why)
{
    uint8_t one;
    /* libsodium ends the program when this fails: ask before it does. */
    if (getrandom(&one, sizeof one, 0) != sizeof one)
        return fault_set(why, FAULT_SYSTEM,
                         "the machine gives no random bytes: update its "
                         "kernel");
    if (sodium_init() < 0)
        return fault_set(why, FAULT_SYSTEM,
                         "libsodium does not start: install it again");
    return true;
}

void *vault_alloc(size_t size)
{
    /* sodium_malloc() puts the end at a page's edge: only a round size gives
     * an aligned start. */
    size_t round = (size + 15) / 16 * 16;
    if (round < size)
        return NULL;
    void *at = sodium_malloc(round ? round : 16);
    if (at)
        sodium_memzero(at, round ? round : 16);
    return at;
}

void vault_free(void *at)
{
    sodium_free(at);
}

void vault_random(void *to, size_t len)
{
    randombytes_buf(to, len);
}

uint32_t vault_uniform(uint32_t below)
{
    if (below == 0)
        BUG("no number is below 0");
    return randombytes_uniform(below);
}

void vault_key_make(uint8_t key[VAULT_KEY])
{
    crypto_aead_xchacha20poly1305_ietf_keygen(key);
}

/* use: 'E' an envelope, 'W' a wrapped key, so that neither passes for the
 * other. */
static void bind_label(const struct envelope_label *label, char use,
                       uint8_t out[BOUND])
{
    *out++ = VERSION;
    *out++ = (uint8_t)use;
    memcpy(out, label->story, VAULT_ID);
    out += VAULT_ID;
    *out++ = label->kind;
    for (int i = 0; i < 4; i++)
        *out++ = (uint8_t)(label->revision >> (8 * i));
}

/* Room for len bytes at the end of out, not yet counted in out->len. Asked
 * for whole, so that no words are in it while it grows and moves. */
static uint8_t *make_room(struct buf *out, size_t len, struct fault *why)
{
    static const uint8_t zeros[VAULT_PAD];
    size_t before = out->len;
    if (out->max == 0)
        out->max = len;
    if (len > out->max - before) {
        fault_set(why, FAULT_LIMIT, "an envelope of %zu bytes is too large",
                  len);
        return NULL;
    }
    for (size_t rest = len; rest && !out->full;) {
        size_t piece = rest < sizeof zeros ? rest : sizeof zeros;
        buf_put(out, zeros, piece);
        rest -= piece;
    }
    out->len = before;
    if (!out->full)
        return (uint8_t *)out->at + before;
    fault_set(why, FAULT_MEMORY, "no memory left for an envelope");
    return NULL;
}

struct envelope_label envelope_label_of(const uint8_t story[VAULT_ID],
                                        char kind)
{
    struct envelope_label label = {.kind = (uint8_t)kind, .revision = 1};
    memcpy(label.story, story, VAULT_ID);
    return label;
}

bool envelope_seal(struct plain inside, const struct envelope_label *label,
                   const uint8_t key[VAULT_KEY], struct buf *out,
                   struct fault *why)
{
    size_t padded = (inside.len / VAULT_PAD + 1) * VAULT_PAD;
    uint8_t bound[BOUND];
    if (padded < inside.len)
        return fault_set(why, FAULT_LIMIT, "too much for an envelope");
    uint8_t *nonce = make_room(out, NONCE + padded + TAG, why);
    if (!nonce)
        return false;
    uint8_t *body = nonce + NONCE;
    randombytes_buf(nonce, NONCE);
    if (inside.len)
        memcpy(body, inside.at, inside.len);
    body[inside.len] = 0x80; /* ISO 7816-4; zeros are there already */
    bind_label(label, 'E', bound);
    crypto_aead_xchacha20poly1305_ietf_encrypt_detached(
        body, body + padded, NULL, body, padded, bound, sizeof bound, NULL,
        nonce, key);
    out->len += NONCE + padded + TAG;
    out->at[out->len] = '\0';
    return true;
}

static bool not_as_it_was(struct fault *why)
{
    return fault_set(why, FAULT_DAMAGED,
                     "an envelope is not as it was sealed, or not for this "
                     "key; it was left as it is");
}

bool envelope_open(struct plain sealed, const struct envelope_label *label,
                   const uint8_t key[VAULT_KEY], struct buf *out,
                   struct fault *why)
{
    if (sealed.len < NONCE + VAULT_PAD + TAG ||
        (sealed.len - NONCE - TAG) % VAULT_PAD != 0)
        return not_as_it_was(why);
    size_t padded = sealed.len - NONCE - TAG, len;
    const uint8_t *nonce = (const uint8_t *)sealed.at, *body = nonce + NONCE;
    uint8_t bound[BOUND];
    bind_label(label, 'E', bound);
    uint8_t *to = make_room(out, padded, why);
    if (!to)
        return false;
    if (crypto_aead_xchacha20poly1305_ietf_decrypt_detached(
            to, NULL, body, padded, body + padded, bound, sizeof bound, nonce,
            key) != 0 ||
        sodium_unpad(&len, to, padded, VAULT_PAD) != 0) {
        sodium_memzero(to, padded);
        return not_as_it_was(why);
    }
    out->len += len;
    out->at[out->len] = '\0';
    return true;
}

void vault_mix(uint8_t key[VAULT_KEY], const uint8_t half[VAULT_KEY])
{
    for (int i = 0; i < VAULT_KEY; i++)
        key[i] ^= half[i];
}

bool vault_seal_key(const uint8_t key[VAULT_KEY],
                    const uint8_t office[VAULT_PUBLIC],
                    uint8_t out[VAULT_SEALED])
{
    if (crypto_box_seal(out, key, VAULT_KEY, office) == 0)
        return true;
    sodium_memzero(out, VAULT_SEALED);
    return false;
}

bool vault_open_key(const uint8_t sealed[VAULT_SEALED],
                    const uint8_t office[VAULT_PUBLIC],
                    const uint8_t secret[VAULT_SECRET], uint8_t key[VAULT_KEY])
{
    if (crypto_box_seal_open(key, sealed, VAULT_SEALED, office, secret) == 0)
        return true;
    sodium_memzero(key, VAULT_KEY);
    return false;
}

void vault_wrap(const uint8_t key[VAULT_KEY], const uint8_t under[VAULT_KEY],
                const struct envelope_label *label, uint8_t out[VAULT_WRAPPED])
{
    uint8_t bound[BOUND];
    bind_label(label, 'W', bound);
    randombytes_buf(out, NONCE);
    crypto_aead_xchacha20poly1305_ietf_encrypt(out + NONCE, NULL, key,
                                               VAULT_KEY, bound, sizeof bound,
                                               NULL, out, under);
}

bool vault_unwrap(const uint8_t wrapped[VAULT_WRAPPED],
                  const uint8_t under[VAULT_KEY],
                  const struct envelope_label *label, uint8_t key[VAULT_KEY])
{
    uint8_t bound[BOUND];
    bind_label(label, 'W', bound);
    if (crypto_aead_xchacha20poly1305_ietf_decrypt(
            key, NULL, NULL, wrapped + NONCE, VAULT_WRAPPED - NONCE, bound,
            sizeof bound, wrapped, under) == 0)
        return true;
    sodium_memzero(key, VAULT_KEY);
    return false;
}

void vault_hash(struct plain bytes, const uint8_t *key, size_t key_len,
                uint8_t out[VAULT_HASH])
{
    if (crypto_generichash(out, VAULT_HASH, (const uint8_t *)bytes.at,
                           bytes.len, key, key ? key_len : 0) != 0)
        BUG("a hash key is at most 64 bytes");
}

void vault_sha256(struct plain bytes, uint8_t out[VAULT_HASH])
{
    crypto_hash_sha256(out, (const uint8_t *)bytes.at, bytes.len);
}

void vault_sign_make(uint8_t pub[VAULT_PUBLIC],
                     uint8_t secret[VAULT_SIGN_SECRET])
{
    crypto_sign_keypair(pub, secret);
}

void vault_sign(struct plain bytes, const uint8_t secret[VAULT_SIGN_SECRET],
                uint8_t out[VAULT_SIGNATURE])
{
    crypto_sign_detached(out, NULL, (const uint8_t *)bytes.at, bytes.len,
                         secret);
}

bool vault_signed_by(struct plain bytes,
                     const uint8_t signature[VAULT_SIGNATURE],
                     const uint8_t pub[VAULT_PUBLIC])
{
    return crypto_sign_verify_detached(signature, (const uint8_t *)bytes.at,
                                       bytes.len, pub) == 0;
}
