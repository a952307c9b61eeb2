/* SPDX-License-Identifier: MPL-2.0 */
/* Draws identifiers of every kind in every usual spelling, puts them into
 * sentences, and looks which of their letters and digits stay in sight.
 *   identifiers EACH SEED [KIND]
 * EACH of a kind in a spelling. Says a line a kind: instances, misses; the
 * first misses of each spelling on standard error. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "anonymise/redact.h"
#include "desk/approve.h"
#include "vault/envelope.h"

static uint64_t dice;

static uint32_t below(uint32_t limit)
{
    uint64_t z = dice += 0x9E3779B97F4A7C15u;
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return (uint32_t)(((z ^ z >> 31) >> 32) * limit >> 32);
}

static uint32_t from_to(uint32_t from, uint32_t to)
{
    return from + below(to - from + 1);
}

#define ONE_OF(list) list[below(sizeof list / sizeof *list)]

/* --- Identifiers, in parts --------------------------------------------- */

enum { PARTS = 8, PART = 40 };
struct drawn {
    const char *cue; /* said before it; nobody's secret */
    int parts;
    char part[PARTS][PART];
};

static void add(struct drawn *d, const char *text)
{
    text_copy(d->part[d->parts++], PART, text);
}

static void add_number(struct drawn *d, const char *before, uint32_t n,
                       int digits)
{
    snprintf(d->part[d->parts++], PART, "%s%0*u", before, digits, (unsigned)n);
}

static void draw_cpr(struct drawn *d)
{
    uint32_t day = from_to(1, 31) + (below(8) ? 0 : 60), month = from_to(1, 12);
    uint32_t year = below(100), serial = below(10000), shape = below(4);
    if (shape < 2) {
        add_number(d, "", day * 10000 + month * 100 + year, 6);
    } else {
        add_number(d, "", day, 2);
        add_number(d, "", month, 2);
        if (shape == 2)
            add_number(d, "", year, 2);
        else
            add_number(d, "", year < 27 ? 2000 + year : 1900 + year, 4);
    }
    add_number(d, "", serial, 4);
}

static void draw_phone(struct drawn *d)
{
    static const char *const lands[] = {"+46", "+48", "+90", "+380", "+252"};
    uint32_t shape = below(6);
    if (shape == 0) {
        add(d, ONE_OF(lands));
        add_number(d, "", from_to(20, 99), 2);
        add_number(d, "", below(1000), 3);
        add_number(d, "", below(10000), 4);
        return;
    }
    if (shape == 1)
        add(d, below(2) ? "+45" : "0045");
    if (below(4) == 0) {
        add_number(d, "", from_to(2050, 9999), 4);
        add_number(d, "", below(10000), 4);
        return;
    }
    add_number(d, "", from_to(20, 99), 2);
    for (int i = 0; i < 3; i++)
        add_number(d, "", below(100), 2);
}

static void draw_iban(struct drawn *d)
{
    static const char *const lands[] = {"DK", "DE", "SE", "PL", "TR"};
    bool danish = below(2);
    char head[PART];
    snprintf(head, sizeof head, "%s%02u", danish ? "DK" : ONE_OF(lands),
             (unsigned)from_to(2, 98));
    add(d, head);
    for (uint32_t i = 0; i < (danish ? 3 : from_to(3, 5)); i++)
        add_number(d, "", below(10000), 4);
    add_number(d, "", below(100), 2);
}

static void draw_plate(struct drawn *d)
{
    char letters[3] = {(char)('A' + below(26)), (char)('A' + below(26)), 0};
    add(d, letters);
    add_number(d, "", from_to(10, 99), 2);
    add_number(d, "", below(1000), 3);
}

static void draw_case(struct drawn *d)
{
    static const char *const cues[] = {"sagsnr. ", "sag nr. ", "sagsnummer ",
                                       "j.nr. ", "sagsnummer: "};
    d->cue = ONE_OF(cues);
    if (below(2))
        add_number(d, "", from_to(2000, 2030), 4);
    else
        add_number(d, "", from_to(10, 40), 2);
    add_number(d, "", from_to(100, 99999), 3);
}

static void draw_email(struct drawn *d)
{
    static const char *const who[] = {"jens.olsen", "amina",  "navn",
                                      "olga_k",     "mo-ali", "p.petersen"};
    static const char *const where[] = {"mail", "post", "gmail", "byby"};
    static const char *const top[] = {"dk", "com", "org", "net"};
    char local[PART];
    snprintf(local, sizeof local, below(2) ? "%s" : "%s%u", ONE_OF(who),
             (unsigned)below(100));
    add(d, local);
    add(d, ONE_OF(where));
    add(d, ONE_OF(top));
}

static void draw_handle(struct drawn *d)
{
    static const char *const who[] = {"jens", "amina", "navn", "olgak",
                                      "moali"};
    char handle[PART];
    snprintf(handle, sizeof handle, below(2) ? "@%s%u" : "@%s_%u", ONE_OF(who),
             (unsigned)below(1000));
    add(d, handle);
}

static const char *const streets[] = {
    "Vestergade",  "Lærkevej",         "Nørregade",   "Søndre Allé",
    "Bakkestræde", "Skolevænget",      "Møllebakken", "Gammel Kongevej",
    "Havnegade",   "Strandboulevarden"};

static void draw_address(struct drawn *d)
{
    add(d, ONE_OF(streets));
    add_number(d, "", from_to(1, below(2) ? 99 : 299), 1);
}

static void draw_postcode(struct drawn *d)
{
    static const char *const towns[] = {"Aarhus",   "Odense", "København",
                                        "Randers",  "Vejle",  "Esbjerg",
                                        "Hjørring", "Ribe",   "Svendborg"};
    add_number(d, "", from_to(1000, 9990), 4);
    add(d, ONE_OF(towns));
}

static void draw_digits(struct drawn *d)
{
    static const uint32_t most[] = {99999, 999999, 9999999};
    uint32_t n = below(3);
    add_number(d, "", from_to(most[n] / 10 + 1, most[n]), 1);
}

/* --- Spellings --------------------------------------------------------- */

enum spelling {
    PLAIN,
    MARKS,
    SPACES,
    ODD_MARKS,
    LINE_BREAK,
    WORDS_BETWEEN,
    JOINTS, /* above: said by what joins the parts */
    ZERO_WIDTH = JOINTS,
    FULL_WIDTH,
    ARABIC_INDIC,
    PERSIAN,
    DEVANAGARI,
    NUMBER_WORDS,
    SPELLINGS,
};
static const char *const spelling_names[SPELLINGS] = {
    "plain",        "marks",   "spaces",     "odd marks",
    "line break",   "words",   "zero width", "full width",
    "Arabic-Indic", "Persian", "Devanagari", "number words"};

/* Five number words in a row are counting, so a mere number is not told. What
 * may join the parts, in each of the first spellings, cut at '|'. Nothing
 * where nobody writes so: of these kinds the parts are one word. */
struct kind {
    const char *name;
    void (*draw)(struct drawn *d);
    const char *joint[JOINTS];
    bool told; /* in number words */
};
static const struct kind kinds[] = {
    {"cpr",
     draw_cpr,
     {"-", "-|.|/|:|,|_", " |  | - | / ", "\u2013|\u00A0|\u2011|\u2212",
      "\n|-\n", " streg | og så | og de sidste fire er "},
     true},
    {"phone",
     draw_phone,
     {" |", "-|.|/", "  | - | . ", "\u2013|\u00A0|\u2011|\u202F", "\n|-\n",
      NULL},
     true},
    {"iban",
     draw_iban,
     {" |", "-|.", "  ", "\u00A0|\u202F|\u2011", "\n", NULL},
     false},
    {"plate",
     draw_plate,
     {" |", "-|.", "  | - ", "\u00A0|\u2011|\u2013", "\n", NULL},
     false},
    {"case",
     draw_case,
     {"/|-", "/|-|.|_", " | / | - ", "\u2013|\u2011|\u00A0", "\n|-\n", NULL},
     false},
    {"email",
     draw_email,
     {"@", "(at)|[at]|<at>", " @ | (at) ", "\uFF20|\uFE6B", NULL,
      " snabel-a | snabela | at "},
     false},
    {"handle", draw_handle, {"", NULL, NULL, NULL, NULL, NULL}, false},
    {"address",
     draw_address,
     {" ", "-|, |, nr. ", "  | - ", "\u00A0|\u2013|\u202F", "\n",
      " nr. | nummer "},
     true},
    {"postcode",
     draw_postcode,
     {" ", "-|, ", "  | - ", "\u00A0|\u2013|\u202F", "\n", NULL},
     false},
    {"digits", draw_digits, {"", NULL, NULL, NULL, NULL, NULL}, false},
};

static const char *const ones[] = {
    "nul",     "et",     "to",      "tre",    "fire",   "fem",   "seks",
    "syv",     "otte",   "ni",      "ti",     "elleve", "tolv",  "tretten",
    "fjorten", "femten", "seksten", "sytten", "atten",  "nitten"};
static const char *const tens[] = {"",      "",          "tyve", "tredive",
                                   "fyrre", "halvtreds", "tres", "halvfjerds",
                                   "firs",  "halvfems"};

static void put_below_100(struct buf *out, unsigned n)
{
    if (n < 20)
        buf_text(out, ones[n]);
    else if (n % 10 == 0)
        buf_text(out, tens[n / 10]);
    else
        buf_format(out, "%sog%s", n % 10 == 1 ? "en" : ones[n % 10],
                   tens[n / 10]);
}

/* A text as it grows, and which of its bytes must not stay in sight. */
struct instance {
    struct buf text;
    uint8_t secret[4096];
};

static void put(struct instance *t, const char *text, bool secret)
{
    size_t from = t->text.len;
    buf_text(&t->text, text);
    memset(t->secret + from, secret, t->text.len - from);
}

/* Digits one by one or in pairs, as people say them. */
static void put_told(struct instance *t, const char *digits, bool pairs)
{
    size_t from = t->text.len, len = strlen(digits);
    for (size_t i = 0; i < len;) {
        unsigned one = (unsigned)(digits[i] - '0');
        if (i)
            buf_text(&t->text, " ");
        if (!pairs || i + 1 == len || one == 0) {
            put_below_100(&t->text, one);
            i++;
        } else {
            put_below_100(&t->text, one * 10 + (unsigned)(digits[i + 1] - '0'));
            i += 2;
        }
    }
    memset(t->secret + from, 1, t->text.len - from);
}

/* One ASCII sign in another spelling. */
static void put_sign(struct instance *t, char sign, enum spelling how)
{
    static const uint32_t zeros[SPELLINGS] = {[FULL_WIDTH] = 0xFF10,
                                              [ARABIC_INDIC] = 0x0660,
                                              [PERSIAN] = 0x06F0,
                                              [DEVANAGARI] = 0x0966};
    static const char *const nothing[] = {"\u200B", "\u200C", "\u200D",
                                          "\u2060", "\u00AD", "\u200E"};
    char one[5] = {sign};
    bool digit = sign >= '0' && sign <= '9';
    if (how == FULL_WIDTH && sign > ' ' && sign < 0x7F)
        one[utf8_write(0xFEE0 + (uint32_t)(uint8_t)sign, one)] = '\0';
    else if (zeros[how] && digit)
        one[utf8_write(zeros[how] + (uint32_t)(sign - '0'), one)] = '\0';
    bool secret = digit || (uint8_t)sign >= 0x80 || (sign | 32) >= 'a';
    put(t, one, secret && sign != '_');
    if (how == ZERO_WIDTH && (uint8_t)sign < 0x80 && below(3) == 0)
        put(t, ONE_OF(nothing), false);
}

static void put_part(struct instance *t, const char *part, enum spelling how)
{
    bool digits = strspn(part, "0123456789") == strlen(part);
    if (how == NUMBER_WORDS && digits) {
        put_told(t, part, strlen(part) == 2 || (strlen(part) < 5 && below(2)));
        return;
    }
    for (; *part; part++)
        put_sign(t, *part, how);
}

/* One of the alternatives between '|'. */
static void pick(const char *list, char out[PART])
{
    uint32_t n = 1, drawn;
    for (const char *c = list; *c; c++)
        n += *c == '|';
    for (drawn = below(n); drawn; drawn--)
        list = strchr(list, '|') + 1;
    snprintf(out, PART, "%.*s", (int)strcspn(list, "|"), list);
}

static bool usual(const struct kind *k, enum spelling how)
{
    return how < JOINTS ? k->joint[how] != NULL
                        : how != NUMBER_WORDS || k->told;
}

static void spell(const struct kind *k, enum spelling how, struct instance *t)
{
    struct drawn d = {0};
    char usual_joint[PART], joint[PART];
    k->draw(&d);
    if (how == NUMBER_WORDS && k->draw == draw_address)
        d.part[1][2] = '\0'; /* in words only what is one word */
    pick(k->joint[PLAIN], usual_joint);
    pick(k->joint[how < JOINTS ? how : PLAIN], joint);
    if (how == NUMBER_WORDS)
        text_copy(joint, sizeof joint, " ");
    put(t, d.cue ? d.cue : "", false);
    bool email = k->draw == draw_email;
    for (int i = 0; i < d.parts; i++) {
        /* Of an e-mail the first joint is the sign; of what is told with
         * words, the last. */
        bool here = email                  ? i == 1
                    : how == WORDS_BETWEEN ? i == d.parts - 1
                                           : true;
        const char *say = here ? joint : email ? "." : usual_joint;
        if (email && !here && how == WORDS_BETWEEN)
            say = below(2) ? " punktum " : ".";
        if (email && here && how >= JOINTS)
            say = how == FULL_WIDTH ? "\uFF20" : "@";
        if (i)
            put(t, say, false);
        put_part(t, d.part[i], how);
    }
}

/* --- Sentences and counting -------------------------------------------- */

static const struct {
    const char *lang, *before, *after;
} frames[] = {
    {"da", "", ""},
    {"da", "Jeg sagde ", " til dem."},
    {"da", "Det var (", "), tror jeg."},
    {"da", "Så skrev de: ", "! Og ingen svarede."},
    {"da", "I 2023 fik jeg ", ", men det hjalp ikke."},
    {"en", "They wrote ", " on the letter."},
    {"ar", "قلت لهم ", " ولم يجب أحد."},
    {"fa", "من گفتم ", " و رفتم."},
    {"uk", "Я сказала ", " і пішла."},
    {"tr", "Onlara ", " dedim."},
    {"hi", "मैंने कहा ", " और गया।"},
};

static bool missed(struct redactor *r, const struct instance *t,
                   const char *lang)
{
    static struct found found[512];
    size_t n = redact_find(r, buf_words(&t->text), lang, found, 512), at = 0;
    for (size_t i = 0; i < t->text.len; i++) {
        while (at < n && (found[at].to <= i || !found[at].hide))
            at++;
        bool hidden = at < n && found[at].from <= i;
        if (t->secret[i] && !hidden)
            return true;
    }
    return false;
}

static long run_spelling(struct redactor *r, const struct kind *k,
                         enum spelling how, long each)
{
    enum { SHOWN = 5 };
    static struct instance t;
    long misses = 0;
    for (long i = 0; i < each; i++) {
        size_t f = below(sizeof frames / sizeof *frames);
        t.text = (struct buf){.max = sizeof t.secret};
        put(&t, frames[f].before, false);
        spell(k, how, &t);
        put(&t, frames[f].after, false);
        if (missed(r, &t, frames[f].lang) && ++misses <= SHOWN)
            fprintf(stderr, "%s, %s: %.*s\n", k->name, spelling_names[how],
                    (int)t.text.len, t.text.at);
        buf_wipe(&t.text);
    }
    if (misses)
        fprintf(stderr, "%s, %s: %ld of %ld missed\n", k->name,
                spelling_names[how], misses, each);
    return misses;
}

int main(int argc, char **argv)
{
    long each, seed;
    struct fault why = {0};
    struct word_lists *lists;
    if (argc < 3 || !number_parse(argv[1], 1, LONG_MAX, &each) ||
        !number_parse(argv[2], 0, LONG_MAX, &seed)) {
        fputs("usage: identifiers EACH SEED [KIND]\n", stderr);
        return 2;
    }
    struct redactor *r = approve_redactor(&lists, &why);
    if (!r) {
        fprintf(stderr, "%s\n", why.text);
        return 2;
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        long instances = 0, misses = 0;
        dice = (uint64_t)seed;
        if (argc > 3 && strcmp(argv[3], kinds[k].name) != 0)
            continue;
        for (int how = 0; how < SPELLINGS; how++)
            if (usual(&kinds[k], (enum spelling)how)) {
                instances += each;
                misses += run_spelling(r, &kinds[k], (enum spelling)how, each);
            }
        printf("%s %ld %ld\n", kinds[k].name, instances, misses);
    }
    approve_redactor_free(r, lists);
    return 0;
}
