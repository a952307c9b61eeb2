/* SPDX-License-Identifier: MPL-2.0 */
/* The tablet's rooms without a window. */
#include "monkey.h"

#include <string.h>

#include "host/memory.h"
#include "host/paths.h"
#include "vault/envelope.h"

enum { FRAME_MEMORY = 6 * 1024 * 1024, MAPS = 24 };

static struct canvas canvas;
static struct keymap *map[MAPS];
static int maps;

/* --- A canvas that is only counted on ---------------------------------- */

static void no_clip(void *self, struct rect to)
{
    (void)self, (void)to;
}

static void no_box(void *self, struct rect at, uint32_t colour)
{
    (void)self, (void)at, (void)colour;
}

static void no_round(void *self, struct rect at, int radius, uint32_t colour)
{
    (void)self, (void)at, (void)radius, (void)colour;
}

static void no_run(void *self, const struct canvas_run *run)
{
    (void)self, (void)run;
}

static void no_present(void *self, const struct rect *places, int n)
{
    (void)self, (void)places, (void)n;
}

static double no_ticks(void *self)
{
    (void)self;
    return 0;
}

static const struct keymap *keymap_for(void *self, const char *lang)
{
    char share[CEIL_PATH], name[CEIL_TAG + 32], path[CEIL_PATH];
    struct fault why;
    (void)self;
    for (int i = 0; i < maps; i++)
        if (strcmp(map[i]->lang, lang) == 0)
            return map[i];
    snprintf(name, sizeof name, "keyboards/%s.keys", lang);
    if (maps == MAPS || !path_share(share, &why) ||
        !path_join(path, share, name, &why))
        return NULL;
    struct keymap *found = keymap_open(path, &why);
    if (found)
        map[maps++] = found;
    return found;
}

/* --- Setting up -------------------------------------------------------- */

static void wake(void)
{
}

bool rooms_open(const char *dir, int size, struct fault *why)
{
    static const int sizes[][3] = {
        {1280, 800, 149}, {800, 1280, 149}, {1920, 1200, 220}};
    struct stage *s = &monkey.stage;
    char share[CEIL_PATH], manifest[CEIL_PATH];
    monkey.width = sizes[size % 3][0];
    monkey.height = sizes[size % 3][1];
    if (!vault_begin(why) ||
        !clock_fixed(&monkey.clock, "2026-11-16T09:00", why) ||
        !office_open(&monkey.office, dir, why) || !path_share(share, why) ||
        !path_join(manifest, share, "fonts/manifest", why) ||
        !(s->ui.fonts = fonts_open(manifest, why)) ||
        !(s->shelf = shelf_open(dir, why)) || !(s->voice = voice_new()) ||
        !(s->keeper = keeper_start(&monkey.office, &monkey.clock, wake, why)) ||
        !(s->frames = memory_take(FRAME_MEMORY)) ||
        !(s->talk = vault_alloc(sizeof *s->talk)) ||
        !(s->review = vault_alloc(sizeof *s->review)))
        return false;
    s->frames_size = FRAME_MEMORY;
    office_show(&monkey.office, &monkey.face);
    s->office = &monkey.face;
    s->clock = &monkey.clock;
    if (!stage_start(s, why))
        return false;
    canvas = (struct canvas){NULL,   no_clip,    no_box,  no_round,
                             no_run, no_present, no_ticks};
    s->ui.canvas = &canvas;
    s->ui.keymap = keymap_for;
    s->ui.width = monkey.width;
    s->ui.height = monkey.height;
    s->ui.dpi = sizes[size % 3][2];
    return true;
}

void rooms_close(void)
{
    struct stage *s = &monkey.stage;
    struct fonts *fonts = s->ui.fonts;
    keeper_stop(s->keeper);
    stage_end(s);
    voice_free(s->voice);
    memory_give(s->frames, FRAME_MEMORY);
    vault_free(s->talk);
    vault_free(s->review);
    for (int i = 0; i < maps; i++)
        keymap_close(map[i]);
    shelf_close(s->shelf);
    fonts_close(fonts);
    office_close(&monkey.office);
}
