/* SPDX-License-Identifier: MPL-2.0 */
/* The canvas on a window's surface: boxes, round boxes and runs of letters
 * that SDL2_ttf draws and this room remembers. */
#ifndef SDL_PAINT_H
#define SDL_PAINT_H

#include "text/font.h"
#include "ui/canvas.h"

struct SDL_Window;
struct paint;

/* Gives a painter on the window; end with paint_free(). Borrows both. */
struct paint *paint_new(struct SDL_Window *window, struct fonts *fonts,
                        struct fault *why);
void paint_free(struct paint *p);
struct canvas paint_canvas(struct paint *p);
/* The window's surface changed (size, or shown anew). False: no surface. */
bool paint_surface(struct paint *p, int *width, int *height);
/* Shows again what was drawn, after something lay over it. False: the surface
 * is another one, and has to be drawn anew. */
bool paint_again(struct paint *p);
/* Forgets the remembered runs: they are pictures of a citizen's words. */
void paint_forget(struct paint *p);
/* Writes what is on the screen as PNG. */
bool paint_shot(struct paint *p, const char *path, struct fault *why);

#endif
