/* SPDX-License-Identifier: MPL-2.0 */
/* The teller interprets the story: what it is about, what played a part,
 * which sentence matters most, what it is called. */
#include "screens/inside.h"

static bool write_short(struct stage *s, const char *id, const char *label_id,
                        struct edit *edit, char *text, uint32_t *len)
{
    struct ui *ui = &s->ui;
    if (edit->text != text) {
        *len = (uint32_t)strlen(text);
        edit_open(edit, text, len, CEIL_SHORT_TEXT - 1, true);
    }
    bool writes = ui_field(ui, id, say(s, label_id), edit, s->lang, s->rtl,
                           ui_take(ui, ui_mm(ui, 200)));
    text[*len] = '\0';
    if (writes)
        changed(s);
    return writes;
}

/* --- meaning ----------------------------------------------------------- */

static void theme_cards(struct stage *s)
{
    struct ui *ui = &s->ui;
    int n = s->guide->themes;
    struct rect grid = {0};
    for (int i = 0; i < n; i++) {
        const struct card *c = &s->guide->theme[i];
        struct rect at = grid_place(s, i, n, 430, 240, &grid);
        const char *id = ui_id(ui, "theme.%s", c->id);
        if (ui_card(ui, ui_id(ui, "theme-%s", c->id), say_guide(s, id, c->word),
                    c->pictogram, at, talk_has_theme(s->talk, c->id))) {
            talk_theme_toggle(s->talk, c->id);
            changed(s);
        }
    }
}

static void own_theme(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct talk *t = s->talk;
    page_text(s, "meaning.own", TEXT_HELP);
    if (write_short(s, "theme-own", "meaning.own", &s->edit, t->own_theme[0],
                    &s->own_len))
        t->own_themes = s->own_len > 0;
    ui_gap(ui, 20);
}

static const char *direction_word(enum direction d)
{
    static const char *const words[] = {[DIRECTION_BETTER] = "dir.better",
                                        [DIRECTION_WORSE] = "dir.worse",
                                        [DIRECTION_BOTH] = "dir.both",
                                        [DIRECTION_UNKNOWN] = "dir.unknown"};
    return d == DIRECTION_UNSAID ? NULL : words[d];
}

static void direction_row(struct stage *s)
{
    static const struct {
        const char *id;
        enum direction to;
    } way[] = {{"dir-better", DIRECTION_BETTER},
               {"dir-worse", DIRECTION_WORSE},
               {"dir-both", DIRECTION_BOTH},
               {"dir-unknown", DIRECTION_UNKNOWN}};
    struct ui *ui = &s->ui;
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    enum direction now = talk_link(s->talk, s->part);
    for (int i = 0; i < 4; i++)
        if (ui_card(ui, way[i].id, say(s, direction_word(way[i].to)), 0,
                    rect_part(row, 4, i, ui_mm(ui, 20)), now == way[i].to)) {
            bool off = now == way[i].to;
            talk_link_set(s->talk, s->part, off ? DIRECTION_UNSAID : way[i].to);
            changed(s);
        }
    ui_gap(ui, 20);
}

static void part_cards(struct stage *s)
{
    struct ui *ui = &s->ui;
    int n = s->guide->contributors;
    struct rect grid = {0};
    page_text(s, "meaning.part", TEXT_HEADING);
    page_text(s, "meaning.part-hint", TEXT_HELP);
    ui_gap(ui, 15);
    if (*s->part)
        direction_row(s);
    for (int i = 0; i < n; i++) {
        const struct card *c = &s->guide->contributor[i];
        enum direction d = talk_link(s->talk, c->id);
        struct rect at = grid_place(s, i, n, 520, 240, &grid);
        const char *word =
            say_guide(s, ui_id(ui, "contributor.%s", c->id), c->word);
        const char *label = word;
        if (d != DIRECTION_UNSAID)
            label = arena_format(&ui->arena[ui->now], "%s: %s", word,
                                 say(s, direction_word(d)));
        aloud_said(s, s->lang, NULL, label);
        if (ui_card(ui, ui_id(ui, "part-%s", c->id), label, c->pictogram, at,
                    strcmp(s->part, c->id) == 0))
            text_copy(s->part, sizeof s->part,
                      strcmp(s->part, c->id) == 0 ? "" : c->id);
    }
}

void screen_meaning(struct stage *s)
{
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_SKIP | BAR_TALK);
    if (s->ui.in_view) {
        page_heading(s, "meaning.title");
        page_text(s, "meaning.hint", TEXT_HELP);
        ui_gap(&s->ui, 15);
        theme_cards(s);
        own_theme(s);
        part_cards(s);
        page_end(s);
    }
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit != HIT_NONE)
        go(s, SCREEN_KEY_SENTENCE);
}

/* --- key-sentence ------------------------------------------------------ */

static void pick(struct stage *s, const struct review_sentence *r)
{
    struct talk *t = s->talk;
    bool same =
        t->has_key && t->key_field == r->field && t->key_from == r->from;
    t->has_key = !same;
    t->key_field = r->field;
    t->key_from = r->from;
    changed(s);
}

static void sentence_cards(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct review *r = s->review;
    for (int i = 0; i < r->sentences; i++) {
        const struct review_sentence *one = &r->sentence[i];
        if (one->field >= s->talk->answers || one->danish)
            continue;
        struct plain words = plain_cut(
            review_field(s->talk, one->field, one->danish), one->from, one->to);
        const char *text = arena_text(&ui->arena[ui->now], words);
        int pad = ui_mm(ui, 30);
        int high = ui_text_height(ui, text, NULL, TEXT_BODY,
                                  ui->view.w - 2 * pad - ui_mm(ui, 135)) +
                   pad;
        if (high < ui_mm(ui, 200))
            high = ui_mm(ui, 200);
        bool on = s->talk->has_key && s->talk->key_field == one->field &&
                  s->talk->key_from == one->from;
        const char *id = ui_id(ui, "sentence-%d", i + 1);
        if (ui_toggle(ui, id, text, 0x2605, ui_take(ui, high), on))
            pick(s, one);
        ui_gap(ui, 20);
    }
}

void screen_key_sentence(struct stage *s)
{
    struct ui *ui = &s->ui;
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_SKIP | BAR_TALK);
    review_now(s);
    if (ui->in_view && !veil(s)) {
        page_text(s, "key-sentence.story-title", TEXT_HEADING);
        ui_gap(ui, 15);
        if (write_short(s, "title", "key-sentence.story-title", &s->edit,
                        s->talk->title, &s->title_len))
            talk_marks_forget(s->talk, FIELD_TITLE, false);
        ui_gap(ui, 20);
        page_text(s, "key-sentence.title", TEXT_HEADING);
        page_text(s, "key-sentence.pick", TEXT_HELP);
        ui_gap(ui, 15);
        sentence_cards(s);
    }
    page_end(s);
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit != HIT_NONE)
        go(s, SCREEN_READ_BACK);
}
