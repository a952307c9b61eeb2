/* SPDX-License-Identifier: MPL-2.0 */
/* See paths.h. The only place that knows these names. */
#include "host/paths.h"

#include <errno.h>
#include <linux/magic.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include "base/bytes.h"
#include "host/disk_fault.h"
#include "host/file.h"

static const char installed_share[] = "/usr/share/indefra";
static const char system_data[] = "/var/lib/indefra";
static const char system_draft[] = "/run/indefra";

bool path_join(char out[CEIL_PATH], const char *dir, const char *name,
               struct fault *why)
{
    size_t len = strlen(dir);
    const char *between = len && dir[len - 1] != '/' ? "/" : "";
    int n = snprintf(out, CEIL_PATH, "%s%s%s", dir, between, name);
    if (n < 0 || n >= CEIL_PATH)
        return disk_fault(why, ENAMETOOLONG, "using", dir);
    return true;
}

/* The folder of the running program. */
static bool beside_program(char out[CEIL_PATH])
{
    ssize_t n = readlink("/proc/self/exe", out, CEIL_PATH);
    if (n <= 0 || n >= CEIL_PATH)
        return false;
    out[n] = '\0';
    char *slash = strrchr(out, '/');
    if (!slash)
        return false;
    *slash = '\0';
    return true;
}

bool path_share(char out[CEIL_PATH], struct fault *why)
{
    char program[CEIL_PATH];
    if (beside_program(program) && path_join(out, program, "share", NULL) &&
        dir_exists(out))
        return true;
    if (dir_exists(installed_share))
        return text_copy(out, CEIL_PATH, installed_share);
    return fault_set(why, FAULT_SYSTEM,
                     "%s is missing: install the package again, or run make",
                     installed_share);
}

/* The XDG rules: a relative path counts as none. */
static const char *absolute_variable(const char *name)
{
    const char *value = getenv(name);
    return value && value[0] == '/' ? value : NULL;
}

bool path_data(char out[CEIL_PATH], struct fault *why)
{
    if (dir_exists(system_data))
        return text_copy(out, CEIL_PATH, system_data);
    const char *xdg = absolute_variable("XDG_DATA_HOME");
    if (xdg)
        return path_join(out, xdg, "indefra", why);
    const char *home = absolute_variable("HOME");
    if (home)
        return path_join(out, home, ".local/share/indefra", why);
    return fault_set(why, FAULT_SYSTEM,
                     "no place for the data: name it with --data DIR");
}

/* Not through a link, ours, closed to others, and in memory only. */
static bool draft_fits(const char *path)
{
    struct stat is;
    struct statfs on;
    if (lstat(path, &is) != 0 || !S_ISDIR(is.st_mode) ||
        is.st_uid != geteuid() || (is.st_mode & 077) != 0 ||
        access(path, W_OK | X_OK) != 0 || statfs(path, &on) != 0)
        return false;
    return on.f_type == TMPFS_MAGIC || on.f_type == RAMFS_MAGIC;
}

bool path_draft(char out[CEIL_PATH], struct fault *why)
{
    if (draft_fits(system_draft))
        return text_copy(out, CEIL_PATH, system_draft);
    const char *xdg = absolute_variable("XDG_RUNTIME_DIR");
    if (xdg && draft_fits(xdg) && path_join(out, xdg, "indefra", NULL) &&
        (mkdir(out, 0700) == 0 || errno == EEXIST) && draft_fits(out))
        return true;
    return fault_set(why, FAULT_SYSTEM,
                     "no folder in memory for drafts (%s, 0700, on tmpfs): a "
                     "talk that is not paused is lost in a crash",
                     system_draft);
}

bool path_owned(const char *dir, struct fault *why)
{
    struct stat is;
    if (stat(dir, &is) != 0)
        return disk_fault(why, errno, "reading", dir);
    if (is.st_uid == geteuid())
        return true;
    return fault_set(why, FAULT_INPUT,
                     "%s belongs to the user with number %u: run it as that "
                     "user, or name another folder with --data",
                     dir, (unsigned)is.st_uid);
}
