/* SPDX-License-Identifier: MPL-2.0 */
/* See edition.h. */
#include "export/edition.h"

const char *edition_name(enum reader reader)
{
    switch (reader) {
    case READER_TEAM:
        return "team";
    case READER_COUNCIL:
        return "council";
    case READER_TELLER:
        break;
    }
    return NULL;
}

bool edition_period(const struct cleared_booklet *b, char out[EDITION_PERIOD])
{
    if (b->year < 1 || b->year > 9999 || b->week < 1 || b->week > 53)
        return false;
    snprintf(out, EDITION_PERIOD, "%04d-W%02d", b->year, b->week);
    return true;
}

const char *edition_direction(int direction)
{
    static const char *const names[] = {
        [CLEARED_BETTER] = "better",
        [CLEARED_WORSE] = "worse",
        [CLEARED_BOTH] = "both",
        [CLEARED_UNKNOWN] = "unknown",
    };
    bool known = direction >= CLEARED_BETTER && direction <= CLEARED_UNKNOWN;
    return known ? names[direction] : NULL;
}

int edition_quarter(int week)
{
    return week > 52 ? 4 : (week - 1) / 13 + 1;
}
