/* SPDX-License-Identifier: MPL-2.0 */
/* See breaks.h. Opening an iterator takes about a millisecond, using it
 * microseconds: hence the few that are kept. */
#include "text/breaks.h"

#include <stdbool.h>

#include "base/bytes.h"
#include "base/ceilings.h"

enum { KEPT = 24 };

struct kept {
    UBreakIterator *breaks; /* NULL: free */
    UBreakIteratorType kind;
    char lang[CEIL_TAG + 1];
};

static _Thread_local struct kept kept[KEPT];
static _Thread_local int next;

static struct kept *find(UBreakIteratorType kind, const char *lang)
{
    for (int i = 0; i < KEPT; i++)
        if (kept[i].breaks && kept[i].kind == kind &&
            strcmp(kept[i].lang, lang) == 0)
            return &kept[i];
    return NULL;
}

static UBreakIterator *open_breaks(UBreakIteratorType kind, const char *lang)
{
    char locale[CEIL_TAG + 16];
    UErrorCode error = U_ZERO_ERROR;
    /* ss=standard: "e.g." and its like end no sentence. */
    snprintf(locale, sizeof locale, "%s%s", lang,
             kind == UBRK_SENTENCE ? "@ss=standard" : "");
    UBreakIterator *breaks = ubrk_open(kind, locale, NULL, 0, &error);
    return U_SUCCESS(error) ? breaks : NULL;
}

UBreakIterator *breaks_get(UBreakIteratorType kind, const char *lang)
{
    if (!lang || kind == UBRK_CHARACTER || strlen(lang) > CEIL_TAG)
        lang = "";
    struct kept *k = find(kind, lang);
    if (k)
        return k->breaks;
    UBreakIterator *breaks = open_breaks(kind, lang);
    if (!breaks)
        return NULL;
    k = &kept[next];
    next = (next + 1) % KEPT;
    if (k->breaks)
        ubrk_close(k->breaks);
    k->breaks = breaks;
    k->kind = kind;
    text_copy(k->lang, sizeof k->lang, lang);
    return breaks;
}

UBreakIterator *breaks_over(UBreakIteratorType kind, const char *lang,
                            struct plain words, UText *text)
{
    UErrorCode error = U_ZERO_ERROR;
    UBreakIterator *breaks = breaks_get(kind, lang);
    *text = (UText)UTEXT_INITIALIZER;
    utext_openUTF8(text, words.at ? words.at : "", (int64_t)words.len, &error);
    if (breaks)
        ubrk_setUText(breaks, text, &error);
    return U_SUCCESS(error) ? breaks : NULL;
}

/* The iterator must not keep pointing at words that will be wiped. */
void breaks_leave(UBreakIterator *breaks, UText *text)
{
    UErrorCode error = U_ZERO_ERROR;
    static const UChar nothing[1];
    if (breaks)
        ubrk_setText(breaks, nothing, 0, &error);
    utext_close(text);
}

void breaks_done(void)
{
    for (int i = 0; i < KEPT; i++) {
        if (kept[i].breaks)
            ubrk_close(kept[i].breaks);
        kept[i].breaks = NULL;
    }
}
