/* SPDX-License-Identifier: MPL-2.0 */
/* release.json: the whole of it, byte by byte. All words are invented. */
#include "export/release_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include "anonymise/cleared_make.h"

#define P(text)                \
    {                          \
        text, sizeof(text) - 1 \
    }

static const char expected[] = "{\n"
                               "  \"schema\": 1,\n"
                               "  \"period\": \"2026-W47\",\n"
                               "  \"edition\": \"council\",\n"
                               "  \"booklet\": 7,\n"
                               "  \"office\": \"Kontoret \\\"ved\\\" åen\",\n"
                               "  \"municipality\": \"Bøgelund\",\n"
                               "  \"course\": \"\",\n"
                               "  \"k\": 5,\n"
                               "  \"hidden_by_staff\": 2,\n"
                               "  \"plan\": {\n"
                               "    \"purpose\": \"Ro\",\n"
                               "    \"criteria\": \"\",\n"
                               "    \"next_step\": \"\"\n"
                               "  },\n"
                               "  \"replies\": [\n"
                               "    {\n"
                               "      \"heard\": \"Det\",\n"
                               "      \"did\": \"Vi\",\n"
                               "      \"managed\": false\n"
                               "    }\n"
                               "  ],\n"
                               "  \"stories\": {\n"
                               "    \"at_least\": 5,\n"
                               "    \"stories\": [\n"
                               "      {\n"
                               "        \"title\": \"Min vej\",\n"
                               "        \"sentences\": [\n"
                               "          \"Det gik.\",\n"
                               "          \"[...] kom.\"\n"
                               "        ],\n"
                               "        \"translated_afterwards\": true\n"
                               "      }\n"
                               "    ]\n"
                               "  },\n"
                               "  \"sections\": [\n"
                               "    {\n"
                               "      \"question\": \"q4\",\n"
                               "      \"title\": \"Bedre\",\n"
                               "      \"asked\": \"Hvad?\",\n"
                               "      \"at_least\": 10,\n"
                               "      \"sentences\": [\n"
                               "        {\n"
                               "          \"text\": \"Vi gik.\",\n"
                               "          \"translated_afterwards\": false\n"
                               "        }\n"
                               "      ]\n"
                               "    }\n"
                               "  ],\n"
                               "  \"links\": [\n"
                               "    {\n"
                               "      \"contributor\": \"contact\",\n"
                               "      \"word\": \"kontaktperson\",\n"
                               "      \"direction\": \"worse\",\n"
                               "      \"at_least\": 5\n"
                               "    }\n"
                               "  ],\n"
                               "  \"themes\": [\n"
                               "    {\n"
                               "      \"theme\": \"home\",\n"
                               "      \"word\": \"hjem\",\n"
                               "      \"at_least\": 15\n"
                               "    }\n"
                               "  ],\n"
                               "  \"workers\": {\n"
                               "    \"at_least\": 20,\n"
                               "    \"sentences\": [\n"
                               "      {\n"
                               "        \"text\": \"Vi gik.\",\n"
                               "        \"translated_afterwards\": false\n"
                               "      }\n"
                               "    ]\n"
                               "  }\n"
                               "}\n";

static const struct plain told[] = {P("Det gik."), P("[...] kom.")};
static const struct cleared_story story = {P("Min vej"), told, 2, true};
static const struct cleared_sentence line = {P("Vi gik."), false};
static const struct cleared_section section = {P("q4"), P("Bedre"), P("Hvad?"),
                                               10,      &line,      1};
static const struct cleared_link worse = {P("contact"), P("kontaktperson"),
                                          CLEARED_WORSE, 5};
static const struct cleared_theme theme = {P("home"), P("hjem"), 15};
static const struct cleared_reply reply = {P("Det"), P("Vi"), false};

static struct cleared full(void)
{
    return (struct cleared){.booklet = {
                                .reader = READER_COUNCIL,
                                .number = 7,
                                .year = 2026,
                                .week = 47,
                                .office = P("Kontoret \"ved\" åen"),
                                .municipality = P("Bøgelund"),
                                .purpose = P("Ro"),
                                .hidden_by_staff = 2,
                                .reply = &reply,
                                .replies = 1,
                                .story = &story,
                                .stories = 1,
                                .story_tellers = 5,
                                .section = &section,
                                .sections = 1,
                                .link = &worse,
                                .links = 1,
                                .theme = &theme,
                                .themes = 1,
                                .worker = &line,
                                .workers = 1,
                                .worker_tellers = 20,
                            }};
}

static void test_whole(void **state)
{
    (void)state;
    struct cleared c = full();
    struct buf out = {.max = 1 << 20};
    assert_true(release_json(&c, &out, NULL));
    assert_string_equal(out.at, expected);
    buf_wipe(&out);
}

static void test_refusals(void **state)
{
    (void)state;
    struct cleared_link odd = {P("contact"), P("kontaktperson"), 0, 5};
    struct cleared c = full();
    struct fault why = {0};
    struct buf out = {.max = sizeof expected - 2};
    assert_false(release_json(&c, &out, &why));
    buf_wipe(&out);
    out.max = 1 << 20;
    c.booklet.link = &odd;
    assert_false(release_json(&c, &out, &why));
    buf_wipe(&out);
    c = full();
    c.booklet.week = 0;
    assert_false(release_json(&c, &out, &why));
    c = full();
    c.booklet.reader = READER_TELLER;
    assert_false(release_json(&c, &out, &why));
    assert_int_equal(why.kind, FAULT_INPUT);
    assert_int_equal(out.len, 0);
    buf_wipe(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_refusals),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
