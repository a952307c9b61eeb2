/* SPDX-License-Identifier: MPL-2.0 */
/* Finds what could point at a person. Identifiers are hidden for good; names
 * and the like are suggested, for the teller to decide. It masks; it does not
 * make anybody anonymous, and nothing here may say so. */
#ifndef ANONYMISE_REDACT_H
#define ANONYMISE_REDACT_H

#include <stdint.h>

#include "base/bytes.h"
#include "base/fault.h"

/* In the order of the contract's kinds. */
enum found_kind {
    FOUND_CPR,
    FOUND_IBAN,
    FOUND_EMAIL,
    FOUND_HANDLE,
    FOUND_PHONE,
    FOUND_CASE,
    FOUND_PLATE,
    FOUND_ADDRESS,
    FOUND_POSTCODE,
    FOUND_DIGITS,
    FOUND_NAME,
    FOUND_DATE,
    FOUND_PLACE,
    FOUND_INSTITUTION,
    FOUND_OTHER,
    FOUND_KINDS,
};
const char *found_name(enum found_kind kind); /* "cpr", "iban", ... */

/* Bytes [from, to) of the text that was looked at. */
struct found {
    uint8_t kind;
    bool hide; /* else: suggest */
    uint32_t from, to;
};

/* Word lists, one word or phrase (up to four words) a line, lower case, sorted
 * by bytes; lines that begin with # are skipped. A cue with " *" behind it says
 * that whatever follows is a name; without, only what names knows, or any word
 * in Danish or a script without capitals that is not ordinary. "kim @tr" is
 * ordinary in Turkish alone. "-skole" in institutions is an ending of names
 * with a capital, "-mager" in other one of words; in Danish both tell in lower
 * case, too, where no list knows what stands before. Borrowed while the
 * redactor is made; an empty one is fine. */
struct lexicons {
    struct plain names;        /* given names and surnames */
    struct plain cues;         /* words before a name: hedder, fru, min søn */
    struct plain places;       /* towns, countries */
    struct plain institutions; /* kommune, skole, hospital, ... */
    struct plain ordinary;     /* capitalised at a start, yet no name */
    struct plain other;        /* diagnoses, nationalities, rare jobs */
};

struct redactor;
/* Gives a redactor; end with redactor_free(). NULL when memory is out. */
struct redactor *redactor_new(const struct lexicons *lists);
void redactor_free(struct redactor *r);

/* Finds in one text (well-formed UTF-8), sorted, not overlapping: hides win
 * over suggestions, longer ones over shorter; hides that overlap become one.
 * Writes at most max and gives how many there are. More than CEIL_LINE bytes,
 * or no memory: all of it is one hide. lang is the text's language ("tr"),
 * whose endings come off and whose everyday words count; NULL when it is not
 * known. Not for two threads at once with one redactor. */
size_t redact_find(struct redactor *r, struct plain words, const char *lang,
                   struct found *out, size_t max);

/* True when the last redact_find() hid all because memory was out: what lasts
 * longer than the moment (a release, a file) must not be made of it. */
bool redact_starved(const struct redactor *r);

/* The words with every hide replaced by U+25AE three times. */
void redact_write(struct plain words, const struct found *found, size_t n,
                  struct buf *out);

#endif
