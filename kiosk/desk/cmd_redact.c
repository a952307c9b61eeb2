/* SPDX-License-Identifier: MPL-2.0 */
/* redact: a filter, line by line, that needs no office. */
#include "desk/commands.h"

#include <errno.h>
#include <jansson.h>
#include <unistd.h>

#include "anonymise/redact.h"
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
    struct buf out, line_out; /* one line: redacted, and as JSON */
    long line;
};

static bool find(struct filter *f, struct plain words, size_t *n)
{
    *n = redact_find(f->redactor, words, f->lang, f->found, f->room);
    if (*n > f->room) {
        struct found *to = realloc(f->found, *n * sizeof *to);
        if (!to)
            return false;
        f->found = to;
        f->room = *n;
        *n = redact_find(f->redactor, words, f->lang, f->found, f->room);
    }
    return *n <= f->room && !redact_starved(f->redactor);
}

static bool set(json_t *object, const char *key, json_t *value)
{
    return json_object_set_new_nocheck(object, key, value) == 0;
}

static json_t *found_json(const struct found *found)
{
    const char *action = found->hide ? "hide" : "suggest";
    json_t *one = json_object();
    if (set(one, "kind", json_string_nocheck(found_name(found->kind))) &&
        set(one, "start", json_integer(found->from)) &&
        set(one, "end", json_integer(found->to)) &&
        set(one, "action", json_string_nocheck(action)))
        return one;
    json_decref(one);
    return NULL;
}

/* Without json_pack(), which reads its format anew for each line: this runs
 * over files of any size. NULL when memory is out. */
static json_t *line_json(const struct filter *f, struct plain text, size_t n)
{
    json_t *line = json_object(), *list = json_array();
    bool ok = set(line, "text",
                  json_stringn_nocheck(text.at ? text.at : "", text.len));
    ok = set(line, "found", list) && ok; /* has list from here, or frees it */
    for (size_t i = 0; ok && i < n; i++)
        ok = json_array_append_new(list, found_json(&f->found[i])) == 0;
    if (ok)
        return line;
    json_decref(line);
    return NULL;
}

static int put(const char *bytes, size_t len, void *out)
{
    buf_put(out, bytes, len);
    return 0;
}

static bool write_line(struct filter *f, size_t n, struct fault *why)
{
    struct plain text = buf_words(&f->out);
    bool ok = true;
    if (f->json) {
        json_t *line = line_json(f, text, n);
        f->line_out.len = 0;
        ok = line &&
             json_dump_callback(line, put, &f->line_out, JSON_COMPACT) == 0 &&
             !f->line_out.full;
        json_decref(line);
        text = buf_words(&f->line_out);
    }
    if (!ok)
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    /* A shut pipe or a full disk is told once, at the end. */
    fwrite(text.at, 1, text.len, stdout);
    putchar_unlocked('\n');
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
                       .out = {.max = 16 * (size_t)CEIL_LINE},
                       /* 6 bytes an escaped one, and 1 byte may be a find. */
                       .line_out = {.max = 128 * (size_t)CEIL_LINE}};
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
    buf_wipe(&f.line_out);
    if (f.redactor)
        approve_redactor_free(f.redactor, lists);
    fflush(stdout);
    return ok ? EXIT_DONE : command_failed(&why);
}

const struct command command_redact = {
    .name = "redact",
    .anywhere = true,
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
