/* SPDX-License-Identifier: MPL-2.0 */
/* An edition's tables, whatever was told in it: read back as any spreadsheet
 * or program reads them, each cell and text is what went in, none begins as a
 * formula does, and no cell more is there. Input: pieces, '|' between. */
#include "fuzz.h"

#include <jansson.h>

#include "anonymise/cleared_make.h"
#include "export/release_csv.h"
#include "export/release_json.h"

enum { PIECES = 7, COLUMNS = 15, ROWS = 5, CELLS_MOST = (ROWS + 1) * COLUMNS };

/* Where the pieces stand, as release_csv.h has it: row and column. */
static const struct {
    int row, column;
} place[PIECES] = {{1, 2}, {1, 3}, {2, 3}, {3, 6}, {4, 2}, {4, 3}, {1, 12}};

struct cells {
    struct buf text[CELLS_MOST];
    int count;
};

/* Takes one cell and what ends it; gives that: ';', '\n' or '\0'. */
static char read_cell(struct plain *rest, struct buf *cell)
{
    bool quoted = rest->len && rest->at[0] == '"';
    size_t at = quoted;
    for (; at < rest->len; at++) {
        char c = rest->at[at];
        if (quoted && c == '"' && at + 1 < rest->len && rest->at[at + 1] == '"')
            at++;
        else if (quoted ? c == '"' : c == ';' || c == '\r')
            break;
        MUST(quoted || (c != '"' && c != '\n'));
        buf_byte(cell, (uint8_t)c);
    }
    at += quoted;
    MUST(at < rest->len);
    char end = rest->at[at++];
    if (end == '\r')
        end = at < rest->len ? rest->at[at++] : '\0';
    *rest = plain_cut(*rest, at, rest->len);
    return end;
}

static void must_be_cell(struct plain cell)
{
    static const uint32_t wide[] = {0xFF1D, 0xFF0B, 0xFF0D, 0xFF20};
    uint32_t first = ' ';
    if (cell.len)
        utf8_read(cell.at, cell.len, 0, &first);
    MUST(first > 0x7F || !strchr("=+-@\t\r\n", (int)first));
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        MUST(first != wide[i]);
}

static void read_table(struct plain csv, struct cells *cells)
{
    MUST(csv.len > 3 && memcmp(csv.at, "\xEF\xBB\xBF", 3) == 0);
    csv = plain_cut(csv, 3, csv.len);
    while (csv.len) {
        MUST(cells->count < CELLS_MOST);
        struct buf *cell = &cells->text[cells->count++];
        cell->max = 1 << 20;
        char end = read_cell(&csv, cell);
        MUST(end == (cells->count % COLUMNS ? ';' : '\n'));
        must_be_cell(buf_words(cell));
    }
    MUST(cells->count == CELLS_MOST);
}

/* A cell is the piece, or the piece behind an apostrophe. */
static void must_say(const struct cells *cells, const struct plain *piece)
{
    for (int i = 0; i < PIECES; i++) {
        int at = place[i].row * COLUMNS + place[i].column;
        struct plain cell = buf_words(&cells->text[at]);
        struct plain behind = plain_cut(cell, 1, cell.len);
        MUST(plain_same(cell, piece[i]) ||
             (cell.at[0] == '\'' && plain_same(behind, piece[i])));
    }
}

static void must_be_csv(const struct cleared *c, const struct plain *piece)
{
    static struct cells cells;
    struct buf out = {.max = 1 << 20};
    MUST(release_csv(c, &out, NULL));
    MUST(utf8_valid(buf_words(&out), NULL));
    cells = (struct cells){.count = 0};
    read_table(buf_words(&out), &cells);
    must_say(&cells, piece);
    for (int i = 0; i < cells.count; i++)
        buf_wipe(&cells.text[i]);
    buf_wipe(&out);
}

static void must_be_json(const struct cleared *c, struct plain office)
{
    struct buf out = {.max = 1 << 20};
    MUST(release_json(c, &out, NULL));
    json_t *root = json_loadb(out.at, out.len, JSON_REJECT_DUPLICATES, NULL);
    MUST(root);
    json_t *said = json_object_get(root, "office");
    struct plain words = {json_string_value(said), json_string_length(said)};
    MUST(words.at && plain_same(words, office));
    json_decref(root);
    buf_wipe(&out);
}

static void cut_pieces(struct plain words, struct plain piece[PIECES])
{
    size_t from = 0;
    for (int i = 0; i < PIECES; i++) {
        size_t to = from;
        while (to < words.len && words.at[to] != '|')
            to++;
        piece[i] = plain_cut(words, from, to);
        from = to + 1;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct buf words = {.max = 8192};
    struct plain p[PIECES];
    keep_utf8((struct plain){(const char *)bytes, len}, &words);
    cut_pieces(buf_words(&words), p);
    struct cleared_story story = {p[0], &p[1], 1, true};
    struct cleared_sentence said = {p[2], false};
    struct cleared_section section = {
        plain_of("q1"), plain_of("t"), plain_of("?"), 5, &said, 1};
    struct cleared_theme theme = {plain_of("home"), p[3], 5};
    struct cleared_reply reply[] = {{p[4], p[5], true}, {p[5], p[4], false}};
    struct cleared c = {.booklet = {.reader = READER_TEAM,
                                    .number = 7,
                                    .year = 2026,
                                    .week = 7,
                                    .office = p[6],
                                    .municipality = plain_of("Øby"),
                                    .story = &story,
                                    .stories = 1,
                                    .story_tellers = 5,
                                    .section = &section,
                                    .sections = 1,
                                    .theme = &theme,
                                    .themes = 1,
                                    .reply = reply,
                                    .replies = 2}};
    must_be_csv(&c, p);
    must_be_json(&c, p[6]);
    buf_wipe(&words);
    return 0;
}
