/* SPDX-License-Identifier: MPL-2.0 */
/* reply: what the office answers to a booklet, out of a text file. */
#include "desk/commands.h"

#include "desk/approve.h"
#include "desk/replies.h"
#include "desk/shelf.h"
#include "host/file.h"

struct telling {
    const char *file;
    int faults;
};

static void tell_doubt(void *self, int line, const char *what)
{
    const struct telling *t = self;
    char name[300];
    snprintf(name, sizeof name, "%s", t->file);
    text_one_line(name);
    fprintf(stderr, "indefra-desk: %s:%d: %s\n", name, line, what);
}

static void tell_fault(void *self, int line, const char *what)
{
    struct telling *t = self;
    t->faults++;
    tell_doubt(self, line ? line : 1, what);
}

static bool take(struct call *call, struct office *o, struct plain text,
                 struct telling *telling, int *kept, struct fault *why)
{
    struct word_lists *lists = NULL;
    struct safe safe = {.office = NULL};
    struct reply_rules rules = {.safe = &safe,
                                .shelf = shelf_open(o->dir, why),
                                .fault = tell_fault,
                                .doubt = tell_doubt,
                                .self = telling};
    rules.redactor = rules.shelf ? approve_redactor(&lists, why) : NULL;
    bool ok = rules.redactor &&
              safe_open(&safe, o, &call->clock, SAFE_WAIT_MS, why) &&
              replies_take(&rules, text, kept, why);
    safe_close(&safe);
    if (rules.redactor)
        approve_redactor_free(rules.redactor, lists);
    shelf_close(rules.shelf);
    return ok;
}

static int reply(struct call *call)
{
    struct office o;
    struct fault why;
    struct buf text = {.max = CEIL_REPLY_FILE};
    struct telling telling = {.file = call->given[OPT_IN]};
    int kept = 0;
    if (!command_needs(call, OPT_IN))
        return EXIT_USAGE;
    if (!office_open(&o, call->dir, &why))
        return command_failed(&why);
    bool ok = file_read(call->given[OPT_IN], CEIL_REPLY_FILE, &text, &why) &&
              take(call, &o, buf_words(&text), &telling, &kept, &why);
    buf_wipe(&text);
    office_close(&o);
    /* Faults with their lines say it better. */
    if (!ok)
        return telling.faults ? EXIT_FAILED : command_failed(&why);
    fprintf(stderr,
            "Kept: %d. They stand on the tablet now, and in the next "
            "booklet.\n",
            kept);
    return EXIT_DONE;
}

const struct command command_reply = {
    .name = "reply",
    .summary = "\"we heard, we did\": answer a booklet",
    .takes = 1u << OPT_IN,
    .run = reply,
    .help =
        "usage: indefra-desk reply --in FILE [--data DIR]\n"
        "\n"
        "Reads what the office heard in a booklet and what it did, and keeps\n"
        "it: the tablet shows it to everybody, and the next booklet prints it\n"
        "under \"since last time\". FILE is a text in UTF-8, a line a text, "
        "an\n"
        "empty line between two replies, # before a remark. A fault refuses\n"
        "all of it. The same booklet and the same words heard once more: the\n"
        "later reply takes the place of the earlier one on the tablet.\n"
        "\n"
        "  booklet: N        its number, as printed\n"
        "  section: ID       what it is about (may be left out): a question "
        "of\n"
        "                    the guide, or stories, part, themes, workers\n"
        "  course: ID        when it is the booklet of one course\n"
        "  heard: TEXT       what you heard, in Danish\n"
        "  did: TEXT         what you did; or\n"
        "  not-managed: TEXT what you did not manage, and why\n"
        "  heard.TAG: TEXT   the same in another language; did.TAG or\n"
        "                    not-managed.TAG goes with it\n"
        "\n"
        "Everybody reads it: numbers, addresses and the like are refused.\n"
        "\n"
        "Example:\n"
        "  booklet: 7\n"
        "  section: q5\n"
        "  heard: I venter for l\xC3\xA6nge p\xC3\xA5 svar.\n"
        "  did: Vi svarer nu inden to dage.\n"
        "  heard.en: You wait too long for an answer.\n"
        "  did.en: We now answer within two days.\n"
        "\n"
        "  indefra-desk reply --in svar.txt\n",
};
