/* SPDX-License-Identifier: MPL-2.0 */
/* What is cleared: identifiers gone, names decided upon, counts rounded, and
 * nothing in the order in which it came. All words are invented. */
#include "anonymise/clear.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "base/ceilings.h"

static struct redactor *redactor;

static int set_up(void **state)
{
    (void)state;
    static const struct lexicons lists = {
        .names = {"anna\nfatima\njensen\n", 19},
        .places = {"odense\n", 7},
        .ordinary = {"de\nder\ndet\njeg\nmin\nnu\nså\nvi\n", 29},
    };
    redactor = redactor_new(&lists);
    return redactor ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    redactor_free(redactor);
    return 0;
}

static struct plain p(const char *text)
{
    return plain_of(text);
}

static struct clearing *begin(enum reader reader)
{
    struct cleared_booklet head = {.reader = reader,
                                   .number = 7,
                                   .year = 2026,
                                   .week = 47,
                                   .office = p("Kontoret ved åen"),
                                   .municipality = p("Bøgelund Kommune"),
                                   .course = p("")};
    struct clearing *c = clear_begin(&head, redactor);
    assert_non_null(c);
    return c;
}

static uint32_t last_of(uint32_t limit)
{
    return limit - 1; /* draws the order they came in */
}

static uint32_t first_of(uint32_t limit)
{
    (void)limit;
    return 0;
}

static void assert_words(struct plain got, const char *expected)
{
    if (!plain_same(got, p(expected)))
        fail_msg("got \"%.*s\", expected \"%s\"", (int)got.len, got.at,
                 expected);
}

/* What one worker's sentence becomes when staff hide the word "hide". */
static void check_text(const char *in, const char *hide, const char *expected,
                       int hidden)
{
    struct clearing *c = begin(READER_TEAM);
    clear_allow(c, p("Fatima"));
    clear_hide(c, p(hide));
    clear_worker(c, p(in));
    clear_tellers(c, 0, 5);
    struct cleared *done = clear_done(c, last_of);
    assert_non_null(done);
    const struct cleared_booklet *b = cleared_booklet(done);
    assert_words(b->worker[0].words, expected);
    assert_int_equal(b->hidden_by_staff, hidden);
    cleared_free(done);
}

static void test_texts(void **state)
{
    (void)state;
    static const struct {
        const char *in, *hide, *out;
        int hidden;
    } cases[] = {
        {"vi talte sammen.", "", "vi talte sammen.", 0},
        {"", "", "", 0},
        {"ring 12345678 nu", "", "ring [...] nu", 0},
        {"12345678", "", "[...]", 0},
        {"det var [...] der kom", "", "det var [...] der kom", 0},
        {"det var [...] [...] der kom", "", "det var [...] der kom", 0},
        {"[...][...]", "", "[...]", 0},
        {"[...] \t 12345678", "", "[...]", 0},
        {"[...], [...]", "", "[...], [...]", 0},
        {"vi drak the", "the", "vi drak [...]", 1},
        {"the og the", "the", "[...] og [...]", 2},
        {"the the the", "the", "[...]", 3},
        {"theen, The, athe", "the", "theen, The, athe", 0},
        {"vi så åen", "så", "vi [...] åen", 1},
        {"påså såå så", "så", "påså såå [...]", 1},
        {"»så« og så", "så", "»[...]« og [...]", 2},
        {"på stien bag skolen", "stien bag", "på [...] skolen", 1},
        {"Anna kom", "Anna", "[...] kom", 1},
        {"Fatima kom fra Odense", "", "Fatima kom fra Odense", 0},
        {"Fatima kom", "Fatima", "[...] kom", 1},
        {"nr. 12345678 og 123", "123", "nr. [...] og [...]", 1},
        {"nr. 12345678", "12345678", "nr. [...]", 0},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        check_text(cases[i].in, cases[i].hide, cases[i].out, cases[i].hidden);
}

static void test_doubts(void **state)
{
    (void)state;
    struct clearing *c = begin(READER_TEAM);
    clear_allow(c, p("Fatima"));
    clear_section(c, p("q4"), p("Noget blev bedre"), p("Er noget bedre?"), 5);
    clear_sentence(c, p("det var Anna og Fatima."), false);
    clear_sentence(c, p("så kom Anna igen, 12345678."), false);
    clear_sentence(c, p("jeg bor i Odense."), false);
    const struct doubt *doubt;
    assert_int_equal(clear_doubts(c, &doubt), 1);
    assert_words(doubt[0].word, "Anna");
    assert_words(doubt[0].sentence, "det var Anna og Fatima.");
    assert_int_equal(doubt[0].kind, FOUND_NAME);
    struct fault why = {0};
    assert_false(clear_ready(c, &why));
    assert_null(strstr(why.text, "Anna"));
    assert_null(clear_done(c, last_of));
    assert_int_equal(clear_doubts(c, &doubt), 1);
    clear_drop(c);
}

/* Staff hide the given name: the surname beside it is still a doubt. */
static void test_half_a_name(void **state)
{
    (void)state;
    struct clearing *c = begin(READER_TEAM);
    clear_hide(c, p("Anna"));
    clear_worker(c, p("det var Anna Jensen"));
    clear_tellers(c, 0, 5);
    const struct doubt *doubt;
    assert_int_equal(clear_doubts(c, &doubt), 1);
    assert_words(doubt[0].word, "Jensen");
    clear_drop(c);
}

/* Each place where a teller's words come in raises doubts; the guide's own
 * words do not, but lose what identifies. */
static void test_every_way_in(void **state)
{
    (void)state;
    struct plain name = p("Anna 12345678"), one[] = {p("jeg så Anna")};
    for (int way = 0; way < 11; way++) {
        struct clearing *c = begin(READER_COUNCIL);
        clear_section(c, way == 0 ? name : p("q1"), way == 1 ? name : p("t"),
                      way == 2 ? name : p("q"), 5);
        clear_sentence(c, way == 3 ? name : p("det gik"), true);
        clear_link(c, way == 4 ? p("own-1") : p("contact"),
                   way >= 4 && way <= 5 ? name : p("brev"), CLEARED_BOTH, 5);
        clear_theme(c, way == 6 ? p("") : p("home"),
                    way >= 6 && way <= 7 ? name : p("hjem"), 5);
        clear_reply(c, way == 8 ? name : p("det"), way == 9 ? name : p("vi"),
                    true);
        if (way == 10)
            clear_story(c, p("min vej"), one, 1, false);
        clear_tellers(c, 5, 0);
        bool guide = way < 3 || way == 5 || way == 7;
        const struct doubt *doubt;
        assert_int_equal(clear_doubts(c, &doubt), guide ? 0 : 1);
        struct cleared *done = clear_done(c, last_of);
        assert_int_equal(done != NULL, guide);
        if (!done) {
            clear_drop(c);
            continue;
        }
        const struct cleared_booklet *b = cleared_booklet(done);
        struct plain in[] = {b->section[0].question_id,
                             b->section[0].title,
                             b->section[0].question,
                             p(""),
                             p(""),
                             b->link[0].word,
                             p(""),
                             b->theme[0].word};
        assert_words(in[way], "Anna [...]");
        cleared_free(done);
    }
}

static void test_too_few(void **state)
{
    (void)state;
    for (int way = 0; way < 5; way++) {
        struct clearing *c = begin(READER_TEAM);
        if (way == 0)
            clear_section(c, p("q1"), p("t"), p("q"), 4);
        if (way == 1)
            clear_link(c, p("contact"), p("brev"), CLEARED_BETTER, 4);
        if (way == 2)
            clear_theme(c, p("home"), p("hjem"), 4);
        if (way == 3)
            clear_worker(c, p("vi gik"));
        if (way == 4)
            clear_story(c, p("min vej"), NULL, 0, false);
        clear_tellers(c, 4, 4);
        struct fault why = {0};
        assert_false(clear_ready(c, &why));
        assert_int_equal(why.kind, FAULT_INPUT);
        assert_null(clear_done(c, last_of));
        clear_drop(c);
    }
}

static void test_counts_are_rounded(void **state)
{
    (void)state;
    struct clearing *c = begin(READER_TEAM);
    clear_section(c, p("q1"), p("t"), p("q"), 9);
    clear_link(c, p("contact"), p("brev"), CLEARED_BETTER, 14);
    clear_theme(c, p("home"), p("hjem"), 26);
    clear_tellers(c, 7, 11);
    struct cleared *done = clear_done(c, last_of);
    const struct cleared_booklet *b = cleared_booklet(done);
    assert_int_equal(b->section[0].tellers, 5);
    assert_int_equal(b->link[0].tellers, 10);
    assert_int_equal(b->theme[0].tellers, 25);
    assert_int_equal(b->story_tellers, 5);
    assert_int_equal(b->worker_tellers, 10);
    cleared_free(done);
}

static void test_drawn_order(void **state)
{
    (void)state;
    struct clearing *c = begin(READER_TEAM);
    struct plain said[] = {p("jeg gik"), p("jeg kom")};
    clear_story(c, p("en"), said, 2, false);
    clear_story(c, p("to"), said, 1, true);
    clear_story(c, p("tre"), said, 2, false);
    clear_section(c, p("q1"), p("t"), p("q"), 5);
    clear_sentence(c, p("a"), false);
    clear_sentence(c, p("b"), true);
    clear_sentence(c, p("c"), false);
    clear_tellers(c, 5, 5);
    struct cleared *done = clear_done(c, first_of);
    const struct cleared_booklet *b = cleared_booklet(done);
    assert_words(b->story[0].title, "to");
    assert_true(b->story[0].translated_afterwards);
    assert_words(b->story[1].title, "tre");
    assert_words(b->story[2].title, "en");
    assert_words(b->story[1].sentence[0], "jeg gik"); /* a story stays whole */
    assert_words(b->story[1].sentence[1], "jeg kom");
    assert_words(b->section[0].sentence[0].words, "b");
    assert_words(b->section[0].sentence[1].words, "c");
    assert_words(b->section[0].sentence[2].words, "a");
    cleared_free(done);
}

/* Copies: nothing of what was handed in is needed afterwards. */
static void test_many_and_copied(void **state)
{
    (void)state;
    enum { SECTIONS = 12, EACH = 1000 };
    struct clearing *c = begin(READER_TEAM);
    char text[64];
    for (int s = 0; s < SECTIONS; s++) {
        snprintf(text, sizeof text, "title-%d", s % 4);
        clear_section(c, p(text), p(text), p(text), EACH);
        for (int i = 0; i < EACH; i++) {
            snprintf(text, sizeof text, "det gik %d", i);
            clear_sentence(c, p(text), false);
        }
    }
    memset(text, 'x', sizeof text);
    struct cleared *done = clear_done(c, last_of);
    assert_non_null(done);
    const struct cleared_booklet *b = cleared_booklet(done);
    assert_int_equal(cleared_for(done), READER_TEAM);
    assert_words(b->office, "Kontoret ved åen");
    assert_int_equal(b->sections, SECTIONS);
    assert_int_equal(b->section[11].sentences, EACH);
    assert_words(b->section[11].sentence[999].words, "det gik 999");
    cleared_free(done);
}

static void test_bad_input(void **state)
{
    (void)state;
    static char long_text[CEIL_STORY + 1];
    memset(long_text, 'a', sizeof long_text);
    struct plain bad[] = {{"ab\xFFz", 4}, {long_text, sizeof long_text}};
    for (int i = 0; i < 2; i++) {
        struct clearing *c = begin(READER_TEAM);
        clear_reply(c, bad[i], p("vi"), true);
        struct fault why = {0};
        assert_false(clear_ready(c, &why));
        assert_null(clear_done(c, last_of));
        clear_drop(c);
    }
    clear_drop(NULL);
    cleared_free(NULL);
}

static void test_head_must_be_utf8(void **state)
{
    (void)state;
    struct cleared_booklet head = {.reader = READER_TEAM,
                                   .office = {"\xC3", 1}};
    struct clearing *c = clear_begin(&head, redactor);
    assert_null(clear_done(c, last_of));
    clear_drop(c);
}

/* Who reads their own words reads a letter, which nobody looks over: nothing
 * may come to others that way. */
static void test_no_letter(void **state)
{
    (void)state;
    struct fault why;
    struct cleared_booklet head = {.reader = READER_TELLER};
    struct clearing *c = clear_begin(&head, NULL);
    assert_non_null(c);
    assert_false(clear_ready(c, &why));
    assert_null(clear_done(c, NULL));
    clear_drop(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts),
        cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_half_a_name),
        cmocka_unit_test(test_every_way_in),
        cmocka_unit_test(test_too_few),
        cmocka_unit_test(test_counts_are_rounded),
        cmocka_unit_test(test_drawn_order),
        cmocka_unit_test(test_many_and_copied),
        cmocka_unit_test(test_bad_input),
        cmocka_unit_test(test_head_must_be_utf8),
        cmocka_unit_test(test_no_letter),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
