/* SPDX-License-Identifier: MPL-2.0 */
/* Inside the text room: ICU's break iterators, opened once for a language.
 * They are kept for each thread by itself: the screen and the keeper both cut
 * text, at the same time. */
#ifndef TEXT_BREAKS_H
#define TEXT_BREAKS_H

#include <unicode/ubrk.h>

#include "base/bytes.h"

/* Borrowed until the next call on this thread; with no text set. NULL when
 * ICU's data is not there or memory is out. */
UBreakIterator *breaks_get(UBreakIteratorType kind, const char *lang);

/* The same, set to walk over words and to count in bytes. Borrows words; end
 * with breaks_leave(), also when it gave NULL. */
UBreakIterator *breaks_over(UBreakIteratorType kind, const char *lang,
                            struct plain words, UText *text);
void breaks_leave(UBreakIterator *breaks, UText *text);

/* Closes those of this thread. */
void breaks_done(void);

#endif
