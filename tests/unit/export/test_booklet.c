/* SPDX-License-Identifier: MPL-2.0 */
/* The booklet: its order, what is left out when there is nothing, and that
 * nobody's words become markup. All words are invented. */
#include "export/booklet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/cleared_make.h"

#define P(text)                \
    {                          \
        text, sizeof(text) - 1 \
    }
#define EVIL "<script>\"'&</script>"
#define SAFE "&lt;script&gt;&quot;&#39;&amp;&lt;/script&gt;"

static const struct plain story_lines[] = {P("Det gik."), P(EVIL)};
static const struct cleared_story stories[] = {
    {P("Min vej"), story_lines, 2, false},
    {P(""), story_lines, 1, true},
};
static const struct cleared_sentence lines[] = {
    {P("Hun kom til [...] hver uge."), false},
    {P(EVIL), true},
};
static const struct cleared_section sections[] = {
    {P("q4"), P("Bedre"), P("Hvad blev bedre?"), 10, lines, 2},
    {P("q\"><b id='x"), P(EVIL), P(EVIL), 5, lines, 1},
};
static const struct cleared_link links[] = {
    {P("contact"), P("kontaktperson"), CLEARED_BETTER, 15},
    {P(EVIL), P(EVIL), CLEARED_WORSE, 5},
    {P("letter"), P("et brev"), CLEARED_BOTH, 5},
    {P("rules"), P("regler"), CLEARED_UNKNOWN, 5},
    {P("odd"), P("andet"), 99, 5},
};
static const struct cleared_theme themes[] = {{P(EVIL), P(EVIL), 5}};
static const struct cleared_reply replies[] = {
    {P("Det var svært."), P("Vi ringer."), true},
    {P(EVIL), P(EVIL), false},
};

static struct cleared full(void)
{
    return (struct cleared){.booklet = {
                                .reader = READER_TEAM,
                                .number = 7,
                                .year = 2026,
                                .week = 47,
                                .office = P("Kontoret <ved> åen"),
                                .municipality = P(EVIL),
                                .course = P(EVIL),
                                .purpose = P(EVIL),
                                .criteria = P(EVIL),
                                .next_step = P(EVIL),
                                .hidden_by_staff = 3,
                                .reply = replies,
                                .replies = 2,
                                .story = stories,
                                .stories = 2,
                                .story_tellers = 5,
                                .section = sections,
                                .sections = 2,
                                .link = links,
                                .links = 5,
                                .theme = themes,
                                .themes = 1,
                                .worker = lines,
                                .workers = 2,
                                .worker_tellers = 5,
                            }};
}

/* Says each text as its own id with the facts behind it. Without one: self. */
static const char *say(void *self, const char *lang, const char *id)
{
    static char text[100];
    assert_string_equal(lang, "da");
    if (self && strcmp(self, id) == 0)
        return NULL;
    snprintf(text, sizeof text, "%s & {count} {number}", id);
    return text;
}

static bool write(const struct cleared *c, const char *missing, struct buf *out)
{
    struct export_words words = {(void *)missing, say};
    return booklet_html(c, &words, out);
}

static int times(const char *whole, const char *part)
{
    int n = 0;
    for (const char *at = whole; (at = strstr(at, part)); at++)
        n++;
    return n;
}

static void test_order(void **state)
{
    (void)state;
    struct cleared c = full();
    struct buf out = {.max = 1 << 20};
    assert_true(write(&c, NULL, &out));
    assert_memory_equal(out.at, "<!DOCTYPE html>\n<html lang=\"da\">", 32);
    static const char *const order[] = {
        "<title>",        "<h1>",           "id=\"contents\"", "<main>",
        "id=\"read\"",    "id=\"since\"",   "id=\"stories\"",  "Min vej",
        "id=\"answers\"", "Bedre",          "id=\"part\"",     "kontaktperson",
        "id=\"workers\"", "id=\"meeting\"", "</main>",         "<footer",
    };
    const char *at = out.at;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
    buf_wipe(&out);
}

static void test_says_what_it_should(void **state)
{
    (void)state;
    struct cleared c = full();
    struct buf out = {.max = 1 << 20};
    assert_true(write(&c, NULL, &out));
    static const char *const present[] = {
        "booklet.title &amp; 0 7",
        "booklet.kicker.team",
        "booklet.read.staff &amp; 3 7",
        "booklet.stories.intro &amp; 5 7",
        "booklet.answers.count &amp; 10 7",
        "booklet.workers.intro &amp; 5 7",
        "booklet.at-least &amp; 15 7",
        "booklet.part.better",
        "booklet.part.worse",
        "booklet.part.both",
        "booklet.story.untitled",
        "booklet.since.did",
        "booklet.since.not",
        "booklet.meeting.council",
        "til <span class=\"gap\">[...]</span> hver",
        "Kontoret &lt;ved&gt; åen",
    };
    for (size_t i = 0; i < sizeof present / sizeof *present; i++)
        assert_non_null(strstr(out.at, present[i]));
    assert_int_equal(times(out.at, "booklet.part.unknown"), 2);
    assert_int_equal(times(out.at, "booklet.translated"), 3);
    assert_null(strstr(out.at, "booklet.since.none"));
    assert_null(strstr(out.at, "booklet.meeting.more"));
    buf_wipe(&out);
}

static void test_nothing_becomes_markup(void **state)
{
    (void)state;
    struct cleared c = full();
    struct buf out = {.max = 1 << 20};
    assert_true(write(&c, NULL, &out));
    assert_null(strstr(out.at, "<script"));
    assert_null(strstr(out.at, "</script"));
    assert_null(strstr(out.at, "<b "));
    assert_null(strstr(out.at, "http://"));
    assert_null(strstr(out.at, "https://"));
    assert_null(strstr(out.at, "url("));
    assert_int_equal(times(out.at, SAFE), 14);
    assert_true(utf8_valid(buf_words(&out), NULL));
    buf_wipe(&out);
}

static void test_nothing_to_tell(void **state)
{
    (void)state;
    struct cleared c = {.booklet = {.reader = READER_COUNCIL,
                                    .office = P("A"),
                                    .municipality = P("B")}};
    struct buf out = {.max = 1 << 20};
    assert_true(write(&c, NULL, &out));
    static const char *const calm[] = {
        "booklet.since.none",     "booklet.stories.none",
        "booklet.answers.none",   "booklet.read.staff-none",
        "booklet.kicker.council", "booklet.meeting.more",
    };
    for (size_t i = 0; i < sizeof calm / sizeof *calm; i++)
        assert_int_equal(times(out.at, calm[i]), 1);
    assert_null(strstr(out.at, "id=\"part\""));
    assert_null(strstr(out.at, "href=\"#part\""));
    assert_null(strstr(out.at, "id=\"workers\""));
    assert_null(strstr(out.at, "booklet.plan."));
    assert_null(strstr(out.at, "booklet.course"));
    buf_wipe(&out);
}

static void test_refusals(void **state)
{
    (void)state;
    struct cleared c = full();
    struct buf out = {.max = 1 << 20};
    assert_false(write(&c, "booklet.foot", &out));
    buf_wipe(&out);
    struct buf small = {.max = 20000};
    assert_true(write(&c, NULL, &out));
    small.max = out.len - 1;
    assert_false(write(&c, NULL, &small));
    buf_wipe(&small);
    buf_wipe(&out);
    c.booklet.reader = READER_TELLER;
    assert_false(write(&c, NULL, &out));
    assert_int_equal(out.len, 0);
    buf_wipe(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_says_what_it_should),
        cmocka_unit_test(test_nothing_becomes_markup),
        cmocka_unit_test(test_nothing_to_tell),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
