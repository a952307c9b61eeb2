/* SPDX-License-Identifier: MPL-2.0 */
/* The screen draws with SDL2_ttf what HarfBuzz has placed. If the two ever
 * differ by a pixel, carets stand beside their letters: so every run of every
 * sample is drawn both ways and compared. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include <SDL_ttf.h>
#include <ft2build.h>
#include FT_FREETYPE_H

#include "text/layout.h"

static struct fonts *fonts;
static FT_Library library;

static const int sizes[] = {16, 27, 40};
/* The narrowest cuts inside words, where letters join. */
static const int widths[] = {0, 260, 70};

struct picture {
    int w, h;
    uint8_t *alpha;
};

static TTF_Font *open_ttf(int font, int size)
{
    TTF_Font *t = TTF_OpenFontIndex(fonts_path(fonts, font), size,
                                    fonts_face_index(fonts, font));
    assert_non_null(t);
    TTF_SetFontHinting(t, TTF_HINTING_LIGHT);
    return t;
}

static SDL_Surface *draw_ttf(TTF_Font *t, const struct layout *l,
                             const struct layout_run *run)
{
    char text[1024], script[5] = {
                         (char)(run->script >> 24),
                         (char)(run->script >> 16),
                         (char)(run->script >> 8),
                         (char)run->script,
                     };
    struct plain words = plain_cut(layout_words(l), run->from, run->to);
    assert_true(words.len < sizeof text);
    memcpy(text, words.at, words.len);
    text[words.len] = '\0';
    TTF_SetFontDirection(t, run->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    TTF_SetFontScriptName(t, script);
    return TTF_RenderUTF8_Blended(t, text, (SDL_Color){0, 0, 0, 255});
}

static void put_glyph(FT_Face face, const struct glyph *g, int x, int y,
                      struct picture *p)
{
    FT_Load_Glyph(face, g->id, FT_LOAD_TARGET_LIGHT);
    FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL);
    const FT_Bitmap *b = &face->glyph->bitmap;
    x += face->glyph->bitmap_left;
    y -= face->glyph->bitmap_top;
    for (int row = 0; row < (int)b->rows; row++)
        for (int i = 0; i < (int)b->width; i++) {
            bool inside =
                x + i >= 0 && x + i < p->w && y + row >= 0 && y + row < p->h;
            uint8_t ink = b->buffer[row * b->pitch + i];
            if (inside)
                p->alpha[(y + row) * p->w + x + i] |= ink;
            else
                assert_int_equal(ink, 0); /* ink outside SDL2_ttf's picture */
        }
}

/* Draws a run by itself from what the layout says. */
static void draw_own(const struct layout *l, int i, int size, struct picture *p)
{
    enum { MOST = 1024 };
    static struct glyph glyph[MOST];
    const struct layout_run *run = &layout_runs(l)[i];
    int left, top, ascent, descent;
    int count = layout_glyphs(l, i, glyph, MOST);
    assert_in_range(count, 0, MOST);
    layout_ink_shift(l, i, &left, &top);
    fonts_metrics(fonts, run->font, size, &ascent, &descent);
    FT_Face face;
    assert_int_equal(FT_New_Face(library, fonts_path(fonts, run->font),
                                 fonts_face_index(fonts, run->font), &face),
                     0);
    FT_Set_Char_Size(face, 0, size * 64, 0, 0);
    for (int k = 0; k < count; k++)
        put_glyph(face, &glyph[k], (glyph[k].x >> 6) + left,
                  ((ascent * 64 - glyph[k].y) >> 6) + top, p);
    FT_Done_Face(face);
}

static int count_differences(const SDL_Surface *s, const struct picture *p)
{
    int differences = 0;
    for (int y = 0; y < s->h; y++) {
        const uint32_t *row =
            (const uint32_t *)((const char *)s->pixels + y * s->pitch);
        for (int x = 0; x < s->w; x++) {
            int a = (int)(row[x] >> 24), b = p->alpha[y * p->w + x];
            differences += abs(a - b) > 2; /* SDL2_ttf rounds its blending */
        }
    }
    return differences;
}

static void compare_run(const struct layout *l, int i, int size)
{
    const struct layout_run *run = &layout_runs(l)[i];
    TTF_Font *t = open_ttf(run->font, size);
    SDL_Surface *s = draw_ttf(t, l, run);
    if (s) {
        struct picture p = {.w = s->w, .h = s->h};
        p.alpha = calloc((size_t)p.w * (size_t)p.h, 1);
        assert_non_null(p.alpha);
        draw_own(l, i, size, &p);
        int differences = count_differences(s, &p);
        if (differences)
            print_error("run %d, font %s, size %d: %d pixels differ\n", i,
                        fonts_path(fonts, run->font), size, differences);
        assert_int_equal(differences, 0);
        free(p.alpha);
        SDL_FreeSurface(s);
    } else
        assert_true(run->blank || run->width == 0);
    TTF_CloseFont(t);
}

static int compare_sample(const char *lang, struct plain words)
{
    int runs = 0;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        for (size_t k = 0; k < 2 * sizeof widths / sizeof *widths; k++) {
            struct layout_style style = {.lang = lang,
                                         .size = sizes[i],
                                         .width = widths[k / 2],
                                         .by_content = true,
                                         .by_words = k & 1};
            struct layout *l = layout_new(fonts, words, &style);
            assert_non_null(l);
            for (int n = 0; n < layout_lines(l); n++) {
                const struct layout_line *line = layout_line(l, n);
                for (int r = 0; r < line->runs; r++, runs++)
                    compare_run(l, line->first + r, sizes[i]);
            }
            layout_free(l);
        }
    return runs;
}

static void test_runs_are_the_same_pixels(void **state)
{
    (void)state;
    char line[1024];
    int samples = 0, runs = 0;
    FILE *file = fopen("tests/fixtures/parity-samples.tsv", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (line[0] == '#' || !tab)
            continue;
        *tab = '\0';
        runs += compare_sample(line, plain_of(tab + 1));
        samples++;
    }
    fclose(file);
    print_message("%d samples, %d runs\n", samples, runs);
    assert_true(samples >= 40 && runs >= 1500);
}

static void test_metrics_are_those_of_sdl(void **state)
{
    (void)state;
    for (int font = 0; font < fonts_count(fonts); font++)
        for (int size = 9; size < 80; size += 7) {
            TTF_Font *t = open_ttf(font, size);
            int ascent, descent;
            fonts_metrics(fonts, font, size, &ascent, &descent);
            assert_int_equal(ascent, TTF_FontAscent(t));
            assert_int_equal(descent, TTF_FontHeight(t) - TTF_FontAscent(t));
            TTF_CloseFont(t);
        }
}

static int set_up(void **state)
{
    (void)state;
    struct fault why = {.text = ""};
    fonts = fonts_open("fonts/manifest", &why);
    if (!fonts)
        print_error("%s\n", why.text);
    return fonts && TTF_Init() == 0 && FT_Init_FreeType(&library) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    FT_Done_FreeType(library);
    TTF_Quit();
    fonts_close(fonts);
    unicode_done();
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_metrics_are_those_of_sdl),
        cmocka_unit_test(test_runs_are_the_same_pixels),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
