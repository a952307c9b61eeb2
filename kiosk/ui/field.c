/* SPDX-License-Identifier: MPL-2.0 */
/* A field that is written in: what is typed, where the caret goes. */
#include "ui/ui.h"

static bool focused(const struct ui *ui, const char *id)
{
    return strcmp(ui->focus, id) == 0;
}

static void move_caret(struct edit *e, const struct layout *l,
                       enum key_name key, bool rtl)
{
    size_t at = e->caret;
    struct caret c = layout_caret(l, at);
    switch (key) {
    case KEYS_LEFT:
    case KEYS_RIGHT:
        at = (key == KEYS_RIGHT) != rtl ? layout_stop_next(l, at)
                                        : layout_stop_back(l, at);
        break;
    case KEYS_UP:
    case KEYS_DOWN:
        at = layout_stop_line(l, at, key == KEYS_UP ? -1 : 1, c.x);
        break;
    case KEYS_HOME:
        at = 0;
        break;
    default:
        at = e->text ? *e->len : 0;
        break;
    }
    edit_caret_set(e, (uint32_t)at);
}

static bool field_key(struct edit *e, const struct layout *l, enum key_name key,
                      bool rtl)
{
    switch (key) {
    case KEYS_ERASE:
        return edit_erase(e);
    case KEYS_DELETE:
        return edit_erase_forward(e);
    case KEYS_UNDO:
        return edit_undo_erase(e);
    case KEYS_ENTER:
        return !e->single_line && edit_insert(e, plain_of("\n"));
    case KEYS_LEFT:
    case KEYS_RIGHT:
    case KEYS_UP:
    case KEYS_DOWN:
    case KEYS_HOME:
    case KEYS_END:
        move_caret(e, l, key, rtl);
        return false;
    default:
        return false;
    }
}

/* The event, if it is this field's. l is what the reader saw when it came. */
static bool field_event(struct ui *ui, const char *id, struct edit *e,
                        const struct layout *l, bool rtl, struct rect inside)
{
    const struct event *ev = ui->event;
    if (!ev || ui->event_used)
        return false;
    if (ev->kind == EVENT_TAP && strcmp(ev->id, id) == 0) {
        bool was_open = ui->keyboard_open && focused(ui, id);
        ui->event_used = ui->keyboard_open = ui->bring = true;
        /* The field that was below comes up: a screen puts it first. */
        if (!focused(ui, id))
            ui->scroll = 0;
        text_copy(ui->focus, sizeof ui->focus, id);
        ui->focus_shown = false;
        int x = ui->mirror ? ui->width - inside.x - inside.w : inside.x;
        size_t at =
            layout_hit(l, ev->x - x, ev->y - inside.y + ui->field_scroll);
        /* The same spot tapped again selects the word: no drag, no double
         * tap in a hurry. */
        if (was_open && at == e->caret && at < *e->len)
            edit_select_word(e, (uint32_t)at, ui->lang);
        else
            edit_caret_set(e, (uint32_t)at);
        return false;
    }
    if (!focused(ui, id))
        return false;
    if (ev->kind == EVENT_TEXT) {
        ui->event_used = true;
        return edit_insert(e, ev->text);
    }
    if (ev->kind == EVENT_KEY && ev->key != KEYS_ESCAPE &&
        ev->key != KEYS_PAGE_UP && ev->key != KEYS_PAGE_DOWN) {
        ui->event_used = true;
        return field_key(e, l, ev->key, rtl);
    }
    return false;
}

static void keep_caret_in_sight(struct ui *ui, const struct layout *l,
                                size_t caret, int height)
{
    struct caret c = layout_caret(l, caret);
    /* One line of what is around stays visible, so that a tap on the edge
     * moves on by a line. */
    int around = height > 3 * c.height ? c.height : 0;
    int most = layout_height(l) - height;
    if (c.y - around < ui->field_scroll)
        ui->field_scroll = c.y - around;
    if (c.y + c.height + around > ui->field_scroll + height)
        ui->field_scroll = c.y + c.height + around - height;
    if (ui->field_scroll > most)
        ui->field_scroll = most;
    if (ui->field_scroll < 0)
        ui->field_scroll = 0;
    /* A line cut in half at the top reads badly: begin with a whole one, as
     * long as that does not push the caret out. */
    for (int i = 0; i < layout_lines(l); i++) {
        const struct layout_line *line = layout_line(l, i);
        if (line->y >= ui->field_scroll) {
            if (line->y <= c.y)
                ui->field_scroll = line->y;
            break;
        }
    }
}

static void describe(struct ui *ui, struct node *n, const struct edit *e,
                     const char *lang, bool rtl, const struct layout *l,
                     bool active, int pad)
{
    struct plain words = edit_words(e);
    n->value = arena_text(&ui->arena[ui->now], words);
    n->lang = arena_text(&ui->arena[ui->now], plain_of(lang));
    n->bg = CARD_PAPER;
    n->edge = active ? ACTION : EDGE;
    n->edged = n->filled = true;
    n->radius = ui_mm(ui, 15);
    n->text = l;
    if (!words.len) {
        /* An empty field says what it is for. */
        struct layout_style style = {.lang = lang,
                                     .size = ui_size(ui) * 3 / 4,
                                     .width = n->at.w - 2 * pad,
                                     .rtl = rtl};
        n->text = layouts_get(ui->layouts, plain_of(n->label), &style);
        n->fg = INK_SOFT;
    }
    n->text_size = words.len ? ui_size(ui) : ui_size(ui) * 3 / 4;
    n->text_x = pad;
    n->text_y = pad / 2 - (active ? ui->field_scroll : 0);
    n->text_clip =
        (struct rect){pad / 2, pad / 2, n->at.w - pad, n->at.h - pad};
    n->caret = active ? (int)e->caret : -1;
    n->caret_on = ui->caret_on;
    if (e->from != e->to) {
        struct node_strip *s = arena_take(&ui->arena[ui->now], sizeof *s);
        if (s) {
            *s = (struct node_strip){e->from, e->to, STATE_SELECTED};
            n->strip = s;
            n->strips = 1;
        }
    }
}

bool ui_field(struct ui *ui, const char *id, const char *label,
              struct edit *edit, const char *lang, bool rtl, struct rect at)
{
    if (ui->autofocus) {
        text_copy(ui->focus, sizeof ui->focus, id);
        ui->autofocus = ui->focus_shown = false;
        ui->field_scroll = 0;
    }
    int pad = ui_mm(ui, 25);
    struct rect inside = {at.x + pad, at.y + pad / 2, at.w - 2 * pad,
                          at.h - pad};
    struct layout_style style = {.lang = lang,
                                 .size = ui_size(ui),
                                 .width = inside.w,
                                 .rtl = rtl,
                                 .by_words = true};
    const struct layout *l = layouts_get(ui->layouts, edit_words(edit), &style);
    if (!l)
        return false;
    bool changed = field_event(ui, id, edit, l, rtl, inside);
    bool active = focused(ui, id);
    if (changed)
        l = layouts_get(ui->layouts, edit_words(edit), &style);
    if (active && l) {
        ui->field_seen = true;
        text_copy(ui->field_id, sizeof ui->field_id, id);
        text_copy(ui->field_lang, sizeof ui->field_lang, lang);
        keep_caret_in_sight(ui, l, edit->caret, inside.h);
    }
    struct node *n = ui_node(ui, id, NODE_FIELD, label, at);
    if (n && l)
        describe(ui, n, edit, lang, rtl, l, active, pad);
    return changed;
}
