/* SPDX-License-Identifier: MPL-2.0 */
/* See take_home.h. */
#include "desk/take_home.h"

#include "anonymise/release.h"
#include "desk/letter_make.h"
#include "export/qr.h"
#include "host/file.h"
#include "host/paths.h"
#include "host/printer.h"
#include "host/stick.h"

/* The folder that plays a device in a demo office; false: none does. */
static bool plays(const struct office *o, const char *name, char out[CEIL_PATH])
{
    return o->demo && path_join(out, o->dir, name, NULL) && dir_exists(out);
}

bool take_home_prints(const struct office *o)
{
    char folder[CEIL_PATH];
    return o->demo ? plays(o, "printer", folder) : printer_there();
}

/* --- The three ways ----------------------------------------------------- */

static bool print(const struct office *o, struct plain pdf, struct fault *why)
{
    char folder[CEIL_PATH], path[CEIL_PATH];
    if (!o->demo)
        return printer_print(pdf, why);
    if (!plays(o, "printer", folder))
        return fault_set(why, FAULT_SYSTEM, "there is no printer");
    return path_join(path, folder, "letter.pdf", why) &&
           file_write(path, pdf, 0600, why);
}

static bool find_stick(const struct office *o, struct stick *stick)
{
    char folder[CEIL_PATH];
    struct stick_wish wish = {.without = "office.key"};
    if (plays(o, "stick", folder))
        wish.folder = folder;
    return stick_find(&wish, stick) == STICK_FOUND;
}

bool take_home_stick_in(const struct office *o)
{
    struct stick stick;
    return find_stick(o, &stick);
}

/* Says nothing of a story to whoever sees the stick's names. */
static void name_letter(int32_t week, char out[32])
{
    int year, number;
    week_iso(week, &year, &number);
    snprintf(out, 32, "brev-%04d-W%02d.pdf", year, number);
}

static bool on_paper(struct safe *s, struct shelf *shelf,
                     const struct talk *talk, int32_t week,
                     const struct stick *stick, struct fault *why)
{
    struct buf pdf = {.max = CEIL_LETTER};
    char name[32];
    name_letter(week, name);
    bool ok =
        letter_make(shelf, s->office, talk, week, LETTER_PDF, &pdf, why) &&
        (stick ? stick_write_file(stick, name, buf_words(&pdf), why)
               : print(s->office, buf_words(&pdf), why));
    buf_wipe(&pdf);
    return ok;
}

enum home_end take_home(struct safe *s, const struct opened *opened,
                        const struct talk *talk, enum home_way way,
                        struct pictures *pictures, struct fault *why)
{
    struct stick stick;
    int32_t week;
    if (way == HOME_STICK && !find_stick(s->office, &stick))
        return HOME_NO_STICK;
    struct shelf *shelf = shelf_open(s->office->dir, why);
    bool ok = shelf && letter_week(s, opened, &week, why);
    if (ok && way == HOME_PHONE)
        ok = letter_pictures(shelf, s->office, talk, week, pictures, why);
    else if (ok)
        ok = on_paper(s, shelf, talk, week, way == HOME_STICK ? &stick : NULL,
                      why);
    shelf_close(shelf);
    return ok ? HOME_DONE : HOME_FAILED;
}

bool take_home_code(const char *digits, struct picture *out, struct fault *why)
{
    return qr_digits(digits, out, why);
}
