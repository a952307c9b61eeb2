/* SPDX-License-Identifier: MPL-2.0 */
/* Codes as people type them, in every script's digits, and slips that the
 * check digits must catch. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/ceilings.h"
#include "vault/code.h"

static const struct code_cost cheapest = {8, 1};

static int begin(void **state)
{
    (void)state;
    return vault_begin(NULL) ? 0 : -1;
}

static bool parses(const char *typed, char digits[CODE_DIGITS + 1])
{
    uint16_t locator;
    return code_parse(plain_of(typed), digits, &locator);
}

static void what_is_made_is_read(void **state)
{
    (void)state;
    for (int i = 0; i < 10000; i += 13) {
        char made[CODE_DIGITS + 1], shown[CODE_SHOWN], read[CODE_DIGITS + 1];
        uint16_t locator = 1;
        code_make((uint16_t)i, made);
        code_show(made, shown);
        assert_int_equal(strlen(made), CODE_DIGITS);
        assert_int_equal(strlen(shown), CODE_SHOWN - 1);
        assert_true(code_parse(plain_of(shown), read, &locator));
        assert_string_equal(read, made);
        assert_int_equal(locator, i);
    }
}

static void is_grouped_by_four(void **state)
{
    (void)state;
    char shown[CODE_SHOWN];
    code_show("0123456789012345678901", shown);
    assert_string_equal(shown, "0123 4567 8901 2345 6789 01");
}

/* The digits of ASCII, each moved to another zero. */
static void in_digits_from(uint32_t zero, const char *digits, struct buf *out)
{
    for (; *digits; digits++) {
        char one[4];
        buf_put(out, one, utf8_write(zero + (uint32_t)(*digits - '0'), one));
    }
}

static void every_digit_system_is_read(void **state)
{
    (void)state;
    static const uint32_t zeros[] = {
        0x0660,  /* Arabic-Indic */ 0x06F0, /* Persian, Urdu */
        0x0966,  /* Devanagari */ 0x09E6,   /* Bengali */
        0x0BE6,  /* Tamil */ 0x0E50,        /* Thai */
        0x1040,  /* Burmese */ 0x17E0,      /* Khmer */
        0xFF10,  /* full width */ 0x07C0,   /* N'Ko */
        0x1E950,                            /* Adlam */
    };
    char made[CODE_DIGITS + 1], read[CODE_DIGITS + 1];
    code_make(4711, made);
    for (size_t i = 0; i < sizeof zeros / sizeof *zeros; i++) {
        struct buf typed = {.max = 400};
        in_digits_from(zeros[i], made, &typed);
        assert_true(parses(typed.at, read));
        assert_string_equal(read, made);
        buf_wipe(&typed);
    }
}

static void separators_and_mixed_digits_are_read(void **state)
{
    (void)state;
    /* 1234 5678 9012 3456 7890 and its check digits, see below. */
    static const char *const typed[] = {
        "1234567890123456789089",
        " 1234-5678-9012-3456-7890-89\r\n",
        "1234.5678.9012.3456.7890.89",
        "1234\u00A05678\u202F9012\u20093456\u30007890\t89",
        "1234\u20115678\u20139012\u20143456\u22127890\uFF0D89",
        "\u200F1234\u200E5678\u2066\u20699012\u202B3456\u202C7890\u061C89",
        "\uFEFF1234\u200B5678\u200C9012\u200D3456\u00AD7890\u206089",
        ("\u0661\u0662\u0663\u0664 \u06F5\u06F6\u06F7\u06F8 9012 "
         "\uFF13\uFF14\uFF15\uFF16 \u096D\u096E\u096F\u0966 89"),
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        char read[CODE_DIGITS + 1];
        assert_true(parses(typed[i], read));
        assert_string_equal(read, "1234567890123456789089");
    }
}

static void what_is_no_code_is_refused(void **state)
{
    (void)state;
    static const char *const typed[] = {
        "",
        " ",
        "1234",
        "123456789012345678904",   /* one too few */
        "12345678901234567890890", /* one too many */
        "1234567890123456789088",  /* wrong check */
        "1234567890123456789o89",  /* a letter */
        "1234,5678,9012,3456,7890,89",
        ("\u1369\u136A\u136B\u136C\u136D\u136E\u136F\u1370\u1371\u1369\u136A"
         "\u136B\u136C\u136D\u136E\u136F\u1370\u1371\u1369\u136A\u136B\u136C"),
        "\u2460\u2461\u2462\u2463 5678 9012 3456 7890 89", /* circled */
        "\u00B9\u00B2\u00B3\u2074 5678 9012 3456 7890 89", /* superscript */
        "1234 5678 9012 3456 7890 4\xFF",
        "1234 5678 9012 3456 7890 4\xF0\x9F",
    };
    for (size_t i = 0; i < sizeof typed / sizeof *typed; i++) {
        char read[CODE_DIGITS + 1] = "untouched", zero[CODE_DIGITS + 1] = {0};
        assert_false(parses(typed[i], read));
        assert_memory_equal(read, zero, sizeof read);
    }
}

static void a_nul_byte_is_no_digit(void **state)
{
    (void)state;
    char read[CODE_DIGITS + 1];
    uint16_t locator;
    assert_false(code_parse((struct plain){"1234567890123456789089\0", 23},
                            read, &locator));
}

static void every_wrong_digit_is_caught(void **state)
{
    (void)state;
    for (int round = 0; round < 50; round++) {
        char made[CODE_DIGITS + 1], read[CODE_DIGITS + 1];
        code_make((uint16_t)vault_uniform(10000), made);
        for (int i = 0; i < CODE_DIGITS; i++) {
            char right = made[i];
            for (made[i] = '0'; made[i] <= '9'; made[i]++)
                assert_int_equal(parses(made, read), made[i] == right);
            made[i] = right;
        }
    }
}

static void every_swap_of_neighbours_is_caught(void **state)
{
    (void)state;
    for (int round = 0; round < 500; round++) {
        char made[CODE_DIGITS + 1], read[CODE_DIGITS + 1];
        code_make((uint16_t)vault_uniform(10000), made);
        for (int i = 0; i + 1 < CODE_DIGITS; i++) {
            char swapped[CODE_DIGITS + 1];
            memcpy(swapped, made, sizeof made);
            swapped[i] = made[i + 1];
            swapped[i + 1] = made[i];
            assert_int_equal(parses(swapped, read), made[i] == made[i + 1]);
        }
    }
}

static void check_digits_have_one_form(void **state)
{
    (void)state;
    /* 20 zeros leave the rest 1 with 01 and with 98. */
    char read[CODE_DIGITS + 1];
    assert_false(parses("0000 0000 0000 0000 0000 01", read));
    assert_true(parses("0000 0000 0000 0000 0000 98", read));
}

static void derivation_depends_on_everything(void **state)
{
    (void)state;
    static const char code[] = "1234567890123456789089";
    static const char other[] = "1234567890123456789186";
    uint8_t salt[CODE_SALT] = {1}, salt2[CODE_SALT] = {2};
    uint8_t pepper[VAULT_KEY] = {3}, pepper2[VAULT_KEY] = {4};
    const struct code_cost dearer = {16, 1};
    struct code_keys first, k[5];
    assert_true(code_derive(code, salt, cheapest, pepper, &first, NULL));
    assert_true(code_derive(code, salt, cheapest, pepper, &k[0], NULL));
    assert_true(code_derive(other, salt, cheapest, pepper, &k[1], NULL));
    assert_true(code_derive(code, salt2, cheapest, pepper, &k[2], NULL));
    assert_true(code_derive(code, salt, cheapest, pepper2, &k[3], NULL));
    assert_true(code_derive(code, salt, dearer, pepper, &k[4], NULL));
    assert_memory_equal(&first, &k[0], sizeof first);
    for (int i = 1; i < 5; i++) {
        assert_memory_not_equal(first.wrap, k[i].wrap, VAULT_KEY);
        assert_memory_not_equal(first.commitment, k[i].commitment, VAULT_HASH);
    }
    assert_memory_not_equal(first.wrap, first.commitment, VAULT_KEY);
}

static void a_cost_from_a_damaged_slot_is_refused(void **state)
{
    (void)state;
    static const struct code_cost costs[] = {
        {0, 0}, {8, 0}, {7, 1}, {0xFFFFFFFF, 1}, {8, 0xFFFFFFFF}, {8, 11}};
    uint8_t salt[CODE_SALT] = {0}, pepper[VAULT_KEY] = {0};
    struct code_keys keys;
    for (size_t i = 0; i < sizeof costs / sizeof *costs; i++) {
        struct fault why = {0};
        assert_false(code_derive("1234567890123456789089", salt, costs[i],
                                 pepper, &keys, &why));
        assert_int_equal(why.kind, FAULT_DAMAGED);
    }
}

static void cost_follows_the_machine(void **state)
{
    (void)state;
    const uint64_t gib = (uint64_t)1 << 30;
    static const uint32_t kib = 1024;
    assert_int_equal(code_cost_for(false, 2 * gib).memory_kib, 256 * kib);
    assert_int_equal(code_cost_for(false, 2 * gib - 1).memory_kib, 64 * kib);
    assert_int_equal(code_cost_for(false, 8 * gib).passes, 3);
    assert_int_equal(code_cost_for(true, 8 * gib).memory_kib, 8);
    assert_int_equal(code_cost_for(true, 8 * gib).passes, 1);
}

static void pins_are_compared(void **state)
{
    (void)state;
    char hash[128], again[128];
    assert_true(pin_hash("0000", cheapest, hash, NULL));
    assert_true(pin_hash("0000", cheapest, again, NULL));
    assert_string_not_equal(hash, again);
    assert_true(pin_is("0000", hash));
    assert_false(pin_is("0001", hash));
    assert_false(pin_is("", hash));
    assert_false(pin_is("0000", ""));
    assert_false(pin_is("0000", "nonsense"));
    char long_one[300];
    memset(long_one, 'a', sizeof long_one);
    long_one[299] = '\0';
    assert_false(pin_is("0000", long_one));
}

/* Whoever verifies a hash spends what it says, whoever wrote it. */
static void a_dear_pin_is_never_tried(void **state)
{
    (void)state;
    static const struct {
        const char *hash;
        bool sound;
    } rows[] = {
        {"$argon2id$v=19$m=262144,t=3,p=1$c2FsdA$aGFzaA", true},
        {"$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", true},
        {"$argon2id$v=19$m=262145,t=3,p=1$c2FsdA$aGFzaA", false},
        {"$argon2id$v=19$m=262144,t=4,p=1$c2FsdA$aGFzaA", false},
        {"$argon2id$v=19$m=8,t=4294967297,p=1$c2FsdA$aGFzaA", false},
        {"$argon2id$v=19$m=18446744073709551624,t=1,p=1$c2FsdA$aGFzaA", false},
        {"$argon2id$v=19$m=-8,t=1,p=1$c2FsdA$aGFzaA", false},
        {"$argon2id$v=19$m=8,t=1,p=8$c2FsdA$aGFzaA", false},
        {"$argon2id$v=19$m=8", false},
        {"$argon2i$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA", false},
        {"x", false},
        {"", false},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        if (pin_sound(rows[i].hash) != rows[i].sound)
            fail_msg("%s", rows[i].hash);
}

static void no_code_costs_more_than_ours(void **state)
{
    (void)state;
    assert_true(code_cost_sound(code_cost_for(true, 0)));
    assert_true(code_cost_sound(code_cost_for(false, 0)));
    assert_true(code_cost_sound(code_cost_for(false, UINT64_MAX)));
    assert_false(code_cost_sound((struct code_cost){CEIL_CODE_KIB + 1, 3}));
    assert_false(code_cost_sound(
        (struct code_cost){CEIL_CODE_KIB, CEIL_CODE_PASSES + 1}));
    assert_false(code_cost_sound((struct code_cost){0, 0}));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_made_is_read),
        cmocka_unit_test(is_grouped_by_four),
        cmocka_unit_test(every_digit_system_is_read),
        cmocka_unit_test(separators_and_mixed_digits_are_read),
        cmocka_unit_test(what_is_no_code_is_refused),
        cmocka_unit_test(a_nul_byte_is_no_digit),
        cmocka_unit_test(every_wrong_digit_is_caught),
        cmocka_unit_test(every_swap_of_neighbours_is_caught),
        cmocka_unit_test(check_digits_have_one_form),
        cmocka_unit_test(derivation_depends_on_everything),
        cmocka_unit_test(a_cost_from_a_damaged_slot_is_refused),
        cmocka_unit_test(cost_follows_the_machine),
        cmocka_unit_test(pins_are_compared),
        cmocka_unit_test(a_dear_pin_is_never_tried),
        cmocka_unit_test(no_code_costs_more_than_ours),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
