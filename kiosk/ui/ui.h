/* SPDX-License-Identifier: MPL-2.0 */
/* The frame. A screen is a function that describes itself between ui_begin()
 * and ui_end(); when the frame carries an event, the widget it is meant for
 * says so by what it returns, the screen changes its state, and the frame is
 * described once more without the event. Sizes come in tenths of millimetres
 * so that a finger finds them on any display. */
#ifndef UI_UI_H
#define UI_UI_H

#include "base/arena.h"
#include "text/edit.h"
#include "ui/keys.h"
#include "ui/node.h"

/* The look, with contrast against paper (7:1 for text, 3:1 for edges). */
enum {
    INK = 0x1B1B1B,      /* 15.6:1 on paper */
    INK_SOFT = 0x3D3D3A, /* 9.8:1 on paper, for help lines */
    PAPER = 0xF7F3EA,
    CARD_PAPER = 0xFFFDF8,
    BAR_PAPER = 0xEAE3D3,
    ACTION = 0x0B3D5C, /* 11.4:1 under white */
    ON_ACTION = 0xFFFFFF,
    EDGE = 0x5A6670, /* 5.3:1 on paper */
    STRIPE = 0xB9AE97,
    NOTE_PAPER = 0xE3ECF2,
    FOCUS_RING = 0x9A6F00, /* 4.1:1 on paper, 3.5:1 on the bar */
    LIT_PAPER = 0xFFE08A,  /* 8.7:1 under ACTION, 13:1 under ink */
};

enum event_kind { EVENT_NONE, EVENT_TAP, EVENT_TEXT, EVENT_KEY };

enum key_name {
    KEYS_NONE,
    KEYS_LEFT,
    KEYS_RIGHT,
    KEYS_UP,
    KEYS_DOWN,
    KEYS_HOME,
    KEYS_END,
    KEYS_ERASE,
    KEYS_DELETE,
    KEYS_ENTER,
    KEYS_TAB,
    KEYS_BACK_TAB,
    KEYS_ESCAPE,
    KEYS_SPACE,
    KEYS_UNDO,
    KEYS_PAGE_UP,
    KEYS_PAGE_DOWN,
};

struct event {
    enum event_kind kind;
    char id[NODE_ID]; /* TAP: what was hit */
    int x, y;
    struct plain text; /* TEXT: borrowed */
    enum key_name key;
};

enum { UI_KEYMAPS = 4 };
enum ui_row { ROW_NONE = -1, ROW_BEGINS = -2 };

/* What of a long answer is kept in sight. */
enum field_follow {
    FOLLOW_CARET,   /* and a line around it: one types */
    FOLLOW_TOUCH,   /* the caret, and nothing moves that need not */
    FOLLOW_NOTHING, /* the lines that were scrolled to */
};

struct ui {
    /* Handed in */
    struct canvas *canvas; /* borrowed */
    struct fonts *fonts;
    int width, height, dpi;
    const struct keymap *(*keymap)(void *self, const char *lang);
    void *keymap_self;

    const char *scroll_words[2]; /* labels of up and down; of the frame */

    /* Kept between frames */
    struct layouts *layouts;
    struct arena arena[2];
    struct node *nodes[2];
    int count[2], now; /* nodes[now] is being described or was last */
    int text_percent;  /* 100, 150, 200 */
    char focus[NODE_ID];
    bool focus_shown;           /* moved by key: draw a frame around it */
    bool focus_fresh;           /* nothing was typed since it came there */
    char row_in[NODE_ID];       /* the row that is walked inside of; "" */
    bool keys_walked;           /* the touch keyboard was opened by a key */
    bool to_keys;               /* ... and has the focus in the next frame */
    bool keyboard_open;         /* the touch keyboard */
    int key_page;               /* enum key_page */
    bool key_more;              /* the next key opens its forms */
    struct key_place key_forms; /* the key whose row of forms is open ... */
    bool forms_open;            /* ... when one is */
    int scroll, scroll_max, view_height;
    bool overflow; /* the view is taller than its place */
    int field_scroll, field_percent;
    bool field_long; /* longer than its place: the two buttons are there */
    enum field_follow field_follow;
    bool can_undo; /* something that was erased in it can come back */
    char field_lang[CEIL_TAG], field_id[NODE_ID];
    bool redraw_all;
    bool caret_on;
    int frame;
    double last_ms;

    /* Of the frame being described */
    const struct event *event;
    bool event_used;
    bool rtl, mirror;
    const char *lang, *screen, *question;
    struct rect view; /* where content flows; clip of what is put there */
    struct rect clip;
    bool in_view;
    int y; /* next free line in the view, scroll included */
    int focus_next;
    int row;    /* the first node of the row being described, or enum ui_row */
    bool again; /* describe once more: a measure changed */
    bool field_seen; /* the focused field was described in this frame */
    bool bring;      /* the field that was tapped, into sight */
    bool autofocus;  /* the next field takes the focus */
    bool over;       /* what is described from here on is not on the page */
    bool masked;     /* the next field shows dots; its caret stays at the end */
    int label_size;  /* labels begin at this size; 0: the reader's */
};

/* Borrows block (size bytes), in which frames are described; it holds a
 * citizen's words, so it should be locked memory. */
bool ui_start(struct ui *ui, struct fonts *fonts, void *block, size_t size);
void ui_end_all(struct ui *ui);
/* Forgets every word of the last frames: the citizen left. */
void ui_forget(struct ui *ui);

/* A frame. event may be NULL. ui_end gives true when the frame has to be
 * described once more, before anything is drawn. */
void ui_begin(struct ui *ui, const char *screen, const char *question,
              const char *lang, bool rtl, const struct event *event);
bool ui_end(struct ui *ui);
/* Draws what changed since the frame drawn before; true when anything did. */
bool ui_draw(struct ui *ui);

/* Measures: tenths of millimetres to pixels, upwards. */
int ui_mm(const struct ui *ui, int tenths);
/* The text size in pixels: 24 points, times the reader's choice. */
int ui_size(const struct ui *ui);
int ui_points(const struct ui *ui, int points); /* not enlarged */

/* What is on the screen now. */
int ui_nodes(const struct ui *ui, const struct node **out);
const struct node *ui_find(const struct ui *ui, const char *id);
/* The topmost enabled thing at a point that can be tapped; NULL: none. */
const struct node *ui_hit(const struct ui *ui, int x, int y);
/* Makes the event of tapping a node; keys of the touch keyboard become what
 * they type. False when it was the keyboard's own business (shift, pages). */
bool ui_tap_event(struct ui *ui, const struct node *n, int x, int y,
                  struct event *out);
/* A finger or a keyboard of plastic: the touch keyboard is no longer walked. */
void ui_touched(struct ui *ui);
/* Moves the focus; KEYS_ENTER and KEYS_SPACE on a button tap it, and KEYS_ENTER
 * opens the touch keyboard for a field that Tab came to, or an empty one. Gives
 * true and fills *out when an event follows. */
bool ui_key_event(struct ui *ui, enum key_name key, struct event *out);
void ui_scroll_to(struct ui *ui, const struct node *n);

/* --- Describing ------------------------------------------------------- */

/* What is described between them is a row: one place for Tab, however many
 * words or keys there are. Return goes inside, where Tab walks from one to the
 * next and out at the end: two switches reach everything that a finger does. */
void ui_row_begin(struct ui *ui);
void ui_row_end(struct ui *ui);

const char *ui_id(struct ui *ui, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* True, once, when the frame's event is a tap on id. */
bool ui_tapped(struct ui *ui, const char *id);

/* Adds a node; at is in unmirrored coordinates. NULL when there is no room.
 * Everything else here is made of it. */
struct node *ui_node(struct ui *ui, const char *id, enum node_role role,
                     const char *label, struct rect at);

/* The view: what is put between flows downward and scrolls. */
void ui_view_begin(struct ui *ui, struct rect at);
void ui_view_end(struct ui *ui);
/* The next place of this height, as wide as the view. */
struct rect ui_take(struct ui *ui, int height);
void ui_gap(struct ui *ui, int tenths);
/* The i-th of n equal parts, with a gap between. */
struct rect rect_part(struct rect r, int n, int i, int gap);
int ui_left(const struct ui *ui); /* pixels still free in the view */

enum text_kind {
    TEXT_BODY,
    TEXT_HEADING,
    TEXT_HELP,
    TEXT_SMALL,
    TEXT_NOTE,
    TEXT_LARGE,
};
/* A paragraph, as high as it needs to be. lang NULL: the frame's. */
struct node *ui_text(struct ui *ui, const char *id, const char *text,
                     const char *lang, enum text_kind kind);
/* The same at a place of its own; gives its height. at.h 0: as needed. */
struct node *ui_text_at(struct ui *ui, const char *id, const char *text,
                        const char *lang, enum text_kind kind, struct rect at);
int ui_text_height(struct ui *ui, const char *text, const char *lang,
                   enum text_kind kind, int width);

/* A picture on white with the four squares of quiet that readers need around
 * it, as large as whole pixels a square fill at. Borrows p until the frame
 * after the next. */
struct node *ui_picture(struct ui *ui, const char *id, const char *label,
                        const struct picture *p, struct rect at);

enum button_look {
    LOOK_PLAIN = 0,
    LOOK_MAIN = 1,      /* the deep blue */
    LOOK_ICON_ONLY = 2, /* the label is read, not drawn */
    LOOK_DISABLED = 4,
    LOOK_SELECTED = 8,
    LOOK_LEFT = 16, /* icon beside the word, at the start */
};
/* The size at which a label fits a button of this width and height: for
 * buttons that have to look alike. */
int ui_label_fit(struct ui *ui, const char *label, int width, int height);
void ui_dim(struct node *n); /* it is there, and cannot be touched now */
/* Give true when tapped. icon 0: none. */
bool ui_button(struct ui *ui, const char *id, const char *label, uint32_t icon,
               struct rect at, unsigned look);
bool ui_toggle(struct ui *ui, const char *id, const char *label, uint32_t icon,
               struct rect at, bool on);
bool ui_card(struct ui *ui, const char *id, const char *label, uint32_t icon,
             struct rect at, bool on);

/* A field that is written in. Gives true when its words changed. */
bool ui_field(struct ui *ui, const char *id, const char *label,
              struct edit *edit, const char *lang, bool rtl, struct rect at);
/* True for the id of a key of the touch keyboard. */
bool ui_is_key(const char *id);
/* True for the field that is written in, also while its buttons or the touch
 * keyboard have the focus. */
bool ui_is_written(const struct ui *ui, const char *id);
/* How high the touch keyboard is when it is open; 0 when it is not. */
int ui_keyboard_height(const struct ui *ui);
/* say gives the words for "key.space" and the like. */
void ui_keyboard(struct ui *ui, struct rect at,
                 const char *(*say)(void *self, const char *id), void *self);
/* The map of the field that is written in; NULL: none, or no such keyboard. */
const struct keymap *ui_keymap(const struct ui *ui);

/* Writes the frame as one line of JSON (design page 6), into a growing text.
 * False when memory is out. */
bool ui_dump(const struct ui *ui, struct buf *out);
/* The frame without its number and time: equal when nothing differs. */
uint64_t ui_frame_look(const struct ui *ui);

#endif
