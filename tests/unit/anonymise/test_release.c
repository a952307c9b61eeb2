/* SPDX-License-Identifier: MPL-2.0 */
/* The release rule: small cases by hand, then a year of simulated offices in
 * which no pool may ever give fewer than five. */
#include "anonymise/release.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* xorshift: the same year each time the test runs. */
static uint64_t seed;

static uint32_t below(uint32_t limit)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 32) % limit;
}

static struct unit unit(uint32_t story, uint32_t pool, int32_t week)
{
    return (struct unit){
        .story = story, .pool = pool, .week = week, .ready = true};
}

/* n stories in pool 7, all of week 100. */
static void fill(struct unit *units, int n)
{
    for (int i = 0; i < n; i++)
        units[i] = unit((uint32_t)i, 7, 100);
}

static void test_five_leave_four_stay(void **state)
{
    (void)state;
    struct unit units[6];
    fill(units, 4);
    assert_int_equal(release_decide(units, 4, 110, RELEASE_AFTER_WEEKS), 0);
    fill(units, 5);
    assert_int_equal(release_decide(units, 5, 110, RELEASE_AFTER_WEEKS), 5);
    for (int i = 0; i < 5; i++) {
        assert_true(units[i].leaves_now);
        assert_int_equal(units[i].state, UNIT_LEFT);
    }
    assert_int_equal(release_decide(units, 5, 111, RELEASE_AFTER_WEEKS), 0);
    assert_false(units[0].leaves_now);
    assert_int_equal(units[0].state, UNIT_LEFT);
}

static void test_not_before_its_week(void **state)
{
    (void)state;
    static const struct {
        int32_t now;
        int after, leave;
    } cases[] = {
        {99, RELEASE_AFTER_WEEKS, 0},
        {100, RELEASE_AFTER_WEEKS, 0},
        {101, RELEASE_AFTER_WEEKS, 0},
        {102, RELEASE_AFTER_WEEKS, 5},
        {104, COUNCIL_AFTER_WEEKS, 0},
        {105, COUNCIL_AFTER_WEEKS, 5},
        {125, RELEASE_AFTER_WEEKS, 5},
        {126, RELEASE_AFTER_WEEKS, 0},
        {INT32_MAX, RELEASE_AFTER_WEEKS, 0},
        {INT32_MIN, RELEASE_AFTER_WEEKS, 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct unit units[5];
        fill(units, 5);
        assert_int_equal(release_decide(units, 5, cases[i].now, cases[i].after),
                         cases[i].leave);
    }
}

static void test_expiry(void **state)
{
    (void)state;
    struct unit units[4];
    fill(units, 4);
    units[3].ready = false; /* what nobody translated expires, too */
    release_decide(units, 4, 125, RELEASE_AFTER_WEEKS);
    for (int i = 0; i < 4; i++)
        assert_int_equal(units[i].state, UNIT_WAITING);
    release_decide(units, 4, 126, RELEASE_AFTER_WEEKS);
    for (int i = 0; i < 4; i++)
        assert_int_equal(units[i].state, UNIT_EXPIRED);
    /* An expired one fills no pool, even if the clock were set back. */
    struct unit more[5];
    memcpy(more, units, sizeof units);
    more[4] = unit(4, 7, 100);
    assert_int_equal(release_decide(more, 5, 110, RELEASE_AFTER_WEEKS), 0);
}

static void test_one_story_counts_once(void **state)
{
    (void)state;
    struct unit units[8];
    fill(units, 8);
    for (int i = 4; i < 8; i++)
        units[i].story = 3;
    assert_int_equal(release_decide(units, 8, 110, RELEASE_AFTER_WEEKS), 0);
    units[7].story = 9;
    assert_int_equal(release_decide(units, 8, 110, RELEASE_AFTER_WEEKS), 8);
}

static void test_who_left_is_not_new(void **state)
{
    (void)state;
    struct unit units[7];
    fill(units, 5);
    units[0].ready = false;
    units[5] = unit(0, 7, 100); /* the same story's other unit */
    units[6] = unit(6, 7, 100);
    assert_int_equal(release_decide(units, 7, 110, RELEASE_AFTER_WEEKS), 6);
    units[0].ready = true;
    struct unit next[11];
    memcpy(next, units, sizeof units);
    for (uint32_t i = 0; i < 4; i++)
        next[7 + i] = unit(20 + i, 7, 109);
    assert_int_equal(release_decide(next, 11, 111, RELEASE_AFTER_WEEKS), 0);
    next[1] = unit(30, 7, 109);
    assert_int_equal(release_decide(next, 11, 111, RELEASE_AFTER_WEEKS), 6);
}

static void test_pools_do_not_mix(void **state)
{
    (void)state;
    struct unit units[8];
    fill(units, 8);
    for (int i = 0; i < 4; i++)
        units[2 * i].pool = 8;
    assert_int_equal(release_decide(units, 8, 110, RELEASE_AFTER_WEEKS), 0);
    assert_int_equal(release_decide(units, 0, 110, RELEASE_AFTER_WEEKS), 0);
    assert_int_equal(release_decide(NULL, 0, 110, RELEASE_AFTER_WEEKS), 0);
}

static void test_a_group_is_a_pool(void **state)
{
    (void)state;
    struct unit units[6];
    fill(units, 5);
    units[4].group = true;
    /* Four tellers and a group: the group alone leaves. */
    assert_int_equal(release_decide(units, 5, 101, RELEASE_AFTER_WEEKS), 0);
    assert_int_equal(release_decide(units, 5, 110, RELEASE_AFTER_WEEKS), 1);
    assert_true(units[4].leaves_now);
    assert_int_equal(release_tellers(&units[4]), RELEASE_K);
    assert_int_equal(release_tellers(&units[0]), 1);
    /* A fifth teller later: the five leave, the group is not asked again. */
    units[5] = unit(5, 7, 100);
    assert_int_equal(release_decide(units, 6, 111, RELEASE_AFTER_WEEKS), 5);
    assert_false(units[4].leaves_now);
    units[4] = unit(9, 7, 100);
    units[4].group = true;
    units[4].ready = false;
    assert_int_equal(release_decide(&units[4], 1, 111, RELEASE_AFTER_WEEKS), 0);
    assert_int_equal(
        release_decide(&units[4], 1, 100 + RELEASE_EXPIRE_WEEKS, 2), 0);
    assert_int_equal(units[4].state, UNIT_EXPIRED);
}

enum { WEEKS = 52, POOLS = 12, MOST = WEEKS * 20 * POOLS };

/* Puts one week's deliveries at the end; gives the new number of units. */
static int deliver(struct unit *units, int n, int per_week, int32_t week,
                   uint32_t *story)
{
    for (uint32_t s = below(2 * (uint32_t)per_week + 1); s > 0; s--) {
        ++*story;
        bool group = below(20) == 0;
        for (uint32_t pool = 0; pool < POOLS; pool++) {
            if (below(12) < pool) /* some pools fill seldom */
                continue;
            units[n] = unit(*story, pool, week);
            units[n].group = group;
            units[n++].ready = below(10) > 0;
        }
    }
    return n;
}

/* What was decided must follow from what stood there before. */
static void check_week(const struct unit *before, const struct unit *after,
                       int n, int32_t now, int leaving)
{
    int tellers[POOLS] = {0}, left = 0;
    for (int i = 0; i < n; i++) {
        const struct unit *was = &before[i], *is = &after[i];
        assert_int_equal(is->story, was->story);
        assert_int_equal(is->pool, was->pool);
        if (was->state != UNIT_WAITING) {
            assert_int_equal(is->state, was->state);
            assert_false(is->leaves_now);
        } else if (now - was->week >= RELEASE_EXPIRE_WEEKS) {
            assert_int_equal(is->state, UNIT_EXPIRED);
        }
        assert_int_equal(is->leaves_now,
                         was->state == UNIT_WAITING && is->state == UNIT_LEFT);
        if (!is->leaves_now)
            continue;
        assert_true(was->ready);
        assert_in_range(now - was->week, RELEASE_AFTER_WEEKS,
                        RELEASE_EXPIRE_WEEKS - 1);
        /* One unit a story and pool in this office; groups count apart. */
        tellers[is->pool] += !is->group;
        left++;
    }
    assert_int_equal(left, leaving);
    for (int p = 0; p < POOLS; p++)
        assert_true(tellers[p] == 0 || tellers[p] >= RELEASE_K);
}

/* Nobody is kept back who could have left. */
static void check_nobody_forgotten(const struct unit *units, int n, int32_t now)
{
    int could[POOLS] = {0};
    for (int i = 0; i < n; i++)
        if (units[i].state == UNIT_WAITING && units[i].ready &&
            now - units[i].week >= RELEASE_AFTER_WEEKS)
            could[units[i].pool] += release_tellers(&units[i]);
    for (int p = 0; p < POOLS; p++)
        assert_true(could[p] < RELEASE_K);
}

static int simulate_year(int per_week)
{
    static struct unit units[MOST], before[MOST];
    int n = 0, out = 0;
    uint32_t story = 0;
    for (int32_t week = 2900; week < 2900 + WEEKS; week++) {
        n = deliver(units, n, per_week, week, &story);
        for (int i = 0; i < n; i++) /* renderings come in */
            units[i].ready |= below(8) == 0;
        if (below(6) == 0)
            continue; /* nobody exported this week */
        memcpy(before, units, sizeof *units * (size_t)n);
        int leaving = release_decide(units, n, week, RELEASE_AFTER_WEEKS);
        check_week(before, units, n, week, leaving);
        check_nobody_forgotten(units, n, week);
        out += leaving;
    }
    return out;
}

static void test_a_year_of_offices(void **state)
{
    (void)state;
    for (uint64_t run = 1; run <= 40; run++) {
        seed = run * 0x9E3779B97F4A7C15;
        assert_true(simulate_year(2) > 0);
        assert_true(simulate_year(8) > 100);
    }
}

static void test_ten_thousand_stories(void **state)
{
    (void)state;
    enum { STORIES = 10000, EACH = 12 };
    struct unit *units = calloc(STORIES * EACH, sizeof *units);
    assert_non_null(units);
    for (uint32_t i = 0; i < STORIES * EACH; i++)
        units[i] = unit(i / EACH, i % EACH, 100);
    assert_int_equal(
        release_decide(units, STORIES * EACH, 102, RELEASE_AFTER_WEEKS),
        STORIES * EACH);
    free(units);
}

static void test_at_least(void **state)
{
    (void)state;
    static const int cases[][2] = {{-5, 0}, {0, 0},   {4, 0},   {5, 5},
                                   {9, 5},  {10, 10}, {14, 10}, {1004, 1000}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        assert_int_equal(release_at_least(cases[i][0]), cases[i][1]);
}

static uint32_t always_first(uint32_t limit)
{
    (void)limit;
    return 0;
}

static void test_draw(void **state)
{
    (void)state;
    uint32_t order[4];
    release_draw(order, 0, always_first);
    release_draw(order, 1, always_first);
    assert_int_equal(order[0], 0);
    release_draw(order, 4, always_first);
    static const uint32_t turned[] = {1, 2, 3, 0};
    assert_memory_equal(order, turned, sizeof order);
    /* Each of the 24 orders comes up about as often as the others. */
    int seen[256] = {0};
    seed = 42;
    for (int i = 0; i < 24000; i++) {
        release_draw(order, 4, below);
        assert_int_equal(
            (1 << order[0] | 1 << order[1] | 1 << order[2] | 1 << order[3]),
            15);
        seen[order[0] << 6 | order[1] << 4 | order[2] << 2 | order[3]]++;
    }
    int orders = 0;
    for (int i = 0; i < 256; i++) {
        if (seen[i] == 0)
            continue;
        orders++;
        assert_in_range(seen[i], 850, 1150); /* 5 standard deviations */
    }
    assert_int_equal(orders, 24);
}

static void test_iso_weeks(void **state)
{
    (void)state;
    static const struct {
        int64_t day;
        int year, number;
    } cases[] = {
        {0, 1970, 1},      {-3, 1970, 1},       /* Monday 1969-12-29 */
        {-4, 1969, 52},    {3, 1970, 1},        /* Sunday 1970-01-04 */
        {4, 1970, 2},      {18624, 2020, 53},   /* Monday 2020-12-28 */
        {18630, 2020, 53}, {18631, 2021, 1},    /* Sunday, Monday 2021-01-04 */
        {20815, 2026, 53}, {20821, 2026, 53},   /* 2026-12-28, 2027-01-03 */
        {20822, 2027, 1},  {20773, 2026, 47},   /* 2027-01-04, 2026-11-16 */
        {11016, 2000, 9},  {-25567, 1900, 1},   /* 2000-02-29, 1900-01-01 */
        {-719162, 1, 1},   {2932896, 9999, 52}, /* 0001-01-01, 9999-12-31 */
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int year, number;
        int32_t week = week_of_day(cases[i].day), back = 12345;
        week_iso(week, &year, &number);
        assert_int_equal(year, cases[i].year);
        assert_int_equal(number, cases[i].number);
        assert_true(week_from_iso(year, number, &back));
        assert_int_equal(back, week);
    }
    assert_int_equal(week_of_day(0), 0);
    assert_int_equal(week_of_day(INT64_MAX), INT32_MAX);
    assert_int_equal(week_of_day(INT64_MIN), INT32_MIN);
}

static void test_no_such_week(void **state)
{
    (void)state;
    static const int cases[][2] = {{2027, 53}, {2025, 53}, {2026, 0},
                                   {2026, 54}, {2026, -1}, {0, 1},
                                   {10000, 1}, {2021, 53}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int32_t week = 77;
        assert_false(week_from_iso(cases[i][0], cases[i][1], &week));
        assert_int_equal(week, 77);
    }
}

/* Weeks follow each other without a gap over 400 years, and 71 of 400 years
 * have a week 53: a property of the calendar. */
static void test_weeks_are_consecutive(void **state)
{
    (void)state;
    int32_t first, after_last;
    assert_true(week_from_iso(1900, 1, &first));
    assert_true(week_from_iso(2300, 1, &after_last));
    int long_years = 0, expected_year = 1900, expected = 1;
    for (int32_t w = first; w < after_last; w++) {
        int year, number;
        week_iso(w, &year, &number);
        if (year != expected_year) {
            assert_int_equal(year, expected_year + 1);
            assert_true(expected == 53 || expected == 54);
            long_years += expected == 54;
            expected_year = year;
            expected = 1;
        }
        assert_int_equal(number, expected);
        expected++;
    }
    long_years += expected == 54;
    assert_int_equal(long_years, 71);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_five_leave_four_stay),
        cmocka_unit_test(test_not_before_its_week),
        cmocka_unit_test(test_expiry),
        cmocka_unit_test(test_one_story_counts_once),
        cmocka_unit_test(test_who_left_is_not_new),
        cmocka_unit_test(test_a_group_is_a_pool),
        cmocka_unit_test(test_pools_do_not_mix),
        cmocka_unit_test(test_a_year_of_offices),
        cmocka_unit_test(test_ten_thousand_stories),
        cmocka_unit_test(test_at_least),
        cmocka_unit_test(test_draw),
        cmocka_unit_test(test_iso_weeks),
        cmocka_unit_test(test_no_such_week),
        cmocka_unit_test(test_weeks_are_consecutive),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
