/* SPDX-License-Identifier: MPL-2.0 */
/* See week_allow.h. Danger: a word that is allowed by mistake leaves. So only
 * a plain yes counts, and a file that is not understood allows nothing. */
#include "desk/week_allow.h"

#include <jansson.h>

#include "host/file.h"

enum { ALLOW_SCHEMA = 1 };

bool allowed_add(struct allowed *a, struct plain word, bool hide)
{
    size_t room = (size_t)a->decisions + 1;
    struct decided *to = realloc(a->decided, room * sizeof *to);
    if (!to)
        return false;
    a->decided = to;
    to[a->decisions++] = (struct decided){word, hide};
    return true;
}

static bool add_word(struct allowed *a, const json_t *word, bool hide)
{
    struct plain words = {json_string_value(word), json_string_length(word)};
    return words.at && words.len && allowed_add(a, words, hide);
}

/* A list of words; a missing one is fine. */
static bool add_list(struct allowed *a, const json_t *list, bool hide)
{
    size_t i;
    json_t *word;
    if (list && !json_is_array(list))
        return false;
    json_array_foreach(list, i,
                       word) if (!add_word(a, word, hide)) return false;
    return true;
}

static bool add_suggestions(struct allowed *a, const json_t *list)
{
    size_t i;
    json_t *one;
    if (list && !json_is_array(list))
        return false;
    json_array_foreach(list, i, one)
    {
        const json_t *allow = json_object_get(one, "allow");
        if (!json_is_boolean(allow))
            return false;
        if (json_is_true(allow) &&
            !add_word(a, json_object_get(one, "word"), false))
            return false;
    }
    return true;
}

static bool add_all(struct allowed *a)
{
    if (json_is_array(a->file))
        return add_list(a, a->file, false);
    return json_is_object(a->file) &&
           json_integer_value(json_object_get(a->file, "schema")) ==
               ALLOW_SCHEMA &&
           add_suggestions(a, json_object_get(a->file, "suggestions")) &&
           add_list(a, json_object_get(a->file, "allow"), false) &&
           add_list(a, json_object_get(a->file, "hide"), true);
}

bool allowed_read(struct allowed *a, const char *path, struct fault *why)
{
    struct buf text = {.max = CEIL_ALLOW_FILE};
    json_error_t error;
    *a = (struct allowed){0};
    if (!file_read(path, CEIL_ALLOW_FILE, &text, why))
        return false;
    a->file = json_loadb(text.at ? text.at : "", text.len,
                         JSON_REJECT_DUPLICATES, &error);
    buf_wipe(&text);
    if (a->file && add_all(a))
        return true;
    allowed_free(a);
    return fault_set(why, FAULT_INPUT,
                     "%.200s is no file for --allow: make one with \"week "
                     "--preview --json\" and set \"allow\": true",
                     path);
}

void allowed_free(struct allowed *a)
{
    json_decref(a->file);
    free(a->decided);
    *a = (struct allowed){0};
}
