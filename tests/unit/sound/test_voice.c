/* SPDX-License-Identifier: MPL-2.0 */
/* A voice is one child that ends when it is told to, and leaves nothing
 * behind. The speakers are stand-ins: a test machine has no sound. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/file.h"
#include "sound/voice.h"

static char dir[] = "/tmp/voice-test.XXXXXX";

static const char *in_dir(const char *name)
{
    static char path[4][CEIL_PATH];
    static int next;
    char *out = path[next++ % 4];
    snprintf(out, CEIL_PATH, "%s/%s", dir, name);
    return out;
}

static void put(const char *name, const char *bytes, size_t len, mode_t mode)
{
    struct fault why;
    if (!file_write(in_dir(name), (struct plain){bytes, len}, mode, &why))
        fail_msg("%s", why.text);
}

/* Says who it is, what it was asked and handed, and lasts. */
static void put_speaker(const char *name, const char *lasts)
{
    char script[600];
    snprintf(script, sizeof script,
             "#!/bin/sh\n{ echo \"$(basename \"$0\") $*\"; cat; } >%s/part\n"
             "echo $$ >%s/pid\nmv %s/part %s/heard\n%s\n",
             dir, dir, dir, dir, lasts);
    put(name, script, strlen(script), 0700);
}

static int setup(void **state)
{
    static char path[2 * CEIL_PATH];
    (void)state;
    if (!mkdtemp(dir))
        return -1;
    snprintf(path, sizeof path, "%s:%s", dir, getenv("PATH"));
    setenv("PATH", path, 1);
    put_speaker("espeak-ng", "sleep 60");
    put_speaker("aplay", "exit 0");
    return 0;
}

static int teardown(void **state)
{
    char command[CEIL_PATH + 16];
    (void)state;
    snprintf(command, sizeof command, "rm -rf %s", dir);
    return system(command);
}

static void wait_until_heard(char *out, size_t size)
{
    struct buf text = {.max = 4096};
    struct fault why;
    for (int i = 0; i < 2000 && !file_exists(in_dir("heard")); i++)
        usleep(5000);
    assert_true(file_read(in_dir("heard"), 4000, &text, &why));
    assert_true(text.len < size);
    memcpy(out, text.at, text.len);
    out[text.len] = '\0';
    buf_wipe(&text);
    unlink(in_dir("heard"));
}

static pid_t who_speaks(void)
{
    struct buf text = {.max = 64};
    struct fault why;
    long pid = 0;
    assert_true(file_read(in_dir("pid"), 60, &text, &why));
    buf_byte(&text, 0);
    text.at[strcspn(text.at, "\n")] = '\0';
    assert_true(number_parse(text.at, 2, 1 << 30, &pid));
    buf_wipe(&text);
    return (pid_t)pid;
}

static void it_says_the_words_and_is_silent_when_stopped(void **state)
{
    (void)state;
    char heard[400];
    struct fault why;
    struct voice *v = voice_new();
    assert_false(voice_is_heard(v));
    assert_true(voice_say(v, "kmr", plain_of("-x $HOME <b> ord"), &why));
    wait_until_heard(heard, sizeof heard);
    /* Words are no options and no markup; Kurmanji is espeak-ng's "ku". */
    assert_string_equal(
        heard, "espeak-ng -v ku -s 140 -b 1 --stdin\n-x $HOME <b> ord");
    assert_true(voice_is_heard(v));
    pid_t first = who_speaks();
    voice_stop(v);
    assert_false(voice_is_heard(v));
    assert_true(kill(first, 0) == -1 && errno == ESRCH);
    /* Two are never heard at once. */
    assert_true(voice_say(v, "da", plain_of("et"), &why));
    wait_until_heard(heard, sizeof heard);
    first = who_speaks();
    assert_true(voice_say(v, "da", plain_of("to"), &why));
    assert_true(kill(first, 0) == -1 && errno == ESRCH);
    wait_until_heard(heard, sizeof heard);
    first = who_speaks();
    voice_free(v);
    assert_true(kill(first, 0) == -1 && errno == ESRCH);
}

static void a_voice_that_ends_lets_go_of_the_device(void **state)
{
    (void)state;
    char heard[CEIL_PATH + 100], wanted[CEIL_PATH + 100];
    struct fault why;
    struct voice *v = voice_new();
    assert_true(voice_play(v, "-odd name.wav", &why));
    wait_until_heard(heard, sizeof heard);
    snprintf(wanted, sizeof wanted, "aplay -q -- -odd name.wav\n");
    assert_string_equal(heard, wanted);
    pid_t player = who_speaks();
    for (int i = 0; i < 2000 && voice_is_heard(v); i++)
        usleep(5000);
    assert_false(voice_is_heard(v));
    /* Nor is a dead one kept. */
    assert_true(kill(player, 0) == -1 && errno == ESRCH);
    voice_free(v);
}

static void only_what_is_there_is_offered(void **state)
{
    (void)state;
    static const struct {
        const char *lang;
        bool speaks;
    } row[] = {{"da", true},   {"ar", true},          {"kl", true},
               {"ti", false},  {"so", false},         {"ckb", false},
               {"prs", false}, {"", false},           {"d", false},
               {"dan", false}, {"en-x-pseudo", false}};
    struct fault why;
    struct voice *v = voice_new();
    for (size_t i = 0; i < sizeof row / sizeof *row; i++) {
        assert_true(voice_speaks(v, row[i].lang) == row[i].speaks);
        assert_true(voice_has(v, row[i].lang) == row[i].speaks);
    }
    assert_false(voice_say(v, "ti", plain_of("x"), &why));
    assert_false(voice_is_heard(v));
    voice_free(v);

    char *path = strdup(getenv("PATH"));
    setenv("PATH", "/nonexistent", 1);
    v = voice_new();
    assert_false(voice_has(v, "da"));
    assert_false(voice_say(v, "da", plain_of("x"), &why));
    assert_false(voice_is_heard(v));
    voice_free(v);
    setenv("PATH", path, 1);
    free(path);
}

static void a_recording_is_a_wav_of_that_text(void **state)
{
    (void)state;
    static const char wav[] = "RIFF\x24\0\0\0WAVEfmt ";
    struct fault why;
    char path[CEIL_PATH];
    assert_true(dir_make(in_dir("own/ti"), 0700, &why));
    assert_true(dir_make(in_dir("came/ti"), 0700, &why));
    assert_true(dir_make(in_dir("came/so/folder.wav"), 0700, &why));
    put("own/ti/both.wav", wav, sizeof wav, 0600);
    put("came/ti/both.wav", wav, sizeof wav, 0600);
    put("came/ti/q1.question.wav", wav, sizeof wav, 0600);
    put("came/ti/short.wav", wav, 11, 0600);
    put("came/ti/noise.wav", "RIFX----WAVE----", 16, 0600);
    put("came/ti/film.wav", "RIFF----AVI ----", 16, 0600);
    put("came/secret.wav", wav, sizeof wav, 0600);
    assert_int_equal(mkfifo(in_dir("came/ti/pipe.wav"), 0600), 0);

    struct voice *v = voice_new();
    assert_false(voice_recorded(v, "ti", "both", path));
    voice_look_in(v, in_dir("own"));
    voice_look_in(v, in_dir("came"));
    voice_look_in(v, in_dir("third"));
    assert_true(voice_has(v, "ti"));
    assert_false(voice_speaks(v, "ti"));
    assert_false(voice_has(v, "ckb"));
    assert_true(voice_recorded(v, "ti", "both", path));
    assert_string_equal(path, in_dir("own/ti/both.wav"));
    assert_true(voice_recorded(v, "ti", "q1.question", path));
    assert_string_equal(path, in_dir("came/ti/q1.question.wav"));
    static const char *const none[] = {"short", "noise", "film",   "pipe",
                                       "q1",    "",      "absent", "../secret"};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++)
        assert_false(voice_recorded(v, "ti", none[i], path));
    assert_false(voice_recorded(v, "so", "folder", path));
    voice_free(v);

    /* Nothing plays them: nothing is offered. */
    unlink(in_dir("aplay"));
    char *before = strdup(getenv("PATH"));
    setenv("PATH", dir, 1);
    v = voice_new();
    voice_look_in(v, in_dir("own"));
    assert_false(voice_has(v, "ti"));
    assert_false(voice_recorded(v, "ti", "both", path));
    voice_free(v);
    setenv("PATH", before, 1);
    free(before);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(it_says_the_words_and_is_silent_when_stopped),
        cmocka_unit_test(a_voice_that_ends_lets_go_of_the_device),
        cmocka_unit_test(only_what_is_there_is_offered),
        cmocka_unit_test(a_recording_is_a_wav_of_that_text),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
