/* SPDX-License-Identifier: MPL-2.0 */
/* See manifest.h. Whatever is signed here must be readable by others without
 * us: nothing but sorted, plain JSON. */
#include "export/manifest.h"

#include <jansson.h>

enum { MANIFEST_SCHEMA = 1, HEX_KEY = 64, HEX_SIGNATURE = 128 };

static bool is_hex(const char *text, size_t digits)
{
    return text && strlen(text) == digits &&
           strspn(text, "0123456789abcdef") == digits;
}

static bool is_file_name(const char *name)
{
    return name && name[0] && name[0] != '.' &&
           name[strspn(name, "abcdefghijklmnopqrstuvwxyz"
                             "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_")] == 0;
}

static bool is_period(const char *text)
{
    return text && strlen(text) == 8 && strspn(text, "0123456789") == 4 &&
           text[4] == '-' && text[5] == 'W' &&
           strspn(text + 6, "0123456789") == 2;
}

static bool is_edition(const char *text)
{
    return text && (strcmp(text, "team") == 0 || strcmp(text, "council") == 0);
}

static bool adds_up(const struct manifest_balance *b)
{
    /* So large that no office gets there, so small that no sum overflows and
     * every reader of JSON takes it for a whole number. */
    const int64_t most = INT64_C(1) << 50;
    const int64_t part[] = {b->waiting, b->released, b->withdrawn, b->expired};
    int64_t sum = 0;
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        if (part[i] < 0 || part[i] > most)
            return false;
        sum += part[i];
    }
    return sum == b->delivered;
}

static bool check(const struct manifest *m, struct fault *why)
{
    if (!is_period(m->period) || !is_edition(m->edition) || m->booklet < 0)
        return fault_set(why, FAULT_INPUT,
                         "the manifest's period, edition or number is wrong");
    if (!is_hex(m->log_head, HEX_KEY) || !is_hex(m->tablet_key, HEX_KEY))
        return fault_set(why, FAULT_INPUT,
                         "the manifest's log head or key is not hexadecimal");
    for (int i = 0; i < m->files; i++)
        if (!is_file_name(m->file[i].name) ||
            !is_hex(m->file[i].sha256, HEX_KEY))
            return fault_set(why, FAULT_INPUT,
                             "file %d of the manifest has no proper name or "
                             "SHA-256",
                             i + 1);
    if (!adds_up(&m->balance))
        return fault_set(why, FAULT_DAMAGED,
                         "the balance of stories does not add up; run "
                         "indefra-desk check");
    return true;
}

static json_t *files(const struct manifest *m)
{
    json_t *list = json_array();
    for (int i = 0; i < m->files; i++)
        if (json_array_append_new(list, json_pack("{s:s, s:s}", "name",
                                                  m->file[i].name, "sha256",
                                                  m->file[i].sha256)) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static json_t *whole(const struct manifest *m)
{
    const struct manifest_balance *b = &m->balance;
    return json_pack(
        "{s:i, s:s, s:s, s:i, s:o, s:{s:I, s:I, s:I, s:I, s:I}, s:s, s:s}",
        "schema", MANIFEST_SCHEMA, "period", m->period, "edition", m->edition,
        "booklet", m->booklet, "files", files(m), "balance", "delivered",
        (json_int_t)b->delivered, "waiting", (json_int_t)b->waiting, "released",
        (json_int_t)b->released, "withdrawn", (json_int_t)b->withdrawn,
        "expired", (json_int_t)b->expired, "log_head", m->log_head,
        "tablet_key", m->tablet_key);
}

static int write_bytes(const char *bytes, size_t len, void *out)
{
    buf_put(out, bytes, len);
    return ((struct buf *)out)->full ? -1 : 0;
}

static bool dump(json_t *json, size_t flags, struct buf *out, struct fault *why)
{
    bool written = json && json_dump_callback(json, write_bytes, out,
                                              flags | JSON_SORT_KEYS |
                                                  JSON_ENSURE_ASCII) == 0;
    json_decref(json);
    return written ||
           fault_set(why, FAULT_MEMORY, "manifest.json does not fit in memory");
}

bool manifest_body(const struct manifest *m, struct buf *out, struct fault *why)
{
    return check(m, why) && dump(whole(m), JSON_COMPACT, out, why);
}

bool manifest_write(struct plain body, const char *signature, struct buf *out,
                    struct fault *why)
{
    if (!is_hex(signature, HEX_SIGNATURE))
        return fault_set(why, FAULT_INPUT,
                         "the manifest's signature is not hexadecimal");
    json_t *json = json_loadb(body.at, body.len, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(json) ||
        json_object_set_new(json, "signature", json_string(signature)) != 0) {
        json_decref(json);
        return fault_set(why, FAULT_INPUT, "the manifest's body is not ours");
    }
    if (!dump(json, JSON_INDENT(2), out, why))
        return false;
    buf_text(out, "\n");
    return !out->full ||
           fault_set(why, FAULT_MEMORY, "manifest.json does not fit in memory");
}

static bool read_file(struct manifest_back *m, const json_t *file)
{
    const char *name = json_string_value(json_object_get(file, "name"));
    const char *sum = json_string_value(json_object_get(file, "sha256"));
    if (m->files == MANIFEST_FILES || !is_file_name(name) ||
        !is_hex(sum, HEX_KEY))
        return false;
    text_copy(m->sha256[m->files], MANIFEST_HASH, sum);
    return text_copy(m->name[m->files++], sizeof *m->name, name);
}

static bool read_files(struct manifest_back *m, const json_t *json)
{
    const json_t *list = json_object_get(json, "files");
    bool ok = json_is_array(list);
    for (size_t i = 0; ok && i < json_array_size(list); i++)
        ok = read_file(m, json_array_get(list, i));
    return ok;
}

bool manifest_read(struct plain file, struct manifest_back *m,
                   struct fault *why)
{
    *m = (struct manifest_back){.body = {.max = file.len}};
    struct buf again = {.max = 2 * file.len + 1};
    json_t *json = json_loadb(file.at, file.len, JSON_REJECT_DUPLICATES, NULL);
    const char *signature =
        json_string_value(json_object_get(json, "signature"));
    bool ok = signature &&
              text_copy(m->signature, sizeof m->signature, signature) &&
              read_files(m, json) && json_object_del(json, "signature") == 0 &&
              dump(json_incref(json), JSON_COMPACT, &m->body, why) &&
              manifest_write(buf_words(&m->body), m->signature, &again, why) &&
              plain_same(buf_words(&again), file);
    json_decref(json);
    buf_wipe(&again);
    return ok || fault_set(why, FAULT_DAMAGED,
                           "is not as it was written: make the folder again");
}
