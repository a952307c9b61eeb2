/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the text room: what a layout is made of, for layout.c, which stacks
 * paragraphs, and caret.c, which walks in them. */
#ifndef TEXT_STACK_H
#define TEXT_STACK_H

#include "base/ceilings.h"
#include "text/para.h"

struct stacked {
    struct para *para;
    size_t byte;   /* where it begins in the words */
    int line, run; /* its first */
};

struct layout {
    struct fonts *fonts;
    struct layout_style style; /* lang points at "lang" below */
    char lang[CEIL_TAG + 1];
    char *words;
    size_t len;
    struct stacked *part;
    int parts;
    struct layout_line *line;
    int lines;
    struct layout_run *run;
    int runs;
    int width, height;
};

/* As layout_new(), taking over paragraphs that "like" has already, when it
 * has the same style. "like" may be NULL. */
struct layout *layout_new_like(struct fonts *fonts, struct plain words,
                               const struct layout_style *style,
                               const struct layout *like);
bool layout_same_style(const struct layout_style *a,
                       const struct layout_style *b);

/* The paragraph that holds byte "at", and the one a line or run is of. */
const struct stacked *layout_part_at(const struct layout *l, size_t at);
const struct stacked *layout_part_of_line(const struct layout *l, int line);
const struct stacked *layout_part_of_run(const struct layout *l, int run);

#endif
