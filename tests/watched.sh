# SPDX-License-Identifier: MPL-2.0
# shellcheck shell=sh
# Sourced by run.sh and long/run.sh: nothing is waited for without an end.

# watched SECONDS COMMAND...: in a session of its own. When it takes longer,
# what was running in it is told, and ended; exit 137. Ctrl-C ends it, too: a
# shell's background jobs would not hear of it.
# shellcheck disable=SC2016 # for the inner shell
watched() {
    most=$1
    shift
    timeout --foreground -s USR1 "$most" \
        env --default-signal=INT,QUIT setsid bash -c '
        trap "pkill -KILL -s $$" INT TERM HUP
        trap "{ echo \"not ok - it hangs:\"
                ps -ww -s $$ -o pid,ppid,stat,wchan:24,etime,args --forest
              } >&2
              pkill -KILL -s $$" USR1
        env --default-signal=INT,QUIT "$@" &
        wait $!' bash "$@"
}
