/* SPDX-License-Identifier: MPL-2.0 */
/* See house.h. Every __wrap_ function stands for the real one of the same name,
 * or looks on as it runs. */
#include "house.h"

#include <sodium.h>
#include <unistd.h>

#include "base/ceilings.h"
#include "core/approved.h"
#include "desk/shelf.h"
#include "desk/units.h"
#include "due.h"
#include "export/release_json.h"
#include "host/file.h"

static const struct guide *guide;
static char db[CEIL_PATH];
static struct house *house;
static struct units *units; /* of the week that runs */
static const char *const course_ids[] = {"a", "b"};

static const char *course_of(struct asked asked)
{
    return asked.course < 0 ? "" : course_ids[asked.course];
}

static void is_wrong(const char *what)
{
    if (!house->wrong)
        house->wrong = what;
}

/* --- Looking on -------------------------------------------------------- */

const struct guide *__wrap_shelf_guide(struct shelf *s, const char *id,
                                       struct fault *why);
bool __wrap_week_render(const struct cleared *c, struct safe *s,
                        struct shelf *shelf, struct week_file *files,
                        struct fault *why);
bool __wrap_week_unpack(struct plain packed, const char *out, uint64_t device,
                        const char *name, struct fault *why);
bool __wrap_units_gather(struct units *u, struct safe *s, const uint8_t *secret,
                         const char *course, struct fault *why);
bool __real_units_gather(struct units *u, struct safe *s, const uint8_t *secret,
                         const char *course, struct fault *why);

const struct guide *__wrap_shelf_guide(struct shelf *s, const char *id,
                                       struct fault *why)
{
    (void)s;
    if (strcmp(id, guide->id) == 0)
        return guide;
    fault_set(why, FAULT_INPUT, "no such guide");
    return NULL;
}

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

/* What of a unit must stand in the file. */
static void note_left(struct seen_release *r, const struct unit *u,
                      int32_t week)
{
    int n = teller_of(u),
        cell = seeing_cell(&house->seeing, units->pool[u->pool]);
    const struct teller *t = &house->teller[n];
    const struct part *p = NULL;
    for (int i = 0; i < t->parts[r->council]; i++)
        if (t->part[r->council][i].cell == cell)
            p = &t->part[r->council][i];
    if (!p) {
        is_wrong("something left that was not told, or not for this edition");
        return;
    }
    if (t->gone)
        is_wrong("somebody left who had withdrawn");
    if (r->council && !(t->share & SHARE_COUNCIL))
        is_wrong("somebody left for the council without a yes to it");
    if (week < u->week + (r->council ? 5 : 2) || week >= u->week + 26)
        is_wrong("somebody left too early or too late");
    r->has[cell] = true;
    tellers_add(&r->cell[cell], n);
    house->seeing.leaving.of[n] |= due_words(t, p->of);
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
    r->council = house->asked.council;
    r->course = course_of(house->asked);
    memset(&seeing->leaving, 0, sizeof seeing->leaving);
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
bool __wrap_week_unpack(struct plain packed, const char *out, uint64_t device,
                        const char *name, struct fault *why)
{
    struct seeing *s = &house->seeing;
    (void)out;
    (void)device;
    (void)name;
    house->committed = true;
    if (house->copy_fails) {
        house->copy_fails = false;
        return fault_set(why, FAULT_DISK, "the stick is out");
    }
    for (int i = s->releases - 1; i >= 0; i--) {
        const struct buf *json = &s->release[i].json;
        if (!memmem(packed.at, packed.len, json->at, json->len))
            continue;
        if (s->release[i].council != house->asked.council)
            is_wrong("another edition was copied out than was asked for");
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
    memset(h->left, 0, sizeof h->left);
    memset(h->out, 0, sizeof h->out);
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

/* Gives the sentence's bit. */
static uint64_t say(struct telling *t, int n, const char *question, bool danish)
{
    int i = t->a->sentences++;
    buf_format(&t->words, "%c%d.%d", danish ? 's' : 'f', n, i);
    t->end[i] = t->words.len;
    t->a->sentence[i] = (struct approved_sentence){
        .question = plain_of(question), .danish = danish};
    return (uint64_t)1 << i;
}

static void say_all(struct telling *t, struct teller *who, int n)
{
    struct approved *a = t->a;
    for (int q = 0; q < HOUSE_QUESTIONS; q++)
        for (int i = 0; i < who->sentences[q]; i++) {
            const char *id = guide->question[q].id;
            if (who->told != TOLD_DANISH)
                who->foreign[q] |= say(t, n, id, false);
            if (who->told != TOLD_FOREIGN || who->in_talk[q])
                who->danish[q] |= say(t, n, id, true);
        }
    if (who->worker)
        who->danish[PART_WORKER] = say(t, n, APPROVED_WORKER, true);
    if (who->reply)
        say(t, n, APPROVED_REPLY, true);
    for (int i = 0; i < a->sentences; i++)
        a->sentence[i].words =
            plain_cut(buf_words(&t->words), i ? t->end[i - 1] : 0, t->end[i]);
}

static void fill(struct telling *t, struct teller *who, int n)
{
    struct approved *a = t->a;
    *a = (struct approved){
        .lang = plain_of(who->told == TOLD_DANISH ? "da" : "uk"),
        .guide = plain_of(guide->id),
        .course = plain_of(who->course < 0 ? "" : course_ids[who->course]),
        .title = plain_of(""),
        .share = who->share,
        .five = who->five};
    say_all(t, who, n);
    for (; a->links < who->links; a->links++)
        a->link[a->links] = (struct approved_link){
            plain_of(guide->contributor[who->link[a->links]].id),
            who->direction[a->links]};
    for (; a->themes < who->themes; a->themes++)
        a->theme[a->themes] = plain_of(guide->theme[who->theme[a->themes]].id);
}

/* --- What was told, cell by cell ---------------------------------------- */

static void add_part(struct teller *who, bool council, int of, const char *name)
{
    char own[80];
    snprintf(own, sizeof own, "%s%s", council ? SEEING_COUNCIL : "", name);
    int cell = seeing_cell(&house->seeing, own);
    if (cell < 0)
        is_wrong("the test has too few cells");
    else
        who->part[council][who->parts[council]++] =
            (struct part){(int16_t)cell, (int8_t)of};
}

static void add_parts(struct teller *who, bool council)
{
    char name[64];
    bool any = false;
    for (int q = 0; q < HOUSE_QUESTIONS; q++) {
        snprintf(name, sizeof name, "q:%s:%s", guide->id,
                 guide->question[q].id);
        any |= who->sentences[q] > 0;
        if (who->sentences[q] && !(who->share & SHARE_WHOLE))
            add_part(who, council, q, name);
    }
    if (any && who->share & SHARE_WHOLE)
        add_part(who, council, PART_WHOLE, "whole");
    if (who->worker && !council)
        add_part(who, council, PART_WORKER, "worker");
    for (int i = 0; i < who->links; i++) {
        snprintf(name, sizeof name, "link:%s:%d",
                 guide->contributor[who->link[i]].id, who->direction[i]);
        add_part(who, council, PART_CARD, name);
    }
    for (int i = 0; i < who->themes; i++) {
        snprintf(name, sizeof name, "theme:%s", guide->theme[who->theme[i]].id);
        add_part(who, council, PART_CARD, name);
    }
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
    if (who->share) {
        approved_write(&approved, &record);
        add_parts(who, false);
        if (who->share & SHARE_COUNCIL)
            add_parts(who, true);
    }
    if (who->five)
        tellers_add(&h->seeing.groups, n);
    who->fate = who->share ? FATE_WAITS : FATE_PRIVATE;
    uint16_t number = (uint16_t)n;
    memcpy(who->id + VAULT_ID - sizeof number, &number, sizeof number);
    memcpy(talk.id, who->id, TALK_ID);
    bool ok = deliver_code(&h->safe, digits, why) &&
              safe_week_told(&h->safe, &who->week, why) &&
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
    struct fault unsound;
    int32_t week;
    if (!safe_tidy(&h->safe, why) || !safe_week(&h->safe, &week, why))
        return false;
    bool sound = safe_clock_sound(&h->safe, &unsound);
    for (int i = 0; i < h->tellers; i++) {
        struct teller *who = &h->teller[i];
        if (sound && who->week > week)
            who->week = week;
        who->over |= slots_of(h->safe.slots, who->id) < 0;
        if (who->fate == FATE_WAITS && who->over)
            who->fate = FATE_OUT;
    }
    return true;
}

/* --- A week ------------------------------------------------------------ */

/* Left whoever had to, and nobody else? */
static void compare_due(struct house *h, int32_t week)
{
    static struct tellers due[SEEING_CELLS], left[SEEING_CELLS];
    memset(left, 0, sizeof left);
    for (uint32_t i = 0; i < units->count; i++) {
        const struct unit *u = &units->unit[i];
        int cell = seeing_cell(&h->seeing, units->pool[u->pool]);
        if (cell < 0)
            is_wrong("something is counted that was not told");
        else if (u->leaves_now)
            tellers_add(&left[cell], teller_of(u));
    }
    due_now(h, h->asked, week, due);
    if (memcmp(due, left, sizeof due) != 0)
        is_wrong("those who left are not those whose turn it was");
    due_settle(h, h->asked, week, due);
}

/* units is freed by week_run(): what is needed of it is looked at while it is
 * there, by the last thing that a committed week does. */
bool __wrap_store_commit(struct store *s, struct fault *why);
bool __real_store_commit(struct store *s, struct fault *why);
bool __wrap_store_commit(struct store *s, struct fault *why)
{
    int32_t week;
    struct fault none;
    if (!__real_store_commit(s, why))
        return false;
    if (units && safe_week(&house->safe, &week, &none))
        compare_due(house, week);
    units = NULL;
    return true;
}

bool house_week(struct house *h, struct asked asked, enum week_end *end,
                struct fault *why)
{
    static const uint8_t secret[VAULT_SECRET];
    struct week_wish wish = {.council = asked.council,
                             .course = course_of(asked),
                             .out = "out",
                             .preview = asked.preview};
    struct week_done done;
    int before = h->seeing.releases;
    units = NULL;
    h->committed = false;
    h->asked = asked;
    bool ok = week_run(&h->safe, NULL, (struct redactor *)h, secret, &wish,
                       &done, why);
    *end = done.end;
    week_done_free(&done);
    units = NULL;
    if (asked.preview && h->seeing.releases != before)
        is_wrong("a preview released something");
    return ok;
}

/* --- What is kept ------------------------------------------------------ */

static bool look_at_row(void *self, const struct story_row *row,
                        struct fault *why)
{
    struct house *h = self;
    uint16_t n;
    (void)why;
    memcpy(&n, row->id + VAULT_ID - sizeof n, sizeof n);
    const struct teller *t = &h->teller[n];
    bool kept = row->approved.len || row->key.len || row->marks.len;
    if (t->gone || t->over)
        is_wrong("a story is kept that was taken back or is over");
    else if (kept && !t->share)
        is_wrong("something of a private story is kept for the office");
    else if (kept && t->parts[0] && !due_waits(h, n))
        is_wrong("the approved part is kept, and nothing of it waits");
    else if (!row->approved.len && due_waits(h, n))
        is_wrong("the approved part is erased, and something of it waits");
    return true;
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
    if (!story_each(h->safe.store, look_at_row, h, &why))
        is_wrong("the stories cannot be walked through");
}
