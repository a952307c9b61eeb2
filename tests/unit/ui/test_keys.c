/* SPDX-License-Identifier: MPL-2.0 */
/* The keyboards the build made, held against ICU, and the reader against files
 * that are not as they should be. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>

#include <cmocka.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "exemplars.h"
#include "ui/keys.h"

#define FOLDER "build/share/keyboards"

/* The smallest keyboard there can be; tests break it one place at a time. */
#define HEAD "indefra-keys 1\n"
#define LANG "lang xx\n"
#define WIDE "columns 8\n"
#define LETTERS "page letters\nrow\nkey a \xC3\xA1\nkey b\n"
#define SHIFTED "page shifted\nrow\nkey A \xC3\x81\nkey B\n"
#define SYMBOLS "page symbols\nrow\nkey 1\nkey .\n"
#define SIGNS "page signs\nrow\nkey *\nkey .\n"
#define BOTTOM                                                  \
    "bottom\ndo shift 3\ndo symbols 3\ndo more 2\ndo space 2\n" \
    "do erase 3\ndo enter 3\n"
#define LATIN "page latin\nrow\nkey a\npage latin-shifted\nrow\nkey A\n"
#define LATIN_BOTTOM                                             \
    "bottom\ndo shift 2\ndo symbols 2\ndo latin 2\ndo space 4\n" \
    "do undo 2\ndo erase 2\ndo enter 2\n"
#define PAGES LETTERS SHIFTED SYMBOLS SIGNS
#define SOUND HEAD LANG WIDE PAGES BOTTOM
#define TWELVE "key c\nkey d\nkey e\nkey f\nkey g\nkey h\nkey i\nkey j\n"

static struct keymap *read_text(const char *text, struct fault *why)
{
    return keymap_read(plain_of(text), why);
}

static void test_sound(void **state)
{
    (void)state;
    struct fault why = {0};
    struct keymap *map = read_text(SOUND "# the end\n\n", &why);
    assert_non_null(map);
    assert_string_equal(map->lang, "xx");
    assert_int_equal(map->rows[KEY_PAGE_LETTERS], 1);
    const struct key *a = &map->pages[KEY_PAGE_LETTERS][0].keys[0];
    assert_string_equal(a->cap.id, "key-a");
    assert_string_equal(a->cap.shows, "a");
    assert_int_equal(a->form_count, 1);
    assert_string_equal(a->forms[0].gives, "\xC3\xA1");
    assert_string_equal(a->forms[0].id, "key-\xC3\xA1");
    assert_int_equal(map->bottom.count, 6);
    assert_string_equal(map->bottom.keys[3].cap.id, "key-space");
    assert_null(map->bottom.keys[3].cap.shows);
    keymap_close(map);
    keymap_close(NULL);
}

static void test_mark_and_opener(void **state)
{
    (void)state;
    struct fault why = {0};
    struct keymap *map =
        read_text(HEAD LANG WIDE "page letters\nrow\nkey \xE2\x97\x8C\xD9\x91\n"
                                 "opens \xE1\x88\x80 \xE1\x88\x80 "
                                 "\xE1\x88\x81\n" SHIFTED SYMBOLS SIGNS BOTTOM,
                  &why);
    assert_non_null(map);
    const struct key *keys = map->pages[KEY_PAGE_LETTERS][0].keys;
    assert_string_equal(keys[0].cap.shows, "\xE2\x97\x8C\xD9\x91");
    assert_string_equal(keys[0].cap.gives, "\xD9\x91");
    assert_string_equal(keys[0].cap.id, "key-\xD9\x91");
    assert_int_equal(keys[1].does, KEY_OPENS);
    assert_string_equal(keys[1].cap.gives, "");
    assert_int_equal(keys[1].form_count, 2);
    struct key_place at;
    assert_int_equal(
        keymap_find(map, plain_of("\xE1\x88\x80"), KEY_PAGE_LETTERS, &at), 3);
    assert_int_equal(at.form, 0);
    keymap_close(map);
}

static void test_malformed(void **state)
{
    (void)state;
    static const struct {
        const char *text, *line;
    } cases[] = {
        {"", "line 1: this is not a keyboard"},
        {"indefra-keys 2\n" LANG WIDE PAGES BOTTOM, "line 1: this is not"},
        {"indefra-keys 1", "line 1: the file ends"},
        {HEAD WIDE PAGES BOTTOM, "ends too early"},
        {HEAD LANG PAGES BOTTOM, "more keys than columns"},
        {HEAD LANG WIDE PAGES, "ends too early"},
        {HEAD LANG WIDE LETTERS SHIFTED SYMBOLS BOTTOM, "four pages"},
        {HEAD LANG WIDE SHIFTED, "line 4: pages are"},
        {HEAD LANG WIDE PAGES SIGNS BOTTOM, "pages are"},
        {HEAD LANG LANG WIDE PAGES BOTTOM, "line 3: the language"},
        {HEAD "lang ../x\n" WIDE PAGES BOTTOM, "line 2: the language"},
        {HEAD "lang aaaaaaaaaaaaaaaaaaaaaaaaaaaa\n", "too long"},
        {HEAD LANG "columns 13\n" PAGES BOTTOM, "line 3: there are"},
        {HEAD LANG "columns 0\n" PAGES BOTTOM, "line 3: there are"},
        {HEAD LANG "columns\n", "line 3: too few"},
        {HEAD LANG "columns 8 8\n", "line 3: too few"},
        {HEAD LANG "columns 1\n" PAGES BOTTOM, "more keys than columns"},
        {HEAD "row\n", "line 2: a row stands outside"},
        {HEAD "key a\n", "line 2: a key stands before"},
        {HEAD "page letters\nkey a\n", "line 3: a key stands before"},
        {HEAD LETTERS "row\nrow\nrow\n", "line 8: a page has more than 3"},
        {HEAD LETTERS TWELVE "key k\nkey l\nkey m\n", "more than 12 keys"},
        {HEAD LETTERS "key a\n", "line 6: two keys"},
        {HEAD LETTERS "row\nkey b\n", "line 7: two keys"},
        {HEAD LETTERS "key\n", "line 6: too few"},
        {HEAD LETTERS "key \xE2\x97\x8C\n", "line 6: a key shows nothing"},
        {HEAD LETTERS "key c\t\n", "line 6: a key shows nothing"},
        {HEAD LETTERS "key c\r\n", "line 6: a key shows nothing"},
        {HEAD LETTERS "key \xC2\xA0\n", "line 6: a key shows nothing"},
        {HEAD LETTERS "key c\xE2\x80\xAE\n", "line 6: a key shows nothing"},
        {HEAD LETTERS "key c\xE2\x80\x8C\n", "line 6: a key shows nothing"},
        {HEAD LETTERS "key aaaaaaaaaaaaaaaaaaaaaaaaa\n", "too much"},
        {HEAD LETTERS "key c 1 2 3 4 5 6 7 8 9 a b c d\n", "than 12 forms"},
        {HEAD LETTERS "key c \xC2\x85\n", "line 6: a key shows nothing"},
        {HEAD LETTERS "opens c\n", "line 6: a key that opens"},
        {HEAD LETTERS "do space 2\n", "only the bottom row"},
        {HEAD LETTERS "press c\n", "line 6: the line begins"},
        {HEAD LETTERS " key c\n", "line 6: the line begins"},
        {SOUND "bottom\n", "comes once"},
        {SOUND "row\n", "outside the pages"},
        {SOUND "key x\n", "bottom row has only"},
        {SOUND "opens x x y\n", "bottom row has only"},
        {SOUND "do space 2\n", "there already"},
        {SOUND "do dance 2\n", "unknown"},
        {SOUND "do zwnj 25\n", "from 2 to 24"},
        {SOUND "do zwnj -2\n", "from 2 to 24"},
        {SOUND "do zwnj 2\n", "not as wide"},
        {HEAD LANG WIDE PAGES LATIN BOTTOM, "a latin page and its key"},
        {HEAD LANG WIDE PAGES LATIN_BOTTOM, "a latin page and its key"},
        {HEAD LANG WIDE PAGES "page latin\nrow\nkey a\n" LATIN_BOTTOM,
         "comes once"},
        {HEAD LANG WIDE PAGES "page latin-shifted\n", "pages are"},
        {HEAD LANG WIDE PAGES LATIN "page latin\n", "pages are"},
        {HEAD LANG WIDE PAGES "page latin\npage latin-shifted\n" LATIN_BOTTOM,
         "has no row"},
        {HEAD LANG "columns 9\n" PAGES BOTTOM, "not as wide"},
        {HEAD LANG WIDE PAGES "bottom\ndo space 16\n", "is missing"},
        {HEAD LANG WIDE "page letters\npage shifted\n", "ends too early"},
        {HEAD LANG WIDE "page letters\nrow\n" SHIFTED SYMBOLS SIGNS BOTTOM,
         "empty"},
        {HEAD LANG WIDE "page letters\n" SHIFTED SYMBOLS SIGNS BOTTOM,
         "has no row"},
        {"\xEF\xBB\xBF" SOUND, "line 1"},
        {HEAD "lang \xFF\n", "not UTF-8"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct fault why = {0};
        struct keymap *map = read_text(cases[i].text, &why);
        if (map || !strstr(why.text, cases[i].line))
            fail_msg("case %zu: \"%s\", wanted \"%s\"", i, why.text,
                     cases[i].line);
        assert_null(strchr(why.text, '\n'));
    }
}

static void test_every_cut(void **state)
{
    (void)state;
    size_t len = strlen(SOUND);
    for (size_t n = 0; n + 2 < len; n++) {
        struct fault why = {0};
        struct keymap *map = keymap_read((struct plain){SOUND, n}, &why);
        assert_null(map);
        assert_int_not_equal(why.text[0], 0);
    }
    struct keymap *map = keymap_read((struct plain){SOUND, len - 1}, NULL);
    assert_non_null(map);
    keymap_close(map);
    assert_null(keymap_read((struct plain){SOUND "\0", len + 1}, NULL));
}

static void test_too_large(void **state)
{
    (void)state;
    struct fault why = {0};
    char *text = calloc(1, CEIL_KEYS_FILE + 1);
    memset(text, '\n', CEIL_KEYS_FILE + 1);
    memcpy(text, SOUND, strlen(SOUND));
    struct keymap *map =
        keymap_read((struct plain){text, CEIL_KEYS_FILE}, &why);
    assert_non_null(map);
    keymap_close(map);
    map = keymap_read((struct plain){text, CEIL_KEYS_FILE + 1}, &why);
    assert_null(map);
    assert_int_equal(why.kind, FAULT_LIMIT);
    char path[] = "/tmp/test_keys_XXXXXX";
    int file = mkstemp(path);
    assert_int_equal(write(file, text, CEIL_KEYS_FILE + 1), CEIL_KEYS_FILE + 1);
    close(file);
    assert_null(keymap_open(path, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    unlink(path);
    free(text);
    assert_null(keymap_open("/nowhere/da.keys", &why));
    assert_int_equal(why.kind, FAULT_DISK);
    assert_non_null(strstr(why.text, "/nowhere/da.keys"));
    assert_null(keymap_open("/", &why));
}

static void test_pages(void **state)
{
    (void)state;
    for (int from = 0; from < KEY_PAGES; from++) {
        for (int to = 0; to < KEY_PAGES; to++) {
            enum key_page open = (enum key_page)from;
            int taps = 0;
            for (; open != (enum key_page)to && taps < 4; taps++)
                open =
                    key_page_after(open, key_page_way(open, (enum key_page)to));
            assert_int_equal(open, to);
            assert_true(taps <= 2);
        }
        assert_int_equal(key_page_way((enum key_page)from, (enum key_page)from),
                         KEY_GIVES);
    }
    assert_int_equal(key_page_after(KEY_PAGE_SIGNS, KEY_SYMBOLS),
                     KEY_PAGE_LETTERS);
    assert_int_equal(key_page_after(KEY_PAGE_SHIFTED, KEY_SPACE),
                     KEY_PAGE_SHIFTED);
}

static void test_find(void **state)
{
    (void)state;
    static const struct {
        const char *words;
        enum key_page open;
        size_t covers;
        struct key_place at;
    } cases[] = {
        {"abc", KEY_PAGE_LETTERS, 1, {KEY_PAGE_LETTERS, 0, 0, -1}},
        {"B", KEY_PAGE_LETTERS, 1, {KEY_PAGE_SHIFTED, 0, 1, -1}},
        {"\xC3\xA1x", KEY_PAGE_LETTERS, 2, {KEY_PAGE_LETTERS, 0, 0, 0}},
        {".", KEY_PAGE_LETTERS, 1, {KEY_PAGE_SYMBOLS, 0, 1, -1}},
        {".", KEY_PAGE_SIGNS, 1, {KEY_PAGE_SIGNS, 0, 1, -1}},
        {" a", KEY_PAGE_SHIFTED, 1, {KEY_PAGE_SHIFTED, 1, 3, -1}},
        {"\n", KEY_PAGE_LETTERS, 1, {KEY_PAGE_LETTERS, 1, 5, -1}},
        {"z", KEY_PAGE_LETTERS, 0, {0}},
        {"", KEY_PAGE_LETTERS, 0, {0}},
        {"\xC3", KEY_PAGE_LETTERS, 0, {0}},
    };
    struct keymap *map = read_text(SOUND, NULL);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct key_place at = {0};
        size_t covers =
            keymap_find(map, plain_of(cases[i].words), cases[i].open, &at);
        assert_int_equal(covers, cases[i].covers);
        assert_memory_equal(&at, &cases[i].at, sizeof at);
        assert_true(covers == 0 || keymap_at(map, &at) != NULL);
    }
    assert_null(keymap_at(map, &(struct key_place){.row = 2}));
    assert_null(keymap_at(map, &(struct key_place){.column = 2}));
    assert_null(keymap_at(map, &(struct key_place){.page = KEY_PAGES}));
    assert_null(keymap_at(map, &(struct key_place){.column = -1}));
    keymap_close(map);
}

/* Latin letters, for a name or an address, are a page away. */
static void test_latin(void **state)
{
    (void)state;
    struct key_place at;
    struct keymap *map = read_text(
        HEAD LANG WIDE "page letters\nrow\nkey \xD0\xB0\n" SHIFTED SYMBOLS SIGNS
            LATIN LATIN_BOTTOM,
        NULL);
    assert_non_null(map);
    assert_int_equal(keymap_find(map, plain_of("a"), KEY_PAGE_LETTERS, &at), 1);
    assert_int_equal(at.page, KEY_PAGE_LATIN);
    assert_int_equal(keymap_find(map, plain_of("a"), KEY_PAGE_LATIN, &at), 1);
    assert_int_equal(at.page, KEY_PAGE_LATIN);
    assert_int_equal(keymap_find(map, plain_of("A"), KEY_PAGE_LATIN, &at), 1);
    assert_int_equal(at.page, KEY_PAGE_LATIN_SHIFTED);
    assert_int_equal(keymap_find(map, plain_of("."), KEY_PAGE_LATIN, &at), 1);
    assert_int_equal(at.page, KEY_PAGE_SYMBOLS);
    assert_int_equal(
        keymap_find(map, plain_of("\xD0\xB0"), KEY_PAGE_LATIN_SHIFTED, &at), 2);
    assert_int_equal(at.page, KEY_PAGE_LETTERS);
    keymap_close(map);
}

static void test_longest(void **state)
{
    (void)state;
    struct key_place at;
    struct keymap *map =
        read_text(HEAD LANG WIDE "page letters\nrow\nkey ab\nkey "
                                 "a\n" SHIFTED SYMBOLS SIGNS BOTTOM,
                  NULL);
    assert_int_equal(keymap_find(map, plain_of("abc"), 0, &at), 2);
    assert_int_equal(at.column, 0);
    assert_int_equal(keymap_find(map, plain_of("acb"), 0, &at), 1);
    assert_int_equal(at.column, 1);
    keymap_close(map);
}

static void test_lacking(void **state)
{
    (void)state;
    struct buf lacks = {.max = 4096};
    struct fault why = {0};
    int letters = 0;
    struct keymap *map = read_text(SOUND, NULL);
    assert_true(exemplars_lacking(map, "da", &lacks, &letters, &why));
    assert_int_equal(letters, 58);
    assert_null(strstr(lacks.at, "b "));
    assert_non_null(strstr(lacks.at, "\xC3\xB8 "));
    assert_non_null(strstr(lacks.at, "\xC3\x98 "));
    assert_false(exemplars_lacking(map, "zz", &lacks, NULL, &why));
    buf_wipe(&lacks);
    keymap_close(map);
}

static void assert_reaches(const struct keymap *map, const char *words)
{
    struct plain left = plain_of(words);
    while (left.len) {
        struct key_place at;
        size_t covers = keymap_find(map, left, KEY_PAGE_LETTERS, &at);
        if (!covers)
            fail_msg("%s: no key for %.4s", map->lang, left.at);
        left = plain_cut(left, covers, left.len);
    }
}

static void assert_nfc(const char *text)
{
    UErrorCode e = U_ZERO_ERROR;
    UChar wide[64];
    int32_t len;
    u_strFromUTF8(wide, 64, &len, text, -1, &e);
    assert_true(unorm2_isNormalized(unorm2_getNFCInstance(&e), wide, len, &e));
    assert_true(U_SUCCESS(e));
}

static void assert_all_nfc(const struct keymap *map)
{
    for (int i = 0; i < KEY_PAGES * CEIL_KEY_ROWS; i++) {
        const struct key_row *row =
            &map->pages[i / CEIL_KEY_ROWS][i % CEIL_KEY_ROWS];
        for (int k = 0; k < row->count; k++) {
            assert_nfc(row->keys[k].cap.gives);
            for (int f = 0; f < row->keys[k].form_count; f++)
                assert_nfc(row->keys[k].forms[f].gives);
        }
    }
}

/* As in the table: these languages have no locale of their own in ICU. */
static const char *locale_of(const char *lang)
{
    if (!strcmp(lang, "kmr"))
        return "ku";
    return strcmp(lang, "prs") ? lang : "fa_AF";
}

static bool has(const struct keymap *map, enum key_does does)
{
    for (int i = 0; i < map->bottom.count; i++)
        if (map->bottom.keys[i].does == does)
            return true;
    return false;
}

/* What was erased can come back on each, and a name of this country and an
 * address can be typed on each. */
static void check_serves_all(const struct keymap *map)
{
    enum key_page page =
        has(map, KEY_LATIN) ? KEY_PAGE_LATIN : KEY_PAGE_LETTERS;
    const char *words = "Jens.xyz-qw@k_m";
    assert_true(has(map, KEY_UNDO));
    for (size_t i = 0; words[i]; i++) {
        struct key_place at;
        char one[] = {words[i], '\0'};
        if (!keymap_find(map, plain_of(one), page, &at))
            fail_msg("%s: no key for %s", map->lang, one);
    }
}

static void check_made(const char *name)
{
    char path[CEIL_PATH];
    struct fault why = {0};
    struct buf lacks = {.max = 4096};
    int letters;
    snprintf(path, sizeof path, FOLDER "/%s", name);
    struct keymap *map = keymap_open(path, &why);
    if (!map)
        fail_msg("%s", why.text);
    assert_int_equal(strlen(map->lang), strlen(name) - strlen(".keys"));
    assert_memory_equal(map->lang, name, strlen(map->lang));
    if (!exemplars_lacking(map, locale_of(map->lang), &lacks, &letters, &why))
        fail_msg("%s: %s", name, why.text);
    if (lacks.len)
        fail_msg("%s: no key for %s", name, lacks.at);
    assert_true(letters > 15);
    assert_all_nfc(map);
    check_serves_all(map);
    assert_reaches(map, "0123456789 .,?!:;-()\"'/@+&%=\n");
    buf_wipe(&lacks);
    keymap_close(map);
}

static void test_made(void **state)
{
    (void)state;
    DIR *folder = opendir(FOLDER);
    struct dirent *entry;
    int count = 0;
    assert_non_null(folder);
    while ((entry = readdir(folder))) {
        if (entry->d_name[0] == '.')
            continue;
        check_made(entry->d_name);
        count++;
    }
    closedir(folder);
    assert_true(count >= 12);
}

static void test_words(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *words;
    } cases[] = {
        {"da", "Rødgrød på Ærø, Åse é ü ä ö"},
        {"en", "It's fine. Zoë and José"},
        {"ar", "السَّلامُ، كَيْفَ؟ لأجل ١٢٣ «نعم»؛ گ پ چ"},
        {"fa", "می\xE2\x80\x8Cخواهم، آب ۱۲۳؟"},
        {"ckb", "دەمەوێت\xE2\x80\x8C، ھەڵە؟"},
        {"ti", "ትግርኛ፡ ኳዅ። ፣"},
        {"pl", "Zażółć gęślą jaźń"},
        {"tr", "Iğdır İzmir ışık"},
        {"ro", "Țară și înălțime"},
        {"uk", "Ґанок, їжак, п\xCA\xBCять"},
        {"ta", "தமிழ் மொழி, ஔவை"},
        {"vi", "Nguyễn Ậm ự đặc biệt"},
        {"so", "Su'aal"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char path[CEIL_PATH];
        snprintf(path, sizeof path, FOLDER "/%s.keys", cases[i].lang);
        struct keymap *map = keymap_open(path, NULL);
        assert_non_null(map);
        assert_reaches(map, cases[i].words);
        keymap_close(map);
    }
}

static void test_danish_and_arabic(void **state)
{
    (void)state;
    struct key_place at;
    struct keymap *da = keymap_open(FOLDER "/da.keys", NULL);
    struct keymap *ar = keymap_open(FOLDER "/ar.keys", NULL);
    assert_non_null(da);
    assert_non_null(ar);
    assert_int_equal(da->columns, 11);
    static const char *const direct[] = {"æ", "ø", "å", ",", ".", "?"};
    for (size_t i = 0; i < sizeof direct / sizeof *direct; i++) {
        assert_true(keymap_find(da, plain_of(direct[i]), 0, &at) > 0);
        assert_int_equal(at.page, KEY_PAGE_LETTERS);
        assert_int_equal(at.form, -1);
    }
    /* One key, two letters: U+0644 U+0627. */
    assert_int_equal(keymap_find(ar, plain_of("\xD9\x84\xD8\xA7"), 0, &at), 4);
    assert_int_equal(at.page, KEY_PAGE_LETTERS);
    keymap_close(da);
    keymap_close(ar);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sound),
        cmocka_unit_test(test_mark_and_opener),
        cmocka_unit_test(test_malformed),
        cmocka_unit_test(test_every_cut),
        cmocka_unit_test(test_too_large),
        cmocka_unit_test(test_pages),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_latin),
        cmocka_unit_test(test_longest),
        cmocka_unit_test(test_lacking),
        cmocka_unit_test(test_made),
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_danish_and_arabic),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
