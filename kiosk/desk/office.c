/* SPDX-License-Identifier: MPL-2.0 */
/* DIR: made, read, changed. Secrets are told once and not kept. */
#include "desk/office.h"

#include <unistd.h>

#include "host/file.h"
#include "host/paths.h"
#include "host/process.h"

/* --- Making ------------------------------------------------------------ */

/* The passphrase list: one word a line, in the share folder. */
static bool six_words(char out[CEIL_PASSPHRASE], struct fault *why)
{
    enum { WORDS = 4096 };
    char share[CEIL_PATH], path[CEIL_PATH];
    struct buf file = {.max = CEIL_CONF_FILE};
    if (!path_share(share, why) ||
        !path_join(path, share, "lexicons/passphrase.da.txt", why) ||
        !file_read(path, CEIL_CONF_FILE, &file, why))
        return false;
    const char **list = calloc(WORDS, sizeof *list);
    int count = 0;
    char *save = NULL;
    for (char *w = list ? strtok_r(file.at, "\n", &save) : NULL;
         w && count < WORDS; w = strtok_r(NULL, "\n", &save))
        if (*w != '#' && *w)
            list[count++] = w;
    struct buf words = {.max = CEIL_PASSPHRASE - 1};
    if (count >= 1024)
        passphrase_make(list, count, &words);
    bool hungry = !list || words.full;
    bool ok = !hungry && words.len && text_copy(out, CEIL_PASSPHRASE, words.at);
    buf_wipe(&words);
    buf_wipe(&file);
    free(list);
    if (hungry)
        return fault_set(why, FAULT_MEMORY,
                         "out of memory: close other programs");
    return ok || fault_set(why, FAULT_SYSTEM,
                           "the word list %s is missing or too short: "
                           "install Indefra again",
                           path);
}

static void draw_pin(char pin[16])
{
    for (int i = 0; i < 6; i++)
        pin[i] = (char)('0' + vault_uniform(10));
    pin[6] = '\0';
}

static bool plain_name(const char *name)
{
    return *name && strlen(name) < 120 && !strpbrk(name, "\n\r") &&
           utf8_valid(plain_of(name), NULL);
}

static bool write_secret(const char *dir, const char *name, const void *at,
                         size_t len, struct fault *why)
{
    char path[CEIL_PATH];
    return path_join(path, dir, name, why) &&
           file_write(path, (struct plain){at, len}, 0600, why);
}

static bool make_keys(const struct office *o, const char *key_out,
                      struct office_secrets *told, uint8_t pub[VAULT_PUBLIC],
                      struct fault *why)
{
    uint8_t secret[VAULT_SECRET];
    struct buf file = {.max = CEIL_KEY_FILE};
    char inside[CEIL_PATH];
    key_make(pub, secret);
    bool ok =
        key_file_write(secret, pub, told->passphrase, o->cost, &file, why) &&
        path_join(inside, o->dir, "office.key", why) &&
        (!key_out || file_write(key_out, buf_words(&file), 0600, why)) &&
        (!o->demo || file_write(inside, buf_words(&file), 0600, why));
    bytes_wipe(secret, sizeof secret);
    buf_wipe(&file);
    return ok;
}

static bool write_conf(const struct office *o, struct fault *why)
{
    uint8_t mark[VAULT_HASH];
    char key[2 * VAULT_PUBLIC + 1], tablet[2 * VAULT_PUBLIC + 1];
    char path[CEIL_PATH];
    hex_write(o->key, VAULT_PUBLIC, key);
    hex_write(o->tablet, VAULT_PUBLIC, tablet);
    struct buf conf = {.max = CEIL_CONF_FILE};
    buf_format(&conf,
               "# Indefra: this office. See indefra-desk(1).\n"
               "office=%s\nmunicipality=%s\n",
               o->name, o->municipality);
    if (o->demo)
        buf_text(&conf, "demo=yes\n");
    buf_format(&conf, "guide=%s\nkey=%s\ntablet=%s\n", o->guide, key, tablet);
    vault_hash((struct plain){(const char *)o->pepper, VAULT_KEY}, NULL, 0,
               mark);
    hex_write(mark, VAULT_HASH, key);
    buf_format(&conf, "pepper=%s\npin=%s\n", key, o->pin);
    for (int i = 0; i < o->courses; i++)
        buf_format(&conf, "course.%s=%s\n", o->course[i].id, o->course[i].name);
    bool ok = !conf.full || fault_set(why, FAULT_MEMORY,
                                      "out of memory: close other programs");
    ok = ok && path_join(path, o->dir, "office.conf", why) &&
         file_write(path, buf_words(&conf), 0600, why);
    buf_wipe(&conf);
    return ok;
}

void office_show(const struct office *o, struct office_face *out)
{
    *out = (struct office_face){.demo = o->demo,
                                .pause_days = o->pause_days,
                                .reach_low = o->reach_low,
                                .courses = o->courses};
    text_copy(out->name, sizeof out->name, o->name);
    text_copy(out->municipality, sizeof out->municipality, o->municipality);
    text_copy(out->guide, sizeof out->guide, o->guide);
    text_copy(out->variant_alone, sizeof out->variant_alone, o->variant_alone);
    text_copy(out->help_now, sizeof out->help_now, o->help_now);
    text_copy(out->second_reader, sizeof out->second_reader, o->second_reader);
    memcpy(out->course, o->course, sizeof out->course);
}

const struct course *office_course(const struct office *o, const char *id)
{
    for (int i = 0; i < o->courses; i++)
        if (strcmp(o->course[i].id, id) == 0)
            return &o->course[i];
    return NULL;
}

bool office_is_there(const char *dir)
{
    char path[CEIL_PATH];
    struct fault ignored;
    return *dir && path_join(path, dir, "office.conf", &ignored) &&
           access(path, F_OK) == 0;
}

static bool draw_passphrase(bool demo, struct office_secrets *told,
                            struct fault *why)
{
    return demo ? text_copy(told->passphrase, sizeof told->passphrase, "demo")
                : six_words(told->passphrase, why);
}

static bool key_is_new(const char *key_out, struct fault *why)
{
    return access(key_out, F_OK) != 0 ||
           fault_set(why, FAULT_INPUT,
                     "%s is there already: an office's key is never "
                     "overwritten",
                     key_out);
}

bool office_make_key(struct office *o, const char *key_out,
                     struct office_secrets *told, struct fault *why)
{
    uint8_t pub[VAULT_PUBLIC];
    char hex[2 * VAULT_PUBLIC + 1];
    /* The key's file first: an office whose key nobody holds would lose every
     * story told from then on. */
    if (!key_is_new(key_out, why) || !draw_passphrase(o->demo, told, why) ||
        !make_keys(o, key_out, told, pub, why))
        return false;
    hex_write(pub, VAULT_PUBLIC, hex);
    return office_set(o, "key", hex, why);
}

static bool may_make(const char *dir, const char *name,
                     const char *municipality, const char *key_out, bool demo,
                     struct fault *why)
{
    if (office_is_there(dir))
        return fault_set(why, FAULT_INPUT,
                         "%s has an office already: choose another folder "
                         "with --data",
                         dir);
    if (!plain_name(name) || !plain_name(municipality))
        return fault_set(why, FAULT_INPUT,
                         "the names of office and municipality must be one "
                         "line of 1 to 119 bytes");
    if (!key_out && !demo)
        return fault_set(why, FAULT_INPUT,
                         "name the file for the office's key with --key-out, "
                         "on a USB stick");
    /* A new pepper would shut every story that is there. */
    char db[CEIL_PATH], slots[CEIL_PATH];
    if (!path_join(db, dir, "indefra.db", why) ||
        !path_join(slots, dir, "slots", why))
        return false;
    if (file_exists(db) || file_exists(slots))
        return fault_set(why, FAULT_INPUT,
                         "%s holds stories, but its office.conf is gone: "
                         "restore it, or choose another folder with --data",
                         dir);
    return !key_out || key_is_new(key_out, why);
}

bool office_init(const char *dir, const char *name, const char *municipality,
                 const char *key_out, bool demo, struct office_secrets *told,
                 struct fault *why)
{
    if (!may_make(dir, name, municipality, key_out, demo, why) ||
        !dir_make(dir, 0700, why))
        return false;
    struct office o = {.demo = demo};
    text_copy(o.dir, sizeof o.dir, dir);
    text_copy(o.name, sizeof o.name, name);
    text_copy(o.municipality, sizeof o.municipality, municipality);
    text_copy(o.guide, sizeof o.guide, "standard");
    o.cost = code_cost_for(demo, process_machine_bytes());
    vault_sign_make(o.tablet, o.tablet_secret);
    vault_random(o.pepper, sizeof o.pepper);
    bool ok = draw_passphrase(demo, told, why);
    if (demo)
        text_copy(told->pin, sizeof told->pin, "0000");
    else
        draw_pin(told->pin);
    char guides[CEIL_PATH], replies[CEIL_PATH];
    /* office.conf last: a folder without it is no office, and init can be
     * run again. */
    ok = ok && pin_hash(told->pin, o.cost, o.pin, why) &&
         path_join(guides, dir, "guides", why) &&
         path_join(replies, dir, "replies", why) &&
         dir_make(guides, 0700, why) && dir_make(replies, 0700, why) &&
         write_secret(dir, "device.key", o.tablet_secret,
                      sizeof o.tablet_secret, why) &&
         write_secret(dir, "pepper", o.pepper, sizeof o.pepper, why) &&
         make_keys(&o, key_out, told, o.key, why) && write_conf(&o, why);
    office_close(&o);
    return ok;
}

/* --- Reading ----------------------------------------------------------- */

static bool set_course(struct office *o, const char *id, const char *name)
{
    if (o->courses == CEIL_COURSES || !*id)
        return false;
    struct course *c = &o->course[o->courses++];
    return text_copy(c->id, sizeof c->id, id) &&
           text_copy(c->name, sizeof c->name, name);
}

static bool set_line(struct office *o, const char *name, const char *value)
{
    long number;
    if (strcmp(name, "office") == 0)
        return text_copy(o->name, sizeof o->name, value);
    if (strcmp(name, "municipality") == 0)
        return text_copy(o->municipality, sizeof o->municipality, value);
    if (strcmp(name, "demo") == 0)
        return o->demo = strcmp(value, "yes") == 0, true;
    if (strcmp(name, "guide") == 0)
        return text_copy(o->guide, sizeof o->guide, value);
    if (strcmp(name, "guide-alone") == 0)
        return text_copy(o->variant_alone, sizeof o->variant_alone, value);
    if (strcmp(name, "help-now") == 0)
        return text_copy(o->help_now, sizeof o->help_now, value);
    if (strcmp(name, "second-reader") == 0)
        return text_copy(o->second_reader, sizeof o->second_reader, value);
    if (strcmp(name, "purpose") == 0)
        return text_copy(o->purpose, sizeof o->purpose, value);
    if (strcmp(name, "criteria") == 0)
        return text_copy(o->criteria, sizeof o->criteria, value);
    if (strcmp(name, "next-step") == 0)
        return text_copy(o->next_step, sizeof o->next_step, value);
    if (strcmp(name, "pause-days") == 0)
        return number_parse(value, 1, PAUSE_DAYS_MOST, &number) &&
               (o->pause_days = (int)number, true);
    if (strcmp(name, "tap-pause") == 0)
        return number_parse(value, 0, TAP_PAUSE_MOST, &number) &&
               (o->tap_pause = (int)number, true);
    if (strcmp(name, "reach") == 0) {
        o->reach_low = strcmp(value, "low") == 0;
        return o->reach_low || strcmp(value, "full") == 0;
    }
    if (strcmp(name, "key") == 0)
        return hex_read(value, o->key, VAULT_PUBLIC);
    if (strcmp(name, "tablet") == 0)
        return hex_read(value, o->tablet, VAULT_PUBLIC);
    if (strcmp(name, "pepper") == 0)
        return o->has_pepper_mark = hex_read(value, o->pepper_mark, VAULT_HASH);
    if (strcmp(name, "pin") == 0)
        return text_copy(o->pin, sizeof o->pin, value);
    if (strncmp(name, "course.", 7) == 0)
        return set_course(o, name + 7, value);
    return false;
}

static bool read_conf(struct office *o, char *text, struct fault *why)
{
    int line = 0;
    for (char *at = text, *next; *at; at = next) {
        char *end = strchr(at, '\n');
        next = end ? end + 1 : at + strlen(at);
        if (end)
            *end = '\0';
        line++;
        char *equals = strchr(at, '=');
        if (*at == '#' || !*at)
            continue;
        if (equals)
            *equals = '\0';
        if (!equals || !set_line(o, at, equals + 1))
            return fault_set(why, FAULT_INPUT,
                             "office.conf line %d is not understood: correct "
                             "it, see indefra-desk(1)",
                             line);
    }
    if (!*o->name || !*o->municipality || !*o->pin)
        return fault_set(why, FAULT_DAMAGED,
                         "office.conf lacks office, municipality or pin: "
                         "restore it");
    if (!pin_sound(o->pin))
        return fault_set(why, FAULT_DAMAGED,
                         "the pin in office.conf was not made by Indefra: "
                         "restore it");
    return true;
}

static bool read_secret(const char *dir, const char *name, void *to, size_t len,
                        struct fault *why)
{
    char path[CEIL_PATH];
    struct buf bytes = {.max = 256};
    bool ok =
        path_join(path, dir, name, why) && file_read(path, 256, &bytes, why);
    if (ok && bytes.len != len)
        ok =
            fault_set(why, FAULT_DAMAGED,
                      "%s in %s is damaged: call the administrator", name, dir);
    if (ok)
        memcpy(to, bytes.at, len);
    buf_wipe(&bytes);
    return ok;
}

/* A bit that flipped in a secret would make every code useless, or sign what
 * nobody can check: better to stop before anything is sealed with it. */
static bool secrets_fit(const struct office *o, struct fault *why)
{
    uint8_t mark[VAULT_HASH], sign[VAULT_SIGNATURE];
    struct plain pepper = {(const char *)o->pepper, VAULT_KEY};
    vault_hash(pepper, NULL, 0, mark);
    if (o->has_pepper_mark && memcmp(mark, o->pepper_mark, VAULT_HASH) != 0)
        return fault_set(why, FAULT_DAMAGED,
                         "pepper in %s is damaged: call the administrator",
                         o->dir);
    vault_sign(plain_of("indefra"), o->tablet_secret, sign);
    if (!vault_signed_by(plain_of("indefra"), sign, o->tablet))
        return fault_set(why, FAULT_DAMAGED,
                         "device.key in %s is damaged: call the administrator",
                         o->dir);
    return true;
}

bool office_open(struct office *o, const char *dir, struct fault *why)
{
    *o = (struct office){.pause_days = 14, .tap_pause = 500};
    text_copy(o->guide, sizeof o->guide, "standard");
    text_copy(o->variant_alone, sizeof o->variant_alone, "full");
    char path[CEIL_PATH];
    struct buf conf = {.max = CEIL_CONF_FILE};
    if (!office_is_there(dir))
        return fault_set(why, FAULT_INPUT,
                         "%s is no office: make one with \"indefra-desk init\""
                         ", or try \"indefra --demo\"",
                         dir);
    bool ok = text_copy(o->dir, sizeof o->dir, dir) && path_owned(dir, why) &&
              path_join(path, dir, "office.conf", why) &&
              file_read(path, CEIL_CONF_FILE, &conf, why);
    if (ok && !utf8_valid(buf_words(&conf), NULL))
        ok = fault_set(why, FAULT_INPUT,
                       "office.conf is not UTF-8: save it as UTF-8");
    ok = ok && (!conf.len || read_conf(o, conf.at, why)) &&
         read_secret(dir, "device.key", o->tablet_secret,
                     sizeof o->tablet_secret, why) &&
         read_secret(dir, "pepper", o->pepper, sizeof o->pepper, why) &&
         secrets_fit(o, why);
    if (ok && o->demo) {
        ok = path_join(path, dir, "office.key", why);
        if (ok && !file_exists(path))
            ok = fault_set(why, FAULT_DAMAGED,
                           "a demo office without its office.key: make a new "
                           "one in another folder");
    }
    o->cost = code_cost_for(o->demo, process_machine_bytes());
    buf_wipe(&conf);
    if (!ok)
        office_close(o);
    return ok;
}

void office_close(struct office *o)
{
    bytes_wipe(o, sizeof *o);
}

/* --- Changing ---------------------------------------------------------- */

bool office_set(struct office *o, const char *name, const char *value,
                struct fault *why)
{
    char path[CEIL_PATH];
    struct buf was = {.max = CEIL_CONF_FILE}, now = {.max = CEIL_CONF_FILE};
    bool ok = path_join(path, o->dir, "office.conf", why) &&
              file_read(path, CEIL_CONF_FILE, &was, why);
    size_t len = strlen(name);
    bool done = false;
    char *save = NULL;
    for (char *at = ok && was.len ? strtok_r(was.at, "\n", &save) : NULL; at;
         at = strtok_r(NULL, "\n", &save)) {
        bool this_one = strncmp(at, name, len) == 0 && at[len] == '=';
        if (this_one)
            buf_format(&now, "%s=%s\n", name, value);
        else
            buf_format(&now, "%s\n", at);
        done |= this_one;
    }
    if (!done)
        buf_format(&now, "%s=%s\n", name, value);
    if (ok && now.full)
        ok = fault_set(why, FAULT_LIMIT, "office.conf has grown too large");
    ok = ok && file_write(path, buf_words(&now), 0600, why);
    if (ok)
        set_line(o, name, value);
    buf_wipe(&was);
    buf_wipe(&now);
    return ok;
}

bool office_new_pin(struct office *o, char pin[16], struct fault *why)
{
    char hash[128];
    draw_pin(pin);
    return pin_hash(pin, o->cost, hash, why) && office_set(o, "pin", hash, why);
}

bool office_key_fits(const struct office *o, struct plain file,
                     struct fault *why)
{
    uint8_t pub[VAULT_PUBLIC];
    if (!key_file_public(file, pub, why))
        return false;
    return memcmp(pub, o->key, VAULT_PUBLIC) == 0 ||
           fault_set(why, FAULT_KEY,
                     "this key belongs to another office: put in the stick "
                     "of %.100s",
                     o->name);
}

bool office_unlock_bytes(const struct office *o, struct plain file,
                         const char *passphrase, uint8_t secret[VAULT_SECRET],
                         struct fault *why)
{
    uint8_t pub[VAULT_PUBLIC];
    return office_key_fits(o, file, why) &&
           key_file_read(file, passphrase, secret, pub, why);
}

bool office_unlock(const struct office *o, const char *key_file,
                   const char *passphrase, uint8_t secret[VAULT_SECRET],
                   struct fault *why)
{
    struct buf file = {.max = CEIL_KEY_FILE};
    bool ok = file_read(key_file, CEIL_KEY_FILE, &file, why) &&
              office_unlock_bytes(o, buf_words(&file), passphrase, secret, why);
    buf_wipe(&file);
    return ok;
}
