/* SPDX-License-Identifier: MPL-2.0 */
/* See font.h and face.h. A face is opened once and set to the size that is
 * asked for: what opening costs (the hinter reads the whole font, HarfBuzz
 * plans its tables) would be paid again at every size. The file itself is
 * mapped, not read. */
#include "text/face.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <hb-ft.h>
#include <unicode/uchar.h>
#include <unicode/utf16.h>
#include <unistd.h>

#include "text/font_list.h"

enum {
    SIZES_KEPT = 12, /* sizes of one font at once; the oldest makes room */
    INK_SLOTS = 512, /* a power of two */
    INK_PROBES = 4,
};

/* SDL2_ttf is told TTF_HINTING_LIGHT, which loads with just this. */
#define LOAD_FLAGS FT_LOAD_TARGET_LIGHT

struct ink {
    uint32_t glyph; /* plus one; 0: free */
    int16_t left, top;
};

/* What does not have to be asked again at a size. */
struct sized {
    int size; /* 0: free */
    int ascent, descent;
    struct ink *ink; /* INK_SLOTS, from the first fonts_ink() on */
};

struct font {
    struct font_entry entry;
    FT_Face face; /* NULL: not opened yet */
    hb_font_t *shaper;
    int size_now; /* of face and shaper */
    struct sized sized[SIZES_KEPT];
    int next; /* the slot to fill, or empty, next */
};

struct fonts {
    FT_Library library;
    struct font *font;
    int count, pictogram;
    char lang[CEIL_TAG + 1]; /* what of_language was asked last */
    int lang_font;
    UScriptCode
        pick_script; /* what pick was asked last, grapheme by grapheme */
    char pick_lang[CEIL_TAG + 1];
    int pick_font; /* the first to try for it; -1: none */
};

static void sized_close(struct sized *s)
{
    if (s->ink)
        bytes_wipe(s->ink, INK_SLOTS * sizeof *s->ink);
    free(s->ink);
    *s = (struct sized){.size = 0};
}

static void font_close(struct font *of)
{
    for (int i = 0; i < SIZES_KEPT; i++)
        sized_close(&of->sized[i]);
    if (of->shaper)
        hb_font_destroy(of->shaper);
    if (of->face)
        FT_Done_Face(of->face);
    of->shaper = NULL;
    of->face = NULL;
}

/* The font, open, at any size; NULL when the file is none. */
static struct font *font_open(struct fonts *f, int font)
{
    struct font *of = &f->font[font];
    if (of->face)
        return of;
    if (FT_New_Face(f->library, of->entry.path, of->entry.face_index,
                    &of->face)) {
        of->face = NULL;
        return NULL;
    }
    of->shaper = hb_ft_font_create(of->face, NULL);
    hb_ft_font_set_load_flags(of->shaper, LOAD_FLAGS);
    of->size_now = 0;
    return of;
}

const void *fonts_bytes(struct fonts *f, int font, size_t *size)
{
    struct font *of = font_open(f, font);
    FT_Stream stream = of ? of->face->stream : NULL;
    *size = stream ? stream->size : 0;
    /* FreeType maps a file that it opens by its path. */
    return stream ? stream->base : NULL;
}

/* The font at a size: valid until the next call for the same font. */
static struct font *font_at(struct fonts *f, int font, int size)
{
    struct font *of = font_open(f, font);
    if (size < 1)
        size = 1;
    if (!of || of->size_now == size)
        return of;
    if (FT_Set_Char_Size(of->face, 0, size * 64L, 0, 0))
        return NULL;
    hb_ft_font_changed(of->shaper);
    of->size_now = size;
    return of;
}

static int round_up(FT_Pos measure)
{
    return (int)((measure + 63) >> 6);
}

static struct sized *sized_get(struct fonts *f, int font, int size)
{
    struct font *of = &f->font[font];
    if (size < 1)
        size = 1;
    for (int i = 0; i < SIZES_KEPT; i++)
        if (of->sized[i].size == size)
            return &of->sized[i];
    if (!font_at(f, font, size))
        return NULL;
    struct sized *s = &of->sized[of->next];
    of->next = (of->next + 1) % SIZES_KEPT;
    sized_close(s);
    FT_Fixed scale = of->face->size->metrics.y_scale;
    FT_Pos above = of->face->ascender, below = of->face->descender;
    s->size = size;
    s->ascent = round_up(FT_MulFix(above, scale));
    s->descent = round_up(FT_MulFix(above - below, scale)) - s->ascent;
    return s;
}

static bool file_read(const char *path, struct buf *out, struct fault *why)
{
    char block[4096];
    size_t n;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return fault_set(why, FAULT_DISK,
                         "%s: the font manifest can not be read; install "
                         "Indefra again",
                         path);
    while ((n = fread(block, 1, sizeof block, file)) > 0)
        buf_put(out, block, n);
    bool failed = ferror(file);
    fclose(file);
    if (failed || out->full)
        return fault_set(why, failed ? FAULT_DISK : FAULT_LIMIT,
                         "%s: the font manifest can not be read whole (at "
                         "most %d bytes)",
                         path, CEIL_FONT_MANIFEST);
    return true;
}

static bool files_are_there(const struct fonts *f, struct fault *why)
{
    for (int i = 0; i < f->count; i++) {
        const struct font_entry *e = &f->font[i].entry;
        if (access(e->path, R_OK) != 0)
            return fault_set(why, FAULT_SYSTEM,
                             "a font is missing: apt install %s (%s)",
                             e->package, e->path);
    }
    return true;
}

static bool find_pictogram(struct fonts *f, struct fault *why)
{
    f->pictogram = -1;
    for (int i = 0; i < f->count; i++)
        if (font_entry_has_script(&f->font[i].entry, "Zsye")) {
            if (f->pictogram >= 0)
                return fault_set(why, FAULT_INPUT,
                                 "font manifest: two lines have Zsye, the "
                                 "pictograms; keep one");
            f->pictogram = i;
        }
    if (f->pictogram < 0)
        return fault_set(why, FAULT_INPUT,
                         "font manifest: no line has Zsye, the pictograms");
    return true;
}

static bool fonts_fill(struct fonts *f, struct plain manifest,
                       struct fault *why)
{
    struct font_entry *entries = calloc(CEIL_FONTS, sizeof *entries);
    if (!entries)
        return fault_set(why, FAULT_MEMORY, "no memory for fonts");
    f->count = font_list_read(manifest, entries, CEIL_FONTS, why);
    f->font = f->count ? calloc((size_t)f->count, sizeof *f->font) : NULL;
    for (int i = 0; f->font && i < f->count; i++)
        f->font[i].entry = entries[i];
    free(entries);
    if (f->count && !f->font)
        return fault_set(why, FAULT_MEMORY, "no memory for fonts");
    return f->count && find_pictogram(f, why) && files_are_there(f, why);
}

struct fonts *fonts_open(const char *manifest, struct fault *why)
{
    struct buf bytes = {.max = CEIL_FONT_MANIFEST};
    struct fonts *f = calloc(1, sizeof *f);
    if (f)
        f->pick_font = -1;
    bool good = f && file_read(manifest, &bytes, why) &&
                fonts_fill(f, buf_words(&bytes), why);
    buf_wipe(&bytes);
    if (good && FT_Init_FreeType(&f->library))
        good = fault_set(why, FAULT_MEMORY, "FreeType does not start");
    if (!f)
        fault_set(why, FAULT_MEMORY, "no memory for fonts");
    if (good)
        return f;
    fonts_close(f);
    return NULL;
}

void fonts_close(struct fonts *f)
{
    if (!f)
        return;
    for (int i = 0; f->font && i < f->count; i++)
        font_close(&f->font[i]);
    if (f->library)
        FT_Done_FreeType(f->library);
    free(f->font);
    free(f);
}

int fonts_count(const struct fonts *f)
{
    return f->count;
}

const char *fonts_path(const struct fonts *f, int font)
{
    return f->font[font].entry.path;
}

int fonts_face_index(const struct fonts *f, int font)
{
    return f->font[font].entry.face_index;
}

int fonts_pictogram(const struct fonts *f)
{
    return f->pictogram;
}

bool fonts_has(struct fonts *f, int font, uint32_t code)
{
    struct font *of = font_open(f, font);
    return of && FT_Get_Char_Index(of->face, code) != 0;
}

void fonts_metrics(struct fonts *f, int font, int size, int *ascent,
                   int *descent)
{
    const struct sized *s = sized_get(f, font, size);
    *ascent = s ? s->ascent : size;
    *descent = s ? s->descent : 0;
}

hb_font_t *fonts_shaper(struct fonts *f, int font, int size)
{
    struct font *of = font_at(f, font, size);
    return of ? of->shaper : NULL;
}

static bool is_never_drawn(UChar32 code)
{
    return u_isISOControl(code) ||
           u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

bool fonts_cover(struct fonts *f, int font, const UChar *at, int32_t len)
{
    for (int32_t i = 0; i < len;) {
        UChar32 code;
        U16_NEXT(at, i, len, code);
        if (!is_never_drawn(code) && !fonts_has(f, font, (uint32_t)code))
            return false;
    }
    return true;
}

/* The first font of a script that covers the letters, among those that name
 * the language or those that name none; *first is the first of the script. */
static int pick_of_script(struct fonts *f, const char *script, const char *lang,
                          const UChar *at, int32_t len, int *first)
{
    for (int i = 0; i < f->count; i++) {
        const struct font_entry *e = &f->font[i].entry;
        bool meant = lang ? font_entry_has_language(e, lang)
                          : e->languages[0][0] == '\0';
        if (!meant || !font_entry_has_script(e, script))
            continue;
        if (*first < 0)
            *first = i;
        if (fonts_cover(f, i, at, len))
            return i;
    }
    return -1;
}

/* The font that a script's letters are looked for in first. */
static int first_of_script(struct fonts *f, UScriptCode script,
                           const char *lang)
{
    if (script == f->pick_script && strcmp(lang, f->pick_lang) == 0)
        return f->pick_font;
    const char *own = uscript_getShortName(script);
    f->pick_font = -1;
    f->pick_script = script;
    if (!text_copy(f->pick_lang, sizeof f->pick_lang, lang))
        f->pick_lang[0] = '\0';
    if (own && *lang)
        pick_of_script(f, own, lang, NULL, 0, &f->pick_font);
    if (own && f->pick_font < 0)
        pick_of_script(f, own, NULL, NULL, 0, &f->pick_font);
    return f->pick_font;
}

int fonts_pick(struct fonts *f, UScriptCode script, const char *lang,
               const UChar *at, int32_t len)
{
    int likely = first_of_script(f, script, lang ? lang : "");
    if (likely >= 0 && fonts_cover(f, likely, at, len))
        return likely;

    static const char *const others[] = {"Zsym", "Zmth", "Zsye"};
    const char *own = uscript_getShortName(script);
    int first = likely, got = -1;
    if (own && lang)
        got = pick_of_script(f, own, lang, at, len, &first);
    if (own && got < 0)
        got = pick_of_script(f, own, NULL, at, len, &first);
    if (got < 0 && fonts_cover(f, 0, at, len))
        got = 0;
    for (size_t i = 0; got < 0 && i < sizeof others / sizeof *others; i++) {
        int ignored = -1;
        got = pick_of_script(f, others[i], NULL, at, len, &ignored);
    }
    for (int i = 0; got < 0 && i < f->count; i++)
        if (f->font[i].entry.languages[0][0] == '\0' &&
            fonts_cover(f, i, at, len))
            got = i;
    return got >= 0 ? got : first >= 0 ? first : 0;
}

int fonts_of_language(struct fonts *f, const char *lang)
{
    if (strcmp(lang, f->lang) == 0)
        return f->lang_font;
    UScriptCode script[4];
    UErrorCode error = U_ZERO_ERROR;
    int32_t n = uscript_getCode(lang, script, 4, &error);
    int first = -1;
    if (U_SUCCESS(error) && n > 0) {
        const char *name = uscript_getShortName(script[0]);
        pick_of_script(f, name, lang, NULL, 0, &first);
        if (first < 0)
            pick_of_script(f, name, NULL, NULL, 0, &first);
    }
    f->lang_font = first >= 0 ? first : 0;
    if (!text_copy(f->lang, sizeof f->lang, lang))
        f->lang[0] = '\0';
    return f->lang_font;
}

static struct ink ink_load(FT_Face face, uint32_t glyph)
{
    struct ink ink = {.glyph = glyph + 1};
    if (face && FT_Load_Glyph(face, glyph, LOAD_FLAGS) == 0) {
        ink.left = (int16_t)face->glyph->bitmap_left;
        ink.top = (int16_t)face->glyph->bitmap_top;
    }
    return ink;
}

static struct ink ink_get(struct fonts *f, int font, int size, uint32_t glyph)
{
    struct sized *s = sized_get(f, font, size);
    if (s && !s->ink)
        s->ink = calloc(INK_SLOTS, sizeof *s->ink);
    for (uint32_t i = 0; s && s->ink && i < INK_PROBES; i++) {
        struct ink *slot = &s->ink[(glyph + i) & (INK_SLOTS - 1)];
        const struct font *of =
            slot->glyph == 0 ? font_at(f, font, size) : NULL;
        if (of)
            *slot = ink_load(of->face, glyph);
        if (slot->glyph == glyph + 1)
            return *slot;
    }
    const struct font *of = font_at(f, font, size);
    return of ? ink_load(of->face, glyph) : (struct ink){0};
}

void fonts_ink(struct fonts *f, int font, int size, uint32_t glyph, int *left,
               int *top)
{
    struct ink ink = ink_get(f, font, size, glyph);
    *left = ink.left;
    *top = ink.top;
}
