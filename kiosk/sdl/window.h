/* SPDX-License-Identifier: MPL-2.0 */
/* The window, and what people do to it. Sleeps until touched. */
#ifndef SDL_WINDOW_H
#define SDL_WINDOW_H

#include "sdl/paint.h"
#include "ui/ui.h"

struct window;

enum touch_kind {
    TOUCH_NONE, /* the wait ended by itself */
    TOUCH_PRESS,
    TOUCH_LIFT, /* a finger or the mouse, x and y */
    TOUCH_TEXT,
    TOUCH_KEY,
    TOUCH_SHOWN, /* the window has to be drawn anew; its size may differ */
    TOUCH_WAKE,  /* window_wake() was called */
    TOUCH_QUIT,
};

struct touch {
    enum touch_kind kind;
    int x, y;
    uint32_t at_ms; /* PRESS and LIFT: when; goes round */
    char text[64];
    enum key_name key;
};

struct window_wish {
    int width, height;   /* 0: fullscreen at the display's bounds */
    int dpi;             /* 0: what the display says, else 149 */
    const char *compose; /* X's table of dead keys; NULL: its own. Borrowed */
};

/* Gives the window; end with window_close(). Borrows fonts. */
struct window *window_open(const struct window_wish *wish, struct fonts *fonts,
                           struct fault *why);
void window_close(struct window *w);
void window_size(const struct window *w, int *width, int *height, int *dpi);
struct paint *window_paint(struct window *w);

/* Waits until something happens or timeout_ms have passed (-1: for ever). */
void window_wait(struct window *w, int timeout_ms, struct touch *out);
/* From any thread: makes window_wait() return TOUCH_WAKE. */
void window_wake(void);
/* A field is written in, or not: hardware text and input methods. */
void window_writing(struct window *w, bool on);

#endif
