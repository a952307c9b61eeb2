# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: a week after delivery is enough.
s/RELEASE_AFTER_WEEKS = 2,/RELEASE_AFTER_WEEKS = 1,/
