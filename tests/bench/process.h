/* SPDX-License-Identifier: MPL-2.0 */
/* What a running program costs, read from /proc. */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <sys/types.h>

/* Of a process that process_start() gave, and of all that it started: its
 * session. What goes into a session of its own is let off. */
struct process_use {
    long switches; /* times it was put to sleep or aside, so: woken again */
    double cpu_ms; /* since it began; of a child, while it lives */
    long pss_kb;   /* each shared page divided by those who share it */
};

struct process_use process_use(pid_t first);

/* Gives the process of a command, silent, in a group of its own; -1: none.
 * closed is a file descriptor that it must not have. */
pid_t process_start(char **command, int closed);

/* Runs a command to its end without its output. Gives its exit status. */
int process_run(char **command, double *seconds, long *peak_kb);

#endif
