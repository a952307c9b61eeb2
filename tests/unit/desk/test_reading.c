/* SPDX-License-Identifier: MPL-2.0 */
/* What staff read and decide is what the release does: the same words, the
 * same number of places hidden. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <string.h>

#include "anonymise/clear.h"
#include "desk/reading.h"
#include "desk/week.h"

static struct redactor *redactor;

static int begin(void **state)
{
    static const char names[] = "fatima\nhansen\njens\nmette\n";
    static const char ordinary[] =
        "a\ndet\nen\nhun\nhunden\njeg\nnoget\nog\nring\ns\xC3\xA5\n"
        "\xC3\xA5ret\n";
    struct lexicons lists = {.names = plain_of(names),
                             .ordinary = plain_of(ordinary)};
    (void)state;
    redactor = redactor_new(&lists);
    return redactor ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    redactor_free(redactor);
    return 0;
}

static uint32_t below(uint32_t limit)
{
    (void)limit;
    return 0;
}

/* A booklet with these sentences under one question. */
static struct clearing *clearing_of(const char *const *sentence, int n,
                                    const struct decided *decided,
                                    int decisions)
{
    struct cleared_booklet head = {
        .reader = READER_TEAM, .number = 7, .year = 2026, .week = 47};
    struct clearing *c = clear_begin(&head, redactor);
    assert_non_null(c);
    for (int i = 0; i < decisions; i++)
        (decided[i].hide ? clear_hide : clear_allow)(c, decided[i].word);
    clear_section(c, plain_of("q4"), plain_of("Noget bedre"), plain_of("?"), 5);
    for (int i = 0; i < n; i++)
        clear_sentence(c, plain_of(sentence[i]), false);
    clear_tellers(c, 0, 0);
    return c;
}

static struct reading *reading_of(const char *const *sentence, int n)
{
    const struct doubt *doubt;
    struct fault why;
    struct decided eye[16];
    struct clearing *first = clearing_of(sentence, n, NULL, 0);
    int doubts = clear_doubts(first, &doubt);
    assert_in_range(doubts, 0, 16);
    for (int i = 0; i < doubts; i++)
        eye[i] = (struct decided){doubt[i].word, false};
    struct clearing *all = clearing_of(sentence, n, eye, doubts);
    struct cleared *c = clear_done(all, below);
    assert_non_null(c);
    struct reading *r = reading_make(c, doubt, doubts, &why);
    assert_non_null(r);
    cleared_free(c);
    clear_drop(first);
    return r;
}

/* The piece of a line that holds a word. */
static struct reading_piece piece_of(const struct reading *r, const char *word,
                                     int *line)
{
    struct reading_piece piece[64];
    for (*line = 0; *line < r->lines; ++*line) {
        int n = reading_pieces(r, *line, piece, 64);
        for (int i = 0; i < n; i++)
            if (plain_same(plain_cut(reading_words(r, *line), piece[i].from,
                                     piece[i].to),
                           plain_of(word)))
                return piece[i];
    }
    fail_msg("%s is no piece", word);
    return piece[0];
}

static void tap(struct reading *r, const char *word)
{
    int line;
    struct reading_piece piece = piece_of(r, word, &line);
    assert_true(reading_toggle(r, line, &piece));
}

/* Carries the decisions out; gives how many places the booklet counts. */
static int released(const struct reading *r, const char *const *sentence, int n,
                    const char *gone)
{
    int decisions;
    struct decided *decided = reading_decided(r, &decisions);
    struct clearing *c = clearing_of(sentence, n, decided, decisions);
    struct cleared *done = clear_done(c, below);
    assert_non_null(done);
    const struct cleared_booklet *b = cleared_booklet(done);
    for (int i = 0; gone && i < b->section[0].sentences; i++)
        assert_false(
            plain_has(b->section[0].sentence[i].words, plain_of(gone)));
    int places = b->hidden_by_staff;
    assert_true(plain_same(b->section[0].title, plain_of("Noget bedre")));
    cleared_free(done);
    free(decided);
    return places;
}

/* Sentences, what is tapped, and in how many places that hides something. */
static void test_same_as_the_release(void **state)
{
    static const struct {
        const char *sentence[4], *tapped[4];
        int places;
    } row[] = {
        {{"Hun kom."}, {NULL}, 0},
        {{"Hun kom.", "Hun gik."}, {"Hun"}, 2},
        {{"Hun kom, og Hun gik."}, {"Hun"}, 2},
        {{"Hun kom."}, {"Hun", "Hun"}, 0},
        {{"Hunden kom, Hun ikke."}, {"Hun"}, 1},
        {{"En bedre dag, Noget skete."}, {"Noget"}, 1},
        {{"Ring 20304050, sagde hun."}, {"hun"}, 1},
        {{"Året kom; året gik."}, {"året"}, 1},
        {{"a-b a"}, {"a"}, 2},
        {{"بيت بيت"}, {"بيت"}, 2},
    };
    (void)state;
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        int n = 0;
        while (n < 4 && row[i].sentence[n])
            n++;
        struct reading *r = reading_of(row[i].sentence, n);
        for (int k = 0; k < 4 && row[i].tapped[k]; k++)
            tap(r, row[i].tapped[k]);
        if (reading_places(r) != row[i].places)
            fail_msg("row %zu: %d places", i, reading_places(r));
        assert_int_equal(released(r, row[i].sentence, n, NULL), row[i].places);
        reading_free(r);
    }
}

static void test_doubts(void **state)
{
    static const char *const said[] = {"Jeg talte med mette.",
                                       "Så kom mette og fatima."};
    int line;
    (void)state;
    struct reading *r = reading_of(said, 2);
    assert_int_equal(r->doubts, 2);
    assert_int_equal(reading_open(r), 2);
    assert_true(piece_of(r, "mette", &line).open);
    tap(r, "mette"); /* in doubt: a tap hides, the safe way */
    assert_int_equal(reading_open(r), 1);
    assert_true(piece_of(r, "mette", &line).hidden);
    assert_int_equal(reading_places(r), 2);
    reading_decide(r, 1, false);
    assert_int_equal(reading_open(r), 0);
    assert_int_equal(released(r, said, 2, "mette"), 2);
    tap(r, "mette");
    assert_int_equal(reading_places(r), 0);
    assert_int_equal(released(r, said, 2, NULL), 0);
    reading_free(r);
}

/* A whole name and a part of it: each is one word under the finger, and a
 * doubt that comes up later finds its place. */
static void test_more_doubts(void **state)
{
    static const char *const said[] = {"Det var Mette Hansen.",
                                       "Og Hansen alene."};
    static const struct doubt whole[] = {{.word = {"Mette Hansen", 12}}};
    static const struct doubt part[] = {{.word = {"Hansen", 6}}};
    static const struct doubt nowhere[] = {{.word = {"Jens", 4}}};
    struct decided eye[] = {{{"Mette", 5}, false}, {{"Hansen", 6}, false}};
    struct fault why;
    int line;
    (void)state;
    struct clearing *c = clearing_of(said, 2, eye, 2);
    struct cleared *done = clear_done(c, below);
    assert_non_null(done);
    struct reading *r = reading_make(done, whole, 1, &why);
    assert_non_null(r);
    cleared_free(done);
    assert_true(piece_of(r, "Mette Hansen", &line).open);
    assert_int_equal(piece_of(r, "Hansen", &line).doubt, -1);
    assert_true(reading_doubt_more(r, part, 1));
    assert_true(reading_doubt_more(r, part, 1)); /* known by now */
    assert_int_equal(r->doubts, 2);
    assert_int_equal(reading_open(r), 2);
    assert_true(piece_of(r, "Hansen", &line).open);
    for (int i = 0; i < 2; i++)
        reading_decide(r, i, true);
    /* Drawn last, the whole name still shows "Mette" when its turn comes. */
    assert_int_equal(reading_places(r), 3);
    assert_int_equal(released(r, said, 2, "Hansen"), 3);
    assert_false(reading_doubt_more(r, nowhere, 1));
    reading_free(r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_as_the_release),
        cmocka_unit_test(test_doubts),
        cmocka_unit_test(test_more_doubts),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
