/* SPDX-License-Identifier: MPL-2.0 */
/* fontcheck MANIFEST < text: names each code point of the text that no font
 * of the manifest can draw, and ends with 1 when there is one. A language is
 * offered only when this finds nothing in its catalogue and keyboard. */
#include <unicode/uchar.h>

#include "base/bytes.h"
#include "base/ceilings.h"
#include "text/font.h"

enum { CODES = 0x110000 };

static bool read_all(struct buf *text)
{
    char block[4096];
    size_t n;
    while ((n = fread(block, 1, sizeof block, stdin)) > 0)
        buf_put(text, block, n);
    return !ferror(stdin) && !text->full;
}

static bool is_drawn(uint32_t code)
{
    UChar32 c = (UChar32)code;
    return !u_isISOControl(c) && !u_isUWhiteSpace(c) &&
           !u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

static bool some_font_has(struct fonts *fonts, uint32_t code)
{
    for (int i = 0; i < fonts_count(fonts); i++)
        if (fonts_has(fonts, i, code))
            return true;
    return false;
}

/* Gives how many different code points have no glyph; says each once. */
static int check(struct fonts *fonts, struct plain text)
{
    static uint8_t seen[CODES / 8];
    int missing = 0;
    for (size_t at = 0; at < text.len;) {
        uint32_t code;
        at += utf8_read(text.at, text.len, at, &code);
        if (seen[code / 8] >> code % 8 & 1)
            continue;
        seen[code / 8] |= (uint8_t)(1 << code % 8);
        if (!is_drawn(code) || some_font_has(fonts, code))
            continue;
        char name[128] = "", sign[5] = "";
        UErrorCode error = U_ZERO_ERROR;
        u_charName((UChar32)code, U_UNICODE_CHAR_NAME, name, sizeof name,
                   &error);
        utf8_write(code, sign);
        printf("no font has U+%04X %s (%s)\n", (unsigned)code, name, sign);
        missing++;
    }
    return missing;
}

int main(int count, char **args)
{
    struct buf text = {.max = CEIL_SCRIPT_FILE};
    struct fault why;
    size_t bad;
    if (count != 2) {
        fprintf(stderr, "usage: fontcheck MANIFEST < text\n");
        return 2;
    }
    struct fonts *fonts = fonts_open(args[1], &why);
    if (!fonts) {
        fprintf(stderr, "fontcheck: %s\n", why.text);
        return 2;
    }
    int status = 2;
    if (!read_all(&text))
        fprintf(stderr,
                "fontcheck: the text can not be read (at most %d "
                "bytes)\n",
                CEIL_SCRIPT_FILE);
    else if (!utf8_valid(buf_words(&text), &bad))
        fprintf(stderr, "fontcheck: byte %zu is not UTF-8\n", bad);
    else
        status = check(fonts, buf_words(&text)) ? 1 : 0;
    buf_wipe(&text);
    fonts_close(fonts);
    return status;
}
