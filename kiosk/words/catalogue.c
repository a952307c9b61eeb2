/* SPDX-License-Identifier: MPL-2.0 */
/* Reads the MO files that msgfmt makes. A file is checked whole when it is
 * opened, so that finding a text later can neither fail nor leave the file.
 * Format: the GNU gettext manual, "The Format of GNU MO Files". */
#include "words/catalogue.h"

#include <errno.h>
#include <stdarg.h>

#include "base/ceilings.h"

enum {
    MO_MAGIC = 0x950412DE,
    MO_HEADER = 20,      /* bytes that we need: up to the two tables */
    MO_ENTRY = 8,        /* length and offset */
    CONTEXT_END = '\004' /* between msgctxt and msgid */
};

struct message {
    const char *id, *text;
};

struct catalogue {
    char *bytes; /* the file; ids and header lines are cut with NULs in it */
    size_t len;
    bool swapped;
    const char *header, *header_end;
    struct message *message; /* the translated ones, sorted by id */
    int count;
    const char *last; /* the id read last, translated or not */
};

static bool refuse(struct fault *why, const char *what)
{
    return fault_set(why, FAULT_DAMAGED,
                     "%s; make the catalogue again with msgfmt", what);
}

static uint32_t number_at(const struct catalogue *c, size_t at)
{
    uint32_t n;
    memcpy(&n, c->bytes + at, sizeof n);
    return c->swapped ? __builtin_bswap32(n) : n;
}

/* The string that the table entry at "at" tells of. */
static bool string_at(const struct catalogue *c, size_t at, char **text,
                      size_t *len, struct fault *why)
{
    *len = number_at(c, at);
    size_t start = number_at(c, at + 4);
    if (start >= c->len || *len >= c->len - start)
        return refuse(why, "it points outside itself");
    *text = c->bytes + start;
    if ((*text)[*len] != '\0')
        return refuse(why, "a message has no end");
    if (!utf8_valid((struct plain){*text, *len}, NULL))
        return refuse(why, "a message is not UTF-8, or has a plural form");
    return true;
}

/* ---- the header, the message whose msgid is empty ---- */

const char *catalogue_header(const struct catalogue *c, const char *field)
{
    size_t len = strlen(field);
    for (const char *line = c->header; line < c->header_end;
         line += strlen(line) + 1)
        if (strncmp(line, field, len) == 0 && line[len] == ':')
            return line + len + 1 + strspn(line + len + 1, " \t");
    return NULL;
}

/* Cuts the header into lines without trailing space. */
static void header_cut(struct catalogue *c, char *text, size_t len)
{
    c->header = text;
    c->header_end = text + len;
    for (size_t i = 0; i <= len; i++) {
        if (i < len && text[i] != '\n')
            continue;
        text[i] = '\0';
        for (size_t k = i; k && strchr(" \t\r", text[k - 1]) && text[k - 1];)
            text[--k] = '\0';
    }
}

static bool header_read(struct catalogue *c, char *text, size_t len,
                        struct fault *why)
{
    header_cut(c, text, len);
    const char *type = catalogue_header(c, "Content-Type");
    const char *charset = type ? strstr(type, "charset=") : NULL;
    if (!charset || strcmp(charset + strlen("charset="), "UTF-8") != 0)
        return refuse(why, "its header does not say charset=UTF-8");
    return true;
}

/* ---- messages ---- */

static bool message_read(struct catalogue *c, char *id, size_t id_len,
                         const char *text, struct fault *why)
{
    char *end = memchr(id, CONTEXT_END, id_len);
    if (!end || end == id)
        return refuse(why, "a message has no msgctxt");
    *end = '\0';
    if (c->last && strcmp(c->last, id) >= 0)
        return refuse(why, "its ids are not sorted, or one is there twice");
    c->last = id;
    if (*text)
        c->message[c->count++] = (struct message){id, text};
    return true;
}

static bool strings_read(struct catalogue *c, uint32_t n, size_t ids,
                         size_t texts, struct fault *why)
{
    for (uint32_t i = 0; i < n; i++) {
        char *id, *text;
        size_t id_len, text_len;
        if (!string_at(c, ids + i * MO_ENTRY, &id, &id_len, why) ||
            !string_at(c, texts + i * MO_ENTRY, &text, &text_len, why))
            return false;
        bool good = i == 0 ? id_len == 0 ? header_read(c, text, text_len, why)
                                         : refuse(why, "it has no header")
                           : message_read(c, id, id_len, text, why);
        if (!good)
            return false;
    }
    return true;
}

static bool file_read(struct catalogue *c, struct fault *why)
{
    if (c->len < MO_HEADER)
        return refuse(why, "it is not a MO file");
    uint32_t magic = number_at(c, 0);
    c->swapped = magic == __builtin_bswap32(MO_MAGIC);
    if (magic != MO_MAGIC && !c->swapped)
        return refuse(why, "it is not a MO file");
    if (number_at(c, 4) != 0)
        return refuse(why, "it is of another MO revision than 0");
    uint32_t n = number_at(c, 8);
    size_t ids = number_at(c, 12), texts = number_at(c, 16);
    size_t most = (c->len - MO_HEADER) / (2 * MO_ENTRY);
    if (n > most || ids > c->len - n * MO_ENTRY ||
        texts > c->len - n * MO_ENTRY)
        return refuse(why, "it points outside itself");
    if (n == 0)
        return refuse(why, "it has no header");
    c->message = calloc(n, sizeof *c->message);
    if (!c->message)
        return fault_set(why, FAULT_MEMORY, "out of memory");
    return strings_read(c, n, ids, texts, why);
}

/* Keeps bytes (malloc). */
static struct catalogue *catalogue_over(char *bytes, size_t len,
                                        struct fault *why)
{
    struct catalogue *c = calloc(1, sizeof *c);
    if (!c) {
        free(bytes);
        fault_set(why, FAULT_MEMORY, "out of memory");
        return NULL;
    }
    c->bytes = bytes;
    c->len = len;
    if (file_read(c, why))
        return c;
    catalogue_close(c);
    return NULL;
}

static bool too_large(struct fault *why)
{
    return fault_set(why, FAULT_LIMIT, "it is larger than %d bytes",
                     CEIL_CATALOGUE_FILE);
}

struct catalogue *catalogue_read(struct plain bytes, struct fault *why)
{
    if (bytes.len > CEIL_CATALOGUE_FILE) {
        too_large(why);
        return NULL;
    }
    char *copy = malloc(bytes.len ? bytes.len : 1);
    if (!copy) {
        fault_set(why, FAULT_MEMORY, "out of memory");
        return NULL;
    }
    if (bytes.len)
        memcpy(copy, bytes.at, bytes.len);
    return catalogue_over(copy, bytes.len, why);
}

/* The whole file, malloc'd; NULL when it cannot be read. */
static char *file_load(const char *path, size_t *len, struct fault *why)
{
    FILE *f = fopen(path, "rbe");
    if (!f) {
        fault_set(why, errno == ENOMEM ? FAULT_MEMORY : FAULT_DISK,
                  "cannot be opened: %s", strerror(errno));
        return NULL;
    }
    char *bytes = malloc(CEIL_CATALOGUE_FILE + 1);
    *len = bytes ? fread(bytes, 1, CEIL_CATALOGUE_FILE + 1, f) : 0;
    bool good = bytes
                    ? !ferror(f) || fault_set(why, FAULT_DISK, "cannot be read")
                    : fault_set(why, FAULT_MEMORY, "out of memory");
    if (good && *len > CEIL_CATALOGUE_FILE)
        good = too_large(why);
    fclose(f);
    if (!good) {
        free(bytes);
        return NULL;
    }
    char *fitting = realloc(bytes, *len ? *len : 1);
    return fitting ? fitting : bytes;
}

struct catalogue *catalogue_open(const char *path, struct fault *why)
{
    size_t len;
    char *bytes = file_load(path, &len, why);
    struct catalogue *c = bytes ? catalogue_over(bytes, len, why) : NULL;
    if (!c)
        fault_prefix(why, path);
    return c;
}

void catalogue_close(struct catalogue *c)
{
    if (!c)
        return;
    free(c->message);
    free(c->bytes);
    free(c);
}

/* ---- asking ---- */

const char *catalogue_find(const struct catalogue *c, const char *id)
{
    int low = 0, high = c->count;
    while (low < high) {
        int mid = (low + high) / 2;
        int side = strcmp(c->message[mid].id, id);
        if (side == 0)
            return c->message[mid].text;
        if (side < 0)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

int catalogue_count(const struct catalogue *c)
{
    return c->count;
}

const char *catalogue_id(const struct catalogue *c, int i)
{
    return i >= 0 && i < c->count ? c->message[i].id : NULL;
}

/* The value of the name that stands at "at" up to "end"; NULL: unknown. */
static const char *value_of(const char *at, const char *end, va_list values)
{
    size_t len = (size_t)(end - at);
    const char *name, *value = NULL;
    va_list v;
    va_copy(v, values);
    while (!value && (name = va_arg(v, const char *))) {
        const char *its = va_arg(v, const char *);
        if (strlen(name) == len && memcmp(name, at, len) == 0)
            value = its;
    }
    va_end(v);
    return value;
}

void catalogue_fill(const char *text, struct buf *out, ...)
{
    va_list values;
    va_start(values, out);
    while (*text) {
        const char *end = *text == '{' ? strchr(text, '}') : NULL;
        const char *value = end ? value_of(text + 1, end, values) : NULL;
        if (value) {
            buf_text(out, value);
            text = end + 1;
        } else {
            buf_byte(out, (uint8_t)*text++);
        }
    }
    va_end(values);
}
