/* SPDX-License-Identifier: MPL-2.0 */
/* The calls that programs know files by (open, pwrite, fsync, rename ...), put
 * in the place of the C library's for every path below POWER_DIR. The rooms
 * and SQLite call them like any others and need not be changed. */
#ifndef POWER_CALLS_H
#define POWER_CALLS_H

#include "power_disk.h"

#define POWER_DIR "/power-lost"

/* What is not done although the program asked for it: a simulator that does
 * not notice is blind. */
enum broken { BROKEN_NOTHING, BROKEN_FOLDERS, BROKEN_SLOTS, BROKEN_DATA };

struct calls {
    struct image *image; /* the disk as the program sees it */
    struct log *log;     /* NULL: nobody writes down */
    enum broken broken;
    /* The changing call with this number fails, counted from 1; 0: none. */
    int fail_at, fail_number;
    bool fail_on; /* and all after it */
    int changes;  /* changing calls so far */
};
extern struct calls calls;

/* Forgets all open files: the program ended without closing them. */
void calls_power_off(void);

#endif
