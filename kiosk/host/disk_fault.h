/* SPDX-License-Identifier: MPL-2.0 */
/* What errno says about a disk, told so that a person can act on it. */
#ifndef HOST_DISK_FAULT_H
#define HOST_DISK_FAULT_H

#include "base/fault.h"

/* "doing path: what is wrong; what to do". Gives false. Copies both. */
bool disk_fault(struct fault *why, int number, const char *doing,
                const char *path);

#endif
