/* SPDX-License-Identifier: MPL-2.0 */
/* See slot_page.h. A slot's record and its checksum lie in the page's first
 * 512 bytes and the rest is zeros: what a power loss tears lies between
 * sectors, so a slot is either the old or the new one. The head has a second
 * copy, written after the first is safe. All numbers little-endian. */
#include "vault/slot_page.h"

#include <sodium.h>

enum {
    SECTOR = 512,
    CHECKED = SECTOR - VAULT_HASH, /* the checksum ends the sector */
    VERSION = 1,
};

static const uint8_t magic[16] = "indefra slots";

uint64_t page_place(int slot)
{
    return ((uint64_t)slot + 1) * SLOT_SIZE;
}

static uint8_t *put_bytes(uint8_t *to, const void *from, size_t len)
{
    memcpy(to, from, len);
    return to + len;
}

static uint8_t *put_number(uint8_t *to, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        *to++ = (uint8_t)(number >> (8 * i));
    return to;
}

static const uint8_t *get_bytes(const uint8_t *from, void *to, size_t len)
{
    memcpy(to, from, len);
    return from + len;
}

static uint32_t get_number(const uint8_t **from, int bytes)
{
    uint32_t number = 0;
    for (int i = 0; i < bytes; i++)
        number |= (uint32_t) * (*from)++ << (8 * i);
    return number;
}

/* Over everything but itself, and the page's number: a page copied to another
 * place is damage too. */
static void checksum(const uint8_t *page, size_t size, int number,
                     uint8_t out[VAULT_HASH])
{
    crypto_generichash_state state;
    uint8_t place[4];
    put_number(place, (uint32_t)number, 4);
    crypto_generichash_init(&state, NULL, 0, VAULT_HASH);
    crypto_generichash_update(&state, magic, sizeof magic);
    crypto_generichash_update(&state, place, sizeof place);
    crypto_generichash_update(&state, page, CHECKED);
    crypto_generichash_update(&state, page + SECTOR, size - SECTOR);
    crypto_generichash_final(&state, out, VAULT_HASH);
}

static bool checksum_right(const uint8_t *page, size_t size, int number)
{
    uint8_t right[VAULT_HASH];
    checksum(page, size, number, right);
    return memcmp(right, page + CHECKED, VAULT_HASH) == 0;
}

void page_of_slot(const struct slot *slot, int i, uint8_t page[SLOT_SIZE])
{
    memset(page, 0, SLOT_SIZE);
    uint8_t *to = page;
    to = put_number(to, slot->state, 1);
    to = put_number(to, slot->paused, 1);
    to = put_number(to, slot->locator, 2);
    to = put_number(to, slot->cost.memory_kib, 4);
    to = put_number(to, slot->cost.passes, 4);
    to = put_bytes(to, slot->story, sizeof slot->story);
    to = put_bytes(to, slot->salt, sizeof slot->salt);
    to = put_bytes(to, slot->commitment, sizeof slot->commitment);
    to = put_bytes(to, slot->full, sizeof slot->full);
    to = put_bytes(to, slot->approved, sizeof slot->approved);
    to = put_bytes(to, slot->half, sizeof slot->half);
    if (to - page > CHECKED)
        BUG("a slot has outgrown its sector");
    checksum(page, SLOT_SIZE, i + 1, page + CHECKED);
}

bool page_to_slot(const uint8_t page[SLOT_SIZE], int i, struct slot *slot)
{
    if (!checksum_right(page, SLOT_SIZE, i + 1))
        return false;
    const uint8_t *from = page;
    slot->state = (uint8_t)get_number(&from, 1);
    slot->paused = (uint8_t)get_number(&from, 1);
    slot->locator = (uint16_t)get_number(&from, 2);
    slot->cost.memory_kib = get_number(&from, 4);
    slot->cost.passes = get_number(&from, 4);
    from = get_bytes(from, slot->story, sizeof slot->story);
    from = get_bytes(from, slot->salt, sizeof slot->salt);
    from = get_bytes(from, slot->commitment, sizeof slot->commitment);
    from = get_bytes(from, slot->full, sizeof slot->full);
    from = get_bytes(from, slot->approved, sizeof slot->approved);
    get_bytes(from, slot->half, sizeof slot->half);
    return slot->state <= SLOT_EXPIRED && slot->locator < SLOTS_MAX;
}

void page_of_head(int count, uint8_t copy[HEAD_COPY])
{
    memset(copy, 0, HEAD_COPY);
    uint8_t *to = put_bytes(copy, magic, sizeof magic);
    to = put_number(to, VERSION, 4);
    to = put_number(to, SLOT_SIZE, 4);
    put_number(to, (uint32_t)count, 4);
    checksum(copy, HEAD_COPY, 0, copy + CHECKED);
}

static enum page_kind copy_to_head(const uint8_t *copy, int *count)
{
    const uint8_t *from = copy + sizeof magic;
    if (memcmp(copy, magic, sizeof magic) != 0)
        return PAGE_FOREIGN;
    if (!checksum_right(copy, HEAD_COPY, 0))
        return PAGE_DAMAGED;
    if (get_number(&from, 4) != VERSION)
        return PAGE_NEWER;
    uint32_t size = get_number(&from, 4), slots = get_number(&from, 4);
    if (size != SLOT_SIZE || slots == 0 || slots > SLOTS_MAX)
        return PAGE_DAMAGED;
    *count = (int)slots;
    return PAGE_SOUND;
}

enum page_kind page_to_head(const uint8_t page[SLOT_SIZE], int *count)
{
    int first = 0, second = 0;
    enum page_kind a = copy_to_head(page, &first);
    enum page_kind b = copy_to_head(page + HEAD_COPY, &second);
    *count = first > second ? first : second;
    if (a == PAGE_SOUND || b == PAGE_SOUND)
        return PAGE_SOUND;
    if (a == PAGE_NEWER || b == PAGE_NEWER)
        return PAGE_NEWER;
    return a == PAGE_FOREIGN && b == PAGE_FOREIGN ? PAGE_FOREIGN : PAGE_DAMAGED;
}

bool page_is_empty(const uint8_t page[SLOT_SIZE])
{
    return sodium_is_zero(page, SLOT_SIZE) == 1;
}
