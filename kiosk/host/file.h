/* SPDX-License-Identifier: MPL-2.0 */
/* Whole files and folders, read under a ceiling and written so that a power
 * loss leaves either the old or the new, never half of one. Faults name the
 * path and what to do; FAULT_DISK unless said otherwise. */
#ifndef HOST_FILE_H
#define HOST_FILE_H

#include <stdint.h>
#include <sys/types.h>

#include "base/bytes.h"
#include "base/fault.h"

/* Puts all of a regular file into out (out->max is raised to hold it).
 * FAULT_LIMIT when it is larger than ceiling bytes, FAULT_INPUT when it is
 * absent or no regular file. Waits for no pipe or device. Borrows path. */
bool file_read(const char *path, size_t ceiling, struct buf *out,
               struct fault *why);
/* Replaces path whole: temporary name beside it, sync, rename, sync of the
 * folder. mode such as 0600. Borrows everything. */
bool file_write(const char *path, struct plain bytes, mode_t mode,
                struct fault *why);
bool file_exists(const char *path); /* a regular file, or a link to one */
/* Absent is fine. */
bool file_remove(const char *path, struct fault *why);

bool dir_exists(const char *path);
/* Makes path and what is missing above it; one that is there is fine. */
bool dir_make(const char *path, mode_t mode, struct fault *why);
bool dir_sync(const char *path, struct fault *why);

/* Tells the names in dir that end in suffix ("" for all), sorted by byte,
 * without . and .. and without what a cut-off write left behind. At most
 * CEIL_LISTED, else FAULT_LIMIT. Each name is borrowed during the call. */
bool file_list(const char *dir, const char *suffix,
               void (*told)(void *self, const char *name), void *self,
               struct fault *why);

/* A folder that appears whole or not at all. */
struct folder;

/* Gives a folder to fill; end it with folder_end() or folder_drop(). device: 0,
 * and out is made when it is missing; or that of the stick that out is, which
 * must be in, and nothing else is ever written to (stick.h). name is one path
 * step. Copies both. */
struct folder *folder_begin(const char *out, const char *name, uint64_t device,
                            struct fault *why);
bool folder_put(struct folder *f, const char *name, struct plain bytes,
                struct fault *why);
/* Gives the folder its name, and lets f go whatever happens. A folder of that
 * name with the same files and bytes is left as it is; another is replaced,
 * unless it holds a file that f does not: FAULT_INPUT, and it stays. */
bool folder_end(struct folder *f, struct fault *why);
void folder_drop(struct folder *f); /* removes what was written; NULL is fine */

#endif
