/* SPDX-License-Identifier: MPL-2.0 */
/* A printer, through CUPS' own programs: handed a PDF by a pipe, so that
 * nothing of it is ours to delete. What CUPS keeps while it prints is set in
 * data/install/cups.md. */
#ifndef HOST_PRINTER_H
#define HOST_PRINTER_H

#include "base/bytes.h"
#include "base/fault.h"

/* True when CUPS is there and knows a printer. Waits two seconds at most. */
bool printer_there(void);
/* Hands it over; what happens on the paper nobody tells. */
bool printer_print(struct plain pdf, struct fault *why);

#endif
