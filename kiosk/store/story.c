/* SPDX-License-Identifier: MPL-2.0 */
/* Stories, paused talks, the balance. */
#include "store/sql.h"

static const char PUT[] = "INSERT OR REPLACE INTO story VALUES"
                          "(?1,?2,?3,?4,?5,?6,?7,?8)";

bool story_put(struct store *s, const struct story_row *row, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, PUT, why);
    bool ok = sql_blob(st, 1, row->id, STORE_ID) && sql_int(st, 2, row->week) &&
              sql_int(st, 3, row->state) &&
              sql_blob(st, 4, row->full.at, row->full.len) &&
              sql_blob(st, 5, row->approved.at, row->approved.len) &&
              sql_blob(st, 6, row->key.at, row->key.len) &&
              sql_blob(st, 7, row->marks.at, row->marks.len) &&
              sql_int(st, 8, row->untranslated);
    return sql_done(s, st, ok, why);
}

static bool read_story(sqlite3_stmt *st, struct story_row *row,
                       struct fault *why)
{
    struct plain id = sql_bytes(st, 0);
    if (id.len != STORE_ID)
        return fault_set(why, FAULT_DAMAGED,
                         "the database is damaged: a story has no id");
    memcpy(row->id, id.at, STORE_ID);
    row->week = sqlite3_column_int(st, 1);
    row->state = (uint8_t)sqlite3_column_int(st, 2);
    row->full = sql_bytes(st, 3);
    row->approved = sql_bytes(st, 4);
    row->key = sql_bytes(st, 5);
    row->marks = sql_bytes(st, 6);
    row->untranslated = sqlite3_column_int(st, 7) != 0;
    return true;
}

static const char GET[] = "SELECT id,week,state,full,approved,key,marks,"
                          "untranslated FROM story WHERE id=?1";

bool story_get(struct store *s, const uint8_t id[STORE_ID],
               struct story_row *row, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, GET, why);
    bool ok = sql_blob(st, 1, id, STORE_ID);
    return sql_row(s, st, ok, why) == 1 && read_story(st, row, why);
}

static const char DELETE[] = "DELETE FROM story WHERE id=?1";

bool story_delete(struct store *s, const uint8_t id[STORE_ID],
                  struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, DELETE, why);
    return sql_done(s, st, sql_blob(st, 1, id, STORE_ID), why);
}

static bool has(struct store *s, const char *sql, const uint8_t *id)
{
    struct fault ignored;
    sqlite3_stmt *st = sql_get(s, sql, &ignored);
    return sql_row(s, st, sql_blob(st, 1, id, STORE_ID), &ignored) == 1;
}

static const char HAS[] = "SELECT 1 FROM story WHERE id=?1";

bool story_has(struct store *s, const uint8_t id[STORE_ID])
{
    return has(s, HAS, id);
}

static const char DRAFT_HAS[] = "SELECT 1 FROM draft WHERE id=?1";

bool draft_has(struct store *s, const uint8_t id[STORE_ID])
{
    return has(s, DRAFT_HAS, id);
}

static const char OLD[] = "SELECT id FROM story WHERE week<?1 AND "
                          "length(full)>0 LIMIT 1";

bool story_old(struct store *s, int32_t week, uint8_t id[STORE_ID],
               struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, OLD, why);
    if (sql_row(s, st, sql_int(st, 1, week), why) != 1)
        return false;
    struct plain got = sql_bytes(st, 0);
    if (got.len == STORE_ID)
        memcpy(id, got.at, STORE_ID);
    return got.len == STORE_ID;
}

static const char NOT_AFTER[] = "UPDATE story SET week=?1 WHERE week>?1";

bool story_not_after(struct store *s, int32_t week, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, NOT_AFTER, why);
    return sql_done(s, st, sql_int(st, 1, week), why);
}

/* F stays away: it is large, and nobody who walks can open it. */
static const char EACH[] = "SELECT id,week,state,x'',approved,key,marks,"
                           "untranslated FROM story ORDER BY id";

bool story_each(struct store *s, story_each_fn *each, void *self,
                struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, EACH, why);
    int got;
    bool ok = true;
    while (ok && (got = sql_row(s, st, true, why)) == 1) {
        struct story_row row;
        ok = read_story(st, &row, why) && each(self, &row, why);
    }
    if (st)
        sqlite3_reset(st);
    s->held = NULL;
    return ok && got == 0;
}

static const char DRAFT_PUT[] = "INSERT OR REPLACE INTO draft VALUES"
                                "(?1,?2,?3)";

bool draft_put(struct store *s, const struct draft_row *row, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, DRAFT_PUT, why);
    bool ok = sql_blob(st, 1, row->id, STORE_ID) &&
              sql_int(st, 2, row->until_day) &&
              sql_blob(st, 3, row->sealed.at, row->sealed.len);
    return sql_done(s, st, ok, why);
}

static const char DRAFT_GET[] = "SELECT id,until_day,sealed FROM draft "
                                "WHERE id=?1";

bool draft_get(struct store *s, const uint8_t id[STORE_ID],
               struct draft_row *row, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, DRAFT_GET, why);
    if (sql_row(s, st, sql_blob(st, 1, id, STORE_ID), why) != 1)
        return false;
    memcpy(row->id, id, STORE_ID);
    row->until_day = sqlite3_column_int(st, 1);
    row->sealed = sql_bytes(st, 2);
    return true;
}

static const char DRAFT_DELETE[] = "DELETE FROM draft WHERE id=?1";

bool draft_delete(struct store *s, const uint8_t id[STORE_ID],
                  struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, DRAFT_DELETE, why);
    return sql_done(s, st, sql_blob(st, 1, id, STORE_ID), why);
}

static const char DRAFT_EACH[] = "SELECT id FROM draft ORDER BY id";

bool draft_each(struct store *s, draft_each_fn *each, void *self,
                struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, DRAFT_EACH, why);
    int got;
    bool ok = true;
    while (ok && (got = sql_row(s, st, true, why)) == 1) {
        struct plain id = sql_bytes(st, 0);
        ok = id.len == STORE_ID
                 ? each(self, (const uint8_t *)id.at, why)
                 : fault_set(why, FAULT_DAMAGED,
                             "the database is damaged: a paused talk has no "
                             "id");
    }
    if (st)
        sqlite3_reset(st);
    s->held = NULL;
    return ok && got == 0;
}

static const char DRAFT_NOT_AFTER[] =
    "UPDATE draft SET until_day=?1 WHERE until_day>?2";

bool draft_not_after(struct store *s, int32_t day, int32_t until,
                     struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, DRAFT_NOT_AFTER, why);
    return sql_done(s, st, sql_int(st, 1, until) && sql_int(st, 2, day), why);
}

static const char DRAFT_STALE[] = "SELECT id FROM draft WHERE until_day<?1 "
                                  "LIMIT 1";

bool draft_stale(struct store *s, int32_t day, uint8_t id[STORE_ID],
                 struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, DRAFT_STALE, why);
    if (sql_row(s, st, sql_int(st, 1, day), why) != 1)
        return false;
    struct plain got = sql_bytes(st, 0);
    if (got.len == STORE_ID)
        memcpy(id, got.at, STORE_ID);
    return got.len == STORE_ID;
}

/* --- The balance ------------------------------------------------------- */

static const char COUNTS[] =
    "SELECT (SELECT count(*) FROM story WHERE state=1),"
    "(SELECT count(*) FROM story WHERE state=2),"
    "(SELECT count(*) FROM draft),"
    "(SELECT count(*) FROM story WHERE untranslated AND state IN (1,2))";

bool balance_get(struct store *s, struct balance *out, struct fault *why)
{
    *out = (struct balance){0};
    sqlite3_stmt *st = sql_get(s, COUNTS, why);
    if (sql_row(s, st, true, why) != 1)
        return false;
    out->waiting = sqlite3_column_int64(st, 0);
    int64_t standing = sqlite3_column_int64(st, 1);
    out->paused = sqlite3_column_int64(st, 2);
    out->untranslated = sqlite3_column_int64(st, 3);
    int64_t gone;
    if (!fact_get(s, "delivered", 0, &out->delivered, why) ||
        !fact_get(s, "released-gone", 0, &gone, why) ||
        !fact_get(s, "withdrawn", 0, &out->withdrawn, why) ||
        !fact_get(s, "expired", 0, &out->expired, why))
        return false;
    out->released = standing + gone;
    return true;
}

static bool fact_add(struct store *s, const char *name, int by,
                     struct fault *why)
{
    int64_t was;
    return by == 0 || (fact_get(s, name, 0, &was, why) &&
                       fact_set(s, name, was + by, why));
}

bool balance_add(struct store *s, int delivered, int released, int withdrawn,
                 int expired, struct fault *why)
{
    return fact_add(s, "delivered", delivered, why) &&
           fact_add(s, "released-gone", released, why) &&
           fact_add(s, "withdrawn", withdrawn, why) &&
           fact_add(s, "expired", expired, why);
}
