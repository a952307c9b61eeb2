/* SPDX-License-Identifier: MPL-2.0 */
/* What the recognisers see of a text: folded cells with a map back to the
 * source bytes, and over them words, digit groups and '@' signs. Only the
 * redact_*.c files include this. */
#ifndef ANONYMISE_REDACT_LOOK_H
#define ANONYMISE_REDACT_LOOK_H

#include "anonymise/redact.h"

enum cell_kind {
    CELL_SPACE, /* any white space but a line break */
    CELL_LINE,
    CELL_LOWER,  /* a letter of a script with capitals */
    CELL_UPPER,  /* upper or title case */
    CELL_LETTER, /* a letter, or its mark, of a script without capitals */
    CELL_DIGIT,  /* of any script; code is '0' to '9' */
    CELL_MARK,   /* all else; dashes read '-', quotes '\'' or '"' */
};

/* One folded code point. Several may share the same source bytes. */
struct cell {
    uint32_t code; /* folded */
    uint32_t low;  /* folded and lower case, for the word lists */
    uint32_t from, to;
    uint8_t kind;
    bool hidden; /* by a recogniser that looked earlier */
};

/* What the word lists and our own tables know of a word. */
enum word_flag {
    WORD_NAME = 1 << 0,
    WORD_CUE = 1 << 1,      /* a name may follow */
    WORD_CUE_SURE = 1 << 2, /* what follows is a name */
    WORD_PLACE = 1 << 3,
    WORD_INSTITUTION = 1 << 4,
    WORD_ORDINARY = 1 << 5,
    WORD_OTHER = 1 << 6,
    WORD_HEAD = 1 << 7,   /* a phrase of the lists begins with it */
    WORD_NEVER = 1 << 8,  /* no name, wherever its capital stands */
    WORD_FILLER = 1 << 9, /* told between the halves of a number */
    WORD_MONTH = 1 << 10,
    WORD_UNIT = 1 << 11,         /* "3 timer": the number is no house number */
    WORD_CASE = 1 << 12,         /* sag, ref.: a number may follow */
    WORD_CASE_SURE = 1 << 13,    /* sagsnr.: a number follows */
    WORD_AT = 1 << 14,           /* snabel-a */
    WORD_DOT = 1 << 15,          /* punktum */
    WORD_TOP = 1 << 16,          /* a well-known top-level domain */
    WORD_STREET = 1 << 17,       /* an ending of streets, sure in lower case */
    WORD_STREETLIKE = 1 << 18,   /* only with a capital */
    WORD_STREET_FIRST = 1 << 19, /* stands before the street's name */
    WORD_FLOOR = 1 << 20,        /* th, tv, sal */
    WORD_NUMBER = 1 << 21,       /* a number word; its value is beside it */
    WORD_INTO = 1 << 22,         /* i, fra, til: a place may follow */
    WORD_LINK = 1 << 23,        /* nr, nummer, er: between a cue and a number */
    WORD_STREET_LAST = 1 << 24, /* ends a name that a number stands before */
    WORD_SERVICE = 1 << 25,     /* twitter: a handle may follow */
    WORD_BETWEEN = 1 << 26,     /* "3 eller 4": a unit between numbers */
    WORD_CLOCK = 1 << 27,       /* kl.: a time of day follows */
    WORD_MONEY = 1 << 28,
    WORD_PERSON_DOES = 1 << 29, /* sagde, ringede: behind somebody's name */
    WORD_SURNAME = 1 << 30,     /* an ending of surnames and towns */
};

/* What is suggested wherever it stands. */
#define WORD_TOLD_OF (WORD_NAME | WORD_PLACE | WORD_INSTITUTION | WORD_OTHER)

struct known {
    uint64_t hash; /* 0: an empty slot */
    uint32_t flags;
    int8_t number; /* of WORD_NUMBER: 0..99; of an ordinal: -1..-31 */
};

enum { AFFIX_LETTERS = 16, AFFIX_BACK = 3, AFFIX_ROWS = 32 };

/* Folded letters that come off a word, and those that are put back behind. */
struct affix {
    uint32_t low[AFFIX_LETTERS], back[AFFIX_BACK];
    uint8_t letters, backs;
};

/* Affixes [from, behind) stand in front of a word, [behind, to) behind it. */
struct affix_row {
    size_t from, behind, to;
    uint64_t firsts, lasts; /* letters that they begin or end with */
    uint32_t script;
};

struct folded;

/* A word list in memory. Equal 64-bit hashes count as the same word: a
 * mistake once in 10^13 costs one wrong suggestion. */
struct lexicon {
    struct known *slot;
    size_t slots, used; /* slots is a power of two */
    struct affix *affix;
    size_t affixes, affix_room;
    struct affix_row row[AFFIX_ROWS];
    uint32_t latin_rows;   /* a bit each */
    struct folded *folded; /* fold_table() */
};

struct word {
    uint32_t from, to; /* cells */
    uint64_t hash;
    uint32_t flags;
    uint32_t phrase_flags; /* of the phrase that begins here */
    uint8_t phrase;        /* its words; 0 is none */
    bool capital, all_capitals, caseless;
    bool start; /* of a sentence, a quotation, after a number */
};

enum { GROUP_DIGITS = 12 };

/* Digits without anything between them, or a number word. */
struct group {
    uint32_t from, to; /* cells */
    uint32_t word;     /* the first word at or after it */
    uint32_t digits;
    uint8_t digit[GROUP_DIGITS]; /* the first of them, 0..9 */
    bool told;                   /* a number word */
};

struct look {
    const struct lexicon *lexicon;
    struct cell *cell;
    struct word *word;
    struct group *group;
    uint32_t *at; /* cells that hold '@' */
    struct found *found;
    size_t cells, words, groups, ats, founds;
    size_t cell_room, word_room, group_room, at_room, found_room;
    uint64_t tongue; /* the text's language: lexicon_tongue() */
    uint32_t rows;   /* of affixes, a bit each, for the text's language */
    bool danish;     /* or of no known language */
    bool no_memory;  /* something is missing: hide everything */
};

/* redact_look.c */
/* Makes room for one more of size bytes in *array; what is moved is wiped. */
bool look_room(struct look *k, void *array, size_t n, size_t *room,
               size_t size);
/* Cuts the cells into words and groups. */
void look_cut(struct look *k);
void look_found(struct look *k, enum found_kind kind, bool hide, size_t from,
                size_t to);     /* cells, half-open */
void look_wipe(struct look *k); /* empty again, the room stays */
void look_free(struct look *k);
bool cell_is_letter(const struct cell *c);
/* True when all digits in cells [from, to) are hidden already. */
bool look_hidden(const struct look *k, size_t from, size_t to);
/* True when cells [from, to) are at most most spaces or marks out of marks. */
bool look_gap(const struct look *k, size_t from, size_t to, size_t most,
              const char *marks);

/* True when a unit follows the group: "3 timer". */
bool look_unit(const struct look *k, const struct group *g);
/* That word, whatever it is; NULL when none stands right behind the number. */
const struct word *look_behind(const struct look *k, const struct group *g);

/* redact_fold.c: appends the cells of words. */
void fold_words(struct look *k, struct plain words);
/* Gives what needs to be asked once only, for free(). Leaves k without cells.
 */
struct folded *fold_table(struct look *k);

/* redact_lexicon.c */
bool lexicon_make(struct lexicon *x, const struct lexicons *lists);
void lexicon_free(struct lexicon *x);
const struct known *lexicon_find(const struct lexicon *x, uint64_t hash);
/* The flags of a word, and WORD_ORDINARY where it is that in the text's own
 * language. */
uint32_t lexicon_flags(const struct look *k, uint64_t hash);
uint64_t lexicon_tongue(const char *lang); /* NULL or "": 0 */
/* What is known of the shortest ending of the word, also of its genitive's,
 * that has any of the flags wanted. */
uint32_t lexicon_ending(const struct lexicon *x, const struct look *k,
                        const struct word *w, uint32_t wanted);
uint64_t hash_begin(void);
static inline uint64_t hash_add(uint64_t hash, uint32_t low)
{
    return (hash ^ low) * 0x100000001B3;
}

/* redact_affix.c */
uint32_t affix_rows(const char *lang); /* lang may be NULL */
bool affix_make(struct lexicon *x, struct look *k);
/* What the lists know of the word once something came off it. */
uint32_t affix_know(const struct look *k, const struct word *w);

/* The recogniser's own tables: redact_tables.c */
struct own_words {
    uint32_t flags;
    const char *words; /* set apart by spaces; '_' stands for a space */
};
extern const struct own_words own_words[];
extern const size_t own_words_count;
extern const char *const number_words[]; /* "0 nul zero ..." */
extern const size_t number_words_count;
extern const char *const ordinal_words[]; /* the first, the second, ... */
extern const size_t ordinal_words_count;

/* The recognisers: redact_number.c, redact_code.c, redact_net.c,
 * redact_home.c, redact_name.c, redact_date.c */
void recognise_cpr(struct look *k);
void recognise_phone(struct look *k);
void recognise_digits(struct look *k);
void recognise_iban(struct look *k);
void recognise_plate(struct look *k);
void recognise_case(struct look *k);
void recognise_email(struct look *k);
void recognise_handle(struct look *k);
void recognise_address(struct look *k);
void recognise_postcode(struct look *k);
void recognise_name(struct look *k);
void recognise_date(struct look *k);

/* redact_date.c: true when the groups from first on read as day, month, year
 * with spaces between, so that eight digits are no telephone. */
bool date_spaced(const struct look *k, size_t first, size_t groups);
/* redact_name.c: true for a Danish word in lower case that nobody knows. */
bool word_unknown(const struct look *k, const struct word *w);
int group_value(const struct group *g); /* of at most 8 digits; else -1 */

#endif
