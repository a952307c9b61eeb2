/* SPDX-License-Identifier: MPL-2.0 */
/* Dates: suggested, never hidden, because most say nothing of a person. */
#include "anonymise/redact_look.h"

enum { DATE_GAP = 3 };

int group_value(const struct group *g)
{
    int value = 0;
    if (g->digits > 8)
        return -1;
    for (uint32_t i = 0; i < g->digits; i++)
        value = value * 10 + g->digit[i];
    return value;
}

static bool is_day(const struct group *g)
{
    int day = g->digits <= 2 ? group_value(g) : 0;
    return day >= 1 && day <= 31;
}

static bool is_month(const struct group *g)
{
    int month = g->digits <= 2 ? group_value(g) : 0;
    return month >= 1 && month <= 12;
}

static bool is_year(const struct group *g)
{
    int year = g->digits == 4 ? group_value(g) : 0;
    return year >= 1850 && year < 2100;
}

static bool gap_has(const struct look *k, size_t i, const char *marks)
{
    const struct group *g = &k->group[i];
    for (size_t c = g->to; c < g[1].from; c++)
        if (k->cell[c].kind == CELL_MARK && k->cell[c].code < 0x80 &&
            strchr(marks, (int)k->cell[c].code))
            return look_gap(k, g->to, g[1].from, DATE_GAP, marks);
    return false;
}

bool date_spaced(const struct look *k, size_t first, size_t groups)
{
    const struct group *g = &k->group[first];
    if (groups != 3 || g->told || !is_day(g) || !is_month(g + 1) ||
        !is_year(g + 2) || !gap_has(k, first, "./"))
        return false;
    return k->cell[g[2].from - 1].kind == CELL_SPACE;
}

/* "den", "d." before it */
static bool den_before(const struct look *k, const struct group *g)
{
    if (!g->word)
        return false;
    const struct word *w = &k->word[g->word - 1];
    const struct cell *c = &k->cell[w->from];
    size_t len = w->to - w->from;
    bool den =
        (len == 1 && c[0].low == 'd') ||
        (len == 3 && c[0].low == 'd' && c[1].low == 'e' && c[2].low == 'n');
    return den && look_gap(k, w->to, g->from, DATE_GAP, ".");
}

/* "1/2" is a half and "24/7" is always. */
static bool is_fraction(const struct group *g)
{
    int day = group_value(g), month = group_value(g + 1);
    return (day < month && month <= 4) || (day == 24 && month == 7);
}

/* 12/3, d. 12.3, 12/3-24, 12. 3. 2024 */
static void numeric(struct look *k, size_t i)
{
    const struct group *g = &k->group[i];
    if (i + 1 >= k->groups || g[1].told || !is_day(g) || !is_month(g + 1))
        return;
    bool year = i + 2 < k->groups && !g[2].told && gap_has(k, i + 1, "./-") &&
                (is_year(g + 2) || g[2].digits == 2);
    bool den = den_before(k, g), stroke = gap_has(k, i, "/");
    if (!date_spaced(k, i, i + 2 < k->groups ? 3 : 0) &&
        !(stroke && (den || year || !is_fraction(g))) &&
        !(den && gap_has(k, i, ".-")))
        return;
    bool spaced = date_spaced(k, i, i + 2 < k->groups ? 3 : 0);
    look_found(k, FOUND_DATE, false, g->from, g[year || spaced ? 2 : 1].to);
}

static bool touches(const struct look *k, size_t from, size_t to)
{
    return look_gap(k, from, to, DATE_GAP, ".,-");
}

/* The month's name with the day before or behind it, and the year. A month
 * alone says too little. */
static void named(struct look *k, const struct word *w, size_t group)
{
    size_t from = w->from, to = w->to;
    const struct group *before = group ? &k->group[group - 1] : NULL;
    if (before && (is_day(before) || is_year(before)) &&
        touches(k, before->to, w->from))
        from = before->from;
    for (int n = 0; n < 2 && group < k->groups; n++, group++) {
        const struct group *next = &k->group[group];
        if (next->told || !(is_day(next) || is_year(next)) ||
            !touches(k, to, next->from))
            break;
        to = next->to;
    }
    if (from < w->from || to > w->to)
        look_found(k, FOUND_DATE, false, from, to);
}

void recognise_date(struct look *k)
{
    for (size_t i = 0; i < k->groups; i++)
        if (!k->group[i].told)
            numeric(k, i);
    size_t group = 0;
    for (size_t i = 0; i < k->words; i++) {
        if (!(k->word[i].flags & WORD_MONTH))
            continue;
        while (group < k->groups && k->group[group].from < k->word[i].from)
            group++;
        named(k, &k->word[i], group);
    }
}
