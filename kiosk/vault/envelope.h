/* SPDX-License-Identifier: MPL-2.0 */
/* Envelopes: bytes sealed under a fresh key of their own, that key wrapped to
 * whoever may open it. XChaCha20-Poly1305 (libsodium), random nonce, padded to
 * 4 KiB steps. Knows nothing of what is inside. */
#ifndef VAULT_ENVELOPE_H
#define VAULT_ENVELOPE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/fault.h"

enum {
    VAULT_KEY = 32,     /* a symmetric key */
    VAULT_ID = 16,      /* a story's id: random */
    VAULT_PUBLIC = 32,  /* X25519 or Ed25519 public key */
    VAULT_SECRET = 32,  /* X25519 secret key */
    VAULT_SEALED = 80,  /* a VAULT_KEY sealed to a public key */
    VAULT_WRAPPED = 72, /* a VAULT_KEY wrapped under another: nonce, key, tag */
    VAULT_SIGN_SECRET = 64,
    VAULT_SIGNATURE = 64,
    VAULT_HASH = 32,
    VAULT_PAD = 4096,
};

/* What an envelope is bound to: it opens only with the same. */
struct envelope_label {
    uint8_t story[VAULT_ID];
    uint8_t kind; /* 'F', 'S', 'D' (draft), 'R' (release), 'M' (marks) */
    uint32_t revision;
};
/* The label of a story's first revision of a kind. */
struct envelope_label envelope_label_of(const uint8_t story[VAULT_ID],
                                        char kind);

/* Once, before anything else here. Fails when the machine gives no random
 * bytes. */
bool vault_begin(struct fault *why);

/* Locked memory that never reaches swap or a core; give back with
 * vault_free(), which wipes. NULL when there is none. Zeroed. */
void *vault_alloc(size_t size);
void vault_free(void *at);

void vault_random(void *to, size_t len);
/* A whole number below "below" (> 0), every one as likely. */
uint32_t vault_uniform(uint32_t below);
void vault_key_make(uint8_t key[VAULT_KEY]);

/* Puts nonce, ciphertext and tag of the padded bytes into out. An out->max of
 * 0 means as much as that takes, here and in envelope_open(); else FAULT_LIMIT
 * when it is too little. */
bool envelope_seal(struct plain inside, const struct envelope_label *label,
                   const uint8_t key[VAULT_KEY], struct buf *out,
                   struct fault *why);
/* Puts the bytes that were sealed into out. Fails with FAULT_DAMAGED when key,
 * label or any bit is not as it was. */
bool envelope_open(struct plain sealed, const struct envelope_label *label,
                   const uint8_t key[VAULT_KEY], struct buf *out,
                   struct fault *why);

/* A key for the holder of a public key's secret half; only that opens it.
 * False when office is no public key (all zeros, say): then nothing is kept. */
bool vault_seal_key(const uint8_t key[VAULT_KEY],
                    const uint8_t office[VAULT_PUBLIC],
                    uint8_t out[VAULT_SEALED]);
bool vault_open_key(const uint8_t sealed[VAULT_SEALED],
                    const uint8_t office[VAULT_PUBLIC],
                    const uint8_t secret[VAULT_SECRET], uint8_t key[VAULT_KEY]);

/* Mixes half into key: what comes out tells nothing of the key to whoever
 * lacks half. Twice is as it was. */
void vault_mix(uint8_t key[VAULT_KEY], const uint8_t half[VAULT_KEY]);

/* A key wrapped under another symmetric key, bound to a label. */
void vault_wrap(const uint8_t key[VAULT_KEY], const uint8_t under[VAULT_KEY],
                const struct envelope_label *label, uint8_t out[VAULT_WRAPPED]);
bool vault_unwrap(const uint8_t wrapped[VAULT_WRAPPED],
                  const uint8_t under[VAULT_KEY],
                  const struct envelope_label *label, uint8_t key[VAULT_KEY]);

/* BLAKE2b-256, keyed when key is not NULL. */
void vault_hash(struct plain bytes, const uint8_t *key, size_t key_len,
                uint8_t out[VAULT_HASH]);
/* SHA-256 for manifests, as other programs check it. */
void vault_sha256(struct plain bytes, uint8_t out[VAULT_HASH]);

/* Ed25519, the tablet's own. */
void vault_sign_make(uint8_t pub[VAULT_PUBLIC],
                     uint8_t secret[VAULT_SIGN_SECRET]);
void vault_sign(struct plain bytes, const uint8_t secret[VAULT_SIGN_SECRET],
                uint8_t out[VAULT_SIGNATURE]);
bool vault_signed_by(struct plain bytes,
                     const uint8_t signature[VAULT_SIGNATURE],
                     const uint8_t pub[VAULT_PUBLIC]);

#endif
