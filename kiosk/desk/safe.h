/* SPDX-License-Identifier: MPL-2.0 */
/* The office's stories, opened: lock, key slots and database together, put
 * right after a crash. One holder at a time. */
#ifndef DESK_SAFE_H
#define DESK_SAFE_H

#include "core/talk.h"
#include "desk/office.h"
#include "store/store.h"
#include "vault/slots.h"

/* How long a command waits for the tablet to let go. */
enum { SAFE_WAIT_MS = 5000 };

/* Slots or rows that a crash or a failing disk may leave alone, and opening
 * puts right. More of them: damage. */
enum { SAFE_LEFT_OVER = 3 };

struct safe {
    const struct office *office;
    const struct clock *clock;
    struct lock *lock;
    struct disk *disk;
    struct slots *slots;
    struct store *store;
};

/* Takes the lock (waiting at most wait_ms), opens slots and database and
 * finishes what a crash left: a live slot without a row is wiped, a row with
 * a withdrawn slot goes, a row that never had a slot was never delivered.
 * Borrows office and clock. */
bool safe_open(struct safe *s, const struct office *office,
               const struct clock *clock, int wait_ms, struct fault *why);
void safe_close(struct safe *s);

/* The week we are in, by a clock that never goes back. */
bool safe_week(struct safe *s, int32_t *week, struct fault *why);
/* The week that a story told now counts from. While the clock is not sound
 * nobody knows it: WEEK_LATER, which safe_tidy() makes the week in which the
 * clock is sound again. A paused talk's last day likewise: DAY_LATER. */
enum { WEEK_LATER = 1 << 20, DAY_LATER = 7 * WEEK_LATER };
bool safe_week_told(struct safe *s, int32_t *week, struct fault *why);
bool safe_day_kept(struct safe *s, int32_t *day, struct fault *why);
/* Writes the week down as seen; not when that is a jump, which only
 * safe_clock_confirm() may make good. */
bool safe_week_seen(struct safe *s, int32_t week, struct fault *why);
/* Fails when the clock jumped more than two weeks: then nothing may be
 * released or erased until safe_clock_confirm(). */
bool safe_clock_sound(struct safe *s, struct fault *why);
bool safe_clock_confirm(struct safe *s, struct fault *why);

/* Forgets what is due: paused talks past their day, full stories of more
 * than 12 months. Stories told while the clock was not sound wait from now.
 * Does nothing while it is not. */
bool safe_tidy(struct safe *s, struct fault *why);

/* True in *there when a story or a paused talk has this id. */
bool safe_row_there(struct safe *s, const uint8_t id[VAULT_ID], bool *there,
                    struct fault *why);
/* Finishes what a crash left of one slot, as opening does for all. */
bool safe_mend(struct safe *s, int slot, struct fault *why);

/* Ends a story or a paused talk: overwrites its slot, takes its row away,
 * counts it, frees the slot. Power lost in between is made good at the next
 * opening. */
bool safe_end(struct safe *s, int slot, const uint8_t id[VAULT_ID],
              enum slot_state how, struct fault *why);

/* Adds a line to the staff log's chain; it says so when the time was given by
 * hand (--clock) in an office that is no demo. */
bool safe_log(struct safe *s, const char *entry, struct fault *why);

/* --- Delivery ---------------------------------------------------------- */

/* A fresh code: a locator no live slot has, and secret digits. Keeps
 * nothing. */
bool deliver_code(struct safe *s, char digits[CODE_DIGITS + 1],
                  struct fault *why);

/* Keeps a told story: F for the code alone; S (record, may be empty) for the
 * office and the code. untranslated: its sentences wait for a rendering.
 * week: delivered in; -1: the clock's. Slot first, row second: when power goes
 * in between, the next opening wipes the slot. Whatever was kept of the same
 * talk before (by its id), told or paused, is replaced, and the talk counts
 * once: the codes of before open nothing any more. */
bool deliver_story(struct safe *s, const struct talk *talk,
                   struct plain approved, bool untranslated, int32_t week,
                   const char digits[CODE_DIGITS + 1], struct fault *why);

/* Keeps a paused talk for the office's number of days, in the place of an
 * earlier pause of the same talk. */
bool deliver_pause(struct safe *s, const struct talk *talk,
                   const char digits[CODE_DIGITS + 1], struct fault *why);

/* Ends whatever is kept of a talk, told or paused. */
bool deliver_erase(struct safe *s, const uint8_t id[VAULT_ID],
                   struct fault *why);

/* What a code opened. */
struct opened {
    int slot;
    bool paused;
    uint8_t story[VAULT_ID];
    uint8_t full_key[VAULT_KEY], approved_key[VAULT_KEY];
};
/* Unknown, wrong and withdrawn codes look the same and cost one Argon2.
 * typed: as a person typed it. Wipe the result with code_shut(). */
bool code_open(struct safe *s, struct plain typed, struct opened *out,
               struct fault *why);
/* The same for what a person typed: after a code that did not open, or a try
 * that was broken off, the next waits until a second is over, in whichever
 * program. Nobody is locked out. */
bool code_try(struct safe *s, struct plain typed, struct opened *out,
              struct fault *why);
void code_shut(struct opened *o);
/* Reads the full story, or the paused talk. */
bool code_read(struct safe *s, const struct opened *o, struct talk *talk,
               struct fault *why);
/* Withdraws a story, or deletes a paused talk, and whatever else is kept of the
 * same talk: the slot first. */
bool code_withdraw(struct safe *s, const struct opened *o, struct fault *why);

#endif
