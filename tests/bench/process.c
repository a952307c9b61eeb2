/* SPDX-License-Identifier: MPL-2.0 */
/* See process.h. The scheduler's own counters, as /proc/PID/stat counts in
 * steps of 10 ms, which is more than an idle program uses. */
#include "process.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "screen.h"

/* The sum of the numbers after a name at the beginning of a line. */
static long sum_fields(const char *path, const char *name)
{
    char line[256];
    long sum = -1;
    FILE *file = fopen(path, "re");
    while (file && fgets(line, sizeof line, file)) {
        const char *found = strstr(line, name);
        if (found)
            sum = (sum < 0 ? 0 : sum) + strtol(found + strlen(name), NULL, 10);
    }
    if (file)
        fclose(file);
    return sum;
}

static void add_thread(const char *folder, const char *thread,
                       struct process_use *use)
{
    char path[128];
    unsigned long long ran = 0;
    snprintf(path, sizeof path, "%.60s/%.20s/status", folder, thread);
    use->switches += sum_fields(path, "ctxt_switches:");
    snprintf(path, sizeof path, "%.60s/%.20s/schedstat", folder, thread);
    FILE *file = fopen(path, "re");
    if (file && fscanf(file, "%llu", &ran) == 1)
        use->cpu_ms += (double)ran / 1e6;
    if (file)
        fclose(file);
}

struct process_use process_use(pid_t pid)
{
    struct process_use use = {0};
    char folder[64];
    snprintf(folder, sizeof folder, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(folder);
    struct dirent *thread;
    while (threads && (thread = readdir(threads)))
        if (thread->d_name[0] != '.')
            add_thread(folder, thread->d_name, &use);
    if (threads)
        closedir(threads);
    return use;
}

long process_memory(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    return sum_fields(path, "Pss:");
}

static _Noreturn void become(char **command)
{
    int nothing = open("/dev/null", O_RDWR);
    dup2(nothing, STDOUT_FILENO);
    if (!getenv("PROBE_SHOW"))
        dup2(nothing, STDERR_FILENO);
    execvp(command[0], command);
    _exit(127);
}

pid_t process_start(char **command, int closed)
{
    pid_t pid = fork();
    if (pid)
        return pid;
    setsid();
    close(closed);
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, STDIN_FILENO);
    become(command);
}

int process_run(char **command, double *seconds, long *peak_kb)
{
    int status = -1;
    struct rusage use = {0};
    double start = now_ms();
    pid_t pid = fork();
    if (pid == 0)
        become(command);
    if (pid < 0 || wait4(pid, &status, 0, &use) != pid)
        return -1;
    *seconds = (now_ms() - start) / 1e3;
    *peak_kb = use.ru_maxrss;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}
