/* SPDX-License-Identifier: MPL-2.0 */
/* See due.h. */
#include "due.h"

/* In its own right: not the constants of the program. */
enum { TEAM_AFTER = 2, COUNCIL_AFTER = 5, OUT_AFTER = 26 };

uint64_t due_words(const struct teller *t, int of)
{
    uint64_t words = 0;
    if (of == PART_CARD)
        return 0;
    if (of == PART_WORKER)
        return t->danish[of];
    for (int q = 0; q < HOUSE_QUESTIONS; q++)
        if (q == of || of == PART_WHOLE)
            words |= t->danish[q] | (t->late[q] ? t->foreign[q] : 0);
    return words;
}

static bool part_waits(const struct house *h, int teller, const struct part *p)
{
    return !tellers_have(&h->left[p->cell], teller) &&
           !tellers_have(&h->out[p->cell], teller);
}

static bool is_asked(const struct teller *t, struct asked asked)
{
    return t->share && !t->gone && !t->over &&
           (asked.course < 0 || t->course == asked.course);
}

void due_now(const struct house *h, struct asked asked, int32_t week,
             struct tellers due[SEEING_CELLS])
{
    int alone[SEEING_CELLS] = {0};
    memset(due, 0, SEEING_CELLS * sizeof *due);
    for (int n = 0; n < h->tellers; n++) {
        const struct teller *t = &h->teller[n];
        int64_t age = (int64_t)week - t->week;
        if (!is_asked(t, asked) || age >= OUT_AFTER ||
            age < (asked.council ? COUNCIL_AFTER : TEAM_AFTER))
            continue;
        for (int i = 0; i < t->parts[asked.council]; i++) {
            const struct part *p = &t->part[asked.council][i];
            if (!part_waits(h, n, p) ||
                (p->of != PART_CARD && !due_words(t, p->of)))
                continue;
            tellers_add(&due[p->cell], n);
            alone[p->cell] += !t->five;
        }
    }
    for (int c = 0; c < SEEING_CELLS; c++)
        for (int i = 0; alone[c] < SEEING_LEAST && i < SEEING_WORDS; i++)
            due[c].bit[i] &= h->seeing.groups.bit[i];
}

static void part_left(struct house *h, struct asked asked, int32_t week, int n,
                      const struct part *p)
{
    struct teller *t = &h->teller[n];
    tellers_add(&h->left[p->cell], n);
    t->fate = FATE_LEFT;
    for (int q = 0; !asked.council && q < HOUSE_QUESTIONS; q++)
        if (p->of == q || p->of == PART_WHOLE) {
            t->said[q] = true;
            t->weeks[q] = (int8_t)(week - t->week);
        }
}

void due_settle(struct house *h, struct asked asked, int32_t week,
                const struct tellers due[SEEING_CELLS])
{
    for (int n = 0; n < h->tellers; n++) {
        struct teller *t = &h->teller[n];
        bool old = (int64_t)week - t->week >= OUT_AFTER;
        if (!is_asked(t, asked))
            continue;
        for (int e = 0; e < 2; e++)
            for (int i = 0; i < t->parts[e]; i++) {
                const struct part *p = &t->part[e][i];
                if (e == asked.council && tellers_have(&due[p->cell], n))
                    part_left(h, asked, week, n, p);
                else if (old && part_waits(h, n, p))
                    tellers_add(&h->out[p->cell], n);
            }
        if (t->fate == FATE_WAITS && t->parts[0] && !due_waits(h, n))
            t->fate = FATE_OUT;
    }
}

bool due_waits(const struct house *h, int teller)
{
    const struct teller *t = &h->teller[teller];
    for (int e = 0; e < 2; e++)
        for (int i = 0; i < t->parts[e]; i++)
            if (part_waits(h, teller, &t->part[e][i]))
                return true;
    return false;
}

bool due_rendering(const struct house *h, int teller, int question)
{
    const struct teller *t = &h->teller[teller];
    if (!(t->share & SHARE_RENDERING) || t->gone || t->over ||
        !t->foreign[question] || due_words(t, question))
        return false;
    for (int e = 0; e < 2; e++)
        for (int i = 0; i < t->parts[e]; i++) {
            const struct part *p = &t->part[e][i];
            if ((p->of == question || p->of == PART_WHOLE) &&
                part_waits(h, teller, p))
                return true;
        }
    return false;
}
