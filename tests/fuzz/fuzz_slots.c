/* SPDX-License-Identifier: MPL-2.0 */
/* The file of key slots, as a disk may give it back, and then a run of
 * changes on it, some on a disk that fails. Checksums are made right, or the
 * fuzzer would never get past them. A file that is refused is not touched;
 * one that is opened has each locator once, and every slot holds what was put
 * there last, also when it is opened anew. */
#include "fuzz.h"

#include "vault/slot_page.h"

enum { PAGES_MOST = 24, SLOTS_MOST = 1024 };

/* A disk in memory; the write or sync that makes fails 0 does nothing. */
struct memory {
    uint8_t *bytes;
    uint64_t size;
    int fails; /* calls until it fails; -1: never */
    bool touched;
};

static uint64_t memory_size(void *self)
{
    return ((struct memory *)self)->size;
}

static bool memory_read(void *self, uint64_t at, void *to, uint32_t len,
                        struct fault *why)
{
    struct memory *m = self;
    if (at + len > m->size)
        return fault_set(why, FAULT_DISK, "nothing there");
    memcpy(to, m->bytes + at, len);
    return true;
}

static bool works(struct memory *m, struct fault *why)
{
    if (m->fails != 0) {
        m->fails -= m->fails > 0;
        return true;
    }
    return fault_set(why, FAULT_DISK, "it fails");
}

static bool memory_write(void *self, uint64_t at, const void *from,
                         uint32_t len, struct fault *why)
{
    struct memory *m = self;
    m->touched = true;
    if (!works(m, why))
        return false;
    MUST(at + len <= page_place(SLOTS_MOST));
    memcpy(m->bytes + at, from, len);
    m->size = at + len > m->size ? at + len : m->size;
    return true;
}

static bool memory_sync(void *self, struct fault *why)
{
    return works(self, why);
}

/* ---- a file out of the input ---- */

static struct slot draw_slot(struct draw *d)
{
    struct slot s = {.state = SLOT_LIVE,
                     .locator = draw_byte(d),
                     .cost = code_cost_for(true, 0)};
    s.paused = draw_byte(d) & 1;
    memset(s.story, draw_byte(d), sizeof s.story);
    memset(s.full, draw_byte(d), sizeof s.full);
    return s;
}

static void change_byte(struct draw *d, uint8_t page[SLOT_SIZE])
{
    uint32_t at = draw_number(d, SLOT_SIZE);
    page[at] ^= draw_byte(d);
}

static void draw_page(struct draw *d, int i, uint8_t page[SLOT_SIZE])
{
    struct slot s = {.state = SLOT_FREE};
    uint8_t kind = draw_byte(d) % 8;
    if (kind == 0) { /* zeros */
        memset(page, 0, SLOT_SIZE);
        return;
    }
    if (kind >= 3)
        s = draw_slot(d);
    if (kind == 4)
        s.state = draw_byte(d);
    if (kind == 5)
        s.locator = (uint16_t)draw_number(d, 65536);
    page_of_slot(&s, kind == 6 ? i + 1 : i, page);
    if (kind == 7)
        change_byte(d, page);
}

static void draw_head(struct draw *d, int pages, uint8_t page[SLOT_SIZE])
{
    uint8_t kind = draw_byte(d) % 8;
    page_of_head(pages, page);
    page_of_head(kind == 1 ? (int)draw_number(d, 40) : pages, page + HEAD_COPY);
    if (kind == 2)
        memset(page, 0, SLOT_SIZE);
    if (kind == 3)
        memset(page, 0, HEAD_COPY);
    if (kind >= 6)
        change_byte(d, page);
    struct plain raw = draw_bytes(d, kind == 5 ? 64 : 0);
    memcpy(page, raw.at, raw.len);
}

static void draw_file(struct draw *d, struct memory *m)
{
    uint8_t page[SLOT_SIZE];
    uint8_t shape = draw_byte(d);
    int pages = shape % PAGES_MOST;
    m->size = 0;
    if (pages == 0)
        return; /* a new file */
    draw_head(d, pages, page);
    memcpy(m->bytes, page, SLOT_SIZE);
    for (int i = 0; i < pages; i++) {
        draw_page(d, i, page);
        memcpy(m->bytes + page_place(i), page, SLOT_SIZE);
    }
    m->size = page_place(pages);
    if (shape >= 200)
        m->size -= draw_number(d, SLOT_SIZE);
}

/* ---- what must hold ---- */

struct model {
    struct memory *memory;
    struct disk *disk;
    struct slots *slots;
    int count;
    struct slot slot[SLOTS_MOST];
};

static bool same_slot(const struct slot *a, const struct slot *b)
{
    return a->state == b->state && a->locator == b->locator &&
           a->paused == b->paused &&
           memcmp(a->story, b->story, sizeof a->story) == 0 &&
           memcmp(a->full, b->full, sizeof a->full) == 0;
}

static void learn(struct model *m)
{
    m->count = slots_count(m->slots);
    MUST(m->count > 0 && m->count <= SLOTS_MOST);
    for (int i = 0; i < m->count; i++)
        MUST(slots_read(m->slots, i, &m->slot[i], NULL));
}

static void must_match(const struct model *m)
{
    MUST(slots_count(m->slots) >= m->count);
    for (int i = 0; i < m->count; i++) {
        struct slot is;
        MUST(slots_read(m->slots, i, &is, NULL));
        MUST(same_slot(&is, &m->slot[i]) && is.state <= SLOT_EXPIRED);
        if (is.state != SLOT_LIVE)
            continue;
        MUST(slots_find(m->slots, is.locator) == i);
        int of = slots_of(m->slots, is.story);
        MUST(of >= 0 && of < m->count);
    }
}

static void count_fault(void *self, int slot, const char *what)
{
    (void)slot;
    MUST(is_one_line(plain_of(what)));
    ++*(int *)self;
}

static void open_anew(struct model *m)
{
    int faults = 0;
    slots_close(m->slots);
    m->memory->fails = -1;
    MUST((m->slots = slots_open(m->disk, NULL)));
    MUST(slots_check(m->disk, count_fault, &faults) == 0 && faults == 0);
}

/* A change was refused by the disk: one slot may be either, all others are
 * as they were. */
static void after_failure(struct model *m, int changed)
{
    int others = 0;
    open_anew(m);
    for (int i = 0; i < m->count; i++) {
        struct slot is;
        MUST(slots_read(m->slots, i, &is, NULL));
        others += !same_slot(&is, &m->slot[i]) && i != changed;
    }
    MUST(others <= (changed < 0 ? 1 : 0));
    learn(m);
}

static void put(struct model *m, struct draw *d)
{
    struct slot s = draw_slot(d);
    struct fault why = {.kind = FAULT_NONE};
    int at = -1;
    if (slots_find(m->slots, s.locator) >= 0 || m->count > SLOTS_MOST / 2)
        return;
    if (!slots_put(m->slots, &s, &at, &why)) {
        must_be_told(&why);
        after_failure(m, -1);
        return;
    }
    MUST(at >= 0 && at < slots_count(m->slots));
    MUST(at >= m->count || m->slot[at].state == SLOT_FREE);
    if (at >= m->count)
        learn(m);
    m->slot[at] = s;
}

static void end_or_release(struct model *m, struct draw *d, bool end)
{
    int at = (int)draw_number(d, (uint32_t)m->count);
    uint8_t state = m->slot[at].state;
    enum slot_state how = draw_byte(d) & 1 ? SLOT_WITHDRAWN : SLOT_EXPIRED;
    struct fault why = {.kind = FAULT_NONE};
    if (end ? state == SLOT_FREE : state == SLOT_LIVE)
        return;
    if (!(end ? slots_end(m->slots, at, how, &why)
              : slots_release(m->slots, at, &why))) {
        must_be_told(&why);
        after_failure(m, at);
        return;
    }
    struct slot now = {.state = end ? (uint8_t)how : SLOT_FREE};
    if (end)
        memcpy(now.story, m->slot[at].story, sizeof now.story);
    m->slot[at] = now;
}

static void change(struct model *m, struct draw *d)
{
    /* A new file has 256 slots, and each step reads all of them. */
    int steps = m->count > PAGES_MOST ? 6 : 48;
    uint16_t locator;
    for (int i = 0; i < steps && d->left.len; i++) {
        switch (draw_byte(d) % 6) {
        case 0:
        case 1:
            put(m, d);
            break;
        case 2:
            end_or_release(m, d, true);
            break;
        case 3:
            end_or_release(m, d, false);
            break;
        case 4:
            m->memory->fails = draw_byte(d) % 8;
            break;
        default:
            MUST(slots_locator(m->slots, &locator, NULL));
            MUST(slots_find(m->slots, locator) < 0);
            open_anew(m);
        }
    }
}

static void must_be_untouched(struct memory *m, struct disk *disk,
                              const struct fault *why)
{
    int faults = 0;
    must_be_told(why);
    MUST(!m->touched);
    slots_check(disk, count_fault, &faults);
    MUST(faults > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct model model;
    static struct memory memory;
    struct disk disk = {&memory, memory_size, memory_read, memory_write,
                        memory_sync};
    struct draw d = draw_from(bytes, len);
    struct fault why = {.kind = FAULT_NONE};
    MUST(memory.bytes || (memory.bytes = malloc(page_place(SLOTS_MOST))));
    memory.fails = -1;
    draw_file(&d, &memory);
    memory.touched = false;
    model = (struct model){.memory = &memory, .disk = &disk};
    model.slots = slots_open(&disk, &why);
    if (!model.slots) {
        must_be_untouched(&memory, &disk, &why);
        return 0;
    }
    learn(&model);
    must_match(&model);
    change(&model, &d);
    must_match(&model);
    open_anew(&model);
    must_match(&model);
    slots_close(model.slots);
    return 0;
}
