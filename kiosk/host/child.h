/* SPDX-License-Identifier: MPL-2.0 */
/* Child processes without a shell: argv as it is, its input from bytes, every
 * other descriptor closed, and stopped at once when we say so. */
#ifndef HOST_CHILD_H
#define HOST_CHILD_H

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

struct child;

enum child_output { CHILD_SILENT, CHILD_HEARD }; /* /dev/null, or a pipe */

/* Full path of a program in PATH (or the standard places); false: absent. */
bool child_find(const char *program, char out[CEIL_PATH]);

/* Gives a running child; end it with child_stop(). argv[0] is a program in
 * PATH or a path; argv ends in NULL. Its standard input is the bytes (through
 * memory, so nothing waits); standard error goes to /dev/null. FAULT_SYSTEM
 * when it can't be started. Borrows all. */
struct child *child_start(const char *const argv[], struct plain input,
                          enum child_output output, struct fault *why);
/* The read end of its standard output, non-blocking; -1 when silent. Owned by
 * the child. */
int child_output(const struct child *c);
/* True when it has ended by itself; *status is its exit status, or 128 + the
 * signal. Never waits. */
bool child_ended(struct child *c, int *status);
/* Kills it and all it started (its process group), reaps it, lets go. NULL is
 * fine. */
void child_stop(struct child *c);

/* Runs argv to its end and puts its output into out (NULL: silent), at most
 * ceiling bytes. False when it can't start, says more than the ceiling
 * (FAULT_LIMIT), takes longer than timeout_ms (FAULT_BUSY) or ends in anything
 * but 0 (FAULT_SYSTEM). */
bool child_run(const char *const argv[], struct plain input, struct buf *out,
               size_t ceiling, int timeout_ms, struct fault *why);

#endif
