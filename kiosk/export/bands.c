/* SPDX-License-Identifier: MPL-2.0 */
/* See bands.h. */
#include "export/bands.h"

enum {
    STEP = 12, /* height of a band for "at least 5" */
    ROOM = 44, /* least height of an end, so that its name has room */
    GAP = 14,  /* between two ends */
};

static int height_of(const struct cleared_link *l)
{
    return l->tellers / BAND_STEP * STEP;
}

/* Names in the order in which they come; all links of one stand together. */
static struct bands_end *end_of(struct bands_end *list, int *n,
                                struct plain word)
{
    for (int i = 0; i < *n; i++)
        if (plain_same(list[i].word, word))
            return &list[i];
    list[*n] = (struct bands_end){.word = word};
    return &list[(*n)++];
}

/* Stacks the ends, each in the middle of its room; gives the height of all. */
static int stack(struct bands_end *list, int n)
{
    int y = 0;
    for (int i = 0; i < n; i++) {
        int room = list[i].height > ROOM ? list[i].height : ROOM;
        list[i].top = y + (room - list[i].height) / 2;
        y += room + (i + 1 < n ? GAP : 0);
    }
    return y;
}

static void centre(struct bands_end *list, int n, int by)
{
    for (int i = 0; i < n; i++)
        list[i].top += by;
}

static bool can_be_drawn(const struct cleared_link *link, int links)
{
    for (int i = 0; i < links; i++)
        if (link[i].direction < CLEARED_BETTER ||
            link[i].direction > CLEARED_UNKNOWN || link[i].tellers < BAND_STEP)
            return false;
    return links > 0 && links <= BANDS_MOST;
}

bool bands_place(struct bands *b, const struct cleared_link *link, int links,
                 const struct plain came_of_it[5])
{
    *b = (struct bands){.bands = links};
    if (!can_be_drawn(link, links))
        return false;
    /* What came of it in its own order: better, worse, both, unknown. */
    for (int d = CLEARED_BETTER; d <= CLEARED_UNKNOWN; d++)
        for (int i = 0; i < links; i++)
            if (link[i].direction == d)
                end_of(b->end, &b->ends, came_of_it[d])->height +=
                    height_of(&link[i]);
    for (int i = 0; i < links; i++)
        end_of(b->name, &b->names, link[i].word)->height += height_of(&link[i]);
    int left = stack(b->name, b->names), right = stack(b->end, b->ends);
    b->height = left > right ? left : right;
    centre(b->name, b->names, (b->height - left) / 2);
    centre(b->end, b->ends, (b->height - right) / 2);
    /* Bands leave and arrive in the order of the other side, so that those of
     * one end do not cross each other. */
    int used_left[BANDS_MOST] = {0}, used_right[4] = {0};
    for (int e = 0; e < b->ends; e++)
        for (int n = 0; n < b->names; n++)
            for (int i = 0; i < links; i++) {
                struct plain what = came_of_it[link[i].direction];
                if (!plain_same(b->name[n].word, link[i].word) ||
                    !plain_same(b->end[e].word, what))
                    continue;
                int h = height_of(&link[i]);
                b->band[i] = (struct band){b->name[n].top + used_left[n],
                                           b->end[e].top + used_right[e], h};
                used_left[n] += h;
                used_right[e] += h;
            }
    return true;
}
