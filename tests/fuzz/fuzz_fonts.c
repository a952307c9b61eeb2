/* SPDX-License-Identifier: MPL-2.0 */
/* The font manifest, which an office may edit. No entry names a file outside
 * the fonts' folder. */
#include "fuzz.h"

#include "text/font_list.h"

static void must_be_sound(const struct font_entry *e)
{
    static const char folder[] = "/usr/share/fonts/";
    MUST(strncmp(e->path, folder, sizeof folder - 1) == 0);
    MUST(strlen(e->path) > sizeof folder - 1 && !strstr(e->path, ".."));
    MUST(memchr(e->path, '\0', sizeof e->path));
    MUST(*e->package && e->face_index >= 0);
    MUST(strlen(e->scripts[0]) == 4);
    MUST(font_entry_has_script(e, e->scripts[0]));
    for (int i = 0; i < FONT_LANGUAGES && e->languages[i][0]; i++)
        MUST(strlen(e->languages[i]) <= CEIL_TAG);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    static struct font_entry entries[CEIL_FONTS];
    struct fault why = {.kind = FAULT_NONE};
    struct plain file = {(const char *)bytes, len};
    int count = font_list_read(file, entries, CEIL_FONTS, &why);
    MUST(count >= 0 && count <= CEIL_FONTS);
    for (int i = 0; i < count; i++)
        must_be_sound(&entries[i]);
    if (count == 0)
        must_be_told(&why);
    if (count > 1)
        MUST(font_list_read(file, entries, count - 1, &why) == 0);
    return 0;
}
