/* SPDX-License-Identifier: MPL-2.0 */
/* Addresses on the net: e-mail in signs or told in words, handles, links. */
#include "anonymise/redact_look.h"

enum {
    AROUND_AT = 3,
    LABELS_MOST = 8,
    HANDLE_LEAST = 2,
    HANDLE_LONE = 4,    /* letters of one with nothing but letters */
    HANDLE_LETTERS = 3, /* of one without '@' */
    LOCAL_MOST = 320,   /* RFC 5321: 64 and 255; bounds the search, too */
};

static bool is_label(const struct cell *c)
{
    return cell_is_letter(c) || c->kind == CELL_DIGIT || c->code == '-' ||
           c->code == '_';
}

static bool is_local(const struct cell *c)
{
    return is_label(c) || (c->kind == CELL_MARK && c->code < 0x80 && c->code &&
                           strchr(".+%&!#$*=?^{|}~'/", (int)c->code));
}

static bool is_space(const struct cell *c)
{
    return c->kind == CELL_SPACE || c->kind == CELL_LINE;
}

static bool is_bracket(const struct cell *c)
{
    return c->kind == CELL_MARK && c->code < 0x80 && c->code &&
           strchr("()[]{}<>", (int)c->code);
}

static size_t skip_back(const struct look *k, size_t at)
{
    for (size_t n = 0; at && n < AROUND_AT; n++, at--)
        if (!is_space(&k->cell[at - 1]) && !is_bracket(&k->cell[at - 1]))
            break;
    return at;
}

static size_t skip_on(const struct look *k, size_t at)
{
    for (size_t n = 0; at < k->cells && n < AROUND_AT; n++, at++)
        if (!is_space(&k->cell[at]) && !is_bracket(&k->cell[at]))
            break;
    return at;
}

/* The index of the word that begins at cell "at", or k->words. */
static size_t word_at(const struct look *k, size_t at)
{
    size_t low = 0, high = k->words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (k->word[middle].from < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < k->words && k->word[low].from == at ? low : k->words;
}

/* The index of the word that ends at cell "at", or k->words. */
static size_t word_to(const struct look *k, size_t at)
{
    size_t low = 0, high = k->words;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (k->word[middle].to < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low < k->words && k->word[low].to == at ? low : k->words;
}

static bool word_says(const struct look *k, size_t w, uint32_t flags)
{
    return w < k->words && k->word[w].flags & flags;
}

/* Where the local part begins that ends at "end": one run of its letters,
 * and "navn punktum efternavn" before it. */
static size_t local_from(const struct look *k, size_t end)
{
    size_t from = end;
    for (int n = 0; n < LABELS_MOST; n++) {
        size_t run = from;
        while (run && from - run < LOCAL_MOST && is_local(&k->cell[run - 1]))
            run--;
        if (run == from)
            return end == from ? end : from;
        from = run;
        size_t back = skip_back(k, from), dot = word_to(k, back);
        if (back == from || !word_says(k, dot, WORD_DOT))
            return from;
        size_t before = skip_back(k, k->word[dot].from);
        if (before == k->word[dot].from || !before ||
            !is_local(&k->cell[before - 1]))
            return from;
        from = before;
    }
    return from;
}

static size_t label_end(const struct look *k, size_t at)
{
    size_t most = at + LOCAL_MOST;
    while (at < k->cells && at < most && is_label(&k->cell[at]))
        at++;
    return at;
}

/* After a label: the dot, as a sign or told. Gives where the next label
 * begins, or 0. A sign with space after it is the sentence's own, unless a
 * well-known domain follows; strict: always. */
static size_t after_dot(const struct look *k, size_t at, bool strict)
{
    size_t next = skip_on(k, at);
    if (next < k->cells && k->cell[next].code == '.') {
        size_t label = skip_on(k, next + 1);
        if (label >= k->cells || !is_label(&k->cell[label]))
            return 0;
        bool apart = next > at || label > next + 1;
        return !apart || (!strict && word_says(k, word_at(k, label), WORD_TOP))
                   ? label
                   : 0;
    }
    size_t w = word_at(k, next);
    if (next == at || !word_says(k, w, WORD_DOT))
        return 0;
    size_t label = skip_on(k, k->word[w].to);
    return label < k->cells && is_label(&k->cell[label]) ? label : 0;
}

/* Where the domain that begins at "at" ends; *labels says how many it has,
 * *top whether the last is well known. */
static size_t domain_end(const struct look *k, size_t at, bool strict,
                         int *labels, bool *top)
{
    size_t end = label_end(k, at);
    *labels = end > at;
    *top = false;
    for (size_t next; end > at && *labels < LABELS_MOST; (*labels)++) {
        next = after_dot(k, end, strict);
        if (!next)
            break;
        end = label_end(k, next);
        *top = word_says(k, word_at(k, next), WORD_TOP);
    }
    return end;
}

/* At a sign: "a@b.dk", "a @ b.dk", "a@b". */
static bool email_around(struct look *k, size_t at)
{
    size_t before = skip_back(k, at), after = skip_on(k, at + 1);
    size_t from = local_from(k, before);
    int labels;
    bool top;
    size_t end = domain_end(k, after, false, &labels, &top);
    bool apart = before != at || after != at + 1;
    if (from == before || labels == 0 || (apart && labels < 2))
        return false;
    look_found(k, FOUND_EMAIL, true, from, end);
    return true;
}

static bool cells_say(const struct look *k, size_t at, const char *text)
{
    for (; *text; text++, at++)
        if (at >= k->cells || k->cell[at].low != (uint8_t)*text)
            return false;
    return true;
}

/* The others are words of their language besides: at, a dog, a monkey. */
static bool sure_at(const struct look *k, const struct word *w)
{
    return cells_say(k, w->from, "snabel") || cells_say(k, w->from, "alfa") ||
           cells_say(k, w->from, "kr");
}

/* "(at)", "snabel-a": the word alone says it; a bare "at" is the commonest
 * Danish conjunction and needs a well-known domain behind it. */
static void email_told(struct look *k, const struct word *w, size_t to)
{
    bool bare = !sure_at(k, w);
    bool bracket = w->from && is_bracket(&k->cell[w->from - 1]);
    size_t before = skip_back(k, w->from), after = skip_on(k, to);
    size_t from = local_from(k, before);
    int labels;
    bool top;
    size_t end = domain_end(k, after, bare && !bracket, &labels, &top);
    if (from == before || labels < (bracket || !bare ? 1 : 2))
        return;
    if (bare && !bracket && !top)
        return;
    look_found(k, FOUND_EMAIL, true, from, end);
}

void recognise_email(struct look *k)
{
    for (size_t i = 0; i < k->ats; i++)
        email_around(k, k->at[i]);
    for (size_t i = 0; i < k->words; i++) {
        const struct word *w = &k->word[i];
        if (w->phrase && w->phrase_flags & WORD_AT)
            email_told(k, w, k->word[i + w->phrase - 1u].to);
        else if (w->flags & WORD_AT)
            email_told(k, w, w->to);
    }
}

static bool begins_link(const struct look *k, size_t at)
{
    return cells_say(k, at, "www.") || cells_say(k, at, "http://") ||
           cells_say(k, at, "https://");
}

static size_t link_end(const struct look *k, size_t at)
{
    size_t end = at;
    while (end < k->cells && k->cell[end].kind != CELL_SPACE &&
           k->cell[end].kind != CELL_LINE)
        end++;
    while (end > at && k->cell[end - 1].kind == CELL_MARK &&
           k->cell[end - 1].code != '/')
        end--;
    return end;
}

static void find_links(struct look *k)
{
    size_t end = 0;
    for (size_t i = 0; i < k->words; i++) {
        size_t from = k->word[i].from;
        uint32_t first = k->cell[from].low;
        if (from < end || (first != 'w' && first != 'h') ||
            !begins_link(k, from))
            continue;
        end = link_end(k, from);
        look_found(k, FOUND_HANDLE, true, from, end);
    }
}

/* A country's letters that are a word, too: "han sov.de kom". There a host
 * needs what no word has, or a first label that is none. */
static bool top_is_word(const struct look *k, const struct word *top,
                        size_t from)
{
    uint32_t other = top->flags & ~(uint32_t)(WORD_TOP | WORD_HEAD);
    if (!(other & (WORD_NEVER | WORD_ORDINARY | WORD_LINK | WORD_INTO)))
        return false;
    size_t first = word_at(k, from);
    if (first == k->words || k->cell[k->word[first].to].code != '.')
        return false;
    const struct word *label = &k->word[first];
    return top->capital || label->flags ||
           lexicon_ending(k->lexicon, k, label, WORD_ORDINARY);
}

/* Public services that everybody names: alone they point at nobody. */
static bool is_public_site(const struct look *k, size_t from, size_t end)
{
    static const char *const sites[] = {
        "borger.dk", "virk.dk",       "jobnet.dk", "sundhed.dk",
        "skat.dk",   "mitid.dk",      "e-boks.dk", "eboks.dk",
        "aula.dk",   "nyidanmark.dk", "politi.dk", "dst.dk",
    };
    for (size_t i = 0; i < sizeof sites / sizeof *sites; i++) {
        size_t len = strlen(sites[i]), at = 0;
        while (at < len && from + at < end &&
               k->cell[from + at].low == (uint32_t)sites[i][at])
            at++;
        if (at == len && from + at == end)
            return true;
    }
    return false;
}

/* "navn-side.dk", "facebook.com/navn": a host, with its path. */
static void host_at(struct look *k, const struct word *top)
{
    size_t from = top->from, end = top->to;
    if (from < 2 || k->cell[from - 1].code != '.' ||
        !is_label(&k->cell[from - 2]) ||
        (end < k->cells && is_label(&k->cell[end])))
        return;
    while (from && top->from - from < LOCAL_MOST &&
           (is_label(&k->cell[from - 1]) || k->cell[from - 1].code == '.'))
        from--;
    if ((from && k->cell[from - 1].code == '@') || top_is_word(k, top, from))
        return;
    bool path = end + 1 < k->cells && k->cell[end].code == '/';
    if (!path && is_public_site(k, from, end))
        return;
    look_found(k, FOUND_HANDLE, true, from, path ? link_end(k, end) : end);
}

/* A name that nobody writes otherwise: letters, and a '_' or a digit among
 * them; where it is told to be one a point will do. */
static size_t handle_end(const struct look *k, size_t at, bool told)
{
    size_t end = label_end(k, at), letters = 0, odd = 0, joints = 0;
    while (told && end + 1 < k->cells && k->cell[end].code == '.' &&
           k->cell[end + 1].kind == CELL_LOWER) {
        end = label_end(k, end + 1);
        odd++;
    }
    if (end > at && end + 1 < k->cells && k->cell[end].code == '#' &&
        k->cell[end + 1].kind == CELL_DIGIT)
        end = label_end(k, end + 1);
    for (size_t i = at; i < end; i++) {
        letters += cell_is_letter(&k->cell[i]);
        odd += k->cell[i].kind == CELL_DIGIT;
        joints += k->cell[i].code == '_';
    }
    return (letters && joints) || (letters >= HANDLE_LETTERS && odd) ? end : at;
}

/* "whatsapp: mettexx": a word that is none, behind a colon; in Latin letters
 * behind the service's name in others. */
static size_t lone_handle(const struct look *k, size_t service, size_t at)
{
    size_t w = word_at(k, at);
    if (w == k->words || k->word[w].to - at < HANDLE_LONE ||
        k->cell[at].low >= 0x250)
        return at;
    const struct word *word = &k->word[w];
    bool foreign = k->cell[k->word[service].from].low >= 0x250;
    bool colon = look_gap(k, k->word[service].to, at, AROUND_AT, ":") &&
                 k->cell[k->word[service].to].code == ':';
    return foreign || (colon && word_unknown(k, word)) ? word->to : at;
}

/* "twitter: x_y", "min insta er anna99" */
static void after_services(struct look *k)
{
    for (size_t i = 0; i < k->words; i++) {
        if (!(k->word[i].flags & WORD_SERVICE))
            continue;
        size_t w = i;
        while (w + 1 < k->words && k->word[w + 1].flags & WORD_LINK &&
               look_gap(k, k->word[w].to, k->word[w + 1].from, AROUND_AT, ":"))
            w++;
        size_t at = k->word[w].to;
        while (at < k->cells && at - k->word[w].to < AROUND_AT &&
               look_gap(k, at, at + 1, 1, ":=(\"'"))
            at++;
        bool told = w > i || at > k->word[w].to + 1u;
        size_t end = at > k->word[w].to ? handle_end(k, at, told) : at;
        if (end == at && told)
            end = lone_handle(k, i, at);
        if (end > at)
            look_found(k, FOUND_HANDLE, true, at, end);
    }
}

/* "@navn", and links, which lead to a person's page as often as not. */
void recognise_handle(struct look *k)
{
    for (size_t i = 0; i < k->ats; i++) {
        size_t at = k->at[i], end = label_end(k, at + 1);
        while (end + 1 < k->cells && k->cell[end].code == '.' &&
               is_label(&k->cell[end + 1]))
            end = label_end(k, end + 1);
        bool inside = at && is_local(&k->cell[at - 1]) &&
                      k->cell[at - 1].kind != CELL_MARK;
        if (!inside && end - at > HANDLE_LEAST)
            look_found(k, FOUND_HANDLE, true, at, end);
    }
    find_links(k);
    for (size_t i = 0; i < k->words; i++)
        if (k->word[i].flags & WORD_TOP)
            host_at(k, &k->word[i]);
    after_services(k);
}
