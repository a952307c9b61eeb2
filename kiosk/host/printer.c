/* SPDX-License-Identifier: MPL-2.0 */
/* See printer.h. */
#include "host/printer.h"

#include "host/child.h"

enum { LIST_CEILING = 64 * 1024, LIST_MS = 2000, PRINT_MS = 20000 };

bool printer_there(void)
{
    /* The names alone: the same in every language. */
    static const char *const list[] = {"lpstat", "-e", NULL};
    char path[CEIL_PATH];
    struct buf names = {.max = LIST_CEILING};
    bool ok =
        child_find("lp", path) && child_find("lpstat", path) &&
        child_run(list, plain_of(""), &names, LIST_CEILING, LIST_MS, NULL) &&
        plain_trim(buf_words(&names)).len > 0;
    buf_wipe(&names);
    return ok;
}

bool printer_print(struct plain pdf, struct fault *why)
{
    /* The title stands in the queue for everybody: it says nothing. */
    static const char *const print[] = {"lp", "-s",       "-t", "Indefra",
                                        "-o", "media=A4", NULL};
    return child_run(print, pdf, NULL, 0, PRINT_MS, why);
}
