/* SPDX-License-Identifier: MPL-2.0 */
/* The letter block of a hardware layout, as xkb-data describes it. */
#ifndef KEYBOARDS_HARDWARE_H
#define KEYBOARDS_HARDWARE_H

#include "base/bytes.h"
#include "base/fault.h"

/* Keys are numbered from left to right: the three rows of letters, then the
 * row of digits, where some languages keep letters too. */
enum {
    HARDWARE_ROWS = 3,
    HARDWARE_KEYS = 12 + 12 + 10, /* AD01-12, AC01-11 and BKSL, AB01-10 */
    HARDWARE_ALL = HARDWARE_KEYS + 13,
    HARDWARE_LEVELS = 4,
};

struct hardware;

/* Gives a layout, named as in xkb-data: "dk", "us(altgr-intl)". End with
 * hardware_close(). Borrows the name. */
struct hardware *hardware_open(const char *layout, struct fault *why);
void hardware_close(struct hardware *h);

int hardware_row(int key); /* 0..2, of the first HARDWARE_KEYS */
/* The letter or mark on a key, from level 0; 0 when it has neither. */
uint32_t hardware_letter(const struct hardware *h, int key, int level);
/* The combining mark that a dead key stands for; 0 when it is not dead. */
uint32_t hardware_dead(const struct hardware *h, int key, int level);

#endif
