/* SPDX-License-Identifier: MPL-2.0 */
/* Our own process: no core dumps, how much memory there is, starting anew. */
#ifndef HOST_PROCESS_H
#define HOST_PROCESS_H

#include <stdint.h>

#include "base/fault.h"

/* Core dumps off, memory closed to other processes of the same user, and no
 * standard descriptor left shut: what is opened next must not become it. */
bool process_close(struct fault *why);

/* From now on this process and its children reach no network: a socket of any
 * family but AF_UNIX fails with EPERM, whatever library asks. Before the first
 * thread. An exec keeps it; a second call adds nothing. */
bool process_no_network(struct fault *why);

uint64_t process_machine_bytes(void); /* memory of the machine; 0: unknown */

/* Becomes this program again, from the start, with these arguments (argv[0]
 * first, NULL last), so that the kernel takes every page of the talk. Every
 * descriptor above 2 is closed, every lock with it. Returns only with a
 * fault. Borrows argv. */
bool process_again(const char *const argv[], struct fault *why);

#endif
