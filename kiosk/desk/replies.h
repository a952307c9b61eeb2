/* SPDX-License-Identifier: MPL-2.0 */
/* "We heard -> we did": what the office answers to a booklet, written by staff
 * for everybody to read. Kept as the text files they wrote, in DIR/replies;
 * data/README.md tells the format. */
#ifndef DESK_REPLIES_H
#define DESK_REPLIES_H

#include "base/bytes.h"
#include "base/ceilings.h"
#include "base/fault.h"

/* The same in another language; both are there. */
struct reply_rendering {
    char lang[CEIL_TAG];
    struct plain heard, did;
};

struct reply {
    int booklet, line;       /* line: where it begins in the text */
    char course[CEIL_ID];    /* "" : the booklet of all courses */
    char section[CEIL_ID];   /* a question of the guide, "stories", "part",
                              * "themes", "workers", or "" */
    bool managed;            /* false: did says what was not managed */
    struct plain heard, did; /* Danish; borrowed from text */
    int first, renderings;   /* in replies.rendering */
};

struct replies {
    struct buf text;
    struct reply *reply;
    int count;
    struct reply_rendering *rendering;
    int renderings;
    uint32_t last; /* the number of the latest file that was read */
};

void replies_free(struct replies *r); /* NULL is fine */

/* Told about each fault, or each word that staff should look at again. Line 0:
 * of the whole. */
typedef void reply_told(void *self, int line, const char *what);

/* Reads a text whole: the format, and its ceilings. Copies it. False after
 * telling every fault; r is then empty. End with replies_free(). */
bool replies_read(struct replies *r, struct plain text, reply_told *told,
                  void *self);

struct safe;
struct shelf;
struct redactor;
/* What a reply is measured by. All borrowed. */
struct reply_rules {
    struct safe *safe;
    struct shelf *shelf;
    struct redactor *redactor;
    reply_told *fault; /* it is refused */
    reply_told *doubt; /* it is kept; may be a name */
    void *self;
};

/* Reads, checks (a booklet that has left, a section and languages that there
 * are, nothing that points at a person: replies are shown to everybody) and
 * keeps the whole text under the next number, or nothing. False with
 * FAULT_INPUT when faults were told. *kept: how many replies. */
bool replies_take(const struct reply_rules *rules, struct plain text, int *kept,
                  struct fault *why);

/* Adds the words of a reply, in Danish, that may be names, parted by commas.
 * Nothing where it is refused anyway. */
void reply_names(struct redactor *redactor, struct plain words,
                 struct buf *names);

/* Reads what is kept in an office's folder, of numbers above "after", oldest
 * first. Of two with the same booklet and the same words heard only the later
 * one. A file that somebody broke is logged and left out. */
bool replies_load(struct replies *r, const char *dir, uint32_t after,
                  struct fault *why);

/* Appends a block in the format: for the form on the tablet. Line feeds in
 * the words become spaces. */
void reply_write(struct buf *out, const struct reply *reply);

#endif
