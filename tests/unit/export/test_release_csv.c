/* SPDX-License-Identifier: MPL-2.0 */
/* release.csv, byte by byte: a spreadsheet must never take words for a
 * formula, a separator or a line's end. All words are invented. */
#include "export/release_csv.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/cleared_make.h"

#define P(text)                \
    {                          \
        text, sizeof(text) - 1 \
    }
#define HEAD                                                            \
    "\xEF\xBB\xBFkind;question;title;text;contributor;direction;theme;" \
    "at_least;translated_afterwards;period;booklet;edition;office;"     \
    "municipality;course\r\n"
#define TAIL "2026-W07;7;team;Kontoret;Bøgelund;\r\n"

static struct cleared empty(void)
{
    return (struct cleared){.booklet = {.reader = READER_TEAM,
                                        .number = 7,
                                        .year = 2026,
                                        .week = 7,
                                        .office = P("Kontoret"),
                                        .municipality = P("Bøgelund")}};
}

static void check(const struct cleared *c, const char *expected)
{
    struct buf out = {.max = 1 << 20};
    assert_true(release_csv(c, &out, NULL));
    assert_string_equal(out.at, expected);
    buf_wipe(&out);
}

static void test_every_kind(void **state)
{
    (void)state;
    static const struct plain told[] = {P("Det gik."), P("Så kom hun.")};
    static const struct cleared_story story = {P("Min vej"), told, 2, true};
    static const struct cleared_sentence line = {P("Vi gik tur."), false};
    static const struct cleared_section section = {
        P("q4"), P("Bedre"), P("Hvad?"), 10, &line, 1};
    static const struct cleared_link link = {P("contact"), P("kontaktperson"),
                                             CLEARED_BOTH, 5};
    static const struct cleared_theme theme = {P("home"), P("hjem"), 15};
    static const struct cleared_reply reply[] = {
        {P("Det"), P("Vi"), true},
        {P("De"), P("Nej"), false},
    };
    struct cleared c = empty();
    struct cleared_booklet *b = &c.booklet;
    b->story = &story, b->stories = 1, b->story_tellers = 5;
    b->section = &section, b->sections = 1;
    b->link = &link, b->links = 1;
    b->theme = &theme, b->themes = 1;
    b->worker = &line, b->workers = 1, b->worker_tellers = 20;
    b->reply = reply, b->replies = 2;
    check(&c, HEAD "story;;Min vej;Det gik. Så kom hun.;;;;5;yes;" TAIL
                   "sentence;q4;Bedre;Vi gik tur.;;;;10;no;" TAIL
                   "worker;;;Vi gik tur.;;;;20;;" TAIL
                   "link;;;;kontaktperson;both;;5;;" TAIL
                   "theme;;;;;;hjem;15;;" TAIL "reply;;Det;Vi;;done;;;;" TAIL
                   "reply;;De;Nej;;not-done;;;;" TAIL);
}

static void test_cells(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"", ""},
        {"=1+1", "'=1+1"},
        {"+45", "'+45"},
        {"-2", "'-2"},
        {"@a", "'@a"},
        {"\t=1", "\"'\t=1\""},
        {"\r=1", "\"'\r=1\""},
        {"\n=1", "\"'\n=1\""},
        {"\xEF\xBC\x9D"
         "1",
         "'\xEF\xBC\x9D"
         "1"},
        {"=a;\"b\"", "\"'=a;\"\"b\"\"\""},
        {"a;b", "\"a;b\""},
        {"sagde \"nej\"", "\"sagde \"\"nej\"\"\""},
        {"to\r\nlinjer", "\"to\r\nlinjer\""},
        {"a = b - c", "a = b - c"},
        {"[...] kom", "[...] kom"},
        {"'a", "'a"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct cleared_theme theme = {plain_of("t"), plain_of(cases[i][0]), 5};
        struct cleared c = empty();
        c.booklet.theme = &theme;
        c.booklet.themes = 1;
        char expected[1000];
        snprintf(expected, sizeof expected, "%stheme;;;;;;%s;5;;%s", HEAD,
                 cases[i][1], TAIL);
        check(&c, expected);
    }
}

static void test_refusals(void **state)
{
    (void)state;
    struct cleared c = empty();
    struct buf out = {.max = 20};
    struct fault why = {0};
    assert_false(release_csv(&c, &out, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    buf_wipe(&out);
    c.booklet.week = 54;
    assert_false(release_csv(&c, &out, &why));
    c = empty();
    c.booklet.reader = READER_TELLER;
    assert_false(release_csv(&c, &out, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    assert_int_equal(out.len, 0);
    buf_wipe(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_kind),
        cmocka_unit_test(test_cells),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
