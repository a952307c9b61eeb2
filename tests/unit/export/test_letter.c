/* SPDX-License-Identifier: MPL-2.0 */
/* The letter: its order, which language stands where, and that nobody's words
 * become markup. All words are invented. */
#include "export/letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/cleared_make.h"

#define P(text)                \
    {                          \
        text, sizeof(text) - 1 \
    }
#define EVIL "<script>\"'&</script>"

static char long_words[1200];

static const struct cleared_answer answers[] = {
    {{P("عنوان"), P("Bedre")},
     P("سؤال"),
     {P("نعم\nلا"), P("Ja\nNej")},
     CLEARED_INTERPRETED,
     false},
    {{P("آخر"), P("Nu")},
     P("ماذا"),
     {{NULL, 0}, P(EVIL)},
     CLEARED_BY_WORKER,
     true},
};
static const struct cleared_part parts[] = {
    {{P("رسالة"), P("et brev")}, CLEARED_WORSE}};
static const struct cleared_pair themes[] = {{P("بيت"), P("hjem")},
                                             {P("عمل"), {NULL, 0}}};

static struct cleared full(const char *lang)
{
    return (struct cleared){.booklet = {.reader = READER_TELLER},
                            .letter = {.lang = lang,
                                       .year = 2026,
                                       .week = 47,
                                       .office = P(EVIL),
                                       .municipality = P("Byby"),
                                       .title = P(EVIL),
                                       .key = P("المهم"),
                                       .answer = answers,
                                       .answers = 2,
                                       .part = parts,
                                       .parts = 1,
                                       .theme = themes,
                                       .themes = 2,
                                       .worker = P("Jeg ville hjælpe."),
                                       .reply = P("شكرا")}};
}

static const char *say(void *self, const char *lang, const char *id)
{
    static char text[100];
    if (self && strcmp(self, id) == 0)
        return NULL;
    snprintf(text, sizeof text, "%s:%s", lang, id);
    return text;
}

static bool write(const struct cleared *c, const char *missing, struct buf *out)
{
    struct export_words words = {(void *)missing, say};
    out->len = 0;
    bool ok = letter_html(c, &words, out);
    buf_byte(out, 0);
    return ok;
}

static void in_order(const char *whole, const char *const *part, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const char *found = strstr(whole, part[i]);
        if (!found)
            print_message("missing, or too early: %s\n", part[i]);
        assert_non_null(found);
        whole = found + 1;
    }
}

static void test_order(void **state)
{
    (void)state;
    struct cleared c = full("ar");
    struct buf out = {.max = 1 << 20};
    assert_true(write(&c, NULL, &out));
    static const char *const order[] = {
        "<html lang=\"ar\" dir=\"rtl\">",
        "<h1>&lt;script&gt;",
        "ar:booklet.week",
        "<blockquote>المهم",
        "<h3>عنوان",
        "<div lang=\"da\" dir=\"ltr\"><strong>Bedre",
        "<div class=\"both\"><div><p class=\"told\">نعم</p>\n<p "
        "class=\"told\">لا</p>",
        "<div lang=\"da\" dir=\"ltr\"><p class=\"told\">Ja</p>",
        "ar:ask.voice-interpreted",
        "<h3>آخر",
        "<div lang=\"da\" dir=\"ltr\"><p class=\"told\">&lt;script",
        "ar:ask.voice-worker",
        "بيت · عمل",
        "<div lang=\"da\" dir=\"ltr\"><p class=\"told\">hjem</p>",
        "<strong>رسالة",
        "ar:dir.worse",
        "<strong>et brev",
        "da:dir.worse",
        "ar:worker.title",
        "<div lang=\"da\" dir=\"ltr\"><p class=\"told\">Jeg ville",
        "شكرا",
        "ar:thanks.come-by",
        "ar:letter.code",
        "ar:thanks.complaint",
        "ar:letter.foot",
    };
    in_order(out.at, order, sizeof order / sizeof *order);
    assert_null(strstr(out.at, "<script"));
    buf_wipe(&out);
}

static void test_long_answers_follow_each_other(void **state)
{
    (void)state;
    memset(long_words, 'a', sizeof long_words - 1);
    struct cleared_answer one = {.told = {plain_of(long_words), P("Kort")}};
    struct cleared c = full("ar");
    c.letter.answer = &one;
    c.letter.answers = 1;
    struct buf out = {.max = 1 << 20};
    assert_true(write(&c, NULL, &out));
    assert_null(strstr(out.at, "<div class=\"both\"><div><p class=\"told\">a"));
    assert_non_null(strstr(out.at, "Kort"));
    buf_wipe(&out);
}

static void test_danish_alone(void **state)
{
    (void)state;
    struct cleared_answer one = {.title = {P("Bedre"), {NULL, 0}},
                                 .told = {P("Ja."), {NULL, 0}}};
    struct cleared c = full("da");
    c.letter.answer = &one;
    c.letter.answers = 1;
    c.letter.title = c.letter.key = c.letter.reply = (struct plain){NULL, 0};
    c.letter.parts = c.letter.themes = 0;
    struct buf out = {.max = 1 << 20};
    assert_true(write(&c, NULL, &out));
    assert_non_null(strstr(out.at, "<html lang=\"da\">"));
    assert_non_null(strstr(out.at, "<h1>da:letter.untitled</h1>"));
    static const char *const absent[] = {"dir=",         "<blockquote",
                                         "class=\"both", "id=\"themes\"",
                                         "id=\"part\"",  "id=\"reply\""};
    for (size_t i = 0; i < sizeof absent / sizeof *absent; i++)
        assert_null(strstr(out.at, absent[i]));
    buf_wipe(&out);
}

static void test_refusals(void **state)
{
    (void)state;
    struct cleared c = full("ar");
    struct buf out = {.max = 1 << 20}, small = {.max = 3000};
    assert_false(write(&c, "letter.kicker", &out));
    assert_false(write(&c, NULL, &small));
    c.booklet.reader = READER_TEAM;
    out.len = 0;
    assert_false(letter_html(&c, &(struct export_words){NULL, say}, &out));
    assert_int_equal(out.len, 0);
    buf_wipe(&out);
    buf_wipe(&small);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_long_answers_follow_each_other),
        cmocka_unit_test(test_danish_alone),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
