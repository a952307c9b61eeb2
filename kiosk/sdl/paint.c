/* SPDX-License-Identifier: MPL-2.0 */
/* See paint.h. Only what is inside the clip is touched, and only the places
 * handed to present() reach the display: a key press costs half a
 * millisecond instead of a frame. */
#include "sdl/paint.h"

#include "base/ceilings.h"

#include <SDL.h>
#include <SDL_ttf.h>
#include <png.h>

enum {
    RUNS = 512,
    FACES = 2, /* of a font */
    RUN_WORDS = 256,
    RUN_BYTES = 3 * 1024 * 1024, /* pictures remembered, all together */
    RUN_LARGE = 160 * 1024,      /* a long line: changes with every key */
};

struct face {
    int size; /* what it is set to now */
    uint32_t used;
    TTF_Font *ttf;
};

/* A remembered run. Words longer than RUN_WORDS are drawn without being
 * remembered. */
struct run {
    int font, size;
    uint32_t ink, script;
    bool rtl;
    uint16_t len;
    char words[RUN_WORDS];
    SDL_Surface *image;
    uint32_t used;
};

struct paint {
    SDL_Window *window;
    SDL_Surface *surface;
    struct fonts *fonts;
    struct face face[CEIL_FONTS][FACES];
    struct run *run; /* RUNS, an open hash table with four places a key */
    uint32_t used;
    size_t bytes; /* of remembered pictures */
};

static SDL_Rect sdl_rect(struct rect r)
{
    return (SDL_Rect){r.x, r.y, r.w, r.h};
}

static Uint32 colour_of(const struct paint *p, uint32_t c)
{
    return SDL_MapRGB(p->surface->format, (Uint8)(c >> 16), (Uint8)(c >> 8),
                      (Uint8)c);
}

static void paint_clip(void *self, struct rect to)
{
    struct paint *p = self;
    SDL_Rect r = sdl_rect(to);
    SDL_SetClipRect(p->surface, &r);
}

static void paint_box(void *self, struct rect at, uint32_t colour)
{
    struct paint *p = self;
    SDL_Rect r = sdl_rect(at);
    SDL_FillRect(p->surface, &r, colour_of(p, colour));
}

static void blend(const struct paint *p, int x, int y, uint32_t c, int alpha)
{
    if (!SDL_PointInRect(&(SDL_Point){x, y}, &p->surface->clip_rect))
        return;
    Uint32 *at =
        (Uint32 *)((char *)p->surface->pixels + y * p->surface->pitch) + x;
    Uint8 r, g, b;
    SDL_GetRGB(*at, p->surface->format, &r, &g, &b);
    int red = r + ((int)(c >> 16 & 255) - r) * alpha / 255;
    int green = g + ((int)(c >> 8 & 255) - g) * alpha / 255;
    int blue = b + ((int)(c & 255) - b) * alpha / 255;
    *at = SDL_MapRGB(p->surface->format, (Uint8)red, (Uint8)green, (Uint8)blue);
}

/* How much of a pixel lies inside the quarter circle, 0..255, by sixteen
 * samples. */
static int corner_cover(int dx, int dy, int radius)
{
    int inside = 0, r = radius * 8;
    for (int sy = 1; sy < 8; sy += 2)
        for (int sx = 1; sx < 8; sx += 2) {
            int x = r - dx * 8 - sx, y = r - dy * 8 - sy;
            inside += x * x + y * y <= r * r;
        }
    return inside * 255 / 16;
}

static void paint_round(void *self, struct rect at, int radius, uint32_t c)
{
    struct paint *p = self;
    if (radius * 2 > at.h)
        radius = at.h / 2;
    if (radius * 2 > at.w)
        radius = at.w / 2;
    if (p->surface->format->BytesPerPixel != 4)
        radius = 0;
    const SDL_Rect *clip = &p->surface->clip_rect;
    /* Typing paints inside a field, far from its corners. */
    if ((clip->x >= at.x + radius &&
         clip->x + clip->w <= at.x + at.w - radius) ||
        (clip->y >= at.y + radius && clip->y + clip->h <= at.y + at.h - radius))
        radius = 0;
    paint_box(p, (struct rect){at.x, at.y + radius, at.w, at.h - 2 * radius},
              c);
    for (int y = 0; y < radius; y++) {
        int full = radius;
        for (int x = 0; x < radius; x++) {
            int cover = corner_cover(x, y, radius);
            if (cover == 255) {
                full = x;
                break;
            }
            if (!cover)
                continue;
            int left = at.x + x, right = at.x + at.w - 1 - x;
            int top = at.y + y, low = at.y + at.h - 1 - y;
            blend(p, left, top, c, cover);
            blend(p, right, top, c, cover);
            blend(p, left, low, c, cover);
            blend(p, right, low, c, cover);
        }
        int w = at.w - 2 * full;
        paint_box(p, (struct rect){at.x + full, at.y + y, w, 1}, c);
        paint_box(p, (struct rect){at.x + full, at.y + at.h - 1 - y, w, 1}, c);
    }
}

/* --- Letters ----------------------------------------------------------- */

/* Out of memory that text/ has mapped: of a path it would be read in bits of
 * stdio, thousands of calls for a page of Arabic. */
static TTF_Font *open_face(struct paint *p, int font, int size)
{
    size_t bytes;
    const void *file = fonts_bytes(p->fonts, font, &bytes);
    SDL_RWops *from = file ? SDL_RWFromConstMem(file, (int)bytes) : NULL;
    return from ? TTF_OpenFontIndexRW(from, 1, size,
                                      fonts_face_index(p->fonts, font))
                : NULL;
}

/* The face of a font, set to a size. Two for each font: a page goes to and fro
 * between its sizes, and a face that changes its size forgets its letters. More
 * would cost more memory than they save time (measured). */
static TTF_Font *face_of(struct paint *p, int font, int size)
{
    struct face *oldest = &p->face[font][0];
    for (int i = 0; i < FACES; i++) {
        struct face *face = &p->face[font][i];
        if (face->ttf && face->size == size) {
            face->used = ++p->used;
            return face->ttf;
        }
        if (face->used < oldest->used)
            oldest = face;
    }
    if (oldest->ttf && TTF_SetFontSize(oldest->ttf, size) != 0)
        return NULL;
    if (!oldest->ttf && !(oldest->ttf = open_face(p, font, size)))
        return NULL;
    /* The only hinting whose pixels agree with our carets (measured). */
    TTF_SetFontHinting(oldest->ttf, TTF_HINTING_LIGHT);
    oldest->size = size;
    oldest->used = ++p->used;
    return oldest->ttf;
}

static SDL_Surface *draw_run(struct paint *p, const struct canvas_run *r)
{
    TTF_Font *ttf = face_of(p, r->font, r->size);
    char words[4096];
    if (!ttf || r->words.len >= sizeof words || !r->words.len)
        return NULL;
    memcpy(words, r->words.at, r->words.len);
    words[r->words.len] = '\0';
    char script[5] = {(char)(r->script >> 24), (char)(r->script >> 16),
                      (char)(r->script >> 8), (char)r->script, 0};
    TTF_SetFontScriptName(ttf, script);
    TTF_SetFontDirection(ttf, r->rtl ? TTF_DIRECTION_RTL : TTF_DIRECTION_LTR);
    SDL_Color ink = {(Uint8)(r->ink >> 16), (Uint8)(r->ink >> 8), (Uint8)r->ink,
                     255};
    SDL_Surface *image = TTF_RenderUTF8_Blended(ttf, words, ink);
    bytes_wipe(words, r->words.len);
    return image;
}

static uint32_t run_hash(const struct canvas_run *r)
{
    uint32_t h =
        2166136261u ^ (uint32_t)r->font * 31 ^ (uint32_t)r->size ^ r->ink;
    for (size_t i = 0; i < r->words.len; i++)
        h = (h ^ (uint8_t)r->words.at[i]) * 16777619u;
    return h;
}

static bool run_is(const struct run *k, const struct canvas_run *r)
{
    return k->image && k->font == r->font && k->size == r->size &&
           k->ink == r->ink && k->script == r->script && k->rtl == r->rtl &&
           k->len == r->words.len && memcmp(k->words, r->words.at, k->len) == 0;
}

static size_t image_bytes(const SDL_Surface *image)
{
    return image ? (size_t)image->h * (size_t)image->pitch : 0;
}

static void drop_run(struct paint *p, struct run *k)
{
    p->bytes -= image_bytes(k->image);
    if (k->image && !SDL_MUSTLOCK(k->image))
        bytes_wipe(k->image->pixels, image_bytes(k->image));
    SDL_FreeSurface(k->image);
    bytes_wipe(k, sizeof *k);
}

static void make_room(struct paint *p, size_t bytes)
{
    while (p->bytes && p->bytes + bytes > RUN_BYTES) {
        struct run *oldest = NULL;
        for (int i = 0; i < RUNS; i++)
            if (p->run[i].image && (!oldest || p->run[i].used < oldest->used))
                oldest = &p->run[i];
        drop_run(p, oldest);
    }
}

static SDL_Surface *run_image(struct paint *p, const struct canvas_run *r,
                              bool *mine)
{
    *mine = r->words.len > RUN_WORDS;
    if (*mine)
        return draw_run(p, r);
    struct run *bucket = &p->run[run_hash(r) % (RUNS / 4) * 4];
    struct run *oldest = bucket;
    for (int i = 0; i < 4; i++) {
        if (run_is(&bucket[i], r)) {
            bucket[i].used = ++p->used;
            return bucket[i].image;
        }
        if (bucket[i].used < oldest->used)
            oldest = &bucket[i];
    }
    SDL_Surface *image = draw_run(p, r);
    *mine = image_bytes(image) > RUN_LARGE;
    if (*mine)
        return image;
    drop_run(p, oldest);
    make_room(p, image_bytes(image));
    p->bytes += image_bytes(image);
    oldest->image = image;
    oldest->font = r->font;
    oldest->size = r->size;
    oldest->ink = r->ink;
    oldest->script = r->script;
    oldest->rtl = r->rtl;
    oldest->len = (uint16_t)r->words.len;
    memcpy(oldest->words, r->words.at, r->words.len);
    oldest->used = ++p->used;
    return oldest->image;
}

static void paint_run(void *self, const struct canvas_run *r)
{
    struct paint *p = self;
    bool mine;
    SDL_Surface *image = run_image(p, r, &mine);
    if (!image)
        return;
    SDL_Rect at = {r->x, r->top, image->w, image->h};
    SDL_BlitSurface(image, NULL, p->surface, &at);
    if (mine)
        SDL_FreeSurface(image);
}

static void paint_present(void *self, const struct rect *places, int n)
{
    struct paint *p = self;
    SDL_Rect rects[64];
    if (n > 64)
        n = 64;
    for (int i = 0; i < n; i++)
        rects[i] = sdl_rect(places[i]);
    SDL_UpdateWindowSurfaceRects(p->window, rects, n);
}

static double paint_ticks(void *self)
{
    (void)self;
    return (double)SDL_GetPerformanceCounter() * 1000.0 /
           (double)SDL_GetPerformanceFrequency();
}

struct paint *paint_new(SDL_Window *window, struct fonts *fonts,
                        struct fault *why)
{
    struct paint *p = calloc(1, sizeof *p);
    if (!p || !(p->run = calloc(RUNS, sizeof *p->run))) {
        free(p);
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
        return NULL;
    }
    p->window = window;
    p->fonts = fonts;
    int w, h;
    if (TTF_Init() || !paint_surface(p, &w, &h)) {
        fault_set(why, FAULT_SYSTEM,
                  "the window cannot be drawn on (%s): check the display",
                  SDL_GetError());
        paint_free(p);
        return NULL;
    }
    return p;
}

void paint_free(struct paint *p)
{
    if (!p)
        return;
    paint_forget(p);
    for (int i = 0; i < CEIL_FONTS * FACES; i++)
        if (p->face[i / FACES][i % FACES].ttf)
            TTF_CloseFont(p->face[i / FACES][i % FACES].ttf);
    free(p->run);
    free(p);
    TTF_Quit();
}

struct canvas paint_canvas(struct paint *p)
{
    return (struct canvas){p,         paint_clip,    paint_box,  paint_round,
                           paint_run, paint_present, paint_ticks};
}

bool paint_again(struct paint *p)
{
    SDL_Surface *surface = SDL_GetWindowSurface(p->window);
    return surface && surface == p->surface &&
           SDL_UpdateWindowSurface(p->window) == 0;
}

bool paint_surface(struct paint *p, int *width, int *height)
{
    p->surface = SDL_GetWindowSurface(p->window);
    if (!p->surface)
        return false;
    *width = p->surface->w;
    *height = p->surface->h;
    return true;
}

void paint_forget(struct paint *p)
{
    for (int i = 0; i < RUNS; i++)
        drop_run(p, &p->run[i]);
}

bool paint_shot(struct paint *p, const char *path, struct fault *why)
{
    SDL_Surface *rgb =
        SDL_ConvertSurfaceFormat(p->surface, SDL_PIXELFORMAT_RGB24, 0);
    png_image image = {.version = PNG_IMAGE_VERSION, .format = PNG_FORMAT_RGB};
    bool ok = false;
    if (rgb) {
        image.width = (png_uint_32)rgb->w;
        image.height = (png_uint_32)rgb->h;
        ok = png_image_write_to_file(&image, path, 0, rgb->pixels, rgb->pitch,
                                     NULL);
    }
    SDL_FreeSurface(rgb);
    if (!ok)
        fault_set(why, FAULT_DISK, "the picture %s cannot be written", path);
    return ok;
}
