# SPDX-License-Identifier: MPL-2.0
# A fault that must be caught: the council's units are counted in the team's pools.
s/pool_of(u, name, &pool)/pool_of(u, pool_name, \&pool)/
s/if (u->unit\[i\].pool == pool)/if (u->unit[i].pool == pool \&\& u->unit[i].council == !!*g->edition)/
