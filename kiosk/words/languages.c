/* SPDX-License-Identifier: MPL-2.0 */
/* Screens' catalogues are opened at once, because the first screen shows every
 * language by its own name; guides' catalogues when somebody asks. */
#include "words/languages.h"

#include <dirent.h>
#include <errno.h>
#include <unistd.h>

enum { GUIDES_OPEN = 2 * CEIL_LANGUAGES };

/* A guide's catalogue in one language; catalogue NULL: there is none. */
struct guide_words {
    char tag[CEIL_TAG], guide[CEIL_ID];
    struct catalogue *catalogue;
};

struct languages {
    char share[CEIL_PATH], office[CEIL_PATH];
    int count, guides;
    bool hungry; /* a guide's catalogue was not opened: memory was out */
    struct language language[CEIL_LANGUAGES];
    struct guide_words guide[GUIDES_OPEN];
};

/* ---- finding ---- */

/* Puts the tag out of "ar.mo"; false when that is no catalogue's name. */
static bool tag_of(const char *name, char tag[CEIL_TAG])
{
    size_t len = strlen(name);
    if (len <= 3 || len - 3 >= CEIL_TAG || strcmp(name + len - 3, ".mo") != 0)
        return false;
    memcpy(tag, name, len - 3);
    tag[len - 3] = '\0';
    return true;
}

static const char *field(const struct catalogue *c, const char *name)
{
    const char *value = catalogue_header(c, name);
    return value ? value : "";
}

static bool describe(struct language *lang, const struct catalogue *c,
                     struct fault *why)
{
    const char *direction = field(c, "X-Indefra-Direction");
    lang->ui = c;
    lang->name = field(c, "X-Indefra-Name");
    lang->rtl = strcmp(direction, "rtl") == 0;
    lang->reviewed = strcmp(field(c, "X-Indefra-Reviewed"), "yes") == 0;
    if (strcmp(field(c, "Language"), lang->tag) != 0)
        return fault_set(why, FAULT_INPUT,
                         "its header must say Language: %s, as its name does",
                         lang->tag);
    if (!*lang->name)
        return fault_set(why, FAULT_INPUT,
                         "its header needs X-Indefra-Name: the language's own "
                         "name");
    if (!lang->rtl && strcmp(direction, "ltr") != 0)
        return fault_set(why, FAULT_INPUT,
                         "its header needs X-Indefra-Direction: ltr or rtl");
    return true;
}

static bool language_open(struct language *lang, const char *path,
                          struct fault *why)
{
    struct catalogue *c = catalogue_open(path, why);
    if (!c)
        return false;
    if (describe(lang, c, why))
        return true;
    fault_prefix(why, path);
    catalogue_close(c);
    return false;
}

/* False when memory is out: nobody may lose a language to that. */
static bool language_add(struct languages *l, const char *dir, const char *name,
                         languages_told *told, void *self, struct fault *fatal)
{
    struct language lang = {.ui = NULL};
    char path[CEIL_PATH + 300];
    struct fault why = {0};
    if (!tag_of(name, lang.tag))
        return true;
    snprintf(path, sizeof path, "%s/%s", dir, name);
    bool room =
        l->count < CEIL_LANGUAGES ||
        fault_set(&why, FAULT_LIMIT, "more than %d languages", CEIL_LANGUAGES);
    if (room && language_open(&lang, path, &why))
        l->language[l->count++] = lang;
    else if (why.kind == FAULT_MEMORY)
        return fault_set(fatal, FAULT_MEMORY, "%s", why.text);
    else if (told)
        told(self, path, &why);
    return true;
}

static bool is_danish(const struct language *lang)
{
    return strcmp(lang->tag, "da") == 0;
}

static int language_order(const void *a, const void *b)
{
    const struct language *x = a, *y = b;
    if (is_danish(x) != is_danish(y))
        return is_danish(x) ? -1 : 1;
    return strcmp(x->tag, y->tag);
}

static bool scan(struct languages *l, languages_told *told, void *self,
                 struct fault *why)
{
    char path[CEIL_PATH + 8];
    snprintf(path, sizeof path, "%s/i18n", l->share);
    DIR *dir = opendir(path);
    if (!dir)
        return fault_set(why, FAULT_SYSTEM,
                         "%s: cannot be opened: %s; install Indefra again",
                         path, strerror(errno));
    bool ok = true;
    for (struct dirent *e; ok && (e = readdir(dir));)
        ok = language_add(l, path, e->d_name, told, self, why);
    closedir(dir);
    if (!ok)
        return false;
    qsort(l->language, (size_t)l->count, sizeof l->language[0], language_order);
    if (l->count && is_danish(&l->language[0]))
        return true;
    return fault_set(why, FAULT_SYSTEM,
                     "%s: there are no Danish words; install Indefra again",
                     path);
}

struct languages *languages_open(const char *share, const char *office_guides,
                                 languages_told *told, void *self,
                                 struct fault *why)
{
    struct languages *l = calloc(1, sizeof *l);
    if (!l) {
        fault_set(why, FAULT_MEMORY, "out of memory");
        return NULL;
    }
    bool good = (text_copy(l->share, sizeof l->share, share) &&
                 text_copy(l->office, sizeof l->office,
                           office_guides ? office_guides : "")) ||
                fault_set(why, FAULT_LIMIT, "a path is too long");
    if (good && scan(l, told, self, why))
        return l;
    languages_close(l);
    return NULL;
}

void languages_close(struct languages *l)
{
    if (!l)
        return;
    for (int i = 0; i < l->count; i++)
        catalogue_close((struct catalogue *)l->language[i].ui);
    for (int i = 0; i < l->guides; i++)
        catalogue_close(l->guide[i].catalogue);
    free(l);
}

/* ---- asking ---- */

int languages_count(const struct languages *l)
{
    return l->count;
}

const struct language *languages_at(const struct languages *l, int i)
{
    return i >= 0 && i < l->count ? &l->language[i] : NULL;
}

const struct language *languages_find(const struct languages *l,
                                      const char *tag)
{
    for (int i = 0; i < l->count; i++)
        if (strcmp(l->language[i].tag, tag) == 0)
            return &l->language[i];
    return NULL;
}

const char *languages_text(const struct languages *l, const char *tag,
                           const char *id)
{
    const struct language *lang = languages_find(l, tag);
    const char *text = lang ? catalogue_find(lang->ui, id) : NULL;
    if (!text)
        text = catalogue_find(l->language[0].ui, id);
    return text ? text : id;
}

const char *languages_lacks(const struct languages *l, const char *tag, int i)
{
    const struct language *lang = languages_find(l, tag);
    const struct catalogue *danish = l->language[0].ui;
    for (int k = 0; k < catalogue_count(danish); k++) {
        const char *id = catalogue_id(danish, k);
        if ((!lang || !catalogue_find(lang->ui, id)) && i-- == 0)
            return id;
    }
    return NULL;
}

bool languages_whole(const struct languages *l)
{
    return !l->hungry;
}

/* ---- guides ---- */

/* A tag or id from outside must not walk out of its folder. */
static bool is_name(const char *text, size_t size)
{
    return *text && strlen(text) < size && !strchr(text, '/') && text[0] != '.';
}

/* An office's own guide goes with its own translations only: ours may be of
 * other questions. */
static struct catalogue *guide_open(const struct languages *l, const char *tag,
                                    const char *guide, struct fault *why)
{
    char path[CEIL_PATH + CEIL_TAG + CEIL_ID + 16];
    snprintf(path, sizeof path, "%s/%s/guide.json", l->office, guide);
    if (*l->office && access(path, F_OK) == 0)
        snprintf(path, sizeof path, "%s/%s/%s.mo", l->office, guide, tag);
    else
        snprintf(path, sizeof path, "%s/guides/%s/%s.mo", l->share, guide, tag);
    return catalogue_open(path, why);
}

static const struct catalogue *guide_words(struct languages *l, const char *tag,
                                           const char *guide)
{
    for (int i = 0; i < l->guides; i++)
        if (!strcmp(l->guide[i].tag, tag) && !strcmp(l->guide[i].guide, guide))
            return l->guide[i].catalogue;
    if (l->guides == GUIDES_OPEN || !is_name(tag, CEIL_TAG) ||
        !is_name(guide, CEIL_ID))
        return NULL;
    struct guide_words *g = &l->guide[l->guides++];
    text_copy(g->tag, sizeof g->tag, tag);
    text_copy(g->guide, sizeof g->guide, guide);
    struct fault why = {0};
    g->catalogue = guide_open(l, tag, guide, &why);
    /* Asked for again, it may be had. */
    if (why.kind == FAULT_MEMORY) {
        l->hungry = true;
        l->guides--;
        return NULL;
    }
    return g->catalogue;
}

const char *languages_guide_find(struct languages *l, const char *tag,
                                 const char *guide, const char *id)
{
    const struct catalogue *c = guide_words(l, tag, guide);
    return c ? catalogue_find(c, id) : NULL;
}

const char *languages_guide_text(struct languages *l, const char *tag,
                                 const char *guide, const char *id,
                                 const char *danish)
{
    const char *text = languages_guide_find(l, tag, guide, id);
    return text ? text : danish;
}
