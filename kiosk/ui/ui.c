/* SPDX-License-Identifier: MPL-2.0 */
/* The frame: begins, ends, finds, focuses. It must never keep a word of a
 * citizen longer than two frames. */
#include "ui/ui.h"

#include <stdarg.h>

bool ui_start(struct ui *ui, struct fonts *fonts, void *block, size_t size)
{
    *ui = (struct ui){.fonts = fonts, .text_percent = 100, .caret_on = true};
    size_t nodes = NODES_MAX * sizeof(struct node);
    if (size < 2 * nodes + 65536)
        BUG("the frame's memory is too small");
    char *at = block;
    ui->nodes[0] = (struct node *)at;
    ui->nodes[1] = (struct node *)(at + nodes);
    size_t half = (size - 2 * nodes) / 2 & ~(size_t)63;
    ui->arena[0] = arena_over(at + 2 * nodes, half);
    ui->arena[1] = arena_over(at + 2 * nodes + half, half);
    ui->layouts = layouts_new(fonts);
    ui->redraw_all = true;
    return ui->layouts != NULL;
}

void ui_end_all(struct ui *ui)
{
    ui_forget(ui);
    layouts_free(ui->layouts);
    ui->layouts = NULL;
}

void ui_forget(struct ui *ui)
{
    for (int i = 0; i < 2; i++) {
        bytes_wipe(ui->nodes[i], (size_t)ui->count[i] * sizeof(struct node));
        ui->count[i] = 0;
        ui->arena[i].used = ui->arena[i].size;
        arena_wipe(&ui->arena[i]);
    }
    layouts_forget(ui->layouts);
    ui->focus[0] = ui->field_id[0] = '\0';
    ui->keyboard_open = false;
    ui->key_page = ui->scroll = ui->field_scroll = 0;
    ui->field_long = ui->can_undo = false;
    ui->redraw_all = true;
}

void ui_begin(struct ui *ui, const char *screen, const char *question,
              const char *lang, bool rtl, const struct event *event)
{
    ui->now ^= 1;
    ui->count[ui->now] = 0;
    arena_wipe(&ui->arena[ui->now]);
    layouts_age(ui->layouts);
    ui->event = event;
    ui->event_used = false;
    ui->screen = arena_text(&ui->arena[ui->now], plain_of(screen));
    ui->question = arena_text(&ui->arena[ui->now], plain_of(question));
    ui->lang = arena_text(&ui->arena[ui->now], plain_of(lang));
    ui->rtl = ui->mirror = rtl;
    ui->clip = (struct rect){0, 0, ui->width, ui->height};
    ui->in_view = false;
    ui->focus_next = 1;
    ui->row = ROW_NONE;
    ui->again = ui->field_seen = ui->over = false;
}

/* The first key of the touch keyboard, once it is there. */
static void focus_keys(struct ui *ui)
{
    const struct node *n = ui->nodes[ui->now];
    for (int i = 0; ui->to_keys && i < ui->count[ui->now]; i++)
        if (n[i].role == NODE_KEY) {
            text_copy(ui->focus, sizeof ui->focus, n[i].id);
            ui->to_keys = false;
            ui->again = true;
        }
}

bool ui_end(struct ui *ui)
{
    focus_keys(ui);
    if (!ui->field_seen && ui->keyboard_open) {
        ui->keyboard_open = false;
        ui->again = true;
    }
    if (!ui->field_seen)
        ui->field_id[0] = '\0';
    bool again = ui->again || ui->event_used;
    if (!ui->keyboard_open)
        ui->keys_walked = ui->to_keys = false;
    ui->event = NULL;
    return again;
}

int ui_mm(const struct ui *ui, int tenths)
{
    return (tenths * ui->dpi + 253) / 254;
}

int ui_points(const struct ui *ui, int points)
{
    return (points * ui->dpi + 36) / 72;
}

int ui_size(const struct ui *ui)
{
    return ui_points(ui, 24) * ui->text_percent / 100;
}

int ui_nodes(const struct ui *ui, const struct node **out)
{
    *out = ui->nodes[ui->now];
    return ui->count[ui->now];
}

const struct node *ui_find(const struct ui *ui, const char *id)
{
    const struct node *n = ui->nodes[ui->now];
    for (int i = 0; i < ui->count[ui->now]; i++)
        if (strcmp(n[i].id, id) == 0)
            return &n[i];
    return NULL;
}

const struct node *ui_hit(const struct ui *ui, int x, int y)
{
    const struct node *n = ui->nodes[ui->now];
    for (int i = ui->count[ui->now] - 1; i >= 0; i--)
        if (n[i].tappable && n[i].enabled &&
            rect_has(node_visible(&n[i]), x, y))
            return &n[i];
    return NULL;
}

const char *ui_id(struct ui *ui, const char *format, ...)
{
    char text[NODE_ID];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    return arena_text(&ui->arena[ui->now], plain_of(text));
}

bool ui_tapped(struct ui *ui, const char *id)
{
    if (!ui->event || ui->event_used || ui->event->kind != EVENT_TAP ||
        strcmp(ui->event->id, id) != 0)
        return false;
    ui->event_used = true;
    return true;
}

static bool takes_focus(enum node_role role)
{
    return role == NODE_BUTTON || role == NODE_TOGGLE || role == NODE_CARD ||
           role == NODE_FIELD || role == NODE_KEY;
}

static bool is_inside(const struct ui *ui, const struct node *n)
{
    return n->row >= 0 && ui->row_in[0] &&
           strcmp(ui->nodes[ui->now][n->row].id, ui->row_in) == 0;
}

struct node *ui_node(struct ui *ui, const char *id, enum node_role role,
                     const char *label, struct rect at)
{
    int *count = &ui->count[ui->now];
    if (*count == NODES_MAX || ui->over)
        return NULL;
    struct node *n = &ui->nodes[ui->now][(*count)++];
    *n = (struct node){.role = role,
                       .at = at,
                       .clip = ui->clip,
                       .fg = INK,
                       .bg = PAPER,
                       .enabled = true,
                       .caret = -1};
    text_copy(n->id, sizeof n->id, id);
    n->label = arena_text(&ui->arena[ui->now], plain_of(label));
    n->lang = ui->lang;
    if (ui->mirror) {
        n->at.x = ui->width - at.x - at.w;
        n->clip.x = ui->width - ui->clip.x - ui->clip.w;
    }
    struct rect visible = node_visible(n);
    n->seen = visible.w > 0 &&
              visible.h * 5 >= (n->at.h < n->clip.h ? n->at.h : n->clip.h) * 3;
    n->tappable = takes_focus(role);
    bool first = ui->row == ROW_BEGINS;
    if (first)
        ui->row = *count - 1;
    n->row = ui->row;
    /* Keys are for fingers; a keyboard of plastic walks past them. */
    bool walked = role != NODE_KEY || ui->keys_walked;
    if (walked && (n->row < 0 ? n->tappable : first || is_inside(ui, n)))
        n->focus = ui->focus_next++;
    return n;
}

void ui_row_begin(struct ui *ui)
{
    ui->row = ROW_BEGINS;
}

void ui_row_end(struct ui *ui)
{
    ui->row = ROW_NONE;
}

/* --- The view ---------------------------------------------------------- */

void ui_view_begin(struct ui *ui, struct rect at)
{
    int column = ui_mm(ui, 200) + ui_mm(ui, 15);
    ui->view = at;
    if (ui->overflow)
        ui->view.w -= column;
    ui->view_height = at.h;
    ui->in_view = true;
    ui->clip = (struct rect){0, at.y, ui->width, at.h};
    ui->y = at.y - ui->scroll;
}

static void scroll_buttons(struct ui *ui)
{
    const char *word_up = ui->scroll_words[0] ? ui->scroll_words[0] : "";
    const char *word_down = ui->scroll_words[1] ? ui->scroll_words[1] : "";
    int side = ui_mm(ui, 200);
    struct rect up = {ui->view.x + ui->view.w + ui_mm(ui, 15), ui->view.y, side,
                      side};
    struct rect down = up;
    down.y = ui->view.y + ui->view.h - side;
    int step = ui->view_height - ui_size(ui) * 3 / 2;
    if (step < ui->view_height / 3)
        step = ui->view_height / 3;
    unsigned top = ui->scroll > 0 ? 0 : LOOK_DISABLED;
    unsigned bottom = ui->scroll < ui->scroll_max ? 0 : LOOK_DISABLED;
    if (ui_button(ui, "scroll-up", word_up, 0x25B2, up, LOOK_ICON_ONLY | top))
        ui->scroll = ui->scroll > step ? ui->scroll - step : 0;
    if (down.y >= up.y + side && ui_button(ui, "scroll-down", word_down, 0x25BC,
                                           down, LOOK_ICON_ONLY | bottom))
        ui->scroll = ui->scroll + step < ui->scroll_max ? ui->scroll + step
                                                        : ui->scroll_max;
}

static void scroll_to(struct ui *ui, const struct node *n)
{
    if (n->clip.h == ui->height)
        return;
    int above = n->at.y - n->clip.y;
    int below = n->at.y + n->at.h - n->clip.y - n->clip.h;
    ui->scroll += above < 0 || n->at.h > n->clip.h ? above
                  : below > 0                      ? below
                                                   : 0;
    if (ui->scroll < 0)
        ui->scroll = 0;
    if (ui->scroll > ui->scroll_max)
        ui->scroll = ui->scroll_max;
}

void ui_view_end(struct ui *ui)
{
    int height = ui->y + ui->scroll - ui->view.y;
    bool overflow = height > ui->view_height + 1;
    ui->scroll_max = overflow ? height - ui->view_height : 0;
    if (ui->scroll > ui->scroll_max) {
        ui->scroll = ui->scroll_max;
        ui->again = true;
    }
    /* Not while everything is about to move beside the scroll buttons. */
    bool settled = ui->overflow || !overflow;
    const char *id = ui_is_key(ui->focus) ? ui->field_id : ui->focus;
    const struct node *field = ui->bring ? ui_find(ui, id) : NULL;
    if (field && !ui->event && settled) {
        int was = ui->scroll;
        /* What a finger touched stays under it; what a key led to is whole. */
        if (!field->seen || ui->focus_shown)
            scroll_to(ui, field);
        ui->bring = false;
        ui->again |= ui->scroll != was;
    }
    ui->in_view = false;
    ui->clip = (struct rect){0, 0, ui->width, ui->height};
    /* Only ever turned on within one visit of a screen: a width that comes
     * and goes could otherwise flip for ever. */
    if (overflow && !ui->overflow) {
        ui->overflow = true;
        ui->again = true;
    }
    if (ui->overflow && ui->scroll_max > 0)
        scroll_buttons(ui);
}

struct rect ui_take(struct ui *ui, int height)
{
    struct rect r = {ui->view.x, ui->y, ui->view.w, height};
    ui->y += height;
    return r;
}

void ui_gap(struct ui *ui, int tenths)
{
    ui->y += ui_mm(ui, tenths);
}

struct rect rect_part(struct rect r, int n, int i, int gap)
{
    int each = (r.w - gap * (n - 1)) / n;
    return (struct rect){r.x + i * (each + gap), r.y, each, r.h};
}

int ui_left(const struct ui *ui)
{
    int left = ui->view.y + ui->view.h - ui->y - ui->scroll;
    return left > 0 ? left : 0;
}

void ui_scroll_to(struct ui *ui, const struct node *n)
{
    if (!n->seen)
        scroll_to(ui, n);
}

/* --- Geometry and names ------------------------------------------------ */

struct rect rect_meet(struct rect a, struct rect b)
{
    int x = a.x > b.x ? a.x : b.x, y = a.y > b.y ? a.y : b.y;
    int r = a.x + a.w < b.x + b.w ? a.x + a.w : b.x + b.w;
    int d = a.y + a.h < b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){x, y, r > x ? r - x : 0, d > y ? d - y : 0};
}

struct rect rect_span(struct rect a, struct rect b)
{
    if (!a.w || !a.h)
        return b;
    if (!b.w || !b.h)
        return a;
    int x = a.x < b.x ? a.x : b.x, y = a.y < b.y ? a.y : b.y;
    int r = a.x + a.w > b.x + b.w ? a.x + a.w : b.x + b.w;
    int d = a.y + a.h > b.y + b.h ? a.y + a.h : b.y + b.h;
    return (struct rect){x, y, r - x, d - y};
}

bool rect_has(struct rect r, int x, int y)
{
    return x >= r.x && y >= r.y && x < r.x + r.w && y < r.y + r.h;
}

struct rect node_visible(const struct node *n)
{
    return rect_meet(n->at, n->clip);
}

const char *node_role_name(enum node_role role)
{
    static const char *const names[] = {"text",   "heading", "button",
                                        "toggle", "card",    "field",
                                        "key",    "image",   "strip"};
    return names[role];
}

/* --- Focus ------------------------------------------------------------- */

static const struct node *focus_step(const struct ui *ui, int by)
{
    const struct node *nodes = ui->nodes[ui->now], *best = NULL;
    const struct node *at = ui_find(ui, ui->focus);
    int from = at && at->focus ? at->focus : by > 0 ? 0 : 1 << 20;
    for (int round = 0; round < 2 && !best; round++) {
        for (int i = 0; i < ui->count[ui->now]; i++) {
            const struct node *n = &nodes[i];
            bool row = n->row == i; /* others of it may be enabled */
            if (!n->focus || (!n->enabled && !row))
                continue;
            if (by > 0 ? n->focus > from && (!best || n->focus < best->focus)
                       : n->focus < from && (!best || n->focus > best->focus))
                best = n;
        }
        from = by > 0 ? 0 : 1 << 20;
    }
    return best;
}

static void focus_to(struct ui *ui, const struct node *n)
{
    /* Above the keys the field that is written in stands first: Tab would go
     * to and fro between two of them for ever. */
    if (n->role == NODE_FIELD && strcmp(n->id, ui->field_id) != 0)
        ui->keyboard_open = false;
    if (!is_inside(ui, n) || !n->tappable)
        ui->row_in[0] = '\0';
    text_copy(ui->focus, sizeof ui->focus, n->id);
    ui->focus_shown = ui->focus_fresh = ui->bring = true;
}

/* Inside a row, to the first of it that can be tapped. */
static void enter_row(struct ui *ui, const struct node *first)
{
    const struct node *nodes = ui->nodes[ui->now];
    int row = first->row;
    for (int i = row; i < ui->count[ui->now]; i++)
        if (nodes[i].row == row && nodes[i].tappable && nodes[i].enabled) {
            text_copy(ui->row_in, sizeof ui->row_in, first->id);
            text_copy(ui->focus, sizeof ui->focus, nodes[i].id);
            ui->bring = true;
            return;
        }
}

static bool open_keys(struct ui *ui, const struct node *field)
{
    bool empty = !field->value || !*field->value;
    if (!ui->focus_fresh && !empty)
        return false;
    ui->keyboard_open = ui->keys_walked = ui->to_keys = true;
    ui->focus_shown = ui->bring = true;
    return true;
}

void ui_touched(struct ui *ui)
{
    const struct node *at = ui_find(ui, ui->focus);
    if (at && at->role == NODE_KEY)
        text_copy(ui->focus, sizeof ui->focus, ui->field_id);
    else if (ui->row_in[0])
        text_copy(ui->focus, sizeof ui->focus, ui->row_in);
    ui->focus_fresh = ui->keys_walked = ui->to_keys = false;
    ui->row_in[0] = '\0';
}

bool ui_key_event(struct ui *ui, enum key_name key, struct event *out)
{
    const struct node *at = ui_find(ui, ui->focus);
    bool writing = at && at->role == NODE_FIELD;
    bool press = key == KEYS_ENTER || (key == KEYS_SPACE && !writing);
    *out = (struct event){.kind = EVENT_NONE, .key = key};
    if (key == KEYS_TAB || key == KEYS_BACK_TAB) {
        const struct node *to = focus_step(ui, key == KEYS_TAB ? 1 : -1);
        bool leaves = at && at->role == NODE_KEY && key == KEYS_TAB && to &&
                      to->role != NODE_KEY;
        if (leaves) /* the keys stand before what they write in */
            to = ui_find(ui, ui->field_id);
        if (to)
            focus_to(ui, to);
        return true;
    }
    if (press && at && (at->enabled || at->row >= 0)) {
        if (writing && open_keys(ui, at))
            return true;
        if (at->row >= 0 && !is_inside(ui, at)) {
            enter_row(ui, at);
            return true;
        }
        if (!writing && at->enabled) {
            ui->bring = true;
            /* After a key, the next letter is sought from the top. */
            ui->to_keys = at->role == NODE_KEY;
            if (ui->to_keys)
                ui->row_in[0] = '\0';
            return ui_tap_event(ui, at, at->at.x, at->at.y, out);
        }
    }
    ui->focus_fresh = false;
    out->kind = EVENT_KEY;
    return true;
}
