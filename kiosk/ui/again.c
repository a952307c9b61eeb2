/* SPDX-License-Identifier: MPL-2.0 */
/* See again.h. */
#include "ui/again.h"

enum { NEAR = 80 }; /* tenths of millimetres, as a finger trembles */

bool again_is(struct again *a, int x, int y, bool key, uint32_t at_ms,
              int pause_ms, int near)
{
    const struct again was = *a;
    *a = (struct again){true, key, x, y, at_ms};
    return was.any && !(key && was.key) &&
           at_ms - was.at_ms < (uint32_t)pause_ms && abs(x - was.x) <= near &&
           abs(y - was.y) <= near;
}

/* The touch keyboard, and the digits of a code and of the PIN. */
static bool is_key(const struct node *n)
{
    return n && (n->role == NODE_KEY || strncmp(n->id, "digit-", 6) == 0 ||
                 strncmp(n->id, "pin-", 4) == 0);
}

bool again_on(struct again *a, const struct ui *ui, int x, int y,
              uint32_t at_ms, int pause_ms)
{
    return again_is(a, x, y, is_key(ui_hit(ui, x, y)), at_ms, pause_ms,
                    ui_mm(ui, NEAR));
}
