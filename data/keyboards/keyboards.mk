# SPDX-License-Identifier: MPL-2.0
# Touch keyboards, made from xkb-data; see data/keyboards/README.md.

KEYBOARD_LANGS := $(shell sed -n 's/^\([a-z][A-Za-z-]*\) .*/\1/p' \
                      data/keyboards/layouts)
KEYBOARD_FILES := $(KEYBOARD_LANGS:%=$B/share/keyboards/%.keys)
KEYBOARD_OBJ   := $(patsubst %.c,$B/obj/%.o,$(wildcard data/keyboards/*.c) \
                      kiosk/ui/keys.c kiosk/ui/keys_find.c \
                      kiosk/base/bytes.c kiosk/base/fault.c)
SHARE += $(KEYBOARD_FILES) $B/share/compose

# What a dead key and a letter make, from X's own table for UTF-8: of its half
# megabyte, which libX11 reads at every start, the rest is for a compose key
# and for Greek and signs that no language here has.
$B/share/compose: /usr/share/X11/locale/en_US.UTF-8/Compose
	@mkdir -p $(@D)
	awk '/^<dead_/ && $$2 ~ /^<[A-Za-z]+>$$/ && $$3 == ":" && \
	    !/Greek|dead_(iota|greek|currency|psili|dasia)/' $< >$@

$B/tools/keyboards: $(KEYBOARD_OBJ)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(call pc,--libs,xkbcommon icu-i18n)

# One run makes them all.
$(KEYBOARD_FILES) &: $B/tools/keyboards data/keyboards/layouts
	@mkdir -p $B/share/keyboards
	$B/tools/keyboards data/keyboards/layouts $B/share/keyboards

# The test asks ICU again, on the files as they are.
KEYBOARD_CHECK := $B/san/data/keyboards/exemplars.o
$B/unit/ui/test_keys: private CPPFLAGS += -Idata/keyboards
$B/unit/ui/test_keys: private ALL_LDLIBS += $(KEYBOARD_CHECK) \
    $(call pc,--libs,icu-i18n)
$B/unit/ui/test_keys: | $(KEYBOARD_FILES) $(KEYBOARD_CHECK)

-include $(KEYBOARD_OBJ:.o=.d) $(KEYBOARD_CHECK:.o=.d)
