/* SPDX-License-Identifier: MPL-2.0 */
/* Codes for a telephone: where they are cut, how many there are, and that what
 * they hold is all of it. Whether a telephone reads them is tests/flow/home.sh.
 * All words are invented. */
#include "export/qr.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/cleared_make.h"

/* Both have one code where the words are the same. */
static bool same(const struct picture *a, const char *words, size_t len)
{
    static struct picture b;
    struct fault why;
    memset(&b, 0, sizeof b);
    assert_true(qr_words((struct plain){words, len}, &b, &why));
    return a->side == b.side &&
           memcmp(a->dark, b.dark, (size_t)b.side * (size_t)b.side) == 0;
}

static void test_ceilings(void **state)
{
    (void)state;
    static struct picture p;
    static char words[QR_BYTES + 2];
    struct fault why;
    memset(words, 'x', sizeof words);
    static const struct {
        size_t len;
        bool fits;
    } cases[] = {{1, true}, {QR_BYTES, true}, {QR_BYTES + 1, false}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        bool ok = qr_words((struct plain){words, cases[i].len}, &p, &why);
        assert_int_equal(ok, cases[i].fits);
        assert_int_equal(p.side > 0, cases[i].fits);
        assert_true(p.side <= PICTURE_SIDE);
    }
    assert_false(qr_words(plain_of(""), &p, &why));
    assert_true(qr_digits("1234567890123456789012", &p, &why));
    assert_int_equal(p.side, 21);
    assert_false(qr_digits("12a4", &p, &why));
}

struct told {
    const char *title, *key, *own, *danish;
};

static void write(const struct told *t, struct pictures *out)
{
    struct cleared_answer answers[] = {
        {.told = {plain_of("Ikke med."), {NULL, 0}}},
        {.told = {plain_of(t->own), plain_of(t->danish)}, .forward = true}};
    struct cleared c = {.booklet = {.reader = READER_TELLER},
                        .letter = {.lang = "da",
                                   .title = plain_of(t->title),
                                   .key = plain_of(t->key),
                                   .answer = answers,
                                   .answers = 2}};
    struct fault why;
    assert_true(qr_letter(&c, out, &why));
}

static void test_what_it_holds(void **state)
{
    (void)state;
    static struct pictures p;
    static const struct {
        struct told told;
        const char *words;
    } cases[] = {
        {{"Ro", "Hun ringede.", "Et opkald.", "Anden."},
         "Ro\n\nHun ringede.\n\nEt opkald."},
        {{"", "", "", "Et opkald."}, "Et opkald."},
        {{"Ro", "", "", ""}, "Ro"},
        /* Nothing that matters more: all that was told. */
        {{"", "", "", ""}, "Ikke med."},
        {{"", "", " \n ", ""}, "Ikke med."},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        write(&cases[i].told, &p);
        assert_int_equal(p.count, 1);
        assert_true(
            same(&p.picture[0], cases[i].words, strlen(cases[i].words)));
    }
}

/* A sentence of that many bytes with its full stop. */
static size_t put_sentence(char *at, size_t len)
{
    memset(at, 'b', len);
    at[0] = 'B';
    at[len - 1] = '.';
    return len;
}

static void test_cut_at_sentences(void **state)
{
    (void)state;
    static struct pictures p;
    static char words[12 * 1024];
    size_t len = 0;
    for (int i = 0; i < 20; i++) {
        len += put_sentence(words + len, 400);
        words[len++] = ' ';
    }
    words[--len] = '\0';
    write(&(struct told){"", "", words, ""}, &p);
    assert_int_equal(p.count, PICTURES);
    /* Two of them in each: the third would not fit. */
    for (int i = 0; i < PICTURES; i++)
        assert_true(same(&p.picture[i], words + i * 802, 801));
}

static void test_one_long_sentence(void **state)
{
    (void)state;
    static struct pictures p;
    static char words[2400];
    /* Without a space: between two letters, never within one. */
    for (size_t i = 0; i + 2 < sizeof words; i += 2)
        memcpy(words + i, "\xC3\xB8", 2);
    words[1502] = '\0';
    write(&(struct told){"", "", words, ""}, &p);
    assert_int_equal(p.count, 2);
    assert_true(same(&p.picture[0], words, 1000));
    assert_true(same(&p.picture[1], words + 1000, 502));
    /* With one: there. */
    words[900] = ' ';
    words[901] = 'x';
    write(&(struct told){"", "", words, ""}, &p);
    assert_true(same(&p.picture[0], words, 900));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ceilings),
        cmocka_unit_test(test_what_it_holds),
        cmocka_unit_test(test_cut_at_sentences),
        cmocka_unit_test(test_one_long_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
