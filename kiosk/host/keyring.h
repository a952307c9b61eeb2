/* SPDX-License-Identifier: MPL-2.0 */
/* The draft's key, kept by the kernel in the user's keyring: it outlives a
 * crash of the program, and neither a reboot nor its timeout. */
#ifndef HOST_KEYRING_H
#define HOST_KEYRING_H

#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"

enum { KEYRING_MOST = 64 }; /* bytes in one key */

/* Creates (or replaces) the key, arms its timeout in seconds (> 0), and reads
 * it back: systemd's KeyringMode=private makes keys that nobody can read.
 * FAULT_SYSTEM when any of it fails; nothing is left then. Copies bytes. */
bool keyring_put(const char *name, const void *bytes, size_t len,
                 unsigned timeout_s, struct fault *why);
/* Reads exactly len bytes. FAULT_KEY when it is not there, any more or yet;
 * FAULT_SYSTEM when the kernel gives no keyring. */
bool keyring_get(const char *name, void *to, size_t len, struct fault *why);
/* Starts its timeout anew. */
bool keyring_arm(const char *name, unsigned timeout_s, struct fault *why);
/* Absent is fine. */
bool keyring_forget(const char *name, struct fault *why);

#endif
