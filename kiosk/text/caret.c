/* SPDX-License-Identifier: MPL-2.0 */
/* See layout.h: carets, touches and marked boxes. Where the direction turns,
 * one byte has two places; the caret then stands at the letter of the outer
 * direction, so that every place between two letters can be touched. At a
 * paragraph's end it stays at the last letter, where the next one will
 * appear. */
#include "text/stack.h"

/* A unit of one paragraph, in one line. */
struct place {
    const struct stacked *part;
    const struct para *para;
    int32_t unit;
    int line; /* in the paragraph */
};

/* The last unit that begins at or before a byte of the words. */
static int32_t unit_at(const struct stacked *part, size_t byte)
{
    const struct para *p = part->para;
    int32_t low = 0, high = p->len;
    while (low < high) {
        int32_t mid = (low + high + 1) / 2;
        if (part->byte + p->byte[mid] <= byte)
            low = mid;
        else
            high = mid - 1;
    }
    return low;
}

static int32_t stop_at_or_before(const struct para *p, int32_t unit)
{
    while (unit > 0 && !(p->mark[unit] & MARK_STOP))
        unit--;
    return unit;
}

static int32_t stop_after(const struct para *p, int32_t unit)
{
    do
        unit++;
    while (unit < p->len && !(p->mark[unit] & MARK_STOP));
    return unit;
}

static int line_of_unit(const struct para *p, int32_t unit)
{
    int i = (int)p->lines - 1;
    while (i > 0 && p->line[i].from > unit)
        i--;
    return i;
}

static struct place place_at(const struct layout *l, size_t at)
{
    struct place place = {.part = layout_part_at(l, at)};
    place.para = place.part->para;
    place.unit = stop_at_or_before(place.para, unit_at(place.part, at));
    place.line = line_of_unit(place.para, place.unit);
    return place;
}

static size_t byte_of(const struct place *place)
{
    return place->part->byte + place->para->byte[place->unit];
}

/* The run of a line that holds a unit, or NULL. */
static const struct para_run *run_with(const struct para *p,
                                       const struct para_line *line,
                                       int32_t unit)
{
    for (int32_t i = 0; i < line->runs; i++) {
        const struct para_run *r = &p->run[line->run + i];
        if (r->from <= unit && unit < r->to)
            return r;
    }
    return NULL;
}

static int after_run(const struct para_run *r)
{
    return r->level & 1 ? r->x : r->x + r->width;
}

/* The x of a caret from where the visible line begins. */
static int caret_x(const struct para *p, const struct para_line *line,
                   int32_t unit, bool *rtl)
{
    const struct para_run *before =
        unit > line->from ? run_with(p, line, unit - 1) : NULL;
    const struct para_run *after = run_with(p, line, unit);
    bool outer =
        before && before != after && (!after || before->level < after->level);
    const struct para_run *r = outer ? before : after;
    *rtl = r ? r->level & 1 : p->rtl;
    if (!r)
        return 0;
    return outer ? after_run(r) : r->x + p->edge[unit];
}

static int clamp(int x, int low, int high)
{
    return x < low ? low : x > high ? high : x;
}

struct caret layout_caret(const struct layout *l, size_t at)
{
    struct place place = place_at(l, at);
    const struct layout_line *line = &l->line[place.part->line + place.line];
    struct caret caret = {.y = line->y, .height = line->height};
    int x = line->x + caret_x(place.para, &place.para->line[place.line],
                              place.unit, &caret.rtl);
    /* Hanging space must not push the caret out of its field. */
    caret.x = l->style.width > 0 ? clamp(x, 0, l->style.width) : x;
    return caret;
}

/* The last stop that a caret can show in this line: after what is seen, where
 * the next line begins with the byte after it. */
static int32_t last_stop(const struct para *p, const struct para_line *line)
{
    if (line->to == p->len)
        return line->to;
    if (line->visible < line->to)
        return stop_at_or_before(p, line->visible);
    return stop_at_or_before(p, line->to - 1);
}

static int line_at(const struct layout *l, int y)
{
    int i = 0;
    while (i + 1 < l->lines && y >= l->line[i + 1].y)
        i++;
    return i;
}

/* True when x is outside all the line's runs; *left tells on which side. */
static bool is_beside(const struct layout *l, const struct layout_line *line,
                      int x, bool *left)
{
    int low = line->x, high = line->x + line->width;
    for (int i = 0; i < line->runs; i++) {
        const struct layout_run *r = &l->run[line->first + i];
        low = r->x < low ? r->x : low;
        high = r->x + r->width > high ? r->x + r->width : high;
    }
    *left = x < low;
    return x < low || x > high;
}

static int32_t nearest_stop(const struct para *p, const struct para_line *line,
                            int32_t last, int x)
{
    int32_t best = line->from;
    int least = INT32_MAX;
    for (int32_t i = line->from; i <= last; i++) {
        bool rtl;
        if (!(p->mark[i] & MARK_STOP))
            continue;
        int away = abs(caret_x(p, line, i, &rtl) - x);
        if (away <= least) {
            least = away;
            best = i;
        }
    }
    return best;
}

static size_t hit_line(const struct layout *l, int i, int x)
{
    const struct layout_line *line = &l->line[i];
    struct place place = {.part = layout_part_of_line(l, i)};
    place.para = place.part->para;
    const struct para_line *own = &place.para->line[i - place.part->line];
    int32_t last = last_stop(place.para, own);
    bool left;
    if (is_beside(l, line, x, &left))
        place.unit = left == line->rtl ? last : own->from;
    else
        place.unit = nearest_stop(place.para, own, last, x - line->x);
    return byte_of(&place);
}

size_t layout_hit(const struct layout *l, int x, int y)
{
    return hit_line(l, line_at(l, y), x);
}

size_t layout_stop_next(const struct layout *l, size_t at)
{
    struct place place = place_at(l, at);
    if (place.unit < place.para->len) {
        place.unit = stop_after(place.para, place.unit);
        return byte_of(&place);
    }
    bool last = place.part == &l->part[l->parts - 1];
    return last ? l->len : place.part[1].byte;
}

size_t layout_stop_back(const struct layout *l, size_t at)
{
    struct place place = place_at(l, at);
    if (byte_of(&place) < at)
        return byte_of(&place);
    if (place.unit > 0) {
        place.unit = stop_at_or_before(place.para, place.unit - 1);
        return byte_of(&place);
    }
    return place.part->byte > 0 ? place.part->byte - 1 : 0;
}

size_t layout_stop_line(const struct layout *l, size_t at, int lines, int x)
{
    struct place place = place_at(l, at);
    int i = place.part->line + place.line + lines;
    return hit_line(l, clamp(i, 0, l->lines - 1), x);
}

bool layout_is_stop(const struct layout *l, size_t at)
{
    if (at > l->len)
        return false;
    struct place place = place_at(l, at);
    return byte_of(&place) == at;
}

/* The x of a unit's edge inside its run, at the run's end too. */
static int edge_in_run(const struct para *p, const struct para_run *r,
                       int32_t unit)
{
    return unit >= r->to ? after_run(r) : r->x + p->edge[unit];
}

static bool box_of_run(const struct layout *l, const struct place *place,
                       const struct para_run *r, int32_t from, int32_t to,
                       struct box *box)
{
    const struct para_line *own = &place->para->line[place->line];
    const struct layout_line *line = &l->line[place->part->line + place->line];
    from = from > r->from ? from : r->from;
    to = to < r->to ? to : r->to;
    bool hangs = r->from >= own->visible && own->to < place->para->len;
    if (from >= to || hangs)
        return false;
    int a = edge_in_run(place->para, r, from);
    int b = edge_in_run(place->para, r, to);
    *box = (struct box){
        .x = line->x + (a < b ? a : b),
        .y = line->y,
        .w = abs(b - a),
        .h = line->height,
    };
    return box->w > 0;
}

static int boxes_of_part(const struct layout *l, const struct stacked *part,
                         int32_t from, int32_t to, struct box *out, int max)
{
    struct place place = {.part = part, .para = part->para};
    int count = 0;
    for (place.line = 0; place.line < (int)part->para->lines; place.line++) {
        const struct para_line *line = &part->para->line[place.line];
        for (int32_t i = 0; i < line->runs; i++) {
            struct box box;
            if (!box_of_run(l, &place, &part->para->run[line->run + i], from,
                            to, &box))
                continue;
            if (count < max)
                out[count] = box;
            count++;
        }
    }
    return count;
}

int layout_boxes(const struct layout *l, size_t from, size_t to,
                 struct box *out, int max)
{
    int count = 0;
    if (to > l->len)
        to = l->len;
    for (int i = 0; i < l->parts && from < to; i++) {
        const struct stacked *part = &l->part[i];
        const struct para *p = part->para;
        if (part->byte >= to || part->byte + p->byte[p->len] <= from)
            continue;
        int32_t a = from > part->byte ? unit_at(part, from) : 0;
        int32_t b = unit_at(part, to);
        a = stop_at_or_before(p, a);
        if (!(p->mark[b] & MARK_STOP))
            b = stop_after(p, b);
        int got = boxes_of_part(l, part, a, b, count < max ? out + count : out,
                                count < max ? max - count : 0);
        count += got;
    }
    return count;
}
