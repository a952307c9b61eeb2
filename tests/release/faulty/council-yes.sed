# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: everybody's words are for the council.
s/bool council = g->approved->share & SHARE_COUNCIL;/bool council = true;/
