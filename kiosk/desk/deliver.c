/* SPDX-License-Identifier: MPL-2.0 */
/* Keeping what was told: slot first, row second, acknowledged only when both
 * are synced. */
#include "desk/safe.h"

bool deliver_code(struct safe *s, char digits[CODE_DIGITS + 1],
                  struct fault *why)
{
    uint16_t locator;
    if (!slots_locator(s->slots, &locator, why))
        return false;
    code_make(locator, digits);
    return true;
}

/* Fills a slot for a code; the two keys are wrapped by the caller. */
static bool begin_slot(struct safe *s, const char digits[CODE_DIGITS + 1],
                       const uint8_t *id, struct slot *slot,
                       struct code_keys *keys, struct fault *why)
{
    char again[CODE_DIGITS + 1];
    *slot = (struct slot){.state = SLOT_LIVE, .cost = s->office->cost};
    if (!code_parse(plain_of(digits), again, &slot->locator))
        BUG("a code that we made does not read");
    if (slots_find(s->slots, slot->locator) >= 0)
        return fault_set(why, FAULT_DISK,
                         "an earlier try with this code could not be undone: "
                         "start again");
    vault_random(slot->story, sizeof slot->story);
    if (id)
        memcpy(slot->story, id, sizeof slot->story);
    vault_random(slot->salt, sizeof slot->salt);
    if (!code_derive(digits, slot->salt, slot->cost, s->office->pepper, keys,
                     why))
        return false;
    memcpy(slot->commitment, keys->commitment, sizeof slot->commitment);
    return true;
}

/* Seals under a fresh key and wraps that under the code's. */
static bool seal_part(struct plain inside, const struct slot *slot, char kind,
                      const struct code_keys *keys,
                      uint8_t wrapped[VAULT_WRAPPED], uint8_t key[VAULT_KEY],
                      struct buf *out, struct fault *why)
{
    struct envelope_label label = envelope_label_of(slot->story, kind);
    vault_key_make(key);
    vault_wrap(key, keys->wrap, &label, wrapped);
    return envelope_seal(inside, &label, key, out, why);
}

/* What the disk refuses here, too, the next opening puts right. */
static void take_slot_back(struct safe *s, int at)
{
    struct fault ignored;
    if (slots_end(s->slots, at, SLOT_WITHDRAWN, &ignored))
        slots_release(s->slots, at, &ignored);
}

static bool keep_rows(struct safe *s, const struct slot *slot,
                      const struct story_row *row, struct fault *why)
{
    int at;
    if (!slots_put(s->slots, slot, &at, why))
        return false;
    bool ok = store_begin(s->store, why);
    ok = ok && story_put(s->store, row, why) &&
         balance_add(s->store, row->approved.len > 0, 0, 0, 0, why) &&
         safe_week_seen(s, row->week, why) && store_commit(s->store, why);
    if (!ok) {
        store_rollback(s->store);
        take_slot_back(s, at);
    }
    return ok;
}

struct parts {
    struct buf record, full, approved;
    uint8_t key[VAULT_KEY], office[VAULT_SEALED];
    struct slot slot;
    struct code_keys keys;
};

static bool record_fits(const struct buf *record, struct fault *why)
{
    return !record->full ||
           fault_set(why, FAULT_LIMIT, "the talk is too long to keep");
}

static void wipe_parts(struct parts *p)
{
    buf_wipe(&p->record);
    buf_wipe(&p->full);
    buf_wipe(&p->approved);
    bytes_wipe(p, sizeof *p);
}

bool deliver_story(struct safe *s, const struct talk *talk,
                   struct plain approved, bool untranslated, int32_t week,
                   const char digits[CODE_DIGITS + 1], const uint8_t *id,
                   struct fault *why)
{
    struct parts p = {.record = {.max = 2 * CEIL_STORY},
                      .full = {.max = 3 * CEIL_STORY},
                      .approved = {.max = 3 * CEIL_STORY}};
    talk_write(talk, &p.record);
    bool ok = record_fits(&p.record, why) &&
              begin_slot(s, digits, id, &p.slot, &p.keys, why) &&
              seal_part(buf_words(&p.record), &p.slot, 'F', &p.keys,
                        p.slot.full, p.key, &p.full, why);
    if (ok && approved.len) {
        ok = seal_part(approved, &p.slot, 'S', &p.keys, p.slot.approved, p.key,
                       &p.approved, why) &&
             (vault_seal_key(p.key, s->office->key, p.office) ||
              fault_set(why, FAULT_DAMAGED,
                        "the office's key in office.conf is damaged: restore "
                        "it"));
    }
    struct story_row row = {
        .state = approved.len ? STORY_WAITING : STORY_PRIVATE,
        .full = buf_words(&p.full),
        .approved = buf_words(&p.approved),
        .key = {(const char *)p.office, approved.len ? VAULT_SEALED : 0},
        .marks = plain_of(""),
        .untranslated = untranslated && approved.len};
    memcpy(row.id, p.slot.story, sizeof row.id);
    row.week = week;
    ok = ok && (week >= 0 || safe_week(s, &row.week, why)) &&
         keep_rows(s, &p.slot, &row, why);
    wipe_parts(&p);
    return ok;
}

static bool keep_draft(struct safe *s, const struct slot *slot,
                       struct plain sealed, struct fault *why)
{
    int at;
    struct draft_row row = {.sealed = sealed};
    memcpy(row.id, slot->story, sizeof row.id);
    row.until_day = (int32_t)clock_day(s->clock) + s->office->pause_days;
    if (!slots_put(s->slots, slot, &at, why))
        return false;
    bool ok = store_begin(s->store, why);
    ok = ok && draft_put(s->store, &row, why) && store_commit(s->store, why);
    if (!ok) {
        store_rollback(s->store);
        take_slot_back(s, at);
    }
    return ok;
}

bool deliver_pause(struct safe *s, const struct talk *talk,
                   const char digits[CODE_DIGITS + 1], struct fault *why)
{
    struct parts p = {.record = {.max = 2 * CEIL_STORY},
                      .full = {.max = 3 * CEIL_STORY}};
    talk_write(talk, &p.record);
    bool ok = record_fits(&p.record, why) &&
              begin_slot(s, digits, NULL, &p.slot, &p.keys, why);
    p.slot.paused = 1;
    ok = ok &&
         seal_part(buf_words(&p.record), &p.slot, 'D', &p.keys, p.slot.full,
                   p.key, &p.full, why) &&
         keep_draft(s, &p.slot, buf_words(&p.full), why);
    wipe_parts(&p);
    return ok;
}

/* --- With the code ----------------------------------------------------- */

static bool no_such_code(struct fault *why)
{
    return fault_set(why, FAULT_KEY,
                     "no story opens with this code: check each digit");
}

static int same_bytes(const uint8_t *a, const uint8_t *b, size_t len)
{
    uint8_t differ = 0;
    for (size_t i = 0; i < len; i++)
        differ |= a[i] ^ b[i];
    return differ == 0;
}

bool code_open(struct safe *s, struct plain typed, struct opened *out,
               struct fault *why)
{
    char digits[CODE_DIGITS + 1];
    uint16_t locator;
    struct slot slot = {.cost = s->office->cost};
    struct code_keys keys;
    *out = (struct opened){.slot = -1};
    if (!code_parse(typed, digits, &locator))
        return no_such_code(why);
    int at = slots_find(s->slots, locator);
    if (at >= 0 && !slots_read(s->slots, at, &slot, why))
        return false;
    /* Without a slot the same Argon2 runs over a salt of nothing: neither
     * time nor words tell an unknown code from a wrong one. */
    bool ok = code_derive(digits, slot.salt, slot.cost, s->office->pepper,
                          &keys, why);
    bytes_wipe(digits, sizeof digits);
    if (!ok)
        return false;
    ok = at >= 0 && same_bytes(keys.commitment, slot.commitment, VAULT_HASH);
    struct envelope_label full =
        envelope_label_of(slot.story, slot.paused ? 'D' : 'F');
    struct envelope_label part = envelope_label_of(slot.story, 'S');
    ok = ok && vault_unwrap(slot.full, keys.wrap, &full, out->full_key);
    if (ok) {
        vault_unwrap(slot.approved, keys.wrap, &part, out->approved_key);
        out->slot = at;
        out->paused = slot.paused;
        memcpy(out->story, slot.story, sizeof out->story);
    }
    bytes_wipe(&keys, sizeof keys);
    bytes_wipe(&slot, sizeof slot);
    return ok || no_such_code(why);
}

void code_shut(struct opened *o)
{
    bytes_wipe(o, sizeof *o);
    o->slot = -1;
}

static bool sealed_of(struct safe *s, const struct opened *o,
                      struct plain *sealed, struct fault *why)
{
    struct draft_row draft;
    struct story_row story;
    why->kind = FAULT_NONE;
    if (o->paused ? draft_get(s->store, o->story, &draft, why)
                  : story_get(s->store, o->story, &story, why)) {
        *sealed = o->paused ? draft.sealed : story.full;
        return true;
    }
    return why->kind != FAULT_NONE ? false : no_such_code(why);
}

bool code_read(struct safe *s, const struct opened *o, struct talk *talk,
               struct fault *why)
{
    struct plain sealed;
    struct envelope_label label =
        envelope_label_of(o->story, o->paused ? 'D' : 'F');
    struct buf record = {.max = 3 * CEIL_STORY};
    bool ok = sealed_of(s, o, &sealed, why) &&
              envelope_open(sealed, &label, o->full_key, &record, why) &&
              talk_read(talk, buf_words(&record), why);
    buf_wipe(&record);
    return ok;
}

bool code_withdraw(struct safe *s, const struct opened *o, struct fault *why)
{
    return safe_end(s, o->slot, o->story, SLOT_WITHDRAWN, why);
}
