/* SPDX-License-Identifier: MPL-2.0 */
/* The steps that file.c and folder.c share; nobody else includes this. */
#ifndef HOST_FILE_STEP_H
#define HOST_FILE_STEP_H

#include <sys/types.h>

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

/* The end of a name that is still being written, or that a power loss left. */
#define STEP_UNFINISHED ".unfinished"
/* The end of a folder's name while another takes its place. */
#define STEP_REPLACED ".replaced"

/* All of the bytes to fd; false with errno set. */
bool step_write(int fd, struct plain bytes);
/* A new file, written and synced, its folder not; nothing is left of it when
 * that fails, or when something was there. */
bool step_new_file(const char *path, struct plain bytes, mode_t mode,
                   struct fault *why);
/* Reads path back from the disk, not from memory, and compares: a stick may
 * take everything and keep nothing. */
bool step_same_on_disk(const char *path, struct plain bytes, struct fault *why);
/* The folder that path stands in. */
bool step_above(const char *path, char out[CEIL_PATH], struct fault *why);
bool step_temporary(const char *path, char out[CEIL_PATH], struct fault *why);

#endif
