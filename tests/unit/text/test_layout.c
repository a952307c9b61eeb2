/* SPDX-License-Identifier: MPL-2.0 */
/* Lines, runs, carets, touches and boxes, in both directions. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "text/layout.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

static struct fonts *fonts;

static const char danish[] = "Jeg lærte at cykle, og åen løb forbi.";
static const char arabic[] = "ساعدني المعلم كثيراً في الدرس.";
static const char mixed[] = "ساعدني Jens Olsen, 45 سنة";
static const char danish_mixed[] = "Han sagde شكراً جزيلا til os.";

static bool by_words; /* of every layout that lay() makes */

static struct layout *lay(const char *text, const char *lang, int width)
{
    struct layout_style style = {.lang = lang,
                                 .size = 24,
                                 .width = width,
                                 .by_content = true,
                                 .by_words = by_words};
    struct layout *l = layout_new(fonts, plain_of(text), &style);
    assert_non_null(l);
    return l;
}

static const struct {
    const char *lang, *text;
} samples[] = {
    {"da", ""},
    {"da", danish},
    {"da", danish_mixed},
    {"da", "a"},
    {"da", " "},
    {"da", "office affluent   fi"},
    {"da", "to\n\nlinjer\n"},
    {"da", "\n"},
    {"ar", arabic},
    {"ar", mixed},
    {"ar", "مُحَمَّدٌ لا إله الله (3) «نعم»\nJens"},
    {"fa", "می\u200Cخواهم ۱۲-۳۴ \u206812-34\u2069"},
    {"ur", "پڑھائی میں مدد"},
    {"ckb", "ڕێگاکە درێژ"},
    {"ti", "ኣብ ደገ ዝናብ? (3)"},
    {"ta", "பூக்களுக்கு நீர் கொ"},
    {"km", "ជីដូនស្រោចទឹក ខ្ញុំ"},
    {"my", "ကျွန်မ ကြွက်"},
    {"th", "คุณยายปลูกต้นไม้หน้าบ้าน"},
    {"da", "😀👩\u200D👩\u200D👧🇩🇰 e\u0323\u0302"},
    {"da", "\u0301x \u2068\u2069"},
    {"da", "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"},
};

static const int widths[] = {0, 400, 90, 20, 1};

typedef void check(const struct layout *l, const char *lang);

static void each_sample(check *one)
{
    for (size_t i = 0; i < COUNT(samples) * COUNT(widths) * 2; i++) {
        size_t sample = i / 2 / COUNT(widths);
        by_words = i & 1;
        struct layout *l = lay(samples[sample].text, samples[sample].lang,
                               widths[i / 2 % COUNT(widths)]);
        one(l, samples[sample].lang);
        layout_free(l);
    }
    by_words = false;
}

/* Every byte but line feeds is in one line, and in one run of it. */
static void covers_all(const struct layout *l, const char *lang)
{
    (void)lang;
    struct plain words = layout_words(l);
    uint32_t at = 0;
    int y = 0;
    for (int i = 0; i < layout_lines(l); i++) {
        const struct layout_line *line = layout_line(l, i);
        uint32_t inside = 0;
        if (i > 0 && words.at[at] == '\n' && line->from == at + 1)
            at++;
        assert_int_equal(line->from, at);
        assert_int_equal(line->y, y);
        assert_true(line->height > 0 && line->ascent <= line->height);
        for (int r = 0; r < line->runs; r++) {
            const struct layout_run *run = &layout_runs(l)[line->first + r];
            assert_true(run->from >= line->from && run->to <= line->to);
            assert_true(run->from < run->to);
            inside += run->to - run->from;
        }
        assert_int_equal(inside, line->to - line->from);
        at = line->to;
        y += line->height;
    }
    assert_int_equal(at, words.len);
    assert_int_equal(layout_height(l), y);
}

static void test_lines_cover_all_words(void **state)
{
    (void)state;
    each_sample(covers_all);
}

/* Runs touch each other and stand from left to right. */
static void stands_in_order(const struct layout *l, const char *lang)
{
    (void)lang;
    for (int i = 0; i < layout_lines(l); i++) {
        const struct layout_line *line = layout_line(l, i);
        const struct layout_run *run = layout_runs(l) + line->first;
        for (int r = 1; r < line->runs; r++)
            assert_int_equal(run[r].x, run[r - 1].x + run[r - 1].width);
    }
}

static void test_runs_stand_in_order(void **state)
{
    (void)state;
    each_sample(stands_in_order);
}

static void test_no_line_is_too_wide(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++)
        for (int width = 60; width < 300; width += 7) {
            struct layout *l = lay(samples[i].text, samples[i].lang, width);
            for (int n = 0; n < layout_lines(l); n++) {
                const struct layout_line *line = layout_line(l, n);
                if (line->to <= layout_stop_next(l, line->from))
                    continue; /* one sign may be too wide */
                assert_true(line->x >= 0);
                assert_true(line->x + line->width <= width);
            }
            layout_free(l);
        }
}

/* Steps forward and back visit the same stops, each a grapheme boundary. */
static void steps_match(const struct layout *l, const char *lang)
{
    (void)lang;
    struct plain words = layout_words(l);
    size_t at = 0;
    assert_true(layout_is_stop(l, 0));
    assert_true(layout_is_stop(l, words.len));
    assert_false(layout_is_stop(l, words.len + 1));
    assert_int_equal(layout_stop_back(l, 0), 0);
    while (at < words.len) {
        size_t next = layout_stop_next(l, at);
        assert_true(next > at && layout_is_stop(l, next));
        for (size_t i = at + 1; i < next; i++)
            assert_false(layout_is_stop(l, i));
        assert_int_equal(layout_stop_back(l, next), at);
        if (next < words.len)
            assert_int_equal(unicode_next(words, unicode_back(words, next)),
                             next);
        at = next;
    }
    assert_int_equal(layout_stop_next(l, at), words.len);
}

static void test_steps_match(void **state)
{
    (void)state;
    each_sample(steps_match);
}

/* There the caret stays inside the width, beside the last letter. */
static bool in_hanging_space(const struct layout *l, size_t at)
{
    struct plain words = layout_words(l);
    int y = layout_caret(l, at).y;
    return at > 0 && at < words.len && words.at[at - 1] == ' ' &&
           words.at[at] == ' ' && layout_hit(l, 9999, y) < at;
}

/* A touch where a caret stands gives a caret at that place. */
static void touches_come_back(const struct layout *l, const char *lang)
{
    (void)lang;
    size_t len = layout_words(l).len;
    for (size_t at = 0, next;; at = next) {
        struct caret c = layout_caret(l, at);
        size_t hit = layout_hit(l, c.x, c.y + c.height / 2);
        struct caret again = layout_caret(l, hit);
        next = layout_stop_next(l, at);
        assert_true(layout_is_stop(l, hit));
        if (!in_hanging_space(l, at))
            assert_int_equal(again.x, c.x);
        assert_int_equal(again.y, c.y);
        if (at >= len)
            break;
    }
}

static void test_touches_come_back(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++)
        for (int k = 0; k < 3; k++) {
            struct layout *l = lay(samples[i].text, samples[i].lang, widths[k]);
            touches_come_back(l, samples[i].lang);
            layout_free(l);
        }
}

static uint32_t random_below(uint32_t *seed, uint32_t below)
{
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) % below;
}

/* Letters, signs and controls as they never stand together: nothing that
 * must always hold may depend on sense. The seed is fixed, so that a failure
 * can be seen again. */
static void test_random_texts(void **state)
{
    (void)state;
    static const char *const parts[] = {
        "a",      "office", " ",          "  ",     "\n",     "45",
        "(",      ")",      "،",          "س",      "لا",     "ُ",
        "\u0301", "\u200D", "\u200C",     "\u2067", "\u2068", "\u2069",
        "\u202E", "ש",      "க",          "நி",     "ខ្ញុំ",     "\u17D2",
        "ကျွ",     "ኣ",      "👩",          "🇩",      "\u00AD", "\u00A0",
        "ไม้",     "Ж",      "漢",         "\t",     "ﷺ",      "\u2029",
        "\uFE0F", "ᄀ",     "\U0001D400",
    };
    static check *const checks[] = {covers_all, stands_in_order, steps_match,
                                    touches_come_back};
    uint32_t seed = 7;
    for (int text = 0; text < 300; text++) {
        struct buf words = {.max = 1000};
        uint32_t n = random_below(&seed, 40);
        while (n-- > 0)
            buf_text(&words, parts[random_below(&seed, COUNT(parts))]);
        buf_byte(&words, '\0');
        struct layout *l = lay(words.at, text % 2 ? "ar" : "da",
                               (int)random_below(&seed, 3) * 150);
        for (size_t i = 0; i < COUNT(checks); i++)
            checks[i](l, "da");
        layout_free(l);
        buf_wipe(&words);
    }
}

/* Any point gives a stop of the line that it is nearest to. */
static void test_any_point_hits_a_stop(void **state)
{
    (void)state;
    static const int places[] = {-100000, -1, 0, 13, 77, 401, 100000};
    for (size_t i = 0; i < COUNT(samples); i++) {
        struct layout *l = lay(samples[i].text, samples[i].lang, 120);
        for (size_t x = 0; x < COUNT(places); x++)
            for (size_t y = 0; y < COUNT(places); y++)
                assert_true(
                    layout_is_stop(l, layout_hit(l, places[x], places[y])));
        layout_free(l);
    }
}

static void test_carets_are_monotone(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text;
        int step;
    } rows[] = {{"da", danish, 1}, {"ar", arabic, -1}, {"ti", "ኣብ ደገ", 1}};
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct layout *l = lay(rows[i].text, rows[i].lang, 0);
        size_t len = strlen(rows[i].text), at = 0;
        while (at < len) {
            size_t next = layout_stop_next(l, at);
            int moved = layout_caret(l, next).x - layout_caret(l, at).x;
            assert_true(moved * rows[i].step > 0);
            assert_int_equal(layout_caret(l, at).rtl, rows[i].step < 0);
            at = next;
        }
        layout_free(l);
    }
}

static size_t find(const char *text, const char *part)
{
    const char *at = strstr(text, part);
    assert_non_null(at);
    return (size_t)(at - text);
}

static int x_of(const struct layout *l, size_t at)
{
    return layout_caret(l, at).x;
}

/* Digits read from left to right inside Arabic; what follows stands left. */
static void test_digits_inside_arabic(void **state)
{
    (void)state;
    struct layout *l = lay(mixed, "ar", 500);
    size_t jens = find(mixed, "Jens"), olsen = find(mixed, "Olsen");
    size_t four = find(mixed, "45"), year = find(mixed, "سنة");
    assert_int_equal(layout_lines(l), 1);
    assert_true(layout_line(l, 0)->rtl);
    assert_int_equal(x_of(l, 0), 500);
    assert_true(x_of(l, olsen) > x_of(l, jens + 1));
    assert_true(x_of(l, four + 1) > x_of(l, olsen));
    assert_true(x_of(l, year + 2) < x_of(l, jens + 1));
    assert_false(layout_caret(l, four + 1).rtl);
    assert_true(layout_caret(l, year + 2).rtl);
    layout_free(l);

    static const char number[] = "رقم 45 هنا";
    l = lay(number, "ar", 0);
    four = find(number, "45");
    assert_true(x_of(l, four + 1) < x_of(l, find(number, "ق")));
    struct box box[2];
    assert_int_equal(layout_boxes(l, four, four + 1, box, 2), 1);
    struct box first = box[0];
    assert_int_equal(layout_boxes(l, four + 1, four + 2, box, 2), 1);
    assert_true(first.x < box[0].x);
    layout_free(l);
}

/* Between two letters of the outer direction every place can be touched. */
static void test_caret_where_direction_turns(void **state)
{
    (void)state;
    struct layout *l = lay(danish_mixed, "da", 0);
    size_t from = find(danish_mixed, "ش"), to = find(danish_mixed, " til");
    struct box inner[4];
    assert_int_equal(layout_boxes(l, from, to, inner, 4), 1);
    assert_int_equal(x_of(l, from), inner[0].x);
    assert_int_equal(x_of(l, to), inner[0].x + inner[0].w);
    assert_int_equal(layout_hit(l, inner[0].x, 0), from);
    assert_int_equal(layout_hit(l, inner[0].x + inner[0].w, 0), to);
    layout_free(l);
}

static void test_touch_beside_a_line(void **state)
{
    (void)state;
    struct layout *l = lay(mixed, "ar", 600);
    assert_int_equal(layout_hit(l, 0, 5), strlen(mixed));
    assert_int_equal(layout_hit(l, 700, 5), 0);
    layout_free(l);
    l = lay("en linje", "da", 600);
    assert_int_equal(layout_hit(l, 599, 5), 8);
    assert_int_equal(layout_hit(l, -5, 5), 0);
    layout_free(l);
}

static void test_empty_and_last_lines(void **state)
{
    (void)state;
    struct layout *l = lay("", "da", 100);
    assert_int_equal(layout_lines(l), 1);
    assert_true(layout_height(l) > 24);
    assert_int_equal(layout_caret(l, 0).x, 0);
    int height = layout_height(l);
    layout_free(l);
    l = lay("ja\n", "da", 100);
    assert_int_equal(layout_lines(l), 2);
    assert_int_equal(layout_caret(l, 3).y, height);
    assert_int_equal(layout_caret(l, 3).x, 0);
    assert_int_equal(layout_hit(l, 50, height + 1), 3);
    layout_free(l);
    struct layout_style right = {
        .lang = "ar", .size = 24, .width = 300, .rtl = true};
    l = layout_new(fonts, plain_of(""), &right);
    assert_int_equal(layout_caret(l, 0).x, 300);
    assert_true(layout_caret(l, 0).rtl);
    layout_free(l);
}

static void test_hanging_space(void **state)
{
    (void)state;
    struct layout *l = lay("en     to", "da", 40);
    assert_int_equal(layout_lines(l), 2);
    assert_int_equal(layout_line(l, 0)->to, 7);
    struct caret end = layout_caret(l, 6);
    assert_int_equal(end.y, 0);
    assert_int_equal(end.x, 40);
    assert_int_equal(layout_caret(l, 7).x, 0);
    assert_true(layout_caret(l, 7).y > 0);
    assert_int_equal(layout_hit(l, 1000, 2), 2);
    layout_free(l);
    l = lay("ja  ", "da", 400);
    assert_true(x_of(l, 4) > x_of(l, 2));
    layout_free(l);
}

/* Space between two names hangs to the left when a line ends there. */
static void test_hanging_space_turns(void **state)
{
    (void)state;
    static const char text[] = "سلام Jens   Olsensensen";
    size_t gap = find(text, "   ");
    struct layout *l = lay(text, "ar", 190);
    assert_int_equal(layout_lines(l), 2);
    assert_true(layout_line(l, 0)->x > 20);
    assert_true(layout_caret(l, gap + 1).rtl);
    assert_true(x_of(l, gap + 2) < layout_line(l, 0)->x);
    /* One space of about a quarter em away, then two. */
    assert_in_range(layout_line(l, 0)->x - x_of(l, gap + 1), 4, 8);
    assert_in_range(x_of(l, gap + 1) - x_of(l, gap + 2), 4, 8);
    layout_free(l);
}

static void test_lines_up_and_down(void **state)
{
    (void)state;
    struct layout *l = lay("lang linje\nen\nlang linje", "da", 0);
    int x = x_of(l, 8);
    assert_int_equal(layout_stop_line(l, 8, 1, x), 13);
    assert_int_equal(layout_stop_line(l, 13, 1, x), 14 + 8);
    assert_int_equal(layout_stop_line(l, 22, -2, x), 8);
    assert_int_equal(layout_stop_line(l, 22, -9, x), 8);
    assert_int_equal(layout_stop_line(l, 8, 9, x), 22);
    layout_free(l);
}

static void test_boxes(void **state)
{
    (void)state;
    struct box box[8];
    struct layout *l = lay("en to tre", "da", 0);
    assert_int_equal(layout_boxes(l, 3, 5, box, 8), 1);
    assert_int_equal(box[0].x, x_of(l, 3));
    assert_int_equal(box[0].x + box[0].w, x_of(l, 5));
    assert_int_equal(box[0].h, layout_height(l));
    assert_int_equal(layout_boxes(l, 3, 3, box, 8), 0);
    assert_int_equal(layout_boxes(l, 5, 3, box, 8), 0);
    assert_int_equal(layout_boxes(l, 20, 30, box, 8), 0);
    layout_free(l);
    l = lay("en to\ntre\n\nfire", "da", 40);
    box[1].x = -77;
    assert_int_equal(layout_boxes(l, 0, 1000, box, 1), 4);
    assert_int_equal(box[1].x, -77);
    assert_int_equal(layout_boxes(l, 0, 1000, NULL, 0), 4);
    layout_free(l);
}

/* A name in another script does not make lines jump, where it need not. */
static void test_line_heights(void **state)
{
    (void)state;
    int ascent, descent;
    fonts_metrics(fonts, 0, 24, &ascent, &descent);
    struct layout *l = lay("hej\nJens\n45", "ar", 0);
    for (int i = 1; i < layout_lines(l); i++)
        assert_int_equal(layout_line(l, i)->height, layout_line(l, 0)->height);
    layout_free(l);
    l = lay("hej\nپڑھائی", "da", 0);
    assert_int_equal(layout_line(l, 0)->height, ascent + descent);
    layout_free(l);
    l = lay("Jens\nپڑھائی", "ur", 0);
    assert_int_equal(layout_line(l, 0)->height, layout_line(l, 1)->height);
    assert_true(layout_line(l, 0)->height > ascent + descent);
    layout_free(l);
}

static void test_signs_take_the_right_font(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *file;
    } rows[] = {
        {"da", "å", "/NotoSans-Regular.ttf"},
        {"ar", "س", "/NotoSansArabic-Regular.ttf"},
        {"ur", "س", "/NotoNastaliqUrdu-Regular.ttf"},
        {"ur-PK", "س", "/NotoNastaliqUrdu-Regular.ttf"},
        {"da", "،", "/NotoSansArabic-Regular.ttf"},
        {"ar", "(", "/NotoSans-Regular.ttf"},
        {"ti", "?", "/NotoSans-Regular.ttf"},
        {"da", "😀", "/Symbola_hint.ttf"},
        {"da", "漢", "/NotoSans-Regular.ttf"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct layout *l = lay(rows[i].text, rows[i].lang, 0);
        const char *path = fonts_path(fonts, layout_runs(l)[0].font);
        assert_string_equal(strrchr(path, '/'), rows[i].file);
        layout_free(l);
    }
    assert_non_null(
        strstr(fonts_path(fonts, fonts_pictogram(fonts)), "Symbola"));
}

static void test_runs_have_their_script(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *scripts; /* from left to right */
    } rows[] = {
        {"da", "ab 45?", "Latn"},          {"ar", "«سلام»", "Arab"},
        {"da", "a،", "Latn Arab"},         {"da", "(س", "Arab Arab"},
        {"ti", "ኣብ? b", "Ethi Ethi Latn"}, {"da", "45", "Latn"},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct layout *l = lay(rows[i].text, rows[i].lang, 0);
        struct buf got = {.max = 100};
        for (int r = 0; r < layout_line(l, 0)->runs; r++) {
            uint32_t tag = layout_runs(l)[r].script;
            buf_format(&got, "%s%c%c%c%c", r ? " " : "", (int)(tag >> 24),
                       (int)(tag >> 16 & 0xFF), (int)(tag >> 8 & 0xFF),
                       (int)(tag & 0xFF));
        }
        assert_string_equal(got.at, rows[i].scripts);
        buf_wipe(&got);
        layout_free(l);
    }
}

/* A run begins with a word, or inside a long one where nothing joins. */
static void test_runs_by_words(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text, *begins; /* from left to right */
    } rows[] = {
        {"da", "Jeg har  det godt", "J h d g"},
        {"ar", "ساعدني المعلم في", "ف ا س"},
        {"ar", "فسيستعملهم", "ف"}, /* joined: never cut */
        {"da", "mmmmmmmmmmmm", "m m"},
        {"ta", "பூக்களுக்கு நீர்", "ப ந"},
    };
    by_words = true;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct layout *l = lay(rows[i].text, rows[i].lang, 0);
        struct buf got = {.max = 100};
        for (int r = 0; r < layout_line(l, 0)->runs; r++) {
            uint32_t from = layout_runs(l)[r].from, code;
            size_t len =
                utf8_read(layout_words(l).at, layout_words(l).len, from, &code);
            buf_format(&got, "%s%.*s", r ? " " : "", (int)len,
                       layout_words(l).at + from);
        }
        assert_string_equal(got.at, rows[i].begins);
        buf_wipe(&got);
        layout_free(l);
    }
    by_words = false;
}

static void test_sides(void **state)
{
    (void)state;
    struct layout_style style = {.lang = "da", .size = 24, .width = 300};
    struct layout *l = layout_new(fonts, plain_of("hej"), &style);
    int width = layout_width(l);
    assert_int_equal(layout_line(l, 0)->x, 0);
    layout_free(l);
    style.rtl = true;
    l = layout_new(fonts, plain_of("hej"), &style);
    assert_int_equal(layout_line(l, 0)->x, 300 - width);
    layout_free(l);
    style.centred = true;
    l = layout_new(fonts, plain_of("hej"), &style);
    assert_int_equal(layout_line(l, 0)->x, (300 - width) / 2);
    layout_free(l);
}

static void test_more_sizes_than_are_kept(void **state)
{
    (void)state;
    for (int size = 0; size < 40; size++) {
        struct layout_style style = {.lang = "ar", .size = size};
        struct layout *l = layout_new(fonts, plain_of(mixed), &style);
        assert_non_null(l);
        for (int i = 0; i < layout_line(l, 0)->runs; i++) {
            int left, top;
            layout_ink_shift(l, i, &left, &top);
            assert_true(left >= 0 && top >= 0);
        }
        layout_free(l);
    }
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
        cmocka_unit_test(test_lines_cover_all_words),
        cmocka_unit_test(test_runs_stand_in_order),
        cmocka_unit_test(test_no_line_is_too_wide),
        cmocka_unit_test(test_steps_match),
        cmocka_unit_test(test_touches_come_back),
        cmocka_unit_test(test_random_texts),
        cmocka_unit_test(test_any_point_hits_a_stop),
        cmocka_unit_test(test_carets_are_monotone),
        cmocka_unit_test(test_digits_inside_arabic),
        cmocka_unit_test(test_caret_where_direction_turns),
        cmocka_unit_test(test_touch_beside_a_line),
        cmocka_unit_test(test_empty_and_last_lines),
        cmocka_unit_test(test_hanging_space),
        cmocka_unit_test(test_hanging_space_turns),
        cmocka_unit_test(test_lines_up_and_down),
        cmocka_unit_test(test_boxes),
        cmocka_unit_test(test_line_heights),
        cmocka_unit_test(test_signs_take_the_right_font),
        cmocka_unit_test(test_runs_have_their_script),
        cmocka_unit_test(test_runs_by_words),
        cmocka_unit_test(test_sides),
        cmocka_unit_test(test_more_sizes_than_are_kept),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
