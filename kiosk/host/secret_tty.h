/* SPDX-License-Identifier: MPL-2.0 */
/* A secret from a person: asked on the terminal without echo, or a line of a
 * stream for programs. out belongs to the caller, who wipes it. */
#ifndef HOST_SECRET_TTY_H
#define HOST_SECRET_TTY_H

#include <stddef.h>

#include "base/fault.h"

/* Asks on /dev/tty and reads a line of at most size - 1 bytes. The echo comes
 * back even when a signal ends the program. FAULT_SYSTEM when there is no
 * terminal (the text names --passphrase-stdin), FAULT_LIMIT when the line is
 * too long, FAULT_INPUT when it is empty. Borrows prompt. */
bool secret_tty_ask(const char *prompt, char *out, size_t size,
                    struct fault *why);

/* Reads the next line of a file descriptor (0: standard input), byte by byte,
 * so that the line after it is still there. Same faults; a last line without
 * its end counts. */
bool secret_tty_line(int fd, char *out, size_t size, struct fault *why);

#endif
