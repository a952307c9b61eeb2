/* SPDX-License-Identifier: MPL-2.0 */
/* See week.h. Two passes over the stories: the first lists units without a
 * word, the second opens only the stories that something leaves from. */
#include "desk/week.h"

#include "base/log.h"
#include "desk/replies.h"
#include "desk/units.h"
#include "desk/week_draw.h"
#include "host/paths.h"

struct run {
    struct safe *s;
    struct shelf *shelf;
    struct redactor *redactor;
    const uint8_t *secret;
    const struct week_wish *wish;
    struct week_done *done;
    int32_t week;
    int number;
    struct units units;
    struct clearing *clearing;
    struct buf record;
    struct approved *approved;
    uint32_t replies; /* the number of the latest reply that is printed */
};

static const char EDITION[] = "booklet";

/* --- Clearing ---------------------------------------------------------- */

static const struct course *course_of(const struct office *o, const char *id)
{
    for (int i = 0; i < o->courses; i++)
        if (strcmp(o->course[i].id, id) == 0)
            return &o->course[i];
    return NULL;
}

static bool begin_clearing(struct run *r, struct fault *why)
{
    const struct office *o = r->s->office;
    const struct guide *g = shelf_guide(r->shelf, o->guide, why);
    const struct course *course = course_of(o, r->wish->course);
    if (!g)
        return false;
    struct cleared_booklet head = {
        .reader = READER_TEAM,
        .number = r->number,
        .office = plain_of(o->name),
        .municipality = plain_of(o->municipality),
        .course = plain_of(course ? course->name : r->wish->course),
        .purpose = plain_of(g->purpose),
        .criteria = plain_of(g->criteria),
        .next_step = plain_of(g->next_step)};
    week_iso(r->week, &head.year, &head.week);
    r->clearing = clear_begin(&head, r->redactor);
    if (!r->clearing)
        return fault_set(why, FAULT_MEMORY, "out of memory");
    for (int i = 0; i < r->wish->decisions; i++) {
        const struct decided *d = &r->wish->decided[i];
        (d->hide ? clear_hide : clear_allow)(r->clearing, d->word);
    }
    return true;
}

/* The name under which it stands up to which number replies were printed. */
static void replied_name(const struct run *r, char out[80])
{
    snprintf(out, 80, "replied:%s:%s", EDITION, r->wish->course);
}

/* What no booklet has printed yet. It is printed once: that it was is written
 * down together with the booklet. */
static bool clear_replies(struct run *r, struct fault *why)
{
    char fact[80];
    int64_t printed;
    struct replies all = {.last = 0};
    replied_name(r, fact);
    bool ok = fact_get(r->s->store, fact, 0, &printed, why) &&
              replies_load(&all, r->s->office->dir, (uint32_t)printed, why);
    for (int i = 0; ok && i < all.count; i++)
        if (strcmp(all.reply[i].course, r->wish->course) == 0)
            clear_reply(r->clearing, all.reply[i].heard, all.reply[i].did,
                        all.reply[i].managed);
    r->replies = all.last;
    replies_free(&all);
    return ok;
}

static int tellers(const struct units *u, uint32_t pool)
{
    int n = 0;
    for (uint32_t i = 0; i < u->count; i++)
        if (u->unit[i].pool == pool && u->unit[i].leaves_now)
            n += release_tellers(&u->unit[i]);
    return n;
}

/* Opens, in the order of their random ids, each story from which a unit of
 * the pool leaves, and hands it on. */
typedef void each_leaving(struct run *r, const struct approved *a,
                          const char *pool);

static bool for_pool(struct run *r, uint32_t pool, each_leaving *each,
                     struct fault *why)
{
    for (uint32_t i = 0; i < r->units.count; i++) {
        const struct unit *u = &r->units.unit[i];
        struct story_row row;
        if (u->pool != pool || !u->leaves_now)
            continue;
        why->kind = FAULT_NONE;
        if (!story_get(r->s->store, r->units.story[u->story].id, &row, why) ||
            !units_open(r->s, r->secret, &row, &r->record, r->approved, why))
            return false;
        each(r, r->approved, r->units.pool[pool]);
    }
    return true;
}

static void whole_story(struct run *r, const struct approved *a,
                        const char *pool)
{
    struct plain sentence[CEIL_SENTENCES];
    int n = 0;
    (void)pool;
    for (int i = 0; i < a->sentences; i++) {
        struct plain q = a->sentence[i].question;
        bool theirs = !plain_same(q, plain_of(APPROVED_WORKER)) &&
                      !plain_same(q, plain_of(APPROVED_REPLY));
        if (theirs && a->sentence[i].danish)
            sentence[n++] = a->sentence[i].words;
    }
    bool danish = plain_same(a->lang, plain_of("da"));
    clear_story(r->clearing, danish ? a->title : plain_of(""), sentence, n,
                false);
}

static void under_question(struct run *r, const struct approved *a,
                           const char *pool)
{
    const char *id = strrchr(pool, ':') + 1;
    for (int i = 0; i < a->sentences; i++)
        if (a->sentence[i].danish &&
            plain_same(a->sentence[i].question, plain_of(id)))
            clear_sentence(r->clearing, a->sentence[i].words, false);
}

static void worker_voice(struct run *r, const struct approved *a,
                         const char *pool)
{
    (void)pool;
    for (int i = 0; i < a->sentences; i++)
        if (plain_same(a->sentence[i].question, plain_of(APPROVED_WORKER)))
            clear_worker(r->clearing, a->sentence[i].words);
}

struct listed {
    uint32_t pool;
    int place; /* better, worse, together, the others, from here on */
};

static int by_place(const void *a, const void *b)
{
    const struct listed *x = a, *y = b;
    return x->place != y->place ? x->place - y->place
                                : (x->pool > y->pool) - (x->pool < y->pool);
}

/* The place of the question in the booklet: by its role, then as the guide
 * has it. */
static int place_of(const struct guide *g, const struct question *q)
{
    static const int role[] = {[ROLE_BETTER] = 0,
                               [ROLE_WORSE] = 1,
                               [ROLE_TOGETHER] = 2,
                               [ROLE_OPEN] = 3,
                               [ROLE_FORWARD] = 4};
    return role[q->role] * CEIL_QUESTIONS + (int)(q - g->question);
}

/* The guide and the question of the pool "q:GUIDE:ID". */
static const struct question *asked_in(struct run *r, uint32_t pool,
                                       const struct guide **g,
                                       struct fault *why)
{
    char guide[CEIL_ID];
    const char *name = r->units.pool[pool] + 2, *colon = strrchr(name, ':');
    snprintf(guide, sizeof guide, "%.*s", (int)(colon - name), name);
    *g = shelf_guide(r->shelf, guide, why);
    const struct question *q = *g ? guide_question(*g, colon + 1) : NULL;
    if (!q && *g)
        fault_set(why, FAULT_INPUT,
                  "the guide %s no longer has the question %s: bring it back",
                  guide, colon + 1);
    return q;
}

static bool clear_sections(struct run *r, struct fault *why)
{
    struct listed *list = calloc(r->units.pools + 1, sizeof *list);
    const struct guide *g;
    int n = 0;
    bool ok = list || fault_set(why, FAULT_MEMORY, "out of memory");
    for (uint32_t i = 0; ok && i < r->units.pools; i++) {
        if (strncmp(r->units.pool[i], "q:", 2) != 0 || !tellers(&r->units, i))
            continue;
        const struct question *q = asked_in(r, i, &g, why);
        ok = q != NULL;
        list[n++] = (struct listed){i, q ? place_of(g, q) : 0};
    }
    if (ok)
        qsort(list, (size_t)n, sizeof *list, by_place);
    for (int i = 0; ok && i < n; i++) {
        const struct question *q = asked_in(r, list[i].pool, &g, why);
        clear_section(r->clearing, plain_of(q->id), plain_of(q->title),
                      plain_of(q->question), tellers(&r->units, list[i].pool));
        ok = for_pool(r, list[i].pool, under_question, why);
    }
    free(list);
    return ok;
}

static bool clear_card(struct run *r, uint32_t pool, const struct guide *g,
                       struct fault *why)
{
    char id[CEIL_ID];
    const char *name = r->units.pool[pool];
    int n = tellers(&r->units, pool);
    bool link = strncmp(name, "link:", 5) == 0;
    const char *from = strchr(name, ':') + 1, *end = strrchr(name, ':');
    if (!link)
        end = name + strlen(name);
    snprintf(id, sizeof id, "%.*s", (int)(end - from), from);
    const struct card *card =
        link ? card_find(g->contributor, g->contributors, id)
             : card_find(g->theme, g->themes, id);
    if (!n || (!card && strncmp(id, "own-", 4) == 0))
        return true;
    /* Its units would count as left, and nobody would have read of them. */
    if (!card)
        return fault_set(why, FAULT_INPUT,
                         "the guide %s no longer has the card %s: bring it "
                         "back",
                         g->id, id);
    if (link)
        clear_link(r->clearing, plain_of(id), plain_of(card->word),
                   (enum cleared_direction)(end[1] - '0'), n);
    else
        clear_theme(r->clearing, plain_of(id), plain_of(card->word), n);
    return true;
}

static bool clear_batch(struct run *r, struct fault *why)
{
    const struct guide *g = shelf_guide(r->shelf, r->s->office->guide, why);
    int stories = 0, workers = 0;
    bool ok = g && begin_clearing(r, why) && clear_replies(r, why);
    for (uint32_t i = 0; ok && i < r->units.pools; i++) {
        const char *name = r->units.pool[i];
        if (strcmp(name, "whole") == 0) {
            stories = tellers(&r->units, i);
            ok = for_pool(r, i, whole_story, why);
        } else if (strcmp(name, "worker") == 0) {
            workers = tellers(&r->units, i);
            ok = for_pool(r, i, worker_voice, why);
        } else if (strncmp(name, "q:", 2) != 0) {
            ok = clear_card(r, i, g, why);
        }
    }
    if (ok)
        clear_tellers(r->clearing, stories, workers);
    return ok && clear_sections(r, why);
}

/* --- Keeping ----------------------------------------------------------- */

static struct envelope_label release_label(int32_t week, const char *course)
{
    uint8_t hash[VAULT_HASH];
    struct envelope_label l = {.kind = 'R', .revision = (uint32_t)week};
    vault_hash(plain_of(course), NULL, 0, hash);
    memcpy(l.story, hash, sizeof l.story);
    return l;
}

static bool keep_folder(struct run *r, const struct week_file *files,
                        struct buf *packed, struct fault *why)
{
    uint8_t key[VAULT_KEY], sealed_key[VAULT_SEALED];
    struct envelope_label label = release_label(r->week, r->wish->course);
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
    struct release_row row = {.week = r->week,
                              .edition = EDITION,
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
    snprintf(entry, sizeof entry, "%s booklet %d%s", r->done->period, r->number,
             r->wish->read_by_another ? " second reader" : "");
    replied_name(r, fact);
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
    snprintf(out, 80, "indefra-%s%s%s", r->done->period,
             *r->wish->course ? "-" : "", r->wish->course);
}

/* The name under which it stands how many releases got out. */
static void copied_name(const struct run *r, char out[80])
{
    snprintf(out, 80, "copied:%s:%s", EDITION, r->wish->course);
}

static bool copy_out(struct run *r, int number, struct plain packed,
                     struct fault *why)
{
    char name[80], fact[80];
    folder_name(r, name);
    copied_name(r, fact);
    r->done->end = WEEK_WRITTEN;
    return path_join(r->done->folder, r->wish->out, name, why) &&
           week_unpack(packed, r->wish->out, name, why) &&
           fact_set(r->s->store, fact, number, why);
}

static void set_period(struct week_done *done, int32_t week)
{
    int year, number;
    week_iso(week, &year, &number);
    snprintf(done->period, sizeof done->period, "%d-W%02d", year, number);
}

/* A release that is kept already: only copied. */
static bool again(struct run *r, const struct release_row *row,
                  struct fault *why)
{
    uint8_t key[VAULT_KEY];
    struct envelope_label label = release_label(row->week, r->wish->course);
    struct buf packed = {.max = CEIL_RELEASE_BLOB};
    set_period(r->done, row->week);
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
    if (!release_last(r->s->store, EDITION, r->wish->course, &row, why))
        return why->kind == FAULT_NONE;
    if (row.number <= copied || row.week == r->week)
        return true;
    int number = row.number;
    *late = again(r, &row, why);
    if (*late)
        log_line("week", "booklet %d was not copied in its week: it lies in %s",
                 number, r->done->folder);
    r->done->end = WEEK_NOTHING;
    return *late;
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
        leaving = release_decide(units, (int)r->units.count, r->week + i,
                                 RELEASE_AFTER_WEEKS);
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
    if (!clear_batch(r, why))
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
        set_period(done, r.week);
        why->kind = FAULT_NONE;
        if (!wish->preview &&
            release_get(s->store, r.week, EDITION, wish->course, &row, why))
            ok = again(&r, &row, why);
        else
            ok =
                why->kind == FAULT_NONE &&
                release_next(s->store, EDITION, wish->course, &r.number, why) &&
                units_gather(&r.units, s, secret, wish->course, why) &&
                finish(&r,
                       release_decide(r.units.unit, (int)r.units.count, r.week,
                                      RELEASE_AFTER_WEEKS),
                       why);
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
    bool any = release_last(s->store, EDITION, course, &row, why);
    *is = any && (row.week == r.week || row.number > copied);
    return any || why->kind == FAULT_NONE;
}

void week_done_free(struct week_done *d)
{
    cleared_free(d->cleared);
    clear_drop(d->clearing);
    *d = (struct week_done){.end = WEEK_NOTHING};
}
