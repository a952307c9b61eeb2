#!/bin/sh
# SPDX-License-Identifier: MPL-2.0
# Every file somebody wrote names its licence in its first lines. Formats that
# hold no comment (JSON, pictures, tables of test data) are left out.
set -eu
cd "${ROOT:-$(dirname "$0")/..}"
files=$(find . -path ./build -prune -o -path ./.git -prune -o -type f \( \
    -name '*.[ch]' -o -name '*.sh' -o -name '*.awk' -o -name '*.jq' \
    -o -name '*.mk' -o -name Makefile -o -name '*.po' -o -name '*.pot' \
    -o -name '*.script' -o -name '*.[1-8]' -o -path './.ci/*' \
    -o -path './tests/*.txt' -o -path './data/lexicons/*' \) -print | sort)
bad=0
for file in $files; do
    head -n 12 "$file" | grep -q 'SPDX-License-Identifier: [A-Z]' && continue
    echo "$file: no SPDX-License-Identifier in the first lines"
    bad=1
done
exit $bad
