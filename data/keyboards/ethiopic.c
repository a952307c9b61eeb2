/* SPDX-License-Identifier: MPL-2.0 */
/* Ethiopic has 300 letters and no hardware layout that reaches them, but the
 * code chart is a table: a row of eight for each consonant, a column for each
 * vowel. Key, then form. */
#include "letters.h"

#include <unicode/ulocdata.h>
#include <unicode/uset.h>

enum {
    FIRST = 0x1200,
    LAST = 0x137F,
    FAMILY = 8,
    WHOLE = 6, /* forms; the labial families have fewer and go to "shifted" */
};

static int members(const USet *letters, uint32_t first)
{
    int count = 0;
    for (uint32_t i = 0; i < FAMILY; i++)
        count += uset_contains(letters, (UChar32)(first + i)) ? 1 : 0;
    return count;
}

static bool add_family(struct board *b, const USet *letters, uint32_t first,
                       struct fault *why)
{
    int count = members(letters, first), row = 0;
    enum key_page page = count < WHOLE ? KEY_PAGE_SHIFTED : KEY_PAGE_LETTERS;
    struct cell *cell = NULL;
    char text[CEIL_KEY_TEXT + 1];
    while (row < CEIL_KEY_ROWS - 1 &&
           b->pages[page][row].count == CEIL_KEY_COLUMNS)
        row++;
    for (uint32_t i = 0; i < FAMILY; i++) {
        if (!uset_contains(letters, (UChar32)(first + i)))
            continue;
        board_text(first + i, text);
        if (!cell && !(cell = board_add(b, page, row, text, why)))
            return false;
        if (count == 1)
            return true;
        cell->opens = true;
        text_copy(cell->forms[cell->form_count++], sizeof *cell->forms, text);
    }
    return true;
}

bool letters_ethiopic(struct board *b, const char *locale,
                      const struct letters_more *more, struct fault *why)
{
    UErrorCode e = U_ZERO_ERROR;
    ULocaleData *data = ulocdata_open(locale, &e);
    USet *letters = uset_openEmpty();
    ulocdata_getExemplarSet(data, letters, 0, ULOCDATA_ES_STANDARD, &e);
    bool ok =
        U_SUCCESS(e) ||
        fault_set(why, FAULT_INPUT, "ICU has no letters for \"%s\"", locale);
    for (uint32_t first = FIRST; ok && first < LAST; first += FAMILY)
        if (members(letters, first))
            ok = add_family(b, letters, first, why);
    for (int row = 0; ok && row < CEIL_KEY_ROWS; row++)
        ok = board_add_each(b, KEY_PAGE_LETTERS, row, more->rows[row], why) &&
             board_add_each(b, KEY_PAGE_SHIFTED, row, more->shift[row], why);
    uset_close(letters);
    ulocdata_close(data);
    return ok;
}
