/* SPDX-License-Identifier: MPL-2.0 */
/* See process.h. */
#include "host/process.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/ceilings.h"

/* A file of ours that became descriptor 1 would get what is printed. Opened
 * for reading only, so that printing still fails. */
static bool fill_standard(void)
{
    int fd;
    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= 2);
    return fd >= 0 && close(fd) == 0;
}

bool process_close(struct fault *why)
{
    if (!fill_standard())
        return fault_set(why, FAULT_SYSTEM,
                         "/dev/null cannot be opened: mount /dev");
    struct rlimit none = {0, 0};
    /* Core files by limit; a core handler on a pipe, and other processes'
     * eyes, by the second. */
    if (setrlimit(RLIMIT_CORE, &none) == 0 &&
        prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0)
        return true;
    return fault_set(why, FAULT_SYSTEM,
                     "core dumps can't be switched off: a crash could leave "
                     "words on the disk");
}

/* Filters add up, and after each talk the program starts itself anew. */
static bool is_closed_off(void)
{
    int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (fd >= 0)
        close(fd);
    return fd < 0 && errno == EPERM;
}

bool process_no_network(struct fault *why)
{
    if (is_closed_off())
        return true;
    const struct scmp_arg_cmp outside = {
        .arg = 0, .op = SCMP_CMP_NE, .datum_a = AF_UNIX};
    scmp_filter_ctx rules = seccomp_init(SCMP_ACT_ALLOW);
    /* io_uring would open sockets past the first rule. */
    bool closed = rules &&
                  seccomp_rule_add_array(rules, SCMP_ACT_ERRNO(EPERM),
                                         SCMP_SYS(socket), 1, &outside) == 0 &&
                  seccomp_rule_add(rules, SCMP_ACT_ERRNO(ENOSYS),
                                   SCMP_SYS(io_uring_setup), 0) == 0 &&
                  seccomp_load(rules) == 0 && is_closed_off();
    seccomp_release(rules);
    return closed ||
           fault_set(why, FAULT_SYSTEM,
                     "the network cannot be closed off: use a kernel with "
                     "seccomp");
}

uint64_t process_machine_bytes(void)
{
    long pages = sysconf(_SC_PHYS_PAGES), size = sysconf(_SC_PAGESIZE);
    return pages > 0 && size > 0 ? (uint64_t)pages * (uint64_t)size : 0;
}

/* Closed at exec, not now: a failed exec must leave a working program. */
static void close_at_exec(void)
{
    if (close_range(3, UINT_MAX, CLOSE_RANGE_CLOEXEC) == 0)
        return;
    long most = sysconf(_SC_OPEN_MAX);
    for (int fd = 3; fd < most; fd++) {
        int flags = fcntl(fd, F_GETFD);
        if (flags >= 0)
            fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
    }
}

bool process_again(const char *const argv[], struct fault *why)
{
    static const char self[] = "/proc/self/exe";
    char path[CEIL_PATH];
    ssize_t n = readlink(self, path, sizeof path);
    bool known = n > 0 && n < CEIL_PATH;
    if (known)
        path[n] = '\0';
    close_at_exec();
    sigset_t none, before;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, &before);
    /* By its name first, so that the process keeps it; an upgrade may have
     * taken the file away meanwhile. */
    if (known)
        execv(path, (char *const *)argv);
    execv(self, (char *const *)argv);
    int number = errno;
    sigprocmask(SIG_SETMASK, &before, NULL);
    char text[128];
    return fault_set(why, FAULT_SYSTEM, "the program can't start anew: %s",
                     strerror_r(number, text, sizeof text));
}
