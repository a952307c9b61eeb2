/* SPDX-License-Identifier: MPL-2.0 */
/* status: how many stories there are in which state, and whether the office is
 * well. Counts only: nothing here opens a story. */
#include "desk/commands.h"

#include <jansson.h>

#include "anonymise/release.h"
#include "desk/shelf.h"
#include "host/keyring.h"
#include "host/paths.h"
#include "text/font.h"

struct well {
    bool ok;
    char text[sizeof((struct fault *)0)->text];
};

static void well(struct well *w, bool ok, const struct fault *why,
                 const char *sound)
{
    w->ok = ok;
    text_copy(w->text, sizeof w->text, ok ? sound : why->text);
}

/* --- What is looked at ------------------------------------------------- */

/* Opening has checked both: a damaged one ends the command before. */
static void look_database(struct safe *s, struct well *w)
{
    (void)s;
    well(w, true, NULL, "sound");
}

static void look_slots(struct safe *s, struct well *w)
{
    int live = 0;
    struct fault why;
    struct slot slot;
    bool ok = true;
    for (int i = 0; ok && i < slots_count(s->slots); i++) {
        ok = slots_read(s->slots, i, &slot, &why);
        live += ok && slot.state == SLOT_LIVE;
    }
    bytes_wipe(&slot, sizeof slot);
    well(w, ok, &why, "");
    if (ok)
        snprintf(w->text, sizeof w->text, "%d of %d in use", live,
                 slots_count(s->slots));
}

static void look_key(struct safe *s, struct well *w)
{
    static const uint8_t none[VAULT_PUBLIC];
    char hex[2 * VAULT_PUBLIC + 1];
    struct fault why;
    bool ok =
        memcmp(s->office->key, none, sizeof none) != 0 ||
        fault_set(&why, FAULT_DAMAGED, "office.conf has no key: restore it");
    hex_write(s->office->key, VAULT_PUBLIC, hex);
    well(w, ok, &why, "");
    if (ok)
        snprintf(w->text, sizeof w->text, "fingerprint %.16s", hex);
}

static void look_clock(struct safe *s, struct well *w)
{
    struct fault why;
    well(w, safe_clock_sound(s, &why), &why, "sound");
}

static void look_draft_memory(struct safe *s, struct well *w)
{
    static const char name[] = "indefra-status";
    char path[CEIL_PATH];
    struct fault why;
    (void)s;
    bool ok = path_draft(path, &why) && keyring_put(name, "x", 1, 1, &why) &&
              keyring_forget(name, &why);
    well(w, ok, &why, "a crash loses at most 2 seconds of a talk");
}

static void look_fonts(struct safe *s, struct well *w)
{
    char share[CEIL_PATH], path[CEIL_PATH];
    struct fault why;
    struct fonts *f = NULL;
    (void)s;
    if (path_share(share, &why) &&
        path_join(path, share, "fonts/manifest", &why))
        f = fonts_open(path, &why);
    well(w, f != NULL, &why, "all there");
    fonts_close(f);
}

static void look_guide(struct safe *s, struct well *w)
{
    struct fault why;
    struct shelf *shelf = shelf_open(s->office->dir, &why);
    bool ok = shelf && shelf_guide(shelf, s->office->guide, &why);
    well(w, ok, &why, s->office->guide);
    shelf_close(shelf);
}

static const struct {
    const char *id;
    void (*look)(struct safe *s, struct well *w);
} health[] = {
    {"database", look_database},
    {"slots", look_slots},
    {"key", look_key},
    {"clock", look_clock},
    {"draft-memory", look_draft_memory},
    {"fonts", look_fonts},
    {"guide", look_guide},
};
enum { HEALTH = sizeof health / sizeof *health };

/* --- Telling ----------------------------------------------------------- */

struct report {
    char period[16];
    struct balance b;
    struct well well[HEALTH];
};

static json_t *health_json(const struct report *r)
{
    json_t *list = json_array();
    for (int i = 0; i < HEALTH; i++)
        if (json_array_append_new(
                list, json_pack("{s:s, s:b, s:s}", "id", health[i].id, "ok",
                                r->well[i].ok, "text", r->well[i].text)) != 0) {
            json_decref(list);
            return NULL;
        }
    return list;
}

static bool tell_json(const struct report *r, struct fault *why)
{
    const struct balance *b = &r->b;
    json_t *whole = json_pack(
        "{s:i, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:o}", "schema", 1,
        "period", r->period, "delivered", (json_int_t)b->delivered, "waiting",
        (json_int_t)b->waiting, "released", (json_int_t)b->released,
        "withdrawn", (json_int_t)b->withdrawn, "expired",
        (json_int_t)b->expired, "paused", (json_int_t)b->paused, "untranslated",
        (json_int_t)b->untranslated, "health", health_json(r));
    return command_json(whole, JSON_COMPACT, why);
}

static void tell(const struct report *r)
{
    const struct balance *b = &r->b;
    printf("week           %s\n"
           "delivered      %lld stories\n"
           "  waiting      %lld\n"
           "  released     %lld\n"
           "  withdrawn    %lld\n"
           "  expired      %lld\n"
           "paused talks   %lld\n"
           "not in Danish  %lld\n\n",
           r->period, (long long)b->delivered, (long long)b->waiting,
           (long long)b->released, (long long)b->withdrawn,
           (long long)b->expired, (long long)b->paused,
           (long long)b->untranslated);
    for (int i = 0; i < HEALTH; i++)
        printf("%-13s  %s%s\n", health[i].id,
               r->well[i].ok ? "" : "NOT OK: ", r->well[i].text);
}

static bool look(struct safe *s, struct report *r, struct fault *why)
{
    int32_t week;
    int year, number;
    if (!safe_tidy(s, why) || !safe_week(s, &week, why) ||
        !balance_get(s->store, &r->b, why))
        return false;
    week_iso(week, &year, &number);
    snprintf(r->period, sizeof r->period, "%d-W%02d", year, number);
    for (int i = 0; i < HEALTH; i++)
        health[i].look(s, &r->well[i]);
    return true;
}

static int status(struct call *call)
{
    struct office o;
    struct safe safe;
    struct fault why;
    struct report r = {.b = {0}};
    if (!office_open(&o, call->dir, &why))
        return command_failed(&why);
    bool ok = safe_open(&safe, &o, &call->clock, SAFE_WAIT_MS, &why) &&
              look(&safe, &r, &why);
    safe_close(&safe);
    office_close(&o);
    if (ok && call->given[OPT_JSON])
        ok = tell_json(&r, &why);
    else if (ok)
        tell(&r);
    return ok ? EXIT_DONE : command_failed(&why);
}

const struct command command_status = {
    .name = "status",
    .summary = "count the stories, look after the office's health",
    .takes = 1u << OPT_JSON,
    .run = status,
    .help =
        "usage: indefra-desk status [--json] [--data DIR]\n"
        "\n"
        "Counts the stories: delivered = waiting + released + withdrawn +\n"
        "expired. A story is released once any part of it has left. Then says\n"
        "for each part of the office whether it is well. Forgets what is due\n"
        "(paused talks past their day, full stories after twelve months).\n"
        "\n"
        "  --json  one object, for other programs\n"
        "\n"
        "Example:\n"
        "  indefra-desk status --json | jq .waiting\n",
};
