/* SPDX-License-Identifier: MPL-2.0 */
/* See friday.h. The office's secret lies in locked memory from the words until
 * friday_close(); nothing here writes it anywhere. */
#include "desk/friday.h"

#include "anonymise/release.h"
#include "desk/approve.h"
#include "desk/week.h"
#include "host/file.h"
#include "host/paths.h"
#include "host/stick.h"

static const char KEY[] = "office.key";
/* With less than this free, a stick that refuses a booklet is full. */
enum { ROOM = 8 * 1024 * 1024 };

struct friday {
    struct safe *s;
    struct shelf *shelf; /* the keeper's own: two threads share none */
    struct word_lists *lists;
    struct redactor *redactor;
    uint8_t secret[VAULT_SECRET], draw[VAULT_KEY];
};

/* --- The stick --------------------------------------------------------- */

/* The key on the stick, or the demo office's own. */
static bool read_key(const struct office *o, const struct stick *s,
                     struct buf *file, struct fault *why)
{
    char path[CEIL_PATH];
    if (stick_read(s, KEY, CEIL_KEY_FILE, file, why))
        return true;
    return o->demo && path_join(path, s->at, KEY, why) && !file_exists(path) &&
           path_join(path, o->dir, KEY, why) &&
           file_read(path, CEIL_KEY_FILE, file, why);
}

enum friday_stick friday_find(const struct office *o, struct stick *out)
{
    static const enum friday_stick seen[] = {
        [STICK_ABSENT] = FRIDAY_ABSENT,
        [STICK_OTHER] = FRIDAY_OTHER,
        [STICK_UNSAFE] = FRIDAY_UNSAFE,
        [STICK_FOUND] = FRIDAY_READY,
    };
    char folder[CEIL_PATH];
    struct stick found;
    struct buf file = {.max = CEIL_KEY_FILE};
    struct stick_wish wish = {.with = o->demo ? NULL : KEY};
    if (o->demo && path_join(folder, o->dir, "stick", NULL))
        wish.folder = folder;
    enum friday_stick state = seen[stick_find(&wish, out ? out : &found)];
    if (state == FRIDAY_READY &&
        (!read_key(o, out ? out : &found, &file, NULL) ||
         !office_key_fits(o, buf_words(&file), NULL)))
        state = FRIDAY_OTHER;
    buf_wipe(&file);
    return state;
}

static enum friday_stick trouble(const struct stick *s)
{
    static const enum friday_stick is[] = {
        [STICK_SOUND] = FRIDAY_READY,
        [STICK_GONE] = FRIDAY_ABSENT,
        [STICK_LOCKED] = FRIDAY_LOCKED,
        [STICK_FULL] = FRIDAY_FULL,
    };
    return is[stick_trouble(s, ROOM)];
}

/* --- Opening ----------------------------------------------------------- */

static bool unlock(struct friday *f, const char *words,
                   struct friday_told *told, struct fault *why)
{
    struct stick stick;
    struct buf file = {.max = CEIL_KEY_FILE};
    told->stick = friday_find(f->s->office, &stick);
    if (told->stick != FRIDAY_READY)
        return fault_set(why, FAULT_DISK,
                         "the office's stick is not in: put it in");
    bool ok = read_key(f->s->office, &stick, &file, why) &&
              office_unlock_bytes(f->s->office, buf_words(&file), words,
                                  f->secret, why);
    buf_wipe(&file);
    return ok;
}

static bool run(struct friday *f, const struct week_wish *wish,
                struct week_done *done, struct fault *why)
{
    struct week_wish own = *wish;
    own.course = "";
    own.draw = f->draw;
    return week_run(f->s, f->shelf, f->redactor, f->secret, &own, done, why);
}

/* Words in doubt keep a run from clearing anything. Staff decide best when
 * they see all of it, so a second run lets them stand, for the eye only. */
static struct reading *read_doubtful(struct friday *f,
                                     const struct week_done *first,
                                     struct fault *why)
{
    const struct doubt *doubt;
    struct week_done all;
    struct reading *reading = NULL;
    int n = clear_doubts(first->clearing, &doubt);
    struct decided *eye = calloc((size_t)n + 1, sizeof *eye);
    for (int i = 0; eye && i < n; i++)
        eye[i].word = doubt[i].word;
    struct week_wish wish = {.preview = true, .decided = eye, .decisions = n};
    if (!eye)
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
    else if (run(f, &wish, &all, why)) {
        if (all.cleared)
            reading = reading_make(all.cleared, doubt, n, why);
        else
            fault_set(why, FAULT_LIMIT,
                      "a word in doubt stays in doubt: use \"indefra-desk "
                      "week\"");
        week_done_free(&all);
    }
    free(eye);
    return reading;
}

static void set_earliest(struct friday_told *told, const struct week_done *done)
{
    told->end = FRIDAY_NOTHING;
    if (done->earliest != WEEK_NONE)
        week_iso(done->earliest, &told->year, &told->week);
}

static bool look(struct friday *f, struct friday_told *told,
                 struct reading **reading, struct fault *why)
{
    struct week_wish wish = {.preview = true};
    struct week_done done;
    bool kept;
    if (!safe_clock_sound(f->s, why)) {
        told->end = FRIDAY_CLOCK;
        return why->kind == FAULT_INPUT;
    }
    if (!week_is_kept(f->s, "", &kept, why))
        return false;
    if (kept) {
        told->end = FRIDAY_KEPT;
        return true;
    }
    if (!run(f, &wish, &done, why))
        return false;
    told->end = FRIDAY_READ;
    bool nothing = done.end == WEEK_NOTHING;
    if (nothing)
        set_earliest(told, &done);
    else if (done.clearing)
        *reading = read_doubtful(f, &done, why);
    else
        *reading = reading_make(done.cleared, NULL, 0, why);
    week_done_free(&done);
    return nothing || *reading;
}

struct friday *friday_open(struct safe *s, const char *words,
                           struct friday_told *told, struct reading **reading,
                           struct fault *why)
{
    struct friday *f = vault_alloc(sizeof *f);
    *told = (struct friday_told){.stick = FRIDAY_READY};
    *reading = NULL;
    if (!f) {
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
        return NULL;
    }
    f->s = s;
    vault_random(f->draw, sizeof f->draw);
    if (unlock(f, words, told, why) &&
        (f->shelf = shelf_open(s->office->dir, why)) &&
        (f->redactor = approve_redactor(&f->lists, why)) &&
        look(f, told, reading, why))
        return f;
    friday_close(f);
    return NULL;
}

void friday_close(struct friday *f)
{
    if (!f)
        return;
    if (f->redactor)
        approve_redactor_free(f->redactor, f->lists);
    shelf_close(f->shelf);
    vault_free(f);
}

/* --- Writing ----------------------------------------------------------- */

static bool doubt_more(struct reading *reading, const struct week_done *done,
                       struct fault *why)
{
    const struct doubt *doubt;
    int n = clear_doubts(done->clearing, &doubt);
    return (reading && reading_doubt_more(reading, doubt, n)) ||
           fault_set(why, FAULT_LIMIT,
                     "a word in doubt stays in doubt: use \"indefra-desk "
                     "week\"");
}

static bool write_week(struct friday *f, const struct stick *stick,
                       struct reading *reading, struct week_wish *wish,
                       struct friday_told *told, struct fault *why)
{
    struct week_done done;
    wish->out = stick->at;
    wish->device = stick->device;
    if (!run(f, wish, &done, why))
        return false;
    bool ok = true;
    if (done.end == WEEK_DOUBTS) {
        told->end = FRIDAY_READ;
        ok = doubt_more(reading, &done, why);
    } else if (done.end == WEEK_NOTHING) {
        set_earliest(told, &done);
    } else {
        told->end = FRIDAY_WRITTEN;
        ok = stick_settle(stick, why);
    }
    week_done_free(&done);
    return ok;
}

/* When it left and only the copying failed, there is nothing to decide any
 * more: the next try copies. Gives false. */
static bool is_kept(struct friday *f, struct friday_told *told)
{
    bool kept = false;
    struct fault ignored;
    if (week_is_kept(f->s, "", &kept, &ignored) && kept)
        told->end = FRIDAY_KEPT;
    return false;
}

static bool no_stick(struct friday *f, struct friday_told *told,
                     struct fault *why)
{
    fault_set(why, FAULT_DISK, "the office's stick cannot be written to");
    return is_kept(f, told);
}

bool friday_write(struct friday *f, struct reading *reading,
                  bool read_by_another, struct friday_told *told,
                  struct fault *why)
{
    struct stick stick;
    struct week_wish wish = {.read_by_another = read_by_another};
    struct decided *decided = NULL;
    *told = (struct friday_told){.stick = friday_find(f->s->office, &stick)};
    /* Before anything leaves: what left cannot be taken back. */
    if (told->stick == FRIDAY_READY)
        told->stick = trouble(&stick);
    if (told->stick != FRIDAY_READY)
        return no_stick(f, told, why);
    if (reading) {
        decided = reading_decided(reading, &wish.decisions);
        if (!decided)
            return fault_set(why, FAULT_MEMORY,
                             "out of memory: close other programs");
        wish.decided = decided;
    }
    bool ok = write_week(f, &stick, reading, &wish, told, why);
    free(decided);
    if (ok)
        return true;
    told->stick = trouble(&stick);
    is_kept(f, told);
    /* Kept on the tablet first: not even that was written. */
    if (told->stick == FRIDAY_READY && told->end != FRIDAY_KEPT &&
        why->kind == FAULT_DISK)
        told->stick = FRIDAY_DISK;
    return false;
}
