/* SPDX-License-Identifier: MPL-2.0 */
/* A document as it is told, part by part in reading order: what each part is,
 * never how it looks. Two bodies listen: sheet_html.h writes a page for a
 * browser, paper.h sets A4. Who tells a booklet or a letter tells both. */
#ifndef EXPORT_SHEET_H
#define EXPORT_SHEET_H

#include "base/bytes.h"
#include "export/bands.h"

/* Parts that hold words may hold parts as well; what is told directly in one,
 * before, between or after them, is its own paragraph. */
enum sheet_part {
    /* The front */
    PART_FRONT,
    PART_KICKER, /* a line above the title */
    PART_TITLE,
    PART_FACTS, /* side by side: */
    PART_FACT,
    PART_STRONG,
    PART_SOFT,
    PART_CONTENTS, /* named */
    PART_CONTENTS_TITLE,
    PART_CONTENTS_LIST,
    PART_CONTENTS_ITEM,
    PART_LINK, /* named: to the section of that name */
    /* The body */
    PART_MAIN,
    PART_SECTION,     /* named */
    PART_SECTION_NEW, /* the same, on a page of its own */
    PART_SECTION_TITLE,
    PART_TEXT,
    PART_INTRO,
    PART_NOTE,
    PART_PLAN, /* the course's plan: */
    PART_PLAN_TITLE,
    PART_PLAN_TEXT,
    PART_RULES,
    PART_RULE,
    PART_REPLY, /* two halves side by side: */
    PART_REPLY_HALF,
    PART_REPLY_WHAT,
    PART_REPLY_WORDS,
    PART_STORY,
    PART_STORY_TITLE,
    PART_STORY_TEXT,
    PART_QUESTION,
    PART_QUESTION_TITLE,
    PART_ASKED,
    PART_COUNT,
    PART_LINES,
    PART_LINE,
    PART_PICTURE, /* holds sheet_bands() */
    PART_TABLE,   /* three columns */
    PART_HEAD,
    PART_HEAD_ROW,
    PART_HEAD_CELL,
    PART_ROWS,
    PART_ROW,
    PART_ROW_NAME,
    PART_CELL,
    PART_THEMES,
    PART_THEMES_TITLE,
    PART_THEME_LIST,
    PART_THEME, /* side by side: what, how many */
    PART_ASKS,
    PART_ASK,
    PART_FILL, /* a table to write in by hand, three columns */
    PART_CAPTION,
    PART_FILL_HEAD,
    PART_FILL_ROW,
    PART_FILL_CELL,
    PART_BOTH, /* side by side: in one language, in the other */
    PART_BOTH_SIDE,
    PART_BOTH_HEAD, /* the same, kept with what is told next */
    PART_IN,        /* paragraphs in another language */
    PART_KEY,       /* the sentence that matters most */
    PART_TOLD,      /* what the teller wrote */
    PART_FOOT,
    PART_FOOT_TEXT,
    SHEET_PARTS,
};

/* All words and names are borrowed for the call. Names are constant ids, fit
 * for an attribute; NULL where the part has none. */
struct sheet {
    void *self;
    /* The title of the whole, its language (BCP 47). */
    void (*begin)(void *self, struct plain title, const char *lang);
    /* lang: of the words in it, when not that of what it is in; else NULL. */
    void (*open)(void *self, enum sheet_part part, const char *name,
                 const char *lang, bool rtl);
    void (*words)(void *self, struct plain words);
    void (*bands)(void *self, const struct bands *bands);
    void (*close)(void *self, enum sheet_part part);
    void (*end)(void *self);
};

void sheet_open(struct sheet *s, enum sheet_part part);
void sheet_open_named(struct sheet *s, enum sheet_part part, const char *name);
void sheet_open_in(struct sheet *s, enum sheet_part part, const char *lang,
                   bool rtl);
void sheet_words(struct sheet *s, struct plain words);
void sheet_close(struct sheet *s, enum sheet_part part);
/* Open, words, close. */
void sheet_put(struct sheet *s, enum sheet_part part, struct plain words);

#endif
