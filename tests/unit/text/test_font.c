/* SPDX-License-Identifier: MPL-2.0 */
/* The manifest that an office may edit: each wrong line is told by number,
 * each missing file by its package. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "text/font.h"

#include <unistd.h>

#define COUNT(list) (sizeof(list) / sizeof *(list))

static void write_manifest(const char *path, const char *text)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

#define LATIN \
    "Latn\t-\ttruetype/noto/NotoSans-Regular.ttf\t0\tfonts-noto-core\n"
#define SIGNS \
    "Zsye\t-\ttruetype/ancient-scripts/Symbola_hint.ttf\t0\tfonts-symbola\n"

static void test_manifest_is_judged(void **state)
{
    (void)state;
    static const struct {
        const char *text, *says;
    } rows[] = {
        {"", "names no font"},
        {"# only\n\n", "names no font"},
        {LATIN, "Zsye"},
        {LATIN SIGNS SIGNS, "two lines"},
        {LATIN "Arab\t-\tx.ttf\t0\n", "line 2: it needs 5 columns"},
        {LATIN "Arab -\tx.ttf\t0\tp\tq\n", "line 2: column 1"},
        {"Arabic\t-\tx.ttf\t0\tp\n", "line 1: column 1"},
        {"\t-\tx.ttf\t0\tp\n", "line 1: column 1"},
        {"Arab\t\tx.ttf\t0\tp\n", "line 1: column 2"},
        {"Arab\t-\t../x.ttf\t0\tp\n", "line 1: column 3"},
        {"Arab\t-\tx.ttf\t-1\tp\n", "line 1: column 4"},
        {"Arab\t-\tx.ttf\t0\t\n", "line 1: column 5"},
        {LATIN SIGNS "Arab\t-\tno/such.ttf\t0\tfonts-none\n",
         "apt install fonts-none"},
        {"Latn\t\xFF\n", "not UTF-8"},
    };
    char path[] = "/tmp/test_layout_XXXXXX";
    int made = mkstemp(path);
    assert_true(made >= 0);
    close(made);
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct fault why = {.text = ""};
        write_manifest(path, rows[i].text);
        assert_null(fonts_open(path, &why));
        if (!strstr(why.text, rows[i].says))
            print_error("row %zu says: %s\n", i, why.text);
        assert_non_null(strstr(why.text, rows[i].says));
    }
    write_manifest(path, LATIN SIGNS);
    struct fonts *f = fonts_open(path, NULL);
    assert_non_null(f);
    assert_int_equal(fonts_count(f), 2);
    assert_int_equal(fonts_pictogram(f), 1);
    assert_true(fonts_has(f, 0, 'a'));
    assert_false(fonts_has(f, 0, 0x633));
    fonts_close(f);
    fonts_close(NULL);
    remove(path);
    assert_null(fonts_open(path, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_manifest_is_judged),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
