/* SPDX-License-Identifier: MPL-2.0 */
/* Whoever kept the rows of a story that was then taken back, and holds the
 * office's key, opens nothing: half of that key was in the slot. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "desk/units.h"

static const char WORDS[] = "Hun ringede hver tirsdag.";

struct kept {
    struct office office;
    struct clock clock;
    struct safe safe;
    uint8_t secret[VAULT_SECRET], id[VAULT_ID];
    struct buf approved, key; /* the row's bytes, as a disk may keep them */
    char code[CODE_DIGITS + 1];
    char dir[64], key_file[100];
};

static void copy_row(struct kept *k, const struct slot *slot)
{
    struct story_row row;
    struct fault why;
    memcpy(k->id, slot->story, sizeof k->id);
    assert_true(story_get(k->safe.store, k->id, &row, &why));
    k->approved.max = k->key.max = 1 << 20;
    buf_plain(&k->approved, row.approved);
    buf_plain(&k->key, row.key);
    assert_int_equal(k->key.len, VAULT_SEALED);
}

static void open_office(struct kept *k)
{
    static struct talk talk;
    struct office_secrets told;
    struct fault why;
    struct slot slot = {.state = SLOT_FREE};
    snprintf(k->dir, sizeof k->dir, "/tmp/indefra-deliver-XXXXXX");
    assert_non_null(mkdtemp(k->dir));
    assert_true(vault_begin(&why));
    assert_true(clock_fixed(&k->clock, "2026-11-20", &why));
    assert_true(office_init(k->dir, "Huset", "Byby", NULL, true, &told, &why));
    snprintf(k->key_file, sizeof k->key_file, "%s/office.key", k->dir);
    assert_true(office_open(&k->office, k->dir, &why));
    assert_true(
        office_unlock(&k->office, k->key_file, "demo", k->secret, &why));
    assert_true(safe_open(&k->safe, &k->office, &k->clock, 0, &why));
    assert_true(deliver_code(&k->safe, k->code, &why));
    assert_true(deliver_story(&k->safe, &talk, plain_of(WORDS), false, -1,
                              k->code, &why));
    for (int i = 0; slot.state != SLOT_LIVE; i++)
        assert_true(slots_read(k->safe.slots, i, &slot, &why));
    copy_row(k, &slot);
}

static void close_office(struct kept *k)
{
    char remove[100];
    buf_wipe(&k->approved);
    buf_wipe(&k->key);
    safe_close(&k->safe);
    office_close(&k->office);
    snprintf(remove, sizeof remove, "rm -rf %s", k->dir);
    assert_int_equal(system(remove), 0);
}

/* With what lies in the rows, and half where there is one. */
static bool opens(const struct kept *k, const uint8_t half[VAULT_KEY])
{
    uint8_t key[VAULT_KEY];
    struct fault why;
    struct buf words = {.max = 0};
    struct envelope_label label = envelope_label_of(k->id, 'S');
    assert_true(vault_open_key((const uint8_t *)k->key.at, k->office.key,
                               k->secret, key));
    vault_mix(key, half);
    bool ok = envelope_open(buf_words(&k->approved), &label, key, &words, &why);
    if (ok)
        assert_true(plain_same(buf_words(&words), plain_of(WORDS)));
    buf_wipe(&words);
    return ok;
}

static void a_row_alone_opens_nothing(void **state)
{
    (void)state;
    static struct kept k;
    static const uint8_t none[VAULT_KEY];
    struct fault why;
    struct slot slot;
    struct opened opened;
    open_office(&k);
    int at = slots_of(k.safe.slots, k.id);
    assert_true(slots_read(k.safe.slots, at, &slot, &why));
    assert_true(opens(&k, slot.half));
    assert_false(opens(&k, none));
    assert_true(code_open(&k.safe, plain_of(k.code), &opened, &why));
    assert_true(code_withdraw(&k.safe, &opened, &why));
    assert_true(slots_read(k.safe.slots, at, &slot, &why));
    assert_memory_equal(slot.half, none, sizeof none);
    assert_false(opens(&k, slot.half));
    close_office(&k);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_row_alone_opens_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
