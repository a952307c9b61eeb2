# SPDX-License-Identifier: MPL-2.0
# The programs behind tests/long. They are built without checking: the same
# rooms run under it in make test, and here the number of draws counts.


RELEASE_SRC  := $(wildcard tests/release/*.c)
RELEASE_HEAD := $(wildcard tests/release/*.h)
# Stood in for by tests/release/house.c, or watched there.
RELEASE_WRAP := vault_seal_key vault_open_key envelope_seal envelope_open \
                code_derive redact_find shelf_guide week_render week_unpack \
                units_gather store_commit
release_link = $(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ \
    $(RELEASE_WRAP:%=-Wl,--wrap=%)

$B/long/histories: $(RELEASE_SRC) $(RELEASE_HEAD) $B/obj/librooms.a
	@mkdir -p $(@D)
	$(Q)$(release_link) $(RELEASE_SRC) $B/obj/librooms.a $(ALL_LDLIBS)

# Controls: the same with one fault in the rule. tests/release/faulty/*.sed
# says which; each must change something.
FAULTY_ROOM := anonymise/release.c anonymise/clear.c anonymise/cleared.c \
               desk/units.c desk/week.c
FAULTY_HEAD := anonymise/release.h

$B/long/faulty/%: tests/release/faulty/%.sed $(RELEASE_SRC) $(RELEASE_HEAD) \
        $(FAULTY_ROOM:%=kiosk/%) $(FAULTY_HEAD:%=kiosk/%) $B/obj/librooms.a
	@rm -rf $@.src && mkdir -p $@.src/anonymise $@.src/desk
	@for file in $(FAULTY_ROOM) $(FAULTY_HEAD); do \
	    sed -f $< kiosk/$$file >$@.src/$$file; \
	    cmp -s kiosk/$$file $@.src/$$file || touch $@.src/changed; \
	done; test -f $@.src/changed || \
	    { echo "$<: changes nothing; bring it up to date" >&2; exit 1; }
	$(Q)$(CC) -I$@.src $(wordlist 2,99,$(release_link)) $(RELEASE_SRC) \
	    $(FAULTY_ROOM:%=$@.src/%) $B/obj/librooms.a $(ALL_LDLIBS)

$B/long/codes $B/long/identifiers: $B/long/%: tests/long/%.c $B/obj/librooms.a \
        | share
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
	@ln -sfn ../share $B/long/share
