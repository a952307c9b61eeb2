# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: the approved part is erased while it waits for the council.
s/\*waits |= unit->state == UNIT_WAITING;/*waits |= unit->state == UNIT_WAITING \&\& !unit->council;/
