/* SPDX-License-Identifier: MPL-2.0 */
/* Included by clang-tidy alone, before every file: it sees one file at a time
 * and can not know that a fault is always false. */
#ifndef TESTS_TIDY_H
#define TESTS_TIDY_H

#include "base/fault.h"

#define INDEFRA_VERSION ""

#define fault_set(...) ((void)fault_set(__VA_ARGS__), false)

#endif
