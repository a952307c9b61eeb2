/* SPDX-License-Identifier: MPL-2.0 */
/* A stick that somebody put in: found, read from and written to, and trusted
 * with nothing. It may be full, locked, pulled out in the middle, or made by
 * somebody who means harm: nothing on it is followed, listed or run. */
#ifndef HOST_STICK_H
#define HOST_STICK_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

/* A stick that is in. Plain data: nothing of it stays open, so it can be
 * pulled out at any time, and each call notices. */
struct stick {
    char at[CEIL_PATH]; /* the folder it is mounted on */
    uint64_t device;    /* what stands there while it is the same stick */
};

struct stick_wish {
    const char *folder;  /* plays the stick when it is there; NULL: none does,
                          * and only a stick that is one will do */
    const char *with;    /* it has a file of this name; NULL: any stick */
    const char *without; /* it has nothing of this name; NULL: any stick */
};

enum stick_seen {
    STICK_ABSENT,
    STICK_OTHER,  /* one is in, and not the one that is wished for */
    STICK_UNSAFE, /* mounted so that it could run programs, own devices or
                   * give rights: must have nosuid, nodev and noexec */
    STICK_FOUND,
};

/* Looks once, in the kernel's list of mounts, below /media, /run/media,
 * /run/indefra and /mnt, for removable or USB storage with FAT, exFAT or
 * ext2-4. More than one that fits: the first. Borrows the wish. */
enum stick_seen stick_find(const struct stick_wish *wish, struct stick *out);

/* A file at the top of the stick. name is one step, without a dot in front.
 * Links, devices and pipes are refused; more than ceiling bytes is
 * FAULT_LIMIT; all else as file_read(). */
bool stick_read(const struct stick *s, const char *name, size_t ceiling,
                struct buf *out, struct fault *why);
/* Replaces the file whole (temporary name, sync, rename), reads it back from
 * the stick itself and compares, and returns when it may be pulled out. */
bool stick_write_file(const struct stick *s, const char *name,
                      struct plain bytes, struct fault *why);
/* For whatever else was written to it, below s->at: waits until all of it is
 * there. After that it may be pulled out. */
bool stick_settle(const struct stick *s, struct fault *why);

/* Why writing to it failed, as far as the stick can tell. */
enum stick_trouble {
    STICK_SOUND,  /* not for any of these reasons */
    STICK_GONE,   /* it was pulled out */
    STICK_LOCKED, /* it can only be read */
    STICK_FULL,   /* less than "room" bytes are free */
};
enum stick_trouble stick_trouble(const struct stick *s, uint64_t room);

/* --- For tests: another kernel ----------------------------------------- */

struct stick_world {
    const char *mountinfo;     /* "/proc/self/mountinfo" */
    const char *sysfs;         /* "/sys" */
    const char *const *places; /* where sticks are mounted; NULL ends */
};
enum stick_seen stick_find_in(const struct stick_world *world,
                              const struct stick_wish *wish, struct stick *out);

#endif
