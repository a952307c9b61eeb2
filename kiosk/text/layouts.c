/* SPDX-License-Identifier: MPL-2.0 */
/* See layout.h: a screen describes itself anew each frame and must not shape
 * its words anew each time. What it holds are a citizen's words: what is let
 * go is wiped by layout_free(). */
#include "text/stack.h"

enum { CHAINS = 256 }; /* a power of two; a screen has some dozens of texts */

struct kept {
    struct kept *next;
    uint64_t hash;
    uint64_t asked; /* the age at which it was last asked for */
    struct layout *layout;
};

struct layouts {
    struct fonts *fonts;
    uint64_t age;
    bool hungry;
    struct kept *chain[CHAINS];
};

/* FNV-1a: spreads well enough, and what is found is compared in full. */
static uint64_t hash_more(uint64_t hash, const void *bytes, size_t len)
{
    const uint8_t *b = bytes;
    for (size_t i = 0; i < len; i++)
        hash = (hash ^ b[i]) * 0x100000001B3u;
    return hash;
}

static uint64_t hash_of(struct plain words, const struct layout_style *style)
{
    uint64_t hash = 0xCBF29CE484222325u;
    hash = hash_more(hash, words.at, words.len);
    hash = hash_more(hash, &style->size, sizeof style->size);
    return hash_more(hash, &style->width, sizeof style->width);
}

struct layouts *layouts_new(struct fonts *fonts)
{
    struct layouts *c = calloc(1, sizeof *c);
    if (c)
        c->fonts = fonts;
    return c;
}

void layouts_free(struct layouts *c)
{
    if (!c)
        return;
    layouts_forget(c);
    free(c);
}

static struct kept *find(const struct layouts *c, uint64_t hash,
                         struct plain words, const struct layout_style *style)
{
    for (struct kept *k = c->chain[hash % CHAINS]; k; k = k->next)
        if (k->hash == hash && plain_same(layout_words(k->layout), words) &&
            layout_same_style(&k->layout->style, style))
            return k;
    return NULL;
}

/* How many bytes two texts share at their start and end. */
static size_t likeness(struct plain a, struct plain b)
{
    size_t most = a.len < b.len ? a.len : b.len, start = 0, end = 0;
    while (start < most && a.at[start] == b.at[start])
        start++;
    while (end < most - start && a.at[a.len - 1 - end] == b.at[b.len - 1 - end])
        end++;
    return start + end;
}

/* The kept layout that shares most with the words: what they were before a
 * key was pressed, if they are being typed. */
static const struct layout *find_like(const struct layouts *c,
                                      struct plain words,
                                      const struct layout_style *style)
{
    const struct layout *best = NULL;
    size_t most = 0;
    for (int i = 0; i < CHAINS; i++)
        for (const struct kept *k = c->chain[i]; k; k = k->next) {
            if (!layout_same_style(&k->layout->style, style))
                continue;
            size_t shared = likeness(layout_words(k->layout), words);
            if (shared > most) {
                most = shared;
                best = k->layout;
            }
        }
    return best;
}

static const struct layout *keep_new(struct layouts *c, uint64_t hash,
                                     struct plain words,
                                     const struct layout_style *style)
{
    bool several = words.len && memchr(words.at, '\n', words.len);
    struct kept *k = calloc(1, sizeof *k);
    if (!k)
        return NULL;
    k->layout = layout_new_like(c->fonts, words, style,
                                several ? find_like(c, words, style) : NULL);
    if (!k->layout) {
        free(k);
        return NULL;
    }
    k->hash = hash;
    k->asked = c->age;
    k->next = c->chain[hash % CHAINS];
    c->chain[hash % CHAINS] = k;
    return k->layout;
}

const struct layout *layouts_get(struct layouts *c, struct plain words,
                                 const struct layout_style *style)
{
    uint64_t hash = hash_of(words, style);
    struct kept *k = find(c, hash, words, style);
    if (!k) {
        const struct layout *made = keep_new(c, hash, words, style);
        c->hungry |= !made;
        return made;
    }
    k->asked = c->age;
    return k->layout;
}

/* Lets go of what was last asked for before an age. */
static void drop_older(struct layouts *c, uint64_t age)
{
    for (int i = 0; i < CHAINS; i++) {
        struct kept **at = &c->chain[i];
        while (*at) {
            struct kept *k = *at;
            if (k->asked >= age) {
                at = &k->next;
                continue;
            }
            *at = k->next;
            layout_free(k->layout);
            free(k);
        }
    }
}

void layouts_age(struct layouts *c)
{
    c->age++;
    c->hungry = false;
    drop_older(c, c->age - 1);
}

bool layouts_hungry(const struct layouts *c)
{
    return c->hungry;
}

void layouts_forget(struct layouts *c)
{
    drop_older(c, UINT64_MAX);
}
