/* SPDX-License-Identifier: MPL-2.0 */
/* Codes of letters and digits: IBAN, number plates, case numbers. */
#include "anonymise/redact_look.h"

enum {
    IBAN_LEAST = 14, /* Norway has 15; one digit may have been forgotten */
    IBAN_MOST = 34,  /* ISO 13616 */
    IBAN_LEAST_DIGITS = 8,
    IBAN_BANK = 4, /* letters of a bank's code: NL91 ABNA ... */
    PLATE_DIGITS = 5,
    CASE_DIGITS = 4, /* fewer after a mere "sag" may be anything */
    CASE_SURE_DIGITS = 2,
    CODE_GAP = 3,
};

static bool is_latin(const struct cell *c)
{
    return c->low >= 'a' && c->low <= 'z';
}

/* Capitals of other scripts that look like Latin ones, as a keyboard that was
 * not changed over gives them. */
static bool is_plate(const struct cell *c)
{
    static const uint16_t alike[] = {
        0x03B1, 0x03B2, 0x03B5, 0x03B6, 0x03B7, 0x03B9, 0x03BA, 0x03BC,
        0x03BD, 0x03BF, 0x03C1, 0x03C4, 0x03C5, 0x03C7, 0x0430, 0x0432,
        0x0435, 0x043A, 0x043C, 0x043D, 0x043E, 0x0440, 0x0441, 0x0442,
        0x0443, 0x0445, 0x0455, 0x0456, 0x0458,
    };
    if (is_latin(c) || c->kind != CELL_UPPER)
        return is_latin(c);
    for (size_t i = 0; i < sizeof alike / sizeof *alike; i++)
        if (alike[i] == c->low)
            return true;
    return false;
}

static bool is_code(const struct cell *c)
{
    return is_latin(c) || c->kind == CELL_DIGIT;
}

/* The last two letters before the group, spaces allowed; false when they are
 * not a word of their own. */
static bool two_letters_before(const struct look *k, const struct group *g,
                               size_t *from)
{
    size_t at = g->from;
    for (size_t gap = 0; at && gap < CODE_GAP; gap++) {
        const struct cell *c = &k->cell[at - 1];
        if (c->kind != CELL_SPACE && c->kind != CELL_LINE && c->code != '-' &&
            c->code != '.')
            break;
        at--;
    }
    if (at < 2 || !is_plate(&k->cell[at - 1]))
        return false;
    size_t first = at - 2;
    if (first && k->cell[first].kind == CELL_SPACE &&
        k->cell[at - 1].kind == CELL_UPPER &&
        k->cell[first - 1].kind == CELL_UPPER)
        first--; /* "A B 12 345" */
    if (!is_plate(&k->cell[first]))
        return false;
    if (first && (cell_is_letter(&k->cell[first - 1]) ||
                  k->cell[first - 1].kind == CELL_DIGIT))
        return false;
    *from = first;
    return true;
}

static size_t run_end(const struct look *k, size_t at, uint32_t *digits)
{
    for (; at < k->cells && is_code(&k->cell[at]); at++)
        *digits += k->cell[at].kind == CELL_DIGIT;
    return at;
}

/* From the check digits on: runs of letters and digits with spaces between.
 * A run of letters alone belongs only when it is a bank's code. */
static size_t iban_end(const struct look *k, const struct group *g)
{
    uint32_t digits = 0, run = 0;
    size_t end = run_end(k, g->from, &digits), length = 2 + end - g->from;
    for (size_t at = end; at < k->cells && length < IBAN_MOST; at = end) {
        while (at < k->cells && at - end < CODE_GAP &&
               (k->cell[at].kind == CELL_SPACE ||
                k->cell[at].kind == CELL_LINE || k->cell[at].code == '-' ||
                k->cell[at].code == '.'))
            at++;
        uint32_t more = 0;
        size_t stop = run_end(k, at, &more);
        bool bank = more == 0 && stop - at == IBAN_BANK &&
                    (run == 0 || k->cell[at].kind == CELL_UPPER);
        if (stop == at || (more == 0 && !bank) ||
            length + stop - at > IBAN_MOST)
            break;
        length += stop - at;
        digits += more;
        end = stop;
        run++;
    }
    return length >= IBAN_LEAST && digits >= IBAN_LEAST_DIGITS ? end : 0;
}

/* In capitals; or in lower case when the two letters are no word, or touch
 * the digits. */
static bool code_letters(const struct look *k, const struct group *g,
                         size_t from)
{
    if (from + 2 == g->from || (k->cell[from].kind == CELL_UPPER &&
                                k->cell[from + 1].kind != CELL_LOWER))
        return true;
    for (size_t w = g->word; w-- > 0 && k->word[w].from >= from;)
        if (k->word[w].from == from)
            return !(k->word[w].flags &
                     (WORD_ORDINARY | WORD_NEVER | WORD_UNIT | WORD_INTO |
                      WORD_NUMBER | WORD_LINK | WORD_FILLER));
    return true;
}

void recognise_iban(struct look *k)
{
    for (size_t i = 0; i < k->groups; i++) {
        const struct group *g = &k->group[i];
        size_t from;
        if (g->told || g->digits < 2 || !two_letters_before(k, g, &from) ||
            !code_letters(k, g, from))
            continue;
        size_t end = iban_end(k, g);
        if (end)
            look_found(k, FOUND_IBAN, true, from, end);
    }
}

void recognise_plate(struct look *k)
{
    for (size_t i = 0; i < k->groups; i++) {
        const struct group *g = &k->group[i];
        size_t from, j = i, digits = g->digits;
        if (g->told || !two_letters_before(k, g, &from) ||
            !code_letters(k, g, from))
            continue;
        while (
            digits < PLATE_DIGITS && j + 1 < k->groups &&
            !k->group[j + 1].told &&
            look_gap(k, k->group[j].to, k->group[j + 1].from, CODE_GAP, "-.")) {
            j++;
            digits += k->group[j].digits;
        }
        if (digits == PLATE_DIGITS)
            look_found(k, FOUND_PLATE, true, from, k->group[j].to);
    }
}

static bool joins_case(const struct cell *c)
{
    return c->kind == CELL_MARK && c->code < 0x80 && c->code &&
           strchr("-./_", (int)c->code);
}

/* A number with its letters, points and strokes, and further groups of
 * digits after one space. */
static size_t case_end(const struct look *k, size_t at, uint32_t *digits)
{
    size_t end = at;
    while (end < k->cells) {
        const struct cell *c = &k->cell[end];
        bool more =
            end + 1 < k->cells && (is_code(c + 1) || cell_is_letter(c + 1));
        bool white = c->kind == CELL_SPACE || c->kind == CELL_LINE;
        bool space = white && end + 1 < k->cells &&
                     (c[1].kind == CELL_DIGIT || joins_case(c + 1));
        bool after_mark = end > at && joins_case(c - 1) && white && more &&
                          c[1].kind == CELL_DIGIT;
        if (!is_code(c) && !cell_is_letter(c) && !(joins_case(c) && more) &&
            !(joins_case(c) && end + 2 < k->cells && c[2].kind == CELL_DIGIT &&
              (c[1].kind == CELL_SPACE || c[1].kind == CELL_LINE)) &&
            !space && !after_mark)
            break;
        *digits += c->kind == CELL_DIGIT;
        end++;
    }
    while (end > at && !is_code(&k->cell[end - 1]))
        end--;
    return end;
}

static bool year_alone(const struct look *k, size_t from, size_t to)
{
    if (to - from != 4 || k->cell[from].kind != CELL_DIGIT)
        return false;
    uint32_t century =
        (k->cell[from].code - '0') * 10 + (k->cell[from + 1].code - '0');
    return century == 19 || century == 20;
}

/* "sag nr. 12345", "sagsnr.: 24/117": gives where the number begins, or 0. */
static size_t number_after(const struct look *k, size_t w, bool *sure)
{
    size_t at = k->word[w].to;
    for (size_t i = w + 1; i <= w + 3; i++) {
        size_t next = i < k->words ? k->word[i].from : k->cells;
        size_t c = at;
        while (c < next && c - at < 4 && k->cell[c].kind != CELL_DIGIT &&
               (k->cell[c].kind == CELL_SPACE || k->cell[c].kind == CELL_LINE ||
                (k->cell[c].code && k->cell[c].code < 0x80 &&
                 strchr(".:#-(", (int)k->cell[c].code))))
            c++;
        if (c < k->cells && k->cell[c].kind == CELL_DIGIT)
            return c;
        if (c != next || i >= k->words)
            return 0;
        const struct word *link = &k->word[i];
        size_t run = link->to;
        if (run < k->cells && k->cell[run].kind == CELL_DIGIT && *sure)
            return link->from;
        if (run + 1 < k->cells && k->cell[run].code == '-' &&
            k->cell[run + 1].kind == CELL_DIGIT && link->all_capitals)
            return link->from;
        if (!(link->flags & WORD_LINK))
            return 0;
        *sure = *sure || link->to - link->from > 1;
        at = link->to;
    }
    return 0;
}

void recognise_case(struct look *k)
{
    size_t end = 0;
    for (size_t w = 0; w < k->words; w++) {
        uint32_t flags = k->word[w].flags;
        if (k->word[w].from < end || !(flags & (WORD_CASE | WORD_CASE_SURE)))
            continue;
        bool sure = flags & WORD_CASE_SURE;
        size_t from = number_after(k, w, &sure);
        uint32_t digits = 0;
        if (!from)
            continue;
        end = case_end(k, from, &digits);
        if (digits >= (sure ? CASE_SURE_DIGITS : CASE_DIGITS) &&
            (sure || !year_alone(k, from, end)))
            look_found(k, FOUND_CASE, true, from, end);
    }
}
