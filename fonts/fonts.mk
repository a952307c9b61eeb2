# SPDX-License-Identifier: MPL-2.0
# The manifest goes where the programs look for it; fontcheck tells whether
# every letter of a text can be drawn.

SHARE += $B/share/fonts/manifest $B/share/fonts/manifest.bold

$B/share/fonts/%: fonts/%
	@mkdir -p $(@D)
	cp $< $@

fontcheck_obj := $B/obj/fonts/check.o \
    $(patsubst %.c,$B/obj/%.o,$(wildcard kiosk/base/*.c kiosk/text/*.c))

$B/tools/fontcheck: $(fontcheck_obj)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ \
	    $(call pc,--libs,icu-uc harfbuzz freetype2) -lm

# make fonts-check TEXT=file; without TEXT it reads standard input.
.PHONY: fonts-check
fonts-check: $B/tools/fontcheck $B/share/fonts/manifest
	$B/tools/fontcheck $B/share/fonts/manifest < $(or $(TEXT),/dev/stdin)

-include $B/obj/fonts/check.d
