/* SPDX-License-Identifier: MPL-2.0 */
/* See sheet_html.h. Markup is written by mark() and holds constants only;
 * whatever comes from outside goes through html.h. */
#include "export/sheet_html.h"

#include "export/html.h"
#include "export/page_style.h"
#include "text/unicode.h"

/* How a part is marked up. */
static const struct markup {
    const char *tag, *more; /* attributes that never change */
    const char *named;      /* attribute that holds the name, opened */
    bool running;           /* in running text: no line feeds around it */
} markups[SHEET_PARTS] = {
    [PART_FRONT] = {.tag = "header", .more = " class=\"front\""},
    [PART_KICKER] = {.tag = "p", .more = " class=\"kicker\""},
    [PART_TITLE] = {.tag = "h1"},
    [PART_FACTS] = {.tag = "ul", .more = " class=\"facts\""},
    [PART_FACT] = {.tag = "li"},
    [PART_STRONG] = {.tag = "strong", .running = true},
    [PART_SOFT] = {.tag = "span", .more = " class=\"soft\"", .running = true},
    [PART_CONTENTS] = {.tag = "nav",
                       .more = " class=\"contents\"",
                       .named = " aria-labelledby=\""},
    [PART_CONTENTS_TITLE] = {.tag = "h2", .named = " id=\""},
    [PART_CONTENTS_LIST] = {.tag = "ol"},
    [PART_CONTENTS_ITEM] = {.tag = "li"},
    [PART_LINK] = {.tag = "a", .named = " href=\"#", .running = true},
    [PART_MAIN] = {.tag = "main"},
    [PART_SECTION] = {.tag = "section", .named = " aria-labelledby=\""},
    [PART_SECTION_NEW] = {.tag = "section",
                          .more = " class=\"meeting\"",
                          .named = " aria-labelledby=\""},
    [PART_SECTION_TITLE] = {.tag = "h2", .named = " id=\""},
    [PART_TEXT] = {.tag = "p"},
    [PART_INTRO] = {.tag = "p", .more = " class=\"intro\""},
    [PART_NOTE] = {.tag = "p", .more = " class=\"note\""},
    [PART_PLAN] = {.tag = "div", .more = " class=\"plan\""},
    [PART_PLAN_TITLE] = {.tag = "h3"},
    [PART_PLAN_TEXT] = {.tag = "p"},
    [PART_RULES] = {.tag = "ul", .more = " class=\"rules\""},
    [PART_RULE] = {.tag = "li"},
    [PART_REPLY] = {.tag = "dl", .more = " class=\"reply\""},
    [PART_REPLY_HALF] = {.tag = "div"},
    [PART_REPLY_WHAT] = {.tag = "dt"},
    [PART_REPLY_WORDS] = {.tag = "dd"},
    [PART_STORY] = {.tag = "article", .more = " class=\"story\""},
    [PART_STORY_TITLE] = {.tag = "h3"},
    [PART_STORY_TEXT] = {.tag = "p", .more = " class=\"told\""},
    [PART_QUESTION] = {.tag = "section", .more = " class=\"question\""},
    [PART_QUESTION_TITLE] = {.tag = "h3"},
    [PART_ASKED] = {.tag = "p", .more = " class=\"asked\""},
    [PART_COUNT] = {.tag = "p", .more = " class=\"count\""},
    [PART_LINES] = {.tag = "ul", .more = " class=\"lines\""},
    [PART_LINE] = {.tag = "li"},
    [PART_PICTURE] = {.tag = "figure", .more = " class=\"bands\""},
    [PART_TABLE] = {.tag = "table"},
    [PART_HEAD] = {.tag = "thead"},
    [PART_HEAD_ROW] = {.tag = "tr"},
    [PART_HEAD_CELL] = {.tag = "th", .more = " scope=\"col\""},
    [PART_ROWS] = {.tag = "tbody"},
    [PART_ROW] = {.tag = "tr"},
    [PART_ROW_NAME] = {.tag = "th", .more = " scope=\"row\""},
    [PART_CELL] = {.tag = "td"},
    [PART_THEMES] = {.tag = "div", .more = " class=\"themes\""},
    [PART_THEMES_TITLE] = {.tag = "h3"},
    [PART_THEME_LIST] = {.tag = "ul"},
    [PART_THEME] = {.tag = "li"},
    [PART_ASKS] = {.tag = "ol", .more = " class=\"ask\""},
    [PART_ASK] = {.tag = "li"},
    [PART_FILL] = {.tag = "table", .more = " class=\"plan-table\""},
    [PART_CAPTION] = {.tag = "caption"},
    [PART_FILL_HEAD] = {.tag = "tr"},
    [PART_FILL_ROW] = {.tag = "tr"},
    [PART_FILL_CELL] = {.tag = "td"},
    [PART_BOTH] = {.tag = "div", .more = " class=\"both\""},
    [PART_BOTH_SIDE] = {.tag = "div"},
    [PART_BOTH_HEAD] = {.tag = "div", .more = " class=\"both\""},
    [PART_IN] = {.tag = "div"},
    [PART_KEY] = {.tag = "blockquote"},
    [PART_TOLD] = {.tag = "p", .more = " class=\"told\""},
    [PART_FOOT] = {.tag = "footer", .more = " class=\"back\""},
    [PART_FOOT_TEXT] = {.tag = "p"},
};

static void mark(struct buf *out, const char *constant_markup)
{
    buf_text(out, constant_markup);
}

static void begin(void *self, struct plain title, const char *lang)
{
    struct buf *out = ((struct sheet_html *)self)->out;
    mark(out, "<!DOCTYPE html>\n<html lang=\"");
    html_words(out, plain_of(lang));
    mark(out, unicode_is_rtl(lang) ? "\" dir=\"rtl" : "");
    mark(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
              "<meta http-equiv=\"Content-Security-Policy\" "
              "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
              "<meta name=\"viewport\" "
              "content=\"width=device-width, initial-scale=1\">\n"
              "<meta name=\"robots\" content=\"noindex\">\n<title>");
    html_words(out, title);
    mark(out, "</title>\n<style>\n");
    mark(out, page_style);
    mark(out, "</style>\n</head>\n<body>\n");
}

static void open_part(void *self, enum sheet_part part, const char *name,
                      const char *lang, bool rtl)
{
    struct buf *out = ((struct sheet_html *)self)->out;
    const struct markup *m = &markups[part];
    mark(out, "<");
    mark(out, m->tag);
    if (m->more)
        mark(out, m->more);
    if (m->named && name) {
        mark(out, m->named);
        html_words(out, plain_of(name));
        mark(out, "\"");
    }
    if (lang) {
        mark(out, " lang=\"");
        html_words(out, plain_of(lang));
        mark(out, rtl ? "\" dir=\"rtl\"" : "\" dir=\"ltr\"");
    }
    mark(out, ">");
}

static void put_words(void *self, struct plain words)
{
    html_told(((struct sheet_html *)self)->out, words);
}

static void close_part(void *self, enum sheet_part part)
{
    struct buf *out = ((struct sheet_html *)self)->out;
    mark(out, "</");
    mark(out, markups[part].tag);
    mark(out, markups[part].running ? "> " : ">\n");
}

static void put_end(struct buf *out, const struct bands_end *e, int x,
                    const char *anchor)
{
    buf_format(out, "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">", x,
               e->top + e->height / 2 + BANDS_TEXT / 3, anchor);
    html_words(out, e->word);
    mark(out, "</text>\n");
}

/* Hidden from screen readers: the table after it says the same in words. */
static void put_bands(void *self, const struct bands *b)
{
    struct buf *out = ((struct sheet_html *)self)->out;
    int middle = (BANDS_LEFT + BANDS_RIGHT) / 2;
    buf_format(out, "<svg viewBox=\"0 0 %d %d\" aria-hidden=\"true\">\n",
               BANDS_WIDTH, b->height);
    for (int i = 0; i < b->bands; i++) {
        const struct band *d = &b->band[i];
        buf_format(out, "<path d=\"M%d %dC%d %d %d %d %d %d", BANDS_LEFT,
                   d->left, middle, d->left, middle, d->right, BANDS_RIGHT,
                   d->right);
        buf_format(out, "v%dC%d %d %d %d %d %dz\"/>\n", d->height, middle,
                   d->right + d->height, middle, d->left + d->height,
                   BANDS_LEFT, d->left + d->height);
    }
    for (int i = 0; i < b->names; i++)
        put_end(out, &b->name[i], BANDS_LEFT - 20, "end");
    for (int i = 0; i < b->ends; i++)
        put_end(out, &b->end[i], BANDS_RIGHT + 20, "start");
    mark(out, "</svg>\n");
}

static void end(void *self)
{
    mark(((struct sheet_html *)self)->out, "</body>\n</html>\n");
}

struct sheet sheet_html(struct sheet_html *h)
{
    return (struct sheet){h,         begin,      open_part, put_words,
                          put_bands, close_part, end};
}
