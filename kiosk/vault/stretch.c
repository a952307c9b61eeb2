/* SPDX-License-Identifier: MPL-2.0 */
/* See stretch.h. Figures (two cores, 2.x GHz): 64 MiB and 3 passes 0.11 s,
 * 256 MiB and 3 passes 0.61 s. */
#include "vault/stretch.h"

#include <sodium.h>

#include "base/ceilings.h"

_Static_assert(CODE_SALT == crypto_pwhash_SALTBYTES, "code.h says another");

struct code_cost code_cost_for(bool demo, uint64_t machine_bytes)
{
    const uint64_t two_gib = (uint64_t)2 << 30;
    if (demo)
        return (struct code_cost){crypto_pwhash_MEMLIMIT_MIN / 1024,
                                  crypto_pwhash_OPSLIMIT_MIN};
    return (struct code_cost){(machine_bytes < two_gib ? 64 : 256) * 1024, 3};
}

bool stretch_cost_sound(struct code_cost cost)
{
    return cost.memory_kib >= crypto_pwhash_MEMLIMIT_MIN / 1024 &&
           cost.memory_kib <= CEIL_ARGON_KIB &&
           cost.passes >= crypto_pwhash_OPSLIMIT_MIN &&
           cost.passes <= CEIL_ARGON_PASSES;
}

bool code_cost_sound(struct code_cost cost)
{
    return stretch_cost_sound(cost) && cost.memory_kib <= CEIL_CODE_KIB &&
           cost.passes <= CEIL_CODE_PASSES;
}

bool stretch(struct plain secret, const uint8_t salt[CODE_SALT],
             struct code_cost cost, uint8_t out[VAULT_KEY], struct fault *why)
{
    if (!stretch_cost_sound(cost))
        return fault_set(why, FAULT_DAMAGED,
                         "the cost of a guess is none that we write: the file "
                         "is damaged and was left as it is");
    if (crypto_pwhash(out, VAULT_KEY, secret.at, secret.len, salt, cost.passes,
                      (size_t)cost.memory_kib * 1024,
                      crypto_pwhash_ALG_ARGON2ID13) == 0)
        return true;
    sodium_memzero(out, VAULT_KEY);
    return fault_set(why, FAULT_MEMORY,
                     "checking a code or passphrase needs %u MiB of memory: "
                     "close other programs and try again",
                     (unsigned)(cost.memory_kib / 1024 + 1));
}
