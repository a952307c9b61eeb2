#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# What comes on top of a bare Debian with X, in kB, by the package lists that
# are here: for Indefra, with the files of a build, and for another package.
# Prints nothing where apt can't say. Recommended packages are left out.
#
#     installed.sh BUILD PACKAGE
set -eu
cd "$(dirname "$0")/../../.."
B=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What apt would add to the machine that $work/status describes.
added() { # PACKAGE...
    apt-get -s -o Dir::State::status="$work/status" --no-install-recommends \
        install "$@" 2>/dev/null | sed -n 's/^Inst \([^ ]*\).*/\1/p' |
        xargs -r apt-cache show --no-all-versions
}

size_added() { # PACKAGE...
    added "$@" | awk '/^Installed-Size:/ { sum += $2 } END { print sum + 0 }'
}

# As the package has them: stripped.
size_of_files() {
    make -s install B="$B" DESTDIR="$work/root" >/dev/null
    strip "$work"/root/usr/bin/*
    du -sk --apparent-size "$work/root" | cut -f1
}

# What debian/control names, and whose libraries the programs call.
needed() {
    awk '/^Package:/ { on = 1 } /^Recommends:/ { on = 0 }
        on && /^ [a-z]/ { sub(/,/, ""); print $1 }' debian/control
    dpkg-shlibdeps -O "$B/indefra" "$B/indefra-desk" 2>/dev/null |
        sed 's/^[^=]*=//; s/([^)]*)//g; s/,/\n/g' | sed 's/|.*//; s/ //g'
}

: >"$work/status"
bare=$(apt-cache dumpavail | awk '/^Package:/ { name = $2 }
    /^Priority: (required|important)/ { print name }' | sort -u)
# shellcheck disable=SC2086 # names
added $bare xserver-xorg-core xserver-xorg-input-libinput |
    sed 's/^Package: .*/&\nStatus: install ok installed/' >"$work/bare"
[ -s "$work/bare" ] || exit 0
mv "$work/bare" "$work/status"
# shellcheck disable=SC2046
ours=$(size_added $(needed))
other=$(size_added "$2")
[ "$ours" -gt 0 ] && [ "$other" -gt 0 ] || exit 0
echo "$((ours + $(size_of_files))) $other"
