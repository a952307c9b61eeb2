/* SPDX-License-Identifier: MPL-2.0 */
/* Tables out and back in: what spreadsheets make of them, and what is broken.
 */
#include "export/csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* The rows of a table, cells parted by "|", rows by "/". */
static bool rows_of(const char *text, size_t len, char *out, size_t room,
                    struct fault *why)
{
    struct csv c = {.text = {text, len}};
    size_t at = 0;
    out[0] = '\0';
    why->kind = FAULT_NONE;
    while (csv_next(&c, why))
        for (int i = 0; i < c.cells; i++)
            at += (size_t)snprintf(out + at, room - at, "%.*s%s",
                                   (int)c.cell[i].len, c.cell[i].at,
                                   i + 1 < c.cells ? "|" : "/");
    buf_wipe(&c.row);
    return why->kind == FAULT_NONE;
}

static void test_rows(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"\n\r\n", ""},
        {"a;b\r\nc;d\r\n", "a|b/c|d/"},
        {CSV_MARK "a;b\nc;d", "a|b/c|d/"},
        {"a,b\n1;2,3", "a|b/1;2|3/"},
        {"a\tb\n1,2\t3\n", "a|b/1,2|3/"},
        {"a;b\n\"x;y\";\"z \"\"w\"\"\"\n", "a|b/x;y|z \"w\"/"},
        {"a;b\n\"to\nlinjer\";c\nd;e\n", "a|b/to\nlinjer|c/d|e/"},
        {"a;b\n;\nc;\n", "a|b/|/c|/"},
        {"a;b\n  x  ; y\n", "a|b/x|y/"},
        {"a\n\n\nb\n", "a/b/"},
    };
    char out[200];
    struct fault why;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(
            rows_of(cases[i][0], strlen(cases[i][0]), out, sizeof out, &why));
        assert_string_equal(out, cases[i][1]);
    }
}

static void test_broken(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"a;b\nc;\"d", "line 2: a quotation mark is not closed"},
        {"a;b\nc;\"", "line 2: a quotation mark is not closed"},
        {"a;b\nc;\"d\"\"", "line 2: a quotation mark is not closed"},
        {"a;b\nc;\"d\"e\n", "line 2: something stands behind"},
        {"a;b\n\"x\ny\";c\n\"z", "line 4: a quotation mark"},
        {"a;b\nc;\xFF\n", "line 2: this is not UTF-8"},
        {"1;2;3;4;5;6;7;8;9;0;1;2;3;4;5;6;7\n", "line 1: the row has too many"},
    };
    char out[200];
    struct fault why;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_false(
            rows_of(cases[i][0], strlen(cases[i][0]), out, sizeof out, &why));
        if (!strstr(why.text, cases[i][1]))
            fail_msg("case %zu says: %s", i, why.text);
    }
}

static void test_there_and_back(void **state)
{
    (void)state;
    static const char *const words[] = {"",
                                        "a;b",
                                        "\"",
                                        "to\nlinjer, og",
                                        "\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8"
                                        "\xA7",
                                        "'a"};
    struct buf table = {.max = 1000};
    buf_text(&table, "a;b\r\n");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        csv_cell(&table, plain_of(words[i]));
        buf_text(&table, ";.\r\n");
    }
    struct csv c = {.text = buf_words(&table)};
    struct fault why = {.kind = FAULT_NONE};
    assert_true(csv_next(&c, &why));
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        assert_true(csv_next(&c, &why));
        assert_true(plain_same(c.cell[0], plain_of(words[i])));
    }
    assert_false(csv_next(&c, &why));
    assert_int_equal(why.kind, FAULT_NONE);
    buf_wipe(&c.row);
    table.len = 0;
    csv_cell(&table, plain_of("=1+1"));
    assert_true(plain_same(buf_words(&table), plain_of("'=1+1")));
    buf_wipe(&table);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_broken),
        cmocka_unit_test(test_there_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
