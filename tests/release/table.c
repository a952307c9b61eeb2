/* SPDX-License-Identifier: MPL-2.0 */
/* See table.h. */
#include "table.h"

#include <stdio.h>

#include "desk/renderings.h"
#include "due.h"

static const uint8_t secret[VAULT_SECRET];

static void is_wrong(struct house *h, const char *what)
{
    if (!h->wrong)
        h->wrong = what;
}

/* The question that a sentence answers; -1: none that is not in Danish. */
static int question_of(const struct teller *t, int sentence)
{
    for (int q = 0; q < HOUSE_QUESTIONS; q++)
        if (t->foreign[q] >> sentence & 1)
            return q;
    return -1;
}

/* --- Out --------------------------------------------------------------- */

static void look_at_rows(struct house *h, const struct table *t)
{
    static struct sentences listed;
    memset(&listed, 0, sizeof listed);
    for (int i = 0; i < t->rows; i++) {
        int n = t->row[i].teller;
        int q = n < h->tellers ? question_of(&h->teller[n], t->row[i].sentence)
                               : -1;
        if (q < 0)
            is_wrong(h, "a table lists what was told in Danish, or not at all");
        else if (!(h->teller[n].share & SHARE_RENDERING))
            is_wrong(h, "a table lists a teller without a yes to it");
        else if (!due_rendering(h, n, q))
            is_wrong(h, "a table lists what does not wait");
        listed.of[n] |= (uint64_t)1 << t->row[i].sentence;
    }
    for (int n = 0; n < h->tellers; n++)
        for (int q = 0; q < HOUSE_QUESTIONS; q++)
            if (due_rendering(h, n, q) &&
                h->teller[n].foreign[q] & ~listed.of[n])
                is_wrong(h, "a table lacks what waits");
}

static bool read_rows(struct plain csv, struct table *t)
{
    static const char head[] = "\xEF\xBB\xBFid;lang;text;danish\r\n";
    size_t at = sizeof head - 1;
    if (csv.len < at || memcmp(csv.at, head, at) != 0)
        return false;
    for (t->rows = 0; at < csv.len && t->rows < TABLE_ROWS; t->rows++) {
        const char *end = memchr(csv.at + at, '\n', csv.len - at);
        struct table_row *r = &t->row[t->rows];
        char line[80];
        if (!end)
            return false;
        snprintf(line, sizeof line, "%.*s", (int)(end - csv.at - (long)at),
                 csv.at + at);
        if (sscanf(line, "%32[0-9a-f];uk;f%d.%d;", r->id, &r->teller,
                   &r->sentence) != 3 ||
            r->teller < 0 || r->teller >= SEEING_TELLERS || r->sentence < 0 ||
            r->sentence > 63)
            return false;
        r->filled = false;
        at = (size_t)(end - csv.at) + 1;
    }
    return at == csv.len;
}

/* The order is drawn, and a history is to be the same whenever it is told. */
static int by_sentence(const void *a, const void *b)
{
    const struct table_row *x = a, *y = b;
    return x->teller != y->teller ? x->teller - y->teller
                                  : x->sentence - y->sentence;
}

bool table_take_out(struct house *h, struct table *t, struct fault *why)
{
    struct buf csv = {.max = 1 << 20};
    int sentences = 0;
    bool ok = renderings_write(&h->safe, secret, &csv, &sentences, why);
    if (ok && (!read_rows(buf_words(&csv), t) || t->rows != sentences))
        ok = fault_set(why, FAULT_INPUT, "a table cannot be read");
    if (ok) {
        qsort(t->row, (size_t)t->rows, sizeof *t->row, by_sentence);
        look_at_rows(h, t);
    }
    buf_wipe(&csv);
    return ok;
}

/* --- In ---------------------------------------------------------------- */

/* What it makes of the office, by the promise. An answer is rendered when all
 * of it is. */
static struct renderings_told expected(struct house *h, const struct table *t)
{
    static struct sentences filled;
    static bool late[SEEING_TELLERS][HOUSE_QUESTIONS];
    struct renderings_told told = {0};
    memset(&filled, 0, sizeof filled);
    memset(late, 0, sizeof late);
    for (int i = 0; i < t->rows; i++)
        if (t->row[i].filled)
            filled.of[t->row[i].teller] |= (uint64_t)1 << t->row[i].sentence;
    for (int i = 0; i < t->rows; i++) {
        int n = t->row[i].teller,
            q = question_of(&h->teller[n], t->row[i].sentence);
        bool waits = q >= 0 && due_rendering(h, n, q),
             whole = waits && !(h->teller[n].foreign[q] & ~filled.of[n]);
        if (!t->row[i].filled)
            continue;
        told.gone += !waits;
        told.taken += whole;
        told.incomplete += waits && !whole;
        if (whole)
            late[n][q] = true;
    }
    for (int n = 0; n < h->tellers; n++)
        for (int q = 0; q < HOUSE_QUESTIONS; q++)
            if (late[n][q]) {
                h->teller[n].late[q] = true;
                h->seeing.late.of[n] |= h->teller[n].foreign[q];
            }
    return told;
}

bool table_bring_back(struct house *h, const struct table *t, struct fault *why)
{
    struct buf csv = {.max = 1 << 20};
    struct renderings_told told, must;
    buf_text(&csv, "id;lang;text;danish\n");
    for (int i = 0; i < t->rows; i++) {
        buf_format(&csv, "%s;uk;;", t->row[i].id);
        if (t->row[i].filled)
            buf_format(&csv, "s%d.%d.late", t->row[i].teller,
                       t->row[i].sentence);
        buf_text(&csv, "\n");
    }
    bool ok = renderings_take(&h->safe, secret, (struct redactor *)h,
                              buf_words(&csv), &told, why);
    must = expected(h, t);
    if (ok && (told.taken != must.taken || told.gone != must.gone ||
               told.incomplete != must.incomplete))
        is_wrong(h, "what came back counts for more or less than it is");
    buf_wipe(&csv);
    return ok;
}
