/* SPDX-License-Identifier: MPL-2.0 */
/* See font_check.h. Only the tables' places are read: FreeType opens a font
 * that was cut short, and draws nothing where its shapes should be. */
#include "text/font_check.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

#include "text/font_list.h"

enum { HEAD = 12, RECORD = 16, TABLES_MOST = 512, FACES_MOST = 256 };

static uint32_t number(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
           (uint32_t)at[2] << 8 | at[3];
}

static bool read_at(FILE *file, uint32_t at, uint8_t *to, size_t len)
{
    return fseek(file, (long)at, SEEK_SET) == 0 &&
           fread(to, 1, len, file) == len;
}

/* Where the face's own head stands. */
static bool find_face(FILE *file, int face, uint32_t *at)
{
    uint8_t head[HEAD], place[4];
    *at = 0;
    if (!read_at(file, 0, head, sizeof head))
        return false;
    if (memcmp(head, "ttcf", 4) != 0)
        return face == 0;
    if (face < 0 || face >= FACES_MOST || (uint32_t)face >= number(head + 8) ||
        !read_at(file, HEAD + 4 * (uint32_t)face, place, sizeof place))
        return false;
    *at = number(place);
    return true;
}

static bool is_font(const uint8_t *head)
{
    static const uint8_t truetype[4] = {0, 1, 0, 0};
    return memcmp(head, truetype, 4) == 0 || memcmp(head, "OTTO", 4) == 0 ||
           memcmp(head, "true", 4) == 0;
}

static bool tables_inside(FILE *file, uint32_t at, uint64_t size)
{
    uint8_t head[HEAD], record[RECORD];
    if (!read_at(file, at, head, sizeof head) || !is_font(head))
        return false;
    uint32_t tables = (uint32_t)head[4] << 8 | head[5];
    for (uint32_t i = 0; i < tables && i < TABLES_MOST; i++)
        if (!read_at(file, at + HEAD + i * RECORD, record, sizeof record) ||
            (uint64_t)number(record + 8) + number(record + 12) > size)
            return false;
    return tables > 0 && tables <= TABLES_MOST;
}

bool font_whole(const char *path, int face)
{
    uint32_t at;
    FILE *file = fopen(path, "rbe");
    if (!file)
        return false;
    long size = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    bool whole = size > 0 && find_face(file, face, &at) &&
                 tables_inside(file, at, (uint64_t)size);
    fclose(file);
    return whole;
}

static bool read_manifest(const char *path, struct buf *out)
{
    char block[4096];
    size_t n;
    FILE *file = fopen(path, "rbe");
    while (file && (n = fread(block, 1, sizeof block, file)) > 0)
        buf_put(out, block, n);
    bool ok = file && !ferror(file) && !out->full;
    if (file)
        fclose(file);
    return ok;
}

static int check_one(const struct font_entry *e,
                     void (*told)(void *self, const char *what), void *self)
{
    char what[CEIL_PATH + 160];
    FILE *file = fopen(e->path, "rbe");
    bool there = file != NULL;
    if (file)
        fclose(file);
    if (there && font_whole(e->path, e->face_index))
        return 0;
    snprintf(what, sizeof what, "%s: apt install --reinstall %s (%s)",
             there ? "a font is cut short or none" : "a font is missing",
             e->package, e->path);
    told(self, what);
    return 1;
}

int fonts_check(const char *manifest,
                void (*told)(void *self, const char *what), void *self)
{
    struct buf bytes = {.max = CEIL_FONT_MANIFEST};
    struct fault why = {0};
    struct font_entry *entries = calloc(CEIL_FONTS, sizeof *entries);
    int faults = 0, count = 0;
    if (!read_manifest(manifest, &bytes))
        fault_set(&why, FAULT_DISK,
                  "fonts/manifest cannot be read: install Indefra again");
    else if (!entries)
        fault_set(&why, FAULT_MEMORY, "no memory for fonts");
    else
        count = font_list_read(buf_words(&bytes), entries, CEIL_FONTS, &why);
    if (!count) {
        told(self, why.text);
        faults++;
    }
    for (int i = 0; i < count; i++)
        faults += check_one(&entries[i], told, self);
    free(entries);
    buf_wipe(&bytes);
    return faults;
}
