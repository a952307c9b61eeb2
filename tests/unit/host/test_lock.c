/* SPDX-License-Identifier: MPL-2.0 */
/* Two processes and one lock. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/clock.h"
#include "host/lock.h"

static char path[] = "/tmp/indefra-lock-XXXXXX";

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

/* A child that holds the lock until it is killed or hold_ms are over. */
static pid_t holder(int hold_ms)
{
    int ready[2];
    char byte;
    assert_int_equal(pipe(ready), 0);
    pid_t pid = fork();
    if (pid == 0) {
        struct lock *l = lock_take(path, 0, NULL);
        if (!l || write(ready[1], "x", 1) != 1)
            _exit(1);
        usleep((useconds_t)hold_ms * 1000);
        _exit(0);
    }
    close(ready[1]);
    assert_int_equal(read(ready[0], &byte, 1), 1);
    close(ready[0]);
    return pid;
}

static void a_held_lock_is_refused_until_let_go(void **state)
{
    (void)state;
    struct fault why = {0};
    pid_t pid = holder(60000);
    assert_null(lock_take(path, 0, &why));
    assert_int_equal(why.kind, FAULT_BUSY);
    assert_string_equal(why.text, "the tablet is in use; finish there first");
    kill(pid, SIGKILL); /* however the holder ends */
    waitpid(pid, NULL, 0);
    struct lock *l = lock_take(path, 0, &why);
    assert_non_null(l);
    lock_release(l);
    lock_release(NULL);
}

static int64_t now(void)
{
    struct clock c;
    clock_real(&c);
    return clock_ms(&c);
}

static void waiting_ends_when_the_other_lets_go(void **state)
{
    (void)state;
    pid_t pid = holder(300);
    int64_t before = now();
    struct lock *l = lock_take(path, 20000, NULL);
    assert_non_null(l);
    assert_in_range(now() - before, 100, 10000);
    lock_release(l);
    waitpid(pid, NULL, 0);
}

static void waiting_ends_in_time(void **state)
{
    (void)state;
    struct fault why = {0};
    pid_t pid = holder(60000);
    int64_t before = now();
    assert_null(lock_take(path, 200, &why));
    assert_in_range(now() - before, 200, 10000);
    kill(pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void twice_in_one_program_is_refused_too(void **state)
{
    (void)state;
    struct fault why = {0};
    struct lock *l = lock_take(path, 0, NULL);
    assert_non_null(l);
    assert_null(lock_take(path, 0, &why));
    assert_int_equal(why.kind, FAULT_BUSY);
    lock_release(l);
}

/* Through a lock of its own each time, as after a restart. */
static int64_t pace(int gap_ms, bool forget)
{
    int64_t before = now();
    struct lock *l = lock_take(path, 0, NULL);
    assert_non_null(l);
    lock_pace(l, gap_ms);
    if (forget)
        lock_pace_forget(l);
    lock_release(l);
    return now() - before;
}

static void write_moment(int64_t moment)
{
    FILE *f = fopen(path, "wb");
    assert_non_null(f);
    assert_int_equal(fwrite(&moment, sizeof moment, 1, f), 1);
    fclose(f);
}

static void the_pace_outlives_the_program(void **state)
{
    (void)state;
    enum { GAP = 300, FAR = 20 * 1000 };
    pace(GAP, false);
    assert_true(pace(GAP, false) >= GAP - 20);
    assert_true(pace(GAP, true) >= GAP - 20);
    assert_true(pace(FAR, true) < FAR); /* taken back: no waiting */
    write_moment(INT64_MAX);            /* before a restart of the machine */
    assert_true(pace(FAR, true) < FAR);
    write_moment(INT64_MIN);
    assert_true(pace(FAR, true) < FAR);
}

static void a_place_without_a_folder_is_told(void **state)
{
    (void)state;
    struct fault why = {0};
    assert_null(lock_take("/nowhere/at/all/lock", 0, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_held_lock_is_refused_until_let_go),
        cmocka_unit_test(waiting_ends_when_the_other_lets_go),
        cmocka_unit_test(waiting_ends_in_time),
        cmocka_unit_test(twice_in_one_program_is_refused_too),
        cmocka_unit_test(the_pace_outlives_the_program),
        cmocka_unit_test(a_place_without_a_folder_is_told),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
