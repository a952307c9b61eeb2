/* SPDX-License-Identifier: MPL-2.0 */
/* office.conf, which an administrator writes in. An office that opens has its
 * names, its numbers in their ranges, and keeps all of them when one line is
 * changed by us. */
#include "fuzz.h"

#include <sodium.h>

#include "desk/office.h"

/* A tablet's key and pepper that are always the same; its public half is in
 * office.dict. */
static void make_folder(void)
{
    static const uint8_t seed[crypto_sign_SEEDBYTES] = "a seed for tests";
    uint8_t pub[VAULT_PUBLIC], secret[VAULT_SIGN_SECRET];
    static const uint8_t pepper[VAULT_KEY] = "a pepper for tests";
    MUST(vault_begin(NULL));
    MUST(crypto_sign_seed_keypair(pub, secret, seed) == 0);
    own_file("device.key", (struct plain){(char *)secret, sizeof secret});
    own_file("pepper", (struct plain){(const char *)pepper, sizeof pepper});
    own_file("office.key", plain_of("never opened"));
}

static void must_be_text(const char *text, size_t room, bool may_be_empty)
{
    MUST(strnlen(text, room) < room && (may_be_empty || *text));
    MUST(utf8_valid(plain_of(text), NULL) && !strchr(text, '\n'));
}

static void must_be_sound(const struct office *o)
{
    struct office_face face;
    must_be_text(o->name, sizeof o->name, false);
    must_be_text(o->municipality, sizeof o->municipality, false);
    must_be_text(o->guide, sizeof o->guide, true);
    must_be_text(o->variant_alone, sizeof o->variant_alone, true);
    must_be_text(o->help_now, sizeof o->help_now, true);
    must_be_text(o->pin, sizeof o->pin, false);
    MUST(o->tap_pause >= 0 && o->tap_pause <= TAP_PAUSE_MOST);
    MUST(o->pause_days >= 1 && o->pause_days <= PAUSE_DAYS_MOST);
    MUST(o->courses >= 0 && o->courses <= CEIL_COURSES);
    for (int i = 0; i < o->courses; i++) {
        must_be_text(o->course[i].id, sizeof o->course[i].id, false);
        must_be_text(o->course[i].name, sizeof o->course[i].name, true);
    }
    pin_is("0000", o->pin[0] == '$' ? "" : o->pin);
    office_show(o, &face);
    MUST(strcmp(face.help_now, o->help_now) == 0);
}

static void must_be_same(const struct office *a, const struct office *b)
{
    MUST(strcmp(a->name, b->name) == 0 && a->demo == b->demo);
    MUST(strcmp(a->municipality, b->municipality) == 0);
    MUST(strcmp(a->guide, b->guide) == 0);
    MUST(strcmp(a->help_now, b->help_now) == 0);
    MUST(strcmp(a->pin, b->pin) == 0 && a->pause_days == b->pause_days);
    MUST(memcmp(a->key, b->key, sizeof a->key) == 0);
    MUST(a->courses == b->courses);
    for (int i = 0; i < a->courses; i++)
        MUST(strcmp(a->course[i].id, b->course[i].id) == 0 &&
             strcmp(a->course[i].name, b->course[i].name) == 0);
}

static void must_keep(struct office *o)
{
    static char changed[128]; /* a PIN as it is kept, made once */
    struct office again;
    struct fault why = {.kind = FAULT_NONE};
    if (!*changed)
        MUST(pin_hash("1234", code_cost_for(true, 0), changed, &why));
    if (!office_set(o, "pin", changed, &why)) {
        must_be_told(&why);
        return;
    }
    MUST(office_open(&again, own_folder(), &why));
    MUST(strcmp(again.pin, changed) == 0);
    must_be_same(o, &again);
    office_close(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static bool made;
    struct fault why = {.kind = FAULT_NONE};
    static struct office o;
    if (!made)
        make_folder();
    made = true;
    own_file("office.conf", (struct plain){(const char *)bytes, len});
    if (office_open(&o, own_folder(), &why)) {
        must_be_sound(&o);
        must_keep(&o);
        office_close(&o);
    } else {
        must_be_told(&why);
    }
    return 0;
}
