/* SPDX-License-Identifier: MPL-2.0 */
/* week: the booklet of the clock's week, or a look at it before. */
#include "desk/commands.h"

#include <jansson.h>

#include "desk/approve.h"
#include "desk/week_preview.h"

/* All that one run of a week needs, and lets go together. */
struct desk {
    struct office office;
    struct safe safe;
    struct shelf *shelf;
    struct word_lists *lists;
    struct redactor *redactor;
    struct allowed allowed;
    uint8_t secret[VAULT_SECRET];
};

static bool unlock(struct call *call, struct desk *d, struct fault *why)
{
    char passphrase[CEIL_PASSPHRASE] = "";
    bool ok = command_passphrase(call, passphrase, why) &&
              office_unlock(&d->office, call->given[OPT_KEY], passphrase,
                            d->secret, why);
    bytes_wipe(passphrase, sizeof passphrase);
    return ok;
}

static bool runs_course(const struct office *o, const char *id,
                        struct fault *why)
{
    return !id || office_course(o, id) ||
           fault_set(why, FAULT_INPUT,
                     "the office runs no course \"%.40s\": see "
                     "\"indefra-desk office\"",
                     id);
}

static bool open_desk(struct call *call, struct desk *d, struct fault *why)
{
    const char *allow = call->given[OPT_ALLOW];
    return office_open(&d->office, call->dir, why) &&
           runs_course(&d->office, call->given[OPT_COURSE], why) &&
           (!allow || allowed_read(&d->allowed, allow, why)) &&
           unlock(call, d, why) &&
           (d->shelf = shelf_open(d->office.dir, why)) != NULL &&
           (d->redactor = approve_redactor(&d->lists, why)) != NULL &&
           safe_open(&d->safe, &d->office, &call->clock, SAFE_WAIT_MS, why) &&
           (call->given[OPT_PREVIEW] || safe_tidy(&d->safe, why));
}

static void close_desk(struct desk *d)
{
    safe_close(&d->safe);
    if (d->redactor)
        approve_redactor_free(d->redactor, d->lists);
    shelf_close(d->shelf);
    allowed_free(&d->allowed);
    office_close(&d->office);
    bytes_wipe(d, sizeof *d);
}

static bool run(struct call *call, struct desk *d, const struct allowed *a,
                struct week_done *done, struct fault *why)
{
    const char *const *given = call->given;
    struct week_wish wish = {
        .council = call->command == &command_council,
        .course = given[OPT_COURSE] ? given[OPT_COURSE] : "",
        .out = given[OPT_OUT] ? given[OPT_OUT] : "",
        .decided = a->decided,
        .decisions = a->decisions,
        .preview = given[OPT_PREVIEW] != NULL,
    };
    return week_run(&d->safe, d->shelf, d->redactor, d->secret, &wish, done,
                    why);
}

/* --- Preview ----------------------------------------------------------- */

static bool copy_decisions(struct allowed *to, const struct allowed *from)
{
    bool ok = true;
    for (int i = 0; ok && i < from->decisions; i++)
        ok = allowed_add(to, from->decided[i].word, from->decided[i].hide);
    return ok;
}

/* With words in doubt a run clears nothing. Staff decide best when they see
 * all of it, so a second run lets those words stand, for the eye only. */
static bool run_undoubting(struct call *call, struct desk *d,
                           const struct preview *p, struct week_done *done,
                           struct fault *why)
{
    struct allowed eye = {0};
    bool ok = copy_decisions(&eye, &d->allowed);
    for (int i = 0; ok && i < p->doubts; i++)
        ok = allowed_add(&eye, p->doubt[i].word, false);
    ok = ok ? run(call, d, &eye, done, why)
            : fault_set(why, FAULT_MEMORY, "out of memory");
    allowed_free(&eye);
    return ok;
}

static bool show(struct call *call, struct desk *d, struct week_done *done,
                 struct fault *why)
{
    struct week_done all = {.end = WEEK_NOTHING};
    struct preview p = {.period = done->period,
                        .cleared = done->cleared,
                        .allowed = &d->allowed};
    bool ok = true;
    if (done->clearing)
        p.doubts = clear_doubts(done->clearing, &p.doubt);
    if (p.doubts) {
        ok = run_undoubting(call, d, &p, &all, why);
        p.cleared = all.cleared;
    }
    if (ok && call->given[OPT_JSON])
        ok = command_json(preview_json(&p), JSON_INDENT(2), why);
    else if (ok && done->end == WEEK_NOTHING)
        puts("nothing to release");
    else if (ok)
        preview_text(&p);
    week_done_free(&all);
    return ok;
}

/* --- Release ----------------------------------------------------------- */

static int refuse_doubts(const struct week_done *done)
{
    const struct doubt *doubt;
    int doubts = clear_doubts(done->clearing, &doubt);
    fprintf(stderr,
            "indefra-desk: %d words among what would leave may be names: "
            "allow each with --allow, made from --preview --json\n",
            doubts);
    for (int i = 0; i < doubts; i++) {
        fputs("  ", stderr);
        fwrite(doubt[i].word.at, 1, doubt[i].word.len, stderr);
        fputc('\n', stderr);
    }
    return EXIT_FAILED;
}

static int tell(struct call *call, struct desk *d, struct week_done *done,
                struct fault *why)
{
    if (call->given[OPT_PREVIEW])
        return show(call, d, done, why) ? EXIT_DONE : command_failed(why);
    if (done->end == WEEK_DOUBTS)
        return refuse_doubts(done);
    puts(done->end == WEEK_WRITTEN ? done->folder : "nothing to release");
    if (done->end == WEEK_WRITTEN && *d->office.second_reader)
        fprintf(stderr, "Before anybody else gets it: has %s read it too?\n",
                d->office.second_reader);
    return EXIT_DONE;
}

static int week(struct call *call)
{
    bool preview = call->given[OPT_PREVIEW] != NULL;
    if (!command_needs(call, OPT_KEY) ||
        (!preview && !command_needs(call, OPT_OUT)))
        return EXIT_USAGE;
    if (call->given[OPT_JSON] && !preview)
        return command_misused(call, "--json goes with --preview");
    struct desk d = {.secret = {0}};
    struct week_done done = {.end = WEEK_NOTHING};
    struct fault why;
    bool ok =
        open_desk(call, &d, &why) && run(call, &d, &d.allowed, &done, &why);
    int code = ok ? tell(call, &d, &done, &why) : command_failed(&why);
    week_done_free(&done);
    close_desk(&d);
    return code;
}

const struct command command_week = {
    .name = "week",
    .summary = "make this week's booklet, or preview it",
    .takes = 1u << OPT_KEY | 1u << OPT_OUT | 1u << OPT_COURSE |
             1u << OPT_PREVIEW | 1u << OPT_JSON | 1u << OPT_ALLOW |
             1u << OPT_PASSPHRASE_STDIN,
    .run = week,
    .help =
        "usage: indefra-desk week --key FILE --out OUT [--course ID]\n"
        "                         [--preview [--json]] [--allow FILE]\n"
        "                         [--passphrase-stdin] [--data DIR]\n"
        "\n"
        "Makes the booklet of the clock's ISO week as a folder in OUT and\n"
        "prints the folder's path, or \"nothing to release\": what is "
        "approved\n"
        "waits two weeks, and until five tellers stand behind it. Run again "
        "in\n"
        "the same week, it copies the same folder. With --clock it acts for\n"
        "another week: in a real office the staff's log notes that, and a\n"
        "jump of more than two weeks waits for \"office --confirm-clock\".\n"
        "\n"
        "  --key FILE          the office's key, on its stick\n"
        "  --out OUT           where the folder goes\n"
        "  --course ID         a booklet of one course\n"
        "  --preview           shows what would leave; changes nothing\n"
        "  --json              the preview for programs and for --allow\n"
        "  --allow FILE        decisions on words that may be names: a "
        "preview\n"
        "                      in JSON with \"allow\": true set, or words put\n"
        "                      into its \"allow\" or \"hide\"; or a list of "
        "words\n"
        "  --passphrase-stdin  the six words are the first line of standard\n"
        "                      input; else they are asked on the terminal\n"
        "\n"
        "Examples:\n"
        "  indefra-desk week --key /media/usb/office.key --out /media/usb\n"
        "  indefra-desk week --key /media/usb/office.key --preview --json \\\n"
        "      > allow.json\n",
};

const struct command command_council = {
    .name = "council",
    .summary = "make this quarter's edition for the city council",
    .takes = 1u << OPT_KEY | 1u << OPT_OUT | 1u << OPT_COURSE |
             1u << OPT_PREVIEW | 1u << OPT_JSON | 1u << OPT_ALLOW |
             1u << OPT_PASSPHRASE_STDIN,
    .run = week,
    .help =
        "usage: indefra-desk council --key FILE --out OUT [--course ID]\n"
        "                            [--preview [--json]] [--allow FILE]\n"
        "                            [--passphrase-stdin] [--data DIR]\n"
        "\n"
        "Makes the city council's edition of the quarter that the clock's\n"
        "week lies in, as a folder in OUT, and prints the folder's path, or\n"
        "\"nothing to release\". In it stands only what tellers said yes to\n"
        "for the council; it waits five weeks, and until five tellers stand\n"
        "behind it. Run again in the same quarter, it copies the same\n"
        "folder. Options as for \"indefra-desk week\".\n"
        "\n"
        "Examples:\n"
        "  indefra-desk council --key /media/usb/office.key --out /media/usb\n"
        "  indefra-desk council --key /media/usb/office.key --preview\n",
};
