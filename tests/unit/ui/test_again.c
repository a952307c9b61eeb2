/* SPDX-License-Identifier: MPL-2.0 */
/* Two taps, and whether the second counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "ui/again.h"

enum { NEAR = 40, PAUSE = 500 };

struct tap {
    int x, y;
    bool key;
    uint32_t at;
};

static void a_second_tap_is_let_pass(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        struct tap first, second;
        int pause;
        bool again;
    } cases[] = {
        {"at once", {9, 9, 0, 0}, {9, 9, 0, 0}, PAUSE, true},
        {"just before", {9, 9, 0, 7}, {9, 9, 0, 506}, PAUSE, true},
        {"just after", {9, 9, 0, 7}, {9, 9, 0, 507}, PAUSE, false},
        {"beside it", {9, 9, 0, 7}, {49, 49, 0, 50}, PAUSE, true},
        {"to the left", {50, 50, 0, 7}, {10, 50, 0, 50}, PAUSE, true},
        {"another place", {9, 9, 0, 7}, {50, 9, 0, 50}, PAUSE, false},
        {"another line", {9, 9, 0, 7}, {9, 50, 0, 50}, PAUSE, false},
        {"two keys", {9, 9, 1, 7}, {9, 9, 1, 50}, PAUSE, false},
        {"a key below it", {9, 9, 0, 7}, {9, 9, 1, 50}, PAUSE, true},
        {"what a key brought", {9, 9, 1, 7}, {9, 9, 0, 50}, PAUSE, true},
        {"switched off", {9, 9, 0, 7}, {9, 9, 0, 7}, 0, false},
        {"longer", {9, 9, 0, 7}, {9, 9, 0, 1506}, 1500, true},
        {"round", {9, 9, 0, UINT32_MAX}, {9, 9, 0, 100}, PAUSE, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct again a = {0};
        const struct tap *t = &cases[i].first, *u = &cases[i].second;
        print_message("%s\n", cases[i].name);
        assert_false(
            again_is(&a, t->x, t->y, t->key, t->at, cases[i].pause, NEAR));
        assert_int_equal(
            again_is(&a, u->x, u->y, u->key, u->at, cases[i].pause, NEAR),
            cases[i].again);
    }
}

/* As long as it trembles, and then it counts. */
static void a_row_of_taps_is_one(void **state)
{
    (void)state;
    struct again a = {0};
    for (uint32_t at = 1000; at < 4000; at += 300)
        assert_int_equal(again_is(&a, 5, 5, false, at, PAUSE, NEAR), at > 1000);
    assert_false(again_is(&a, 5, 5, false, 4500, PAUSE, NEAR));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_second_tap_is_let_pass),
        cmocka_unit_test(a_row_of_taps_is_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
