/* SPDX-License-Identifier: MPL-2.0 */
/* Inside store/ only: statements prepared once, every bind and step checked. */
#ifndef STORE_SQL_H
#define STORE_SQL_H

#include <sqlite3.h>

#include "store/store.h"

enum { SQL_CACHED = 40 };

struct store {
    sqlite3 *db;
    struct {
        const char *sql; /* the constant's address is its name */
        sqlite3_stmt *st;
    } cached[SQL_CACHED];
    int cachedn;
    sqlite3_stmt *held; /* its row is borrowed by the caller */
    bool in_transaction;
};

/* Gives the statement, reset and unbound; NULL with a fault. sql is a string
 * constant. */
sqlite3_stmt *sql_get(struct store *s, const char *sql, struct fault *why);
bool sql_blob(sqlite3_stmt *st, int i, const void *at, size_t len);
bool sql_text(sqlite3_stmt *st, int i, const char *text);
bool sql_int(sqlite3_stmt *st, int i, int64_t value);
/* Runs a statement that gives no row. ok: whether all binds went well. */
bool sql_done(struct store *s, sqlite3_stmt *st, bool ok, struct fault *why);
/* One step: 1 a row, 0 no more, -1 a fault. */
int sql_row(struct store *s, sqlite3_stmt *st, bool ok, struct fault *why);
struct plain sql_bytes(sqlite3_stmt *st, int column);
/* What SQLite says, in words that tell what to do. */
bool sql_fault(struct store *s, struct fault *why);

#endif
