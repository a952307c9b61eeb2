/* SPDX-License-Identifier: MPL-2.0 */
/* The kernel's keyring as it is here; where there is none, only that its
 * absence is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "host/keyring.h"

static const char key[32] = "0123456789abcdef0123456789abcde";
static char name[40];

static int begin(void **state)
{
    (void)state;
    snprintf(name, sizeof name, "test-%ld", (long)getpid());
    return 0;
}

static int end(void **state)
{
    (void)state;
    keyring_forget(name, NULL);
    return 0;
}

static void need_keyring(void)
{
    struct fault why = {0};
    if (keyring_put(name, key, sizeof key, 60, &why))
        return;
    assert_int_equal(why.kind, FAULT_SYSTEM);
    assert_non_null(strstr(why.text, "KeyringMode=shared"));
    print_message("skipped: %s\n", why.text);
    skip();
}

static void what_was_put_is_there(void **state)
{
    (void)state;
    need_keyring();
    char back[sizeof key];
    assert_true(keyring_get(name, back, sizeof back, NULL));
    assert_memory_equal(back, key, sizeof key);
}

static void another_process_of_ours_finds_it(void **state)
{
    (void)state;
    need_keyring();
    pid_t pid = fork();
    if (pid == 0) {
        char back[sizeof key];
        _exit(keyring_get(name, back, sizeof back, NULL) &&
                      memcmp(back, key, sizeof key) == 0
                  ? 0
                  : 1);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
}

static void a_new_one_replaces_it(void **state)
{
    (void)state;
    need_keyring();
    char back[16];
    assert_true(keyring_put(name, "fedcba9876543210", 16, 60, NULL));
    assert_true(keyring_get(name, back, sizeof back, NULL));
    assert_memory_equal(back, "fedcba9876543210", sizeof back);
}

static void assert_gone(void)
{
    char back[KEYRING_MOST] = "x";
    struct fault why = {0};
    assert_false(keyring_get(name, back, sizeof key, &why));
    assert_int_equal(why.kind, FAULT_KEY);
    assert_false(keyring_arm(name, 60, &why));
    assert_int_equal(why.kind, FAULT_KEY);
}

static void what_was_forgotten_is_gone(void **state)
{
    (void)state;
    need_keyring();
    assert_true(keyring_forget(name, NULL));
    assert_gone();
    assert_true(keyring_forget(name, NULL));
    need_keyring();
}

static void another_length_is_refused(void **state)
{
    (void)state;
    need_keyring();
    char back[40];
    struct fault why = {0};
    assert_false(keyring_get(name, back, 31, &why));
    assert_int_equal(why.kind, FAULT_KEY);
    assert_false(keyring_get(name, back, 33, &why));
    assert_int_equal(why.kind, FAULT_KEY);
}

static void its_time_runs_out(void **state)
{
    (void)state;
    need_keyring();
    assert_true(keyring_put(name, key, sizeof key, 1, NULL));
    sleep(2);
    assert_gone();
    assert_true(keyring_forget(name, NULL));
    assert_true(keyring_put(name, key, sizeof key, 60, NULL));
}

static void arming_starts_its_time_anew(void **state)
{
    (void)state;
    need_keyring();
    char back[sizeof key];
    assert_true(keyring_put(name, key, sizeof key, 1, NULL));
    assert_true(keyring_arm(name, 60, NULL));
    sleep(2);
    assert_true(keyring_get(name, back, sizeof back, NULL));
}

static void a_name_has_a_ceiling(void **state)
{
    (void)state;
    char long_one[200];
    struct fault why = {0};
    memset(long_one, 'n', sizeof long_one);
    long_one[199] = '\0';
    assert_false(keyring_put(long_one, key, sizeof key, 60, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_put_is_there),
        cmocka_unit_test(another_process_of_ours_finds_it),
        cmocka_unit_test(a_new_one_replaces_it),
        cmocka_unit_test(what_was_forgotten_is_gone),
        cmocka_unit_test(another_length_is_refused),
        cmocka_unit_test(its_time_runs_out),
        cmocka_unit_test(arming_starts_its_time_anew),
        cmocka_unit_test(a_name_has_a_ceiling),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
