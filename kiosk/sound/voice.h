/* SPDX-License-Identifier: MPL-2.0 */
/* Reading aloud through espeak-ng as a child process (GPL-3: not linked). The
 * microphone is never opened; nothing here could. */
#ifndef SOUND_VOICE_H
#define SOUND_VOICE_H

#include "base/bytes.h"
#include "base/fault.h"

struct voice;

/* Gives a silent voice, or NULL when memory is out. End with voice_free(). */
struct voice *voice_new(void);
void voice_free(struct voice *v); /* stops; NULL is fine */

/* True when this machine can read the language aloud: espeak-ng is there and
 * has it. espeak-ng silently keeps another voice when asked for one that it
 * lacks, so what it has is a list here (version 1.51, Debian 12). */
bool voice_has(const struct voice *v, const char *lang);

/* Stops what is being said and says this. Borrows. */
bool voice_say(struct voice *v, const char *lang, struct plain words,
               struct fault *why);
void voice_stop(struct voice *v);
bool voice_speaks(struct voice *v); /* right now */

#endif
