/* SPDX-License-Identifier: MPL-2.0 */
/* See pdf_words.h. cairo writes the structure's elements in the order in
 * which they began; that each has the tag it should have is checked. */
#include "export/pdf_words.h"

#include <ctype.h>

/* An object that is written anew: "7 0 obj" up to its "endobj". */
struct update {
    long object;
    size_t offset; /* where it begins, in the finished file */
};

static const char *find(struct plain in, size_t from, const char *what)
{
    struct plain rest = plain_cut(in, from, in.len);
    return rest.len ? memmem(rest.at, rest.len, what, strlen(what)) : NULL;
}

static const char *find_last(struct plain in, const char *what)
{
    const char *last = NULL;
    for (const char *at = in.at; (at = find(in, (size_t)(at - in.at), what));
         at++)
        last = at;
    return last;
}

static bool strange(struct fault *why)
{
    return fault_set(why, FAULT_SYSTEM,
                     "this version of cairo writes PDF in another way: install "
                     "the one of Debian 12");
}

/* The number that stands before "at": of "12 0 obj\n". */
static long object_before(struct plain pdf, const char *at)
{
    const char *head = " 0 obj\n";
    size_t skip = strlen(head);
    if (at < pdf.at + skip || memcmp(at - skip, head, skip) != 0)
        return 0;
    const char *from = at - skip;
    while (from > pdf.at && isdigit((unsigned char)from[-1]))
        from--;
    return strtol(from, NULL, 10);
}

/* Writes the dictionary at "at" again, with one line more at its end. */
static bool write_again(struct buf *pdf, size_t at, const char *more,
                        struct update *u)
{
    struct plain whole = buf_words(pdf);
    const char *end = find(whole, at, "\n>>\nendobj\n");
    struct buf copy = {.max = pdf->max};
    *u = (struct update){object_before(whole, whole.at + at), pdf->len};
    if (!end || u->object < 1)
        return false;
    buf_format(&copy, "%ld 0 obj\n", u->object);
    buf_plain(&copy, plain_cut(whole, at, (size_t)(end - whole.at)));
    buf_text(&copy, more);
    buf_text(&copy, "\n>>\nendobj\n");
    buf_plain(pdf, buf_words(&copy));
    bool good = !copy.full && !pdf->full;
    buf_wipe(&copy);
    return good;
}

/* A number that follows a word of the trailer. */
static long number_after(struct plain pdf, const char *word)
{
    const char *trailer = find_last(pdf, "\ntrailer\n");
    const char *at =
        trailer ? find(pdf, (size_t)(trailer - pdf.at), word) : NULL;
    return at ? strtol(at + strlen(word), NULL, 10) : -1;
}

static bool is_tag(const char *lang)
{
    for (const char *c = lang; *c; c++)
        if (!isalnum((unsigned char)*c) && *c != '-')
            return false;
    return *lang != '\0';
}

static bool element_languages(struct buf *pdf,
                              const struct pdf_element *element, int n,
                              struct update *update, int *updates)
{
    size_t end = pdf->len, at = 0;
    char more[64];
    for (int i = 0; i < n; i++) {
        const char *opening = "<< /Type /StructElem\n   /S /";
        struct plain whole = plain_cut(buf_words(pdf), 0, end);
        const char *found = find(whole, at, opening);
        if (!found)
            return false;
        const char *tag = found + strlen(opening);
        size_t len = strlen(element[i].tag);
        if (memcmp(tag, element[i].tag, len) != 0 || tag[len] != '\n')
            return false;
        at = (size_t)(found - whole.at) + 1;
        if (!*element[i].lang)
            continue;
        snprintf(more, sizeof more, "\n   /Lang (%s)", element[i].lang);
        if (!is_tag(element[i].lang) ||
            !write_again(pdf, at - 1, more, &update[(*updates)++]))
            return false;
    }
    return !find(plain_cut(buf_words(pdf), 0, end), at,
                 "<< /Type /StructElem\n");
}

static bool catalogue_language(struct buf *pdf, const char *lang,
                               struct update *u)
{
    char more[128];
    const char *at = find_last(buf_words(pdf), "<< /Type /Catalog\n");
    snprintf(more, sizeof more,
             "\n   /Lang (%s)\n   /ViewerPreferences "
             "<< /DisplayDocTitle true >>",
             lang);
    return at && is_tag(lang) &&
           write_again(pdf, (size_t)(at - pdf->at), more, u);
}

static void write_trailer(struct buf *pdf, const struct update *update, int n,
                          const long number[4])
{
    size_t xref = pdf->len;
    buf_text(pdf, "xref\n");
    for (int i = 0; i < n; i++)
        buf_format(pdf, "%ld 1\n%010zu 00000 n \n", update[i].object,
                   update[i].offset);
    buf_format(pdf,
               "trailer\n<< /Size %ld\n   /Root %ld 0 R\n   /Info %ld 0 R\n"
               "   /Prev %ld\n>>\nstartxref\n%zu\n%%%%EOF\n",
               number[0], number[1], number[2], number[3], xref);
}

bool pdf_languages(struct buf *pdf, const char *lang,
                   const struct pdf_element *element, int n, struct fault *why)
{
    struct plain cairos = buf_words(pdf);
    const long number[4] = {
        number_after(cairos, "/Size "), number_after(cairos, "/Root "),
        number_after(cairos, "/Info "), number_after(cairos, "startxref\n")};
    struct update *update = calloc((size_t)n + 1, sizeof *update);
    int updates = 0;
    if (!update)
        return fault_set(why, FAULT_MEMORY, "out of memory");
    for (int i = 0; i < 4; i++)
        if (number[i] < 1)
            n = -1;
    bool good = n >= 0 &&
                element_languages(pdf, element, n, update, &updates) &&
                catalogue_language(pdf, lang, &update[updates++]);
    if (good)
        write_trailer(pdf, update, updates, number);
    else
        strange(why);
    free(update);
    return good && (!pdf->full ||
                    fault_set(why, FAULT_LIMIT, "the PDF grew too large"));
}
