/* SPDX-License-Identifier: MPL-2.0 */
/* What house.h takes out of the way: sealing, Argon2, the recognisers. Every
 * __wrap_ function stands for the real one of the same name. */
#include "anonymise/redact.h"
#include "vault/code.h"
#include "vault/envelope.h"

bool __wrap_vault_seal_key(const uint8_t *key, const uint8_t *office,
                           uint8_t *out);
bool __wrap_vault_open_key(const uint8_t *sealed, const uint8_t *office,
                           const uint8_t *secret, uint8_t *key);
bool __wrap_envelope_seal(struct plain inside,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why);
bool __wrap_envelope_open(struct plain sealed,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why);
bool __wrap_code_derive(const char *digits, const uint8_t *salt,
                        struct code_cost cost, const uint8_t *pepper,
                        struct code_keys *out, struct fault *why);
size_t __wrap_redact_find(struct redactor *r, struct plain words,
                          const char *lang, struct found *out, size_t max);
bool __wrap_redact_starved(const struct redactor *r);
bool __wrap_vault_seal_key(const uint8_t *key, const uint8_t *office,
                           uint8_t *out)
{
    (void)office;
    memset(out, 0, VAULT_SEALED);
    memcpy(out, key, VAULT_KEY);
    return true;
}

bool __wrap_vault_open_key(const uint8_t *sealed, const uint8_t *office,
                           const uint8_t *secret, uint8_t *key)
{
    (void)office;
    (void)secret;
    memcpy(key, sealed, VAULT_KEY);
    return true;
}

/* Key and label stay bound to the bytes, so that mixing two up is seen. */
static void seal_of(const struct envelope_label *label, const uint8_t *key,
                    uint8_t out[VAULT_KEY + VAULT_ID + 5])
{
    memcpy(out, key, VAULT_KEY);
    memcpy(out + VAULT_KEY, label->story, VAULT_ID);
    out[VAULT_KEY + VAULT_ID] = label->kind;
    memcpy(out + VAULT_KEY + VAULT_ID + 1, &label->revision, 4);
}

bool __wrap_envelope_seal(struct plain inside,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why)
{
    uint8_t seal[VAULT_KEY + VAULT_ID + 5];
    (void)why;
    seal_of(label, key, seal);
    buf_put(out, seal, sizeof seal);
    buf_plain(out, inside);
    return true;
}

bool __wrap_envelope_open(struct plain sealed,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why)
{
    uint8_t seal[VAULT_KEY + VAULT_ID + 5];
    seal_of(label, key, seal);
    if (sealed.len < sizeof seal || memcmp(sealed.at, seal, sizeof seal) != 0)
        return fault_set(why, FAULT_DAMAGED, "an envelope of something else");
    buf_plain(out, plain_cut(sealed, sizeof seal, sealed.len));
    return true;
}

bool __wrap_code_derive(const char *digits, const uint8_t *salt,
                        struct code_cost cost, const uint8_t *pepper,
                        struct code_keys *out, struct fault *why)
{
    (void)digits;
    (void)salt;
    (void)cost;
    (void)pepper;
    (void)why;
    memset(out, 0, sizeof *out);
    return true;
}

size_t __wrap_redact_find(struct redactor *r, struct plain words,
                          const char *lang, struct found *out, size_t max)
{
    (void)r;
    (void)words;
    (void)lang;
    (void)out;
    (void)max;
    return 0;
}

bool __wrap_redact_starved(const struct redactor *r)
{
    (void)r;
    return false;
}
