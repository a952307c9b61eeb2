/* SPDX-License-Identifier: MPL-2.0 */
/* A release, weekly for the team or quarterly for the city council: decide,
 * render, mark, keep the finished folder; all of it one transaction. Then copy
 * it out. A second run in the same week (quarter) only copies, so it gives the
 * same bytes. */
#ifndef DESK_WEEK_H
#define DESK_WEEK_H

#include "anonymise/clear.h"
#include "desk/safe.h"
#include "desk/shelf.h"

/* Words that staff looked at: each allowed as it stands, or hidden. */
struct decided {
    struct plain word;
    bool hide;
};

struct week_wish {
    bool council;       /* the council's edition, of the clock's quarter */
    const char *course; /* "" for all */
    const char *out;    /* folder that the week's folder is put into */
    uint64_t device;    /* of the stick that out is; 0: any folder */
    const struct decided *decided;
    int decisions;
    bool preview;         /* changes nothing, writes nothing */
    bool read_by_another; /* a second reader said yes: stands in the log */
    /* The order of stories and sentences is drawn from it, so that what was
     * read is what leaves; NULL: a draw of its own. The caller forgets it. */
    const uint8_t *draw; /* VAULT_KEY bytes */
};

enum week_end { WEEK_NOTHING, WEEK_WRITTEN, WEEK_DOUBTS, WEEK_PREVIEW };

enum { WEEK_NONE = -1 };

struct week_done {
    enum week_end end;
    char folder[CEIL_PATH];    /* WEEK_WRITTEN */
    char period[16];           /* "2026-W47"; the council's: "2026-Q4" */
    int32_t earliest;          /* WEEK_NOTHING, a preview: the first week in
                                * which what waits now may leave; WEEK_NONE:
                                * more must be told */
    struct cleared *cleared;   /* WEEK_PREVIEW; may be NULL with doubts */
    struct clearing *clearing; /* WEEK_DOUBTS, or a preview with doubts */
};

/* Runs the week. Borrows all; end the result with week_done_free(). */
bool week_run(struct safe *s, struct shelf *shelf, struct redactor *redactor,
              const uint8_t secret[VAULT_SECRET], const struct week_wish *wish,
              struct week_done *done, struct fault *why);
void week_done_free(struct week_done *d);
/* True in *is when a booklet is kept that a run would only copy: this week's,
 * or an earlier one that never reached a stick. */
bool week_is_kept(struct safe *s, const char *course, bool *is,
                  struct fault *why);

/* The finished folder as bytes, and back: files one after the other. */
struct week_file {
    const char *name;
    struct buf bytes;
};
/* Renders the files of an edition. manifest.json is the last. */
enum { WEEK_FILES = 5 };
bool week_render(const struct cleared *c, struct safe *s, struct shelf *shelf,
                 struct week_file files[WEEK_FILES], struct fault *why);
void week_files_free(struct week_file files[WEEK_FILES]);
void week_pack(const struct week_file files[WEEK_FILES], struct buf *out);
/* Writes what week_pack() made as the folder out/name; device: see
 * folder_begin(). */
bool week_unpack(struct plain packed, const char *out, uint64_t device,
                 const char *name, struct fault *why);

#endif
