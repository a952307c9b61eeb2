/* SPDX-License-Identifier: MPL-2.0 */
/* See shelf.h. */
#include "desk/shelf.h"

#include "base/log.h"
#include "host/file.h"
#include "host/paths.h"

enum { GUIDES = 16 };

struct shelf {
    char share[CEIL_PATH], office[CEIL_PATH];
    struct languages *languages;
    struct guide *guide[GUIDES];
    int guides;
    struct fonts *fonts[2]; /* regular, bold */
};

static void left_out(void *self, const char *path, const struct fault *why)
{
    (void)self;
    log_line("words", "%s is left out: %s", path, why->text);
}

struct shelf *shelf_open(const char *office_dir, struct fault *why)
{
    struct shelf *s = calloc(1, sizeof *s);
    char guides[CEIL_PATH];
    if (!s) {
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
        return NULL;
    }
    bool ok = path_share(s->share, why);
    if (ok && office_dir)
        ok = text_copy(s->office, sizeof s->office, office_dir) &&
             path_join(guides, office_dir, "guides", why);
    if (ok)
        s->languages = languages_open(s->share, office_dir ? guides : NULL,
                                      left_out, NULL, why);
    if (!s->languages) {
        shelf_close(s);
        return NULL;
    }
    return s;
}

void shelf_close(struct shelf *s)
{
    if (!s)
        return;
    for (int i = 0; i < s->guides; i++)
        guide_free(s->guide[i]);
    for (int bold = 0; bold < 2; bold++)
        fonts_close(s->fonts[bold]);
    languages_close(s->languages);
    free(s);
}

struct languages *shelf_languages(struct shelf *s)
{
    return s->languages;
}

struct fonts *shelf_fonts(struct shelf *s, bool bold, struct fault *why)
{
    char path[CEIL_PATH];
    const char *name = bold ? "fonts/manifest.bold" : "fonts/manifest";
    if (!s->fonts[bold] && path_join(path, s->share, name, why))
        s->fonts[bold] = fonts_open(path, why);
    return s->fonts[bold];
}

struct told_fault {
    struct fault *why;
    int count;
};

static void first_fault(void *self, const char *where, const char *what)
{
    struct told_fault *t = self;
    if (t->count++ == 0)
        fault_set(t->why, FAULT_INPUT, "%s: %s", where, what);
}

static struct guide *read_guide(const char *dir, const char *id, bool *there,
                                struct fault *why)
{
    char name[CEIL_ID + 32], path[CEIL_PATH];
    struct buf text = {.max = CEIL_GUIDE_FILE};
    snprintf(name, sizeof name, "guides/%s/guide.json", id);
    *there = path_join(path, dir, name, why) && file_exists(path);
    if (!*there || !file_read(path, CEIL_GUIDE_FILE, &text, why))
        return NULL;
    struct told_fault t = {.why = why};
    struct guide *g = guide_read(buf_words(&text), first_fault, &t);
    buf_wipe(&text);
    if (!g) {
        fault_prefix(why, path);
        return NULL;
    }
    return g;
}

const struct guide *shelf_guide(struct shelf *s, const char *id,
                                struct fault *why)
{
    for (int i = 0; i < s->guides; i++)
        if (strcmp(s->guide[i]->id, id) == 0)
            return s->guide[i];
    bool there = false;
    struct guide *g = NULL;
    if (*s->office)
        g = read_guide(s->office, id, &there, why);
    if (!there)
        g = read_guide(s->share, id, &there, why);
    if (!there)
        fault_set(why, FAULT_INPUT,
                  "there is no guide \"%s\": put it into DIR/guides or "
                  "correct \"guide\" in office.conf",
                  id);
    if (g && (strcmp(g->id, id) != 0 || s->guides == GUIDES)) {
        fault_set(why, FAULT_INPUT,
                  "the guide in guides/%s has another id (%s): make them the "
                  "same",
                  id, g->id);
        guide_free(g);
        g = NULL;
    }
    if (g)
        s->guide[s->guides++] = g;
    return g;
}
