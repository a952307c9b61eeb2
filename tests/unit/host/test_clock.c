/* SPDX-License-Identifier: MPL-2.0 */
/* Times as people write them, and a clock that stands still. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "host/clock.h"

static void times_are_read(void **state)
{
    (void)state;
    /* Seconds as "date -u -d TIME +%s" gives them. */
    static const struct {
        const char *iso;
        int64_t utc, day;
    } cases[] = {
        {"1970-01-01", 0, 0},
        {"1970-01-01T00:00:59Z", 59, 0},
        {"2026-11-20T10:00:00Z", 1795168800, 20777},
        {"2026-11-20T10:00:00", 1795168800, 20777},
        {"2026-11-20T10:00Z", 1795168800, 20777},
        {"2026-11-20T10:00", 1795168800, 20777},
        {"2026-11-20", 1795132800, 20777},
        {"2026-11-20T23:59:59Z", 1795219199, 20777},
        {"2024-02-29", 1709164800, 19782},
        {"2000-02-29", 951782400, 11016},
        {"2038-01-19T03:14:08Z", 2147483648, 24855},
        {"9999-12-31T23:59:59Z", 253402300799, 2932896},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct clock c;
        assert_true(clock_fixed(&c, cases[i].iso, NULL));
        assert_true(clock_is_fixed(&c));
        assert_int_equal(clock_utc(&c), cases[i].utc);
        assert_int_equal(clock_day(&c), cases[i].day);
        assert_int_equal(clock_ms(&c), 0);
    }
}

static void what_is_no_time_is_refused(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",
        "now",
        "2026",
        "2026-11",
        "2026-11-2",
        "2026-11-20T",
        "2026-11-20T1",
        "2026-11-20T10",
        "2026-11-20T10Z",
        "2026-11-20T10:0",
        "2026-11-20T10:00:",
        "2026-11-20T10:00:0",
        "2026-11-20T10:00:00ZZ",
        "2026-11-20T10:00:00+01:00",
        "2026-11-20T10:00:00.5Z",
        "2026-11-20Z",
        "2026-11-20 10:00",
        " 2026-11-20",
        "2026-11-20 ",
        "2026-13-01",
        "2026-00-01",
        "2026-01-00",
        "2026-02-29",
        "2100-02-29",
        "2026-04-31",
        "2026-11-20T24:00:00Z",
        "2026-11-20T10:60:00Z",
        "2026-11-20T10:00:60Z",
        "1969-12-31",
        "0000-01-01",
        "10000-01-01",
        "-026-01-01",
        "2026-+1-01",
        "20261120",
        "\u0662\u0660\u0662\u0666-11-20",
    };
    struct clock c;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct fault why = {0};
        assert_false(clock_fixed(&c, wrong[i], &why));
        assert_int_equal(why.kind, FAULT_INPUT);
    }
    assert_false(clock_fixed(&c, NULL, NULL));
}

static void a_fixed_clock_moves_only_when_told(void **state)
{
    (void)state;
    struct clock c;
    assert_true(clock_fixed(&c, "2026-11-20T23:59:58Z", NULL));
    int64_t start = clock_utc(&c);
    clock_pass(&c, 1999);
    assert_int_equal(clock_ms(&c), 1999);
    assert_int_equal(clock_utc(&c), start + 1);
    assert_int_equal(clock_day(&c), 20777);
    clock_pass(&c, 1);
    assert_int_equal(clock_utc(&c), start + 2);
    assert_int_equal(clock_day(&c), 20778);
    clock_pass(&c, (int64_t)8 * 24 * 60 * 60 * 1000);
    assert_int_equal(clock_day(&c), 20786);
}

static void the_real_clock_goes_on(void **state)
{
    (void)state;
    struct clock c;
    clock_real(&c);
    assert_false(clock_is_fixed(&c));
    int64_t before = clock_ms(&c);
    nanosleep(&(struct timespec){0, 20000000}, NULL);
    assert_in_range(clock_ms(&c) - before, 20, 5000);
    assert_in_range(clock_utc(&c) - time(NULL) + 2, 1, 3);
    assert_int_equal(clock_day(&c), clock_utc(&c) / 86400);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(times_are_read),
        cmocka_unit_test(what_is_no_time_is_refused),
        cmocka_unit_test(a_fixed_clock_moves_only_when_told),
        cmocka_unit_test(the_real_clock_goes_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
