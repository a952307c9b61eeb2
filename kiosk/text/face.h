/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the text room: fonts as HarfBuzz and FreeType see them. Others
 * include text/font.h. All of it belongs to one thread at a time. */
#ifndef TEXT_FACE_H
#define TEXT_FACE_H

#include <hb.h>
#include <unicode/uscript.h>

#include "text/font.h"

/* The font for a grapheme of a script in a language: that of the script, for
 * the language first, else the base font, else symbols, else any that has
 * it. The script's own when none has. */
int fonts_pick(struct fonts *f, UScriptCode script, const char *lang,
               const UChar *at, int32_t len);
/* True when the font has a glyph for all of them but what is never drawn. */
bool fonts_cover(struct fonts *f, int font, const UChar *at, int32_t len);

/* The font that most of a language's letters are in; the base font (0) for
 * Latin ones. */
int fonts_of_language(struct fonts *f, const char *lang);

/* Borrowed, and only until the next call for the same font: it is set to the
 * size that is asked for. NULL when the file went away or memory is out. */
hb_font_t *fonts_shaper(struct fonts *f, int font, int size);

/* How far a glyph's ink starts to the right of its origin and reaches above
 * the baseline, in whole pixels, as FreeType will rasterise it. */
void fonts_ink(struct fonts *f, int font, int size, uint32_t glyph, int *left,
               int *top);

#endif
