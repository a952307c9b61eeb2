/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the paper: what touches cairo's page. */
#ifndef EXPORT_PAPER_PEN_H
#define EXPORT_PAPER_PEN_H

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <freetype/ftmodapi.h>

#include "export/paper_inside.h"
#include "export/pdf_words.h"

struct pen {
    struct paper *p;
    cairo_t *cairo;
    cairo_surface_t *surface;
    FT_Library library;
    cairo_font_face_t *face[2][CEIL_FONTS];
    unsigned joiner[2][CEIL_FONTS]; /* a glyph without ink or width; 0: none */
    struct pdf_element *element;    /* those that began, in order */
    int elements, elements_room;
    int page, outline;
    int open; /* the paragraph whose tag is open; -1 */
    struct glyph *glyph;
    cairo_glyph_t *placed;
    cairo_text_cluster_t *cluster;
    int room;    /* of the three */
    bool failed; /* a font went away, or memory was out */
};

void pen_ink(struct pen *pen, enum paper_ink which);
/* A line of a layout in letters of that size, its top at y. */
void pen_line(struct pen *pen, const struct layout *l, int line, int points,
              bool bold, int x, int y);
/* Structure: a part, and a paragraph, which ends when another begins. */
void pen_tag(struct pen *pen, const char *tag, const char *attributes,
             const char *lang);
void pen_paragraph(struct pen *pen, int block, bool first);
void pen_paragraph_end(struct pen *pen);
void pen_free(struct pen *pen);

#endif
