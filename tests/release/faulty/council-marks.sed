# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: what left for the team counts as left for the council.
s/state_in(&g->marks, name)/state_in(\&g->marks, pool_name)/
