#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# The package, in a bare Debian 12 of its own: installed, an office made, a talk
# told in an X server as the user who owns it, upgraded, removed, purged. Root,
# and a Debian mirror; "make deb-check" runs it. Usage: deb.sh BUILD
#   BASE=DIR    a Debian 12 by debootstrap, copied instead of made anew
#   BEFORE=DEB  the version to upgrade from; else this one under a lower number
#   KEEP=DIR    where it happens, and stays
set -u
build=$(cd "$1" && pwd)
cd "$(dirname "$0")/../.." || exit 1
deb=$(ls "$build"/deb/indefra_*.deb) || exit 1
work=${KEEP:-$(mktemp -d)}
root=$work/root
data=/var/lib/indefra
passed=0 failed=0

ok() { # WHAT: the command before it went well, or did not
    if [ "$status" = 0 ]; then
        passed=$((passed + 1))
        echo "ok - $1"
    else
        failed=$((failed + 1))
        echo "not ok - $1"
        sed 's/^/# /' "$work/said" | tail -n 8
    fi
}
try() { # WHAT COMMAND...
    local what=$1
    shift
    "$@" >"$work/said" 2>&1
    status=$?
    ok "$what"
}
same() { # WHAT GOT WANTED
    echo "got \"$2\", wanted \"$3\"" >"$work/said"
    [ "$2" = "$3" ]
    status=$?
    ok "$1"
}
# Nobody answers questions; nothing of this session reaches in.
inside() {
    env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive chroot "$root" "$@" </dev/null
}
as_indefra() { inside runuser -u indefra -- "$@"; }
apt() { inside apt-get -q -y --no-install-recommends "$@"; }
dpkg_state() { inside dpkg-query -W -f '${db:Status-Status}' indefra; }
is_there() { [ -e "$root$1" ] || [ -L "$root$1" ]; }
is_gone() { ! is_there "$1"; }
mode() { inside stat -c '%U:%G %a' "$1"; }

tidy() {
    umount "$root/proc" 2>/dev/null
    # Never through a mount.
    [ -n "${KEEP-}" ] || rm -rf --one-file-system "$work"
}
trap tidy EXIT

# --- A bare Debian 12 --------------------------------------------------------

mkdir -p "$work"
rm -rf --one-file-system "$root"
if [ -n "${BASE-}" ]; then
    cp -a "$BASE" "$root"
else
    debootstrap --variant=minbase --include=systemd-sysv bookworm "$root" \
        http://deb.debian.org/debian >"$work/debootstrap.log" 2>&1 || {
        tail -n 5 "$work/debootstrap.log"
        exit 1
    }
fi
mount -t proc proc "$root/proc"
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod 755 "$root/usr/sbin/policy-rc.d"
cp "$deb" "$root/new.deb"
if [ -n "${BEFORE-}" ]; then
    cp "$BEFORE" "$root/old.deb"
else
    dpkg-deb -R "$deb" "$work/old"
    sed -i 's/^Version: .*/Version: 0.0.1/' "$work/old/DEBIAN/control"
    dpkg-deb -b "$work/old" "$root/old.deb" >/dev/null
    rm -rf "$work/old"
fi
apt update >/dev/null
apt install xvfb >"$work/xvfb.log" 2>&1

# --- Installed ---------------------------------------------------------------

try "it installs, asking nobody" apt install /old.deb
grep -q 'run "indefra-install"' "$work/said"
status=$?
ok "it says how an office is made"
same "data folder" "$(mode $data)" "indefra:indefra 700"
try "no office is made" is_gone $data/office.conf
same "nobody logs in" "$(inside getent passwd indefra | cut -d: -f7)" \
    /usr/sbin/nologin
same "settings" "$(mode /etc/indefra/kiosk.conf)" "root:root 644"
same "nothing is enabled" \
    "$(inside systemctl is-enabled indefra-reminder.timer)" disabled
for page in indefra.1 indefra-desk.1 indefra-guide.5 indefra-install.8; do
    try "man page $page" is_there "/usr/share/man/man${page##*.}/$page.gz"
done
for paper in README accessibility cups SECURITY dpia.da danger.da usertest.da; do
    try "paper $paper.md" is_there "/usr/share/doc/indefra/$paper.md"
done
# COMP_WORDS as bash sets them for "indefra-desk wi" and "... week --cou".
completes() { # WORDS...
    inside bash -c '. /usr/share/bash-completion/completions/indefra
        COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)); _indefra 2>/dev/null
        echo "${COMPREPLY[@]}"' completes "$@"
}
same "completion of commands" "$(completes indefra-desk wi)" withdraw
same "completion of options" "$(completes indefra-desk week --cou)" --course
same "completion of the tablet" "$(completes indefra --win)" --window

# 15 of 100: the design's 1.5 of 10.
for unit in indefra.service indefra-reminder.service; do
    try "exposure of $unit" inside systemd-analyze security --offline=yes \
        --threshold=15 "$unit"
done
try "no unit is wrong" inside sh -c \
    'systemd-analyze --man=no verify indefra.target indefra-reminder.timer \
        indefra-again.service indefra-stick@sda1.service 2>&1 |
        grep -i indefra && exit 1; :'

# --- An office ---------------------------------------------------------------

before=$(inside systemctl get-default)
keys=$(inside systemctl is-enabled ctrl-alt-del.target)
refuses() { # PATTERN COMMAND...
    local pattern=$1 said
    shift
    said=$("$@" 2>&1) && return 1
    echo "$said"
    echo "$said" | grep -q -- "$pattern"
}
answer() { # QUESTION TYPE TEXT
    echo "indefra indefra/$*" | chroot "$root" debconf-set-selections
}
try "no office without names" refuses "nobody to ask" inside indefra-install
answer office string Familiehuset
answer municipality string Byby Kommune
try "the names are answered" inside dpkg-reconfigure indefra
same "they are kept" "$(cat "$root/etc/indefra/answers" | tr '\n' ' ')" \
    "office=Familiehuset municipality=Byby Kommune "
inside install -d -o indefra -m 700 /stick
try "indefra-install" inside indefra-install --key-out /stick/office.key
same "six words and a PIN" \
    "$(awk 'NF == 6 && /^[a-zæøå ]+$/ { w = 1 } /^[0-9]+$/ { p = 1 }
        END { print w, p }' "$work/said")" "1 1"
try "its names" grep -q '^office=Familiehuset$' "$root$data/office.conf"
same "its key is the owner's" "$(mode /stick/office.key)" "indefra:indefra 600"
try "the answers are gone" is_gone /etc/indefra/answers
same "it starts with the machine" \
    "$(inside systemctl get-default) $(inside systemctl is-enabled \
        indefra-reminder.timer)" "indefra.target enabled"
same "Ctrl-Alt-Del" "$(inside systemctl is-enabled ctrl-alt-del.target)" masked
same "swap" "$(inside systemctl is-enabled swap.target)" masked
try "USB rules" inside test -f /etc/udev/rules.d/90-indefra.rules
try "the office is sound" as_indefra indefra-desk check
sum=$(sha256sum <"$root$data/office.conf")
try "indefra-install, once more" inside indefra-install
same "the office is the same" "$(sha256sum <"$root$data/office.conf")" "$sum"
try "the tablet plays no script there" refuses "demo office only" \
    as_indefra env SDL_VIDEODRIVER=dummy indefra --script /dev/null
try "removed" apt remove indefra
try "the office stays" is_there $data/office.conf
same "the machine starts as before" "$(inside systemctl get-default)" "$before"
try "no link of ours" is_gone /etc/udev/rules.d/90-indefra.rules
same "Ctrl-Alt-Del, again" \
    "$(inside systemctl is-enabled ctrl-alt-del.target)" "$keys"
try "installed again" apt install /old.deb
same "the office is found" "$(sha256sum <"$root$data/office.conf")" "$sum"
try "purged, asking nobody" apt purge indefra
try "the office stays, again" is_there $data/office.conf
try "settings are gone" is_gone /etc/indefra
try "installed a third time" apt install /old.deb
answer purge-data boolean true
try "purged, with a yes" apt purge indefra
try "all is gone" is_gone $data

# --- Stories, through an upgrade ---------------------------------------------

try "installed for stories" apt install /old.deb
try "a demo office" as_indefra indefra-desk init --demo --data $data
cp data/demo/talk.script "$root/talk.script"
inside install -d -o indefra -m 700 /out
cat >"$root/talk.sh" <<'IN'
cd /out
exec 3>number
Xvfb -displayfd 3 -screen 0 1280x800x24 -nolisten tcp >/dev/null 2>&1 &
while [ ! -s number ]; do sleep 0.2; done
DISPLAY=:$(cat number) SDL_VIDEODRIVER=x11 indefra \
    --clock 2026-11-05T10:00:00Z --script /talk.script
code=$?
kill $!
exit $code
IN
try "a talk in an X server, as indefra" as_indefra bash /talk.sh
try "others tell" as_indefra indefra-desk demo --stories 24 --seed 7 \
    --clock 2026-11-06T12:00:00Z
counts() {
    as_indefra indefra-desk status --json --clock 2026-11-19T12:00:00Z |
        grep -o '"delivered":.*"untranslated":[0-9]*'
}
told=$(counts)
same "25 stories" "${told%%,*}" '"delivered":25'
try "upgraded" apt install /new.deb
same "to this version" "$(inside dpkg-query -W -f '${Version}' indefra)" \
    "$(dpkg-deb -f "$deb" Version)"
same "the same stories" "$(counts)" "$told"
try "sound" as_indefra indefra-desk check
try "a talk after the upgrade" as_indefra bash /talk.sh
week() {
    echo demo | chroot "$root" runuser -u indefra -- indefra-desk week \
        --passphrase-stdin --key $data/office.key --out /out \
        --clock 2026-11-20T14:00:00Z
}
try "the booklet" week
same "its files" "$(cd "$root/out" && ls indefra-2026-W47 | tr '\n' ' ')" \
    "booklet.html booklet.pdf manifest.json release.csv release.json "
try "removed with stories" apt remove indefra
same "it is removed" "$(dpkg_state)" config-files
try "the stories stay" is_there $data/indefra.db
try "installed after all" apt install /new.deb
try "the stories are sound" as_indefra indefra-desk check
try "reinstalled over itself" apt install --reinstall /new.deb

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
