/* SPDX-License-Identifier: MPL-2.0 */
/* Draws what changed. Each node has a "look", a number made of all that can be
 * seen of it; places where a look came or went are painted anew, nothing
 * else. An untouched screen costs nothing. */
#include "ui/ui.h"

enum { PLACES_MAX = 24 };

static uint64_t mix(uint64_t h, const void *bytes, size_t len)
{
    const uint8_t *b = bytes;
    for (size_t i = 0; i < len; i++)
        h = (h ^ b[i]) * 0x100000001b3u;
    return h ^ h >> 29;
}

static uint64_t mix_layout(uint64_t h, const struct layout *l)
{
    if (!l)
        return h * 31;
    struct plain words = layout_words(l);
    int size[2] = {layout_width(l), layout_height(l)};
    h = mix(h, words.at, words.len);
    return mix(h, size, sizeof size);
}

static bool has_focus(const struct ui *ui, const struct node *n)
{
    return ui->focus_shown && strcmp(ui->focus, n->id) == 0;
}

/* What has a ground of its own is drawn on its ring. */
static bool stands_on_ring(const struct node *n)
{
    return n->row < 0 && (n->filled || n->edged);
}

/* The number of everything seen of a node but the words of a field: those
 * count line by line, so that a key press redraws a line. */
static uint64_t look_of(const struct ui *ui, const struct node *n)
{
    bool field = n->role == NODE_FIELD;
    bool focused = has_focus(ui, n) && stands_on_ring(n);
    int parts[] = {n->at.x,
                   n->at.y,
                   n->at.w,
                   n->at.h,
                   n->clip.x,
                   n->clip.y,
                   n->clip.w,
                   n->clip.h,
                   (int)n->fg,
                   (int)n->bg,
                   (int)n->edge,
                   n->filled,
                   n->edged,
                   n->enabled,
                   n->radius,
                   n->text_x,
                   n->text_y,
                   n->text_size,
                   n->icon_x,
                   n->icon_y,
                   n->icon_size,
                   field ? 0 : n->caret,
                   field ? 0 : n->caret_on,
                   (int)n->state,
                   focused,
                   n->text_clip.x,
                   n->text_clip.y,
                   n->text_clip.w,
                   n->text_clip.h};
    uint64_t h = mix(0xcbf29ce484222325u, parts, sizeof parts);
    h = mix_layout(h, field ? NULL : n->text);
    h = mix_layout(h, n->icon);
    if (n->picture)
        h = mix(h, n->picture->dark, sizeof n->picture->dark);
    for (int i = 0; i < n->strips; i++) {
        uint32_t strip[] = {n->strip[i].from, n->strip[i].to,
                            n->strip[i].state};
        h = mix(h, strip, sizeof strip);
    }
    return h;
}

/* --- One node ---------------------------------------------------------- */

static void draw_layout(struct ui *ui, const struct layout *l, int x, int y,
                        int size, uint32_t ink, struct rect only)
{
    const struct layout_run *runs = layout_runs(l);
    struct plain words = layout_words(l);
    for (int i = 0; i < layout_lines(l); i++) {
        const struct layout_line *line = layout_line(l, i);
        int top = y + line->y;
        if (top + line->height < only.y - size || top > only.y + only.h + size)
            continue;
        for (int r = line->first; r < line->first + line->runs; r++) {
            int ascent, descent, left, above, at = x + runs[r].x;
            if (runs[r].blank || at > only.x + only.w + size ||
                at + runs[r].width < only.x - size)
                continue;
            fonts_metrics(ui->fonts, runs[r].font, size, &ascent, &descent);
            layout_ink_shift(l, r, &left, &above);
            struct canvas_run run = {
                .words = plain_cut(words, runs[r].from, runs[r].to),
                .font = runs[r].font,
                .size = size,
                .script = runs[r].script,
                .rtl = runs[r].rtl,
                .x = at - left,
                .top = top + line->ascent - ascent - above,
                .ink = ink};
            ui->canvas->run(ui->canvas->self, &run);
        }
    }
}

static void draw_stripes(struct ui *ui, struct rect at, int step, uint32_t ink)
{
    for (int x = at.x; x < at.x + at.w; x += 2 * step) {
        int w = x + step > at.x + at.w ? at.x + at.w - x : step;
        ui->canvas->box(ui->canvas->self, (struct rect){x, at.y, w, at.h}, ink);
    }
}

/* Underlined as well: one sees it on every ground, and without colours. */
static void draw_spoken(struct ui *ui, const struct node *n, struct rect at)
{
    int w = ui_mm(ui, 6);
    if (n->fg != ON_ACTION)
        ui->canvas->box(ui->canvas->self, at, LIT_PAPER);
    at.y += at.h - w;
    at.h = w;
    ui->canvas->box(ui->canvas->self, at, n->fg);
}

static void draw_strips(struct ui *ui, const struct node *n, bool over)
{
    struct box boxes[64];
    for (int i = 0; i < n->strips; i++) {
        bool hidden = n->strip[i].state == STATE_HIDDEN;
        if (hidden != over)
            continue;
        int count =
            layout_boxes(n->text, n->strip[i].from, n->strip[i].to, boxes, 64);
        for (int k = 0; k < count && k < 64; k++) {
            struct rect at = {n->at.x + n->text_x + boxes[k].x,
                              n->at.y + n->text_y + boxes[k].y, boxes[k].w,
                              boxes[k].h};
            if (hidden) {
                ui->canvas->box(ui->canvas->self, at, STRIPE);
                draw_stripes(ui, at, ui_mm(ui, 8), INK_SOFT);
            } else if (n->strip[i].state == STATE_SUGGESTED) {
                draw_stripes(ui, at, ui_mm(ui, 8), STRIPE);
            } else if (n->strip[i].state == STRIP_SPOKEN) {
                draw_spoken(ui, n, at);
            } else {
                ui->canvas->box(ui->canvas->self, at, NOTE_PAPER);
            }
        }
    }
}

static void draw_caret(struct ui *ui, const struct node *n)
{
    if (n->caret < 0 || !n->caret_on)
        return;
    struct caret c = layout_caret(n->text, (size_t)n->caret);
    int w = ui_mm(ui, 6);
    struct rect at = {n->at.x + n->text_x + c.x - (c.rtl ? w : 0),
                      n->at.y + n->text_y + c.y, w, c.height};
    ui->canvas->box(ui->canvas->self, at, ACTION);
}

static struct rect grown(struct rect r, int by)
{
    return (struct rect){r.x - by, r.y - by, r.w + 2 * by, r.h + 2 * by};
}

static int ring_width(const struct ui *ui)
{
    return ui_mm(ui, 12);
}

static void draw_surface(struct ui *ui, const struct node *n)
{
    struct canvas *c = ui->canvas;
    struct rect at = n->at;
    if (has_focus(ui, n) && stands_on_ring(n)) {
        int w = ring_width(ui);
        c->round(c->self, grown(at, w), n->radius + w, FOCUS_RING);
    }
    if (n->edged) {
        int w = ui_mm(ui, 4);
        c->round(c->self, at, n->radius, n->edge);
        at = (struct rect){at.x + w, at.y + w, at.w - 2 * w, at.h - 2 * w};
    }
    if (n->filled || n->edged)
        c->round(c->self, at, n->radius > 2 ? n->radius - 2 : 0, n->bg);
}

enum { QUIET = 4 }; /* ISO/IEC 18004: squares left empty on each side */

/* Whole pixels a square: readers count on their being alike. */
static void draw_picture(struct ui *ui, const struct node *n)
{
    const struct picture *p = n->picture;
    int least = n->at.w < n->at.h ? n->at.w : n->at.h;
    int side = least / (p->side + 2 * QUIET);
    int left = n->at.x + (n->at.w - side * p->side) / 2;
    int top = n->at.y + (n->at.h - side * p->side) / 2;
    for (int y = 0; y < p->side; y++)
        for (int x = 0, w; x < p->side; x += w) {
            const uint8_t *row = &p->dark[y * p->side];
            for (w = 1; x + w < p->side && row[x + w] == row[x];)
                w++;
            if (row[x])
                ui->canvas->box(ui->canvas->self,
                                (struct rect){left + x * side, top + y * side,
                                              w * side, side},
                                n->fg);
        }
}

/* What a node may draw on: itself, the ring of the focus, and letters whose
 * ink leaves their line. */
static struct rect reach_of(const struct ui *ui, const struct node *n)
{
    int grow = ui_mm(ui, 13);
    struct rect at = {n->at.x - grow, n->at.y - grow, n->at.w + 2 * grow,
                      n->at.h + 2 * grow};
    return rect_meet(at, n->clip);
}

static void draw_node(struct ui *ui, const struct node *n, struct rect place)
{
    struct canvas *c = ui->canvas;
    struct rect visible = rect_meet(reach_of(ui, n), place);
    if (!visible.w || !visible.h)
        return;
    c->clip(c->self, visible);
    draw_surface(ui, n);
    if (n->icon)
        draw_layout(ui, n->icon, n->at.x + n->icon_x, n->at.y + n->icon_y,
                    n->icon_size, n->fg, visible);
    if (n->picture)
        draw_picture(ui, n);
    if (!n->text)
        return;
    if (n->text_clip.w) {
        struct rect inside = n->text_clip;
        inside.x += n->at.x;
        inside.y += n->at.y;
        visible = rect_meet(visible, inside);
        c->clip(c->self, visible);
    }
    draw_strips(ui, n, false);
    draw_layout(ui, n->text, n->at.x + n->text_x, n->at.y + n->text_y,
                n->text_size, n->fg, visible);
    draw_strips(ui, n, true);
    draw_caret(ui, n);
}

/* --- What changed ------------------------------------------------------ */

struct seen {
    uint64_t look;
    struct rect at;
};

static int by_look(const void *a, const void *b)
{
    uint64_t x = ((const struct seen *)a)->look;
    uint64_t y = ((const struct seen *)b)->look;
    return (x > y) - (x < y);
}

/* What the canvas shows: looks and places of the frame drawn last. */
enum { SEEN_MOST = NODES_MAX + 4000 };
static struct seen shown[SEEN_MOST], fresh[SEEN_MOST];
static int shown_count;

static void add_place(struct rect *places, int *n, struct rect r)
{
    if (!r.w || !r.h)
        return;
    for (int i = 0; i < *n; i++) {
        struct rect meet = rect_meet(places[i], r);
        if (meet.w && meet.h) {
            places[i] = rect_span(places[i], r);
            return;
        }
    }
    if (*n < PLACES_MAX)
        places[(*n)++] = r;
    else
        places[0] = rect_span(places[0], r);
}

/* Places that overlap are drawn once, as one. */
static void join_places(struct rect *places, int *n)
{
    for (int i = 0; i < *n; i++)
        for (int k = i + 1; k < *n; k++) {
            struct rect meet = rect_meet(places[i], places[k]);
            if (!meet.w || !meet.h)
                continue;
            places[i] = rect_span(places[i], places[k]);
            places[k] = places[--*n];
            i = -1;
            break;
        }
}

static struct rect field_words_clip(const struct node *n)
{
    struct rect inside = n->text_clip;
    inside.x += n->at.x;
    inside.y += n->at.y;
    return rect_meet(inside, n->clip);
}

/* The words of a line: what is typed changes one of them. */
static int look_over_line(const struct node *n, const struct layout_line *l,
                          struct rect clip, int at)
{
    struct plain words = layout_words(n->text);
    int margin = n->text_size / 2, top = n->at.y + n->text_y + l->y;
    for (int i = 0; i < l->runs && at < SEEN_MOST; i++) {
        const struct layout_run *run = &layout_runs(n->text)[l->first + i];
        int x = n->at.x + n->text_x + run->x;
        struct rect r = {x - margin, top, run->width + 2 * margin, l->height};
        int parts[] = {x,          top + l->ascent, l->height, n->text_size,
                       (int)n->fg, run->font,       run->rtl};
        uint64_t h = mix(0x84222325cbf29ce4u, parts, sizeof parts);
        h = mix(h, words.at + run->from, run->to - run->from);
        fresh[at++] = (struct seen){h, rect_meet(r, clip)};
    }
    return at;
}

/* The words of a field, and its caret, as things that change on their own. */
static int look_over_words(const struct ui *ui, const struct node *n, int at)
{
    struct rect clip = field_words_clip(n);
    for (int i = 0; i < layout_lines(n->text); i++) {
        const struct layout_line *l = layout_line(n->text, i);
        int top = n->at.y + n->text_y + l->y;
        if (top < clip.y + clip.h && top + l->height > clip.y)
            at = look_over_line(n, l, clip, at);
    }
    if (n->caret >= 0 && n->caret_on && at < SEEN_MOST) {
        struct caret c = layout_caret(n->text, (size_t)n->caret);
        int w = ui_mm(ui, 6);
        struct rect r = {n->at.x + n->text_x + c.x - w,
                         n->at.y + n->text_y + c.y, 2 * w, c.height};
        uint64_t h = mix(0x9ce484222325cbf2u, &r, sizeof r);
        fresh[at++] = (struct seen){h, rect_meet(r, clip)};
    }
    return at;
}

/* The ring around a word, or a row that is not yet walked inside of, and what
 * it may be drawn on; w 0: the focus is elsewhere. */
static struct rect outline(const struct ui *ui, struct rect *on)
{
    const struct node *nodes = ui->nodes[ui->now];
    /* Typing shows none: no search then. */
    const struct node *at = ui->focus_shown ? ui_find(ui, ui->focus) : NULL;
    struct rect ring = {0};
    if (!at || stands_on_ring(at))
        return ring;
    bool whole = at->row == (int)(at - nodes) && !ui->row_in[0];
    for (int i = 0; i < ui->count[ui->now]; i++)
        if (&nodes[i] == at || (whole && nodes[i].row == at->row))
            ring = rect_span(ring, nodes[i].at);
    *on = at->clip;
    struct rect screen = {0, 0, ui->width, ui->height};
    return rect_meet(grown(ring, ring_width(ui)), screen);
}

static void draw_outline(struct ui *ui, struct rect place)
{
    struct canvas *c = ui->canvas;
    struct rect on = {0}, r = outline(ui, &on);
    int w = ring_width(ui);
    struct rect visible = rect_meet(rect_meet(r, on), place);
    if (!visible.w || !visible.h)
        return;
    c->clip(c->self, visible);
    c->box(c->self, (struct rect){r.x, r.y, r.w, w}, FOCUS_RING);
    c->box(c->self, (struct rect){r.x, r.y + r.h - w, r.w, w}, FOCUS_RING);
    c->box(c->self, (struct rect){r.x, r.y, w, r.h}, FOCUS_RING);
    c->box(c->self, (struct rect){r.x + r.w - w, r.y, w, r.h}, FOCUS_RING);
}

static int look_over(struct ui *ui)
{
    struct node *nodes = ui->nodes[ui->now];
    int n = ui->count[ui->now], count = 0;
    for (int i = 0; i < n; i++) {
        nodes[i].look = look_of(ui, &nodes[i]);
        fresh[count++] = (struct seen){nodes[i].look, reach_of(ui, &nodes[i])};
        if (nodes[i].role == NODE_FIELD && nodes[i].text)
            count = look_over_words(ui, &nodes[i], count);
    }
    struct rect on = {0}, ring = outline(ui, &on);
    if (ring.w && count < SEEN_MOST) {
        uint64_t h = mix(0xe484222325cbf29cu, &ring, sizeof ring);
        fresh[count++] = (struct seen){h, rect_meet(ring, on)};
    }
    qsort(fresh, (size_t)count, sizeof *fresh, by_look);
    return count;
}

static int changed_places(struct ui *ui, struct rect *places)
{
    int count = 0, n = look_over(ui), a = 0, b = 0;
    if (ui->redraw_all)
        add_place(places, &count, (struct rect){0, 0, ui->width, ui->height});
    while (a < shown_count || b < n) {
        if (b == n || (a < shown_count && shown[a].look < fresh[b].look)) {
            add_place(places, &count, shown[a++].at);
        } else if (a == shown_count || fresh[b].look < shown[a].look) {
            add_place(places, &count, fresh[b++].at);
        } else {
            a++;
            b++;
        }
    }
    memcpy(shown, fresh, (size_t)n * sizeof *fresh);
    shown_count = n;
    join_places(places, &count);
    return count;
}

bool ui_draw(struct ui *ui)
{
    struct rect places[PLACES_MAX];
    struct canvas *c = ui->canvas;
    double before = c->ticks(c->self);
    int count = changed_places(ui, places);
    struct rect screen = {0, 0, ui->width, ui->height};
    for (int i = 0; i < count; i++) {
        places[i] = rect_meet(places[i], screen);
        c->clip(c->self, places[i]);
        c->box(c->self, places[i], PAPER);
        for (int k = 0; k < ui->count[ui->now]; k++) {
            const struct node *n = &ui->nodes[ui->now][k];
            draw_node(ui, n, places[i]);
        }
        draw_outline(ui, places[i]);
    }
    if (count)
        c->present(c->self, places, count);
    ui->redraw_all = false;
    ui->last_ms = c->ticks(c->self) - before;
    ui->frame += count > 0;
    return count > 0;
}
