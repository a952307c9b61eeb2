/* SPDX-License-Identifier: MPL-2.0 */
/* A room of memory is zeroed, and nothing is promised about swap that the
 * limits of this process do not allow. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/memory.h"

enum { ROOM = 3 * 4096 + 17 };

static void test_room_is_zeroed_and_whole(void **state)
{
    (void)state;
    unsigned char *room = memory_take(ROOM);
    assert_non_null(room);
    for (int i = 0; i < ROOM; i++)
        assert_int_equal(room[i], 0);
    memset(room, 'x', ROOM);
    memory_give(room, ROOM);
    memory_give(NULL, ROOM);
}

static bool machine_swaps(void)
{
    char line[256];
    int lines = 0;
    FILE *table = fopen("/proc/swaps", "re");
    while (table && fgets(line, sizeof line, table))
        lines++;
    if (table)
        fclose(table);
    return lines > 1;
}

/* 0: what is said fits the machine. In a child: a limit can't be taken
 * back. */
static int stay_under_a_limit(void)
{
    const struct rlimit little = {4096, 4096};
    struct fault why = {0};
    if (setrlimit(RLIMIT_MEMLOCK, &little) != 0)
        return 1;
    bool stays = memory_stay(&why);
    if (stays == machine_swaps())
        return 2;
    if (!stays && !strstr(why.text, "LimitMEMLOCK"))
        return 3;
    /* What is allocated later must not fail by a lock. */
    char *later = malloc(1 << 20);
    return later ? free(later), 0 : 4;
}

static void test_a_limit_is_no_promise(void **state)
{
    (void)state;
    int status;
    pid_t child = fork();
    if (child == 0)
        _exit(stay_under_a_limit());
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_room_is_zeroed_and_whole),
        cmocka_unit_test(test_a_limit_is_no_promise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
