/* SPDX-License-Identifier: MPL-2.0 */
/* See child.h. The input goes through memory without a name, not a pipe: a
 * child that does not read can't make us wait. Danger: a process group may be
 * killed only while its leader is not yet reaped, or its number could be
 * somebody else's. */
#include "host/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "host/clock.h"
#include "host/file_step.h"
#include "host/paths.h"

enum { LOOK_AGAIN_MS = 5 };

struct child {
    pid_t pid;
    int output; /* -1: silent */
};

static bool is_program(const char *path)
{
    struct stat is;
    return stat(path, &is) == 0 && S_ISREG(is.st_mode) &&
           access(path, X_OK) == 0;
}

bool child_find(const char *program, char out[CEIL_PATH])
{
    if (strchr(program, '/'))
        return text_copy(out, CEIL_PATH, program) && is_program(out);
    const char *at = getenv("PATH");
    if (!at || !*at)
        at = "/usr/local/bin:/usr/bin:/bin";
    while (*at) {
        char dir[CEIL_PATH];
        size_t len = strcspn(at, ":");
        /* An empty part means the current folder: never run from there. */
        if (at[0] == '/' && len < sizeof dir) {
            memcpy(dir, at, len);
            dir[len] = '\0';
            if (path_join(out, dir, program, NULL) && is_program(out))
                return true;
        }
        at += len + (at[len] == ':');
    }
    return false;
}

static int memory_with(struct plain input)
{
    int fd = memfd_create("input", MFD_CLOEXEC);
    if (fd >= 0 && step_write(fd, input) && lseek(fd, 0, SEEK_SET) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool set_descriptors(posix_spawn_file_actions_t *a, int input,
                            int output)
{
    const char *nothing = "/dev/null";
    int bad = posix_spawn_file_actions_adddup2(a, input, 0);
    bad |= output >= 0
               ? posix_spawn_file_actions_adddup2(a, output, 1)
               : posix_spawn_file_actions_addopen(a, 1, nothing, O_WRONLY, 0);
    bad |= posix_spawn_file_actions_addopen(a, 2, nothing, O_WRONLY, 0);
    bad |= posix_spawn_file_actions_addclosefrom_np(a, 3);
    return bad == 0;
}

/* A group of its own, and every signal as a fresh program has it. */
static bool set_signals(posix_spawnattr_t *a)
{
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    int bad = posix_spawnattr_setpgroup(a, 0);
    bad |= posix_spawnattr_setsigmask(a, &none);
    bad |= posix_spawnattr_setsigdefault(a, &all);
    bad |= posix_spawnattr_setflags(a, POSIX_SPAWN_SETPGROUP |
                                           POSIX_SPAWN_SETSIGMASK |
                                           POSIX_SPAWN_SETSIGDEF);
    return bad == 0;
}

static bool spawn(pid_t *pid, const char *path, const char *const argv[],
                  int input, int output)
{
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t how;
    if (posix_spawn_file_actions_init(&actions) != 0)
        return false;
    bool ok = posix_spawnattr_init(&how) == 0;
    if (ok) {
        /* posix_spawn() takes char *const [] and changes nothing. */
        ok = set_descriptors(&actions, input, output) && set_signals(&how) &&
             posix_spawn(pid, path, &actions, &how, (char *const *)argv,
                         environ) == 0;
        posix_spawnattr_destroy(&how);
    }
    posix_spawn_file_actions_destroy(&actions);
    return ok;
}

static bool make_pipe(int ends[2], enum child_output output)
{
    ends[0] = ends[1] = -1;
    if (output == CHILD_SILENT)
        return true;
    if (pipe2(ends, O_CLOEXEC) != 0)
        return false;
    return fcntl(ends[0], F_SETFL, O_NONBLOCK) == 0;
}

static void close_if_open(int fd)
{
    if (fd >= 0)
        close(fd);
}

struct child *child_start(const char *const argv[], struct plain input,
                          enum child_output output, struct fault *why)
{
    char path[CEIL_PATH];
    if (!child_find(argv[0], path)) {
        fault_set(why, FAULT_SYSTEM, "%s is missing: install it", argv[0]);
        return NULL;
    }
    int ends[2], memory = memory_with(input);
    bool piped = make_pipe(ends, output);
    struct child *c = calloc(1, sizeof *c);
    if (c && memory >= 0 && piped &&
        spawn(&c->pid, path, argv, memory, ends[1])) {
        c->output = ends[0];
    } else {
        fault_set(why, FAULT_SYSTEM,
                  "%s can't be started: close other "
                  "programs",
                  argv[0]);
        close_if_open(ends[0]);
        free(c);
        c = NULL;
    }
    close_if_open(ends[1]);
    close_if_open(memory);
    return c;
}

int child_output(const struct child *c)
{
    return c->output;
}

bool child_ended(struct child *c, int *status)
{
    siginfo_t info = {0};
    /* WNOWAIT: its number stays taken until child_stop(). */
    if (waitid(P_PID, (id_t)c->pid, &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
        info.si_pid == 0)
        return false;
    *status =
        info.si_code == CLD_EXITED ? info.si_status : 128 + info.si_status;
    return true;
}

void child_stop(struct child *c)
{
    if (!c)
        return;
    kill(-c->pid, SIGKILL);
    while (waitpid(c->pid, NULL, 0) < 0 && errno == EINTR)
        ;
    close_if_open(c->output);
    free(c);
}

/* Takes what is there. False: nothing more will come, or it is too much. */
static bool take_output(int fd, struct buf *out)
{
    char piece[4096];
    ssize_t n = read(fd, piece, sizeof piece);
    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    buf_put(out, piece, (size_t)n);
    bytes_wipe(piece, sizeof piece);
    return n > 0 && !out->full;
}

static bool wait_for_end(struct child *c, struct buf *out, int timeout_ms,
                         int *status)
{
    struct clock real;
    clock_real(&real);
    int64_t until = clock_ms(&real) + timeout_ms;
    bool listening = out != NULL;
    while (listening || !child_ended(c, status)) {
        int64_t left = until - clock_ms(&real);
        if (left <= 0)
            return false;
        struct pollfd ready = {listening ? c->output : -1, POLLIN, 0};
        int wait =
            !listening && left > LOOK_AGAIN_MS ? LOOK_AGAIN_MS : (int)left;
        if (poll(&ready, 1, wait) > 0 && out)
            listening = take_output(c->output, out);
        if (out && out->full)
            return true;
    }
    return true;
}

bool child_run(const char *const argv[], struct plain input, struct buf *out,
               size_t ceiling, int timeout_ms, struct fault *why)
{
    struct child *c =
        child_start(argv, input, out ? CHILD_HEARD : CHILD_SILENT, why);
    if (!c)
        return false;
    if (out)
        out->max = out->len + ceiling;
    int status = 0;
    bool in_time = wait_for_end(c, out, timeout_ms, &status);
    child_stop(c);
    if (!in_time)
        return fault_set(why, FAULT_BUSY, "%s took too long: try again",
                         argv[0]);
    if (out && out->full)
        return fault_set(why, FAULT_LIMIT, "%s said too much", argv[0]);
    if (status != 0)
        return fault_set(why, FAULT_SYSTEM, "%s failed with %d", argv[0],
                         status);
    return true;
}
