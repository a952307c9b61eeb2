/* SPDX-License-Identifier: MPL-2.0 */
/* In which order a booklet stands: drawn, so that nobody learns anything from
 * it; and drawn once, so that staff read what leaves. */
#ifndef DESK_WEEK_DRAW_H
#define DESK_WEEK_DRAW_H

#include <stdbool.h>
#include <stdint.h>

/* Begins a draw and gives its numbers below a limit. A demo office's is the
 * same for each week, so that its booklets can be compared: nobody's order is
 * at stake there. seed: VAULT_KEY bytes, borrowed while it is drawn from, give
 * the same draw each time; NULL: another one each time. One draw at a time in
 * a program. */
uint32_t (*week_draw(bool demo, int32_t week, const uint8_t *seed))(uint32_t);

#endif
