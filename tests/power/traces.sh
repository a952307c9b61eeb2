#!/usr/bin/env bash
# SPDX-License-Identifier: MPL-2.0
# What was told is nowhere: not in the office's folder, not in the draft on
# tmpfs, not in the memory of the program after the talk. Usage: traces.sh
# PROGRAM_DIR
set -u
dir=$(cd "$1" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/indefra-traces.XXXXXX")
run=$(mktemp -d /dev/shm/indefra-traces.XXXXXX)
chmod 700 "$run"
trap 'rm -rf "$work" "$run"' EXIT
passed=0 failed=0
told=Havregrynsvinduet
export XDG_RUNTIME_DIR=$run SDL_VIDEODRIVER=dummy

ok() { passed=$((passed + 1)); echo "ok - $1"; }
not_ok() { failed=$((failed + 1)); echo "not ok - $1"; }

cat >"$work/script" <<S
tap lang-da
tap next
tap start-yes
type Vi talte om $told hver mandag. Så blev det lettere.
pass 3s
shot $work/draft.png
tap finished
tap next
tap share-office
tap next
tap home-none
tap finish
expect-screen thanks
S
# The picture goes into a pipe, so that the talk stands still while we look.
mkfifo "$work/draft.png"
"$dir/indefra" --data "$work/office" --demo --clock 2026-11-20T10:00:00Z \
    --script "$work/script" >"$work/out" 2>&1 &
app=$!
for _ in $(seq 100); do
    ls "$run"/indefra/draft-* >/dev/null 2>&1 && break
    sleep 0.1
done
if ls "$run"/indefra/draft-* >/dev/null 2>&1; then
    if grep -rqsa "$told" "$run" "$work/office"; then
        not_ok "the draft on tmpfs or the office's folder holds the words"
    else
        ok "a draft is there, and it tells nothing"
    fi
elif grep -q 'memory only' "$work/out"; then
    ok "no tmpfs or keyring here: no draft is written, and the log says so"
else
    not_ok "no draft was written"
fi
cat "$work/draft.png" >/dev/null
if wait "$app"; then
    ok "the talk was told to the end"
else
    not_ok "the talk: $(tail -1 "$work/out")"
fi
in_hex() { od -An -v -tx1 | tr -d ' \n'; }
hex=$(printf %s "$told" | in_hex)
wide=$(printf %s "$told" | iconv -t UTF-16LE | in_hex)
whole=$(cat "$work"/office/* "$run"/indefra/* 2>/dev/null | in_hex)
case $whole in
*"$hex"* | *"$wide"*) not_ok "the words are on the disk" ;;
*) ok "the words are nowhere in the office's folder or on tmpfs" ;;
esac
if ls "$run"/indefra/draft-* >/dev/null 2>&1; then
    not_ok "the draft outlived the talk"
else
    ok "the draft went with the talk"
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
