/* SPDX-License-Identifier: MPL-2.0 */
/* An X screen watched from outside: XDAMAGE says when something was drawn,
 * MIT-SHM whether the pixels are really others, XTEST touches and types. */
#ifndef BENCH_SCREEN_H
#define BENCH_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include <X11/Xlib.h>

struct area {
    int x, y, w, h;
};

struct screen;

/* What was seen, in milliseconds after the start; negative: nothing. */
struct seen {
    double first, last;
};

double now_ms(void); /* CLOCK_MONOTONIC */

/* Gives the screen of $DISPLAY, all of it watched; NULL with a line on stderr
 * when it can't be. Lives until the program ends. */
struct screen *screen_open(void);
void screen_watch(struct screen *s, struct area area);
int screen_connection(const struct screen *s); /* its file descriptor */

/* Follows the watched area from "start" until it has changed and then kept
 * still for "settle" ms, or until "timeout" ms. Changes no wider than a caret
 * are passed over. */
struct seen screen_follow(struct screen *s, double start, double settle,
                          double timeout);
/* The same until the first change. */
struct seen screen_first(struct screen *s, double start, double timeout);
/* Lets what is being drawn come to an end. */
void screen_rest(struct screen *s, double still);

/* Gives when the finger was lifted. */
double screen_click(struct screen *s, int x, int y);
void screen_key(struct screen *s, KeySym symbol, bool down);

#endif
