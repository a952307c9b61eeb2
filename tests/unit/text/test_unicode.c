/* SPDX-License-Identifier: MPL-2.0 */
/* Graphemes, sentences, words, normal form. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "text/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void test_nfc(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"", ""},
        {"Åge", "Åge"},
        {"A\u030Age", "Åge"},
        {"e\u0323\u0302", "ệ"},
        {"\u1100\u1161", "가"},
        {"a\tb\r\nc\x07", "a b\nc"},
        {"\uFEFFmed\u202Esne", "medsne"},
        {"a\u2028b\u2029c", "a\nb\nc"},
        {"\uFEFB \uFEF5", "\u0644\u0627 \u0644\u0622"},
        {"می\u200Cخواهم", "می\u200Cخواهم"},
        {"\u206612\u2069", "\u206612\u2069"},
        {"\xC2\x85"
         "x\xC2\x9F",
         "x"},
        {"👩\u200D👩", "👩\u200D👩"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out = {.max = 200};
        unicode_nfc(plain_of(rows[i].in), &out);
        assert_false(out.full);
        assert_string_equal(out.at ? out.at : "", rows[i].out);
        buf_wipe(&out);
    }
}

static void test_nfc_keeps_the_ceiling(void **state)
{
    (void)state;
    struct buf out = {.max = 3};
    unicode_nfc(plain_of("æøå"), &out);
    assert_true(out.full);
    assert_true(out.len <= 3);
    buf_wipe(&out);
}

/* Bars stand at the boundaries. */
static void check_graphemes(const char *barred)
{
    char text[256];
    size_t stop[64], stops = 0, len = 0;
    for (const char *c = barred; *c; c++)
        if (*c == '|')
            stop[stops++] = len;
        else
            text[len++] = *c;
    struct plain words = {text, len};
    assert_true(stops > 1);
    for (size_t i = 0; i + 1 < stops; i++) {
        assert_int_equal(unicode_next(words, stop[i]), stop[i + 1]);
        assert_int_equal(unicode_back(words, stop[i + 1]), stop[i]);
        assert_int_equal(unicode_next(words, stop[i + 1] - 1), stop[i + 1]);
        assert_int_equal(unicode_back(words, stop[i] + 1), stop[i]);
    }
    assert_int_equal(unicode_next(words, len), len);
    assert_int_equal(unicode_next(words, len + 9), len);
    assert_int_equal(unicode_back(words, 0), 0);
    assert_int_equal(unicode_back(words, len + 9), stop[stops - 2]);
}

static void test_graphemes(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "|a|b|",
        "|ø|e\u0323\u0302|x|",
        "|👩\u200D👩\u200D👧|!|",
        "|🇩🇰|🇸🇴|",
        "|كُ|ت|",
        "|நி|",
        "|\n|a|",
    };
    for (size_t i = 0; i < COUNT(rows); i++)
        check_graphemes(rows[i]);
    assert_int_equal(unicode_next((struct plain){"", 0}, 0), 0);
    assert_int_equal(unicode_back((struct plain){NULL, 0}, 0), 0);
}

enum { MOST = 16 };

static const struct {
    const char *lang, *text;
    const char *piece[MOST];
} sentences[] = {
    {"da", "", {NULL}},
    {"da", "  \n \n ", {NULL}},
    {"da",
     "Jeg kom i går. Det var rart!  Tak?",
     {"Jeg kom i går.", "Det var rart!", "Tak?"}},
    {"da",
     "Vi mødtes kl. 12. Så gik vi, f.eks. Jens og ca. 4 andre, hjem.",
     {"Vi mødtes kl. 12.", "Så gik vi, f.eks. Jens og ca. 4 andre, hjem."}},
    {"da",
     "Kl. 9 kom bl.a. Mona. Dr. Holm gik.",
     {"Kl. 9 kom bl.a. Mona.", "Dr. Holm gik."}},
    {"da", "Hun kom den 3. maj. Godt.", {"Hun kom den 3. maj.", "Godt."}},
    {"da", "En skål. Min kl.\nTo", {"En skål.", "Min kl.", "To"}},
    {"da", "Jeg sagde okl. Så", {"Jeg sagde okl.", "Så"}},
    {"da", "linje et\nlinje to\n\ntre", {"linje et", "linje to", "tre"}},
    {"en", "We met Mr. Holm. Then tea.", {"We met Mr. Holm.", "Then tea."}},
    {"ar", "هل أنت بخير؟ نعم. شكراً", {"هل أنت بخير؟", "نعم.", "شكراً"}},
    {"ti", "ጽቡቕ እዩ። የቐንየለይ።", {"ጽቡቕ እዩ።", "የቐንየለይ።"}},
    {"ur", "میں آیا۔ وہ گیا۔", {"میں آیا۔", "وہ گیا۔"}},
    {NULL, "One. Two.", {"One.", "Two."}},
    {"not-a-language-that-anybody-speaks", "One. Two.", {"One.", "Two."}},
};

static void test_sentences(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(sentences); i++) {
        struct plain words = plain_of(sentences[i].text);
        struct piece piece[MOST];
        size_t n = unicode_sentences(words, sentences[i].lang, piece, MOST),
               k = 0;
        for (; sentences[i].piece[k]; k++) {
            assert_true(k < n);
            struct plain got = plain_cut(words, piece[k].from, piece[k].to);
            if (!plain_same(got, plain_of(sentences[i].piece[k])))
                print_error("row %zu, sentence %zu\n", i, k);
            assert_true(plain_same(got, plain_of(sentences[i].piece[k])));
        }
        assert_int_equal(n, k);
    }
}

static void test_sentences_say_how_many_did_not_fit(void **state)
{
    (void)state;
    struct piece piece[2] = {{9, 9}, {9, 9}};
    assert_int_equal(
        unicode_sentences(plain_of("En. To. Tre."), "da", piece, 1), 3);
    assert_int_equal(piece[0].to, 3);
    assert_int_equal(piece[1].from, 9);
    assert_int_equal(unicode_sentences(plain_of("En. To."), "da", NULL, 0), 2);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text;
        const char *piece[MOST];
    } rows[] = {
        {"da", "", {NULL}},
        {"da", " ... –!", {NULL}},
        {"da", "Æbler, og 45 øl!", {"Æbler", "og", "45", "øl"}},
        {"ar", "مرحبا Jens، 3", {"مرحبا", "Jens", "3"}},
        {"th", "ฉันรักบ้าน", {"ฉัน", "รัก", "บ้าน"}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct plain words = plain_of(rows[i].text);
        struct piece piece[MOST];
        size_t n = unicode_words(words, rows[i].lang, piece, MOST), k = 0;
        for (; rows[i].piece[k]; k++) {
            assert_true(k < n);
            struct plain got = plain_cut(words, piece[k].from, piece[k].to);
            assert_true(plain_same(got, plain_of(rows[i].piece[k])));
        }
        assert_int_equal(n, k);
    }
}

static void test_direction(void **state)
{
    (void)state;
    static const char *const right[] = {"ar", "fa",  "prs", "prs-AF",     "ps",
                                        "ur", "ckb", "he",  "ar-x-pseudo"};
    static const char *const left[] = {"da", "en", "ti", "ta", "kmr",
                                       "so", "uk", "tr", "",   "en-x-pseudo"};
    for (size_t i = 0; i < COUNT(right); i++)
        assert_true(unicode_is_rtl(right[i]));
    for (size_t i = 0; i < COUNT(left); i++)
        assert_false(unicode_is_rtl(left[i]));
    assert_false(unicode_is_rtl(NULL));
}

static void test_isolate(void **state)
{
    (void)state;
    static const struct {
        const char *in, *out;
    } rows[] = {
        {"", "\u2068\u2069"},
        {"12-34", "\u206812-34\u2069"},
        {"a\u2069b", "\u2068ab\u2069"},
        {"a\u2067b", "\u2068a\u2067b\u2069\u2069"},
        {"\u2066a\u2069b", "\u2068\u2066a\u2069b\u2069"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf out = {.max = 100};
        unicode_isolate(plain_of(rows[i].in), &out);
        assert_string_equal(out.at, rows[i].out);
        buf_wipe(&out);
    }
}

static int tear_down(void **state)
{
    (void)state;
    unicode_done();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nfc),
        cmocka_unit_test(test_nfc_keeps_the_ceiling),
        cmocka_unit_test(test_graphemes),
        cmocka_unit_test(test_sentences),
        cmocka_unit_test(test_sentences_say_how_many_did_not_fit),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_direction),
        cmocka_unit_test(test_isolate),
    };
    return cmocka_run_group_tests(tests, NULL, tear_down);
}
