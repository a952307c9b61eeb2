/* SPDX-License-Identifier: MPL-2.0 */
/* See reading.h. The text is one buffer that no longer moves once it is made:
 * every word in here borrows from it. */
#include "desk/reading.h"

#include <stdlib.h>
#include <string.h>

#include "anonymise/clear.h"
#include "anonymise/look.h"
#include "desk/week.h"

/* --- Making ------------------------------------------------------------ */

struct making {
    struct reading *r;
    bool full;
};

static void *one_more(void *array, int count, size_t size)
{
    return realloc(array, ((size_t)count + 1) * size);
}

static void add(struct making *m, struct reading_line line, struct plain words)
{
    struct reading *r = m->r;
    struct reading_line *to = one_more(r->line, r->lines, sizeof *to);
    if (!to) {
        m->full = true;
        return;
    }
    r->line = to;
    line.from = (uint32_t)r->text.len;
    buf_plain(&r->text, words);
    line.to = (uint32_t)r->text.len;
    r->line[r->lines++] = line;
}

static void head(struct making *m, enum reading_kind kind, int at_least)
{
    add(m, (struct reading_line){.kind = (uint8_t)kind, .at_least = at_least},
        plain_of(""));
}

static void said(struct making *m, enum reading_kind kind, struct plain words)
{
    add(m, (struct reading_line){.kind = (uint8_t)kind, .told = true}, words);
}

static void add_replies(struct making *m, const struct cleared_booklet *b)
{
    if (b->replies)
        head(m, READING_SINCE, 0);
    for (int i = 0; i < b->replies; i++) {
        said(m, READING_HEARD, b->reply[i].heard);
        said(m, b->reply[i].managed ? READING_DID : READING_NOT_MANAGED,
             b->reply[i].did);
    }
}

static void add_stories(struct making *m, const struct cleared_booklet *b)
{
    if (b->stories)
        head(m, READING_STORIES, b->story_tellers);
    for (int i = 0; i < b->stories; i++) {
        said(m, READING_TITLE, b->story[i].title);
        for (int k = 0; k < b->story[i].sentences; k++)
            said(m, READING_SENTENCE, b->story[i].sentence[k]);
    }
}

static void add_sections(struct making *m, const struct cleared_booklet *b)
{
    for (int i = 0; i < b->sections; i++) {
        const struct cleared_section *s = &b->section[i];
        add(m,
            (struct reading_line){.kind = READING_QUESTION,
                                  .at_least = s->tellers},
            s->title);
        for (int k = 0; k < s->sentences; k++)
            said(m, READING_ANSWER, s->sentence[k].words);
    }
}

static void add_cards(struct making *m, const struct cleared_booklet *b)
{
    if (b->links)
        head(m, READING_PART, 0);
    for (int i = 0; i < b->links; i++)
        add(m,
            (struct reading_line){.kind = READING_LINK,
                                  .direction = (uint8_t)b->link[i].direction,
                                  .at_least = b->link[i].tellers},
            b->link[i].word);
    if (b->themes)
        head(m, READING_THEMES, 0);
    for (int i = 0; i < b->themes; i++)
        add(m,
            (struct reading_line){.kind = READING_THEME,
                                  .at_least = b->theme[i].tellers},
            b->theme[i].word);
}

static void add_workers(struct making *m, const struct cleared_booklet *b)
{
    if (b->workers)
        head(m, READING_WORKERS, b->worker_tellers);
    for (int i = 0; i < b->workers; i++)
        said(m, READING_WORKER, b->worker[i].words);
}

struct reading *reading_make(const struct cleared *c, const struct doubt *doubt,
                             int doubts, struct fault *why)
{
    const struct cleared_booklet *b = cleared_booklet(c);
    struct reading *r = calloc(1, sizeof *r);
    struct making m = {.r = r};
    if (!r) {
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
        return NULL;
    }
    *r = (struct reading){.text = {.max = CEIL_CLEARED},
                          .number = b->number,
                          .year = b->year,
                          .week = b->week};
    add_replies(&m, b);
    add_stories(&m, b);
    add_sections(&m, b);
    add_cards(&m, b);
    add_workers(&m, b);
    if (!m.full && !r->text.full && reading_doubt_more(r, doubt, doubts))
        return r;
    fault_set(why, FAULT_MEMORY,
              "the booklet is too large to be read here: use \"indefra-desk "
              "week\"");
    reading_free(r);
    return NULL;
}

void reading_free(struct reading *r)
{
    if (!r)
        return;
    buf_wipe(&r->text);
    free(r->line);
    free(r->doubt);
    free(r->hidden);
    free(r);
}

/* --- Doubts ------------------------------------------------------------ */

struct plain reading_words(const struct reading *r, int line)
{
    return plain_cut(buf_words(&r->text), r->line[line].from, r->line[line].to);
}

static bool stands_at(struct plain words, struct plain word, size_t at)
{
    return word.len && at + word.len <= words.len &&
           memcmp(words.at + at, word.at, word.len) == 0 &&
           look_whole_word(words, at, at + word.len);
}

/* Where it stands first; the slice of our own text, or nothing. */
static struct plain find_word(const struct reading *r, struct plain word,
                              int *line)
{
    for (*line = 0; *line < r->lines; ++*line) {
        struct plain words = reading_words(r, *line);
        for (size_t at = 0; r->line[*line].told && at < words.len; at++)
            if (stands_at(words, word, at))
                return plain_cut(words, at, at + word.len);
    }
    return plain_of(NULL);
}

static int by_line(const void *a, const void *b)
{
    const struct reading_doubt *x = a, *y = b;
    return x->line != y->line
               ? x->line - y->line
               : (x->word.at > y->word.at) - (x->word.at < y->word.at);
}

static bool known(const struct reading *r, struct plain word)
{
    for (int i = 0; i < r->doubts; i++)
        if (plain_same(r->doubt[i].word, word))
            return true;
    return false;
}

bool reading_doubt_more(struct reading *r, const struct doubt *doubt,
                        int doubts)
{
    for (int i = 0; i < doubts; i++) {
        int line;
        struct plain word = find_word(r, doubt[i].word, &line);
        if (known(r, doubt[i].word))
            continue;
        struct reading_doubt *to =
            word.len ? one_more(r->doubt, r->doubts, sizeof *to) : NULL;
        if (!to)
            return false;
        r->doubt = to;
        r->doubt[r->doubts++] = (struct reading_doubt){word, line, 0};
    }
    if (r->doubts)
        qsort(r->doubt, (size_t)r->doubts, sizeof *r->doubt, by_line);
    return true;
}

int reading_open(const struct reading *r)
{
    int n = 0;
    for (int i = 0; i < r->doubts; i++)
        n += r->doubt[i].decision == READING_OPEN;
    return n;
}

void reading_decide(struct reading *r, int doubt, bool hide)
{
    r->doubt[doubt].decision = hide ? READING_HIDDEN : READING_ALLOWED;
}

/* --- Hiding ------------------------------------------------------------ */

/* In the order in which reading_decided() hands the words over: which of two
 * that overlap is counted depends on it. */
static int hide_in(const struct reading *r, int line, uint8_t *hidden)
{
    struct plain words = reading_words(r, line);
    int places = 0;
    memset(hidden, 0, words.len);
    for (int i = 0; i < r->doubts; i++)
        if (r->doubt[i].decision == READING_HIDDEN)
            places += look_hide_word(words, r->doubt[i].word, hidden);
    for (int i = 0; i < r->hiddens; i++)
        places += look_hide_word(words, r->hidden[i], hidden);
    return places;
}

void reading_hidden(const struct reading *r, int line, uint8_t *hidden)
{
    hide_in(r, line, hidden);
}

int reading_places(const struct reading *r)
{
    int places = 0;
    size_t longest = 1;
    for (int i = 0; i < r->lines; i++)
        if (r->line[i].to - r->line[i].from > longest)
            longest = r->line[i].to - r->line[i].from;
    uint8_t *hidden = malloc(longest);
    for (int i = 0; hidden && i < r->lines; i++)
        places += r->line[i].told ? hide_in(r, i, hidden) : 0;
    free(hidden);
    return places;
}

/* --- Pieces ------------------------------------------------------------ */

/* The longest doubt that begins here: a surname inside a whole name is a part
 * of that. */
static int doubt_at(const struct reading *r, struct plain words, size_t at)
{
    int best = -1;
    for (int i = 0; i < r->doubts; i++)
        if (stands_at(words, r->doubt[i].word, at) &&
            (best < 0 || r->doubt[i].word.len > r->doubt[best].word.len))
            best = i;
    return best;
}

static size_t word_end(struct plain words, size_t at)
{
    uint32_t code;
    while (at < words.len) {
        size_t len = utf8_read(words.at, words.len, at, &code);
        if (!look_in_word(code))
            break;
        at += len;
    }
    return at;
}

static bool is_word_hidden(const struct reading *r, struct plain word)
{
    for (int i = 0; i < r->hiddens; i++)
        if (plain_same(r->hidden[i], word))
            return true;
    return false;
}

int reading_pieces(const struct reading *r, int line, struct reading_piece *out,
                   int max)
{
    struct plain words = reading_words(r, line);
    int n = 0;
    for (size_t at = 0; r->line[line].told && at < words.len;) {
        uint32_t code;
        size_t step = utf8_read(words.at, words.len, at, &code);
        int doubt = doubt_at(r, words, at);
        size_t end =
            doubt >= 0 ? at + r->doubt[doubt].word.len : word_end(words, at);
        if (end == at) {
            at += step;
            continue;
        }
        uint8_t decision =
            doubt >= 0 ? r->doubt[doubt].decision : (uint8_t)READING_ALLOWED;
        if (n < max)
            out[n] = (struct reading_piece){
                .from = (uint32_t)at,
                .to = (uint32_t)end,
                .doubt = doubt,
                .hidden = doubt >= 0
                              ? decision == READING_HIDDEN
                              : is_word_hidden(r, plain_cut(words, at, end)),
                .open = decision == READING_OPEN};
        n++;
        at = end;
    }
    return n;
}

static void show_again(struct reading *r, struct plain word)
{
    int n = 0;
    for (int i = 0; i < r->hiddens; i++)
        if (!plain_same(r->hidden[i], word))
            r->hidden[n++] = r->hidden[i];
    r->hiddens = n;
}

bool reading_toggle(struct reading *r, int line,
                    const struct reading_piece *piece)
{
    if (piece->doubt >= 0) {
        reading_decide(r, piece->doubt, !piece->hidden);
        return true;
    }
    struct plain word =
        plain_cut(reading_words(r, line), piece->from, piece->to);
    if (piece->hidden) {
        show_again(r, word);
        return true;
    }
    struct plain *to = one_more(r->hidden, r->hiddens, sizeof *to);
    if (!to)
        return false;
    r->hidden = to;
    r->hidden[r->hiddens++] = word;
    return true;
}

struct decided *reading_decided(const struct reading *r, int *n)
{
    struct decided *all =
        calloc((size_t)(r->doubts + r->hiddens) + 1, sizeof *all);
    *n = 0;
    for (int i = 0; all && i < r->doubts; i++)
        if (r->doubt[i].decision != READING_OPEN)
            all[(*n)++] = (struct decided){
                r->doubt[i].word, r->doubt[i].decision == READING_HIDDEN};
    for (int i = 0; all && i < r->hiddens; i++)
        all[(*n)++] = (struct decided){r->hidden[i], true};
    return all;
}
