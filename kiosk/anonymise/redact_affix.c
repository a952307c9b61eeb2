/* SPDX-License-Identifier: MPL-2.0 */
/* What other languages hang on a word: articles and prepositions in front,
 * cases behind. One table tells which of these may come off, so that the lists
 * need each word only once. It never decides that something is a name: what is
 * left must stand in a list. */
#include "anonymise/redact_look.h"

enum {
    LEAST_LEFT = 3, /* letters */
    LATIN = 0,      /* as script_of() has it */
};

/* Among all that may be left there is a name that is no word as well. */
#define SURE_NAME (1u << 31)

#define LISTED                                                           \
    (WORD_NAME | WORD_PLACE | WORD_INSTITUTION | WORD_OTHER | WORD_CUE | \
     WORD_CUE_SURE | WORD_INTO | WORD_ORDINARY)

/* "ii:ia" behind: "ii" comes off and "ia" is put back (Zofii, Zofia). Where
 * langs is NULL the script tells the language well enough. Letters are written
 * as the lists have them, and folded like these. */
static const struct {
    const char *langs;
    uint32_t flags; /* what the word left over may be */
    const char *before, *behind;
} rows[] = {
    /* Turkish writes an apostrophe behind names; many leave it out. */
    {"tr az", LISTED, "",
     "'in 'un 'ün 'nin 'nun 'nün 'i 'u 'ü 'yi 'yu 'yü 'e 'a 'ye 'ya 'de 'da "
     "'te 'ta 'den 'dan 'ten 'tan 'le 'la 'yle 'yla 'ler 'lar 'deki 'daki "
     "in un ün nin nun nün i u ü yi yu yü e a ye ya de da te ta den dan ten "
     "tan le la yle yla ler lar"},
    {"tr az", WORD_ORDINARY | WORD_CUE | WORD_INSTITUTION, "",
     "m im um üm miz imiz umuz ümüz si su sü leri lari lerim larim lere lara "
     "lerin larin lerde larda lerden lardan lerimiz larimiz imin umun imi umu "
     "ima ime imla imle imden imdan ine ina inde inda inden indan ini unu"},
    {"pl", LISTED, "",
     "a owi em iem u e ie y:a i:a ę:a ą:a o:a ę ą ii:ia ię:ia ią:ia ie:a ce:ka "
     "ki:ka dze:ga cie:ta dzie:da rze:ra le:ła nie:na ze: cie:t ka:ek kowi:ek "
     "kiem:ek ku:ek ła:eł łowi:eł łem:eł ca:ec cem:ec ego emu m im iego:i "
     "iej:a ej:a iemu:i owie:ów owa:ów owem:ów ach om ami ów"},
    {"ro", LISTED, "",
     "ul ului l lui i ei:a ei:ă ei ii:ia iei:ia a:ă a ua le lor ilor elor e:ă "
     "e:a uri urile urilor o:a ă:a ule"},
    {"so", LISTED, "",
     "na ka ta ga da ku tu gu du kii tii gii dii ha hu ba baa se ow yow ne "
     "ayga "
     "kayga tayda gayga dayda kaygu taydu kayaga teeda kiisa tiisa u i in"},
    /* Ukrainian, and Russian as far as it goes the same way. */
    {NULL, LISTED, "",
     "а у ом ові і ою ем и ів ам ами ах и:а і:а у:а ою:а о:а ї:я ю:я єю:я ею:я "
     "я:й ю:й єм:й єві:й ї:й я:ь ю:ь ем:ь еві:ь і:ь а:о у:о ом:о ові:о зі:га "
     "ці:ка сі:ха "
     "ої:а ій:а ого:ий ому:ий им:ий ого:ої ова:ів ові:ів овом:ів єва:їв єві:їв "
     "єм:їв а:ець ця:ець цю:ець цем:ець ка:ок ку:ок ком:ок е:а е ы:а ой:а ой "
     "ии:ия ию:ия ией:ия и:ь и:ия ого:ый ому:ый ым:ый го му"},
    {NULL, WORD_NAME | WORD_PLACE,
     "و ف ب ل ك ال وال بال فال كال لل ول وب ولل وبال فب", ""},
    {"ar", LISTED & ~(WORD_NAME | WORD_PLACE),
     "و ف ب ل ك ال وال بال فال كال لل س وس ي ت ن وي وت ون",
     "ه ها هم هن ي نا ك كم ت ا ان ين ون وا ات ة تي ته تها تنا تهم"},
    {"fa prs", LISTED, "", "ی ها های را م ام اش ت جان"},
    {"fa prs", WORD_ORDINARY | WORD_INSTITUTION | WORD_CUE, "می نمی ن ب بی",
     "ی ها های هایی هایم هایش م ام ات اش ش ت مان تان شان م ند یم ید د ه تر "
     "ترین ان را هم"},
    {"ckb", LISTED, "",
     "ی م ت ش یش یشم دا یدا ەوە یەوە وە یان مان تان ە یە و ا یشی ان"},
    {"ckb", WORD_ORDINARY | WORD_INSTITUTION | WORD_CUE, "نە دە نا بە ب",
     "ی م ت ش ەکە ەکەم ەکەی ەکان ەکانم ێک یەک یەکی ێکی مان تان یان دا ەوە ە ن "
     "ین بوو بووم ان انی وو ووە وە"},
    /* Prepositions, and "and" behind. */
    {NULL, LISTED, "ን ብ ካብ ናብ ናይ ኣብ ምስ ከም ዝ ንናይ እንተ", "ን ውን እውን ስ ከ"},
    {NULL, WORD_ORDINARY | WORD_CUE | WORD_INSTITUTION,
     "ን ብ ካብ ናብ ናይ ኣብ ምስ ዘይ ኣይ", "ን ና ይ ካ ኩም ታት ት ውን ውያን"},
    /* Cases by the letter they follow; a stop behind "ai" and "ku" doubles the
     * next word's first letter. */
    {NULL, LISTED, "",
     "க்கு வுக்கு யுக்கு ுக்கு:் ுக்கு:ு க்குப் க்குத் க்குக் வுக்குப் ுக்குப்:் ுக்குத்:் "
     "ுக்குக்:் யை வை ை:் ை:ு யைக் யைப் யைத் யைச் வைக் வைப் வைத் வைச் ைக்:் ைப்:் "
     "ைத்:் ைச்:் யின் வின் ின்:் ின்:ு யுடன் வுடன் ுடன்:் ுடன்:ு யோடு வோடு ோடு:் "
     "யிடம் விடம் ிடம்:் ிடம்:ு யிடமிருந்து விடமிருந்து ிடமிருந்து:் யால் வால் ால்:் "
     "யும் வும் ும்:் ும்:ு யில் வில் ில்:் ில்:ு த்தில்:ம் யிலிருந்து விலிருந்து "
     "ிலிருந்து:் ிலிருந்து:ு த்திலிருந்து:ம் த்துக்கு:ம் த்திற்கு:ம் ிற்கு:் ிற்கு:ு "
     "த்தை:ம் த்தைக்:ம் த்தின்:ம் ினுடைய:் யினுடைய வினுடைய க்கும் ுக்கும்:் கள் "
     "களை களுக்கு களின் ங்கள்:ம் ங்களை:ம்"},
};
enum { ROWS = sizeof rows / sizeof *rows };

static bool has_lang(const char *langs, const char *lang)
{
    size_t len = lang ? strcspn(lang, "-") : 0;
    for (const char *at = langs; at && *at; at += strspn(at, " ")) {
        size_t n = strcspn(at, " ");
        if (lang && n == len && memcmp(at, lang, n) == 0)
            return true;
        at += n;
    }
    return langs == NULL;
}

uint32_t affix_rows(const char *lang)
{
    uint32_t on = 0;
    for (size_t i = 0; i < ROWS; i++)
        on |= (uint32_t)has_lang(rows[i].langs, lang) << i;
    return on;
}

/* Near enough: the blocks of one script have this in common. */
static uint32_t script_of(uint32_t low)
{
    return low < 0x300 ? LATIN : low >> 9;
}

/* Folds letters that may begin with a mark: it hangs on the letter that is
 * put there first. */
static size_t fold_letters(struct look *k, const char *at, size_t len,
                           uint32_t *low, size_t most)
{
    k->cells = 0;
    fold_words(k, plain_of("\u0B95"));
    fold_words(k, (struct plain){at, len});
    size_t n = 0;
    for (size_t i = 1; i < k->cells && n < most; i++)
        low[n++] = k->cell[i].low;
    k->cells = 0;
    return n;
}

static bool put_affix(struct lexicon *x, struct look *k, const char *at,
                      size_t len)
{
    struct affix a = {0};
    const char *colon = memchr(at, ':', len);
    size_t own = colon ? (size_t)(colon - at) : len;
    a.letters = (uint8_t)fold_letters(k, at, own, a.low, AFFIX_LETTERS);
    if (colon)
        a.backs = (uint8_t)fold_letters(k, colon + 1, len - own - 1, a.back,
                                        AFFIX_BACK);
    if (k->no_memory ||
        (x->affixes == x->affix_room &&
         !look_room(k, &x->affix, x->affixes, &x->affix_room, sizeof a)))
        return false;
    x->affix[x->affixes++] = a;
    return true;
}

static bool put_affixes(struct lexicon *x, struct look *k, const char *at)
{
    for (; *at; at += strspn(at, " ")) {
        size_t len = strcspn(at, " ");
        if (!put_affix(x, k, at, len))
            return false;
        at += len;
    }
    return true;
}

/* A bit for each letter, near enough to leave most words alone. */
static uint64_t letter_bit(uint32_t low)
{
    return (uint64_t)1 << (low & 63);
}

static void note_edges(struct lexicon *x, struct affix_row *row)
{
    for (size_t i = row->from; i < row->to; i++) {
        const struct affix *a = &x->affix[i];
        if (i < row->behind)
            row->firsts |= letter_bit(a->low[0]);
        else
            row->lasts |= letter_bit(a->low[a->letters - 1]);
    }
}

bool affix_make(struct lexicon *x, struct look *k)
{
    _Static_assert((int)ROWS <= (int)AFFIX_ROWS, "a bit for each row");
    for (size_t i = 0; i < ROWS; i++) {
        struct affix_row *row = &x->row[i];
        row->from = x->affixes;
        if (!put_affixes(x, k, rows[i].before))
            return false;
        row->behind = x->affixes;
        if (!put_affixes(x, k, rows[i].behind))
            return false;
        row->to = x->affixes;
        note_edges(x, row);
        const struct affix *last = &x->affix[row->to - 1];
        row->script = script_of(last->low[last->letters - 1]);
        x->latin_rows |= (uint32_t)(row->script == LATIN) << i;
    }
    return true;
}

static bool stands_at(const struct affix *a, const struct cell *cell)
{
    for (size_t i = 0; i < a->letters; i++)
        if (a->low[i] != cell[i].low)
            return false;
    return true;
}

static uint32_t know_left(const struct look *k, size_t from, size_t to,
                          const struct affix *behind)
{
    uint64_t hash = hash_begin();
    size_t backs = behind ? behind->backs : 0;
    if (to - from + backs < LEAST_LEFT)
        return 0;
    for (size_t i = from; i < to; i++)
        hash = hash_add(hash, k->cell[i].low);
    for (size_t i = 0; i < backs; i++)
        hash = hash_add(hash, behind->back[i]);
    uint32_t flags = lexicon_flags(k, hash);
    bool sure = (flags & (WORD_NAME | WORD_ORDINARY)) == WORD_NAME;
    return flags | (sure ? SURE_NAME : 0);
}

/* What is known of cells [from, to) when something comes off behind. */
static uint32_t without_behind(const struct look *k,
                               const struct affix_row *row, size_t from,
                               size_t to)
{
    uint32_t flags = 0;
    if (!(row->lasts & letter_bit(k->cell[to - 1].low)))
        return 0;
    for (size_t i = row->behind; i < row->to; i++) {
        const struct affix *a = &k->lexicon->affix[i];
        if (to - from > a->letters && stands_at(a, &k->cell[to - a->letters]))
            flags |= know_left(k, from, to - a->letters, a);
    }
    return flags;
}

static uint32_t without_affix(const struct look *k, const struct affix_row *row,
                              const struct word *w)
{
    uint32_t flags = without_behind(k, row, w->from, w->to);
    if (!(row->firsts & letter_bit(k->cell[w->from].low)))
        return flags;
    for (size_t i = row->from; i < row->behind; i++) {
        const struct affix *a = &k->lexicon->affix[i];
        size_t from = w->from + a->letters;
        if (from < w->to && stands_at(a, &k->cell[w->from]))
            flags |= know_left(k, from, w->to, NULL) |
                     without_behind(k, row, from, w->to);
    }
    return flags;
}

/* A sure name counts more than common words, but in lower case the words are
 * the likelier. */
uint32_t affix_know(const struct look *k, const struct word *w)
{
    uint32_t flags = 0, script = script_of(k->cell[w->from].low);
    if (script == LATIN && !(k->rows & k->lexicon->latin_rows))
        return 0;
    for (size_t i = 0; i < ROWS; i++) {
        const struct affix_row *row = &k->lexicon->row[i];
        uint32_t may_be = rows[i].flags;
        if (!(k->rows >> i & 1) || row->script != script)
            continue;
        may_be |= may_be & WORD_NAME ? SURE_NAME : 0;
        flags |= without_affix(k, row, w) & may_be;
    }
    if (flags & SURE_NAME && (w->capital || w->caseless))
        flags &= ~(uint32_t)WORD_ORDINARY;
    return flags & ~SURE_NAME;
}
