/* SPDX-License-Identifier: MPL-2.0 */
/* What leaves, page by page: each line as the booklet has it, each word under
 * a finger, and at every word that may be a name the two answers. A page is as
 * much as the view holds; all of them are measured once, so that turning one
 * waits for nothing. */
#include "screens/inside.h"

enum { PIECES = 400, PAD = 20, HALF = 10, BUTTON = 200 };

/* --- Words of the booklet ---------------------------------------------- */

static const char *at_least(struct stage *s, int n)
{
    char count[12];
    snprintf(count, sizeof count, "%d", n);
    return say_danish_with(s, "booklet.at-least", "count", count, NULL);
}

static const char *heading_id(uint8_t kind)
{
    static const char *const id[] = {
        [READING_SINCE] = "booklet.since",
        [READING_STORIES] = "booklet.stories",
        [READING_PART] = "booklet.part",
        [READING_THEMES] = "booklet.themes",
        [READING_WORKERS] = "booklet.workers",
    };
    return kind < sizeof id / sizeof *id ? id[kind] : NULL;
}

static const char *before_id(uint8_t kind)
{
    return kind == READING_HEARD         ? "booklet.since.heard"
           : kind == READING_DID         ? "booklet.since.did"
           : kind == READING_NOT_MANAGED ? "booklet.since.not"
                                         : NULL;
}

static const char *card_text(struct stage *s, const struct reading_line *line,
                             const char *word)
{
    static const char *const gave[] = {
        "", "booklet.part.better", "booklet.part.worse", "booklet.part.both",
        "booklet.part.unknown"};
    struct arena *arena = &s->ui.arena[s->ui.now];
    const char *least = at_least(s, line->at_least);
    if (line->kind == READING_THEME)
        return arena_format(arena, "%s (%s)", word, least);
    return arena_format(arena, "%s %s (%s)", word,
                        say_danish(s, gave[line->direction]), least);
}

/* The line as it is shown; borrowed from the frame. */
static const char *line_text(struct stage *s, int i)
{
    const struct reading *r = s->staff.reading;
    const struct reading_line *line = &r->line[i];
    const char *id = heading_id(line->kind);
    const char *words =
        arena_text(&s->ui.arena[s->ui.now], reading_words(r, i));
    if (id)
        return say_danish(s, id);
    if (line->kind == READING_TITLE && !*words)
        return say_danish(s, "booklet.story.untitled");
    if (line->kind == READING_LINK || line->kind == READING_THEME)
        return card_text(s, line, words);
    return words;
}

static enum text_kind line_kind(uint8_t kind)
{
    bool heading = kind == READING_QUESTION || heading_id(kind);
    return heading ? TEXT_HEADING : TEXT_BODY;
}

/* --- Measuring --------------------------------------------------------- */

static int first_doubt(const struct reading *r, int line)
{
    int i = 0;
    while (i < r->doubts && r->doubt[i].line < line)
        i++;
    return i;
}

static int doubts_of(const struct reading *r, int line)
{
    int n = 0;
    for (int i = first_doubt(r, line);
         i < r->doubts && r->doubt[i].line == line; i++)
        n++;
    return n;
}

static const char *doubt_text(struct stage *s, int doubt)
{
    struct arena *arena = &s->ui.arena[s->ui.now];
    const char *word = arena_text(arena, s->staff.reading->doubt[doubt].word);
    return arena_format(arena, "\xC2\xBB%s\xC2\xAB %s", word,
                        say(s, "staff-week.doubt"));
}

static int gap_above(const struct stage *s, int i)
{
    const struct reading_line *line = &s->staff.reading->line[i];
    bool title = line->kind == READING_TITLE || line->kind == READING_HEARD;
    return ui_mm(&s->ui, heading_id(line->kind) || title ||
                                 line->kind == READING_QUESTION
                             ? 2 * PAD
                             : HALF);
}

static int button_high(const struct stage *s)
{
    return ui_mm(&s->ui, BUTTON) * (s->ui.text_percent + 100) / 200;
}

static int line_height(struct stage *s, int i, int width)
{
    struct ui *ui = &s->ui;
    const struct reading *r = s->staff.reading;
    const struct reading_line *line = &r->line[i];
    const char *before = before_id(line->kind);
    int height = gap_above(s, i) + ui_text_height(ui, line_text(s, i), "da",
                                                  line_kind(line->kind), width);
    if (before)
        height +=
            ui_text_height(ui, say_danish(s, before), "da", TEXT_SMALL, width);
    if (line->at_least && line_kind(line->kind) == TEXT_HEADING)
        height += ui_text_height(ui, at_least(s, line->at_least), "da",
                                 TEXT_SMALL, width);
    int first = first_doubt(r, i);
    for (int k = 0; k < doubts_of(r, i); k++)
        height += ui_text_height(ui, doubt_text(s, first + k), NULL, TEXT_SMALL,
                                 width) +
                  button_high(s) + ui_mm(ui, 2 * PAD);
    return height;
}

static bool is_heading(const struct reading *r, int i)
{
    return i < r->lines && (line_kind(r->line[i].kind) == TEXT_HEADING ||
                            r->line[i].kind == READING_TITLE);
}

/* What has to stand on one page: a heading and the line under it. */
static int block_end(const struct reading *r, int i)
{
    while (is_heading(r, i))
        i++;
    return i < r->lines ? i + 1 : r->lines;
}

static void measure(struct stage *s, int room, int intro)
{
    struct staff *f = &s->staff;
    int width = s->ui.view.w, used = intro, line = 0;
    f->pages = 1;
    f->first[0] = 0;
    while (line < f->reading->lines) {
        int end = block_end(f->reading, line), height = 0;
        for (int i = line; i < end; i++)
            height += line_height(s, i, width);
        bool begins = line == f->first[f->pages - 1];
        if (used + height > room && !begins && f->pages < READING_PAGES) {
            f->first[f->pages++] = line;
            used = 0;
        }
        used += height;
        line = end;
    }
    f->first[f->pages] = f->reading->lines;
}

/* The page on which the line stands that was at its top. */
static void measure_again(struct stage *s, int room, int intro)
{
    struct staff *f = &s->staff;
    int top = f->pages ? f->first[f->page] : 0;
    int seen = f->pages ? f->first[f->furthest] : 0;
    measure(s, room, intro);
    f->page = f->furthest = 0;
    while (f->page + 1 < f->pages && f->first[f->page + 1] <= top)
        f->page++;
    while (f->furthest + 1 < f->pages && f->first[f->furthest + 1] <= seen)
        f->furthest++;
}

/* --- One line ---------------------------------------------------------- */

static void strips_of(struct stage *s, int i, const struct reading_piece *piece,
                      int pieces, struct node *n)
{
    struct ui *ui = &s->ui;
    size_t len = reading_words(s->staff.reading, i).len;
    struct arena *arena = &ui->arena[ui->now];
    uint8_t *hidden = arena_take(arena, len + 1);
    struct node_strip *strip =
        arena_take(arena, (len + (size_t)pieces + 1) * sizeof *strip);
    if (!hidden || !strip)
        return;
    reading_hidden(s->staff.reading, i, hidden);
    n->strip = strip;
    for (int k = 0; k < pieces; k++)
        if (piece[k].open)
            strip[n->strips++] = (struct node_strip){piece[k].from, piece[k].to,
                                                     STATE_SUGGESTED};
    for (uint32_t at = 0; at < len;) {
        uint32_t end = at;
        while (end < len && hidden[end])
            end++;
        if (end > at)
            strip[n->strips++] = (struct node_strip){at, end, STATE_HIDDEN};
        at = end + 1;
    }
}

static void word_nodes(struct stage *s, int i,
                       const struct reading_piece *piece, int pieces,
                       const struct layout *l, struct rect at)
{
    struct ui *ui = &s->ui;
    struct plain words = reading_words(s->staff.reading, i);
    for (int k = 0; k < pieces; k++) {
        struct box box;
        if (!layout_boxes(l, piece[k].from, piece[k].to, &box, 1))
            continue;
        struct rect r = {at.x + box.x, at.y + box.y, box.w, box.h};
        /* The page is Danish, whichever way the screen runs. */
        if (ui->mirror)
            r.x = at.x + at.w - box.x - box.w;
        const char *id = ui_id(ui, "word-%d-%d", i + 1, k + 1);
        struct plain word = plain_cut(words, piece[k].from, piece[k].to);
        struct node *n = ui_node(ui, id, NODE_TEXT,
                                 arena_text(&ui->arena[ui->now], word), r);
        if (!n)
            continue;
        n->lang = "da";
        n->bg = CARD_PAPER;
        n->state = piece[k].open     ? STATE_SUGGESTED
                   : piece[k].hidden ? STATE_HIDDEN
                                     : 0;
        n->tappable = true;
        if (ui_tapped(ui, id) &&
            !reading_toggle(s->staff.reading, i, &piece[k]))
            s->fault = "fault.storage";
    }
}

static void doubt_rows(struct stage *s, int line)
{
    struct ui *ui = &s->ui;
    struct reading *r = s->staff.reading;
    int first = first_doubt(r, line), n = doubts_of(r, line);
    for (int i = first; i < first + n; i++) {
        uint8_t is = r->doubt[i].decision;
        ui_text(ui, ui_id(ui, "week-doubt-%d", i + 1), doubt_text(s, i), NULL,
                TEXT_SMALL);
        ui_gap(ui, HALF);
        struct rect row = ui_take(ui, button_high(s));
        int gap = ui_mm(ui, PAD);
        if (ui_toggle(ui, ui_id(ui, "week-allow-%d", i + 1),
                      say(s, "staff-week.allow"), 0x1F441,
                      rect_part(row, 2, 0, gap), is == READING_ALLOWED))
            reading_decide(r, i, false);
        if (ui_toggle(ui, ui_id(ui, "week-hide-%d", i + 1),
                      say(s, "staff-week.hide-word"), 0x2716,
                      rect_part(row, 2, 1, gap), is == READING_HIDDEN))
            reading_decide(r, i, true);
        ui_gap(ui, HALF);
    }
}

static void show_line(struct stage *s, int i)
{
    struct ui *ui = &s->ui;
    const struct reading *r = s->staff.reading;
    const struct reading_line *line = &r->line[i];
    struct reading_piece piece[PIECES];
    const char *before = before_id(line->kind);
    enum text_kind kind = line_kind(line->kind);
    ui->y += gap_above(s, i);
    if (before)
        ui_text(ui, ui_id(ui, "before-%d", i + 1), say_danish(s, before), "da",
                TEXT_SMALL);
    struct rect at = {ui->view.x, ui->y, ui->view.w, 0};
    const char *id = ui_id(ui, line->told ? "sentence-%d" : "line-%d", i + 1);
    int pieces = reading_pieces(r, i, piece, PIECES);
    pieces = pieces < PIECES ? pieces : PIECES;
    if (pieces)
        ui_row_begin(ui);
    struct node *n = ui_text_at(ui, id, line_text(s, i), "da", kind, at);
    if (!n)
        return;
    ui->y += n->at.h;
    if (line->kind == READING_TITLE)
        n->fg = ACTION;
    strips_of(s, i, piece, pieces, n);
    word_nodes(s, i, piece, pieces, n->text, at);
    ui_row_end(ui);
    if (line->at_least && kind == TEXT_HEADING)
        ui_text(ui, ui_id(ui, "at-least-%d", i + 1),
                at_least(s, line->at_least), "da", TEXT_SMALL);
    doubt_rows(s, i);
}

/* --- The page ---------------------------------------------------------- */

static void top_line(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct staff *f = &s->staff;
    char page[12], pages[12], n[12];
    int open = reading_open(f->reading);
    snprintf(page, sizeof page, "%d", f->page + 1);
    snprintf(pages, sizeof pages, "%d", f->pages ? f->pages : 1);
    snprintf(n, sizeof n, "%d", open ? open : reading_places(f->reading));
    const char *where =
        say_with(s, "staff-week.page", "n", page, "all", pages, NULL);
    const char *words =
        say_with(s, open ? "staff-week.undecided" : "staff-week.hidden-words",
                 "n", n, NULL);
    ui_text(ui, open ? "week-undecided" : "week-hidden",
            arena_format(&ui->arena[ui->now], "%s  %s", where, words), NULL,
            TEXT_SMALL);
}

static void intro(struct stage *s)
{
    page_text(s, "staff-week.preview", TEXT_HEADING);
    page_text(s, "staff-week.hide", TEXT_SMALL);
}

static int intro_height(struct stage *s)
{
    struct ui *ui = &s->ui;
    return ui_text_height(ui, say(s, "staff-week.preview"), NULL, TEXT_HEADING,
                          ui->view.w) +
           ui_text_height(ui, say(s, "staff-week.hide"), NULL, TEXT_SMALL,
                          ui->view.w);
}

static bool is_measured(const struct stage *s, int room)
{
    const struct staff *f = &s->staff;
    return f->pages && f->paged_room == room && f->paged_width == s->ui.width &&
           f->paged_percent == s->ui.text_percent;
}

void staff_page(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct staff *f = &s->staff;
    top_line(s);
    page_fault(s);
    if (s->note)
        page_text(s, s->note, TEXT_NOTE);
    /* Not by what a fault takes for a moment, nor by a view that has made room
     * for scroll buttons. */
    int room = ui->view_height - ui_text_height(ui, say(s, "staff-week.page"),
                                                NULL, TEXT_SMALL, ui->view.w);
    if (!ui->overflow && !is_measured(s, room)) {
        measure_again(s, room, intro_height(s));
        f->paged_room = room;
        f->paged_width = ui->width;
        f->paged_percent = ui->text_percent;
        ui->again = true;
    }
    if (f->page == 0)
        intro(s);
    int end = f->pages ? f->first[f->page + 1] : 0;
    for (int i = f->pages ? f->first[f->page] : 0; i < end; i++)
        show_line(s, i);
}
