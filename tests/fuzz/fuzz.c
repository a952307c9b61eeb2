/* SPDX-License-Identifier: MPL-2.0 */
/* See fuzz.h. */
#include "fuzz.h"

#include <unistd.h>

#include "base/ceilings.h"

void must_hold(const char *file, int line, const char *what)
{
    fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, what);
    abort();
}

bool is_one_line(struct plain words)
{
    for (size_t i = 0; i < words.len; i++)
        if ((uint8_t)words.at[i] < 0x20 || words.at[i] == 0x7F)
            return false;
    return words.len > 0 && utf8_valid(words, NULL);
}

void must_be_told(const struct fault *why)
{
    MUST(why->kind != FAULT_NONE);
    MUST(is_one_line(plain_of(why->text)));
}

struct draw draw_from(const uint8_t *bytes, size_t len)
{
    return (struct draw){{(const char *)bytes, len}};
}

uint8_t draw_byte(struct draw *d)
{
    if (d->left.len == 0)
        return 0;
    uint8_t byte = (uint8_t)d->left.at[0];
    d->left = plain_cut(d->left, 1, d->left.len);
    return byte;
}

uint32_t draw_number(struct draw *d, uint32_t below)
{
    uint32_t high = draw_byte(d);
    return (high << 8 | draw_byte(d)) % below;
}

struct plain draw_bytes(struct draw *d, size_t most)
{
    if (d->left.len == 0)
        return (struct plain){"", 0};
    struct plain some = plain_cut(d->left, 0, most);
    d->left = plain_cut(d->left, some.len, d->left.len);
    return some;
}

void keep_utf8(struct plain bytes, struct buf *out)
{
    for (size_t at = 0; at < bytes.len;) {
        uint32_t code;
        size_t n = utf8_read(bytes.at, bytes.len, at, &code);
        struct plain sign = plain_cut(bytes, at, at + n);
        if (utf8_valid(sign, NULL))
            buf_plain(out, sign);
        at += n;
    }
}

const char *some_language(uint8_t number)
{
    static const char *const all[] = {"da", "ar", "en", "fa", "ti",  "tr",
                                      "ta", "uk", "so", "pl", "ckb", "ro",
                                      "th", "my", "km", ""};
    return all[number % (sizeof all / sizeof *all)];
}

bool is_boundary(struct plain words, size_t at)
{
    return at == words.len ||
           (at < words.len && ((uint8_t)words.at[at] & 0xC0) != 0x80);
}

/* ---- a folder of one's own ---- */

enum { FILES_MOST = 16 };

static char folder[64];
static char files[FILES_MOST][32];
static int file_count;
static pid_t owner; /* a fork must not tidy up after its parent */

static void remove_folder(void)
{
    char path[CEIL_PATH];
    if (getpid() != owner)
        return;
    for (int i = 0; i < file_count; i++) {
        snprintf(path, sizeof path, "%s/%s", folder, files[i]);
        unlink(path);
    }
    rmdir(folder);
}

const char *own_folder(void)
{
    static const char *const places[] = {"/dev/shm", "/tmp"};
    for (size_t i = 0; !owner && i < sizeof places / sizeof *places; i++) {
        snprintf(folder, sizeof folder, "%s/indefra-fuzz-XXXXXX", places[i]);
        if (!mkdtemp(folder))
            continue;
        owner = getpid();
        atexit(remove_folder);
    }
    MUST(owner);
    return folder;
}

static void remember_file(const char *name)
{
    for (int i = 0; i < file_count; i++)
        if (strcmp(files[i], name) == 0)
            return;
    MUST(file_count < FILES_MOST);
    MUST(text_copy(files[file_count++], sizeof files[0], name));
}

void own_file(const char *name, struct plain bytes)
{
    char path[CEIL_PATH];
    snprintf(path, sizeof path, "%s/%s", own_folder(), name);
    remember_file(name);
    FILE *file = fopen(path, "wbe");
    MUST(file);
    MUST(fwrite(bytes.at, 1, bytes.len, file) == bytes.len);
    MUST(fclose(file) == 0);
}
