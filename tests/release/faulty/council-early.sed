# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: the council waits no longer than the team.
s/COUNCIL_AFTER_WEEKS = 5,/COUNCIL_AFTER_WEEKS = 2,/
