/* SPDX-License-Identifier: MPL-2.0 */
/* Layouts that are remembered are those that would be made anew. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "text/layout.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct fonts *fonts;

/* A typed key re-lays one paragraph; the result is as if all were new. */
static void same_layout(const struct layout *a, const struct layout *b)
{
    assert_int_equal(layout_lines(a), layout_lines(b));
    assert_int_equal(layout_height(a), layout_height(b));
    assert_int_equal(layout_width(a), layout_width(b));
    for (int i = 0; i < layout_lines(a); i++) {
        const struct layout_line *p = layout_line(a, i);
        const struct layout_line *q = layout_line(b, i);
        assert_int_equal(p->from, q->from);
        assert_int_equal(p->to, q->to);
        assert_int_equal(p->x, q->x);
        assert_int_equal(p->first, q->first);
        assert_int_equal(p->runs, q->runs);
    }
    size_t len = layout_words(a).len;
    for (size_t at = 0; at <= len; at++) {
        assert_int_equal(layout_caret(a, at).x, layout_caret(b, at).x);
        assert_int_equal(layout_is_stop(a, at), layout_is_stop(b, at));
    }
}

static void test_cache_gives_what_is_new(void **state)
{
    (void)state;
    static const char *const typed[] = {
        "et\nto سلام\ntre",
        "et\nto سلاما\ntre",
        "et\nto\ntre",
        "x\net\nto\ntre",
        "x\net\nto\ntre\n",
        "\n\nto",
        "to",
        "",
        "et\nto سلام\ntre",
    };
    struct layout_style style = {
        .lang = "da", .size = 24, .width = 200, .by_content = true};
    struct layouts *c = layouts_new(fonts);
    for (int round = 0; round < 2; round++)
        for (size_t i = 0; i < COUNT(typed); i++) {
            struct layout *fresh =
                layout_new(fonts, plain_of(typed[i]), &style);
            same_layout(layouts_get(c, plain_of(typed[i]), &style), fresh);
            layout_free(fresh);
            layouts_age(c);
        }
    layouts_free(c);
}

static void test_cache_keeps_and_forgets(void **state)
{
    (void)state;
    char tag[] = "da";
    struct layout_style style = {.lang = tag, .size = 24, .width = 200};
    struct layouts *c = layouts_new(fonts);
    const struct layout *first = layouts_get(c, plain_of("ord"), &style);
    tag[0] = 'x'; /* the cache may not have kept our tag */
    struct layout_style other = {.lang = "da", .size = 24, .width = 200};
    assert_ptr_equal(layouts_get(c, plain_of("ord"), &other), first);
    other.width = 201;
    assert_ptr_not_equal(layouts_get(c, plain_of("ord"), &other), first);
    other.width = 200;
    layouts_age(c);
    assert_int_equal(layout_lines(first), 1); /* still there */
    assert_ptr_equal(layouts_get(c, plain_of("ord"), &other), first);
    layouts_age(c);
    assert_ptr_equal(layouts_get(c, plain_of("ord"), &other), first);
    layouts_forget(c);
    assert_non_null(layouts_get(c, plain_of("ord"), &other));
    layouts_free(c);
    layouts_free(NULL);
    layout_free(NULL);
}

static int set_up(void **state)
{
    (void)state;
    struct fault why = {.text = ""};
    fonts = fonts_open("fonts/manifest", &why);
    if (!fonts)
        print_error("%s\n", why.text);
    return fonts ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    fonts_close(fonts);
    unicode_done();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cache_gives_what_is_new),
        cmocka_unit_test(test_cache_keeps_and_forgets),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
