/* SPDX-License-Identifier: MPL-2.0 */
/* Are the fonts there, and whole? A kiosk without one shows boxes where a
 * language should stand, and opening the fonts does not tell. */
#ifndef TEXT_FONT_CHECK_H
#define TEXT_FONT_CHECK_H

#include "base/fault.h"

/* Looks at each file that the manifest names, and tells each fault in one line
 * that says what to install. Gives their number. Borrows all. */
int fonts_check(const char *manifest,
                void (*told)(void *self, const char *what), void *self);

/* True when a TrueType or OpenType file (or the face'th of a collection) has
 * every table that its head lists. */
bool font_whole(const char *path, int face);

#endif
