/* SPDX-License-Identifier: MPL-2.0 */
/* How fast redact_find reads plain text with all word lists on: one file, line
 * by line, as the filter does. Prints MB/s of the best of five rounds.
 *
 *     redact_speed data/lexicons FILE [LANGUAGE] */
#include "anonymise/redact.h"

enum { ROUNDS = 5, FOUND_MOST = 4096, FILE_MOST = 256 * 1024 * 1024 };

static struct plain read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    struct plain words = {NULL, 0};
    if (!file || fseek(file, 0, SEEK_END) != 0)
        return words;
    long size = ftell(file);
    char *bytes = size > 0 && size < FILE_MOST ? malloc((size_t)size) : NULL;
    rewind(file);
    if (bytes && fread(bytes, 1, (size_t)size, file) == (size_t)size)
        words = (struct plain){bytes, (size_t)size};
    fclose(file);
    return words;
}

static struct plain list(const char *folder, const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/%s.txt", folder, name);
    return read_file(path);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t find_all(struct redactor *r, struct plain text, const char *lang)
{
    static struct found found[FOUND_MOST];
    size_t n = 0;
    for (size_t at = 0; at < text.len;) {
        const char *end = memchr(text.at + at, '\n', text.len - at);
        size_t to = end ? (size_t)(end - text.at) : text.len;
        n += redact_find(r, plain_cut(text, at, to), lang, found, FOUND_MOST);
        at = to + 1;
    }
    return n;
}

int main(int count, char **args)
{
    if (count != 3 && count != 4) {
        fprintf(stderr, "usage: redact_speed LEXICONS FILE [LANGUAGE]\n");
        return 2;
    }
    struct lexicons lists = {
        .names = list(args[1], "names"),
        .cues = list(args[1], "cues"),
        .places = list(args[1], "places"),
        .institutions = list(args[1], "institutions"),
        .ordinary = list(args[1], "ordinary"),
        .other = list(args[1], "other"),
    };
    struct plain text = read_file(args[2]);
    double start = now();
    struct redactor *r = redactor_new(&lists);
    double ready = now() - start, best = 1e9;
    if (!r || !text.len || !lists.names.len) {
        fprintf(stderr, "redact_speed: can't read the lists or the file\n");
        return 1;
    }
    size_t found = 0;
    for (int i = 0; i < ROUNDS; i++) {
        start = now();
        found = find_all(r, text, count > 3 ? args[3] : "da");
        double took = now() - start;
        best = took < best ? took : best;
    }
    printf("%.1f MB/s, %zu found in %zu bytes, lists ready in %.1f ms\n",
           (double)text.len / best / 1e6, found, text.len, ready * 1e3);
    redactor_free(r);
    return 0;
}
