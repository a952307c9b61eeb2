/* SPDX-License-Identifier: MPL-2.0 */
/* See disk_fault.h. One table, so that a full disk reads the same whoever
 * meets it. */
#include "host/disk_fault.h"

#include <errno.h>

static const struct {
    int number;
    enum fault_kind kind;
    const char *text;
} told[] = {
    {ENOSPC, FAULT_DISK, "the disk is full: free some space and try again"},
    {EDQUOT, FAULT_DISK,
     "this user's share of the disk is full: free some space and try again"},
    {EFBIG, FAULT_DISK, "the file may not grow more: raise the file limit"},
    {EROFS, FAULT_DISK,
     "the disk can only be read: unlock the stick or mount it for writing"},
    {EACCES, FAULT_DISK,
     "this user may not: check who owns it and its permissions"},
    {EPERM, FAULT_DISK,
     "this user may not: check who owns it and its permissions"},
    {ENOENT, FAULT_INPUT, "there is no such file or folder: check the path"},
    {ENOTDIR, FAULT_INPUT, "a part of the path is no folder: check the path"},
    {EISDIR, FAULT_INPUT, "that is a folder: name a file"},
    {ELOOP, FAULT_INPUT, "links lead in a circle: check the path"},
    {ENAMETOOLONG, FAULT_LIMIT, "the path is too long: use a shorter one"},
    {EIO, FAULT_DISK, "the disk has an error: stop using it, keep a copy"},
    {ENODEV, FAULT_DISK, "the stick is gone: put it in again"},
    {ENXIO, FAULT_DISK, "the stick is gone: put it in again"},
    {EMFILE, FAULT_SYSTEM, "too many files are open: close other programs"},
    {ENFILE, FAULT_SYSTEM, "too many files are open: close other programs"},
    {ENOMEM, FAULT_MEMORY, "there is no memory left: close other programs"},
};

bool disk_fault(struct fault *why, int number, const char *doing,
                const char *path)
{
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        if (told[i].number == number)
            return fault_set(why, told[i].kind, "%s %s: %s", doing, path,
                             told[i].text);
    char text[128];
    return fault_set(why, FAULT_DISK, "%s %s: %s; check the disk", doing, path,
                     strerror_r(number, text, sizeof text));
}
