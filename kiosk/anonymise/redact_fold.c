/* SPDX-License-Identifier: MPL-2.0 */
/* Folds a text so that one spelling is left of each letter and digit, and
 * remembers for each where it came from. Whatever is dropped here is invisible
 * to the recognisers, so only what is invisible to a reader may be dropped. */
#include "anonymise/redact_look.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>

enum { SEGMENT_UNITS = 64, SEGMENT_OUT = 256 };

static void push(struct look *k, struct cell c)
{
    if (k->cells == k->cell_room &&
        !look_room(k, &k->cell, k->cells, &k->cell_room, sizeof *k->cell))
        return;
    k->cell[k->cells++] = c;
}

/* Letters that people write for one another: the Turkish i without its dot,
 * Romanian with comma or cedilla, Arabic with and without hamza and in Persian
 * letters, Ethiopic letters of one sound. For the word lists they are the same.
 */
static uint32_t fold_letter(uint32_t low)
{
    static const struct {
        uint16_t first, last, to;
    } same[] = {
        /* sorted */
        {0x0131, 0x0131, 'i'},    {0x0219, 0x0219, 0x015F},
        {0x021B, 0x021B, 0x0163}, {0x0622, 0x0622, 0x0627},
        {0x0623, 0x0623, 0x0627}, {0x0625, 0x0625, 0x0627},
        {0x0629, 0x0629, 0x0647}, {0x0649, 0x0649, 0x064A},
        {0x0671, 0x0671, 0x0627}, {0x06A9, 0x06A9, 0x0643},
        {0x06BE, 0x06BE, 0x0647}, {0x06C1, 0x06C1, 0x0647},
        {0x06CC, 0x06CC, 0x064A}, {0x06D2, 0x06D2, 0x064A},
        {0x06D5, 0x06D5, 0x0647}, {0x1220, 0x1226, 0x1230},
        {0x1280, 0x1286, 0x1210}, {0x12A0, 0x12A0, 0x12A3},
        {0x1340, 0x1346, 0x1338},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same && low >= same[i].first;
         i++)
        if (low <= same[i].last)
            return same[i].to + (low - same[i].first);
    return low;
}

static bool is_arabic_sign(uint32_t c)
{
    return c == 0x0640 || (c >= 0x064B && c <= 0x065F) || c == 0x0670 ||
           (c >= 0x06D6 && c <= 0x06ED &&
            u_charType((UChar32)c) != U_OTHER_LETTER && !u_isdigit((UChar32)c));
}

/* Marks of other scripts that do the work of an ASCII one. */
static uint32_t plain_mark(uint32_t c)
{
    static const struct {
        uint16_t from;
        char to;
    } same[] = {
        {0x00AB, '"'},  {0x00B4, '\''}, {0x00B7, '.'},  {0x00BB, '"'},
        {0x02BC, '\''}, {0x02D7, '-'},  {0x0589, '.'},  {0x05BE, '-'},
        {0x060C, ','},  {0x061B, ';'},  {0x061F, '?'},  {0x066B, '.'},
        {0x066C, '.'},  {0x06D4, '.'},  {0x0964, '.'},  {0x1361, ' '},
        {0x1362, '.'},  {0x1363, ','},  {0x1365, ':'},  {0x1366, ':'},
        {0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x201B, '\''},
        {0x201C, '"'},  {0x201D, '"'},  {0x201E, '"'},  {0x2022, '.'},
        {0x2027, '.'},  {0x2032, '\''}, {0x2033, '"'},  {0x2039, '"'},
        {0x203A, '"'},  {0x2043, '-'},  {0x2044, '/'},  {0x2212, '-'},
        {0x2215, '/'},  {0x2219, '.'},  {0x22C5, '.'},  {0x2500, '-'},
        {0x2796, '-'},  {0x3001, ','},  {0x3002, '.'},
    };
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        if (same[i].from == c)
            return (uint8_t)same[i].to;
    return c;
}

/* 0..9 for a digit of any script, else -1. Ethiopic tens count as one digit
 * each, because that is how they are written: tens, then ones. */
static int digit_value(uint32_t c)
{
    int value = u_charDigitValue((UChar32)c);
    if (value >= 0)
        return value;
    int type = u_getIntPropertyValue((UChar32)c, UCHAR_NUMERIC_TYPE);
    double number = u_getNumericValue((UChar32)c);
    if (type == U_NT_DIGIT && number >= 0 && number <= 9)
        return (int)number;
    if (c >= 0x1369 && c <= 0x1371)
        return (int)(c - 0x1368);
    if (c >= 0x1372 && c <= 0x137A)
        return (int)(c - 0x1371);
    return -1;
}

/* A mark that hangs on what was there before: it belongs to the same bytes.
 * In scripts without capitals (Tamil, Thai) marks are part of the word. */
static bool hang_on(struct look *k, uint32_t to, uint32_t c, int8_t type)
{
    bool hangs = type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK ||
                 type == U_COMBINING_SPACING_MARK;
    if (is_arabic_sign(c)) {
        if (k->cells)
            k->cell[k->cells - 1].to = to;
        return true;
    }
    if (!hangs || (k->cells && k->cell[k->cells - 1].kind == CELL_LETTER))
        return false;
    if (k->cells)
        k->cell[k->cells - 1].to = to;
    return true;
}

/* Never a digit, nor a mark that does the work of another. */
static bool is_letter(int8_t type)
{
    return type == U_OTHER_LETTER || type == U_LOWERCASE_LETTER ||
           type == U_UPPERCASE_LETTER || type == U_NON_SPACING_MARK ||
           type == U_COMBINING_SPACING_MARK;
}

static enum cell_kind kind_of(uint32_t c, int8_t type)
{
    switch (type) {
    case U_UPPERCASE_LETTER:
    case U_TITLECASE_LETTER:
        return CELL_UPPER;
    case U_LOWERCASE_LETTER:
        return CELL_LOWER;
    case U_OTHER_LETTER:
    case U_MODIFIER_LETTER:
    case U_NON_SPACING_MARK:
    case U_COMBINING_SPACING_MARK:
    case U_ENCLOSING_MARK:
        return CELL_LETTER;
    case U_SPACE_SEPARATOR:
        return CELL_SPACE;
    case U_LINE_SEPARATOR:
    case U_PARAGRAPH_SEPARATOR:
        return CELL_LINE;
    default:
        return c == ' ' ? CELL_SPACE : CELL_MARK;
    }
}

static struct cell ascii_cell(uint8_t c, uint32_t at)
{
    struct cell cell = {c, c, at, at + 1, CELL_MARK, false};
    if (c >= 'a' && c <= 'z')
        cell.kind = CELL_LOWER;
    else if (c >= 'A' && c <= 'Z')
        cell.kind = CELL_UPPER, cell.low = c | 0x20;
    else if (c >= '0' && c <= '9')
        cell.kind = CELL_DIGIT;
    else if (c == ' ' || c == '\t')
        cell.kind = CELL_SPACE, cell.code = cell.low = ' ';
    else if (c >= '\n' && c <= '\r')
        cell.kind = CELL_LINE, cell.code = cell.low = '\n';
    else if (c == '`')
        cell.code = cell.low = '\'';
    return cell;
}

static void push_folded(struct look *k, uint32_t c, uint32_t from, uint32_t to)
{
    if (c < 0x80 && (c >= ' ' || (c >= '\t' && c <= '\r'))) {
        struct cell cell = ascii_cell((uint8_t)c, from);
        cell.to = to;
        push(k, cell);
        return;
    }
    int8_t type = u_charType((UChar32)c);
    if (u_hasBinaryProperty((UChar32)c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
        type == U_FORMAT_CHAR || hang_on(k, to, c, type))
        return;
    int digit = is_letter(type) ? -1 : digit_value(c);
    if (digit >= 0) {
        uint32_t code = (uint32_t)('0' + digit);
        push(k, (struct cell){code, code, from, to, CELL_DIGIT, false});
        return;
    }
    if (type == U_CONTROL_CHAR && c != 0x85)
        return;
    c = type == U_DASH_PUNCTUATION  ? '-'
        : type == U_SPACE_SEPARATOR ? ' '
        : is_letter(type)           ? c
                                    : plain_mark(c);
    uint32_t low = (uint32_t)u_tolower((UChar32)c);
    enum cell_kind kind = c == 0x85 ? CELL_LINE : kind_of(c, type);
    push(k, (struct cell){c, fold_letter(low), from, to, (uint8_t)kind, false});
}

/* A base and what composes with it, or a compatibility form. */
static void push_segment(struct look *k, const UChar *units, int32_t n,
                         uint32_t from, uint32_t to)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
    UChar out[SEGMENT_OUT];
    int32_t len = unorm2_normalize(nfkc, units, n, out, SEGMENT_OUT, &error);
    const UChar *read = out;
    if (error == U_MEMORY_ALLOCATION_ERROR)
        k->no_memory = true;
    if (U_FAILURE(error))
        read = units, len = n;
    for (int32_t i = 0; i < len;) {
        UChar32 c;
        U16_NEXT(read, i, len, c);
        push_folded(k, (uint32_t)c, from, to);
    }
    bytes_wipe(out, sizeof out);
}

/* Folds from the code point at "at" to the next normalisation boundary and
 * gives where that is. */
static size_t fold_segment(struct look *k, struct plain words, size_t at)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
    uint32_t first, code;
    if (!nfkc) {
        k->no_memory = true;
        return words.len;
    }
    size_t end = at + utf8_read(words.at, words.len, at, &first);
    UChar units[SEGMENT_UNITS];
    int32_t n = 0;
    U16_APPEND_UNSAFE(units, n, first);
    while (end < words.len && n + 2 < SEGMENT_UNITS) {
        size_t more = utf8_read(words.at, words.len, end, &code);
        if (code < 0x80 || unorm2_hasBoundaryBefore(nfkc, (UChar32)code))
            break;
        U16_APPEND_UNSAFE(units, n, code);
        end += more;
    }
    bool alone = n == (first > 0xFFFF ? 2 : 1);
    if (alone && u_getIntPropertyValue((UChar32)first,
                                       UCHAR_NFKC_QUICK_CHECK) == UNORM_YES)
        push_folded(k, first, (uint32_t)at, (uint32_t)end);
    else
        push_segment(k, units, n, (uint32_t)at, (uint32_t)end);
    return end;
}

/* Most code points of the scripts that our languages are written in always
 * become the same cell; which ones, is asked once. */
enum { TABLE_END = 0x1400 /* behind Ethiopic */ };

struct folded {
    uint16_t code, low;
    uint8_t kind;
    bool alone;  /* it becomes one cell, whatever stood before */
    bool begins; /* it composes with nothing before it */
};

static void fold_one(struct folded *f, struct look *k, uint32_t code)
{
    UErrorCode error = U_ZERO_ERROR;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&error);
    UChar32 c = (UChar32)code;
    *f = (struct folded){.begins = unorm2_hasBoundaryBefore(nfkc, c)};
    k->cells = 0;
    if (u_getIntPropertyValue(c, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES)
        push_folded(k, code, 0, 1);
    const struct cell *cell = k->cell;
    if (k->cells != 1 || cell->code > UINT16_MAX || cell->low > UINT16_MAX)
        return;
    f->code = (uint16_t)cell->code;
    f->low = (uint16_t)cell->low;
    f->kind = cell->kind;
    f->alone = true;
}

struct folded *fold_table(struct look *k)
{
    struct folded *table = malloc(TABLE_END * sizeof *table);
    for (uint32_t code = 0; table && code < TABLE_END; code++)
        fold_one(&table[code], k, code);
    k->cells = 0;
    return table;
}

/* The code point at b, of two or three bytes, and how many these are; 0 when
 * it is in no table. */
static size_t read_short(const uint8_t *b, size_t left, uint32_t *code)
{
    if (left < 2 || b[0] < 0xC2 || (b[1] & 0xC0) != 0x80)
        return 0;
    if (b[0] < 0xE0) {
        *code = (b[0] & 0x1Fu) << 6 | (b[1] & 0x3Fu);
        return 2;
    }
    if (left < 3 || b[0] > 0xE1 || (b[2] & 0xC0) != 0x80)
        return 0;
    *code = (b[0] & 0x0Fu) << 12 | (b[1] & 0x3Fu) << 6 | (b[2] & 0x3Fu);
    return *code >= 0x800 && *code < TABLE_END ? 3 : 0;
}

/* Folds one code point by the table and gives its bytes; 0 when it has to be
 * looked at with what stands around it. */
static size_t fold_short(struct look *k, struct plain words, size_t at)
{
    const struct folded *table = k->lexicon ? k->lexicon->folded : NULL;
    const uint8_t *b = (const uint8_t *)words.at + at;
    size_t left = words.len - at;
    uint32_t code, next;
    size_t len = table ? read_short(b, left, &code) : 0;
    if (!len || !table[code].alone)
        return 0;
    if (len < left && b[len] >= 0x80 &&
        (!read_short(b + len, left - len, &next) || !table[next].begins))
        return 0;
    const struct folded *f = &table[code];
    push(k, (struct cell){f->code, f->low, (uint32_t)at, (uint32_t)(at + len),
                          f->kind, false});
    return len;
}

void fold_words(struct look *k, struct plain words)
{
    const uint8_t *b = (const uint8_t *)words.at;
    for (size_t i = 0; i < words.len && !k->no_memory;) {
        bool composes = i + 1 < words.len && b[i + 1] >= 0xCC;
        if (b[i] < 0x80 && !composes) {
            if (b[i] >= ' ' || (b[i] >= '\t' && b[i] <= '\r'))
                push(k, ascii_cell(b[i], (uint32_t)i));
            i++;
            continue;
        }
        if (b[i] < 0x20) {
            i++;
            continue;
        }
        size_t len = fold_short(k, words, i);
        i = len ? i + len : fold_segment(k, words, i);
    }
}
