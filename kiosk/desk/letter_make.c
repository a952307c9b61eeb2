/* SPDX-License-Identifier: MPL-2.0 */
/* See letter_make.h. */
#include "desk/letter_make.h"

#include "anonymise/clear_letter.h"
#include "anonymise/release.h"
#include "export/letter.h"
#include "export/monday.h"
#include "export/paper.h"
#include "export/qr.h"

static const char no_letter[] =
    "the letter cannot be written: a text is missing or memory is out";

static const char *say(void *self, const char *lang, const char *id)
{
    return languages_text(self, lang, id);
}

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

static struct plain course_of(const struct office *o, const struct talk *talk)
{
    for (int i = 0; i < o->courses; i++)
        if (strcmp(o->course[i].id, talk->course) == 0)
            return plain_of(o->course[i].name);
    return plain_of("");
}

static struct cleared *clear(struct shelf *shelf, const struct office *o,
                             const struct talk *talk, int32_t week,
                             struct fault *why)
{
    const char *id = *talk->guide ? talk->guide : o->guide;
    struct guide_words words = {shelf_languages(shelf), talk,
                                shelf_guide(shelf, id, why)};
    struct letter_head head = {.office = plain_of(o->name),
                               .municipality = plain_of(o->municipality),
                               .course = course_of(o, talk),
                               .guide = words.guide,
                               .say = say_guide,
                               .self = &words};
    week_iso(week, &head.year, &head.week);
    return words.guide ? clear_letter(talk, &head, why) : NULL;
}

static bool on_paper(struct shelf *shelf, const struct cleared *c,
                     const struct export_words *words, struct buf *out,
                     struct fault *why)
{
    const struct cleared_letter *l = cleared_letter(c);
    struct fonts *regular = shelf_fonts(shelf, false, why);
    struct fonts *bold = shelf_fonts(shelf, true, why);
    struct buf foot = {.max = CEIL_CATALOGUE_FILE};
    char date[MONDAY];
    if (!regular || !bold)
        return false;
    monday_of_week(l->year, l->week, date);
    letter_foot(c, words, &foot);
    /* The office sends it; whose story it is, nobody says. */
    struct paper_facts facts = {l->office, buf_words(&foot), date};
    struct paper *p = paper_new(regular, bold, &facts);
    struct sheet sheet = paper_sheet(p);
    bool ok = (p && letter_tell(c, words, &sheet) && !foot.full) ||
              fault_set(why, FAULT_MEMORY, "%s", no_letter);
    ok = ok && paper_pdf(p, out, why);
    paper_free(p);
    buf_wipe(&foot);
    return ok;
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
    struct export_words words = {shelf_languages(shelf), say};
    struct cleared *c = clear(shelf, office, talk, week, why);
    bool ok = c != NULL;
    if (ok && form == LETTER_HTML)
        ok = letter_html(c, &words, out) ||
             fault_set(why, FAULT_MEMORY, "%s", no_letter);
    else if (ok)
        ok = on_paper(shelf, c, &words, out, why);
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
