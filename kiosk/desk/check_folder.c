/* SPDX-License-Identifier: MPL-2.0 */
/* See check_folder.h. */
#include "desk/check_folder.h"

#include "export/manifest.h"
#include "host/file.h"
#include "host/paths.h"

static const char manifest_name[] = "manifest.json";

struct looking {
    const struct office *office;
    const char *folder;
    struct manifest_back manifest;
    folder_told *told;
    void *self;
};

/* A file of the folder, or why it can't be read. */
static bool read_in(struct looking *l, const char *name, struct buf *out)
{
    char path[CEIL_PATH];
    struct fault why;
    if (path_join(path, l->folder, name, &why) &&
        file_read(path, CEIL_RELEASE_BLOB, out, &why))
        return true;
    l->told(l->self, l->folder, why.text);
    return false;
}

static void tell_of(struct looking *l, const char *name, const char *what)
{
    char path[CEIL_PATH];
    struct fault why;
    l->told(l->self, path_join(path, l->folder, name, &why) ? path : name,
            what);
}

static void check_file(struct looking *l, int i)
{
    uint8_t sum[VAULT_HASH];
    char digits[2 * VAULT_HASH + 1];
    struct buf bytes = {.max = CEIL_RELEASE_BLOB};
    const char *name = l->manifest.name[i];
    if (read_in(l, name, &bytes)) {
        vault_sha256(buf_words(&bytes), sum);
        hex_write(sum, sizeof sum, digits);
        if (strcmp(digits, l->manifest.sha256[i]) != 0)
            tell_of(l, name, "was changed: make the folder again");
    }
    buf_wipe(&bytes);
}

static void look_at_name(void *self, const char *name)
{
    struct looking *l = self;
    bool known = strcmp(name, manifest_name) == 0;
    for (int i = 0; i < l->manifest.files; i++)
        known |= strcmp(name, l->manifest.name[i]) == 0;
    if (!known)
        tell_of(l, name, "did not leave with the folder: take it out");
}

static bool is_signed(const struct looking *l)
{
    uint8_t signature[VAULT_SIGNATURE];
    return hex_read(l->manifest.signature, signature, sizeof signature) &&
           vault_signed_by(buf_words(&l->manifest.body), signature,
                           l->office->tablet);
}

void check_folder(const struct office *o, const char *folder, folder_told *told,
                  void *self)
{
    struct looking l = {
        .office = o, .folder = folder, .told = told, .self = self};
    struct buf bytes = {.max = CEIL_CONF_FILE};
    struct fault why;
    if (read_in(&l, manifest_name, &bytes)) {
        if (!manifest_read(buf_words(&bytes), &l.manifest, &why))
            tell_of(&l, manifest_name, why.text);
        else if (!is_signed(&l))
            tell_of(&l, manifest_name,
                    "is not signed by this office's tablet: do not trust the "
                    "folder");
        for (int i = 0; i < l.manifest.files; i++)
            check_file(&l, i);
        if (l.manifest.files && !file_list(folder, "", look_at_name, &l, &why))
            told(self, folder, why.text);
    }
    buf_wipe(&l.manifest.body);
    buf_wipe(&bytes);
}
