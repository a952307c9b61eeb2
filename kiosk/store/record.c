/* SPDX-License-Identifier: MPL-2.0 */
/* Releases, the staff log, small facts. */
#include "store/sql.h"

static const char RELEASE_PUT[] = "INSERT INTO release VALUES"
                                  "(?1,?2,?3,?4,?5,?6)";

bool release_put(struct store *s, const struct release_row *row,
                 struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, RELEASE_PUT, why);
    bool ok = sql_text(st, 1, row->edition) && sql_text(st, 2, row->course) &&
              sql_int(st, 3, row->week) && sql_int(st, 4, row->number) &&
              sql_blob(st, 5, row->key.at, row->key.len) &&
              sql_blob(st, 6, row->sealed.at, row->sealed.len);
    return sql_done(s, st, ok, why);
}

static const char RELEASE_GET[] = "SELECT number,key,sealed FROM release "
                                  "WHERE edition=?1 AND course=?2 AND week=?3";

bool release_get(struct store *s, int32_t week, const char *edition,
                 const char *course, struct release_row *row, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, RELEASE_GET, why);
    bool ok = sql_text(st, 1, edition) && sql_text(st, 2, course) &&
              sql_int(st, 3, week);
    if (sql_row(s, st, ok, why) != 1)
        return false;
    *row = (struct release_row){week,
                                edition,
                                course,
                                sqlite3_column_int(st, 0),
                                sql_bytes(st, 1),
                                sql_bytes(st, 2)};
    return true;
}

static const char RELEASE_LAST[] =
    "SELECT number,key,sealed,week FROM release WHERE edition=?1 AND "
    "course=?2 ORDER BY number DESC LIMIT 1";

bool release_last(struct store *s, const char *edition, const char *course,
                  struct release_row *row, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, RELEASE_LAST, why);
    bool ok = sql_text(st, 1, edition) && sql_text(st, 2, course);
    if (sql_row(s, st, ok, why) != 1)
        return false;
    *row = (struct release_row){
        sqlite3_column_int(st, 3), edition,          course,
        sqlite3_column_int(st, 0), sql_bytes(st, 1), sql_bytes(st, 2)};
    return true;
}

static const char RELEASE_NEXT[] = "SELECT coalesce(max(number),0)+1 FROM "
                                   "release WHERE edition=?1 AND course=?2";

bool release_next(struct store *s, const char *edition, const char *course,
                  int *number, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, RELEASE_NEXT, why);
    bool ok = sql_text(st, 1, edition) && sql_text(st, 2, course);
    if (sql_row(s, st, ok, why) != 1)
        return false;
    *number = sqlite3_column_int(st, 0);
    return true;
}

static const char LOG_HEAD[] = "SELECT hash FROM log ORDER BY n DESC LIMIT 1";

bool log_head(struct store *s, uint8_t hash[STORE_HASH], struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, LOG_HEAD, why);
    int got = sql_row(s, st, true, why);
    memset(hash, 0, STORE_HASH);
    if (got == 1) {
        struct plain bytes = sql_bytes(st, 0);
        if (bytes.len != STORE_HASH)
            return fault_set(why, FAULT_DAMAGED, "the staff log is damaged");
        memcpy(hash, bytes.at, STORE_HASH);
    }
    return got >= 0;
}

static const char LOG_ADD[] = "INSERT INTO log(entry,hash) VALUES(?1,?2)";

bool log_add(struct store *s, const char *entry, const uint8_t hash[STORE_HASH],
             struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, LOG_ADD, why);
    bool ok = sql_text(st, 1, entry) && sql_blob(st, 2, hash, STORE_HASH);
    return sql_done(s, st, ok, why);
}

static const char LOG_EACH[] = "SELECT entry,hash FROM log ORDER BY n";

bool log_each(struct store *s, log_each_fn *each, void *self, struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, LOG_EACH, why);
    int got;
    bool ok = true;
    while (ok && (got = sql_row(s, st, true, why)) == 1) {
        struct plain hash = sql_bytes(st, 1);
        const char *entry = (const char *)sqlite3_column_text(st, 0);
        ok = entry && hash.len == STORE_HASH &&
             each(self, entry, (const uint8_t *)hash.at);
        if (!ok)
            fault_set(why, FAULT_DAMAGED, "the staff log is damaged");
    }
    if (st)
        sqlite3_reset(st);
    s->held = NULL;
    return ok && got == 0;
}

static const char FACT_GET[] = "SELECT value FROM fact WHERE name=?1";

bool fact_get(struct store *s, const char *name, int64_t other, int64_t *out,
              struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, FACT_GET, why);
    int got = sql_row(s, st, sql_text(st, 1, name), why);
    *out = got == 1 ? sqlite3_column_int64(st, 0) : other;
    return got >= 0;
}

static const char FACT_SET[] = "INSERT OR REPLACE INTO fact VALUES(?1,?2)";

bool fact_set(struct store *s, const char *name, int64_t value,
              struct fault *why)
{
    sqlite3_stmt *st = sql_get(s, FACT_SET, why);
    bool ok = sql_text(st, 1, name) && sql_int(st, 2, value);
    return sql_done(s, st, ok, why);
}
