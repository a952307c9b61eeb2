/* SPDX-License-Identifier: MPL-2.0 */
/* What a running program costs, read from /proc. */
#ifndef BENCH_PROCESS_H
#define BENCH_PROCESS_H

#include <sys/types.h>

/* Over all threads, since the program began. */
struct process_use {
    long switches; /* times it was put to sleep or aside, so: woken again */
    double cpu_ms;
};

struct process_use process_use(pid_t pid);
/* Memory in kB, each shared page divided by those who share it; -1: none. */
long process_memory(pid_t pid);

/* Gives the process of a command, silent, in a group of its own; -1: none.
 * closed is a file descriptor that it must not have. */
pid_t process_start(char **command, int closed);

/* Runs a command to its end without its output. Gives its exit status. */
int process_run(char **command, double *seconds, long *peak_kb);

#endif
