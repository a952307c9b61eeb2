/* SPDX-License-Identifier: MPL-2.0 */
/* See sql.h. */
#include "store/sql.h"

bool sql_fault(struct store *s, struct fault *why)
{
    if (sqlite3_extended_errcode(s->db) == SQLITE_IOERR_DATA)
        return fault_set(why, FAULT_DAMAGED,
                         "a page of the database is damaged: nothing was "
                         "changed; call the administrator");
    switch (sqlite3_errcode(s->db) & 0xff) {
    case SQLITE_FULL:
        return fault_set(why, FAULT_DISK,
                         "the disk is full: free some space and try again");
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return fault_set(why, FAULT_DISK,
                         "the database cannot be written: check the owner and "
                         "the mount of its folder");
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return fault_set(why, FAULT_DAMAGED,
                         "the database is damaged: nothing was changed; call "
                         "the administrator");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return fault_set(why, FAULT_BUSY,
                         "another program has the database open: close it");
    case SQLITE_NOMEM:
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    default:
        return fault_set(why, FAULT_DISK, "the database failed (%s)",
                         sqlite3_errmsg(s->db));
    }
}

static void let_go(struct store *s)
{
    if (s->held)
        sqlite3_reset(s->held);
    s->held = NULL;
}

sqlite3_stmt *sql_get(struct store *s, const char *sql, struct fault *why)
{
    let_go(s);
    for (int i = 0; i < s->cachedn; i++)
        if (s->cached[i].sql == sql) {
            sqlite3_reset(s->cached[i].st);
            sqlite3_clear_bindings(s->cached[i].st);
            return s->cached[i].st;
        }
    if (s->cachedn == SQL_CACHED)
        BUG("more statements than SQL_CACHED");
    sqlite3_stmt *st;
    if (sqlite3_prepare_v3(s->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &st,
                           NULL) != SQLITE_OK) {
        sql_fault(s, why);
        return NULL;
    }
    s->cached[s->cachedn].sql = sql;
    s->cached[s->cachedn++].st = st;
    return st;
}

bool sql_blob(sqlite3_stmt *st, int i, const void *at, size_t len)
{
    if (!st)
        return false;
    return sqlite3_bind_blob64(st, i, len ? at : "", len, SQLITE_TRANSIENT) ==
           SQLITE_OK;
}

bool sql_text(sqlite3_stmt *st, int i, const char *text)
{
    return st &&
           sqlite3_bind_text(st, i, text, -1, SQLITE_TRANSIENT) == SQLITE_OK;
}

bool sql_int(sqlite3_stmt *st, int i, int64_t value)
{
    return st && sqlite3_bind_int64(st, i, value) == SQLITE_OK;
}

int sql_row(struct store *s, sqlite3_stmt *st, bool ok, struct fault *why)
{
    if (!st)
        return -1;
    int step = ok ? sqlite3_step(st) : SQLITE_ERROR;
    if (step == SQLITE_ROW) {
        s->held = st;
        return 1;
    }
    if (step != SQLITE_DONE)
        sql_fault(s, why);
    sqlite3_reset(st);
    if (s->held == st)
        s->held = NULL;
    if (step == SQLITE_DONE && why)
        why->kind = FAULT_NONE;
    return step == SQLITE_DONE ? 0 : -1;
}

bool sql_done(struct store *s, sqlite3_stmt *st, bool ok, struct fault *why)
{
    int got = sql_row(s, st, ok, why);
    let_go(s);
    return got == 0;
}

struct plain sql_bytes(sqlite3_stmt *st, int column)
{
    const void *at = sqlite3_column_blob(st, column);
    int len = sqlite3_column_bytes(st, column);
    return (struct plain){at ? at : "", at ? (size_t)len : 0};
}
