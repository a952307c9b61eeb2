/* SPDX-License-Identifier: MPL-2.0 */
/* See manifest.h. An office may edit its manifest, so every line is judged
 * and a wrong one is told by its number. */
#include "text/font_list.h"

enum { COLUMNS = 5, LARGEST_FACE = 63 };

static const char fonts_folder[] = "/usr/share/fonts/";

/* Cuts the next piece off *rest at a separator. */
static struct plain cut_piece(struct plain *rest, char separator)
{
    size_t n = 0;
    while (n < rest->len && rest->at[n] != separator)
        n++;
    struct plain piece = plain_cut(*rest, 0, n);
    *rest = plain_cut(*rest, n < rest->len ? n + 1 : n, rest->len);
    return piece;
}

static bool keep_text(char *out, size_t size, struct plain text)
{
    if (text.len == 0 || text.len >= size)
        return false;
    memcpy(out, text.at, text.len);
    out[text.len] = '\0';
    return true;
}

static bool read_scripts(struct font_entry *e, struct plain list)
{
    for (int i = 0; list.len; i++) {
        struct plain script = cut_piece(&list, ',');
        if (i == FONT_SCRIPTS || script.len != 4)
            return false;
        keep_text(e->scripts[i], sizeof e->scripts[i], script);
    }
    return e->scripts[0][0] != '\0';
}

static bool read_languages(struct font_entry *e, struct plain list)
{
    if (plain_same(list, plain_of("-")))
        return true;
    for (int i = 0; list.len; i++) {
        struct plain lang = cut_piece(&list, ',');
        if (i == FONT_LANGUAGES ||
            !keep_text(e->languages[i], sizeof e->languages[i], lang))
            return false;
    }
    return e->languages[0][0] != '\0';
}

static bool read_path(struct font_entry *e, struct plain file)
{
    size_t folder = sizeof fonts_folder - 1;
    if (plain_has(file, plain_of("..")))
        return false;
    memcpy(e->path, fonts_folder, folder);
    return keep_text(e->path + folder, sizeof e->path - folder, file);
}

static bool read_face_index(struct font_entry *e, struct plain column)
{
    char digits[8];
    long index;
    if (!keep_text(digits, sizeof digits, column) ||
        !number_parse(digits, 0, LARGEST_FACE, &index))
        return false;
    e->face_index = (int)index;
    return true;
}

/* Gives the number of the first column that is wrong; 0 when all are right,
 * COLUMNS + 1 when there are too few or too many. */
static int read_entry(struct plain line, struct font_entry *e)
{
    struct plain column[COLUMNS];
    int tabs = 0;
    for (size_t i = 0; i < line.len; i++)
        tabs += line.at[i] == '\t';
    if (tabs != COLUMNS - 1)
        return COLUMNS + 1;
    for (int i = 0; i < COLUMNS; i++)
        column[i] = cut_piece(&line, '\t');
    *e = (struct font_entry){.face_index = 0};
    return !read_scripts(e, column[0])                            ? 1
           : !read_languages(e, column[1])                        ? 2
           : !read_path(e, column[2])                             ? 3
           : !read_face_index(e, column[3])                       ? 4
           : !keep_text(e->package, sizeof e->package, column[4]) ? 5
                                                                  : 0;
}

static bool line_fault(struct fault *why, int number, int column)
{
    if (column > COLUMNS)
        return fault_set(why, FAULT_INPUT,
                         "font manifest, line %d: it needs %d columns parted "
                         "by one tab, see fonts/README.md",
                         number, COLUMNS);
    return fault_set(why, FAULT_INPUT,
                     "font manifest, line %d: column %d is not as "
                     "fonts/README.md says",
                     number, column);
}

int font_list_read(struct plain bytes, struct font_entry *entries, int max,
                   struct fault *why)
{
    int count = 0;
    if (!utf8_valid(bytes, NULL)) {
        fault_set(why, FAULT_INPUT, "font manifest: it is not UTF-8 text");
        return 0;
    }
    for (int number = 1; bytes.len; number++) {
        struct plain line = cut_piece(&bytes, '\n');
        if (plain_trim(line).len == 0 || line.at[0] == '#')
            continue;
        if (count == max) {
            fault_set(why, FAULT_LIMIT,
                      "font manifest, line %d: more than %d fonts; take some "
                      "out",
                      number, max);
            return 0;
        }
        int wrong = read_entry(line, &entries[count]);
        if (wrong) {
            line_fault(why, number, wrong);
            return 0;
        }
        count++;
    }
    if (count == 0)
        fault_set(why, FAULT_INPUT, "font manifest: it names no font");
    return count;
}

bool font_entry_has_script(const struct font_entry *e, const char *script)
{
    for (int i = 0; i < FONT_SCRIPTS && e->scripts[i][0]; i++)
        if (strcmp(e->scripts[i], script) == 0)
            return true;
    return false;
}

bool font_entry_has_language(const struct font_entry *e, const char *lang)
{
    size_t first = strcspn(lang, "-_@");
    for (int i = 0; i < FONT_LANGUAGES && e->languages[i][0]; i++)
        if (strlen(e->languages[i]) == first &&
            strncmp(e->languages[i], lang, first) == 0)
            return true;
    return false;
}
