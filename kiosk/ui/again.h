/* SPDX-License-Identifier: MPL-2.0 */
/* A finger that trembles touches twice. The second tap at the same place soon
 * after the first would land on what the first brought there, so it is let
 * pass. Keys are for fast fingers: between two of them no tap is one too many.
 */
#ifndef UI_AGAIN_H
#define UI_AGAIN_H

#include "ui/ui.h"

struct again {
    bool any; /* somebody tapped before */
    bool key;
    int x, y;
    uint32_t at_ms;
};

/* True when this tap is the one before once more: at most near pixels from it,
 * less than pause_ms after it, ignored or not. Remembers it. at_ms may go
 * round. pause_ms 0: never. */
bool again_is(struct again *a, int x, int y, bool key, uint32_t at_ms,
              int pause_ms, int near);
/* The same for what is on the screen now. */
bool again_on(struct again *a, const struct ui *ui, int x, int y,
              uint32_t at_ms, int pause_ms);

#endif
