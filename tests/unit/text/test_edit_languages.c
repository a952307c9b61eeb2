/* SPDX-License-Identifier: MPL-2.0 */
/* Whatever is done to an answer, in any of the twelve languages and in a mix
 * of them, it stays well-formed and composed, and the caret stands where a
 * caret may stand. Random keys from a seed that is printed: a failure
 * can be seen again, and another seed tried.
 *
 *     test_edit_languages [SEED]
 */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "text/edit.h"
#include "text/layout.h"
#include "text/unicode.h"

#define COUNT(list) (sizeof(list) / sizeof *(list))

enum { ROOM = 300, KEYS = 200, TEXTS = 2, BEYOND = 8 };

/* A letter a line, a word a line, a field, one line. */
static const int widths[] = {30, 160, 500, 0};

/* Sentences made up for this test. What a reader of the language would miss
 * first if it broke: joined letters, marks, conjuncts, the joiner that does
 * not join. */
static const struct sample {
    const char *lang, *words;
    bool rtl;
} samples[] = {
    {"da", "Hun ringede, når æblerne på øen var røde. Éns café?", false},
    {"en", "It's fine now; we don't (often) wait 45 minutes.", false},
    {"ar", "ساعدتني كثيرًا، ولا أخاف الآن لأنّ Jens Olsen يزورنا 45 مرة.", true},
    {"fa", "حالا می\u200Cخواهم کار کنم؛ بچه\u200Cها آرام\u200Cاند ۱۲۳.", true},
    {"uk", "Мій син знову п'є чай і їсть ґречану кашу щодня.", false},
    {"ti", "ሕጂ ወደይ ብሰላም ይድቅስ ኣሎ፣ ኣነ ድማ ኳዕናንኩም የመስግን።", false},
    {"so", "Hadda wiilkaygu si fiican ayuu u seexdaa, su'aal ma jirto.", false},
    {"pl", "Źle było, ale dziś żółw śpi lżej i więcej je ćwikły.", false},
    {"tr", "Şimdi oğlum uyuyor; İzmir'den ağabeyim ısındı.", false},
    {"ro", "Acum fiul meu doarme liniștit, țara și mâinile îmi râd.", false},
    {"ckb", "ئێستا کوڕەکەم دەخەوێت، ھەموو ڕۆژێک خۆش\u200Cحاڵ دەبم.", true},
    {"ta", "என் மகன் நன்றாக உறங்குகிறான்; ஔவை, ஸ்ரீ க்ஷ கொடுத்தாள்.", false},
};

/* Letters that join, compose, or must not be torn. */
static const char *const letters[] = {
    "\u030A",  "\u0301",  "\u0323", "\u064B", "\u0651", "\u0654", "\u200C",
    "\u200D",  "ل",       "ا",      "\uFEFB", "க",      "\u0BCD", "ஷ",
    "க\u0BCD", "ஸ\u0BCD", "ரீ",      "\u0BC6", "\u0BBE", "\u0BD7", "ኳ",
    "I",       "i",       "ş",      "👩",      "👧",      "🇩",      "🇰",
    "\n",      "a",       "e",
};

static struct fonts *fonts;
static uint32_t first_seed = 2026;

struct field {
    char text[ROOM + BEYOND];
    uint32_t len, seed, first_seed;
    struct edit edit;
    const struct sample *sample;
    bool mixed; /* words of the other languages come too */
};

static uint32_t below(struct field *f, uint32_t limit)
{
    f->seed = f->seed * 1664525u + 1013904223u;
    return (f->seed >> 8) % limit;
}

static void open_field(struct field *f, const struct sample *sample, bool mixed,
                       uint32_t seed)
{
    *f = (struct field){
        .sample = sample, .mixed = mixed, .seed = seed, .first_seed = seed};
    memset(f->text, '#', sizeof f->text);
    edit_open(&f->edit, f->text, &f->len, ROOM, false);
}

static struct layout *lay(const struct field *f, int width)
{
    struct layout_style style = {.lang = f->sample->lang,
                                 .size = 24,
                                 .width = width,
                                 .rtl = f->sample->rtl,
                                 .by_words = true};
    struct layout *l = layout_new(fonts, edit_words(&f->edit), &style);
    assert_non_null(l);
    return l;
}

/* --- What always holds ------------------------------------------------- */

static void is_sound(const struct field *f)
{
    struct plain words = edit_words(&f->edit);
    struct buf normal = {.max = 4 * ROOM};
    assert_true(utf8_valid(words, NULL));
    unicode_nfc(words, &normal);
    if (!plain_same(buf_words(&normal), words))
        fail_msg("%s, seed %u: \"%.*s\" is not NFC", f->sample->lang,
                 f->first_seed, (int)f->len, f->text);
    buf_wipe(&normal);
    assert_true(f->len <= ROOM && f->edit.caret <= f->len);
    assert_true(f->edit.from <= f->edit.to && f->edit.to <= f->len);
    for (size_t i = ROOM; i < sizeof f->text; i++)
        assert_int_equal(f->text[i], '#');
}

/* In lines of this length, set as a field sets them. */
static void is_on_a_stop(const struct field *f, int width)
{
    struct layout *l = lay(f, width);
    if (!layout_is_stop(l, f->edit.caret))
        fail_msg("%s, seed %u, width %d: the caret at byte %u of \"%.*s\" is "
                 "on no stop",
                 f->sample->lang, f->first_seed, width, f->edit.caret,
                 (int)f->len, f->text);
    layout_free(l);
}

/* --- What is done ------------------------------------------------------ */

/* From any code point to any other: not only at words' ends. */
static void insert_part(struct field *f)
{
    const struct sample *s =
        f->mixed ? &samples[below(f, COUNT(samples))] : f->sample;
    struct plain all = plain_of(s->words);
    size_t from = below(f, (uint32_t)all.len);
    size_t to = from + 1 + below(f, 20);
    while (from > 0 && ((uint8_t)all.at[from] & 0xC0) == 0x80)
        from--;
    while (to < all.len && ((uint8_t)all.at[to] & 0xC0) == 0x80)
        to++;
    edit_insert(&f->edit, plain_cut(all, from, to < all.len ? to : all.len));
}

static void insert_letter(struct field *f)
{
    edit_insert(&f->edit, plain_of(letters[below(f, COUNT(letters))]));
}

static size_t touched(struct field *f, const struct layout *l)
{
    int wide = layout_width(l) + 40, high = layout_height(l) + 40;
    return layout_hit(l, (int)below(f, (uint32_t)wide) - 20,
                      (int)below(f, (uint32_t)high) - 20);
}

/* A finger on a caret finds the caret there again. */
static size_t touched_again(struct field *f, const struct layout *l)
{
    size_t at = touched(f, l);
    struct caret c = layout_caret(l, at);
    size_t found = layout_hit(l, c.x, c.y + c.height / 2);
    struct caret d = layout_caret(l, found);
    if (c.x != d.x || c.y != d.y)
        fail_msg("%s, seed %u: the caret of byte %zu, touched, is that of "
                 "byte %zu of \"%.*s\"",
                 f->sample->lang, f->first_seed, at, found, (int)f->len,
                 f->text);
    return found;
}

static size_t stepped(struct field *f, const struct layout *l)
{
    size_t at = f->edit.caret;
    struct caret c = layout_caret(l, at);
    switch (below(f, 3)) {
    case 0:
        return layout_stop_next(l, at);
    case 1:
        return layout_stop_back(l, at);
    default:
        return layout_stop_line(l, at, below(f, 2) ? 1 : -1, c.x);
    }
}

/* As a finger does, and as arrow keys do: a second touch selects. */
static void move(struct field *f)
{
    struct layout *l = lay(f, widths[below(f, COUNT(widths))]);
    size_t at = below(f, 2) ? touched_again(f, l) : stepped(f, l);
    if (!layout_is_stop(l, at))
        fail_msg("%s, seed %u: byte %zu of \"%.*s\" is no stop",
                 f->sample->lang, f->first_seed, at, (int)f->len, f->text);
    edit_caret_set(&f->edit, (uint32_t)at);
    if (f->edit.caret != at)
        fail_msg("%s, seed %u: the caret went to byte %u, not to the stop %zu "
                 "of \"%.*s\"",
                 f->sample->lang, f->first_seed, f->edit.caret, at, (int)f->len,
                 f->text);
    if (below(f, 3) == 0)
        edit_select_word(&f->edit, (uint32_t)at, f->sample->lang);
    layout_free(l);
}

/* What is erased comes back as it stood, though letters that it kept apart
 * were composed meanwhile. A second erase beside the first would come back
 * too. */
static void erase_and_undo(struct field *f)
{
    struct edit before = f->edit;
    char was[ROOM];
    uint32_t len = f->len;
    if (before.undo_len)
        return;
    memcpy(was, f->text, len);
    bool forward = below(f, 2);
    if (!(forward ? edit_erase_forward(&f->edit) : edit_erase(&f->edit)))
        return;
    is_sound(f);
    assert_true(edit_undo_erase(&f->edit));
    if (f->len != len || memcmp(f->text, was, len) != 0)
        fail_msg("%s, seed %u: \"%.*s\" came back as \"%.*s\"", f->sample->lang,
                 f->first_seed, (int)len, was, (int)f->len, f->text);
    bool selected = before.from < before.to;
    if (!forward && !selected && f->edit.caret != before.caret)
        fail_msg("%s, seed %u: the caret came back at byte %u, not %u, of "
                 "\"%.*s\"",
                 f->sample->lang, f->first_seed, f->edit.caret, before.caret,
                 (int)len, was);
}

static void act(struct field *f)
{
    uint32_t what = below(f, 16);
    if (what < 5)
        insert_part(f);
    else if (what < 8)
        insert_letter(f);
    else if (what < 10)
        edit_erase(&f->edit);
    else if (what == 10)
        edit_erase_forward(&f->edit);
    else if (what == 11)
        edit_undo_erase(&f->edit);
    else if (what == 12)
        edit_select_word(&f->edit, below(f, ROOM), f->sample->lang);
    else if (what < 15)
        move(f);
    else
        erase_and_undo(f);
}

/* --- Random keys -------------------------------------------------------- */

static void press_keys(const struct sample *sample, bool mixed, uint32_t seed)
{
    struct field f;
    open_field(&f, sample, mixed, seed);
    for (int i = 0; i < KEYS; i++) {
        act(&f);
        is_sound(&f);
        is_on_a_stop(&f, widths[(size_t)i % COUNT(widths)]);
    }
    assert_true(f.len > 0);
}

static void test_random_keys(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++)
        for (uint32_t text = 0; text < TEXTS; text++)
            press_keys(&samples[i], false,
                       first_seed + (uint32_t)i * 97 + text);
}

static void test_random_keys_in_a_mix(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++)
        for (uint32_t text = 0; text < TEXTS; text++)
            press_keys(&samples[i], true,
                       first_seed + (uint32_t)i * 101 + text);
}

/* --- Key by key -------------------------------------------------------- */

/* What a keyboard types, letter by letter, is the sentence. */
static void test_letter_by_letter(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(samples); i++) {
        struct plain words = plain_of(samples[i].words);
        struct field f;
        open_field(&f, &samples[i], false, 1);
        for (size_t at = 0; at < words.len;) {
            uint32_t code;
            size_t n = utf8_read(words.at, words.len, at, &code);
            assert_true(edit_insert(&f.edit, plain_cut(words, at, at + n)));
            is_sound(&f);
            is_on_a_stop(&f, 160);
            at += n;
        }
        assert_true(plain_same(edit_words(&f.edit), words));
        while (edit_erase(&f.edit)) {
            is_sound(&f);
            is_on_a_stop(&f, 160);
        }
        assert_int_equal(f.len, 0);
    }
}

/* Typed before the letter that it joins, a sign that kills a vowel (U+0BCD)
 * makes one shape of two letters; one still types between them. What is erased
 * beside a mark that stands alone comes back before it. */
static void test_between(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *before, *after;
        const char *typed[3];
    } rows[] = {
        {"ta", "", "ஷ", {"க", "\u0BCD"}},
        {"ta", "", "ரீ வந்தாள்", {"ஸ", "\u0BCD"}},
        {"ta", "பக்", "ஷி", {"ச", "\u0BCD"}},
        {"ar", "", "ا", {"ل"}},
        {"da", "a\n", "\u0301x", {"e", "f"}},
        {"da", "e\n", "\u0301x", {""}},
        {"da", "e\n\n", "\u0301x", {""}},
        {"fa", "می", "خواهم", {"\u200C"}},
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct sample sample = {rows[i].lang, "", !strcmp(rows[i].lang, "ar")};
        struct field f;
        open_field(&f, &sample, false, 1);
        edit_insert(&f.edit, plain_of(rows[i].before));
        uint32_t caret = f.edit.caret;
        edit_insert(&f.edit, plain_of(rows[i].after));
        edit_caret_set(&f.edit, caret);
        for (int k = 0; k < 3 && rows[i].typed[k]; k++) {
            edit_insert(&f.edit, plain_of(rows[i].typed[k]));
            is_sound(&f);
            is_on_a_stop(&f, 0);
            caret = f.edit.caret;
            f.edit.undo_len = 0;
            erase_and_undo(&f);
            edit_caret_set(&f.edit, caret);
        }
    }
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

int main(int argc, char **argv)
{
    long seed;
    if (argc > 1 && number_parse(argv[1], 0, 1000000000, &seed))
        first_seed = (uint32_t)seed;
    print_message("seed %u\n", first_seed);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_keys),
        cmocka_unit_test(test_random_keys_in_a_mix),
        cmocka_unit_test(test_letter_by_letter),
        cmocka_unit_test(test_between),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
