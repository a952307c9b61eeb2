/* SPDX-License-Identifier: MPL-2.0 */
/* See para.h: where carets may stand. A stop is a grapheme that begins a
 * HarfBuzz cluster; ICU alone would stop inside a Khmer or Burmese stack.
 * Where a ligature joins letters that people see as several, its width is
 * shared out evenly.
 *
 * Tamil is one of the latter: all but two of its pairs (KSSA, SRI) show the
 * sign that kills the vowel, so people count letters, and type between them;
 * Unicode 15.1 leaves Tamil out of the scripts whose conjuncts are one
 * grapheme (UAX #29, rule GB9c), though not its Indian neighbours. */
#include "text/para.h"

static bool parts_ligatures(UScriptCode script)
{
    return script == USCRIPT_LATIN || script == USCRIPT_CYRILLIC ||
           script == USCRIPT_GREEK || script == USCRIPT_ARABIC ||
           script == USCRIPT_HEBREW || script == USCRIPT_ARMENIAN ||
           script == USCRIPT_TAMIL;
}

struct cluster {
    int32_t from, to; /* units */
    int32_t x, width; /* 26.6, x from the run's left */
};

/* Sets the edges inside [from, to): each grapheme its share, or all the
 * leading edge when the script does not part them. */
static void set_cluster(struct para *p, const struct para_run *run,
                        struct cluster c)
{
    bool parted = parts_ligatures(run->script);
    int32_t graphemes = 0, past = 0;
    for (int32_t i = c.from; i < c.to; i++)
        graphemes += p->mark[i] & MARK_GRAPHEME;
    for (int32_t i = c.from; i < c.to; i++) {
        bool begins = p->mark[i] & MARK_GRAPHEME;
        if (begins && (parted || i == c.from))
            p->mark[i] |= MARK_STOP;
        if (begins && i > c.from)
            past++;
        int32_t share = parted && graphemes ? c.width * past / graphemes : 0;
        int32_t left = run->level & 1 ? c.x + c.width - share : c.x + share;
        p->edge[i] = para_pixels(left);
    }
}

/* Glyphs are in visual order: in a right-to-left run the cluster after this
 * one is the one seen before it. */
static void set_run(struct para *p, const struct para_run *run)
{
    const struct para_glyph *g = p->glyph + run->glyph;
    int32_t x = 0, end = run->to;
    for (int32_t i = 0; i < run->glyphs;) {
        struct cluster c = {.from = g[i].cluster, .to = end, .x = x};
        for (; i < run->glyphs && g[i].cluster == c.from; i++)
            c.width += g[i].advance;
        if (!(run->level & 1))
            c.to = i < run->glyphs ? g[i].cluster : run->to;
        set_cluster(p, run, c);
        x += c.width;
        end = c.from;
    }
}

void para_find_edges(struct para *p)
{
    for (size_t i = 0; i < p->runs; i++)
        set_run(p, &p->run[i]);
    for (size_t i = 0; i < p->lines; i++)
        p->mark[p->line[i].from] |= MARK_STOP;
    p->mark[p->len] |= MARK_STOP;
}
