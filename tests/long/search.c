/* SPDX-License-Identifier: MPL-2.0 */
/* Looks for words, many at once, in whatever holds bytes: a disk's image, a
 * file, the memory of a living process.
 *   search WORDS TARGET...
 * WORDS has a line each: sixteen letters or more that stand nowhere else, or
 * hex:BYTES as they are. A word counts as found by either of its halves, for
 * what is freed loses its first bytes; as it is, in capitals, small, taken
 * apart (NFD), backwards; in UTF-8, UTF-16, UTF-32, base64, hexadecimal.
 * TARGET: a file, or pid:N.
 * Says "finds words bytes": finds, different words found, bytes looked at;
 * where on standard error. Exit 2 when a target could not be looked at. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include <unistd.h>

#include "base/bytes.h"

enum {
    KEY = 8,          /* every pattern is at least this long */
    WORD_MOST = 120,  /* letters */
    LETTERS_HALF = 8, /* at least */
    BITS = 24,
    CHUNK = 1 << 20,
    PAGE = 4096,
    PATTERN_MOST = 2048,
    TOLD_MOST = 40,
};

struct pattern {
    uint8_t *at;
    size_t len;
    int line;
    const char *form;
    int next; /* with the same hash; -1 */
};

static struct pattern *pattern;
static int patterns, room;
static int *heads; /* by hash, 1 << BITS */
static uint8_t *found_line;
static int lines;
static uint64_t finds, looked_at;

static _Noreturn void die(const char *what, const char *which)
{
    fprintf(stderr, "search: %s: %s\n", what, which);
    exit(2);
}

static void *must(void *at)
{
    if (!at)
        die("out of memory", "end other programs");
    return at;
}

/* --- What to look for -------------------------------------------------- */

static uint32_t hash_at(const uint8_t *at)
{
    uint64_t key;
    memcpy(&key, at, KEY);
    return (uint32_t)(key * 0x9E3779B97F4A7C15u >> (64 - BITS));
}

static void add(const uint8_t *at, size_t len, const char *form)
{
    if (len < KEY || len > PATTERN_MOST)
        die("a word is too short or too long", form);
    uint32_t hash = hash_at(at);
    for (int i = heads[hash]; i >= 0; i = pattern[i].next)
        if (pattern[i].line == lines && pattern[i].len == len &&
            memcmp(pattern[i].at, at, len) == 0)
            return;
    if (patterns == room) {
        room = room ? 2 * room : 4096;
        pattern = must(realloc(pattern, (size_t)room * sizeof *pattern));
    }
    uint8_t *copy = must(malloc(len));
    memcpy(copy, at, len);
    pattern[patterns] = (struct pattern){copy, len, lines, form, heads[hash]};
    heads[hash] = patterns++;
}

/* Behind "before" bytes that are not known: only the signs that no neighbour
 * has a part in. */
static void add_base64(const uint8_t *at, size_t len, int before)
{
    static const char sign[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                               "abcdefghijklmnopqrstuvwxyz0123456789+/";
    uint8_t out[PATTERN_MOST];
    size_t n = 0, first = (size_t)(before * 8 + 5) / 6;
    for (size_t i = first; i < (len + (size_t)before) * 8 / 6; i++) {
        unsigned value = 0;
        for (size_t bit = i * 6; bit < i * 6 + 6; bit++) {
            size_t byte = bit / 8 - (size_t)before;
            value = value << 1 | (at[byte] >> (7 - bit % 8) & 1);
        }
        out[n++] = (uint8_t)sign[value];
    }
    add(out, n, "base64");
}

static void add_hex(const uint8_t *at, size_t len)
{
    char out[2 * PATTERN_MOST + 1];
    hex_write(at, len, out);
    add((uint8_t *)out, 2 * len, "hexadecimal");
    for (char *c = out; *c; c++)
        if (*c >= 'a')
            *c = (char)(*c - 'a' + 'A');
    add((uint8_t *)out, 2 * len, "hexadecimal");
}

static void add_wide(const UChar32 *code, int n, int bytes, bool big)
{
    uint8_t out[PATTERN_MOST];
    size_t len = 0;
    for (int i = 0; i < n; i++)
        for (int b = 0; b < bytes; b++) {
            int shift = 8 * (big ? bytes - 1 - b : b);
            out[len++] = (uint8_t)((uint32_t)code[i] >> shift);
        }
    add(out, len, bytes == 2 ? "UTF-16" : "UTF-32");
}

/* The letters of our words all lie below U+10000. */
static void add_half(const UChar32 *code, int n)
{
    char utf8[4 * WORD_MOST];
    size_t len = 0;
    for (int i = 0; i < n; i++)
        len += utf8_write((uint32_t)code[i], utf8 + len);
    add((uint8_t *)utf8, len, "UTF-8");
    for (int big = 0; big < 2; big++) {
        add_wide(code, n, 2, big);
        add_wide(code, n, 4, big);
    }
    for (int before = 0; before < 3; before++)
        add_base64((uint8_t *)utf8, len, before);
    add_hex((uint8_t *)utf8, len);
}

static void add_form(const UChar *word, int32_t len)
{
    UChar32 code[WORD_MOST], back[WORD_MOST];
    int n = 0;
    for (int32_t i = 0; i < len && n < WORD_MOST; n++)
        U16_NEXT(word, i, len, code[n]);
    if (n < 2 * LETTERS_HALF)
        die("a word has less than sixteen letters", "make it longer");
    for (int i = 0; i < n; i++)
        back[i] = code[n - 1 - i];
    int half = n / 2;
    add_half(code, half);
    add_half(code + n - half, half);
    add_half(back, half);
    add_half(back + n - half, half);
}

static void add_word(const char *line)
{
    UChar word[WORD_MOST], form[2 * WORD_MOST];
    int32_t len, n;
    UErrorCode error = U_ZERO_ERROR;
    u_strFromUTF8(word, WORD_MOST, &len, line, -1, &error);
    add_form(word, len);
    n = u_strToLower(form, WORD_MOST, word, len, "", &error);
    add_form(form, n);
    n = u_strToUpper(form, WORD_MOST, word, len, "", &error);
    add_form(form, n);
    const UNormalizer2 *apart = unorm2_getNFDInstance(&error);
    n = unorm2_normalize(apart, word, len, form, WORD_MOST, &error);
    if (U_FAILURE(error))
        die("a word cannot be read", u_errorName(error));
    add_form(form, n);
}

static void add_line(char *line)
{
    uint8_t bytes[PATTERN_MOST];
    size_t len = strlen(line);
    if (strncmp(line, "hex:", 4) != 0) {
        add_word(line);
    } else if (len % 2 || len / 2 > sizeof bytes ||
               !hex_read(line + 4, bytes, (len - 4) / 2)) {
        die("no hexadecimal", line);
    } else {
        add(bytes, (len - 4) / 2, "bytes");
    }
    lines++;
}

static void read_words(const char *path)
{
    char line[2 * PATTERN_MOST];
    FILE *file = fopen(path, "re");
    if (!file)
        die("cannot be read", path);
    heads = must(malloc(sizeof *heads << BITS));
    memset(heads, 0xFF, sizeof *heads << BITS);
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (*line)
            add_line(line);
    }
    fclose(file);
    if (!lines)
        die("no words in it", path);
    found_line = must(calloc((size_t)lines, 1));
}

/* --- Looking ----------------------------------------------------------- */

static void tell(const struct pattern *p, const char *where, uint64_t at)
{
    if (finds++ < TOLD_MOST)
        fprintf(stderr, "search: word %d as %s in %s at %#llx\n", p->line + 1,
                p->form, where, (unsigned long long)at);
    found_line[p->line] = 1;
}

/* Looks at every start in bytes[0..starts), of which len are there. */
static void look(const uint8_t *bytes, size_t starts, size_t len,
                 const char *where, uint64_t place)
{
    for (size_t i = 0; i < starts && i + KEY <= len; i++)
        for (int k = heads[hash_at(bytes + i)]; k >= 0; k = pattern[k].next)
            if (pattern[k].len <= len - i &&
                memcmp(bytes + i, pattern[k].at, pattern[k].len) == 0)
                tell(&pattern[k], where, place + i);
    looked_at += starts;
}

/* Moves *from on to "to"; false, and it stands where, when that cannot be
 * read. */
static bool look_through(int fd, uint64_t *from, uint64_t to, const char *where)
{
    static uint8_t bytes[CHUNK + PATTERN_MOST];
    while (*from < to) {
        size_t want = to - *from < sizeof bytes ? to - *from : sizeof bytes;
        ssize_t n = pread(fd, bytes, want, (off_t)*from);
        if (n <= 0)
            return false;
        bool more = (size_t)n == sizeof bytes;
        size_t starts = more ? CHUNK : (size_t)n;
        look(bytes, starts, (size_t)n, where, *from);
        *from += starts;
    }
    return true;
}

static void look_at_file(const char *path)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    off_t size = fd >= 0 ? lseek(fd, 0, SEEK_END) : -1;
    uint64_t from = 0;
    if (size < 0 || !look_through(fd, &from, (uint64_t)size, path))
        die("cannot be read", path);
    close(fd);
}

/* All that is mapped, whatever it allows its owner: locked rooms are shut for
 * reading, too. What no memory stands behind cannot be read. */
static void look_at_process(const char *target)
{
    char path[64], line[1024];
    uint64_t before = looked_at;
    snprintf(path, sizeof path, "/proc/%.20s/mem", target + strlen("pid:"));
    int memory = open(path, O_RDONLY | O_CLOEXEC);
    snprintf(path, sizeof path, "/proc/%.20s/maps", target + strlen("pid:"));
    FILE *maps = fopen(path, "re");
    if (memory < 0 || !maps)
        die("cannot be looked into: be root", target);
    while (fgets(line, sizeof line, maps)) {
        char *end;
        uint64_t from = strtoull(line, &end, 16);
        uint64_t to = *end == '-' ? strtoull(end + 1, NULL, 16) : 0;
        while (!look_through(memory, &from, to, target))
            from += PAGE;
    }
    fclose(maps);
    close(memory);
    if (looked_at == before)
        die("nothing of it could be read", target);
}

int main(int argc, char **argv)
{
    if (argc < 3)
        die("usage", "search WORDS TARGET...");
    read_words(argv[1]);
    for (int i = 2; i < argc; i++) {
        if (strncmp(argv[i], "pid:", 4) == 0)
            look_at_process(argv[i]);
        else
            look_at_file(argv[i]);
    }
    int words = 0;
    for (int i = 0; i < lines; i++)
        words += found_line[i];
    printf("%llu %d %llu\n", (unsigned long long)finds, words,
           (unsigned long long)looked_at);
    return 0;
}
