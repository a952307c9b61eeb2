/* SPDX-License-Identifier: MPL-2.0 */
/* See safe.h: open, repair, the clock's rule, the staff log. */
#include "desk/safe.h"

#include <sys/stat.h>

#include "anonymise/release.h"
#include "host/disk_file.h"
#include "host/file.h"
#include "host/lock.h"
#include "host/paths.h"

enum {
    CLOCK_UNSET = 2610,   /* weeks: before 2020 no clock has been set */
    JUMP_WEEKS = 2,       /* more than this freezes release and erasure */
    FULL_KEPT_WEEKS = 52, /* F goes after 12 months */
};

/* --- Repair ------------------------------------------------------------ */

/* A row that could not be read is not a row that is missing: a slot wiped by
 * mistake loses its story for good. */
bool safe_row_there(struct safe *s, const uint8_t id[VAULT_ID], bool *there,
                    struct fault *why)
{
    struct story_row story;
    struct draft_row draft;
    struct fault none = {0};
    *there =
        draft_get(s->store, id, &draft, &none) ||
        (none.kind == FAULT_NONE && story_get(s->store, id, &story, &none));
    if (!*there && none.kind != FAULT_NONE) {
        *why = none;
        return false;
    }
    return true;
}

/* A crash leaves one live slot without a row, a failing disk a few. More of
 * them: a database that is not the one of these slots. */
static bool belong_together(struct safe *s, struct fault *why)
{
    int without = 0;
    for (int i = 0; i < slots_count(s->slots); i++) {
        struct slot slot;
        bool there = true;
        if (slots_state(s->slots, i) == SLOT_FREE)
            continue;
        bool ok = slots_read(s->slots, i, &slot, why) &&
                  (slot.state != SLOT_LIVE ||
                   safe_row_there(s, slot.story, &there, why));
        bytes_wipe(&slot, sizeof slot);
        if (!ok)
            return false;
        without += !there;
    }
    return without <= SAFE_LEFT_OVER ||
           fault_set(why, FAULT_DAMAGED,
                     "%d key slots have no story in indefra.db: nothing was "
                     "touched; restore the database that belongs to slots",
                     without);
}

/* New slots beside old stories: nobody could open or withdraw them. */
static bool slots_not_lost(struct safe *s, const char *path, struct fault *why)
{
    uint8_t id[VAULT_ID];
    struct fault none = {0};
    struct stat is;
    if (stat(path, &is) == 0 && is.st_size > 0)
        return true;
    if (story_old(s->store, INT32_MAX, id, &none) ||
        draft_stale(s->store, INT32_MAX, id, &none))
        return fault_set(why, FAULT_DAMAGED,
                         "the file slots is gone, and with it the keys of the "
                         "stories in indefra.db: nothing was touched; restore "
                         "it, or move indefra.db away too");
    if (none.kind != FAULT_NONE)
        *why = none;
    return none.kind == FAULT_NONE;
}

/* Takes the row away and counts it: the end of a withdrawal whose slot is
 * overwritten already. */
static bool drop_row(struct safe *s, const uint8_t id[VAULT_ID], bool withdrawn,
                     struct fault *why)
{
    struct story_row row;
    struct fault none = {0};
    bool there = story_get(s->store, id, &row, &none);
    int state = there ? row.state : STORY_PRIVATE;
    if (!there && none.kind != FAULT_NONE) {
        *why = none;
        return false;
    }
    if (!store_begin(s->store, why))
        return false;
    bool ok = story_delete(s->store, id, why) &&
              draft_delete(s->store, id, why) &&
              balance_add(s->store, 0, state == STORY_RELEASED,
                          state == STORY_WAITING && withdrawn,
                          state == STORY_WAITING && !withdrawn, why) &&
              store_commit(s->store, why);
    if (!ok)
        store_rollback(s->store);
    return ok;
}

bool safe_end(struct safe *s, int at, const uint8_t id[VAULT_ID],
              enum slot_state how, struct fault *why)
{
    return slots_end(s->slots, at, how, why) &&
           drop_row(s, id, how == SLOT_WITHDRAWN, why) &&
           slots_release(s->slots, at, why);
}

/* A row whose commit was told to have failed, because the disk refused the
 * sync, may have reached the disk all the same. Its slot is gone and its code
 * was never shown: the talk counts as not delivered. Many of them, or one of
 * which something left, are no such rows: check tells of those. */
struct slotless {
    struct safe *safe;
    uint8_t id[SAFE_LEFT_OVER][VAULT_ID];
    bool counted[SAFE_LEFT_OVER];
    int count;
};

static void note_id(struct slotless *l, const uint8_t *id, bool counted,
                    bool released)
{
    if (slots_of(l->safe->slots, id) >= 0)
        return;
    if (released || l->count == SAFE_LEFT_OVER)
        l->count = SAFE_LEFT_OVER + 1;
    if (l->count < SAFE_LEFT_OVER) {
        memcpy(l->id[l->count], id, VAULT_ID);
        l->counted[l->count++] = counted;
    }
}

static bool note_story(void *self, const struct story_row *row,
                       struct fault *why)
{
    (void)why;
    note_id(self, row->id, row->state == STORY_WAITING,
            row->state == STORY_RELEASED);
    return true;
}

static bool note_draft(void *self, const uint8_t *id, struct fault *why)
{
    (void)why;
    note_id(self, id, false, false);
    return true;
}

static bool undo_rows(struct safe *s, const struct slotless *l,
                      struct fault *why)
{
    bool ok = store_begin(s->store, why);
    for (int i = 0; ok && i < l->count; i++)
        ok = story_delete(s->store, l->id[i], why) &&
             draft_delete(s->store, l->id[i], why) &&
             balance_add(s->store, -l->counted[i], 0, 0, 0, why);
    ok = ok && store_commit(s->store, why);
    if (!ok)
        store_rollback(s->store);
    return ok;
}

static bool drop_slotless(struct safe *s, struct fault *why)
{
    struct slotless l = {.safe = s};
    return story_each(s->store, note_story, &l, why) &&
           draft_each(s->store, note_draft, &l, why) &&
           (l.count == 0 || l.count > SAFE_LEFT_OVER || undo_rows(s, &l, why));
}

bool safe_mend(struct safe *s, int i, struct fault *why)
{
    struct slot slot;
    bool there = true;
    if (slots_state(s->slots, i) == SLOT_FREE)
        return true;
    if (!slots_read(s->slots, i, &slot, why))
        return false;
    bool ok =
        slot.state != SLOT_LIVE || safe_row_there(s, slot.story, &there, why);
    if (ok && !there)
        ok = safe_end(s, i, slot.story, SLOT_WITHDRAWN, why);
    else if (slot.state == SLOT_WITHDRAWN || slot.state == SLOT_EXPIRED)
        ok = ok && drop_row(s, slot.story, slot.state == SLOT_WITHDRAWN, why) &&
             slots_release(s->slots, i, why);
    bytes_wipe(&slot, sizeof slot);
    return ok;
}

static bool repair(struct safe *s, struct fault *why)
{
    if (!belong_together(s, why) || !drop_slotless(s, why))
        return false;
    for (int i = 0; i < slots_count(s->slots); i++)
        if (!safe_mend(s, i, why))
            return false;
    return true;
}

/* --- Open -------------------------------------------------------------- */

/* A database is made before the first slot is taken. Where slots live and
 * there is none, it was lost, and a new one would have their keys wiped. */
static bool database_not_lost(const struct office *o, struct fault *why)
{
    char db[CEIL_PATH], path[CEIL_PATH];
    if (!path_join(db, o->dir, "indefra.db", why) ||
        !path_join(path, o->dir, "slots", why))
        return false;
    if (file_exists(db) || !file_exists(path))
        return true;
    struct disk *disk = disk_file_open(path, false, why);
    struct slots *slots = NULL;
    bool live = false, ok = disk != NULL;
    if (ok && disk->size(disk->self) > 0)
        ok = (slots = slots_open(disk, why)) != NULL;
    for (int i = 0; slots && i < slots_count(slots); i++)
        live |= slots_state(slots, i) == SLOT_LIVE;
    slots_close(slots);
    if (disk)
        disk_file_close(disk);
    return ok &&
           (!live || fault_set(why, FAULT_DAMAGED,
                               "indefra.db is missing, yet stories have slots: "
                               "nothing was touched; restore it"));
}

bool safe_open(struct safe *s, const struct office *office,
               const struct clock *clock, int wait_ms, struct fault *why)
{
    *s = (struct safe){.office = office, .clock = clock};
    char path[CEIL_PATH];
    if (!path_join(path, office->dir, "lock", why))
        return false;
    s->lock = lock_take(path, wait_ms, why);
    if (!s->lock) {
        if (why->kind == FAULT_BUSY)
            fault_set(why, FAULT_BUSY,
                      "the tablet is in use; finish there first");
        return false;
    }
    bool ok = database_not_lost(office, why) &&
              path_join(path, office->dir, "indefra.db", why) &&
              (s->store = store_open(path, why)) != NULL &&
              path_join(path, office->dir, "slots", why) &&
              slots_not_lost(s, path, why) &&
              (s->disk = disk_file_open(path, true, why)) != NULL &&
              (s->slots = slots_open(s->disk, why)) != NULL && repair(s, why);
    if (!ok)
        safe_close(s);
    return ok;
}

void safe_close(struct safe *s)
{
    slots_close(s->slots);
    disk_file_close(s->disk);
    store_close(s->store);
    lock_release(s->lock);
    *s = (struct safe){.office = s->office, .clock = s->clock};
}

/* --- The clock --------------------------------------------------------- */

/* Whoever may say what time it is may let stories leave early. */
static bool by_hand(const struct safe *s)
{
    return s->clock->fixed && !s->office->demo;
}

static bool seen_week(struct safe *s, int64_t *seen, struct fault *why)
{
    return fact_get(s->store, "week-seen", -1, seen, why);
}

bool safe_week(struct safe *s, int32_t *week, struct fault *why)
{
    int64_t seen;
    if (!seen_week(s, &seen, why))
        return false;
    int32_t now = week_of_day(clock_day(s->clock));
    *week = seen > now ? (int32_t)seen : now;
    if (*week < CLOCK_UNSET)
        *week = CLOCK_UNSET;
    return true;
}

static bool log_week(struct safe *s, int32_t week, struct fault *why)
{
    char entry[80];
    int year, number;
    week_iso(week, &year, &number);
    snprintf(entry, sizeof entry, "clock goes on to %d-W%02d", year, number);
    return safe_log(s, entry, why);
}

bool safe_week_seen(struct safe *s, int32_t week, struct fault *why)
{
    int64_t seen;
    if (!seen_week(s, &seen, why))
        return false;
    bool keep = seen >= week || (seen >= 0 && week > seen + JUMP_WEEKS);
    keep |= week <= CLOCK_UNSET;
    return keep || (fact_set(s->store, "week-seen", week, why) &&
                    (!by_hand(s) || log_week(s, week, why)));
}

static bool clock_unset(struct fault *why)
{
    return fault_set(why, FAULT_INPUT,
                     "the clock was never set, so nothing is released or "
                     "erased: set the date");
}

bool safe_clock_sound(struct safe *s, struct fault *why)
{
    int64_t seen;
    if (!seen_week(s, &seen, why))
        return false;
    int32_t now = week_of_day(clock_day(s->clock));
    if (now < CLOCK_UNSET)
        return clock_unset(why);
    if (seen >= 0 && (now > seen + JUMP_WEEKS || now < seen - JUMP_WEEKS))
        return fault_set(why, FAULT_INPUT,
                         "the clock has jumped by %d weeks, so nothing is "
                         "released or erased: check it, then \"indefra-desk "
                         "office --confirm-clock\"",
                         (int)(now > seen ? now - seen : seen - now));
    return true;
}

bool safe_week_told(struct safe *s, int32_t *week, struct fault *why)
{
    struct fault unsound = {0};
    if (safe_clock_sound(s, &unsound))
        return safe_week(s, week, why);
    *week = WEEK_LATER;
    return true;
}

bool safe_day_kept(struct safe *s, int32_t *day, struct fault *why)
{
    int32_t week;
    if (!safe_week_told(s, &week, why))
        return false;
    *day = (int32_t)clock_day(s->clock) + s->office->pause_days;
    if (week == WEEK_LATER)
        *day = DAY_LATER;
    return true;
}

bool safe_clock_confirm(struct safe *s, struct fault *why)
{
    int32_t now = week_of_day(clock_day(s->clock));
    if (now < CLOCK_UNSET)
        return clock_unset(why);
    if (!store_begin(s->store, why))
        return false;
    bool ok = fact_set(s->store, "week-seen", now, why) &&
              safe_log(s, "clock confirmed", why) &&
              store_commit(s->store, why);
    if (!ok)
        store_rollback(s->store);
    return ok;
}

/* --- What is due ------------------------------------------------------- */

/* The slot goes, then the row. */
static bool erase(struct safe *s, const uint8_t id[VAULT_ID], struct fault *why)
{
    int at = slots_of(s->slots, id);
    return at >= 0 ? safe_end(s, at, id, SLOT_EXPIRED, why)
                   : drop_row(s, id, false, why);
}

static bool log_erased(struct safe *s, struct fault *why)
{
    if (!store_begin(s->store, why))
        return false;
    bool ok = safe_log(s, "what was due is erased", why) &&
              store_commit(s->store, why);
    if (!ok)
        store_rollback(s->store);
    return ok;
}

static bool forget_drafts(struct safe *s, bool *erased, struct fault *why)
{
    uint8_t id[VAULT_ID];
    int32_t today = (int32_t)clock_day(s->clock);
    struct fault none = {0};
    /* Longer than any office may promise: the clock was not right then. */
    if (!draft_not_after(s->store, today + PAUSE_DAYS_MOST,
                         today + s->office->pause_days, why))
        return false;
    while (draft_stale(s->store, today, id, &none)) {
        if (!erase(s, id, why))
            return false;
        *erased = true;
    }
    if (none.kind != FAULT_NONE)
        *why = none;
    return none.kind == FAULT_NONE;
}

bool safe_tidy(struct safe *s, struct fault *why)
{
    struct fault none = {0};
    uint8_t id[VAULT_ID];
    int32_t week;
    bool erased = false;
    if (!safe_clock_sound(s, &none))
        return true;
    if (!safe_week(s, &week, why) || !forget_drafts(s, &erased, why) ||
        !story_not_after(s->store, week, why))
        return false;
    none.kind = FAULT_NONE;
    while (story_old(s->store, week - FULL_KEPT_WEEKS, id, &none)) {
        if (!erase(s, id, why))
            return false;
        erased = true;
    }
    if (none.kind != FAULT_NONE)
        *why = none;
    return none.kind == FAULT_NONE &&
           (!erased || !by_hand(s) || log_erased(s, why));
}

bool safe_log(struct safe *s, const char *event, struct fault *why)
{
    char entry[200];
    uint8_t head[VAULT_HASH];
    struct buf link = {.max = 4096};
    snprintf(entry, sizeof entry, "%s%s", event,
             by_hand(s) ? " by --clock" : "");
    if (!log_head(s->store, head, why))
        return false;
    buf_put(&link, head, sizeof head);
    buf_text(&link, entry);
    vault_hash(buf_words(&link), NULL, 0, head);
    bool ok = !link.full && log_add(s->store, entry, head, why);
    buf_wipe(&link);
    return ok;
}
