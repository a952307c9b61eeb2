# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: a group makes up the number for others.
s/!pool\[i\]->group \&\& may_leave/may_leave/
