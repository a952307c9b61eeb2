/* SPDX-License-Identifier: MPL-2.0 */
/* See paper_pen.h. cairo gets glyphs, never text to shape, and faces of its
 * own: it sets a shared face to its own size, and every later measure of
 * HarfBuzz would be wrong. */
#include "export/paper_pen.h"

enum { ZERO_WIDTH_JOINER = 0x200D };

/* --- Faces ------------------------------------------------------------- */

static void face_done(void *face)
{
    FT_Done_Face(face);
}

static void library_done(void *library)
{
    FT_Done_Library(library);
}

/* cairo may keep a face after we let it go: FreeType goes with the last. */
static cairo_font_face_t *face_open(struct pen *pen, const char *path,
                                    int index, unsigned *joiner)
{
    static const cairo_user_data_key_t face_key, library_key;
    FT_Face face;
    if (FT_New_Face(pen->library, path, index, &face))
        return NULL;
    *joiner = FT_Get_Char_Index(face, ZERO_WIDTH_JOINER);
    FT_Reference_Library(pen->library);
    cairo_font_face_t *got =
        cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    cairo_font_face_set_user_data(got, &library_key, pen->library,
                                  library_done);
    cairo_font_face_set_user_data(got, &face_key, face, face_done);
    return got;
}

static cairo_font_face_t *face_of(struct pen *pen, bool bold, int font)
{
    cairo_font_face_t **face = &pen->face[bold][font];
    struct fonts *fonts = pen->p->fonts[bold];
    if (!*face)
        *face =
            face_open(pen, fonts_path(fonts, font),
                      fonts_face_index(fonts, font), &pen->joiner[bold][font]);
    pen->failed |= !*face;
    return *face;
}

/* --- Structure --------------------------------------------------------- */

void pen_tag(struct pen *pen, const char *tag, const char *attributes,
             const char *lang)
{
    if (pen->elements == pen->elements_room) {
        int more = pen->elements_room ? pen->elements_room * 2 : 256;
        void *larger =
            realloc(pen->element, (size_t)more * sizeof *pen->element);
        if (!larger) {
            pen->failed = true;
            return;
        }
        pen->element = larger;
        pen->elements_room = more;
    }
    struct pdf_element *e = &pen->element[pen->elements++];
    bool same = !lang || strcmp(lang, pen->p->lang) == 0;
    e->tag = tag;
    text_copy(e->lang, sizeof e->lang, same ? "" : lang);
    cairo_tag_begin(pen->cairo, tag, attributes);
}

void pen_paragraph_end(struct pen *pen)
{
    if (pen->open < 0)
        return;
    const struct block *b = &pen->p->block[pen->open];
    cairo_tag_end(pen->cairo, b->link ? CAIRO_TAG_LINK : b->look->words);
    pen->open = -1;
}

static void title_text(const struct block *b, char out[CEIL_SHORT_TEXT])
{
    struct plain w = layout_words(b->layout);
    size_t n = w.len < CEIL_SHORT_TEXT - 1 ? w.len : CEIL_SHORT_TEXT - 1;
    while (n > 0 && n < w.len && ((uint8_t)w.at[n] & 0xC0) == 0x80)
        n--;
    memcpy(out, w.at, n);
    out[n] = '\0';
}

/* A place that contents and outline lead to. */
static void destination(struct pen *pen, int block)
{
    const struct block *b = &pen->p->block[block];
    char name[64], attributes[96], title[CEIL_SHORT_TEXT];
    if (b->link || (!b->name && !b->look->outline))
        return;
    snprintf(name, sizeof name, "p%d", block);
    snprintf(attributes, sizeof attributes, "name='%s'",
             b->name ? b->name : name);
    cairo_tag_begin(pen->cairo, CAIRO_TAG_DEST, attributes);
    cairo_tag_end(pen->cairo, CAIRO_TAG_DEST);
    if (!b->look->outline)
        return;
    title_text(b, title);
    snprintf(attributes, sizeof attributes, "dest='%s'",
             b->name ? b->name : name);
    bool below = b->look->outline > 1;
    int got = cairo_pdf_surface_add_outline(
        pen->surface, below ? pen->outline : CAIRO_PDF_OUTLINE_ROOT, title,
        attributes, below ? 0 : CAIRO_PDF_OUTLINE_FLAG_OPEN);
    if (!below)
        pen->outline = got;
}

void pen_paragraph(struct pen *pen, int block, bool first)
{
    const struct block *b = &pen->p->block[block];
    char attributes[96];
    if (pen->open == block)
        return;
    pen_paragraph_end(pen);
    if (!b->look->words)
        return;
    if (first)
        destination(pen, block);
    snprintf(attributes, sizeof attributes, "dest='%s'",
             b->name ? b->name : "");
    pen_tag(pen, b->link ? CAIRO_TAG_LINK : b->look->words,
            b->link ? attributes : NULL, b->lang);
    pen->open = block;
}

/* --- Letters ----------------------------------------------------------- */

void pen_ink(struct pen *pen, enum paper_ink which)
{
    static const double colour[][3] = {
        [PAPER_INK] = {0x1B / 255., 0x1B / 255., 0x1B / 255.},
        [PAPER_BLUE] = {0x0B / 255., 0x3D / 255., 0x5C / 255.},
        [PAPER_SOFT] = {0x45 / 255., 0x45 / 255., 0x3F / 255.},
        [PAPER_LINE] = {0x8C / 255., 0x86 / 255., 0x76 / 255.},
    };
    cairo_set_source_rgb(pen->cairo, colour[which][0], colour[which][1],
                         colour[which][2]);
}

static bool make_room(struct pen *pen, int n)
{
    if (n <= pen->room)
        return true;
    free(pen->glyph);
    free(pen->placed);
    free(pen->cluster);
    pen->room = 2 * n + 256;
    pen->glyph = malloc((size_t)pen->room * sizeof *pen->glyph);
    pen->placed = malloc((size_t)pen->room * sizeof *pen->placed);
    pen->cluster = malloc((size_t)pen->room * sizeof *pen->cluster);
    if (pen->glyph && pen->placed && pen->cluster)
        return true;
    pen->failed = true;
    pen->room = 0;
    return false;
}

/* Which bytes each glyph stands for, in reading order, so that the letters can
 * be searched and copied. Gives how many clusters. */
static int clusters_of(struct pen *pen, const struct layout_run *r, int n)
{
    int count = 0;
    uint32_t from = r->from;
    for (int i = 0; i < n;) {
        int first = i;
        uint32_t at = pen->glyph[r->rtl ? n - 1 - i : i].cluster, next = r->to;
        for (; i < n; i++) {
            uint32_t c = pen->glyph[r->rtl ? n - 1 - i : i].cluster;
            if (c != at) {
                next = c;
                break;
            }
        }
        if (next < from || next > r->to) /* not in reading order: all as one */
            next = r->to, i = n;
        pen->cluster[count++] =
            (cairo_text_cluster_t){(int)(next - from), i - first};
        from = next;
    }
    return count;
}

static int letters_in(struct plain words)
{
    int n = 0;
    for (size_t i = 0; i < words.len; i++)
        n += ((uint8_t)words.at[i] & 0xC0) != 0x80;
    return n;
}

/* Readers of PDF turn what runs from right to left around letter by letter,
 * also within what a single glyph stands for: lam-alef would be copied as
 * alef-lam. So each letter gets a glyph: its own mark's, or one without ink. */
static void letters_apart(struct pen *pen, struct plain words, unsigned joiner,
                          double right, double size, int *glyphs, int *clusters)
{
    cairo_glyph_t *apart = malloc((size_t)pen->room * sizeof *apart);
    cairo_text_cluster_t *each = malloc((size_t)pen->room * sizeof *each);
    int from = *glyphs, put = 0, n = 0;
    size_t at = 0;
    for (int i = 0; apart && each && i < *clusters; i++) {
        cairo_text_cluster_t c = pen->cluster[i];
        size_t end = at + (size_t)c.num_bytes;
        int letters = letters_in(plain_cut(words, at, end));
        bool marks = letters == c.num_glyphs;
        bool part = !marks && letters > 1 && c.num_glyphs == 1 && joiner;
        if (!marks && !part)
            each[n++] = c;
        for (int k = 0; k < c.num_glyphs; k++)
            if (!part)
                apart[put++] = pen->placed[--from];
        for (int k = 0; (marks || part) && at < end; k++) {
            uint32_t code;
            int len = (int)utf8_read(words.at, words.len, at, &code);
            at += (size_t)len;
            each[n++] = (cairo_text_cluster_t){len, 1};
            if (part && at < end)
                apart[put++] = (cairo_glyph_t){joiner, right - .02 * size,
                                               pen->placed[from - 1].y};
            else if (part)
                apart[put++] = pen->placed[--from];
        }
        at = end;
        right = put ? apart[put - 1].x : right;
    }
    pen->failed |= !apart || !each;
    for (int i = 0; i < put; i++)
        pen->placed[i] = apart[put - 1 - i];
    if (apart && each) {
        memcpy(pen->cluster, each, (size_t)n * sizeof *each);
        *glyphs = put;
        *clusters = n;
    }
    free(apart);
    free(each);
}

static void draw_run(struct pen *pen, const struct layout *l, int run,
                     int points, bool bold, int x, int baseline)
{
    const struct layout_run *r = &layout_runs(l)[run];
    int n = layout_glyphs(l, run, NULL, 0);
    if (n == 0 || !make_room(pen, n + (int)(r->to - r->from)))
        return;
    layout_glyphs(l, run, pen->glyph, n);
    for (int i = 0; i < n; i++)
        pen->placed[i] =
            (cairo_glyph_t){pen->glyph[i].id, x + pen->glyph[i].x / 64.,
                            baseline - pen->glyph[i].y / 64.};
    cairo_font_face_t *face = face_of(pen, bold, r->font);
    if (!face)
        return;
    cairo_set_font_face(pen->cairo, face);
    cairo_set_font_size(pen->cairo, points * UNIT);
    struct plain words = plain_cut(layout_words(l), r->from, r->to);
    int clusters = clusters_of(pen, r, n);
    if (r->rtl)
        letters_apart(pen, words, pen->joiner[bold][r->font], x + r->width,
                      points * UNIT, &n, &clusters);
    cairo_show_text_glyphs(pen->cairo, words.at, (int)words.len, pen->placed, n,
                           pen->cluster, clusters,
                           r->rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

void pen_line(struct pen *pen, const struct layout *l, int line, int points,
              bool bold, int x, int y)
{
    const struct layout_line *at = layout_line(l, line);
    for (int i = at->first; i < at->first + at->runs; i++)
        draw_run(pen, l, i, points, bold, x + layout_runs(l)[i].x,
                 y + at->ascent);
}

void pen_free(struct pen *pen)
{
    for (int bold = 0; bold < 2; bold++)
        for (int i = 0; i < CEIL_FONTS; i++)
            if (pen->face[bold][i])
                cairo_font_face_destroy(pen->face[bold][i]);
    if (pen->library)
        FT_Done_Library(pen->library);
    free(pen->element);
    free(pen->glyph);
    free(pen->placed);
    free(pen->cluster);
}
