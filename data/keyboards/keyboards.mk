# SPDX-License-Identifier: MPL-2.0
# Touch keyboards, made from xkb-data; see data/keyboards/README.md.

KEYBOARD_LANGS := $(shell sed -n 's/^\([a-z][A-Za-z-]*\) .*/\1/p' \
                      data/keyboards/layouts)
KEYBOARD_FILES := $(KEYBOARD_LANGS:%=$B/share/keyboards/%.keys)
KEYBOARD_OBJ   := $(patsubst %.c,$B/obj/%.o,$(wildcard data/keyboards/*.c) \
                      kiosk/ui/keys.c kiosk/ui/keys_find.c \
                      kiosk/base/bytes.c kiosk/base/fault.c)
SHARE += $(KEYBOARD_FILES)

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
