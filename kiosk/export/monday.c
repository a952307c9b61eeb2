/* SPDX-License-Identifier: MPL-2.0 */
/* See monday.h. */
#include "export/monday.h"

#include <time.h>

void monday_of_week(int year, int week, char out[MONDAY])
{
    struct tm day = {.tm_year = year - 1900, .tm_mon = 0, .tm_mday = 4};
    /* The 4th of January lies in week 1. */
    time_t at = timegm(&day);
    gmtime_r(&at, &day);
    at += ((time_t)(week - 1) * 7 - (day.tm_wday + 6) % 7) * 86400;
    gmtime_r(&at, &day);
    strftime(out, MONDAY, "%Y-%m-%d", &day);
}
