/* SPDX-License-Identifier: MPL-2.0 */
/* Cuts folded cells into words and digit groups, once, so that the
 * recognisers need not read every letter again. */
#include "anonymise/redact_look.h"

enum { PHRASE_WORDS = 4, UNIT_GAP = 2 };

bool look_room(struct look *k, void *array, size_t n, size_t *room, size_t size)
{
    void *old;
    memcpy(&old, array, sizeof old);
    size_t more = *room ? *room * 2 : 256;
    void *moved = more > SIZE_MAX / size ? NULL : malloc(more * size);
    if (!moved) {
        k->no_memory = true;
        return false;
    }
    if (n) {
        memcpy(moved, old, n * size);
        bytes_wipe(old, n * size);
    }
    free(old);
    memcpy(array, &moved, sizeof moved);
    *room = more;
    return true;
}

void look_found(struct look *k, enum found_kind kind, bool hide, size_t from,
                size_t to)
{
    if (from >= to || to > k->cells)
        return;
    if (k->founds == k->found_room &&
        !look_room(k, &k->found, k->founds, &k->found_room, sizeof *k->found))
        return;
    for (size_t i = from; hide && i < to; i++)
        k->cell[i].hidden = true;
    k->found[k->founds++] = (struct found){
        (uint8_t)kind, hide, k->cell[from].from, k->cell[to - 1].to};
}

bool look_hidden(const struct look *k, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        if (k->cell[i].kind == CELL_DIGIT && !k->cell[i].hidden)
            return false;
    return true;
}

bool cell_is_letter(const struct cell *c)
{
    return c->kind == CELL_LOWER || c->kind == CELL_UPPER ||
           c->kind == CELL_LETTER;
}

bool look_gap(const struct look *k, size_t from, size_t to, size_t most,
              const char *marks)
{
    if (to < from || to - from > most || to > k->cells)
        return false;
    for (size_t i = from; i < to; i++) {
        const struct cell *c = &k->cell[i];
        if (c->kind == CELL_SPACE || c->kind == CELL_LINE)
            continue;
        if (c->kind != CELL_MARK || c->code > 0x7F || !c->code ||
            !strchr(marks, (int)c->code))
            return false;
    }
    return true;
}

const struct word *look_behind(const struct look *k, const struct group *g)
{
    size_t w = g->word;
    while (w < k->words && k->word[w].from < g->to)
        w++;
    return w < k->words && k->word[w].from > g->to &&
                   look_gap(k, g->to, k->word[w].from, UNIT_GAP, "")
               ? &k->word[w]
               : NULL;
}

bool look_unit(const struct look *k, const struct group *g)
{
    const struct word *behind = look_behind(k, g);
    return behind && behind->flags & WORD_UNIT;
}

/* Where the word that begins at "at" ends: letters, and single hyphens and
 * apostrophes between letters. Fills its hash, and the hashes that it had
 * before its last one and two cells, for a genitive. */
static size_t word_end(const struct look *k, size_t at, uint64_t hash[3])
{
    hash[0] = hash[1] = hash[2] = hash_begin();
    for (; at < k->cells; at++) {
        const struct cell *c = &k->cell[at];
        bool joint = (c->code == '-' || c->code == '\'') && at + 1 < k->cells &&
                     cell_is_letter(c + 1);
        if (!cell_is_letter(c) && !joint)
            break;
        hash[2] = hash[1];
        hash[1] = hash[0];
        hash[0] = hash_add(hash[0], c->low);
    }
    return at;
}

static const struct known *find_genitive(const struct look *k,
                                         const struct word *w,
                                         const uint64_t hash[3])
{
    size_t len = w->to - w->from;
    if (len < 3 || k->cell[w->to - 1].low != 's')
        return NULL;
    if (k->cell[w->to - 2].code == '\'')
        return lexicon_find(k->lexicon, hash[2]);
    return lexicon_find(k->lexicon, hash[1]);
}

/* One part of a hyphenated word is enough: Anne-Mette, Nguyen-Olsen. */
static uint32_t find_parts(const struct look *k, const struct word *w)
{
    uint32_t flags = 0;
    uint64_t hash = hash_begin();
    bool hyphen = false;
    for (size_t i = w->from; i <= w->to; i++) {
        if (i < w->to && k->cell[i].code != '-') {
            hash = hash_add(hash, k->cell[i].low);
            continue;
        }
        hyphen = hyphen || i < w->to;
        const struct known *part = lexicon_find(k->lexicon, hash);
        if (part)
            flags |= part->flags;
        hash = hash_begin();
    }
    if (!hyphen)
        return 0;
    if (flags & WORD_NAME && !(flags & WORD_ORDINARY))
        return WORD_NAME;
    return flags & (WORD_ORDINARY | WORD_OTHER | WORD_PLACE | WORD_INSTITUTION);
}

static int know_word(struct look *k, struct word *w, const uint64_t hash[3])
{
    const uint32_t cues = WORD_CUE | WORD_CUE_SURE;
    const struct known *found = lexicon_find(k->lexicon, hash[0]);
    if (found && found->flags != WORD_HEAD) {
        w->flags = found->flags & WORD_TOLD_OF ? lexicon_flags(k, hash[0])
                                               : found->flags;
        return found->flags & WORD_NUMBER ? found->number : -1;
    }
    const struct known *owner = find_genitive(k, w, hash);
    if (owner)
        w->flags = owner->flags & ~(uint32_t)(WORD_NUMBER | WORD_HEAD);
    if (owner && w->flags & cues) /* "min mors ro": no name follows */
        w->flags = (w->flags & ~cues) |
                   (w->flags & WORD_TOLD_OF ? 0 : (uint32_t)WORD_ORDINARY);
    if (!w->flags)
        w->flags = affix_know(k, w);
    if (!w->flags)
        w->flags = find_parts(k, w);
    w->flags |= found ? WORD_HEAD : 0;
    return -1;
}

static void put_group(struct look *k, struct group g)
{
    if (k->groups == k->group_room &&
        !look_room(k, &k->group, k->groups, &k->group_room, sizeof *k->group))
        return;
    k->group[k->groups++] = g;
}

/* Tens after "ones og" belong to the ones: "to og tyve" is 22. */
static bool joins_ones(const struct look *k, const struct group *g)
{
    if (!k->groups || g->digits != 2 || g->digit[1] != 0 || g->digit[0] < 2)
        return false;
    const struct group *ones = &k->group[k->groups - 1];
    if (!ones->told || ones->digits != 1 || ones->word + 3 != k->words)
        return false;
    const struct word *og = &k->word[k->words - 2];
    return og->to - og->from == 2 && k->cell[og->from].low == 'o' &&
           k->cell[og->from + 1].low == 'g';
}

static void put_number_word(struct look *k, const struct word *w, int number)
{
    struct group g = {w->from, w->to, (uint32_t)k->words - 1, 1, {0}, true};
    if (number > 9) {
        g.digits = 2;
        g.digit[0] = (uint8_t)(number / 10);
        g.digit[1] = (uint8_t)(number % 10);
    } else {
        g.digit[0] = (uint8_t)number;
    }
    if (joins_ones(k, &g)) {
        struct group *ones = &k->group[k->groups - 1];
        ones->digit[1] = ones->digit[0];
        ones->digit[0] = g.digit[0];
        ones->digits = 2;
        ones->to = g.to;
        return;
    }
    put_group(k, g);
}

/* "to-nul", "fem-fem": digits told with hyphens between. All parts are
 * numbers, or none is one. */
static bool number_parts(struct look *k, const struct word *w, bool put)
{
    struct word part = *w;
    uint64_t hash = hash_begin();
    for (size_t i = w->from; i <= w->to; i++) {
        if (i < w->to && k->cell[i].code != '-') {
            hash = hash_add(hash, k->cell[i].low);
            continue;
        }
        const struct known *found = lexicon_find(k->lexicon, hash);
        if (!found || !(found->flags & WORD_NUMBER))
            return false;
        part.to = (uint32_t)i;
        if (put)
            put_number_word(k, &part, found->number);
        part.from = (uint32_t)i + 1;
        hash = hash_begin();
    }
    return true;
}

static size_t cut_word(struct look *k, size_t at, bool start)
{
    uint64_t hash[3];
    size_t end = word_end(k, at, hash);
    struct word w = {.from = (uint32_t)at, .to = (uint32_t)end, .start = start};
    w.hash = hash[0];
    w.capital = k->cell[at].kind == CELL_UPPER;
    w.caseless = k->cell[at].kind == CELL_LETTER;
    w.all_capitals = w.capital;
    for (size_t i = at; i < end && w.all_capitals; i++)
        w.all_capitals = k->cell[i].kind != CELL_LOWER;
    int number = know_word(k, &w, hash);
    if (k->words == k->word_room &&
        !look_room(k, &k->word, k->words, &k->word_room, sizeof *k->word))
        return end;
    bool parts =
        number < 0 && !(w.flags & WORD_TOLD_OF) && number_parts(k, &w, false);
    w.flags |= parts ? WORD_NUMBER : 0;
    k->word[k->words++] = w;
    if (number >= 0)
        put_number_word(k, &w, number);
    else if (parts)
        number_parts(k, &w, true);
    return end;
}

static size_t cut_group(struct look *k, size_t at)
{
    struct group g = {.from = (uint32_t)at, .word = (uint32_t)k->words};
    while (at < k->cells && k->cell[at].kind == CELL_DIGIT) {
        if (g.digits < GROUP_DIGITS)
            g.digit[g.digits] = (uint8_t)(k->cell[at].code - '0');
        g.digits++;
        at++;
    }
    g.to = (uint32_t)at;
    put_group(k, g);
    return at;
}

static void put_at(struct look *k, size_t at)
{
    if (k->ats == k->at_room &&
        !look_room(k, &k->at, k->ats, &k->at_room, sizeof *k->at))
        return;
    k->at[k->ats++] = (uint32_t)at;
}

/* After these, and after a number, a capital says little. */
static bool opens(const struct cell *c)
{
    return c->kind == CELL_LINE ||
           (c->kind == CELL_MARK && c->code < 0x80 && c->code &&
            strchr(".!?:;\"'([{-*#>|", (int)c->code)) ||
           (c->kind == CELL_MARK && c->code >= 0x2000);
}

/* The longest phrase of the lists that begins at word i. */
static void know_phrase(struct look *k, size_t i)
{
    struct word *first = &k->word[i];
    uint64_t hash = first->hash;
    for (size_t n = 2; n <= PHRASE_WORDS && i + n <= k->words; n++) {
        const struct word *before = &k->word[i + n - 2], *w = before + 1;
        if (!look_gap(k, before->to, w->from, 3, ".,"))
            return;
        hash = hash_add(hash, ' ');
        for (size_t c = w->from; c < w->to; c++)
            hash = hash_add(hash, k->cell[c].low);
        const struct known *found = lexicon_find(k->lexicon, hash);
        if (found) {
            first->phrase = (uint8_t)n;
            first->phrase_flags = found->flags;
        }
    }
}

void look_cut(struct look *k)
{
    bool start = true;
    for (size_t i = 0; i < k->cells && !k->no_memory;) {
        const struct cell *c = &k->cell[i];
        if (cell_is_letter(c)) {
            i = cut_word(k, i, start);
            start = false;
        } else if (c->kind == CELL_DIGIT) {
            i = cut_group(k, i);
            start = true;
        } else {
            if (c->code == '@')
                put_at(k, i);
            start = start || opens(c);
            i++;
        }
    }
    for (size_t i = 0; i < k->words; i++)
        if (k->word[i].flags & WORD_HEAD)
            know_phrase(k, i);
}

void look_wipe(struct look *k)
{
    bytes_wipe(k->cell, k->cells * sizeof *k->cell);
    bytes_wipe(k->word, k->words * sizeof *k->word);
    bytes_wipe(k->group, k->groups * sizeof *k->group);
    k->cells = k->words = k->groups = k->ats = k->founds = 0;
    k->no_memory = false;
}

void look_free(struct look *k)
{
    look_wipe(k);
    free(k->cell);
    free(k->word);
    free(k->group);
    free(k->at);
    free(k->found);
}
