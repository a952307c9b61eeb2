/* SPDX-License-Identifier: MPL-2.0 */
/* A field and its touch keyboard, touched as a finger does: what is written,
 * which lines are seen, what comes back. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "ui/ui.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define FOLDER "build/share/keyboards"

enum { WIDE = 1280, HIGH = 800, DPI = 149, ROOM = 4000, MEMORY = 8 << 20 };

/* A tablet with one page: a button, a field or two, the keyboard. */
struct tablet {
    struct ui ui;
    void *memory;
    struct keymap *map[2];
    char text[2][ROOM];
    uint32_t len[2];
    struct edit edit[2];
    const char *lang, *other; /* of the page and the field; of another field */
    bool rtl;
    int tenths;        /* height of the field */
    const char *title; /* above it, in a view that scrolls; NULL: no view */
};

static struct fonts *fonts;

static const struct keymap *keymap_of(void *self, const char *lang)
{
    struct tablet *t = self;
    for (int i = 0; i < 2; i++) {
        char path[CEIL_PATH];
        if (!t->map[i]) {
            snprintf(path, sizeof path, FOLDER "/%s.keys", lang);
            t->map[i] = keymap_open(path, NULL);
            assert_non_null(t->map[i]);
        }
        if (!strcmp(t->map[i]->lang, lang))
            return t->map[i];
    }
    return NULL;
}

static const char *say(void *self, const char *id)
{
    (void)self;
    return id;
}

static void describe_once(struct tablet *t, const struct event *event)
{
    struct ui *ui = &t->ui;
    ui_begin(ui, "ask", "", t->lang, t->rtl, event);
    ui->scroll_words[0] = "up";
    ui->scroll_words[1] = "down";
    struct rect next = {20, 0, ui_mm(ui, 200), ui_mm(ui, 200)};
    ui_button(ui, "next", "next", 0, next, 0);
    int keys = ui_keyboard_height(ui);
    ui_keyboard(ui, (struct rect){0, HIGH - keys, WIDE, keys}, say, NULL);
    struct rect at = {20, next.h + 10, WIDE - 40, ui_mm(ui, t->tenths)};
    if (t->title) {
        at.h = HIGH - at.y - keys;
        ui_view_begin(ui, at);
        ui_text(ui, "title", t->title, NULL, TEXT_HEADING);
        at = ui_take(ui, ui_mm(ui, t->tenths));
    }
    ui_field(ui, "answer", "label", &t->edit[0], t->lang, t->rtl, at);
    at.y += at.h + 10;
    if (t->other)
        ui_field(ui, "other", "label", &t->edit[1], t->other,
                 unicode_is_rtl(t->other), at);
    if (t->title)
        ui_view_end(ui);
}

static void frame(struct tablet *t, const struct event *event)
{
    describe_once(t, event);
    for (int i = 0; ui_end(&t->ui); i++) {
        assert_true(i < 5); /* it comes to rest */
        describe_once(t, NULL);
    }
}

static void open_tablet(struct tablet *t, const char *lang, const char *words)
{
    *t = (struct tablet){.lang = lang, .rtl = unicode_is_rtl(lang)};
    t->tenths = 300;
    t->memory = malloc(MEMORY);
    assert_true(ui_start(&t->ui, fonts, t->memory, MEMORY));
    t->ui.width = WIDE;
    t->ui.height = HIGH;
    t->ui.dpi = DPI;
    t->ui.keymap = keymap_of;
    t->ui.keymap_self = t;
    for (int i = 0; i < 2; i++)
        edit_open(&t->edit[i], t->text[i], &t->len[i], ROOM, false);
    if (*words)
        assert_true(edit_insert(&t->edit[0], plain_of(words)));
    t->ui.autofocus = true;
    frame(t, NULL);
    frame(t, NULL);
}

static void close_tablet(struct tablet *t)
{
    ui_end_all(&t->ui);
    free(t->memory);
    keymap_close(t->map[0]);
    keymap_close(t->map[1]);
}

static const struct node *node(struct tablet *t, const char *id)
{
    const struct node *n = ui_find(&t->ui, id);
    if (!n)
        fail_msg("%s: no %s", t->lang, id);
    return n;
}

static void touch_at(struct tablet *t, int x, int y)
{
    const struct node *n = ui_hit(&t->ui, x, y);
    struct event event;
    if (n && ui_tap_event(&t->ui, n, x, y, &event))
        frame(t, &event);
    else
        frame(t, NULL);
}

static void touch(struct tablet *t, const char *id)
{
    const struct node *n = node(t, id);
    touch_at(t, n->at.x + n->at.w / 2, n->at.y + n->at.h / 2);
}

static void key(struct tablet *t, enum key_name name)
{
    struct event event;
    if (ui_key_event(&t->ui, name, &event))
        frame(t, &event);
}

/* Where a caret before a byte of the answer is drawn. */
static void touch_byte(struct tablet *t, uint32_t at)
{
    const struct node *n = node(t, "answer");
    struct caret c = layout_caret(n->text, at);
    touch_at(t, n->at.x + n->text_x + c.x,
             n->at.y + n->text_y + c.y + c.height / 2);
}

static void type(struct tablet *t, const char *words)
{
    struct event event = {.kind = EVENT_TEXT, .text = plain_of(words)};
    frame(t, &event);
}

static void holds(struct tablet *t, const char *words)
{
    struct plain now = edit_words(&t->edit[0]);
    if (!plain_same(now, plain_of(words)))
        fail_msg("%s: \"%.*s\", not \"%s\"", t->lang, (int)now.len, now.at,
                 words);
}

/* --- Undo by touch ------------------------------------------------------- */

static const char *const langs[] = {"da", "en", "ar", "fa", "uk",  "ti",
                                    "so", "pl", "tr", "ro", "ckb", "ta"};

/* The key is on every page of every keyboard, as large as the others. */
static void test_undo_key(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(langs); i++) {
        struct tablet t;
        open_tablet(&t, langs[i], "a 12");
        touch(&t, "answer");
        for (int page = 0; page < 4; page++) {
            const struct node *undo = node(&t, "key-undo");
            assert_true(undo->at.w >= ui_mm(&t.ui, 180) - 1);
            assert_true(undo->at.h >= ui_mm(&t.ui, 150));
            assert_false(undo->enabled);
            touch(&t, "key-undo"); /* nothing to bring back */
            holds(&t, "a 12");
            touch(&t, "key-erase");
            touch(&t, "key-erase");
            holds(&t, "a ");
            assert_true(node(&t, "key-undo")->enabled);
            touch(&t, "key-undo");
            holds(&t, "a 12");
            assert_false(node(&t, "key-undo")->enabled);
            touch(&t, page & 1 ? "key-symbols" : "key-shift");
        }
        type(&t, "3");
        touch(&t, "key-erase");
        type(&t, "4");
        assert_false(node(&t, "key-undo")->enabled);
        close_tablet(&t);
    }
}

/* --- Words by two single taps -------------------------------------------- */

static void test_two_taps_select(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *words;
        uint32_t at, from, to;
    } rows[] = {
        {"da", "en blå båd", 5, 3, 7},
        {"ar", "ساعدتني Jens كثيرًا", 4, 0, 14},
        {"ar", "ساعدتني Jens كثيرًا", 17, 15, 19},
        {"da", "Hun sagde كثيرًا til", 14, 10, 22},
        {"ta", "என் மகன் வந்தான்", 13, 10, 22},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct tablet t;
        open_tablet(&t, rows[i].lang, rows[i].words);
        touch(&t, "answer"); /* opens the keyboard */
        touch_byte(&t, rows[i].at);
        struct edit *e = &t.edit[0];
        if (e->caret != rows[i].at)
            fail_msg("row %zu: the caret is at %u", i, e->caret);
        assert_int_equal(e->from, e->to);
        touch_byte(&t, rows[i].at);
        if (e->from != rows[i].from || e->to != rows[i].to)
            fail_msg("row %zu: %u to %u is selected", i, e->from, e->to);
        touch(&t, "key-erase");
        touch(&t, "key-undo");
        holds(&t, rows[i].words);
        close_tablet(&t);
    }
}

/* --- Long answers -------------------------------------------------------- */

static const char line[] = "Vi fik et hjem, og naboen hilser hver dag.\n";

static void open_long(struct tablet *t, const char *lang, int lines)
{
    char words[ROOM] = "";
    for (int i = 0; i < lines; i++)
        memcpy(words + strlen(words), line, sizeof line);
    open_tablet(t, lang, words);
    touch(t, "answer");
    key(t, KEYS_END);
}

static bool sees_caret(struct tablet *t)
{
    const struct node *n = node(t, "answer");
    struct caret c = layout_caret(n->text, (size_t)n->caret);
    int y = c.y + n->text_y;
    return y >= 0 && y + c.height <= n->at.h;
}

/* The first thing seen is a whole line, or the middle of one that is higher
 * than the field. */
static void begins_whole(struct tablet *t)
{
    const struct node *n = node(t, "answer");
    int pad = ui_mm(&t->ui, 25), above = pad / 2 - n->text_y;
    int over = layout_line(n->text, 0)->height - (n->at.h - pad);
    above -= over > 0 ? over / 2 : 0;
    for (int i = 0; i < layout_lines(n->text); i++)
        if (layout_line(n->text, i)->y == above)
            return;
    fail_msg("%s: the field begins in the middle of a line", t->lang);
}

static void test_scroll(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        int tenths;
        int percent;
    } rows[] = {
        {"da", 300, 100}, {"ar", 300, 100}, {"ta", 250, 100}, {"da", 450, 100},
        {"ar", 450, 100}, {"da", 210, 200}, {"ar", 200, 200},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct tablet t;
        open_long(&t, rows[i].lang, 20);
        t.tenths = rows[i].tenths;
        t.ui.text_percent = rows[i].percent;
        frame(&t, NULL);
        uint32_t caret = t.edit[0].caret;
        int side = ui_mm(&t.ui, 200), taps = 0, last = t.ui.field_scroll;
        const struct node *up = node(&t, "field-up");
        const struct node *down = node(&t, "field-down");
        assert_true(up->at.w >= side && up->at.h >= side);
        assert_true(down->at.w >= side && down->at.h >= side);
        struct rect both = rect_meet(up->at, down->at);
        struct rect over = rect_meet(up->at, node(&t, "answer")->at);
        assert_true(!both.w || !both.h);
        assert_true(!over.w || !over.h);
        assert_true(rows[i].percent > 100 || sees_caret(&t));
        assert_false(down->enabled);
        for (; node(&t, "field-up")->enabled; taps++) {
            touch(&t, "field-up");
            begins_whole(&t);
            assert_true(t.ui.field_scroll < last);
            last = t.ui.field_scroll;
        }
        assert_int_equal(last, 0);
        assert_true(taps > 3);
        for (; node(&t, "field-down")->enabled; taps--) {
            touch(&t, "field-down");
            begins_whole(&t);
            assert_true(t.ui.field_scroll > last);
            last = t.ui.field_scroll;
        }
        assert_int_equal(taps, 0);
        assert_int_equal(t.edit[0].caret, caret);
        close_tablet(&t);
    }
}

static void test_typing_brings_the_caret_back(void **state)
{
    (void)state;
    struct tablet t;
    open_long(&t, "da", 20);
    for (int i = 0; i < 4; i++)
        touch(&t, "field-up");
    assert_false(sees_caret(&t));
    frame(&t, NULL);
    assert_false(sees_caret(&t));
    touch(&t, "key-a");
    assert_true(sees_caret(&t));
    assert_int_equal(t.text[0][t.len[0] - 1], 'a');
    touch(&t, "field-up");
    touch(&t, "field-up");
    touch(&t, "key-erase");
    assert_true(sees_caret(&t));
    touch(&t, "field-up");
    touch(&t, "field-up");
    touch(&t, "key-undo");
    assert_true(sees_caret(&t));
    assert_int_equal(t.text[0][t.len[0] - 1], 'a');
    close_tablet(&t);
}

/* What was touched stays under the finger, also in the last line, which may
 * be cut; so the second tap finds the same word. */
static void test_touch_does_not_move_lines(void **state)
{
    (void)state;
    struct tablet t;
    open_long(&t, "da", 20);
    t.tenths = 450;
    frame(&t, NULL);
    touch(&t, "field-up");
    touch(&t, "field-up");
    const struct node *n = node(&t, "answer");
    for (int y = n->at.y + 20; y < n->at.y + n->at.h - 20; y += 20) {
        int was = t.ui.field_scroll;
        touch_at(&t, n->at.x + 200, y);
        touch_at(&t, n->at.x + 200, y);
        assert_true(t.edit[0].from < t.edit[0].to);
        n = node(&t, "answer");
        assert_int_equal(t.ui.field_scroll, was);
    }
    close_tablet(&t);
}

static void test_buttons_only_when_needed(void **state)
{
    (void)state;
    struct tablet t;
    open_long(&t, "da", 1);
    assert_null(ui_find(&t.ui, "field-up"));
    assert_null(ui_find(&t.ui, "field-down"));
    int wide = node(&t, "answer")->at.w;
    type(&t, line);
    type(&t, line);
    assert_true(node(&t, "answer")->at.w < wide);
    node(&t, "field-up");
    for (int i = 0; i < 2 * (int)sizeof line; i++)
        touch(&t, "key-erase");
    assert_null(ui_find(&t.ui, "field-up"));
    assert_int_equal(node(&t, "answer")->at.w, wide);
    t.tenths = 160; /* no room for a finger */
    type(&t, line);
    type(&t, line);
    assert_null(ui_find(&t.ui, "field-up"));
    close_tablet(&t);
}

/* When letters grow, what is above takes more room; the field comes after. */
static void test_larger_letters(void **state)
{
    (void)state;
    struct tablet t;
    open_long(&t, "da", 3);
    t.title = "Hvad skete der, og hvad kom der ud af det?";
    t.tenths = 160;
    frame(&t, NULL);
    touch(&t, "answer");
    assert_true(node(&t, "answer")->seen);
    t.ui.text_percent = 200;
    frame(&t, NULL);
    assert_true(node(&t, "answer")->seen);
    assert_true(t.ui.scroll > 0);
    close_tablet(&t);
}

/* Another field begins at its top, and is touched where it is seen. */
static void test_another_field(void **state)
{
    (void)state;
    struct tablet t;
    open_long(&t, "ar", 20);
    t.other = "da";
    type(&t, "x");
    assert_true(edit_insert(&t.edit[1], plain_of("Vi fik et hjem.\n2\n3\n4")));
    edit_caret_set(&t.edit[1], 0);
    touch(&t, "key-latin");
    touch(&t, "key-erase");
    assert_true(node(&t, "key-undo")->enabled);
    const struct node *n = node(&t, "other");
    struct caret c = layout_caret(n->text, 7);
    touch_at(&t, n->at.x + n->text_x + c.x, n->at.y + n->text_y + 10);
    assert_int_equal(t.edit[1].caret, 7);
    assert_int_equal(t.ui.field_scroll, 0);
    assert_string_equal(t.ui.field_lang, "da");
    node(&t, "key-æ"); /* its own letters, not a page that it has not */
    assert_false(node(&t, "key-undo")->enabled);
    close_tablet(&t);
}

/* Walked past with a hardware keyboard, pressed by it, and left again. */
static void test_tab_passes_the_buttons(void **state)
{
    (void)state;
    struct tablet t;
    open_long(&t, "da", 20);
    int last = t.ui.field_scroll;
    key(&t, KEYS_TAB);
    assert_string_equal(t.ui.focus, "field-up");
    key(&t, KEYS_ENTER);
    assert_true(t.ui.field_scroll < last);
    key(&t, KEYS_TAB);
    assert_string_equal(t.ui.focus, "field-down");
    key(&t, KEYS_TAB);
    assert_string_equal(t.ui.focus, "next");
    key(&t, KEYS_TAB);
    assert_string_equal(t.ui.focus, "answer");
    close_tablet(&t);
}

/* --- The keyboard -------------------------------------------------------- */

/* A word of the page's language says so, also where the field has another. */
static void test_names_of_keys(void **state)
{
    (void)state;
    static const char *const named[] = {"key-space", "key-shift",   "key-erase",
                                        "key-enter", "key-symbols", "key-undo"};
    struct tablet t;
    open_tablet(&t, "ar", "");
    t.other = "da";
    frame(&t, NULL);
    touch(&t, "other");
    for (size_t i = 0; i < COUNT(named); i++)
        assert_string_equal(node(&t, named[i])->lang, "ar");
    assert_string_equal(node(&t, "key-a")->lang, "da");
    close_tablet(&t);
}

/* A name and an address, in every language of another script. */
static void test_latin_page(void **state)
{
    (void)state;
    static const char *const taps[] = {
        "key-latin", "key-shift", "key-J", "key-e",     "key-n",
        "key-s",     "key-@",     "key-ø", "key-space", "key-x"};
    static const char *const others[] = {"ar", "fa", "ckb", "uk", "ti", "ta"};
    for (size_t i = 0; i < COUNT(others); i++) {
        struct tablet t;
        open_tablet(&t, others[i], "");
        touch(&t, "answer");
        for (size_t k = 0; k < COUNT(taps); k++)
            touch(&t, taps[k]);
        holds(&t, "Jens@ø x");
        assert_true(node(&t, "key-latin")->state & STATE_SELECTED);
        touch(&t, "key-symbols");
        touch(&t, "key-1");
        touch(&t, "key-latin");
        touch(&t, "key-a");
        holds(&t, "Jens@ø x1a");
        touch(&t, "key-latin");
        assert_int_equal(t.ui.key_page, KEY_PAGE_LETTERS);
        close_tablet(&t);
    }
    struct tablet t;
    open_tablet(&t, "pl", "");
    touch(&t, "answer");
    assert_null(ui_find(&t.ui, "key-latin"));
    close_tablet(&t);
}

static int set_up(void **state)
{
    (void)state;
    fonts = fonts_open("fonts/manifest", NULL);
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
        cmocka_unit_test(test_undo_key),
        cmocka_unit_test(test_two_taps_select),
        cmocka_unit_test(test_scroll),
        cmocka_unit_test(test_typing_brings_the_caret_back),
        cmocka_unit_test(test_touch_does_not_move_lines),
        cmocka_unit_test(test_buttons_only_when_needed),
        cmocka_unit_test(test_larger_letters),
        cmocka_unit_test(test_another_field),
        cmocka_unit_test(test_tab_passes_the_buttons),
        cmocka_unit_test(test_names_of_keys),
        cmocka_unit_test(test_latin_page),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
