/* SPDX-License-Identifier: MPL-2.0 */
/* The manifest: the bytes that are signed, and that the signature can be
 * checked from the finished file alone. */
#include "export/manifest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

#include <sodium.h>

#define SHA "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
#define KEY "ff112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"

static const struct manifest_file two[] = {{"booklet.html", SHA},
                                           {"release.csv", KEY}};

static struct manifest good(void)
{
    return (struct manifest){
        .period = "2026-W47",
        .edition = "team",
        .booklet = 7,
        .file = two,
        .files = 2,
        .balance = {.delivered = 20,
                    .waiting = 4,
                    .released = 13,
                    .withdrawn = 2,
                    .expired = 1},
        .log_head = SHA,
        .tablet_key = KEY,
    };
}

static const char expected_body[] =
    "{\"balance\":{\"delivered\":20,\"expired\":1,\"released\":13,"
    "\"waiting\":4,\"withdrawn\":2},\"booklet\":7,\"edition\":\"team\","
    "\"files\":[{\"name\":\"booklet.html\",\"sha256\":\"" SHA "\"},"
    "{\"name\":\"release.csv\",\"sha256\":\"" KEY "\"}],"
    "\"log_head\":\"" SHA "\",\"period\":\"2026-W47\",\"schema\":1,"
    "\"tablet_key\":\"" KEY "\"}";

static void test_body(void **state)
{
    (void)state;
    struct manifest m = good();
    struct buf body = {.max = 10000};
    assert_true(manifest_body(&m, &body, NULL));
    assert_string_equal(body.at, expected_body);
    buf_wipe(&body);
}

static void refuse(struct manifest m)
{
    struct buf body = {.max = 10000};
    struct fault why = {0};
    assert_false(manifest_body(&m, &body, &why));
    assert_true(why.text[0] != '\0');
    assert_int_equal(body.len, 0);
}

static void test_refused_names(void **state)
{
    (void)state;
    static const char *const names[] = {"",     ".",     "../x", "a/b",
                                        "a b",  "a\"b",  "æ",    ".hidden",
                                        "a\nb", "-rf;x", NULL};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        struct manifest_file file = {names[i], SHA};
        struct manifest m = good();
        m.file = &file;
        m.files = 1;
        refuse(m);
    }
}

static void test_refused_fields(void **state)
{
    (void)state;
    static const char *const hex[] = {
        NULL, "", "00", KEY "0",
        "FF112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"};
    for (size_t i = 0; i < sizeof hex / sizeof *hex; i++) {
        struct manifest_file file = {"a.csv", hex[i]};
        struct manifest m = good();
        m.log_head = hex[i];
        refuse(m);
        m = good();
        m.tablet_key = hex[i];
        refuse(m);
        m = good();
        m.file = &file;
        m.files = 1;
        refuse(m);
    }
    static const char *const periods[] = {
        NULL, "", "2026-47", "2026-W4", "2026-w47", "2026-W47 ", "x026-W47"};
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        struct manifest m = good();
        m.period = periods[i];
        refuse(m);
    }
    struct manifest m = good();
    m.edition = "teller";
    refuse(m);
}

static void test_balance_must_add_up(void **state)
{
    (void)state;
    static const struct manifest_balance wrong[] = {
        {21, 4, 13, 2, 1},
        {19, 4, 13, 2, 1},
        {20, -1, 18, 2, 1},
        {INT64_MAX, INT64_MAX, 0, 0, 0},
        {-2, INT64_MAX, INT64_MAX, 0, 0},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct manifest m = good();
        m.balance = wrong[i];
        refuse(m);
    }
}

/* The manifest laid out for reading, back to what was signed: white space
 * and the signature's line go. No string in it holds a space. */
static void strip(const struct buf *file, const char *signature,
                  struct buf *body)
{
    char line[200];
    snprintf(line, sizeof line, "\"signature\":\"%s\",", signature);
    struct buf dense = {.max = file->max};
    for (size_t i = 0; i < file->len; i++)
        if (file->at[i] != ' ' && file->at[i] != '\n')
            buf_byte(&dense, (uint8_t)file->at[i]);
    char *at = strstr(dense.at, line);
    assert_non_null(at);
    buf_put(body, dense.at, (size_t)(at - dense.at));
    buf_text(body, at + strlen(line));
    buf_wipe(&dense);
}

static void test_signed_and_checked(void **state)
{
    (void)state;
    uint8_t public[crypto_sign_PUBLICKEYBYTES],
        secret[crypto_sign_SECRETKEYBYTES], seed[crypto_sign_SEEDBYTES] = {7},
                                            signature[crypto_sign_BYTES];
    char key[2 * sizeof public + 1], hex[2 * sizeof signature + 1];
    assert_true(sodium_init() >= 0);
    crypto_sign_seed_keypair(public, secret, seed);
    hex_write(public, sizeof public, key);
    struct manifest m = good();
    m.tablet_key = key;
    struct buf body = {.max = 10000}, file = {.max = 10000},
               again = {.max = 10000};
    assert_true(manifest_body(&m, &body, NULL));
    crypto_sign_detached(signature, NULL, (uint8_t *)body.at, body.len, secret);
    hex_write(signature, sizeof signature, hex);
    assert_true(manifest_write(buf_words(&body), hex, &file, NULL));
    assert_int_equal(file.at[file.len - 1], '\n');
    strip(&file, hex, &again);
    assert_string_equal(again.at, body.at);
    assert_int_equal(crypto_sign_verify_detached(signature, (uint8_t *)again.at,
                                                 again.len, public),
                     0);
    buf_wipe(&body);
    buf_wipe(&file);
    buf_wipe(&again);
}

static void test_write_refuses(void **state)
{
    (void)state;
    struct buf out = {.max = 10000};
    struct fault why;
    assert_false(manifest_write(plain_of("{}"), "00", &out, &why));
    assert_false(manifest_write(plain_of("{}"), NULL, &out, &why));
    static const char *const bodies[] = {"", "[]", "{", "{} x",
                                         "{\"a\":1,\"a\":2}"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++)
        assert_false(manifest_write(plain_of(bodies[i]), SHA KEY, &out, &why));
    assert_int_equal(out.len, 0);
    struct buf small = {.max = 100};
    assert_false(manifest_write(plain_of("{}"), SHA KEY, &small, &why));
    buf_wipe(&small);
    assert_true(manifest_write(plain_of("{}"), SHA KEY, &out, &why));
    buf_wipe(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_body),
        cmocka_unit_test(test_refused_names),
        cmocka_unit_test(test_refused_fields),
        cmocka_unit_test(test_balance_must_add_up),
        cmocka_unit_test(test_signed_and_checked),
        cmocka_unit_test(test_write_refuses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
