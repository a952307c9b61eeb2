/* SPDX-License-Identifier: MPL-2.0 */
/* A guide is written by hand in an office, so every fault of it is told at
 * once, each with its place. There is no rating type and there will be none:
 * fields that would make one are refused by name. */
#include "core/guide.h"

#include <jansson.h>
#include <stdarg.h>

enum { GUIDE_SCHEMA = 1, POINTER_MAX = 200 };

/* A guide's texts point into the tree that they were read from. */
struct kept {
    struct guide guide; /* first: what the caller holds is this */
    json_t *root;
};

struct reading {
    guide_told *told;
    void *self;
    bool faulty;
    struct guide *guide;
};

/* ---- telling ---- */

/* Appends "/key" as a JSON Pointer does (RFC 6901). */
static void pointer_add(char at[POINTER_MAX], const char *key)
{
    size_t len = strlen(at);
    if (len + 1 < POINTER_MAX)
        at[len++] = '/';
    for (; *key && len + 3 < POINTER_MAX; key++) {
        if (*key == '~' || *key == '/') {
            at[len++] = '~';
            at[len++] = *key == '~' ? '0' : '1';
        } else {
            at[len++] = *key;
        }
    }
    at[len] = '\0';
}

__attribute__((format(printf, 4, 5))) static void tell(struct reading *r,
                                                       const char *parent,
                                                       const char *key,
                                                       const char *format, ...)
{
    char at[POINTER_MAX], what[300];
    text_copy(at, sizeof at, parent);
    if (key)
        pointer_add(at, key);
    text_one_line(at);
    va_list args;
    va_start(args, format);
    vsnprintf(what, sizeof what, format, args);
    va_end(args);
    r->faulty = true;
    if (r->told)
        r->told(r->self, at, what);
}

static const char *const ratings[] = {
    "type",  "scale",   "rating", "ratings", "score",   "scores",
    "stars", "min",     "max",    "points",  "options", "choices",
    "steps", "smileys", "grade",  "percent", "answers", NULL,
};

static bool listed(const char *const *list, const char *word)
{
    for (; *list; list++)
        if (strcmp(*list, word) == 0)
            return true;
    return false;
}

static void check_fields(struct reading *r, json_t *object, const char *at,
                         const char *const *known)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        if (listed(known, key))
            continue;
        if (listed(ratings, key))
            tell(r, at, key, "Indefra asks open questions only");
        else
            tell(r, at, key, "unknown field");
    }
}

/* ---- fields ---- */

static bool hidden_character(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || c == 0x2028 || c == 0x2029 ||
           (c >= 0x202A && c <= 0x202E) || c == 0xFEFF;
}

static bool all_shown(const char *text, size_t len)
{
    for (size_t i = 0; i < len;) {
        uint32_t code;
        i += utf8_read(text, len, i, &code);
        if (hidden_character(code))
            return false;
    }
    return true;
}

enum need { MAY_BE_ABSENT, MUST_BE_SAID };

/* A text of one line; "" when it is absent or faulty. */
static const char *text_field(struct reading *r, json_t *object, const char *at,
                              const char *key, enum need need)
{
    json_t *value = json_object_get(object, key);
    if (!value) {
        if (need == MUST_BE_SAID)
            tell(r, at, key, "missing");
        return "";
    }
    if (!json_is_string(value)) {
        tell(r, at, key, "must be a text");
        return "";
    }
    const char *text = json_string_value(value);
    size_t len = json_string_length(value);
    if (need == MUST_BE_SAID && plain_trim(plain_of(text)).len == 0)
        tell(r, at, key, "must not be empty");
    else if (len >= CEIL_SHORT_TEXT)
        tell(r, at, key, "longer than %d bytes", CEIL_SHORT_TEXT - 1);
    else if (!all_shown(text, len))
        tell(r, at, key, "has a line break or another control character");
    else
        return text;
    return "";
}

static bool id_valid(const char *id)
{
    size_t len = strlen(id);
    return len > 0 && len < CEIL_ID &&
           strspn(id, "abcdefghijklmnopqrstuvwxyz0123456789-") == len;
}

static void id_field(struct reading *r, json_t *object, const char *at,
                     char id[CEIL_ID])
{
    const char *text = text_field(r, object, at, "id", MUST_BE_SAID);
    if (*text && !id_valid(text))
        tell(r, at, "id", "must be 1 to %d of a-z, 0-9 and hyphen",
             CEIL_ID - 1);
    else
        text_copy(id, CEIL_ID, text);
}

/* A list or an object that must be there; NULL, and told, when it is not. */
static json_t *part(struct reading *r, json_t *object, const char *key,
                    json_type type)
{
    json_t *value = json_object_get(object, key);
    if (!value)
        tell(r, "", key, "missing");
    else if (json_typeof(value) != type)
        tell(r, "", key,
             type == JSON_ARRAY ? "must be a list" : "must be an object");
    else
        return value;
    return NULL;
}

/* ---- questions ---- */

static const char *const role_names[] = {
    [ROLE_OPEN] = "open",       [ROLE_BETTER] = "better",
    [ROLE_WORSE] = "worse",     [ROLE_TOGETHER] = "together",
    [ROLE_FORWARD] = "forward",
};

static void role_field(struct reading *r, json_t *object, const char *at,
                       enum question_role *role)
{
    const char *name = text_field(r, object, at, "role", MUST_BE_SAID);
    if (!*name)
        return;
    for (size_t i = 0; i < sizeof role_names / sizeof *role_names; i++)
        if (strcmp(name, role_names[i]) == 0) {
            *role = (enum question_role)i;
            return;
        }
    tell(r, at, "role",
         "unknown role; it is open, better, worse, together or forward");
}

static void core_field(struct reading *r, json_t *object, const char *at,
                       bool *core)
{
    json_t *value = json_object_get(object, "core");
    if (!value)
        tell(r, at, "core", "missing");
    else if (!json_is_boolean(value))
        tell(r, at, "core", "must be true or false");
    *core = json_is_true(value);
}

static void read_question(struct reading *r, json_t *object, const char *at,
                          struct question *q)
{
    static const char *const known[] = {"id",       "role", "core", "title",
                                        "question", "help", "note", NULL};
    check_fields(r, object, at, known);
    id_field(r, object, at, q->id);
    /* Their message ids would be those of the cards. */
    if (!strcmp(q->id, "theme") || !strcmp(q->id, "contributor"))
        tell(r, at, "id", "is the name of a kind of card; choose another");
    role_field(r, object, at, &q->role);
    core_field(r, object, at, &q->core);
    q->title = text_field(r, object, at, "title", MUST_BE_SAID);
    q->question = text_field(r, object, at, "question", MUST_BE_SAID);
    q->help = text_field(r, object, at, "help", MAY_BE_ABSENT);
    q->note = text_field(r, object, at, "note", MAY_BE_ABSENT);
}

static bool must_be_object(struct reading *r, json_t *item, const char *at)
{
    if (!json_is_object(item))
        tell(r, at, NULL, "must be an object");
    return json_is_object(item);
}

static int question_place(const struct guide *g, const char *id)
{
    for (int i = 0; i < g->questions; i++)
        if (strcmp(g->question[i].id, id) == 0)
            return i;
    return -1;
}

static void read_questions(struct reading *r, json_t *list)
{
    struct guide *g = r->guide;
    size_t i;
    json_t *item;
    if (list && json_array_size(list) == 0)
        tell(r, "/questions", NULL, "there is no question");
    if (json_array_size(list) > CEIL_QUESTIONS)
        tell(r, "/questions", NULL, "more than %d questions", CEIL_QUESTIONS);
    json_array_foreach(list, i, item)
    {
        char at[POINTER_MAX];
        snprintf(at, sizeof at, "/questions/%zu", i);
        struct question q = {.id = ""};
        if (!must_be_object(r, item, at))
            continue;
        read_question(r, item, at, &q);
        if (*q.id && question_place(g, q.id) >= 0)
            tell(r, at, "id", "another question has the same id");
        else if (g->questions < CEIL_QUESTIONS)
            g->question[g->questions++] = q;
    }
}

/* ---- variants ---- */

static bool asked_already(const struct variant *v, int question)
{
    for (int i = 0; i < v->questions; i++)
        if (v->question[i] == question)
            return true;
    return false;
}

static void read_asked(struct reading *r, json_t *item, const char *at,
                       struct variant *v)
{
    const char *id = json_string_value(item);
    int place = id ? question_place(r->guide, id) : -1;
    if (!id)
        tell(r, at, NULL, "must be a question's id");
    else if (place < 0)
        tell(r, at, NULL, "names a question that is not in the guide");
    else if (asked_already(v, place))
        tell(r, at, NULL, "names a question for the second time");
    else
        v->question[v->questions++] = (uint8_t)place;
}

static void read_variant(struct reading *r, json_t *list, const char *id)
{
    struct variant *v = &r->guide->variant[r->guide->variants++];
    text_copy(v->id, sizeof v->id, id);
    if (!json_is_array(list)) {
        tell(r, "/variants", id, "must be a list");
        return;
    }
    size_t i;
    json_t *item;
    json_array_foreach(list, i, item)
    {
        char at[POINTER_MAX];
        snprintf(at, sizeof at, "/variants/%s/%zu", id, i);
        read_asked(r, item, at, v);
    }
    for (int k = 0; k < v->questions; k++)
        if (r->guide->question[v->question[k]].core)
            return;
    tell(r, "/variants", id, "asks no core question");
}

static void read_variants(struct reading *r, json_t *object)
{
    static const char *const known[] = {"full", "interpreted", "short", NULL};
    if (!object)
        return;
    check_fields(r, object, "/variants", known);
    for (const char *const *id = known; *id; id++) {
        json_t *list = json_object_get(object, *id);
        if (list)
            read_variant(r, list, *id);
        else if (id == known)
            tell(r, "/variants", *id, "missing");
    }
}

/* ---- cards ---- */

static void pictogram_field(struct reading *r, json_t *object, const char *at,
                            uint32_t *code)
{
    const char *text = text_field(r, object, at, "pictogram", MUST_BE_SAID);
    size_t len = strlen(text);
    if (len && utf8_read(text, len, 0, code) != len)
        tell(r, at, "pictogram",
             "must be one character, without a variation selector");
}

static void read_card(struct reading *r, json_t *object, const char *at,
                      struct card *card)
{
    static const char *const known[] = {"id", "word", "pictogram", NULL};
    check_fields(r, object, at, known);
    id_field(r, object, at, card->id);
    if (!strcmp(card->id, "own") || !strncmp(card->id, "own-", 4))
        tell(r, at, "id", "own is kept for the teller's own cards");
    card->word = text_field(r, object, at, "word", MUST_BE_SAID);
    pictogram_field(r, object, at, &card->pictogram);
}

static void read_cards(struct reading *r, const char *key, struct card *cards,
                       int *count)
{
    json_t *list = part(r, ((struct kept *)r->guide)->root, key, JSON_ARRAY);
    char at[POINTER_MAX];
    size_t i;
    json_t *item;
    if (json_array_size(list) > CEIL_CARDS)
        tell(r, "", key, "more than %d cards", CEIL_CARDS);
    json_array_foreach(list, i, item)
    {
        snprintf(at, sizeof at, "/%s/%zu", key, i);
        struct card card = {.id = ""};
        if (!must_be_object(r, item, at))
            continue;
        read_card(r, item, at, &card);
        if (*card.id && card_find(cards, *count, card.id))
            tell(r, at, "id", "another card has the same id");
        else if (*count < CEIL_CARDS)
            cards[(*count)++] = card;
    }
}

/* ---- the whole ---- */

static void read_plan(struct reading *r, json_t *plan)
{
    static const char *const known[] = {"purpose", "criteria", "next-step",
                                        NULL};
    struct guide *g = r->guide;
    g->purpose = g->criteria = g->next_step = "";
    if (!plan)
        return;
    check_fields(r, plan, "/plan", known);
    g->purpose = text_field(r, plan, "/plan", "purpose", MUST_BE_SAID);
    g->criteria = text_field(r, plan, "/plan", "criteria", MAY_BE_ABSENT);
    g->next_step = text_field(r, plan, "/plan", "next-step", MAY_BE_ABSENT);
}

static void check_schema(struct reading *r, json_t *root)
{
    json_t *schema = json_object_get(root, "schema");
    if (!schema)
        tell(r, "", "schema", "missing");
    else if (!json_is_integer(schema) ||
             json_integer_value(schema) != GUIDE_SCHEMA)
        tell(r, "", "schema", "must be %d; this program knows no other",
             GUIDE_SCHEMA);
}

static void read_root(struct reading *r, json_t *root)
{
    static const char *const known[] = {"schema", "id",           "title",
                                        "plan",   "questions",    "variants",
                                        "themes", "contributors", NULL};
    struct guide *g = r->guide;
    check_fields(r, root, "", known);
    check_schema(r, root);
    id_field(r, root, "", g->id);
    g->title = text_field(r, root, "", "title", MUST_BE_SAID);
    read_plan(r, part(r, root, "plan", JSON_OBJECT));
    read_questions(r, part(r, root, "questions", JSON_ARRAY));
    read_variants(r, part(r, root, "variants", JSON_OBJECT));
    read_cards(r, "themes", g->theme, &g->themes);
    read_cards(r, "contributors", g->contributor, &g->contributors);
}

static json_t *load(struct plain json, guide_told *told, void *self)
{
    json_error_t error;
    char where[60], what[300];
    if (json.len > CEIL_GUIDE_FILE) {
        snprintf(what, sizeof what, "larger than %d bytes", CEIL_GUIDE_FILE);
        if (told)
            told(self, "line 1, column 1", what);
        return NULL;
    }
    json_t *root =
        json_loadb(json.at, json.len, JSON_REJECT_DUPLICATES, &error);
    if (root || !told)
        return root;
    snprintf(where, sizeof where, "line %d, column %d",
             error.line > 0 ? error.line : 1,
             error.column > 0 ? error.column : 1);
    /* jansson repeats what it found near the fault, newlines and all. */
    text_one_line(error.text);
    told(self, where,
         *error.text ? error.text : "out of memory: close other programs");
    return NULL;
}

struct guide *guide_read(struct plain json, guide_told *told, void *self)
{
    struct kept *kept = calloc(1, sizeof *kept);
    if (!kept) {
        if (told)
            told(self, "", "out of memory");
        return NULL;
    }
    struct reading r = {told, self, false, &kept->guide};
    kept->root = load(json, told, self);
    if (!kept->root)
        r.faulty = true;
    else if (must_be_object(&r, kept->root, ""))
        read_root(&r, kept->root);
    if (!r.faulty)
        return &kept->guide;
    guide_free(&kept->guide);
    return NULL;
}

void guide_free(struct guide *g)
{
    struct kept *kept = (struct kept *)g;
    if (!kept)
        return;
    json_decref(kept->root);
    free(kept);
}

const struct variant *guide_variant(const struct guide *g, const char *id)
{
    for (int i = 0; i < g->variants; i++)
        if (strcmp(g->variant[i].id, id) == 0)
            return &g->variant[i];
    return NULL;
}

const struct question *guide_question(const struct guide *g, const char *id)
{
    int place = question_place(g, id);
    return place < 0 ? NULL : &g->question[place];
}

const struct card *card_find(const struct card *cards, int n, const char *id)
{
    for (int i = 0; i < n; i++)
        if (strcmp(cards[i].id, id) == 0)
            return &cards[i];
    return NULL;
}
