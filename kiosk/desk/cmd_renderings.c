/* SPDX-License-Identifier: MPL-2.0 */
/* renderings: what waits for Danish goes out as a table, and comes back. */
#include "desk/approve.h"
#include "desk/commands.h"
#include "desk/renderings.h"
#include "host/file.h"

/* A translator's work is written once. */
static bool is_free(const char *path, struct fault *why)
{
    struct buf csv = {.max = CEIL_RENDERINGS_FILE};
    struct fault ignored;
    bool begun = file_exists(path) &&
                 file_read(path, CEIL_RENDERINGS_FILE, &csv, &ignored) &&
                 renderings_begun(buf_words(&csv));
    buf_wipe(&csv);
    return !begun || fault_set(why, FAULT_INPUT,
                               "%s has Danish in it: take it in with --in, or "
                               "give another name",
                               path);
}

static bool write_out(struct safe *s, const uint8_t *secret, const char *path,
                      struct fault *why)
{
    struct buf csv = {.max = CEIL_RENDERINGS_FILE};
    int n = 0;
    bool ok = renderings_write(s, secret, &csv, &n, why);
    if (ok && n == 0)
        puts("nothing to render");
    else if (ok)
        ok = is_free(path, why) && file_write(path, buf_words(&csv), 0600, why);
    if (ok && n > 0)
        printf("%s\n", path);
    buf_wipe(&csv);
    return ok;
}

static bool take_in(struct safe *s, const uint8_t *secret, const char *path,
                    struct fault *why)
{
    struct buf csv = {.max = CEIL_RENDERINGS_FILE};
    struct word_lists *lists = NULL;
    struct renderings_told told;
    struct redactor *r = approve_redactor(&lists, why);
    bool ok = r && file_read(path, CEIL_RENDERINGS_FILE, &csv, why);
    if (ok && !renderings_take(s, secret, r, buf_words(&csv), &told, why)) {
        if (why->kind == FAULT_INPUT)
            fault_prefix(why, path);
        ok = false;
    }
    if (ok)
        fprintf(stderr,
                "Taken: %d. Left out because not every sentence of the answer "
                "is rendered: %d. Gone or rendered since: %d.\n",
                told.taken, told.incomplete, told.gone);
    if (r)
        approve_redactor_free(r, lists);
    buf_wipe(&csv);
    return ok;
}

static int renderings(struct call *call)
{
    const char *in = call->given[OPT_IN], *out = call->given[OPT_OUT];
    struct office o;
    struct safe safe = {.office = NULL};
    struct fault why;
    uint8_t secret[VAULT_SECRET] = {0};
    char passphrase[CEIL_PASSPHRASE];
    if (!command_needs(call, OPT_KEY))
        return EXIT_USAGE;
    if (!in == !out)
        return command_misused(call, "give either --out or --in");
    if (!office_open(&o, call->dir, &why))
        return command_failed(&why);
    bool ok =
        command_passphrase(call, passphrase, &why) &&
        office_unlock(&o, call->given[OPT_KEY], passphrase, secret, &why) &&
        safe_open(&safe, &o, &call->clock, SAFE_WAIT_MS, &why) &&
        (out ? write_out(&safe, secret, out, &why)
             : take_in(&safe, secret, in, &why));
    bytes_wipe(passphrase, sizeof passphrase);
    bytes_wipe(secret, sizeof secret);
    safe_close(&safe);
    office_close(&o);
    return ok ? EXIT_DONE : command_failed(&why);
}

const struct command command_renderings = {
    .name = "renderings",
    .summary = "have sentences rendered into Danish after the talk",
    .takes = 1u << OPT_KEY | 1u << OPT_OUT | 1u << OPT_IN |
             1u << OPT_PASSPHRASE_STDIN,
    .run = renderings,
    .help =
        "usage: indefra-desk renderings --key FILE --out FILE.csv\n"
        "       indefra-desk renderings --key FILE --in FILE.csv\n"
        "                               [--passphrase-stdin] [--data DIR]\n"
        "\n"
        "With --out: a table of the sentences that wait for Danish, where "
        "the\n"
        "teller said yes to a rendering made afterwards. A translator fills "
        "in\n"
        "its last column. With --in: takes it back. Rows without Danish go "
        "on\n"
        "waiting; an answer is taken when all its sentences are rendered. A\n"
        "fault, or an id of another office, refuses the whole table. In the\n"
        "booklet they are marked as translated afterwards. What is in the "
        "table\n"
        "was approved by its tellers and has left nowhere yet: keep it as "
        "you\n"
        "would keep their letters, and delete it afterwards.\n"
        "\n"
        "  id;lang;text;danish    UTF-8, parted by ; , or tabs\n"
        "\n"
        "Example:\n"
        "  indefra-desk renderings --key /media/usb/office.key --out "
        "wait.csv\n",
};
