/* SPDX-License-Identifier: MPL-2.0 */
/* QR codes (ISO/IEC 18004): words that a telephone takes from the screen,
 * without any network. */
#ifndef EXPORT_QR_H
#define EXPORT_QR_H

#include "anonymise/cleared.h"
#include "base/fault.h"
#include "base/picture.h"

/* One code on a tablet's screen: more bytes make squares that an old
 * telephone's camera no longer tells apart (0.9 mm at 100 mm). */
enum { QR_BYTES = 1000 };

/* Of at most QR_BYTES of UTF-8, said to be UTF-8. */
bool qr_words(struct plain words, struct picture *out, struct fault *why);
/* Of digits only: smaller. */
bool qr_digits(const char *digits, struct picture *out, struct fault *why);

/* Title, key sentence and needs of a letter; where it has none of them, what
 * was told. Cut at the ends of sentences; what four codes do not hold is left
 * out. None when there is nothing to say. */
bool qr_letter(const struct cleared *c, struct pictures *out,
               struct fault *why);

#endif
