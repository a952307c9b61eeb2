/* SPDX-License-Identifier: MPL-2.0 */
/* The letter holds what its teller told, all of it and nothing of others. All
 * words are invented. */
#include "anonymise/clear_letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static const struct guide guide = {
    .id = "standard",
    .questions = 3,
    .question = {{.id = "q1", .title = "Din tid", .question = "Hvad skete?"},
                 {.id = "q4", .title = "Bedre", .question = "Hvad blev bedre?"},
                 {.id = "q8",
                  .role = ROLE_FORWARD,
                  .title = "Nu",
                  .question = "Hvad nu?"}},
    .themes = 1,
    .theme = {{.id = "home", .word = "hjem"}},
    .contributors = 1,
    .contributor = {{.id = "letter", .word = "et brev"}},
};

/* As if each text were translated: its id. */
static const char *say(void *self, const char *id, const char *danish)
{
    (void)danish;
    static char text[8][64];
    static int at;
    (void)self;
    at = (at + 1) % 8;
    text_copy(text[at], sizeof text[at], id);
    return text[at];
}

static struct letter_head head(void)
{
    return (struct letter_head){.year = 2026,
                                .week = 47,
                                .office = plain_of("Demohuset"),
                                .municipality = plain_of("Byby"),
                                .guide = &guide,
                                .say = say};
}

static struct talk *talk_in(const char *lang)
{
    static struct talk t;
    talk_clear(&t);
    text_copy(t.lang, sizeof t.lang, lang);
    text_copy(t.title, sizeof t.title, "Ro");
    return &t;
}

static void told(struct talk *t, const char *question, const char *own,
                 const char *danish)
{
    struct answer *a = talk_answer_for(t, question);
    assert_true(told_set(&a->own, plain_of(own)));
    assert_true(told_set(&a->danish, plain_of(danish)));
}

static void same(struct plain got, const char *wanted)
{
    assert_true(plain_same(got, plain_of(wanted)));
}

static struct cleared *write(const struct talk *t)
{
    struct fault why;
    struct letter_head h = head();
    struct cleared *c = clear_letter(t, &h, &why);
    assert_non_null(c);
    assert_int_equal(cleared_for(c), READER_TELLER);
    return c;
}

static void test_both_languages(void **state)
{
    (void)state;
    struct talk *t = talk_in("ar");
    told(t, "q4", " Jeg bor paa Vej 7. ", "Jeg har cpr 010203-1234.");
    told(t, "q8", "", "En dag ad gangen.");
    talk_answer(t, "q4")->veiled = 1;
    talk_answer(t, "q8")->voice = VOICE_INTERPRETED;
    struct cleared *c = write(t);
    const struct cleared_letter *l = cleared_letter(c);
    assert_string_equal(l->lang, "ar");
    assert_int_equal(l->answers, 2);
    same(l->answer[0].title.own, "q4.title");
    same(l->answer[0].title.danish, "Bedre");
    same(l->answer[0].question, "q4.question");
    /* Nothing is looked at: it is the teller's own, also told alone. */
    same(l->answer[0].told.own, "Jeg bor paa Vej 7.");
    same(l->answer[0].told.danish, "Jeg har cpr 010203-1234.");
    assert_int_equal(l->answer[0].voice, CLEARED_OWN);
    assert_false(l->answer[0].forward);
    same(l->answer[1].told.own, "");
    assert_int_equal(l->answer[1].voice, CLEARED_INTERPRETED);
    assert_true(l->answer[1].forward);
    cleared_free(c);
}

static void test_what_is_left_out(void **state)
{
    (void)state;
    struct talk *t = talk_in("da");
    told(t, "q1", "Det vil jeg ikke sige.", "");
    told(t, "q4", "", "");
    told(t, "gone", "Spurgt i en anden guide.", "");
    talk_answer(t, "q1")->skipped = 1;
    assert_true(talk_tell(t, &t->worker, plain_of("Jeg ville hjælpe.")));
    struct cleared *c = write(t);
    const struct cleared_letter *l = cleared_letter(c);
    assert_int_equal(l->answers, 1);
    same(l->answer[0].told.own, "Spurgt i en anden guide.");
    same(l->answer[0].title.own, "");
    /* The teller did not agree. */
    same(l->worker, "");
    same(l->key, "");
    cleared_free(c);
    t->worker_agreed = 1;
    c = write(t);
    same(cleared_letter(c)->worker, "Jeg ville hjælpe.");
    cleared_free(c);
}

static void test_meaning(void **state)
{
    (void)state;
    struct talk *t = talk_in("da");
    told(t, "q4", "Først dette. Så det andet.", "");
    t->has_key = 1;
    t->key_from = (uint32_t)strlen("Først dette. ");
    talk_theme_toggle(t, "home");
    t->own_themes = 1;
    text_copy(t->own_theme[0], sizeof t->own_theme[0], "kolonihaven");
    talk_link_set(t, "letter", DIRECTION_WORSE);
    talk_link_set(t, "unknown-card", DIRECTION_BETTER);
    struct cleared *c = write(t);
    const struct cleared_letter *l = cleared_letter(c);
    same(l->key, "Så det andet.");
    assert_int_equal(l->themes, 2);
    same(l->theme[0].own, "theme.home");
    same(l->theme[0].danish, "");
    same(l->theme[1].own, "kolonihaven");
    assert_int_equal(l->parts, 1);
    same(l->part[0].word.own, "contributor.letter");
    assert_int_equal(l->part[0].direction, CLEARED_WORSE);
    same(l->answer[0].title.danish, "");
    cleared_free(c);
    /* A sentence that begins nowhere is no sentence. */
    t->key_from = 3;
    text_copy(t->lang, sizeof t->lang, "ti");
    c = write(t);
    l = cleared_letter(c);
    same(l->key, "");
    same(l->part[0].word.danish, "et brev");
    same(l->theme[0].danish, "hjem");
    same(l->theme[1].danish, "");
    cleared_free(c);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_languages),
        cmocka_unit_test(test_what_is_left_out),
        cmocka_unit_test(test_meaning),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
