/* SPDX-License-Identifier: MPL-2.0 */
/* How many stories there are, and where they went. Plain numbers: whoever
 * shows them needs no database. */
#ifndef CORE_BALANCE_H
#define CORE_BALANCE_H

#include <stdint.h>

/* Stories: delivered = waiting + released + withdrawn + expired. */
struct balance {
    int64_t delivered, waiting, released, withdrawn, expired;
    int64_t paused, untranslated; /* beside it */
};

#endif
