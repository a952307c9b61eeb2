# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: what left is forgotten, and leaves again.
s/== 'L' ? UNIT_LEFT : UNIT_EXPIRED/== 'L' ? UNIT_WAITING : UNIT_EXPIRED/
