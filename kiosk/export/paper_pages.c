/* SPDX-License-Identifier: MPL-2.0 */
/* Strips on pages. What is tied stays together where a page has room for it. */
#include "export/paper_inside.h"

struct place {
    int page, y;
};

static void put(struct strip *s, struct place *at)
{
    if (at->y > 0)
        at->y += s->before;
    s->page = at->page;
    s->y = at->y;
    at->y += s->height;
}

/* The strips from i that hold together: up to, not with, the one given. */
static int end_of_tied(const struct paper *p, int i, int *height)
{
    int at = i;
    *height = 0;
    do {
        *height += p->strip[at].height + (at > i ? p->strip[at].before : 0);
        at++;
    } while (at < p->strips && p->strip[at].tied);
    return at;
}

void paper_place(struct paper *p)
{
    struct place at = {0, 0};
    for (int i = 0; i < p->strips;) {
        int height, end = end_of_tied(p, i, &height);
        bool fits = at.y + p->strip[i].before + height <= TEXT_HEIGHT;
        if (at.y > 0 &&
            (p->strip[i].new_page || (!fits && height <= TEXT_HEIGHT)))
            at = (struct place){at.page + 1, 0};
        for (; i < end; i++) {
            const struct strip *s = &p->strip[i];
            /* Higher than a page together: parted wherever it has to be. */
            if (at.y > 0 && at.y + s->before + s->height > TEXT_HEIGHT)
                at = (struct place){at.page + 1, 0};
            put(&p->strip[i], &at);
        }
    }
    p->pages = at.page + 1;
}

int paper_page_of(const struct paper *p, const char *name)
{
    for (int i = 0; i < p->strips; i++) {
        const struct strip *s = &p->strip[i];
        const struct block *b = s->block >= 0 ? &p->block[s->block] : NULL;
        if (b && !b->link && b->name && strcmp(b->name, name) == 0)
            return s->page + 1;
    }
    return 0;
}
