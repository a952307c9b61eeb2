/* SPDX-License-Identifier: MPL-2.0 */
/* The redactor over the word lists in the share folder. Without a list names
 * would go unseen, so a missing one is a fault and not an empty list. */
#include "desk/approve.h"

#include "anonymise/redact.h"
#include "host/file.h"
#include "host/paths.h"

enum { LISTS = 6 };

struct word_lists {
    struct lexicons lexicons; /* borrows from file */
    struct buf file[LISTS];
};

static bool read_lists(struct word_lists *w, struct fault *why)
{
    const struct {
        const char *name;
        struct plain *words;
    } list[LISTS] = {
        {"lexicons/names.txt", &w->lexicons.names},
        {"lexicons/cues.txt", &w->lexicons.cues},
        {"lexicons/places.txt", &w->lexicons.places},
        {"lexicons/institutions.txt", &w->lexicons.institutions},
        {"lexicons/ordinary.txt", &w->lexicons.ordinary},
        {"lexicons/other.txt", &w->lexicons.other},
    };
    char share[CEIL_PATH], path[CEIL_PATH];
    if (!path_share(share, why))
        return false;
    for (int i = 0; i < LISTS; i++) {
        if (!path_join(path, share, list[i].name, why) ||
            !file_read(path, CEIL_LEXICON_FILE, &w->file[i], why))
            return false;
        *list[i].words = buf_words(&w->file[i]);
    }
    return true;
}

static void let_go(struct word_lists *w)
{
    for (int i = 0; w && i < LISTS; i++)
        buf_wipe(&w->file[i]);
    free(w);
}

struct redactor *approve_redactor(struct word_lists **lists, struct fault *why)
{
    struct redactor *r = NULL;
    *lists = calloc(1, sizeof **lists);
    bool ok = *lists ? read_lists(*lists, why) : false;
    if (ok)
        r = redactor_new(&(*lists)->lexicons);
    if (!*lists || (ok && !r))
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
    if (!r) {
        let_go(*lists);
        *lists = NULL;
    }
    return r;
}

void approve_redactor_free(struct redactor *r, struct word_lists *lists)
{
    redactor_free(r);
    let_go(lists);
}
