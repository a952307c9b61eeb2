/* SPDX-License-Identifier: MPL-2.0 */
/* The control of g13-slots.sh: what would be left if keys were rows of a
 * database, deleted as well as SQLite can.
 *   rows DATABASE
 * reads a key a line, in hexadecimal, keeps each as a row, deletes each,
 * empties the log and closes. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/bytes.h"

static sqlite3 *db;

static void must(bool ok)
{
    if (ok)
        return;
    fprintf(stderr, "rows: %s\n", db ? sqlite3_errmsg(db) : "no memory");
    exit(2);
}

static void say(const char *sql)
{
    must(sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK);
}

int main(int argc, char **argv)
{
    char line[2048];
    uint8_t key[sizeof line / 2];
    sqlite3_stmt *put, *drop;
    int rows = 0;
    must(argc == 2 && sqlite3_open(argv[1], &db) == SQLITE_OK);
    say("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "PRAGMA secure_delete=ON;"
        "CREATE TABLE slot (n INTEGER PRIMARY KEY, key BLOB)");
    must(sqlite3_prepare_v2(db, "INSERT INTO slot (key) VALUES (?)", -1, &put,
                            NULL) == SQLITE_OK);
    must(sqlite3_prepare_v2(db, "DELETE FROM slot WHERE n = ?", -1, &drop,
                            NULL) == SQLITE_OK);
    for (; fgets(line, sizeof line, stdin); rows++) {
        line[strcspn(line, "\n")] = '\0';
        size_t len = strlen(line) / 2;
        must(hex_read(line, key, len));
        sqlite3_bind_blob(put, 1, key, (int)len, SQLITE_STATIC);
        must(sqlite3_step(put) == SQLITE_DONE);
        sqlite3_reset(put);
    }
    for (int i = 1; i <= rows; i++) {
        sqlite3_bind_int(drop, 1, i);
        must(sqlite3_step(drop) == SQLITE_DONE);
        sqlite3_reset(drop);
    }
    sqlite3_finalize(put);
    sqlite3_finalize(drop);
    say("PRAGMA wal_checkpoint(TRUNCATE)");
    must(rows > 0 && sqlite3_close(db) == SQLITE_OK);
    return 0;
}
