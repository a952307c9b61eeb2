/* SPDX-License-Identifier: MPL-2.0 */
/* The frame as a line of JSON, for --layout: what tests, translators and
 * accessibility checks look at. Only ever of a demo office: it holds words. */
#include "ui/ui.h"

#include <jansson.h>

static json_t *colour(uint32_t c)
{
    char text[8];
    snprintf(text, sizeof text, "#%06X", (unsigned)(c & 0xFFFFFF));
    return json_string(text);
}

static json_t *states(unsigned state)
{
    static const char *const names[] = {"selected", "hidden", "suggested",
                                        "locked",   "masked", "veiled",
                                        "busy"};
    json_t *list = json_array();
    for (unsigned i = 0; i < sizeof names / sizeof *names; i++)
        if (state & 1u << i)
            json_array_append_new(list, json_string(names[i]));
    return list;
}

static double tenths(int pixels, int dpi)
{
    return (double)(long)((double)pixels * 254 / dpi * 10 + 0.5) / 100;
}

/* Where the letters lie, drawn or cut off: a label that is larger than its
 * button is found by comparing the two. */
static json_t *text_rect(const struct node *n)
{
    int left = 0, right = 0;
    for (int i = 0; i < layout_lines(n->text); i++) {
        const struct layout_line *line = layout_line(n->text, i);
        if (i == 0 || line->x < left)
            left = line->x;
        if (i == 0 || line->x + line->width > right)
            right = line->x + line->width;
    }
    return json_pack("[iiii]", n->at.x + n->text_x + left, n->at.y + n->text_y,
                     right - left, layout_height(n->text));
}

static json_t *node_json(const struct ui *ui, const struct node *n)
{
    json_t *o = json_object();
    json_object_set_new(o, "id", json_string(n->id));
    json_object_set_new(o, "role", json_string(node_role_name(n->role)));
    json_object_set_new(o, "label", json_string(n->label));
    json_object_set_new(o, "value", json_string(n->value ? n->value : ""));
    json_object_set_new(o, "lang", json_string(n->lang));
    json_object_set_new(
        o, "rect", json_pack("[iiii]", n->at.x, n->at.y, n->at.w, n->at.h));
    json_object_set_new(
        o, "mm",
        json_pack("[ff]", tenths(n->at.w, ui->dpi), tenths(n->at.h, ui->dpi)));
    if (n->text)
        json_object_set_new(o, "text", text_rect(n));
    json_object_set_new(o, "fg", colour(n->fg));
    json_object_set_new(o, "bg", colour(n->bg));
    json_object_set_new(o, "focus", json_integer(n->focus));
    json_object_set_new(o, "enabled", json_boolean(n->enabled));
    json_object_set_new(o, "seen", json_boolean(n->seen));
    json_object_set_new(o, "state", states(n->state));
    for (int i = 0; i < n->strips; i++)
        if (n->strip[i].state == STRIP_SPOKEN)
            json_object_set_new(
                o, "spoken",
                json_pack("[ii]", (int)n->strip[i].from, (int)n->strip[i].to));
    return o;
}

bool ui_dump(const struct ui *ui, struct buf *out)
{
    json_t *frame = json_object(), *nodes = json_array();
    if (ui->last_ms >= 0) {
        json_object_set_new(frame, "frame", json_integer(ui->frame));
        json_object_set_new(frame, "ms",
                            json_real((double)(long)(ui->last_ms * 100) / 100));
    }
    json_object_set_new(frame, "screen", json_string(ui->screen));
    json_object_set_new(frame, "question", json_string(ui->question));
    json_object_set_new(frame, "lang", json_string(ui->lang));
    json_object_set_new(frame, "dir", json_string(ui->rtl ? "rtl" : "ltr"));
    const struct node *n;
    int count = ui_nodes(ui, &n);
    for (int i = 0; i < count; i++)
        json_array_append_new(nodes, node_json(ui, &n[i]));
    json_object_set_new(frame, "nodes", nodes);
    char *line = json_dumps(frame, JSON_COMPACT | JSON_REAL_PRECISION(6));
    json_decref(frame);
    if (!line)
        return false;
    buf_text(out, line);
    buf_text(out, "\n");
    free(line);
    return !out->full;
}

uint64_t ui_frame_look(const struct ui *ui)
{
    struct ui quiet = *ui;
    quiet.last_ms = -1;
    struct buf text = {.max = 16u << 20};
    ui_dump(&quiet, &text);
    uint64_t h = 0xcbf29ce484222325u;
    for (size_t i = 0; i < text.len; i++)
        h = (h ^ (uint8_t)text.at[i]) * 0x100000001b3u;
    buf_wipe(&text);
    return h;
}
