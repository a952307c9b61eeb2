/* SPDX-License-Identifier: MPL-2.0 */
/* Key slots over a disk in memory that can fail, tear and forget: whatever
 * happens, a slot is the old or the new one, and damage is never touched. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/ceilings.h"
#include "vault/slots.h"

enum { SECTOR = 512 };

/* A write that no sync has made safe. */
struct waiting {
    uint64_t at;
    uint32_t len;
    uint8_t *bytes;
};

struct fake {
    struct disk disk;
    struct buf seen, safe; /* what a read sees; what a power loss leaves */
    struct waiting waiting[4096];
    int waits;
    int steps;      /* writes and syncs so far */
    int fails_from; /* the step that fails, and all after it; -1: none */
    int fails_to;   /* this step works again */
};

static void store(struct buf *b, uint64_t at, const void *from, uint32_t len)
{
    static const uint8_t zeros[SLOT_SIZE];
    while (b->len < at + len) {
        size_t more = at + len - b->len;
        buf_put(b, zeros, more < sizeof zeros ? more : sizeof zeros);
    }
    memcpy(b->at + at, from, len);
}

static uint64_t fake_size(void *self)
{
    return ((struct fake *)self)->seen.len;
}

static bool fake_read(void *self, uint64_t at, void *to, uint32_t len,
                      struct fault *why)
{
    struct fake *f = self;
    if (at + len > f->seen.len)
        return fault_set(why, FAULT_DAMAGED, "it ends too early");
    memcpy(to, f->seen.at + at, len);
    return true;
}

static bool fails_now(struct fake *f, struct fault *why)
{
    int step = f->steps++;
    if (f->fails_from < 0 || step < f->fails_from || step >= f->fails_to)
        return false;
    return !fault_set(why, FAULT_DISK, "the disk fails");
}

static bool fake_write(void *self, uint64_t at, const void *from, uint32_t len,
                       struct fault *why)
{
    struct fake *f = self;
    if (fails_now(f, why)) {
        /* A failed write may still have written its beginning. */
        store(&f->seen, at, from, len < SECTOR ? len : SECTOR);
        store(&f->safe, at, from, len < SECTOR ? len : SECTOR);
        return false;
    }
    store(&f->seen, at, from, len);
    assert_true(f->waits < 4096);
    struct waiting *w = &f->waiting[f->waits++];
    *w = (struct waiting){at, len, malloc(len)};
    memcpy(w->bytes, from, len);
    return true;
}

static void forget_waiting(struct fake *f)
{
    while (f->waits)
        free(f->waiting[--f->waits].bytes);
}

static bool fake_sync(void *self, struct fault *why)
{
    struct fake *f = self;
    if (fails_now(f, why))
        return false;
    for (int i = 0; i < f->waits; i++)
        store(&f->safe, f->waiting[i].at, f->waiting[i].bytes,
              f->waiting[i].len);
    forget_waiting(f);
    return true;
}

/* The power goes: of what no sync has made safe, each sector is there or not.
 */
static void lose_power(struct fake *f)
{
    for (int i = 0; i < f->waits; i++)
        for (uint32_t at = 0; at < f->waiting[i].len; at += SECTOR)
            if (vault_uniform(2))
                store(&f->safe, f->waiting[i].at + at, f->waiting[i].bytes + at,
                      SECTOR);
    forget_waiting(f);
    f->seen.len = 0;
    buf_plain(&f->seen, buf_words(&f->safe));
    f->fails_from = -1;
}

static struct fake *fake_new(void)
{
    struct fake *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->seen.max = f->safe.max = (size_t)64 << 20;
    f->fails_from = -1;
    f->fails_to = 1 << 30;
    f->disk = (struct disk){f, fake_size, fake_read, fake_write, fake_sync};
    return f;
}

static void fake_end(struct fake *f)
{
    forget_waiting(f);
    buf_wipe(&f->seen);
    buf_wipe(&f->safe);
    free(f);
}

static int begin(void **state)
{
    (void)state;
    return vault_begin(NULL) ? 0 : -1;
}

static struct slots *open_sound(struct fake *f)
{
    struct fault why = {0};
    struct slots *s = slots_open(&f->disk, &why);
    if (!s)
        print_error("%s\n", why.text);
    assert_non_null(s);
    return s;
}

static void assert_refused(struct fake *f, enum fault_kind kind)
{
    struct fault why = {0};
    struct buf before = {.max = f->seen.max};
    int steps = f->steps;
    buf_plain(&before, buf_words(&f->seen));
    assert_null(slots_open(&f->disk, &why));
    assert_int_equal(why.kind, kind);
    assert_int_equal(f->steps, steps);
    assert_true(plain_same(buf_words(&before), buf_words(&f->seen)));
    buf_wipe(&before);
}

static struct slot new_slot(struct slots *s)
{
    struct slot slot = {.state = SLOT_LIVE, .cost = {256 * 1024, 3}};
    assert_true(slots_locator(s, &slot.locator, NULL));
    vault_random(slot.story, sizeof slot.story);
    vault_random(slot.salt, sizeof slot.salt);
    vault_random(slot.commitment, sizeof slot.commitment);
    vault_random(slot.full, sizeof slot.full);
    vault_random(slot.approved, sizeof slot.approved);
    slot.paused = (uint8_t)vault_uniform(2);
    return slot;
}

static struct slot put_one(struct slots *s, int *at)
{
    struct slot slot = new_slot(s);
    assert_true(slots_put(s, &slot, at, NULL));
    return slot;
}

static bool same_slot(const struct slot *a, const struct slot *b)
{
    return a->state == b->state && a->locator == b->locator &&
           a->paused == b->paused && a->cost.memory_kib == b->cost.memory_kib &&
           a->cost.passes == b->cost.passes &&
           memcmp(a->story, b->story, sizeof a->story) == 0 &&
           memcmp(a->salt, b->salt, sizeof a->salt) == 0 &&
           memcmp(a->commitment, b->commitment, VAULT_HASH) == 0 &&
           memcmp(a->full, b->full, VAULT_WRAPPED) == 0 &&
           memcmp(a->approved, b->approved, VAULT_WRAPPED) == 0;
}

static void assert_slot(struct slots *s, int at, const struct slot *expected)
{
    struct slot there;
    assert_true(slots_read(s, at, &there, NULL));
    assert_true(same_slot(&there, expected));
}

static void a_new_disk_is_written_out(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    assert_int_equal(slots_count(s), SLOTS_AT_FIRST);
    assert_int_equal(f->safe.len, (SLOTS_AT_FIRST + 1) * SLOT_SIZE);
    for (int i = 0; i < SLOTS_AT_FIRST; i++) {
        struct slot slot;
        assert_true(slots_read(s, i, &slot, NULL));
        assert_int_equal(slot.state, SLOT_FREE);
    }
    slots_close(s);
    fake_end(f);
}

static void what_was_put_is_there_again(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    struct slot slots[50];
    int at[50];
    for (int i = 0; i < 50; i++)
        slots[i] = put_one(s, &at[i]);
    for (int round = 0; round < 2; round++) {
        for (int i = 0; i < 50; i++) {
            assert_slot(s, at[i], &slots[i]);
            assert_int_equal(slots_find(s, slots[i].locator), at[i]);
            assert_int_equal(slots_of(s, slots[i].story), at[i]);
        }
        slots_close(s);
        s = open_sound(f);
    }
    slots_close(s);
    fake_end(f);
}

static void places_tell_no_order(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    int rising = 0, before = -1;
    for (int i = 0; i < 60; i++) {
        int at;
        put_one(s, &at);
        rising += at > before;
        before = at;
    }
    assert_in_range(rising, 10, 50);
    slots_close(s);
    fake_end(f);
}

static void ending_takes_the_keys_off_the_disk(void **state)
{
    (void)state;
    static const enum slot_state ways[] = {SLOT_WITHDRAWN, SLOT_EXPIRED};
    for (int i = 0; i < 2; i++) {
        struct fake *f = fake_new();
        struct slots *s = open_sound(f);
        int at;
        struct slot slot = put_one(s, &at);
        struct plain key = {(const char *)slot.full, sizeof slot.full};
        assert_true(plain_has(buf_words(&f->safe), key));
        assert_true(slots_end(s, at, ways[i], NULL));
        assert_false(plain_has(buf_words(&f->safe), key));
        struct slot ended = {.state = (uint8_t)ways[i]};
        memcpy(ended.story, slot.story, sizeof ended.story);
        assert_slot(s, at, &ended);
        assert_int_equal(slots_find(s, slot.locator), -1);
        assert_int_equal(slots_of(s, slot.story), at);
        assert_true(slots_release(s, at, NULL));
        assert_int_equal(slots_of(s, slot.story), -1);
        struct slot none = {.state = SLOT_FREE};
        assert_slot(s, at, &none);
        slots_close(s);
        fake_end(f);
    }
}

static void a_live_slot_comes_before_an_ended_one(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    int draft, story;
    struct slot slot = put_one(s, &draft);
    assert_true(slots_end(s, draft, SLOT_EXPIRED, NULL));
    assert_true(slots_locator(s, &slot.locator, NULL));
    assert_true(slots_put(s, &slot, &story, NULL));
    assert_int_equal(slots_of(s, slot.story), story);
    slots_close(s);
    fake_end(f);
}

static void grows_when_full(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    int at;
    struct slot first = put_one(s, &at);
    int first_at = at;
    for (int i = 1; i < SLOTS_AT_FIRST; i++)
        put_one(s, &at);
    assert_int_equal(slots_count(s), SLOTS_AT_FIRST);
    struct slot last = put_one(s, &at);
    assert_int_equal(slots_count(s), 2 * SLOTS_AT_FIRST);
    assert_true(at >= SLOTS_AT_FIRST);
    slots_close(s);
    s = open_sound(f);
    assert_int_equal(slots_count(s), 2 * SLOTS_AT_FIRST);
    assert_slot(s, first_at, &first);
    assert_slot(s, at, &last);
    slots_close(s);
    fake_end(f);
}

static void every_locator_can_be_used_once(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    static bool used[SLOTS_MAX];
    struct fault why = {0};
    int at;
    memset(used, 0, sizeof used);
    for (int i = 0; i < SLOTS_MAX; i++) {
        uint16_t locator = put_one(s, &at).locator;
        assert_false(used[locator]);
        used[locator] = true;
    }
    uint16_t none;
    assert_int_equal(slots_count(s), SLOTS_MAX);
    assert_false(slots_locator(s, &none, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    /* An ended slot gives its locator back, its place only when released. */
    assert_true(slots_end(s, at, SLOT_EXPIRED, NULL));
    struct slot slot = new_slot(s);
    assert_false(slots_put(s, &slot, &at, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    assert_true(slots_release(s, at, NULL));
    assert_true(slots_put(s, &slot, &at, NULL));
    slots_close(s);
    fake_end(f);
}

struct told {
    int count, last;
};

static void note(void *self, int slot, const char *what)
{
    struct told *t = self;
    t->count++;
    t->last = slot;
    assert_non_null(what);
}

static void every_flipped_bit_is_damage(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    int at;
    put_one(s, &at);
    slots_close(s);
    size_t place = (size_t)(at + 1) * SLOT_SIZE;
    for (size_t bit = 0; bit < 8 * SLOT_SIZE; bit += bit < 4200 ? 29 : 997) {
        struct told t = {0, 0};
        f->seen.at[place + bit / 8] ^= (char)(1 << bit % 8);
        assert_refused(f, FAULT_DAMAGED);
        assert_int_equal(slots_check(&f->disk, note, &t), 1);
        assert_int_equal(t.count, 1);
        assert_int_equal(t.last, at);
        f->seen.at[place + bit / 8] ^= (char)(1 << bit % 8);
    }
    slots_close(open_sound(f));
    fake_end(f);
}

static void a_slot_in_anothers_place_is_damage(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    int at;
    put_one(s, &at);
    slots_close(s);
    /* A free page over the live one: it would forget a story. */
    int other = (at + 1) % SLOTS_AT_FIRST;
    memcpy(f->seen.at + (size_t)(at + 1) * SLOT_SIZE,
           f->seen.at + (size_t)(other + 1) * SLOT_SIZE, SLOT_SIZE);
    assert_refused(f, FAULT_DAMAGED);
    fake_end(f);
}

static void the_fault_names_the_slot(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct fault why = {0};
    slots_close(open_sound(f));
    f->seen.at[43 * SLOT_SIZE + 9] ^= 1;
    assert_null(slots_open(&f->disk, &why));
    assert_non_null(strstr(why.text, "slot 42 "));
    fake_end(f);
}

/* Its sum is right: whoever can write the file can make one. */
static void a_slot_that_asks_for_too_much_is_damage(void **state)
{
    (void)state;
    static const struct code_cost costs[] = {
        {CEIL_CODE_KIB + 1, 3}, {UINT32_MAX, 3}, {8, 4},
        {8, UINT32_MAX},        {0, 0},
    };
    for (size_t i = 0; i < sizeof costs / sizeof *costs; i++) {
        struct fake *f = fake_new();
        struct slots *s = open_sound(f);
        struct slot slot = new_slot(s);
        int at;
        slot.cost = costs[i];
        assert_true(slots_put(s, &slot, &at, NULL));
        slots_close(s);
        struct told t = {0, 0};
        assert_refused(f, FAULT_DAMAGED);
        assert_int_equal(slots_check(&f->disk, note, &t), 1);
        fake_end(f);
    }
}

static void a_cut_file_is_damage(void **state)
{
    (void)state;
    static const size_t lengths[] = {SLOT_SIZE - 1, SLOT_SIZE, SLOT_SIZE + 1,
                                     100 * SLOT_SIZE,
                                     (SLOTS_AT_FIRST + 1) * SLOT_SIZE - 1};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct fake *f = fake_new();
        struct told t = {0, 0};
        slots_close(open_sound(f));
        f->seen.len = lengths[i];
        assert_refused(f, FAULT_DAMAGED);
        assert_true(slots_check(&f->disk, note, &t) > 0);
        fake_end(f);
    }
}

static void what_is_not_ours_is_left_alone(void **state)
{
    (void)state;
    static const size_t lengths[] = {1, 100, SLOT_SIZE, 5 * SLOT_SIZE};
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        struct fake *f = fake_new();
        while (f->seen.len < lengths[i])
            buf_text(&f->seen, "S");
        assert_refused(f, FAULT_FOREIGN);
        fake_end(f);
    }
}

static void one_copy_of_the_head_is_enough(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    slots_close(open_sound(f));
    static const int flips[] = {3, SLOT_SIZE / 2 + 20};
    for (int i = 0; i < 2; i++) {
        f->seen.at[flips[i]] ^= 1;
        slots_close(open_sound(f));
        /* And there are two again. */
        assert_memory_equal(f->seen.at, f->seen.at + SLOT_SIZE / 2,
                            SLOT_SIZE / 2);
    }
    f->seen.at[3] ^= 1;
    f->seen.at[SLOT_SIZE / 2 + 20] ^= 1;
    assert_refused(f, FAULT_DAMAGED);
    fake_end(f);
}

/* A head that is gone must not pass for a file that was never finished. */
static void a_zeroed_head_over_slots_in_use_is_no_new_file(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    int at;
    put_one(s, &at);
    slots_close(s);
    memset(f->seen.at, 0, SLOT_SIZE);
    assert_refused(f, FAULT_FOREIGN);
    fake_end(f);
}

static void a_power_loss_at_the_beginning_leaves_a_usable_file(void **state)
{
    (void)state;
    for (int step = 0; step <= SLOTS_AT_FIRST + 5;
         step += step < 250 ? 10 : 1) {
        struct fake *f = fake_new();
        f->fails_from = step;
        struct slots *s = slots_open(&f->disk, NULL);
        assert_int_equal(s != NULL, step == SLOTS_AT_FIRST + 5);
        slots_close(s);
        lose_power(f);
        s = open_sound(f);
        assert_int_equal(slots_count(s), SLOTS_AT_FIRST);
        slots_close(s);
        fake_end(f);
    }
}

/* One step fails, then the power goes: the slot is as before or as after. */
static void check_loss(struct fake *f, int at, const struct slot *before,
                       const struct slot *after, bool done)
{
    lose_power(f);
    struct slots *s = open_sound(f);
    struct slot there;
    assert_true(slots_read(s, at, &there, NULL));
    assert_true(same_slot(&there, after) ||
                (!done && same_slot(&there, before)));
    slots_close(s);
}

static void a_power_loss_while_ending_leaves_old_or_new(void **state)
{
    (void)state;
    for (int round = 0; round < 30; round++) {
        struct fake *f = fake_new();
        struct slots *s = open_sound(f);
        int at;
        struct slot before = put_one(s, &at);
        struct slot after = {.state = SLOT_WITHDRAWN};
        memcpy(after.story, before.story, sizeof after.story);
        f->fails_from = f->steps + round % 3;
        struct fault why = {0};
        bool done = slots_end(s, at, SLOT_WITHDRAWN, &why);
        assert_int_equal(done, round % 3 == 2);
        assert_int_equal(why.kind, done ? FAULT_NONE : FAULT_DISK);
        slots_close(s);
        check_loss(f, at, &before, &after, done);
        fake_end(f);
    }
}

static int live_ones(struct slots *s, const uint8_t story[VAULT_ID])
{
    int live = 0;
    for (int i = 0; i < slots_count(s); i++) {
        struct slot slot;
        assert_true(slots_read(s, i, &slot, NULL));
        live +=
            slot.state == SLOT_LIVE && memcmp(slot.story, story, VAULT_ID) == 0;
    }
    return live;
}

static void a_power_loss_while_putting_leaves_all_or_nothing(void **state)
{
    (void)state;
    for (int round = 0; round < 30; round++) {
        struct fake *f = fake_new();
        struct slots *s = open_sound(f);
        int kept_at, at = -1;
        struct slot kept = put_one(s, &kept_at), slot = new_slot(s);
        f->fails_from = f->steps + round % 3;
        bool done = slots_put(s, &slot, &at, NULL);
        assert_int_equal(done, round % 3 == 2);
        slots_close(s);
        lose_power(f);
        s = open_sound(f);
        int live = live_ones(s, slot.story);
        assert_in_range(live, done ? 1 : 0, 1);
        assert_slot(s, kept_at, &kept);
        slots_close(s);
        fake_end(f);
    }
}

static void a_power_loss_while_growing_loses_nothing(void **state)
{
    (void)state;
    /* Some of the new slots, the first sync, each head, and after. */
    static const int steps[] = {0,   1,   100, 255, 256, 257,
                                258, 259, 260, 261, 262, 263};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        struct fake *f = fake_new();
        struct slots *s = open_sound(f);
        struct slot slots[SLOTS_AT_FIRST], more = new_slot(s);
        int at[SLOTS_AT_FIRST], more_at;
        for (int j = 0; j < SLOTS_AT_FIRST; j++)
            slots[j] = put_one(s, &at[j]);
        assert_true(slots_locator(s, &more.locator, NULL));
        f->fails_from = f->steps + steps[i];
        bool done = slots_put(s, &more, &more_at, NULL);
        assert_int_equal(done, steps[i] == 263);
        slots_close(s);
        lose_power(f);
        s = open_sound(f);
        for (int j = 0; j < SLOTS_AT_FIRST; j++)
            assert_slot(s, at[j], &slots[j]);
        if (done)
            assert_slot(s, more_at, &more);
        else if (live_ones(s, more.story) == 0)
            assert_true(slots_put(s, &more, &more_at, NULL));
        slots_close(s);
        fake_end(f);
    }
}

/* The disk fails for a moment and the program goes on: the same locator,
 * tried again, may not end in two live slots. */
static void trying_again_after_a_failed_put_leaves_one(void **state)
{
    (void)state;
    for (int round = 0; round < 40; round++) {
        struct fake *f = fake_new();
        struct slots *s = open_sound(f);
        struct slot slot = new_slot(s);
        int at;
        f->fails_from = f->steps + round % 2;
        f->fails_to = f->fails_from + 1 + round % 4;
        assert_false(slots_put(s, &slot, &at, NULL));
        f->fails_to = 0;
        assert_true(slots_put(s, &slot, &at, NULL));
        slots_close(s);
        lose_power(f);
        s = open_sound(f);
        assert_int_equal(live_ones(s, slot.story), 1);
        assert_int_equal(slots_find(s, slot.locator), at);
        slots_close(s);
        fake_end(f);
    }
}

static void ending_can_be_tried_again(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct slots *s = open_sound(f);
    int at;
    struct slot slot = put_one(s, &at);
    f->fails_from = f->steps + 1;
    assert_false(slots_end(s, at, SLOT_WITHDRAWN, NULL));
    f->fails_from = -1;
    assert_int_equal(slots_of(s, slot.story), at);
    assert_true(slots_end(s, at, SLOT_WITHDRAWN, NULL));
    assert_true(slots_end(s, at, SLOT_WITHDRAWN, NULL));
    assert_int_equal(slots_find(s, slot.locator), -1);
    slots_close(s);
    fake_end(f);
}

static void a_sound_file_has_no_faults(void **state)
{
    (void)state;
    struct fake *f = fake_new();
    struct told t = {0, 0};
    assert_int_equal(slots_check(&f->disk, note, &t), 1); /* empty */
    struct slots *s = open_sound(f);
    int at;
    put_one(s, &at);
    slots_close(s);
    assert_int_equal(slots_check(&f->disk, note, &t), 0);
    f->seen.at[5 * SLOT_SIZE] ^= 1;
    f->seen.at[9 * SLOT_SIZE] ^= 1;
    assert_int_equal(slots_check(&f->disk, note, &t), 2);
    assert_int_equal(t.last, 8);
    fake_end(f);
    slots_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_disk_is_written_out),
        cmocka_unit_test(what_was_put_is_there_again),
        cmocka_unit_test(places_tell_no_order),
        cmocka_unit_test(ending_takes_the_keys_off_the_disk),
        cmocka_unit_test(a_live_slot_comes_before_an_ended_one),
        cmocka_unit_test(grows_when_full),
        cmocka_unit_test(every_locator_can_be_used_once),
        cmocka_unit_test(every_flipped_bit_is_damage),
        cmocka_unit_test(a_slot_in_anothers_place_is_damage),
        cmocka_unit_test(the_fault_names_the_slot),
        cmocka_unit_test(a_slot_that_asks_for_too_much_is_damage),
        cmocka_unit_test(a_cut_file_is_damage),
        cmocka_unit_test(what_is_not_ours_is_left_alone),
        cmocka_unit_test(one_copy_of_the_head_is_enough),
        cmocka_unit_test(a_zeroed_head_over_slots_in_use_is_no_new_file),
        cmocka_unit_test(a_power_loss_at_the_beginning_leaves_a_usable_file),
        cmocka_unit_test(a_power_loss_while_ending_leaves_old_or_new),
        cmocka_unit_test(a_power_loss_while_putting_leaves_all_or_nothing),
        cmocka_unit_test(a_power_loss_while_growing_loses_nothing),
        cmocka_unit_test(trying_again_after_a_failed_put_leaves_one),
        cmocka_unit_test(ending_can_be_tried_again),
        cmocka_unit_test(a_sound_file_has_no_faults),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
