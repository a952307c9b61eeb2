/* SPDX-License-Identifier: MPL-2.0 */
/* redact: a filter, line by line, that needs no office. */
#include "desk/commands.h"

#include <errno.h>
#include <jansson.h>
#include <unistd.h>

#include "desk/approve.h"

enum {
    ROOM = CEIL_LINE + 1024 * 1024, /* a line, and much read at once */
    OUT_ROOM = 256 * 1024,
};

struct filter {
    struct redactor *redactor;
    const char *lang;
    bool json;
    struct found *found;
    size_t room;
    struct buf out; /* one line */
    long line;
};

static bool find(struct filter *f, struct plain words, size_t *n)
{
    *n = redact_find(f->redactor, words, f->lang, f->found, f->room);
    if (*n <= f->room)
        return true;
    struct found *to = realloc(f->found, *n * sizeof *to);
    if (!to)
        return false;
    f->found = to;
    f->room = *n;
    *n = redact_find(f->redactor, words, f->lang, f->found, f->room);
    return true;
}

static json_t *found_json(const struct found *found, size_t n)
{
    json_t *list = json_array();
    for (size_t i = 0; i < n; i++)
        json_array_append_new(
            list,
            json_pack("{s:s, s:i, s:i, s:s}", "kind", found_name(found[i].kind),
                      "start", (int)found[i].from, "end", (int)found[i].to,
                      "action", found[i].hide ? "hide" : "suggest"));
    return list;
}

static bool write_line(struct filter *f, size_t n, struct fault *why)
{
    struct plain text = buf_words(&f->out);
    if (f->json)
        return command_json(
            json_pack("{s:o, s:o}", "text",
                      json_stringn(text.at ? text.at : "", text.len), "found",
                      found_json(f->found, n)),
            0, why);
    fwrite(text.at, 1, text.len, stdout);
    putchar('\n');
    return true;
}

static bool redact_line(struct filter *f, struct plain words, struct fault *why)
{
    size_t n;
    f->line++;
    if (words.len > CEIL_LINE)
        return fault_set(why, FAULT_LIMIT,
                         "line %ld is longer than %d bytes: cut it", f->line,
                         CEIL_LINE);
    if (!utf8_valid(words, NULL))
        return fault_set(why, FAULT_INPUT,
                         "line %ld is not UTF-8: convert it first", f->line);
    f->out.len = 0;
    if (!find(f, words, &n))
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    redact_write(words, f->found, n, &f->out);
    if (f->out.full)
        return fault_set(why, FAULT_LIMIT,
                         "line %ld is too long once redacted: cut it", f->line);
    return write_line(f, n, why);
}

/* All whole lines of what is there; gives where the rest begins. */
static bool redact_lines(struct filter *f, const char *at, size_t len,
                         size_t *rest, struct fault *why)
{
    const char *end;
    *rest = 0;
    while ((end = memchr(at + *rest, '\n', len - *rest)) != NULL) {
        struct plain words = {at + *rest, (size_t)(end - at) - *rest};
        if (!redact_line(f, words, why))
            return false;
        if (ferror(stdout))
            return true;
        *rest = (size_t)(end - at) + 1;
    }
    return true;
}

/* Reads with read(2): a person or a program at the other end sees each line's
 * answer before the next line is written. */
static bool filter_all(struct filter *f, char *room, struct fault *why)
{
    size_t len = 0, rest = 0;
    while (!ferror(stdout)) {
        ssize_t got = read(STDIN_FILENO, room + len, ROOM - len);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return fault_set(why, FAULT_DISK,
                             "standard input cannot be read (%s)",
                             strerror(errno));
        if (got == 0)
            break;
        len += (size_t)got;
        if (!redact_lines(f, room, len, &rest, why))
            return false;
        len -= rest;
        memmove(room, room + rest, len);
        fflush(stdout);
        if (len > CEIL_LINE)
            break;
    }
    return !len || ferror(stdout) ||
           redact_line(f, (struct plain){room, len}, why);
}

static int redact(struct call *call)
{
    struct word_lists *lists = NULL;
    struct fault why;
    struct filter f = {.lang =
                           call->given[OPT_LANG] ? call->given[OPT_LANG] : "da",
                       .json = call->given[OPT_JSON] != NULL,
                       .out = {.max = 16 * (size_t)CEIL_LINE}};
    char *room = malloc(ROOM);
    setvbuf(stdout, NULL, _IOFBF, OUT_ROOM);
    bool ok = room != NULL || fault_set(&why, FAULT_MEMORY, "out of memory");
    ok = ok && (f.redactor = approve_redactor(&lists, &why)) != NULL &&
         filter_all(&f, room, &why);
    if (room)
        bytes_wipe(room, ROOM);
    free(room);
    free(f.found);
    buf_wipe(&f.out);
    if (f.redactor)
        approve_redactor_free(f.redactor, lists);
    fflush(stdout);
    return ok ? EXIT_DONE : command_failed(&why);
}

const struct command command_redact = {
    .name = "redact",
    .summary = "hide identifiers in text; a filter",
    .takes = 1u << OPT_LANG | 1u << OPT_JSON,
    .run = redact,
    .help =
        "usage: indefra-desk redact [--lang TAG] [--json]\n"
        "\n"
        "Reads UTF-8 lines and writes them with every identifier (CPR "
        "numbers,\n"
        "phones, addresses ...) replaced by \u25AE\u25AE\u25AE. Names, places "
        "and dates are\n"
        "only suggested: --json lists them, the text keeps them. It masks; it\n"
        "does not make anybody anonymous. Needs no office.\n"
        "\n"
        "  --lang TAG  the text's language; da when not given\n"
        "  --json      one object a line: the text, and what was found, in\n"
        "              bytes of the input line\n"
        "\n"
        "Example:\n"
        "  echo 'Ring til 12 34 56 78' | indefra-desk redact --json\n",
};
