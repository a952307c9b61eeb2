/* SPDX-License-Identifier: MPL-2.0 */
/* What went wrong in the world, told so that a person can act on it.
 * Lower rooms return false (or NULL) and fill one of these; they neither log
 * nor exit. BUG() is for our own mistakes only. */
#ifndef BASE_FAULT_H
#define BASE_FAULT_H

#include <stdbool.h>

enum fault_kind {
    FAULT_NONE,
    FAULT_INPUT,   /* what was handed in is not what it should be */
    FAULT_LIMIT,   /* more than a ceiling allows */
    FAULT_DISK,    /* reading, writing, or no room left */
    FAULT_DAMAGED, /* ours, but broken: left untouched */
    FAULT_FOREIGN, /* not ours: left untouched */
    FAULT_BUSY,    /* somebody else is using it */
    FAULT_KEY,     /* wrong passphrase, wrong code, wrong stick */
    FAULT_MEMORY,
    FAULT_SYSTEM, /* the machine lacks something we need */
};

struct fault {
    enum fault_kind kind;
    char text[600]; /* one line: what, and what to do; never content */
};

/* Fills *why (NULL is fine) and gives false, so that a caller can write
 * "return fault_set(...)". Text beyond the room in text is cut off; what is
 * not fit for one line (a file may be named so) becomes "?". */
bool fault_set(struct fault *why, enum fault_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "context: " before the text that is there. Gives false. */
bool fault_prefix(struct fault *why, const char *context);

_Noreturn void bug_at(const char *file, int line, const char *what);
#define BUG(what) bug_at(__FILE__, __LINE__, what)

#endif
