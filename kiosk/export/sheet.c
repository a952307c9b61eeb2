/* SPDX-License-Identifier: MPL-2.0 */
/* See sheet.h. */
#include "export/sheet.h"

void sheet_open(struct sheet *s, enum sheet_part part)
{
    s->open(s->self, part, NULL, NULL, false);
}

void sheet_open_named(struct sheet *s, enum sheet_part part, const char *name)
{
    s->open(s->self, part, name, NULL, false);
}

void sheet_open_in(struct sheet *s, enum sheet_part part, const char *lang,
                   bool rtl)
{
    s->open(s->self, part, NULL, lang, rtl);
}

void sheet_words(struct sheet *s, struct plain words)
{
    s->words(s->self, words);
}

void sheet_close(struct sheet *s, enum sheet_part part)
{
    s->close(s->self, part);
}

void sheet_put(struct sheet *s, enum sheet_part part, struct plain words)
{
    sheet_open(s, part);
    sheet_words(s, words);
    sheet_close(s, part);
}
