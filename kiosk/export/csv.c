/* SPDX-License-Identifier: MPL-2.0 */
/* See csv.h. */
#include "export/csv.h"

#include "base/ceilings.h"

/* The full-width forms count too: some spreadsheets fold them first. */
static bool may_be_formula(struct plain words)
{
    static const uint32_t signs[] = {'=',  '+',    '-',    '@',    '\t',  '\r',
                                     '\n', 0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    uint32_t first;
    if (words.len == 0)
        return false;
    utf8_read(words.at, words.len, 0, &first);
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (first == signs[i])
            return true;
    return false;
}

static bool needs_quotes(struct plain words)
{
    for (size_t i = 0; i < words.len; i++)
        if (words.at[i] && strchr(";\"\r\n\t,", words.at[i]))
            return true;
    return false;
}

void csv_cell(struct buf *out, struct plain words)
{
    bool quotes = needs_quotes(words);
    if (quotes)
        buf_text(out, "\"");
    if (may_be_formula(words))
        buf_text(out, "'");
    for (size_t i = 0; i < words.len; i++) {
        if (words.at[i] == '"')
            buf_text(out, "\"");
        buf_byte(out, (uint8_t)words.at[i]);
    }
    if (quotes)
        buf_text(out, "\"");
}

static void begin(struct csv *c)
{
    size_t mark = strlen(CSV_MARK);
    c->line = c->next_line = 1;
    c->row.max = CEIL_STORY;
    c->parted_by = ';';
    if (plain_same(plain_cut(c->text, 0, mark), plain_of(CSV_MARK)))
        c->at = mark;
    for (size_t i = c->at; i < c->text.len && c->text.at[i] != '\n'; i++)
        if (strchr(";,\t", c->text.at[i]) && c->text.at[i]) {
            c->parted_by = c->text.at[i];
            break;
        }
}

static bool wrong(const struct csv *c, struct fault *why, const char *what)
{
    return fault_set(why, FAULT_INPUT, "line %d: %s", c->line, what);
}

static bool read_cell(struct csv *c, struct fault *why)
{
    const struct plain t = c->text;
    bool quoted = c->at < t.len && t.at[c->at] == '"', closed = !quoted;
    if (quoted)
        c->at++;
    for (; c->at < t.len; c->at++) {
        char byte = t.at[c->at];
        if (quoted && byte == '"') {
            c->at++;
            closed = c->at == t.len || t.at[c->at] != '"';
            if (closed)
                break;
        } else if (!quoted && (byte == c->parted_by || byte == '\n')) {
            break;
        }
        c->next_line += byte == '\n';
        buf_byte(&c->row, (uint8_t)byte);
    }
    if (!closed)
        return wrong(c, why, "a quotation mark is not closed");
    if (c->at < t.len && t.at[c->at] == '\r')
        c->at++;
    if (c->at < t.len && t.at[c->at] != c->parted_by && t.at[c->at] != '\n')
        return wrong(c, why,
                     "something stands behind a closing quotation "
                     "mark");
    return true;
}

static bool read_row(struct csv *c, struct fault *why)
{
    size_t from[CSV_CELLS + 1] = {0};
    c->row.len = 0;
    for (c->cells = 0;;) {
        if (c->cells == CSV_CELLS)
            return wrong(c, why, "the row has too many cells");
        if (!read_cell(c, why))
            return false;
        from[++c->cells] = c->row.len;
        if (c->at >= c->text.len || c->text.at[c->at] == '\n')
            break;
        c->at++;
    }
    if (c->at < c->text.len) {
        c->at++;
        c->next_line++;
    }
    if (c->row.full)
        return wrong(c, why, "the row is too long");
    for (int i = 0; i < c->cells; i++)
        c->cell[i] =
            plain_trim(plain_cut(buf_words(&c->row), from[i], from[i + 1]));
    return true;
}

static bool is_utf8(struct csv *c, struct fault *why)
{
    size_t bad;
    if (utf8_valid(c->text, &bad))
        return true;
    for (size_t i = 0; i < bad; i++)
        c->line += c->text.at[i] == '\n';
    return wrong(c, why, "this is not UTF-8: save the table as UTF-8");
}

bool csv_next(struct csv *c, struct fault *why)
{
    if (c->next_line == 0) {
        begin(c);
        if (!is_utf8(c, why))
            return false;
    }
    while (c->at < c->text.len) {
        c->line = c->next_line;
        if (!read_row(c, why))
            return false;
        if (c->cells > 1 || c->cell[0].len)
            return true;
    }
    return false;
}
