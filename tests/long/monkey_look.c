/* SPDX-License-Identifier: MPL-2.0 */
/* What must hold, whatever the monkey did. */
#include "monkey.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct monkey monkey;

void wrong(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stdout, "wrong at event %ld (%s), on %s: ", monkey.event,
            monkey.did, stage_screen_name(&monkey.stage));
    vfprintf(stdout, format, args);
    fputc('\n', stdout);
    va_end(args);
    exit(1);
}

/* --- Who is there ------------------------------------------------------ */

/* Not in order, so that no word becomes another by a letter erased. */
void mark_of(int person, char out[MARK_LETTERS + 1])
{
    unsigned n = (unsigned)person * 40503u + 77777u;
    for (int i = 0; i < MARK_LETTERS; i++, n >>= 4)
        out[i] = (char)('a' + (n & 15));
    out[MARK_LETTERS] = '\0';
}

static bool is_here(const char *mark)
{
    char own[MARK_LETTERS + 1];
    for (int i = 0; i < monkey.together; i++) {
        mark_of(monkey.who[i], own);
        if (strncmp(mark, own, MARK_LETTERS) == 0)
            return true;
    }
    return false;
}

static bool was_here(const char *mark)
{
    char own[MARK_LETTERS + 1];
    for (int i = 0; i < monkey.people; i++) {
        mark_of(i, own);
        if (strncmp(mark, own, MARK_LETTERS) == 0)
            return true;
    }
    return false;
}

void next_person(void)
{
    monkey.who[0] = monkey.people++;
    monkey.together = 1;
}

static void remember_code(void)
{
    const char *digits = monkey.stage.digits;
    int last = (monkey.codes + CODES - 1) % CODES;
    if (!*digits || strcmp(monkey.code[last].digits, digits) == 0)
        return;
    struct known_code *c = &monkey.code[monkey.codes++ % CODES];
    text_copy(c->digits, sizeof c->digits, digits);
    memcpy(c->who, monkey.who, sizeof c->who);
    c->n = monkey.together;
}

void join(const struct known_code *c)
{
    for (int i = 0; i < c->n && monkey.together < TOGETHER; i++)
        monkey.who[monkey.together++] = c->who[i];
}

/* --- What must hold ---------------------------------------------------- */

static bool shows_nothing_told(void)
{
    switch (monkey.stage.at.screen) {
    case SCREEN_WELCOME:
    case SCREEN_WHO:
    case SCREEN_START:
    case SCREEN_HIDDEN:
    case SCREEN_BLANK:
    case SCREEN_WARN:
    case SCREEN_HELP_NOW:
    case SCREEN_THANKS:
    case SCREEN_REPLIES:
    case SCREEN_STAFF_PIN:
    case SCREEN_STAFF:
        return true;
    default:
        return false;
    }
}

/* What staff read and write is not one teller's: the week's sentences. */
bool is_staffs(void)
{
    return monkey.stage.at.screen == SCREEN_STAFF_WEEK ||
           monkey.stage.at.screen == SCREEN_STAFF_REPLY;
}

static void look_at_words(const struct node *n, const char *words)
{
    if (is_staffs())
        return;
    for (const char *at = words; (at = strstr(at, MARK)) != NULL;) {
        at += strlen(MARK);
        if (shows_nothing_told())
            wrong("%s shows what was told", n->id);
        if (!is_here(at) && was_here(at))
            wrong("%s shows what somebody else told", n->id);
    }
}

static void look_at_nodes(void)
{
    const struct node *n;
    int count = ui_nodes(&monkey.stage.ui, &n), ways = 0;
    if (count >= NODES_MAX)
        wrong("no room for another node");
    for (int i = 0; i < count; i++) {
        look_at_words(&n[i], n[i].label);
        if (n[i].value)
            look_at_words(&n[i], n[i].value);
        ways += n[i].enabled && n[i].tappable && n[i].role != NODE_KEY &&
                n[i].role != NODE_FIELD && n[i].seen;
    }
    if (!ways)
        wrong("there is no way on");
}

static void look_at_stage(void)
{
    const struct stage *s = &monkey.stage;
    static const char *const bad[] = {"fault.storage", "fault.full"};
    for (size_t i = 0; s->fault && i < sizeof bad / sizeof *bad; i++)
        if (strcmp(s->fault, bad[i]) == 0)
            wrong("%s", s->fault);
    if (s->ui.focus_shown && *s->ui.focus) {
        const struct node *n = ui_find(&s->ui, s->ui.focus);
        if (n && n->enabled && n->focus && !n->seen && n->clip.h < n->at.h)
            wrong("%s has the focus and is not seen", n->id);
    }
    monkey.seen[s->at.screen]++;
}

static bool holds(const void *block, size_t size)
{
    return memmem(block, size, MARK, strlen(MARK)) != NULL;
}

/* The teller left: not even in memory is a word of theirs. */
void look_at_memory(void)
{
    struct stage *s = &monkey.stage;
    if (holds(s->frames, s->frames_size))
        wrong("a word is still in the frames");
    if (holds(s->talk, sizeof *s->talk) || holds(s->review, sizeof *s->review))
        wrong("a word is still in the talk");
    if (holds(s, sizeof *s))
        wrong("a word is still in the stage");
}

void look_at_frame(void)
{
    look_at_nodes();
    look_at_stage();
    remember_code();
}
