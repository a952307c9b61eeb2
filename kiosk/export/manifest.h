/* SPDX-License-Identifier: MPL-2.0 */
/* manifest.json: what a finished folder holds, signed with the tablet's key,
 * so that anybody can see that nothing was changed, added or left out.
 *
 * The bytes that are signed are the manifest without its "signature": JSON
 * with sorted keys and no white space, ASCII only, no line feed at the end
 * (which is also its RFC 8785 form). Anybody can check a folder:
 *
 *   jq -cjS 'del(.signature)' manifest.json > body
 *   jq -r .signature manifest.json | xxd -r -p > signature
 *   { printf 302a300506032b6570032100; jq -r .tablet_key manifest.json; } |
 *       xxd -r -p | openssl pkey -pubin -inform DER -out key.pem
 *   openssl pkeyutl -verify -pubin -inkey key.pem -rawin -in body \
 *       -sigfile signature
 *   jq -r '.files[] | .sha256 + "  " + .name' manifest.json | sha256sum -c
 *
 * The first number is the DER header of an Ed25519 key (RFC 8410). That the
 * key is the tablet's is for the reader to know: compare it with the one in
 * an earlier folder, or with what the office wrote down. */
#ifndef EXPORT_MANIFEST_H
#define EXPORT_MANIFEST_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/fault.h"

struct manifest_file {
    const char *name;   /* letters, digits, "." "-" "_"; no folder */
    const char *sha256; /* 64 lower-case hexadecimal digits */
};

/* In stories; delivered is the sum of the others. */
struct manifest_balance {
    int64_t delivered, waiting, released, withdrawn, expired;
};

struct manifest {
    const char *period;  /* "2026-W47" */
    const char *edition; /* "team" or "council" */
    int booklet;
    const struct manifest_file *file;
    int files;
    struct manifest_balance balance;
    const char *log_head;   /* 64 hexadecimal digits */
    const char *tablet_key; /* Ed25519 public key: 64 of them */
};

/* Puts the bytes to sign into out. Borrows m. Fails when a name, number or
 * digit is not as above, or when the balance does not add up. */
bool manifest_body(const struct manifest *m, struct buf *out,
                   struct fault *why);

/* Puts manifest.json into out: body, as manifest_body() gave it, with the
 * signature (128 hexadecimal digits) in it, laid out to be read. */
bool manifest_write(struct plain body, const char *signature, struct buf *out,
                    struct fault *why);

/* A manifest that is read back, to the byte as manifest_write() makes it. */
enum { MANIFEST_FILES = 16, MANIFEST_HASH = 65, MANIFEST_SIGNATURE = 129 };
struct manifest_back {
    char name[MANIFEST_FILES][64], sha256[MANIFEST_FILES][MANIFEST_HASH];
    int files;
    char signature[MANIFEST_SIGNATURE];
    struct buf body; /* what was signed; end with buf_wipe() */
};
/* Fails with FAULT_DAMAGED when a byte is not as manifest_write() makes it.
 * Whether the signature is right is for the caller to ask. */
bool manifest_read(struct plain file, struct manifest_back *m,
                   struct fault *why);

#endif
