#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Installs what debian/control names and this machine lacks, and what is named
# behind it: as root, else with sudo after saying what. Does nothing, quickly,
# when all is there.
#   needs.sh debian/control [PACKAGE...]
set -eu
control=${1:-debian/control}
[ $# = 0 ] || shift
needs=$(sed -n '/^Build-Depends:/,/^[^ ]/p' "$control" |
    sed -e 's/^Build-Depends://' -e '/^[A-Z]/d' -e 's/[ ,]//g' -e '/^$/d' \
        -e '/^debhelper/d')
missing=
for package in $needs "$@"; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null ||
        true)
    [ "$state" = installed ] || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "Indefra needs these Debian packages:$missing" >&2
as=
if [ "$(id -u)" != 0 ]; then
    as=sudo
    command -v sudo >/dev/null || {
        echo "Install them as root, then try again." >&2
        exit 1
    }
    echo "They are installed with sudo now." >&2
fi
export DEBIAN_FRONTEND=noninteractive
# shellcheck disable=SC2086 # words on purpose
$as apt-get update -q >/dev/null
# shellcheck disable=SC2086
$as apt-get install -q -y --no-install-recommends $missing >/dev/null || {
    echo "They could not be installed: see what apt-get says above." >&2
    exit 1
}
