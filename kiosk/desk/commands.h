/* SPDX-License-Identifier: MPL-2.0 */
/* The commands of indefra-desk: one table, one way to read options, one way to
 * fail. Data goes to standard output, talk to standard error. */
#ifndef DESK_COMMANDS_H
#define DESK_COMMANDS_H

#include "base/ceilings.h"
#include "desk/safe.h"

enum option_id {
    OPT_DATA,
    OPT_CLOCK,
    OPT_HELP,
    OPT_PASSPHRASE_STDIN,
    OPT_OFFICE,
    OPT_MUNICIPALITY,
    OPT_KEY_OUT,
    OPT_DEMO,
    OPT_PIN,
    OPT_CONFIRM_CLOCK,
    OPT_NEW_KEY,
    OPT_KEY,
    OPT_OUT,
    OPT_COURSE,
    OPT_PREVIEW,
    OPT_JSON,
    OPT_ALLOW,
    OPT_LANG,
    OPT_STORIES,
    OPT_SEED,
    OPT_WEEKS,
    OPT_CODES,
    OPT_IN,
    OPTIONS,
};

enum exit_code { EXIT_DONE, EXIT_FAILED, EXIT_USAGE };

/* One call of the program. All borrowed from argv. */
struct call {
    const struct command *command;
    const char *given[OPTIONS]; /* the value; "" of a flag; NULL: not given */
    char **operand;
    int operands;
    char dir[CEIL_PATH]; /* --data, or the default DIR; see anywhere */
    struct clock clock;
};

struct command {
    const char *name;
    const char *summary; /* half a line */
    const char *help;    /* usage, what it does, examples */
    uint32_t takes;      /* options, as bits 1 << OPT_...; some all take */
    int most_operands;   /* INT_MAX: any number */
    bool anywhere;       /* an office is not needed: DIR may be "" */
    int (*run)(struct call *call); /* gives an exit code */
};

/* Reads the arguments and runs the command; gives the exit code. */
int commands_run(int argc, char **argv);

/* One line on standard error; gives EXIT_FAILED. */
int command_failed(const struct fault *why);
/* The same for a call that is wrong in itself; gives EXIT_USAGE. */
int command_misused(const struct call *call, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* True when the option was given; else says that it is needed. */
bool command_needs(const struct call *call, enum option_id id);
/* A whole number in an option; other when it was not given. False, and told,
 * when it is none within min..max. */
bool command_number(const struct call *call, enum option_id id, long min,
                    long max, long other, long *number);

/* The passphrase, from the terminal or, with --passphrase-stdin, from the
 * first line of standard input. The caller wipes it. */
bool command_passphrase(const struct call *call, char out[CEIL_PASSPHRASE],
                        struct fault *why);
/* A story's code, as it was typed, from the terminal or from standard input:
 * with --passphrase-stdin the second line of it, so that a script may hand
 * every command the same input. The caller wipes it. */
enum { CODE_TYPED = 160 }; /* 22 digits of any script, and what is between */
bool command_code(const struct call *call, char out[CODE_TYPED],
                  struct fault *why);
/* Puts JSON and a line's end on standard output; flags as for json_dumpf().
 * Lets value go; NULL: memory was out when it was made. */
struct json_t;
bool command_json(struct json_t *value, size_t flags, struct fault *why);
/* How far it is, in place, on a terminal only. */
void command_progress(const char *what, long done, long all);

extern const struct command command_init, command_office, command_week,
    command_council, command_status, command_withdraw, command_redact,
    command_guide, command_languages, command_demo, command_check,
    command_reply, command_renderings, command_letter;

#endif
