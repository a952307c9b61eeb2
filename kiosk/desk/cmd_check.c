/* SPDX-License-Identifier: MPL-2.0 */
/* check: is this office sound? Looks at everything that can be looked at
 * without a key and changes nothing, not even what the next opening would put
 * right. */
#include "desk/check_folder.h"
#include "desk/commands.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include "desk/shelf.h"
#include "host/disk_file.h"
#include "host/file.h"
#include "host/lock.h"
#include "host/paths.h"
#include "text/font_check.h"

struct check {
    const struct office *office;
    struct safe safe; /* opened for looking only */
    int faults, left_over;
};

static void tell(struct check *c, const char *where, const char *what)
{
    char name[CEIL_PATH];
    text_copy(name, sizeof name, where);
    text_one_line(name); /* a foreign file may be called anything */
    c->faults++;
    printf("%s: %s\n", name, what);
}

static void folder_fault(void *self, const char *where, const char *what)
{
    tell(self, where, what);
}

/* --- The office's own files -------------------------------------------- */

static void check_secret_file(struct check *c, const char *name)
{
    char path[CEIL_PATH];
    struct stat st;
    struct fault why;
    if (!path_join(path, c->office->dir, name, &why) || stat(path, &st) != 0)
        tell(c, name, "is missing: restore it");
    else if (st.st_mode & 077)
        tell(c, name, "others may read it: chmod 600");
}

static void check_keys(struct check *c)
{
    static const uint8_t none[VAULT_PUBLIC], probe[] = "probe";
    uint8_t signature[VAULT_SIGNATURE], sealed[VAULT_SEALED];
    struct plain bytes = {(const char *)probe, sizeof probe};
    check_secret_file(c, "device.key");
    check_secret_file(c, "pepper");
    vault_sign(bytes, c->office->tablet_secret, signature);
    if (!vault_signed_by(bytes, signature, c->office->tablet))
        tell(c, "device.key",
             "is not the key that office.conf names as "
             "tablet: restore the right one");
    if (memcmp(c->office->key, none, sizeof none) == 0 ||
        !vault_seal_key(none, c->office->key, sealed))
        tell(c, "office.conf", "key is no office key: restore it");
}

/* A demo office has its key inside; nobody else may. */
static void check_demo_key(struct check *c)
{
    char path[CEIL_PATH];
    uint8_t pub[VAULT_PUBLIC];
    struct fault why;
    struct buf file = {.max = CEIL_KEY_FILE};
    if (!path_join(path, c->office->dir, "office.key", &why))
        return;
    if (!c->office->demo) {
        if (file_exists(path))
            tell(c, "office.key",
                 "the office's key lies beside the stories: "
                 "move it to a stick");
        return;
    }
    if (!file_read(path, CEIL_KEY_FILE, &file, &why) ||
        !key_file_public(buf_words(&file), pub, &why))
        tell(c, "office.key", why.text);
    else if (memcmp(pub, c->office->key, sizeof pub) != 0)
        tell(c, "office.key", "is not the key that office.conf names");
    buf_wipe(&file);
}

/* A demo office protects nothing, and may lie anywhere. */
static void check_disk(struct check *c)
{
    char path[CEIL_PATH], what[200];
    struct fault why;
    const char *by = NULL;
    if (!c->office->demo && path_join(path, c->office->dir, "slots", &why))
        by = disk_file_kept_by(path);
    if (!by)
        return;
    snprintf(what, sizeof what,
             "overwritten keys stay on this disk, kept by %s: a story that is "
             "taken back is not gone; move the office to a plain ext4",
             by);
    tell(c, "slots", what);
}

static void check_guide(struct check *c)
{
    struct fault why;
    struct shelf *shelf = shelf_open(c->office->dir, &why);
    if (!shelf || !shelf_guide(shelf, c->office->guide, &why))
        tell(c, "guide", why.text);
    shelf_close(shelf);
}

/* --- Slots and database ------------------------------------------------ */

static void slot_fault(void *self, int slot, const char *what)
{
    char where[40];
    snprintf(where, sizeof where, slot < 0 ? "slots" : "slots %d", slot);
    tell(self, where, what);
}

/* A crash while the file was first written out leaves it without a head; the
 * next opening writes it anew. It is a fault only when stories need it. */
static bool is_unfinished(struct check *c)
{
    uint8_t head[SLOT_SIZE] = {0};
    struct disk *d = c->safe.disk;
    uint64_t size = d->size(d->self);
    if (size && !d->read(d->self, 0, head,
                         size < SLOT_SIZE ? (uint32_t)size : SLOT_SIZE, NULL))
        return false;
    for (size_t i = 0; i < sizeof head; i++)
        if (head[i])
            return false;
    c->left_over++;
    return true;
}

/* Slots open only when each is whole, and a new file would be written out: so
 * both are looked at before. */
static bool open_slots(struct check *c)
{
    char path[CEIL_PATH];
    struct fault why;
    if (!path_join(path, c->office->dir, "slots", &why) || !file_exists(path))
        return false;
    c->safe.disk = disk_file_open(path, false, &why);
    if (!c->safe.disk)
        tell(c, "slots", why.text);
    else if (is_unfinished(c))
        return false;
    else if (slots_check(c->safe.disk, slot_fault, c) == 0)
        c->safe.slots = slots_open(c->safe.disk, &why);
    return c->safe.slots != NULL;
}

static void database_fault(void *self, const char *what)
{
    tell(self, "indefra.db", what);
}

static bool open_database(struct check *c)
{
    char path[CEIL_PATH];
    struct fault why = {.kind = FAULT_NONE};
    if (!path_join(path, c->office->dir, "indefra.db", &why))
        return false;
    c->safe.store = store_look(path, &why);
    if (!c->safe.store && why.kind != FAULT_NONE)
        tell(c, "indefra.db", why.text);
    else if (c->safe.store &&
             !store_check(c->safe.store, database_fault, c, &why) &&
             why.kind != FAULT_NONE)
        tell(c, "indefra.db", why.text);
    return c->safe.store != NULL;
}

/* --- Rows against slots ------------------------------------------------ */

struct rows {
    struct check *check;
    int without_slot, released;
};

static bool look_at_row(void *self, const struct story_row *row,
                        struct fault *why)
{
    struct rows *r = self;
    (void)why;
    if (slots_of(r->check->safe.slots, row->id) < 0) {
        r->without_slot++;
        r->released += row->state == STORY_RELEASED;
    }
    return true;
}

static bool look_at_draft(void *self, const uint8_t *id, struct fault *why)
{
    struct rows *r = self;
    (void)why;
    r->without_slot += slots_of(r->check->safe.slots, id) < 0;
    return true;
}

/* Slot first, row second: after a crash there may be a slot whose row never
 * came, or went, and a row whose commit failed; the next opening puts that
 * right. Many rows without any slot are stories that nobody can withdraw. */
static void check_rows(struct check *c)
{
    struct rows rows = {.check = c};
    struct fault why = {.kind = FAULT_NONE};
    struct slot slot;
    if ((!story_each(c->safe.store, look_at_row, &rows, &why) ||
         !draft_each(c->safe.store, look_at_draft, &rows, &why)) &&
        why.kind != FAULT_NONE)
        tell(c, "indefra.db", why.text);
    if (rows.without_slot <= SAFE_LEFT_OVER && !rows.released)
        c->left_over += rows.without_slot;
    else
        tell(c, "slots",
             "a story has no slot: nobody can read or withdraw "
             "it; call the administrator");
    int without_row = 0;
    for (int i = 0; i < slots_count(c->safe.slots); i++) {
        if (!slots_read(c->safe.slots, i, &slot, &why))
            continue;
        bool row = slot.paused ? draft_has(c->safe.store, slot.story)
                               : story_has(c->safe.store, slot.story);
        without_row += slot.state == SLOT_LIVE && !row;
        c->left_over +=
            slot.state == SLOT_LIVE ? !row : slot.state != SLOT_FREE;
    }
    if (without_row > SAFE_LEFT_OVER)
        tell(c, "indefra.db",
             "stories have slots and stand nowhere in it: restore the "
             "database that belongs to slots");
    bytes_wipe(&slot, sizeof slot);
}

/* Without one of the two there may be nothing in the other. */
static void check_alone(struct check *c)
{
    struct balance b;
    struct fault why;
    struct slot slot;
    bool live = false;
    for (int i = 0; c->safe.slots && i < slots_count(c->safe.slots); i++)
        live |= slots_read(c->safe.slots, i, &slot, &why) &&
                slot.state == SLOT_LIVE;
    if (live)
        tell(c, "indefra.db", "is missing, yet stories have slots: restore it");
    if (c->safe.store && balance_get(c->safe.store, &b, &why) &&
        b.waiting + b.released + b.paused > 0 && !c->safe.slots)
        tell(c, "slots", "there are none, yet there are stories: restore it");
}

/* --- Balance, log, clock ----------------------------------------------- */

static void check_balance(struct check *c)
{
    struct balance b;
    struct fault why;
    char what[160];
    if (!balance_get(c->safe.store, &b, &why)) {
        tell(c, "balance", why.text);
        return;
    }
    if (b.delivered == b.waiting + b.released + b.withdrawn + b.expired)
        return;
    snprintf(what, sizeof what,
             "%lld delivered are not %lld waiting + %lld released + %lld "
             "withdrawn + %lld expired",
             (long long)b.delivered, (long long)b.waiting,
             (long long)b.released, (long long)b.withdrawn,
             (long long)b.expired);
    tell(c, "balance", what);
}

static bool look_at_entry(void *self, const char *entry,
                          const uint8_t hash[STORE_HASH])
{
    uint8_t *head = self;
    struct buf link = {.max = 4096};
    buf_put(&link, head, STORE_HASH);
    buf_text(&link, entry);
    vault_hash(buf_words(&link), NULL, 0, head);
    bool same = !link.full && memcmp(head, hash, STORE_HASH) == 0;
    buf_wipe(&link);
    return same;
}

static void check_log(struct check *c)
{
    uint8_t head[STORE_HASH] = {0};
    struct fault why = {.kind = FAULT_NONE};
    if (!log_each(c->safe.store, look_at_entry, head, &why))
        tell(c, "staff log", "the chain is broken: somebody changed an entry");
}

static void check_clock(struct check *c)
{
    struct fault why;
    if (!safe_clock_sound(&c->safe, &why))
        tell(c, "clock", why.text);
}

/* --- What it is shown with ---------------------------------------------- */

static void font_fault(void *self, const char *what)
{
    tell(self, "fonts", what);
}

static void check_fonts(struct check *c)
{
    struct fault why;
    char share[CEIL_PATH], path[CEIL_PATH];
    if (!path_share(share, &why) ||
        !path_join(path, share, "fonts/manifest", &why))
        tell(c, "fonts", why.text);
    else
        fonts_check(path, font_fault, c);
}

/* --- All of it --------------------------------------------------------- */

static void check_all(struct check *c)
{
    check_keys(c);
    check_demo_key(c);
    check_disk(c);
    check_guide(c);
    check_fonts(c);
    bool slots = open_slots(c), database = open_database(c);
    int before = c->faults;
    if (slots && database)
        check_rows(c);
    else if (!before)
        check_alone(c);
    if (database) {
        check_balance(c);
        check_log(c);
        check_clock(c);
    }
}

static int check(struct call *call)
{
    struct office o;
    struct check c = {.office = &o};
    struct fault why;
    char path[CEIL_PATH];
    if (!office_open(&o, call->dir, &why)) {
        if (why.kind != FAULT_DAMAGED)
            return command_failed(&why);
        puts(why.text);
        return 1;
    }
    c.safe.office = &o;
    c.safe.clock = &call->clock;
    bool ok = path_join(path, o.dir, "lock", &why) &&
              (c.safe.lock = lock_take(path, SAFE_WAIT_MS, &why)) != NULL;
    if (ok)
        check_all(&c);
    for (int i = 0; ok && i < call->operands; i++)
        check_folder(&o, call->operand[i], folder_fault, &c);
    safe_close(&c.safe);
    office_close(&o);
    if (!ok)
        return command_failed(&why);
    if (c.left_over)
        fprintf(stderr,
                "%d things wait for the next opening to put them right "
                "after a crash: no fault\n",
                c.left_over);
    return c.faults ? EXIT_FAILED : EXIT_DONE;
}

const struct command command_check = {
    .name = "check",
    .summary = "look the office over, change nothing",
    .most_operands = INT_MAX,
    .run = check,
    .help =
        "usage: indefra-desk check [--data DIR] [FOLDER...]\n"
        "\n"
        "Looks the office over and changes nothing: its files and keys,\n"
        "whether its disk keeps what is overwritten, every key slot, the\n"
        "whole database, stories against slots, the balance, the chain of\n"
        "the staff log, the clock. Silent and exit 0 when all is sound; else\n"
        "one fault a line on standard output and exit 1.\n"
        "\n"
        "With folders that week or council made: also whether each file in\n"
        "them is as it left, and their manifest signed by this tablet.\n"
        "\n"
        "Example:\n"
        "  indefra-desk check || echo 'call the administrator'\n",
};
