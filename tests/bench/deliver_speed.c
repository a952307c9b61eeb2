/* SPDX-License-Identifier: MPL-2.0 */
/* How long a teller waits at "finish": from the delivery that the screen asks
 * the keeper for until it is answered, all synced, without Argon2, which costs
 * what it shall cost. In a new demo office on the disk that FOLDER is on.
 * Prints milliseconds: median, p95, and for comparison the median of one
 * page written and synced there.
 *
 *     deliver_speed FOLDER */
#include <fcntl.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "desk/keeper.h"
#include "desk/office.h"
#include "host/clock.h"
#include "host/paths.h"
#include "vault/stretch.h"

enum { STORIES = 50, WAIT_MS = 1000, PAGE = 4096 };

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static int by_size(const void *a, const void *b)
{
    const double *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

static void must(bool ok, const struct fault *why)
{
    if (ok)
        return;
    fprintf(stderr, "deliver_speed: %s\n", why->text);
    exit(1);
}

static void wake(void)
{
}

static struct task *ask(struct keeper *k, struct task *t)
{
    struct task *answer;
    keeper_ask(k, t);
    while (!(answer = keeper_answer(k)))
        keeper_wait(k, WAIT_MS);
    must(answer->ok, &answer->why);
    return answer;
}

/* What an ordinary talk is: some thousand letters, half of them approved. */
static void tell(struct task *t, const char *digits)
{
    char words[1500];
    memset(words, 'a', sizeof words);
    keeper_new_id(t->talk->id);
    for (int i = 0; i < 4; i++) {
        char question[CEIL_ID];
        snprintf(question, sizeof question, "q%d", i + 1);
        talk_tell(t->talk, &talk_answer_for(t->talk, question)->own,
                  (struct plain){words, sizeof words});
    }
    buf_put(&t->approved, words, sizeof words);
    text_copy(t->digits, sizeof t->digits, digits);
}

static double deliver_one(struct keeper *k)
{
    struct task *code = ask(k, task_new(TASK_CODE, false));
    struct task *told = task_new(TASK_DELIVER, true);
    tell(told, code->digits);
    double began = now_ms();
    told = ask(k, told);
    double took = now_ms() - began;
    task_free(told);
    task_free(code);
    return took;
}

static double stretch_once(struct code_cost cost)
{
    struct fault why;
    uint8_t out[VAULT_KEY], salt[CODE_SALT] = {1};
    double began = now_ms();
    must(stretch(plain_of("1234567890123456"), salt, cost, out, &why), &why);
    return now_ms() - began;
}

static double sync_once(int fd, int i)
{
    uint8_t page[PAGE];
    memset(page, i + 1, sizeof page);
    double began = now_ms();
    if (pwrite(fd, page, sizeof page, 0) != PAGE || fdatasync(fd) != 0)
        exit(1);
    return now_ms() - began;
}

int main(int count, char **args)
{
    static struct office office;
    static struct clock clock;
    static double took[STORIES], argon[STORIES], synced[STORIES];
    struct office_secrets secrets;
    struct fault why;
    char dir[CEIL_PATH], page[CEIL_PATH];
    if (count != 2)
        return 2;
    must(vault_begin(&why) && path_join(dir, args[1], "office", &why) &&
             path_join(page, args[1], "page", &why) &&
             office_init(dir, "Prøvekontor", "Prøveby", NULL, true, &secrets,
                         &why) &&
             office_open(&office, dir, &why),
         &why);
    clock_real(&clock);
    struct keeper *k = keeper_start(&office, &clock, wake, &why);
    must(k != NULL, &why);
    task_free(ask(k, task_new(TASK_BEGIN, false)));
    int fd = open(page, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    sync_once(fd, 0);
    for (int i = 0; i < STORIES; i++) {
        took[i] = deliver_one(k);
        argon[i] = stretch_once(office.cost);
        synced[i] = sync_once(fd, i);
    }
    keeper_stop(k);
    close(fd);
    qsort(took, STORIES, sizeof *took, by_size);
    qsort(argon, STORIES, sizeof *argon, by_size);
    qsort(synced, STORIES, sizeof *synced, by_size);
    double stretched = argon[STORIES / 2];
    printf("%.2f %.2f %.2f\n", took[STORIES / 2] - stretched,
           took[STORIES * 95 / 100] - stretched, synced[STORIES / 2]);
    office_close(&office);
    return 0;
}
