/* SPDX-License-Identifier: MPL-2.0 */
/* See voice.h. */
#include "sound/voice.h"

#include "host/child.h"
#include "host/file.h"
#include "host/paths.h"

enum { FOLDERS = 2, WAV_HEAD = 12 };

struct voice {
    struct child *child;
    bool speaks, plays; /* espeak-ng, aplay is there */
    char folder[FOLDERS][CEIL_PATH];
    int folders;
};

/* Missing in espeak-ng 1.51: ti so ckb ps prs. */
static const struct {
    const char *lang, *voice;
} spoken[] = {
    {"da", "da"}, {"en", "en"},  {"ar", "ar"}, {"fa", "fa"}, {"uk", "uk"},
    {"pl", "pl"}, {"tr", "tr"},  {"ro", "ro"}, {"ta", "ta"}, {"ku", "ku"},
    {"bs", "bs"}, {"kmr", "ku"}, {"ur", "ur"}, {"vi", "vi"}, {"th", "th"},
    {"ru", "ru"}, {"kl", "kl"},
};

static const char *name_of(const char *lang)
{
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++)
        if (strcmp(spoken[i].lang, lang) == 0)
            return spoken[i].voice;
    return NULL;
}

struct voice *voice_new(void)
{
    char path[CEIL_PATH];
    struct voice *v = calloc(1, sizeof *v);
    if (!v)
        return NULL;
    v->speaks = child_find("espeak-ng", path);
    v->plays = child_find("aplay", path);
    return v;
}

void voice_free(struct voice *v)
{
    if (v)
        voice_stop(v);
    free(v);
}

void voice_look_in(struct voice *v, const char *folder)
{
    if (v->folders < FOLDERS &&
        text_copy(v->folder[v->folders], CEIL_PATH, folder))
        v->folders++;
}

bool voice_speaks(const struct voice *v, const char *lang)
{
    return v->speaks && name_of(lang);
}

bool voice_has(const struct voice *v, const char *lang)
{
    struct fault ignored;
    char path[CEIL_PATH];
    bool has = voice_speaks(v, lang);
    for (int i = 0; !has && v->plays && i < v->folders; i++)
        has = path_join(path, v->folder[i], lang, &ignored) && dir_exists(path);
    return has;
}

/* Danger: aplay plays a file that is no WAV as if it were sound, and that is
 * a loud noise. */
static bool is_wav(const char *path)
{
    char head[WAV_HEAD];
    if (!file_exists(path))
        return false;
    FILE *f = fopen(path, "rbe");
    bool whole = f && fread(head, 1, sizeof head, f) == sizeof head;
    if (f)
        fclose(f);
    return whole && memcmp(head, "RIFF", 4) == 0 &&
           memcmp(head + 8, "WAVE", 4) == 0;
}

bool voice_recorded(const struct voice *v, const char *lang, const char *id,
                    char out[CEIL_PATH])
{
    for (int i = 0; v->plays && i < v->folders; i++) {
        int n =
            snprintf(out, CEIL_PATH, "%s/%s/%s.wav", v->folder[i], lang, id);
        if (n < CEIL_PATH && !strchr(id, '/') && is_wav(out))
            return true;
    }
    return false;
}

bool voice_say(struct voice *v, const char *lang, struct plain words,
               struct fault *why)
{
    voice_stop(v);
    const char *name = name_of(lang);
    if (!name)
        return fault_set(why, FAULT_SYSTEM, "no voice speaks this language");
    /* 140 words a minute: slower than espeak-ng's 175, for tired ears. */
    const char *const argv[] = {"espeak-ng", "-v", name,      "-s", "140",
                                "-b",        "1",  "--stdin", NULL};
    v->child = child_start(argv, words, CHILD_SILENT, why);
    return v->child != NULL;
}

bool voice_play(struct voice *v, const char *path, struct fault *why)
{
    voice_stop(v);
    const char *const argv[] = {"aplay", "-q", "--", path, NULL};
    v->child = child_start(argv, plain_of(""), CHILD_SILENT, why);
    return v->child != NULL;
}

void voice_stop(struct voice *v)
{
    child_stop(v->child);
    v->child = NULL;
}

bool voice_is_heard(struct voice *v)
{
    int status;
    if (v->child && child_ended(v->child, &status))
        voice_stop(v);
    return v->child != NULL;
}
