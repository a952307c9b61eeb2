/* SPDX-License-Identifier: MPL-2.0 */
/* What happens when nobody touches the screen, and when: limits, warnings,
 * reminders. Nothing waits here: the stage asks when it has to wake up. */
#include "screens/inside.h"

enum {
    MINUTE = 60 * 1000,
    IDLE_ALONE_MS = 30 * MINUTE,
    WARN_BEFORE_MS = 2 * MINUTE, /* at least 60 s; WCAG 2.2.1 asks for 20 */
    BLANK_WITH_MS = 15 * MINUTE, /* accompanied: people talk, nobody taps */
    IDLE_WITH_MS = 180 * MINUTE,
    REMIND_SHARE_MS = 38 * MINUTE, /* of an interpreter's 50 minutes */
    REMIND_BREAK_MS = 45 * MINUTE, /* Aarhus: 50 minutes, then 10 */
    IDLE_ASIDE_MS = 5 * MINUTE,    /* staff door, codes */
    IDLE_READ_MS = 15 * MINUTE,    /* staff reading what leaves */
    THANKS_MS = MINUTE,
};

static bool accompanied(const struct stage *s)
{
    return s->in_talk && s->talk->who != 0;
}

int64_t idle_limit(const struct stage *s)
{
    switch (s->at.screen) {
    case SCREEN_WELCOME:
        return s->in_talk ? IDLE_ALONE_MS : 0;
    case SCREEN_THANKS:
        return THANKS_MS;
    case SCREEN_STAFF_WEEK:
    case SCREEN_STAFF_REPLY:
        return IDLE_READ_MS;
    default:
        break;
    }
    if (accompanied(s))
        return IDLE_WITH_MS;
    return s->in_talk ? IDLE_ALONE_MS : IDLE_ASIDE_MS;
}

const char *reminder(const struct stage *s)
{
    int64_t told = clock_ms(s->clock) - s->began_at;
    if (!accompanied(s) || told < REMIND_SHARE_MS)
        return NULL;
    return told < REMIND_BREAK_MS ? "time.share-soon" : "time.break";
}

/* When the next reminder comes; INT64_MAX when none does. */
static int64_t reminder_at(const struct stage *s)
{
    int64_t now = clock_ms(s->clock);
    if (!accompanied(s) || now >= s->began_at + REMIND_BREAK_MS)
        return INT64_MAX;
    if (now >= s->began_at + REMIND_SHARE_MS)
        return s->began_at + REMIND_BREAK_MS;
    return s->began_at + REMIND_SHARE_MS;
}

int64_t stage_deadline(const struct stage *s)
{
    int64_t at = s->draft_at ? s->draft_at : INT64_MAX;
    int64_t limit = idle_limit(s);
    if (s->staff.look_at && s->staff.look_at < at)
        at = s->staff.look_at;
    if (s->home.look_at && s->home.look_at < at)
        at = s->home.look_at;
    if (limit) {
        int64_t end = s->touched_at + limit;
        bool warned = s->at.screen == SCREEN_WARN;
        bool blank = s->at.screen == SCREEN_BLANK;
        if (s->in_talk && !accompanied(s) && !warned)
            end -= WARN_BEFORE_MS;
        if (accompanied(s) && !blank)
            end = s->touched_at + BLANK_WITH_MS;
        if (end < at)
            at = end;
    }
    /* By a clock that stands still a voice would never end. */
    int64_t speaks = stage_speaks_ms(s), now = clock_ms(s->clock);
    if (speaks >= 0 && !clock_is_fixed(s->clock) && now + speaks < at)
        at = now + speaks;
    int64_t remind = reminder_at(s);
    if (remind < at)
        at = remind;
    return at == INT64_MAX ? -1 : at;
}

void idle(struct stage *s, int64_t now)
{
    int64_t limit = idle_limit(s);
    if (!limit)
        return;
    int64_t away = now - s->touched_at;
    if (away >= limit)
        leave(s);
    else if (accompanied(s) && away >= BLANK_WITH_MS &&
             s->at.screen != SCREEN_BLANK)
        go_aside(s, SCREEN_BLANK);
    else if (s->in_talk && !accompanied(s) && away >= limit - WARN_BEFORE_MS &&
             s->at.screen != SCREEN_WARN)
        go_aside(s, SCREEN_WARN);
}

bool is_long_ago(const struct stage *s)
{
    return clock_ms(s->clock) - s->touched_at >= IDLE_ALONE_MS;
}
