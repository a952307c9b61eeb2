/* SPDX-License-Identifier: MPL-2.0 */
/* See house.h. Every __wrap_ function stands for the real one of the same
 * name. */
#include "house.h"

#include <sodium.h>
#include <unistd.h>

#include "base/ceilings.h"
#include "core/approved.h"
#include "desk/shelf.h"
#include "desk/units.h"
#include "export/release_json.h"
#include "host/file.h"

static const struct guide *guide;
static char db[CEIL_PATH];
static struct house *house;
static struct units *units; /* of the week that runs */
static const char *const course_ids[] = {"a", "b"};

static void is_wrong(const char *what)
{
    if (!house->wrong)
        house->wrong = what;
}

/* --- Out of the way ---------------------------------------------------- */

bool __wrap_vault_seal_key(const uint8_t *key, const uint8_t *office,
                           uint8_t *out);
bool __wrap_vault_open_key(const uint8_t *sealed, const uint8_t *office,
                           const uint8_t *secret, uint8_t *key);
bool __wrap_envelope_seal(struct plain inside,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why);
bool __wrap_envelope_open(struct plain sealed,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why);
bool __wrap_code_derive(const char *digits, const uint8_t *salt,
                        struct code_cost cost, const uint8_t *pepper,
                        struct code_keys *out, struct fault *why);
size_t __wrap_redact_find(struct redactor *r, struct plain words,
                          const char *lang, struct found *out, size_t max);
bool __wrap_redact_starved(const struct redactor *r);
const struct guide *__wrap_shelf_guide(struct shelf *s, const char *id,
                                       struct fault *why);
bool __wrap_week_render(const struct cleared *c, struct safe *s,
                        struct shelf *shelf, struct week_file *files,
                        struct fault *why);
bool __wrap_week_unpack(struct plain packed, const char *out, const char *name,
                        struct fault *why);
bool __wrap_units_gather(struct units *u, struct safe *s, const uint8_t *secret,
                         const char *course, struct fault *why);
bool __real_units_gather(struct units *u, struct safe *s, const uint8_t *secret,
                         const char *course, struct fault *why);

bool __wrap_vault_seal_key(const uint8_t *key, const uint8_t *office,
                           uint8_t *out)
{
    (void)office;
    memset(out, 0, VAULT_SEALED);
    memcpy(out, key, VAULT_KEY);
    return true;
}

bool __wrap_vault_open_key(const uint8_t *sealed, const uint8_t *office,
                           const uint8_t *secret, uint8_t *key)
{
    (void)office;
    (void)secret;
    memcpy(key, sealed, VAULT_KEY);
    return true;
}

/* Key and label stay bound to the bytes, so that mixing two up is seen. */
static void seal_of(const struct envelope_label *label, const uint8_t *key,
                    uint8_t out[VAULT_KEY + VAULT_ID + 5])
{
    memcpy(out, key, VAULT_KEY);
    memcpy(out + VAULT_KEY, label->story, VAULT_ID);
    out[VAULT_KEY + VAULT_ID] = label->kind;
    memcpy(out + VAULT_KEY + VAULT_ID + 1, &label->revision, 4);
}

bool __wrap_envelope_seal(struct plain inside,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why)
{
    uint8_t seal[VAULT_KEY + VAULT_ID + 5];
    (void)why;
    seal_of(label, key, seal);
    buf_put(out, seal, sizeof seal);
    buf_plain(out, inside);
    return true;
}

bool __wrap_envelope_open(struct plain sealed,
                          const struct envelope_label *label,
                          const uint8_t *key, struct buf *out,
                          struct fault *why)
{
    uint8_t seal[VAULT_KEY + VAULT_ID + 5];
    seal_of(label, key, seal);
    if (sealed.len < sizeof seal || memcmp(sealed.at, seal, sizeof seal) != 0)
        return fault_set(why, FAULT_DAMAGED, "an envelope of something else");
    buf_plain(out, plain_cut(sealed, sizeof seal, sealed.len));
    return true;
}

bool __wrap_code_derive(const char *digits, const uint8_t *salt,
                        struct code_cost cost, const uint8_t *pepper,
                        struct code_keys *out, struct fault *why)
{
    (void)digits;
    (void)salt;
    (void)cost;
    (void)pepper;
    (void)why;
    memset(out, 0, sizeof *out);
    return true;
}

size_t __wrap_redact_find(struct redactor *r, struct plain words,
                          const char *lang, struct found *out, size_t max)
{
    (void)r;
    (void)words;
    (void)lang;
    (void)out;
    (void)max;
    return 0;
}

bool __wrap_redact_starved(const struct redactor *r)
{
    (void)r;
    return false;
}

const struct guide *__wrap_shelf_guide(struct shelf *s, const char *id,
                                       struct fault *why)
{
    (void)s;
    if (strcmp(id, guide->id) == 0)
        return guide;
    fault_set(why, FAULT_INPUT, "no such guide");
    return NULL;
}

/* --- Looking on -------------------------------------------------------- */

bool __wrap_units_gather(struct units *u, struct safe *s, const uint8_t *secret,
                         const char *course, struct fault *why)
{
    units = u;
    return __real_units_gather(u, s, secret, course, why);
}

static int teller_of(const struct unit *u)
{
    uint16_t n;
    memcpy(&n, units->story[u->story].id + VAULT_ID - sizeof n, sizeof n);
    return n;
}

/* Told questions of which the unit is made: one, or all of a whole story. */
static bool is_of(const char *pool, int question)
{
    return strcmp(pool, "whole") == 0 ||
           (strncmp(pool, "q:", 2) == 0 &&
            strcmp(strrchr(pool, ':') + 1, guide->question[question].id) == 0);
}

static void note_left(struct seen_release *r, const struct unit *u,
                      int32_t week)
{
    int n = teller_of(u),
        cell = seeing_cell(&house->seeing, units->pool[u->pool]);
    if (cell < 0) {
        is_wrong("the test has too few cells");
        return;
    }
    if (house->teller[n].gone)
        is_wrong("somebody left who had withdrawn");
    if (week < u->week + 2 || week >= u->week + 26)
        is_wrong("somebody left too early or too late");
    r->has[cell] = true;
    tellers_add(&r->cell[cell], n);
}

/* Called where the program has decided, and marks and keeps the folder. */
bool __wrap_week_render(const struct cleared *c, struct safe *s,
                        struct shelf *shelf, struct week_file *files,
                        struct fault *why)
{
    struct seeing *seeing = &house->seeing;
    const struct cleared_booklet *b = cleared_booklet(c);
    int32_t week;
    (void)s;
    (void)shelf;
    if (seeing->releases == SEEING_RELEASES ||
        !week_from_iso(b->year, b->week, &week))
        return fault_set(why, FAULT_LIMIT, "the test has too few releases");
    struct seen_release *r = &seeing->release[seeing->releases++];
    r->json.max = CEIL_RELEASE_BLOB;
    for (uint32_t i = 0; i < units->count; i++)
        if (units->unit[i].leaves_now)
            note_left(r, &units->unit[i], week);
    for (int i = 0; i < WEEK_FILES; i++)
        files[i] =
            (struct week_file){"release.json", {.max = CEIL_RELEASE_BLOB}};
    if (!release_json(c, &r->json, why))
        return false;
    buf_plain(&files[0].bytes, buf_words(&r->json));
    const char *wrong = seeing_shown(seeing, r);
    if (wrong)
        is_wrong(wrong);
    return true;
}

/* What was kept must be what some week made, byte for byte. */
bool __wrap_week_unpack(struct plain packed, const char *out, const char *name,
                        struct fault *why)
{
    struct seeing *s = &house->seeing;
    (void)out;
    (void)name;
    house->committed = true;
    if (house->copy_fails) {
        house->copy_fails = false;
        return fault_set(why, FAULT_DISK, "the stick is out");
    }
    for (int i = 0; i < s->releases; i++) {
        const struct buf *json = &s->release[i].json;
        if (!memmem(packed.at, packed.len, json->at, json->len))
            continue;
        s->release[i].out = true;
        return true;
    }
    is_wrong("a second run gave other bytes");
    return true;
}

/* --- The office -------------------------------------------------------- */

static void told_fault(void *self, const char *where, const char *what)
{
    fault_set(self, FAULT_INPUT, "guide: %s: %s", where, what);
}

bool house_begin(const char *guide_file, const char *folder, struct fault *why)
{
    struct buf json = {.max = 1 << 20};
    if (!vault_begin(why) || !file_read(guide_file, 1 << 20, &json, why))
        return false;
    guide = guide_read(buf_words(&json), told_fault, why);
    buf_wipe(&json);
    snprintf(db, sizeof db, "%s/indefra.db", folder);
    return guide != NULL;
}

/* Key slots in memory. */
static struct {
    uint8_t *at;
    uint64_t size, room;
} memory;

static uint64_t memory_size(void *self)
{
    (void)self;
    return memory.size;
}

static bool memory_read(void *self, uint64_t at, void *to, uint32_t len,
                        struct fault *why)
{
    (void)self;
    if (at + len > memory.size)
        return fault_set(why, FAULT_DISK, "read behind the end");
    memcpy(to, memory.at + at, len);
    return true;
}

static bool memory_write(void *self, uint64_t at, const void *from,
                         uint32_t len, struct fault *why)
{
    (void)self;
    if (at + len > memory.room) {
        memory.room = 2 * (at + len);
        memory.at = realloc(memory.at, memory.room);
        if (!memory.at)
            return fault_set(why, FAULT_MEMORY, "out of memory");
    }
    memcpy(memory.at + at, from, len);
    if (at + len > memory.size)
        memory.size = at + len;
    return true;
}

static bool memory_sync(void *self, struct fault *why)
{
    (void)self;
    (void)why;
    return true;
}

static struct disk slots_disk = {NULL, memory_size, memory_read, memory_write,
                                 memory_sync};

static void forget_files(void)
{
    char path[CEIL_PATH + 8];
    static const char *const ends[] = {"", "-wal", "-shm"};
    for (size_t i = 0; i < 3; i++) {
        snprintf(path, sizeof path, "%s%s", db, ends[i]);
        unlink(path);
    }
    memory.size = 0;
}

bool house_open(struct house *h, struct fault *why)
{
    seeing_begin(&h->seeing);
    h->tellers = 0;
    h->wrong = NULL;
    h->copy_fails = false;
    memset(h->teller, 0, sizeof h->teller);
    h->clock = (struct clock){.fixed = true};
    h->office = (struct office){.name = "Kontoret",
                                .municipality = "Byby",
                                .guide = "standard",
                                .pause_days = 14,
                                .cost = code_cost_for(true, 0),
                                .courses = 2,
                                .course = {{"a", "a"}, {"b", "b"}}};
    h->safe = (struct safe){.office = &h->office, .clock = &h->clock};
    house = h;
    forget_files();
    h->safe.disk = &slots_disk;
    return (h->safe.store = store_open(db, why)) != NULL &&
           (h->safe.slots = slots_open(&slots_disk, why)) != NULL;
}

void house_shut(struct house *h)
{
    slots_close(h->safe.slots);
    store_close(h->safe.store);
    h->safe = (struct safe){0};
    forget_files();
}

void house_set_day(struct house *h, int64_t day)
{
    h->clock.start_utc = day * 86400;
}

/* --- Telling ----------------------------------------------------------- */

struct telling {
    struct approved *a;
    struct buf words;
    size_t end[CEIL_SENTENCES];
};

static void say(struct telling *t, int n, const char *question, bool danish)
{
    buf_format(&t->words, "s%d.%d", n, t->a->sentences);
    t->end[t->a->sentences] = t->words.len;
    t->a->sentence[t->a->sentences++] = (struct approved_sentence){
        .question = plain_of(question), .danish = danish};
}

static void fill(struct telling *t, const struct teller *who, int n)
{
    struct approved *a = t->a;
    *a = (struct approved){
        .lang = plain_of(who->told == TOLD_DANISH ? "da" : "uk"),
        .guide = plain_of(guide->id),
        .course = plain_of(who->course < 0 ? "" : course_ids[who->course]),
        .title = plain_of(""),
        .share = who->share,
        .five = who->five};
    for (int q = 0; q < guide->questions && q < HOUSE_QUESTIONS; q++)
        for (int i = 0; i < who->sentences[q]; i++) {
            if (who->told != TOLD_DANISH)
                say(t, n, guide->question[q].id, false);
            if (who->told != TOLD_FOREIGN)
                say(t, n, guide->question[q].id, true);
        }
    if (who->worker)
        say(t, n, APPROVED_WORKER, true);
    for (int i = 0; i < a->sentences; i++)
        a->sentence[i].words =
            plain_cut(buf_words(&t->words), i ? t->end[i - 1] : 0, t->end[i]);
    for (; a->links < who->links; a->links++)
        a->link[a->links] = (struct approved_link){
            plain_of(guide->contributor[who->link[a->links]].id),
            who->direction[a->links]};
    for (; a->themes < who->themes; a->themes++)
        a->theme[a->themes] = plain_of(guide->theme[who->theme[a->themes]].id);
}

bool house_deliver(struct house *h, struct fault *why)
{
    static struct talk talk;
    static struct approved approved;
    static struct telling t;
    struct buf record = {.max = 1 << 20};
    char digits[CODE_DIGITS + 1];
    int n = h->tellers++;
    struct teller *who = &h->teller[n];
    t = (struct telling){.a = &approved, .words = {.max = 1 << 20}};
    fill(&t, who, n);
    if (who->share)
        approved_write(&approved, &record);
    if (who->five)
        tellers_add(&h->seeing.groups, n);
    who->fate = who->share ? FATE_WAITS : FATE_PRIVATE;
    uint16_t number = (uint16_t)n;
    memcpy(who->id + VAULT_ID - sizeof number, &number, sizeof number);
    memcpy(talk.id, who->id, TALK_ID);
    bool ok = deliver_code(&h->safe, digits, why) &&
              safe_week(&h->safe, &who->week, why) &&
              deliver_story(&h->safe, &talk, buf_words(&record),
                            who->told == TOLD_FOREIGN, -1, digits, why);
    buf_wipe(&t.words);
    buf_wipe(&record);
    return ok;
}

bool house_withdraw(struct house *h, int n, struct fault *why)
{
    struct teller *who = &h->teller[n];
    int at = slots_of(h->safe.slots, who->id);
    if (at < 0)
        return true; /* its year was over */
    who->gone = true;
    if (who->fate == FATE_WAITS)
        who->fate = FATE_WITHDRAWN;
    return safe_end(&h->safe, at, who->id, SLOT_WITHDRAWN, why);
}

bool house_tidy(struct house *h, struct fault *why)
{
    if (!safe_tidy(&h->safe, why))
        return false;
    for (int i = 0; i < h->tellers; i++) {
        struct teller *who = &h->teller[i];
        if (who->fate == FATE_WAITS && slots_of(h->safe.slots, who->id) < 0)
            who->fate = FATE_OUT;
    }
    return true;
}

/* --- A week ------------------------------------------------------------ */

static void note_fate(struct house *h, const struct unit_story *story,
                      int32_t week)
{
    bool waits = false;
    struct teller *who = NULL;
    for (uint32_t i = story->first; i < story->first + story->units; i++) {
        const struct unit *u = &units->unit[i];
        who = &h->teller[teller_of(u)];
        waits |= u->state == UNIT_WAITING;
        if (!u->leaves_now)
            continue;
        who->fate = FATE_LEFT;
        for (int q = 0; q < HOUSE_QUESTIONS && q < guide->questions; q++)
            if (is_of(units->pool[u->pool], q)) {
                who->said[q] = true;
                who->weeks[q] = (int8_t)(week - u->week);
            }
    }
    if (who && who->fate == FATE_WAITS && !waits)
        who->fate = FATE_OUT;
}

/* units is freed by week_run(): what is needed of it is noted while it is
 * there, by the last thing that a committed week does. */
bool __wrap_store_commit(struct store *s, struct fault *why);
bool __real_store_commit(struct store *s, struct fault *why);
bool __wrap_store_commit(struct store *s, struct fault *why)
{
    int32_t week;
    if (!__real_store_commit(s, why))
        return false;
    if (!units)
        return true;
    struct fault none;
    if (!safe_week(&house->safe, &week, &none))
        is_wrong("the week is not known");
    for (uint32_t i = 0; i < units->stories; i++)
        note_fate(house, &units->story[i], week);
    units = NULL;
    return true;
}

bool house_week(struct house *h, int course, bool preview, enum week_end *end,
                struct fault *why)
{
    static const uint8_t secret[VAULT_SECRET];
    struct week_wish wish = {.course = course < 0 ? "" : course_ids[course],
                             .out = "out",
                             .preview = preview};
    struct week_done done;
    int before = h->seeing.releases;
    units = NULL;
    h->committed = false;
    bool ok = week_run(&h->safe, NULL, (struct redactor *)h, secret, &wish,
                       &done, why);
    *end = done.end;
    week_done_free(&done);
    units = NULL;
    if (preview && h->seeing.releases != before)
        is_wrong("a preview released something");
    return ok;
}

void house_balance(struct house *h)
{
    struct fault why = {0};
    struct balance b;
    int fate[FATE_OUT + 1] = {0};
    for (int i = 0; i < h->tellers; i++)
        fate[h->teller[i].fate]++;
    if (!balance_get(h->safe.store, &b, &why))
        is_wrong("no balance");
    else if (b.delivered != b.waiting + b.released + b.withdrawn + b.expired)
        is_wrong("the balance does not add up");
    else if (b.delivered != h->tellers - fate[FATE_PRIVATE] ||
             b.waiting != fate[FATE_WAITS] || b.released != fate[FATE_LEFT] ||
             b.withdrawn != fate[FATE_WITHDRAWN] || b.expired != fate[FATE_OUT])
        is_wrong("the balance is not what became of the stories");
}
