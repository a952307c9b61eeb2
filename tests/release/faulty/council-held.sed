# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: a run of one edition lets the other leave as well.
s/held = u->unit\[i\].council != council;/held = u->unit[i].council \&\& !council;/
