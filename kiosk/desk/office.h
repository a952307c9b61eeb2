/* SPDX-License-Identifier: MPL-2.0 */
/* An office's data folder, DIR: office.conf, the tablet's own keys, the
 * courses it runs. Opening one touches no story. */
#ifndef DESK_OFFICE_H
#define DESK_OFFICE_H

#include "desk/office_face.h"
#include "host/clock.h"
#include "vault/code.h"

enum { PAUSE_DAYS_MOST = 365, TAP_PAUSE_MOST = 5000 };

struct office {
    char dir[CEIL_PATH];
    bool demo;
    char name[160], municipality[160];
    char guide[CEIL_ID];         /* which question guide; "standard" */
    char variant_alone[CEIL_ID]; /* full, unless the office says short */
    char help_now[600];          /* where to go, whom to call; may be "" */
    char second_reader[160];     /* reads a booklet before it leaves; or "" */
    /* The course's plan, where it is not the guide's; or "" */
    char purpose[600], criteria[600], next_step[600];
    int pause_days; /* how long a paused talk waits; 14 */
    bool reach_low; /* what is touched stands in the lower two thirds */
    int tap_pause;  /* ms in which the same tap again does not count; 500 */
    uint8_t key[VAULT_PUBLIC]; /* the office's public half */
    uint8_t tablet[VAULT_PUBLIC];
    uint8_t tablet_secret[VAULT_SIGN_SECRET];
    uint8_t pepper[VAULT_KEY];
    uint8_t pepper_mark[VAULT_HASH]; /* its hash: a flipped bit is seen */
    bool has_pepper_mark;
    char pin[128];
    struct code_cost cost;
    int courses;
    struct course course[CEIL_COURSES];
};

/* What init tells once, and nobody keeps. */
struct office_secrets {
    char passphrase[CEIL_PASSPHRASE], pin[16];
};

/* Makes DIR, refusing one that has an office already. key_out: where the
 * office key's file goes; NULL only for a demo office, which keeps it inside
 * (office.key). Demo: passphrase "demo", PIN 0000, cheapest Argon2. */
bool office_init(const char *dir, const char *name, const char *municipality,
                 const char *key_out, bool demo, struct office_secrets *told,
                 struct fault *why);

/* Reads DIR. Refuses any user but its owner. Wipe with office_close(). */
bool office_open(struct office *o, const char *dir, struct fault *why);
void office_close(struct office *o);
/* NULL: the office runs no such course. Borrowed. */
const struct course *office_course(const struct office *o, const char *id);
/* False for "", too: no folder is named. */
bool office_is_there(const char *dir);
/* Copies what may be shown. */
void office_show(const struct office *o, struct office_face *out);

/* Changes one line of office.conf ("pin", "key"), keeping the others. */
bool office_set(struct office *o, const char *name, const char *value,
                struct fault *why);
/* Makes a new office key, told and kept as by office_init(). What is sealed to
 * the old key stays so: the caller sees to it that nothing waits. */
bool office_make_key(struct office *o, const char *key_out,
                     struct office_secrets *told, struct fault *why);
/* Draws a new PIN and sets it. */
bool office_new_pin(struct office *o, char pin[16], struct fault *why);
/* True when a key's file, as bytes, is this office's. */
bool office_key_fits(const struct office *o, struct plain file,
                     struct fault *why);
/* Opens it, from bytes or from a file. */
bool office_unlock_bytes(const struct office *o, struct plain file,
                         const char *passphrase, uint8_t secret[VAULT_SECRET],
                         struct fault *why);
bool office_unlock(const struct office *o, const char *key_file,
                   const char *passphrase, uint8_t secret[VAULT_SECRET],
                   struct fault *why);

#endif
