/* SPDX-License-Identifier: MPL-2.0 */
/* The ways on which a letter goes home: on paper, on the teller's own stick,
 * by telephone. The keeper's thread does it; nothing of it touches our disk. */
#ifndef DESK_TAKE_HOME_H
#define DESK_TAKE_HOME_H

#include "base/picture.h"
#include "core/talk.h"

struct office;
struct opened;
struct safe;

enum home_way { HOME_PAPER, HOME_STICK, HOME_PHONE };
enum home_end {
    HOME_DONE,
    HOME_NO_STICK, /* it was pulled out */
    HOME_FAILED,   /* why says what */
};

/* True when something prints. In a demo office the folder DIR/printer plays a
 * printer when it is there, and nothing else does. */
bool take_home_prints(const struct office *o);

/* True when a stick is in, and not the office's own. In a demo office the
 * folder DIR/stick plays it when it is there. */
bool take_home_stick_in(const struct office *o);

/* Makes the letter of a talk and hands it over: to the printer; to the stick,
 * synced, compared, to be pulled out; or into pictures. opened: the code that
 * the talk was opened with; NULL: it goes on. */
enum home_end take_home(struct safe *s, const struct opened *opened,
                        const struct talk *talk, enum home_way way,
                        struct pictures *pictures, struct fault *why);

/* The code itself, for a telephone to keep. */
bool take_home_code(const char *digits, struct picture *out, struct fault *why);

#endif
