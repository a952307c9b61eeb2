/* SPDX-License-Identifier: MPL-2.0 */
/* The word lists as one hash table: one look tells everything that is known
 * of a word. Lines are folded like any text, so that both meet. */
#include "anonymise/redact_look.h"

/* Keeps endings apart from words: "-skole" is no word. */
#define ENDING_SALT 0x5bd1e995a7c3f10bu
#define TONGUE_SALT 0x9ae16a3b2f90404fu

enum { MOST_ENDING = 24, SLOTS_AT_FIRST = 1024 };

uint64_t hash_begin(void)
{
    return 0xcbf29ce484222325u;
}

static struct known *slot_of(const struct lexicon *x, uint64_t hash)
{
    size_t i = (size_t)(hash ^ hash >> 29) & (x->slots - 1);
    while (x->slot[i].hash && x->slot[i].hash != hash)
        i = (i + 1) & (x->slots - 1);
    return &x->slot[i];
}

const struct known *lexicon_find(const struct lexicon *x, uint64_t hash)
{
    const struct known *found = slot_of(x, hash);
    return found->hash ? found : NULL;
}

/* Words that are common in one language alone stand apart from all others. */
uint64_t lexicon_tongue(const char *lang)
{
    size_t len = lang ? strcspn(lang, "-") : 0;
    uint64_t hash = len ? hash_begin() ^ TONGUE_SALT : 0;
    for (size_t i = 0; i < len; i++)
        hash = hash_add(hash, (uint8_t)lang[i]);
    return hash;
}

uint32_t lexicon_flags(const struct look *k, uint64_t hash)
{
    const struct known *found = lexicon_find(k->lexicon, hash);
    uint32_t flags = found ? found->flags : 0;
    if (flags & WORD_TOLD_OF && k->tongue &&
        lexicon_find(k->lexicon, hash ^ k->tongue))
        flags |= WORD_ORDINARY;
    return flags;
}

static bool make_room(struct lexicon *x)
{
    if (x->used * 4 < x->slots * 3)
        return true;
    struct lexicon wider = *x;
    wider.slots = x->slots ? x->slots * 2 : SLOTS_AT_FIRST;
    wider.slot = calloc(wider.slots, sizeof *wider.slot);
    if (!wider.slot)
        return false;
    for (size_t i = 0; i < x->slots; i++)
        if (x->slot[i].hash)
            *slot_of(&wider, x->slot[i].hash) = x->slot[i];
    free(x->slot);
    *x = wider;
    return true;
}

static bool put(struct lexicon *x, uint64_t hash, uint32_t flags, int number)
{
    if (!make_room(x))
        return false;
    struct known *slot = slot_of(x, hash);
    if (!slot->hash) {
        slot->hash = hash;
        x->used++;
    }
    slot->flags |= flags;
    if (flags & WORD_NUMBER || number < 0)
        slot->number = (int8_t)number;
    return true;
}

/* An ending of streets is a street by itself, too: Nørre Allé. */
static bool put_ending(struct lexicon *x, const struct look *k, uint32_t flags)
{
    uint64_t hash = hash_begin() ^ ENDING_SALT, whole = hash_begin();
    for (size_t i = k->cells; i-- > 1;)
        hash = hash_add(hash, k->cell[i].low);
    for (size_t i = 1; i < k->cells; i++)
        whole = hash_add(whole, k->cell[i].low);
    return put(x, hash, flags, 0) &&
           (!(flags & (WORD_STREET | WORD_STREETLIKE)) ||
            put(x, whole, flags, 0));
}

/* What is known of the shortest ending in [from, to) that has any of the
 * flags wanted; all of it is an ending, too. */
static uint32_t ending_before(const struct lexicon *x, const struct look *k,
                              size_t from, size_t to, uint32_t wanted)
{
    uint64_t hash = hash_begin() ^ ENDING_SALT;
    for (size_t i = to; i-- > from && to - i <= MOST_ENDING;) {
        hash = hash_add(hash, k->cell[i].low);
        const struct known *found = lexicon_find(x, hash);
        if (found && found->flags & wanted)
            return found->flags & wanted;
    }
    return 0;
}

uint32_t lexicon_ending(const struct lexicon *x, const struct look *k,
                        const struct word *w, uint32_t wanted)
{
    uint32_t flags = ending_before(x, k, w->from, w->to, wanted);
    if (!flags && w->to - w->from > 4 && k->cell[w->to - 1].low == 's')
        flags = ending_before(x, k, w->from, w->to - 1u, wanted);
    return flags;
}

/* Puts in one folded line: a word, a phrase, or an ending ("-skole"). */
static bool put_line(struct lexicon *x, const struct look *k, uint32_t flags,
                     int number)
{
    if (!k->cells)
        return true;
    if (k->cell[0].code == '-')
        return put_ending(x, k, flags);
    uint64_t hash = hash_begin();
    bool head = false;
    for (size_t i = 0; i < k->cells; i++) {
        if (k->cell[i].kind == CELL_SPACE && !head) {
            head = true;
            if (!put(x, hash, WORD_HEAD, 0))
                return false;
        }
        hash = hash_add(hash, k->cell[i].low);
    }
    return put(x, hash, flags, number);
}

/* "kim @tr": an everyday word in Turkish, and elsewhere a name. */
static bool put_tongue(struct lexicon *x, struct look *k, struct plain line,
                       const char *at, uint32_t flags)
{
    char lang[8];
    struct plain tag = plain_cut(line, (size_t)(at + 1 - line.at), line.len);
    if (tag.len >= sizeof lang)
        return true;
    memcpy(lang, tag.at, tag.len);
    lang[tag.len] = '\0';
    fold_words(k, plain_trim(plain_cut(line, 0, (size_t)(at - line.at))));
    uint64_t hash = hash_begin();
    for (size_t i = 0; i < k->cells; i++)
        hash = hash_add(hash, k->cell[i].low);
    k->cells = 0;
    return !k->no_memory && put(x, hash ^ lexicon_tongue(lang), flags, 0);
}

static bool put_words(struct lexicon *x, struct look *k, struct plain line,
                      uint32_t flags, int number)
{
    line = plain_trim(line);
    const char *tongue = memchr(line.at, '@', line.len);
    if (tongue)
        return put_tongue(x, k, line, tongue, flags);
    if (flags & WORD_CUE && line.len > 2 &&
        memcmp(line.at + line.len - 2, " *", 2) == 0) {
        flags |= WORD_CUE_SURE;
        line.len -= 2;
    }
    fold_words(k, line);
    bool put_in = !k->no_memory && put_line(x, k, flags, number);
    k->cells = 0;
    return put_in;
}

static bool put_list(struct lexicon *x, struct look *k, struct plain list,
                     uint32_t flags)
{
    for (size_t at = 0; at < list.len;) {
        const char *end = memchr(list.at + at, '\n', list.len - at);
        size_t to = end ? (size_t)(end - list.at) : list.len;
        if (list.at[at] != '#' &&
            !put_words(x, k, plain_cut(list, at, to), flags, 0))
            return false;
        at = to + 1;
    }
    return true;
}

/* Words set apart by spaces; '_' within one stands for a space. */
static bool put_own(struct lexicon *x, struct look *k, const char *words,
                    uint32_t flags, int number)
{
    while (*words) {
        char word[64];
        size_t n = 0;
        for (; *words && *words != ' '; words++)
            if (n < sizeof word)
                word[n++] = *words == '_' ? ' ' : *words;
        while (*words == ' ')
            words++;
        if (!put_words(x, k, (struct plain){word, n}, flags, number))
            return false;
    }
    return true;
}

static bool put_numbers(struct lexicon *x, struct look *k)
{
    bool all = true;
    for (size_t i = 0; i < number_words_count && all; i++) {
        const char *line = number_words[i];
        int number = 0;
        for (; *line >= '0' && *line <= '9'; line++)
            number = number * 10 + (*line - '0');
        all = put_own(x, k, line + (*line == ' '), WORD_NUMBER, number);
    }
    for (size_t i = 0; i < ordinal_words_count && all; i++)
        all = put_own(x, k, ordinal_words[i], WORD_ORDINARY, -(int)i - 1);
    return all;
}

bool lexicon_make(struct lexicon *x, const struct lexicons *lists)
{
    struct look k = {0};
    const struct {
        struct plain list;
        uint32_t flags;
    } handed[] = {
        {lists->names, WORD_NAME},
        {lists->cues, WORD_CUE},
        {lists->places, WORD_PLACE},
        {lists->institutions, WORD_INSTITUTION},
        {lists->ordinary, WORD_ORDINARY},
        {lists->other, WORD_OTHER},
    };
    bool all = make_room(x);
    for (size_t i = 0; i < sizeof handed / sizeof *handed && all; i++)
        all = put_list(x, &k, handed[i].list, handed[i].flags);
    for (size_t i = 0; i < own_words_count && all; i++)
        all = put_own(x, &k, own_words[i].words, own_words[i].flags, 0);
    all = all && put_numbers(x, &k) && affix_make(x, &k);
    x->folded = fold_table(&k);
    all = all && x->folded && !k.no_memory;
    look_free(&k);
    return all;
}

void lexicon_free(struct lexicon *x)
{
    free(x->slot);
    free(x->affix);
    free(x->folded);
    *x = (struct lexicon){0};
}
