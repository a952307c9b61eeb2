/* SPDX-License-Identifier: MPL-2.0 */
/* See voice.h. */
#include "sound/voice.h"

#include "host/child.h"

struct voice {
    struct child *child;
    bool there;
};

struct voice *voice_new(void)
{
    char path[CEIL_PATH];
    struct voice *v = calloc(1, sizeof *v);
    if (v)
        v->there = child_find("espeak-ng", path);
    return v;
}

void voice_free(struct voice *v)
{
    if (v)
        voice_stop(v);
    free(v);
}

bool voice_has(const struct voice *v, const char *lang)
{
    /* Missing in 1.51: ti so ckb ps prs. */
    static const char *const has[] = {"da", "en", "ar", "fa", "uk", "pl",
                                      "tr", "ro", "ta", "ku", "bs", "ur",
                                      "vi", "th", "ru", "kl"};
    for (size_t i = 0; v->there && i < sizeof has / sizeof *has; i++)
        if (strcmp(has[i], lang) == 0)
            return true;
    return false;
}

bool voice_say(struct voice *v, const char *lang, struct plain words,
               struct fault *why)
{
    voice_stop(v);
    /* 140 words a minute: slower than espeak-ng's 175, for tired ears. */
    const char *const argv[] = {"espeak-ng", "-v",      lang, "-s",
                                "140",       "--stdin", NULL};
    v->child = child_start(argv, words, CHILD_SILENT, why);
    return v->child != NULL;
}

void voice_stop(struct voice *v)
{
    child_stop(v->child);
    v->child = NULL;
}

bool voice_speaks(struct voice *v)
{
    int status;
    if (v->child && child_ended(v->child, &status))
        voice_stop(v);
    return v->child != NULL;
}
