# SPDX-License-Identifier: MPL-2.0
# The power-loss simulator: the real rooms over calls of its own. Without the
# sanitizers, whose place those calls would take.

POWER_SRC := $(wildcard tests/power/*.c)
POWER_WRAP := sqlite3_wal_checkpoint_v2 page_to_slot

$B/power/powersim: $(POWER_SRC:%.c=$B/obj/%.o) $(desk_obj) | share
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) $(POWER_WRAP:%=-Wl,--wrap=%) -o $@ $^ $(DESK_LDLIBS)
	@ln -sfn ../share $B/power/share

-include $(POWER_SRC:%.c=$B/obj/%.d)
