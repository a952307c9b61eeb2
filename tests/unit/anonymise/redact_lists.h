/* SPDX-License-Identifier: MPL-2.0 */
/* A redactor with the lists that the programs have, made before a group of
 * tests and freed after it; for tests that run from the top of the sources. */
#ifndef TEST_REDACT_LISTS_H
#define TEST_REDACT_LISTS_H

#include <stdio.h>
#include <stdlib.h>

#include "anonymise/redact.h"

enum { LISTS = 6, LIST_MOST = 1 << 20 };

static inline struct plain read_list(const char *name, char **keep)
{
    char path[200];
    snprintf(path, sizeof path, "data/lexicons/%s.txt", name);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    *keep = malloc(LIST_MOST);
    size_t len = fread(*keep, 1, LIST_MOST, file);
    assert_true(feof(file));
    fclose(file);
    return (struct plain){*keep, len};
}

static struct redactor *redactor;

static inline int begin(void **state)
{
    (void)state;
    char *keep[LISTS];
    struct lexicons x = {
        .names = read_list("names", &keep[0]),
        .cues = read_list("cues", &keep[1]),
        .places = read_list("places", &keep[2]),
        .institutions = read_list("institutions", &keep[3]),
        .ordinary = read_list("ordinary", &keep[4]),
        .other = read_list("other", &keep[5]),
    };
    redactor = redactor_new(&x);
    for (size_t i = 0; i < LISTS; i++)
        free(keep[i]);
    return redactor ? 0 : -1;
}

static inline int end(void **state)
{
    (void)state;
    redactor_free(redactor);
    return 0;
}

#endif
