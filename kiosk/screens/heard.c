/* SPDX-License-Identifier: MPL-2.0 */
/* "We heard -> we did", from the first page, for everybody: in the language of
 * the screen where somebody rendered it, else in Danish, which is then marked
 * as Danish for reading aloud and for its letters. */
#include "screens/inside.h"

enum { SHOWN = 60 };

bool heard_took(struct stage *s, struct task *t, bool awaited)
{
    if (t->kind == TASK_REPLIES) {
        if (awaited && t->ok) {
            replies_free(s->replies);
            free(s->replies);
            s->replies = t->replies;
            t->replies = NULL;
        } else if (awaited) {
            s->fault = "fault.storage";
        }
        return true;
    }
    if (t->kind != TASK_REPLY)
        return false;
    if (awaited)
        s->staff.saved = t->ok;
    if (awaited && !t->ok)
        s->fault = t->why.kind == FAULT_INPUT  ? "staff-reply.refused"
                   : t->why.kind == FAULT_BUSY ? "fault.busy"
                                               : "fault.storage";
    return true;
}

static const struct reply_rendering *rendering_in(const struct replies *all,
                                                  const struct reply *r,
                                                  const char *lang)
{
    for (int i = r->first; i < r->first + r->renderings; i++)
        if (strcmp(all->rendering[i].lang, lang) == 0)
            return &all->rendering[i];
    return NULL;
}

/* --- Languages that something was rendered into ------------------------ */

static bool has_language(const struct replies *all, const char *lang)
{
    for (int i = 0; i < all->renderings; i++)
        if (strcmp(all->rendering[i].lang, lang) == 0)
            return true;
    return strcmp(lang, "da") == 0;
}

/* On the first page nobody has chosen a language yet. */
static void language_row(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct languages *known = shelf_languages(s->shelf);
    int n = 0, at = 0;
    struct rect grid = {0};
    for (int i = 0; i < languages_count(known); i++)
        n += has_language(s->replies, languages_at(known, i)->tag);
    for (int i = 0; n > 1 && i < languages_count(known); i++) {
        const struct language *l = languages_at(known, i);
        if (!has_language(s->replies, l->tag))
            continue;
        const char *frame_lang = ui->lang;
        bool on = strcmp(l->tag, s->lang) == 0;
        struct rect place = grid_place(s, at++, n, 430, 200, &grid);
        ui->lang = l->tag;
        if (ui_toggle(ui, ui_id(ui, "replies-%s", l->tag), l->name, 0, place,
                      on))
            set_language(s, l->tag);
        ui->lang = frame_lang;
    }
}

/* --- One reply --------------------------------------------------------- */

static const char *section_text(struct stage *s, const char *id)
{
    static const struct {
        const char *id, *text;
    } other[] = {{"stories", "booklet.stories"},
                 {"part", "booklet.part"},
                 {"themes", "booklet.themes"},
                 {"workers", "booklet.workers"}};
    const struct question *q = guide_question(s->guide, id);
    for (size_t i = 0; i < sizeof other / sizeof *other; i++)
        if (strcmp(id, other[i].id) == 0)
            return say(s, other[i].text);
    return q ? say_guide(s, ui_id(&s->ui, "%s.title", id), q->title) : "";
}

static void about(struct stage *s, const struct reply *r, int n)
{
    struct ui *ui = &s->ui;
    char number[12];
    snprintf(number, sizeof number, "%d", r->booklet);
    const char *title = say_with(s, "booklet.title", "number", number, NULL);
    const char *section = section_text(s, r->section);
    ui_text(ui, ui_id(ui, "reply-about-%d", n),
            *section
                ? arena_format(&ui->arena[ui->now], "%s: %s", title, section)
                : title,
            NULL, TEXT_SMALL);
}

static void half(struct stage *s, const char *label, const char *id,
                 struct plain words, const char *lang, enum text_kind kind)
{
    struct ui *ui = &s->ui;
    ui_text(ui, ui_id(ui, "%s-label", id), say(s, label), NULL, TEXT_SMALL);
    ui_text(ui, id, arena_text(&ui->arena[ui->now], words), lang, kind);
}

static void one_reply(struct stage *s, const struct reply *r, int n)
{
    struct ui *ui = &s->ui;
    const struct reply_rendering *own = rendering_in(s->replies, r, s->lang);
    const char *lang = own ? s->lang : "da";
    ui_gap(ui, 25);
    about(s, r, n);
    half(s, "replies.heard", ui_id(ui, "reply-heard-%d", n),
         own ? own->heard : r->heard, lang, TEXT_BODY);
    half(s, r->managed ? "replies.did" : "replies.not-managed",
         ui_id(ui, "reply-did-%d", n), own ? own->did : r->did, lang,
         TEXT_NOTE);
}

/* The latest booklet first, and of one booklet as they were written. */
static void all_replies(struct stage *s)
{
    const struct replies *all = s->replies;
    int below = INT32_MAX, n = 0;
    for (;;) {
        int booklet = 0;
        for (int i = 0; i < all->count; i++)
            if (all->reply[i].booklet < below &&
                all->reply[i].booklet > booklet)
                booklet = all->reply[i].booklet;
        if (!booklet)
            return;
        for (int i = 0; i < all->count && n < SHOWN; i++)
            if (all->reply[i].booklet == booklet)
                one_reply(s, &all->reply[i], ++n);
        below = booklet;
    }
}

void screen_replies(struct stage *s)
{
    if (!s->replies && !s->waiting && !s->fault) {
        text_copy(s->lang_before, sizeof s->lang_before, s->lang);
        ask_keeper(s, task_new(TASK_REPLIES, false));
    }
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_QUIET);
    page_told(s);
    ui_text(&s->ui, "replies.title", say(s, "replies.title"), NULL, TEXT_LARGE);
    if (s->replies && s->replies->count) {
        language_row(s);
        all_replies(s);
    } else if (s->replies) {
        page_text(s, "replies.none", TEXT_BODY);
    }
    page_end(s);
    if (hit == HIT_BACK) {
        replies_free(s->replies);
        free(s->replies);
        s->replies = NULL;
        /* Whoever comes next chooses for themselves, staff too. */
        set_language(s, s->lang_before);
        go_back(s);
    }
}
