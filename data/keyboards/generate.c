/* SPDX-License-Identifier: MPL-2.0 */
/* Makes the touch keyboards from xkb-data while the program is built, and
 * refuses to make one on which a letter of the language cannot be typed.
 *
 *     keyboards data/keyboards/layouts build/share/keyboards
 */
#include <errno.h>
#include <sys/stat.h>

#include "exemplars.h"
#include "letters.h"

enum { CEIL_TABLE_LINE = 512 };

struct entry {
    const char *tag, *layout, *icu, *own;
    struct letters_more more;
    uint32_t zero;
    bool zwnj;
};

static bool read_word(struct entry *e, const char *word)
{
    const char *value = strchr(word, '=');
    const struct {
        const char *name;
        const char **to;
    } texts[] = {
        {"row1", &e->more.rows[0]},
        {"row2", &e->more.rows[1]},
        {"row3", &e->more.rows[2]},
        {"shift1", &e->more.shift[0]},
        {"shift2", &e->more.shift[1]},
        {"shift3", &e->more.shift[2]},
        {"own", &e->own},
        {"icu", &e->icu},
    };
    if (!value)
        return (e->zwnj = !strcmp(word, "zwnj"));
    size_t len = (size_t)(value++ - word);
    if (!strncmp(word, "zero=", 5))
        return utf8_read(value, strlen(value), 0, &e->zero) == strlen(value);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strlen(texts[i].name) == len && !memcmp(texts[i].name, word, len)) {
            *texts[i].to = value;
            return true;
        }
    return false;
}

/* Cuts the line in place. */
static bool read_entry(struct entry *e, char *line, struct fault *why)
{
    char *save = NULL, *word = strtok_r(line, " \n", &save);
    *e = (struct entry){.tag = word, .own = "", .icu = word};
    for (int i = 0; i < CEIL_KEY_ROWS; i++)
        e->more.rows[i] = e->more.shift[i] = "";
    e->layout = strtok_r(NULL, " \n", &save);
    if (!e->layout)
        return fault_set(why, FAULT_INPUT, "a language without a layout");
    while ((word = strtok_r(NULL, " \n", &save)))
        if (!read_word(e, word))
            return fault_set(why, FAULT_INPUT, "%s is not understood", word);
    return true;
}

static bool make_board(const struct entry *e, struct board *b,
                       struct fault *why)
{
    b->zwnj = e->zwnj;
    if (!board_symbols(b, e->zero, e->own, why))
        return false;
    bool ok;
    if (!strcmp(e->layout, "ethiopic")) {
        ok = letters_ethiopic(b, e->icu, &e->more, why);
    } else {
        struct hardware *h = hardware_open(e->layout, why);
        ok = h && letters_from_hardware(b, h, e->icu, &e->more, why);
        hardware_close(h);
    }
    bool latin = board_has(b, KEY_PAGE_LETTERS, "a");
    return ok && (latin || board_latin(b, why));
}

/* Reads what would be written as the kiosk will, and asks for each letter. */
static bool is_complete(const struct entry *e, const struct buf *text,
                        struct fault *why)
{
    struct buf lacks = {.max = 4096};
    struct keymap *map = keymap_read(buf_words(text), why);
    bool ok = map && exemplars_lacking(map, e->icu, &lacks, NULL, why);
    if (ok && lacks.len)
        ok = fault_set(why, FAULT_INPUT, "no key gives %.*s", (int)lacks.len,
                       lacks.at);
    keymap_close(map);
    buf_wipe(&lacks);
    return ok;
}

static bool write_file(const char *folder, const char *tag,
                       const struct buf *text, struct fault *why)
{
    char path[CEIL_PATH];
    snprintf(path, sizeof path, "%s/%s.keys", folder, tag);
    FILE *file = fopen(path, "we");
    bool ok = file && fwrite(text->at, 1, text->len, file) == text->len;
    if (file && fclose(file))
        ok = false;
    return ok || fault_set(why, FAULT_DISK, "%s: %s", path, strerror(errno));
}

static bool make_one(char *line, const char *folder, struct fault *why)
{
    struct entry e;
    struct board *board = calloc(1, sizeof *board);
    struct buf text = {.max = CEIL_KEYS_FILE};
    bool ok = board && read_entry(&e, line, why) && make_board(&e, board, why);
    if (ok) {
        board_write(board, e.tag, e.layout, &text);
        ok = is_complete(&e, &text, why) &&
             write_file(folder, e.tag, &text, why);
    }
    buf_wipe(&text);
    free(board);
    return ok;
}

static int make_all(FILE *table, const char *name, const char *folder)
{
    char line[CEIL_TABLE_LINE];
    int failed = 0;
    for (int number = 1; fgets(line, sizeof line, table); number++) {
        struct fault why = {0};
        if (line[0] == '#' || line[0] == '\n')
            continue;
        if (make_one(line, folder, &why))
            continue;
        fprintf(stderr, "%s:%d: %s\n", name, number, why.text);
        failed++;
    }
    return failed;
}

int main(int argc, char **argv)
{
    FILE *table = argc == 3 ? fopen(argv[1], "re") : NULL;
    if (!table || (mkdir(argv[2], 0755) && errno != EEXIST)) {
        fprintf(stderr, "usage: keyboards TABLE FOLDER\n");
        return 2;
    }
    int failed = make_all(table, argv[1], argv[2]);
    fclose(table);
    return failed ? 1 : 0;
}
