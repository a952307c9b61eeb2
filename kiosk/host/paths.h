/* SPDX-License-Identifier: MPL-2.0 */
/* Where things are: what the programs read, the office's data, and the place
 * for drafts that no power loss keeps. Every out is CEIL_PATH bytes. */
#ifndef HOST_PATHS_H
#define HOST_PATHS_H

#include "base/ceilings.h"
#include "base/fault.h"

/* "dir/name"; FAULT_LIMIT when it does not fit. out may not be dir or name. */
bool path_join(char out[CEIL_PATH], const char *dir, const char *name,
               struct fault *why);

/* "share" beside the program when it is there, else /usr/share/indefra. */
bool path_share(char out[CEIL_PATH], struct fault *why);

/* The default DIR: /var/lib/indefra when it exists, else
 * $XDG_DATA_HOME/indefra, else ~/.local/share/indefra. It may be missing. */
bool path_data(char out[CEIL_PATH], struct fault *why);

/* A folder for unpaused drafts: /run/indefra, else $XDG_RUNTIME_DIR/indefra
 * (made, 0700). It is on tmpfs or ramfs, ours, and closed to others.
 * False (FAULT_SYSTEM) when there is none: then a draft stays in memory. */
bool path_draft(char out[CEIL_PATH], struct fault *why);

/* False (FAULT_INPUT) for any user but the owner of dir, root included. */
bool path_owned(const char *dir, struct fault *why);

#endif
