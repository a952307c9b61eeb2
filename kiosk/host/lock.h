/* SPDX-License-Identifier: MPL-2.0 */
/* One program at a time on an office's data: flock, so that the kernel lets
 * go of it whenever the holder ends, however it ends. */
#ifndef HOST_LOCK_H
#define HOST_LOCK_H

#include "base/fault.h"

struct lock;

/* Gives the lock; end it with lock_release(). Makes the file when missing
 * (0600). Waits at most wait_ms (real time); FAULT_BUSY when somebody else
 * still holds it. Not inherited by a child process. Borrows path. */
struct lock *lock_take(const char *path, int wait_ms, struct fault *why);
void lock_release(struct lock *l); /* NULL is fine */

/* Waits until gap_ms (real time) are over since the last call for this path, by
 * whichever process, whatever became of it; never longer than gap_ms. Then
 * notes the moment, counted since the machine started, in the file. */
void lock_pace(struct lock *l, int gap_ms);
/* Takes the note back: what follows need not wait. */
void lock_pace_forget(struct lock *l);

#endif
