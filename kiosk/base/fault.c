/* SPDX-License-Identifier: MPL-2.0 */
/* Faults are plain data: no allocation, so that one can tell of running out
 * of memory. */
#include "base/fault.h"

#include <stdarg.h>

#include "base/bytes.h"

bool fault_set(struct fault *why, enum fault_kind kind, const char *format, ...)
{
    if (!why)
        return false;
    va_list args;
    va_start(args, format);
    vsnprintf(why->text, sizeof why->text, format, args);
    va_end(args);
    text_one_line(why->text);
    why->kind = kind;
    return false;
}

bool fault_prefix(struct fault *why, const char *context)
{
    if (!why)
        return false;
    char was[sizeof why->text];
    memcpy(was, why->text, sizeof was);
    snprintf(why->text, sizeof why->text, "%s: %.500s", context, was);
    text_one_line(why->text);
    return false;
}

void bug_at(const char *file, int line, const char *what)
{
    fprintf(stderr, "bug at %s:%d: %s\n", file, line, what);
    abort();
}
