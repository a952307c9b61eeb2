/* SPDX-License-Identifier: MPL-2.0 */
/* Printing, with programs of our own in the place of CUPS'. */
#include "host/printer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "base/ceilings.h"
#include "host/file.h"

static char folder[CEIL_PATH];

static void put_program(const char *name, const char *script)
{
    char path[CEIL_PATH + 16];
    struct fault why;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(file_write(path, plain_of(script), 0700, &why));
}

static int begin(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/indefra-printer.XXXXXX");
    assert_non_null(mkdtemp(folder));
    return setenv("PATH", folder, 1);
}

static int end(void **state)
{
    (void)state;
    char command[CEIL_PATH + 32];
    setenv("PATH", "/usr/bin:/bin", 1);
    snprintf(command, sizeof command, "rm -rf '%s'", folder);
    return system(command);
}

static void test_whether_there_is_one(void **state)
{
    (void)state;
    static const struct {
        const char *lpstat;
        bool there;
    } cases[] = {
        {"#!/bin/sh\n[ \"$*\" = -e ] && echo Kontoret\n", true},
        {"#!/bin/sh\n", false},
        {"#!/bin/sh\necho; exit 0\n", false},
        {"#!/bin/sh\necho Kontoret; exit 1\n", false},
    };
    put_program("lp", "#!/bin/sh\n");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        put_program("lpstat", cases[i].lpstat);
        assert_int_equal(printer_there(), cases[i].there);
    }
}

static void test_handed_over(void **state)
{
    (void)state;
    char script[2 * CEIL_PATH + 100], path[CEIL_PATH + 16];
    struct buf got = {.max = 4096};
    struct fault why;
    snprintf(script, sizeof script,
             "#!/bin/sh\n/bin/cat >%s/paper\necho \"$*\" >%s/said\n", folder,
             folder);
    put_program("lp", script);
    struct plain pdf = {"%PDF\0\xFF", 6};
    assert_true(printer_print(pdf, &why));
    snprintf(path, sizeof path, "%s/paper", folder);
    assert_true(file_read(path, 4096, &got, &why));
    assert_true(plain_same(buf_words(&got), pdf));
    got.len = 0;
    snprintf(path, sizeof path, "%s/said", folder);
    assert_true(file_read(path, 4096, &got, &why));
    assert_true(
        plain_same(buf_words(&got), plain_of("-s -t Indefra -o media=A4\n")));
    buf_wipe(&got);
    put_program("lp", "#!/bin/sh\nexit 1\n");
    assert_false(printer_print(pdf, &why));
}

static void test_none(void **state)
{
    (void)state;
    char path[CEIL_PATH + 16];
    struct fault why;
    snprintf(path, sizeof path, "%s/lp", folder);
    file_remove(path, &why);
    /* CUPS may really be here, in the standard places. */
    if (access("/usr/bin/lp", X_OK) == 0)
        skip();
    assert_false(printer_there());
    assert_false(printer_print(plain_of("%PDF"), &why));
    assert_int_equal(why.kind, FAULT_SYSTEM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whether_there_is_one),
        cmocka_unit_test(test_handed_over),
        cmocka_unit_test(test_none),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
