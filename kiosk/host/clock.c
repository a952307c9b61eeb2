/* SPDX-License-Identifier: MPL-2.0 */
/* See clock.h. The only place that asks the machine what time it is. */
#include "host/clock.h"

#include <errno.h>

enum { DAY_S = 24 * 60 * 60 };

void clock_real(struct clock *c)
{
    c->fixed = false;
    c->start_utc = 0;
    atomic_init(&c->passed_ms, 0);
}

/* Reads exactly "digits" ASCII digits and moves on. */
static bool digits_read(const char **at, int digits, int *number)
{
    *number = 0;
    for (int i = 0; i < digits; i++, (*at)++) {
        if (**at < '0' || **at > '9')
            return false;
        *number = *number * 10 + (**at - '0');
    }
    return true;
}

static bool sign_read(const char **at, char sign)
{
    if (**at != sign)
        return false;
    (*at)++;
    return true;
}

static bool date_read(const char **at, struct tm *t)
{
    if (!digits_read(at, 4, &t->tm_year) || !sign_read(at, '-') ||
        !digits_read(at, 2, &t->tm_mon) || !sign_read(at, '-') ||
        !digits_read(at, 2, &t->tm_mday))
        return false;
    t->tm_year -= 1900;
    t->tm_mon -= 1;
    return t->tm_year >= 70;
}

static bool time_read(const char **at, struct tm *t)
{
    if (!digits_read(at, 2, &t->tm_hour) || !sign_read(at, ':') ||
        !digits_read(at, 2, &t->tm_min))
        return false;
    return !sign_read(at, ':') || digits_read(at, 2, &t->tm_sec);
}

/* timegm() makes 1 March of 30 February: only a date that it leaves as it was
 * exists. */
static bool moment_exists(const struct tm *t, int64_t *utc)
{
    struct tm same = *t;
    *utc = (int64_t)timegm(&same);
    return same.tm_year == t->tm_year && same.tm_mon == t->tm_mon &&
           same.tm_mday == t->tm_mday && same.tm_hour == t->tm_hour &&
           same.tm_min == t->tm_min && same.tm_sec == t->tm_sec;
}

static bool iso_read(const char *iso, int64_t *utc)
{
    struct tm t = {0};
    if (!date_read(&iso, &t))
        return false;
    if (sign_read(&iso, 'T')) {
        if (!time_read(&iso, &t))
            return false;
        sign_read(&iso, 'Z');
    }
    return *iso == '\0' && moment_exists(&t, utc);
}

bool clock_fixed(struct clock *c, const char *iso, struct fault *why)
{
    c->fixed = true;
    c->start_utc = 0;
    atomic_init(&c->passed_ms, 0);
    if (!iso || !iso_read(iso, &c->start_utc))
        return fault_set(why, FAULT_INPUT,
                         "the time is not one: write it in UTC, such as "
                         "2026-11-20T10:00:00Z");
    return true;
}

bool clock_is_fixed(const struct clock *c)
{
    return c->fixed;
}

static struct timespec machine_time(clockid_t which)
{
    struct timespec t;
    if (clock_gettime(which, &t) != 0)
        BUG("the kernel knows no such clock");
    return t;
}

int64_t clock_utc(const struct clock *c)
{
    if (c->fixed)
        return c->start_utc + atomic_load(&c->passed_ms) / 1000;
    return (int64_t)machine_time(CLOCK_REALTIME).tv_sec;
}

int64_t clock_day(const struct clock *c)
{
    int64_t utc = clock_utc(c);
    /* A battery-less clock may stand before 1970: round down there too. */
    return utc >= 0 ? utc / DAY_S : -((DAY_S - 1 - utc) / DAY_S);
}

int64_t clock_ms(const struct clock *c)
{
    if (c->fixed)
        return atomic_load(&c->passed_ms);
    struct timespec t = machine_time(CLOCK_BOOTTIME);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

void clock_pass(struct clock *c, int64_t ms)
{
    if (!c->fixed || ms < 0)
        BUG("only a fixed clock is moved, and only forward");
    atomic_fetch_add(&c->passed_ms, ms);
}
