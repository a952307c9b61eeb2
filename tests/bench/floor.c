/* SPDX-License-Identifier: MPL-2.0 */
/* The floor: the least that a question, a field to type in and a database cost
 * with the libraries Indefra stands on. It has one font, one language, one
 * screen and no care for anybody; what Indefra costs above it is what its care
 * costs. Never a base to build on.
 *
 *     floor [DATABASE]        Escape ends it and keeps the answer
 */
#include <SDL.h>
#include <SDL_ttf.h>
#include <sqlite3.h>
#include <stdbool.h>

#define FONT "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf"

enum { MARGIN = 160, SIZE = 30, MOST_TEXT = 8000, CARET = 3 };

static const SDL_Color ink = {27, 27, 27, 255}, paper = {255, 255, 255, 255};

struct form {
    SDL_Window *window;
    SDL_Surface *surface;
    TTF_Font *font;
    SDL_Rect field, line; /* line: where the next letter goes */
    char text[MOST_TEXT];
    size_t len, line_from;
};

static void fill(struct form *f, SDL_Rect where, SDL_Color c)
{
    SDL_FillRect(f->surface, &where,
                 SDL_MapRGB(f->surface->format, c.r, c.g, c.b));
}

static int write_line(struct form *f, const char *text, SDL_Rect where)
{
    SDL_Surface *drawn =
        *text ? TTF_RenderUTF8_Shaded(f->font, text, ink, paper) : NULL;
    int width = drawn ? drawn->w : 0;
    if (drawn)
        SDL_BlitSurface(drawn, NULL, f->surface, &where);
    SDL_FreeSurface(drawn);
    return width;
}

/* Only this line is drawn and sent to the screen. */
static void draw_line(struct form *f)
{
    fill(f, f->line, paper);
    int width = write_line(f, f->text + f->line_from, f->line);
    SDL_Rect caret = {f->line.x + width, f->line.y, CARET, f->line.h};
    fill(f, caret, ink);
    SDL_UpdateWindowSurfaceRects(f->window, &f->line, 1);
}

static void first_line(struct form *f)
{
    int height = TTF_FontHeight(f->font);
    f->line =
        (SDL_Rect){f->field.x + 20, f->field.y + 20, f->field.w - 40, height};
    f->line_from = f->len;
}

static void draw_all(struct form *f)
{
    SDL_Rect title = {MARGIN, MARGIN / 2, f->surface->w - 2 * MARGIN, 60};
    f->field = (SDL_Rect){MARGIN, MARGIN, f->surface->w - 2 * MARGIN,
                          f->surface->h / 2};
    fill(f, (SDL_Rect){0, 0, f->surface->w, f->surface->h}, paper);
    fill(f, f->field, ink);
    fill(f,
         (SDL_Rect){f->field.x + 2, f->field.y + 2, f->field.w - 4,
                    f->field.h - 4},
         paper);
    write_line(f, "What happened?", title);
    SDL_UpdateWindowSurface(f->window);
    first_line(f);
    draw_line(f);
}

static void next_line(struct form *f)
{
    fill(f, f->line, paper);
    write_line(f, f->text + f->line_from, f->line);
    SDL_UpdateWindowSurfaceRects(f->window, &f->line, 1);
    f->line.y += f->line.h;
    f->line_from = f->len;
    if (f->line.y + f->line.h > f->field.y + f->field.h - 20) {
        f->len = 0;
        draw_all(f);
    }
}

static void insert(struct form *f, const char *text)
{
    size_t len = strlen(text);
    int width = 0;
    if (f->len + len >= sizeof f->text)
        return;
    memcpy(f->text + f->len, text, len + 1);
    f->len += len;
    TTF_SizeUTF8(f->font, f->text + f->line_from, &width, NULL);
    if (width + CARET > f->line.w)
        next_line(f);
    else
        draw_line(f);
}

static bool keep(struct form *f, sqlite3 *db)
{
    sqlite3_stmt *add = NULL;
    sqlite3_exec(db, "CREATE TABLE IF NOT EXISTS answer(words TEXT)", NULL,
                 NULL, NULL);
    sqlite3_prepare_v2(db, "INSERT INTO answer VALUES (?)", -1, &add, NULL);
    sqlite3_bind_text(add, 1, f->text, (int)f->len, SQLITE_STATIC);
    bool done = sqlite3_step(add) == SQLITE_DONE;
    sqlite3_finalize(add);
    return done;
}

static bool open_form(struct form *f)
{
    SDL_Rect bounds;
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    if (SDL_Init(SDL_INIT_VIDEO) || TTF_Init() ||
        SDL_GetDisplayBounds(0, &bounds))
        return false;
    f->font = TTF_OpenFont(FONT, SIZE);
    f->window = SDL_CreateWindow("floor", bounds.x, bounds.y, bounds.w,
                                 bounds.h, SDL_WINDOW_BORDERLESS);
    if (!f->font || !f->window)
        return false;
    TTF_SetFontHinting(f->font, TTF_HINTING_LIGHT);
    f->surface = SDL_GetWindowSurface(f->window);
    SDL_StartTextInput();
    return f->surface != NULL;
}

static void serve(struct form *f)
{
    SDL_Event event;
    draw_all(f);
    while (SDL_WaitEvent(&event)) {
        if (event.type == SDL_QUIT ||
            (event.type == SDL_KEYDOWN && event.key.keysym.sym == SDLK_ESCAPE))
            return;
        if (event.type == SDL_TEXTINPUT)
            insert(f, event.text.text);
        if (event.type == SDL_WINDOWEVENT &&
            event.window.event == SDL_WINDOWEVENT_EXPOSED)
            SDL_UpdateWindowSurface(f->window);
    }
}

int main(int argc, char **argv)
{
    static struct form form;
    sqlite3 *db = NULL;
    if (sqlite3_open(argc > 1 ? argv[1] : ":memory:", &db) != SQLITE_OK ||
        !open_form(&form)) {
        fprintf(stderr, "floor: %s\n", SDL_GetError());
        return 1;
    }
    serve(&form);
    bool kept = keep(&form, db);
    sqlite3_close(db);
    return kept ? 0 : 1;
}
