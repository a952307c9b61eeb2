/* SPDX-License-Identifier: MPL-2.0 */
/* See commands.h. A command more is a line more in the table. Texts are
 * English: they speak to administrators, never to citizens. */
#include "desk/commands.h"

#include <errno.h>
#include <getopt.h>
#include <jansson.h>
#include <stdarg.h>
#include <unistd.h>

#include "host/paths.h"
#include "host/secret_tty.h"

static const struct command *const commands[] = {
    &command_init,       &command_office,   &command_week,   &command_council,
    &command_status,     &command_withdraw, &command_redact, &command_guide,
    &command_languages,  &command_demo,     &command_check,  &command_reply,
    &command_renderings, &command_letter,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static const struct {
    const char *name;
    bool flag;
} options[OPTIONS] = {
    [OPT_DATA] = {"data", false},
    [OPT_CLOCK] = {"clock", false},
    [OPT_HELP] = {"help", true},
    [OPT_PASSPHRASE_STDIN] = {"passphrase-stdin", true},
    [OPT_OFFICE] = {"office", false},
    [OPT_MUNICIPALITY] = {"municipality", false},
    [OPT_KEY_OUT] = {"key-out", false},
    [OPT_DEMO] = {"demo", true},
    [OPT_PIN] = {"pin", true},
    [OPT_CONFIRM_CLOCK] = {"confirm-clock", true},
    [OPT_NEW_KEY] = {"new-key", false},
    [OPT_KEY] = {"key", false},
    [OPT_OUT] = {"out", false},
    [OPT_COURSE] = {"course", false},
    [OPT_PREVIEW] = {"preview", true},
    [OPT_JSON] = {"json", true},
    [OPT_ALLOW] = {"allow", false},
    [OPT_LANG] = {"lang", false},
    [OPT_STORIES] = {"stories", false},
    [OPT_SEED] = {"seed", false},
    [OPT_WEEKS] = {"weeks", false},
    [OPT_CODES] = {"codes", false},
    [OPT_IN] = {"in", false},
};

/* Every command takes these. */
static const uint32_t all_take =
    1u << OPT_DATA | 1u << OPT_CLOCK | 1u << OPT_HELP;

/* --- Talking ----------------------------------------------------------- */

int command_failed(const struct fault *why)
{
    fprintf(stderr, "indefra-desk: %s\n", why->text);
    return EXIT_FAILED;
}

int command_misused(const struct call *call, const char *format, ...)
{
    char what[400];
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    fprintf(stderr, "indefra-desk: %s: see \"indefra-desk %s%s--help\"\n", what,
            call->command ? call->command->name : "", call->command ? " " : "");
    return EXIT_USAGE;
}

bool command_needs(const struct call *call, enum option_id id)
{
    if (call->given[id])
        return true;
    command_misused(call, "%s needs --%s", call->command->name,
                    options[id].name);
    return false;
}

bool command_number(const struct call *call, enum option_id id, long min,
                    long max, long other, long *number)
{
    *number = other;
    if (!call->given[id] || number_parse(call->given[id], min, max, number))
        return true;
    command_misused(call, "--%s is a whole number from %ld to %ld",
                    options[id].name, min, max);
    return false;
}

bool command_passphrase(const struct call *call, char out[CEIL_PASSPHRASE],
                        struct fault *why)
{
    if (call->given[OPT_PASSPHRASE_STDIN])
        return secret_tty_line(STDIN_FILENO, out, CEIL_PASSPHRASE, why);
    return secret_tty_ask("The six words of the office's key: ", out,
                          CEIL_PASSPHRASE, why);
}

bool command_code(const struct call *call, char out[CODE_TYPED],
                  struct fault *why)
{
    if (call->given[OPT_PASSPHRASE_STDIN]) {
        char passphrase[CEIL_PASSPHRASE];
        bool ok =
            secret_tty_line(STDIN_FILENO, passphrase, sizeof passphrase, why);
        bytes_wipe(passphrase, sizeof passphrase);
        if (!ok)
            return false;
    }
    return isatty(STDIN_FILENO)
               ? secret_tty_ask("The story's code: ", out, CODE_TYPED, why)
               : secret_tty_line(STDIN_FILENO, out, CODE_TYPED, why);
}

bool command_json(struct json_t *value, size_t flags, struct fault *why)
{
    bool ok = value && json_dumpf(value, stdout, flags) == 0;
    json_decref(value);
    if (ok)
        putchar('\n');
    return ok || fault_set(why, FAULT_MEMORY,
                           "the JSON cannot be written: free memory or "
                           "disk space and try again");
}

void command_progress(const char *what, long done, long all)
{
    if (isatty(STDERR_FILENO))
        fprintf(stderr, "\r%s %ld of %ld%s", what, done, all,
                done == all ? "\n" : "");
}

static int show_help(void)
{
    puts("usage: indefra-desk COMMAND [--data DIR] [--clock TIME] ...\n");
    for (int i = 0; i < COMMANDS; i++)
        printf("  %-10s %s\n", commands[i]->name, commands[i]->summary);
    puts("\n"
         "  --data DIR    the office's data; default /var/lib/indefra when it "
         "exists,\n"
         "                else $XDG_DATA_HOME/indefra\n"
         "  --clock TIME  act as if it were that time (ISO 8601, UTC); but for "
         "demos,\n"
         "                what changes by it is noted in the staff's log\n"
         "  --help        this, or a command's own help\n"
         "  --version\n"
         "\n"
         "Data goes to standard output, talk to standard error. Exit 0: done,\n"
         "1: failed, with one line that says what and what to do, 2: wrong "
         "usage.\n"
         "\n"
         "Examples:\n"
         "  indefra-desk init --office \"Familiehuset\" --municipality "
         "\"Byby\" \\\n"
         "      --key-out /media/usb/office.key\n"
         "  indefra-desk week --key /media/usb/office.key --out /media/usb\n"
         "  indefra-desk status --json\n"
         "\n"
         "See indefra-desk(1).");
    return EXIT_DONE;
}

/* --- Reading arguments ------------------------------------------------- */

static const struct command *find(const char *name)
{
    for (int i = 0; i < COMMANDS; i++)
        if (strcmp(commands[i]->name, name) == 0)
            return commands[i];
    return NULL;
}

/* The options of one command, as getopt_long() wants them. */
static void list_options(const struct command *c,
                         struct option out[OPTIONS + 1])
{
    int n = 0;
    for (int i = 0; i < OPTIONS; i++)
        if ((c->takes | all_take) >> i & 1)
            out[n++] = (struct option){
                options[i].name,
                options[i].flag ? no_argument : required_argument, NULL, i};
    out[n] = (struct option){0};
}

static bool read_options(struct call *call, int argc, char **argv)
{
    struct option list[OPTIONS + 1];
    list_options(call->command, list);
    opterr = 0;
    for (int got; (got = getopt_long(argc, argv, ":", list, NULL)) != -1;) {
        if (got == ':' || got == '?') {
            command_misused(call,
                            got == ':' ? "%.100s needs a value"
                                       : "%.100s is not understood",
                            argv[optind - 1]);
            return false;
        }
        if (call->given[got]) {
            command_misused(call, "--%s is given twice", options[got].name);
            return false;
        }
        call->given[got] = optarg ? optarg : "";
    }
    call->operand = argv + optind;
    call->operands = argc - optind;
    return true;
}

static bool settle(struct call *call, struct fault *why, int *code)
{
    const char *data = call->given[OPT_DATA];
    *code = EXIT_USAGE;
    clock_real(&call->clock);
    if (call->operands > call->command->most_operands) {
        command_misused(call, "\"%.100s\" is too much",
                        call->operand[call->command->most_operands]);
        return false;
    }
    if (call->given[OPT_CLOCK] &&
        !clock_fixed(&call->clock, call->given[OPT_CLOCK], why)) {
        command_misused(call, "%s", why->text);
        return false;
    }
    if (data && (!*data || !text_copy(call->dir, sizeof call->dir, data))) {
        command_misused(call, "--data is empty or too long");
        return false;
    }
    if (!data && !path_data(call->dir, why)) {
        call->dir[0] = '\0';
        if (call->command->anywhere)
            return true;
        *code = command_failed(why);
        return false;
    }
    return true;
}

/* What did not get out is not done. */
static int finish(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    if (errno != EPIPE)
        fprintf(stderr, "indefra-desk: standard output cannot be written: "
                        "free some space and try again\n");
    return EXIT_FAILED;
}

int commands_run(int argc, char **argv)
{
    struct call call = {0};
    struct fault why;
    int code;
    if (argc < 2)
        return command_misused(&call, "which command?");
    if (strcmp(argv[1], "--help") == 0)
        return finish(show_help());
    if (strcmp(argv[1], "--version") == 0)
        return puts("indefra-desk " INDEFRA_VERSION), finish(EXIT_DONE);
    call.command = find(argv[1]);
    if (!call.command)
        return command_misused(&call, "there is no command \"%.100s\"",
                               argv[1]);
    if (!read_options(&call, argc - 1, argv + 1))
        return EXIT_USAGE;
    if (call.given[OPT_HELP])
        return fputs(call.command->help, stdout), finish(EXIT_DONE);
    if (!settle(&call, &why, &code))
        return code;
    return finish(call.command->run(&call));
}
