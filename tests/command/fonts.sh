# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# check tells each font that is not there: a line each.

mkdir -p bin/share/fonts
cp "$desk" bin
for part in "$PROGRAMS"/share/*; do
    [ "${part##*/}" = fonts ] || ln -s "$part" bin/share
done
demo_office d
cp "$PROGRAMS"/share/fonts/* bin/share/fonts
desk=$PWD/bin/indefra-desk
gives 0 "all fonts are there" check --data d
sed -i 's/NotoSansArabic-Regular/NotoSansArabisk/
    s/NotoSansTamil-Regular/NotoSansTamilsk/' bin/share/fonts/manifest
run 1 check --data d
is "$?:$(wc -l < out)" 0:2 "two are missing: two lines"
has out '^fonts: .*apt install.*NotoSansArabisk' "with what to install"
: > bin/share/fonts/manifest
run 1 check --data d
is "$?:$(grep -c '^fonts: ' out)" 0:1 "a list that names none"
rm bin/share/fonts/manifest
run 1 check --data d
is "$?:$(grep -c '^fonts: ' out)" 0:1 "no list at all"
