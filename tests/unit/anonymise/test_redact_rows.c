/* SPDX-License-Identifier: MPL-2.0 */
/* Each row of the recognisers' table alone: what it takes, and what it leaves.
 * Spellings, and what works together, are test_redact.c's matter. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/redact.h"
#include "redact_lists.h"

enum { FOUND_MOST = 64 };

static struct redactor *redactor;
static struct found found[FOUND_MOST];

static int begin(void **state)
{
    (void)state;
    redactor = redactor_of_lists();
    return redactor ? 0 : -1;
}

static int end(void **state)
{
    (void)state;
    redactor_free(redactor);
    return 0;
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_each_row),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
