/* SPDX-License-Identifier: MPL-2.0 */
/* Opening, upgrading, transactions. Never touches a file that is not ours:
 * the header is read with plain reads before SQLite sees it, because
 * journal_mode=WAL would rewrite somebody else's database. */
#include "store/sql.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/ceilings.h"
#include "store/page_sum.h"

enum {
    APPLICATION_ID = 0x496E6466, /* "Indf" */
    NEWEST = 1,
};

/* --- The file before SQLite sees it ------------------------------------ */

static uint32_t big_endian(const uint8_t *b)
{
    return (uint32_t)b[0] << 24 | (uint32_t)b[1] << 16 | (uint32_t)b[2] << 8 |
           b[3];
}

static bool log_beside(const char *path)
{
    char log[CEIL_PATH];
    struct stat st;
    snprintf(log, sizeof log, "%s-wal", path);
    return stat(log, &st) == 0 && st.st_size > 0;
}

enum { HEAD = 108 }; /* the file's header and that of its first page */

/* Killed before the first tables were committed: a database of one empty page
 * and no name. Whoever made it, there is nothing in it to lose. */
static bool is_unborn(const uint8_t *head, ssize_t n)
{
    return n == HEAD && big_endian(head + 68) == 0 &&
           big_endian(head + 60) == 0 && head[100] == 0x0D && head[103] == 0 &&
           head[104] == 0;
}

/* Power lost while the very first page was written: its journal says that the
 * database was empty before, and SQLite takes the torn page back. */
static bool never_began(const char *path, off_t size)
{
    static const uint8_t magic[8] = {0xd9, 0xd5, 0x05, 0xf9,
                                     0x20, 0xa1, 0x63, 0xd7};
    enum { ONE_PAGE = 4096, PAGES_BEFORE = 16, ENOUGH = 20 };
    char journal[CEIL_PATH];
    uint8_t head[ENOUGH];
    snprintf(journal, sizeof journal, "%s-journal", path);
    int fd =
        size > ONE_PAGE ? -1 : open(journal, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return false;
    ssize_t n = read(fd, head, sizeof head);
    close(fd);
    return n == ENOUGH && memcmp(head, magic, sizeof magic) == 0 &&
           big_endian(head + PAGES_BEFORE) == 0;
}

static bool header_fault(const uint8_t *head, ssize_t n, off_t size,
                         bool has_log, struct fault *why)
{
    if (n < 100 || memcmp(head, "SQLite format 3", 16) != 0)
        return fault_set(why, FAULT_FOREIGN,
                         "indefra.db is not a database of Indefra: it was "
                         "left as it is; move it away or restore the right "
                         "one");
    uint32_t page = (uint32_t)head[16] << 8 | head[17];
    page = page == 1 ? 65536 : page;
    /* Power lost while the log was moved in: the head may already count pages
     * that are still in the log. Only without one is "too short" damage. */
    uint64_t pages = big_endian(head + 28);
    if (page < 512 || (!has_log && (uint64_t)size < pages * page))
        return fault_set(why, FAULT_DAMAGED,
                         "indefra.db is cut short: it was left as it is; "
                         "call the administrator");
    if (is_unborn(head, n))
        return true;
    if (head[20] != PAGE_SUM)
        return fault_set(why, FAULT_DAMAGED,
                         "the head of indefra.db is damaged: it was left as "
                         "it is; call the administrator");
    if (big_endian(head + 68) != APPLICATION_ID)
        return fault_set(why, FAULT_FOREIGN,
                         "indefra.db belongs to another program: it was left "
                         "as it is; move it away");
    if (big_endian(head + 60) > NEWEST)
        return fault_set(why, FAULT_FOREIGN,
                         "indefra.db was written by a newer Indefra: install "
                         "that version");
    return true;
}

/* True when the file is not there, empty, or ours and whole at the head. */
static bool head_is_ours(const char *path, struct fault *why)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 && errno == ENOENT)
        return true;
    struct stat st;
    uint8_t head[HEAD];
    if (fd < 0 || fstat(fd, &st) != 0) {
        fault_set(why, FAULT_DISK,
                  "indefra.db cannot be read (%s): check its owner",
                  strerror(errno));
        if (fd >= 0)
            close(fd);
        return false;
    }
    ssize_t n = read(fd, head, sizeof head);
    close(fd);
    /* Made in two steps: before the first commit the file is empty and all
     * is in the log beside it. */
    return st.st_size == 0 || never_began(path, st.st_size) ||
           header_fault(head, n, st.st_size, log_beside(path), why);
}

/* --- Settings, each read back ------------------------------------------ */

static bool pragma_is(struct store *s, const char *set, const char *want,
                      struct fault *why)
{
    sqlite3_stmt *st;
    if (sqlite3_prepare_v2(s->db, set, -1, &st, NULL) != SQLITE_OK)
        return sql_fault(s, why);
    int step = sqlite3_step(st);
    const char *got =
        step == SQLITE_ROW ? (const char *)sqlite3_column_text(st, 0) : "";
    bool same = got && strcmp(got, want) == 0;
    if (step != SQLITE_ROW && step != SQLITE_DONE)
        sql_fault(s, why);
    else if (!same)
        fault_set(why, FAULT_SYSTEM, "the database refuses %s: it says %.40s",
                  set, got);
    sqlite3_finalize(st);
    return same;
}

static bool run(struct store *s, const char *sql, struct fault *why)
{
    if (sqlite3_exec(s->db, sql, NULL, NULL, NULL) != SQLITE_OK)
        return sql_fault(s, why);
    return true;
}

static bool settle(struct store *s, struct fault *why)
{
    return run(s, "PRAGMA trusted_schema=OFF", why) &&
           pragma_is(s, "PRAGMA locking_mode=EXCLUSIVE", "exclusive", why) &&
           pragma_is(s, "PRAGMA journal_mode=WAL", "wal", why) &&
           run(s, "PRAGMA synchronous=FULL", why) &&
           pragma_is(s, "PRAGMA synchronous", "2", why) &&
           pragma_is(s, "PRAGMA secure_delete=ON", "1", why) &&
           run(s, "PRAGMA temp_store=MEMORY", why) &&
           pragma_is(s, "PRAGMA temp_store", "2", why) &&
           run(s, "PRAGMA cache_size=-4096", why);
}

/* --- Upgrades: each one transaction ------------------------------------ */

static const char VERSION_1[] =
    "CREATE TABLE story(id BLOB PRIMARY KEY CHECK(length(id)=16),"
    " week INTEGER NOT NULL, state INTEGER NOT NULL,"
    " full BLOB NOT NULL, approved BLOB NOT NULL, key BLOB NOT NULL,"
    " marks BLOB NOT NULL, untranslated INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE draft(id BLOB PRIMARY KEY CHECK(length(id)=16),"
    " until_day INTEGER NOT NULL, sealed BLOB NOT NULL"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE release(edition TEXT NOT NULL, course TEXT NOT NULL,"
    " week INTEGER NOT NULL, number INTEGER NOT NULL, key BLOB NOT NULL,"
    " sealed BLOB NOT NULL, PRIMARY KEY(edition, course, week)"
    ") STRICT, WITHOUT ROWID;"
    "CREATE TABLE log(n INTEGER PRIMARY KEY, entry TEXT NOT NULL,"
    " hash BLOB NOT NULL) STRICT;"
    "CREATE TABLE fact(name TEXT PRIMARY KEY, value INTEGER NOT NULL"
    ") STRICT, WITHOUT ROWID;";

static const char *const upgrades[NEWEST] = {VERSION_1};

static bool version_of(struct store *s, int *version, struct fault *why)
{
    sqlite3_stmt *st;
    if (sqlite3_prepare_v2(s->db, "PRAGMA user_version", -1, &st, NULL) !=
        SQLITE_OK)
        return sql_fault(s, why);
    bool ok = sqlite3_step(st) == SQLITE_ROW;
    *version = ok ? sqlite3_column_int(st, 0) : 0;
    sqlite3_finalize(st);
    return ok || sql_fault(s, why);
}

static bool upgrade(struct store *s, struct fault *why)
{
    int version = 0;
    if (!version_of(s, &version, why))
        return false;
    for (; version < NEWEST; version++) {
        char mark[120];
        snprintf(mark, sizeof mark,
                 "PRAGMA application_id=%d; PRAGMA user_version=%d;",
                 APPLICATION_ID, version + 1);
        if (!store_begin(s, why))
            return false;
        if (!run(s, upgrades[version], why) || !run(s, mark, why) ||
            !store_commit(s, why)) {
            store_rollback(s);
            return false;
        }
    }
    return true;
}

/* --- Open and close ---------------------------------------------------- */

struct store *store_open(const char *path, struct fault *why)
{
    if (!head_is_ours(path, why))
        return NULL;
    struct store *s = calloc(1, sizeof *s);
    if (!s) {
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
        return NULL;
    }
    int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE |
                SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW;
    mode_t mask = umask(0077);
    const char *layer = page_sum_layer();
    bool ok = layer &&
              sqlite3_open_v2(path, &s->db, flags, layer) == SQLITE_OK &&
              page_sum_begin(s->db);
    umask(mask);
    if (!ok)
        sql_fault(s, why);
    ok = ok && settle(s, why) && upgrade(s, why) &&
         pragma_is(s, "PRAGMA quick_check(1)", "ok", why);
    if (!ok) {
        if (why && why->kind == FAULT_SYSTEM)
            fault_set(why, FAULT_DAMAGED,
                      "the database is damaged: it was left as it is; call "
                      "the administrator");
        store_close(s);
        return NULL;
    }
    return s;
}

/* With a log that a crash left, SQLite must read through it: then it gets the
 * file for writing, is told never to move the log in, and never asked to
 * write. Without one it may not even look for a log: it would make one. */
static bool open_look(struct store *s, const char *path, bool has_log,
                      struct fault *why)
{
    char uri[3 * CEIL_PATH + 40] = "file:";
    size_t at = strlen(uri);
    for (const char *c = path; *c && at + 40 < sizeof uri; c++)
        at += (size_t)snprintf(uri + at, 4, "%%%02X", (unsigned char)*c);
    if (!has_log)
        snprintf(uri + at, sizeof uri - at, "?immutable=1");
    int flags = (has_log ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
                SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX;
    int keep = 1;
    const char *layer = page_sum_layer();
    if (!layer || sqlite3_open_v2(uri, &s->db, flags, layer) != SQLITE_OK)
        return sql_fault(s, why);
    if (has_log && (sqlite3_db_config(s->db, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE,
                                      1, NULL) != SQLITE_OK ||
                    sqlite3_file_control(s->db, NULL, SQLITE_FCNTL_PERSIST_WAL,
                                         &keep) != SQLITE_OK))
        return sql_fault(s, why);
    return run(s, "PRAGMA trusted_schema=OFF", why) &&
           run(s, "PRAGMA locking_mode=EXCLUSIVE", why) &&
           run(s, "PRAGMA query_only=ON", why) &&
           run(s, "PRAGMA temp_store=MEMORY", why) &&
           run(s, "SELECT count(*) FROM sqlite_schema", why);
}

struct store *store_look(const char *path, struct fault *why)
{
    bool has_log = log_beside(path);
    struct stat st;
    if (!has_log && (stat(path, &st) != 0 || st.st_size == 0 ||
                     never_began(path, st.st_size))) {
        why->kind = FAULT_NONE;
        return NULL;
    }
    struct store *s = head_is_ours(path, why) ? calloc(1, sizeof *s) : NULL;
    if (!s) {
        if (why->kind == FAULT_NONE)
            fault_set(why, FAULT_MEMORY, "out of memory");
        return NULL;
    }
    if (open_look(s, path, has_log, why))
        return s;
    store_close(s);
    return NULL;
}

void store_close(struct store *s)
{
    if (!s)
        return;
    for (int i = 0; i < s->cachedn; i++)
        sqlite3_finalize(s->cached[i].st);
    sqlite3_close(s->db);
    free(s);
}

bool store_begin(struct store *s, struct fault *why)
{
    if (s->in_transaction)
        BUG("a transaction inside a transaction");
    if (s->held)
        sqlite3_reset(s->held);
    s->held = NULL;
    if (!run(s, "BEGIN IMMEDIATE", why))
        return false;
    s->in_transaction = true;
    return true;
}

bool store_commit(struct store *s, struct fault *why)
{
    if (s->held)
        sqlite3_reset(s->held);
    s->held = NULL;
    if (!run(s, "COMMIT", why))
        return false;
    s->in_transaction = false;
    /* A failure here loses nothing: the log is replayed at the next open. */
    sqlite3_wal_checkpoint_v2(s->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL,
                              NULL);
    return true;
}

void store_rollback(struct store *s)
{
    if (!s->in_transaction)
        return;
    if (s->held)
        sqlite3_reset(s->held);
    s->held = NULL;
    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
    s->in_transaction = false;
}

bool store_undo(struct store *s)
{
    /* Writes page 1 as it is, where the log's first lost page lies: what
     * follows it there no longer fits. */
    char same[60];
    struct fault ignored;
    snprintf(same, sizeof same, "PRAGMA user_version=%d", NEWEST);
    if (!store_begin(s, &ignored))
        return false;
    if (run(s, same, &ignored) && store_commit(s, &ignored))
        return true;
    store_rollback(s);
    return false;
}

/* Every page, also what is free. Not while a log lies beside the file: then a
 * page may be half written, and SQLite takes it from the log. */
static bool pages_fit(struct store *s,
                      void (*told)(void *self, const char *what), void *self)
{
    const char *path = sqlite3_db_filename(s->db, "main");
    sqlite3_stmt *st = sql_get(s, "PRAGMA page_size", NULL);
    bool known = path && sql_row(s, st, true, NULL) == 1;
    uint32_t size = known ? (uint32_t)sqlite3_column_int(st, 0) : 0;
    if (!known || log_beside(path))
        return true;
    char what[160];
    int64_t page = page_sum_look(path, size);
    if (page < 0)
        snprintf(what, sizeof what, "cannot be read: check its disk");
    else if (page > 0)
        snprintf(what, sizeof what,
                 "page %lld is not as it was written: take the tablet out of "
                 "use and call the administrator",
                 (long long)page);
    if (page != 0)
        told(self, what);
    return page == 0;
}

bool store_check(struct store *s, void (*told)(void *self, const char *what),
                 void *self, struct fault *why)
{
    /* What does not fit its sum would only fail again further down. */
    if (!pages_fit(s, told, self))
        return false;
    sqlite3_stmt *st = sql_get(s, "PRAGMA integrity_check", why);
    bool sound = true;
    int got;
    while ((got = sql_row(s, st, true, why)) == 1) {
        const char *line = (const char *)sqlite3_column_text(st, 0);
        if (line && strcmp(line, "ok") == 0)
            continue;
        sound = false;
        told(self, line ? line : "unreadable");
    }
    return got == 0 && sound;
}
