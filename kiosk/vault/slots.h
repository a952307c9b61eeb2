/* SPDX-License-Identifier: MPL-2.0 */
/* Key slots: 4 KiB-aligned places in a written-out file, overwritten in place
 * and synced, so that a withdrawn story's key is gone from the disk (rows in a
 * database are not: measured, see the design). The file is handed in. */
#ifndef VAULT_SLOTS_H
#define VAULT_SLOTS_H

#include "base/disk.h"
#include "vault/code.h"

enum {
    SLOT_SIZE = 4096,
    SLOTS_AT_FIRST = 256, /* 1 MiB: a year of eight stories a week is 416 */
    SLOTS_MAX = 10000,    /* every locator in use */
};

enum slot_state { SLOT_FREE, SLOT_LIVE, SLOT_WITHDRAWN, SLOT_EXPIRED };

/* What a live slot holds. Kept on disk with a checksum of its own. */
struct slot {
    uint8_t state; /* enum slot_state */
    uint16_t locator;
    uint8_t story[VAULT_ID];
    uint8_t paused; /* 1: a paused draft, wrapped as 'D'; else a story */
    uint8_t salt[CODE_SALT];
    struct code_cost cost;
    uint8_t commitment[VAULT_HASH];
    uint8_t full[VAULT_WRAPPED];     /* the key of F, or of the draft D */
    uint8_t approved[VAULT_WRAPPED]; /* the key of S; zeros when none */
    /* What is sealed to the office is the key of S only together with this:
     * its row may stay on the disk in many copies, this does not. */
    uint8_t half[VAULT_KEY];
};

struct slots;

/* Gives the slots of a disk; end with slots_close(). A new disk (size 0) is
 * written out with SLOTS_AT_FIRST free ones. Any slot whose checksum is wrong
 * makes it fail with FAULT_DAMAGED and the slot's number: nothing is touched.
 * A wrong magic is FAULT_FOREIGN. Borrows disk. */
struct slots *slots_open(struct disk *disk, struct fault *why);
void slots_close(struct slots *s);

int slots_count(const struct slots *s);
/* As slots_read() would say, without asking the disk. */
enum slot_state slots_state(const struct slots *s, int i);
/* Reads slot i (0..count-1). */
bool slots_read(struct slots *s, int i, struct slot *out, struct fault *why);

/* A locator that no live slot has, drawn at random; FAULT_LIMIT when none. */
bool slots_locator(struct slots *s, uint16_t *locator, struct fault *why);
/* Writes into a random free slot and syncs; grows the file (doubling, up to
 * SLOTS_MAX) when none is free. Gives its number in *at. */
bool slots_put(struct slots *s, const struct slot *slot, int *at,
               struct fault *why);
/* Overwrites in place, with keys zeroed, and syncs. */
bool slots_end(struct slots *s, int at, enum slot_state how, struct fault *why);
/* Makes a withdrawn or expired slot free again (after its row is gone). */
bool slots_release(struct slots *s, int at, struct fault *why);
/* The live slot with this locator, or -1. */
int slots_find(const struct slots *s, uint16_t locator);
/* Any slot (live, withdrawn, expired) of this story, or -1. */
int slots_of(const struct slots *s, const uint8_t story[VAULT_ID]);

/* Looks every slot over and tells the faults; gives their number. */
int slots_check(struct disk *disk,
                void (*told)(void *self, int slot, const char *what),
                void *self);

#endif
