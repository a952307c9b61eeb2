/* SPDX-License-Identifier: MPL-2.0 */
/* The release rule. It must never let a pool give fewer than RELEASE_K new
 * tellers, and never give the same unit twice. */
#include "anonymise/release.h"

#include "base/fault.h"

/* By pool, then by story, so that each pool and each story in it stands
 * together. */
static int by_pool_and_story(const void *left, const void *right)
{
    const struct unit *a = *(struct unit *const *)left;
    const struct unit *b = *(struct unit *const *)right;
    if (a->pool != b->pool)
        return a->pool < b->pool ? -1 : 1;
    if (a->story != b->story)
        return a->story < b->story ? -1 : 1;
    return 0;
}

static int64_t age(const struct unit *u, int32_t now)
{
    return (int64_t)now - u->week;
}

static bool may_leave(const struct unit *u, int32_t now, int after_weeks)
{
    return u->state == UNIT_WAITING && u->ready && !u->held &&
           age(u, now) >= after_weeks;
}

/* Tellers of one pool who are in it for the first time. A late unit of a story
 * that was counted before may go along, but makes nobody new. */
static int new_tellers(struct unit *const *pool, int n, int32_t now,
                       int after_weeks)
{
    int tellers = 0;
    for (int i = 0; i < n;) {
        uint32_t story = pool[i]->story;
        bool leaving = false, counted = false;
        for (; i < n && pool[i]->story == story; i++) {
            leaving |= !pool[i]->group && may_leave(pool[i], now, after_weeks);
            counted |= pool[i]->state == UNIT_LEFT;
        }
        tellers += leaving && !counted;
    }
    return tellers;
}

/* All that may, when the pool is full; else the groups alone. */
static int let_go(struct unit **pool, int n, int32_t now, int after_weeks,
                  bool full)
{
    int leaving = 0;
    for (int i = 0; i < n; i++) {
        if (!may_leave(pool[i], now, after_weeks) || (!full && !pool[i]->group))
            continue;
        pool[i]->state = UNIT_LEFT;
        pool[i]->leaves_now = true;
        leaving++;
    }
    return leaving;
}

int release_decide(struct unit *units, int n, int32_t now, int after_weeks)
{
    if (n <= 0)
        return 0;
    struct unit **sorted = malloc((size_t)n * sizeof *sorted);
    if (!sorted)
        return -1;
    for (int i = 0; i < n; i++) {
        struct unit *u = sorted[i] = &units[i];
        u->leaves_now = false;
        if (u->state == UNIT_WAITING && age(u, now) >= RELEASE_EXPIRE_WEEKS)
            u->state = UNIT_EXPIRED;
    }
    qsort(sorted, (size_t)n, sizeof *sorted, by_pool_and_story);
    int leaving = 0;
    for (int from = 0, to; from < n; from = to) {
        for (to = from; to < n && sorted[to]->pool == sorted[from]->pool;)
            to++;
        struct unit **pool = sorted + from;
        bool full = new_tellers(pool, to - from, now, after_weeks) >= RELEASE_K;
        leaving += let_go(pool, to - from, now, after_weeks, full);
    }
    free(sorted);
    return leaving;
}

int release_tellers(const struct unit *u)
{
    return u->group ? RELEASE_K : 1;
}

int release_at_least(int tellers)
{
    return tellers < RELEASE_K ? 0 : tellers / RELEASE_K * RELEASE_K;
}

void release_draw(uint32_t *order, uint32_t n,
                  uint32_t (*below)(uint32_t limit))
{
    for (uint32_t i = 0; i < n; i++)
        order[i] = i;
    for (uint32_t left = n; left > 1; left--) {
        uint32_t drawn = below(left);
        if (drawn >= left)
            BUG("the draw gave a number that is not below its limit");
        uint32_t last = order[left - 1];
        order[left - 1] = order[drawn];
        order[drawn] = last;
    }
}

static int64_t floor_div(int64_t a, int64_t b)
{
    return a / b - (a % b < 0);
}

/* Days from 1970-01-01 to the first of January of that year, in the Gregorian
 * calendar. 719162 days lie between 0001-01-01 and 1970-01-01. */
static int64_t new_year(int64_t year)
{
    int64_t past = year - 1;
    return 365 * past + floor_div(past, 4) - floor_div(past, 100) +
           floor_div(past, 400) - 719162;
}

static int64_t year_of(int64_t day)
{
    enum { DAYS_IN_400_YEARS = 146097 };
    int64_t year = 1970 + floor_div(day * 400, DAYS_IN_400_YEARS);
    while (new_year(year) > day)
        year--;
    while (new_year(year + 1) <= day)
        year++;
    return year;
}

/* 1970-01-01 was a Thursday, and an ISO week belongs to the year of its
 * Thursday: week w has its Thursday on day 7 * w. */
int32_t week_of_day(int64_t days_since_1970)
{
    enum { MONDAY_TO_THURSDAY = 3 };
    if (days_since_1970 > (int64_t)INT32_MAX * 7)
        return INT32_MAX;
    if (days_since_1970 < (int64_t)INT32_MIN * 7)
        return INT32_MIN;
    return (int32_t)floor_div(days_since_1970 + MONDAY_TO_THURSDAY, 7);
}

void week_iso(int32_t week, int *year, int *number)
{
    int64_t thursday = (int64_t)week * 7;
    int64_t of = year_of(thursday);
    *year = (int)of;
    *number = (int)((thursday - new_year(of)) / 7) + 1;
}

bool week_from_iso(int year, int number, int32_t *week)
{
    if (year < 1 || year > 9999 || number < 1 || number > 53)
        return false;
    enum { JANUARY_4 = 3 }; /* always in week 1 */
    int32_t w = week_of_day(new_year(year) + JANUARY_4) + number - 1;
    int same_year, same_number;
    week_iso(w, &same_year, &same_number);
    if (same_year != year)
        return false; /* a week 53 that this year does not have */
    *week = w;
    return true;
}
