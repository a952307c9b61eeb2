/* SPDX-License-Identifier: MPL-2.0 */
/* See letter_make.h. */
#include "desk/letter_make.h"

#include "anonymise/clear_letter.h"
#include "anonymise/release.h"
#include "desk/on_paper.h"
#include "export/letter.h"
#include "export/qr.h"

static const char no_letter[] =
    "the letter cannot be written: a text is missing or memory is out";

struct guide_words {
    struct languages *languages;
    const struct talk *talk;
    const struct guide *guide;
};

static const char *say_guide(void *self, const char *id, const char *danish)
{
    const struct guide_words *g = self;
    return languages_guide_text(g->languages, g->talk->lang, g->guide->id, id,
                                danish);
}

static struct cleared *clear(struct shelf *shelf, const struct office *o,
                             const struct talk *talk, int32_t week,
                             struct fault *why)
{
    const struct course *course = office_course(o, talk->course);
    const char *id = *talk->guide ? talk->guide : o->guide;
    struct guide_words words = {shelf_languages(shelf), talk,
                                shelf_guide(shelf, id, why)};
    struct letter_head head = {.office = plain_of(o->name),
                               .municipality = plain_of(o->municipality),
                               .course = plain_of(course ? course->name : ""),
                               .guide = words.guide,
                               .say = say_guide,
                               .self = &words};
    week_iso(week, &head.year, &head.week);
    return words.guide ? clear_letter(talk, &head, why) : NULL;
}

bool letter_week(struct safe *s, const struct opened *opened, int32_t *week,
                 struct fault *why)
{
    struct story_row row;
    if (!safe_week(s, week, why))
        return false;
    if (!opened || opened->paused)
        return true;
    why->kind = FAULT_NONE;
    /* Told while the clock was wrong: a week that is still to come. */
    if (story_get(s->store, opened->story, &row, why) && row.week < *week)
        *week = row.week;
    return why->kind == FAULT_NONE;
}

bool letter_make(struct shelf *shelf, const struct office *office,
                 const struct talk *talk, int32_t week, enum letter_form form,
                 struct buf *out, struct fault *why)
{
    static const struct paper_kind paper = {letter_tell, letter_foot,
                                            no_letter};
    struct export_words words = shelf_words(shelf);
    struct cleared *c = clear(shelf, office, talk, week, why);
    bool ok = c != NULL;
    if (ok && form == LETTER_HTML) {
        ok = letter_html(c, &words, out) ||
             fault_set(why, FAULT_MEMORY, "%s", no_letter);
    } else if (ok) {
        const struct cleared_letter *l = cleared_letter(c);
        /* The office sends it; whose story it is, nobody says. */
        ok = on_paper(shelf, &paper, c, l->office, l->year, l->week, out, why);
    }
    cleared_free(c);
    return ok;
}

bool letter_pictures(struct shelf *shelf, const struct office *office,
                     const struct talk *talk, int32_t week,
                     struct pictures *out, struct fault *why)
{
    struct cleared *c = clear(shelf, office, talk, week, why);
    bool ok = c && qr_letter(c, out, why);
    cleared_free(c);
    return ok;
}
