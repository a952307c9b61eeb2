/* SPDX-License-Identifier: MPL-2.0 */
/* A talk and its record: what was told comes back the same, and a record that
 * is not whole is refused without leaving anything behind. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "core/talk.h"

static struct talk a, b; /* too large for a stack */

static void is_cleared(const struct talk *t)
{
    const uint8_t *bytes = (const uint8_t *)t;
    for (size_t i = 0; i < sizeof *t; i++)
        assert_int_equal(bytes[i], 0);
}

static void tell(struct talk *t, const char *question, const char *own)
{
    assert_true(
        talk_tell(t, &talk_answer_for(t, question)->own, plain_of(own)));
}

/* A talk with something in every place. */
static void fill(struct talk *t)
{
    talk_clear(t);
    memcpy(t->id, "sixteen letters!", TALK_ID);
    text_copy(t->lang, sizeof t->lang, "en-x-pseudo");
    text_copy(t->guide, sizeof t->guide, "standard");
    text_copy(t->variant, sizeof t->variant, "interpreted");
    text_copy(t->course, sizeof t->course, "mentor");
    text_copy(t->screen, sizeof t->screen, "read-back");
    text_copy(t->title, sizeof t->title, "En dør gik op");
    t->who = WHO_INTERPRETER | WHO_VIDEO | WHO_GROUP;
    t->five = t->worse_first = t->more = t->worker_agreed = t->has_key = 1;
    t->question = 3;
    t->key_field = 1;
    t->key_from = 700;
    t->share = SHARE_OFFICE | SHARE_RENDERING;
    tell(t, "q1", "Det begyndte med et brev.");
    tell(t, "q4", "أصبحت أنام ليلاً 45.");
    struct answer *better = talk_answer(t, "q4");
    better->voice = VOICE_INTERPRETED;
    better->veiled = 1;
    assert_true(talk_tell(t, &better->danish, plain_of("Jeg sover nu.")));
    talk_answer_for(t, "q8")->skipped = 1;
    talk_theme_toggle(t, "home");
    talk_theme_toggle(t, "being-heard");
    text_copy(t->own_theme[t->own_themes++], CEIL_SHORT_TEXT, "min have");
    talk_link_set(t, "interpreter", DIRECTION_BOTH);
    talk_link_set(t, "own-1", DIRECTION_UNKNOWN);
    assert_true(talk_tell(t, &t->worker, plain_of("Vi gik ture.")));
    assert_true(talk_tell(t, &t->reply, plain_of("Ja, lange.")));
    assert_true(talk_mark_set(t, (struct mark){1, 1, 0, 4, 9}));
    assert_true(talk_mark_set(t, (struct mark){0, 0, 1, 0, 3}));
    assert_true(talk_leave_set(t, FIELD_WORKER, false, 0, true));
}

static struct buf record_of(const struct talk *t)
{
    struct buf out = {.max = CEIL_STORY};
    talk_write(t, &out);
    assert_false(out.full);
    return out;
}

static void test_comes_back(void **state)
{
    (void)state;
    fill(&a);
    struct buf out = record_of(&a);
    struct fault why = {0};
    memset(&b, 0xA5, sizeof b);
    assert_true(talk_read(&b, buf_words(&out), &why));
    assert_memory_equal(&a, &b, sizeof a);
    buf_wipe(&out);
    talk_clear(&a);
    out = record_of(&a);
    assert_true(talk_read(&b, buf_words(&out), &why));
    is_cleared(&b);
    buf_wipe(&out);
}

/* As much of everything as the ceilings let in. */
static void fill_to_the_brim(struct talk *t)
{
    static char words[CEIL_ANSWER];
    memset(words, 'x', sizeof words);
    struct plain most = {words, sizeof words};
    char id[CEIL_ID];
    talk_clear(t);
    for (int i = 0; i < CEIL_QUESTIONS; i++) {
        snprintf(id, sizeof id, "question-with-long-id%02d", i);
        struct answer *x = talk_answer_for(t, id);
        x->voice = x->veiled = x->skipped = 1;
        if (i >= 3)
            most.len = (CEIL_TOLD - 3 * CEIL_ANSWER) / (CEIL_QUESTIONS - 3);
        assert_true(talk_tell(t, i % 2 ? &x->own : &x->danish, most));
    }
    for (int i = 0; i < CEIL_CARDS + CEIL_OWN_CARDS; i++) {
        snprintf(id, sizeof id, "card-with-a-long-name%02d", i);
        assert_int_equal(talk_theme_toggle(t, id), i < CEIL_CARDS);
        talk_link_set(t, id, DIRECTION_WORSE);
    }
    memset(t->title, 'x', sizeof t->title - 1);
    t->own_themes = CEIL_OWN_CARDS;
    for (int i = 0; i < CEIL_OWN_CARDS; i++)
        memset(t->own_theme[i], 'x', CEIL_SHORT_TEXT - 1);
    for (uint32_t i = 0; i < CEIL_MARKS; i++)
        assert_true(talk_mark_set(t, (struct mark){0, 0, 1, i, i + 1}));
    for (uint32_t i = 0; i < CEIL_SENTENCES; i++)
        assert_true(talk_leave_set(t, 0, false, i, true));
}

static void test_ceilings(void **state)
{
    (void)state;
    fill_to_the_brim(&a);
    struct buf out = record_of(&a);
    struct fault why;
    assert_true(talk_read(&b, buf_words(&out), &why));
    assert_memory_equal(&a, &b, sizeof a);
    buf_wipe(&out);

    assert_null(talk_answer_for(&a, "one-too-many"));
    assert_false(talk_mark_set(&a, (struct mark){9, 0, 1, 0, 1}));
    assert_true(talk_mark_set(&a, (struct mark){0, 0, 0, 7, 9}));
    assert_false(talk_leave_set(&a, 9, false, 0, true));
    char words[CEIL_ANSWER + 1] = "";
    struct told *own = &a.answer[0].own;
    uint32_t weight = talk_weight(&a);
    assert_false(talk_tell(&a, own, (struct plain){words, CEIL_ANSWER}));
    assert_false(told_set(own, (struct plain){words, CEIL_ANSWER + 1}));
    assert_int_equal(talk_weight(&a), weight);
    talk_clear(&a);
    assert_false(
        talk_tell(&a, &a.worker, (struct plain){words, CEIL_WORKER + 1}));
    assert_null(talk_answer_for(&a, "an-id-that-is-longer-than-the-ceiling"));
    assert_false(talk_theme_toggle(&a, "an-id-longer-than-the-ceiling"));
    is_cleared(&a);
}

static void refused(struct plain record)
{
    struct fault why = {0};
    memset(&b, 0xA5, sizeof b);
    assert_false(talk_read(&b, record, &why));
    assert_int_not_equal(why.kind, FAULT_NONE);
    assert_true(why.text[0] != '\0');
    is_cleared(&b);
}

static void test_cut_anywhere(void **state)
{
    (void)state;
    fill(&a);
    struct buf out = record_of(&a);
    for (size_t len = 0; len < out.len; len++)
        refused((struct plain){out.at, len});
    buf_byte(&out, 0);
    refused(buf_words(&out));
    buf_wipe(&out);
    static char large[CEIL_STORY + 1];
    refused((struct plain){large, sizeof large});
}

/* Any single byte changed: refused, or a talk that is written just so. */
static void test_changed_anywhere(void **state)
{
    (void)state;
    fill(&a);
    struct buf out = record_of(&a);
    for (size_t i = 0; i < out.len; i++) {
        out.at[i] ^= (char)(1 << i % 8);
        if (talk_read(&b, buf_words(&out), NULL)) {
            struct buf again = record_of(&b);
            assert_true(again.len <= out.len);
            buf_wipe(&again);
        }
        out.at[i] ^= (char)(1 << i % 8);
    }
    buf_wipe(&out);
}

#define VERSION "\1\0\2\0\0\0\1\0"
#define LAST "\xff\xff\0\0\0\0"
#define BYTES(text)           \
    {                         \
        text, sizeof text - 1 \
    }

static void test_refuses(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        struct plain record;
    } rows[] = {
        {"version 2", BYTES("\1\0\2\0\0\0\2\0" LAST)},
        {"no version", BYTES("\2\0\2\0\0\0da" LAST)},
        {"version of three bytes", BYTES("\1\0\3\0\0\0\1\0\0" LAST)},
        {"version twice", BYTES(VERSION VERSION LAST)},
        {"unknown tag", BYTES(VERSION "\x7f\0\0\0\0\0" LAST)},
        {"tag 0", BYTES(VERSION "\0\0\0\0\0\0" LAST)},
        {"twice", BYTES(VERSION "\2\0\2\0\0\0da\2\0\2\0\0\0en" LAST)},
        {"falling tags", BYTES(VERSION "\3\0\1\0\0\0g\2\0\2\0\0\0da" LAST)},
        {"length beyond", BYTES(VERSION "\2\0\xff\xff\xff\xff" LAST)},
        {"length one beyond", BYTES(VERSION "\2\0\3\0\0\0da" LAST)},
        {"id with a space", BYTES(VERSION "\2\0\3\0\0\0d a" LAST)},
        {"empty id", BYTES(VERSION "\2\0\0\0\0\0" LAST)},
        {"id too long",
         BYTES(VERSION "\2\0\30\0\0\0aaaaaaaaaaaaaaaaaaaaaaaa" LAST)},
        {"unknown company", BYTES(VERSION "\6\0\4\0\0\0\0\1\0\0" LAST)},
        {"short number", BYTES(VERSION "\6\0\2\0\0\0\1\0" LAST)},
        {"yes of 2", BYTES(VERSION "\7\0\1\0\0\0\2" LAST)},
        {"unknown answer tag",
         BYTES(VERSION "\13\0\17\0\0\0\1\0\2\0\0\0q1\x9\0\1\0\0\0\0" LAST)},
        {"nameless answer", BYTES(VERSION "\13\0\7\0\0\0\2\0\1\0\0\0\1" LAST)},
        {"empty answer", BYTES(VERSION "\13\0\0\0\0\0" LAST)},
        {"same question twice",
         BYTES(VERSION "\13\0\10\0\0\0\1\0\2\0\0\0q1"
                       "\13\0\10\0\0\0\1\0\2\0\0\0q1" LAST)},
        {"title not UTF-8", BYTES(VERSION "\17\0\2\0\0\0\xc3\x28" LAST)},
        {"title with NUL", BYTES(VERSION "\17\0\2\0\0\0a\0" LAST)},
        {"unknown sharing", BYTES(VERSION "\26\0\4\0\0\0\20\0\0\0" LAST)},
        {"mark of nothing", BYTES(VERSION "\27\0\7\0\0\0\0\0\2\4\0\4\0" LAST)},
        {"mark of no field",
         BYTES(VERSION "\27\0\7\0\0\0\x20\0\2\4\0\5\0" LAST)},
        {"mark with unknown flag",
         BYTES(VERSION "\27\0\7\0\0\0\0\0\4\4\0\5\0" LAST)},
        {"mark twice", BYTES(VERSION "\27\0\16\0\0\0\0\0\2\4\0\5\0"
                                     "\0\0\2\4\0\5\0" LAST)},
        {"half a mark", BYTES(VERSION "\27\0\3\0\0\0\0\0\2" LAST)},
        {"left out falling", BYTES(VERSION "\30\0\12\0\0\0\0\0\0\4\0"
                                           "\0\0\0\2\0" LAST)},
        {"left out far away",
         BYTES(VERSION "\30\0\5\0\0\0\0\0\0\xff\xff" LAST)},
        {"short name", BYTES(VERSION "\x1a\0\17\0\0\0aaaaaaaaaaaaaaa" LAST)},
        {"name of zeros", BYTES(VERSION "\x1a\0\20\0\0\0\0\0\0\0\0\0\0\0"
                                        "\0\0\0\0\0\0\0\0" LAST)},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        if (talk_read(&b, rows[i].record, NULL))
            fail_msg("accepted: %s", rows[i].what);
        refused(rows[i].record);
    }
    struct plain least = BYTES(VERSION LAST);
    assert_true(talk_read(&b, least, NULL));
    assert_true(talk_is_empty(&b));
}

/* As many items as a list allows, and one more. */
static void test_full_lists(void **state)
{
    (void)state;
    static const struct {
        const char *item;
        size_t len;
        int most;
    } rows[] = {
        {"\14\0\1\0\0\0t", 7, CEIL_CARDS},
        {"\15\0\1\0\0\0o", 7, CEIL_OWN_CARDS},
        {"\16\0\7\0\0\0\1\0\1\0\0\0c", 13, CEIL_CARDS + CEIL_OWN_CARDS},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        for (int more = 0; more < 2; more++) {
            struct buf out = {.max = CEIL_STORY};
            buf_put(&out, VERSION, sizeof VERSION - 1);
            for (int k = 0; k < rows[i].most + more; k++)
                buf_put(&out, rows[i].item, rows[i].len);
            buf_put(&out, LAST, sizeof LAST - 1);
            if (more)
                refused(buf_words(&out));
            else
                assert_true(talk_read(&b, buf_words(&out), NULL));
            buf_wipe(&out);
        }
    struct buf out = {.max = CEIL_STORY};
    buf_put(&out, VERSION, sizeof VERSION - 1);
    for (int k = 0; k <= CEIL_QUESTIONS; k++) {
        buf_put(&out, "\13\0\7\0\0\0\1\0\1\0\0\0", 12);
        buf_byte(&out, (uint8_t)('a' + k));
    }
    buf_put(&out, LAST, sizeof LAST - 1);
    refused(buf_words(&out));
    buf_wipe(&out);
}

static void test_links(void **state)
{
    (void)state;
    static const struct {
        enum direction was, side, then;
    } rows[] = {
        {DIRECTION_UNSAID, DIRECTION_BETTER, DIRECTION_BETTER},
        {DIRECTION_UNSAID, DIRECTION_WORSE, DIRECTION_WORSE},
        {DIRECTION_BETTER, DIRECTION_BETTER, DIRECTION_UNSAID},
        {DIRECTION_BETTER, DIRECTION_WORSE, DIRECTION_BOTH},
        {DIRECTION_WORSE, DIRECTION_BETTER, DIRECTION_BOTH},
        {DIRECTION_BOTH, DIRECTION_BETTER, DIRECTION_WORSE},
        {DIRECTION_BOTH, DIRECTION_WORSE, DIRECTION_BETTER},
        {DIRECTION_UNKNOWN, DIRECTION_WORSE, DIRECTION_WORSE},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        talk_clear(&a);
        talk_link_set(&a, "rules", DIRECTION_BOTH);
        talk_link_set(&a, "letter", rows[i].was);
        talk_link_toggle(&a, "letter", rows[i].side);
        assert_int_equal(talk_link(&a, "letter"), rows[i].then);
        assert_int_equal(talk_link(&a, "rules"), DIRECTION_BOTH);
        talk_link_set(&a, "letter", DIRECTION_UNSAID);
        talk_link_set(&a, "rules", DIRECTION_UNSAID);
        is_cleared(&a);
    }
}

static void test_decisions(void **state)
{
    (void)state;
    fill(&a);
    assert_int_equal(talk_mark_at(&a, 1, true, 4)->to, 9);
    assert_null(talk_mark_at(&a, 1, false, 4));
    assert_true(talk_mark_set(&a, (struct mark){1, 1, 1, 4, 8}));
    assert_int_equal(a.marks, 2);
    assert_int_equal(talk_mark_at(&a, 1, true, 4)->hide, 1);
    assert_true(talk_leaves(&a, FIELD_WORKER, false, 0));
    assert_false(talk_leaves(&a, FIELD_REPLY, false, 0));
    assert_true(talk_leave_set(&a, 0, false, 30, true));
    assert_true(talk_leave_set(&a, 0, false, 30, true));
    assert_int_equal(a.left, 2);

    talk_marks_forget(&a, 1, true);
    assert_null(talk_mark_at(&a, 1, true, 4));
    assert_non_null(talk_mark_at(&a, 0, false, 0));
    assert_true(a.has_key);
    talk_marks_forget(&a, 1, false);
    assert_false(a.has_key);
    talk_marks_forget(&a, 0, false);
    assert_int_equal(a.marks, 0);
    assert_true(talk_leave_set(&a, FIELD_WORKER, false, 0, false));
    assert_int_equal(a.left, 0);
}

static void test_telling(void **state)
{
    (void)state;
    talk_clear(&a);
    assert_true(talk_is_empty(&a));
    assert_null(talk_answer(&a, "q1"));
    struct answer *first = talk_answer_for(&a, "q1");
    assert_ptr_equal(talk_answer_for(&a, "q1"), first);
    assert_true(talk_is_empty(&a));
    assert_true(talk_tell(&a, &first->own, plain_of("hemmeligt")));
    assert_false(talk_is_empty(&a));
    assert_int_equal(talk_weight(&a), 9);
    assert_true(talk_tell(&a, &first->own, plain_of("he")));
    assert_int_equal(told_words(&first->own).len, 2);
    assert_int_equal(first->own.text[2], 0); /* nothing is left behind */
    assert_true(talk_theme_toggle(&a, "home"));
    assert_true(talk_theme_toggle(&a, "job"));
    assert_false(talk_theme_toggle(&a, "home"));
    assert_false(talk_has_theme(&a, "home"));
    assert_true(talk_has_theme(&a, "job"));
    talk_clear(&a);
    is_cleared(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_telling),
        cmocka_unit_test(test_links),
        cmocka_unit_test(test_decisions),
        cmocka_unit_test(test_comes_back),
        cmocka_unit_test(test_ceilings),
        cmocka_unit_test(test_cut_anywhere),
        cmocka_unit_test(test_changed_anywhere),
        cmocka_unit_test(test_refuses),
        cmocka_unit_test(test_full_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
