/* SPDX-License-Identifier: MPL-2.0 */
/* See hardware.h. */
#include "hardware.h"

#include <unicode/uchar.h>
#include <xkbcommon/xkbcommon.h>

struct hardware {
    struct xkb_context *context;
    struct xkb_keymap *keymap;
    xkb_keycode_t codes[HARDWARE_ALL];
};

static void name_key(int key, char name[8])
{
    static const struct {
        const char *prefix;
        int count;
    } rows[] = {{"AD", 12}, {"AC", 12}, {"AB", 10}, {"AE", 12}, {"TLDE", 1}};
    int row = 0;
    while (key >= rows[row].count)
        key -= rows[row++].count;
    if (rows[row].count == 1)
        text_copy(name, 8, rows[row].prefix);
    else if (row == 1 && key == 11)
        text_copy(name, 8, "BKSL");
    else
        snprintf(name, 8, "%s%02d", rows[row].prefix, key + 1);
}

static bool split(const char *layout, char *name, char *variant, size_t size)
{
    size_t len = strcspn(layout, "(");
    size_t rest = strlen(layout + len);
    variant[0] = '\0';
    if (len >= size || rest >= size || (rest && layout[len + rest - 1] != ')'))
        return false;
    memcpy(name, layout, len);
    name[len] = '\0';
    if (rest > 2) {
        memcpy(variant, layout + len + 1, rest - 2);
        variant[rest - 2] = '\0';
    }
    return true;
}

struct hardware *hardware_open(const char *layout, struct fault *why)
{
    char name[64], variant[64], key_name[8];
    struct hardware *h = calloc(1, sizeof *h);
    bool ok = h && split(layout, name, variant, sizeof name);
    struct xkb_rule_names names = {"evdev", "pc105", name, variant, ""};
    if (ok)
        h->context = xkb_context_new(XKB_CONTEXT_NO_ENVIRONMENT_NAMES);
    if (ok && h->context)
        h->keymap = xkb_keymap_new_from_names(h->context, &names,
                                              XKB_KEYMAP_COMPILE_NO_FLAGS);
    if (!ok || !h->keymap) {
        fault_set(why, FAULT_INPUT,
                  "%s: xkb-data has no such layout; see layouts", layout);
        hardware_close(h);
        return NULL;
    }
    for (int key = 0; key < HARDWARE_ALL; key++) {
        name_key(key, key_name);
        h->codes[key] = xkb_keymap_key_by_name(h->keymap, key_name);
    }
    return h;
}

void hardware_close(struct hardware *h)
{
    if (!h)
        return;
    xkb_keymap_unref(h->keymap);
    xkb_context_unref(h->context);
    free(h);
}

int hardware_row(int key)
{
    return key < 12 ? 0 : key < 24 ? 1 : 2;
}

static xkb_keysym_t symbol(const struct hardware *h, int key, int level)
{
    const xkb_keysym_t *symbols;
    xkb_keycode_t code = h->codes[key];
    if (code == XKB_KEYCODE_INVALID ||
        (xkb_level_index_t)level >=
            xkb_keymap_num_levels_for_key(h->keymap, code, 0))
        return XKB_KEY_NoSymbol;
    int count = xkb_keymap_key_get_syms_by_level(
        h->keymap, code, 0, (xkb_level_index_t)level, &symbols);
    return count ? symbols[0] : XKB_KEY_NoSymbol;
}

uint32_t hardware_letter(const struct hardware *h, int key, int level)
{
    uint32_t code = xkb_keysym_to_utf32(symbol(h, key, level));
    uint32_t kind = U_GET_GC_MASK((UChar32)code);
    return code && (kind & (U_GC_L_MASK | U_GC_M_MASK)) ? code : 0;
}

uint32_t hardware_dead(const struct hardware *h, int key, int level)
{
    static const struct {
        xkb_keysym_t dead;
        uint32_t mark;
    } marks[] = {
        {XKB_KEY_dead_grave, 0x300},       {XKB_KEY_dead_acute, 0x301},
        {XKB_KEY_dead_circumflex, 0x302},  {XKB_KEY_dead_tilde, 0x303},
        {XKB_KEY_dead_macron, 0x304},      {XKB_KEY_dead_breve, 0x306},
        {XKB_KEY_dead_abovedot, 0x307},    {XKB_KEY_dead_diaeresis, 0x308},
        {XKB_KEY_dead_hook, 0x309},        {XKB_KEY_dead_abovering, 0x30A},
        {XKB_KEY_dead_doubleacute, 0x30B}, {XKB_KEY_dead_caron, 0x30C},
        {XKB_KEY_dead_belowdot, 0x323},    {XKB_KEY_dead_cedilla, 0x327},
        {XKB_KEY_dead_ogonek, 0x328},
    };
    xkb_keysym_t at = symbol(h, key, level);
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (marks[i].dead == at)
            return marks[i].mark;
    return 0;
}
