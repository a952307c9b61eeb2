/* SPDX-License-Identifier: MPL-2.0 */
/* A4: the same words give the same bytes, everything that was told is in
 * them, in reading order, and what does not fit is refused. Whether readers of
 * PDF agree is asked in tests/command/paper.sh. All words are invented. */
#include "export/paper.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include <unistd.h>

#include "base/ceilings.h"
#include "export/pdf_words.h"

static struct fonts *regular, *bold;

static const struct paper_facts facts = {
    {"Kontoret", 8}, {"Hæfte 7", 8}, "2026-11-16"};

typedef void tell(struct sheet *s);

static bool set(tell *told, struct buf *out, int *pages, struct fault *why)
{
    struct paper *p = paper_new(regular, bold, &facts);
    struct sheet s = paper_sheet(p);
    s.begin(s.self, plain_of("Prøve"), "da");
    told(&s);
    s.end(s.self);
    bool ok = paper_pdf(p, out, why);
    if (pages)
        *pages = ok ? paper_pages(p) : 0;
    paper_free(p);
    return ok;
}

static int times(const struct buf *in, const char *part)
{
    int n = 0;
    const char *at = in->at, *end = in->at + in->len;
    while ((at = memmem(at, (size_t)(end - at), part, strlen(part)))) {
        n++;
        at++;
    }
    return n;
}

static void nothing(struct sheet *s)
{
    (void)s;
}

static void many(struct sheet *s)
{
    sheet_open_named(s, PART_SECTION, "stories");
    sheet_open_named(s, PART_SECTION_TITLE, "stories");
    sheet_words(s, plain_of("Hele fortællinger"));
    sheet_close(s, PART_SECTION_TITLE);
    for (int i = 0; i < 40; i++) {
        sheet_open(s, PART_STORY);
        sheet_put(s, PART_STORY_TITLE, plain_of("Min vej"));
        sheet_open(s, PART_STORY_TEXT);
        for (int k = 0; k < 10; k++)
            sheet_words(s, plain_of("Jeg ringede, og nogen tog telefonen. "));
        sheet_close(s, PART_STORY_TEXT);
        sheet_close(s, PART_STORY);
    }
    sheet_close(s, PART_SECTION);
}

/* A story higher than a page, and a word wider than one. */
static void long_one(struct sheet *s)
{
    sheet_open(s, PART_STORY);
    for (int i = 0; i < 60; i++)
        sheet_put(s, PART_STORY_TEXT,
                  plain_of("Det tog lang tid, og så gik det bedre. Det tog "
                           "lang tid, og så gik det bedre igen.\nOg igen."));
    sheet_close(s, PART_STORY);
    struct buf word = {.max = 4000};
    for (int i = 0; i < 400; i++)
        buf_text(&word, "kontakt");
    sheet_put(s, PART_TEXT, buf_words(&word));
    buf_wipe(&word);
}

static void languages(struct sheet *s)
{
    static const struct {
        const char *lang, *words;
        bool rtl;
    } lines[] = {
        {"ar", "هذه قصتي، وعمري 30 سنة.", true},
        {"ti", "እዚ ዛንታይ እዩ።", false},
        {"ta", "இது என் கதை.", false},
        {"uk", "Це моя історія.", false},
        {"fa", "این داستان من است (شماره ۵).", true},
        {"da", "Det er min historie.", false},
    };
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        sheet_open_in(s, PART_BOTH, lines[i].lang, lines[i].rtl);
        sheet_open_in(s, PART_BOTH_SIDE, lines[i].lang, lines[i].rtl);
        sheet_words(s, plain_of(lines[i].words));
        sheet_close(s, PART_BOTH_SIDE);
        sheet_open_in(s, PART_BOTH_SIDE, "da", false);
        sheet_words(s, plain_of("Det er min historie \xF0\x9F\x98\x80."));
        sheet_close(s, PART_BOTH_SIDE);
        sheet_close(s, PART_BOTH);
    }
}

/* Rows over three pages, each with words of its own. */
static void rows(struct sheet *s)
{
    char words[32];
    sheet_open(s, PART_TABLE);
    sheet_open(s, PART_ROWS);
    for (int i = 0; i < 100; i++) {
        snprintf(words, sizeof words, "r%da", i);
        sheet_open(s, PART_ROW);
        sheet_put(s, PART_ROW_NAME, plain_of(words));
        sheet_put(s, PART_CELL, plain_of("b"));
        sheet_close(s, PART_ROW);
    }
    sheet_close(s, PART_ROWS);
    sheet_close(s, PART_TABLE);
}

static void too_deep(struct sheet *s)
{
    for (int i = 0; i < 100; i++)
        sheet_open(s, PART_STORY);
    sheet_words(s, plain_of("x"));
    for (int i = 0; i < 100; i++)
        sheet_close(s, PART_STORY);
}

static void test_same_bytes(void **state)
{
    (void)state;
    static tell *const all[] = {nothing, many, long_one, languages, rows};
    static const int least_pages[] = {1, 8, 3, 1, 2};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        struct buf a = {.max = 1 << 22}, b = a;
        int pages;
        assert_true(set(all[i], &a, &pages, NULL));
        assert_true(set(all[i], &b, NULL, NULL));
        assert_true(pages >= least_pages[i] && pages < 40);
        assert_int_equal(a.len, b.len);
        assert_memory_equal(a.at, b.at, a.len);
        assert_memory_equal(a.at, "%PDF-1.", 7);
        assert_memory_equal(a.at + a.len - 6, "%%EOF\n", 6);
        assert_int_equal(times(&a, "/Lang (da)\n"), 1);
        assert_int_equal(times(&a, "(20261116000000Z)"), 2);
        buf_wipe(&a);
        buf_wipe(&b);
    }
}

static void test_languages(void **state)
{
    (void)state;
    static const char *const tags[] = {"ar", "ti", "ta", "uk", "fa"};
    struct buf out = {.max = 1 << 22};
    assert_true(set(languages, &out, NULL, NULL));
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        char says[32];
        snprintf(says, sizeof says, "/Lang (%s)\n", tags[i]);
        assert_in_range(times(&out, says), 2, 3); /* the row, side, words */
    }
    buf_wipe(&out);
}

/* What opens in the middle of a row must not turn the page before the row's
 * words are drawn: then two rows stand on each other. */
static void test_rows_stand_apart(void **state)
{
    (void)state;
    struct buf out = {.max = 1 << 22};
    char path[] = "/tmp/test_paper_XXXXXX", ask[300];
    int pages, file = mkstemp(path);
    assert_true(file >= 0);
    assert_true(set(rows, &out, &pages, NULL));
    assert_true(pages >= 2);
    assert_int_equal(write(file, out.at, out.len), (ssize_t)out.len);
    close(file);
    snprintf(ask, sizeof ask,
             "pdftotext -bbox %s - | awk '/<page/ { page++ } "
             "/<word/ { if (seen[page, $2, $3]++) twice++ ; words++ } "
             "END { exit twice > 0 || words < 200 }'",
             path);
    assert_int_equal(system(ask), 0);
    remove(path);
    buf_wipe(&out);
}

static void test_refusals(void **state)
{
    (void)state;
    struct fault why = {.text = ""};
    struct buf out = {.max = 1 << 22}, small = {.max = 9000};
    assert_false(set(too_deep, &out, NULL, &why));
    assert_int_equal(out.len, 0);
    assert_false(set(many, &small, NULL, &why));
    assert_non_null(strstr(why.text, "PDF"));
    buf_wipe(&small);
    assert_true(set(many, &out, NULL, NULL));
    small.max = out.len - 1; /* cairo's fits, the languages do not */
    assert_false(set(many, &small, NULL, &why));
    buf_wipe(&small);
    buf_wipe(&out);
}

/* Another cairo may write otherwise: that is said, and nothing guessed. */
static void test_strange_pdf(void **state)
{
    (void)state;
    struct buf good = {.max = 1 << 22};
    assert_true(set(nothing, &good, NULL, NULL));
    const struct pdf_element one = {"Document", ""}, wrong = {"P", "ar"};
    const struct {
        const struct pdf_element *element;
        int n;
        const char *lang;
        size_t keep;
    } cases[] = {
        {&one, 1, "da", good.len - 20},
        {&one, 0, "da", good.len},
        {&wrong, 1, "da", good.len},
        {&one, 1, "d)a", good.len},
        {&one, 1, "", good.len},
        {&one, 1, "da", 0},
        {&one, 1, "da", 40},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf copy = {.max = 1 << 22};
        struct fault why = {.text = ""};
        size_t keep = cases[i].keep;
        buf_put(&copy, good.at, keep);
        if (pdf_languages(&copy, cases[i].lang, cases[i].element, cases[i].n,
                          &why))
            fail_msg("case %zu was accepted", i);
        assert_non_null(strstr(why.text, "cairo"));
        buf_wipe(&copy);
    }
    buf_wipe(&good);
}

static int open_fonts(void **state)
{
    (void)state;
    regular = fonts_open("fonts/manifest", NULL);
    bold = fonts_open("fonts/manifest.bold", NULL);
    return regular && bold ? 0 : -1;
}

static int close_fonts(void **state)
{
    (void)state;
    fonts_close(regular);
    fonts_close(bold);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_bytes),
        cmocka_unit_test(test_languages),
        cmocka_unit_test(test_rows_stand_apart),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_strange_pdf),
    };
    return cmocka_run_group_tests(tests, open_fonts, close_fonts);
}
