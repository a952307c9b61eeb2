/* SPDX-License-Identifier: MPL-2.0 */
/* See draft.h. */
#include "desk/draft.h"

#include "base/log.h"
#include "host/file.h"
#include "host/keyring.h"
#include "host/paths.h"
#include "vault/envelope.h"

static void memory_only(struct draft_place *p, const struct fault *why)
{
    if (!p->told)
        log_line("draft", "unpaused talks are kept in memory only: %s",
                 why->text);
    p->told = true;
    p->path[0] = '\0';
}

void draft_place(struct draft_place *p, const char *dir)
{
    struct fault why = {0};
    uint8_t hash[VAULT_HASH];
    char name[64], where[CEIL_PATH], id[17];
    *p = (struct draft_place){.told = false};
    vault_hash(plain_of(dir), NULL, 0, hash);
    hex_write(hash, 8, id);
    snprintf(name, sizeof name, "draft-%s", id);
    snprintf(p->key, sizeof p->key, "indefra:%s", name);
    if (!path_draft(where, &why) || !path_join(p->path, where, name, &why))
        memory_only(p, &why);
}

static const struct envelope_label label = {.kind = 'D', .revision = 0};

static bool draft_key(struct draft_place *p, uint8_t key[VAULT_KEY],
                      unsigned life_s, struct fault *why)
{
    struct fault none;
    if (keyring_get(p->key, key, VAULT_KEY, &none))
        return keyring_arm(p->key, life_s, why);
    vault_key_make(key);
    return keyring_put(p->key, key, VAULT_KEY, life_s, why);
}

bool draft_keep(struct draft_place *p, const struct clock *clock,
                const struct talk *talk, unsigned life_s, struct fault *why)
{
    if (!*p->path)
        return true;
    uint8_t key[VAULT_KEY];
    struct buf record = {.max = 2 * CEIL_STORY}, sealed = {.max = 8 * 65536};
    int64_t until = clock_ms(clock) + (int64_t)life_s * 1000;
    buf_put(&record, &until, sizeof until);
    talk_write(talk, &record);
    if (!draft_key(p, key, life_s, why)) {
        struct fault ignored;
        file_remove(p->path, &ignored);
        memory_only(p, why);
        buf_wipe(&record);
        bytes_wipe(key, sizeof key);
        return true;
    }
    bool ok = !record.full &&
              envelope_seal(buf_words(&record), &label, key, &sealed, why) &&
              file_write(p->path, buf_words(&sealed), 0600, why);
    buf_wipe(&record);
    buf_wipe(&sealed);
    bytes_wipe(key, sizeof key);
    return ok;
}

bool draft_find(struct draft_place *p, const struct clock *clock,
                struct talk *talk, struct fault *why)
{
    uint8_t key[VAULT_KEY];
    struct buf sealed = {.max = 8 * 65536}, record = {.max = 3 * CEIL_STORY};
    int64_t until = 0;
    why->kind = FAULT_NONE;
    bool ok = *p->path && file_exists(p->path) &&
              file_read(p->path, 8 * 65536, &sealed, why) &&
              keyring_get(p->key, key, VAULT_KEY, why) &&
              envelope_open(buf_words(&sealed), &label, key, &record, why) &&
              record.len > sizeof until;
    if (ok) {
        memcpy(&until, record.at, sizeof until);
        ok = until >= clock_ms(clock) &&
             talk_read(talk,
                       plain_cut(buf_words(&record), sizeof until, record.len),
                       why);
    }
    buf_wipe(&sealed);
    buf_wipe(&record);
    bytes_wipe(key, sizeof key);
    /* For want of memory nobody's words are thrown away. */
    if (!ok && why->kind != FAULT_MEMORY)
        draft_forget(p);
    return ok;
}

void draft_forget(struct draft_place *p)
{
    struct fault ignored;
    keyring_forget(p->key, &ignored);
    if (*p->path)
        file_remove(p->path, &ignored);
}
