# SPDX-License-Identifier: MPL-2.0
# The power-loss simulator and the failing disk: the real rooms over calls of
# their own. Without the sanitizers, whose place those calls would take.

POWER_SHARED := $(patsubst %.c,$B/obj/%.o,$(wildcard tests/power/power_*.c))
POWER_WRAP   := sqlite3_wal_checkpoint_v2 page_to_slot
power_bin    := $B/power/powersim $B/power/faultsim $B/power/killsim \
                $B/power/behind $B/power/talksim $B/power/sticksim

$B/power/powersim: POWER_FLAGS := $(POWER_WRAP:%=-Wl,--wrap=%)
$(power_bin): $B/power/%: $B/obj/tests/power/%.o $(POWER_SHARED) $(desk_obj) \
        | share
	@mkdir -p $(@D)
	$(Q)$(CC) $(LDFLAGS) $(POWER_FLAGS) -o $@ $^ $(DESK_LDLIBS)
	@ln -sfn ../share $B/power/share

# Put before the C library under the real programs; alloc.sh wants both.
$B/power/behind: | $B/power/no_memory.so
$B/power/no_memory.so: tests/power/no_memory.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -Wno-missing-prototypes \
	    -fno-builtin -fPIC -shared -o $@ $<

-include $(POWER_SHARED:.o=.d) $B/obj/tests/power/powersim.d \
         $B/obj/tests/power/faultsim.d $B/obj/tests/power/killsim.d \
         $B/obj/tests/power/behind.d $B/obj/tests/power/talksim.d \
         $B/obj/tests/power/sticksim.d
