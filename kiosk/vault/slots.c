/* SPDX-License-Identifier: MPL-2.0 */
/* See slots.h. The disk is the truth; memory holds an index of it, made in one
 * pass and changed only after a sync. Danger: a slot may be thought free only
 * when the disk surely says so, or one locator could come to open two
 * stories. */
#include "vault/slots.h"

#include <sodium.h>

#include "vault/slot_page.h"

struct slots {
    struct disk *disk;
    int count;
    int doubted; /* a slot that a failed write may have made live; -1 */
    int16_t by_locator[SLOTS_MAX]; /* the live slot; -1 */
    uint16_t locator[SLOTS_MAX];
    uint8_t state[SLOTS_MAX];
    uint8_t story[SLOTS_MAX][VAULT_ID];
};

static bool write_slot(struct slots *s, int i, const struct slot *slot,
                       struct fault *why)
{
    uint8_t page[SLOT_SIZE];
    page_of_slot(slot, i, page);
    bool ok =
        s->disk->write(s->disk->self, page_place(i), page, SLOT_SIZE, why);
    sodium_memzero(page, sizeof page);
    return ok;
}

static bool sync_disk(struct slots *s, struct fault *why)
{
    return s->disk->sync(s->disk->self, why);
}

static bool write_free(struct slots *s, int from, int to, struct fault *why)
{
    const struct slot none = {.state = SLOT_FREE};
    for (int i = from; i < to; i++)
        if (!write_slot(s, i, &none, why))
            return false;
    return sync_disk(s, why);
}

/* One copy after the other: a power loss leaves one of them whole. */
static bool write_head(struct slots *s, int count, struct fault *why)
{
    uint8_t copy[HEAD_COPY];
    page_of_head(count, copy);
    for (int i = 0; i < HEAD_COPIES; i++)
        if (!s->disk->write(s->disk->self, (uint64_t)i * HEAD_COPY, copy,
                            HEAD_COPY, why) ||
            !sync_disk(s, why))
            return false;
    return true;
}

static void index_slot(struct slots *s, int i, const struct slot *slot)
{
    if (s->state[i] == SLOT_LIVE)
        s->by_locator[s->locator[i]] = -1;
    s->state[i] = slot->state;
    s->locator[i] = slot->locator;
    memcpy(s->story[i], slot->story, VAULT_ID);
    if (slot->state == SLOT_LIVE)
        s->by_locator[slot->locator] = (int16_t)i;
}

static bool damaged(struct fault *why, int slot, const char *what)
{
    return fault_set(why, FAULT_DAMAGED,
                     "key slot %d %s; nothing was touched: run indefra-desk "
                     "check and ask for help before anything else",
                     slot, what);
}

static bool load_slot(struct slots *s, int i, struct slot *slot,
                      struct fault *why)
{
    uint8_t page[SLOT_SIZE];
    bool ok =
        s->disk->read(s->disk->self, page_place(i), page, SLOT_SIZE, why) &&
        (page_to_slot(page, i, slot) || damaged(why, i, "is damaged")) &&
        (slot->state != SLOT_LIVE || code_cost_sound(slot->cost) ||
         damaged(why, i, "asks for more memory or time than any code"));
    sodium_memzero(page, sizeof page);
    return ok;
}

static bool load_all(struct slots *s, struct fault *why)
{
    for (int i = 0; i < s->count; i++) {
        struct slot slot;
        if (!load_slot(s, i, &slot, why))
            return false;
        bool twice =
            slot.state == SLOT_LIVE && s->by_locator[slot.locator] >= 0;
        if (!twice)
            index_slot(s, i, &slot);
        sodium_memzero(&slot, sizeof slot);
        if (twice)
            return damaged(why, i, "has the locator of another one");
    }
    return true;
}

static bool begin_new(struct slots *s, struct fault *why)
{
    if (!write_free(s, 0, SLOTS_AT_FIRST, why) ||
        !write_head(s, SLOTS_AT_FIRST, why))
        return false;
    s->count = SLOTS_AT_FIRST;
    return true;
}

/* A power loss while a new file was written leaves no head, and nothing that
 * a head had ever vouched for: only then may it be written again. A lost head
 * over slots in use is damage. */
static bool is_unfinished(struct slots *s, const uint8_t head[SLOT_SIZE])
{
    uint64_t size = s->disk->size(s->disk->self);
    if (!page_is_empty(head) || size > page_place(SLOTS_AT_FIRST))
        return false;
    for (int i = 0; page_place(i) < size; i++) {
        uint8_t page[SLOT_SIZE];
        struct slot slot;
        uint64_t there = size - page_place(i);
        uint32_t len = there < SLOT_SIZE ? (uint32_t)there : SLOT_SIZE;
        memset(page, 0, sizeof page);
        if (!s->disk->read(s->disk->self, page_place(i), page, len, NULL))
            return false;
        if (!page_is_empty(page) &&
            (!page_to_slot(page, i, &slot) || slot.state != SLOT_FREE))
            return false;
    }
    return true;
}

static bool head_fault(enum page_kind kind, struct fault *why)
{
    if (kind == PAGE_FOREIGN)
        return fault_set(why, FAULT_FOREIGN,
                         "the slots file is not ours and was left as it is: "
                         "check the data folder");
    if (kind == PAGE_NEWER)
        return fault_set(why, FAULT_FOREIGN,
                         "the slots file is from a newer version and was left "
                         "as it is: update the program");
    return fault_set(why, FAULT_DAMAGED,
                     "the head of the slots file is damaged; nothing was "
                     "touched: run indefra-desk check");
}

static bool open_old(struct slots *s, uint64_t size, struct fault *why)
{
    uint8_t head[SLOT_SIZE] = {0};
    uint32_t len = size < SLOT_SIZE ? (uint32_t)size : SLOT_SIZE;
    if (!s->disk->read(s->disk->self, 0, head, len, why))
        return false;
    enum page_kind kind = page_to_head(head, &s->count);
    if (kind == PAGE_FOREIGN && is_unfinished(s, head))
        return begin_new(s, why);
    if (kind != PAGE_SOUND)
        return head_fault(kind, why);
    if (size < page_place(s->count))
        return fault_set(why, FAULT_DAMAGED,
                         "the slots file is cut off; nothing was touched: run "
                         "indefra-desk check");
    struct fault ignored;
    bool loaded = load_all(s, why);
    /* Two copies again, where they can be written. */
    if (loaded && memcmp(head, head + HEAD_COPY, HEAD_COPY) != 0)
        write_head(s, s->count, &ignored);
    return loaded;
}

struct slots *slots_open(struct disk *disk, struct fault *why)
{
    struct slots *s = calloc(1, sizeof *s);
    if (!s) {
        fault_set(why, FAULT_MEMORY, "no memory left for the key slots");
        return NULL;
    }
    s->disk = disk;
    s->doubted = -1;
    memset(s->by_locator, 0xFF, sizeof s->by_locator);
    uint64_t size = disk->size(disk->self);
    if (size == 0 ? begin_new(s, why) : open_old(s, size, why))
        return s;
    slots_close(s);
    return NULL;
}

void slots_close(struct slots *s)
{
    if (!s)
        return;
    sodium_memzero(s, sizeof *s);
    free(s);
}

int slots_count(const struct slots *s)
{
    return s->count;
}

static void must_be_there(const struct slots *s, int i)
{
    if (i < 0 || i >= s->count)
        BUG("there is no such slot");
}

enum slot_state slots_state(const struct slots *s, int i)
{
    must_be_there(s, i);
    return (enum slot_state)s->state[i];
}

bool slots_read(struct slots *s, int i, struct slot *out, struct fault *why)
{
    must_be_there(s, i);
    return load_slot(s, i, out, why);
}

bool slots_locator(struct slots *s, uint16_t *locator, struct fault *why)
{
    uint32_t unused = 0;
    for (int i = 0; i < SLOTS_MAX; i++)
        unused += s->by_locator[i] < 0;
    if (unused == 0)
        return fault_set(why, FAULT_LIMIT,
                         "all %d codes are in use: let old stories expire",
                         SLOTS_MAX);
    uint32_t drawn = randombytes_uniform(unused);
    int i = 0;
    while (s->by_locator[i] >= 0 || drawn-- > 0)
        i++;
    *locator = (uint16_t)i;
    return true;
}

/* A free slot, each as likely, so that its place tells no order; -1. */
static int draw_free(const struct slots *s)
{
    uint32_t unused = 0;
    for (int i = 0; i < s->count; i++)
        unused += s->state[i] == SLOT_FREE;
    if (unused == 0)
        return -1;
    uint32_t drawn = randombytes_uniform(unused);
    int i = 0;
    while (s->state[i] != SLOT_FREE || drawn-- > 0)
        i++;
    return i;
}

/* New slots are safe on the disk before the head counts them. */
static bool grow(struct slots *s, struct fault *why)
{
    if (s->count == SLOTS_MAX)
        return fault_set(why, FAULT_LIMIT,
                         "all %d key slots are in use: let old stories expire",
                         SLOTS_MAX);
    int count = 2 * s->count < SLOTS_MAX ? 2 * s->count : SLOTS_MAX;
    if (!write_free(s, s->count, count, why) || !write_head(s, count, why))
        return false;
    s->count = count;
    return true;
}

/* Makes sure that what a failed write left is not live. */
static bool settle(struct slots *s, struct fault *why)
{
    if (s->doubted < 0)
        return true;
    if (!write_free(s, s->doubted, s->doubted + 1, why))
        return false;
    s->doubted = -1;
    return true;
}

bool slots_put(struct slots *s, const struct slot *slot, int *at,
               struct fault *why)
{
    if (slot->state != SLOT_LIVE || slot->locator >= SLOTS_MAX ||
        s->by_locator[slot->locator] >= 0)
        BUG("a new slot is live and has a locator of its own");
    if (!settle(s, why))
        return false;
    int i = draw_free(s);
    if (i < 0 && !grow(s, why))
        return false;
    if (i < 0)
        i = draw_free(s);
    if (!write_slot(s, i, slot, why) || !sync_disk(s, why)) {
        s->doubted = i;
        settle(s, NULL); /* if this fails too, the next put tries again */
        return false;
    }
    index_slot(s, i, slot);
    *at = i;
    return true;
}

bool slots_end(struct slots *s, int at, enum slot_state how, struct fault *why)
{
    must_be_there(s, at);
    if ((how != SLOT_WITHDRAWN && how != SLOT_EXPIRED) ||
        s->state[at] == SLOT_FREE)
        BUG("a story is ended as withdrawn or expired, once it is there");
    struct slot ended = {.state = (uint8_t)how};
    memcpy(ended.story, s->story[at], VAULT_ID);
    if (!write_slot(s, at, &ended, why) || !sync_disk(s, why))
        return false;
    index_slot(s, at, &ended);
    return true;
}

bool slots_release(struct slots *s, int at, struct fault *why)
{
    must_be_there(s, at);
    if (s->state[at] == SLOT_LIVE)
        BUG("a live slot is ended before it is released");
    const struct slot none = {.state = SLOT_FREE};
    if (!write_free(s, at, at + 1, why))
        return false;
    index_slot(s, at, &none);
    return true;
}

int slots_find(const struct slots *s, uint16_t locator)
{
    return locator < SLOTS_MAX ? s->by_locator[locator] : -1;
}

int slots_of(const struct slots *s, const uint8_t story[VAULT_ID])
{
    int ended = -1;
    for (int i = 0; i < s->count; i++) {
        if (s->state[i] == SLOT_FREE ||
            memcmp(s->story[i], story, VAULT_ID) != 0)
            continue;
        if (s->state[i] == SLOT_LIVE)
            return i;
        ended = i;
    }
    return ended;
}
