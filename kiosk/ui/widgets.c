/* SPDX-License-Identifier: MPL-2.0 */
/* Paragraphs, buttons, toggles and cards. A button knows no citizen. */
#include "ui/ui.h"

static int kind_size(const struct ui *ui, enum text_kind kind)
{
    int size = ui_size(ui);
    switch (kind) {
    case TEXT_LARGE:
        return size * 5 / 4;
    case TEXT_SMALL:
        return size * 3 / 4;
    default:
        return size;
    }
}

static struct layout_style style_of(struct ui *ui, const char *lang, int size,
                                    int width)
{
    /* Of the frame's own language its catalogue says the direction. */
    bool own = !lang || strcmp(lang, ui->lang) == 0;
    return (struct layout_style){.lang = own ? ui->lang : lang,
                                 .size = size,
                                 .width = width,
                                 .rtl = own ? ui->rtl : unicode_is_rtl(lang)};
}

static const struct layout *set(struct ui *ui, const char *text,
                                struct layout_style style)
{
    return layouts_get(ui->layouts, plain_of(text), &style);
}

/* In a narrow column a large word is broken, and joined letters are wider at
 * the break than they were: then a little smaller, so that none is cut. */
static const struct layout *set_within(struct ui *ui, const char *text,
                                       struct layout_style *style)
{
    const struct layout *l = set(ui, text, *style);
    while (l && layout_width(l) > style->width &&
           style->size > ui_points(ui, 11)) {
        style->size = style->size * 9 / 10;
        l = set(ui, text, *style);
    }
    return l;
}

int ui_text_height(struct ui *ui, const char *text, const char *lang,
                   enum text_kind kind, int width)
{
    struct layout_style style = style_of(ui, lang, kind_size(ui, kind), width);
    const struct layout *l = set_within(ui, text, &style);
    return l ? layout_height(l) : 0;
}

struct node *ui_text_at(struct ui *ui, const char *id, const char *text,
                        const char *lang, enum text_kind kind, struct rect at)
{
    int pad = 0;
    if (kind == TEXT_NOTE)
        pad = ui_mm(ui, 25);
    struct layout_style style =
        style_of(ui, lang, kind_size(ui, kind), at.w - 2 * pad);
    const struct layout *l = set_within(ui, text, &style);
    if (!l)
        return NULL;
    int natural = layout_height(l) + 2 * pad * 2 / 3;
    if (!at.h)
        at.h = natural;
    enum node_role role =
        kind == TEXT_HEADING || kind == TEXT_LARGE ? NODE_HEADING : NODE_TEXT;
    struct node *n = ui_node(ui, id, role, text, at);
    if (!n)
        return NULL;
    if (lang)
        n->lang = arena_text(&ui->arena[ui->now], plain_of(lang));
    n->text = l;
    n->text_size = style.size;
    n->text_x = pad;
    n->text_y = pad * 2 / 3;
    n->fg = kind == TEXT_HELP || kind == TEXT_SMALL      ? INK_SOFT
            : kind == TEXT_HEADING || kind == TEXT_LARGE ? ACTION
                                                         : INK;
    if (kind == TEXT_NOTE) {
        n->filled = true;
        n->bg = NOTE_PAPER;
        n->radius = ui_mm(ui, 20);
    }
    return n;
}

struct node *ui_picture(struct ui *ui, const char *id, const char *label,
                        const struct picture *p, struct rect at)
{
    struct node *n = ui_node(ui, id, NODE_IMAGE, label, at);
    if (!n)
        return NULL;
    n->picture = p;
    n->filled = true;
    n->bg = 0xFFFFFF;
    n->fg = 0x000000;
    return n;
}

struct node *ui_text(struct ui *ui, const char *id, const char *text,
                     const char *lang, enum text_kind kind)
{
    struct rect at = {ui->view.x, ui->y, ui->view.w, 0};
    struct node *n = ui_text_at(ui, id, text, lang, kind, at);
    if (n)
        ui->y += n->at.h + (kind == TEXT_NOTE ? ui_mm(ui, 15) : 0);
    return n;
}

/* The label set as large as it fits: at the reader's size, else smaller, in
 * steps, down to 11 points, where it is cut by the button's edge. */
static const struct layout *fit(struct ui *ui, const char *label, int width,
                                int height, bool centred, int from, int *size)
{
    const struct layout *l = NULL;
    for (*size = from;; *size = *size * 9 / 10) {
        struct layout_style style = style_of(ui, NULL, *size, width);
        style.centred = centred;
        /* A word broken in the middle is worse than a smaller one: measure
         * the longest word on its own lines first. */
        l = set(ui, label, style);
        bool fits = l && layout_height(l) <= height && layout_width(l) <= width;
        for (int i = 0; fits && i + 1 < layout_lines(l); i++) {
            const struct layout_line *line = layout_line(l, i);
            struct plain words = layout_words(l);
            char end = line->to ? words.at[line->to - 1] : ' ';
            char next = line->to < words.len ? words.at[line->to] : ' ';
            fits = end == ' ' || next == ' ' || end == '-';
        }
        if (fits || *size <= ui_points(ui, 11))
            return l;
    }
}

int ui_label_fit(struct ui *ui, const char *label, int width, int height)
{
    int size, pad = ui_mm(ui, 12);
    fit(ui, label, width - 2 * pad, height - pad, true, ui_size(ui), &size);
    return size;
}

static int place_icon(struct ui *ui, struct node *n, uint32_t code, int size)
{
    char text[5] = {0};
    utf8_write(code, text);
    struct layout_style style = {.lang = "en", .size = size, .width = 0};
    n->icon = layouts_get(ui->layouts, plain_of(text), &style);
    n->icon_size = size;
    return n->icon ? layout_width(n->icon) : 0;
}

/* Icon above the word, or alone, or at the start of the line. */
static void place_face(struct ui *ui, struct node *n, uint32_t icon,
                       unsigned look)
{
    int pad = ui_mm(ui, 12), w = n->at.w - 2 * pad, h = n->at.h - pad;
    bool only = look & LOOK_ICON_ONLY, left = look & LOOK_LEFT;
    int size = only ? ui_mm(ui, 110) : ui_mm(ui, left ? 95 : 90);
    int icon_w = icon ? place_icon(ui, n, icon, size) : 0;
    int icon_h = n->icon ? layout_height(n->icon) : 0;
    n->icon_x = (n->at.w - icon_w) / 2;
    n->icon_y = (n->at.h - icon_h) / 2;
    if (only || !*n->label)
        return;
    int from = ui->label_size ? ui->label_size : ui_size(ui);
    if (left && icon) {
        int column = ui_mm(ui, 135);
        w -= column;
        n->icon_x = ui->rtl ? n->at.w - pad - (column + icon_w) / 2
                            : pad + (column - icon_w) / 2;
        n->text = fit(ui, n->label, w, h, false, from, &n->text_size);
        n->text_x = ui->rtl ? pad : pad + column;
    } else {
        int above = icon ? icon_h * 2 / 3 : 0;
        n->text = fit(ui, n->label, w, h - above, true, from, &n->text_size);
        int high = n->text ? layout_height(n->text) : 0;
        int top = (n->at.h - above - high) / 2;
        n->icon_y = top - icon_h / 8;
        n->text_x = pad;
        n->text_y = top + above;
        return;
    }
    n->text_y = (n->at.h - (n->text ? layout_height(n->text) : 0)) / 2;
}

void ui_dim(struct node *n)
{
    n->enabled = false;
    n->fg = 0x6A6A66;
    n->bg = PAPER;
}

static struct node *face(struct ui *ui, const char *id, enum node_role role,
                         const char *label, uint32_t icon, struct rect at,
                         unsigned look)
{
    struct node *n = ui_node(ui, id, role, label, at);
    if (!n)
        return NULL;
    bool strong = look & (LOOK_MAIN | LOOK_SELECTED);
    n->fg = strong ? ON_ACTION : INK;
    n->bg = strong ? ACTION : CARD_PAPER;
    n->edge = strong ? ACTION : EDGE;
    n->edged = n->filled = true;
    n->radius = ui_mm(ui, 25);
    if (look & LOOK_SELECTED)
        n->state |= STATE_SELECTED;
    if (look & LOOK_DISABLED)
        ui_dim(n);
    place_face(ui, n, icon, look);
    return n;
}

bool ui_button(struct ui *ui, const char *id, const char *label, uint32_t icon,
               struct rect at, unsigned look)
{
    const struct node *n = face(ui, id, NODE_BUTTON, label, icon, at, look);
    return n && n->enabled && ui_tapped(ui, id);
}

bool ui_toggle(struct ui *ui, const char *id, const char *label, uint32_t icon,
               struct rect at, bool on)
{
    unsigned look = LOOK_LEFT | (on ? LOOK_SELECTED : 0);
    face(ui, id, NODE_TOGGLE, label, on ? 0x2714 : icon, at, look);
    return ui_tapped(ui, id);
}

bool ui_card(struct ui *ui, const char *id, const char *label, uint32_t icon,
             struct rect at, bool on)
{
    face(ui, id, NODE_CARD, label, icon, at, on ? LOOK_SELECTED : 0);
    return ui_tapped(ui, id);
}
