/* SPDX-License-Identifier: MPL-2.0 */
/* What programs read besides stories: languages, question guides, fonts. An
 * office's own guide stands before ours of the same id. */
#ifndef DESK_SHELF_H
#define DESK_SHELF_H

#include "core/guide.h"
#include "text/font.h"
#include "words/languages.h"

struct shelf;

/* Gives a shelf; end with shelf_close(). office_dir may be NULL. Catalogues
 * that are left out are logged. Copies office_dir. */
struct shelf *shelf_open(const char *office_dir, struct fault *why);
void shelf_close(struct shelf *s);

struct languages *shelf_languages(struct shelf *s);
/* The faces that paper is set in, opened when they are first asked for; NULL
 * with a fault that names the package of a missing one. Borrowed. */
struct fonts *shelf_fonts(struct shelf *s, bool bold, struct fault *why);
/* Reads a guide when it is first asked for; NULL with a fault. Borrowed. */
const struct guide *shelf_guide(struct shelf *s, const char *id,
                                struct fault *why);

#endif
