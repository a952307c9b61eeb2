/* SPDX-License-Identifier: MPL-2.0 */
/* See letters.h. Only whole letters of Normalization Form C get a key: nothing
 * is composed while somebody types. */
#include "letters.h"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/ustring.h>

struct making {
    struct board *board;
    const struct hardware *hardware;
    const char *locale;
    struct fault *why;
    UScriptCode script; /* of the first letter */
    bool cased;
};

enum {
    COMPOSED_FORMS = 8, /* a row that the eye takes in at once */
    FEW_FORMS = 6,      /* enough to leave the rarer accents out */
};

static UScriptCode script_of(uint32_t code)
{
    UErrorCode e = U_ZERO_ERROR;
    return uscript_getScript((UChar32)code, &e);
}

static bool belongs(const struct making *m, uint32_t code)
{
    UScriptCode script = script_of(code);
    return script == m->script || script == USCRIPT_INHERITED ||
           script == USCRIPT_COMMON;
}

/* The letter that people look for another one under: the one below the accent,
 * or the one it grew from; 0 when there is none. */
static uint32_t kin_of(uint32_t code)
{
    static const char *const kin[] = {"aæ", "dðđ", "eə",  "hħ", "iı", "kĸ",
                                      "lł", "nŋ",  "oøœ", "sß", "tþŧ"};
    UErrorCode e = U_ZERO_ERROR;
    UChar parts[8];
    UChar32 first;
    const UNormalizer2 *nfc = unorm2_getNFCInstance(&e);
    int32_t n = unorm2_getRawDecomposition(nfc, (UChar32)code, parts, 8, &e);
    if (U_SUCCESS(e) && n > 0) {
        U16_GET(parts, 0, 0, n, first);
        return (uint32_t)first;
    }
    char text[5] = {0};
    utf8_write(code, text);
    for (size_t i = 0; i < sizeof kin / sizeof *kin; i++)
        if (code > 0x7F && strstr(kin[i], text))
            return (uint8_t)kin[i][0];
    return 0;
}

/* Latin has a thousand accented letters; a row of them must stay readable.
 * ISO 8859 and the Romanian and Vietnamese letters are what names need. */
static bool is_common(uint32_t code)
{
    return script_of(code) != USCRIPT_LATIN || code < 0x180 ||
           (code >= 0x218 && code <= 0x21B) ||
           (code >= 0x1EA0 && code <= 0x1EF9);
}

/* Through the whole normal form, not by pairs: a mark below comes before the
 * accent that the letter has. */
static uint32_t compose(uint32_t letter, uint32_t mark)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar apart[4], both[8];
    int32_t n = 0;
    UChar32 code;
    U16_APPEND_UNSAFE(apart, n, (UChar32)letter);
    U16_APPEND_UNSAFE(apart, n, (UChar32)mark);
    int32_t len =
        unorm2_normalize(unorm2_getNFCInstance(&e), apart, n, both, 8, &e);
    if (U_FAILURE(e) || u_countChar32(both, len) != 1)
        return 0;
    U16_GET(both, 0, 0, len, code);
    return (uint32_t)code;
}

/* The key text of a letter. A ligature that stands for several letters
 * (lam-alef) becomes those letters. */
static void text_of(uint32_t code, char *out)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar one[2], plain[16];
    int32_t n = 0, len, bytes = 0;
    U16_APPEND_UNSAFE(one, n, (UChar32)code);
    len = unorm2_normalize(unorm2_getNFKCInstance(&e), one, n, plain, 16, &e);
    board_text(code, out);
    if (U_SUCCESS(e) && u_countChar32(plain, len) > 1 && kin_of(code) == 0) {
        u_strToUTF8(out, CEIL_KEY_TEXT, &bytes, plain, len, &e);
        out[bytes] = '\0';
    }
}

static bool is_form(const struct making *m, uint32_t code)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar parts[8];
    if (!code)
        return false;
    const UNormalizer2 *nfkc = unorm2_getNFKCInstance(&e);
    bool whole =
        unorm2_getRawDecomposition(nfkc, (UChar32)code, parts, 8, &e) < 0;
    return (whole || kin_of(code)) && is_common(code) && belongs(m, code) &&
           (!m->cased || u_tolower((UChar32)code) == (UChar32)code);
}

static void add_form(const struct making *m, struct cell *cell, uint32_t code)
{
    char text[CEIL_KEY_TEXT + 1];
    if (!is_form(m, code))
        return;
    board_text(code, text);
    if (!board_has(m->board, KEY_PAGE_LETTERS, text))
        board_form_add(cell, text);
}

static void add_composed(const struct making *m, struct cell *cell,
                         uint32_t letter, int level)
{
    for (int key = 0; key < HARDWARE_ALL; key++) {
        uint32_t mark = hardware_dead(m->hardware, key, level);
        if (mark && cell->form_count < COMPOSED_FORMS)
            add_form(m, cell, compose(letter, mark));
    }
}

static void add_accented(const struct making *m, struct cell *cell,
                         uint32_t letter)
{
    for (int i = 0; i < HARDWARE_ALL * HARDWARE_LEVELS; i++) {
        uint32_t code =
            hardware_letter(m->hardware, i % HARDWARE_ALL, i / HARDWARE_ALL);
        if (code && kin_of(code) == letter)
            add_form(m, cell, code);
    }
}

/* Other letters that stand on the key's third and fourth level. */
static void add_neighbours(const struct making *m, struct cell *cell,
                           uint32_t letter)
{
    for (int key = 0; key < HARDWARE_KEYS; key++) {
        if (hardware_letter(m->hardware, key, 0) != letter)
            continue;
        for (int level = 2; level < HARDWARE_LEVELS; level++) {
            uint32_t code = hardware_letter(m->hardware, key, level);
            if (!kin_of(code))
                add_form(m, cell, code);
        }
    }
}

static void add_forms(const struct making *m)
{
    for (int row = 0; row < CEIL_KEY_ROWS; row++) {
        struct board_row *r = &m->board->pages[KEY_PAGE_LETTERS][row];
        for (int i = 0; i < r->count; i++) {
            struct cell *cell = &r->cells[i];
            uint32_t letter;
            size_t len = strlen(cell->text);
            if (utf8_read(cell->text, len, 0, &letter) != len ||
                !u_isalpha((UChar32)letter))
                continue;
            add_composed(m, cell, letter, 0);
            add_composed(m, cell, letter, 1);
            add_accented(m, cell, letter);
            add_neighbours(m, cell, letter);
            if (cell->form_count < FEW_FORMS) {
                add_composed(m, cell, letter, 2);
                add_composed(m, cell, letter, 3);
            }
        }
    }
}

/* False when the capital is not one letter, as for ß. */
static bool capital(const char *text, const char *locale, char *out)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar small[CEIL_KEY_TEXT], large[CEIL_KEY_TEXT];
    int32_t n = 0, bytes = 0;
    u_strFromUTF8(small, CEIL_KEY_TEXT, &n, text, -1, &e);
    int32_t len = u_strToUpper(large, CEIL_KEY_TEXT, small, n, locale, &e);
    u_strToUTF8(out, CEIL_KEY_TEXT + 1, &bytes, large, len, &e);
    return U_SUCCESS(e) && u_countChar32(large, len) == u_countChar32(small, n);
}

static bool shift_cell(const struct making *m, const struct cell *cell, int row)
{
    char text[CEIL_KEY_TEXT + 1];
    if (!capital(cell->text, m->locale, text))
        return true;
    struct cell *upper =
        board_add(m->board, KEY_PAGE_SHIFTED, row, text, m->why);
    for (int i = 0; upper && i < cell->form_count; i++)
        if (capital(cell->forms[i], m->locale, text) &&
            strcmp(text, cell->forms[i]))
            board_form_add(upper, text);
    return upper != NULL;
}

static bool shift_capitals(const struct making *m)
{
    for (int row = 0; row < CEIL_KEY_ROWS; row++) {
        const struct board_row *r = &m->board->pages[KEY_PAGE_LETTERS][row];
        for (int i = 0; i < r->count; i++)
            if (!shift_cell(m, &r->cells[i], row))
                return false;
    }
    return true;
}

static bool add_level(const struct making *m, enum key_page page, int level)
{
    char text[CEIL_KEY_TEXT + 1];
    for (int key = 0; key < HARDWARE_KEYS; key++) {
        uint32_t code = hardware_letter(m->hardware, key, level);
        if (!code || !belongs(m, code))
            continue;
        text_of(code, text);
        if (!board_has(m->board, KEY_PAGE_LETTERS, text) &&
            !board_add(m->board, page, hardware_row(key), text, m->why))
            return false;
    }
    return true;
}

static bool add_rows(const struct making *m, enum key_page page,
                     const char *const rows[CEIL_KEY_ROWS])
{
    for (int row = 0; row < CEIL_KEY_ROWS; row++)
        if (!board_add_each(m->board, page, row, rows[row], m->why))
            return false;
    return true;
}

/* Most of the first row: one stray letter must not name the script. */
static uint32_t first_letter(const struct hardware *h)
{
    for (int key = 0; key < HARDWARE_KEYS; key++) {
        uint32_t code = hardware_letter(h, key, 0);
        if (code && script_of(code) > USCRIPT_INHERITED)
            return code;
    }
    return 0;
}

bool letters_from_hardware(struct board *b, const struct hardware *h,
                           const char *locale, const struct letters_more *more,
                           struct fault *why)
{
    uint32_t first = first_letter(h);
    struct making m = {.board = b,
                       .hardware = h,
                       .locale = locale,
                       .why = why,
                       .script = script_of(first),
                       .cased = u_toupper((UChar32)first) != (UChar32)first};
    if (!add_level(&m, KEY_PAGE_LETTERS, 0) ||
        !add_rows(&m, KEY_PAGE_LETTERS, more->rows))
        return false;
    add_forms(&m);
    if (m.cased ? !shift_capitals(&m) : !add_level(&m, KEY_PAGE_SHIFTED, 1))
        return false;
    return add_rows(&m, KEY_PAGE_SHIFTED, more->shift);
}
