/* SPDX-License-Identifier: MPL-2.0 */
/* The draft of the talk that goes on: one sealed file on tmpfs, its key only
 * in the kernel's keyring, with a timeout. A crash loses at most two seconds;
 * a reboot or the timeout forgets it for good. Where there is no tmpfs or no
 * keyring the draft lives in memory only, and the log says so once. */
#ifndef DESK_DRAFT_H
#define DESK_DRAFT_H

#include "base/ceilings.h"
#include "core/talk.h"
#include "host/clock.h"

struct draft_place {
    char path[CEIL_PATH]; /* "" when memory is all there is */
    char key[40];         /* its name in the keyring */
    bool told;
};

/* Finds the place for an office's draft. */
void draft_place(struct draft_place *p, const char *dir);
/* Seals the talk; it lives life_s seconds from now. True also when memory is
 * all there is. */
bool draft_keep(struct draft_place *p, const struct clock *clock,
                const struct talk *talk, unsigned life_s, struct fault *why);
/* Reads a draft that is there and not too old. False: none (and whatever was
 * left is removed); or, with FAULT_MEMORY in why, it could not be read. */
bool draft_find(struct draft_place *p, const struct clock *clock,
                struct talk *talk, struct fault *why);
void draft_forget(struct draft_place *p);

#endif
