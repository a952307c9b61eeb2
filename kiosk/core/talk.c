/* SPDX-License-Identifier: MPL-2.0 */
/* What happens to a talk while it is told. Answers are few and decisions are
 * many: decisions are kept in order, so that asking for one stays cheap while
 * every word on a page asks. The record stands in talk_record.c. */
#include "core/talk.h"

void talk_clear(struct talk *t)
{
    bytes_wipe(t, sizeof *t);
}

bool talk_is_empty(const struct talk *t)
{
    return talk_weight(t) == 0 && !t->title[0] && !t->themes &&
           !t->own_themes && !t->links;
}

struct answer *talk_answer(struct talk *t, const char *question)
{
    for (int i = 0; i < t->answers; i++)
        if (strcmp(t->answer[i].question, question) == 0)
            return &t->answer[i];
    return NULL;
}

struct answer *talk_answer_for(struct talk *t, const char *question)
{
    struct answer *found = talk_answer(t, question);
    if (found)
        return found;
    if (t->answers == CEIL_QUESTIONS || strlen(question) >= CEIL_ID)
        return NULL;
    struct answer *fresh = &t->answer[t->answers++];
    bytes_wipe(fresh, sizeof *fresh);
    text_copy(fresh->question, sizeof fresh->question, question);
    return fresh;
}

static bool told_put(struct told *told, struct plain words)
{
    if (words.len)
        memmove(told->text, words.at, words.len);
    if (told->len > words.len)
        bytes_wipe(told->text + words.len, told->len - words.len);
    told->len = (uint32_t)words.len;
    return true;
}

bool told_set(struct told *told, struct plain words)
{
    return words.len <= sizeof told->text && told_put(told, words);
}

bool talk_tell(struct talk *t, struct told *told, struct plain words)
{
    bool workers = told == &t->worker || told == &t->reply;
    if (words.len > (workers ? CEIL_WORKER : CEIL_ANSWER))
        return false;
    if (talk_weight(t) - told->len + words.len > CEIL_TOLD)
        return false;
    return told_put(told, words);
}

struct plain told_words(const struct told *told)
{
    return (struct plain){told->text, told->len};
}

uint32_t talk_weight(const struct talk *t)
{
    uint32_t sum = t->worker.len + t->reply.len;
    for (int i = 0; i < t->answers; i++)
        sum += t->answer[i].own.len + t->answer[i].danish.len;
    return sum;
}

static int theme_place(const struct talk *t, const char *id)
{
    for (int i = 0; i < t->themes; i++)
        if (strcmp(t->theme[i], id) == 0)
            return i;
    return -1;
}

bool talk_has_theme(const struct talk *t, const char *id)
{
    return theme_place(t, id) >= 0;
}

bool talk_theme_toggle(struct talk *t, const char *id)
{
    int at = theme_place(t, id);
    if (at >= 0) {
        t->themes--;
        memmove(t->theme[at], t->theme[at + 1],
                (size_t)(t->themes - at) * sizeof t->theme[0]);
        memset(t->theme[t->themes], 0, sizeof t->theme[0]);
        return false;
    }
    if (t->themes == CEIL_CARDS || !*id || strlen(id) >= CEIL_ID)
        return false;
    text_copy(t->theme[t->themes++], CEIL_ID, id);
    return true;
}

static int link_place(const struct talk *t, const char *id)
{
    for (int i = 0; i < t->links; i++)
        if (strcmp(t->link[i].contributor, id) == 0)
            return i;
    return -1;
}

enum direction talk_link(const struct talk *t, const char *id)
{
    int at = link_place(t, id);
    return at < 0 ? DIRECTION_UNSAID : (enum direction)t->link[at].direction;
}

static void link_remove(struct talk *t, int at)
{
    t->links--;
    memmove(&t->link[at], &t->link[at + 1],
            (size_t)(t->links - at) * sizeof t->link[0]);
    memset(&t->link[t->links], 0, sizeof t->link[0]);
}

void talk_link_set(struct talk *t, const char *id, enum direction direction)
{
    int at = link_place(t, id);
    if (direction == DIRECTION_UNSAID) {
        if (at >= 0)
            link_remove(t, at);
        return;
    }
    if (at < 0) {
        if (t->links == CEIL_CARDS + CEIL_OWN_CARDS || !*id ||
            strlen(id) >= CEIL_ID)
            return;
        at = t->links++;
        text_copy(t->link[at].contributor, CEIL_ID, id);
    }
    t->link[at].direction = (uint8_t)direction;
}

void talk_link_toggle(struct talk *t, const char *id, enum direction side)
{
    enum direction other =
        side == DIRECTION_BETTER ? DIRECTION_WORSE : DIRECTION_BETTER;
    enum direction was = talk_link(t, id);
    talk_link_set(t, id,
                  was == side             ? DIRECTION_UNSAID
                  : was == other          ? DIRECTION_BOTH
                  : was == DIRECTION_BOTH ? other
                                          : side);
}

static int place_compare(uint16_t field, bool danish, uint32_t from,
                         uint16_t field2, bool danish2, uint32_t from2)
{
    if (field != field2)
        return field < field2 ? -1 : 1;
    if (danish != danish2)
        return danish < danish2 ? -1 : 1;
    return from == from2 ? 0 : from < from2 ? -1 : 1;
}

/* Where a mark stands, or would stand. */
static int mark_place(const struct talk *t, uint16_t field, bool danish,
                      uint32_t from, bool *there)
{
    int low = 0, high = t->marks;
    while (low < high) {
        int mid = (low + high) / 2;
        const struct mark *m = &t->mark[mid];
        int side =
            place_compare(m->field, m->danish, m->from, field, danish, from);
        if (side == 0) {
            *there = true;
            return mid;
        }
        if (side < 0)
            low = mid + 1;
        else
            high = mid;
    }
    *there = false;
    return low;
}

bool talk_mark_set(struct talk *t, struct mark m)
{
    bool there;
    int at = mark_place(t, m.field, m.danish, m.from, &there);
    if (!there) {
        if (t->marks == CEIL_MARKS)
            return false;
        memmove(&t->mark[at + 1], &t->mark[at],
                (size_t)(t->marks - at) * sizeof m);
        t->marks++;
    }
    t->mark[at] = m;
    return true;
}

const struct mark *talk_mark_at(const struct talk *t, uint16_t field,
                                bool danish, uint32_t from)
{
    bool there;
    int at = mark_place(t, field, danish, from, &there);
    return there ? &t->mark[at] : NULL;
}

static int leave_place(const struct talk *t, uint16_t field, bool danish,
                       uint32_t from, bool *there)
{
    for (int i = 0; i < t->left; i++) {
        const struct left_out *l = &t->leave[i];
        int side =
            place_compare(l->field, l->danish, l->from, field, danish, from);
        *there = side == 0;
        if (side >= 0)
            return i;
    }
    *there = false;
    return t->left;
}

bool talk_leave_set(struct talk *t, uint16_t field, bool danish, uint32_t from,
                    bool leave)
{
    bool there;
    int at = leave_place(t, field, danish, from, &there);
    struct left_out *here = &t->leave[at];
    if (there == leave)
        return true;
    if (!leave) {
        t->left--;
        memmove(here, here + 1, (size_t)(t->left - at) * sizeof *here);
        return true;
    }
    if (t->left == CEIL_SENTENCES)
        return false;
    memmove(here + 1, here, (size_t)(t->left - at) * sizeof *here);
    t->left++;
    *here = (struct left_out){field, danish, from};
    return true;
}

bool talk_leaves(const struct talk *t, uint16_t field, bool danish,
                 uint32_t from)
{
    bool there;
    leave_place(t, field, danish, from, &there);
    return there;
}

void talk_marks_forget(struct talk *t, uint16_t field, bool danish)
{
    int kept = 0;
    for (int i = 0; i < t->marks; i++)
        if (t->mark[i].field != field || t->mark[i].danish != danish)
            t->mark[kept++] = t->mark[i];
    t->marks = (uint16_t)kept;
    kept = 0;
    for (int i = 0; i < t->left; i++)
        if (t->leave[i].field != field || t->leave[i].danish != danish)
            t->leave[kept++] = t->leave[i];
    t->left = (uint16_t)kept;
    if (!danish && t->key_field == field)
        t->has_key = 0;
}
