/* SPDX-License-Identifier: MPL-2.0 */
/* Reading the screen aloud, sentence by sentence, the one that is heard lit
 * up. Only what we or the office wrote is read; a teller's own words only
 * after their yes, and nothing else at all: a text that nobody vouches for
 * stays silent. */
#include "screens/inside.h"

enum {
    WORDS_MOST = CEIL_STORY + 16 * 1024, /* a story and the screen around it */
    LOOK_AGAIN_MS = 50,                  /* between two sentences */
};

/* A citizen's own words, by the id of what shows them; one that ends in a
 * hyphen stands for all that begin with it. */
static const char *const own_ids[] = {"sentence-",   "story-",     "answer",
                                      "worker-text", "reply-text", "title",
                                      "theme-own"};
/* The office's own, which no catalogue has. */
static const char *const office_ids[] = {"help-now-office", "reply-",
                                         "second-reader", "course-", "lang-"};

static bool is_among(const char *id, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t len = strlen(list[i]);
        bool prefix = list[i][len - 1] == '-';
        if (prefix ? strncmp(id, list[i], len) == 0 : !strcmp(id, list[i]))
            return true;
    }
    return false;
}

static bool is_own(const struct stage *s, const struct node *n)
{
    if (!s->in_talk && s->at.screen != SCREEN_CODE_MENU)
        return false;
    return is_among(n->id, own_ids, sizeof own_ids / sizeof *own_ids);
}

static bool is_twin(const struct node *n)
{
    size_t len = strlen(n->id), end = strlen("-danish");
    return len > end && strcmp(n->id + len - end, "-danish") == 0;
}

static bool is_read(const struct node *n)
{
    return n->role == NODE_TEXT || n->role == NODE_HEADING ||
           n->role == NODE_CARD || n->role == NODE_TOGGLE ||
           strncmp(n->id, "ear-", 4) == 0;
}

/* The words of it that are read; of a field what is written in it. */
static const char *words_of(const struct node *n)
{
    const char *words = n->role == NODE_FIELD ? n->value : n->label;
    return words ? words : "";
}

/* --- What the screen says, and by which id ----------------------------- */

void aloud_said(struct stage *s, const char *lang, const char *id,
                const char *text)
{
    struct aloud *a = &s->aloud;
    if (a->gathers && a->saids < ALOUD_SAID)
        a->said[a->saids++] = (struct said){lang, id, text};
}

static const struct said *said_as(const struct stage *s, const struct node *n)
{
    const struct aloud *a = &s->aloud;
    for (int i = 0; i < a->saids; i++)
        if (strcmp(a->said[i].text, n->label) == 0 &&
            strcmp(a->said[i].lang, n->lang) == 0)
            return &a->said[i];
    return NULL;
}

/* --- Gathering --------------------------------------------------------- */

static void add_part(struct stage *s, const struct node *n, struct piece p,
                     struct plain words, bool recorded)
{
    struct aloud *a = &s->aloud;
    if (a->parts == ALOUD_PARTS)
        return;
    struct aloud_part *part = &a->part[a->parts];
    *part = (struct aloud_part){.from = p.from,
                                .to = p.to,
                                .at = (uint32_t)a->words.len,
                                .recorded = recorded};
    text_copy(part->id, sizeof part->id, n->id);
    text_copy(part->lang, sizeof part->lang, n->lang);
    buf_plain(&a->words, words);
    buf_byte(&a->words, 0);
    a->parts += !a->words.full;
}

static void add_sentences(struct stage *s, const struct node *n)
{
    struct piece piece[CEIL_SENTENCES];
    struct plain words = plain_of(words_of(n));
    size_t count = unicode_sentences(words, n->lang, piece, CEIL_SENTENCES);
    for (size_t i = 0; i < count && i < CEIL_SENTENCES; i++)
        add_part(s, n, piece[i], plain_cut(words, piece[i].from, piece[i].to),
                 false);
}

static void add_node(struct stage *s, const struct node *n)
{
    char path[CEIL_PATH];
    bool own = is_own(s, n), focused = s->aloud.of == OF_FOCUS;
    const struct said *said = own ? NULL : said_as(s, n);
    bool office =
        is_among(n->id, office_ids, sizeof office_ids / sizeof *office_ids);
    if (own ? s->aloud.own != OWN_ALOUD : !said && !office)
        return;
    if (!focused && ((!own && !is_read(n)) || is_twin(n) ||
                     strcmp(n->id, "demo-banner") == 0))
        return;
    struct piece all = {0, (uint32_t)strlen(n->label)};
    if (said && said->id && voice_recorded(s->voice, n->lang, said->id, path))
        add_part(s, n, all, plain_of(path), true);
    else if (voice_speaks(s->voice, n->lang))
        add_sentences(s, n);
}

/* Words that the node does not show there, or not as they are said. */
static void add_unlit(struct stage *s, const struct node *n, const char *words,
                      const char *lang)
{
    if (!*words || !voice_speaks(s->voice, lang))
        return;
    struct aloud *a = &s->aloud;
    int was = a->parts;
    add_part(s, n, (struct piece){0, 0}, plain_of(words), false);
    if (a->parts > was)
        text_copy(a->part[was].lang, sizeof a->part[was].lang, lang);
}

/* Of a field what it is for, whatever is written in it: a code, six words.
 * What a teller writes is said as own words are. */
static void add_field(struct stage *s, const struct node *n)
{
    const struct aloud *a = &s->aloud;
    for (int i = 0; i < a->saids; i++)
        if (strcmp(a->said[i].text, n->label) == 0) {
            add_unlit(s, n, n->label, a->said[i].lang);
            break;
        }
    if (is_own(s, n))
        add_node(s, n);
}

/* What has the focus, and whether it is chosen or hidden. A word that can be
 * hidden is a teller's own; a key is as good as what is written with it. */
static void add_focus(struct stage *s)
{
    const struct node *n = ui_find(&s->ui, s->ui.focus);
    bool own = s->in_talk && s->aloud.own == OWN_ALOUD;
    if (!n || n->role == NODE_KEY)
        return;
    if (n->role == NODE_FIELD)
        add_field(s, n);
    else if (strncmp(n->id, "word-", 5) != 0)
        add_node(s, n);
    else if (own)
        add_unlit(s, n, n->label, n->lang);
    if (n->state & STATE_SELECTED)
        add_unlit(s, n, say(s, "ear.selected"), s->lang);
    if (n->state & (STATE_HIDDEN | STATE_SUGGESTED))
        add_unlit(s, n, say(s, "ear.hidden"), s->lang);
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

/* The word before the caret, once it came to its end. */
static void add_written(struct stage *s)
{
    const struct node *n = ui_find(&s->ui, s->ui.field_id);
    if (!n || !is_own(s, n) || s->aloud.own != OWN_ALOUD || n->caret < 1 ||
        !is_blank(n->value[n->caret - 1]) || !voice_speaks(s->voice, n->lang))
        return;
    uint32_t to = (uint32_t)n->caret;
    while (to && is_blank(n->value[to - 1]))
        to--;
    uint32_t from = to;
    while (from && !is_blank(n->value[from - 1]))
        from--;
    if (from < to)
        add_part(s, n, (struct piece){from, to},
                 plain_cut(plain_of(n->value), from, to), false);
}

/* What page it is: what is asked and told, not what is chosen on it. */
static uint64_t page_look(const struct stage *s)
{
    const struct node *n;
    int count = ui_nodes(&s->ui, &n);
    uint64_t h = 1469598103934665603u + s->at.screen * 31u + s->at.question;
    for (int i = 0; i < count; i++) {
        bool text = n[i].role == NODE_TEXT || n[i].role == NODE_HEADING;
        bool word = strncmp(n[i].id, "word-", 5) == 0;
        for (const char *at = n[i].id; text && !word && *at; at++)
            h = (h ^ (uint8_t)*at) * 1099511628211u;
    }
    return h;
}

static bool start_part(struct stage *s)
{
    const struct aloud *a = &s->aloud;
    const struct aloud_part *part = &a->part[a->now];
    const char *words = a->words.at + part->at;
    const struct node *n = ui_find(&s->ui, part->id);
    struct fault ignored;
    if (n)
        ui_scroll_to(&s->ui, n);
    /* What is read aloud is as good as a touch: somebody listens. Not what
     * began by itself: perhaps nobody is there any more. */
    if (!a->unasked)
        s->touched_at = clock_ms(s->clock);
    if (part->recorded)
        return voice_play(s->voice, words, &ignored);
    return voice_say(s->voice, part->lang, plain_of(words), &ignored);
}

/* The frame that was just described, from its first word. */
static void begin(struct stage *s)
{
    struct aloud *a = &s->aloud;
    const struct node *n;
    int count = ui_nodes(&s->ui, &n);
    a->gathers = false;
    a->page = page_look(s);
    a->words = (struct buf){.max = WORDS_MOST};
    a->parts = a->now = 0;
    if (a->of == OF_FOCUS)
        add_focus(s);
    if (a->of == OF_WORD)
        add_written(s);
    for (int i = 0; i < count && a->of == OF_PAGE; i++)
        add_node(s, &n[i]);
    a->of = OF_PAGE;
    if (!a->parts || !start_part(s))
        aloud_stop(s);
    s->ui.again |= a->parts > 0; /* the ear says now that it stops */
}

/* --- Lighting up ------------------------------------------------------- */

static void light_up(struct stage *s)
{
    struct ui *ui = &s->ui;
    const struct aloud *a = &s->aloud;
    const struct aloud_part *part = &a->part[a->now];
    struct node *n = ui->nodes[ui->now];
    int i = 0, count = ui->count[ui->now];
    while (i < count && strcmp(n[i].id, part->id) != 0)
        i++;
    /* The words may have changed since: then nothing is lit. */
    if (i == count || strlen(words_of(&n[i])) < part->to)
        return;
    n = &n[i];
    struct node_strip *strip = arena_take(
        &ui->arena[ui->now], (size_t)(n->strips + 1) * sizeof *strip);
    if (!strip)
        return;
    for (int k = 0; k < n->strips; k++)
        strip[k] = n->strip[k];
    strip[n->strips++] =
        (struct node_strip){part->from, part->to, STRIP_SPOKEN};
    n->strip = strip;
}

void aloud_describe(struct stage *s, bool gathered)
{
    struct aloud *a = &s->aloud;
    bool turned = gathered && a->follows && a->page != page_look(s);
    /* Another page, or more on it: of that all is read. Its texts are noted
     * in the next pass. */
    if (turned && a->gathers && a->of != OF_PAGE) {
        a->of = OF_PAGE;
    } else if (turned && !a->gathers) {
        aloud_stop(s);
        a->page = page_look(s);
        a->gathers = a->unasked = s->ui.again = true;
        return;
    }
    if (a->gathers && gathered)
        begin(s);
    if (s->aloud.parts)
        light_up(s);
}

/* --- Starting and stopping --------------------------------------------- */

/* Own words are on the screen, of the frame before. */
static bool shows_own(const struct stage *s)
{
    const struct node *nodes = s->ui.nodes[s->ui.now ^ 1];
    for (int i = 0; i < s->ui.count[s->ui.now ^ 1]; i++)
        if (is_own(s, &nodes[i]) && *words_of(&nodes[i]))
            return true;
    return false;
}

void aloud_ask(struct stage *s)
{
    struct aloud *a = &s->aloud;
    /* The tap that stopped the voice was on the ear: that is all it does. */
    if (a->stopped)
        return;
    if (a->own == OWN_UNASKED && shows_own(s)) {
        a->asks_own = true;
        s->stopping = s->deleting = false;
        s->ui.keyboard_open = false;
        s->ui.scroll = 0;
    }
    a->gathers = true;
    a->follows = s->ui.focus_shown;
}

static void follow(struct stage *s, enum aloud_of of)
{
    struct aloud *a = &s->aloud;
    if (!a->follows || a->gathers)
        return;
    a->gathers = true;
    a->of = of;
}

void aloud_follow(struct stage *s)
{
    follow(s, OF_FOCUS);
}

void aloud_wrote(struct stage *s)
{
    follow(s, OF_WORD);
}

bool aloud_stop(struct stage *s)
{
    struct aloud *a = &s->aloud;
    bool was = a->parts > 0;
    voice_stop(s->voice);
    buf_wipe(&a->words);
    a->parts = a->saids = 0;
    a->gathers = a->unasked = false;
    a->of = OF_PAGE;
    return was;
}

void aloud_forget(struct stage *s)
{
    aloud_stop(s);
    s->aloud.own = OWN_UNASKED;
    s->aloud.asks_own = s->aloud.follows = false;
}

void aloud_tick(struct stage *s)
{
    struct aloud *a = &s->aloud;
    if (!a->parts || voice_is_heard(s->voice))
        return;
    if (++a->now == a->parts || !start_part(s))
        aloud_stop(s);
}

int stage_speaks_ms(const struct stage *s)
{
    return s->aloud.parts ? LOOK_AGAIN_MS : -1;
}

/* --- The question ------------------------------------------------------ */

static void answered(struct stage *s, enum own_aloud own)
{
    s->aloud.own = own;
    s->aloud.asks_own = false;
    s->aloud.gathers = true;
    s->ui.scroll = 0;
}

void aloud_panel(struct stage *s)
{
    struct ui *ui = &s->ui;
    int gap = ui_mm(ui, 15);
    page_heading(s, "ear.own");
    page_text(s, "ear.own-others", TEXT_BODY);
    ui->y += gap;
    /* Equal: neither answer is the easier one. */
    struct rect row = ui_take(ui, ui_mm(ui, 210));
    if (ui_button(ui, "ear-no", say(s, "ear.own-no"), 0,
                  rect_part(row, 2, 0, gap), LOOK_MAIN))
        answered(s, OWN_SILENT);
    if (ui_button(ui, "ear-yes", say(s, "ear.own-yes"), 0,
                  rect_part(row, 2, 1, gap), LOOK_MAIN))
        answered(s, OWN_ALOUD);
}
