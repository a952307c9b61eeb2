/* SPDX-License-Identifier: MPL-2.0 */
/* Lines to stderr, tagged by room: ids, counts and durations, never words
 * that a person told. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

void log_line(const char *room, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
