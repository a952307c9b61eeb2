/* SPDX-License-Identifier: MPL-2.0 */
/* See board.h. Knows what fits, not where letters come from. */
#include "board.h"

#include <unicode/uchar.h>

enum { DOTTED_CIRCLE = 0x25CC };

void board_text(uint32_t code, char *out)
{
    size_t len = 0;
    if (U_GET_GC_MASK((UChar32)code) & U_GC_M_MASK)
        len = utf8_write(DOTTED_CIRCLE, out);
    len += utf8_write(code, out + len);
    out[len] = '\0';
}

static bool board_has_page(const struct board *b, enum key_page page)
{
    return b->pages[page][0].count > 0;
}

static struct cell *find(struct board *b, enum key_page page, const char *text)
{
    for (int row = 0; row < CEIL_KEY_ROWS; row++) {
        struct board_row *r = &b->pages[page][row];
        for (int i = 0; i < r->count; i++)
            if (!strcmp(r->cells[i].text, text))
                return &r->cells[i];
    }
    return NULL;
}

bool board_has(const struct board *b, enum key_page page, const char *text)
{
    return find((struct board *)b, page, text) != NULL;
}

struct cell *board_add(struct board *b, enum key_page page, int row,
                       const char *text, struct fault *why)
{
    struct cell *there = find(b, page, text);
    if (there)
        return there;
    struct board_row *r = &b->pages[page][row];
    if (r->count == CEIL_KEY_COLUMNS) {
        fault_set(why, FAULT_LIMIT, "no room for %s in row %d of page %d", text,
                  row + 1, (int)page + 1);
        return NULL;
    }
    struct cell *cell = &r->cells[r->count++];
    text_copy(cell->text, sizeof cell->text, text);
    return cell;
}

/* The key text of the next character, U+25CC itself passed over. */
static size_t next_text(const char *text, size_t at, char *out)
{
    uint32_t code = DOTTED_CIRCLE;
    size_t len = strlen(text);
    while (code == DOTTED_CIRCLE && at < len)
        at += utf8_read(text, len, at, &code);
    board_text(code, out);
    return at;
}

bool board_add_each(struct board *b, enum key_page page, int row,
                    const char *text, struct fault *why)
{
    char one[CEIL_KEY_TEXT + 1];
    for (size_t at = 0; at < strlen(text);) {
        at = next_text(text, at, one);
        if (!board_add(b, page, row, one, why))
            return false;
    }
    return true;
}

bool board_add_anywhere(struct board *b, enum key_page page, const char *text,
                        struct fault *why)
{
    char one[CEIL_KEY_TEXT + 1];
    for (size_t at = 0; at < strlen(text);) {
        int shortest = CEIL_KEY_ROWS - 1;
        for (int row = shortest; row >= 0; row--)
            if (b->pages[page][row].count < b->pages[page][shortest].count)
                shortest = row;
        at = next_text(text, at, one);
        if (!board_add(b, page, shortest, one, why))
            return false;
    }
    return true;
}

void board_form_add(struct cell *cell, const char *text)
{
    for (int i = 0; i < cell->form_count; i++)
        if (!strcmp(cell->forms[i], text))
            return;
    if (cell->form_count < CEIL_KEY_FORMS && strcmp(cell->text, text))
        text_copy(cell->forms[cell->form_count++], sizeof *cell->forms, text);
}

bool board_symbols(struct board *b, uint32_t zero, const char *own,
                   struct fault *why)
{
    static const char *const symbols[] = {"1234567890", "-/:;()\"'@&",
                                          ".,?!+%="};
    static const char *const signs[] = {"„“”‘’»«–…•", "*#_€$£§°~^",
                                        "<>[]{}\\|"};
    char digits[10 * 4 + 1], *end = digits;
    for (uint32_t i = 1; i <= 10; i++)
        end += utf8_write(zero + i % 10, end);
    *end = '\0';
    for (int row = 0; row < CEIL_KEY_ROWS; row++) {
        const char *more = row == 0 && zero ? digits : signs[row];
        if (!board_add_each(b, KEY_PAGE_SYMBOLS, row, symbols[row], why) ||
            !board_add_each(b, KEY_PAGE_SIGNS, row, more, why))
            return false;
    }
    return board_add_anywhere(b, KEY_PAGE_SYMBOLS, own, why);
}

bool board_latin(struct board *b, struct fault *why)
{
    static const char *const small[] = {"qwertyuiopå", "asdfghjklæø",
                                        "zxcvbnm.-_@"};
    static const char *const large[] = {"QWERTYUIOPÅ", "ASDFGHJKLÆØ",
                                        "ZXCVBNM.-_@"};
    for (int row = 0; row < CEIL_KEY_ROWS; row++)
        if (!board_add_each(b, KEY_PAGE_LATIN, row, small[row], why) ||
            !board_add_each(b, KEY_PAGE_LATIN_SHIFTED, row, large[row], why))
            return false;
    return true;
}

static void write_cell(const struct cell *cell, struct buf *out)
{
    buf_text(out, cell->opens ? "opens " : "key ");
    buf_text(out, cell->text);
    for (int i = 0; i < cell->form_count; i++) {
        buf_text(out, " ");
        buf_text(out, cell->forms[i]);
    }
    buf_text(out, "\n");
}

/* The widest row, and whether any key has forms that "more" would open. */
static int measure(const struct board *b, bool *more)
{
    int columns = 0;
    *more = false;
    for (int i = 0; i < KEY_PAGES * CEIL_KEY_ROWS; i++) {
        const struct board_row *row =
            &b->pages[i / CEIL_KEY_ROWS][i % CEIL_KEY_ROWS];
        columns = row->count > columns ? row->count : columns;
        for (int k = 0; k < row->count; k++)
            *more |= !row->cells[k].opens && row->cells[k].form_count > 0;
    }
    return columns;
}

/* The space keeps four columns where it can: shift and symbols, which are
 * tapped less often, give way first. */
static void write_bottom(const struct board *b, int columns, bool more,
                         struct buf *out)
{
    enum { SPACE_GOOD = 8 };
    bool latin = board_has_page(b, KEY_PAGE_LATIN);
    int side = 3, others = 3 + 3 + 2 + 2 * (more + b->zwnj + latin);
    if (2 * columns - others - 2 * side < SPACE_GOOD)
        side = 2;
    buf_format(out, "\nbottom\ndo shift %d\ndo symbols %d\n", side, side);
    if (latin)
        buf_text(out, "do latin 2\n");
    if (more)
        buf_text(out, "do more 2\n");
    if (b->zwnj)
        buf_text(out, "do zwnj 2\n");
    buf_format(out, "do space %d\ndo undo 2\ndo erase 3\ndo enter 3\n",
               2 * columns - others - 2 * side);
}

void board_write(const struct board *b, const char *tag, const char *source,
                 struct buf *out)
{
    static const char *const names[] = {"letters", "shifted", "symbols",
                                        "signs",   "latin",   "latin-shifted"};
    bool more;
    int columns = measure(b, &more);
    buf_format(out, "indefra-keys 1\n# Made from xkb-data: %s. Do not edit.\n",
               source);
    buf_format(out, "lang %s\ncolumns %d\n", tag, columns);
    for (int page = 0; page < KEY_PAGES; page++) {
        if (page > KEY_PAGE_SIGNS && !board_has_page(b, (enum key_page)page))
            continue;
        buf_format(out, "\npage %s\n", names[page]);
        for (int row = 0; row < CEIL_KEY_ROWS; row++) {
            const struct board_row *r = &b->pages[page][row];
            if (r->count)
                buf_text(out, "row\n");
            for (int i = 0; i < r->count; i++)
                write_cell(&r->cells[i], out);
        }
    }
    write_bottom(b, columns, more, out);
}
