# SPDX-License-Identifier: MPL-2.0
# What bench.sh measures with, and the floor it measures against.

$B/bench/floor: tests/bench/floor.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $< \
	    $(call pc,--libs,sdl2 SDL2_ttf sqlite3)

$B/bench/probe: tests/bench/probe.c tests/bench/screen.c \
                tests/bench/process.c tests/bench/screen.h \
                tests/bench/process.h $B/obj/kiosk/base/bytes.o
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $(filter %.c %.o,$^) \
	    $(call pc,--libs,x11 xext xtst xdamage)

$B/bench/layout_speed $B/bench/deliver_speed: $B/bench/%: tests/bench/%.c \
        $B/obj/librooms.a
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
