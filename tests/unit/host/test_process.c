/* SPDX-License-Identifier: MPL-2.0 */
/* What the kernel no longer lets us do. Each in a child: it can't be undone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/process.h"

static int status_number(const char *name)
{
    char line[200];
    int number = -1;
    FILE *file = fopen("/proc/self/status", "re");
    while (file && fgets(line, sizeof line, file))
        if (strncmp(line, name, strlen(name)) == 0)
            number = (int)strtol(line + strlen(name), NULL, 10);
    if (file)
        fclose(file);
    return number;
}

static bool refused(int family, int type)
{
    int fd = socket(family, type, 0);
    int error = errno;
    if (fd >= 0)
        close(fd);
    return fd < 0 && error == EPERM;
}

/* 0: all as it should be; else which of them is not. */
static int look_around(void)
{
    struct fault why;
    if (!process_no_network(&why))
        return 1;
    if (!refused(AF_INET, SOCK_STREAM) || !refused(AF_INET, SOCK_DGRAM))
        return 2;
    if (!refused(AF_INET6, SOCK_STREAM) || !refused(AF_NETLINK, SOCK_RAW) ||
        !refused(AF_PACKET, SOCK_RAW))
        return 3;
    int fd = socket(AF_UNIX, SOCK_STREAM, 0);
    if (fd < 0)
        return 4;
    close(fd);
    if (syscall(SYS_io_uring_setup, 1, NULL) != -1 || errno != ENOSYS)
        return 5;
    int filters = status_number("Seccomp_filters:");
    return process_no_network(&why) &&
                   status_number("Seccomp_filters:") == filters
               ? 0
               : 6;
}

static int in_child(void)
{
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(look_around());
    assert_true(child > 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void test_no_network(void **state)
{
    (void)state;
    assert_int_equal(in_child(), 0);
    assert_false(refused(AF_INET, SOCK_DGRAM)); /* only the child is closed */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_network),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
