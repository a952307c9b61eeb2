/* SPDX-License-Identifier: MPL-2.0 */
/* See process.h. CPU time by each process's own clock, as /proc/PID/stat counts
 * in steps of 10 ms, which is more than an idle program uses. */
#include "process.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/bytes.h"
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

static long switches_of(pid_t pid)
{
    char folder[64], path[128];
    long sum = 0;
    snprintf(folder, sizeof folder, "/proc/%d/task", (int)pid);
    DIR *threads = opendir(folder);
    struct dirent *thread;
    while (threads && (thread = readdir(threads))) {
        snprintf(path, sizeof path, "%s/%.20s/status", folder, thread->d_name);
        long switches = sum_fields(path, "ctxt_switches:");
        sum += switches > 0 ? switches : 0;
    }
    if (threads)
        closedir(threads);
    return sum;
}

/* Of all its threads, those that ended too. */
static double cpu_of(pid_t pid)
{
    clockid_t clock;
    struct timespec ran = {0};
    if (clock_getcpuclockid(pid, &clock) == 0)
        clock_gettime(clock, &ran);
    return (double)ran.tv_sec * 1e3 + (double)ran.tv_nsec / 1e6;
}

static long pss_of(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/smaps_rollup", (int)pid);
    return sum_fields(path, "Pss:");
}

struct process_use process_use(pid_t first)
{
    struct process_use use = {0};
    DIR *all = opendir("/proc");
    struct dirent *entry;
    while (all && (entry = readdir(all))) {
        long pid;
        if (!number_parse(entry->d_name, 1, 1L << 30, &pid) ||
            getsid((pid_t)pid) != first)
            continue;
        long pss = pss_of((pid_t)pid);
        use.switches += switches_of((pid_t)pid);
        use.cpu_ms += cpu_of((pid_t)pid);
        use.pss_kb += pss > 0 ? pss : 0;
    }
    if (all)
        closedir(all);
    return use;
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
