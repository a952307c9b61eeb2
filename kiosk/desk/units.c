/* SPDX-License-Identifier: MPL-2.0 */
/* See units.h. */
#include "desk/units.h"

/* --- Opening ----------------------------------------------------------- */

/* The office's half of the key lies in the row, the other in the slot: it goes
 * with that when the story is taken back. */
static bool open_key(const struct safe *s, const uint8_t *secret,
                     const struct story_row *row, uint8_t key[VAULT_KEY],
                     struct fault *why)
{
    struct slot slot;
    int at = slots_of(s->slots, row->id);
    bool ok = row->key.len == VAULT_SEALED &&
              vault_open_key((const uint8_t *)row->key.at, s->office->key,
                             secret, key);
    if (!ok || at < 0)
        return fault_set(why, FAULT_DAMAGED,
                         "a story was not sealed to this office's key: call "
                         "the administrator");
    ok = slots_read(s->slots, at, &slot, why);
    if (ok)
        vault_mix(key, slot.half);
    bytes_wipe(&slot, sizeof slot);
    return ok;
}

bool units_open(const struct safe *s, const uint8_t secret[VAULT_SECRET],
                const struct story_row *row, struct buf *record,
                struct approved *out, struct fault *why)
{
    uint8_t key[VAULT_KEY];
    struct envelope_label label = envelope_label_of(row->id, 'S');
    record->len = 0;
    bool ok = open_key(s, secret, row, key, why) &&
              envelope_open(row->approved, &label, key, record, why) &&
              approved_read(out, buf_words(record), why);
    bytes_wipe(key, sizeof key);
    return ok;
}

bool units_seal(const struct safe *s, const uint8_t secret[VAULT_SECRET],
                const struct story_row *row, struct plain record,
                struct buf *out, struct fault *why)
{
    uint8_t key[VAULT_KEY];
    struct envelope_label label = envelope_label_of(row->id, 'S');
    bool ok = open_key(s, secret, row, key, why) &&
              envelope_seal(record, &label, key, out, why);
    bytes_wipe(key, sizeof key);
    return ok;
}

bool units_marks(const struct safe *s, const uint8_t secret[VAULT_SECRET],
                 const struct story_row *row, struct buf *marks,
                 struct fault *why)
{
    marks->len = 0;
    if (!row->marks.len)
        return true;
    uint8_t key[VAULT_KEY];
    struct envelope_label label = envelope_label_of(row->id, 'M');
    bool ok = row->marks.len > VAULT_SEALED &&
              vault_open_key((const uint8_t *)row->marks.at, s->office->key,
                             secret, key) &&
              envelope_open(plain_cut(row->marks, VAULT_SEALED, row->marks.len),
                            &label, key, marks, why);
    bytes_wipe(key, sizeof key);
    return ok || fault_set(why, FAULT_DAMAGED,
                           "what left of a story cannot be read: call the "
                           "administrator");
}

/* --- Gathering --------------------------------------------------------- */

struct gather {
    struct units *u;
    struct safe *s;
    const uint8_t *secret;
    const char *course;
    const char *edition; /* "" or UNITS_COUNCIL */
    struct buf record, marks;
    struct approved *approved;
};

static void *grown(void *at, uint32_t *room, size_t each)
{
    uint32_t more = *room ? *room * 2 : 256;
    void *to = realloc(at, more * each);
    if (to)
        *room = more;
    return to;
}

static bool pool_of(struct units *u, const char *name, uint32_t *pool)
{
    for (*pool = 0; *pool < u->pools; ++*pool)
        if (strcmp(u->pool[*pool], name) == 0)
            return true;
    if (u->pools == u->pool_room) {
        void *to = grown(u->pool, &u->pool_room, sizeof *u->pool);
        if (!to)
            return false;
        u->pool = to;
    }
    text_copy(u->pool[u->pools++], sizeof *u->pool, name);
    return true;
}

/* 'L' left, 'X' expired, 'W' not marked: waiting. */
static uint8_t state_in(const struct buf *marks, const char *name)
{
    char line[2 * CEIL_ID + 40];
    size_t len = (size_t)snprintf(line, sizeof line, "%s\n", name);
    for (size_t at = 0; at + 1 + len <= marks->len;) {
        const char *end = memchr(marks->at + at, '\n', marks->len - at);
        if (!end)
            break;
        if (memcmp(marks->at + at + 1, line, len) == 0)
            return marks->at[at] == 'L' ? UNIT_LEFT : UNIT_EXPIRED;
        at = (size_t)(end - marks->at) + 1;
    }
    return UNIT_WAITING;
}

/* The pool in which an answer leaves, within an edition. */
static void answer_pool(const struct approved *a, struct plain question,
                        char out[2 * CEIL_ID + 24])
{
    if (a->share & SHARE_WHOLE)
        snprintf(out, 2 * CEIL_ID + 24, "whole");
    else
        snprintf(out, 2 * CEIL_ID + 24, "q:%.*s:%.*s", (int)a->guide.len,
                 a->guide.at, (int)question.len, question.at);
}

bool units_answer_waits(const struct approved *a, struct plain question,
                        const struct buf *marks)
{
    char name[2 * CEIL_ID + 32];
    size_t len = strlen(UNITS_COUNCIL);
    memcpy(name, UNITS_COUNCIL, len);
    answer_pool(a, question, name + len);
    return state_in(marks, name + len) == UNIT_WAITING ||
           (a->share & SHARE_COUNCIL && state_in(marks, name) == UNIT_WAITING);
}

static bool add_unit(struct gather *g, const char *pool_name, bool ready)
{
    struct units *u = g->u;
    char name[sizeof *u->pool];
    snprintf(name, sizeof name, "%s%s", g->edition, pool_name);
    struct unit_story *story = &u->story[u->stories - 1];
    uint32_t pool;
    if (!pool_of(u, name, &pool))
        return false;
    for (uint32_t i = story->first; i < u->count; i++)
        if (u->unit[i].pool == pool)
            return true;
    if (u->count == u->room) {
        void *to = grown(u->unit, &u->room, sizeof *u->unit);
        if (!to)
            return false;
        u->unit = to;
    }
    u->unit[u->count++] = (struct unit){.story = u->stories - 1,
                                        .pool = pool,
                                        .week = story->week,
                                        .ready = ready,
                                        .group = g->approved->five,
                                        .council = *g->edition != '\0',
                                        .state = state_in(&g->marks, name)};
    story->units++;
    return true;
}

static bool add_sentences(struct gather *g)
{
    const struct approved *a = g->approved;
    char name[2 * CEIL_ID + 24];
    bool whole = a->share & SHARE_WHOLE, ok = true;
    for (int i = 0; ok && i < a->sentences; i++) {
        struct plain q = a->sentence[i].question;
        if (plain_same(q, plain_of(APPROVED_REPLY)))
            continue;
        if (plain_same(q, plain_of(APPROVED_WORKER)))
            /* The worker said yes to the team. */
            ok = *g->edition || add_unit(g, "worker", true);
        else {
            answer_pool(a, q, name);
            ok = add_unit(
                g, name,
                approved_in_danish(a, whole ? (struct plain){NULL, 0} : q));
        }
    }
    return ok;
}

static bool add_edition(struct gather *g, const char *edition)
{
    const struct approved *a = g->approved;
    char name[2 * CEIL_ID + 24];
    g->edition = edition;
    bool ok = add_sentences(g);
    for (int i = 0; ok && i < a->links; i++) {
        snprintf(name, sizeof name, "link:%.*s:%d",
                 (int)a->link[i].contributor.len, a->link[i].contributor.at,
                 a->link[i].direction);
        ok = add_unit(g, name, true);
    }
    for (int i = 0; ok && i < a->themes; i++) {
        snprintf(name, sizeof name, "theme:%.*s", (int)a->theme[i].len,
                 a->theme[i].at);
        ok = add_unit(g, name, true);
    }
    return ok;
}

static bool add_all(struct gather *g)
{
    bool council = g->approved->share & SHARE_COUNCIL;
    return add_edition(g, "") && (!council || add_edition(g, UNITS_COUNCIL));
}

static bool gather_story(void *self, const struct story_row *row,
                         struct fault *why)
{
    struct gather *g = self;
    struct units *u = g->u;
    if (row->state == STORY_PRIVATE || !row->approved.len)
        return true;
    if (!units_open(g->s, g->secret, row, &g->record, g->approved, why) ||
        !units_marks(g->s, g->secret, row, &g->marks, why))
        return false;
    if (!(g->approved->share & (SHARE_OFFICE | SHARE_WHOLE)) ||
        (*g->course && !plain_same(g->approved->course, plain_of(g->course))))
        return true;
    if (u->stories == u->story_room) {
        void *to = grown(u->story, &u->story_room, sizeof *u->story);
        if (!to)
            return fault_set(why, FAULT_MEMORY, "out of memory");
        u->story = to;
    }
    struct unit_story *story = &u->story[u->stories++];
    *story = (struct unit_story){
        .week = row->week, .state = row->state, .first = u->count};
    memcpy(story->id, row->id, VAULT_ID);
    return add_all(g) || fault_set(why, FAULT_MEMORY, "out of memory");
}

bool units_gather(struct units *u, struct safe *s,
                  const uint8_t secret[VAULT_SECRET], const char *course,
                  struct fault *why)
{
    *u = (struct units){0};
    struct gather g = {.u = u,
                       .s = s,
                       .secret = secret,
                       .course = course,
                       .record = {.max = 3 * CEIL_STORY},
                       .marks = {.max = UNITS_MARKS},
                       .approved = calloc(1, sizeof *g.approved)};
    bool ok = g.approved ? story_each(s->store, gather_story, &g, why)
                         : fault_set(why, FAULT_MEMORY, "out of memory");
    buf_wipe(&g.record);
    buf_wipe(&g.marks);
    free(g.approved);
    if (!ok)
        units_free(u);
    return ok;
}

void units_hold(struct units *u, bool council)
{
    for (uint32_t i = 0; i < u->count; i++)
        u->unit[i].held = u->unit[i].council != council;
}

const char *units_pool(const struct units *u, uint32_t pool, bool council)
{
    const char *name = u->pool[pool];
    size_t len = strlen(UNITS_COUNCIL);
    bool councils = strncmp(name, UNITS_COUNCIL, len) == 0;
    return councils != council ? NULL : name + (council ? len : 0);
}

void units_free(struct units *u)
{
    free(u->unit);
    free(u->story);
    free(u->pool);
    *u = (struct units){0};
}

/* --- Marking ----------------------------------------------------------- */

static bool seal_marks(const struct safe *s, const uint8_t id[VAULT_ID],
                       const struct buf *lines, struct buf *out,
                       struct fault *why)
{
    uint8_t key[VAULT_KEY], sealed[VAULT_SEALED];
    struct envelope_label label = envelope_label_of(id, 'M');
    struct buf inside = {.max = 2 * UNITS_MARKS};
    vault_key_make(key);
    bool ok = vault_seal_key(key, s->office->key, sealed) ||
              fault_set(why, FAULT_DAMAGED, "the office's key is damaged");
    buf_put(out, sealed, sizeof sealed);
    ok = ok && envelope_seal(buf_words(lines), &label, key, &inside, why);
    buf_plain(out, buf_words(&inside));
    buf_wipe(&inside);
    bytes_wipe(key, sizeof key);
    return ok && !out->full;
}

static void list_marks(const struct units *u, const struct unit_story *story,
                       struct buf *lines, bool *waits, bool *left)
{
    for (uint32_t i = story->first; i < story->first + story->units; i++) {
        const struct unit *unit = &u->unit[i];
        *waits |= unit->state == UNIT_WAITING;
        *left |= unit->state == UNIT_LEFT;
        if (unit->state != UNIT_WAITING)
            buf_format(lines, "%c%s\n", unit->state == UNIT_LEFT ? 'L' : 'X',
                       u->pool[unit->pool]);
    }
}

bool units_mark(const struct units *u, const struct unit_story *story,
                struct safe *s, int *expired, struct fault *why)
{
    struct story_row row;
    struct buf lines = {.max = UNITS_MARKS}, full = {.max = 3 * CEIL_STORY},
               part = full, key = {.max = 256},
               marks = {.max = 2 * UNITS_MARKS + 256};
    bool waits = false, left = story->state == STORY_RELEASED;
    list_marks(u, story, &lines, &waits, &left);
    /* A mark that is cut off would let its unit leave once more. */
    if (lines.full) {
        buf_wipe(&lines);
        return fault_set(why, FAULT_LIMIT, "a story has too many parts");
    }
    why->kind = FAULT_NONE;
    bool ok = story_get(s->store, story->id, &row, why);
    /* The row's bytes are borrowed from a statement that the write resets. */
    buf_plain(&full, ok ? row.full : plain_of(""));
    buf_plain(&part, ok && waits ? row.approved : plain_of(""));
    buf_plain(&key, ok && waits ? row.key : plain_of(""));
    ok = ok && (!waits || seal_marks(s, story->id, &lines, &marks, why));
    /* A copy that came out short would take the story's place. */
    if (ok && (full.full || part.full || key.full))
        ok =
            fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
    row.full = buf_words(&full);
    row.approved = buf_words(&part);
    row.key = buf_words(&key);
    row.marks = buf_words(&marks);
    row.state = left ? STORY_RELEASED : waits ? STORY_WAITING : STORY_PRIVATE;
    row.untranslated &= waits;
    *expired += row.state == STORY_PRIVATE;
    ok = ok && story_put(s->store, &row, why);
    buf_wipe(&lines);
    buf_wipe(&full);
    buf_wipe(&part);
    buf_wipe(&key);
    buf_wipe(&marks);
    return ok;
}
