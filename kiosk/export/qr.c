/* SPDX-License-Identifier: MPL-2.0 */
/* See qr.h. */
#include "export/qr.h"

#include <qrencode.h>

#include "base/ceilings.h"
#include "text/unicode.h"

enum { ECI_UTF8 = 26 }; /* AIM ECI 000026: else readers guess the letters */

static bool draw(QRinput *input, struct picture *out, struct fault *why)
{
    QRcode *code = input ? QRcode_encodeInput(input) : NULL;
    QRinput_free(input);
    bool ok = code && code->width <= PICTURE_SIDE;
    out->side = ok ? code->width : 0;
    for (int i = 0; ok && i < code->width * code->width; i++)
        out->dark[i] = code->data[i] & 1;
    if (code)
        bytes_wipe(code->data, (size_t)code->width * (size_t)code->width);
    QRcode_free(code);
    return ok || fault_set(why, FAULT_LIMIT,
                           "a QR code cannot be made: too much for one, or "
                           "memory is out");
}

bool qr_words(struct plain words, struct picture *out, struct fault *why)
{
    QRinput *input =
        words.len <= QR_BYTES ? QRinput_new2(0, QR_ECLEVEL_L) : NULL;
    bool ok = input && QRinput_appendECIheader(input, ECI_UTF8) == 0 &&
              QRinput_append(input, QR_MODE_8, (int)words.len,
                             (const unsigned char *)words.at) == 0;
    if (!ok) {
        QRinput_free(input);
        input = NULL;
    }
    return draw(input, out, why);
}

bool qr_digits(const char *digits, struct picture *out, struct fault *why)
{
    QRinput *input = QRinput_new2(0, QR_ECLEVEL_M);
    bool ok = input && QRinput_append(input, QR_MODE_NUM, (int)strlen(digits),
                                      (const unsigned char *)digits) == 0;
    if (!ok) {
        QRinput_free(input);
        input = NULL;
    }
    return draw(input, out, why);
}

/* --- A letter in codes -------------------------------------------------- */

static void add_part(struct buf *text, struct plain words)
{
    if (text->len && words.len)
        buf_text(text, "\n\n");
    buf_plain(text, words);
}

static void add_answers(struct buf *text, const struct cleared_letter *l,
                        bool needs_only)
{
    for (int i = 0; i < l->answers; i++) {
        const struct cleared_pair *told = &l->answer[i].told;
        if (l->answer[i].forward || !needs_only)
            add_part(text, told->own.len ? told->own : told->danish);
    }
}

/* Where a sentence that is too long for one code is cut: at a space. */
static size_t cut_within(struct plain words)
{
    size_t at = QR_BYTES;
    while (at > 0 && words.at[at] != ' ')
        at--;
    if (at > 0)
        return at;
    at = QR_BYTES;
    while (((uint8_t)words.at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* How much of the words the next code holds. */
static size_t for_one(struct plain words, const char *lang)
{
    struct piece piece[CEIL_SENTENCES];
    if (words.len <= QR_BYTES)
        return words.len;
    size_t n = unicode_sentences(words, lang, piece, CEIL_SENTENCES), fit = 0;
    for (size_t i = 0; i < n && i < CEIL_SENTENCES; i++)
        if (piece[i].to <= QR_BYTES)
            fit = piece[i].to;
    return fit ? fit : cut_within(words);
}

bool qr_letter(const struct cleared *c, struct pictures *out, struct fault *why)
{
    const struct cleared_letter *l = cleared_letter(c);
    struct buf text = {.max = CEIL_STORY};
    out->count = 0;
    if (!l)
        BUG("a code of what is no letter");
    add_part(&text, l->title);
    add_part(&text, l->key);
    add_answers(&text, l, true);
    if (plain_trim(buf_words(&text)).len == 0)
        add_answers(&text, l, false);
    bool ok = !text.full || fault_set(why, FAULT_MEMORY, "out of memory");
    struct plain rest = plain_trim(buf_words(&text));
    while (ok && rest.len && out->count < PICTURES) {
        size_t n = for_one(rest, l->lang);
        ok = qr_words(plain_trim(plain_cut(rest, 0, n)),
                      &out->picture[out->count], why);
        out->count += ok;
        rest = plain_trim(plain_cut(rest, n, rest.len));
    }
    buf_wipe(&text);
    return ok;
}
