/* SPDX-License-Identifier: MPL-2.0 */
/* Is a folder that left still as it left? */
#ifndef DESK_CHECK_FOLDER_H
#define DESK_CHECK_FOLDER_H

#include "desk/office.h"

typedef void folder_told(void *self, const char *where, const char *what);

/* Tells each fault of a week's or a quarter's folder: a file that was changed,
 * is missing, or came in; a manifest this office's tablet did not sign. */
void check_folder(const struct office *o, const char *folder, folder_told *told,
                  void *self);

#endif
