#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# ShellCheck over every shell script. What tests/flow/run.sh sources is looked
# at with it. Left out: single quotes that keep awk's and sh's dollars.
set -eu
cd "${ROOT:-$(dirname "$0")/..}"
files=$(find . -path ./build -prune -o -path ./.git -prune -o -type f \
    \( -name '*.sh' -o -path './.ci/run' -o -name '*.bash' \
    -o -path './data/install/kiosk/*' -perm -u+x \
    -o -path './debian/indefra.[cp]*' \) -print | sort)
# shellcheck disable=SC2086 # names without blanks
shellcheck -x -S warning -e SC2016 -s bash $files
