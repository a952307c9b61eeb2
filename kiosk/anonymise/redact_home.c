/* SPDX-License-Identifier: MPL-2.0 */
/* Where somebody lives: street with number, postcode with town. */
#include "anonymise/redact_look.h"

enum {
    HOUSE_DIGITS = 4,
    NAME_WORDS = 3,       /* H. C. Andersens Boulevard */
    TOWN_WORDS = 3,       /* Nykøbing F, Høje Taastrup */
    POSTCODE_LEAST = 555, /* 0555, Scanning */
    LETTER_GAP = 2,
    POSTCODE_DIGITS = 4,
    ABBREVIATION = 3,
    DISTRICT = 2, /* letters */
};

/* True when only a space stands before word w, or the point of a short word:
 * H. C., Gl., Skt. */
static bool follows(const struct look *k, size_t w)
{
    if (!w || k->cell[k->word[w].from - 1u].kind == CELL_LINE)
        return false;
    const struct word *before = &k->word[w - 1];
    bool short_word = before->to - before->from <= ABBREVIATION;
    return look_gap(k, before->to, k->word[w].from, LETTER_GAP,
                    short_word ? "." : "");
}

/* Back over the capitals of a street's name: Gammel Kongevej. */
static size_t street_from(const struct look *k, size_t w)
{
    size_t first = w;
    while (first && w - first < NAME_WORDS && follows(k, first) &&
           k->word[first - 1].capital &&
           !(k->word[first - 1].flags & WORD_NEVER))
        first--;
    return first;
}

/* True when word w, with a number behind it, is the end of a street's name;
 * then *first is where the name begins. last: nothing but the rest of an
 * address can follow ("Torvet 1"). */
static bool is_street(const struct look *k, size_t w, size_t *first, bool last)
{
    const struct word *word = &k->word[w];
    uint32_t ending =
        lexicon_ending(k->lexicon, k, word, WORD_STREET | WORD_STREETLIKE);
    bool whole = word->flags & (WORD_STREET | WORD_STREETLIKE);
    bool ordinary = word->flags & WORD_ORDINARY;
    *first = street_from(k, w);
    bool capital = word->capital || *first < w;
    if (whole)
        return word->to - word->from > DISTRICT &&
               (*first < w || (word->capital && (!word->start || last)));
    if (!ending)
        return false;
    if (ending & WORD_STREET && !ordinary)
        return true;
    if (!capital)
        return !ordinary && w && follows(k, w) && word[-1].flags & WORD_INTO;
    return !word->start || !ordinary;
}

/* "ul. Długa 5", "شارع النيل 12" */
static bool is_street_after(const struct look *k, size_t w, size_t *first)
{
    for (size_t n = 0; n <= NAME_WORDS && n <= w; n++) {
        if (k->word[w - n].flags & WORD_STREET_FIRST) {
            *first = w - n;
            return n > 0;
        }
        if (!follows(k, w - n))
            return false;
    }
    return false;
}

/* The house's letter: "12B", "12 B". */
static size_t letter_end(const struct look *k, const struct group *g)
{
    size_t w = g->word;
    if (w >= k->words || k->word[w].to - k->word[w].from != 1 ||
        !look_gap(k, g->to, k->word[w].from, 1, ""))
        return g->to;
    bool apart = k->word[w].from > g->to;
    if (apart && (!k->word[w].capital || k->cell[k->word[w].from].low == 'i'))
        return g->to;
    return k->word[w].to;
}

/* ", lejlighed 12", ", dør 4": the word with the number behind it; or 0. */
static size_t door_end(const struct look *k, size_t at, size_t group,
                       size_t word)
{
    const uint32_t door = WORD_FLOOR | WORD_LINK;
    if (word >= k->words || (k->word[word].flags & door) != door ||
        !look_gap(k, at, k->word[word].from, 4, ".,-"))
        return 0;
    size_t to = k->word[word].to;
    if (word + 1 < k->words && (k->word[word + 1].flags & door) == WORD_LINK &&
        look_gap(k, to, k->word[word + 1].from, LETTER_GAP, "."))
        to = k->word[word + 1].to;
    const struct word *letter = &k->word[word + 1];
    if (word + 1 < k->words && letter->capital &&
        letter->to - letter->from == 1 && !(letter->flags & WORD_NEVER) &&
        look_gap(k, to, letter->from, LETTER_GAP, ""))
        return letter->to;
    const struct group *g = &k->group[group];
    if (group >= k->groups || g->digits > HOUSE_DIGITS ||
        (g->told && g->digits == 1 && g->digit[0] <= 2) || /* "dør en" */
        !look_gap(k, to, g->from, LETTER_GAP, ".") || look_unit(k, g))
        return 0;
    return letter_end(k, g);
}

/* Over "2. th", "st. tv", ", 3. sal": gives the end of what belongs. */
static size_t floor_end(const struct look *k, size_t at, size_t group,
                        size_t word)
{
    for (int n = 0; n < 3; n++) {
        while (word < k->words && k->word[word].from < at)
            word++;
        while (group < k->groups && k->group[group].from < at)
            group++;
        size_t next = word < k->words ? k->word[word].from : k->cells;
        size_t door = door_end(k, at, group, word);
        if (door) {
            at = door;
            continue;
        }
        if (word < k->words &&
            (k->word[word].flags & (WORD_FLOOR | WORD_LINK)) == WORD_FLOOR &&
            look_gap(k, at, next, 4, ".,-")) {
            at = k->word[word].to;
            continue;
        }
        bool level = group < k->groups && k->group[group].digits <= 2 &&
                     k->group[group].from < next && word < k->words &&
                     k->word[word].flags & WORD_FLOOR &&
                     look_gap(k, at, k->group[group].from, 4, ".,-") &&
                     look_gap(k, k->group[group].to, next, 4, ".,-");
        if (!level)
            break;
        at = k->word[word].to;
    }
    return at;
}

/* The number ends its line, or a comma or the sentence's point follows. */
static bool nothing_follows(const struct look *k, const struct group *g)
{
    size_t end = letter_end(k, g);
    if (g->told || end == k->cells)
        return !g->told;
    const struct cell *c = &k->cell[end];
    bool point = c->code == '.' || c->code == ',';
    return c->kind == CELL_LINE ||
           (point && (end + 1 == k->cells || c[1].kind == CELL_SPACE ||
                      c[1].kind == CELL_LINE));
}

/* "12 Main Street", "5B Elm Grove Road": capitals, and a word for a street. */
static void number_first(struct look *k, const struct group *g)
{
    size_t at = letter_end(k, g), w = g->word, street = 0;
    while (w < k->words && k->word[w].from < at)
        w++;
    for (size_t n = 0; n <= NAME_WORDS && w + n < k->words; n++) {
        const struct word *word = &k->word[w + n];
        if (word->from != at + 1 || k->cell[at].kind != CELL_SPACE ||
            !word->capital || word->flags & WORD_NEVER)
            break;
        at = word->to;
        if (n && word->flags & WORD_STREET_LAST)
            street = at;
    }
    if (street)
        look_found(k, FOUND_ADDRESS, true, g->from, street);
}

/* "nummer 12 på Nørregade" */
static void number_told(struct look *k, const struct group *g)
{
    size_t link = g->word, first, n = 0;
    if (!link || !(k->word[link - 1].flags & WORD_LINK) ||
        !look_gap(k, k->word[link - 1].to, g->from, LETTER_GAP, "."))
        return;
    const struct word *into = look_behind(k, g);
    if (!into || !(into->flags & WORD_INTO))
        return;
    size_t w = (size_t)(into - k->word) + 1;
    while (n <= NAME_WORDS && w + n < k->words && follows(k, w + n) &&
           (!n || k->word[w + n].capital)) {
        bool ends = is_street(k, w + n, &first, false);
        if (ends && (k->word[w].capital || n == 0)) {
            look_found(k, FOUND_ADDRESS, true, g->from, k->word[w + n].to);
            return;
        }
        n++;
    }
}

/* "tolv" is a house, "et" and "to" are too much else, but right behind a
 * street's name with a capital. */
static bool is_house(const struct group *g, bool comma,
                     const struct word *street)
{
    if (g->told)
        return g->digits > 1 || g->digit[0] > 2 || (street->capital && !comma);
    return g->digits <= (comma ? HOUSE_DIGITS - 1 : HOUSE_DIGITS);
}

/* "gaden 3 eller 4 dage": no house; but "Vestergade 3 eller 4" is two. */
static bool is_count(const struct look *k, const struct group *g,
                     const struct word *street)
{
    const struct word *behind = look_behind(k, g);
    const struct group *next = g + 1;
    if (!behind || !(behind->flags & WORD_BETWEEN))
        return behind && behind->flags & WORD_UNIT;
    return !street->capital && next < k->group + k->groups &&
           look_gap(k, behind->to, next->from, LETTER_GAP, "");
}

/* "Skibby siden 1987": no house. */
static bool is_since(const struct group *g, const struct word *w)
{
    int year = g->digits == 4 ? group_value(g) : 0;
    return year >= 1900 && year < 2050 && !w->capital &&
           w->flags & WORD_ORDINARY;
}

void recognise_address(struct look *k)
{
    for (size_t i = 0; i < k->groups; i++) {
        const struct group *g = &k->group[i];
        size_t w = g->word, first;
        if (!g->told && g->digits <= HOUSE_DIGITS)
            number_first(k, g);
        number_told(k, g);
        if (w == 0)
            continue;
        w--;
        bool comma = !look_gap(k, k->word[w].to, g->from, 3, ".-");
        if (!look_gap(k, k->word[w].to, g->from, 3, ",.-") ||
            !is_house(g, comma, &k->word[w]) || is_count(k, g, &k->word[w]) ||
            is_since(g, &k->word[w]))
            continue;
        if (k->word[w].flags & WORD_LINK && w &&
            look_gap(k, k->word[w - 1].to, k->word[w].from, 3, ",."))
            w--;
        if (is_street(k, w, &first, nothing_follows(k, g)) ||
            is_street_after(k, w, &first))
            look_found(k, FOUND_ADDRESS, true, k->word[first].from,
                       floor_end(k, letter_end(k, g), i + 1, g->word));
    }
}

/* "C", "Ø", "NV": the district behind a town's name. */
static bool is_district(const struct look *k, const struct word *w)
{
    static const char *const districts[] = {"c",  "k",  "m", "n",  "s", "v",
                                            "sv", "nv", "ø", "nø", "sø"};
    char name[9];
    size_t n = 0;
    if (w->to - w->from > DISTRICT)
        return false;
    for (size_t c = w->from; c < w->to; c++)
        n += utf8_write(k->cell[c].low, name + n);
    name[n] = '\0';
    for (size_t i = 0; i < sizeof districts / sizeof *districts; i++)
        if (strcmp(name, districts[i]) == 0)
            return true;
    return false;
}

/* A town's name in several words: Høje Taastrup, Nykøbing F. */
static bool goes_on(const struct look *k, size_t w)
{
    const struct word *word = &k->word[w];
    return word->from == word[-1].to + 1 &&
           k->cell[word->from - 1].kind == CELL_SPACE &&
           (is_district(k, word) ||
            (word->capital && !(word->flags & WORD_NEVER)));
}

static size_t town_end(const struct look *k, size_t w)
{
    size_t end = k->word[w].phrase ? w + k->word[w].phrase : w + 1;
    while (end < k->words && end - w < TOWN_WORDS && goes_on(k, end))
        end++;
    return k->word[end - 1].to;
}

static bool is_town(const struct word *w, bool year)
{
    uint32_t flags = w->flags | w->phrase_flags;
    if (flags & WORD_PLACE)
        return !(flags & WORD_ORDINARY) || w->capital;
    bool code = w->all_capitals && w->to - w->from <= DISTRICT;
    return w->capital && !year && !code &&
           !(flags & (WORD_NEVER | WORD_UNIT | WORD_MONTH | WORD_ORDINARY));
}

static size_t country_before(const struct look *k, const struct group *g)
{
    size_t w = g->word;
    if (!w || !k->word[w - 1].all_capitals ||
        k->word[w - 1].to - k->word[w - 1].from > 2 ||
        !look_gap(k, k->word[w - 1].to, g->from, LETTER_GAP, "-"))
        return g->from;
    return k->word[w - 1].from;
}

/* "8 0 0 0 Aarhus", with a town that the list knows. */
static void postcode_apart(struct look *k, size_t i)
{
    const struct group *g = &k->group[i];
    if (i + POSTCODE_DIGITS > k->groups ||
        (i && look_gap(k, g[-1].to, g->from, LETTER_GAP, ".,-")))
        return;
    for (size_t n = 0; n < POSTCODE_DIGITS; n++)
        if (g[n].told || g[n].digits != 1 ||
            (n && !look_gap(k, g[n - 1].to, g[n].from, LETTER_GAP, "")))
            return;
    int code = g[0].digit[0] * 1000 + g[1].digit[0] * 100 + g[2].digit[0] * 10 +
               g[3].digit[0];
    const struct word *town = look_behind(k, &g[POSTCODE_DIGITS - 1]);
    if (code >= POSTCODE_LEAST && town && is_town(town, true))
        look_found(k, FOUND_POSTCODE, true, g->from,
                   town_end(k, (size_t)(town - k->word)));
}

void recognise_postcode(struct look *k)
{
    for (size_t i = 0; i < k->groups; i++) {
        postcode_apart(k, i);
        const struct group *g = &k->group[i];
        size_t w = g->word;
        int code = g->digits == 4 ? group_value(g) : 0;
        if (g->told || code < POSTCODE_LEAST || k->cell[g->from].hidden ||
            w >= k->words || k->word[w].from == g->to ||
            !look_gap(k, g->to, k->word[w].from, 3, ",-"))
            continue;
        size_t from = country_before(k, g);
        bool year = code >= 1900 && code < 2050 && from == g->from;
        if (is_town(&k->word[w], year))
            look_found(k, FOUND_POSTCODE, true, from, town_end(k, w));
    }
}
