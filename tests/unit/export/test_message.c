/* SPDX-License-Identifier: MPL-2.0 */
/* Facts in sentences; what they say is not looked into again. */
#include "export/message.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void test_message(void **state)
{
    (void)state;
    const struct message_value values[] = {
        {"count", plain_of("5")},
        {"office", plain_of("<b>{count}</b>")},
    };
    static const char *const cases[][2] = {
        {"Mindst {count} har svaret.", "Mindst 5 har svaret."},
        {"{count}{count}", "55"},
        {"{nothing} {count", "{nothing} {count"},
        {"{} { {count}", "{} { 5"},
        {"a < {office}", "a < <b>{count}</b>"},
        {"", ""},
    };
    struct buf out = {.max = 1000};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        message_fill(&out, cases[i][0], values, 2);
        assert_string_equal(out.at ? out.at : "", cases[i][1]);
        buf_wipe(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_message),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
