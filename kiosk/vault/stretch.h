/* SPDX-License-Identifier: MPL-2.0 */
/* Argon2id, as code.c and key_file.c both need it; nobody else includes this.
 */
#ifndef VAULT_STRETCH_H
#define VAULT_STRETCH_H

#include "vault/code.h"

/* A secret of few bits made dear to guess. FAULT_DAMAGED when the cost (read
 * from a file) is none that we ever write, FAULT_MEMORY when there is none. */
bool stretch(struct plain secret, const uint8_t salt[CODE_SALT],
             struct code_cost cost, uint8_t out[VAULT_KEY], struct fault *why);
/* A cost that Argon2id takes and that can't stall the machine. */
bool stretch_cost_sound(struct code_cost cost);

#endif
