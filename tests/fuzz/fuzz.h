/* SPDX-License-Identifier: MPL-2.0 */
/* What every fuzz target has: its one function, a way to say what must hold,
 * and ways to take an input apart. A target calls only what a room's header
 * offers. The same bytes always do the same, so that a find can be seen
 * again. */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "base/bytes.h"
#include "base/fault.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

/* Ends the program, as a crash does, when something does not hold. */
#define MUST(holds) ((holds) ? (void)0 : must_hold(__FILE__, __LINE__, #holds))
_Noreturn void must_hold(const char *file, int line, const char *what);

/* A fault that a person can read: one line of UTF-8 that says something. */
void must_be_told(const struct fault *why);
bool is_one_line(struct plain words);

/* Takes an input apart; what is not there any more reads as 0. Two draws never
 * stand in one expression: compilers differ in which comes first, and a find
 * of one would be none for the other. */
struct draw {
    struct plain left;
};
struct draw draw_from(const uint8_t *bytes, size_t len);
uint8_t draw_byte(struct draw *d);
uint32_t draw_number(struct draw *d, uint32_t below); /* below <= 65536 */
struct plain draw_bytes(struct draw *d, size_t most); /* borrows */

/* Puts what is well-formed of the bytes into out: for rooms that are promised
 * UTF-8. */
void keep_utf8(struct plain bytes, struct buf *out);
/* A language that Indefra speaks, by number. Borrowed, for good. */
const char *some_language(uint8_t number);
/* True where a code point begins, or at the end. */
bool is_boundary(struct plain words, size_t at);

/* Gives the path of a folder of this process's own, in memory where there is
 * such a place; it goes when the program ends. Borrowed. */
const char *own_folder(void);
/* Replaces a file in it. Not safe against power loss, and quick. */
void own_file(const char *name, struct plain bytes);

#endif
