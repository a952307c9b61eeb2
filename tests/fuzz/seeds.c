/* SPDX-License-Identifier: MPL-2.0 */
/* Writes the seeds that are bytes and not text, from the house itself: the
 * demo's stories as records and as what was approved, an office key.
 *   seeds GUIDE FOLDER    into FOLDER/record, /approved, /key_file */
#include "desk/approve.h"
#include "desk/demo.h"
#include "fuzz.h"
#include "host/file.h"
#include "vault/code.h"

enum { STORIES = 12 };

static void put(const char *folder, const char *kind, int number,
                const struct buf *bytes)
{
    char path[1024];
    MUST(!bytes->full);
    snprintf(path, sizeof path, "%s/%s", folder, kind);
    MUST(dir_make(path, 0755, NULL));
    snprintf(path, sizeof path, "%s/%s/%02d", folder, kind, number);
    MUST(file_write(path, buf_words(bytes), 0644, NULL));
}

static void put_story(const char *folder, int n, const struct talk *talk,
                      struct redactor *redactor)
{
    static struct review review;
    struct buf record = {.max = CEIL_STORY}, approved = {.max = CEIL_STORY};
    bool untranslated;
    talk_write(talk, &record);
    put(folder, "record", n, &record);
    review_make(&review, redactor, talk);
    MUST(approve_write(talk, &review, &approved, &untranslated, NULL));
    put(folder, "approved", n, &approved);
    buf_wipe(&record);
    buf_wipe(&approved);
}

static void put_stories(const char *folder, const struct guide *guide)
{
    static struct talk talk;
    struct word_lists *lists;
    struct redactor *redactor = approve_redactor(&lists, NULL);
    struct demo *demo = demo_open(guide, "seed", NULL);
    MUST(redactor && demo);
    for (int n = 0; n < STORIES; n++) {
        MUST(demo_tell(demo, (uint64_t)n, &talk, NULL));
        struct mark m = {.hide = 1, .from = 0, .to = 3};
        MUST(talk_mark_set(&talk, m));
        MUST(talk_leave_set(&talk, 1, false, 0, true));
        put_story(folder, n, &talk, redactor);
    }
    demo_close(demo);
    approve_redactor_free(redactor, lists);
}

static void put_key(const char *folder)
{
    uint8_t pub[VAULT_PUBLIC], secret[VAULT_SECRET];
    struct buf file = {.max = 4096};
    key_make(pub, secret);
    MUST(key_file_write(secret, pub, "demo", code_cost_for(true, 0), &file,
                        NULL));
    put(folder, "key_file", 0, &file);
    buf_wipe(&file);
}

int main(int argc, char **argv)
{
    struct buf json = {.max = CEIL_GUIDE_FILE};
    MUST(argc == 3 && vault_begin(NULL));
    MUST(file_read(argv[1], CEIL_GUIDE_FILE, &json, NULL));
    struct guide *guide = guide_read(buf_words(&json), NULL, NULL);
    MUST(guide);
    put_stories(argv[2], guide);
    put_key(argv[2]);
    guide_free(guide);
    buf_wipe(&json);
    return 0;
}
