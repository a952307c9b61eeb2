/* SPDX-License-Identifier: MPL-2.0 */
/* The languages that there are words for. Each catalogue in SHARE/i18n is one;
 * a language more is a file more. guides have catalogues of their own; an
 * office's own guide (DIR/guides/<id>/guide.json) brings its own. */
#ifndef WORDS_LANGUAGES_H
#define WORDS_LANGUAGES_H

#include "base/ceilings.h"
#include "words/catalogue.h"

struct language {
    char tag[CEIL_TAG];         /* BCP 47; the file's name */
    const char *name;           /* its own name, X-Indefra-Name */
    bool rtl;                   /* X-Indefra-Direction: rtl */
    bool reviewed;              /* X-Indefra-Reviewed: yes */
    const struct catalogue *ui; /* the texts of the screens */
};

struct languages;

/* Told about each catalogue that cannot be offered, and why. */
typedef void languages_told(void *self, const char *path,
                            const struct fault *why);

/* Gives the languages found in share ("build/share"), Danish first, then by
 * tag. office_guides (DIR/guides) may be NULL. A catalogue that is damaged, or
 * has no name or direction, or whose Language is not the file's name, is told
 * (told may be NULL) and left out; without Danish, or memory, there is NULL.
 * Copies the paths. End with languages_close(). Not for two threads at once. */
struct languages *languages_open(const char *share, const char *office_guides,
                                 languages_told *told, void *self,
                                 struct fault *why);
void languages_close(struct languages *l); /* NULL is fine */

int languages_count(const struct languages *l);
const struct language *languages_at(const struct languages *l, int i);
/* NULL when there is no such language. Borrowed. */
const struct language *languages_find(const struct languages *l,
                                      const char *tag);

/* A screen's text in a language; when that lacks it, in Danish; when nobody
 * has it, the id itself. Never NULL. Borrowed until languages_close(). */
const char *languages_text(const struct languages *l, const char *tag,
                           const char *id);

/* A guide's text ("q1.title", "theme.home") in a language; danish is what the
 * guide itself says and comes back when there is no translation. Opens the
 * guide's catalogue when it is first asked for. Borrowed. */
const char *languages_guide_text(struct languages *l, const char *tag,
                                 const char *guide, const char *id,
                                 const char *danish);
/* The same without Danish: NULL when it is not translated. */
const char *languages_guide_find(struct languages *l, const char *tag,
                                 const char *guide, const char *id);

/* The i-th id that Danish has and this language lacks; NULL when there are no
 * more: whole when the first is NULL. */
const char *languages_lacks(const struct languages *l, const char *tag, int i);

/* False once a guide's catalogue could not be opened because memory was out:
 * then a text may have seemed to be missing. */
bool languages_whole(const struct languages *l);

#endif
