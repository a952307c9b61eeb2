/* SPDX-License-Identifier: MPL-2.0 */
/* A talk as bytes: entries of u16 tag, u32 length, both little-endian, then
 * the value; a value may be entries again. One table serves writing and
 * reading, so the two cannot drift apart. Reading is strict, because a draft
 * may be half written or forged: tags rise, only lists repeat a tag, and what
 * the table does not know is refused rather than dropped, for it may be a
 * decision to hide something. A tag is never given another meaning. */
#include "core/talk.h"

#include <stddef.h>

enum { RECORD_VERSION = 1, TAG_END = 0xFFFF };

enum kind {
    KIND_ID,   /* char array: letters, digits, hyphens; NUL-terminated */
    KIND_TEXT, /* char array: UTF-8, NUL-terminated */
    KIND_U8,   /* value at most max */
    KIND_U16,
    KIND_U32,
    KIND_TOLD,   /* max bytes of UTF-8 */
    KIND_RECORD, /* entries of its own */
    KIND_MARKS,
    KIND_LEAVES,
    KIND_NAME, /* size bytes; zeros are nothing */
};

struct entry {
    uint16_t tag;
    uint8_t kind;
    bool list;
    size_t at;
    size_t size;     /* of one item */
    uint32_t max;    /* of a number, of bytes told, of items in a list */
    size_t count_at; /* a list's uint8_t count */
    const struct entry *inner;
};

#define END                           \
    {                                 \
        0, 0, false, 0, 0, 0, 0, NULL \
    }
#define ID(tag, type, field)                        \
    {                                               \
        tag, KIND_ID, false, offsetof(type, field), \
            sizeof(((type *)0)->field), 0, 0, NULL  \
    }
#define TEXT(tag, type, field)                        \
    {                                                 \
        tag, KIND_TEXT, false, offsetof(type, field), \
            sizeof(((type *)0)->field), 0, 0, NULL    \
    }
#define NUMBER(tag, kind, type, field, max)                                  \
    {                                                                        \
        tag, kind, false, offsetof(type, field), sizeof(((type *)0)->field), \
            max, 0, NULL                                                     \
    }
#define TOLD(tag, type, field, max)                                        \
    {                                                                      \
        tag, KIND_TOLD, false, offsetof(type, field), sizeof(struct told), \
            max, 0, NULL                                                   \
    }
#define LIST(tag, kind, field, count, max, inner)      \
    {                                                  \
        tag, kind, true, offsetof(struct talk, field), \
            sizeof(((struct talk *)0)->field[0]), max, \
            offsetof(struct talk, count), inner        \
    }

static const struct entry answer_entries[] = {
    ID(1, struct answer, question),
    NUMBER(2, KIND_U8, struct answer, voice, VOICE_WRITTEN_BY_WORKER),
    NUMBER(3, KIND_U8, struct answer, veiled, 1),
    NUMBER(4, KIND_U8, struct answer, skipped, 1),
    TOLD(5, struct answer, own, CEIL_ANSWER),
    TOLD(6, struct answer, danish, CEIL_ANSWER),
    END,
};

static const struct entry link_entries[] = {
    ID(1, struct link, contributor),
    NUMBER(2, KIND_U8, struct link, direction, DIRECTION_UNKNOWN),
    END,
};

/* The version is tag 1 and stands before these. */
static const struct entry talk_entries[] = {
    ID(2, struct talk, lang),
    ID(3, struct talk, guide),
    ID(4, struct talk, variant),
    ID(5, struct talk, course),
    NUMBER(6, KIND_U32, struct talk, who, 2 * WHO_SIGN - 1),
    NUMBER(7, KIND_U8, struct talk, worse_first, 1),
    NUMBER(8, KIND_U8, struct talk, more, 1),
    ID(9, struct talk, screen),
    NUMBER(10, KIND_U8, struct talk, question, CEIL_QUESTIONS),
    LIST(11, KIND_RECORD, answer, answers, CEIL_QUESTIONS, answer_entries),
    LIST(12, KIND_ID, theme, themes, CEIL_CARDS, NULL),
    LIST(13, KIND_TEXT, own_theme, own_themes, CEIL_OWN_CARDS, NULL),
    LIST(14, KIND_RECORD, link, links, CEIL_CARDS + CEIL_OWN_CARDS,
         link_entries),
    TEXT(15, struct talk, title),
    NUMBER(16, KIND_U8, struct talk, has_key, 1),
    NUMBER(17, KIND_U16, struct talk, key_field, FIELD_REPLY),
    NUMBER(18, KIND_U32, struct talk, key_from, CEIL_ANSWER),
    NUMBER(19, KIND_U8, struct talk, worker_agreed, 1),
    TOLD(20, struct talk, worker, CEIL_WORKER),
    TOLD(21, struct talk, reply, CEIL_WORKER),
    NUMBER(22, KIND_U32, struct talk, share, 2 * SHARE_RENDERING - 1),
    {23, KIND_MARKS, false, 0, 0, 0, 0, NULL},
    {24, KIND_LEAVES, false, 0, 0, 0, 0, NULL},
    NUMBER(25, KIND_U8, struct talk, five, 1),
    {26, KIND_NAME, false, offsetof(struct talk, id), TALK_ID, 0, 0, NULL},
    END,
};

/* Packed: field and flags, then offsets, two bytes each. */
enum { MARK_SIZE = 7, LEAVE_SIZE = 5 };
_Static_assert(CEIL_ANSWER <= UINT16_MAX, "offsets are packed in two bytes");

/* ---- writing ---- */

static void put_number(struct buf *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++)
        buf_byte(out, (uint8_t)(number >> 8 * i));
}

static void put_head(struct buf *out, uint16_t tag, size_t len)
{
    put_number(out, tag, 2);
    put_number(out, (uint32_t)len, 4);
}

static void put_bytes(struct buf *out, uint16_t tag, const void *bytes,
                      size_t len)
{
    put_head(out, tag, len);
    buf_put(out, bytes, len);
}

static int number_size(const struct entry *e)
{
    return e->kind == KIND_U8 ? 1 : e->kind == KIND_U16 ? 2 : 4;
}

static uint32_t number_get(const struct entry *e, const uint8_t *at)
{
    uint16_t two;
    uint32_t four;
    if (e->kind == KIND_U8)
        return *at;
    if (e->kind == KIND_U16) {
        memcpy(&two, at, sizeof two);
        return two;
    }
    memcpy(&four, at, sizeof four);
    return four;
}

static void put_marks(struct buf *out, uint16_t tag, const struct talk *t)
{
    put_head(out, tag, (size_t)t->marks * MARK_SIZE);
    for (int i = 0; i < t->marks; i++) {
        const struct mark *m = &t->mark[i];
        put_number(out, m->field, 2);
        buf_byte(out, (uint8_t)(m->danish | m->hide << 1));
        put_number(out, m->from, 2);
        put_number(out, m->to, 2);
    }
}

static void put_leaves(struct buf *out, uint16_t tag, const struct talk *t)
{
    put_head(out, tag, (size_t)t->left * LEAVE_SIZE);
    for (int i = 0; i < t->left; i++) {
        const struct left_out *l = &t->leave[i];
        put_number(out, l->field, 2);
        buf_byte(out, l->danish);
        put_number(out, l->from, 2);
    }
}

static void put_entries(struct buf *out, const struct entry *table,
                        const uint8_t *base);

static void put_record(struct buf *out, const struct entry *e,
                       const uint8_t *at)
{
    put_head(out, e->tag, 0);
    size_t start = out->len;
    put_entries(out, e->inner, at);
    if (out->full)
        return;
    size_t len = out->len - start;
    for (int i = 0; i < 4; i++)
        out->at[start - 4 + (size_t)i] = (char)(len >> 8 * i);
}

static bool all_zeros(const void *bytes, size_t len)
{
    const uint8_t *at = bytes;
    uint8_t any = 0;
    for (size_t i = 0; i < len; i++)
        any |= at[i];
    return any == 0;
}

/* What is nothing (0, "", no items) is not written, but for items of a list,
 * whose number counts. */
static void put_item(struct buf *out, const struct entry *e, const uint8_t *at)
{
    const struct told *told = (const struct told *)(const void *)at;
    const struct talk *t = (const struct talk *)(const void *)at;
    size_t len;
    switch ((enum kind)e->kind) {
    case KIND_ID:
    case KIND_TEXT:
        len = strnlen((const char *)at, e->size);
        if (len || e->list)
            put_bytes(out, e->tag, at, len);
        break;
    case KIND_U8:
    case KIND_U16:
    case KIND_U32:
        if (number_get(e, at)) {
            put_head(out, e->tag, (size_t)number_size(e));
            put_number(out, number_get(e, at), number_size(e));
        }
        break;
    case KIND_TOLD:
        if (told->len)
            put_bytes(out, e->tag, told->text, told->len);
        break;
    case KIND_RECORD:
        put_record(out, e, at);
        break;
    case KIND_MARKS:
        if (t->marks)
            put_marks(out, e->tag, t);
        break;
    case KIND_LEAVES:
        if (t->left)
            put_leaves(out, e->tag, t);
        break;
    case KIND_NAME:
        if (!all_zeros(at, e->size))
            put_bytes(out, e->tag, at, e->size);
        break;
    }
}

static void put_entries(struct buf *out, const struct entry *table,
                        const uint8_t *base)
{
    for (const struct entry *e = table; e->tag; e++) {
        int n = e->list ? base[e->count_at] : 1;
        for (int i = 0; i < n; i++)
            put_item(out, e, base + e->at + (size_t)i * e->size);
    }
}

void talk_write(const struct talk *t, struct buf *out)
{
    put_head(out, 1, 2);
    put_number(out, RECORD_VERSION, 2);
    put_entries(out, talk_entries, (const uint8_t *)t);
    put_head(out, TAG_END, 0);
}

/* ---- reading ---- */

static bool damaged(struct fault *why, uint16_t tag, const char *what)
{
    return fault_set(why, FAULT_DAMAGED,
                     "the talk's record is damaged at tag %u: %s; it cannot "
                     "be opened",
                     tag, what);
}

static uint32_t take_number(struct plain value, size_t at, int bytes)
{
    uint32_t number = 0;
    for (int i = 0; i < bytes; i++)
        number |= (uint32_t)(uint8_t)value.at[at + (size_t)i] << 8 * i;
    return number;
}

/* Takes the next entry off rest. */
static bool take_entry(struct plain *rest, uint16_t *tag, struct plain *value,
                       struct fault *why)
{
    if (rest->len < 6)
        return damaged(why, 0, "it ends inside an entry");
    *tag = (uint16_t)take_number(*rest, 0, 2);
    size_t len = take_number(*rest, 2, 4);
    if (len > rest->len - 6)
        return damaged(why, *tag, "it is longer than the record");
    *value = plain_cut(*rest, 6, 6 + len);
    *rest = plain_cut(*rest, 6 + len, rest->len);
    return true;
}

static bool is_id(struct plain value)
{
    for (size_t i = 0; i < value.len; i++) {
        char c = value.at[i];
        if (!((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
              (c >= '0' && c <= '9') || c == '-'))
            return false;
    }
    return value.len > 0;
}

static bool read_chars(const struct entry *e, struct plain value, uint8_t *at,
                       struct fault *why)
{
    if (value.len >= e->size)
        return damaged(why, e->tag, "it is over its ceiling");
    if (e->kind == KIND_ID ? !is_id(value) : !utf8_valid(value, NULL))
        return damaged(why, e->tag, "it is not well-formed");
    if (value.len)
        memcpy(at, value.at, value.len);
    at[value.len] = '\0';
    return true;
}

static bool read_number(const struct entry *e, struct plain value, uint8_t *at,
                        struct fault *why)
{
    if (value.len != (size_t)number_size(e))
        return damaged(why, e->tag, "a number has the wrong length");
    uint32_t number = take_number(value, 0, number_size(e));
    if (number > e->max)
        return damaged(why, e->tag, "a number is out of range");
    uint16_t two = (uint16_t)number;
    if (e->kind == KIND_U8)
        *at = (uint8_t)number;
    else if (e->kind == KIND_U16)
        memcpy(at, &two, sizeof two);
    else
        memcpy(at, &number, sizeof number);
    return true;
}

static bool read_name(const struct entry *e, struct plain value, uint8_t *at,
                      struct fault *why)
{
    if (value.len != e->size || all_zeros(value.at, value.len))
        return damaged(why, e->tag, "a name has the wrong length or is none");
    memcpy(at, value.at, value.len);
    return true;
}

static bool read_told(const struct entry *e, struct plain value, uint8_t *at,
                      struct fault *why)
{
    if (value.len > e->max)
        return damaged(why, e->tag, "it is over its ceiling");
    if (!utf8_valid(value, NULL))
        return damaged(why, e->tag, "it is not UTF-8");
    return told_set((struct told *)(void *)at, value);
}

static bool field_known(uint16_t field)
{
    return field < CEIL_QUESTIONS ||
           (field >= FIELD_TITLE && field <= FIELD_REPLY);
}

static bool read_marks(struct plain value, struct talk *t)
{
    if (value.len % MARK_SIZE || value.len / MARK_SIZE > CEIL_MARKS)
        return false;
    for (size_t i = 0; i < value.len; i += MARK_SIZE) {
        uint8_t flags = (uint8_t)value.at[i + 2];
        struct mark m = {
            .field = (uint16_t)take_number(value, i, 2),
            .danish = flags & 1,
            .hide = flags >> 1 & 1,
            .from = take_number(value, i + 3, 2),
            .to = take_number(value, i + 5, 2),
        };
        if (!field_known(m.field) || flags > 3 || m.from >= m.to ||
            m.to > CEIL_ANSWER)
            return false;
        /* In order and each once, as they are kept. */
        int before = t->marks;
        if (!talk_mark_set(t, m) || t->marks != before + 1 ||
            memcmp(&t->mark[before], &m, sizeof m) != 0)
            return false;
    }
    return true;
}

static bool read_leaves(struct plain value, struct talk *t)
{
    if (value.len % LEAVE_SIZE || value.len / LEAVE_SIZE > CEIL_SENTENCES)
        return false;
    for (size_t i = 0; i < value.len; i += LEAVE_SIZE) {
        uint16_t field = (uint16_t)take_number(value, i, 2);
        uint8_t danish = (uint8_t)value.at[i + 2];
        uint32_t from = take_number(value, i + 3, 2);
        if (!field_known(field) || danish > 1 || from >= CEIL_ANSWER)
            return false;
        int before = t->left;
        if (!talk_leave_set(t, field, danish, from, true) ||
            t->left != before + 1 || t->leave[before].field != field ||
            t->leave[before].danish != danish || t->leave[before].from != from)
            return false;
    }
    return true;
}

static bool read_entries(const struct entry *table, struct plain rest,
                         uint8_t *base, struct fault *why);

static bool read_item(const struct entry *e, struct plain value, uint8_t *at,
                      struct fault *why)
{
    struct talk *t = (struct talk *)(void *)at;
    switch ((enum kind)e->kind) {
    case KIND_ID:
    case KIND_TEXT:
        return read_chars(e, value, at, why);
    case KIND_U8:
    case KIND_U16:
    case KIND_U32:
        return read_number(e, value, at, why);
    case KIND_TOLD:
        return read_told(e, value, at, why);
    case KIND_RECORD:
        if (value.len < 2 || take_number(value, 0, 2) != 1)
            return damaged(why, e->tag, "it does not say what it is about");
        return read_entries(e->inner, value, at, why);
    case KIND_MARKS:
        return read_marks(value, t) ||
               damaged(why, e->tag, "a decision is not well-formed");
    case KIND_LEAVES:
        return read_leaves(value, t) ||
               damaged(why, e->tag, "a decision is not well-formed");
    case KIND_NAME:
        return read_name(e, value, at, why);
    }
    return false;
}

/* The place in base where an entry's value goes; NULL when a list is full. */
static uint8_t *room_for(const struct entry *e, uint8_t *base)
{
    if (!e->list)
        return base + e->at;
    uint8_t *count = base + e->count_at;
    if (*count >= e->max)
        return NULL;
    return base + e->at + e->size * (*count)++;
}

static bool read_entries(const struct entry *table, struct plain rest,
                         uint8_t *base, struct fault *why)
{
    const struct entry *e = table;
    uint16_t before = 0;
    while (rest.len) {
        uint16_t tag;
        struct plain value;
        if (!take_entry(&rest, &tag, &value, why))
            return false;
        while (e->tag && e->tag < tag)
            e++;
        if (e->tag != tag || (tag == before && !e->list))
            return damaged(why, tag,
                           "it is unknown, out of order or there twice");
        before = tag;
        uint8_t *at = room_for(e, base);
        if (!at)
            return damaged(why, tag, "there are more than the ceiling allows");
        if (!read_item(e, value, at, why))
            return false;
    }
    return true;
}

static bool read_version(struct plain *rest, struct fault *why)
{
    uint16_t tag;
    struct plain value;
    if (!take_entry(rest, &tag, &value, why))
        return false;
    if (tag != 1 || value.len != 2)
        return fault_set(why, FAULT_FOREIGN,
                         "this is not the record of a talk; it was left as it "
                         "is");
    uint32_t version = take_number(value, 0, 2);
    return version == RECORD_VERSION ||
           fault_set(why, FAULT_FOREIGN,
                     "the talk was kept by version %u of the record, this "
                     "program knows %d; update Indefra",
                     version, RECORD_VERSION);
}

/* What the table cannot say. */
static bool answers_once(const struct talk *t, struct fault *why)
{
    for (int i = 0; i < t->answers; i++)
        for (int j = 0; j < i; j++)
            if (!strcmp(t->answer[i].question, t->answer[j].question))
                return damaged(why, 11, "a question is answered twice");
    return true;
}

/* Without its end a record was cut, even if what is there reads well. */
static bool read_end(struct plain *rest, struct fault *why)
{
    size_t at = rest->len - 6;
    if (rest->len < 6 || take_number(*rest, at, 2) != TAG_END ||
        take_number(*rest, at + 2, 4) != 0)
        return damaged(why, TAG_END, "its end is missing");
    *rest = plain_cut(*rest, 0, at);
    return true;
}

bool talk_read(struct talk *t, struct plain record, struct fault *why)
{
    talk_clear(t);
    bool good = record.len <= CEIL_STORY ||
                fault_set(why, FAULT_LIMIT,
                          "the talk's record is larger than %d bytes; it "
                          "cannot be opened",
                          CEIL_STORY);
    good = good && read_version(&record, why) && read_end(&record, why) &&
           read_entries(talk_entries, record, (uint8_t *)t, why) &&
           answers_once(t, why);
    if (!good)
        talk_clear(t);
    return good;
}
