/* SPDX-License-Identifier: MPL-2.0 */
/* Visible sentences with facts in them. */
#ifndef EXPORT_MESSAGE_H
#define EXPORT_MESSAGE_H

#include "base/bytes.h"

/* Where visible sentences come from. */
struct export_words {
    void *self;
    /* Gives the text of an id in a language ("da"), borrowed for as long as
     * the document is written; NULL when there is none. */
    const char *(*say)(void *self, const char *lang, const char *id);
};

struct message_value {
    const char *name;
    struct plain words;
};

/* Puts a message into out whose "{name}" are replaced by the n values; an
 * unknown name stays as it is. Values are not looked into. */
void message_fill(struct buf *out, const char *message,
                  const struct message_value *value, int n);

#endif
