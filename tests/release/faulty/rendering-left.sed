# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: what cannot leave any more goes to whoever renders.
s/units_answer_waits(a, q, marks);/marks;/
