/* SPDX-License-Identifier: MPL-2.0 */
/* Envelopes and wrapped keys, byte for byte as the disk gives them back.
 * Nothing opens that was not sealed with this key and label; what was sealed
 * opens whole; and no byte of it can change unseen. */
#include "fuzz.h"

#include "vault/envelope.h"

static const uint8_t key[VAULT_KEY] = "a key that stands in a test file";
static const uint8_t story[VAULT_KEY] = "a story, whose id is its start .";

static void must_not_open(struct plain sealed,
                          const struct envelope_label *label)
{
    struct fault why = {.kind = FAULT_NONE};
    struct buf out = {.max = 0};
    MUST(!envelope_open(sealed, label, key, &out, &why));
    MUST(out.len == 0 && why.kind == FAULT_DAMAGED);
    must_be_told(&why);
    buf_wipe(&out);
}

/* A bit changed, a piece cut off, another label. */
static void must_see_changes(struct buf *sealed,
                             const struct envelope_label *label, struct draw *d)
{
    size_t at = (draw_number(d, 65536) * 31u) % sealed->len;
    uint8_t bit = (uint8_t)(1 << draw_byte(d) % 8);
    struct envelope_label other = *label;
    sealed->at[at] = (char)(sealed->at[at] ^ bit);
    must_not_open(buf_words(sealed), label);
    sealed->at[at] = (char)(sealed->at[at] ^ bit);
    must_not_open(plain_cut(buf_words(sealed), 0, at), label);
    other.revision++;
    must_not_open(buf_words(sealed), &other);
    other = *label;
    other.story[at % VAULT_ID] ^= bit;
    must_not_open(buf_words(sealed), &other);
}

static void seal_and_open(struct draw *d)
{
    struct envelope_label label = envelope_label_of(story, (char)draw_byte(d));
    struct draw change = {draw_bytes(d, 3)};
    struct plain inside = d->left;
    struct buf sealed = {.max = 0}, opened = {.max = 0};
    struct fault why = {.kind = FAULT_NONE};
    MUST(envelope_seal(inside, &label, key, &sealed, &why));
    MUST(envelope_open(buf_words(&sealed), &label, key, &opened, &why));
    MUST(plain_same(inside, buf_words(&opened)));
    must_see_changes(&sealed, &label, &change);
    buf_wipe(&sealed);
    buf_wipe(&opened);
}

static void open_any(struct draw *d)
{
    struct envelope_label label = envelope_label_of(story, 'F');
    must_not_open(d->left, &label);
}

static void unwrap_any(struct draw *d)
{
    struct envelope_label label = envelope_label_of(story, 'S');
    uint8_t wrapped[VAULT_WRAPPED], got[VAULT_KEY];
    vault_wrap(story, key, &label, wrapped);
    MUST(vault_unwrap(wrapped, key, &label, got));
    MUST(memcmp(got, story, sizeof got) == 0);
    uint32_t at = draw_number(d, VAULT_WRAPPED);
    uint8_t change = draw_byte(d);
    wrapped[at] ^= change ? change : 1;
    MUST(!vault_unwrap(wrapped, key, &label, got));
    for (size_t i = 0; i < sizeof got; i++)
        MUST(got[i] == 0);
}

static void unseal_any(struct draw *d)
{
    uint8_t sealed[VAULT_SEALED] = {0}, got[VAULT_KEY];
    struct plain some = draw_bytes(d, sizeof sealed);
    memcpy(sealed, some.at, some.len);
    MUST(!vault_open_key(sealed, key, key, got));
    for (size_t i = 0; i < sizeof got; i++)
        MUST(got[i] == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static void (*const ways[])(struct draw *) = {seal_and_open, open_any,
                                                  unwrap_any, unseal_any};
    static bool begun;
    struct draw d = draw_from(bytes, len);
    MUST(begun || (begun = vault_begin(NULL)));
    ways[draw_byte(&d) % (sizeof ways / sizeof *ways)](&d);
    return 0;
}
