/* SPDX-License-Identifier: MPL-2.0 */
/* The conversation as it stands: which screen, what was told, what waits.
 * Knows no SDL: it is handed touches and a canvas, and says until when it may
 * sleep. Every screen runs headless. */
#ifndef SCREENS_STAGE_H
#define SCREENS_STAGE_H

#include "desk/keeper.h"
#include "desk/office_face.h"
#include "desk/shelf.h"
#include "host/clock.h"
#include "sound/voice.h"
#include "ui/ui.h"

enum screen_id {
    SCREEN_WELCOME,
    SCREEN_WHO,
    SCREEN_START,
    SCREEN_PLEDGE,
    SCREEN_GROUP,
    SCREEN_COURSE,
    SCREEN_ASK,
    SCREEN_MORE,
    SCREEN_WORKER,
    SCREEN_MEANING,
    SCREEN_KEY_SENTENCE,
    SCREEN_READ_BACK,
    SCREEN_SHARE,
    SCREEN_HOME,
    SCREEN_THANKS,
    SCREEN_REPLIES,
    SCREEN_PAUSE,
    SCREEN_WARN,
    SCREEN_BLANK,
    SCREEN_HIDDEN,
    SCREEN_HELP_NOW,
    SCREEN_CODE_ENTRY,
    SCREEN_CODE_MENU,
    SCREEN_STAFF_PIN,
    SCREEN_STAFF,
    SCREEN_STAFF_WEEK,
    SCREEN_STAFF_REPLY,
    SCREENS,
};

enum {
    HISTORY = 48,
    ASIDES = 4,
    PIN_DIGITS = 12,
    READING_PAGES = 600,
    ALOUD_PARTS = 500, /* sentences of one screen, with all of a story */
    ALOUD_SAID = 200,  /* texts of one screen */
};

/* The staff's Friday, step by step, on one screen. */
enum staff_step {
    STEP_STICK,
    STEP_WORDS,
    STEP_READ,
    STEP_UNSEEN, /* some pages were not looked at: really? */
    STEP_SECOND, /* has the second reader read it? */
    STEP_KEPT,   /* made before, to be copied again */
    STEP_NOTHING,
    STEP_CLOCK,
    STEP_WRITING,
    STEP_DONE,
};

/* What staff do behind the PIN. Forgotten with staff_forget(). */
struct staff {
    enum staff_step step;
    enum friday_stick stick;
    struct reading *reading; /* owned; the keeper's while it writes */
    int year, week;          /* the earliest that something may leave; 0 */
    int page, furthest, pages, first[READING_PAGES + 1];
    int paged_room, paged_width,
        paged_percent; /* what they were measured for */
    bool looking, forgot, words_shown, read_by_another;
    char words[CEIL_PASSPHRASE]; /* the six, while they are written */
    uint32_t words_len;
    int64_t look_at; /* for the stick; 0: not */

    int booklet; /* the latest that left; 0: none */
    int about;   /* the one that is answered; 0: not chosen yet */
    char section[CEIL_ID];
    bool chosen, not_managed, saved;
    bool asks_name; /* a word may be a name: save it all the same? */
    char heard[CEIL_SHORT_TEXT], did[CEIL_SHORT_TEXT];
    uint32_t heard_len, did_len;
};

/* Taking the letter home. Forgotten with home_forget(). */
struct home {
    bool asked, prints;        /* whether something prints */
    bool none;                 /* "no thanks" */
    bool open;                 /* code-menu: the choices are shown */
    bool busy;                 /* the keeper makes it */
    bool insert;               /* a stick is waited for */
    const char *told;          /* message id; NULL: nothing yet */
    struct pictures *pictures; /* to be scanned; owned, or NULL */
    bool scanning;
    int code_at;     /* which of them is shown */
    int scroll;      /* where the choices stood */
    int64_t look_at; /* for the stick, in clock_ms(); 0: not */
};

/* Whether the teller's own words are read aloud, once asked. */
enum own_aloud { OWN_UNASKED, OWN_ALOUD, OWN_SILENT };

/* A text of the screen and the id it has; NULL: words were put into it. */
struct said {
    const char *lang, *id, *text; /* of the frame */
};

/* One sentence, or a recording of a whole text. */
struct aloud_part {
    char id[NODE_ID], lang[CEIL_TAG]; /* the node that shows it */
    uint32_t from, to;                /* of the node's words */
    uint32_t at;                      /* in aloud.words, NUL-terminated */
    bool recorded;                    /* what stands there is a path */
};

/* What is gathered: all that the page says, what has the focus, or the word
 * that was just written. */
enum aloud_of { OF_PAGE, OF_FOCUS, OF_WORD };

/* Reading aloud. Forgotten with aloud_forget(). */
struct aloud {
    struct buf words; /* what was gathered; wiped when the voice stops */
    struct aloud_part part[ALOUD_PARTS];
    int parts, now; /* parts 0: silent */
    struct said said[ALOUD_SAID];
    int saids;
    bool gathers; /* the ear was tapped: the next frame is read */
    bool stopped; /* by the touch that is dealt with */
    bool follows; /* the ear was asked by key: so is the focus, where it goes */
    enum aloud_of of;
    bool unasked;  /* the page turned by itself, or by what was pressed on it */
    uint64_t page; /* which was read last */
    bool asks_own; /* "your own words as well?" is on the screen */
    enum own_aloud own;
};

struct place {
    uint8_t screen;   /* enum screen_id */
    uint8_t question; /* on ask: which, in asking order */
    bool only;        /* read-back: of that question alone */
};

struct stage {
    /* Handed in, borrowed */
    const struct office_face *office;
    struct clock *clock;
    struct shelf *shelf;
    struct keeper *keeper;
    struct voice *voice;
    void *frames; /* frames_size bytes of memory that is never swapped */
    size_t frames_size;
    struct talk *talk; /* locked memory, as the next */
    struct review *review;
    void (*forget)(void *self); /* pictures of words outside go as well */
    void *forget_self;

    struct redactor *redactor; /* made when it is first needed */
    struct word_lists *lists;
    struct ui ui;
    const struct guide *guide;
    char lang[CEIL_TAG];
    bool rtl, unreviewed;

    struct place at, history[HISTORY];
    struct place under[ASIDES]; /* what hides beneath: first the journey */
    int depth, asides;
    bool in_talk;            /* from start-yes to the end */
    bool veiled;             /* back from hide: answers wait behind a button */
    bool arrived;            /* the screen was not described yet */
    bool stopping, deleting; /* the stop panel, its confirmation */
    bool leave;              /* the citizen left: begin afresh */
    bool asked_more;
    int cutting;       /* the long sentence whose next word is asked for; 0 */
    bool pledged;      /* by the interpreter; the citizen's own yes is next */
    const char *fault; /* message id shown on the screen; NULL: none */
    const char *note;  /* message id, calm */

    struct edit edit, edit_danish;
    struct place edit_of; /* what the edits are opened on */
    uint32_t title_len, own_len, code_len;
    char own_word[CEIL_SHORT_TEXT], code_typed[128], pin[PIN_DIGITS + 1];
    char part[CEIL_ID]; /* the contributor being placed */
    char digits[KEEPER_DIGITS + 1];
    bool code_shown, review_ready;
    bool reading;    /* code-menu: the story is shown */
    bool blank_long; /* nobody touched it for half an hour */
    bool paused;     /* the talk is kept under the code */
    bool erased;     /* thanks: what was told is deleted */
    struct {
        const char *yes, *yes_text, *no, *no_text; /* ids: nodes, messages */
    } yes_no;
    int waiting; /* the task whose answer the screen waits for */
    struct balance balance;
    struct staff staff;
    struct home home;
    /* Message ids that the view was already scrolled to, once each. */
    struct {
        const char *fault, *note, *home;
    } brought;
    struct aloud aloud;
    struct pictures *code;      /* the code, to be scanned; owned, or NULL */
    struct replies *replies;    /* what the office answered; owned, or NULL */
    char lang_before[CEIL_TAG]; /* of the first page, while they are read */
    int wrong_pins;

    /* Deadlines, in clock_ms(); 0: none */
    int64_t touched_at, draft_at, began_at, pin_at;
};

/* Begins on welcome, or where a crash left a talk. Memory of the talk and the
 * frames is locked. False: memory is out, or there is no guide. */
bool stage_start(struct stage *s, struct fault *why);
void stage_end(struct stage *s);

/* What happened; stage_describe() comes after. Points in pixels. */
void stage_tap(struct stage *s, int x, int y);
void stage_tap_node(struct stage *s, const struct node *n);
void stage_text(struct stage *s, struct plain words);
void stage_key(struct stage *s, enum key_name key);
/* Takes the keeper's answers and lets deadlines fire. */
void stage_tick(struct stage *s);
/* Describes the screen until it is at rest; then ui_draw() may follow. */
void stage_describe(struct stage *s);
/* When stage_tick() has to be called next, in clock_ms(); -1: never. */
int64_t stage_deadline(const struct stage *s);
/* While it reads aloud: how often, in real ms, stage_tick() is to be called so
 * that the next sentence follows; -1: silent. */
int stage_speaks_ms(const struct stage *s);
/* True while a field is written in. */
bool stage_writing(const struct stage *s);
const char *stage_screen_name(const struct stage *s);
const char *screen_name(enum screen_id id);

#endif
