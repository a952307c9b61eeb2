/* SPDX-License-Identifier: MPL-2.0 */
/* Inside screens/ only: what the screens share. Each screen is a function
 * that describes itself and acts on the frame's event. */
#ifndef SCREENS_INSIDE_H
#define SCREENS_INSIDE_H

#include "screens/stage.h"

/* --- Words ------------------------------------------------------------- */

const char *say(struct stage *s, const char *id);
const char *say_danish(struct stage *s, const char *id);
/* A message with {name} replaced: name, value, ..., NULL. Of the frame. */
const char *say_with(struct stage *s, const char *id, ...)
    __attribute__((sentinel));
const char *say_danish_with(struct stage *s, const char *id, ...)
    __attribute__((sentinel));
/* A text of the guide: id as in core/guide.h. */
const char *say_guide(struct stage *s, const char *id, const char *danish);

/* --- The frame around every screen ------------------------------------- */

enum bar {
    BAR_BACK = 1,
    BAR_NEXT = 2,
    BAR_SKIP = 4,
    BAR_FINISHED = 8,
    BAR_NEXT_OFF = 16,
    BAR_QUIET = 32,   /* nothing but help-now and the like */
    BAR_TALK = 64,    /* stop is offered */
    BAR_FINISH = 128, /* "finish" in the place of next */
    BAR_YES_NO = 256, /* page_yes_no() said which */
    BAR_DOORS = 1024, /* welcome's: a code, replies, staff */
    BAR_CLOSE = 512,  /* "close" in the place of next */
    BAR_WRITE = 2048, /* staff: the booklet on the stick */
    BAR_WRITE_OFF = 4096,
    BAR_DOUBT = 16384, /* to the next word that may be a name */
    BAR_SAVE = 8192,   /* staff: "save" in the place of next */
};
enum bar_hit {
    HIT_NONE,
    HIT_BACK,
    HIT_NEXT,
    HIT_SKIP,
    HIT_FINISHED,
    HIT_YES,
    HIT_NO,
    HIT_CODE,
    HIT_REPLIES,
    HIT_STAFF,
    HIT_WRITE,
    HIT_DOUBT,
};

/* Two equal buttons in the bar of the page that begins next. */
void page_yes_no(struct stage *s, const char *yes, const char *yes_text,
                 const char *no, const char *no_text);
/* The demo office's banner; gives its height. */
int page_banner(struct stage *s);

/* The demo banner and the bar; gives what was tapped of the screen's own
 * (help-now, hide, stop, ear and text size are dealt with). What is left in
 * the middle becomes the view. End with page_end(). */
enum bar_hit page_begin(struct stage *s, unsigned bar);
void page_end(struct stage *s);
void page_heading(struct stage *s, const char *id);
void page_text(struct stage *s, const char *id, enum text_kind kind);
/* The calm line about a fault or a note, when there is one. */
void page_told(struct stage *s);
void page_fault(struct stage *s); /* only the fault */
/* A grid: the i-th of n places, as wide as fits at least least tenths. */
struct rect grid_place(struct stage *s, int i, int n, int least, int height,
                       struct rect *whole);

/* Every text is in this language from now on; Danish when there is none. */
void set_language(struct stage *s, const char *tag);

/* --- Reading aloud ------------------------------------------------------ */

void aloud_ask(struct stage *s); /* the ear was tapped */
/* Silence, at once; true when something was heard. */
bool aloud_stop(struct stage *s);
void aloud_forget(struct stage *s); /* the talk ended: the yes as well */
void aloud_tick(struct stage *s);   /* on to the next sentence */
/* Begins to read the frame when that was asked for (gathered: it carried no
 * event), and lights up what is heard. */
void aloud_describe(struct stage *s, bool gathered);
/* The focus went on, or something was pressed: who asked the ear by key hears
 * it. Another page is read by itself. */
void aloud_follow(struct stage *s);
/* Something was written: a word that ended with it is heard, as above. */
void aloud_wrote(struct stage *s);
/* The frame says this; borrows all until the frame is described. */
void aloud_said(struct stage *s, const char *lang, const char *id,
                const char *text);
void aloud_panel(struct stage *s); /* "your own words as well?" */

/* --- Going ------------------------------------------------------------- */

void go(struct stage *s, enum screen_id to); /* remembers the way back */
void go_question(struct stage *s, int question);
void go_back(struct stage *s);
void go_aside(struct stage *s, enum screen_id to); /* and return_from() */
void return_from(struct stage *s);
void begin_talk(struct stage *s);
/* What was told is deleted, and whatever of it is kept as well. */
void end_talk(struct stage *s);
/* The citizen leaves: everything is forgotten, welcome comes afresh. */
void leave(struct stage *s);
/* How long nobody may touch the screen, in ms; 0: for ever. idle() does what is
 * due by then. */
int64_t idle_limit(const struct stage *s);
void idle(struct stage *s, int64_t now);
bool is_long_ago(const struct stage *s); /* the last touch: half an hour */
/* The quiet word about time that is due, a message id; NULL: none. */
const char *reminder(const struct stage *s);
void changed(struct stage *s); /* the talk changed: a draft is due */

/* An interpreter is there: every text stands twice, the citizen's language
 * large and Danish below. By video Danish is the large one, for the worker to
 * read aloud. */
bool two_languages(const struct stage *s);
void after_question(struct stage *s); /* on to what follows it */

int questions(const struct stage *s);
const struct question *question_at(const struct stage *s, int i);
/* The answer of the question that is asked; made when it is not there. */
struct answer *answer_now(struct stage *s);
int answer_index(const struct stage *s, const struct answer *a);

/* Asks the keeper; the screen says "working" until the answer is there. */
void ask_keeper(struct stage *s, struct task *t);
struct task *task_with_talk(struct stage *s, enum task_kind kind);
/* Has the word lists read with the first draft, while somebody writes: it takes
 * longer than a page should; and what came of it. */
void lists_ask(struct stage *s);
void lists_took(struct stage *s, struct task *t);
struct redactor *redactor_now(struct stage *s); /* NULL: a fault is told */
void review_now(struct stage *s); /* made anew when the talk changed */

/* --- The screens ------------------------------------------------------- */

void screen_welcome(struct stage *s);
void screen_who(struct stage *s);
void screen_start(struct stage *s);
void screen_pledge(struct stage *s);
void screen_group(struct stage *s);
void screen_course(struct stage *s);
void screen_ask(struct stage *s);
void screen_more(struct stage *s);
void screen_worker(struct stage *s);
void screen_meaning(struct stage *s);
void screen_key_sentence(struct stage *s);
void screen_read_back(struct stage *s);
void screen_share(struct stage *s);
void screen_home(struct stage *s);
void screen_thanks(struct stage *s);
void screen_replies(struct stage *s);
void screen_pause(struct stage *s);
void screen_warn(struct stage *s);
void screen_blank(struct stage *s);
void screen_hidden(struct stage *s);
void screen_help_now(struct stage *s);
void screen_code_entry(struct stage *s);
void screen_code_menu(struct stage *s);
void screen_staff_pin(struct stage *s);
void screen_staff(struct stage *s);
void screen_staff_week(struct stage *s);
void screen_staff_reply(struct stage *s);
void staff_page(struct stage *s); /* a page of what leaves */

/* Wipes what staff read and wrote. */
void staff_forget(struct stage *s);
/* Takes an answer of the keeper that is staff's, or about replies; false when
 * it is not. */
bool staff_took(struct stage *s, struct task *t, bool awaited);
bool heard_took(struct stage *s, struct task *t, bool awaited);
void staff_tick(struct stage *s); /* look_at is due */

/* The code on home and pause, masked until it is shown. */
void show_code(struct stage *s);
/* A field for words of the talk; gives true when they changed. */
bool talk_field(struct stage *s, const char *id, const char *label_id,
                struct edit *edit, struct told *told, const char *lang,
                struct rect at);
/* The ways on which a letter goes home, in the view. */
void home_choices(struct stage *s);
/* Instead of the screen, while codes are scanned; false: they are not. bar: of
 * the screen, besides back and next. */
bool home_scan(struct stage *s, unsigned bar);
/* Takes what the keeper answered about it; false: it was about other things. */
bool home_took(struct stage *s, struct task *t, bool awaited);
void home_tick(struct stage *s);
void home_forget(struct stage *s);

bool veil(struct stage *s); /* true: the screen shows only "unveil" */

#endif
