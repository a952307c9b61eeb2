/* SPDX-License-Identifier: MPL-2.0 */
/* Bytes, a citizen's words, and buffers that may not outgrow their ceiling. */
#ifndef BASE_BYTES_H
#define BASE_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Somebody's words, UTF-8, not NUL-terminated, borrowed. A struct and not a
 * char * so that they cannot slip into a log: %s of it does not compile. */
struct plain {
    const char *at;
    size_t len;
};

struct plain plain_of(const char *text); /* borrows; NULL gives no words */
bool plain_same(struct plain a, struct plain b);
bool plain_has(struct plain whole, struct plain part);
struct plain plain_cut(struct plain whole, size_t from, size_t to);
struct plain plain_trim(struct plain words); /* ASCII space at both ends */

/* True when the words are well-formed UTF-8 (no surrogates, no overlong
 * forms, nothing above U+10FFFF, no NUL). Else *bad (may be NULL) is the
 * offset of the first byte that is wrong. */
bool utf8_valid(struct plain words, size_t *bad);

/* Reads the code point at "at" (< len) into *code and gives its length, 1 to
 * 4. Borrows well-formed UTF-8; a stray byte reads as U+FFFD, length 1. */
size_t utf8_read(const char *words, size_t len, size_t at, uint32_t *code);

/* Writes a code point and gives its length, 1 to 4; out has room for 4. */
size_t utf8_write(uint32_t code, char *out);

/* The offset of the code point before "at"; 0 at the start. */
size_t utf8_back(const char *words, size_t at);

/* A growing buffer with a ceiling. When more is put in than max allows, or
 * memory runs out, it keeps what it had and "full" stays true: check once at
 * the end. A zeroed buf with max set is a good start. */
struct buf {
    char *at;
    size_t len, cap, max;
    bool full;
};

void buf_put(struct buf *b, const void *bytes, size_t len);
void buf_text(struct buf *b, const char *text);
void buf_plain(struct buf *b, struct plain words);
void buf_byte(struct buf *b, uint8_t byte);
void buf_format(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
struct plain buf_words(const struct buf *b); /* borrows */
void buf_wipe(struct buf *b);                /* overwrites, then lets go */

/* Overwrites memory in a way that the compiler keeps. */
void bytes_wipe(void *at, size_t len);

/* Lower-case hexadecimal, NUL-terminated; out has room for 2 * len + 1. */
void hex_write(const uint8_t *bytes, size_t len, char *out);
/* Reads exactly len bytes from 2 * len digits; false when they are not. */
bool hex_read(const char *text, uint8_t *bytes, size_t len);

/* A whole number in decimal, all of the text, within min..max; else false. */
bool number_parse(const char *text, long min, long max, long *number);

/* Makes one line of well-formed UTF-8 of a text for a person: what would break
 * the line, a terminal would obey, or is cut off, becomes "?". */
void text_one_line(char *text);

/* Copies text into out (size bytes, NUL-terminated); false when it is cut. */
bool text_copy(char *out, size_t size, const char *text);

#endif
