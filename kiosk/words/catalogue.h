/* SPDX-License-Identifier: MPL-2.0 */
/* Message catalogues (GNU MO files), several languages open at once. The id is
 * the message's msgctxt; what msgid says does not matter here. */
#ifndef WORDS_CATALOGUE_H
#define WORDS_CATALOGUE_H

#include "base/bytes.h"
#include "base/fault.h"

struct catalogue;

/* Gives a catalogue; end with catalogue_close(). Refuses, in one line, a file
 * that is not a MO file, is larger than CEIL_CATALOGUE_FILE, points outside
 * itself, is not UTF-8 in its charset header or in any message, or has no
 * header. Borrows path. */
struct catalogue *catalogue_open(const char *path, struct fault *why);
/* The same from bytes in memory, which are copied: for tests and fuzzing. */
struct catalogue *catalogue_read(struct plain bytes, struct fault *why);
void catalogue_close(struct catalogue *c);

/* The text of a message, NUL-terminated and well-formed; NULL when the
 * catalogue does not have it or has it untranslated. Borrowed. */
const char *catalogue_find(const struct catalogue *c, const char *id);

/* A header field such as "Language" or "X-Indefra-Reviewed", trimmed; NULL
 * when it is absent. Borrowed. */
const char *catalogue_header(const struct catalogue *c, const char *field);

/* Number of translated messages, and the id of the i-th. */
int catalogue_count(const struct catalogue *c);
const char *catalogue_id(const struct catalogue *c, int i);

/* Puts the text of a message into out, "{name}" replaced by the values given
 * as name, value, name, value, ..., NULL. An unknown name stays as it is. */
void catalogue_fill(const char *text, struct buf *out, ...)
    __attribute__((sentinel));

#endif
