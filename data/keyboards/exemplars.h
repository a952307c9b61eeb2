/* SPDX-License-Identifier: MPL-2.0 */
/* The letters a language is written with, as ICU's locale data has them, held
 * against a keyboard. */
#ifndef KEYBOARDS_EXEMPLARS_H
#define KEYBOARDS_EXEMPLARS_H

#include "ui/keys.h"

/* Puts every letter that no key gives into lacks, one space between; capitals
 * too where the script has them. Fails when ICU knows no letters of the
 * locale. *letters (may be NULL) is how many were asked for. */
bool exemplars_lacking(const struct keymap *map, const char *locale,
                       struct buf *lacks, int *letters, struct fault *why);

#endif
