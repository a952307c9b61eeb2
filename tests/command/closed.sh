# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh disable=SC2154 # desk and code come from lib.sh
# Running programs leave no core and show nothing of themselves to others of
# the same user. What the kernel refuses everybody anyway proves nothing.

# shellcheck source=tests/closed.sh
. "$0/../closed.sh"

# $plain is no word or several.
# shellcheck disable=SC2086
{
    (ulimit -c unlimited 2>/dev/null; exec $plain sleep 60) &
    sleep=$!
    demo_office d
    mkfifo code
    exec 3<>code
    $plain "$desk" withdraw --data d <code >said 2>&1 &
    withdraw=$!
    mkdir -m 700 memory
    SDL_VIDEODRIVER=dummy SDL_AUDIODRIVER=dummy XDG_RUNTIME_DIR=$PWD/memory \
        $plain "$PROGRAMS/indefra" --data d --demo --layout frames \
        >told 2>&1 3>&- &
    tablet=$!
}
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
    [ -s frames ] && break
    sleep 0.5
done

anyone=$(open_of $sleep | tr '\n' ' ')
has - environ "another program can be looked into" <<END
$anyone
END
echo "# another program shows: $anyone"
is "$([ -s frames ] && open_of $tablet)" '' "the tablet is closed"
is "$(open_of $withdraw)" '' "a command that waits is closed"
kill $sleep $withdraw $tablet
wait $sleep $withdraw $tablet 2>/dev/null
exec 3>&-
