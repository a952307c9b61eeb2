/* SPDX-License-Identifier: MPL-2.0 */
/* Reads a keyboard file. It is ours, but it is read as if it were not: an
 * office may bring a keyboard of its own. */
#include "ui/keys.h"

#define DOTTED_CIRCLE "\xE2\x97\x8C"
#define AGAIN "make the file anew from data/keyboards"

enum {
    MOST_KEYS = KEY_PAGES * CEIL_KEY_ROWS * CEIL_KEY_COLUMNS,
    MOST_FORMS = MOST_KEYS * CEIL_KEY_FORMS,
    /* Each shown text and its id; one key too many is read, then refused. */
    MOST_TEXT = (MOST_KEYS + MOST_FORMS + 1) *
                (2 * (CEIL_KEY_TEXT + 1) + (int)sizeof "key-"),
};

/* The map first: who gets it gets the memory of all of it. */
struct whole {
    struct keymap map;
    struct key_form forms[MOST_FORMS];
    int form_count;
    char text[MOST_TEXT];
    size_t text_len;
};

struct reader {
    struct whole *whole;
    struct fault *why;
    int line;
    int page;            /* -1 before the first */
    struct key_row *row; /* where keys go; NULL before the first */
    bool in_bottom;
    char *words[2 + CEIL_KEY_FORMS]; /* of the line */
    int count;
};

static const struct {
    const char *name, *id, *gives;
    bool must;
} functions[KEY_KINDS] = {
    [KEY_SPACE] = {"space", "key-space", " ", true},
    [KEY_ENTER] = {"enter", "key-enter", "\n", true},
    [KEY_ZWNJ] = {"zwnj", "key-zwnj", "\xE2\x80\x8C", false},
    [KEY_SHIFT] = {"shift", "key-shift", "", true},
    [KEY_SYMBOLS] = {"symbols", "key-symbols", "", true},
    [KEY_LATIN] = {"latin", "key-latin", "", false},
    [KEY_MORE] = {"more", "key-more", "", false},
    [KEY_UNDO] = {"undo", "key-undo", "", false},
    [KEY_ERASE] = {"erase", "key-erase", "", true},
};

static const char *const page_names[KEY_PAGES] = {
    "letters", "shifted", "symbols", "signs", "latin", "latin-shifted"};

static bool bad(struct reader *r, const char *what)
{
    return fault_set(r->why, FAULT_DAMAGED, "line %d: %s; %s", r->line, what,
                     AGAIN);
}

/* What no key may show or give: controls, spaces that look like the space,
 * and the marks that turn the direction of a line. */
static bool is_hidden(uint32_t code)
{
    return code < 0x21 || (code >= 0x7F && code <= 0xA0) || code == 0xAD ||
           code == 0x61C || code == 0x180E ||
           (code >= 0x2000 && code <= 0x200F) ||
           (code >= 0x2028 && code <= 0x202F) ||
           (code >= 0x205F && code <= 0x206F) || code == 0x3000 ||
           code == 0xFEFF || (code >= 0xD800 && code <= 0xF8FF) ||
           code >= 0xE0000;
}

static bool is_showable(const char *text)
{
    size_t len = strlen(text);
    if (len == 0 || len > CEIL_KEY_TEXT || !strcmp(text, DOTTED_CIRCLE))
        return false;
    for (size_t at = 0; at < len;) {
        uint32_t code;
        at += utf8_read(text, len, at, &code);
        if (is_hidden(code))
            return false;
    }
    return true;
}

/* Gives a copy of both, one after the other. */
static const char *keep(struct reader *r, const char *first, const char *then)
{
    struct whole *w = r->whole;
    char *at = w->text + w->text_len;
    size_t a = strlen(first), b = strlen(then);
    if (w->text_len + a + b + 1 > sizeof w->text)
        BUG("more text than the file had");
    memcpy(at, first, a);
    memcpy(at + a, then, b + 1);
    w->text_len += a + b + 1;
    return at;
}

static bool form_read(struct reader *r, const char *word, struct key_form *form)
{
    if (!is_showable(word))
        return bad(r, "a key shows nothing, too much, or what can't be seen");
    size_t circle = strlen(DOTTED_CIRCLE);
    const char *gives =
        strncmp(word, DOTTED_CIRCLE, circle) ? word : word + circle;
    form->shows = keep(r, word, "");
    form->gives = form->shows + (gives - word);
    form->id = keep(r, "key-", gives);
    return true;
}

static struct key *key_add(struct reader *r)
{
    if (!r->row)
        bad(r, "a key stands before any row");
    else if (r->row->count == CEIL_KEY_COLUMNS)
        bad(r, "a row has more than 12 keys");
    else
        return &r->row->keys[r->row->count++];
    return NULL;
}

static bool is_on_page(const struct reader *r, const char *id)
{
    for (int row = 0; row < r->whole->map.rows[r->page]; row++) {
        const struct key_row *keys = &r->whole->map.pages[r->page][row];
        for (int i = 0; i < keys->count; i++)
            if (keys->keys[i].cap.id && !strcmp(keys->keys[i].cap.id, id))
                return true;
    }
    return false;
}

static bool read_forms(struct reader *r, struct key *key)
{
    key->forms = r->whole->forms + r->whole->form_count;
    for (int i = 2; i < r->count; i++) {
        if (!form_read(r, r->words[i],
                       &r->whole->forms[r->whole->form_count++]))
            return false;
        key->form_count++;
    }
    return true;
}

static bool read_letter(struct reader *r, enum key_does does)
{
    if (r->in_bottom)
        return bad(r, "the bottom row has only keys that do something");
    struct key_form cap;
    if (!form_read(r, r->words[1], &cap))
        return false;
    if (r->page >= 0 && is_on_page(r, cap.id))
        return bad(r, "two keys of a page are the same");
    struct key *key = key_add(r);
    if (!key)
        return false;
    *key = (struct key){.does = does, .cap = cap, .halves = 2};
    if (does == KEY_OPENS)
        key->cap.gives = "";
    return read_forms(r, key);
}

static bool read_key(struct reader *r)
{
    return read_letter(r, KEY_GIVES);
}

static bool read_opens(struct reader *r)
{
    if (r->count < 3)
        return bad(r, "a key that opens has nothing to open");
    return read_letter(r, KEY_OPENS);
}

static int function_of(const char *name)
{
    for (int does = 0; does < KEY_KINDS; does++)
        if (functions[does].name && !strcmp(functions[does].name, name))
            return does;
    return -1;
}

static bool has_function(const struct key_row *row, int does)
{
    for (int i = 0; i < row->count; i++)
        if ((int)row->keys[i].does == does)
            return true;
    return false;
}

static bool read_do(struct reader *r)
{
    int does = function_of(r->words[1]);
    long halves;
    if (!r->in_bottom)
        return bad(r, "only the bottom row has keys that do something");
    if (does < 0 || has_function(r->row, does))
        return bad(r, "what the key does is unknown or there already");
    if (!number_parse(r->words[2], 2, 2 * CEIL_KEY_COLUMNS, &halves))
        return bad(r, "a key is from 2 to 24 half columns wide");
    struct key *key = key_add(r);
    if (!key)
        return false;
    *key = (struct key){.does = (enum key_does)does, .halves = (int)halves};
    key->cap.id = functions[does].id;
    key->cap.gives = functions[does].gives;
    return true;
}

static bool read_lang(struct reader *r)
{
    const char *tag = r->words[1];
    static const char allowed[] = "abcdefghijklmnopqrstuvwxyz"
                                  "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-";
    if (tag[strspn(tag, allowed)] || r->whole->map.lang[0])
        return bad(r, "the language is not a tag or is there twice");
    if (!text_copy(r->whole->map.lang, CEIL_TAG, tag))
        return bad(r, "the language tag is too long");
    return true;
}

static bool read_columns(struct reader *r)
{
    long columns;
    if (!number_parse(r->words[1], 1, CEIL_KEY_COLUMNS, &columns))
        return bad(r, "there are from 1 to 12 columns");
    r->whole->map.columns = (int)columns;
    return true;
}

static bool read_page(struct reader *r)
{
    int next = r->page + 1;
    if (r->in_bottom || next == KEY_PAGES ||
        strcmp(r->words[1], page_names[next]))
        return bad(r, "pages are letters, shifted, symbols, signs, and "
                      "latin, latin-shifted");
    r->page = next;
    r->row = NULL;
    return true;
}

static bool read_row(struct reader *r)
{
    struct keymap *map = &r->whole->map;
    if (r->page < 0 || r->in_bottom)
        return bad(r, "a row stands outside the pages");
    if (map->rows[r->page] == CEIL_KEY_ROWS)
        return bad(r, "a page has more than 3 rows");
    r->row = &map->pages[r->page][map->rows[r->page]++];
    return true;
}

static bool read_bottom(struct reader *r)
{
    bool all = r->page == KEY_PAGE_SIGNS || r->page == KEY_PAGE_LATIN_SHIFTED;
    if (r->in_bottom || !all)
        return bad(r, "the bottom row comes once, after the four pages or "
                      "the six");
    r->in_bottom = true;
    r->row = &r->whole->map.bottom;
    return true;
}

static const struct {
    const char *name;
    int min, max; /* words, the name among them */
    bool (*read)(struct reader *r);
} statements[] = {
    {"lang", 2, 2, read_lang},
    {"columns", 2, 2, read_columns},
    {"page", 2, 2, read_page},
    {"row", 1, 1, read_row},
    {"key", 2, 2 + CEIL_KEY_FORMS, read_key},
    {"opens", 2, 2 + CEIL_KEY_FORMS, read_opens},
    {"bottom", 1, 1, read_bottom},
    {"do", 3, 3, read_do},
};

static bool cut_words(struct reader *r, char *line)
{
    int max = (int)(sizeof r->words / sizeof *r->words);
    for (r->count = 0; *line; r->count++) {
        if (r->count == max)
            return bad(r, "more than 12 forms");
        r->words[r->count] = line;
        line += strcspn(line, " ");
        while (*line == ' ')
            *line++ = '\0';
    }
    return true;
}

static bool read_statement(struct reader *r, char *line)
{
    if (!*line || *line == '#')
        return true;
    if (!cut_words(r, line))
        return false;
    for (size_t i = 0; i < sizeof statements / sizeof *statements; i++) {
        if (strcmp(statements[i].name, r->words[0]))
            continue;
        if (r->count < statements[i].min || r->count > statements[i].max)
            return bad(r, "too few or too many words");
        return statements[i].read(r);
    }
    return bad(r, "the line begins with an unknown word");
}

static bool rows_fit(struct reader *r)
{
    struct keymap *map = &r->whole->map;
    for (int page = 0; page <= r->page; page++) {
        if (map->rows[page] == 0)
            return bad(r, "a page has no row");
        for (int row = 0; row < map->rows[page]; row++) {
            int count = map->pages[page][row].count;
            if (count == 0 || count > map->columns)
                return bad(r, "a row is empty or has more keys than columns");
        }
    }
    return true;
}

static bool bottom_fits(struct reader *r)
{
    struct keymap *map = &r->whole->map;
    int halves = 0;
    for (int i = 0; i < map->bottom.count; i++)
        halves += map->bottom.keys[i].halves;
    if (halves != 2 * map->columns)
        return bad(r, "the bottom row is not as wide as the columns");
    if (has_function(&map->bottom, KEY_LATIN) !=
        (map->rows[KEY_PAGE_LATIN] > 0))
        return bad(r, "a latin page and its key go together");
    for (int does = 0; does < KEY_KINDS; does++)
        if (functions[does].must && !has_function(&map->bottom, does))
            return bad(r, "space, enter, shift, symbols or erase is missing");
    return true;
}

static bool read_lines(struct reader *r, char *text)
{
    for (r->line = 1; text; r->line++) {
        char *end = strchr(text, '\n');
        if (end)
            *end++ = '\0';
        if (r->line == 1 && strcmp(text, "indefra-keys 1"))
            return bad(r, "this is not a keyboard file of version 1");
        if (r->line > 1 && !read_statement(r, text))
            return false;
        text = end;
    }
    r->line--;
    if (!r->in_bottom || !r->whole->map.lang[0])
        return bad(r, "the file ends too early");
    return rows_fit(r) && bottom_fits(r);
}

struct keymap *keymap_read(struct plain bytes, struct fault *why)
{
    if (bytes.len > CEIL_KEYS_FILE) {
        fault_set(why, FAULT_LIMIT, "a keyboard of more than %d bytes; %s",
                  CEIL_KEYS_FILE, AGAIN);
        return NULL;
    }
    if (!utf8_valid(bytes, NULL)) {
        fault_set(why, FAULT_DAMAGED, "a keyboard that is not UTF-8; %s",
                  AGAIN);
        return NULL;
    }
    struct whole *whole = calloc(1, sizeof *whole);
    char *text = malloc(bytes.len + 1);
    struct reader r = {.whole = whole, .why = why, .page = -1};
    bool ok = false;
    if (!whole || !text) {
        fault_set(why, FAULT_MEMORY, "no memory for a keyboard");
        goto out;
    }
    if (bytes.len)
        memcpy(text, bytes.at, bytes.len);
    text[bytes.len] = '\0';
    ok = read_lines(&r, text);
out:
    free(text);
    if (!ok) {
        free(whole);
        return NULL;
    }
    return &whole->map;
}

struct keymap *keymap_open(const char *path, struct fault *why)
{
    FILE *file = fopen(path, "rbe");
    if (!file) {
        fault_set(why, FAULT_DISK, "%s: can't be opened; %s", path, AGAIN);
        return NULL;
    }
    struct keymap *map = NULL;
    char *bytes = malloc(CEIL_KEYS_FILE + 1);
    size_t len = bytes ? fread(bytes, 1, CEIL_KEYS_FILE + 1, file) : 0;
    if (!bytes)
        fault_set(why, FAULT_MEMORY, "no memory for a keyboard");
    else if (ferror(file))
        fault_set(why, FAULT_DISK, "can't be read; %s", AGAIN);
    else
        map = keymap_read((struct plain){bytes, len}, why);
    if (!map)
        fault_prefix(why, path);
    free(bytes);
    fclose(file);
    return map;
}

void keymap_close(struct keymap *map)
{
    free(map); /* the first member of struct whole */
}
