/* SPDX-License-Identifier: MPL-2.0 */
/* A catalogue gives the words it has, in both byte orders, and a file that is
 * not sound is refused whole. Nobody may read outside it: run under ASan. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "base/ceilings.h"
#include "unit/words/mo_make.h"
#include "words/catalogue.h"

static const struct pair good[] = {
    HEADER,
    PAIR("ask.first\004Hvad er lettest?", "ما الأسهل؟"),
    PAIR("ask.first-better\004Det, der blev bedre", "ما أصبح أفضل"),
    PAIR("ask.later\004Ikke oversat", ""),
    PAIR("bar.next\004Videre", "التالي"),
};
enum { GOOD = sizeof good / sizeof *good };

static void test_finds(void **state)
{
    (void)state;
    for (int swapped = 0; swapped < 2; swapped++) {
        struct buf mo = mo_make(good, GOOD, swapped);
        struct fault why;
        struct catalogue *c = catalogue_read(buf_words(&mo), &why);
        buf_wipe(&mo); /* the bytes were copied */
        assert_non_null(c);
        assert_string_equal(catalogue_find(c, "bar.next"), "التالي");
        assert_string_equal(catalogue_find(c, "ask.first"), "ما الأسهل؟");
        assert_string_equal(catalogue_find(c, "ask.first-better"),
                            "ما أصبح أفضل");
        assert_null(catalogue_find(c, "ask.later"));
        assert_null(catalogue_find(c, "ask.firs"));
        assert_null(catalogue_find(c, ""));
        assert_null(catalogue_find(c, "zzz"));
        assert_int_equal(catalogue_count(c), 3);
        assert_string_equal(catalogue_id(c, 2), "bar.next");
        assert_null(catalogue_id(c, 3));
        assert_null(catalogue_id(c, -1));
        assert_string_equal(catalogue_header(c, "Language"), "ar");
        assert_string_equal(catalogue_header(c, "X-Indefra-Name"), "العربية");
        assert_string_equal(catalogue_header(c, "X-Indefra-Reviewed"), "no");
        assert_null(catalogue_header(c, "X-Indefra"));
        assert_null(catalogue_header(c, "Plural-Forms"));
        catalogue_close(c);
    }
    catalogue_close(NULL);
}

static void refused(struct plain bytes, enum fault_kind kind, const char *part)
{
    struct fault why = {0};
    struct catalogue *c = catalogue_read(bytes, &why);
    catalogue_close(c);
    assert_null(c);
    assert_int_equal(why.kind, kind);
    if (!strstr(why.text, part))
        fail_msg("told \"%s\", not \"%s\"", why.text, part);
    assert_null(strchr(why.text, '\n'));
}

static void test_refuses_messages(void **state)
{
    (void)state;
    static const struct {
        struct pair pair[3];
        uint32_t n;
        const char *told;
    } rows[] = {
        {{{0}}, 0, "no header"},
        {{PAIR("a\004b", "c")}, 1, "no header"},
        {{PAIR("", "Language: da\n")}, 1, "charset"},
        {{PAIR("", "Content-Type: text/plain; charset=ISO-8859-1\n")},
         1,
         "charset"},
        {{PAIR("", "Content-Type: text/plain; charset=UTF-8-MAC\n")},
         1,
         "charset"},
        {{HEADER, PAIR("b\004b", "x"), PAIR("a\004a", "x")}, 3, "sorted"},
        {{HEADER, PAIR("a\004a", "x"), PAIR("a\004b", "x")}, 3, "sorted"},
        {{HEADER, PAIR("Videre", "x")}, 2, "no msgctxt"},
        {{HEADER, PAIR("\004Videre", "x")}, 2, "no msgctxt"},
        {{HEADER, PAIR("a\004a", "\xC3\x28")}, 2, "UTF-8"},
        {{HEADER, PAIR("a\xFF\004a", "x")}, 2, "UTF-8"},
        {{HEADER, PAIR("a\004one\0many", "en\0to")}, 2, "plural"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int swapped = 0; swapped < 2; swapped++) {
            struct buf mo = mo_make(rows[i].pair, rows[i].n, swapped);
            refused(buf_words(&mo), FAULT_DAMAGED, rows[i].told);
            buf_wipe(&mo);
        }
}

/* One number of the file made another. */
static void test_refuses_numbers(void **state)
{
    (void)state;
    static const struct {
        size_t at;
        uint32_t n;
        const char *told;
    } rows[] = {
        {0, 0x950412DF, "not a MO file"},
        {4, 1, "revision"},
        {4, 0x10000, "revision"},
        {8, 0, "no header"},
        {8, 0xFFFFFFFF, "outside"},
        {8, 0x20000000, "outside"}, /* 8 times it is 0 in 32 bits */
        {12, 0xFFFFFFFF, "outside"},
        {16, 0xFFFFFFF8, "outside"},
        {28 + 8, 0xFFFFFFFF, "outside"},  /* length of the first id */
        {28 + 12, 0xFFFFFFFF, "outside"}, /* its offset */
        {28 + 8, 2, "no end"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf mo = mo_make(good, GOOD, false);
        memcpy(mo.at + rows[i].at, &rows[i].n, 4);
        refused(buf_words(&mo), FAULT_DAMAGED, rows[i].told);
        buf_wipe(&mo);
    }
}

static void test_cut_anywhere(void **state)
{
    (void)state;
    struct buf mo = mo_make(good, GOOD, false);
    for (size_t len = 0; len < mo.len; len++) {
        char *exact = malloc(len + !len); /* ASan watches its end */
        memcpy(exact, mo.at, len);
        refused((struct plain){exact, len}, FAULT_DAMAGED, "");
        free(exact);
    }
    buf_wipe(&mo);
}

/* Any byte changed: refused, or every text still lies inside. */
static void test_changed_anywhere(void **state)
{
    (void)state;
    struct buf mo = mo_make(good, GOOD, false);
    static const uint8_t flips[] = {0x01, 0x04, 0x40, 0x80, 0xFF};
    for (size_t i = 0; i < mo.len; i++)
        for (size_t k = 0; k < sizeof flips; k++) {
            mo.at[i] ^= (char)flips[k];
            struct catalogue *c = catalogue_read(buf_words(&mo), NULL);
            for (int m = 0; c && m < catalogue_count(c); m++) {
                const char *text = catalogue_find(c, catalogue_id(c, m));
                if (text)
                    assert_true(utf8_valid(plain_of(text), NULL));
            }
            if (c)
                catalogue_header(c, "Language");
            catalogue_close(c);
            mo.at[i] ^= (char)flips[k];
        }
    buf_wipe(&mo);
}

static void test_files(void **state)
{
    (void)state;
    struct fault why;
    assert_null(catalogue_open("no/such.mo", &why));
    assert_int_equal(why.kind, FAULT_DISK);
    assert_non_null(strstr(why.text, "no/such.mo"));
    assert_null(catalogue_open("/", &why));

    char path[] = "/tmp/indefra-mo-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    FILE *f = fdopen(fd, "wb");
    struct buf mo = mo_make(good, GOOD, false);
    assert_int_equal(fwrite(mo.at, 1, mo.len, f), mo.len);
    fflush(f);
    struct catalogue *c = catalogue_open(path, &why);
    assert_non_null(c);
    assert_string_equal(catalogue_find(c, "bar.next"), "التالي");
    catalogue_close(c);
    static char large[CEIL_CATALOGUE_FILE];
    fwrite(large, 1, sizeof large, f);
    fclose(f);
    assert_null(catalogue_open(path, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    remove(path);
    buf_wipe(&mo);
    static char huge[CEIL_CATALOGUE_FILE + 1];
    refused((struct plain){huge, sizeof huge}, FAULT_LIMIT, "larger");
}

static void test_fill(void **state)
{
    (void)state;
    static const struct {
        const char *text, *filled;
    } rows[] = {
        {"", ""},          {"Booklet {n} of {office}", "Booklet 7 of Nord {n}"},
        {"{n}{n}", "77"},  {"{who} {} {n", "{who} {} {n"},
        {"{{n}}", "{7}"},  {"}{n}", "}7"},
        {"{empty}.", "."},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct buf out = {.max = 200};
        catalogue_fill(rows[i].text, &out, "n", "7", "office", "Nord {n}",
                       "empty", "", NULL);
        struct plain filled = buf_words(&out);
        assert_true(plain_same(filled, plain_of(rows[i].filled)));
        buf_wipe(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds),
        cmocka_unit_test(test_refuses_messages),
        cmocka_unit_test(test_refuses_numbers),
        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_changed_anywhere),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_fill),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
