# SPDX-License-Identifier: MPL-2.0
# Completion for bash. The programs' own help says what there is, so that
# nothing here can lag behind.
# shellcheck shell=bash

_indefra_options() { # COMMAND...: the options its help names
    "$@" --help 2>/dev/null | grep -oE -- '--[a-z][a-z-]*' | sort -u
}

_indefra() {
    local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local program=${COMP_WORDS[0]} words
    COMPREPLY=()
    case $before in
    --data | --out | --in | --key | --key-out | --new-key | --allow | --codes | \
        --script | --layout)
        compopt -o default 2>/dev/null
        return
        ;;
    --lang)
        words=$(indefra-desk languages 2>/dev/null | awk '{ print $1 }')
        ;;
    *)
        if [ "${program##*/}" != indefra-desk ]; then
            words=$(_indefra_options "$program")
        elif [ "$COMP_CWORD" = 1 ]; then
            words=$("$program" --help 2>/dev/null |
                sed -n 's/^  \([a-z]\{2,\}\) .*/\1/p')
        else
            words="$(_indefra_options "$program" "${COMP_WORDS[1]}")"
            words="$words --data --clock --help"
            [ "${COMP_WORDS[1]}" != guide ] || words="$words check"
        fi
        ;;
    esac
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
    [ ${#COMPREPLY[@]} -gt 0 ] || compopt -o default 2>/dev/null
}

complete -F _indefra indefra indefra-desk indefra-install
