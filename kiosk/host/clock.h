/* SPDX-License-Identifier: MPL-2.0 */
/* The time, handed in: everything that asks it gets a struct clock, so that a
 * script or a test can say what day it is. Two threads may share one. */
#ifndef HOST_CLOCK_H
#define HOST_CLOCK_H

#include <stdatomic.h>
#include <stdint.h>

#include "base/fault.h"

/* Plain data; set it up with clock_real() or clock_fixed(). */
struct clock {
    bool fixed;
    int64_t start_utc;         /* fixed: seconds since 1970 */
    _Atomic int64_t passed_ms; /* fixed: what clock_pass() added */
};

void clock_real(struct clock *c);
/* A clock that stands still but for clock_pass(). iso is UTC: 2026-11-20,
 * 2026-11-20T10:00 or 2026-11-20T10:00:00, each with or without a final Z
 * after a time; years 1970 to 9999. FAULT_INPUT else. Borrows iso. */
bool clock_fixed(struct clock *c, const char *iso, struct fault *why);

bool clock_is_fixed(const struct clock *c);
int64_t clock_utc(const struct clock *c); /* seconds since 1970 */
int64_t clock_day(const struct clock *c); /* days since 1970, UTC */
/* Milliseconds that only go forward, asleep or awake (CLOCK_BOOTTIME); counts
 * from 0 when fixed. */
int64_t clock_ms(const struct clock *c);
/* Moves a fixed clock forward; BUG on a real one or a negative step. */
void clock_pass(struct clock *c, int64_t ms);

#endif
