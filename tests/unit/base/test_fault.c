/* SPDX-License-Identifier: MPL-2.0 */
/* A fault is one line that any terminal can show, whatever it quotes. */
#include "base/fault.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "base/bytes.h"

static const struct {
    const char *words, *shown;
} cases[] = {
    {"", ""},
    {"en fil", "en fil"},
    {"ærø", "ærø"},
    {"to\nlinjer\r\n", "to?linjer??"},
    {"\x1b[31mrød\x7f", "?[31mrød?"},
    {"cut \xC3", "cut ?"},
    {"cut \xF0\x9F\x91 here", "cut ??? here"},
    {"\xC2\x85next", "??next"},
    {"\xE2\x80\xA8line", "???line"},
    {"\xED\xA0\x80", "???"},
};

static void test_one_line(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[64];
        struct fault why;
        assert_true(text_copy(text, sizeof text, cases[i].words));
        text_one_line(text);
        assert_string_equal(text, cases[i].shown);
        assert_false(fault_set(&why, FAULT_INPUT, "%s", cases[i].words));
        assert_string_equal(why.text, cases[i].shown);
    }
}

/* What does not fit is cut, and never inside a character. */
static void test_cut(void **state)
{
    (void)state;
    struct fault why;
    char words[700] = "a";
    for (size_t i = 1; i + 2 < sizeof words; i += 2)
        memcpy(words + i, "ø", 2);
    fault_set(&why, FAULT_LIMIT, "%s", words);
    assert_int_equal(strlen(why.text), sizeof why.text - 1);
    assert_true(utf8_valid(plain_of(why.text), NULL));
    fault_prefix(&why, "a\npath");
    assert_true(utf8_valid(plain_of(why.text), NULL));
    assert_memory_equal(why.text, "a?path: aø", 11);
    assert_false(fault_prefix(NULL, "nobody asks"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_line),
        cmocka_unit_test(test_cut),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
