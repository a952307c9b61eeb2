/* SPDX-License-Identifier: MPL-2.0 */
/* The office's key on its stick: opened by its words only, and told apart
 * when it is damaged, foreign, or asks for a wrong passphrase. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/ceilings.h"
#include "host/file.h"
#include "vault/code.h"

static const struct code_cost cheapest = {8, 1};
static uint8_t pub[VAULT_PUBLIC], secret[VAULT_SECRET];
static struct buf file;

static int begin(void **state)
{
    (void)state;
    if (!vault_begin(NULL))
        return -1;
    key_make(pub, secret);
    return key_file_write(secret, pub, "seks gode ord", cheapest, &file, NULL)
               ? 0
               : -1;
}

static int end(void **state)
{
    (void)state;
    buf_wipe(&file);
    return 0;
}

static enum fault_kind reads(struct plain text, const char *passphrase)
{
    uint8_t s[VAULT_SECRET], p[VAULT_PUBLIC];
    static const uint8_t zeros[VAULT_SECRET];
    struct fault why = {0};
    memset(s, 0, sizeof s);
    if (key_file_read(text, passphrase, s, p, &why)) {
        assert_memory_equal(s, secret, sizeof s);
        assert_memory_equal(p, pub, sizeof p);
        return FAULT_NONE;
    }
    assert_memory_equal(s, zeros, sizeof s);
    assert_null(strstr(why.text, passphrase[0] ? passphrase : "\n"));
    return why.kind;
}

static void opens_with_its_words(void **state)
{
    (void)state;
    uint8_t p[VAULT_PUBLIC];
    assert_int_equal(reads(buf_words(&file), "seks gode ord"), FAULT_NONE);
    assert_true(key_file_public(buf_words(&file), p, NULL));
    assert_memory_equal(p, pub, sizeof p);
}

static void wrong_words_do_not_open_it(void **state)
{
    (void)state;
    static const char *const wrong[] = {"", "seks gode or", "seks gode orde",
                                        "Seks gode ord", "demo"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        assert_int_equal(reads(buf_words(&file), wrong[i]), FAULT_KEY);
}

static void is_text_that_a_person_can_recognise(void **state)
{
    (void)state;
    assert_memory_equal(file.at, "indefra-key 1\npublic ", 21);
    for (size_t i = 0; i < file.len; i++)
        assert_true(file.at[i] == '\n' ||
                    (file.at[i] >= ' ' && file.at[i] <= '~'));
    char hex[2 * VAULT_SECRET + 1];
    hex_write(secret, sizeof secret, hex);
    assert_false(plain_has(buf_words(&file), plain_of(hex)));
}

static void another_systems_line_ends_are_read(void **state)
{
    (void)state;
    struct buf other = {.max = CEIL_KEY_FILE};
    for (size_t i = 0; i < file.len; i++) {
        if (file.at[i] == '\n')
            buf_byte(&other, '\r');
        buf_byte(&other, (uint8_t)file.at[i]);
    }
    buf_text(&other, "\r\n");
    assert_int_equal(reads(buf_words(&other), "seks gode ord"), FAULT_NONE);
    buf_wipe(&other);
}

static void every_changed_letter_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < file.len; i++) {
        char right = file.at[i];
        if (right == '\n')
            continue;
        file.at[i] = right == '0' ? '1' : '0';
        enum fault_kind kind = reads(buf_words(&file), "seks gode ord");
        file.at[i] = right;
        assert_int_equal(kind, i < 13 ? FAULT_FOREIGN : FAULT_DAMAGED);
    }
}

static void a_cut_file_is_told(void **state)
{
    (void)state;
    /* Without its last line end it is still whole. */
    for (size_t len = 0; len + 1 < file.len; len++)
        assert_int_equal(
            reads(plain_cut(buf_words(&file), 0, len), "seks gode ord"),
            len < 13 ? FAULT_FOREIGN : FAULT_DAMAGED);
}

static void more_than_a_key_file_is_told(void **state)
{
    (void)state;
    struct buf more = {.max = 2 * CEIL_KEY_FILE};
    buf_plain(&more, buf_words(&file));
    buf_text(&more, "and more");
    assert_int_equal(reads(buf_words(&more), "x"), FAULT_DAMAGED);
    while (more.len <= CEIL_KEY_FILE)
        buf_byte(&more, ' ');
    assert_int_equal(reads(buf_words(&more), "x"), FAULT_FOREIGN);
    buf_wipe(&more);
}

/* A file made to stall the machine: right check, but 4 TiB of memory. */
static void a_file_that_asks_for_too_much_is_refused(void **state)
{
    (void)state;
    struct buf out = {0};
    struct fault why = {0};
    const struct code_cost huge = {0xFFFFFFFF, 1};
    assert_false(key_file_write(secret, pub, "x", huge, &out, &why));
    assert_int_equal(why.kind, FAULT_DAMAGED);
    assert_int_equal(out.len, 0);
    buf_wipe(&out);
}

static void passphrases_are_six_words_of_the_list(void **state)
{
    (void)state;
    static const char *const list[] = {"hest", "lampe", "skov"};
    bool seen[3] = {false};
    for (int round = 0; round < 40; round++) {
        struct buf out = {.max = CEIL_PASSPHRASE};
        passphrase_make(list, 3, &out);
        int words = 0;
        for (char *at = out.at, *end; at; at = end ? end + 1 : NULL, words++) {
            end = strchr(at, ' ');
            struct plain word = {at, end ? (size_t)(end - at) : strlen(at)};
            bool known = false;
            for (int i = 0; i < 3; i++)
                if (plain_same(word, plain_of(list[i])))
                    known = seen[i] = true;
            assert_true(known);
        }
        assert_int_equal(words, 6);
        buf_wipe(&out);
    }
    assert_true(seen[0] && seen[1] && seen[2]);
}

/* The office gets its six words from here: fewer, doubled or odd words would
 * make a key weaker than it looks. */
static void the_danish_words_are_many_and_distinct(void **state)
{
    (void)state;
    struct buf words = {0};
    assert_true(file_read("data/lexicons/passphrase.da.txt", CEIL_CONF_FILE,
                          &words, NULL));
    int count = 0;
    const char *before = "";
    char *next = NULL;
    for (char *at = strtok_r(words.at, "\n", &next); at;
         at = strtok_r(NULL, "\n", &next)) {
        if (at[0] == '#')
            continue;
        assert_int_equal(strspn(at, "abcdefghijklmnopqrstuvwxyz"), strlen(at));
        assert_in_range(strlen(at), 4, 8);
        assert_true(strcmp(before, at) < 0);
        before = at;
        count++;
    }
    assert_true(count >= 2048);
    buf_wipe(&words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_with_its_words),
        cmocka_unit_test(wrong_words_do_not_open_it),
        cmocka_unit_test(is_text_that_a_person_can_recognise),
        cmocka_unit_test(another_systems_line_ends_are_read),
        cmocka_unit_test(every_changed_letter_is_told),
        cmocka_unit_test(a_cut_file_is_told),
        cmocka_unit_test(more_than_a_key_file_is_told),
        cmocka_unit_test(a_file_that_asks_for_too_much_is_refused),
        cmocka_unit_test(the_danish_words_are_many_and_distinct),
        cmocka_unit_test(passphrases_are_six_words_of_the_list),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
