/* SPDX-License-Identifier: MPL-2.0 */
/* The files of a week's folder: rendered from what was cleared, hashed,
 * signed, packed for keeping and unpacked for copying. */
#include "desk/week.h"

#include "desk/on_paper.h"
#include "export/booklet.h"
#include "export/edition.h"
#include "export/manifest.h"
#include "export/release_csv.h"
#include "export/release_json.h"
#include "host/file.h"

enum { MANIFEST = WEEK_FILES - 1 };

static const char no_booklet[] =
    "the booklet cannot be written: a text is missing or memory is out";

static bool render_pages(const struct cleared *c, struct shelf *shelf,
                         struct week_file *files, struct fault *why)
{
    static const struct paper_kind paper = {booklet_tell, booklet_foot,
                                            no_booklet};
    const struct cleared_booklet *b = cleared_booklet(c);
    struct export_words words = shelf_words(shelf);
    return (booklet_html(c, &words, &files[0].bytes) ||
            fault_set(why, FAULT_LIMIT, "%s", no_booklet)) &&
           on_paper(shelf, &paper, c, b->office, b->year, b->week,
                    &files[1].bytes, why) &&
           release_json(c, &files[2].bytes, why) &&
           release_csv(c, &files[3].bytes, why);
}

static bool render_manifest(const struct cleared *c, struct safe *s,
                            struct week_file *files, struct fault *why)
{
    char hash[MANIFEST][2 * VAULT_HASH + 1], head[2 * VAULT_HASH + 1];
    char key[2 * VAULT_PUBLIC + 1], sign[2 * VAULT_SIGNATURE + 1];
    char period[EDITION_PERIOD];
    struct manifest_file list[MANIFEST];
    uint8_t bytes[VAULT_SIGNATURE];
    struct balance b;
    for (int i = 0; i < MANIFEST; i++) {
        vault_sha256(buf_words(&files[i].bytes), bytes);
        hex_write(bytes, VAULT_HASH, hash[i]);
        list[i] = (struct manifest_file){files[i].name, hash[i]};
    }
    if (!balance_get(s->store, &b, why) || !log_head(s->store, bytes, why))
        return false;
    hex_write(bytes, VAULT_HASH, head);
    hex_write(s->office->tablet, VAULT_PUBLIC, key);
    const struct cleared_booklet *booklet = cleared_booklet(c);
    edition_period(booklet, period);
    struct manifest m = {
        .period = period,
        .edition = edition_name(cleared_for(c)),
        .booklet = booklet->number,
        .file = list,
        .files = MANIFEST,
        .balance = {b.delivered, b.waiting, b.released, b.withdrawn, b.expired},
        .log_head = head,
        .tablet_key = key};
    struct buf body = {.max = 65536};
    bool ok = manifest_body(&m, &body, why);
    if (ok) {
        vault_sign(buf_words(&body), s->office->tablet_secret, bytes);
        hex_write(bytes, VAULT_SIGNATURE, sign);
        ok =
            manifest_write(buf_words(&body), sign, &files[MANIFEST].bytes, why);
    }
    buf_wipe(&body);
    return ok;
}

bool week_render(const struct cleared *c, struct safe *s, struct shelf *shelf,
                 struct week_file files[WEEK_FILES], struct fault *why)
{
    bool council = cleared_for(c) == READER_COUNCIL;
    const char *const names[WEEK_FILES] = {
        council ? "council.html" : "booklet.html",
        council ? "council.pdf" : "booklet.pdf", "release.json", "release.csv",
        "manifest.json"};
    for (int i = 0; i < WEEK_FILES; i++)
        files[i] = (struct week_file){names[i],
                                      {.max = CEIL_RELEASE_BLOB / WEEK_FILES}};
    return render_pages(c, shelf, files, why) &&
           render_manifest(c, s, files, why);
}

void week_files_free(struct week_file files[WEEK_FILES])
{
    for (int i = 0; i < WEEK_FILES; i++)
        buf_wipe(&files[i].bytes);
}

/* A file: length of the name, name, length of the bytes, bytes. */
static void put_number(struct buf *out, size_t n)
{
    for (int i = 0; i < 4; i++)
        buf_byte(out, (uint8_t)(n >> 8 * i));
}

void week_pack(const struct week_file files[WEEK_FILES], struct buf *out)
{
    for (int i = 0; i < WEEK_FILES; i++) {
        put_number(out, strlen(files[i].name));
        buf_text(out, files[i].name);
        put_number(out, files[i].bytes.len);
        buf_plain(out, buf_words(&files[i].bytes));
    }
}

static bool take(struct plain *from, struct plain *part)
{
    const uint8_t *b = (const uint8_t *)from->at;
    if (from->len < 4)
        return false;
    size_t n =
        b[0] | (size_t)b[1] << 8 | (size_t)b[2] << 16 | (size_t)b[3] << 24;
    if (n > from->len - 4)
        return false;
    *part = plain_cut(*from, 4, 4 + n);
    *from = plain_cut(*from, 4 + n, from->len);
    return true;
}

bool week_unpack(struct plain packed, const char *out, uint64_t device,
                 const char *name, struct fault *why)
{
    struct folder *f = folder_begin(out, name, device, why);
    bool ok = f != NULL;
    while (ok && packed.len) {
        struct plain file, bytes;
        char file_name[64];
        ok = take(&packed, &file) && take(&packed, &bytes) &&
             file.len < sizeof file_name;
        if (!ok) {
            fault_set(why, FAULT_DAMAGED,
                      "the kept booklet is damaged: call the administrator");
            break;
        }
        memcpy(file_name, file.at, file.len);
        file_name[file.len] = '\0';
        ok = folder_put(f, file_name, bytes, why);
    }
    if (!ok) {
        folder_drop(f);
        return false;
    }
    return folder_end(f, why);
}
