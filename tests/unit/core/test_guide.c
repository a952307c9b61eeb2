/* SPDX-License-Identifier: MPL-2.0 */
/* A guide that is right is read whole; one that is not tells every fault with
 * its place. Each row breaks the small guide in one way. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "core/guide.h"

#define FIXTURES "tests/fixtures/guides/"

static char small[8192], long_text[CEIL_SHORT_TEXT + 1];

static void load(const char *path, char *out, size_t size)
{
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    size_t len = fread(out, 1, size - 1, f);
    assert_true(len > 0 && len < size - 1);
    out[len] = '\0';
    fclose(f);
}

/* What was told, one fault a line. */
static struct buf told;

static void note(void *self, const char *where, const char *what)
{
    (void)self;
    buf_format(&told, "%s: %s\n", where, what);
}

static struct guide *read_text(struct plain json)
{
    buf_wipe(&told);
    told.max = 64 * 1024;
    struct guide *g = guide_read(json, note, NULL);
    buf_byte(&told, 0);
    return g;
}

static void test_small(void **state)
{
    (void)state;
    struct guide *g = read_text(plain_of(small));
    assert_string_equal(told.at, "");
    assert_non_null(g);
    assert_string_equal(g->id, "small");
    assert_string_equal(g->title, "En lille guide");
    assert_string_equal(g->purpose, "Vi prøver.");
    assert_string_equal(g->next_step, "");
    assert_int_equal(g->questions, 2);
    const struct question *q = guide_question(g, "q2");
    assert_int_equal(q->role, ROLE_BETTER);
    assert_false(q->core);
    assert_true(g->question[0].core);
    assert_string_equal(q->question, "Blev noget bedre?");
    assert_string_equal(q->note, "Tolk alt.");
    assert_string_equal(q->help, "");
    assert_null(guide_question(g, "q3"));
    const struct variant *full = guide_variant(g, "full");
    assert_int_equal(full->questions, 2);
    assert_int_equal(full->question[1], 1);
    assert_non_null(guide_variant(g, "short"));
    assert_null(guide_variant(g, "interpreted"));
    assert_int_equal(card_find(g->theme, g->themes, "home")->pictogram,
                     0x1F3E0);
    assert_null(card_find(g->theme, g->themes, "job"));
    assert_int_equal(g->contributors, 0);
    guide_free(g);
}

static void test_standard(void **state)
{
    (void)state;
    static char text[CEIL_GUIDE_FILE];
    load("data/guides/standard/guide.json", text, sizeof text);
    struct guide *g = read_text(plain_of(text));
    assert_string_equal(told.at, "");
    assert_non_null(g);
    static const struct {
        const char *variant, *asked;
    } rows[] = {
        {"full", "q1 q4 q5 q6 q8 q2 q3 q7 "},
        {"interpreted", "q1 q4 q5 q8 "},
        {"short", "q4 q5 q8 "},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const struct variant *v = guide_variant(g, rows[i].variant);
        struct buf asked = {.max = 200};
        for (int k = 0; k < v->questions; k++)
            buf_format(&asked, "%s ", g->question[v->question[k]].id);
        assert_string_equal(asked.at, rows[i].asked);
        buf_wipe(&asked);
    }
    guide_free(g);
}

/* The small guide with the first "was" made "now". */
static struct plain changed(const char *was, const char *now)
{
    static struct buf text;
    buf_wipe(&text);
    text.max = 2 * CEIL_GUIDE_FILE;
    const char *at = strstr(small, was);
    assert_non_null(at);
    buf_put(&text, small, (size_t)(at - small));
    buf_text(&text, now);
    buf_text(&text, at + strlen(was));
    return buf_words(&text);
}

static void test_one_fault(void **state)
{
    (void)state;
    static const struct {
        const char *was, *now, *told;
    } rows[] = {
        {"\"schema\": 1,", "", "/schema: missing\n"},
        {"\"schema\": 1", "\"schema\": true",
         "/schema: must be 1; this program knows no other\n"},
        {"\"id\": \"small\"", "\"id\": \"ång\"",
         "/id: must be 1 to 23 of a-z, 0-9 and hyphen\n"},
        {"\"id\": \"small\"", "\"id\": \"a-guide-with-24-letters-\"",
         "/id: must be 1 to 23 of a-z, 0-9 and hyphen\n"},
        {"En lille guide", "\\u0085",
         "/title: has a line break or another control character\n"},
        {"En lille guide", "snydt\\u202e",
         "/title: has a line break or another control character\n"},
        {"En lille guide", long_text, "/title: longer than 599 bytes\n"},
        {"\"plan\": { \"purpose\": \"Vi prøver.\" },", "", "/plan: missing\n"},
        {"{ \"purpose\": \"Vi prøver.\" }", "[]", "/plan: must be an object\n"},
        {"Hvad skete der?", "", "/questions/0/question: must not be empty\n"},
        {"\"core\": true", "\"scale\": 5, \"core\": true",
         "/questions/0/scale: Indefra asks open questions only\n"},
        {"\"core\": true", "\"rating\": {}, \"core\": true",
         "/questions/0/rating: Indefra asks open questions only\n"},
        {"\"core\": true", "\"a~b/c\": 1, \"core\": true",
         "/questions/0/a~0b~1c: unknown field\n"},
        {"\"core\": true", "\"core\": 1",
         "/questions/0/core: must be true or false\n"
         "/variants/full: asks no core question\n"
         "/variants/short: asks no core question\n"},
        {"\"id\": \"q1\"", "\"id\": \"theme\"",
         "/questions/0/id: is the name of a kind of card; choose another\n"
         "/variants/full/0: names a question that is not in the guide\n"
         "/variants/full: asks no core question\n"
         "/variants/short/0: names a question that is not in the guide\n"
         "/variants/short: asks no core question\n"},
        {"\"full\"", "\"interpreted\"", "/variants/full: missing\n"},
        {"[\"q1\", \"q2\"]", "{}", "/variants/full: must be a list\n"},
        {"[\"q1\", \"q2\"]", "[]", "/variants/full: asks no core question\n"},
        {"\"🏠\"", "\"\"", "/themes/0/pictogram: must not be empty\n"},
        {"\"🏠\"", "\"☂️\"",
         "/themes/0/pictogram: must be one character, without a variation "
         "selector\n"},
        {"\"home\"", "\"own\"",
         "/themes/0/id: own is kept for the teller's own cards\n"},
        {"\"contributors\": []", "\"contributors\": [3]",
         "/contributors/0: must be an object\n"},
        {",\n  \"contributors\": []", "", "/contributors: missing\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_null(read_text(changed(rows[i].was, rows[i].now)));
        assert_string_equal(told.at, rows[i].told);
    }
}

static void test_all_faults(void **state)
{
    (void)state;
    char text[4096], expected[8192];
    load(FIXTURES "many-faults.json", text, sizeof text);
    load(FIXTURES "many-faults.told", expected, sizeof expected);
    assert_null(read_text(plain_of(text)));
    assert_string_equal(told.at, expected);
    assert_null(guide_read(plain_of(text), NULL, NULL));
}

static void test_syntax(void **state)
{
    (void)state;
    static const struct {
        const char *json, *where;
    } rows[] = {
        {"", "line 1, column "},
        {"{\"id\": }", "line 1, column 8: "},
        {"{\n  \"id\": \"a\"\n  \"title\": 1}", "line 3, column 9: "},
        {"{\"id\": \"a\", \"id\": \"b\"}", "line 1, column "},
        {"{\"id\": \"\xff\"}", "line 1, column "},
        {"{\"id\": \"\\u0000\"}", "line 1, column "},
        {"{} {}", "line 1, column 4: "},
        {"[1, 2]", ": must be an object\n"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_null(read_text(plain_of(rows[i].json)));
        if (strncmp(told.at, rows[i].where, strlen(rows[i].where)) != 0)
            fail_msg("row %zu told %s", i, told.at);
        assert_ptr_equal(strchr(told.at, '\n') + 1, told.at + told.len - 1);
    }
}

/* n copies of one question or card, each with its own id. */
static struct plain many(const char *was, const char *item, int n)
{
    struct buf list = {.max = CEIL_GUIDE_FILE};
    for (int i = 0; i < n; i++) {
        buf_format(&list, "%s{\"id\":\"x%d\",", i ? "," : "", i);
        buf_text(&list, item);
    }
    struct plain text = changed(was, list.at);
    buf_wipe(&list);
    return text;
}

static void test_ceilings(void **state)
{
    (void)state;
    const char *question =
        "\"role\":\"open\",\"core\":true,\"title\":\"t\",\"question\":\"q\"}";
    char was[300] = "";
    const char *from = strstr(small, "{ \"id\": \"q2\"");
    memcpy(was, from, strcspn(from, "\n"));
    assert_null(read_text(many(was, question, CEIL_QUESTIONS)));
    assert_string_equal(told.at,
                        "/questions: more than 12 questions\n"
                        "/variants/full/1: names a question that is not in "
                        "the guide\n");

    const char *card = "\"word\":\"w\",\"pictogram\":\"x\"}";
    const char *theme =
        "{ \"id\": \"home\", \"word\": \"hjem\", \"pictogram\": \"🏠\" }";
    struct guide *g = read_text(many(theme, card, CEIL_CARDS));
    assert_non_null(g);
    assert_int_equal(g->themes, CEIL_CARDS);
    guide_free(g);
    assert_null(read_text(many(theme, card, CEIL_CARDS + 1)));
    assert_string_equal(told.at, "/themes: more than 24 cards\n");

    static char large[CEIL_GUIDE_FILE + 1];
    memset(large, ' ', sizeof large);
    assert_null(read_text((struct plain){large, sizeof large}));
    assert_string_equal(told.at,
                        "line 1, column 1: larger than 262144 bytes\n");
}

static int prepare(void **state)
{
    (void)state;
    load(FIXTURES "small.json", small, sizeof small);
    memset(long_text, 'x', CEIL_SHORT_TEXT);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small),     cmocka_unit_test(test_standard),
        cmocka_unit_test(test_one_fault), cmocka_unit_test(test_all_faults),
        cmocka_unit_test(test_syntax),    cmocka_unit_test(test_ceilings),
    };
    int failed = cmocka_run_group_tests(tests, prepare, NULL);
    buf_wipe(&told);
    return failed;
}
