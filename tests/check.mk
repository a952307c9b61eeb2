# SPDX-License-Identifier: MPL-2.0
# What "make check" asks beside the tests. Each is a script in tests/ that
# tells what it found; nothing found is a pass.

.PHONY: rooms said spdx format format-check tidy shell-lint flow

rooms: programs
	@B=$B CC="$(CC)" tests/rooms.sh

said:
	@tests/said.sh

spdx:
	@tests/spdx.sh

# The files that .clang-format rules.
FORMATTED = $(shell git ls-files -co --exclude-standard \
                '*.[ch]' 2>/dev/null || find kiosk tests data fonts -name '*.[ch]')

format:
	@clang-format -i $(FORMATTED)

format-check:
	@clang-format --dry-run -Werror $(FORMATTED)

tidy:
	@tests/tidy.sh

shell-lint:
	@tests/shell-lint.sh

# Talks by touch; "make flow PLAY=hide" plays one of tests/flow.
flow: san
	@tests/flow/run.sh $B/san $(PLAY)
