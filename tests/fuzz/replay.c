/* SPDX-License-Identifier: MPL-2.0 */
/* Hands inputs to a fuzz target without a fuzzer: seeds, and what once was a
 * find. Prints "ok - FILE" for each; the first that does not hold ends it.
 *   replay FILE|FOLDER... */
#include <dirent.h>
#include <sys/stat.h>

#include "fuzz.h"

enum { NAMES_MOST = 4096, INPUT_MOST = 4 * 1024 * 1024 };

static bool play(const char *path)
{
    FILE *file = fopen(path, "rbe");
    uint8_t *room = malloc(INPUT_MOST);
    size_t len = file && room ? fread(room, 1, INPUT_MOST, file) : 0;
    /* Of just this size, so that reading past its end is seen. */
    uint8_t *bytes = malloc(len ? len : 1);
    bool good = file && bytes && !ferror(file);
    if (good) {
        memcpy(bytes, room, len);
        fprintf(stderr, "%s\n", path);
        LLVMFuzzerTestOneInput(bytes, len);
    }
    printf("%s - %s\n", good ? "ok" : "not ok", path);
    fflush(stdout);
    free(bytes);
    free(room);
    if (file)
        fclose(file);
    return good;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static bool play_folder(const char *path, DIR *dir)
{
    static char *name[NAMES_MOST];
    int count = 0;
    bool good = true;
    for (struct dirent *e; count < NAMES_MOST && (e = readdir(dir));)
        if (e->d_name[0] != '.')
            MUST((name[count++] = strdup(e->d_name)));
    qsort(name, (size_t)count, sizeof *name, by_name);
    for (int i = 0; i < count; i++) {
        char file[1024];
        snprintf(file, sizeof file, "%s/%s", path, name[i]);
        good &= play(file);
        free(name[i]);
    }
    return good;
}

int main(int argc, char **argv)
{
    bool good = argc > 1;
    for (int i = 1; i < argc; i++) {
        DIR *dir = opendir(argv[i]);
        good &= dir ? play_folder(argv[i], dir) : play(argv[i]);
        if (dir)
            closedir(dir);
    }
    return good ? 0 : 1;
}
