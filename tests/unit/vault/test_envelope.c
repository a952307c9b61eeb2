/* SPDX-License-Identifier: MPL-2.0 */
/* Envelopes open only as they were sealed: every bit, label and key counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include "vault/code.h"

static const struct envelope_label label = {
    .story = {1, 2, 3}, .kind = 'F', .revision = 7};
static const uint8_t key[VAULT_KEY] = {9, 8, 7};

static int begin(void **state)
{
    (void)state;
    return vault_begin(NULL) ? 0 : -1;
}

static struct plain some_words(size_t len)
{
    static char words[3 * VAULT_PAD];
    for (size_t i = 0; i < sizeof words; i++)
        words[i] = (char)('a' + i % 26);
    assert_true(len <= sizeof words);
    return (struct plain){words, len};
}

static void opens_what_was_sealed(void **state)
{
    (void)state;
    static const struct {
        size_t inside, steps;
    } cases[] = {{0, 1},    {1, 1},    {4094, 1}, {4095, 1},
                 {4096, 2}, {4097, 2}, {8191, 2}, {8192, 3}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        struct buf sealed = {0}, opened = {0};
        struct plain inside = some_words(cases[i].inside);
        assert_true(envelope_seal(inside, &label, key, &sealed, NULL));
        assert_int_equal(sealed.len, 24 + cases[i].steps * VAULT_PAD + 16);
        assert_true(
            envelope_open(buf_words(&sealed), &label, key, &opened, NULL));
        assert_true(plain_same(buf_words(&opened), inside));
        buf_wipe(&sealed);
        buf_wipe(&opened);
    }
}

static void same_words_never_seal_the_same(void **state)
{
    (void)state;
    struct buf a = {0}, b = {0};
    assert_true(envelope_seal(some_words(50), &label, key, &a, NULL));
    assert_true(envelope_seal(some_words(50), &label, key, &b, NULL));
    assert_false(plain_same(buf_words(&a), buf_words(&b)));
    assert_false(plain_has(buf_words(&a), some_words(20)));
    buf_wipe(&a);
    buf_wipe(&b);
}

static void keeps_what_is_there_before(void **state)
{
    (void)state;
    struct buf both = {.max = 3 * VAULT_PAD}, opened = {.max = VAULT_PAD + 5};
    buf_text(&both, "head:");
    buf_text(&opened, "mine:");
    assert_true(envelope_seal(some_words(9), &label, key, &both, NULL));
    assert_memory_equal(both.at, "head:", 5);
    assert_true(envelope_open(plain_cut(buf_words(&both), 5, both.len), &label,
                              key, &opened, NULL));
    assert_string_equal(opened.at, "mine:abcdefghi");
    buf_wipe(&both);
    buf_wipe(&opened);
}

static void respects_the_ceiling(void **state)
{
    (void)state;
    struct fault why = {0};
    struct buf small = {.max = VAULT_PAD}, sealed = {0};
    assert_false(envelope_seal(some_words(9), &label, key, &small, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    assert_int_equal(small.len, 0);
    assert_true(envelope_seal(some_words(9), &label, key, &sealed, NULL));
    small.max = VAULT_PAD - 1;
    assert_false(envelope_open(buf_words(&sealed), &label, key, &small, &why));
    assert_int_equal(why.kind, FAULT_LIMIT);
    buf_wipe(&small);
    buf_wipe(&sealed);
}

static void assert_stays_shut(struct plain sealed,
                              const struct envelope_label *as,
                              const uint8_t *with)
{
    struct buf opened = {0};
    struct fault why = {0};
    assert_false(envelope_open(sealed, as, with, &opened, &why));
    assert_int_equal(why.kind, FAULT_DAMAGED);
    assert_int_equal(opened.len, 0);
    /* Nothing half-opened stays behind either. */
    for (size_t i = 0; opened.at && i < VAULT_PAD; i++)
        assert_int_equal(opened.at[i], 0);
    buf_wipe(&opened);
}

static void rejects_every_flipped_bit(void **state)
{
    (void)state;
    struct buf sealed = {0};
    assert_true(envelope_seal(some_words(100), &label, key, &sealed, NULL));
    for (size_t bit = 0; bit < sealed.len * 8; bit += bit < 1000 ? 1 : 37) {
        sealed.at[bit / 8] ^= (char)(1 << bit % 8);
        assert_stays_shut(buf_words(&sealed), &label, key);
        sealed.at[bit / 8] ^= (char)(1 << bit % 8);
    }
    for (size_t cut = 0; cut < sealed.len; cut += 13)
        assert_stays_shut(plain_cut(buf_words(&sealed), 0, cut), &label, key);
    buf_wipe(&sealed);
}

static void rejects_another_label_or_key(void **state)
{
    (void)state;
    struct buf sealed = {0};
    assert_true(envelope_seal(some_words(100), &label, key, &sealed, NULL));
    struct envelope_label story = label, kind = label, revision = label;
    uint8_t other[VAULT_KEY] = {9, 8, 6};
    story.story[15] ^= 1;
    kind.kind = 'S';
    revision.revision ^= 0x01000000;
    assert_stays_shut(buf_words(&sealed), &story, key);
    assert_stays_shut(buf_words(&sealed), &kind, key);
    assert_stays_shut(buf_words(&sealed), &revision, key);
    assert_stays_shut(buf_words(&sealed), &label, other);
    buf_wipe(&sealed);
}

static void a_sealed_key_opens_for_its_holder_only(void **state)
{
    (void)state;
    uint8_t pub[VAULT_PUBLIC], secret[VAULT_SECRET], sealed[VAULT_SEALED];
    uint8_t again[VAULT_KEY], pub2[VAULT_PUBLIC], secret2[VAULT_SECRET];
    static const uint8_t zeros[VAULT_SEALED];
    key_make(pub, secret);
    key_make(pub2, secret2);
    assert_true(vault_seal_key(key, pub, sealed));
    assert_true(vault_open_key(sealed, pub, secret, again));
    assert_memory_equal(again, key, sizeof again);
    assert_false(vault_open_key(sealed, pub2, secret2, again));
    assert_memory_equal(again, zeros, sizeof again);
    sealed[40] ^= 1;
    assert_false(vault_open_key(sealed, pub, secret, again));
    assert_false(vault_seal_key(key, zeros, sealed));
    assert_memory_equal(sealed, zeros, sizeof sealed);
}

static void a_wrapped_key_is_bound_to_its_label(void **state)
{
    (void)state;
    uint8_t inner[VAULT_KEY], wrapped[VAULT_WRAPPED], again[VAULT_KEY];
    struct envelope_label other = label;
    other.kind = 'S';
    vault_key_make(inner);
    vault_wrap(inner, key, &label, wrapped);
    assert_true(vault_unwrap(wrapped, key, &label, again));
    assert_memory_equal(again, inner, sizeof again);
    assert_false(vault_unwrap(wrapped, key, &other, again));
    assert_false(vault_unwrap(wrapped, inner, &label, again));
    for (size_t bit = 0; bit < 8 * sizeof wrapped; bit++) {
        wrapped[bit / 8] ^= (uint8_t)(1 << bit % 8);
        assert_false(vault_unwrap(wrapped, key, &label, again));
        wrapped[bit / 8] ^= (uint8_t)(1 << bit % 8);
    }
    assert_true(vault_unwrap(wrapped, key, &label, again));
}

static void assert_hex(const uint8_t *bytes, const char *hex)
{
    char got[2 * VAULT_HASH + 1];
    hex_write(bytes, VAULT_HASH, got);
    assert_string_equal(got, hex);
}

/* Values that sha256sum and b2sum -l 256 give. */
static void hashes_as_others_do(void **state)
{
    (void)state;
    uint8_t out[VAULT_HASH], keyed[VAULT_HASH];
    vault_sha256(plain_of("abc"), out);
    assert_hex(out, "ba7816bf8f01cfea414140de5dae2223"
                    "b00361a396177a9cb410ff61f20015ad");
    vault_hash(plain_of("abc"), NULL, 0, out);
    assert_hex(out, "bddd813c634239723171ef3fee98579b"
                    "94964e3bb1cb3e427262c8c068d52319");
    vault_hash(plain_of("abc"), key, sizeof key, keyed);
    assert_memory_not_equal(out, keyed, sizeof out);
}

static void signatures_hold(void **state)
{
    (void)state;
    uint8_t pub[VAULT_PUBLIC], secret[VAULT_SIGN_SECRET];
    uint8_t signature[VAULT_SIGNATURE];
    vault_sign_make(pub, secret);
    vault_sign(plain_of("manifest"), secret, signature);
    assert_true(vault_signed_by(plain_of("manifest"), signature, pub));
    assert_false(vault_signed_by(plain_of("manifesT"), signature, pub));
    signature[3] ^= 4;
    assert_false(vault_signed_by(plain_of("manifest"), signature, pub));
}

static void memory_is_zeroed_and_aligned(void **state)
{
    (void)state;
    for (size_t size = 0; size < 100; size += 7) {
        uint8_t *at = vault_alloc(size);
        assert_non_null(at);
        assert_int_equal((uintptr_t)at % 16, 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(at[i], 0);
        vault_free(at);
    }
    vault_free(NULL);
    assert_null(vault_alloc(SIZE_MAX));
}

static void uniform_stays_below(void **state)
{
    (void)state;
    bool seen[3] = {false};
    for (int i = 0; i < 200; i++)
        seen[vault_uniform(3)] = true;
    assert_true(seen[0] && seen[1] && seen[2]);
    assert_int_equal(vault_uniform(1), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(opens_what_was_sealed),
        cmocka_unit_test(same_words_never_seal_the_same),
        cmocka_unit_test(keeps_what_is_there_before),
        cmocka_unit_test(respects_the_ceiling),
        cmocka_unit_test(rejects_every_flipped_bit),
        cmocka_unit_test(rejects_another_label_or_key),
        cmocka_unit_test(a_sealed_key_opens_for_its_holder_only),
        cmocka_unit_test(a_wrapped_key_is_bound_to_its_label),
        cmocka_unit_test(hashes_as_others_do),
        cmocka_unit_test(signatures_hold),
        cmocka_unit_test(memory_is_zeroed_and_aligned),
        cmocka_unit_test(uniform_stays_below),
    };
    return cmocka_run_group_tests(tests, begin, NULL);
}
