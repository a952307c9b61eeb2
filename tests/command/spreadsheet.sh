# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# release.csv in LibreOffice, as a Danish office has it. Run where that is
# installed (libreoffice-calc-nogui); it is too large to be asked for.

if ! command -v soffice > /dev/null; then
    echo "# not run: LibreOffice is not installed"
    exit 0
fi
demo_office d
run 0 demo --stories 60 --weeks 10 --data d --clock 2026-11-20T10:00:00Z
week d 2026-11-20T10:00:00Z o
csv=$(cat out)/release.csv
soffice --headless "-env:UserInstallation=file://$PWD/profile" \
    --infilter="CSV:59,34,76,1,,1030" --convert-to html --outdir . "$csv" \
    > soffice.txt 2>&1
is "$(grep -c '<tr' release.html)" "$(grep -c '' "$csv")" "a row is a row"
is "$(tr -d '\n' < release.html | sed 's/<\/tr>/\n/g' | grep '<td' |
    awk '{ print gsub(/<td/, "") }' | sort -u)" 15 "with all its columns"
is "$(grep -c 'ø' release.html | awk '{ print ($1 > 0) }')" 1 \
    "Danish letters are whole"
is "$(grep -ciE 'Err:|#NAME|#VALUE' release.html)" 0 "nothing is a formula"
