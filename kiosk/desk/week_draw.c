/* SPDX-License-Identifier: MPL-2.0 */
/* See week_draw.h. clear_done() asks for numbers without saying who asks, so
 * the draw that was begun last stands here. */
#include "desk/week_draw.h"

#include <string.h>

#include "vault/envelope.h"

static uint32_t demo_state;

static uint32_t demo_below(uint32_t limit)
{
    demo_state = demo_state * 1664525u + 1013904223u;
    return (uint32_t)((uint64_t)demo_state * limit >> 32);
}

static struct {
    const uint8_t *seed;
    uint64_t count;
} seeded;

static uint32_t seeded_below(uint32_t limit)
{
    uint8_t hash[VAULT_HASH];
    uint32_t x, most = UINT32_MAX - UINT32_MAX % limit;
    do {
        uint64_t count = seeded.count++;
        vault_hash((struct plain){(const char *)&count, sizeof count},
                   seeded.seed, VAULT_KEY, hash);
        memcpy(&x, hash, sizeof x);
    } while (x >= most);
    bytes_wipe(hash, sizeof hash);
    return x % limit;
}

uint32_t (*week_draw(bool demo, int32_t week, const uint8_t *seed))(uint32_t)
{
    demo_state = (uint32_t)week;
    seeded.seed = seed;
    seeded.count = 0;
    if (demo)
        return demo_below;
    return seed ? seeded_below : vault_uniform;
}
