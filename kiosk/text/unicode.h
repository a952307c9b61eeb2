/* SPDX-License-Identifier: MPL-2.0 */
/* Steps through text as people see it: graphemes, words, sentences, one
 * normal form. ICU does the work; everything outside speaks UTF-8 bytes. */
#ifndef TEXT_UNICODE_H
#define TEXT_UNICODE_H

#include "base/bytes.h"
#include "base/fault.h"

/* Puts the words in Normalization Form C into out. Controls other than line
 * feed are dropped (tab becomes a space); joiners U+200C/D and the isolates
 * stay. Embeddings and overrides (U+202A..E), which could make a text look
 * like another, and byte order marks are dropped; line and paragraph
 * separators become line feeds; the Arabic lam-alef signs that some keyboards
 * send become two letters. Borrows words, which must be well-formed. */
void unicode_nfc(struct plain words, struct buf *out);

/* Byte offset of the grapheme boundary after / before "at" (0..len). */
size_t unicode_next(struct plain words, size_t at);
size_t unicode_back(struct plain words, size_t at);

/* A piece of a text: bytes [from, to). */
struct piece {
    uint32_t from, to;
};

/* Cuts words into sentences as the language cuts them, and at line feeds; an
 * abbreviation such as "f.eks." ends none.
 * White space at the ends belongs to no sentence. Writes at most max pieces
 * and gives how many there are in all (more than max: they did not fit). */
size_t unicode_sentences(struct plain words, const char *lang,
                         struct piece *out, size_t max);

/* Cuts words into words (letters or digits in them) by ICU's word rules,
 * keeping e-mail-like and hyphenated runs of one token together is not its
 * business. Same counting as above. */
size_t unicode_words(struct plain words, const char *lang, struct piece *out,
                     size_t max);

/* True when the language is written from right to left. */
bool unicode_is_rtl(const char *lang);

/* Wraps words in FIRST STRONG ISOLATE .. POP DIRECTIONAL ISOLATE, for values
 * (names, numbers) put into a sentence of another direction. */
void unicode_isolate(struct plain words, struct buf *out);

/* Lets go of what this thread keeps to be quick. Call it before a thread
 * ends; using this room again afterwards is fine. */
void unicode_done(void);

#endif
