/* SPDX-License-Identifier: MPL-2.0 */
/* Names and places in the twelve languages, as redact_names.txt marks them:
 * how many are suggested, how many words are suggested in vain, and that the
 * names marked as unknown are in no list. What no rule can tell stays missed,
 * so each language has its own floor. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <unicode/ustring.h>
#include <cmocka.h>

#include "anonymise/redact.h"
#include "redact_lists.h"

enum { FOUND_MOST = 256, MARKS = 16, LINE = 1024 };

struct mark {
    size_t from, to;
    bool unlisted;
};

struct tally {
    const char *lang;
    int least_listed, least_unlisted, most_false; /* what is asked for */
    int listed, unlisted, vain;                   /* what was found */
};

static struct tally tallies[] = {
    {.lang = "da", 11, 11, 0},  {.lang = "en", 10, 11, 0},
    {.lang = "ar", 17, 13, 0},  {.lang = "fa", 15, 11, 0},
    {.lang = "uk", 11, 10, 0},  {.lang = "ti", 12, 9, 0},
    {.lang = "so", 8, 10, 0},   {.lang = "pl", 11, 11, 0},
    {.lang = "tr", 11, 11, 0},  {.lang = "ro", 11, 11, 0},
    {.lang = "ckb", 13, 10, 0}, {.lang = "ta", 10, 8, 0},
};

static struct found found[FOUND_MOST];

/* In lower case and alone only the lists can tell a name. */
static void check_unlisted(const char *name, size_t len, const char *lang)
{
    UChar wide[LINE], low[LINE];
    char text[LINE];
    int32_t n, bytes;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(wide, LINE, &n, name, (int32_t)len, &error);
    n = u_strToLower(low, LINE, wide, n, "", &error);
    u_strToUTF8(text, LINE, &bytes, low, n, &error);
    assert_true(U_SUCCESS(error));
    struct plain alone = {text, (size_t)bytes};
    if (redact_find(redactor, alone, lang, found, FOUND_MOST))
        fail_msg("%s: %s is in the lists", lang, text);
}

/* Takes the braces out of a line and notes what stood in them. */
static size_t read_marks(const char *line, char *text, struct mark *mark,
                         size_t *len)
{
    size_t marks = 0, n = 0;
    for (; *line && *line != '\n'; line++) {
        if (*line == '{') {
            assert_true(marks < MARKS);
            mark[marks] = (struct mark){n, 0, line[1] == '*'};
            line += mark[marks].unlisted;
        } else if (*line == '}') {
            mark[marks++].to = n;
        } else {
            text[n++] = *line;
        }
    }
    *len = n;
    return marks;
}

static bool meets(const struct found *f, const struct mark *m)
{
    return f->from < m->to && m->from < f->to;
}

static void count_line(struct tally *t, const char *line)
{
    char text[LINE];
    struct mark mark[MARKS];
    size_t len, marks = read_marks(line, text, mark, &len);
    for (size_t m = 0; m < marks; m++)
        if (mark[m].unlisted)
            check_unlisted(text + mark[m].from, mark[m].to - mark[m].from,
                           t->lang);
    struct plain words = {text, len};
    size_t n = redact_find(redactor, words, t->lang, found, FOUND_MOST);
    for (size_t m = 0; m < marks; m++) {
        size_t i = 0;
        while (i < n && !meets(&found[i], &mark[m]))
            i++;
        t->unlisted += i < n && mark[m].unlisted;
        t->listed += i < n && !mark[m].unlisted;
    }
    for (size_t i = 0; i < n; i++) {
        size_t m = 0;
        while (m < marks && !meets(&found[i], &mark[m]))
            m++;
        t->vain += m == marks;
        if (m == marks)
            print_message("%s: in vain: %.*s\n", t->lang,
                          (int)(found[i].to - found[i].from),
                          text + found[i].from);
    }
}

static struct tally *tally_of(const char *line)
{
    for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++) {
        size_t len = strlen(tallies[i].lang);
        if (strncmp(line, tallies[i].lang, len) == 0 && line[len] == '\n')
            return &tallies[i];
    }
    fail_msg("no such language: %s", line);
    return NULL;
}

static void test_twelve_languages(void **state)
{
    (void)state;
    char line[LINE];
    struct tally *t = NULL;
    FILE *file = fopen("tests/unit/anonymise/redact_names.txt", "r");
    assert_non_null(file);
    while (fgets(line, sizeof line, file))
        if (strncmp(line, "= ", 2) == 0)
            t = tally_of(line + 2);
        else if (line[0] != '#')
            count_line(t, line);
    fclose(file);
    for (size_t i = 0; i < sizeof tallies / sizeof *tallies; i++) {
        t = &tallies[i];
        print_message("%s: %d listed, %d unlisted, %d in vain\n", t->lang,
                      t->listed, t->unlisted, t->vain);
        assert_true(t->listed >= t->least_listed);
        assert_true(t->unlisted >= t->least_unlisted);
        assert_true(t->vain <= t->most_false);
    }
}

static size_t find(const char *text, const char *lang)
{
    return redact_find(redactor, plain_of(text), lang, found, FOUND_MOST);
}

/* What hangs on a word comes off in its own language only, and a word that is
 * common in one language is a name in the others. */
static void test_languages_apart(void **state)
{
    (void)state;
    static const struct {
        const char *lang, *text;
        size_t found;
    } texts[] = {
        {"pl", "rozmowa z katarzyn\u0105", 1},
        {"da", "rozmowa z katarzyn\u0105", 0},
        {"pl-PL", "rozmowa z katarzyn\u0105", 1},
        {"tr", "mektubu fatmaya verdim", 1},
        {"da", "mektubu fatmaya verdim", 0},
        {"tr", "bunu kim dedi", 0},
        {"tr", "\u00e7ocu\u011fu ald\u0131", 0},
        {"da", "det sagde kim", 1},
        {NULL, "det sagde kim", 1},
        {"tr", "D\u0130YARBAKIR", 1},
        {"da", "diyarbak\u0131r", 1},
        {"ro", "\u00een Bucure\u0219ti, \u00een bucure\u015fti", 2},
        {"ti", "\u1295\u12A3\u120D\u121B\u12DD \u12A0\u120D\u121B\u12DD", 2},
    };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (find(texts[i].text, texts[i].lang) != texts[i].found)
            fail_msg("%zu: %s", i, texts[i].text);
}

/* Everyday Danish that names nobody: at most one word in 25 is striped. */
static const char *const prose =
    "Da min kone blev syg, stod jeg pludselig alene med tre børn og "
    "et hjem. Jeg vidste ikke, hvem jeg skulle ringe til. På "
    "sygehuset fik vi en seddel med et nummer, men der blev aldrig "
    "taget telefonen. Sundhedsplejersken var den første, der så, "
    "hvor træt jeg var. Hun satte sig ved køkkenbordet og lyttede."
    "\n"
    "Ugen efter kom der en mand fra familieafdelingen. Han havde blå "
    "jakke på og talte roligt. Drengene kunne lide ham med det "
    "samme, fordi han spillede bold i gården. Aftalen var to besøg "
    "om ugen. Somrene plejer at være gode for os, men den sommer "
    "regnede det hver dag."
    "\n"
    "Morgenerne var det sværeste. Madpakkerne skulle smøres, tasker "
    "pakkes, og den mindste nægtede at tage sko på. Vejlederen viste "
    "mig et skema med tegninger, som vi hængte på køleskabet. "
    "Enkelt, men det virkede. Pludselig gik der ti minutter fra seng "
    "til dør i stedet for en time."
    "\n"
    "Skænderierne blev færre. Roen kom snigende. Teenageren begyndte "
    "at spise sammen med os igen, og om lørdagen bagte vi boller. "
    "Duften af kanel hænger stadig i gardinerne. Sådan noget lyder "
    "småt, men for os var det enormt."
    "\n"
    "Økonomien var et andet problem. Regningerne lå i en bunke, og "
    "jeg turde ikke åbne kuverterne. En frivillig fra biblioteket "
    "hjalp mig med at lave et budget. Gælden blev delt op i små "
    "bidder på 500 kroner om måneden. Banken sagde ja, da de så "
    "papiret."
    "\n"
    "Sproget driller mig endnu. Ord som tilskud, frist og "
    "partshøring findes ikke, hvor jeg kommer fra. Tolkene er "
    "forskellige. Nogle oversætter alt, andre springer over det, der "
    "er pinligt. Kvindelige tolke gør det lettere at tale om "
    "kroppen. Mandlige tolke kan være lige så gode, når emnet er "
    "arbejde."
    "\n"
    "Forældremøderne på skolen var en kamp i begyndelsen. Alle talte "
    "i munden på hinanden, og kaffen var tynd. Klasselæreren "
    "opdagede det og ringede dagen før, så jeg vidste, hvad der "
    "skulle ske. Lignende små ting har båret os igennem. Tålmodighed "
    "er den største gave, man kan give."
    "\n"
    "Angående boligen tog alting lang tid. Skimmelsvampen sad i "
    "hjørnet af soveværelset, og pigernes astma blev værre. "
    "Udlejeren svarede ikke. Kommunens jurist skrev til sidst et "
    "brev, og så skete der noget på 14 dage. Håndværkerne kom "
    "klokken syv om morgenen og gik igen ved middagstid. Væggene er "
    "hvide nu."
    "\n"
    "Sorgen forsvinder ikke. Fødselsdage og højtider er hårde, og "
    "gravstedet besøger vi hver måned. Gruppen for efterladte mødes "
    "på et loft over kulturhuset. Rummet er koldt, men menneskerne "
    "er varme. Latter og tårer bor ved siden af hinanden deroppe."
    "\n"
    "Hvis nogen spurgte mig om råd, ville jeg sige: Tag imod. "
    "Stoltheden kan vente. Systemet har mange døre, og bag en af dem "
    "sidder der altid et menneske, som gider. Find det menneske. "
    "Hold fast. Fortæl sandheden, også når den er grim."
    "\n"
    "Bussen hjem kører forbi det gamle hospital. Lysene i vinduerne "
    "ligner små ild om aftenen. Datteren på 9 vinker altid. Mor kan "
    "se os, siger hun, og jeg vinker med. Derefter går vi op ad "
    "trappen, alle 4 etager, og sætter vand over til te."
    "\n"
    "Arbejdet på lageret er hårdt, men kollegerne er flinke. "
    "Pauserne holder vi i skuret. Formanden gav mig fri til "
    "samtalerne uden at trække i løn. Sligt glemmer man ikke. "
    "Fagforeningen skaffede mig et kursus i truckkørsel, og prøven "
    "bestod jeg i andet forsøg."
    "\n"
    "Afslutningen på forløbet var mærkelig. Klumpen i halsen "
    "voksede, da vi sagde farvel. Blomsterne, børnene havde plukket, "
    "stod i et syltetøjsglas. Kufferten med legetøj blev båret ud i "
    "bilen. Bagefter sad vi længe i sofaen uden at sige noget. "
    "Stilheden var god.";

static void test_prose(void **state)
{
    (void)state;
    size_t n = find(prose, "da"), words = 1;
    for (const char *c = prose; *c; c++)
        words += *c == ' ' || *c == '\n';
    for (size_t i = 0; i < n; i++)
        assert_false(found[i].hide);
    assert_true(n * 25 <= words);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_twelve_languages),
        cmocka_unit_test(test_languages_apart),
        cmocka_unit_test(test_prose),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
