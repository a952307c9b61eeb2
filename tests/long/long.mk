# SPDX-License-Identifier: MPL-2.0
# The programs behind tests/long. They are built without checking: the same
# rooms run under it in make test, and here the number of draws counts.

release_obj  := $(patsubst %.c,$B/obj/%.o,$(wildcard tests/release/*.c))
# Stood in for by tests/release/stand_ins.c, or watched by house.c.
RELEASE_WRAP := vault_seal_key vault_open_key envelope_seal envelope_open \
                code_derive redact_find redact_starved shelf_guide week_render \
                week_unpack units_gather store_commit
long_flags    = $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS)
release_flags = $(long_flags) $(RELEASE_WRAP:%=-Wl,--wrap=%)

$B/long/histories: $(release_obj) $B/obj/librooms.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(release_flags) -o $@ $^ $(ALL_LDLIBS)

# Controls: the same with one fault in the rule. tests/release/faulty/*.sed
# says which; each must change something. Compiled anew is what it changes; all
# of it when that is the header.
FAULTY_ROOM := anonymise/release.c anonymise/clear.c anonymise/cleared.c \
               desk/units.c desk/renderings.c desk/week.c
FAULTY_HEAD := anonymise/release.h

FAULTS      := $(patsubst tests/release/faulty/%.sed,%, \
               $(wildcard tests/release/faulty/*.sed))

$B/long/faulty/%.src/changed: tests/release/faulty/%.sed \
        $(FAULTY_ROOM:%=kiosk/%) $(FAULTY_HEAD:%=kiosk/%)
	@rm -rf $(@D) && mkdir -p $(@D)/anonymise $(@D)/desk
	@for file in $(FAULTY_ROOM) $(FAULTY_HEAD); do \
	    sed -f $< kiosk/$$file >$(@D)/$$file; \
	done
	@cd $(@D) && for file in $(FAULTY_ROOM); do \
	    cmp -s $(CURDIR)/kiosk/$(FAULTY_HEAD) $(FAULTY_HEAD) && \
	    cmp -s $(CURDIR)/kiosk/$$file $$file || echo $(@D)/$$file; \
	done >changed; test -s changed || \
	    { echo "$<: changes nothing; bring it up to date" >&2; exit 1; }

# In make check: a fault that the sources have left behind is seen at once.
faults-check: $(FAULTS:%=$B/long/faulty/%.src/changed)

$B/long/faulty/%: $B/long/faulty/%.src/changed $(release_obj) \
        $B/obj/librooms.a
	$(Q)$(CC) -I$@.src $(release_flags) -o $@ $$(cat $<) \
	    $(release_obj) $B/obj/librooms.a $(ALL_LDLIBS)

LONG := codes identifiers rows search
$(LONG:%=$B/long/%): $B/long/%: $B/obj/tests/long/%.o $B/obj/librooms.a | share
	@mkdir -p $(@D)
	$(Q)$(CC) $(long_flags) -o $@ $^ $(ALL_LDLIBS)
	@ln -sfn ../share $B/long/share

-include $(release_obj:.o=.d) $(wildcard $B/obj/tests/long/*.d)

# Under checking: what it looks for is what nobody thought of.
MONKEY := monkey monkey_look monkey_room
$B/san/monkey: $(MONKEY:%=$B/san/tests/long/%.o) $B/san/librooms.a | share
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
	@ln -sfn ../share $B/san/share

-include $(MONKEY:%=$B/san/tests/long/%.d)
