/* SPDX-License-Identifier: MPL-2.0 */
/* Looks a slots file over for indefra-desk check: every fault, not the first,
 * and never a write. See slots.h. */
#include <sodium.h>

#include "vault/slot_page.h"

struct check {
    void (*told)(void *self, int slot, const char *what);
    void *self;
    int faults;
    uint8_t taken[SLOTS_MAX]; /* locators seen in live slots */
};

static void tell(struct check *c, int slot, const char *what)
{
    c->faults++;
    c->told(c->self, slot, what);
}

/* The file opens with one whole copy; but then the other is all that stands
 * between it and the next flipped bit. */
static void check_copies(struct check *c, const uint8_t head[SLOT_SIZE])
{
    for (int i = 0; i < HEAD_COPIES; i++) {
        uint8_t alone[SLOT_SIZE];
        int count;
        for (int k = 0; k < HEAD_COPIES; k++)
            memcpy(alone + k * HEAD_COPY, head + i * HEAD_COPY, HEAD_COPY);
        if (page_to_head(alone, &count) != PAGE_SOUND)
            tell(c, -1,
                 "one of two copies of the head is damaged, the other "
                 "holds: call the administrator");
    }
}

static bool check_head(struct check *c, struct disk *disk, int *count)
{
    static const char *const what[] = {
        [PAGE_DAMAGED] = "the head of the slots file is damaged",
        [PAGE_FOREIGN] = "the slots file is not ours",
        [PAGE_NEWER] = "the slots file is from a newer version",
    };
    uint8_t head[SLOT_SIZE];
    if (disk->size(disk->self) < SLOT_SIZE ||
        !disk->read(disk->self, 0, head, SLOT_SIZE, NULL)) {
        tell(c, -1, "the slots file can't be read");
        return false;
    }
    enum page_kind kind = page_to_head(head, count);
    if (kind != PAGE_SOUND)
        tell(c, -1, what[kind]);
    else
        check_copies(c, head);
    return kind == PAGE_SOUND;
}

static void check_slot(struct check *c, struct disk *disk, int i)
{
    uint8_t page[SLOT_SIZE];
    struct slot slot;
    if (!disk->read(disk->self, page_place(i), page, SLOT_SIZE, NULL))
        tell(c, i, "the slot can't be read");
    else if (!page_to_slot(page, i, &slot))
        tell(c, i, "the slot is damaged");
    else if (slot.state == SLOT_LIVE && !code_cost_sound(slot.cost))
        tell(c, i,
             "the slot asks for more memory or time than any code: call the "
             "administrator");
    else if (slot.state == SLOT_LIVE && c->taken[slot.locator]++)
        tell(c, i, "the slot has the locator of another one");
    sodium_memzero(page, sizeof page);
    sodium_memzero(&slot, sizeof slot);
}

int slots_check(struct disk *disk,
                void (*told)(void *self, int slot, const char *what),
                void *self)
{
    struct check c = {.told = told, .self = self};
    int count;
    if (!check_head(&c, disk, &count))
        return c.faults;
    if (disk->size(disk->self) < page_place(count))
        tell(&c, -1, "the slots file is cut off");
    for (int i = 0; i < count; i++)
        check_slot(&c, disk, i);
    return c.faults;
}
