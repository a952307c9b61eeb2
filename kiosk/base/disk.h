/* SPDX-License-Identifier: MPL-2.0 */
/* A file of fixed-size reads and writes at offsets, handed to those who must
 * not know files (vault/slots). host/ makes the real one; the power tests
 * make one that loses writes. */
#ifndef BASE_DISK_H
#define BASE_DISK_H

#include <stdint.h>

#include "base/fault.h"

struct disk {
    void *self;
    /* Bytes in the file; 0 when it is new. */
    uint64_t (*size)(void *self);
    /* Reads exactly len bytes at offset "at", or fails. */
    bool (*read)(void *self, uint64_t at, void *to, uint32_t len,
                 struct fault *why);
    /* Writes all of it, or fails; durable only after sync. */
    bool (*write)(void *self, uint64_t at, const void *from, uint32_t len,
                  struct fault *why);
    bool (*sync)(void *self, struct fault *why);
};

#endif
