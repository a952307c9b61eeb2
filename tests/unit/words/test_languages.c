/* SPDX-License-Identifier: MPL-2.0 */
/* Languages are what lies in the folder: one file more is one more, a broken
 * one is told and left out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <ftw.h>
#include <sys/stat.h>

#include "unit/words/mo_make.h"
#include "words/languages.h"

#define TYPE "Content-Type: text/plain; charset=UTF-8\n"
#define HEAD(tag, more) PAIR("", "Language: " tag "\n" TYPE more)
#define OWN(name, dir) \
    "X-Indefra-Name: " name "\nX-Indefra-Direction: " dir "\n"

static char root[] = "/tmp/indefra-languages-XXXXXX";

static const char *below(const char *path)
{
    static char whole[2][300];
    static int turn;
    char *out = whole[turn++ % 2];
    snprintf(out, sizeof whole[0], "%s/%s", root, path);
    return out;
}

static void put(const char *path, struct plain bytes)
{
    FILE *f = fopen(below(path), "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, f), bytes.len);
    fclose(f);
}

static void put_mo(const char *path, const struct pair *pair, uint32_t n)
{
    struct buf mo = mo_make(pair, n, false);
    put(path, buf_words(&mo));
    buf_wipe(&mo);
}

static const struct pair danish[] = {
    HEAD("da", OWN("Dansk", "ltr") "X-Indefra-Reviewed: yes\n"),
    PAIR("bar.back\004", "Tilbage"), PAIR("bar.next\004", "Videre"),
    PAIR("bar.skip\004", "Spring over")};
static const struct pair arabic[] = {HEADER, PAIR("bar.next\004", "التالي")};
static const struct pair english[] = {
    HEAD("en", OWN("English", "ltr")), PAIR("bar.back\004", "Back"),
    PAIR("bar.next\004", "Next"), PAIR("bar.skip\004", "Skip")};
static const struct pair guide[] = {HEAD("ar", ""),
                                    PAIR("q1.title\004", "وقتك معنا")};
static const struct pair other[] = {HEAD("ar", ""),
                                    PAIR("q1.title\004", "سؤال المكتب")};

static int prepare(void **state)
{
    (void)state;
    assert_non_null(mkdtemp(root));
    static const char *const dirs[] = {
        "i18n",       "guides",      "guides/std",  "guides/own", "office",
        "office/own", "office/bare", "guides/bare", "empty",      "empty/i18n"};
    for (size_t i = 0; i < sizeof dirs / sizeof *dirs; i++)
        assert_int_equal(mkdir(below(dirs[i]), 0700), 0);
    put_mo("i18n/da.mo", danish, 4);
    put_mo("i18n/ar.mo", arabic, 2);
    put_mo("i18n/en.mo", english, 4);
    put_mo("guides/std/ar.mo", guide, 2);
    put_mo("guides/own/ar.mo", guide, 2);
    put_mo("guides/bare/ar.mo", guide, 2);
    put_mo("office/own/ar.mo", other, 2);
    put("office/own/guide.json", plain_of("{}"));
    put("office/bare/guide.json", plain_of("{}"));
    return 0;
}

static int discard(const char *path, const struct stat *st, int kind,
                   struct FTW *walk)
{
    (void)st, (void)kind, (void)walk;
    return remove(path);
}

static int tidy(void **state)
{
    (void)state;
    return nftw(root, discard, 8, FTW_DEPTH | FTW_PHYS);
}

static struct buf told;

static void note(void *self, const char *path, const struct fault *why)
{
    (void)self;
    assert_non_null(strstr(why->text, path));
    buf_format(&told, "%s\n", why->text);
}

static struct languages *open_all(void)
{
    buf_wipe(&told);
    told.max = 4096;
    struct fault why;
    struct languages *l =
        languages_open(root, below("office"), note, NULL, &why);
    assert_non_null(l);
    return l;
}

static void test_lists(void **state)
{
    (void)state;
    struct languages *l = open_all();
    assert_int_equal(told.len, 0);
    assert_int_equal(languages_count(l), 3);
    assert_string_equal(languages_at(l, 0)->tag, "da");
    assert_string_equal(languages_at(l, 1)->tag, "ar");
    assert_string_equal(languages_at(l, 2)->tag, "en");
    assert_null(languages_at(l, 3));
    assert_string_equal(languages_at(l, 1)->name, "العربية");
    assert_true(languages_at(l, 1)->rtl);
    assert_false(languages_at(l, 1)->reviewed);
    assert_true(languages_at(l, 0)->reviewed);
    assert_false(languages_at(l, 0)->rtl);
    assert_null(languages_find(l, "fa"));
    assert_string_equal(languages_lacks(l, "ar", 0), "bar.back");
    assert_string_equal(languages_lacks(l, "ar", 1), "bar.skip");
    assert_null(languages_lacks(l, "ar", 2));
    assert_null(languages_lacks(l, "en", 0));
    languages_close(l);
}

static void test_texts(void **state)
{
    (void)state;
    struct languages *l = open_all();
    static const struct {
        const char *tag, *id, *text;
    } rows[] = {
        {"ar", "bar.next", "التالي"},
        {"ar", "bar.back", "Tilbage"},
        {"fa", "bar.back", "Tilbage"},
        {"da", "bar.gone", "bar.gone"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(languages_text(l, rows[i].tag, rows[i].id),
                            rows[i].text);
    languages_close(l);
}

static void test_guides(void **state)
{
    (void)state;
    struct languages *l = open_all();
    static const struct {
        const char *tag, *guide, *id, *text;
    } rows[] = {
        {"ar", "std", "q1.title", "وقتك معنا"},
        {"ar", "std", "q2.title", "dansk"},
        {"ar", "own", "q1.title", "سؤال المكتب"},
        {"ar", "bare", "q1.title", "dansk"}, /* ours is of another guide */
        {"da", "std", "q1.title", "dansk"},
        {"ar", "../guides/std", "q1.title", "dansk"},
        {"../std/ar", "std", "q1.title", "dansk"},
        {"ar", "std", "q1.title", "وقتك معنا"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(languages_guide_text(l, rows[i].tag, rows[i].guide,
                                                 rows[i].id, "dansk"),
                            rows[i].text);
    assert_null(languages_guide_find(l, "da", "std", "q1.title"));
    languages_close(l);
}

static void test_left_out(void **state)
{
    (void)state;
    static const struct {
        const char *path;
        struct pair header;
        const char *told;
    } rows[] = {
        {"i18n/fa.mo", HEAD("ar", OWN("x", "rtl")), "Language: fa"},
        {"i18n/fa.mo", HEAD("fa", ""), "X-Indefra-Name"},
        {"i18n/fa.mo", HEAD("fa", "X-Indefra-Name: x\n"), "Direction"},
        {"i18n/fa.mo", HEAD("fa", OWN("x", "up")), "Direction"},
        {"i18n/fa.mo", PAIR("", "Language: fa\n"), "charset"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        put_mo(rows[i].path, &rows[i].header, 1);
        struct languages *l = open_all();
        buf_byte(&told, 0);
        assert_non_null(strstr(told.at, rows[i].told));
        assert_int_equal(languages_count(l), 3);
        languages_close(l);
    }
    struct pair persian = HEAD("fa", OWN("فارسی", "rtl"));
    put_mo("i18n/fa.mo", &persian, 1);
    put("i18n/readme.txt", plain_of("not a catalogue"));
    struct languages *l = open_all();
    assert_int_equal(told.len, 0);
    assert_int_equal(languages_count(l), 4);
    languages_close(l);
    remove(below("i18n/fa.mo"));
}

static void test_without_danish(void **state)
{
    (void)state;
    struct fault why = {0};
    assert_null(languages_open(below("empty"), NULL, NULL, NULL, &why));
    assert_int_equal(why.kind, FAULT_SYSTEM);
    why.kind = FAULT_NONE;
    assert_null(languages_open(below("gone"), NULL, NULL, NULL, &why));
    assert_int_equal(why.kind, FAULT_SYSTEM);
    languages_close(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),          cmocka_unit_test(test_texts),
        cmocka_unit_test(test_guides),         cmocka_unit_test(test_left_out),
        cmocka_unit_test(test_without_danish),
    };
    int failed = cmocka_run_group_tests(tests, prepare, tidy);
    buf_wipe(&told);
    return failed;
}
