/* SPDX-License-Identifier: MPL-2.0 */
/* See lock.h. The file is never removed: a waiter would then hold a lock on a
 * file that has no name, beside one that has. */
#include "host/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "host/clock.h"
#include "host/disk_fault.h"

enum { LOOK_AGAIN_MS = 50 };

struct lock {
    int fd;
};

static bool wait_for(int fd, const char *path, int wait_ms, struct fault *why)
{
    struct clock real;
    clock_real(&real);
    int64_t until = clock_ms(&real) + wait_ms;
    while (flock(fd, LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR)
            continue;
        if (errno != EWOULDBLOCK)
            return disk_fault(why, errno, "locking", path);
        if (clock_ms(&real) >= until)
            return fault_set(why, FAULT_BUSY,
                             "the tablet is in use; finish there first");
        nanosleep(&(struct timespec){0, LOOK_AGAIN_MS * 1000000L}, NULL);
    }
    return true;
}

struct lock *lock_take(const char *path, int wait_ms, struct fault *why)
{
    struct lock *l = calloc(1, sizeof *l);
    if (!l) {
        disk_fault(why, ENOMEM, "locking", path);
        return NULL;
    }
    l->fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
    if (l->fd < 0)
        disk_fault(why, errno, "locking", path);
    else if (wait_for(l->fd, path, wait_ms, why))
        return l;
    else
        close(l->fd);
    free(l);
    return NULL;
}

static int64_t ms_since_start(void)
{
    struct clock real;
    clock_real(&real);
    return clock_ms(&real);
}

/* A file that cannot be written costs the pace, not the work. */
static void note_moment(struct lock *l, int64_t moment)
{
    ssize_t written = pwrite(l->fd, &moment, sizeof moment, 0);
    (void)written;
}

void lock_pace(struct lock *l, int gap_ms)
{
    int64_t last = 0, now = ms_since_start();
    bool known = pread(l->fd, &last, sizeof last, 0) == sizeof last && last > 0;
    /* A later moment is one of before the machine was started again. */
    if (known && last <= now && now - last < gap_ms) {
        int64_t left = gap_ms - (now - last);
        nanosleep(&(struct timespec){left / 1000, left % 1000 * 1000000L},
                  NULL);
    }
    note_moment(l, ms_since_start());
}

void lock_pace_forget(struct lock *l)
{
    note_moment(l, 0);
}

void lock_release(struct lock *l)
{
    if (!l)
        return;
    close(l->fd);
    free(l);
}
