/* SPDX-License-Identifier: MPL-2.0 */
/* letter: a teller's own story as a letter, with nothing but its code. */
#include "desk/commands.h"

#include "desk/letter_make.h"
#include "host/file.h"

static bool ends_in(const char *path, const char *ending)
{
    size_t len = strlen(path), end = strlen(ending);
    return len > end && strcmp(path + len - end, ending) == 0;
}

static bool write_letter(struct safe *s, const char *typed,
                         enum letter_form form, const char *path,
                         struct fault *why)
{
    struct opened opened;
    struct talk *talk = vault_alloc(sizeof *talk);
    struct buf out = {.max = CEIL_LETTER};
    struct shelf *shelf = NULL;
    int32_t week;
    bool ok = talk != NULL || fault_set(why, FAULT_MEMORY, "out of memory");
    ok = code_try(s, plain_of(typed), &opened, why) && ok;
    ok = ok && code_read(s, &opened, talk, why) &&
         letter_week(s, &opened, &week, why) &&
         (shelf = shelf_open(s->office->dir, why)) != NULL &&
         letter_make(shelf, s->office, talk, week, form, &out, why) &&
         file_write(path, buf_words(&out), 0600, why);
    code_shut(&opened);
    shelf_close(shelf);
    buf_wipe(&out);
    vault_free(talk);
    return ok;
}

static int letter(struct call *call)
{
    struct office o;
    struct safe safe;
    struct fault why;
    char typed[CODE_TYPED];
    const char *path = call->given[OPT_OUT];
    if (!command_needs(call, OPT_OUT))
        return EXIT_USAGE;
    bool html = ends_in(path, ".html");
    if (!html && !ends_in(path, ".pdf"))
        return command_misused(call, "--out is a file that ends in .pdf or "
                                     ".html");
    if (!office_open(&o, call->dir, &why))
        return command_failed(&why);
    bool ok = command_code(call, typed, &why);
    if (ok) {
        ok = safe_open(&safe, &o, &call->clock, SAFE_WAIT_MS, &why) &&
             write_letter(&safe, typed, html ? LETTER_HTML : LETTER_PDF, path,
                          &why);
        safe_close(&safe);
    }
    bytes_wipe(typed, sizeof typed);
    office_close(&o);
    return ok ? EXIT_DONE : command_failed(&why);
}

const struct command command_letter = {
    .name = "letter",
    .summary = "a teller's own story as a letter; its code on standard input",
    .takes = 1u << OPT_OUT | 1u << OPT_PASSPHRASE_STDIN,
    .run = letter,
    .help =
        "usage: indefra-desk letter --out FILE.pdf|FILE.html [--data DIR]\n"
        "\n"
        "Reads a story's code (22 digits; spaces and hyphens are fine) from\n"
        "standard input and writes the whole story as a letter, in the\n"
        "teller's language and in Danish where both exist. For the teller\n"
        "alone: nothing in it is hidden. The code is not in it. Only the\n"
        "owner of the file can read it.\n"
        "\n"
        "  --out FILE  .pdf: A4, for paper; .html: a page for a browser\n"
        "\n"
        "Examples:\n"
        "  indefra-desk letter --out /media/usb/letter.pdf < code.txt\n"
        "  indefra-desk letter --out letter.html < code.txt\n",
};
