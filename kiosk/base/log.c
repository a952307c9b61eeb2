/* SPDX-License-Identifier: MPL-2.0 */
/* See log.h. One write a line, so that two threads do not mix theirs. */
#include "base/log.h"

#include <stdarg.h>

void log_line(const char *room, const char *format, ...)
{
    char line[700];
    int at = snprintf(line, sizeof line, "%s: ", room);
    va_list args;
    va_start(args, format);
    vsnprintf(line + at, sizeof line - (size_t)at, format, args);
    va_end(args);
    fprintf(stderr, "%s\n", line);
}
