/* SPDX-License-Identifier: MPL-2.0 */
/* Lets every recogniser look and settles what overlaps. Whatever goes wrong in
 * here ends in hiding too much, never too little. */
#include "anonymise/redact.h"

#include "anonymise/redact_look.h"
#include "base/ceilings.h"

static const char *const kinds[FOUND_KINDS] = {
    [FOUND_CPR] = "cpr",           [FOUND_IBAN] = "iban",
    [FOUND_EMAIL] = "email",       [FOUND_HANDLE] = "handle",
    [FOUND_PHONE] = "phone",       [FOUND_CASE] = "case",
    [FOUND_PLATE] = "plate",       [FOUND_ADDRESS] = "address",
    [FOUND_POSTCODE] = "postcode", [FOUND_DIGITS] = "digits",
    [FOUND_NAME] = "name",         [FOUND_DATE] = "date",
    [FOUND_PLACE] = "place",       [FOUND_INSTITUTION] = "institution",
    [FOUND_OTHER] = "other",
};

/* The surer first: some leave alone what is hidden already. */
static void (*const recognisers[])(struct look *k) = {
    recognise_cpr,      recognise_iban,   recognise_email,   recognise_handle,
    recognise_case,     recognise_plate,  recognise_address, recognise_phone,
    recognise_postcode, recognise_digits, recognise_date,    recognise_name,
};

enum { TAG = 16 /* bytes; longer ones are no language */ };

struct redactor {
    struct lexicon lexicon;
    struct look look;
    char lang[TAG]; /* what look is set to */
    bool starved;
};

const char *found_name(enum found_kind kind)
{
    return (unsigned)kind < FOUND_KINDS ? kinds[kind] : "";
}

struct redactor *redactor_new(const struct lexicons *lists)
{
    struct redactor *r = calloc(1, sizeof *r);
    if (!r || !lexicon_make(&r->lexicon, lists)) {
        redactor_free(r);
        return NULL;
    }
    r->look.lexicon = &r->lexicon;
    r->look.rows = affix_rows("");
    r->look.danish = true;
    return r;
}

void redactor_free(struct redactor *r)
{
    if (!r)
        return;
    look_free(&r->look);
    lexicon_free(&r->lexicon);
    free(r);
}

/* Hides first, then by place, the longer first. */
static int by_place(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    if (a->hide != b->hide)
        return a->hide ? -1 : 1;
    if (a->from != b->from)
        return a->from < b->from ? -1 : 1;
    if (a->to != b->to)
        return a->to > b->to ? -1 : 1;
    return (int)a->kind - (int)b->kind;
}

static int by_start(const void *left, const void *right)
{
    const struct found *a = left, *b = right;
    return a->from < b->from ? -1 : a->from > b->from;
}

static uint32_t extent(const struct found *f)
{
    return f->to - f->from;
}

/* Hides that overlap become one: every byte that anybody hid stays hidden.
 * The longer one gives the kind. */
static size_t join_hides(struct found *f, size_t n)
{
    size_t kept = 0;
    uint32_t longest = 0;
    for (size_t i = 0; i < n; i++) {
        if (kept && f[i].from < f[kept - 1].to) {
            if (extent(&f[i]) > longest) {
                longest = extent(&f[i]);
                f[kept - 1].kind = f[i].kind;
            }
            if (f[i].to > f[kept - 1].to)
                f[kept - 1].to = f[i].to;
            continue;
        }
        longest = extent(&f[i]);
        f[kept++] = f[i];
    }
    return kept;
}

/* Of suggestions that overlap the longest stays. */
static size_t thin_suggestions(struct found *f, size_t n)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (!kept || f[i].from >= f[kept - 1].to)
            f[kept++] = f[i];
        else if (extent(&f[i]) > extent(&f[kept - 1]))
            f[kept - 1] = f[i];
    }
    return kept;
}

/* Drops the suggestions that touch a hide; both are sorted. */
static size_t drop_hidden(const struct found *hide, size_t hides,
                          struct found *f, size_t n)
{
    size_t kept = 0, h = 0;
    for (size_t i = 0; i < n; i++) {
        while (h < hides && hide[h].to <= f[i].from)
            h++;
        if (h == hides || hide[h].from >= f[i].to)
            f[kept++] = f[i];
    }
    return kept;
}

static size_t settle(struct found *f, size_t n)
{
    if (n == 0)
        return 0;
    qsort(f, n, sizeof *f, by_place);
    size_t hides = 0;
    while (hides < n && f[hides].hide)
        hides++;
    struct found *suggested = f + hides;
    size_t suggestions = n - hides;
    hides = join_hides(f, hides);
    suggestions = drop_hidden(f, hides, suggested, suggestions);
    suggestions = thin_suggestions(suggested, suggestions);
    memmove(f + hides, suggested, suggestions * sizeof *f);
    qsort(f, hides + suggestions, sizeof *f, by_start);
    return hides + suggestions;
}

static size_t hide_all(struct plain words, struct found *out, size_t max)
{
    uint32_t to = words.len > UINT32_MAX ? UINT32_MAX : (uint32_t)words.len;
    if (max)
        out[0] = (struct found){FOUND_DIGITS, true, 0, to};
    return 1;
}

/* Texts come by the line, and a line is soon read: not anew for each. */
static void set_language(struct redactor *r, const char *lang)
{
    if (!lang || strlen(lang) >= TAG)
        lang = "";
    if (strcmp(r->lang, lang) == 0)
        return;
    memcpy(r->lang, lang, strlen(lang) + 1);
    r->look.rows = affix_rows(lang);
    r->look.tongue = lexicon_tongue(lang);
    r->look.danish = !*lang || r->look.tongue == lexicon_tongue("da");
}

size_t redact_find(struct redactor *r, struct plain words, const char *lang,
                   struct found *out, size_t max)
{
    struct look *k = &r->look;
    r->starved = false;
    if (words.len > CEIL_LINE)
        return hide_all(words, out, max);
    set_language(r, lang);
    fold_words(k, words);
    look_cut(k);
    for (size_t i = 0; i < sizeof recognisers / sizeof *recognisers; i++)
        recognisers[i](k);
    bool missing = r->starved = k->no_memory;
    size_t n = settle(k->found, k->founds);
    if (!missing && n && max)
        memcpy(out, k->found, (n < max ? n : max) * sizeof *out);
    look_wipe(k);
    return missing ? hide_all(words, out, max) : n;
}

bool redact_starved(const struct redactor *r)
{
    return r->starved;
}

void redact_write(struct plain words, const struct found *found, size_t n,
                  struct buf *out)
{
    size_t at = 0;
    for (size_t i = 0; i < n; i++) {
        if (!found[i].hide || found[i].from < at || found[i].to > words.len)
            continue;
        buf_plain(out, plain_cut(words, at, found[i].from));
        buf_text(out, "\u25AE\u25AE\u25AE");
        at = found[i].to;
    }
    buf_plain(out, plain_cut(words, at, words.len));
}
