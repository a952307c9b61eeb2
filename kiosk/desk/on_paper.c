/* SPDX-License-Identifier: MPL-2.0 */
/* See on_paper.h. */
#include "desk/on_paper.h"

#include "export/monday.h"

static const char *say(void *self, const char *lang, const char *id)
{
    return languages_text(self, lang, id);
}

struct export_words shelf_words(struct shelf *shelf)
{
    return (struct export_words){shelf_languages(shelf), say};
}

bool on_paper(struct shelf *shelf, const struct paper_kind *kind,
              const struct cleared *c, struct plain author, int year, int week,
              struct buf *out, struct fault *why)
{
    struct export_words words = shelf_words(shelf);
    struct fonts *regular = shelf_fonts(shelf, false, why);
    struct fonts *bold = regular ? shelf_fonts(shelf, true, why) : NULL;
    struct buf foot = {.max = CEIL_CATALOGUE_FILE};
    char date[MONDAY];
    if (!bold)
        return false;
    monday_of_week(year, week, date);
    kind->foot(c, &words, &foot);
    struct paper_facts facts = {author, buf_words(&foot), date};
    struct paper *p = paper_new(regular, bold, &facts);
    struct sheet sheet = paper_sheet(p);
    bool ok = (p && kind->tell(c, &words, &sheet) && !foot.full) ||
              fault_set(why, FAULT_MEMORY, "%s", kind->failed);
    ok = ok && paper_pdf(p, out, why);
    paper_free(p);
    buf_wipe(&foot);
    return ok;
}
