/* SPDX-License-Identifier: MPL-2.0 */
/* guide check and languages: what authors and translators ask. */
#include "desk/commands.h"

#include <jansson.h>
#include <limits.h>

#include "desk/shelf.h"
#include "host/file.h"
#include "host/paths.h"
#include "text/font.h"

/* --- guide check ------------------------------------------------------- */

struct checked {
    const char *file;
    int faults;
};

static void tell_fault(void *self, const char *where, const char *what)
{
    struct checked *c = self;
    c->faults++;
    printf("%s: %s: %s\n", c->file, where, what);
}

static void check_pictograms(struct checked *c, struct fonts *fonts,
                             const char *list, const struct card *card, int n)
{
    for (int i = 0; i < n; i++) {
        char where[40];
        if (fonts_has(fonts, fonts_pictogram(fonts), card[i].pictogram))
            continue;
        snprintf(where, sizeof where, "/%s/%d/pictogram", list, i);
        tell_fault(c, where,
                   "the pictogram font lacks this character: choose "
                   "another");
    }
}

static bool check_file(struct checked *c, struct fonts *fonts,
                       struct fault *why)
{
    struct buf text = {.max = CEIL_GUIDE_FILE};
    if (!file_read(c->file, CEIL_GUIDE_FILE, &text, why))
        return false;
    struct guide *g = guide_read(buf_words(&text), tell_fault, c);
    buf_wipe(&text);
    if (g && fonts) {
        check_pictograms(c, fonts, "themes", g->theme, g->themes);
        check_pictograms(c, fonts, "contributors", g->contributor,
                         g->contributors);
    }
    guide_free(g);
    return true;
}

/* Without the fonts the rest is still checked. */
static struct fonts *open_fonts(void)
{
    char share[CEIL_PATH], path[CEIL_PATH];
    struct fault why;
    struct fonts *f = NULL;
    if (path_share(share, &why) &&
        path_join(path, share, "fonts/manifest", &why))
        f = fonts_open(path, &why);
    if (!f)
        fprintf(stderr, "pictograms are not checked: %s\n", why.text);
    return f;
}

static int guide(struct call *call)
{
    if (call->operands < 1 || strcmp(call->operand[0], "check") != 0)
        return command_misused(call, "guide knows one thing: check");
    if (call->operands < 2)
        return command_misused(call, "guide check needs a FILE");
    struct fonts *fonts = open_fonts();
    int code = EXIT_DONE;
    for (int i = 1; i < call->operands; i++) {
        struct checked c = {.file = call->operand[i]};
        struct fault why;
        if (!check_file(&c, fonts, &why))
            code = command_failed(&why);
        else if (c.faults)
            code = EXIT_FAILED;
        else
            fprintf(stderr, "%s: sound\n", c.file);
    }
    fonts_close(fonts);
    return code;
}

const struct command command_guide = {
    .name = "guide",
    .anywhere = true,
    .summary = "guide check FILE...: tell every fault of a question guide",
    .most_operands = INT_MAX,
    .run = guide,
    .help = "usage: indefra-desk guide check FILE...\n"
            "\n"
            "Tells every fault of a question guide, one a line on standard "
            "output:\n"
            "FILE, where, what. Where is a line and column for syntax, a JSON\n"
            "Pointer for meaning. Exit 1 when there is any. Needs no office.\n"
            "The format: indefra-guide(5).\n"
            "\n"
            "Example:\n"
            "  indefra-desk guide check guides/mentor/guide.json\n",
};

/* --- languages --------------------------------------------------------- */

enum { LACKS_SHOWN = 20 };

/* What a language lacks, in order; only the first ones are kept. */
struct lacks {
    json_t *list;
    int count;
    bool failed; /* memory is out */
};

static void add_lack(struct lacks *l, const char *id)
{
    if (l->count++ > LACKS_SHOWN)
        return;
    if (l->count == LACKS_SHOWN + 1)
        id = "...";
    if (json_array_append_new(l->list, json_string(id)) != 0)
        l->failed = true;
}

struct asked {
    struct shelf *shelf;
    const struct guide *guide;
    char share[CEIL_PATH];
};

static void lack_message(const struct asked *a, const char *tag,
                         struct lacks *l, const char *before, const char *id,
                         const char *after, const char *danish)
{
    char message[2 * CEIL_ID + 40], name[3 * CEIL_ID + 60];
    snprintf(message, sizeof message, "%s%s%s", before, id, after);
    if (!*danish || languages_guide_find(shelf_languages(a->shelf), tag,
                                         a->guide->id, message))
        return;
    snprintf(name, sizeof name, "guide:%s:%s", a->guide->id, message);
    add_lack(l, name);
}

static void lack_guide(const struct asked *a, const char *tag, struct lacks *l)
{
    const struct guide *g = a->guide;
    for (int i = 0; i < g->questions; i++) {
        const struct question *q = &g->question[i];
        lack_message(a, tag, l, "", q->id, ".title", q->title);
        lack_message(a, tag, l, "", q->id, ".question", q->question);
        lack_message(a, tag, l, "", q->id, ".help", q->help);
        lack_message(a, tag, l, "", q->id, ".note", q->note);
    }
    for (int i = 0; i < g->themes; i++)
        lack_message(a, tag, l, "theme.", g->theme[i].id, "", g->theme[i].word);
    for (int i = 0; i < g->contributors; i++)
        lack_message(a, tag, l, "contributor.", g->contributor[i].id, "",
                     g->contributor[i].word);
}

static bool has_keyboard(const struct asked *a, const char *tag)
{
    char name[CEIL_TAG + 32], path[CEIL_PATH];
    snprintf(name, sizeof name, "keyboards/%s.keys", tag);
    return path_join(path, a->share, name, NULL) && file_exists(path);
}

static json_t *language_json(const struct asked *a, const struct language *l)
{
    struct lacks lacks = {.list = json_array()};
    const struct languages *all = shelf_languages(a->shelf);
    const char *id;
    if (!has_keyboard(a, l->tag))
        add_lack(&lacks, "keyboard");
    for (int i = 0; (id = languages_lacks(all, l->tag, i)) != NULL; i++)
        add_lack(&lacks, id);
    if (strcmp(l->tag, "da") != 0)
        lack_guide(a, l->tag, &lacks);
    if (lacks.failed) {
        json_decref(lacks.list);
        return NULL;
    }
    return json_pack("{s:s, s:s, s:s, s:b, s:b, s:o}", "tag", l->tag, "name",
                     l->name, "dir", l->rtl ? "rtl" : "ltr", "whole",
                     lacks.count == 0, "reviewed", l->reviewed, "lacks",
                     lacks.list);
}

static json_t *languages_json(const struct asked *a)
{
    const struct languages *all = shelf_languages(a->shelf);
    json_t *list = json_array();
    bool ok = list != NULL;
    for (int i = 0; ok && i < languages_count(all); i++)
        ok = json_array_append_new(list,
                                   language_json(a, languages_at(all, i))) == 0;
    if (!ok || !languages_whole(all)) {
        json_decref(list);
        return NULL;
    }
    return json_pack("{s:i, s:o}", "schema", 1, "languages", list);
}

static const char *text_in(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static void tell_languages(const json_t *whole)
{
    size_t i, k;
    json_t *l, *lack;
    json_array_foreach(json_object_get(whole, "languages"), i, l)
    {
        printf("%-8s %s  %s, %s  %s\n", text_in(l, "tag"), text_in(l, "dir"),
               json_is_true(json_object_get(l, "whole")) ? "whole" : "lacks",
               json_is_true(json_object_get(l, "reviewed")) ? "reviewed"
                                                            : "not reviewed",
               text_in(l, "name"));
        json_array_foreach(json_object_get(l, "lacks"), k, lack)
            printf("           %s\n", json_string_value(lack));
    }
}

/* The office's guide where there is an office, else ours. */
static bool open_asked(struct call *call, struct asked *a, struct fault *why)
{
    struct office o = {.guide = "standard"};
    const char *dir = office_is_there(call->dir) ? call->dir : NULL;
    bool ok = (!dir || office_open(&o, dir, why)) &&
              path_share(a->share, why) &&
              (a->shelf = shelf_open(dir, why)) != NULL &&
              (a->guide = shelf_guide(a->shelf, o.guide, why)) != NULL;
    office_close(&o);
    return ok;
}

static int languages(struct call *call)
{
    struct asked a = {.shelf = NULL};
    struct fault why;
    bool ok = open_asked(call, &a, &why);
    if (ok) {
        json_t *whole = languages_json(&a);
        if (call->given[OPT_JSON]) {
            ok = command_json(whole, JSON_COMPACT, &why);
        } else if (!whole) {
            ok = fault_set(&why, FAULT_MEMORY,
                           "out of memory: close other programs");
        } else {
            tell_languages(whole);
            json_decref(whole);
        }
    }
    shelf_close(a.shelf);
    return ok ? EXIT_DONE : command_failed(&why);
}

const struct command command_languages = {
    .name = "languages",
    .anywhere = true,
    .summary = "which languages there are, and what each lacks",
    .takes = 1u << OPT_JSON,
    .run = languages,
    .help =
        "usage: indefra-desk languages [--json] [--data DIR]\n"
        "\n"
        "Lists the languages of the tablet. A language is whole when screens,\n"
        "the office's guide and a touch keyboard are there in it; else what "
        "it\n"
        "lacks is listed (the first 20). Reviewed: a person who speaks it has\n"
        "read it.\n"
        "\n"
        "  --json  one object, for other programs\n"
        "\n"
        "Example:\n"
        "  indefra-desk languages\n",
};
