/* SPDX-License-Identifier: MPL-2.0 */
/* Children are fed, heard, stopped at once, and get nothing they should not
 * have. The programs are those of every Debian. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "host/child.h"
#include "host/clock.h"
#include "host/process.h"

#define ARGV(...) ((const char *const[]){__VA_ARGS__, NULL})

static int64_t now(void)
{
    struct clock c;
    clock_real(&c);
    return clock_ms(&c);
}

static void assert_says(const char *const argv[], struct plain input,
                        const char *expected)
{
    struct buf out = {0};
    struct fault why = {0};
    if (!child_run(argv, input, &out, 1000, 20000, &why))
        fail_msg("%s", why.text);
    assert_true(plain_same(buf_words(&out), plain_of(expected)));
    buf_wipe(&out);
}

static void input_goes_in_and_output_comes_out(void **state)
{
    (void)state;
    assert_says(ARGV("cat"), plain_of("ord på ord"), "ord på ord");
    assert_says(ARGV("cat"), plain_of(""), "");
    assert_says(ARGV("/bin/cat"), plain_of("x"), "x");
}

static void no_shell_reads_the_words(void **state)
{
    (void)state;
    assert_says(ARGV("echo", "$HOME; `id` 'a' \"b\" | cat"), plain_of(""),
                "$HOME; `id` 'a' \"b\" | cat\n");
}

static void large_input_does_not_wait(void **state)
{
    (void)state;
    static char much[1 << 20];
    memset(much, 'm', sizeof much);
    assert_says(ARGV("wc", "-c"), (struct plain){much, sizeof much},
                "1048576\n");
    /* A child that reads nothing. */
    assert_says(ARGV("true"), (struct plain){much, sizeof much}, "");
}

static void descriptors_are_closed(void **state)
{
    (void)state;
    int leak = open("/dev/null", O_RDONLY); /* not close-on-exec */
    assert_true(leak > 2);
    /* The fourth is the folder that ls looks into. */
    assert_says(ARGV("ls", "/proc/self/fd"), plain_of(""), "0\n1\n2\n3\n");
    close(leak);
}

static void what_goes_wrong_is_told(void **state)
{
    (void)state;
    const struct {
        const char *const *argv;
        int timeout_ms;
        enum fault_kind kind;
    } cases[] = {
        {ARGV("false"), 20000, FAULT_SYSTEM},
        {ARGV("no-such-program"), 20000, FAULT_SYSTEM},
        {ARGV("/no/such/program"), 20000, FAULT_SYSTEM},
        {ARGV("/etc/passwd"), 20000, FAULT_SYSTEM},
        {ARGV("/tmp"), 20000, FAULT_SYSTEM},
        {ARGV("sh", "-c", "kill -9 $$"), 20000, FAULT_SYSTEM},
        {ARGV("sleep", "60"), 100, FAULT_BUSY},
        {ARGV("sh", "-c", "exec >&-; sleep 60"), 100, FAULT_BUSY},
        {ARGV("cat", "/dev/zero"), 20000, FAULT_LIMIT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf out = {0};
        struct fault why = {0};
        int64_t before = now();
        assert_false(child_run(cases[i].argv, plain_of(""), &out, 1000,
                               cases[i].timeout_ms, &why));
        assert_int_equal(why.kind, cases[i].kind);
        assert_in_range(now() - before, 0, 15000);
        assert_true(out.len <= 1000);
        buf_wipe(&out);
    }
}

static void silent_children_run_too(void **state)
{
    (void)state;
    assert_true(
        child_run(ARGV("echo", "unheard"), plain_of(""), NULL, 0, 20000, NULL));
}

/* An orphan that init has not reaped yet is a zombie: gone enough. */
static bool is_gone(long pid)
{
    char path[64], text[200] = "";
    snprintf(path, sizeof path, "/proc/%ld/stat", pid);
    int fd = open(path, O_RDONLY);
    if (fd < 0)
        return true;
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    return n <= 0 || strstr(text, ") Z ") || strstr(text, ") X ");
}

static void a_child_is_stopped_with_all_it_started(void **state)
{
    (void)state;
    struct child *c = child_start(
        ARGV("sh", "-c", "sleep 61 & echo $!; trap '' TERM; sleep 62"),
        plain_of(""), CHILD_HEARD, NULL);
    assert_non_null(c);
    char line[20] = "";
    for (int i = 0; i < 200 && !line[0]; i++) {
        if (read(child_output(c), line, sizeof line - 1) <= 0)
            usleep(50000);
    }
    line[strcspn(line, "\n")] = '\0';
    long grandchild;
    assert_true(number_parse(line, 2, 1 << 30, &grandchild));
    int status;
    assert_false(child_ended(c, &status));
    int64_t before = now();
    child_stop(c);
    assert_in_range(now() - before, 0, 5000);
    bool gone = false;
    for (int i = 0; i < 100 && !(gone = is_gone(grandchild)); i++)
        usleep(20000);
    assert_true(gone);
    child_stop(NULL);
}

static void the_end_is_seen_without_waiting(void **state)
{
    (void)state;
    struct child *c = child_start(ARGV("sh", "-c", "exit 7"), plain_of(""),
                                  CHILD_SILENT, NULL);
    int status = -1;
    assert_int_equal(child_output(c), -1);
    for (int i = 0; i < 400 && !child_ended(c, &status); i++)
        usleep(20000);
    assert_int_equal(status, 7);
    assert_true(child_ended(c, &status)); /* and again */
    child_stop(c);
}

static void an_ignored_signal_is_not_passed_on(void **state)
{
    (void)state;
    signal(SIGPIPE, SIG_IGN);
    struct fault why = {0};
    assert_false(child_run(ARGV("sh", "-c", "kill -PIPE $$"), plain_of(""),
                           NULL, 0, 20000, &why));
    assert_non_null(strstr(why.text, "141")); /* 128 + SIGPIPE */
}

static void programs_are_found_in_absolute_places_only(void **state)
{
    (void)state;
    char out[CEIL_PATH];
    char *before = getenv("PATH");
    struct buf kept = {.max = 8192};
    buf_text(&kept, before ? before : "");
    assert_true(child_find("sh", out));
    assert_int_equal(out[0], '/');
    assert_false(child_find("no-such-program", out));
    setenv("PATH", ":.:bin", 1);
    assert_false(child_find("sh", out));
    setenv("PATH", "/nowhere::/bin", 1);
    assert_true(child_find("sh", out));
    assert_string_equal(out, "/bin/sh");
    unsetenv("PATH");
    assert_true(child_find("sh", out));
    setenv("PATH", kept.at, 1);
    buf_wipe(&kept);
}

static void a_closed_process_leaves_no_core(void **state)
{
    (void)state;
    assert_true(process_machine_bytes() > (uint64_t)64 << 20);
    assert_true(process_close(NULL));
    assert_says(ARGV("sh", "-c", "ulimit -c"), plain_of(""), "0\n");
}

int main(int argc, char **argv)
{
    /* The program that process_again() started: see below. */
    if (argc == 3)
        return strcmp(argv[1], "again") == 0 && strcmp(argv[2], "$x y") == 0 &&
                       fcntl(9, F_GETFD) < 0
                   ? 0
                   : 1;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(input_goes_in_and_output_comes_out),
        cmocka_unit_test(no_shell_reads_the_words),
        cmocka_unit_test(large_input_does_not_wait),
        cmocka_unit_test(descriptors_are_closed),
        cmocka_unit_test(what_goes_wrong_is_told),
        cmocka_unit_test(silent_children_run_too),
        cmocka_unit_test(a_child_is_stopped_with_all_it_started),
        cmocka_unit_test(the_end_is_seen_without_waiting),
        cmocka_unit_test(an_ignored_signal_is_not_passed_on),
        cmocka_unit_test(programs_are_found_in_absolute_places_only),
        cmocka_unit_test(a_closed_process_leaves_no_core),
    };
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    if (failed)
        return failed;
    /* Last, because it does not come back when it works: the exit status is
     * then that of the second life. */
    dup2(1, 9);
    process_again(ARGV(argv[0], "again", "$x y"), NULL);
    return 1;
}
