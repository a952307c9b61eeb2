/* SPDX-License-Identifier: MPL-2.0 */
/* demo: invented stories, delivered the way real ones are. */
#include "desk/commands.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "desk/approve.h"
#include "desk/demo.h"
#include "desk/shelf.h"

struct telling {
    struct safe *safe;
    struct demo *demo;
    struct redactor *redactor;
    struct talk *talk;
    struct review *review;
    struct buf approved;
    int codes; /* descriptor, or -1 */
};

/* One write a code, after its story is kept: whoever reads the file may trust
 * each whole line. */
static bool note_code(int fd, const char digits[CODE_DIGITS + 1],
                      struct fault *why)
{
    char line[CODE_DIGITS + 2];
    int len = snprintf(line, sizeof line, "%s\n", digits);
    bool ok = fd < 0 || write(fd, line, (size_t)len) == len;
    bytes_wipe(line, sizeof line);
    return ok || fault_set(why, FAULT_DISK,
                           "the codes cannot be written (%s): the last story "
                           "is kept without its code",
                           strerror(errno));
}

static bool deliver(struct telling *t, uint64_t n, int32_t week,
                    struct fault *why)
{
    char digits[CODE_DIGITS + 1];
    bool untranslated;
    t->approved.len = 0;
    if (!demo_tell(t->demo, n, t->talk, why))
        return false;
    review_make(t->review, t->redactor, t->talk);
    bool ok =
        approve_write(t->talk, t->review, &t->approved, &untranslated, why) &&
        deliver_code(t->safe, digits, why) &&
        deliver_story(t->safe, t->talk, buf_words(&t->approved), untranslated,
                      week, digits, why) &&
        note_code(t->codes, digits, why);
    bytes_wipe(digits, sizeof digits);
    return ok;
}

static bool codes_left(struct safe *s, long stories, struct fault *why)
{
    int left = SLOTS_MAX;
    for (int i = 0; i < SLOTS_MAX; i++)
        left -= slots_find(s->slots, (uint16_t)i) >= 0;
    return stories <= left ||
           fault_set(why, FAULT_LIMIT,
                     "only %d of %d codes are free: ask for fewer stories",
                     left, SLOTS_MAX);
}

static bool deliver_all(struct telling *t, long stories, long weeks,
                        struct fault *why)
{
    struct balance b;
    int32_t last;
    if (!codes_left(t->safe, stories, why) ||
        !balance_get(t->safe->store, &b, why) ||
        !safe_week(t->safe, &last, why))
        return false;
    for (long i = 0; i < stories; i++) {
        int32_t week = (int32_t)(last - weeks + 1 + i * weeks / stories);
        if (weeks == 1)
            week = -1; /* told now, with whatever clock */
        if (!deliver(t, (uint64_t)(b.delivered + i), week, why))
            return false;
        command_progress("story", i + 1, stories);
    }
    return true;
}

static bool open_codes(const char *path, int *fd, struct fault *why)
{
    *fd =
        path ? open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600) : -1;
    return !path || *fd >= 0 ||
           fault_set(why, FAULT_DISK, "%.200s cannot be written (%s)", path,
                     strerror(errno));
}

static bool run_demo(struct call *call, const struct office *o, long stories,
                     long weeks, struct fault *why)
{
    struct safe safe = {0};
    struct telling t = {.safe = &safe,
                        .codes = -1,
                        .approved = {.max = 4 * CEIL_STORY},
                        .talk = vault_alloc(sizeof *t.talk),
                        .review = calloc(1, sizeof *t.review)};
    struct word_lists *lists = NULL;
    const char *seed = call->given[OPT_SEED] ? call->given[OPT_SEED] : "";
    struct shelf *shelf = shelf_open(o->dir, why);
    const struct guide *g = shelf ? shelf_guide(shelf, o->guide, why) : NULL;
    bool ok = g != NULL;
    if (ok && (!t.talk || !t.review))
        ok = fault_set(why, FAULT_MEMORY, "out of memory");
    ok = ok && (t.demo = demo_open(g, seed, why)) != NULL &&
         (t.redactor = approve_redactor(&lists, why)) != NULL &&
         safe_open(&safe, o, &call->clock, SAFE_WAIT_MS, why) &&
         open_codes(call->given[OPT_CODES], &t.codes, why) &&
         deliver_all(&t, stories, weeks, why);
    if (t.codes >= 0)
        close(t.codes);
    safe_close(&safe);
    if (t.redactor)
        approve_redactor_free(t.redactor, lists);
    demo_close(t.demo);
    shelf_close(shelf);
    buf_wipe(&t.approved);
    free(t.review);
    vault_free(t.talk);
    return ok;
}

static int demo(struct call *call)
{
    enum { WEEKS_MOST = 520 };
    long stories, weeks;
    struct office o;
    struct fault why;
    if (!command_needs(call, OPT_STORIES) ||
        !command_number(call, OPT_STORIES, 0, SLOTS_MAX, 0, &stories) ||
        !command_number(call, OPT_WEEKS, 1, WEEKS_MOST, 1, &weeks))
        return EXIT_USAGE;
    if (!office_open(&o, call->dir, &why))
        return command_failed(&why);
    bool ok = o.demo ? run_demo(call, &o, stories, weeks, &why)
                     : fault_set(&why, FAULT_INPUT,
                                 "%.200s is a real office: invented stories go "
                                 "into a demo office, see \"indefra-desk init "
                                 "--demo\"",
                                 call->dir);
    office_close(&o);
    if (!ok)
        return command_failed(&why);
    fprintf(stderr, "%ld stories delivered\n", stories);
    return EXIT_DONE;
}

const struct command command_demo = {
    .name = "demo",
    .summary = "put invented stories into a demo office",
    .takes =
        1u << OPT_STORIES | 1u << OPT_SEED | 1u << OPT_WEEKS | 1u << OPT_CODES,
    .run = demo,
    .help =
        "usage: indefra-desk demo --stories N [--seed S] [--weeks W]\n"
        "                         [--codes FILE] [--data DIR] [--clock TIME]\n"
        "\n"
        "Delivers N invented stories, the way the tablet does, over the W\n"
        "weeks that end in the clock's week. Refuses a real office.\n"
        "\n"
        "  --stories N   0 to 10000\n"
        "  --seed S      any text; the same seed in a new office gives the\n"
        "                same booklets\n"
        "  --weeks W     1 when not given\n"
        "  --codes FILE  the stories' codes, one a line, each written once "
        "its\n"
        "                story is safely kept\n"
        "\n"
        "Example:\n"
        "  indefra-desk demo --stories 48 --weeks 6 --data /tmp/demo\n",
};
