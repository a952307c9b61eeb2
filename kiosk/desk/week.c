/* SPDX-License-Identifier: MPL-2.0 */
/* See week.h. Two passes over the stories: the first lists units without a
 * word, the second opens only the stories that something leaves from. */
#include "desk/week.h"

#include "base/log.h"
#include "desk/week_draw.h"
#include "desk/week_inside.h"
#include "export/edition.h"
#include "host/paths.h"

/* The week a release is kept under: for the council the quarter's first, so
 * that there is one a quarter. */
static int32_t kept_week(const struct run *r)
{
    int year, number;
    week_iso(r->week, &year, &number);
    return r->wish->council
               ? r->week - (number - 1) + 13 * (edition_quarter(number) - 1)
               : r->week;
}

/* --- Keeping ----------------------------------------------------------- */

static struct envelope_label release_label(const struct run *r, int32_t week)
{
    uint8_t hash[VAULT_HASH];
    char of[CEIL_ID + 16];
    struct envelope_label l = {.kind = 'R', .revision = (uint32_t)week};
    snprintf(of, sizeof of, "%s%s", r->wish->council ? "council/" : "",
             r->wish->course);
    vault_hash(plain_of(of), NULL, 0, hash);
    memcpy(l.story, hash, sizeof l.story);
    return l;
}

static bool keep_folder(struct run *r, const struct week_file *files,
                        struct buf *packed, struct fault *why)
{
    uint8_t key[VAULT_KEY], sealed_key[VAULT_SEALED];
    struct envelope_label label = release_label(r, kept_week(r));
    struct buf sealed = {.max = CEIL_RELEASE_BLOB};
    week_pack(files, packed);
    if (packed->full)
        return fault_set(why, FAULT_LIMIT, "the booklet is too large to keep");
    vault_key_make(key);
    bool ok = (vault_seal_key(key, r->s->office->key, sealed_key) ||
               fault_set(why, FAULT_DAMAGED,
                         "the office's key in office.conf is damaged: restore "
                         "it")) &&
              envelope_seal(buf_words(packed), &label, key, &sealed, why);
    struct release_row row = {.week = kept_week(r),
                              .edition = week_edition(r),
                              .course = r->wish->course,
                              .number = r->number,
                              .key = {(char *)sealed_key, sizeof sealed_key},
                              .sealed = buf_words(&sealed)};
    ok = ok && release_put(r->s->store, &row, why);
    buf_wipe(&sealed);
    bytes_wipe(key, sizeof key);
    return ok;
}

static bool mark_stories(struct run *r, struct fault *why)
{
    int expired = 0;
    for (uint32_t i = 0; i < r->units.stories; i++) {
        const struct unit_story *story = &r->units.story[i];
        bool changed = false;
        for (uint32_t k = 0; k < story->units; k++) {
            const struct unit *u = &r->units.unit[story->first + k];
            /* Expired ones are written again with the same result. */
            changed |= u->leaves_now || u->state == UNIT_EXPIRED;
        }
        if (changed && !units_mark(&r->units, story, r->s, &expired, why))
            return false;
    }
    return balance_add(r->s->store, 0, 0, 0, expired, why) &&
           safe_week_seen(r->s, r->week, why);
}

static bool commit_week(struct run *r, const struct cleared *c,
                        struct buf *packed, struct fault *why)
{
    struct week_file files[WEEK_FILES] = {{NULL, {0}}};
    char entry[80], fact[80];
    snprintf(entry, sizeof entry, "%s %s %d%s", r->done->period,
             week_edition(r), r->number,
             r->wish->read_by_another ? " second reader" : "");
    week_replied_name(r, fact);
    bool ok = store_begin(r->s->store, why);
    ok = ok && mark_stories(r, why) &&
         (!c || (safe_log(r->s, entry, why) &&
                 fact_set(r->s->store, fact, r->replies, why) &&
                 week_render(c, r->s, r->shelf, files, why) &&
                 keep_folder(r, files, packed, why))) &&
         store_commit(r->s->store, why);
    if (!ok)
        store_rollback(r->s->store);
    week_files_free(files);
    return ok;
}

/* --- Running ----------------------------------------------------------- */

static void folder_name(const struct run *r, char out[80])
{
    snprintf(out, 80, "indefra-%s%s%s%s", r->wish->council ? "council-" : "",
             r->done->period, *r->wish->course ? "-" : "", r->wish->course);
}

/* The name under which it stands how many releases got out. */
static void copied_name(const struct run *r, char out[80])
{
    snprintf(out, 80, "copied:%s:%s", week_edition(r), r->wish->course);
}

static bool copy_out(struct run *r, int number, struct plain packed,
                     struct fault *why)
{
    char name[80], fact[80];
    folder_name(r, name);
    copied_name(r, fact);
    r->done->end = WEEK_WRITTEN;
    return path_join(r->done->folder, r->wish->out, name, why) &&
           week_unpack(packed, r->wish->out, r->wish->device, name, why) &&
           fact_set(r->s->store, fact, number, why);
}

static void set_period(struct run *r, int32_t week)
{
    char *out = r->done->period;
    int year, number;
    week_iso(week, &year, &number);
    if (r->wish->council)
        snprintf(out, sizeof r->done->period, "%d-Q%d", year,
                 edition_quarter(number));
    else
        snprintf(out, sizeof r->done->period, "%d-W%02d", year, number);
}

/* A release that is kept already: only copied. */
static bool again(struct run *r, const struct release_row *row,
                  struct fault *why)
{
    uint8_t key[VAULT_KEY];
    struct envelope_label label = release_label(r, row->week);
    struct buf packed = {.max = CEIL_RELEASE_BLOB};
    set_period(r, row->week);
    bool ok = row->key.len == VAULT_SEALED &&
              vault_open_key((const uint8_t *)row->key.at, r->s->office->key,
                             r->secret, key) &&
              envelope_open(row->sealed, &label, key, &packed, why);
    ok = ok ? copy_out(r, row->number, buf_words(&packed), why)
            : fault_set(why, FAULT_DAMAGED,
                        "the kept booklet is damaged: call the "
                        "administrator");
    buf_wipe(&packed);
    bytes_wipe(key, sizeof key);
    return ok;
}

/* The stick came out, or power went, between keeping an earlier release and
 * copying it, and nobody tried again in that week: what left would be lost.
 * It goes out first. */
static bool copy_late(struct run *r, bool *late, struct fault *why)
{
    char fact[80];
    int64_t copied;
    struct release_row row;
    *late = false;
    copied_name(r, fact);
    if (!fact_get(r->s->store, fact, 0, &copied, why))
        return false;
    why->kind = FAULT_NONE;
    if (!release_last(r->s->store, week_edition(r), r->wish->course, &row, why))
        return why->kind == FAULT_NONE;
    if (row.number <= copied || row.week == kept_week(r))
        return true;
    int number = row.number;
    *late = again(r, &row, why);
    if (*late)
        log_line("week", "booklet %d was not copied in its week: it lies in %s",
                 number, r->done->folder);
    r->done->end = WEEK_NOTHING;
    return *late;
}

static bool gather(struct run *r, struct fault *why)
{
    if (!units_gather(&r->units, r->s, r->secret, r->wish->course, why))
        return false;
    units_hold(&r->units, r->wish->council);
    return true;
}

/* Gives how many of the run's edition leave; -1: memory is out. */
static int decide(const struct run *r, struct unit *units, int32_t week)
{
    return release_decide(units, (int)r->units.count, week,
                          r->wish->council ? COUNCIL_AFTER_WEEKS
                                           : RELEASE_AFTER_WEEKS);
}

/* The first week in which what waits now would leave if nothing more came. */
static bool set_earliest(struct run *r, struct fault *why)
{
    size_t size = r->units.count * sizeof *r->units.unit;
    struct unit *units = malloc(size + 1);
    int leaving = 0;
    r->done->earliest = WEEK_NONE;
    for (int i = 1;
         units && r->units.count && !leaving && i <= RELEASE_EXPIRE_WEEKS;
         i++) {
        memcpy(units, r->units.unit, size);
        leaving = decide(r, units, r->week + i);
        if (leaving > 0)
            r->done->earliest = r->week + i;
    }
    bool ok = units && leaving >= 0;
    free(units);
    return ok ||
           fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
}

static bool finish(struct run *r, int leaving, struct fault *why)
{
    struct week_done *done = r->done;
    struct buf packed = {.max = CEIL_RELEASE_BLOB};
    if (leaving < 0)
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    if (!leaving) {
        done->end = WEEK_NOTHING;
        return r->wish->preview ? set_earliest(r, why)
                                : commit_week(r, NULL, &packed, why);
    }
    if (!week_clear(r, why))
        return false;
    const struct doubt *doubts;
    bool doubtful = clear_doubts(r->clearing, &doubts) > 0;
    if (doubtful) {
        done->end = r->wish->preview ? WEEK_PREVIEW : WEEK_DOUBTS;
        done->clearing = r->clearing;
        r->clearing = NULL;
        return true;
    }
    if (!clear_ready(r->clearing, why))
        return false;
    done->cleared = clear_done(
        r->clearing, week_draw(r->s->office->demo, r->week, r->wish->draw));
    if (!done->cleared)
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    r->clearing = NULL;
    done->end = WEEK_PREVIEW;
    if (r->wish->preview)
        return true;
    bool ok = commit_week(r, done->cleared, &packed, why) &&
              copy_out(r, r->number, buf_words(&packed), why);
    buf_wipe(&packed);
    return ok;
}

bool week_run(struct safe *s, struct shelf *shelf, struct redactor *redactor,
              const uint8_t secret[VAULT_SECRET], const struct week_wish *wish,
              struct week_done *done, struct fault *why)
{
    *done = (struct week_done){.end = WEEK_NOTHING};
    struct run r = {.s = s,
                    .shelf = shelf,
                    .redactor = redactor,
                    .secret = secret,
                    .wish = wish,
                    .done = done,
                    .record = {.max = 3 * CEIL_STORY},
                    .approved = calloc(1, sizeof *r.approved)};
    struct release_row row;
    bool late = false;
    bool ok = r.approved && safe_clock_sound(s, why) &&
              safe_week(s, &r.week, why) &&
              (wish->preview || copy_late(&r, &late, why));
    if (ok) {
        set_period(&r, r.week);
        why->kind = FAULT_NONE;
        if (!wish->preview &&
            release_get(s->store, kept_week(&r), week_edition(&r), wish->course,
                        &row, why))
            ok = again(&r, &row, why);
        else
            ok = why->kind == FAULT_NONE &&
                 release_next(s->store, week_edition(&r), wish->course,
                              &r.number, why) &&
                 gather(&r, why) &&
                 finish(&r, decide(&r, r.units.unit, r.week), why);
    }
    if (ok && late && done->end == WEEK_NOTHING)
        done->end = WEEK_WRITTEN;
    clear_drop(r.clearing);
    units_free(&r.units);
    buf_wipe(&r.record);
    free(r.approved);
    return ok;
}

bool week_is_kept(struct safe *s, const char *course, bool *is,
                  struct fault *why)
{
    struct week_wish wish = {.course = course};
    struct run r = {.s = s, .wish = &wish};
    struct release_row row = {.number = 0};
    char fact[80];
    int64_t copied;
    copied_name(&r, fact);
    if (!safe_week(s, &r.week, why) ||
        !fact_get(s->store, fact, 0, &copied, why))
        return false;
    why->kind = FAULT_NONE;
    bool any = release_last(s->store, week_edition(&r), course, &row, why);
    *is = any && (row.week == kept_week(&r) || row.number > copied);
    return any || why->kind == FAULT_NONE;
}

void week_done_free(struct week_done *d)
{
    cleared_free(d->cleared);
    clear_drop(d->clearing);
    *d = (struct week_done){.end = WEEK_NOTHING};
}
