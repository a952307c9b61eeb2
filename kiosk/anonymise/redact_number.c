/* SPDX-License-Identifier: MPL-2.0 */
/* Numbers that point at a person: CPR, telephone, and any token with five
 * digits or more that is not said to be an amount. Groups of digits are chained
 * over what people put between them. When in doubt the whole chain is hidden.
 */
#include "anonymise/redact_look.h"

enum {
    CPR_DIGITS = 10,      /* ddmmyynnnn */
    CPR_LONG_DIGITS = 12, /* ddmmyyyynnnn, as foreigners write it */
    PAIRS = 4,            /* of digits, as a number is told */
    PHONE_DIGITS = 8,     /* the closed Danish numbering plan */
    PHONE_MOST = 15,      /* ITU-T E.164 */
    TOKEN_DIGITS = 5,     /* of these no token is left */
    TOLD_WORDS = 6,       /* number words in a row that are no counting */
    GAP_MOST = 6,
    FILLER_WORDS = 7,
};

#define CPR_MARKS "-./,:;_'\"()*+=|\\~#[]"
#define PHONE_MARKS "-./:_'()|*+~"

static bool plain_gap(const struct look *k, size_t i, const char *marks)
{
    return look_gap(k, k->group[i].to, k->group[i + 1].from, GAP_MOST, marks);
}

/* "streg", "og de sidste fire er": told between date and serial number, from
 * group i to group j. */
static bool filler_gap(const struct look *k, size_t i, size_t j)
{
    const struct group *a = &k->group[i], *b = &k->group[j];
    size_t first = a->word;
    while (first < k->words && k->word[first].from < a->to)
        first++;
    size_t at = a->to, w = first;
    for (; w < b->word && w - first < FILLER_WORDS; w++) {
        if (!(k->word[w].flags & WORD_FILLER) ||
            !look_gap(k, at, k->word[w].from, GAP_MOST, CPR_MARKS))
            return false;
        at = k->word[w].to;
    }
    return w > first && w == b->word &&
           look_gap(k, at, b->from, GAP_MOST, CPR_MARKS);
}

/* No modulus 11: numbers given since 2007, and those of many who were born
 * on an assumed 1 January, do not keep it. Replacement numbers add 60. */
static bool is_cpr_date(const uint8_t *d)
{
    int day = d[0] * 10 + d[1], month = d[2] * 10 + d[3];
    bool day_fits = (day >= 1 && day <= 31) || (day >= 61 && day <= 91);
    return day_fits && month >= 1 && month <= 12;
}

static bool is_century(const uint8_t *d)
{
    int century = d[4] * 10 + d[5];
    return century == 18 || century == 19 || century == 20;
}

/* The group that goes on with a number after group i: the next one, or past
 * fillers, where "fire" of "de sidste fire er" is no digit. 0 when there is
 * none. */
static size_t cpr_next(const struct look *k, size_t i, bool after_date)
{
    if (i + 1 >= k->groups)
        return 0;
    if (plain_gap(k, i, CPR_MARKS))
        return i + 1;
    bool told = k->group[i + 1].told;
    if (after_date && told && i + 2 < k->groups && !k->group[i + 2].told &&
        filler_gap(k, i, i + 2))
        return i + 2;
    return (after_date || told) && filler_gap(k, i, i + 1) ? i + 1 : 0;
}

/* Where a number of exactly "want" digits that begins at group i ends; 0 when
 * there is none. */
static size_t cpr_end(const struct look *k, size_t i, uint32_t want)
{
    uint8_t d[CPR_LONG_DIGITS];
    uint32_t n = 0;
    do {
        const struct group *g = &k->group[i];
        if (n + g->digits > want)
            return 0;
        memcpy(d + n, g->digit, g->digits);
        n += g->digits;
        if (n >= 4 && !is_cpr_date(d))
            return 0;
        if (n == want)
            return want == CPR_DIGITS || is_century(d) ? i + 1 : 0;
        i = cpr_next(k, i, n == want - 4);
    } while (i);
    return 0;
}

static size_t cpr_at(const struct look *k, size_t i)
{
    /* The longer first, or the last two digits would stay in sight. */
    size_t end = cpr_end(k, i, CPR_LONG_DIGITS);
    return end ? end : cpr_end(k, i, CPR_DIGITS);
}

static int ordinal_of(const struct look *k, size_t w)
{
    const struct known *word = lexicon_find(k->lexicon, k->word[w].hash);
    return word && word->number < 0 ? -word->number : 0;
}

/* The day before the month that word w is: "tolvte i", "den 12.". Gives true
 * and where it begins. */
static bool day_before(const struct look *k, size_t w, size_t group,
                       size_t *from)
{
    size_t to = k->word[w].from;
    bool named = k->word[w].flags & WORD_MONTH;
    if (w && k->word[w - 1].flags & WORD_INTO &&
        look_gap(k, k->word[w - 1].to, to, GAP_MOST, ""))
        to = k->word[--w].from;
    if (w && ordinal_of(k, w - 1) &&
        look_gap(k, k->word[w - 1].to, to, GAP_MOST, ",.-")) {
        *from = k->word[w - 1].from;
        return true;
    }
    const struct group *day = group ? &k->group[group - 1] : NULL;
    if (!named || !day || day->digits > 2 ||
        !look_gap(k, day->to, to, GAP_MOST, ".,-/"))
        return false;
    int value = day->digit[0] * (day->digits > 1 ? 10 : 1) +
                (day->digits > 1 ? day->digit[1] : 0);
    *from = day->from;
    return (value >= 1 && value <= 31) || (value >= 61 && value <= 91);
}

/* A year of so many digits, and four more, from group i on. */
static size_t told_end(const struct look *k, size_t i, uint32_t year)
{
    uint8_t d[4 + 4 + 2];
    uint32_t n = 0;
    do {
        const struct group *g = &k->group[i];
        uint32_t want = n < year ? year : year + 4;
        if (n + g->digits > want)
            return 0;
        memcpy(d + 2 + n, g->digit, g->digits);
        n += g->digits;
        if (n == year + 4)
            return !look_unit(k, g) ? i + 1 : 0;
        if (n == 4 && year == 4 && d[2] * 10 + d[3] != 19 &&
            d[2] * 10 + d[3] != 20)
            return 0;
        bool clock = !g->told && i + 1 < k->groups && g->digits == 2 &&
                     k->group[i + 1].digits == 2 &&
                     look_gap(k, g->to, k->group[i + 1].from, 1, ".:");
        i = clock ? 0 : cpr_next(k, i, n == year);
    } while (i);
    return 0;
}

/* "tolvte i tredje femogfirs, tolv fireogtredive", "12. marts 85-1234" */
static void cpr_told(struct look *k, size_t w, size_t group)
{
    size_t from;
    int month = ordinal_of(k, w);
    if (!(k->word[w].flags & WORD_MONTH) && (month < 1 || month > 12))
        return;
    if (group >= k->groups ||
        !look_gap(k, k->word[w].to, k->group[group].from, GAP_MOST,
                  CPR_MARKS) ||
        !day_before(k, w, group, &from))
        return;
    size_t end = told_end(k, group, 4);
    if (!end)
        end = told_end(k, group, 2);
    if (end)
        look_found(k, FOUND_CPR, true, from, k->group[end - 1].to);
}

static void find_told(struct look *k)
{
    size_t group = 0;
    for (size_t w = 0; w < k->words; w++) {
        while (group < k->groups && k->group[group].from < k->word[w].to)
            group++;
        cpr_told(k, w, group);
    }
}

void recognise_cpr(struct look *k)
{
    for (size_t i = 0; i < k->groups; i++) {
        size_t end = cpr_at(k, i);
        if (!end)
            continue;
        look_found(k, FOUND_CPR, true, k->group[i].from, k->group[end - 1].to);
        i = end - 1;
    }
    find_told(k);
}

static bool gap_is_spaces(const struct look *k, size_t i)
{
    return look_gap(k, k->group[i].to, k->group[i + 1].from, GAP_MOST, "");
}

/* "i 2023. 22 børn": a point and a space behind more than a pair. */
static bool sentence_ends(const struct look *k, size_t i)
{
    const struct group *g = &k->group[i];
    return g->digits > 2 && g[1].from > g->to + 1u &&
           k->cell[g->to].code == '.' && k->cell[g->to + 1u].kind != CELL_MARK;
}

/* Told numbers are chained over commas and "og" as well, but to digits only
 * over mere spaces. */
static bool chained(const struct look *k, size_t i)
{
    const struct group *g = &k->group[i];
    if (g[0].told != g[1].told)
        return gap_is_spaces(k, i);
    if (!g->told)
        return plain_gap(k, i, PHONE_MARKS) && !sentence_ends(k, i);
    return plain_gap(k, i, PHONE_MARKS ",") || filler_gap(k, i, i + 1);
}

static bool is_clock(const struct group *g)
{
    return g[0].digits <= 2 && g[1].digits == 2 && group_value(g) <= 24 &&
           group_value(g + 1) <= 59;
}

static bool gap_is_one(const struct look *k, size_t i, const char *marks)
{
    const struct group *g = &k->group[i];
    return g[1].from == g[0].to + 1 &&
           look_gap(k, g->to, g[1].from, 1, marks) &&
           k->cell[g->to].kind == CELL_MARK;
}

/* "kl." before group i */
static bool clock_before(const struct look *k, size_t i)
{
    size_t w = k->group[i].word;
    return w && k->word[w - 1].flags & WORD_CLOCK &&
           look_gap(k, k->word[w - 1].to, k->group[i].from, 2, ".");
}

/* "10.30 - 12.00"; without spaces it may be a telephone, but for "kl." */
static bool are_clocks(const struct look *k, size_t i, size_t n)
{
    const struct group *g = &k->group[i];
    return n == 4 && is_clock(g) && is_clock(g + 2) && gap_is_one(k, i, ".:") &&
           gap_is_one(k, i + 2, ".:") &&
           (!gap_is_one(k, i + 1, PHONE_MARKS) || clock_before(k, i));
}

/* Hours from i to j with a dash between: "9.00-13.00", "12-12.45". */
static bool is_span(const struct look *k, size_t i, size_t j)
{
    if (j - i < 3 || j - i > 4)
        return false;
    bool first = is_clock(&k->group[i]) && gap_is_one(k, i, ".:");
    bool last = is_clock(&k->group[j - 2]) && gap_is_one(k, j - 2, ".:");
    const struct group *hour = &k->group[first ? j - 1 : i];
    bool whole = hour->digits <= 2 && group_value(hour) <= 24;
    return gap_is_one(k, first ? i + 1 : i, "-") &&
           (j - i == 4 ? first && last : whole && first != last);
}

/* "2022 - 2024": rising, and not with mere spaces, as telephones have. */
static bool are_years(const struct look *k, size_t i, size_t n)
{
    int before = 0;
    for (size_t j = i; j < i + n; j++) {
        int year = group_value(&k->group[j]);
        if (k->group[j].digits != 4 || year < 1900 || year > 2049)
            return false;
        if (j > i &&
            (year <= before || year > before + 20 || gap_is_spaces(k, j - 1)))
            return false;
        before = year;
    }
    return true;
}

/* A lone "en" beside a number in digits does not belong to it. */
static void trim_told(const struct look *k, size_t *first, size_t *end)
{
    const struct group *g = k->group;
    while (*end - *first > 1 && g[*first].told && !g[*first + 1].told)
        (*first)++;
    while (*end - *first > 1 && g[*end - 1].told && !g[*end - 2].told)
        (*end)--;
}

static void found_plus(struct look *k, size_t first, size_t end)
{
    size_t from = k->group[first].from;
    while (from && k->group[first].from - from < 3 &&
           (k->cell[from - 1].code == '+' || k->cell[from - 1].code == '('))
        from--;
    look_found(k, FOUND_PHONE, true, from, k->group[end - 1].to);
}

static bool has_plus(const struct look *k, size_t i)
{
    size_t at = k->group[i].from;
    if (at && k->cell[at - 1].kind == CELL_SPACE)
        at--;
    return at && k->cell[at - 1].code == '+';
}

/* 8 digits, or more with a country in front. */
static bool is_phone(const struct look *k, size_t i, uint32_t digits)
{
    const uint8_t *d = k->group[i].digit;
    uint32_t n = k->group[i].digits;
    bool country = n >= 2 && d[0] == 4 && d[1] == 5;
    bool zeros = n >= 2 && d[0] == 0 && d[1] == 0;
    return digits == PHONE_DIGITS || (country && digits == PHONE_DIGITS + 2) ||
           (zeros && digits >= PHONE_DIGITS && digits <= PHONE_MOST + 2) ||
           (has_plus(k, i) && digits <= PHONE_MOST);
}

/* Cuts a chain into CPR and telephone numbers without remainder; gives how
 * many groups fit from i on. */
static size_t fit_phones(struct look *k, size_t i, size_t end, bool emit)
{
    while (i < end) {
        size_t cpr = cpr_at(k, i), j = i;
        uint32_t digits = 0;
        if (cpr && cpr <= end) {
            i = cpr;
            continue;
        }
        while (j < end && digits < PHONE_DIGITS)
            digits += k->group[j++].digits;
        if (digits != PHONE_DIGITS)
            return i;
        if (emit)
            found_plus(k, i, j);
        i = j;
    }
    return i;
}

static void judge_chain(struct look *k, size_t first, size_t end)
{
    uint32_t digits = 0, told = 0;
    trim_told(k, &first, &end);
    for (size_t i = first; i < end; i++) {
        digits += k->group[i].digits;
        told += k->group[i].told;
    }
    bool plus = has_plus(k, first) && digits >= 7;
    if (digits < PHONE_DIGITS && !plus && told < TOLD_WORDS)
        return;
    if (are_clocks(k, first, end - first) || are_years(k, first, end - first) ||
        date_spaced(k, first, end - first))
        return;
    if (look_hidden(k, k->group[first].from, k->group[end - 1].to) &&
        k->cell[k->group[first].from].hidden)
        return;
    if (is_phone(k, first, digits))
        found_plus(k, first, end);
    else if (fit_phones(k, first, end, false) == end)
        fit_phones(k, first, end, true);
    else
        look_found(k, FOUND_DIGITS, true, k->group[first].from,
                   k->group[end - 1].to);
}

/* "22, 33, 44, 55" and no more of them. Danish numbers do not begin with 0 or
 * 1, and ages have a unit behind them. */
static bool is_listed_phone(const struct look *k, size_t i)
{
    const struct group *g = &k->group[i];
    if (i + PAIRS > k->groups || g->digit[0] < 2)
        return false;
    for (size_t n = 0; n < PAIRS; n++)
        if (g[n].told || g[n].digits != 2 ||
            (n && !look_gap(k, g[n - 1].to, g[n].from, 2, ",")))
            return false;
    bool more = i + PAIRS < k->groups &&
                look_gap(k, g[PAIRS - 1].to, g[PAIRS].from, 2, ",");
    bool before = i && look_gap(k, g[-1].to, g->from, 2, ",");
    return !more && !before && !look_unit(k, &g[PAIRS - 1]);
}

void recognise_phone(struct look *k)
{
    for (size_t i = 0; i < k->groups;) {
        size_t end = i + 1;
        if (is_listed_phone(k, i)) {
            found_plus(k, i, i + PAIRS);
            i += PAIRS;
            continue;
        }
        while (end < k->groups &&
               !(has_plus(k, end) && k->group[end].digits > 1) &&
               chained(k, end - 1))
            end++;
        judge_chain(k, i, end);
        i = end;
    }
}

/* What ends a token besides white space. Letters of scripts without capitals
 * do, because some of these are written without spaces. */
static bool ends_token(const struct cell *c)
{
    return c->kind == CELL_SPACE || c->kind == CELL_LINE ||
           c->kind == CELL_LETTER ||
           (c->code < 0x80 && c->code && strchr(";!?\"", (int)c->code));
}

static bool is_alnum(const struct cell *c)
{
    return c->kind == CELL_DIGIT || c->kind == CELL_LOWER ||
           c->kind == CELL_UPPER;
}

static size_t token_end(const struct look *k, size_t at)
{
    while (at < k->cells && !ends_token(&k->cell[at]))
        at++;
    return at;
}

static bool is_thousands(const struct look *k, size_t i, size_t j)
{
    const struct group *g = k->group;
    if (j - i < 2 || g[i].digits > 3 || !g[i].digit[0])
        return false;
    for (size_t n = i + 1; n < j; n++)
        if (g[n].digits != 3 || !gap_is_one(k, n - 1, "."))
            return false;
    return true;
}

static bool is_unit(const struct word *w, uint32_t unit)
{
    return w && (w->flags & (unit | WORD_BETWEEN)) == unit;
}

/* "12.500,-" */
static bool price_ends(const struct look *k, const struct group *last)
{
    size_t at = last->to;
    return at + 1 < k->cells && k->cell[at].code == ',' &&
           k->cell[at + 1].code == '-' &&
           (at + 2 == k->cells || !is_alnum(&k->cell[at + 2]));
}

static bool says_money(const struct look *k, size_t i, size_t j)
{
    const struct group *first = &k->group[i], *last = &k->group[j - 1];
    size_t w = first->word;
    return price_ends(k, last) ||
           is_unit(look_behind(k, last), WORD_UNIT | WORD_MONEY) ||
           (w && is_unit(&k->word[w - 1], WORD_UNIT | WORD_MONEY) &&
            look_gap(k, k->word[w - 1].to, first->from, 2, "."));
}

/* "21.300 kr.", "kr. 1.250.500", "10000 kroner", "12.500 mennesker",
 * "1.249,50 kr.": said to be an amount. */
static bool is_amount(const struct look *k, size_t i, size_t j)
{
    const struct group *first = &k->group[i];
    const struct word *behind = look_behind(k, &k->group[j - 1]);
    bool money = says_money(k, i, j);
    if (j - i > 1 && k->group[j - 1].digits == 2 && gap_is_one(k, j - 2, ",")) {
        if (!money)
            return false;
        j--;
    }
    if (j - i == 1)
        return (is_unit(behind, WORD_UNIT | WORD_MONEY) || money) &&
               first->digits < PHONE_DIGITS && first->digit[0];
    return is_thousands(k, i, j) && (is_unit(behind, WORD_UNIT) || money);
}

static bool counts_only(const struct look *k, size_t i, size_t j)
{
    return is_amount(k, i, j) || is_span(k, i, j) || are_years(k, i, j - i);
}

void recognise_digits(struct look *k)
{
    for (size_t i = 0; i < k->groups;) {
        if (k->group[i].told) {
            i++;
            continue;
        }
        size_t end = token_end(k, k->group[i].from), j = i;
        size_t from = k->group[i].from, to = from, first = i;
        uint32_t digits = 0;
        for (; j < k->groups && k->group[j].from < end; j++) {
            if (k->group[j].told)
                continue;
            digits += k->group[j].digits;
            to = k->group[j].to;
        }
        i = j;
        if (digits < TOKEN_DIGITS || look_hidden(k, from, to) ||
            counts_only(k, first, j))
            continue;
        while (from && is_alnum(&k->cell[from - 1]))
            from--;
        while (to < k->cells && is_alnum(&k->cell[to]))
            to++;
        look_found(k, FOUND_DIGITS, true, from, to);
    }
}
