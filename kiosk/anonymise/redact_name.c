/* SPDX-License-Identifier: MPL-2.0 */
/* Names of people, places, institutions, and words that single somebody out:
 * suggested to the teller, word by word. */
#include "anonymise/redact_look.h"

enum {
    ACRONYM = 4,     /* letters: SU, NAV, HTX */
    LEAST_LOWER = 3, /* letters of a place in lower case */
    COMPOUND = 8,    /* letters of a word that may be made of others */
    LEAST_PART = 3,
    LEAST_STEM = 4,
    LEAST_NEVER = 4,   /* Hans; not "er", a name in Turkish */
    LEAST_UNKNOWN = 3, /* letters of a name in lower case that nobody lists */
    LEAST_UNCUED = 4,  /* the same behind a mere "til", or before a verb */
    LEAST_SURNAME = 5,
    LEAST_JOINED = 8, /* letters of a name that its ending tells */
    ENDING_WORD = 8,  /* letters before an ending says it is no name */
    CUE_GAP = 3,
    CUE_SHORT = 3, /* letters: hr, frk */
};

/* Flags that do not make an everyday word of a word. */
#define NO_WORD (WORD_TOLD_OF | WORD_TOP | WORD_STREET | WORD_STREETLIKE)

static size_t length(const struct word *w)
{
    return w->to - w->from;
}

/* White space alone between the word before and word i, or its point. */
static bool after_word(const struct look *k, size_t i, const char *marks)
{
    return i && look_gap(k, k->word[i - 1].to, k->word[i].from, CUE_GAP, marks);
}

static bool part_known(const struct look *k, const struct word *w, size_t from,
                       size_t to)
{
    uint64_t hash = hash_begin();
    for (size_t i = w->from + from; i < w->from + to; i++)
        hash = hash_add(hash, k->cell[i].low);
    const struct known *found = lexicon_find(k->lexicon, hash);
    return found && found->flags & (WORD_ORDINARY | WORD_INSTITUTION);
}

/* Danish makes words of words: at a sentence's start such a one is no name
 * (kontaktpersonen, støtteforløbet). */
static bool is_compound(const struct look *k, const struct word *w)
{
    size_t len = length(w);
    if (len < COMPOUND || len > 40)
        return false;
    for (size_t cut = LEAST_PART; cut + LEAST_PART <= len; cut++) {
        bool joint =
            cut > LEAST_PART && (k->cell[w->from + cut - 1].low == 's' ||
                                 k->cell[w->from + cut - 1].low == 'e' ||
                                 k->cell[w->from + cut - 1].low == '-');
        if (part_known(k, w, cut, len) &&
            (part_known(k, w, 0, cut) ||
             (joint && part_known(k, w, 0, cut - 1))))
            return true;
    }
    return false;
}

static bool stem_known(const struct look *k, const struct word *w, size_t cut)
{
    uint64_t hash = hash_begin();
    for (size_t i = w->from; i < w->to - cut; i++)
        hash = hash_add(hash, k->cell[i].low);
    const struct known *stem = lexicon_find(k->lexicon, hash);
    const struct known *verb = lexicon_find(k->lexicon, hash_add(hash, 'e'));
    return (stem && stem->flags & WORD_ORDINARY && cut) ||
           (verb && verb->flags & WORD_ORDINARY);
}

/* Kvinder-ne, brev-et, skriv(e), ring-ede: Danish endings on known words. */
static bool is_inflected(const struct look *k, const struct word *w)
{
    static const char *const endings[] = {"",   "s",   "t",   "n",   "r",
                                          "e",  "en",  "et",  "er",  "ne",
                                          "te", "ens", "ene", "ede", "erne"};
    size_t len = length(w);
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t cut = strlen(endings[i]), c = 0;
        if (len < cut + LEAST_STEM)
            continue;
        while (c < cut &&
               k->cell[w->to - cut + c].low == (uint8_t)endings[i][c])
            c++;
        if (c == cut && stem_known(k, w, cut))
            return true;
    }
    return false;
}

/* Neither the lists nor Danish word-making know it: in lower case, and only
 * where something else speaks for a name. */
bool word_unknown(const struct look *k, const struct word *w)
{
    return k->danish && !w->capital && !w->caseless && !w->flags &&
           length(w) >= LEAST_UNKNOWN &&
           !lexicon_ending(k->lexicon, k, w, WORD_ORDINARY) &&
           !is_inflected(k, w) && !is_compound(k, w);
}

static bool neighbour_shouts(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    return (i && w[-1].all_capitals && length(w - 1) > 1) ||
           (i + 1 < k->words && w[1].all_capitals && length(w + 1) > 1);
}

/* Lillelund, Husby: made of words, but no sentence begins with such a one
 * without an article. */
static bool is_surname(const struct look *k, const struct word *w)
{
    return k->danish && length(w) >= LEAST_SURNAME &&
           !(w->flags & ~(uint32_t)NO_WORD) &&
           lexicon_ending(k->lexicon, k, w, WORD_SURNAME);
}

/* A capital that a word has of its own: in mid-sentence, or at a start where
 * the lists do not know the word. */
static bool capital_counts(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (!w->capital || w->flags & WORD_NEVER || length(w) < 2)
        return false;
    if (w->all_capitals && (length(w) <= ACRONYM || neighbour_shouts(k, i)))
        return false;
    if (!w->start || is_surname(k, w))
        return true;
    if (length(w) >= ENDING_WORD &&
        lexicon_ending(k->lexicon, k, w, WORD_ORDINARY))
        return false;
    return !(w->flags & ~(uint32_t)NO_WORD) && !is_inflected(k, w) &&
           !is_compound(k, w);
}

/* The point of "hr." goes on to the name; the point of a longer word ends the
 * sentence. */
static bool cue_before(const struct look *k, size_t i, uint32_t wanted)
{
    bool abbreviated = i && length(&k->word[i - 1]) <= CUE_SHORT;
    if (!after_word(k, i, abbreviated ? ".:,\"'" : ":,\"'"))
        return false;
    if (k->word[i - 1].flags & wanted)
        return true;
    for (size_t n = 2; n <= 4 && n <= i; n++)
        if (k->word[i - n].phrase == n && k->word[i - n].phrase_flags & wanted)
            return true;
    return false;
}

static bool capital_beside(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    return i + 1 < k->words && w[1].capital && !(w[1].flags & WORD_NEVER) &&
           after_word(k, i + 1, ".");
}

static bool person_does(const struct look *k, size_t i)
{
    return i + 1 < k->words && k->word[i + 1].flags & WORD_PERSON_DOES &&
           after_word(k, i + 1, "");
}

/* A name that is a word as well (Bo, Storm, Hans) needs a capital in
 * mid-sentence, a capital beside it, or a verb behind it. */
static bool capital_name(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    return w->capital && (!w->start || capital_beside(k, i) ||
                          (!w->all_capitals && person_does(k, i)));
}

/* The lists alone, whatever the letters' case. */
static bool listed_name(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (!(w->flags & WORD_NAME))
        return false;
    if (w->flags & WORD_NEVER)
        return length(w) >= LEAST_NEVER && !w->all_capitals &&
               capital_name(k, i);
    if (!(w->flags & WORD_ORDINARY))
        return true;
    return cue_before(k, i, WORD_CUE) || capital_name(k, i);
}

/* A word that a cue makes a name of, although nothing else speaks for it. */
static bool no_common_word(const struct word *w)
{
    return length(w) > 1 &&
           !(w->flags & (WORD_NEVER | WORD_CUE | WORD_ORDINARY | WORD_INTO |
                         WORD_LINK | WORD_FILLER | WORD_UNIT | WORD_NUMBER));
}

/* The Arabic article: "the doctor of the teeth" is nobody's name. */
static bool has_article(const struct look *k, const struct word *w)
{
    const struct cell *c = &k->cell[w->from];
    return c[0].low == 0x0627 && length(w) > 2 && c[1].low == 0x0644;
}

/* Scripts without capitals have nothing but cues: any will do, and a surname
 * may follow the name that a sure one told. */
static bool cued_caseless(const struct look *k, size_t i)
{
    bool article = has_article(k, &k->word[i]);
    if (cue_before(k, i, article ? WORD_CUE_SURE : WORD_CUE))
        return true;
    return i && after_word(k, i, "") && no_common_word(&k->word[i - 1]) &&
           cue_before(k, i - 1, WORD_CUE_SURE);
}

static bool is_og(const struct look *k, const struct word *w)
{
    return length(w) == 2 && k->cell[w->from].low == 'o' &&
           k->cell[w->from + 1u].low == 'g';
}

static bool surely_name(const struct word *w)
{
    return (w->flags & (WORD_NAME | WORD_ORDINARY)) == WORD_NAME;
}

/* "nadia og thjodolf", "thjodolf og nadia" */
static bool beside_name(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (i > 1 && is_og(k, w - 1) && after_word(k, i, "") &&
        after_word(k, i - 1, ""))
        return surely_name(w - 2);
    return i + 2 < k->words && is_og(k, w + 1) && after_word(k, i + 1, "") &&
           after_word(k, i + 2, "") && surely_name(w + 2);
}

static bool into_before(const struct look *k, size_t i)
{
    return after_word(k, i, "") && k->word[i - 1].flags & WORD_INTO;
}

/* What makes a name of a word that nobody knows. */
static bool where_names_stand(const struct look *k, size_t i)
{
    if (cue_before(k, i, WORD_CUE) || beside_name(k, i))
        return true;
    return length(&k->word[i]) >= LEAST_UNCUED &&
           (person_does(k, i) || into_before(k, i));
}

static bool cued_lower(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (no_common_word(w) && cue_before(k, i, WORD_CUE_SURE))
        return true;
    return !w->flags && where_names_stand(k, i) && word_unknown(k, w);
}

static bool cued_name(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (w->capital)
        return !(w->flags & (WORD_NEVER | WORD_CUE)) && length(w) > 1 &&
               !w->all_capitals && cue_before(k, i, WORD_CUE);
    return w->caseless ? no_common_word(w) && cued_caseless(k, i)
                       : cued_lower(k, i);
}

/* "J. P. Tofting", "Pia P.": a letter with a point beside a name. */
static bool is_initial(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (!w->capital || length(w) > 1 || w->flags & WORD_NEVER ||
        w->to >= k->cells || k->cell[w->to].code != '.')
        return false;
    return capital_beside(k, i) ||
           (after_word(k, i, "") && w[-1].capital && w[-1].flags & WORD_NAME);
}

/* "søndervangskolen", "fuglsangsallé", "bundtmageren": the ending tells, where
 * nobody knows what stands before it. */
static enum found_kind told_by_ending(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (!k->danish || w->flags || w->caseless || (w->capital && !w->start) ||
        length(w) < LEAST_JOINED)
        return FOUND_KINDS;
    uint32_t ending = lexicon_ending(
        k->lexicon, k, w, WORD_OTHER | WORD_INSTITUTION | WORD_STREET);
    if (!ending || is_inflected(k, w) || is_compound(k, w))
        return FOUND_KINDS;
    return ending & WORD_OTHER         ? FOUND_OTHER
           : ending & WORD_INSTITUTION ? FOUND_INSTITUTION
                                       : FOUND_PLACE;
}

/* A word of the lists of places, institutions and other; ordinary ones need a
 * capital in mid-sentence. */
static bool listed(const struct word *w, uint32_t flags, uint32_t list)
{
    if (!(flags & list))
        return false;
    bool own_capital = w->capital && !w->start;
    if (flags & (WORD_ORDINARY | WORD_NEVER))
        return own_capital && !(flags & WORD_NEVER);
    return w->capital || w->caseless || length(w) >= LEAST_LOWER;
}

static enum found_kind kind_of_capital(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (lexicon_ending(k->lexicon, k, w, WORD_INSTITUTION))
        return FOUND_INSTITUTION;
    if (lexicon_ending(k->lexicon, k, w, WORD_STREET))
        return FOUND_PLACE;
    return into_before(k, i) ? FOUND_PLACE : FOUND_NAME;
}

/* What word i is by itself; FOUND_KINDS when it is nothing. */
static enum found_kind judge_word(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    bool name = listed_name(k, i);
    if (listed(w, w->flags, WORD_OTHER))
        return FOUND_OTHER;
    if (listed(w, w->flags, WORD_PLACE) && (!name || into_before(k, i)))
        return FOUND_PLACE;
    if (name)
        return FOUND_NAME;
    enum found_kind ending = told_by_ending(k, i);
    if (ending != FOUND_KINDS && !w->capital)
        return ending;
    if (cued_name(k, i))
        return !w->capital && into_before(k, i) ? FOUND_PLACE : FOUND_NAME;
    if (listed(w, w->flags, WORD_INSTITUTION))
        return FOUND_INSTITUTION;
    if (capital_counts(k, i))
        return kind_of_capital(k, i);
    if (w->capital && capital_beside(k, i) &&
        lexicon_ending(k->lexicon, k, w, WORD_INSTITUTION))
        return FOUND_INSTITUTION;
    return is_initial(k, i) ? FOUND_NAME : ending;
}

static enum found_kind judge_phrase(const struct word *w)
{
    uint32_t flags = w->phrase_flags;
    if (!w->phrase)
        return FOUND_KINDS;
    return flags & WORD_OTHER         ? FOUND_OTHER
           : flags & WORD_PLACE       ? FOUND_PLACE
           : flags & WORD_INSTITUTION ? FOUND_INSTITUTION
           : flags & WORD_NAME        ? FOUND_NAME
                                      : FOUND_KINDS;
}

/* Most words are nothing; these are told apart without any judging. */
static bool nothing(const struct look *k, size_t i)
{
    const struct word *w = &k->word[i];
    if (w->capital || w->phrase || !w->flags || w->flags & WORD_TOLD_OF)
        return false;
    return i == 0 || w->flags & (WORD_ORDINARY | WORD_NEVER) ||
           (!w->caseless && !cue_before(k, i, WORD_CUE_SURE));
}

void recognise_name(struct look *k)
{
    for (size_t i = 0; i < k->words; i++) {
        if (nothing(k, i))
            continue;
        const struct word *w = &k->word[i];
        enum found_kind kind = judge_phrase(w);
        if (kind != FOUND_KINDS)
            look_found(k, kind, false, w->from, k->word[i + w->phrase - 1u].to);
        kind = judge_word(k, i);
        if (kind != FOUND_KINDS)
            look_found(k, kind, false, w->from, w->to);
    }
}
