/* SPDX-License-Identifier: MPL-2.0 */
/* The frame around every screen: one bar of 20 mm with every button, the
 * touch keyboard above it while a field is written in, the view on top. */
#include "screens/inside.h"

#include <stdarg.h>

enum { SIDE = 200, GAP = 15, MARGIN = 30, WORD_LEAST = 280, WORD_MOST = 700 };
enum { BANNER_LEAST = 8 };  /* points */
enum { REACH_LEAST = 300 }; /* a line of text and a field */
enum { WIDE_MOST = 3400 };  /* some 80 letters; keys of 30 mm */

/* Pictograms of the pictogram font. */
enum {
    SIGN_BACK = 0x25C0,
    SIGN_BACK_RTL = 0x25B6,
    SIGN_HELP = 0x260E,
    SIGN_HIDE = 0x1F648,
    SIGN_STOP = 0x270B,
    SIGN_EAR = 0x1F50A,
    SIGN_LARGER = 0x1F5DA,
    SIGN_FINISHED = 0x1F3C1,
};

/* --- Words ------------------------------------------------------------- */

const char *say(struct stage *s, const char *id)
{
    const char *text = languages_text(shelf_languages(s->shelf), s->lang, id);
    aloud_said(s, s->lang, id, text);
    return text;
}

const char *say_danish(struct stage *s, const char *id)
{
    const char *text = languages_text(shelf_languages(s->shelf), "da", id);
    aloud_said(s, "da", id, text);
    return text;
}

static const char *filled(struct stage *s, const char *lang, const char *from,
                          va_list args)
{
    struct buf text = {.max = 4096};
    const char *name = va_arg(args, const char *);
    const char *value = name ? va_arg(args, const char *) : NULL;
    const char *name2 = name ? va_arg(args, const char *) : NULL;
    const char *value2 = name2 ? va_arg(args, const char *) : NULL;
    if (name2)
        catalogue_fill(from, &text, name, value, name2, value2, NULL);
    else
        catalogue_fill(from, &text, name, value, NULL);
    const char *out = arena_text(&s->ui.arena[s->ui.now], buf_words(&text));
    buf_wipe(&text);
    aloud_said(s, lang, NULL, out);
    return out;
}

const char *say_with(struct stage *s, const char *id, ...)
{
    va_list args;
    va_start(args, id);
    const char *out = filled(s, s->lang, say(s, id), args);
    va_end(args);
    return out;
}

const char *say_danish_with(struct stage *s, const char *id, ...)
{
    va_list args;
    va_start(args, id);
    const char *out = filled(s, "da", say_danish(s, id), args);
    va_end(args);
    return out;
}

const char *say_guide(struct stage *s, const char *id, const char *danish)
{
    const char *text = languages_guide_text(shelf_languages(s->shelf), s->lang,
                                            s->guide->id, id, danish);
    aloud_said(s, s->lang, id, text);
    return text;
}

static const char *say_for_keys(void *self, const char *id)
{
    return say(self, id);
}

/* --- The bar ----------------------------------------------------------- */

struct item {
    const char *id, *text;
    uint32_t sign;
    unsigned look;
    bool word; /* as wide as there is room for; else a square */
    enum bar_hit hit;
};

static int bar_items(struct stage *s, unsigned bar, struct item *out)
{
    int n = 0;
    bool talk = bar & BAR_TALK;
    unsigned off = bar & BAR_NEXT_OFF ? LOOK_DISABLED : 0;
    if (bar & BAR_BACK)
        out[n++] = (struct item){
            "back",         "bar.back", s->rtl ? SIGN_BACK_RTL : SIGN_BACK,
            LOOK_ICON_ONLY, false,      HIT_BACK};
    out[n++] = (struct item){"help-now",     "bar.help-now", SIGN_HELP,
                             LOOK_ICON_ONLY, false,          HIT_NONE};
    out[n++] = (struct item){"hide",         "bar.hide", SIGN_HIDE,
                             LOOK_ICON_ONLY, false,      HIT_NONE};
    if (talk)
        out[n++] = (struct item){
            "stop",    "bar.stop",
            SIGN_STOP, LOOK_ICON_ONLY | (s->stopping ? LOOK_SELECTED : 0),
            false,     HIT_NONE};
    if (voice_has(s->voice, s->lang))
        out[n++] = (struct item){
            "ear",    s->aloud.parts ? "bar.ear-stop" : "bar.ear",
            SIGN_EAR, LOOK_ICON_ONLY | (s->aloud.parts ? LOOK_SELECTED : 0),
            false,    HIT_NONE};
    out[n++] = (struct item){"text-larger", "bar.text-larger",
                             SIGN_LARGER,   LOOK_ICON_ONLY,
                             false,         HIT_NONE};
    if (bar & BAR_FINISHED)
        out[n++] = (struct item){"finished",     "bar.finished", SIGN_FINISHED,
                                 LOOK_ICON_ONLY, false,          HIT_FINISHED};
    if (bar & BAR_SKIP)
        out[n++] = (struct item){"skip", "bar.skip", 0, 0, true, HIT_SKIP};
    if (bar & BAR_NEXT)
        out[n++] = (struct item){"next",          "bar.next", 0,
                                 LOOK_MAIN | off, true,       HIT_NEXT};
    if (bar & BAR_DOORS) {
        out[n++] = (struct item){"have-code", "welcome.have-code", 0, 0, true,
                                 HIT_CODE};
        out[n++] = (struct item){"replies", "welcome.replies", 0, 0,
                                 true,      HIT_REPLIES};
        out[n++] =
            (struct item){"staff", "welcome.staff", 0, 0, true, HIT_STAFF};
    }
    if (bar & BAR_DOUBT)
        out[n++] = (struct item){
            "week-doubt", "staff-week.next-doubt", 0, 0, true, HIT_DOUBT};
    if (bar & BAR_WRITE)
        out[n++] = (struct item){"week-write",
                                 "staff-week.write",
                                 0,
                                 (bar & BAR_NEXT ? 0 : LOOK_MAIN) |
                                     (bar & BAR_WRITE_OFF ? LOOK_DISABLED : 0),
                                 true,
                                 HIT_WRITE};
    if (bar & BAR_SAVE)
        out[n++] = (struct item){
            "next", "staff-reply.save", 0, LOOK_MAIN | off, true, HIT_NEXT};
    if (bar & BAR_CLOSE)
        out[n++] =
            (struct item){"next", "thanks.close", 0, LOOK_MAIN, true, HIT_NEXT};
    if (bar & BAR_YES_NO) {
        /* Equal: neither answer is the easier one. */
        out[n++] = (struct item){
            s->yes_no.no, s->yes_no.no_text, 0, LOOK_MAIN, true, HIT_NO};
        out[n++] = (struct item){
            s->yes_no.yes, s->yes_no.yes_text, 0, LOOK_MAIN, true, HIT_YES};
    }
    if (bar & BAR_FINISH)
        out[n++] = (struct item){"finish",        "home.finish", 0,
                                 LOOK_MAIN | off, true,          HIT_NEXT};
    return n;
}

/* Larger, larger still, and back. */
static void next_size(struct stage *s)
{
    int *percent = &s->ui.text_percent;
    *percent = *percent == 100 ? 150 : *percent == 150 ? 200 : 100;
    s->ui.overflow = false;
}

static void own_hit(struct stage *s, const char *id)
{
    if (strcmp(id, "help-now") == 0)
        go_aside(s, SCREEN_HELP_NOW);
    else if (strcmp(id, "hide") == 0)
        go_aside(s, SCREEN_HIDDEN);
    else if (strcmp(id, "stop") == 0)
        s->stopping = !s->stopping, s->deleting = s->aloud.asks_own = false;
    else if (strcmp(id, "ear") == 0)
        aloud_ask(s);
    else
        next_size(s);
}

/* Yes and no in letters of one size, whichever is the longer. */
static int yes_no_size(struct stage *s, int width, int height)
{
    int yes = ui_label_fit(&s->ui, say(s, s->yes_no.yes_text), width, height);
    int no = ui_label_fit(&s->ui, say(s, s->yes_no.no_text), width, height);
    return yes < no ? yes : no;
}

static enum bar_hit bar_row(struct stage *s, const struct item *item, int n,
                            struct rect row, int word)
{
    enum bar_hit hit = HIT_NONE;
    int square = ui_mm(&s->ui, SIDE), gap = ui_mm(&s->ui, GAP);
    int squares = 0, words = 0;
    for (int i = 0; i < n; i++)
        item[i].word ? words++ : squares++;
    int x = row.x, end = row.x + row.w - words * word - (words - 1) * gap;
    for (int i = 0; i < n; i++) {
        struct rect at = {x, row.y, square, row.h};
        if (item[i].word) {
            at = (struct rect){end, row.y, word, row.h};
            end += word + gap;
        } else {
            x += square + gap;
        }
        bool either = item[i].hit == HIT_YES || item[i].hit == HIT_NO;
        s->ui.label_size = either ? yes_no_size(s, word, row.h) : 0;
        if (ui_button(&s->ui, item[i].id, say(s, item[i].text), item[i].sign,
                      at, item[i].look)) {
            if (item[i].hit == HIT_NONE)
                own_hit(s, item[i].id);
            hit = item[i].hit;
        }
    }
    s->ui.label_size = 0;
    return hit;
}

/* Left empty on either side of a display wider than eyes and arms like. */
static int beside(const struct ui *ui)
{
    int most = ui_mm(ui, WIDE_MOST);
    return ui->width > most ? (ui->width - most) / 2 : 0;
}

/* Two rows when one does not hold them: a display standing up. */
static enum bar_hit bar_draw(struct stage *s, unsigned bar, int *height)
{
    struct ui *ui = &s->ui;
    struct item item[12];
    int n = bar_items(s, bar, item), squares = 0, words = 0;
    int margin = beside(ui) + ui_mm(ui, MARGIN), gap = ui_mm(ui, GAP);
    int side = ui_mm(ui, SIDE), pad = ui_mm(ui, GAP);
    for (int i = 0; i < n; i++)
        item[i].word ? words++ : squares++;
    int width = ui->width - 2 * margin;
    int left = width - squares * (side + gap) - (words - 1) * gap;
    int word = words ? left / words : 0;
    bool two = words && word < ui_mm(ui, WORD_LEAST);
    /* Squares that the first row does not hold begin the second. */
    int fit = (width + gap) / (side + gap);
    int high = squares < fit ? squares : fit;
    if (two)
        word = (width - (squares - high) * (side + gap) - (words - 1) * gap) /
               words;
    if (word > ui_mm(ui, WORD_MOST))
        word = ui_mm(ui, WORD_MOST);
    *height = (two ? 2 * side + gap : side) + 2 * pad;
    struct rect ground = {0, ui->height - *height, ui->width, *height};
    struct node *strip = ui_node(ui, "bar", NODE_STRIP, "", ground);
    if (strip) {
        strip->filled = true;
        strip->bg = BAR_PAPER;
    }
    struct rect row = {margin, ground.y + pad, width, side};
    if (!two)
        return bar_row(s, item, n, row, word);
    enum bar_hit first = bar_row(s, item, high, row, 0);
    row.y += side + gap;
    enum bar_hit second = bar_row(s, item + high, n - high, row, word);
    return first != HIT_NONE ? first : second;
}

int page_banner(struct stage *s)
{
    struct ui *ui = &s->ui;
    if (!s->office->demo)
        return 0;
    struct rect at = {0, 0, ui->width, ui_mm(ui, 62)};
    struct node *n =
        ui_node(ui, "demo-banner", NODE_TEXT, say(s, "demo.banner"), at);
    struct layout_style style = {.lang = s->lang,
                                 .rtl = s->rtl,
                                 .centred = true,
                                 .width = at.w,
                                 .size = ui_points(ui, 13)};
    if (!n)
        return 0;
    n->filled = true;
    n->bg = ACTION;
    n->fg = ON_ACTION;
    n->text = layouts_get(ui->layouts, plain_of(n->label), &style);
    /* One line; the letters themselves fill less than its height. */
    while (n->text && layout_lines(n->text) > 1 &&
           style.size > ui_points(ui, BANNER_LEAST)) {
        style.size -= style.size / 12 + 1;
        n->text = layouts_get(ui->layouts, plain_of(n->label), &style);
    }
    /* A narrow screen and a long language: two lines, and both whole. */
    if (n->text && layout_lines(n->text) > 1)
        at.h = n->at.h = layout_height(n->text);
    n->text_size = style.size;
    n->text_y = n->text ? (at.h - layout_height(n->text)) / 2 : 0;
    return at.h;
}

/* --- Stop -------------------------------------------------------------- */

static void wipe_told(struct stage *s)
{
    s->in_talk = false;
    s->erased = true;
    end_talk(s);
    s->depth = 0;
    go(s, SCREEN_THANKS);
}

static void stop_panel(struct stage *s)
{
    struct ui *ui = &s->ui;
    int high = ui_mm(ui, 210), gap = ui_mm(ui, 15);
    page_heading(s, s->deleting ? "stop.confirm" : "stop.title");
    ui->y += gap;
    if (s->deleting) {
        struct rect row = ui_take(ui, high);
        if (ui_button(ui, "stop-keep", say(s, "stop.confirm-no"), 0,
                      rect_part(row, 2, 0, gap), 0))
            s->stopping = s->deleting = false;
        if (ui_button(ui, "stop-delete", say(s, "stop.confirm-yes"), 0,
                      rect_part(row, 2, 1, gap), 0))
            wipe_told(s);
        return;
    }
    if (ui_button(ui, "stop-pause", say(s, "stop.pause"), 0x23F8,
                  ui_take(ui, high), LOOK_LEFT))
        go(s, SCREEN_PAUSE);
    page_text(s, "stop.pause-note", TEXT_SMALL);
    ui->y += gap;
    if (ui_button(ui, "stop-finish", say(s, "stop.finish"), SIGN_FINISHED,
                  ui_take(ui, high), LOOK_LEFT)) {
        s->stopping = false;
        if (s->at.screen < SCREEN_READ_BACK)
            go(s, SCREEN_READ_BACK);
    }
    ui->y += gap;
    if (ui_button(ui, "stop-delete", say(s, "stop.delete"), 0x1F5D1,
                  ui_take(ui, high), LOOK_LEFT))
        s->deleting = true, ui->focus[0] = '\0'; /* not by a second Return */
}

void page_yes_no(struct stage *s, const char *yes, const char *yes_text,
                 const char *no, const char *no_text)
{
    s->yes_no.yes = yes;
    s->yes_no.yes_text = yes_text;
    s->yes_no.no = no;
    s->yes_no.no_text = no_text;
}

/* --- The page ---------------------------------------------------------- */

/* Where the view begins that ends at end: a third down the display, or higher
 * where the touch keyboard leaves too little. */
static int within_reach(const struct stage *s, int top, int end)
{
    int third = s->ui.height / 3, least = end - ui_mm(&s->ui, REACH_LEAST);
    int from = third < least ? third : least;
    return from > top ? from : top;
}

enum bar_hit page_begin(struct stage *s, unsigned bar)
{
    struct ui *ui = &s->ui;
    ui->scroll_words[0] = say(s, "scroll.up");
    ui->scroll_words[1] = say(s, "scroll.down");
    int top = page_banner(s), low = 0;
    enum bar_hit hit = bar_draw(s, bar, &low);
    int keys = ui_keyboard_height(ui);
    if (keys) {
        struct rect at = {beside(ui), ui->height - low - keys,
                          ui->width - 2 * beside(ui), keys};
        ui_keyboard(ui, at, say_for_keys, s);
    }
    int margin = beside(ui) + ui_mm(ui, MARGIN);
    int pad = ui_mm(ui, keys ? 8 : 20);
    top += pad;
    if (s->office->reach_low)
        top = within_reach(s, top, ui->height - low - keys - pad);
    struct rect view = {margin, top, ui->width - 2 * margin,
                        ui->height - top - low - keys - pad};
    ui_view_begin(ui, view);
    if (s->stopping || s->aloud.asks_own) {
        s->stopping ? stop_panel(s) : aloud_panel(s);
        page_end(s);
        ui->over = true;
    } else if (!keys && reminder(s)) {
        ui_text(ui, "reminder", say(s, reminder(s)), NULL, TEXT_SMALL);
    }
    return hit;
}

void page_end(struct stage *s)
{
    if (s->ui.in_view)
        ui_view_end(&s->ui);
}

/* One text, or the same in two languages: the one that is spoken from the
 * screen first and large, the other below and smaller. */
static void page_words(struct stage *s, const char *id, enum text_kind kind)
{
    struct ui *ui = &s->ui;
    if (!two_languages(s)) {
        ui_text(ui, id, say(s, id), NULL, kind);
        return;
    }
    bool video = s->talk->who & WHO_VIDEO;
    const char *danish = ui_id(ui, "%s-danish", id);
    enum text_kind small = kind == TEXT_NOTE ? TEXT_NOTE : TEXT_SMALL;
    if (video)
        ui_text(ui, danish, say_danish(s, id), "da", kind);
    ui_text(ui, id, say(s, id), NULL, video ? small : kind);
    if (!video)
        ui_text(ui, danish, say_danish(s, id), "da", small);
}

void page_heading(struct stage *s, const char *id)
{
    page_words(s, id, TEXT_HEADING);
    ui_gap(&s->ui, 15);
}

void page_text(struct stage *s, const char *id, enum text_kind kind)
{
    page_words(s, id, kind);
}

void page_fault(struct stage *s)
{
    if (s->fault)
        ui_text(&s->ui, "fault", say(s, s->fault), NULL, TEXT_NOTE);
}

void page_told(struct stage *s)
{
    page_fault(s);
    /* The letter has a line of its own. */
    if (s->waiting && !s->home.busy)
        ui_text(&s->ui, "working", say(s, "fault.wait"), NULL, TEXT_NOTE);
}

struct rect grid_place(struct stage *s, int i, int n, int least, int height,
                       struct rect *whole)
{
    struct ui *ui = &s->ui;
    int gap = ui_mm(ui, 20);
    int wide = ui_mm(ui, least) * (ui->text_percent + 100) / 200;
    int columns = (ui->view.w + gap) / (wide + gap);
    if (columns < 1)
        columns = 1;
    if (columns > n)
        columns = n;
    int high = ui_mm(ui, height) * (ui->text_percent + 100) / 200;
    if (i == 0) {
        int rows = (n + columns - 1) / columns;
        *whole = ui_take(ui, rows * (high + gap));
    }
    struct rect row = {whole->x, whole->y + i / columns * (high + gap),
                       whole->w, high};
    return rect_part(row, columns, i % columns, gap);
}
