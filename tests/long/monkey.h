/* SPDX-License-Identifier: MPL-2.0 */
/* What the parts of the monkey share: the tablet it plays with, and who was
 * there. See monkey.c. */
#ifndef LONG_MONKEY_H
#define LONG_MONKEY_H

#include <stdio.h>

#include "desk/office.h"
#include "screens/stage.h"

enum {
    CODES = 8,
    TOGETHER = 6, /* who may show on one screen: a code opens an old story */
    MARK_LETTERS = 5,
};

/* What everybody writes begins so; then five letters of their own. */
#define MARK "kanarie"

struct known_code {
    char digits[KEEPER_DIGITS + 1];
    int who[TOGETHER], n;
};

struct monkey {
    struct office office;
    struct office_face face;
    struct clock clock;
    struct stage stage;
    FILE *layout;
    int width, height;
    uint64_t dice;
    long event;
    const char *way; /* what is left of a known one; or NULL */
    char did[160];   /* the event, for whoever has to find out */
    int who[TOGETHER], together, people;
    struct known_code code[CODES];
    int codes;
    long seen[SCREENS], delivered, written, walked, out;
};

extern struct monkey monkey;

/* Says what, and at which event, and ends the program. */
_Noreturn void wrong(const char *format, ...)
    __attribute__((format(printf, 1, 2)));

/* Makes monkey.stage of a demo office, on one of three displays. */
bool rooms_open(const char *dir, int size, struct fault *why);
void rooms_close(void);

void mark_of(int person, char out[MARK_LETTERS + 1]);
void next_person(void);
/* The code's story may show, in this and no later talk. */
void join(const struct known_code *c);
bool is_staffs(void); /* whether what is written now is no teller's */
/* What must hold after each frame, and when a teller has left. */
void look_at_frame(void);
void look_at_memory(void);

#endif
