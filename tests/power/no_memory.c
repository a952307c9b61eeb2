/* SPDX-License-Identifier: MPL-2.0 */
/* Memory that fails: put before the C library's with LD_PRELOAD, so that the
 * real programs and every library below them ask here. The N-th time anybody
 * asks is refused, or that and all after it.
 *
 *     NO_MEMORY_AT=N      0: only counts
 *     NO_MEMORY_ON=1      all after it, too
 *     NO_MEMORY_TOLD=FILE how often was asked ("asked N"), which times came
 *                         from a place that had not asked before ("new N"),
 *                         what asked when it was refused, and what crashed
 *
 * What the program starts does not inherit it. */
#include <dlfcn.h>
#include <errno.h>
#include <execinfo.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdbool.h>
#include <sys/mman.h>
#include <unistd.h>

enum { DEPTH = 40, PLACES = 1 << 16, NEW_MOST = PLACES / 2 };

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t n, size_t size);
void *__libc_realloc(void *at, size_t size);
void *__libc_memalign(size_t edge, size_t size);

static atomic_long asked;
static long fail_at = -1; /* before the program began */
static bool fail_on;
static int told = -1;
static _Thread_local bool inside;

static struct {
    atomic_flag busy;
    uint64_t seen[PLACES];
    long first[NEW_MOST];
    int count;
} places = {.busy = ATOMIC_FLAG_INIT};

/* --- Who asks ---------------------------------------------------------- */

static void note_place(long n)
{
    void *frame[DEPTH];
    uint64_t hash = 14695981039346656037u;
    int depth = backtrace(frame, DEPTH);
    for (int i = 0; i < depth; i++)
        hash = (hash ^ (uintptr_t)frame[i]) * 1099511628211u;
    while (atomic_flag_test_and_set(&places.busy))
        ;
    size_t at = (hash >> 20) % PLACES;
    while (places.seen[at] && places.seen[at] != hash)
        at = (at + 1) % PLACES;
    if (!places.seen[at] && places.count < NEW_MOST) {
        places.seen[at] = hash;
        places.first[places.count++] = n;
    }
    atomic_flag_clear(&places.busy);
}

static void tell_stack(const char *what)
{
    void *frame[DEPTH];
    dprintf(told, "%s\n", what);
    backtrace_symbols_fd(frame, backtrace(frame, DEPTH), told);
}

static bool refuses(void)
{
    if (fail_at < 0 || inside)
        return false;
    long n = atomic_fetch_add(&asked, 1) + 1;
    bool refused = fail_at && (n == fail_at || (fail_on && n > fail_at));
    if (told >= 0 && (!fail_at || n == fail_at)) {
        inside = true;
        if (fail_at)
            tell_stack("refused");
        else
            note_place(n);
        inside = false;
    }
    if (refused)
        errno = ENOMEM;
    return refused;
}

/* --- In the C library's place ------------------------------------------ */

void *malloc(size_t size)
{
    return refuses() ? NULL : __libc_malloc(size);
}

void *calloc(size_t n, size_t size)
{
    return refuses() ? NULL : __libc_calloc(n, size);
}

void *realloc(void *at, size_t size)
{
    return refuses() ? NULL : __libc_realloc(at, size);
}

void *reallocarray(void *at, size_t n, size_t size)
{
    size_t all;
    if (__builtin_mul_overflow(n, size, &all)) {
        errno = ENOMEM;
        return NULL;
    }
    return realloc(at, all);
}

void *memalign(size_t edge, size_t size)
{
    return refuses() ? NULL : __libc_memalign(edge, size);
}

void *aligned_alloc(size_t edge, size_t size)
{
    return memalign(edge, size);
}

int posix_memalign(void **at, size_t edge, size_t size)
{
    void *got = memalign(edge, size);
    if (!got)
        return ENOMEM;
    *at = got;
    return 0;
}

/* libsodium, and our own frames, take whole pages. Files are let be. */
void *mmap(void *at, size_t size, int allows, int flags, int file, off_t from)
{
    static void *(*real)(void *, size_t, int, int, int, off_t);
    if (!real)
        real = (void *(*)(void *, size_t, int, int, int, off_t))dlsym(RTLD_NEXT,
                                                                      "mmap");
    if ((flags & MAP_ANONYMOUS) && refuses())
        return MAP_FAILED;
    return real(at, size, allows, flags, file, from);
}

/* A thread needs a stack. */
int pthread_create(pthread_t *id, const pthread_attr_t *attributes,
                   void *(*run)(void *), void *self)
{
    static int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
                       void *);
    if (!real)
        real = (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *),
                        void *))dlsym(RTLD_NEXT, "pthread_create");
    return refuses() ? EAGAIN : real(id, attributes, run, self);
}

/* --- Before and after the program -------------------------------------- */

static void crashed(int number)
{
    inside = true;
    tell_stack("crashed");
    signal(number, SIG_DFL);
    raise(number);
}

/* On a stack of its own: one that ran over is a crash, too. */
static void catch_crashes(void)
{
    static char stack[1 << 16];
    static const int numbers[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    stack_t other = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction to = {.sa_handler = crashed, .sa_flags = SA_ONSTACK};
    sigaltstack(&other, NULL);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
        sigaction(numbers[i], &to, NULL);
}

static long number_in(const char *name)
{
    const char *text = getenv(name);
    return text ? strtol(text, NULL, 10) : 0;
}

__attribute__((constructor)) static void begin(void)
{
    void *frame[1];
    const char *path = getenv("NO_MEMORY_TOLD");
    if (path) {
        told = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        backtrace(frame, 1); /* loads what it needs */
        catch_crashes();
    }
    fail_on = number_in("NO_MEMORY_ON") != 0;
    fail_at = number_in("NO_MEMORY_AT");
    unsetenv("LD_PRELOAD");
}

__attribute__((destructor)) static void end(void)
{
    long n = atomic_load(&asked);
    bool counted = fail_at == 0;
    fail_at = -1;
    if (told < 0 || !counted)
        return;
    dprintf(told, "asked %ld\n", n);
    for (int i = 0; i < places.count; i++)
        dprintf(told, "new %ld\n", places.first[i]);
}
