# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: nobody sees what was rendered after the talk.
s/s->danish = s->afterwards = true;/s->danish = true;/
