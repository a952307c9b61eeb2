/* SPDX-License-Identifier: MPL-2.0 */
/* Plays a script of touches (design page 6) on a stage, for tests and for
 * seeing a first talk without a display. Only ever in a demo office. */
#ifndef SCREENS_SCRIPT_H
#define SCREENS_SCRIPT_H

#include "screens/stage.h"

struct script;

/* What a script needs from outside. */
struct script_world {
    void *self;
    /* Lets the display take what was drawn; false: the window was closed. */
    bool (*drawn)(void *self);
    bool (*shot)(void *self, const char *path, struct fault *why);
};

/* Gives a script read from text, or NULL with "FILE:LINE: what". Copies. End
 * with script_free(). */
struct script *script_read(struct plain text, const char *name,
                           struct fault *why);
void script_free(struct script *c);

/* Plays it to its end; false with "FILE:LINE: what" at the first failure. */
bool script_play(struct script *c, struct stage *s,
                 const struct script_world *world, struct fault *why);

/* Describes, waits for the keeper and for deadlines that are due, draws. */
bool script_settle(struct stage *s, const struct script_world *world,
                   struct fault *why);

#endif
