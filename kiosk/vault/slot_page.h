/* SPDX-License-Identifier: MPL-2.0 */
/* A slot and the file's head as bytes of the disk; only slots.c and
 * slots_check.c include this. */
#ifndef VAULT_SLOT_PAGE_H
#define VAULT_SLOT_PAGE_H

#include "vault/slots.h"

/* What a page turned out to be. */
enum page_kind { PAGE_SOUND, PAGE_DAMAGED, PAGE_FOREIGN, PAGE_NEWER };

/* Page 0 is the head; slot i is page i + 1. */
uint64_t page_place(int slot);

void page_of_slot(const struct slot *slot, int i, uint8_t page[SLOT_SIZE]);
bool page_to_slot(const uint8_t page[SLOT_SIZE], int i, struct slot *slot);

enum { HEAD_COPIES = 2, HEAD_COPY = SLOT_SIZE / HEAD_COPIES };
/* One copy of the head: the number of slots that are written out. */
void page_of_head(int count, uint8_t copy[HEAD_COPY]);
/* Reads both copies; the larger sound count is the true one. */
enum page_kind page_to_head(const uint8_t page[SLOT_SIZE], int *count);

bool page_is_empty(const uint8_t page[SLOT_SIZE]); /* zeros only */

#endif
