/* SPDX-License-Identifier: MPL-2.0 */
/* See renderings.h. An id is 16 bytes: 4 drawn for the table; 8 of a keyed
 * hash over those, the story's id and the sentence's place; 4 of a keyed hash
 * over these twelve, by which a table of this office is known even when the
 * story is gone. */
#include "desk/renderings.h"

#include "anonymise/look.h"
#include "desk/units.h"
#include "export/csv.h"

enum { DRAWN = 4, PLACE = 8, PROOF = 4, ID = DRAWN + PLACE + PROOF };

static void hash_part(const uint8_t *secret, const void *bytes, size_t len,
                      uint8_t *out, size_t room)
{
    uint8_t hash[VAULT_HASH];
    vault_hash((struct plain){bytes, len}, secret, VAULT_SECRET, hash);
    memcpy(out, hash, room);
}

static void id_make(const uint8_t *secret, const uint8_t drawn[DRAWN],
                    const uint8_t story[VAULT_ID], int sentence,
                    uint8_t out[ID])
{
    uint8_t of[DRAWN + VAULT_ID + 2];
    memcpy(of, drawn, DRAWN);
    memcpy(of + DRAWN, story, VAULT_ID);
    of[DRAWN + VAULT_ID] = (uint8_t)sentence;
    of[DRAWN + VAULT_ID + 1] = (uint8_t)(sentence >> 8);
    memcpy(out, drawn, DRAWN);
    hash_part(secret, of, sizeof of, out + DRAWN, PLACE);
    hash_part(secret, out, DRAWN + PLACE, out + DRAWN + PLACE, PROOF);
}

static bool id_is_ours(const uint8_t *secret, const uint8_t id[ID])
{
    uint8_t proof[PROOF];
    hash_part(secret, id, DRAWN + PLACE, proof, PROOF);
    return memcmp(proof, id + DRAWN + PLACE, PROOF) == 0;
}

/* The words as text, "" when they have no room in it: ids and tags. */
static void text_of(struct plain words, char *out, size_t room)
{
    size_t len = words.len < room ? words.len : 0;
    memcpy(out, words.at, len);
    out[len] = '\0';
}

/* --- What waits -------------------------------------------------------- */

/* A sentence of an answer that has nothing in Danish, whose teller said yes to
 * a rendering, and that can still leave: what cannot goes to nobody. */
static bool waits(const struct approved *a, const struct buf *marks,
                  int sentence)
{
    struct plain q = a->sentence[sentence].question;
    return a->share & SHARE_RENDERING && !approved_in_danish(a, q) &&
           !plain_same(q, plain_of(APPROVED_WORKER)) &&
           !plain_same(q, plain_of(APPROVED_REPLY)) &&
           units_answer_waits(a, q, marks);
}

struct walk {
    struct safe *s;
    const uint8_t *secret;
    struct buf record, marks;
    struct approved *approved;
    bool (*each)(void *self, const uint8_t id[VAULT_ID],
                 const struct approved *a, const struct buf *marks,
                 struct fault *why);
    void *self;
};

static bool walk_story(void *self, const struct story_row *row,
                       struct fault *why)
{
    struct walk *w = self;
    if (!row->untranslated || !row->approved.len || row->state == STORY_PRIVATE)
        return true;
    return units_open(w->s, w->secret, row, &w->record, w->approved, why) &&
           units_marks(w->s, w->secret, row, &w->marks, why) &&
           w->each(w->self, row->id, w->approved, &w->marks, why);
}

static bool walk_waiting(struct walk *w, struct fault *why)
{
    w->record = (struct buf){.max = 3 * CEIL_STORY};
    w->marks = (struct buf){.max = UNITS_MARKS};
    w->approved = calloc(1, sizeof *w->approved);
    bool ok = w->approved ? story_each(w->s->store, walk_story, w, why)
                          : fault_set(why, FAULT_MEMORY, "out of memory");
    buf_wipe(&w->record);
    buf_wipe(&w->marks);
    if (w->approved)
        bytes_wipe(w->approved, sizeof *w->approved);
    free(w->approved);
    return ok;
}

/* --- Out --------------------------------------------------------------- */

/* Rows as they will stand, one after the other, to be put in drawn order. */
struct listing {
    const uint8_t *secret;
    uint8_t drawn[DRAWN];
    struct buf rows;
    size_t *end;
    uint32_t count, room;
};

static bool list_sentence(struct listing *l, const uint8_t id[VAULT_ID],
                          const struct approved *a, int i, struct fault *why)
{
    uint8_t row[ID];
    char digits[2 * ID + 1], lang[CEIL_TAG];
    if (l->count == l->room) {
        uint32_t room = l->room ? 2 * l->room : 256;
        size_t *end = realloc(l->end, room * sizeof *end);
        if (!end)
            return fault_set(why, FAULT_MEMORY, "out of memory");
        l->end = end;
        l->room = room;
    }
    id_make(l->secret, l->drawn, id, i, row);
    hex_write(row, ID, digits);
    text_of(a->lang, lang, sizeof lang);
    csv_cell(&l->rows, plain_of(digits));
    buf_text(&l->rows, ";");
    csv_cell(&l->rows, plain_of(lang));
    buf_text(&l->rows, ";");
    csv_cell(&l->rows, a->sentence[i].words);
    buf_text(&l->rows, ";\r\n");
    l->end[l->count++] = l->rows.len;
    return true;
}

static bool list_story(void *self, const uint8_t id[VAULT_ID],
                       const struct approved *a, const struct buf *marks,
                       struct fault *why)
{
    bool ok = true;
    for (int i = 0; ok && i < a->sentences; i++)
        if (waits(a, marks, i))
            ok = list_sentence(self, id, a, i, why);
    return ok;
}

/* The order of stories in the table would tell which sentences are one
 * person's. */
static bool put_in_drawn_order(const struct listing *l, struct buf *csv,
                               struct fault *why)
{
    uint32_t *order = malloc((l->count + 1) * sizeof *order);
    if (!order)
        return fault_set(why, FAULT_MEMORY, "out of memory");
    release_draw(order, l->count, vault_uniform);
    buf_text(csv, CSV_MARK "id;lang;text;danish\r\n");
    for (uint32_t i = 0; i < l->count; i++) {
        uint32_t n = order[i];
        buf_plain(csv, plain_cut(buf_words(&l->rows), n ? l->end[n - 1] : 0,
                                 l->end[n]));
    }
    free(order);
    return (!csv->full && !l->rows.full) ||
           fault_set(why, FAULT_LIMIT, "the table is too large");
}

bool renderings_write(struct safe *s, const uint8_t secret[VAULT_SECRET],
                      struct buf *csv, int *sentences, struct fault *why)
{
    struct listing l = {.secret = secret, .rows = {.max = csv->max}};
    struct walk w = {.s = s, .secret = secret, .each = list_story, .self = &l};
    vault_random(l.drawn, DRAWN);
    bool ok = walk_waiting(&w, why) && put_in_drawn_order(&l, csv, why);
    *sentences = (int)l.count;
    buf_wipe(&l.rows);
    free(l.end);
    return ok;
}

/* --- In ---------------------------------------------------------------- */

enum { TABLES = 64 }; /* tables joined to one file, at most */

struct rendering {
    uint8_t id[ID];
    struct plain danish; /* in intake.words; empty: not rendered */
    struct plain text;   /* behind it: what was rendered */
    size_t from;         /* of danish there, while it still grows */
    int line;
};

/* A story whose record changes. */
struct change {
    uint8_t id[VAULT_ID];
};

struct intake {
    struct safe *s;
    const uint8_t *secret;
    struct look look;
    struct rendering *row;
    uint32_t rows, room;
    struct buf words;
    uint8_t drawn[TABLES][DRAWN];
    int tables;
    struct change *change;
    uint32_t changes, change_room;
    struct renderings_told *told;
};

static int by_id(const void *a, const void *b)
{
    return memcmp(((const struct rendering *)a)->id,
                  ((const struct rendering *)b)->id, ID);
}

static bool line_fault(struct fault *why, int line, const char *what)
{
    return fault_set(why, FAULT_INPUT, "line %d: %s", line, what);
}

static bool note_table(struct intake *in, const uint8_t id[ID])
{
    for (int i = 0; i < in->tables; i++)
        if (memcmp(in->drawn[i], id, DRAWN) == 0)
            return true;
    if (in->tables == TABLES)
        return false;
    memcpy(in->drawn[in->tables++], id, DRAWN);
    return true;
}

static bool take_row(struct intake *in, const struct csv *c, struct fault *why)
{
    char digits[2 * ID + 1];
    struct rendering r = {.line = c->line, .from = in->words.len};
    if (c->cells < 4)
        return line_fault(why, c->line,
                          "a row has four cells: id, lang, text, "
                          "danish");
    text_of(c->cell[0], digits, sizeof digits);
    if (c->cell[0].len != 2 * ID || !hex_read(digits, r.id, ID) ||
        !id_is_ours(in->secret, r.id))
        return line_fault(why, c->line,
                          "this id was not given out by this "
                          "office: nothing was taken");
    if (c->cell[3].len >= CEIL_ANSWER)
        return line_fault(why, c->line, "the rendering is too long");
    if (!note_table(in, r.id))
        return line_fault(why, c->line, "the rows come from too many tables");
    if (in->rows == in->room) {
        uint32_t room = in->room ? 2 * in->room : 256;
        struct rendering *grown = realloc(in->row, room * sizeof *grown);
        if (!grown)
            return fault_set(why, FAULT_MEMORY, "out of memory");
        in->row = grown;
        in->room = room;
    }
    /* One sentence stays one: its line feeds become spaces. */
    for (size_t i = 0; i < c->cell[3].len; i++) {
        char byte = c->cell[3].at[i];
        buf_byte(&in->words,
                 (uint8_t)(byte == '\n' || byte == '\r' ? ' ' : byte));
    }
    r.danish.len = in->words.len - r.from;
    r.text.len = c->cell[2].len;
    buf_plain(&in->words, c->cell[2]);
    in->row[in->rows++] = r;
    return true;
}

static bool read_head(struct csv *c, struct fault *why)
{
    static const char *const names[] = {"id", "lang", "text", "danish"};
    bool ok = csv_next(c, why) && c->cells >= 4;
    for (int i = 0; ok && i < 4; i++)
        ok = plain_same(c->cell[i], plain_of(names[i]));
    return ok || why->kind != FAULT_NONE ||
           line_fault(why, 1,
                      "the first line is not \"id;lang;text;danish\": "
                      "take the table that renderings --out made");
}

bool renderings_begun(struct plain csv)
{
    struct csv c = {.text = csv};
    struct fault ignored = {.kind = FAULT_NONE};
    bool begun = false, ok = read_head(&c, &ignored);
    while (ok && !begun && csv_next(&c, &ignored))
        begun = c.cells >= 4 && c.cell[3].len > 0;
    buf_wipe(&c.row);
    return begun;
}

static bool read_table(struct intake *in, struct plain csv, struct fault *why)
{
    struct csv c = {.text = csv};
    why->kind = FAULT_NONE;
    bool ok = read_head(&c, why) && why->kind == FAULT_NONE;
    while (ok && csv_next(&c, why))
        ok = take_row(in, &c, why);
    buf_wipe(&c.row);
    if (!ok || why->kind != FAULT_NONE)
        return false;
    if (in->words.full)
        return fault_set(why, FAULT_LIMIT, "the table is too large");
    for (uint32_t i = 0; i < in->rows; i++) {
        struct rendering *r = &in->row[i];
        r->danish.at = in->words.at + r->from;
        r->text.at = r->danish.at + r->danish.len;
    }
    if (in->rows)
        qsort(in->row, in->rows, sizeof *in->row, by_id);
    for (uint32_t i = 1; i < in->rows; i++)
        if (by_id(&in->row[i - 1], &in->row[i]) == 0)
            return line_fault(why,
                              in->row[i].line > in->row[i - 1].line
                                  ? in->row[i].line
                                  : in->row[i - 1].line,
                              "this id stands there twice: nothing was taken");
    return true;
}

/* The rendering of a sentence; NULL: there is none. */
static const struct rendering *rendering_of(const struct intake *in,
                                            const uint8_t story[VAULT_ID],
                                            int sentence)
{
    struct rendering key;
    for (int i = 0; i < in->tables; i++) {
        id_make(in->secret, in->drawn[i], story, sentence, key.id);
        const struct rendering *r =
            in->rows ? bsearch(&key, in->row, in->rows, sizeof key, by_id)
                     : NULL;
        if (r && r->danish.len)
            return r;
    }
    return NULL;
}

/* As csv_cell() wrote it; words without the spaces around them. */
static bool shows(const struct rendering *r, struct plain words)
{
    struct plain text = r->text;
    if (plain_same(text, words))
        return true;
    return text.len && text.at[0] == '\'' &&
           plain_same(plain_cut(text, 1, text.len), words);
}

/* A column that was sorted alone puts one teller's words under another's: the
 * sentence then stands beside another id. A text that was only changed is not
 * taken for that. */
static bool stands_elsewhere(const struct intake *in, const struct rendering *r,
                             struct plain words)
{
    if (shows(r, words))
        return false;
    for (uint32_t i = 0; i < in->rows; i++)
        if (shows(&in->row[i], words))
            return true;
    return false;
}

static bool texts_stand(const struct intake *in, const struct approved *a,
                        const struct rendering *of[CEIL_SENTENCES],
                        struct fault *why)
{
    for (int i = 0; i < a->sentences; i++)
        if (of[i] &&
            stands_elsewhere(in, of[i], plain_trim(a->sentence[i].words)))
            return line_fault(why, of[i]->line,
                              "another text was given out with this id: was "
                              "one column sorted alone? nothing was taken");
    return true;
}

/* The renderings that a story takes, by sentence; NULL: none. An answer of
 * which one sentence has none takes none: it would leave without the rest.
 * Gives how many are taken; *left: how many were not for that reason. */
static int match(const struct intake *in, const uint8_t id[VAULT_ID],
                 const struct approved *a, const struct buf *marks,
                 const struct rendering *of[CEIL_SENTENCES], int *left)
{
    bool lacks[CEIL_SENTENCES] = {false};
    int taken = 0;
    *left = 0;
    for (int i = 0; i < a->sentences; i++)
        of[i] = waits(a, marks, i) ? rendering_of(in, id, i) : NULL;
    for (int i = 0; i < a->sentences; i++)
        for (int k = 0; of[i] && !lacks[i] && k < a->sentences; k++)
            lacks[i] = !of[k] && plain_same(a->sentence[i].question,
                                            a->sentence[k].question);
    for (int i = 0; i < a->sentences; i++) {
        *left += lacks[i];
        if (lacks[i])
            of[i] = NULL;
        taken += of[i] != NULL;
    }
    return taken;
}

static bool note_change(void *self, const uint8_t id[VAULT_ID],
                        const struct approved *a, const struct buf *marks,
                        struct fault *why)
{
    struct intake *in = self;
    const struct rendering *of[CEIL_SENTENCES];
    int left, taken = match(in, id, a, marks, of, &left);
    if (!texts_stand(in, a, of, why))
        return false;
    in->told->taken += taken;
    in->told->incomplete += left;
    if (!taken)
        return true;
    if (in->changes == in->change_room) {
        uint32_t room = in->change_room ? 2 * in->change_room : 64;
        struct change *grown = realloc(in->change, room * sizeof *grown);
        if (!grown)
            return fault_set(why, FAULT_MEMORY, "out of memory");
        in->change = grown;
        in->change_room = room;
    }
    memcpy(in->change[in->changes++].id, id, VAULT_ID);
    return true;
}

/* The record with the renderings in it: words that were looked at again live
 * in seen, one after the other. */
static bool render(struct intake *in, const uint8_t id[VAULT_ID],
                   struct approved *a, const struct buf *marks,
                   struct buf *seen, struct fault *why)
{
    const struct rendering *of[CEIL_SENTENCES];
    size_t from[CEIL_SENTENCES + 1] = {0};
    int left;
    match(in, id, a, marks, of, &left);
    for (int i = 0; i < a->sentences; i++) {
        if (of[i] && !look_over(&in->look, of[i]->danish, seen))
            return fault_set(why, FAULT_MEMORY, "out of memory");
        from[i + 1] = seen->len;
    }
    for (int i = 0; i < a->sentences; i++) {
        if (!of[i])
            continue;
        struct approved_sentence *s = &a->sentence[i];
        s->words = plain_cut(buf_words(seen), from[i], from[i + 1]);
        s->danish = s->afterwards = true;
    }
    return true;
}

static bool reseal(struct intake *in, const struct story_row *row,
                   const struct approved *a, struct buf *out, struct fault *why)
{
    struct buf record = {.max = 3 * CEIL_STORY};
    approved_write(a, &record);
    bool ok =
        record.full
            ? fault_set(why, FAULT_LIMIT,
                        "a story grew too long with its renderings")
            : units_seal(in->s, in->secret, row, buf_words(&record), out, why);
    buf_wipe(&record);
    return ok;
}

static bool still_waits(const struct approved *a, const struct buf *marks)
{
    for (int i = 0; i < a->sentences; i++)
        if (waits(a, marks, i))
            return true;
    return false;
}

static bool change_story(struct intake *in, const uint8_t id[VAULT_ID],
                         struct approved *a, struct fault *why)
{
    struct story_row row;
    struct buf record = {.max = 3 * CEIL_STORY}, full = record, key = record,
               marks = record, left = {.max = UNITS_MARKS},
               seen = {.max = 5 * (size_t)CEIL_STORY},
               sealed = {.max = 4 * CEIL_STORY};
    bool ok = story_get(in->s->store, id, &row, why) &&
              units_open(in->s, in->secret, &row, &record, a, why) &&
              units_marks(in->s, in->secret, &row, &left, why) &&
              render(in, id, a, &left, &seen, why) &&
              reseal(in, &row, a, &sealed, why);
    if (ok) {
        /* The row's bytes are borrowed from a statement that the write
         * resets. */
        buf_plain(&full, row.full);
        buf_plain(&key, row.key);
        buf_plain(&marks, row.marks);
        row.full = buf_words(&full);
        row.key = buf_words(&key);
        row.marks = buf_words(&marks);
        row.approved = buf_words(&sealed);
        row.untranslated = still_waits(a, &left);
        ok = (!full.full && !key.full && !marks.full) ||
             fault_set(why, FAULT_MEMORY, "out of memory");
        ok = ok && story_put(in->s->store, &row, why);
    }
    buf_wipe(&record);
    buf_wipe(&full);
    buf_wipe(&key);
    buf_wipe(&marks);
    buf_wipe(&left);
    buf_wipe(&seen);
    buf_wipe(&sealed);
    return ok;
}

static bool change_all(struct intake *in, struct fault *why)
{
    struct approved *a = calloc(1, sizeof *a);
    bool ok = a ? store_begin(in->s->store, why)
                : fault_set(why, FAULT_MEMORY, "out of memory");
    for (uint32_t i = 0; ok && i < in->changes; i++)
        ok = change_story(in, in->change[i].id, a, why);
    ok = ok && safe_log(in->s, "renderings taken in", why) &&
         store_commit(in->s->store, why);
    if (!ok)
        store_rollback(in->s->store);
    if (a)
        bytes_wipe(a, sizeof *a);
    free(a);
    return ok;
}

static int rendered_rows(const struct intake *in)
{
    int n = 0;
    for (uint32_t i = 0; i < in->rows; i++)
        n += in->row[i].danish.len > 0;
    return n;
}

bool renderings_take(struct safe *s, const uint8_t secret[VAULT_SECRET],
                     struct redactor *redactor, struct plain csv,
                     struct renderings_told *told, struct fault *why)
{
    *told = (struct renderings_told){0};
    struct intake *in = calloc(1, sizeof *in);
    if (!in)
        return fault_set(why, FAULT_MEMORY, "out of memory");
    *in = (struct intake){.s = s,
                          .secret = secret,
                          .look = {.redactor = redactor},
                          .words = {.max = CEIL_RENDERINGS_FILE},
                          .told = told};
    struct walk w = {.s = s, .secret = secret, .each = note_change, .self = in};
    bool ok = read_table(in, csv, why) && walk_waiting(&w, why);
    if (ok)
        told->gone = rendered_rows(in) - told->taken - told->incomplete;
    if (ok && in->changes)
        ok = change_all(in, why);
    look_end(&in->look);
    buf_wipe(&in->words);
    free(in->row);
    free(in->change);
    free(in);
    return ok;
}
