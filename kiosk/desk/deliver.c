/* SPDX-License-Identifier: MPL-2.0 */
/* Keeping what was told: slot first, row second, acknowledged only when both
 * are synced. */
#include "desk/safe.h"

#include "host/lock.h"

bool deliver_code(struct safe *s, char digits[CODE_DIGITS + 1],
                  struct fault *why)
{
    uint16_t locator;
    if (!slots_locator(s->slots, &locator, why))
        return false;
    code_make(locator, digits);
    return true;
}

/* --- One talk, kept more than once -------------------------------------- */

/* A talk may be paused, then told; or told again, because power went before
 * its draft was forgotten. What is kept each time has an id of its own, which
 * differs from the talk's in the last two bits only. So one transaction puts
 * the new row in the place of the old; a slot whose row has gone opens nothing
 * and is wiped at once, or at the next opening. */
enum { TALK_COPIES = 4 };
_Static_assert((int)TALK_ID == (int)VAULT_ID, "a talk's id names its story");

static void copy_id(const uint8_t *id, int n, uint8_t out[VAULT_ID])
{
    memcpy(out, id, VAULT_ID);
    out[VAULT_ID - 1] ^= (uint8_t)n;
}

/* The first that nothing is kept under. */
static bool unused_id(struct safe *s, const struct talk *talk,
                      uint8_t id[VAULT_ID], struct fault *why)
{
    static const uint8_t none[VAULT_ID];
    uint8_t first[VAULT_ID];
    memcpy(first, talk->id, sizeof first);
    if (memcmp(first, none, sizeof none) == 0)
        vault_random(first, sizeof first);
    for (int n = 0; n < TALK_COPIES; n++) {
        bool there;
        copy_id(first, n, id);
        if (!safe_row_there(s, id, &there, why))
            return false;
        if (!there && slots_of(s->slots, id) < 0)
            return true;
    }
    return fault_set(why, FAULT_DISK,
                     "what was kept of this talk before cannot be wiped: "
                     "start again");
}

/* What was kept of the same talk. */
struct earlier {
    bool any, waiting, released;
};

static bool look_for_earlier(struct safe *s, const uint8_t *id,
                             struct earlier *e, struct fault *why)
{
    *e = (struct earlier){.any = false};
    for (int n = 1; n < TALK_COPIES; n++) {
        uint8_t other[VAULT_ID];
        struct story_row was;
        bool there;
        copy_id(id, n, other);
        if (!safe_row_there(s, other, &there, why))
            return false;
        e->any |= there;
        if (there && story_get(s->store, other, &was, why)) {
            e->waiting |= was.state == STORY_WAITING;
            e->released |= was.state == STORY_RELEASED;
        }
    }
    return true;
}

static bool delete_earlier(struct safe *s, const uint8_t *id, bool stories,
                           struct fault *why)
{
    for (int n = 1; n < TALK_COPIES; n++) {
        uint8_t other[VAULT_ID];
        copy_id(id, n, other);
        if (!draft_delete(s->store, other, why) ||
            (stories && !story_delete(s->store, other, why)))
            return false;
    }
    return true;
}

/* Slots whose rows have gone. What the disk refuses here, the next opening
 * puts right. */
static void wipe_earlier(struct safe *s, const uint8_t *id)
{
    for (int n = 1; n < TALK_COPIES; n++) {
        uint8_t other[VAULT_ID];
        struct fault ignored;
        copy_id(id, n, other);
        int at = slots_of(s->slots, other);
        if (at >= 0)
            safe_mend(s, at, &ignored);
    }
}

/* --- Keeping ------------------------------------------------------------ */

/* Fills a slot for a code; the two keys are wrapped by the caller. */
static bool begin_slot(struct safe *s, const char digits[CODE_DIGITS + 1],
                       const struct talk *talk, struct slot *slot,
                       struct code_keys *keys, struct fault *why)
{
    char again[CODE_DIGITS + 1];
    struct fault ignored;
    *slot = (struct slot){.state = SLOT_LIVE, .cost = s->office->cost};
    if (!code_parse(plain_of(digits), again, &slot->locator))
        BUG("a code that we made does not read");
    int at = slots_find(s->slots, slot->locator);
    if (at >= 0 && (!safe_mend(s, at, &ignored) ||
                    slots_find(s->slots, slot->locator) >= 0))
        return fault_set(why, FAULT_DISK,
                         "an earlier try with this code could not be undone: "
                         "start again");
    if (!unused_id(s, talk, slot->story, why))
        return false;
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

/* Ends what keep_rows() and keep_draft() began. A commit that was told to have
 * failed may have reached the disk. When that cannot be undone and it took an
 * earlier copy with it, the new slot must stay until an opening has seen which
 * of the two rows stands: else neither could be opened. */
static bool end_keeping(struct safe *s, const struct slot *slot, int at,
                        bool ready, bool replaces, struct fault *why)
{
    if (ready && store_commit(s->store, why)) {
        wipe_earlier(s, slot->story);
        return true;
    }
    store_rollback(s->store);
    if (!ready || store_undo(s->store) || !replaces)
        take_slot_back(s, at);
    return false;
}

/* The talk counts once. What left of it does not leave again: then the new
 * copy is the teller's alone. */
static bool count_once(struct safe *s, struct story_row *row,
                       const struct earlier *e, struct fault *why)
{
    if (e->released) {
        row->state = STORY_PRIVATE;
        row->approved = row->key = plain_of("");
        row->untranslated = false;
    }
    bool waits = row->state == STORY_WAITING;
    return balance_add(s->store, waits && !e->waiting, e->released,
                       e->waiting && !waits, 0, why);
}

static bool keep_rows(struct safe *s, const struct slot *slot,
                      struct story_row *row, struct fault *why)
{
    int at;
    struct earlier e;
    if (!look_for_earlier(s, row->id, &e, why) ||
        !slots_put(s->slots, slot, &at, why))
        return false;
    bool ok = store_begin(s->store, why) &&
              delete_earlier(s, row->id, true, why) &&
              count_once(s, row, &e, why) && story_put(s->store, row, why) &&
              (row->week == WEEK_LATER || safe_week_seen(s, row->week, why));
    return end_keeping(s, slot, at, ok, e.any, why);
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

/* Half of the key of S, in a row; the other half lies in the slot alone. */
static bool seal_to_office(const struct safe *s, struct parts *p,
                           struct fault *why)
{
    vault_random(p->slot.half, sizeof p->slot.half);
    vault_mix(p->key, p->slot.half);
    return vault_seal_key(p->key, s->office->key, p->office) ||
           fault_set(why, FAULT_DAMAGED,
                     "the office's key in office.conf is damaged: restore it");
}

bool deliver_story(struct safe *s, const struct talk *talk,
                   struct plain approved, bool untranslated, int32_t week,
                   const char digits[CODE_DIGITS + 1], struct fault *why)
{
    struct parts p = {.record = {.max = 2 * CEIL_STORY},
                      .full = {.max = 3 * CEIL_STORY},
                      .approved = {.max = 3 * CEIL_STORY}};
    talk_write(talk, &p.record);
    bool ok = record_fits(&p.record, why) &&
              begin_slot(s, digits, talk, &p.slot, &p.keys, why) &&
              seal_part(buf_words(&p.record), &p.slot, 'F', &p.keys,
                        p.slot.full, p.key, &p.full, why);
    if (ok && approved.len)
        ok = seal_part(approved, &p.slot, 'S', &p.keys, p.slot.approved, p.key,
                       &p.approved, why) &&
             seal_to_office(s, &p, why);
    struct story_row row = {
        .state = approved.len ? STORY_WAITING : STORY_PRIVATE,
        .full = buf_words(&p.full),
        .approved = buf_words(&p.approved),
        .key = {(const char *)p.office, approved.len ? VAULT_SEALED : 0},
        .marks = plain_of(""),
        .untranslated = untranslated && approved.len};
    memcpy(row.id, p.slot.story, sizeof row.id);
    row.week = week;
    ok = ok && (week >= 0 || safe_week_told(s, &row.week, why)) &&
         keep_rows(s, &p.slot, &row, why);
    wipe_parts(&p);
    return ok;
}

static bool keep_draft(struct safe *s, const struct slot *slot,
                       struct plain sealed, struct fault *why)
{
    int at;
    struct earlier e;
    struct draft_row row = {.sealed = sealed};
    memcpy(row.id, slot->story, sizeof row.id);
    if (!safe_day_kept(s, &row.until_day, why) ||
        !look_for_earlier(s, row.id, &e, why) ||
        !slots_put(s->slots, slot, &at, why))
        return false;
    /* What was told already stays told, until this is told to the end. */
    bool ok = store_begin(s->store, why) &&
              delete_earlier(s, row.id, false, why) &&
              draft_put(s->store, &row, why);
    return end_keeping(s, slot, at, ok, e.any, why);
}

bool deliver_pause(struct safe *s, const struct talk *talk,
                   const char digits[CODE_DIGITS + 1], struct fault *why)
{
    struct parts p = {.record = {.max = 2 * CEIL_STORY},
                      .full = {.max = 3 * CEIL_STORY}};
    talk_write(talk, &p.record);
    bool ok = record_fits(&p.record, why) &&
              begin_slot(s, digits, talk, &p.slot, &p.keys, why);
    p.slot.paused = 1;
    ok = ok &&
         seal_part(buf_words(&p.record), &p.slot, 'D', &p.keys, p.slot.full,
                   p.key, &p.full, why) &&
         keep_draft(s, &p.slot, buf_words(&p.full), why);
    wipe_parts(&p);
    return ok;
}

/* --- With the code ----------------------------------------------------- */

enum { TRY_MS = 1000 }; /* at most one wrong code a second */

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

bool code_try(struct safe *s, struct plain typed, struct opened *out,
              struct fault *why)
{
    lock_pace(s->lock, TRY_MS);
    if (!code_open(s, typed, out, why))
        return false;
    lock_pace_forget(s->lock);
    return true;
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

bool deliver_erase(struct safe *s, const uint8_t id[VAULT_ID],
                   struct fault *why)
{
    for (int n = 0; n < TALK_COPIES; n++) {
        uint8_t copy[VAULT_ID];
        copy_id(id, n, copy);
        int at = slots_of(s->slots, copy);
        if (at >= 0 && !safe_end(s, at, copy, SLOT_WITHDRAWN, why))
            return false;
    }
    return true;
}

bool code_withdraw(struct safe *s, const struct opened *o, struct fault *why)
{
    if (safe_end(s, o->slot, o->story, SLOT_WITHDRAWN, why))
        return deliver_erase(s, o->story, why);
    fault_prefix(why, slots_state(s->slots, o->slot) == SLOT_LIVE
                          ? "it is not sure that it is withdrawn; try again"
                          : "the code opens nothing any more, and the next "
                            "start erases the rest");
    return false;
}
