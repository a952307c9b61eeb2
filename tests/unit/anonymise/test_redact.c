/* SPDX-License-Identifier: MPL-2.0 */
/* Every kind that redact finds, in many spellings; what it must leave alone;
 * and that whatever comes in, what comes out is sorted, apart, and whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/redact.h"
#include "base/ceilings.h"
#include "redact_lists.h"

enum { FOUND_MOST = 4096 };

static struct found found[FOUND_MOST];

/* Sorted, apart, inside, on code points: for any text. */
static size_t find(struct plain words, const char *lang)
{
    size_t n = redact_find(redactor, words, lang, found, FOUND_MOST);
    assert_true(n <= FOUND_MOST);
    uint32_t at = 0;
    for (size_t i = 0; i < n; i++) {
        assert_true(found[i].from >= at && found[i].from < found[i].to);
        assert_true(found[i].to <= words.len);
        assert_true(found[i].kind < FOUND_KINDS);
        assert_true(((uint8_t)words.at[found[i].from] & 0xC0) != 0x80);
        assert_true(found[i].to == words.len ||
                    ((uint8_t)words.at[found[i].to] & 0xC0) != 0x80);
        at = found[i].to;
    }
    return n;
}

/* What is expected is written into the text: [[kind what]] for a hide,
 * {{kind what}} for a suggestion; nothing else may be found. */
static void check(const char *marked)
{
    char text[4096], got[8192];
    size_t n = 0, len = 0;
    for (const char *c = marked; *c; c++) {
        if ((c[0] == '[' && c[1] == '[') || (c[0] == '{' && c[1] == '{')) {
            c = strchr(c, ' ');
            assert_non_null(c);
        } else if ((c[0] == ']' && c[1] == ']') ||
                   (c[0] == '}' && c[1] == '}')) {
            c++;
        } else {
            text[n++] = *c;
        }
    }
    struct plain words = {text, n};
    size_t count = find(words, "da");
    uint32_t at = 0;
    for (size_t i = 0; i <= count; i++) {
        uint32_t to = i < count ? found[i].from : (uint32_t)n;
        memcpy(got + len, text + at, to - at);
        len += to - at;
        if (i == count)
            break;
        const char *open = found[i].hide ? "[[" : "{{";
        len += (size_t)snprintf(
            got + len, sizeof got - len, "%s%s %.*s%s", open,
            found_name(found[i].kind), (int)(found[i].to - found[i].from),
            text + found[i].from, found[i].hide ? "]]" : "}}");
        at = found[i].to;
    }
    got[len] = '\0';
    assert_string_equal(got, marked);
}

#define CHECK_ALL(table)                                      \
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) \
    check(table[i])

static void test_cpr(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "cpr [[cpr 010160-1234]] ja",
        "[[cpr 0101601234]]",
        "[[cpr 010160 1234]]",
        "[[cpr 01 01 60 12 34]]",
        "[[cpr 01.01.60-1234]]",
        "[[cpr 01/01/60 - 1234]]",
        "[[cpr 010160\u20131234]]",
        "[[cpr 010160\u00A01234]]",
        "[[cpr 01\u200B0160\u20111234]]",
        "[[cpr 010160\n1234]]",
        "[[cpr 0 1 0 1 6 0 1 2 3 4]]",
        "[[cpr \uFF10\uFF11\uFF10\uFF11\uFF16\uFF10-1234]]",
        "[[cpr \u0660\u0661\u0660\u0661\u0666\u0660-\u0661\u0662\u0663\u0664]]",
        "[[cpr \u06F0\u06F1\u06F0\u06F1\u06F6\u06F0\u06F1\u06F2\u06F3\u06F4]]",
        "[[cpr \u0966\u0967\u0966\u0967\u096C\u0966-\u0967\u0968\u0969\u096A]]",
        "[[cpr 610160-1234]] og [[cpr 911299-9999]]",
        "[[cpr 010160 streg 1234]]",
        "[[cpr 010160 og de sidste fire er 1234]]",
        "[[cpr 010160, 1234]]",
        "[[cpr 01-01-1960 1234]]",
        "[[cpr nul et nul et tres tolv fireogtredive]]",
        "(cpr:[[cpr 311299-1234]])",
        "[[cpr 010160\u20601234]]",
        "[[digits 321360-1234]] og [[digits 011360-1234]]",
    };
    CHECK_ALL(texts);
}

static void test_phone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "ring p\u00e5 [[phone 22 33 44 55]] nu",
        "[[phone 22334455]]",
        "[[phone 2233 4455]]",
        "[[phone 22-33-44-55]]",
        "[[phone 22.33.44.55]]",
        "[[phone 22\u00A033\u00A044\u00A055]]",
        "[[phone 223 344 55]]",
        "[[phone 22 334 455]]",
        "[[phone +45 22 33 44 55]]",
        "[[phone +4522334455]]",
        "[[phone 0045 22334455]]",
        "[[phone (+45) 22-33-44-55]]",
        "[[phone +46 70 123 45 67]]",
        "[[phone 22\n334455]]",
        "[[phone 22\u201333\u201344\u201355]]",
        "[[phone 2\u200B2334455]]",
        "[[phone \uFF12\uFF12\uFF13\uFF13 4455]]",
        "[[phone \u0662\u0662\u0663\u0663 \u0664\u0664\u0665\u0665]]",
        "[[phone \u06F2\u06F2\u06F3\u06F3\u06F4\u06F4\u06F5\u06F5]]",
        "[[phone \u0968\u0968\u0969\u0969 4455]]",
        "[[phone to to tre tre fire fire fem fem]]",
        "[[phone toogtyve treogtredive fireogfyrre femoghalvtreds]]",
        "[[phone 22334455]], [[phone 66778899]]",
    };
    CHECK_ALL(texts);
}

static void test_codes(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "[[iban DK50 0040 0440 1162 43]] er min konto",
        "[[iban DK5000400440116243]]",
        "[[iban NL91 ABNA 0417 1643 00]] og",
        "[[iban gb29nwbk60161331926819]]",
        "bilen [[plate AB 12 345]] holdt",
        "[[plate AB12345]] [[plate ab 12345]]",
        "[[plate AB-12-345]]",
        "sag [[case 12345]] og j.nr. [[case 2024-1234]]",
        "sagsnr. [[case 24/117]] og sag nr. [[case A123]]",
        "sagsnummer: [[case A-24-17]]",
        "token [[digits 12345]] og 12.500 kr.",
        "[[digits x12345y]]",
        "[[digits ni otte syv seks fem fire og en]]",
    };
    CHECK_ALL(texts);
}

static void test_net(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "skriv til [[email jens.olsen@mail.dk]].",
        "[[email jens @ mail.dk]]",
        "[[email navn (at) dom\u00e6ne punktum dk]]",
        "[[email navn[at]mail[dot]dk]]",
        "[[email navn snabel-a mail punktum dk]]",
        "[[email navn snabel a mail.dk]]",
        "[[email navn punktum olsen snabela mail punktum dk]]",
        "[[email navn at mail.com]]",
        "[[email navn\uFF20mail.dk]]",
        "[[handle @navn_2]] og ([[handle @navn]])",
        "se [[handle https://facebook.com/navn]].",
        "han sagde at han. Det var alt",
        "kl. 10 @ kontoret",
    };
    CHECK_ALL(texts);
}

static void test_home(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "bor [[address N\u00f8rre All\u00e9 5, 2. th]]., ja",
        "[[address vestergade 12B st. tv]] og",
        "[[address H.C. Andersens Boulevard 12]]",
        "[[address L\u00e6rkevej nr. 5]]",
        "p\u00e5 [[address Solbakken 7]], [[postcode 8000 Aarhus C]]",
        "[[postcode DK-5000 Odense]] og [[postcode 8000 aarhus]]",
        "i [[postcode 2100 K\u00f8benhavn \u00d8]]",
        "[[address tagensvej - 15]], [[address Vesterbrogade tolv]]",
        "p\u00e5 [[address \u00e5brinken 5]], [[postcode 5000-Odense]]",
        "{{place Vesterbrogade}} fire gange",
        "[[address ul. D\u0142uga 5]]",
    };
    CHECK_ALL(texts);
}

/* Each identifier in the digits of each writing system. */
static void test_digit_systems(void **state)
{
    (void)state;
    static const uint32_t zeros[] = {
        '0',    0x0660, 0x06F0, 0x07C0, 0x0966, 0x09E6,  0x0A66,  0x0AE6,
        0x0BE6, 0x0C66, 0x0CE6, 0x0D66, 0x0E50, 0x0ED0,  0x0F20,  0x1040,
        0x17E0, 0x1810, 0xA8D0, 0xAA50, 0xFF10, 0x1D7CE, 0x1D7F6, 0x1E950,
    };
    static const char *const texts[] = {
        "[[cpr 010160-1234]]",
        "[[cpr 0101601234]]",
        "[[phone 22 33 44 55]]",
        "[[phone +45 22334455]]",
        "[[iban DK50 0040 0440 1162 43]]",
        "[[plate AB 12 345]]",
        "sagsnr. [[case 24/117]]",
        "[[address Vestergade 12]]",
        "[[postcode 8000 Aarhus]]",
        "[[digits 12345]]",
        "[[email jens12@mail.dk]]",
        "[[handle @navn22]]",
        "d. {{date 12/3}}",
        "{{date 12. marts 2024}}",
    };
    for (size_t z = 0; z < sizeof zeros / sizeof *zeros; z++)
        for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
            char text[200];
            size_t n = 0;
            for (const char *c = texts[i]; *c; c++)
                n += *c >= '0' && *c <= '9'
                         ? utf8_write(zeros[z] + (uint32_t)(*c - '0'), text + n)
                         : utf8_write((uint8_t)*c, text + n);
            text[n] = '\0';
            check(text);
        }
    /* Ethiopic has no zero: tens, then ones. */
    check("[[phone \u1373\u136A \u1374\u136B \u1375\u136C \u1376\u136D]]");
}

static void test_loosely_written(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "jeg bor [[address 12 Main Street]] nu",
        "[[address 5B Elm Grove Road]], {{place London}}",
        "[[address Torvet 1]]",
        "[[address Torvet 1]], [[postcode 8000 Aarhus]]",
        "Torvet 1 gang om ugen",
        "vi bor [[address Vestergade 12]] til maj",
        "det er [[address Vestergade 3]] eller 4",
        "ned ad gaden 3 eller 4 gange",
        "vi bor [[address Strandboulevarden to]]",
        "nummerplade [[plate AB\n12 345]]",
        "sagsnr. [[case 24-\n117]]",
        "ring [[phone 22, 33, 44, 55]] nu",
        "vi er 22, 33, 44, 55 \u00e5r",
        "b\u00f8rnene er 10, 12, 14, 16",
        "20, 30, 40, 50, 60",
        "twitter: [[handle x_y]]",
        "min insta er [[handle anna99]].",
        "nr. [[digits 12.345]] og [[digits 012.000]] kr. eller [[digits "
        "12.34.567]] kr",
        "[[digits 123456]] til og [[digits 123456]] sider, [[digits 012345]] "
        "kr.",
        "[[phone 10.30-12.00]]",
        "fra [[digits 10.30-77]] og [[digits 25.00-12]]",
        "[[phone 2021-2020]]",
        "min snap hedder [[handle jens.olsen]], ja",
        "facebook: det var godt, og p\u00e5 facebook 3 gange, facebook kl.10",
    };
    CHECK_ALL(texts);
}

static void test_suggested(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Min s\u00f8n hedder {{name Ali}} og er 45",
        "vi talte med {{name Jens}} {{name Olsen}} og {{name jens}} selv",
        "{{name Mias}} far og {{name Jens}}' bil",
        "jeg hedder {{name xerxenu}}",
        "hun hedder {{name bo}}, men jeg vil bo her",
        "sagsbehandler {{name Vuffeli}} og hr. {{name Kvabbel}}",
        "{{name Anne-Mette}} kom",
        "{{name Zorbano}} kom",
        "\u0627\u0633\u0645\u064a {{name \u0634\u0645\u0633\u0627\u0646}}",
        "my name is {{name kwabena}}",
        "fra {{place Syrien}} og {{place odense}}",
        "vi var i {{place Zorbanien}}",
        "p\u00e5 {{institution Skovbakkeskolen}}",
        "{{place Aarhus}} {{institution Kommune}}",
        "han har {{other PTSD}} og er {{other syrer}}",
        "den {{date 12. marts 2024}} og {{date 12/3}}",
        "d. {{date 12/12 2024}}",
        "fik SU og NAV i JOB, men I og De og Dem kom",
    };
    CHECK_ALL(texts);
}

/* Names that are words, at a sentence's start and within. */
static void test_names_that_are_words(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "{{name Storm}} sagde ja. Storm og regn.",
        "{{name Hans}} ringede. Hans mor ringede. HANS KOM",
        "vi s\u00e5 {{name Hans}} og hans {{name Bo}} og hans bo",
        "{{name Hans}} {{name Olsen}} og {{name Bo}} {{name Olsen}} kom",
        "{{name Lillelund}} tog den. Lille var den. Landet l\u00e5 der.",
        "{{institution B\u00f8rnehuset}} {{name Tjavle}} \u00e5bnede. "
        "B\u00f8rnehuset lukkede.",
        "Er du der? Mine b\u00f8rn kom. Er hun?",
    };
    CHECK_ALL(texts);
}

/* In lower case, and in no list. */
static void test_suggested_in_lower_case(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "min psykolog {{name tjavle}} siger det",
        "hos {{name tjavle}} og hos lægen og hos ydelseskontoret",
        "min far drak, min søster valgte, min nabo larmede",
        "{{name nadia}} og {{name tjavle}} gik, {{name tjavle}} og {{name "
        "nadia}} kom",
        "tjavle og kage, kage og tjavle",
        "s\u00e5 ringede jeg til {{place tjavle}} og til klinikken",
        "det er det {{name tjavle}} siger, og det som alle siger",
        "vi bor i {{place vemtofte}} i et hus",
        "på {{institution vemtoftskolen}} og på specialskolen",
        "ned ad {{place vemtoftvej}} og hovedvejen",
        "som {{other vandurmager}} eller smed",
        "{{name J}}. {{name P}}. {{name Tjavle}} kom. Plan B. Vi gik",
        "{{name Jens}} {{name P}}. ringede til os",
    };
    CHECK_ALL(texts);
    /* What is known of Danish words says nothing of others. */
    assert_int_equal(find(plain_of("hos tjavle"), "da"), 1);
    assert_int_equal(find(plain_of("hos tjavle"), NULL), 1);
    assert_int_equal(find(plain_of("hos tjavle"), "pl"), 0);
    assert_int_equal(find(plain_of("p\u00e5 vemtoftskolen"), "tr"), 0);
}

static void test_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "mine b\u00f8rn er 10, 12, 14 og 16",
        "det var i 2023. 22 kom",
        "i 2024 var jeg 45 \u00e5r",
        "kl. 10.30 og kl. 9",
        "fra 10.30 - 12.00 hver dag",
        "i 2022 - 2024 var det godt",
        "3 gange og 12 timer, 2.500 kr. i alt",
        "en praktikplads 3 dage om ugen",
        "de have 2 b\u00f8rn",
        "min sag 2024 og sagen 3 gange",
        "en halv 1/2 og 24/7",
        "I 2019 Kommunen gav 1500 Kr. til mig",
        "vi var to eller tre",
        "21.300 kr. og kr. 1.250.500",
        "10000 kroner for 12.345 mennesker",
        "9.00-13.00 og 12-12.45",
        "11.30-12 og kl. 10.30-12.00",
        "skole\u00e5ret 2020-2021",
        "i {{place Skibby}} siden 1987",
        "",
    };
    CHECK_ALL(texts);
}

static void test_write(void **state)
{
    (void)state;
    struct plain words = plain_of("Ring 22 33 44 55, Ali!");
    struct buf out = {.max = 100};
    redact_write(words, found, find(words, "da"), &out);
    assert_true(
        plain_same(buf_words(&out), plain_of("Ring \u25AE\u25AE\u25AE, Ali!")));
    buf_wipe(&out);
}

/* The longer hide takes the shorter in; nothing that one hid is shown. */
static void test_overlap(void **state)
{
    (void)state;
    check("[[email jens12345@mail22334455.dk]]");
    check("[[email 010160-1234@mail.dk]]");
    check("[[address Skovvej 12, 2. sal]], [[cpr 010160-1234]]");
}

static void test_few_fit(void **state)
{
    (void)state;
    struct found one = {0};
    struct plain words = plain_of("22334455 og Ali og 66778899");
    assert_int_equal(redact_find(redactor, words, "da", &one, 1), 3);
    assert_int_equal(one.kind, FOUND_PHONE);
    assert_int_equal(redact_find(redactor, words, NULL, NULL, 0), 3);
}

/* What is too much to look at is hidden whole. */
static void test_ceiling(void **state)
{
    (void)state;
    size_t len = CEIL_LINE + 1;
    char *long_text = malloc(len);
    memset(long_text, 'a', len);
    assert_int_equal(find((struct plain){long_text, len}, "da"), 1);
    assert_true(found[0].hide && found[0].from == 0 && found[0].to == len);
    assert_int_equal(find((struct plain){long_text, len - 1}, "da"), 0);
    free(long_text);
}

/* Shapes that would take quadratic time if a search had no bound. */
static void test_long_shapes(void **state)
{
    (void)state;
    static const char *const shapes[] = {
        "sss",  "Sag1", "at_",    "www.",   "1 ",      "to ",
        "@",    "a@",   "(at)x ", "\u0301", "a\u0301", "sag 1-",
        "ul. ", "og ",  "A.",     "'-",     "12.",
    };
    enum { LEN = 200000 };
    char *text = malloc(LEN);
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++) {
        size_t unit = strlen(shapes[i]), n = 0;
        for (; n + unit <= LEN; n += unit)
            memcpy(text + n, shapes[i], unit);
        redact_find(redactor, (struct plain){text, n}, "da", found, 1);
    }
    free(text);
}

static uint32_t seed = 1;
static uint32_t draw(uint32_t limit)
{
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % limit;
}

static void test_anything(void **state)
{
    (void)state;
    static const char *const bits[] = {
        "1",
        "23",
        "4567",
        "010160",
        " ",
        " ",
        "-",
        ".",
        "@",
        "/",
        "+",
        "(",
        "\n",
        "Jens",
        "hedder",
        "at",
        "vej",
        "sag",
        "nr",
        "DK",
        "og",
        "to",
        "\u200B",
        "\u00A0",
        "\u0301",
        "\u0661",
        "\u0639\u0644\u064a",
        "\uFDFA",
        "\uFF11",
        "\u00e5",
        "\u0130",
        "marts",
        "i",
        "8000",
        "Odense",
        "\U0001F600",
        "\uFE0F",
        "\u20E3",
        "\u0BB0\u0BB5\u0BBF",
        "www.",
        ",",
        "fyrre",
        "st",
        "\u1369",
        "\uAC00\u11A8",
        "\xff",
        "\xe2\x82",
        "'nin",
        "\u0648\u0627\u0644",
        "\u0BC1\u0B95\u0BCD\u0B95\u0BC1",
        "\u12A5\u12CD\u1295",
        "\u200C",
        "\u0456\u0439",
    };
    static const char *const langs[] = {
        "da", "tr", "pl", "fa", "ckb", "", "a-very-long-tag-of-no-language"};
    for (int round = 0; round < 20000; round++) {
        char text[400];
        size_t n = 0, words = draw(30);
        for (size_t i = 0; i < words; i++) {
            const char *bit = bits[draw(sizeof bits / sizeof *bits)];
            memcpy(text + n, bit, strlen(bit));
            n += strlen(bit);
        }
        if (utf8_valid((struct plain){text, n}, NULL))
            find((struct plain){text, n},
                 langs[draw(sizeof langs / sizeof *langs)]);
        else
            redact_find(redactor, (struct plain){text, n}, "da", found, 9);
    }
}

/* Without any list identifiers are found all the same. */
static void test_no_lists(void **state)
{
    (void)state;
    struct lexicons none = {0};
    struct redactor *bare = redactor_new(&none);
    struct found one[4];
    assert_int_equal(
        redact_find(bare, plain_of("cpr 010160-1234"), "da", one, 4), 1);
    assert_int_equal(one[0].kind, FOUND_CPR);
    redactor_free(bare);
    redactor_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cpr),
        cmocka_unit_test(test_phone),
        cmocka_unit_test(test_codes),
        cmocka_unit_test(test_net),
        cmocka_unit_test(test_home),
        cmocka_unit_test(test_digit_systems),
        cmocka_unit_test(test_loosely_written),
        cmocka_unit_test(test_suggested),
        cmocka_unit_test(test_names_that_are_words),
        cmocka_unit_test(test_suggested_in_lower_case),
        cmocka_unit_test(test_left_alone),
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_overlap),
        cmocka_unit_test(test_few_fit),
        cmocka_unit_test(test_ceiling),
        cmocka_unit_test(test_long_shapes),
        cmocka_unit_test(test_anything),
        cmocka_unit_test(test_no_lists),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
