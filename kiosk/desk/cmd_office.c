/* SPDX-License-Identifier: MPL-2.0 */
/* init and office: an office is made, and changed. What is told once goes to
 * standard output and nowhere else. */
#include "desk/commands.h"

#include "host/file.h"
#include "host/paths.h"

/* --- init -------------------------------------------------------------- */

static int init(struct call *call)
{
    const char *const *given = call->given;
    bool demo = given[OPT_DEMO] != NULL;
    if (!demo && (!command_needs(call, OPT_OFFICE) ||
                  !command_needs(call, OPT_MUNICIPALITY) ||
                  !command_needs(call, OPT_KEY_OUT)))
        return EXIT_USAGE;
    struct office_secrets told = {{0}, {0}};
    struct fault why;
    if (!office_init(call->dir, given[OPT_OFFICE] ? given[OPT_OFFICE] : "Demo",
                     given[OPT_MUNICIPALITY] ? given[OPT_MUNICIPALITY] : "Demo",
                     given[OPT_KEY_OUT], demo, &told, &why))
        return command_failed(&why);
    printf("%s\n%s\n", told.passphrase, told.pin);
    bytes_wipe(&told, sizeof told);
    fprintf(stderr,
            "The first line opens the office's key, the second is the staff's "
            "PIN. Write both on paper now: they are not shown again.\n");
    return EXIT_DONE;
}

const struct command command_init = {
    .name = "init",
    .summary = "make an office: its folder, its key, its PIN",
    .takes = 1u << OPT_OFFICE | 1u << OPT_MUNICIPALITY | 1u << OPT_KEY_OUT |
             1u << OPT_DEMO,
    .run = init,
    .help =
        "usage: indefra-desk init --office NAME --municipality NAME\n"
        "                         --key-out FILE [--demo] [--data DIR]\n"
        "\n"
        "Makes DIR and refuses one that has an office already. Prints the six\n"
        "words of the office's key, then the staff's PIN, once: write them on\n"
        "paper. FILE is the key itself and belongs on a USB stick; copy it to\n"
        "a second one. Without words and key no booklet can be made, by\n"
        "anybody.\n"
        "\n"
        "  --office NAME        as it stands in the booklet\n"
        "  --municipality NAME\n"
        "  --key-out FILE       where the key goes; never overwritten\n"
        "  --demo               an office to try: passphrase demo, PIN 0000,\n"
        "                       its key inside DIR; never for real stories\n"
        "\n"
        "Examples:\n"
        "  indefra-desk init --office \"Familiehuset\" --municipality Byby \\\n"
        "      --key-out /media/usb/office.key\n"
        "  indefra-desk init --demo --office Demo --municipality Demo \\\n"
        "      --data /tmp/demo\n",
};

/* --- office ------------------------------------------------------------ */

static bool confirm_clock(struct call *call, const struct office *o,
                          struct fault *why)
{
    struct safe safe;
    bool ok = safe_open(&safe, o, &call->clock, SAFE_WAIT_MS, why) &&
              safe_clock_confirm(&safe, why);
    safe_close(&safe);
    if (ok)
        fprintf(stderr,
                "The clock is confirmed: releases and erasure go on.\n");
    return ok;
}

static bool count_sealed(void *self, const struct story_row *row,
                         struct fault *why)
{
    (void)why;
    *(int *)self += row->approved.len > 0;
    return true;
}

/* Old stories stay sealed to the old key: none may wait when it changes. */
static bool nothing_waits(struct safe *s, struct fault *why)
{
    int sealed = 0;
    if (!story_each(s->store, count_sealed, &sealed, why))
        return false;
    return !sealed ||
           fault_set(why, FAULT_INPUT,
                     "%d stories have parts that wait for a booklet, sealed to "
                     "the old key: go on with that key until they have left or "
                     "expired",
                     sealed);
}

static bool log_new_key(struct safe *s, struct fault *why)
{
    if (!store_begin(s->store, why))
        return false;
    bool ok = safe_log(s, "new office key", why) && store_commit(s->store, why);
    if (!ok)
        store_rollback(s->store);
    return ok;
}

static bool new_key(struct call *call, struct office *o,
                    struct office_secrets *told, struct fault *why)
{
    struct safe safe;
    bool ok = safe_open(&safe, o, &call->clock, SAFE_WAIT_MS, why) &&
              nothing_waits(&safe, why) && log_new_key(&safe, why) &&
              office_make_key(o, call->given[OPT_NEW_KEY], told, why);
    safe_close(&safe);
    return ok;
}

static bool change(struct call *call, struct office *o, struct fault *why)
{
    struct office_secrets told = {{0}, {0}};
    bool ok = true;
    if (call->given[OPT_CONFIRM_CLOCK])
        ok = confirm_clock(call, o, why);
    if (ok && call->given[OPT_NEW_KEY]) {
        ok = new_key(call, o, &told, why);
        if (ok)
            printf("%s\n", told.passphrase);
    }
    if (ok && call->given[OPT_PIN]) {
        ok = office_new_pin(o, told.pin, why);
        if (ok)
            printf("%s\n", told.pin);
        else
            bytes_wipe(told.pin, sizeof told.pin);
    }
    if (*told.passphrase || *told.pin)
        fprintf(stderr, "Write it on paper now: it is not shown again.\n");
    bytes_wipe(&told, sizeof told);
    return ok;
}

static void show(const struct office *o)
{
    char key[2 * VAULT_PUBLIC + 1];
    hex_write(o->key, VAULT_PUBLIC, key);
    printf("office        %s\nmunicipality  %s\nguide         %s\n"
           "key           %.16s\npause days    %d\n%s",
           o->name, o->municipality, o->guide, key, o->pause_days,
           o->demo ? "demo          yes\n" : "");
    for (int i = 0; i < o->courses; i++)
        printf("course        %s  %s\n", o->course[i].id, o->course[i].name);
}

static int office(struct call *call)
{
    struct office o;
    struct fault why;
    if (!office_open(&o, call->dir, &why))
        return command_failed(&why);
    bool changes = call->given[OPT_PIN] || call->given[OPT_NEW_KEY] ||
                   call->given[OPT_CONFIRM_CLOCK];
    if (!changes)
        show(&o);
    bool ok = !changes || change(call, &o, &why);
    office_close(&o);
    return ok ? EXIT_DONE : command_failed(&why);
}

const struct command command_office = {
    .name = "office",
    .summary = "show the office; new PIN, new key, confirm the clock",
    .takes = 1u << OPT_PIN | 1u << OPT_CONFIRM_CLOCK | 1u << OPT_NEW_KEY,
    .run = office,
    .help =
        "usage: indefra-desk office [--pin] [--confirm-clock]\n"
        "                           [--new-key FILE] [--data DIR]\n"
        "\n"
        "Without options: shows the office.\n"
        "\n"
        "  --pin            draws a new PIN for the staff and prints it once\n"
        "  --confirm-clock  after the clock has jumped by more than two "
        "weeks:\n"
        "                   it is right now, let releases and erasure go on\n"
        "  --new-key FILE   makes a new office key and prints its six words\n"
        "                   once; refused while stories wait for a booklet,\n"
        "                   for they are sealed to the old key\n"
        "\n"
        "Example:\n"
        "  indefra-desk office --pin\n",
};
