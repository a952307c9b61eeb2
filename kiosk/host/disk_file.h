/* SPDX-License-Identifier: MPL-2.0 */
/* A struct disk over a real file: what vault/slots writes through. */
#ifndef HOST_DISK_FILE_H
#define HOST_DISK_FILE_H

#include "base/disk.h"

/* Gives a disk; end it with disk_file_close(). create makes a missing file
 * (mode 0600, its folder synced); else a missing one is FAULT_INPUT. Borrows
 * path. */
struct disk *disk_file_open(const char *path, bool create, struct fault *why);
void disk_file_close(struct disk *d); /* NULL is fine */

/* What on that disk keeps the old bytes of a place that is overwritten: a file
 * system that always writes elsewhere, a journal. NULL: nothing, or unknown.
 * Borrows path. */
const char *disk_file_kept_by(const char *path);

#endif
