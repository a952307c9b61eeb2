/* SPDX-License-Identifier: MPL-2.0 */
/* The only SQL. Keeps sealed bytes and counts; never plain words, never a
 * time of day. One connection, exclusive, WAL, synchronous=FULL,
 * secure_delete=ON; each pragma is read back. A file that is damaged or not
 * ours is refused and left as it was. */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/fault.h"
#include "core/balance.h"

enum { STORE_ID = 16, STORE_HASH = 32, STORE_SEALED_KEY = 80 };

struct store;

/* Gives a store; end it with store_close(). Makes the file when it is not
 * there, upgrades an older one in a transaction, and runs SQLite's quick
 * check. Borrows path. */
struct store *store_open(const char *path, struct fault *why);
void store_close(struct store *s); /* NULL is fine */
/* The same for looking only: no byte of the file or of a log beside it
 * changes, and nothing is made, upgraded or checked. Only reading works. NULL
 * with FAULT_NONE when there is no file yet. */
struct store *store_look(const char *path, struct fault *why);

/* One transaction at a time. store_commit() also moves the log into the
 * database file and empties it, so that nothing deleted stays in it. */
bool store_begin(struct store *s, struct fault *why);
bool store_commit(struct store *s, struct fault *why);
void store_rollback(struct store *s);
/* After a commit that failed, rolled back: what of it may have reached the
 * disk is written over. False: it may still be there at the next opening. */
bool store_undo(struct store *s);

/* --- Stories ----------------------------------------------------------- */

enum story_state {
    STORY_PRIVATE,  /* kept for the teller only; not in the balance */
    STORY_WAITING,  /* approved; nothing of it left yet */
    STORY_RELEASED, /* some of it left; what waits may still leave */
};

struct story_row {
    uint8_t id[STORE_ID];
    int32_t week; /* delivered in; weeks since 1970 */
    uint8_t state;
    struct plain full;     /* envelope F; empty once erased */
    struct plain approved; /* envelope S; empty when none, or erased */
    struct plain key;      /* S's key sealed to the office */
    struct plain marks;    /* which units left, sealed; empty: none yet */
    bool untranslated;     /* waits for a Danish rendering */
};

/* Copies the row. A story that is there already is replaced. */
bool story_put(struct store *s, const struct story_row *row, struct fault *why);
/* Gives the row; its bytes stay good until the next call on the store.
 * False with FAULT_NONE when there is no such story. */
bool story_get(struct store *s, const uint8_t id[STORE_ID],
               struct story_row *row, struct fault *why);
bool story_delete(struct store *s, const uint8_t id[STORE_ID],
                  struct fault *why);
bool story_has(struct store *s, const uint8_t id[STORE_ID]);
/* The first story delivered before week that still has an F. False with
 * FAULT_NONE when there is none. */
bool story_old(struct store *s, int32_t week, uint8_t id[STORE_ID],
               struct fault *why);
/* Stories of a later week than this become stories of this week: a clock was
 * ahead when they were told. */
bool story_not_after(struct store *s, int32_t week, struct fault *why);
/* Every story, in the order of their random ids. The callback may not use
 * the store; false from it ends the walk, which then fails with what it put
 * into why. */
typedef bool story_each_fn(void *self, const struct story_row *row,
                           struct fault *why);
bool story_each(struct store *s, story_each_fn *each, void *self,
                struct fault *why);

/* --- Paused talks ------------------------------------------------------ */

struct draft_row {
    uint8_t id[STORE_ID];
    int32_t until_day; /* days since 1970; forgotten after it */
    struct plain sealed;
};
bool draft_put(struct store *s, const struct draft_row *row, struct fault *why);
bool draft_get(struct store *s, const uint8_t id[STORE_ID],
               struct draft_row *row, struct fault *why);
bool draft_delete(struct store *s, const uint8_t id[STORE_ID],
                  struct fault *why);
bool draft_has(struct store *s, const uint8_t id[STORE_ID]);
/* Every draft's id. The callback may not use the store; false ends the walk,
 * which then fails with what it put into why. */
typedef bool draft_each_fn(void *self, const uint8_t id[STORE_ID],
                           struct fault *why);
bool draft_each(struct store *s, draft_each_fn *each, void *self,
                struct fault *why);
/* Drafts that would be kept after day are kept until another day: the clock was
 * not right when they were paused. */
bool draft_not_after(struct store *s, int32_t day, int32_t until,
                     struct fault *why);
/* The first draft whose until_day is before day: for forgetting it. */
bool draft_stale(struct store *s, int32_t day, uint8_t id[STORE_ID],
                 struct fault *why);

/* --- The balance ------------------------------------------------------- */

bool balance_get(struct store *s, struct balance *out, struct fault *why);
/* Adds to the counts that rows cannot tell: delivered, withdrawn, expired and
 * released stories whose rows are gone. */
bool balance_add(struct store *s, int delivered, int released, int withdrawn,
                 int expired, struct fault *why);

/* --- Releases ---------------------------------------------------------- */

struct release_row {
    int32_t week;
    const char *edition; /* "booklet" or "council"; borrowed */
    const char *course;  /* "" for all; borrowed */
    int number;
    struct plain key;    /* sealed to the office */
    struct plain sealed; /* the finished folder */
};
bool release_put(struct store *s, const struct release_row *row,
                 struct fault *why);
/* False with FAULT_NONE when there is none. Bytes as in story_get(). */
bool release_get(struct store *s, int32_t week, const char *edition,
                 const char *course, struct release_row *row,
                 struct fault *why);
/* The latest one, whatever its week. As release_get(). */
bool release_last(struct store *s, const char *edition, const char *course,
                  struct release_row *row, struct fault *why);
/* The number of the next release of this edition and course. */
bool release_next(struct store *s, const char *edition, const char *course,
                  int *number, struct fault *why);

/* --- Staff log and small facts ----------------------------------------- */

/* A chain: hash = BLAKE2b(hash before, entry), computed by the caller. */
bool log_head(struct store *s, uint8_t hash[STORE_HASH], struct fault *why);
bool log_add(struct store *s, const char *entry, const uint8_t hash[STORE_HASH],
             struct fault *why);
typedef bool log_each_fn(void *self, const char *entry,
                         const uint8_t hash[STORE_HASH]);
bool log_each(struct store *s, log_each_fn *each, void *self,
              struct fault *why);

/* A number by name; other when it was never set. */
bool fact_get(struct store *s, const char *name, int64_t other, int64_t *out,
              struct fault *why);
bool fact_set(struct store *s, const char *name, int64_t value,
              struct fault *why);

/* SQLite's whole integrity check; tells each fault. */
bool store_check(struct store *s, void (*told)(void *self, const char *what),
                 void *self, struct fault *why);

#endif
