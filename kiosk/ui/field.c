/* SPDX-License-Identifier: MPL-2.0 */
/* A field that is written in: what is typed, where the caret goes, and which
 * lines of a long answer are seen. They are moved by two buttons, never by a
 * drag. */
#include "ui/ui.h"

enum { MASKED_MOST = 256 }; /* dots */

#define UP "field-up"
#define DOWN "field-down"

static bool focused(const struct ui *ui, const char *id)
{
    return strcmp(ui->focus, id) == 0;
}

bool ui_is_key(const char *id)
{
    return strncmp(id, "key-", 4) == 0;
}

bool ui_is_written(const struct ui *ui, const char *id)
{
    bool beside = focused(ui, UP) || focused(ui, DOWN) || ui_is_key(ui->focus);
    return focused(ui, id) || (beside && strcmp(ui->field_id, id) == 0);
}

/* Where a field's words lie, beside its buttons where it has them. */
struct set {
    struct rect at, inside;
    const struct layout *words;
    int lift; /* of a line that is higher than its place, to its middle */
};

static int button_side(const struct ui *ui)
{
    return ui_mm(ui, 200);
}

static int button_gap(const struct ui *ui)
{
    return ui_mm(ui, 15);
}

static bool stands_above(const struct ui *ui, int height)
{
    return height >= 2 * button_side(ui) + button_gap(ui);
}

/* Sets the words in the whole width, or in what the buttons leave when they
 * are more than the field holds. */
static bool set_words(struct ui *ui, const struct edit *e,
                      struct layout_style style, struct rect at, bool buttons,
                      struct set *set)
{
    int pad = ui_mm(ui, 25), step = button_side(ui) + button_gap(ui);
    for (int tries = 2; tries > 0; tries--) {
        set->at = at;
        if (buttons && ui->field_long)
            set->at.w -= stands_above(ui, at.h) ? step : 2 * step;
        set->inside = (struct rect){set->at.x + pad, at.y + pad / 2,
                                    set->at.w - 2 * pad, at.h - pad};
        style.width = set->inside.w;
        set->words = layouts_get(ui->layouts, edit_words(e), &style);
        if (!set->words)
            return false;
        int over = layout_line(set->words, 0)->height - set->inside.h;
        set->lift = over > 0 ? over / 2 : 0;
        bool is_long = layout_height(set->words) > set->inside.h;
        if (!buttons || tries == 1 || is_long == ui->field_long)
            break;
        ui->field_long = is_long;
    }
    return true;
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

/* What stands in a masked field: a dot a character, the caret behind them. */
struct dots {
    char text[3 * MASKED_MOST];
    uint32_t len;
    struct edit edit;
};

static void make_dots(struct dots *d, const struct edit *e)
{
    struct plain words = edit_words(e);
    uint32_t code;
    d->len = 0;
    for (size_t at = 0; at < words.len && d->len + 3 <= sizeof d->text;
         at += utf8_read(words.at, words.len, at, &code)) {
        memcpy(d->text + d->len, "\xE2\x80\xA2", 3);
        d->len += 3;
    }
    edit_open(&d->edit, d->text, &d->len, sizeof d->text, true);
    d->edit.caret = d->len;
}

static bool masked_event(struct ui *ui, const char *id, struct edit *e)
{
    const struct event *ev = ui->event;
    if (!ev || ui->event_used)
        return false;
    edit_caret_set(e, *e->len);
    if (ev->kind == EVENT_TAP && strcmp(ev->id, id) == 0) {
        ui->event_used = ui->keyboard_open = ui->bring = true;
        text_copy(ui->focus, sizeof ui->focus, id);
        ui->focus_shown = false;
        return false;
    }
    if (!ui_is_written(ui, id))
        return false;
    if (ev->kind == EVENT_TEXT) {
        ui->event_used = true;
        return edit_insert(e, ev->text);
    }
    if (ev->kind == EVENT_KEY && ev->key == KEYS_ERASE) {
        ui->event_used = true;
        return edit_erase(e);
    }
    return false;
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
                        const struct set *set, const char *lang, bool rtl)
{
    const struct layout *l = set->words;
    const struct event *ev = ui->event;
    if (!ev || ui->event_used)
        return false;
    if (ev->kind == EVENT_TAP && strcmp(ev->id, id) == 0) {
        bool was_open = ui->keyboard_open && focused(ui, id);
        ui->event_used = ui->keyboard_open = ui->bring = true;
        /* The field that was below comes up: a screen puts it first. */
        if (!focused(ui, id)) {
            ui->scroll = ui->field_scroll = 0;
            ui->field_long = false;
        }
        text_copy(ui->focus, sizeof ui->focus, id);
        ui->focus_shown = false;
        ui->field_follow = FOLLOW_TOUCH;
        struct rect in = set->inside;
        int x = ui->mirror ? ui->width - in.x - in.w : in.x;
        size_t at = layout_hit(l, ev->x - x,
                               ev->y - in.y + set->lift + ui->field_scroll);
        /* The same spot tapped again selects the word: no drag, no double
         * tap in a hurry. */
        if (was_open && at == e->caret && at < *e->len)
            edit_select_word(e, (uint32_t)at, lang);
        else
            edit_caret_set(e, (uint32_t)at);
        return false;
    }
    if (!ui_is_written(ui, id))
        return false;
    if (ev->kind == EVENT_TEXT) {
        ui->event_used = true;
        ui->field_follow = FOLLOW_CARET;
        return edit_insert(e, ev->text);
    }
    if (ev->kind == EVENT_KEY && ev->key != KEYS_ESCAPE &&
        ev->key != KEYS_PAGE_UP && ev->key != KEYS_PAGE_DOWN) {
        ui->event_used = true;
        ui->field_follow = FOLLOW_CARET;
        return field_key(e, l, ev->key, rtl);
    }
    return false;
}

/* --- Which lines are seen ---------------------------------------------- */

/* The first line that begins at or below y, or the last. */
static int line_from(const struct layout *l, int y)
{
    int i = 0;
    while (i + 1 < layout_lines(l) && layout_line(l, i)->y < y)
        i++;
    return i;
}

/* As far down as one can go, and begin with a whole line. */
static int lowest(const struct layout *l, int height)
{
    int most = layout_height(l) - height;
    return most > 0 ? layout_line(l, line_from(l, most))->y : 0;
}

static void keep_caret_in_sight(struct ui *ui, const struct layout *l,
                                size_t caret, int height)
{
    struct caret c = layout_caret(l, caret);
    bool touched = ui->field_follow == FOLLOW_TOUCH;
    /* One line around what is typed stays visible. What was touched stays
     * under the finger, which may touch it again, even where the last line is
     * cut. */
    int around = !touched && height > 3 * c.height ? c.height : 0;
    int high = c.height < height ? c.height : height;
    int least = touched ? high / 2 : high;
    if (c.y - around < ui->field_scroll)
        ui->field_scroll = c.y - around;
    if (c.y + least + around > ui->field_scroll + height)
        ui->field_scroll = c.y + high + around - height;
}

static void choose_lines(struct ui *ui, const struct layout *l, size_t caret,
                         int height)
{
    if (ui->field_follow != FOLLOW_NOTHING)
        keep_caret_in_sight(ui, l, caret, height);
    int most = lowest(l, height);
    if (ui->field_scroll > most)
        ui->field_scroll = most;
    if (ui->field_scroll < 0)
        ui->field_scroll = 0;
    /* A line cut in half at the top reads badly: begin with a whole one, as
     * long as that does not push the caret out. */
    int y = layout_line(l, line_from(l, ui->field_scroll))->y;
    if (ui->field_follow == FOLLOW_NOTHING || y <= layout_caret(l, caret).y)
        ui->field_scroll = y;
}

/* The line that was the last one whole becomes the first, or the other way
 * round; at least one line on. */
static int scrolled(const struct layout *l, int from, int height, bool down)
{
    int top = line_from(l, from), i = top;
    if (down) {
        while (i + 1 < layout_lines(l) &&
               layout_line(l, i + 1)->y + layout_line(l, i + 1)->height <=
                   from + height)
            i++;
        if (i == top && i + 1 < layout_lines(l))
            i++;
    } else {
        int end = layout_line(l, top)->y + layout_line(l, top)->height;
        while (i > 0 && end - layout_line(l, i - 1)->y <= height)
            i--;
        if (i == top && i > 0)
            i--;
    }
    return layout_line(l, i)->y;
}

static void scroll_buttons(struct ui *ui, const struct set *set)
{
    const char *const *words = ui->scroll_words;
    int side = button_side(ui), gap = button_gap(ui), height = set->inside.h;
    int most = lowest(set->words, height);
    struct rect up = {set->at.x + set->at.w + gap, set->at.y, side, side};
    struct rect down = up;
    if (stands_above(ui, set->at.h))
        down.y = set->at.y + set->at.h - side;
    else
        down.x += side + gap;
    unsigned top = ui->field_scroll > 0 ? 0 : LOOK_DISABLED;
    unsigned end = ui->field_scroll < most ? 0 : LOOK_DISABLED;
    bool back = ui_button(ui, UP, words[0] ? words[0] : "", 0x25B2, up,
                          LOOK_ICON_ONLY | top);
    bool on = ui_button(ui, DOWN, words[1] ? words[1] : "", 0x25BC, down,
                        LOOK_ICON_ONLY | end);
    if (!back && !on)
        return;
    ui->field_scroll = scrolled(set->words, ui->field_scroll, height, on);
    ui->field_follow = FOLLOW_NOTHING;
}

/* --- The field --------------------------------------------------------- */

static void describe(struct ui *ui, struct node *n, const struct edit *e,
                     const char *lang, bool rtl, const struct set *set,
                     bool active)
{
    int pad = ui_mm(ui, 25);
    struct plain words = edit_words(e);
    n->value = arena_text(&ui->arena[ui->now], words);
    n->lang = arena_text(&ui->arena[ui->now], plain_of(lang));
    n->bg = CARD_PAPER;
    n->edge = active ? ACTION : EDGE;
    n->edged = n->filled = true;
    n->radius = ui_mm(ui, 15);
    n->text = set->words;
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
    n->text_y =
        pad / 2 - (words.len ? set->lift : 0) - (active ? ui->field_scroll : 0);
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

/* What the frame knows of the field that is written in. */
static void take_over(struct ui *ui, const char *id, const char *lang,
                      const struct edit *e)
{
    if (strcmp(ui->field_lang, lang) != 0) {
        ui->key_page = KEY_PAGE_LETTERS;
        ui->key_more = ui->forms_open = false;
    }
    /* Larger letters move everything; the place of writing stays in sight. */
    if (ui->field_percent != ui->text_percent)
        ui->bring |= ui->keyboard_open;
    ui->field_percent = ui->text_percent;
    bool undo = e->undo_len > 0;
    /* The keyboard was described before. */
    ui->again |= undo != ui->can_undo;
    ui->can_undo = undo;
    ui->field_seen = true;
    text_copy(ui->field_id, sizeof ui->field_id, id);
    text_copy(ui->field_lang, sizeof ui->field_lang, lang);
}

bool ui_field(struct ui *ui, const char *id, const char *label,
              struct edit *edit, const char *lang, bool rtl, struct rect at)
{
    if (ui->autofocus) {
        text_copy(ui->focus, sizeof ui->focus, id);
        ui->autofocus = ui->focus_shown = false;
        ui->focus_fresh = true;
        ui->field_scroll = 0;
        ui->field_long = false;
        ui->field_follow = FOLLOW_CARET;
    }
    struct layout_style style = {
        .lang = lang, .size = ui_size(ui), .rtl = rtl, .by_words = true};
    bool buttons = ui_is_written(ui, id) && at.h >= button_side(ui);
    struct set set;
    struct dots dots;
    struct edit *shown = edit;
    bool masked = ui->masked, changed;
    ui->masked = false;
    if (masked) {
        changed = masked_event(ui, id, edit);
        make_dots(&dots, edit);
        shown = &dots.edit;
    } else {
        if (!set_words(ui, edit, style, at, buttons, &set))
            return false;
        changed = field_event(ui, id, edit, &set, lang, rtl);
    }
    bool active = ui_is_written(ui, id);
    buttons = active && at.h >= button_side(ui);
    if (!set_words(ui, shown, style, at, buttons, &set))
        return changed;
    if (active) {
        take_over(ui, id, lang, shown);
        choose_lines(ui, set.words, shown->caret, set.inside.h);
    }
    struct node *n = ui_node(ui, id, NODE_FIELD, label, set.at);
    if (n) {
        describe(ui, n, shown, lang, rtl, &set, active);
        n->state |= masked ? STATE_MASKED : 0;
    }
    if (buttons && ui->field_long)
        scroll_buttons(ui, &set);
    return changed;
}
