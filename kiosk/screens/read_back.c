/* SPDX-License-Identifier: MPL-2.0 */
/* All of it, beside how others would see it: keep or leave each sentence, hide
 * or show each word. Nothing undecided shows. */
#include "screens/inside.h"

#include "base/log.h"

enum {
    NODES_A_ROW = 5,      /* the words, as others see them, keep, leave, cut */
    NODES_BESIDE = 50,    /* headings, bar, scroll */
    WORDS_IN_SIGHT = 300, /* more than a screen has room for */
};
_Static_assert(CEIL_SENTENCES *NODES_A_ROW + NODES_BESIDE + WORDS_IN_SIGHT <=
                   NODES_MAX,
               "a story's last sentences would not be on the screen");

void lists_ask(struct stage *s)
{
    struct task *t = s->redactor ? NULL : task_new(TASK_LISTS, false);
    if (t)
        keeper_ask(s->keeper, t);
}

void lists_took(struct stage *s, struct task *t)
{
    /* Nothing came of it, or somebody was quicker: redactor_now() tells. */
    if (!t->ok || s->redactor)
        return;
    s->redactor = t->redactor;
    s->lists = t->lists;
    t->redactor = NULL;
    t->lists = NULL;
}

struct redactor *redactor_now(struct stage *s)
{
    struct fault why;
    if (!s->redactor)
        s->redactor = approve_redactor(&s->lists, &why);
    if (!s->redactor) {
        log_line("screens", "%s", why.text);
        s->fault = "fault.storage";
    }
    return s->redactor;
}

void review_now(struct stage *s)
{
    if (s->review_ready || !redactor_now(s))
        return;
    review_make(s->review, s->redactor, s->talk);
    s->review_ready = true;
}

static unsigned node_state(uint8_t word)
{
    switch (word) {
    case WORD_SUGGESTED:
        return STATE_SUGGESTED;
    case WORD_HIDDEN:
        return STATE_HIDDEN;
    case WORD_LOCKED:
        return STATE_HIDDEN | STATE_LOCKED;
    default:
        return 0;
    }
}

static struct node_strip *strips_of(struct stage *s,
                                    const struct review_sentence *one, int *n)
{
    struct ui *ui = &s->ui;
    struct node_strip *strip = arena_take(
        &ui->arena[ui->now], (size_t)(one->words + 1) * sizeof *strip);
    *n = 0;
    for (int i = 0; strip && i < one->words; i++) {
        const struct review_word *w = &s->review->word[one->word + i];
        unsigned state = node_state(w->state);
        if (state)
            strip[(*n)++] = (struct node_strip){
                w->from - one->from, w->to - one->from,
                state & STATE_HIDDEN ? STATE_HIDDEN : STATE_SUGGESTED};
    }
    return strip;
}

/* In a very long story the words in sight have their places, and every
 * sentence has its own five: nothing leaves that could not be seen or left
 * out. Words out of sight have what is over. */
static bool may_show_word(const struct stage *s, int sentence, struct rect word)
{
    const struct ui *ui = &s->ui;
    int sentences = s->review->sentences - sentence;
    int kept = NODES_A_ROW * sentences + NODES_BESIDE;
    bool in_sight =
        word.y < ui->clip.y + ui->clip.h && word.y + word.h > ui->clip.y;
    return ui->count[ui->now] + kept + (in_sight ? 0 : WORDS_IN_SIGHT) <
           NODES_MAX;
}

/* Hides it or shows it, or begins the next sentence with it. */
static void tap_word(struct stage *s, int sentence, int word)
{
    bool done;
    if (s->cutting == sentence + 1) {
        done = review_cut(s->talk, s->review, sentence, word);
        s->cutting = 0;
        s->edit_of = (struct place){.screen = SCREENS}; /* its words changed */
    } else {
        done = review_toggle(s->talk, s->review, sentence, word);
        if (!done)
            s->note = "meaning.own-full";
    }
    if (done && s->in_talk)
        changed(s);
    s->review_ready = false;
}

/* A word is a place on the sentence: it draws nothing itself. */
static void word_nodes(struct stage *s, int sentence, const struct layout *l,
                       struct rect at)
{
    struct ui *ui = &s->ui;
    const struct review_sentence *one = &s->review->sentence[sentence];
    bool rtl = ui->mirror;
    if (!may_show_word(s, sentence, at))
        return;
    for (int i = one->word; i < one->word + one->words; i++) {
        const struct review_word *w = &s->review->word[i];
        struct box box;
        if (!layout_boxes(l, w->from - one->from, w->to - one->from, &box, 1))
            continue;
        struct rect r = {at.x + box.x, at.y + box.y, box.w, box.h};
        if (rtl)
            r.x = at.x + at.w - box.x - box.w;
        if (!may_show_word(s, sentence, r))
            continue;
        struct plain word = plain_cut(
            review_field(s->talk, one->field, one->danish), w->from, w->to);
        const char *id = ui_id(
            ui, one->danish && strcmp(s->lang, "da") ? "word-da-%d" : "word-%d",
            i + 1);
        struct node *n = ui_node(ui, id, NODE_TEXT,
                                 arena_text(&ui->arena[ui->now], word), r);
        if (!n)
            continue;
        if (one->danish)
            n->lang = "da";
        n->bg = CARD_PAPER;
        n->state = node_state(w->state);
        n->enabled = w->state != WORD_LOCKED;
        n->tappable = true;
        if (ui_tapped(ui, id))
            tap_word(s, sentence, i);
    }
}

static void keep_or_leave(struct stage *s, int i, struct rect keep,
                          struct rect out)
{
    struct ui *ui = &s->ui;
    struct review_sentence *one = &s->review->sentence[i];
    /* Anyone in a group can strike, and nobody can talk them out of it. */
    bool struck = one->leave && s->talk->who & WHO_GROUP;
    bool yes = ui_button(ui, ui_id(ui, "keep-%d", i + 1),
                         say(s, "read-back.keep"), 0x2714, keep,
                         LOOK_ICON_ONLY | (struck ? LOOK_DISABLED : 0) |
                             (one->leave ? 0 : LOOK_SELECTED));
    bool no = ui_button(ui, ui_id(ui, "leave-%d", i + 1),
                        say(s, "read-back.leave"), 0x2716, out,
                        LOOK_ICON_ONLY | (one->leave ? LOOK_SELECTED : 0));
    if (!yes && !no)
        return;
    if (!talk_leave_set(s->talk, one->field, one->danish, one->from, no))
        s->note = "meaning.own-full";
    changed(s);
}

static void public_words(struct stage *s, int i, struct rect at, int *height)
{
    struct ui *ui = &s->ui;
    const struct review_sentence *one = &s->review->sentence[i];
    struct buf text = {.max = CEIL_STORY};
    if (one->leave)
        buf_text(&text, "\xE2\x80\x93");
    else
        review_public(s->talk, s->review, i, &text);
    const char *words = arena_text(&ui->arena[ui->now], buf_words(&text));
    buf_wipe(&text);
    struct node *n = ui_text_at(ui, ui_id(ui, "public-%d", i + 1), words,
                                one->danish ? "da" : NULL, TEXT_SMALL, at);
    if (n && n->at.h > *height)
        *height = n->at.h;
}

/* The teller's words and what others see stand side by side, keep and leave
 * at the end. */
static void columns(struct stage *s, struct rect *left, struct rect *right)
{
    struct ui *ui = &s->ui;
    int side = ui_mm(ui, 200), gap = ui_mm(ui, 20);
    int width = ui->view.w - 2 * side - 3 * gap;
    *left = (struct rect){ui->view.x, ui->y, width * 3 / 5, 0};
    *right = (struct rect){left->x + left->w + gap, ui->y, width - left->w, 0};
}

static void column_headings(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct rect left, right;
    columns(s, &left, &right);
    struct node *a = ui_text_at(ui, "yours", say(s, "read-back.yours"), NULL,
                                TEXT_SMALL, left);
    struct node *b = ui_text_at(ui, "others", say(s, "read-back.others"), NULL,
                                TEXT_SMALL, right);
    if (a && b)
        ui->y += a->at.h > b->at.h ? a->at.h : b->at.h;
}

static void sentence_row(struct stage *s, int i)
{
    struct ui *ui = &s->ui;
    const struct review_sentence *one = &s->review->sentence[i];
    int side = ui_mm(ui, 200), gap = ui_mm(ui, 20), pad = ui_mm(ui, 20);
    struct rect left, right;
    columns(s, &left, &right);
    struct plain words = plain_cut(
        review_field(s->talk, one->field, one->danish), one->from, one->to);
    const char *text = arena_text(&ui->arena[ui->now], words);
    const char *id = ui_id(ui, "sentence-%d", i + 1);
    int start = ui->y, height = side;
    ui_row_begin(ui);
    struct node *n =
        ui_text_at(ui, id, text, one->danish ? "da" : NULL, TEXT_BODY, left);
    if (n) {
        n->strip = strips_of(s, one, &n->strips);
        n->state = one->leave ? STATE_HIDDEN : 0;
        left.h = n->at.h;
        if (n->at.h > height)
            height = n->at.h;
        word_nodes(s, i, n->text, left);
    }
    ui_row_end(ui);
    public_words(s, i, right, &height);
    struct rect keep = {right.x + right.w + gap, start, side, side};
    struct rect out = {keep.x + side + gap, start, side, side};
    keep_or_leave(s, i, keep, out);
    ui->y = start + height + pad;
    if (review_is_long(s->talk, s->review, i) &&
        ui_toggle(ui, ui_id(ui, "cut-%d", i + 1), say(s, "read-back.cut-long"),
                  0x2702, ui_take(ui, side), s->cutting == i + 1))
        s->cutting = s->cutting == i + 1 ? 0 : i + 1;
}

static const struct {
    const char *id, *text;
} voices[] = {
    [VOICE_OWN] = {"voice-own", "ask.own"},
    [VOICE_INTERPRETED] = {"voice-interpreted", "ask.voice-interpreted"},
    [VOICE_WRITTEN_BY_WORKER] = {"voice-worker", "ask.voice-worker"},
};

/* Whose words stand there: what was written in says it first, the people in
 * the room say it better. */
static void whose_words(struct stage *s)
{
    struct ui *ui = &s->ui;
    struct answer *a = talk_answer(s->talk, question_at(s, s->at.question)->id);
    if (!a)
        return;
    bool worker = s->talk->who & (WHO_WORKER | WHO_COLLEAGUE);
    int n = worker ? 3 : 2;
    struct rect row = ui_take(ui, ui_mm(ui, 200));
    for (int i = 0; i < n; i++)
        if (ui_toggle(ui, voices[i].id, say(s, voices[i].text), 0,
                      rect_part(row, n, i, ui_mm(ui, 30)), a->voice == i)) {
            a->voice = (uint8_t)i;
            changed(s);
        }
    ui_gap(ui, 20);
}

static void question_heading(struct stage *s, int i)
{
    struct ui *ui = &s->ui;
    const struct review_sentence *one = &s->review->sentence[i];
    bool first = i == 0 || s->review->sentence[i - 1].field != one->field;
    if (!first)
        return;
    if (one->field == FIELD_WORKER) {
        page_text(s, "read-back.worker", TEXT_HEADING);
        return;
    }
    if (one->field == FIELD_TITLE)
        page_text(s, "key-sentence.story-title", TEXT_HEADING);
    if (one->field >= s->talk->answers)
        return;
    const struct question *q =
        guide_question(s->guide, s->talk->answer[one->field].question);
    if (q)
        ui_text(ui, ui_id(ui, "about-%s", q->id),
                say_guide(s, ui_id(ui, "%s.title", q->id), q->title), NULL,
                TEXT_HEADING);
    const struct answer *a = &s->talk->answer[one->field];
    if (!s->at.only && q && s->talk->who & WHO_INTERPRETER)
        ui_text(ui, ui_id(ui, "voice-of-%s", q->id),
                say(s, voices[a->voice].text), NULL, TEXT_SMALL);
}

/* False for what a read-back of one answer leaves for later. */
static bool is_asked(const struct stage *s, int sentence)
{
    uint16_t field = s->review->sentence[sentence].field;
    if (!s->at.only)
        return true;
    return field < s->talk->answers &&
           strcmp(s->talk->answer[field].question,
                  question_at(s, s->at.question)->id) == 0;
}

static void all_sentences(struct stage *s)
{
    struct ui *ui = &s->ui;
    bool doubt = false, locked = false;
    for (int i = 0; i < s->review->words; i++) {
        doubt |= s->review->word[i].state == WORD_SUGGESTED;
        locked |= s->review->word[i].state == WORD_LOCKED;
    }
    if (s->talk->who & WHO_GROUP) {
        page_text(s, "group.strike", TEXT_NOTE);
        page_text(s, "group.struck", TEXT_SMALL);
    }
    page_text(s, "read-back.tap-a-word", TEXT_SMALL);
    if (doubt)
        page_text(s, "read-back.suggested", TEXT_SMALL);
    if (locked)
        page_text(s, "read-back.locked", TEXT_SMALL);
    ui_gap(ui, 10);
    column_headings(s);
    for (int i = 0; i < s->review->sentences; i++) {
        if (!is_asked(s, i))
            continue;
        question_heading(s, i);
        sentence_row(s, i);
    }
    if (s->at.only)
        whose_words(s);
}

void screen_read_back(struct stage *s)
{
    struct ui *ui = &s->ui;
    enum bar_hit hit = page_begin(s, BAR_BACK | BAR_NEXT | BAR_TALK);
    review_now(s);
    if (hit != HIT_NONE)
        s->cutting = 0;
    if (ui->in_view && !veil(s)) {
        page_heading(s, "read-back.title");
        if (s->note)
            page_text(s, s->note, TEXT_NOTE);
        if (s->review->sentences)
            all_sentences(s);
        else
            page_text(s, "read-back.empty", TEXT_BODY);
    }
    page_end(s);
    if (hit == HIT_BACK)
        go_back(s);
    else if (hit == HIT_NEXT && s->at.only)
        after_question(s);
    else if (hit == HIT_NEXT)
        go(s, SCREEN_SHARE);
}
