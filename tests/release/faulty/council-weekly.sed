# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: the council's edition is made in any week.
s/? r->week - (number - 1) + 13 \* (edition_quarter(number) - 1)/? r->week/
