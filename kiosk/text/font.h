/* SPDX-License-Identifier: MPL-2.0 */
/* The faces a text is set in: one for every script, from fonts/manifest,
 * opened when first needed. Not tied to any screen: sdl/ opens the same file
 * at the same size to draw what layout.h has placed. */
#ifndef TEXT_FONT_H
#define TEXT_FONT_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/fault.h"

struct fonts;

/* Gives the fonts that the manifest names; end with fonts_close(). Fails with
 * one line that names the Debian package when a file is not there. Borrows
 * path. Manifest: see fonts/README.md. */
struct fonts *fonts_open(const char *manifest, struct fault *why);
void fonts_close(struct fonts *f);

/* A font is an index, from 0. FONT_PICTOGRAM's index comes from
 * fonts_pictogram(). */
int fonts_count(const struct fonts *f);
const char *fonts_path(const struct fonts *f, int font);
int fonts_face_index(const struct fonts *f, int font); /* in a .ttc */
int fonts_pictogram(const struct fonts *f);

/* The font's file, in memory as long as f is open; NULL when it is none. */
const void *fonts_bytes(struct fonts *f, int font, size_t *size);

/* True when the font has a glyph for the code point. */
bool fonts_has(struct fonts *f, int font, uint32_t code);

/* Whole pixels above and below the baseline at a size (pixels per em), as
 * SDL2_ttf rounds them for the same face. */
void fonts_metrics(struct fonts *f, int font, int size, int *ascent,
                   int *descent);

#endif
