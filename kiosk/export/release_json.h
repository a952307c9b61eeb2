/* SPDX-License-Identifier: MPL-2.0 */
/* release.json: an edition for other programs, as data/schema/
 * release.schema.json describes it. The same edition gives the same bytes. */
#ifndef EXPORT_RELEASE_JSON_H
#define EXPORT_RELEASE_JSON_H

#include "anonymise/cleared.h"
#include "base/fault.h"

enum { RELEASE_JSON_SCHEMA = 1, RELEASE_JSON_K = 5 };

/* Borrows c; puts the file into out. Fails for a letter, and when memory or
 * out is full. */
bool release_json(const struct cleared *c, struct buf *out, struct fault *why);

#endif
