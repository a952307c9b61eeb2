/* SPDX-License-Identifier: MPL-2.0 */
/* See screen.h. Times are taken when the server's word of a change is read:
 * the picture is then what a person would see. */
#include "screen.h"

#include <X11/Xutil.h>
#include <X11/extensions/XShm.h>
#include <X11/extensions/XTest.h>
#include <X11/extensions/Xdamage.h>
#include <poll.h>
#include <sys/ipc.h>
#include <sys/shm.h>

enum { CARET_WIDTH = 6, COLOUR = 0xFFFFFF };

struct screen {
    Display *display;
    Window root;
    struct area all, watched;
    XShmSegmentInfo shm;
    XImage *image;
    uint32_t *before; /* pixels of "all", as last seen */
    int damage_event;
};

double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static struct area common(struct area a, struct area b)
{
    int x = a.x > b.x ? a.x : b.x, y = a.y > b.y ? a.y : b.y;
    int right = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int end = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    if (right <= x || end <= y)
        return (struct area){0};
    return (struct area){x, y, right - x, end - y};
}

static struct area together(struct area a, struct area b)
{
    if (!a.w || !b.w)
        return a.w ? a : b;
    int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    int right = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int end = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct area){x, y, right - x, end - y};
}

static bool share_memory(struct screen *s)
{
    int number = DefaultScreen(s->display);
    s->image =
        XShmCreateImage(s->display, DefaultVisual(s->display, number),
                        (unsigned)DefaultDepth(s->display, number), ZPixmap,
                        NULL, &s->shm, (unsigned)s->all.w, (unsigned)s->all.h);
    if (!s->image || s->image->bits_per_pixel != 32)
        return false;
    size_t size = (size_t)s->image->bytes_per_line * (size_t)s->all.h;
    s->shm.shmid = shmget(IPC_PRIVATE, size, IPC_CREAT | 0600);
    s->shm.shmaddr = s->image->data = shmat(s->shm.shmid, NULL, 0);
    if (s->shm.shmaddr == (char *)-1)
        return false;
    XShmAttach(s->display, &s->shm);
    XSync(s->display, False);
    shmctl(s->shm.shmid, IPC_RMID, NULL);
    s->before = malloc(size);
    return s->before != NULL;
}

static const uint32_t *grab(struct screen *s, struct area a)
{
    s->image->width = a.w;
    s->image->height = a.h;
    s->image->bytes_per_line = a.w * 4;
    XShmGetImage(s->display, s->root, s->image, a.x, a.y, AllPlanes);
    return (const uint32_t *)s->image->data;
}

struct screen *screen_open(void)
{
    struct screen *s = calloc(1, sizeof *s);
    int error, event, opcode;
    s->display = XOpenDisplay(NULL);
    if (!s->display ||
        !XQueryExtension(s->display, "XTEST", &opcode, &event, &error) ||
        !XDamageQueryExtension(s->display, &s->damage_event, &error)) {
        fprintf(stderr, "probe: no X screen with XTEST and DAMAGE\n");
        return NULL;
    }
    s->root = DefaultRootWindow(s->display);
    s->all =
        (struct area){0, 0, DisplayWidth(s->display, DefaultScreen(s->display)),
                      DisplayHeight(s->display, DefaultScreen(s->display))};
    if (!share_memory(s)) {
        fprintf(stderr, "probe: no shared memory with the X screen\n");
        return NULL;
    }
    XDamageCreate(s->display, s->root, XDamageReportRawRectangles);
    XAutoRepeatOff(s->display);
    XSync(s->display, False);
    screen_watch(s, s->all);
    return s;
}

int screen_connection(const struct screen *s)
{
    return ConnectionNumber(s->display);
}

void screen_watch(struct screen *s, struct area area)
{
    s->watched = common(area, s->all);
    const uint32_t *pixels = grab(s, s->all);
    memcpy(s->before, pixels, (size_t)s->all.w * (size_t)s->all.h * 4);
}

static void compare_row(const uint32_t *old, const uint32_t *fresh, int width,
                        int *from, int *to)
{
    for (int x = 0; x < width; x++) {
        if (!((old[x] ^ fresh[x]) & COLOUR))
            continue;
        *from = x < *from ? x : *from;
        *to = x + 1 > *to ? x + 1 : *to;
    }
}

/* The width of what is really different; remembers how it looks now. */
static int changed_width(struct screen *s, struct area dirty)
{
    struct area a = common(dirty, s->watched);
    int from = s->all.w, to = 0;
    if (!a.w)
        return 0;
    const uint32_t *fresh = grab(s, a);
    for (int y = 0; y < a.h; y++, fresh += a.w) {
        uint32_t *old = s->before + (size_t)(a.y + y) * (size_t)s->all.w + a.x;
        if (!memcmp(old, fresh, (size_t)a.w * 4))
            continue;
        compare_row(old, fresh, a.w, &from, &to);
        memcpy(old, fresh, (size_t)a.w * 4);
    }
    return to > from ? to - from : 0;
}

static struct area take_events(struct screen *s, double *when)
{
    struct area dirty = {0};
    while (XEventsQueued(s->display, QueuedAfterReading) > 0) {
        XEvent event;
        double now = now_ms();
        XNextEvent(s->display, &event);
        if (event.type != s->damage_event + XDamageNotify)
            continue;
        const XDamageNotifyEvent *d = (const XDamageNotifyEvent *)&event;
        if (!dirty.w)
            *when = now;
        dirty = together(dirty, (struct area){d->area.x, d->area.y,
                                              d->area.width, d->area.height});
    }
    return dirty;
}

/* What was drawn next, and when; empty when nothing was until the deadline. */
static struct area wait_drawing(struct screen *s, double until, double *when)
{
    for (;;) {
        struct area dirty = take_events(s, when);
        double left = until - now_ms();
        if (dirty.w || left <= 0)
            return dirty;
        struct pollfd p = {.fd = screen_connection(s), .events = POLLIN};
        poll(&p, 1, (int)left + 1);
    }
}

struct seen screen_follow(struct screen *s, double start, double settle,
                          double timeout)
{
    struct seen seen = {-1, -1};
    double until = start + timeout, when = 0;
    for (;;) {
        struct area dirty = wait_drawing(s, until, &when);
        if (!dirty.w)
            return seen;
        if (changed_width(s, dirty) > CARET_WIDTH) {
            seen.last = when - start;
            seen.first = seen.first < 0 ? seen.last : seen.first;
            until = when + settle;
        }
        if (now_ms() >= until)
            return seen;
    }
}

struct seen screen_first(struct screen *s, double start, double timeout)
{
    return screen_follow(s, start, 0, timeout);
}

void screen_rest(struct screen *s, double still)
{
    screen_follow(s, now_ms(), still, still);
}

double screen_click(struct screen *s, int x, int y)
{
    int number = DefaultScreen(s->display);
    XTestFakeMotionEvent(s->display, number, x, y, 0);
    XTestFakeButtonEvent(s->display, 1, True, 0);
    XFlush(s->display);
    poll(NULL, 0, 60); /* about as long as a finger stays */
    double lifted = now_ms();
    XTestFakeButtonEvent(s->display, 1, False, 0);
    XFlush(s->display);
    return lifted;
}

void screen_key(struct screen *s, KeySym symbol, bool down)
{
    XTestFakeKeyEvent(s->display, XKeysymToKeycode(s->display, symbol), down,
                      0);
    XFlush(s->display);
}
