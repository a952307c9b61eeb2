/* SPDX-License-Identifier: MPL-2.0 */
/* See script.h. Each command ends settled: nothing asked, nothing due, the
 * frame drawn. */
#include "screens/script.h"

#include "base/arena.h"

enum {
    SETTLE_MS = 30000,
    HUNGRY_FRAMES = 3,
    COMMANDS_MOST = 20000,
    SCROLLS_MOST = 60
};

enum verb {
    VERB_TAP,
    VERB_TYPE,
    VERB_KEYS,
    VERB_KEY,
    VERB_PASS,
    VERB_EXPECT,
    VERB_ABSENT,
    VERB_EXPECT_SCREEN,
    VERB_SHOT,
    VERB_QUIT,
};

static const struct {
    const char *name;
    enum verb verb;
    bool text; /* the rest of the line is TEXT, with \n */
} verbs[] = {
    {"tap", VERB_TAP, false},
    {"type", VERB_TYPE, true},
    {"keys", VERB_KEYS, true},
    {"key", VERB_KEY, false},
    {"pass", VERB_PASS, false},
    {"expect", VERB_EXPECT, true},
    {"absent", VERB_ABSENT, false},
    {"shot", VERB_SHOT, false},
    {"expect-screen", VERB_EXPECT_SCREEN, false},
    {"quit", VERB_QUIT, false},
};

struct command {
    enum verb verb;
    int line;
    const char *word, *text; /* NUL-terminated, in the script's memory */
    int64_t ms;              /* pass */
    int x, y;                /* tap X Y; -1: tap ID */
    enum key_name key;
};

struct script {
    char *name;
    struct arena arena;
    void *block;
    struct command *command;
    int count, room;
};

/* --- Reading ----------------------------------------------------------- */

static const struct {
    const char *name;
    enum key_name key;
} key_names[] = {
    {"Left", KEYS_LEFT},
    {"Right", KEYS_RIGHT},
    {"Up", KEYS_UP},
    {"Down", KEYS_DOWN},
    {"Home", KEYS_HOME},
    {"End", KEYS_END},
    {"Backspace", KEYS_ERASE},
    {"Delete", KEYS_DELETE},
    {"Return", KEYS_ENTER},
    {"Enter", KEYS_ENTER},
    {"Keypad Enter", KEYS_ENTER},
    {"Tab", KEYS_TAB},
    {"Shift+Tab", KEYS_BACK_TAB},
    {"Escape", KEYS_ESCAPE},
    {"Space", KEYS_SPACE},
    {"Ctrl+Z", KEYS_UNDO},
    {"PageUp", KEYS_PAGE_UP},
    {"PageDown", KEYS_PAGE_DOWN},
};

/* Keys that exist but do nothing at the tablet: by SDL's names, after any
 * number of modifiers. */
static bool is_idle_key(const char *name)
{
    static const char *const modifiers[] = {"Ctrl+", "Shift+", "Alt+", "GUI+"};
    static const char *const names[] = {
        "Insert",     "PrintScreen", "ScrollLock", "Pause",     "CapsLock",
        "Numlock",    "Application", "Menu",       "Left Ctrl", "Right Ctrl",
        "Left Shift", "Right Shift", "Left Alt",   "Right Alt", "Left GUI",
        "Right GUI",  "Power",       "Sleep",      "VolumeUp",  "VolumeDown",
        "Mute",       "Help",        "Undo",       "Cut",       "Copy",
        "Paste",      "Find",        "Execute",    "Select",    "Stop",
        "Again",      "SysReq",      "Cancel",     "Clear",     "Prior"};
    for (size_t i = 0; i < sizeof modifiers / sizeof *modifiers; i++) {
        size_t len = strlen(modifiers[i]);
        if (strncmp(name, modifiers[i], len) == 0 && name[len])
            return is_idle_key(name + len);
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], name) == 0)
            return true;
    for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++)
        if (strcmp(key_names[i].name, name) == 0)
            return true;
    long number;
    uint32_t code;
    size_t len = strlen(name);
    bool function_key =
        name[0] == 'F' && number_parse(name + 1, 1, 24, &number);
    return function_key || (len && utf8_read(name, len, 0, &code) == len);
}

static bool read_key(struct command *c, const char *name)
{
    for (size_t i = 0; i < sizeof key_names / sizeof *key_names; i++)
        if (strcmp(key_names[i].name, name) == 0) {
            c->key = key_names[i].key;
            return true;
        }
    c->key = KEYS_NONE;
    return is_idle_key(name);
}

static bool read_pass(struct command *c, const char *word)
{
    char *end;
    double n = strtod(word, &end);
    int64_t unit = strcmp(end, "ms") == 0  ? 1
                   : strcmp(end, "s") == 0 ? 1000
                   : strcmp(end, "m") == 0 ? 60000
                   : strcmp(end, "h") == 0 ? 3600000
                   : strcmp(end, "d") == 0 ? 86400000
                                           : 0;
    if (end == word || !unit || n < 0 || n > 1e6)
        return false;
    c->ms = (int64_t)(n * (double)unit);
    return true;
}

static bool read_tap(struct script *s, struct command *c, const char *rest)
{
    long a, b;
    c->x = c->y = -1;
    const char *space = strchr(rest, ' ');
    if (space) {
        const char *x =
            arena_text(&s->arena, (struct plain){rest, (size_t)(space - rest)});
        while (*space == ' ')
            space++;
        if (!number_parse(x, 0, 100000, &a) ||
            !number_parse(space, 0, 100000, &b))
            return false;
        c->x = (int)a;
        c->y = (int)b;
        return true;
    }
    c->word = arena_text(&s->arena, plain_of(rest));
    return *rest != '\0';
}

static const char *unescape(struct script *s, const char *text)
{
    char *out = arena_take(&s->arena, strlen(text) + 1);
    char *to = out;
    for (; out && *text; text++) {
        if (text[0] == '\\' && text[1] == 'n') {
            *to++ = '\n';
            text++;
        } else {
            *to++ = *text;
        }
    }
    return out ? out : "";
}

static bool read_rest(struct script *s, struct command *c, const char *rest)
{
    switch (c->verb) {
    case VERB_TAP:
        return read_tap(s, c, rest);
    case VERB_TYPE:
    case VERB_KEYS:
        c->text = unescape(s, rest);
        return *rest;
    case VERB_KEY:
        return read_key(c, rest);
    case VERB_PASS:
        return read_pass(c, rest);
    case VERB_EXPECT: {
        size_t len = strcspn(rest, " ");
        c->word = arena_text(&s->arena, (struct plain){rest, len});
        c->text = rest[len] ? unescape(s, rest + len + 1) : "";
        return len > 0;
    }
    case VERB_QUIT:
        return !*rest;
    default:
        c->word = arena_text(&s->arena, plain_of(rest));
        return *rest && (c->verb == VERB_SHOT || !strchr(rest, ' '));
    }
}

static bool read_line(struct script *s, char *line, int number,
                      struct fault *why)
{
    size_t len = strlen(line);
    if (len && line[len - 1] == '\r')
        line[--len] = '\0';
    while (*line == ' ' || *line == '\t')
        line++;
    if (!*line || *line == '#')
        return true;
    size_t word = strcspn(line, " \t");
    char *rest = line + word;
    if (*rest)
        *rest++ = '\0';
    struct command c = {.line = number, .x = -1};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (strcmp(verbs[i].name, line) != 0)
            continue;
        c.verb = verbs[i].verb;
        if (!verbs[i].text) {
            while (*rest == ' ' || *rest == '\t')
                rest++;
            for (size_t n = strlen(rest); n && strchr(" \t", rest[n - 1]);)
                rest[--n] = '\0';
        }
        if (!read_rest(s, &c, rest))
            break;
        s->command[s->count++] = c;
        return true;
    }
    return fault_set(why, FAULT_INPUT,
                     "%s:%d: not a command, or not its "
                     "words: \"%.60s\"",
                     s->name, number, line);
}

struct script *script_read(struct plain text, const char *name,
                           struct fault *why)
{
    struct script *s = calloc(1, sizeof *s);
    char *copy = malloc(text.len + 1);
    size_t size = 8 * text.len + 4096, bad = 0;
    int lines = 1, number = 1;
    for (size_t i = 0; i < text.len; i++)
        lines += text.at[i] == '\n';
    bool ok = s && copy && (s->name = strdup(name)) &&
              (s->block = malloc(size)) &&
              (s->command = calloc((size_t)lines, sizeof *s->command));
    if (!ok)
        fault_set(why, FAULT_MEMORY, "out of memory: close other programs");
    if (ok && !utf8_valid(text, &bad)) {
        for (size_t i = 0; i < bad; i++)
            number += text.at[i] == '\n';
        ok = fault_set(why, FAULT_INPUT, "%s:%d: not UTF-8", name, number);
    }
    if (ok) {
        s->arena = arena_over(s->block, size);
        memcpy(copy, text.at, text.len);
        copy[text.len] = '\0';
        bool marked = strncmp(copy, "\xEF\xBB\xBF", 3) == 0;
        char *at = copy + (marked ? 3 : 0);
        for (number = 1; ok && at; number++) {
            char *next = strchr(at, '\n');
            if (next)
                *next++ = '\0';
            ok = read_line(s, at, number, why);
            at = next;
        }
    }
    free(copy);
    if (!ok) {
        script_free(s);
        return NULL;
    }
    return s;
}

void script_free(struct script *s)
{
    if (!s)
        return;
    free(s->name);
    free(s->block);
    free(s->command);
    free(s);
}

/* --- Settling ---------------------------------------------------------- */

bool script_settle(struct stage *s, const struct script_world *world,
                   struct fault *why)
{
    struct clock real;
    clock_real(&real);
    int64_t end = clock_ms(&real) + SETTLE_MS;
    for (int hungry = 0;;) {
        stage_tick(s);
        stage_describe(s);
        if (layouts_hungry(s->ui.layouts)) {
            if (hungry++ < HUNGRY_FRAMES)
                continue;
            return fault_set(why, FAULT_MEMORY,
                             "out of memory: close other programs");
        }
        int64_t due = stage_deadline(s);
        bool quiet =
            keeper_idle(s->keeper) && !(due >= 0 && due <= clock_ms(s->clock));
        if (quiet)
            break;
        if (clock_ms(&real) > end)
            return fault_set(why, FAULT_BUSY, "not settled after 30 s");
        keeper_wait(s->keeper, 50);
    }
    ui_draw(&s->ui);
    return world->drawn(world->self) ||
           fault_set(why, FAULT_SYSTEM, "the window was closed");
}

/* --- Playing ----------------------------------------------------------- */

struct play {
    struct stage *s;
    const struct script_world *world;
    struct fault *why;
};

static bool settle(struct play *p)
{
    return script_settle(p->s, p->world, p->why);
}

static const struct node *find(struct play *p, const char *id)
{
    const struct node *n = ui_find(&p->s->ui, id);
    if (!n)
        fault_set(p->why, FAULT_INPUT, "\"%s\" is not on the screen %s", id,
                  stage_screen_name(p->s));
    return n;
}

/* Scrolls as a finger would, by the buttons. */
static const struct node *in_sight(struct play *p, const char *id)
{
    const struct node *n = find(p, id);
    for (int i = 0; n && !n->seen && i < SCROLLS_MOST; i++) {
        bool below = n->at.y + n->at.h > n->clip.y + n->clip.h;
        const struct node *by =
            ui_find(&p->s->ui, below ? "scroll-down" : "scroll-up");
        if (!by || !by->enabled)
            break;
        stage_tap_node(p->s, by);
        if (!settle(p))
            return NULL;
        n = find(p, id);
    }
    return n;
}

static bool tap_id(struct play *p, const char *id)
{
    const struct node *n = in_sight(p, id);
    if (!n)
        return false;
    if (!n->enabled)
        return fault_set(p->why, FAULT_INPUT, "\"%s\" is disabled", id);
    stage_tap_node(p->s, n);
    return settle(p);
}

static bool tap_key(struct play *p, const struct keymap *map,
                    const struct key_place *place)
{
    struct ui *ui = &p->s->ui;
    while (ui->key_page != (int)place->page) {
        enum key_does way =
            key_page_way((enum key_page)ui->key_page, place->page);
        if (way == KEY_GIVES)
            break;
        if (!tap_id(p, way == KEY_SHIFT   ? "key-shift"
                       : way == KEY_LATIN ? "key-latin"
                                          : "key-symbols"))
            return false;
    }
    const struct key *k = keymap_at(map, place);
    if (place->form >= 0) {
        if (k->does != KEY_OPENS && !tap_id(p, "key-more"))
            return false;
        if (!tap_id(p, k->cap.id))
            return false;
        return tap_id(p, k->forms[place->form].id);
    }
    return tap_id(p, k->cap.id);
}

static bool tap_keys(struct play *p, const char *text)
{
    struct ui *ui = &p->s->ui;
    if (!ui->keyboard_open && *ui->field_id && !tap_id(p, ui->field_id))
        return false;
    struct plain left = plain_of(text);
    while (left.len) {
        const struct keymap *map = ui_keymap(ui);
        struct key_place place;
        size_t n =
            map ? keymap_find(map, left, (enum key_page)ui->key_page, &place)
                : 0;
        if (!ui->keyboard_open || !map)
            return fault_set(p->why, FAULT_INPUT, "no touch keyboard is open");
        if (!n)
            return fault_set(p->why, FAULT_INPUT, "no key gives \"%.8s\"",
                             left.at);
        if (!tap_key(p, map, &place))
            return false;
        left = plain_cut(left, n, left.len);
    }
    return true;
}

/* By a clock that goes by itself: sleeps, as the tablet would. */
static bool wait(struct play *p, int64_t end)
{
    struct stage *s = p->s;
    for (int64_t now; (now = clock_ms(s->clock)) < end;) {
        int64_t due = stage_deadline(s);
        int64_t left = (due > now && due < end ? due : end) - now;
        struct timespec nap = {left / 1000, left % 1000 * 1000000};
        nanosleep(&nap, NULL);
        if (!settle(p))
            return false;
    }
    return true;
}

/* Deadlines fire in order, each settled, as they would have in real time. */
static bool pass(struct play *p, int64_t ms)
{
    struct stage *s = p->s;
    int64_t end = clock_ms(s->clock) + ms;
    if (!clock_is_fixed(s->clock))
        return wait(p, end);
    for (;;) {
        int64_t due = stage_deadline(s);
        if (due < 0 || due > end)
            break;
        if (due > clock_ms(s->clock))
            clock_pass(s->clock, due - clock_ms(s->clock));
        if (!settle(p))
            return false;
    }
    clock_pass(s->clock, end - clock_ms(s->clock));
    return settle(p);
}

static bool expect(struct play *p, const char *id, const char *text)
{
    const struct node *n = find(p, id);
    if (!n)
        return false;
    struct plain part = plain_of(text);
    if (plain_has(plain_of(n->label), part) ||
        (n->value && plain_has(plain_of(n->value), part)))
        return true;
    return fault_set(p->why, FAULT_INPUT, "\"%s\" does not say \"%.80s\"", id,
                     text);
}

static bool tap_point(struct play *p, int x, int y)
{
    if (x >= p->s->ui.width || y >= p->s->ui.height)
        return fault_set(p->why, FAULT_INPUT,
                         "%d %d is outside the window of %dx%d", x, y,
                         p->s->ui.width, p->s->ui.height);
    stage_tap(p->s, x, y);
    return settle(p);
}

static bool play_one(struct play *p, const struct command *c)
{
    struct stage *s = p->s;
    switch (c->verb) {
    case VERB_TAP:
        return c->x >= 0 ? tap_point(p, c->x, c->y) : tap_id(p, c->word);
    case VERB_TYPE:
        if (!stage_writing(s))
            return fault_set(p->why, FAULT_INPUT, "no field is written in");
        stage_text(s, plain_of(c->text));
        return settle(p);
    case VERB_KEYS:
        return tap_keys(p, c->text);
    case VERB_KEY:
        if (c->key != KEYS_NONE)
            stage_key(s, c->key);
        return settle(p);
    case VERB_PASS:
        return pass(p, c->ms);
    case VERB_EXPECT:
        return expect(p, c->word, c->text);
    case VERB_ABSENT:
        return !ui_find(&s->ui, c->word) ||
               fault_set(p->why, FAULT_INPUT, "\"%s\" is on the screen %s",
                         c->word, stage_screen_name(s));
    case VERB_EXPECT_SCREEN:
        return strcmp(stage_screen_name(s), c->word) == 0 ||
               fault_set(p->why, FAULT_INPUT, "the screen is %s, not %s",
                         stage_screen_name(s), c->word);
    case VERB_SHOT:
        return p->world->shot(p->world->self, c->word, p->why);
    default:
        return true;
    }
}

bool script_play(struct script *c, struct stage *s,
                 const struct script_world *world, struct fault *why)
{
    struct play p = {s, world, why};
    if (!settle(&p))
        return fault_prefix(why, c->name);
    for (int i = 0; i < c->count; i++) {
        if (c->command[i].verb == VERB_QUIT)
            return true;
        if (!play_one(&p, &c->command[i])) {
            char where[CEIL_PATH + 24];
            snprintf(where, sizeof where, "%s:%d", c->name, c->command[i].line);
            return fault_prefix(why, where);
        }
    }
    return true;
}
