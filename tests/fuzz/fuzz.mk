# SPDX-License-Identifier: MPL-2.0
# Fuzz targets, twice: with libFuzzer under clang (make fuzz), and as plain
# programs that replay seeds and finds, built as unit tests are (make test).

FUZZ_TARGETS := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
FUZZ_SHARED  := tests/fuzz/fuzz tests/fuzz/found_check
FUZZ_FLAGS   := $(SAN) -fsanitize=fuzzer-no-link
fuzz_rooms   := $(all_src:%.c=$B/fuzz/obj/%.o)
fuzz_bin     := $(FUZZ_TARGETS:%=$B/fuzz/%)
replay_bin   := $(FUZZ_TARGETS:%=$B/replay/%) $B/replay/seeds

.PHONY: fuzz-run fuzz-replay
.SECONDARY: $(FUZZ_TARGETS:%=$B/fuzz/obj/tests/fuzz/fuzz_%.o) \
            $(FUZZ_TARGETS:%=$B/san/tests/fuzz/fuzz_%.o)

# Its flags are clang's: see WARN in the Makefile.
fuzz-run: $(fuzz_bin)
	@tests/fuzz/fuzz.sh $B $(FUZZ)

fuzz-replay: $(replay_bin)

$B/fuzz/obj/%.o: %.c
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(FUZZ_FLAGS) -MMD -MP -c -o $@ $<

$B/fuzz/obj/librooms.a: $(fuzz_rooms)
	@rm -f $@
	$(Q)ar rcs $@ $^

$(fuzz_bin): $B/fuzz/%: $B/fuzz/obj/tests/fuzz/fuzz_%.o \
        $(FUZZ_SHARED:%=$B/fuzz/obj/%.o) $B/fuzz/obj/librooms.a
	$(Q)$(CC) $(SAN) -fsanitize=fuzzer $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
	@ln -sfn ../share $B/fuzz/share

$(FUZZ_TARGETS:%=$B/replay/%): $B/replay/%: $B/san/tests/fuzz/fuzz_%.o \
        $B/san/tests/fuzz/replay.o $(FUZZ_SHARED:%=$B/san/%.o) \
        $B/san/librooms.a | share
	@mkdir -p $(@D)
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
	@ln -sfn ../share $B/replay/share

$B/replay/seeds: $B/san/tests/fuzz/seeds.o $B/san/tests/fuzz/fuzz.o \
        $B/san/librooms.a | share
	@mkdir -p $(@D)
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
	@ln -sfn ../share $B/replay/share

-include $(wildcard $B/fuzz/obj/tests/fuzz/*.d $B/san/tests/fuzz/*.d)
-include $(fuzz_rooms:.o=.d)
