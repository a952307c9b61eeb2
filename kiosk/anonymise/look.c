/* SPDX-License-Identifier: MPL-2.0 */
/* See look.h. Each byte of a text is marked hidden or not, so that decisions
 * that overlap can never uncover each other. */
#include "anonymise/look.h"

static const char gap[] = "[...]"; /* what stands where something is hidden */
enum { GAP = sizeof gap - 1 };

bool word_list_add(struct word_list *list, struct plain word)
{
    if (word.len == 0 || word_list_has(list, word))
        return true;
    size_t count = (size_t)list->count;
    struct plain *grown = realloc(list->word, (count + 1) * sizeof *list->word);
    if (!grown)
        return false;
    list->word = grown;
    char *copy = malloc(word.len);
    if (!copy)
        return false;
    memcpy(copy, word.at, word.len);
    list->word[list->count++] = (struct plain){copy, word.len};
    return true;
}

bool word_list_has(const struct word_list *list, struct plain word)
{
    for (int i = 0; i < list->count; i++)
        if (plain_same(list->word[i], word))
            return true;
    return false;
}

void word_list_wipe(struct word_list *list)
{
    for (int i = 0; i < list->count; i++) {
        bytes_wipe((char *)list->word[i].at, list->word[i].len);
        free((char *)list->word[i].at);
    }
    free(list->word);
    *list = (struct word_list){0};
}

/* Letters and digits of the scripts Danish texts hold, and marks on them. Too
 * wide is harmless here: a neighbour taken for a letter makes staff's word a
 * part of a longer one, which they then see as a doubt or in the preview. */
bool look_in_word(uint32_t code)
{
    if (code < 0x80)
        return (code >= '0' && code <= '9') || (code >= 'A' && code <= 'Z') ||
               (code >= 'a' && code <= 'z');
    bool punctuation = (code >= 0x2000 && code <= 0x206F) ||
                       (code >= 0x3000 && code <= 0x303F) || code == 0xD7 ||
                       code == 0xF7 || code == 0xFEFF;
    return code >= 0xC0 && !punctuation;
}

bool look_whole_word(struct plain words, size_t from, size_t to)
{
    uint32_t code;
    if (from > 0) {
        utf8_read(words.at, words.len, utf8_back(words.at, from), &code);
        if (look_in_word(code))
            return false;
    }
    if (to < words.len) {
        utf8_read(words.at, words.len, to, &code);
        if (look_in_word(code))
            return false;
    }
    return true;
}

static bool all_hidden(const uint8_t *hidden, size_t from, size_t to)
{
    while (from < to && hidden[from])
        from++;
    return from == to;
}

/* Hides part wherever it stands, only as a whole word if so asked. Gives the
 * number of places where that hid something new. */
static int hide_part(struct plain words, struct plain part, bool as_word,
                     uint8_t *hidden)
{
    int places = 0;
    for (size_t at = 0; at + part.len <= words.len; at++) {
        size_t end = at + part.len;
        if (memcmp(words.at + at, part.at, part.len) != 0 ||
            (as_word && !look_whole_word(words, at, end)))
            continue;
        places += !all_hidden(hidden, at, end);
        memset(hidden + at, 1, part.len);
    }
    return places;
}

int look_hide_word(struct plain words, struct plain word, uint8_t *hidden)
{
    hide_part(words, (struct plain){gap, GAP}, false, hidden);
    return hide_part(words, word, true, hidden);
}

/* Gives how many were found, or -1 when memory is out. */
static int find(struct look *l, struct plain words)
{
    for (;;) {
        size_t n =
            redact_find(l->redactor, words, "da", l->found, l->found_room);
        if (redact_starved(l->redactor))
            return -1;
        if (n <= l->found_room)
            return (int)n;
        struct found *grown = realloc(l->found, n * sizeof *grown);
        if (!grown)
            return -1;
        l->found = grown;
        l->found_room = n;
    }
}

static bool is_edge(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == ',' ||
           c == '.' || c == ';' || c == ':' || c == '-';
}

static bool note_name(struct look *l, struct plain name)
{
    while (name.len && is_edge(name.at[0]))
        name.at++, name.len--;
    while (name.len && is_edge(name.at[name.len - 1]))
        name.len--;
    if (name.len == 0 || word_list_has(&l->allow, name))
        return true;
    if (l->names == l->name_room) {
        int room = l->name_room ? 2 * l->name_room : 8;
        struct plain *grown = realloc(l->name, (size_t)room * sizeof *grown);
        if (!grown)
            return false;
        l->name = grown;
        l->name_room = room;
    }
    l->name[l->names++] = name;
    return true;
}

/* Notes what is left to see of a suggested name: staff may have hidden the
 * given name and left the surname. */
static bool note_what_shows(struct look *l, struct plain words,
                            const struct found *f, const uint8_t *hidden)
{
    for (size_t at = f->from; at < f->to;) {
        size_t end = at;
        while (end < f->to && !hidden[end])
            end++;
        if (end > at && !note_name(l, plain_cut(words, at, end)))
            return false;
        at = end + 1;
    }
    return true;
}

static bool is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Two gaps with nothing but space between them would tell how many words were
 * hidden: they become one. */
static void join_gaps(struct plain words, uint8_t *hidden)
{
    size_t last = words.len; /* end of the latest hidden run; len: none yet */
    for (size_t i = 0; i < words.len; i++) {
        if (hidden[i]) {
            if (last < i)
                memset(hidden + last, 1, i - last);
            last = i + 1;
        } else if (!is_space(words.at[i])) {
            last = words.len;
        }
    }
}

static void write_seen(struct plain words, const uint8_t *hidden,
                       struct buf *out)
{
    for (size_t i = 0; i < words.len; i++) {
        if (!hidden[i])
            buf_byte(out, (uint8_t)words.at[i]);
        else if (i == 0 || !hidden[i - 1])
            buf_text(out, gap);
    }
}

bool look_over(struct look *l, struct plain words, struct buf *out)
{
    l->names = 0;
    int n = find(l, words);
    uint8_t *hidden = n < 0 ? NULL : calloc(words.len + 1, 1);
    if (!hidden)
        return false;
    bool noted = true;
    hide_part(words, (struct plain){gap, GAP}, false, hidden);
    for (int i = 0; i < n; i++)
        if (l->found[i].hide)
            memset(hidden + l->found[i].from, 1,
                   l->found[i].to - l->found[i].from);
    for (int i = 0; i < l->hide.count; i++)
        l->hidden_by_staff += hide_part(words, l->hide.word[i], true, hidden);
    for (int i = 0; noted && i < n; i++)
        if (!l->found[i].hide && l->found[i].kind == FOUND_NAME)
            noted = note_what_shows(l, words, &l->found[i], hidden);
    join_gaps(words, hidden);
    write_seen(words, hidden, out);
    free(hidden);
    return noted && !out->full;
}

void look_end(struct look *l)
{
    word_list_wipe(&l->allow);
    word_list_wipe(&l->hide);
    free(l->name);
    free(l->found);
    *l = (struct look){0};
}
