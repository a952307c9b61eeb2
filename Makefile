# SPDX-License-Identifier: MPL-2.0
# Indefra. "make help" explains the targets.

VERSION  := 0.1.0
PREFIX   ?= /usr
CC       ?= gcc
# V=1 shows each command.
Q        := $(if $(V),,@)
B        ?= build

LIBS_DESK := icu-uc libqrencode harfbuzz freetype2 cairo-ft cairo-pdf sqlite3 libsodium jansson libseccomp
LIBS_ALL  := $(LIBS_DESK) sdl2 SDL2_ttf libpng
# Installed by "make run" and "make test" before anything asks pkg-config.
pc = $(shell pkg-config $(1) $(2) 2>/dev/null)

WARN := -Wall -Wextra $(if $(findstring clang,$(CC)),,-Wno-format-truncation) -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
        -Wpointer-arith -Wwrite-strings -Wvla \
        -Wformat=2 -Werror=format -Werror=implicit-function-declaration \
        -Werror=incompatible-pointer-types -Werror=int-conversion
ifdef DEV
WARN += -Werror
endif
CPPFLAGS += -D_GNU_SOURCE -DINDEFRA_VERSION='"$(VERSION)"' -Ikiosk \
            -include kiosk/base/banned.h
CFLAGS   ?= -O2 -g
ALL_CFLAGS = -std=c11 $(WARN) -pthread -fstack-protector-strong $(CFLAGS) \
             $(call pc,--cflags,$(LIBS_ALL))
SAN      := -fsanitize=address,undefined -fno-sanitize-recover=undefined \
            -fno-omit-frame-pointer -O1 -g
LDFLAGS  += -Wl,--as-needed
DESK_LDLIBS = $(call pc,--libs,$(LIBS_DESK)) -lm -pthread
ALL_LDLIBS  = $(call pc,--libs,$(LIBS_ALL)) -lm -pthread

DESK_ROOMS := base host text core words vault store anonymise export desk
ALL_ROOMS  := $(DESK_ROOMS) sound ui sdl screens
desk_src := $(foreach r,$(DESK_ROOMS),$(wildcard kiosk/$(r)/*.c))
all_src  := $(foreach r,$(ALL_ROOMS),$(wildcard kiosk/$(r)/*.c))
desk_obj := $(desk_src:%.c=$B/obj/%.o)
all_obj  := $(all_src:%.c=$B/obj/%.o)
san_obj  := $(all_src:%.c=$B/san/%.o)
unit_src := $(wildcard tests/unit/*/*.c)
unit_bin := $(unit_src:tests/unit/%.c=$B/unit/%)

.PHONY: all programs share install-needs run test check check-long bench fuzz \
        deb deb-check install clean help san unit check-all build-both \
        lexicons-check faults-check man-lint
.DEFAULT_GOAL := all

all: programs share

programs: $B/indefra $B/indefra-desk

$B/indefra: $B/obj/kiosk/main.o $B/obj/librooms.a
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)

# Linked without SDL: the linker proves that exporting needs no screen.
$B/indefra-desk: $B/obj/kiosk/main_desk.o $(desk_obj)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(DESK_LDLIBS)

$B/obj/librooms.a: $(all_obj)
	@rm -f $@
	$(Q)ar rcs $@ $^

$B/obj/%.o: %.c
	@mkdir -p $(@D)
	$(if $(V),,@echo "cc $<")
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

# The same rooms under address and undefined-behaviour checking.
$B/san/%.o: %.c
	@mkdir -p $(@D)
	$(if $(V),,@echo "cc $< (checked)")
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(SAN) -MMD -MP -c -o $@ $<

$B/san/librooms.a: $(san_obj)
	@rm -f $@
	$(Q)ar rcs $@ $^

$B/san/indefra: $B/san/kiosk/main.o $B/san/librooms.a | share
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(ALL_LDLIBS)
	@ln -sfn ../share $B/san/share

$B/san/indefra-desk: $(desk_src:%.c=$B/san/%.o) $B/san/kiosk/main_desk.o | share
	$(Q)$(CC) $(SAN) $(LDFLAGS) -o $@ $^ $(DESK_LDLIBS)
	@ln -sfn ../share $B/san/share

san: $B/san/indefra $B/san/indefra-desk

# A unit test is one program: tests/unit/<room>/test_<module>.c
$B/unit/%: tests/unit/%.c $B/san/librooms.a
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS) $(ALL_CFLAGS) $(SAN) $(LDFLAGS) -Itests -MMD -MP \
	    -MF $@.d -o $@ $< $B/san/librooms.a -lcmocka $(ALL_LDLIBS)

unit: $(unit_bin)

# What the programs read at run time, made into build/share (installed as
# /usr/share/indefra). Each of these adds files to SHARE.
SHARE :=
-include fonts/fonts.mk i18n/i18n.mk data/data.mk data/keyboards/keyboards.mk \
         tests/bench/bench.mk data/demo/demo.mk tests/check.mk \
         tests/fuzz/fuzz.mk tests/power/power.mk tests/long/long.mk
share: $(SHARE)

# --- What people call --------------------------------------------------

install-needs:
	@sh data/install/needs.sh debian/control

# The packages come first: a Makefile asks pkg-config only once, at its start.
run: install-needs
	@$(MAKE) --no-print-directory all
	@sh data/demo/play.sh $B

test: install-needs
	@$(MAKE) --no-print-directory all unit san fuzz-replay \
	    $B/tools/fontcheck $(power_bin)
	@bash tests/run.sh $B

check: install-needs
	@$(MAKE) --no-print-directory all
	@$(MAKE) --no-print-directory check-all

check-all: words-check lexicons-check faults-check rooms said spdx \
           format-check shell-lint man-lint build-both tidy
	@echo "check: all is as it should be (tests run with make test)"

# Warnings are errors, under both compilers.
build-both:
	@$(MAKE) --no-print-directory DEV=1 CC=gcc B=$B/dev-gcc CFLAGS=-O1 \
	    programs >/dev/null
	@$(MAKE) --no-print-directory DEV=1 CC=clang B=$B/dev-clang CFLAGS=-O1 \
	    programs >/dev/null

lexicons-check:
	@bash tests/lexicons.sh

man-lint: programs
	@for page in data/install/*.[0-9]; do \
	    LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z $$page \
	        2>&1 >/dev/null | sed "s|^|$$page: |" | grep . && exit 1; :; \
	done
	@sh tests/manual.sh $B

bench: all
	@bash tests/bench/bench.sh

# Objects of its own, below build/fuzz, made by clang.
fuzz: install-needs
	@$(MAKE) --no-print-directory share fuzz-replay
	@$(MAKE) --no-print-directory CC=clang fuzz-run

# The promised numbers of draws, an hour or so; DRAW=short: a few minutes.
check-long: install-needs
	@$(MAKE) --no-print-directory all
	@DRAW=$(or $(DRAW),long) bash tests/long/run.sh $B

# Leaves it in build/deb. debhelper and lintian are for this alone.
deb:
	@sh data/install/needs.sh debian/control debhelper dpkg-dev lintian
	@bash data/install/deb.sh $B

# Installs, upgrades, removes and purges it in a Debian 12 of its own; root.
deb-check: deb
	@sh data/install/needs.sh debian/control debootstrap mount
	@bash tests/package/deb.sh $B

SHARED  = $(DESTDIR)$(PREFIX)/share
SYSTEMD = $(DESTDIR)/lib/systemd/system
install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/sbin \
	    $(DESTDIR)$(PREFIX)/lib/indefra $(SHARED)/indefra/kiosk/none \
	    $(SHARED)/man/man1 $(SHARED)/man/man5 $(SHARED)/man/man8 \
	    $(SHARED)/bash-completion/completions $(SHARED)/doc/indefra \
	    $(SYSTEMD) $(DESTDIR)/etc/indefra
	install -m 755 $B/indefra $B/indefra-desk $(DESTDIR)$(PREFIX)/bin
	cp -r $B/share/. $(SHARED)/indefra/
	install -m 755 data/install/kiosk/indefra-install $(DESTDIR)$(PREFIX)/sbin
	install -m 755 data/install/kiosk/kiosk data/install/kiosk/stick \
	    data/install/kiosk/remind $(DESTDIR)$(PREFIX)/lib/indefra
	install -m 644 data/install/kiosk/*.conf data/install/kiosk/*.rules \
	    $(SHARED)/indefra/kiosk
	install -m 644 data/install/systemd/* $(SYSTEMD)
	install -m 644 data/install/kiosk.conf $(DESTDIR)/etc/indefra
	for n in 1 5 8; do install -m 644 data/install/*.$$n \
	    $(SHARED)/man/man$$n || exit 1; done
	install -m 644 data/install/kiosk/completion.bash \
	    $(SHARED)/bash-completion/completions/indefra
	for name in indefra-desk indefra-install; do ln -sf indefra \
	    $(SHARED)/bash-completion/completions/$$name || exit 1; done
	install -m 644 data/install/*.md SECURITY.md $(SHARED)/doc/indefra

help:
	@echo "make run      install what is missing, build, open a demo office"
	@echo "make test     install what is missing, build, run every test"
	@echo "make          build build/indefra and build/indefra-desk"
	@echo "make check    what CI runs beside the tests: rooms, words, style"
	@echo "make bench    measure beside the smallest SDL program and a browser"
	@echo "make fuzz     draw inputs for FUZZ_SECONDS (60) a target"
	@echo "make check-long  ask for every promised number (DRAW=short: a few)"
	@echo "make deb      build the Debian package into build/deb"
	@echo "make deb-check  install, upgrade, remove, purge it (root)"
	@echo "make install  copy to PREFIX (/usr), below DESTDIR"
	@echo "make clean    remove build/"
	@echo "DEV=1 makes warnings errors; V=1 shows the commands"

clean:
	rm -rf $B

-include $(all_obj:.o=.d) $(san_obj:.o=.d) $(unit_bin:=.d) \
         $B/obj/kiosk/main.d $B/obj/kiosk/main_desk.d \
         $B/san/kiosk/main.d $B/san/kiosk/main_desk.d
