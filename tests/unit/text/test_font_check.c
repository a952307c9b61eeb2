/* SPDX-License-Identifier: MPL-2.0 */
/* A font that was cut anywhere is not whole; a list names each that is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "text/font_check.h"

static char path[] = "/tmp/indefra-font-XXXXXX";

static int begin(void **state)
{
    (void)state;
    int fd = mkstemp(path);
    return fd < 0 ? -1 : close(fd);
}

static int end(void **state)
{
    (void)state;
    return unlink(path);
}

static void put(const void *bytes, size_t len)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(bytes, 1, len, f), len);
    fclose(f);
}

/* Two tables, of 8 and 4 bytes, behind one another. */
static const char font[] = "\0\1\0\0\0\2\0\0\0\0\0\0"
                           "cmap\0\0\0\0\0\0\0\x2c\0\0\0\x8"
                           "glyf\0\0\0\0\0\0\0\x34\0\0\0\x4"
                           "12345678abcd";
enum { WHOLE = sizeof font - 1 };

static void cut_anywhere_it_is_not_whole(void **state)
{
    (void)state;
    put(font, WHOLE);
    assert_true(font_whole(path, 0));
    assert_false(font_whole(path, 1));
    assert_false(font_whole("/nowhere/at/all.ttf", 0));
    for (size_t len = 0; len < WHOLE; len++) {
        put(font, len);
        if (font_whole(path, 0))
            fail_msg("whole with %zu of %d bytes", len, (int)WHOLE);
    }
}

static void what_is_no_font_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *what;
        size_t at;
        const char *bytes;
        size_t len;
    } rows[] = {
        {"another head", 0, "PK\3\4", 4},
        {"no tables", 4, "\0\0", 2},
        {"more tables than any font", 4, "\xff\xff", 2},
        {"a table beyond the end", 20, "\0\0\0\x40", 4},
        {"a length that wraps", 24, "\xff\xff\xff\xff", 4},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char other[WHOLE];
        memcpy(other, font, WHOLE);
        memcpy(other + rows[i].at, rows[i].bytes, rows[i].len);
        put(other, WHOLE);
        if (font_whole(path, 0))
            fail_msg("%s", rows[i].what);
    }
}

static void a_collection_has_several(void **state)
{
    (void)state;
    char all[12 + 8 + WHOLE] = "ttcf\0\1\0\0\0\0\0\2"
                               "\0\0\0\x14\xff\xff\xff\0";
    memcpy(all + 20, font, WHOLE);
    all[20 + 12 + 8 + 3] = 20 + 44; /* places count from the file's start */
    all[20 + 28 + 8 + 3] = 20 + 52;
    put(all, sizeof all);
    assert_true(font_whole(path, 0));
    assert_false(font_whole(path, 1));
    assert_false(font_whole(path, 2));
    assert_false(font_whole(path, -1));
}

static void count(void *self, const char *what)
{
    int *lines = self;
    *lines += strstr(what, "apt install --reinstall some-package") != NULL &&
              strchr(what, '\n') == NULL;
}

static void a_list_names_each(void **state)
{
    (void)state;
    static const char list[] =
        "Latn\t-\ttruetype/none/A.ttf\t0\tsome-package\n"
        "Arab\t-\ttruetype/none/B.ttf\t0\tsome-package\n";
    int lines = 0;
    put(list, sizeof list - 1);
    assert_int_equal(fonts_check(path, count, &lines), 2);
    assert_int_equal(lines, 2);
    put("nonsense\n", 9);
    assert_int_equal(fonts_check(path, count, &lines), 1);
    assert_int_equal(fonts_check("/nowhere", count, &lines), 1);
    assert_int_equal(lines, 2);
}

static void ours_are_whole(void **state)
{
    (void)state;
    int lines = 0;
    assert_int_equal(fonts_check("fonts/manifest", count, &lines), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cut_anywhere_it_is_not_whole),
        cmocka_unit_test(what_is_no_font_is_refused),
        cmocka_unit_test(a_collection_has_several),
        cmocka_unit_test(a_list_names_each),
        cmocka_unit_test(ours_are_whole),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
