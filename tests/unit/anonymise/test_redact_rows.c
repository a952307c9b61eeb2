/* SPDX-License-Identifier: MPL-2.0 */
/* Each row of the recognisers' table alone: what it takes, and what it leaves.
 * Spellings, and what works together, are test_redact.c's matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/redact.h"
#include "redact_lists.h"

enum { FOUND_MOST = 64 };

static struct found found[FOUND_MOST];

/* A row for each kind there is: what is that, and what looks like it and is
 * not. A kind without a row fails. */
enum { EACH = 4 };
static const struct {
    const char *is[EACH], *is_not[EACH];
} kinds[FOUND_KINDS] = {
    [FOUND_CPR] = {{"010160-1234", "010160 1234", "0101601234", "610160-1234"},
                   {"321360-1234", "011360-1234", "010160-123", "1010-2020"}},
    [FOUND_IBAN] = {{"DK50 0040 0440 1162 43", "dk5000400440116243",
                     "NL91 ABNA 0417 1643 00", "GB29NWBK60161331926819"},
                    {"DK50", "DK50 0040", "ABNA 0417", "DKK 500 for 2 uger"}},
    [FOUND_EMAIL] = {{"jens@mail.dk", "jens (at) mail punktum dk",
                      "jens snabel-a mail.dk", "j.olsen@post.mail.dk"},
                     {"kl. 10 @ kontoret", "@jens", "han sagde at han",
                      "jens.olsen"}},
    [FOUND_HANDLE] = {{"@jens_o", "https://facebook.com/jens", "(@jens)",
                       "min insta er anna99"},
                      {"kl. 10 @ kontoret", "jens@mail.dk", "@ 10 kr.",
                       "min insta er god"}},
    [FOUND_PHONE] = {{"22334455", "22 33 44 55", "+4522334455",
                      "to to tre tre fire fire fem fem"},
                     {"22 33 44", "2022 - 2024", "10.30 - 12.00",
                      "de er 22, 33, 44 og 55"}},
    [FOUND_CASE] = {{"sag 12345", "sagsnr. 24/117", "j.nr. 2024-1234",
                     "sagsnummer: A-24-17"},
                    {"sagen 3 gange", "min sag 2024", "sag for sag",
                     "sagsnummeret kom"}},
    [FOUND_PLATE] = {{"AB 12 345", "AB12345", "ab 12345", "AB-12-345"},
                     {"AB 12", "A 12 345", "ABC 12 345", "AB 2024"}},
    [FOUND_ADDRESS] = {{"Vestergade 12", "vestergade 12B st. tv",
                        "H.C. Andersens Boulevard 12", "12 Main Street"},
                       {"p\u00e5 gaden 3 gange", "i Skibby siden 1987",
                        "Vestergade", "en praktikplads 3 dage"}},
    [FOUND_POSTCODE] = {{"8000 Aarhus", "DK-5000 Odense", "8000 aarhus",
                         "2100 K\u00f8benhavn \u00d8"},
                        {"I 2019 Kommunen gav", "1500 Kr. til mig", "8000 mand",
                         "Aarhus"}},
    [FOUND_DIGITS] = {{"12345", "x12345y", "nr. 12.345", "145/905"},
                      {"1234", "12.500 kr.", "10000 kroner", "2020-2021"}},
    [FOUND_NAME] = {{"Jens", "vi s\u00e5 Tjavle", "jeg hedder tjavle",
                     "Jens' bil"},
                    {"Vi kom", "Kaffen var kold", "min far drak",
                     "i marts kom Dem og De"}},
    [FOUND_DATE] = {{"d. 12/3", "12. marts 2024", "den 3. maj", "12/12 2024"},
                    {"i marts", "en halv 1/2", "24/7", "3. sal"}},
    [FOUND_PLACE] = {{"i Odense", "fra syrien", "vi bor i vemtofte",
                      "vi var i Zorbanien"},
                     {"i byen", "p\u00e5 hovedvejen", "fra kommunen",
                      "i seng"}},
    [FOUND_INSTITUTION] = {{"p\u00e5 Skovbakkeskolen", "f\u00f8tex",
                            "p\u00e5 vemtoftskolen", "Herlev Hospital"},
                           {"p\u00e5 skolen", "p\u00e5 specialskolen",
                            "i kommunen", "klubben lukker"}},
    [FOUND_OTHER] = {{"han har PTSD", "hun er syrer", "en vandurmager",
                      "skizofreni"},
                     {"han er dansk", "hun er syg", "en l\u00e6rer",
                      "en flink smed"}},
};

static void check_row(int kind, int column, const char *text, bool is)
{
    size_t n = redact_find(redactor, plain_of(text), "da", found, FOUND_MOST),
           i = 0;
    while (i < n && found[i].kind != kind)
        i++;
    bool hides = kind < FOUND_NAME;
    if (is != (i < n) || (i < n && found[i].hide != hides))
        fail_msg("%s, %d: %s", found_name((enum found_kind)kind), column, text);
}

static void test_each_row(void **state)
{
    (void)state;
    for (int kind = 0; kind < FOUND_KINDS; kind++)
        for (int i = 0; i < EACH; i++) {
            assert_non_null(kinds[kind].is[i]);
            assert_non_null(kinds[kind].is_not[i]);
            check_row(kind, i, kinds[kind].is[i], true);
            check_row(kind, i, kinds[kind].is_not[i], false);
        }
}

/* What is hidden stands as X, all else as it was; without an X nothing may be
 * hidden. */
static const struct {
    const char *lang, *text, *shown;
} wider[] = {
    {"da", "se facebook.com/mette.hansen.85, t.me/x. Ja", "se X, X. Ja"},
    {"da", "instagram.com/x og fb.com/x", "X og X"},
    {"da", "p\u00e5 mettes-side.dk.", "p\u00e5 X."},
    {"da", "log ind p\u00e5 borger.dk, Jobnet.dk eller virk.dk.", NULL},
    {"da", "borger.dk/mette og minborger.dk", "X og X"},
    {"da", "han sov.de kom hjem.Is er godt.No", NULL},
    {"da", "og/eller, han.hun/de, f.eks. 3/4, kl.10/11", NULL},
    {"da", "discord mettefar#1234 ja", "discord X ja"},
    {"da", "discord m\u00f8de #3", NULL},
    {"da", "whatsapp: mettexx", "whatsapp: X"},
    {"da", "facebook: billeder af whatsapp: det", NULL},
    {"uk", "\u0442\u0435\u043b\u0435\u0433\u0440\u0430\u043c: mettexx",
     "\u0442\u0435\u043b\u0435\u0433\u0440\u0430\u043c: X"},
    {"da", "mette kr\u00f8llalfa byby punktum dk", "X"},
    {"da", "min kr\u00f8llede alfa og en krone", NULL},
    {"uk", "mette \u0441\u043e\u0431\u0430\u043a\u0430 byby.dk", "X"},
    {"uk",
     "\u0446\u0435 \u0441\u043e\u0431\u0430\u043a\u0430. \u0422\u0430\u043a",
     NULL},
    {"ar", "mette \u0622\u062a byby \u0646\u0642\u0637\u0629 com", "X"},
    {"ar", "\u0646\u0642\u0637\u0629 \u0648\u0627\u062d\u062f\u0629", NULL},
    /* Cyrillic and Greek capitals that look Latin, and one that does not. */
    {"uk", "\u0410\u0412 12 345, \u0410\u0410 12 345", "X, X"},
    {"da", "\u0391B 12 345", "X"},
    {"uk", "\u0416\u0424 12 345, \u041d\u0430 12 345", NULL},
    {"uk",
     "\u0432\u0443\u043b. \u0428\u0435\u0432\u0447\u0435\u043d\u043a\u0430, "
     "\u0431\u0443\u0434. 7",
     "X"},
    {"uk",
     "\u043f\u0440\u043e\u0441\u043f\u0435\u043a\u0442 "
     "\u041c\u0438\u0440\u0443 15",
     "X"},
    {"uk", "\u0431\u0443\u0434. 7", NULL},
    {"ar",
     "\u0634\u0627\u0631\u0639 \u0627\u0644\u0646\u064a\u0644\u060c "
     "\u0628\u0646\u0627\u064a\u0629 7",
     "X"},
    {"ar", "\u0628\u0646\u0627\u064a\u0629 7", NULL},
    {"da", "i nummer 12 p\u00e5 N\u00f8rregade.", "i nummer X."},
    {"da", "nummer 3 p\u00e5 listen, nr. 2 i k\u00f8en", NULL},
    {"da", "N\u00f8rregade 12, lejlighed 12 og", "X og"},
    {"da", "N\u00f8rregade 12, lejl. nr. 4B, d\u00f8r 4.", "X."},
    {"da", "N\u00f8rregade 12, d\u00f8r du", "X, d\u00f8r du"},
    {"da", "Skovvej 5, opgang B og", "X og"},
    {"da", "Skovvej 5, opgang i huset", "X, opgang i huset"},
    {"da", "en lejlighed 3 gange, en d\u00f8r 2 dage", NULL},
    {"da", "8 0 0 0 Aarhus C", "X"},
    {"da", "1 2 3 4 Kage, 0 0 0 1 Aarhus, 9 8 0 0 0 Aarhus", NULL},
    {"da", "ring to-nul tre-nul fire-nul fem-nul", "ring X"},
    {"da", "to-tre timer, fire-fem gange", NULL},
    {"da", "f\u00f8dt tolvte i tredje femogfirs, tolv fireogtredive ja",
     "f\u00f8dt X ja"},
    {"da", "den tolvte marts nitten femogfirs tolv fireogtredive", "den X"},
    {"da", "tredivte tolvte otte fem et to tre fire", "X"},
    {"da", "12. marts 1985-1234, 72. marts 85 1234", "X, X"},
    {"da", "tredje gang i f\u00f8rste, den tolvte i tredje uge", NULL},
    {"da", "12. marts 2024 15 unge, 3. maj 15 1500 kr.", NULL},
    {"da", "12. marts 10.30 og 12. marts 17 kom 1234 og", NULL},
    {"da", "1.249,50 kr., 249,50 kr., 12.500,- og kr. 6.250,00", NULL},
    {"da", "1.249,50 og 12345,67 og 010160,50 kr.", "X og X og X kr."},
    {"da", "12.500,-1234 og 12345,678 kr.", "X og X kr."},
};

static void test_wider(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof wider / sizeof *wider; i++) {
        struct plain words = plain_of(wider[i].text);
        char shown[400];
        size_t at = 0, len = 0,
               n = redact_find(redactor, words, wider[i].lang, found,
                               FOUND_MOST);
        for (size_t f = 0; f < n; f++) {
            if (!found[f].hide)
                continue;
            memcpy(shown + len, words.at + at, found[f].from - at);
            len += found[f].from - at;
            shown[len++] = 'X';
            at = found[f].to;
        }
        memcpy(shown + len, words.at + at, words.len - at + 1);
        const char *want = wider[i].shown ? wider[i].shown : wider[i].text;
        if (strcmp(shown, want) != 0) {
            print_error("%s, not %s\n", shown, want);
            wrong++;
        }
    }
    assert_int_equal(wrong, 0);
}

/* "My mother's rest": no name follows a cue in the genitive. */
static void test_cue_in_genitive(void **state)
{
    (void)state;
    check_row(FOUND_NAME, 0, "det var kontaktpersonens ro", false);
    check_row(FOUND_NAME, 1, "det var kontaktperson ro", true);
    check_row(FOUND_NAME, 2, "det var kontaktpersonens Tjavle", true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_row),
        cmocka_unit_test(test_wider),
        cmocka_unit_test(test_cue_in_genitive),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
