/* SPDX-License-Identifier: MPL-2.0 */
/* Reading aloud, by other programs: a recording is played by aplay, all else
 * is spoken by espeak-ng (GPL-3: not linked). One child at a time; it alone
 * has the sound device, and only while it is heard. The microphone is never
 * opened; nothing here could. */
#ifndef SOUND_VOICE_H
#define SOUND_VOICE_H

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

struct voice;

/* Gives a silent voice, or NULL when memory is out. End with voice_free(). */
struct voice *voice_new(void);
void voice_free(struct voice *v); /* stops; NULL is fine */

/* Adds a folder of recordings, <language>/<text id>.wav; the one added first
 * goes before the other. At most two; it may be missing. Copies. */
void voice_look_in(struct voice *v, const char *folder);

/* True when this machine can read something aloud in the language: espeak-ng
 * has it, or there are recordings. */
bool voice_has(const struct voice *v, const char *lang);
/* True when it can say any words in it: espeak-ng is there and has it.
 * espeak-ng silently keeps another voice when asked for one that it lacks, so
 * what it has is a list here (version 1.51, Debian 12). */
bool voice_speaks(const struct voice *v, const char *lang);
/* The recording of a text; false when there is none that can be played. */
bool voice_recorded(const struct voice *v, const char *lang, const char *id,
                    char out[CEIL_PATH]);

/* Stops what is being heard and says this, or plays it. Borrows. */
bool voice_say(struct voice *v, const char *lang, struct plain words,
               struct fault *why);
bool voice_play(struct voice *v, const char *path, struct fault *why);
void voice_stop(struct voice *v);
bool voice_is_heard(struct voice *v); /* right now; never waits */

#endif
