/* SPDX-License-Identifier: MPL-2.0 */
/* See bytes.h. Nothing here knows what the bytes mean. */
#include "base/bytes.h"

#include <errno.h>
#include <stdarg.h>

struct plain plain_of(const char *text)
{
    return (struct plain){text ? text : "", text ? strlen(text) : 0};
}

bool plain_same(struct plain a, struct plain b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

bool plain_has(struct plain whole, struct plain part)
{
    if (part.len == 0)
        return true;
    for (size_t i = 0; i + part.len <= whole.len; i++)
        if (memcmp(whole.at + i, part.at, part.len) == 0)
            return true;
    return false;
}

struct plain plain_cut(struct plain whole, size_t from, size_t to)
{
    if (to > whole.len)
        to = whole.len;
    if (from > to)
        from = to;
    return (struct plain){whole.at + from, to - from};
}

static bool is_ascii_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

struct plain plain_trim(struct plain words)
{
    while (words.len && is_ascii_space(words.at[0]))
        words.at++, words.len--;
    while (words.len && is_ascii_space(words.at[words.len - 1]))
        words.len--;
    return words;
}

static size_t sequence_length(uint8_t lead)
{
    return lead < 0x80   ? 1
           : lead < 0xC2 ? 0
           : lead < 0xE0 ? 2
           : lead < 0xF0 ? 3
           : lead < 0xF5 ? 4
                         : 0;
}

/* The length of the well-formed sequence at "at", or 0. */
static size_t sequence_at(const char *words, size_t len, size_t at,
                          uint32_t *code)
{
    const uint8_t *b = (const uint8_t *)words + at;
    size_t n = sequence_length(b[0]);
    if (n == 0 || at + n > len)
        return 0;
    static const uint8_t lead_bits[] = {0, 0x7F, 0x1F, 0x0F, 0x07};
    uint32_t c = b[0] & lead_bits[n];
    for (size_t i = 1; i < n; i++) {
        if ((b[i] & 0xC0) != 0x80)
            return 0;
        c = c << 6 | (b[i] & 0x3F);
    }
    static const uint32_t least[] = {0, 1, 0x80, 0x800, 0x10000};
    if (c < least[n] || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
        return 0;
    *code = c;
    return n;
}

bool utf8_valid(struct plain words, size_t *bad)
{
    for (size_t i = 0; i < words.len;) {
        uint32_t code;
        size_t n = sequence_at(words.at, words.len, i, &code);
        if (n == 0) {
            if (bad)
                *bad = i;
            return false;
        }
        i += n;
    }
    return true;
}

size_t utf8_read(const char *words, size_t len, size_t at, uint32_t *code)
{
    size_t n = sequence_at(words, len, at, code);
    if (n)
        return n;
    *code = 0xFFFD;
    return 1;
}

size_t utf8_write(uint32_t code, char *out)
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t utf8_back(const char *words, size_t at)
{
    if (at == 0)
        return 0;
    at--;
    while (at && ((uint8_t)words[at] & 0xC0) == 0x80)
        at--;
    return at;
}

static bool buf_room(struct buf *b, size_t more)
{
    if (b->full || more > b->max - b->len) {
        b->full = true;
        return false;
    }
    if (b->len + more + 1 <= b->cap)
        return true;
    size_t cap = b->cap ? b->cap : 64;
    while (cap < b->len + more + 1)
        cap *= 2;
    /* Not realloc: it leaves the old words behind in freed memory. */
    char *at = malloc(cap);
    if (!at) {
        b->full = true;
        return false;
    }
    if (b->len)
        memcpy(at, b->at, b->len);
    if (b->at) {
        bytes_wipe(b->at, b->cap);
        free(b->at);
    }
    b->at = at;
    b->cap = cap;
    return true;
}

void buf_put(struct buf *b, const void *bytes, size_t len)
{
    if (!buf_room(b, len))
        return;
    if (len)
        memcpy(b->at + b->len, bytes, len);
    b->len += len;
    b->at[b->len] = '\0';
}

void buf_text(struct buf *b, const char *text)
{
    buf_put(b, text, strlen(text));
}

void buf_plain(struct buf *b, struct plain words)
{
    buf_put(b, words.at, words.len);
}

void buf_byte(struct buf *b, uint8_t byte)
{
    buf_put(b, &byte, 1);
}

void buf_format(struct buf *b, const char *format, ...)
{
    char line[1024];
    va_list args;
    va_start(args, format);
    int len = vsnprintf(line, sizeof line, format, args);
    va_end(args);
    if (len < 0 || (size_t)len >= sizeof line) {
        b->full = true;
        return;
    }
    buf_put(b, line, (size_t)len);
}

struct plain buf_words(const struct buf *b)
{
    return (struct plain){b->at ? b->at : "", b->len};
}

void buf_wipe(struct buf *b)
{
    if (b->at) {
        bytes_wipe(b->at, b->cap);
        free(b->at);
    }
    *b = (struct buf){.max = b->max};
}

void bytes_wipe(void *at, size_t len)
{
    if (!len)
        return;
    memset(at, 0, len);
    __asm__ __volatile__("" : : "r"(at) : "memory");
}

void hex_write(const uint8_t *bytes, size_t len, char *out)
{
    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < len; i++) {
        out[2 * i] = digits[bytes[i] >> 4];
        out[2 * i + 1] = digits[bytes[i] & 15];
    }
    out[2 * len] = '\0';
}

static int hex_digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

bool hex_read(const char *text, uint8_t *bytes, size_t len)
{
    if (strlen(text) != 2 * len)
        return false;
    for (size_t i = 0; i < len; i++) {
        int high = hex_digit(text[2 * i]), low = hex_digit(text[2 * i + 1]);
        if (high < 0 || low < 0)
            return false;
        bytes[i] = (uint8_t)(high << 4 | low);
    }
    return true;
}

bool number_parse(const char *text, long min, long max, long *number)
{
    if (!text || !*text || is_ascii_space(text[0]))
        return false;
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno || *end || value < min || value > max)
        return false;
    *number = value;
    return true;
}

void text_one_line(char *text)
{
    size_t len = strlen(text);
    for (size_t at = 0; at < len;) {
        uint32_t code;
        size_t n = utf8_read(text, len, at, &code);
        bool control = code < 0x20 || (code >= 0x7F && code <= 0x9F) ||
                       code == 0x2028 || code == 0x2029;
        if (control || (n == 1 && code > 0x7F))
            memset(text + at, '?', n);
        at += n;
    }
}

bool text_copy(char *out, size_t size, const char *text)
{
    size_t len = strlen(text);
    bool whole = len < size;
    if (!whole)
        len = size - 1;
    memcpy(out, text, len);
    out[len] = '\0';
    return whole;
}
