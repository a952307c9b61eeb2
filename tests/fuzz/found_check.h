/* SPDX-License-Identifier: MPL-2.0 */
/* What must hold of whatever the recognisers found: fuzz_redact.c asks it
 * with the real word lists, fuzz_lexicon.c with any. */
#ifndef FUZZ_FOUND_CHECK_H
#define FUZZ_FOUND_CHECK_H

#include "anonymise/redact.h"

/* Words are well-formed, at most 4 KiB. */
void must_redact(struct redactor *r, struct plain words, const char *lang);

#endif
