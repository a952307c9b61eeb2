/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the text room: fonts/manifest as a table. */
#ifndef TEXT_FONT_LIST_H
#define TEXT_FONT_LIST_H

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

enum { FONT_SCRIPTS = 8, FONT_LANGUAGES = 8 };

struct font_entry {
    char scripts[FONT_SCRIPTS][5];                /* ISO 15924; "" ends */
    char languages[FONT_LANGUAGES][CEIL_TAG + 1]; /* none: for all */
    char path[CEIL_PATH];
    int face_index;
    char package[64];
};

/* Reads the manifest's bytes into entries (room for max) and gives how many
 * there are; 0 and *why when a line is not as fonts/README.md says. Looks
 * into no other file. */
int font_list_read(struct plain bytes, struct font_entry *entries, int max,
                   struct fault *why);

bool font_entry_has_script(const struct font_entry *e, const char *script);
/* By the tag's first subtag; false for an entry that names no language. */
bool font_entry_has_language(const struct font_entry *e, const char *lang);

#endif
