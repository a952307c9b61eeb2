/* SPDX-License-Identifier: MPL-2.0 */
/* The touch keyboard: four rows, never mirrored, as wide as the display. Its
 * keys type through the same event as a hardware keyboard's text. */
#include "ui/ui.h"

enum { ROW_TENTHS = 150, KEY_ROWS_SHOWN = 4 };

const struct keymap *ui_keymap(const struct ui *ui)
{
    if (!ui->field_id[0])
        return NULL;
    return ui->keymap(ui->keymap_self, ui->field_lang);
}

int ui_keyboard_height(const struct ui *ui)
{
    if (!ui->keyboard_open || !ui_keymap(ui))
        return 0;
    return KEY_ROWS_SHOWN * ui_mm(ui, ROW_TENTHS) + ui_mm(ui, 10);
}

struct face {
    const char *shows; /* NULL: word or sign below */
    uint32_t sign;
    const char *word; /* message id */
};

static struct face face_of(const struct key *k)
{
    switch (k->does) {
    case KEY_SPACE:
        return (struct face){NULL, 0, "key.space"};
    case KEY_ENTER:
        return (struct face){NULL, 0x21B5, "key.enter"};
    case KEY_ZWNJ:
        return (struct face){NULL, 0x2336, "key.zwnj"};
    case KEY_SHIFT:
        return (struct face){NULL, 0x21E7, "key.shift"};
    case KEY_SYMBOLS:
        return (struct face){"?123", 0, "key.symbols"};
    case KEY_LATIN:
        return (struct face){"abc", 0, "key.latin"};
    case KEY_MORE:
        return (struct face){NULL, 0x2026, "key.more"};
    case KEY_UNDO:
        return (struct face){NULL, 0x2B8C, "key.undo"};
    case KEY_ERASE:
        return (struct face){NULL, 0x232B, "key.erase"};
    default:
        return (struct face){k->cap.shows, 0, NULL};
    }
}

static bool is_lit(const struct ui *ui, const struct key *k)
{
    switch (k->does) {
    case KEY_SHIFT:
        return ui->key_page & KEY_PAGE_SHIFTED;
    case KEY_SYMBOLS:
        return ui->key_page == KEY_PAGE_SYMBOLS ||
               ui->key_page == KEY_PAGE_SIGNS;
    case KEY_LATIN:
        return ui->key_page >= KEY_PAGE_LATIN;
    case KEY_MORE:
        return ui->key_more;
    default:
        return false;
    }
}

/* lang is of the label; what is shown is set as the field is. */
static struct node *one_key(struct ui *ui, const char *id, const char *label,
                            const char *lang, const char *shows, uint32_t sign,
                            struct rect at, bool lit)
{
    struct node *n = ui_node(ui, id, NODE_KEY, label, at);
    if (!n)
        return NULL;
    n->lang = arena_text(&ui->arena[ui->now], plain_of(lang));
    n->bg = lit ? ACTION : CARD_PAPER;
    n->fg = lit ? ON_ACTION : INK;
    n->edge = BAR_PAPER;
    n->edged = n->filled = true;
    n->radius = ui_mm(ui, 15);
    if (lit)
        n->state |= STATE_SELECTED;
    char text[8] = {0};
    if (sign) {
        utf8_write(sign, text);
        shows = text;
    }
    int size = ui_points(ui, 22);
    struct layout_style style = {.lang = n->lang, .size = size};
    do {
        style.size = size;
        n->text = layouts_get(ui->layouts, plain_of(shows), &style);
        size = size * 4 / 5;
    } while (n->text && layout_width(n->text) > at.w - ui_mm(ui, 20) &&
             size > ui_points(ui, 8));
    if (!n->text)
        return n;
    n->text_size = style.size;
    n->text_x = (at.w - layout_width(n->text)) / 2;
    n->text_y = (at.h - layout_height(n->text)) / 2;
    return n;
}

/* The key whose forms are in the place of the first row; NULL: none. */
static const struct key *open_key(const struct ui *ui)
{
    const struct keymap *map = ui_keymap(ui);
    return map && ui->forms_open ? keymap_at(map, &ui->key_forms) : NULL;
}

static void one_row(struct ui *ui, const struct key_row *row, int columns,
                    struct rect at,
                    const char *(*say)(void *self, const char *id), void *self)
{
    int halves = 0;
    for (int i = 0; i < row->count; i++)
        halves += row->keys[i].halves;
    int unit = columns * 2; /* half columns across the display */
    int start = at.x + (at.w - at.w * halves / unit) / 2, done = 0;
    ui_row_begin(ui);
    for (int i = 0; i < row->count; i++) {
        const struct key *k = &row->keys[i];
        int from = start + at.w * done / unit;
        int to = start + at.w * (done + k->halves) / unit;
        struct rect key = {from, at.y, to - from, at.h};
        struct face f = face_of(k);
        const char *word = f.word ? say(self, f.word) : f.shows;
        bool open = k == open_key(ui);
        /* Its first form has its name while the forms are open. */
        const char *id = open ? ui_id(ui, "%s-close", k->cap.id) : k->cap.id;
        struct node *n = one_key(
            ui, id, word, f.word ? ui->lang : ui->field_lang,
            f.shows ? f.shows : word, f.sign, key, open || is_lit(ui, k));
        if (n && k->does == KEY_UNDO && !ui->can_undo)
            ui_dim(n);
        done += k->halves;
    }
    ui_row_end(ui);
}

/* The row of forms takes the place of the first row while it is open. */
static void forms_row(struct ui *ui, const struct key *k, struct rect at)
{
    int w = at.w / 11, x = at.x + (at.w - w * k->form_count) / 2;
    if (w * k->form_count > at.w)
        w = at.w / k->form_count, x = at.x;
    ui_row_begin(ui);
    for (int i = 0; i < k->form_count; i++, x += w) {
        const struct key_form *f = &k->forms[i];
        one_key(ui, f->id, f->shows, ui->field_lang, f->shows, 0,
                (struct rect){x, at.y, w, at.h}, true);
    }
    ui_row_end(ui);
}

void ui_keyboard(struct ui *ui, struct rect at,
                 const char *(*say)(void *self, const char *id), void *self)
{
    const struct keymap *map = ui_keymap(ui);
    if (!map || !ui->keyboard_open)
        return;
    bool mirror = ui->mirror;
    ui->mirror = false;
    struct rect whole = {0, at.y, ui->width, at.h};
    struct node *ground = ui_node(ui, "keyboard", NODE_STRIP, "", whole);
    if (ground) {
        ground->filled = true;
        ground->bg = BAR_PAPER;
    }
    struct rect row = {at.x, at.y + ui_mm(ui, 10), at.w, ui_mm(ui, ROW_TENTHS)};
    int page = ui->key_page;
    const struct key *open = open_key(ui);
    for (int r = 0; r < KEY_ROWS_SHOWN - 1; r++, row.y += row.h) {
        if (r == 0 && open)
            forms_row(ui, open, row);
        else if (r < map->rows[page])
            one_row(ui, &map->pages[page][r], map->columns, row, say, self);
    }
    one_row(ui, &map->bottom, map->columns, row, say, self);
    ui->mirror = mirror;
}

/* --- Taps -------------------------------------------------------------- */

static const struct key *key_with_id(const struct ui *ui,
                                     const struct keymap *map, const char *id,
                                     struct key_place *place)
{
    for (int r = 0; r <= map->rows[ui->key_page]; r++) {
        const struct key_row *row = r < map->rows[ui->key_page]
                                        ? &map->pages[ui->key_page][r]
                                        : &map->bottom;
        for (int c = 0; c < row->count; c++)
            if (strcmp(row->keys[c].cap.id, id) == 0) {
                *place =
                    (struct key_place){(enum key_page)ui->key_page, r, c, -1};
                return &row->keys[c];
            }
    }
    return NULL;
}

static bool typed(struct ui *ui, const char *gives, struct event *out)
{
    ui->forms_open = ui->key_more = false;
    if (ui->key_page == KEY_PAGE_SHIFTED ||
        ui->key_page == KEY_PAGE_LATIN_SHIFTED)
        ui->key_page ^= KEY_PAGE_SHIFTED;
    *out = (struct event){.kind = EVENT_TEXT, .text = plain_of(gives)};
    return true;
}

static bool key_tapped(struct ui *ui, const struct keymap *map,
                       const struct node *n, struct event *out)
{
    const struct key *open = open_key(ui);
    for (int i = 0; open && i < open->form_count; i++)
        if (strcmp(open->forms[i].id, n->id) == 0)
            return typed(ui, open->forms[i].gives, out);
    struct key_place place;
    const struct key *k = key_with_id(ui, map, n->id, &place);
    if (!k) {
        ui->forms_open = false; /* the key that opened them */
        return false;
    }
    bool wants_forms = k->does == KEY_OPENS || (ui->key_more && k->form_count);
    if (wants_forms) {
        ui->key_forms = place;
        ui->forms_open = true;
        ui->key_more = false;
        return false;
    }
    ui->forms_open = false;
    switch (k->does) {
    case KEY_SHIFT:
    case KEY_SYMBOLS:
    case KEY_LATIN:
        ui->key_page = key_page_after((enum key_page)ui->key_page, k->does);
        return false;
    case KEY_MORE:
        ui->key_more = !ui->key_more;
        return false;
    case KEY_UNDO:
        *out = (struct event){.kind = EVENT_KEY, .key = KEYS_UNDO};
        return true;
    case KEY_ERASE:
        *out = (struct event){.kind = EVENT_KEY, .key = KEYS_ERASE};
        return true;
    case KEY_ENTER:
        *out = (struct event){.kind = EVENT_KEY, .key = KEYS_ENTER};
        return true;
    default:
        return typed(ui, k->cap.gives, out);
    }
}

bool ui_tap_event(struct ui *ui, const struct node *n, int x, int y,
                  struct event *out)
{
    *out = (struct event){.kind = EVENT_TAP, .x = x, .y = y};
    text_copy(out->id, sizeof out->id, n->id);
    if (n->role != NODE_KEY)
        return true;
    const struct keymap *map = ui_keymap(ui);
    return map && ui->keyboard_open && key_tapped(ui, map, n, out);
}
