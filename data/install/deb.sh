#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# What "make deb" does: builds the package in a copy of the sources, so that
# nothing of a build of one's own gets into it and dpkg's leftovers do not lie
# about, and asks lintian, which must have nothing to say. Usage: deb.sh BUILD
set -eu
# What was said to the make that called is not meant for the package's.
unset MAKEFLAGS MFLAGS MAKELEVEL MAKEOVERRIDES B CC DEV V
out=$(mkdir -p "$1/deb" && cd "$1/deb" && pwd)
cd "$(dirname "$0")/../.."
version=$(dpkg-parsechangelog -S Version)
grep -q "^VERSION  := $version\$" Makefile || {
    echo "deb: debian/changelog says $version, the Makefile something else" >&2
    exit 1
}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/indefra-$version"
# What git knows, as it stands here; a tarball of sources has no git.
if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
    git ls-files -co --exclude-standard -z
else
    find . -path ./build -prune -o -type f -print0
fi | xargs -0 cp --parents -t "$work/indefra-$version"
(
    cd "$work/indefra-$version"
    dpkg-buildpackage -us -uc -b "-j$(nproc)" >"$work/log" 2>&1
) || {
    tail -n 40 "$work/log" >&2
    exit 1
}
rm -f "$out"/indefra*
mv "$work"/indefra*.deb "$work"/indefra*.changes "$work"/indefra*.buildinfo \
    "$out"
lintian --allow-root --fail-on error,warning "$out"/indefra_*.changes
ls "$out"/indefra_*.deb
