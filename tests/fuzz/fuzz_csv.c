/* SPDX-License-Identifier: MPL-2.0 */
/* A table that comes back from a translator's spreadsheet. Whatever it is: it
 * ends, cells lie in the row, lines are counted, a refusal is told in one
 * line; and what was read can be written and read again the same. */
#include "fuzz.h"

#include "export/csv.h"

static void must_be_read_again(const struct csv *c)
{
    struct buf copy = {.max = 1 << 20};
    buf_text(&copy, ";\n");
    for (int i = 0; i < c->cells; i++) {
        buf_text(&copy, i ? ";" : "");
        /* An apostrophe keeps a formula from being one, and is not taken off
         * again. */
        csv_cell(&copy, c->cell[i]);
    }
    buf_text(&copy, "\r\n");
    struct csv again = {.text = buf_words(&copy)};
    struct fault why = {.kind = FAULT_NONE};
    MUST(csv_next(&again, &why) && csv_next(&again, &why));
    MUST(again.cells == c->cells);
    for (int i = 0; i < c->cells; i++)
        MUST(plain_same(again.cell[i], c->cell[i]) ||
             (again.cell[i].at[0] == '\'' &&
              plain_same(plain_cut(again.cell[i], 1, again.cell[i].len),
                         c->cell[i])));
    buf_wipe(&again.row);
    buf_wipe(&copy);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct csv c = {.text = {(const char *)bytes, len}};
    struct fault why = {.kind = FAULT_NONE, .text = ""};
    int line = 0;
    while (csv_next(&c, &why)) {
        MUST(c.cells >= 1 && c.cells <= CSV_CELLS);
        MUST(c.line > line && c.at <= len);
        line = c.line;
        for (int i = 0; i < c.cells; i++)
            MUST(c.cell[i].len <= c.row.len && utf8_valid(c.cell[i], NULL));
        must_be_read_again(&c);
    }
    MUST((why.kind == FAULT_NONE) == !*why.text);
    MUST(!strchr(why.text, '\n'));
    buf_wipe(&c.row);
    return 0;
}
