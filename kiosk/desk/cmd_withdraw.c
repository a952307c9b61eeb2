/* SPDX-License-Identifier: MPL-2.0 */
/* withdraw: a teller takes a story back, with nothing but its code. */
#include "desk/commands.h"

static bool withdraw_story(struct safe *s, const char *typed, bool *paused,
                           struct fault *why)
{
    struct opened opened;
    bool ok = code_try(s, plain_of(typed), &opened, why);
    *paused = ok && opened.paused;
    ok = ok && code_withdraw(s, &opened, why);
    code_shut(&opened);
    return ok;
}

static int withdraw(struct call *call)
{
    struct office o;
    struct safe safe;
    struct fault why;
    char typed[CODE_TYPED];
    bool paused = false;
    if (!office_open(&o, call->dir, &why))
        return command_failed(&why);
    bool ok = command_code(call, typed, &why);
    if (ok) {
        ok = safe_open(&safe, &o, &call->clock, SAFE_WAIT_MS, &why) &&
             withdraw_story(&safe, typed, &paused, &why);
        safe_close(&safe);
    }
    bytes_wipe(typed, sizeof typed);
    office_close(&o);
    if (!ok)
        return command_failed(&why);
    fprintf(stderr, paused ? "The paused talk is deleted.\n"
                           : "The story is withdrawn. What has left in a "
                             "booklet before stays there.\n");
    return EXIT_DONE;
}

const struct command command_withdraw = {
    .name = "withdraw",
    .summary = "take a story back; its code on standard input",
    .takes = 1u << OPT_PASSPHRASE_STDIN,
    .run = withdraw,
    .help =
        "usage: indefra-desk withdraw [--data DIR]\n"
        "\n"
        "Reads a story's code (22 digits; spaces and hyphens are fine) from\n"
        "standard input and withdraws the story: its keys are overwritten,\n"
        "nothing that waits of it leaves any more, nobody can read it again.\n"
        "A paused talk is deleted. What left in a booklet before stays there.\n"
        "The teller can do the same on the tablet, without staff.\n"
        "\n"
        "Example:\n"
        "  indefra-desk withdraw < code.txt\n",
};
