/* SPDX-License-Identifier: MPL-2.0 */
/* See window.h. Video only: SDL polls every millisecond as soon as joysticks
 * or sensors are initialised, and under KMSDRM always (measured). */
#include "sdl/window.h"

#include <SDL.h>

enum {
    MOUSE_AFTER_FINGER_MS = 500, /* X11 sends a touch as a mouse click too */
    DPI_UNSAID = 149,            /* 1280x800 on 10.1 inches */
};

struct window {
    SDL_Window *sdl;
    struct paint *paint;
    int width, height, dpi;
    Uint32 finger_at; /* when a finger was last seen; 0: never */
};

static Uint32 wake_event;

static int display_dpi(SDL_Window *sdl)
{
    float diagonal, across, down;
    const char *driver = SDL_GetCurrentVideoDriver();
    if (!driver || strcmp(driver, "x11") != 0)
        return DPI_UNSAID;
    int display = SDL_GetWindowDisplayIndex(sdl);
    if (SDL_GetDisplayDPI(display < 0 ? 0 : display, &diagonal, &across,
                          &down) != 0 ||
        diagonal < 60 || diagonal > 600)
        return DPI_UNSAID;
    /* Of a display that was turned by a quarter only this one is right. */
    return (int)(diagonal + 0.5f);
}

static SDL_Window *make_window(const struct window_wish *wish)
{
    SDL_Rect at = {0, 0, 1280, 800};
    /* Without a window manager SDL's own fullscreen leaves an 800x600 window
     * (measured): so borderless, at the display's bounds. */
    Uint32 flags = SDL_WINDOW_BORDERLESS;
    if (wish->width) {
        at.w = wish->width;
        at.h = wish->height;
        flags = 0;
    } else if (strcmp(SDL_GetCurrentVideoDriver(), "x11") == 0) {
        SDL_GetDisplayBounds(0, &at);
    }
    return SDL_CreateWindow("Indefra", at.x, at.y, at.w, at.h, flags);
}

/* By the environment: SDL_SetHint() crashes where memory is out. */
static bool set_hints(const struct window_wish *wish)
{
    return setenv(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0", 1) == 0 &&
           setenv(SDL_HINT_TOUCH_MOUSE_EVENTS, "0", 1) == 0 &&
           setenv(SDL_HINT_MOUSE_TOUCH_EVENTS, "0", 1) == 0 &&
           setenv(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "1", 1) == 0 &&
           setenv(SDL_HINT_NO_SIGNAL_HANDLERS, "1", 1) == 0 &&
           (!wish->compose || setenv("XCOMPOSEFILE", wish->compose, 0) == 0);
}

struct window *window_open(const struct window_wish *wish, struct fonts *fonts,
                           struct fault *why)
{
    struct window *w = calloc(1, sizeof *w);
    if (!w || !set_hints(wish)) {
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
        free(w);
        return NULL;
    }
    /* Takes room for the text of errors: later SDL would ask for it when
     * memory is out, and for that error's text again, without end. */
    SDL_ClearError();
    if (SDL_Init(SDL_INIT_VIDEO) != 0 || !(w->sdl = make_window(wish))) {
        fault_set(why, FAULT_SYSTEM,
                  "no display to show a window on (%s): start an X server, "
                  "or set SDL_VIDEODRIVER=dummy",
                  SDL_GetError());
        free(w);
        return NULL;
    }
    w->dpi = wish->dpi ? wish->dpi : display_dpi(w->sdl);
    w->paint = paint_new(w->sdl, fonts, why);
    if (!w->paint) {
        window_close(w);
        return NULL;
    }
    paint_surface(w->paint, &w->width, &w->height);
    wake_event = SDL_RegisterEvents(1);
    SDL_StopTextInput();
    return w;
}

void window_close(struct window *w)
{
    if (!w)
        return;
    paint_free(w->paint);
    if (w->sdl)
        SDL_DestroyWindow(w->sdl);
    SDL_Quit();
    free(w);
}

void window_size(const struct window *w, int *width, int *height, int *dpi)
{
    *width = w->width;
    *height = w->height;
    *dpi = w->dpi;
}

struct paint *window_paint(struct window *w)
{
    return w->paint;
}

void window_writing(struct window *w, bool on)
{
    (void)w;
    if (on && !SDL_IsTextInputActive())
        SDL_StartTextInput();
    else if (!on && SDL_IsTextInputActive())
        SDL_StopTextInput();
}

void window_wake(void)
{
    SDL_Event e = {.type = wake_event};
    SDL_PushEvent(&e);
}

/* Alt+Tab and the like are meant for another computer: here they are nothing,
 * least of all a letter. (The right Alt makes letters.) */
static bool means_another(SDL_Keymod held)
{
    return held & (KMOD_LALT | KMOD_GUI);
}

static enum key_name key_of(const SDL_Keysym *k)
{
    static const struct {
        SDL_Keycode code;
        enum key_name key;
    } keys[] = {
        {SDLK_LEFT, KEYS_LEFT},       {SDLK_RIGHT, KEYS_RIGHT},
        {SDLK_UP, KEYS_UP},           {SDLK_DOWN, KEYS_DOWN},
        {SDLK_HOME, KEYS_HOME},       {SDLK_END, KEYS_END},
        {SDLK_BACKSPACE, KEYS_ERASE}, {SDLK_DELETE, KEYS_DELETE},
        {SDLK_RETURN, KEYS_ENTER},    {SDLK_KP_ENTER, KEYS_ENTER},
        {SDLK_ESCAPE, KEYS_ESCAPE},   {SDLK_SPACE, KEYS_SPACE},
        {SDLK_PAGEUP, KEYS_PAGE_UP},  {SDLK_PAGEDOWN, KEYS_PAGE_DOWN},
    };
    if (means_another(k->mod))
        return KEYS_NONE;
    if (k->sym == SDLK_TAB)
        return k->mod & KMOD_SHIFT ? KEYS_BACK_TAB : KEYS_TAB;
    if (k->sym == SDLK_z && k->mod & KMOD_CTRL)
        return KEYS_UNDO;
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (keys[i].code == k->sym)
            return keys[i].key;
    return KEYS_NONE;
}

static void from_finger(struct window *w, const SDL_Event *e, struct touch *out)
{
    w->finger_at = SDL_GetTicks() | 1;
    out->kind = e->type == SDL_FINGERDOWN ? TOUCH_PRESS : TOUCH_LIFT;
    out->at_ms = e->tfinger.timestamp;
    out->x = (int)(e->tfinger.x * (float)w->width);
    out->y = (int)(e->tfinger.y * (float)w->height);
}

static void from_mouse(struct window *w, const SDL_Event *e, struct touch *out)
{
    bool emulated =
        e->button.which == SDL_TOUCH_MOUSEID ||
        (w->finger_at && SDL_GetTicks() - w->finger_at < MOUSE_AFTER_FINGER_MS);
    if (emulated || e->button.button != SDL_BUTTON_LEFT)
        return;
    out->kind = e->type == SDL_MOUSEBUTTONDOWN ? TOUCH_PRESS : TOUCH_LIFT;
    out->at_ms = e->button.timestamp;
    out->x = e->button.x;
    out->y = e->button.y;
}

static void from_window(struct window *w, const SDL_Event *e, struct touch *out)
{
    if (e->window.event == SDL_WINDOWEVENT_EXPOSED && paint_again(w->paint))
        return;
    if (e->window.event != SDL_WINDOWEVENT_EXPOSED &&
        e->window.event != SDL_WINDOWEVENT_SIZE_CHANGED)
        return;
    if (paint_surface(w->paint, &w->width, &w->height))
        out->kind = TOUCH_SHOWN;
}

static void translate(struct window *w, const SDL_Event *e, struct touch *out)
{
    switch (e->type) {
    case SDL_QUIT:
        out->kind = TOUCH_QUIT;
        break;
    case SDL_WINDOWEVENT:
        from_window(w, e, out);
        break;
    case SDL_FINGERDOWN:
    case SDL_FINGERUP:
        from_finger(w, e, out);
        break;
    case SDL_MOUSEBUTTONDOWN:
    case SDL_MOUSEBUTTONUP:
        from_mouse(w, e, out);
        break;
    case SDL_TEXTINPUT:
        if (means_another(SDL_GetModState()))
            break;
        out->kind = TOUCH_TEXT;
        text_copy(out->text, sizeof out->text, e->text.text);
        break;
    case SDL_KEYDOWN:
        out->key = key_of(&e->key.keysym);
        /* A held arrow may repeat; a held Enter must not race through. */
        if (out->key != KEYS_NONE &&
            !(e->key.repeat &&
              (out->key == KEYS_ENTER || out->key == KEYS_SPACE)))
            out->kind = TOUCH_KEY;
        break;
    default:
        if (e->type == wake_event)
            out->kind = TOUCH_WAKE;
        break;
    }
}

/* A key press is three events, of which one matters: only that one wakes the
 * program. */
void window_wait(struct window *w, int timeout_ms, struct touch *out)
{
    Uint64 end = SDL_GetTicks64() + (Uint64)(timeout_ms > 0 ? timeout_ms : 0);
    SDL_Event e;
    *out = (struct touch){.kind = TOUCH_NONE};
    while (out->kind == TOUCH_NONE) {
        Uint64 now = SDL_GetTicks64();
        int left = end > now ? (int)(end - now) : 0;
        if (!(timeout_ms < 0 ? SDL_WaitEvent(&e)
                             : SDL_WaitEventTimeout(&e, left)))
            return;
        translate(w, &e, out);
    }
}
