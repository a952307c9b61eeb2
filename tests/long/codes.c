/* SPDX-License-Identifier: MPL-2.0 */
/* Does a code that opens nothing tell why? Unknown, wrong and withdrawn codes
 * are tried in turns on a real office; what is said must be the same to the
 * byte, and the times are compared as distributions.
 *   codes FOLDER TRIES KIB SEED
 * KIB is what a try costs in memory: far below what an office asks, so that a
 * gap that is not the guess's own stands out the more. Says one line:
 *   said-same medians-apart-% p p p median-ms apart-us
 *   codes cost FOLDER TRIES
 * What one try costs, in core-seconds: of a small machine, of others. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "desk/safe.h"
#include "host/process.h"

enum { UNKNOWN, WRONG, WITHDRAWN, KINDS };
enum { STORIES = 40, TRIES_MOST = 100000, WARM = 10, PASSES = 3 };

static struct safe safe;
static struct office office;
static struct clock noon;
static char code[STORIES][CODE_DIGITS + 1]; /* the first half is withdrawn */
static double took[KINDS][TRIES_MOST];

static uint64_t dice;

static uint32_t below(uint32_t limit)
{
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((dice >> 32) * limit >> 32);
}

/* --- An office with stories -------------------------------------------- */

static bool same_cost(struct code_cost a, struct code_cost b)
{
    return a.memory_kib == b.memory_kib && a.passes == b.passes;
}

/* What a guess costs: by the machine's memory, and as the contract says. */
static bool cost_is_promised(void)
{
    const uint64_t mib = 1 << 20;
    const struct code_cost small = {64 * 1024, 3}, full = {256 * 1024, 3};
    return same_cost(code_cost_for(false, 2048 * mib - 1), small) &&
           same_cost(code_cost_for(false, 2048 * mib), full) &&
           same_cost(code_cost_for(false, 64 * 1024 * mib), full) &&
           same_cost(office.cost,
                     code_cost_for(false, process_machine_bytes()));
}

static bool open_office(const char *folder, struct fault *why)
{
    static struct office_secrets told;
    char dir[120], key[120];
    snprintf(dir, sizeof dir, "%s/office", folder);
    snprintf(key, sizeof key, "%s/office.key", folder);
    bool ok = vault_begin(why) && clock_fixed(&noon, "2026-11-20", why) &&
              office_init(dir, "Kontoret", "Byby", key, false, &told, why) &&
              office_open(&office, dir, why);
    if (ok && !cost_is_promised())
        ok = fault_set(why, FAULT_INPUT, "a guess costs less than promised");
    return ok;
}

static bool slot_says_cost(const char *digits)
{
    struct fault why;
    struct slot slot;
    char again[CODE_DIGITS + 1];
    uint16_t locator;
    return code_parse(plain_of(digits), again, &locator) &&
           slots_read(safe.slots, slots_find(safe.slots, locator), &slot,
                      &why) &&
           same_cost(slot.cost, office.cost);
}

static bool tell_stories(int stories, struct fault *why)
{
    static struct talk talk;
    struct opened o;
    bool ok = safe_open(&safe, &office, &noon, SAFE_WAIT_MS, why);
    for (int i = 0; ok && i < stories; i++)
        ok = deliver_code(&safe, code[i], why) &&
             deliver_story(&safe, &talk, plain_of(""), false, -1, code[i], why);
    if (ok && !slot_says_cost(code[0]))
        ok = fault_set(why, FAULT_INPUT, "a slot does not say what it costs");
    for (int i = 0; ok && i < stories / 2; i++)
        ok = code_open(&safe, plain_of(code[i]), &o, why) &&
             code_withdraw(&safe, &o, why);
    return ok;
}

/* --- Trying ------------------------------------------------------------ */

static void make_try(int kind, char digits[CODE_DIGITS + 1])
{
    char again[CODE_DIGITS + 1];
    uint16_t locator = 0;
    int i = (int)below(STORIES / 2);
    if (kind == WITHDRAWN) {
        memcpy(digits, code[i], CODE_DIGITS + 1);
        return;
    }
    if (kind == WRONG)
        code_parse(plain_of(code[STORIES / 2 + i]), again, &locator);
    else
        do
            locator = (uint16_t)below(SLOTS_MAX);
        while (slots_find(safe.slots, locator) >= 0);
    code_make(locator, digits);
}

static double now_ms(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Everything that code_open() gives, and how long it took. */
static bool try_one(int kind, double *ms, struct opened *o, struct fault *why)
{
    char digits[CODE_DIGITS + 1];
    make_try(kind, digits);
    memset(o, 0xAA, sizeof *o);
    memset(why, 0, sizeof *why);
    double began = now_ms();
    bool opened = code_open(&safe, plain_of(digits), o, why);
    *ms = now_ms() - began;
    return !opened;
}

/* In turns, each turn in another order. Gives whether all looked the same. */
static bool try_all(int each)
{
    struct opened first, o;
    struct fault said, why;
    bool same = try_one(UNKNOWN, &took[0][0], &first, &said) &&
                said.kind == FAULT_KEY && first.slot == -1;
    for (int i = -WARM; i < each; i++) {
        int order[KINDS] = {UNKNOWN, WRONG, WITHDRAWN};
        for (int left = KINDS; left > 0; left--) {
            int drawn = (int)below((uint32_t)left), kind = order[drawn];
            order[drawn] = order[left - 1];
            same &= try_one(kind, &took[kind][i < 0 ? 0 : i], &o, &why);
            same &= memcmp(&o, &first, sizeof o) == 0 &&
                    why.kind == said.kind && strcmp(why.text, said.text) == 0;
        }
    }
    return same;
}

/* --- Statistics -------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Kolmogorov and Smirnov: how likely two sorted samples of n are as far apart
 * when both come from one distribution (its limit, Stephens' correction). */
static double same_p(const double *a, const double *b, int n)
{
    double most = 0, p = 0, root = sqrt(n / 2.0);
    for (int i = 0, k = 0; i < n && k < n;) {
        if (a[i] <= b[k])
            i++;
        else
            k++;
        most = fmax(most, fabs((double)(i - k)) / n);
    }
    double l = (root + 0.12 + 0.11 / root) * most;
    for (int j = 1; j <= 100; j++)
        p += (j % 2 ? 2 : -2) * exp(-2.0 * j * j * l * l);
    return l < 0.2 ? 1 : fmin(1, fmax(0, p));
}

static void tell(bool same, int each)
{
    double low = INFINITY, high = 0;
    for (int kind = 0; kind < KINDS; kind++) {
        qsort(took[kind], (size_t)each, sizeof **took, by_size);
        double median = took[kind][each / 2];
        low = fmin(low, median);
        high = fmax(high, median);
    }
    printf("%s %.3f %.3f %.3f %.3f %.3f %.1f\n", same ? "yes" : "no",
           100 * (high - low) / low, same_p(took[UNKNOWN], took[WRONG], each),
           same_p(took[UNKNOWN], took[WITHDRAWN], each),
           same_p(took[WRONG], took[WITHDRAWN], each), low,
           1000 * (high - low));
}

/* --- What a try costs -------------------------------------------------- */

static double core_seconds(struct code_cost cost, int tries)
{
    static const uint8_t salt[CODE_SALT], pepper[VAULT_KEY];
    double *seconds = took[0];
    for (int i = 0; i < tries; i++) {
        struct timespec from, to;
        struct code_keys keys;
        struct fault why;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &from);
        if (!code_derive(code[0], salt, cost, pepper, &keys, &why))
            return 0;
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &to);
        seconds[i] = (double)(to.tv_sec - from.tv_sec) +
                     (double)(to.tv_nsec - from.tv_nsec) / 1e9;
    }
    qsort(seconds, (size_t)tries, sizeof *seconds, by_size);
    return seconds[tries / 2];
}

/* With the office's own cost in its slots, which tell_stories() looks at. */
static int tell_cost(const char *folder, int tries)
{
    struct fault why = {0};
    code_make(0, code[0]);
    bool ok = open_office(folder, &why) && tell_stories(1, &why);
    if (ok)
        printf("%.4f %.4f\n", core_seconds(code_cost_for(false, 1), tries),
               core_seconds(code_cost_for(false, UINT64_MAX), tries));
    else
        fprintf(stderr, "%s\n", why.text);
    safe_close(&safe);
    office_close(&office);
    return ok ? 0 : 2;
}

static int tell_tries(const char *folder, int tries, long kib)
{
    struct fault why = {0};
    bool ok = open_office(folder, &why);
    office.cost = (struct code_cost){(uint32_t)kib, PASSES};
    ok = ok && tell_stories(STORIES, &why);
    if (ok)
        tell(try_all(tries / KINDS), tries / KINDS);
    else
        fprintf(stderr, "%s\n", why.text);
    safe_close(&safe);
    office_close(&office);
    return ok ? 0 : 2;
}

int main(int argc, char **argv)
{
    long tries, kib, seed;
    if (argc == 4 && strcmp(argv[1], "cost") == 0 &&
        number_parse(argv[3], 1, 99, &tries))
        return tell_cost(argv[2], (int)tries);
    if (argc != 5 || !number_parse(argv[2], 3, 3L * TRIES_MOST, &tries) ||
        !number_parse(argv[3], 8, 1 << 20, &kib) ||
        !number_parse(argv[4], 0, LONG_MAX, &seed)) {
        fputs("usage: codes FOLDER TRIES KIB SEED | cost FOLDER TRIES\n",
              stderr);
        return 2;
    }
    dice = (uint64_t)seed;
    return tell_tries(argv[1], (int)tries, kib);
}
