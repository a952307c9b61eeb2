/* SPDX-License-Identifier: MPL-2.0 */
/* A MO file, as msgfmt makes it from a translator's PO. What is opened is
 * sorted, finds each of its messages, and every text is UTF-8. */
#include "fuzz.h"

#include "base/ceilings.h"
#include "words/catalogue.h"

static void must_be_utf8(const char *text)
{
    MUST(text && utf8_valid(plain_of(text), NULL));
}

/* Without values a message stays as it is. */
static void must_fill(const char *text)
{
    struct buf same = {.max = CEIL_CATALOGUE_FILE}, filled = same;
    catalogue_fill(text, &same, NULL);
    MUST(plain_same(buf_words(&same), plain_of(text)));
    catalogue_fill(text, &filled, "code", "{n}", "n", "7", NULL);
    MUST(utf8_valid(buf_words(&filled), NULL));
    buf_wipe(&same);
    buf_wipe(&filled);
}

static void must_be_sound(const struct catalogue *c)
{
    static const char *const fields[] = {"Language", "X-Indefra-Name", "", ":"};
    const char *before = "";
    for (int i = 0; i < catalogue_count(c); i++) {
        const char *id = catalogue_id(c, i);
        must_be_utf8(id);
        MUST(strcmp(before, id) < 0);
        const char *text = catalogue_find(c, id);
        must_be_utf8(text);
        if (i < 8)
            must_fill(text);
        before = id;
    }
    MUST(!catalogue_id(c, -1) && !catalogue_id(c, catalogue_count(c)));
    MUST(!catalogue_find(c, ""));
    must_be_utf8(catalogue_header(c, "Content-Type"));
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const char *value = catalogue_header(c, fields[i]);
        MUST(!value || utf8_valid(plain_of(value), NULL));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    struct fault why = {.kind = FAULT_NONE};
    struct catalogue *c =
        catalogue_read((struct plain){(const char *)bytes, len}, &why);
    if (c)
        must_be_sound(c);
    else
        must_be_told(&why);
    catalogue_close(c);
    return 0;
}
