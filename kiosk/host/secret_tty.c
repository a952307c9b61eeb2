/* SPDX-License-Identifier: MPL-2.0 */
/* See secret_tty.h. Danger: between switching the echo off and on again no
 * signal may end the program, or the terminal stays mute. Such a signal is let
 * in only while the program waits: one that came just before would be noted,
 * and the program would wait all the same. */
#include "host/secret_tty.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include "base/bytes.h"

static const int ending[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGTSTP};
enum { ENDING = sizeof ending / sizeof *ending };

static volatile sig_atomic_t came; /* the signal that came while asking */

static void note(int signal_number)
{
    came = signal_number;
}

static bool refuse(struct fault *why, enum fault_kind kind, const char *text,
                   char *out, size_t size)
{
    bytes_wipe(out, size);
    return fault_set(why, kind, "%s", text);
}

/* let_in: signals as they are while it waits; NULL: as they are now. False:
 * one of the ending came. */
static bool byte_is_there(int fd, const sigset_t *let_in)
{
    struct pollfd wanted = {fd, POLLIN, 0};
    while (let_in && ppoll(&wanted, 1, NULL, let_in) < 0 && !came)
        if (errno != EINTR)
            return false;
    return !came;
}

static bool line_from(int fd, const sigset_t *let_in, char *out, size_t size,
                      struct fault *why)
{
    size_t len = 0;
    bool cut = false, nul = false;
    char c = 0;
    while (c != '\n') {
        ssize_t n = byte_is_there(fd, let_in) ? read(fd, &c, 1) : -1;
        if (n < 0 && errno == EINTR && !came)
            continue;
        if (n < 0)
            return refuse(why, FAULT_SYSTEM, "no secret came: try again", out,
                          size);
        if (n == 0)
            break;
        nul = nul || c == '\0';
        if (c == '\n')
            continue;
        if (len + 1 < size)
            out[len++] = c;
        else
            cut = true;
    }
    c = 0;
    if (len && out[len - 1] == '\r')
        len--;
    out[len] = '\0';
    if (cut)
        return refuse(why, FAULT_LIMIT, "the line is too long", out, size);
    if (len == 0 || nul)
        return refuse(why, FAULT_INPUT,
                      "no passphrase or code came: give one "
                      "a line",
                      out, size);
    return true;
}

bool secret_tty_line(int fd, char *out, size_t size, struct fault *why)
{
    return line_from(fd, NULL, out, size, why);
}

struct hearing {
    struct sigaction before[ENDING];
    sigset_t let_in;
};

static void hear_endings(struct hearing *h)
{
    struct sigaction now = {.sa_handler = note}; /* no SA_RESTART: waits end */
    sigset_t kept_out;
    sigemptyset(&now.sa_mask);
    sigemptyset(&kept_out);
    for (int i = 0; i < ENDING; i++)
        sigaddset(&kept_out, ending[i]);
    came = 0;
    sigprocmask(SIG_BLOCK, &kept_out, &h->let_in);
    for (int i = 0; i < ENDING; i++)
        sigaction(ending[i], &now, &h->before[i]);
}

static void let_endings_be(const struct hearing *h)
{
    sigprocmask(SIG_SETMASK, &h->let_in, NULL); /* who waited is noted now */
    for (int i = 0; i < ENDING; i++)
        sigaction(ending[i], &h->before[i], NULL);
}

static bool say(int tty, const char *text)
{
    struct plain rest = plain_of(text);
    while (rest.len) {
        ssize_t n = write(tty, rest.at, rest.len);
        if (n < 0)
            return false;
        rest = plain_cut(rest, (size_t)n, rest.len);
    }
    return true;
}

static bool ask_muted(int tty, const sigset_t *let_in, const char *prompt,
                      char *out, size_t size, struct fault *why)
{
    struct termios loud, mute;
    if (tcgetattr(tty, &loud) != 0)
        return fault_set(why, FAULT_SYSTEM, "the terminal does not answer");
    mute = loud;
    mute.c_lflag &= ~(tcflag_t)ECHO;
    mute.c_lflag |= ICANON | ECHONL | ISIG;
    if (tcsetattr(tty, TCSAFLUSH, &mute) != 0)
        return fault_set(why, FAULT_SYSTEM,
                         "the terminal would show what is typed: use another");
    bool ok = say(tty, prompt) && line_from(tty, let_in, out, size, why);
    tcsetattr(tty, TCSAFLUSH, &loud);
    return ok;
}

bool secret_tty_ask(const char *prompt, char *out, size_t size,
                    struct fault *why)
{
    int tty = open("/dev/tty", O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (tty < 0)
        return fault_set(why, FAULT_SYSTEM,
                         "no terminal to ask on: use --passphrase-stdin");
    struct hearing hearing;
    hear_endings(&hearing);
    bool ok = ask_muted(tty, &hearing.let_in, prompt, out, size, why);
    let_endings_be(&hearing);
    close(tty);
    int ended = came;
    came = 0;
    if (ended) {
        bytes_wipe(out, size);
        raise(ended);
        return fault_set(why, FAULT_SYSTEM, "stopped while asking");
    }
    return ok;
}
