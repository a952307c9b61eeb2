/* SPDX-License-Identifier: MPL-2.0 */
/* Words never become markup. */
#include "export/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void check(struct buf *out, const char *expected)
{
    assert_string_equal(out->at ? out->at : "", expected);
    buf_wipe(out);
}

static void test_words(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"så gik vi 🙂", "så gik vi 🙂"},
        {"<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"},
        {"\" onload='x' a=\"", "&quot; onload=&#39;x&#39; a=&quot;"},
        {"a & b &amp; c", "a &amp; b &amp;amp; c"},
        {"</style><!-- ]]>", "&lt;/style&gt;&lt;!-- ]]&gt;"},
        {"a\x01\x7F\x1B b\tc\n",
         "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD b\tc\n"},
        {"\xC2\x85", "\xEF\xBF\xBD"},
        {"a\xFF<", "a\xEF\xBF\xBD&lt;"},
        {"[...]", "[...]"},
    };
    struct buf out = {.max = 1000};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        html_words(&out, plain_of(cases[i][0]));
        check(&out, cases[i][1]);
    }
}

static void test_told(void **state)
{
    (void)state;
#define GAP "<span class=\"gap\">[...]</span>"
    static const char *const cases[][2] = {
        {"", ""},
        {"[...]", GAP},
        {"a [...] b", "a " GAP " b"},
        {"[..] <", "[..] &lt;"},
        {"[[...]]", "[" GAP "]"},
        {"[...][...]", GAP GAP},
        {"x [..", "x [.."},
    };
    struct buf out = {.max = 1000};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        html_told(&out, plain_of(cases[i][0]));
        check(&out, cases[i][1]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
