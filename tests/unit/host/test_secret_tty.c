/* SPDX-License-Identifier: MPL-2.0 */
/* Lines of secrets: from a stream, and from a terminal that must not show
 * them and must come back as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <fcntl.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "base/bytes.h"
#include "host/secret_tty.h"

static int stream_of(const char *bytes, size_t len)
{
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], bytes, len), (ssize_t)len);
    close(ends[1]);
    return ends[0];
}

static void lines_come_one_by_one(void **state)
{
    (void)state;
    int fd = stream_of("seks gode ord\r\n1234 5678\nlast", 29);
    char out[32];
    assert_true(secret_tty_line(fd, out, sizeof out, NULL));
    assert_string_equal(out, "seks gode ord");
    assert_true(secret_tty_line(fd, out, sizeof out, NULL));
    assert_string_equal(out, "1234 5678");
    assert_true(secret_tty_line(fd, out, sizeof out, NULL));
    assert_string_equal(out, "last");
    assert_false(secret_tty_line(fd, out, sizeof out, NULL));
    close(fd);
}

static void what_is_no_line_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *bytes;
        size_t len;
        enum fault_kind kind;
    } cases[] = {
        {"", 0, FAULT_INPUT},         {"\n", 1, FAULT_INPUT},
        {"\r\n", 2, FAULT_INPUT},     {"a\0b\n", 4, FAULT_INPUT},
        {"1234567\n", 8, FAULT_NONE}, {"12345678\n", 9, FAULT_LIMIT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        int fd = stream_of(cases[i].bytes, cases[i].len);
        struct fault why = {0};
        char out[8] = "xxxxxxx", zeros[8] = {0};
        bool ok = secret_tty_line(fd, out, sizeof out, &why);
        assert_int_equal(ok, cases[i].kind == FAULT_NONE);
        assert_int_equal(why.kind, cases[i].kind);
        if (!ok)
            assert_memory_equal(out, zeros, sizeof out);
        close(fd);
    }
}

static void a_cut_line_does_not_spill_into_the_next(void **state)
{
    (void)state;
    int fd = stream_of("much too long\nnext\n", 19);
    char out[8];
    assert_false(secret_tty_line(fd, out, sizeof out, NULL));
    assert_true(secret_tty_line(fd, out, sizeof out, NULL));
    assert_string_equal(out, "next");
    close(fd);
}

/* Longer than any of it takes: who still waits then is ended. */
enum { WAITS_MOST_S = 60 };

/* A child with a terminal of its own that asks on it; *terminal is ours. */
static pid_t asking_child(int *terminal)
{
    int ours = posix_openpt(O_RDWR | O_NOCTTY);
    assert_true(ours >= 0 && grantpt(ours) == 0 && unlockpt(ours) == 0);
    const char *theirs = ptsname(ours);
    pid_t pid = fork();
    if (pid == 0) {
        char out[32];
        setsid();
        alarm(WAITS_MOST_S);
        int fd = open(theirs, O_RDWR);
        ioctl(fd, TIOCSCTTY, 0);
        if (!secret_tty_ask("Ord: ", out, sizeof out, NULL))
            _exit(2);
        struct termios after;
        if (tcgetattr(fd, &after) != 0 || !(after.c_lflag & ECHO))
            _exit(3);
        _exit(strcmp(out, "hemmelig") == 0 ? 0 : 1);
    }
    *terminal = ours;
    return pid;
}

static void read_until(int fd, const char *what, struct buf *seen)
{
    char piece[64];
    while (!plain_has(buf_words(seen), plain_of(what))) {
        ssize_t n = read(fd, piece, sizeof piece);
        if (n <= 0)
            break;
        buf_put(seen, piece, (size_t)n);
    }
}

static void a_terminal_does_not_show_it(void **state)
{
    (void)state;
    int terminal, status = -1;
    struct buf seen = {.max = 1000};
    pid_t pid = asking_child(&terminal);
    read_until(terminal, "Ord: ", &seen);
    assert_int_equal(write(terminal, "hemmelig\n", 9), 9);
    read_until(terminal, "\n", &seen);
    waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
    assert_true(plain_has(buf_words(&seen), plain_of("Ord: ")));
    assert_false(plain_has(buf_words(&seen), plain_of("hemm")));
    buf_wipe(&seen);
    close(terminal);
}

static void stop_after(int us)
{
    int terminal, status = -1;
    struct buf seen = {.max = 1000};
    struct termios after;
    pid_t pid = asking_child(&terminal);
    read_until(terminal, "Ord: ", &seen);
    assert_int_equal(tcgetattr(terminal, &after), 0);
    assert_false(after.c_lflag & ECHO);
    usleep((useconds_t)us);
    assert_int_equal(write(terminal, "\x03", 1), 1); /* Ctrl-C */
    waitpid(pid, &status, 0);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGINT);
    assert_int_equal(tcgetattr(terminal, &after), 0);
    assert_true(after.c_lflag & ECHO);
    buf_wipe(&seen);
    close(terminal);
}

static void a_stopped_question_gives_the_echo_back(void **state)
{
    (void)state;
    stop_after(0);
}

/* Also in the moment between the question and waiting for its answer, which
 * is a different one on each machine. */
static void no_stop_comes_too_early(void **state)
{
    (void)state;
    for (int us = 0; us < 1000; us++)
        stop_after(us / 10);
}

static void no_terminal_is_told(void **state)
{
    (void)state;
    pid_t pid = fork();
    if (pid == 0) {
        char out[8];
        struct fault why = {0};
        setsid();
        bool asked = secret_tty_ask("Ord: ", out, sizeof out, &why);
        _exit(!asked && strstr(why.text, "--passphrase-stdin") ? 0 : 1);
    }
    int status = -1;
    waitpid(pid, &status, 0);
    assert_int_equal(status, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_come_one_by_one),
        cmocka_unit_test(what_is_no_line_is_refused),
        cmocka_unit_test(a_cut_line_does_not_spill_into_the_next),
        cmocka_unit_test(a_terminal_does_not_show_it),
        cmocka_unit_test(a_stopped_question_gives_the_echo_back),
        cmocka_unit_test(no_stop_comes_too_early),
        cmocka_unit_test(no_terminal_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
