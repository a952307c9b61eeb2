/* SPDX-License-Identifier: MPL-2.0 */
/* See keyring.h. Raw system calls: four of them need no library. Danger: the
 * session keyring belongs to a thread, so each call links anew. */
#include "host/keyring.h"

#include <errno.h>
#include <linux/keyctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/bytes.h"

enum { DESCRIPTION = 96 };

static long keyctl(int what, long a, long b, long c, long d)
{
    return syscall(SYS_keyctl, what, a, b, c, d);
}

/* Only who possesses a key may read it, and a key in the user's keyring is
 * possessed by whom that keyring is linked to. Whether it worked shows when
 * the key is read. */
static void possess_user_keyring(void)
{
    keyctl(KEYCTL_LINK, KEY_SPEC_USER_KEYRING, KEY_SPEC_SESSION_KEYRING, 0, 0);
}

static bool no_keyring(struct fault *why, int number, const char *doing)
{
    char text[128];
    return fault_set(why, FAULT_SYSTEM,
                     "the kernel's keyring: %s: %s; set KeyringMode=shared in "
                     "the service, or drafts stay in memory",
                     doing, strerror_r(number, text, sizeof text));
}

static bool is_gone(int number)
{
    return number == ENOKEY || number == EKEYEXPIRED || number == EKEYREVOKED;
}

static bool describe(const char *name, char out[DESCRIPTION], struct fault *why)
{
    int n = snprintf(out, DESCRIPTION, "indefra:%s", name);
    return (n > 0 && n < DESCRIPTION) ||
           fault_set(why, FAULT_LIMIT, "the key's name is too long");
}

/* The key's number, or -1 with errno set. */
static long find(const char *description)
{
    possess_user_keyring();
    return keyctl(KEYCTL_SEARCH, KEY_SPEC_USER_KEYRING, (long)"user",
                  (long)description, 0);
}

static bool find_told(const char *name, long *key, struct fault *why)
{
    char description[DESCRIPTION];
    if (!describe(name, description, why))
        return false;
    *key = find(description);
    if (*key >= 0)
        return true;
    if (is_gone(errno))
        return fault_set(why, FAULT_KEY, "the key is not there any more");
    return no_keyring(why, errno, "finding a key");
}

static void drop(long key)
{
    keyctl(KEYCTL_REVOKE, key, 0, 0, 0); /* overwrites it at once */
    keyctl(KEYCTL_UNLINK, key, KEY_SPEC_USER_KEYRING, 0, 0);
}

static bool read_back(const char *name, const void *bytes, size_t len,
                      struct fault *why)
{
    uint8_t seen[KEYRING_MOST];
    if (!keyring_get(name, seen, len, why))
        return no_keyring(why, EACCES, "reading a key back");
    bool same = memcmp(seen, bytes, len) == 0;
    bytes_wipe(seen, sizeof seen);
    return same || no_keyring(why, EACCES, "reading a key back");
}

bool keyring_put(const char *name, const void *bytes, size_t len,
                 unsigned timeout_s, struct fault *why)
{
    char description[DESCRIPTION];
    if (len == 0 || len > KEYRING_MOST || timeout_s == 0)
        BUG("a key of a wrong size, or one without a timeout");
    if (!describe(name, description, why))
        return false;
    possess_user_keyring();
    long key = syscall(SYS_add_key, "user", description, bytes, len,
                       KEY_SPEC_USER_KEYRING);
    if (key < 0)
        return no_keyring(why, errno, "making a key");
    bool ok = keyctl(KEYCTL_SET_TIMEOUT, key, timeout_s, 0, 0) == 0 ||
              no_keyring(why, errno, "giving a key its timeout");
    ok = ok && read_back(name, bytes, len, why);
    if (!ok)
        drop(key);
    return ok;
}

bool keyring_get(const char *name, void *to, size_t len, struct fault *why)
{
    long key;
    if (!find_told(name, &key, why))
        return false;
    long there = keyctl(KEYCTL_READ, key, (long)to, (long)len, 0);
    if (there == (long)len)
        return true;
    int number = errno;
    bytes_wipe(to, len);
    if (there >= 0)
        return fault_set(why, FAULT_KEY, "the key there is another one");
    if (is_gone(number))
        return fault_set(why, FAULT_KEY, "the key is not there any more");
    return no_keyring(why, number, "reading a key");
}

bool keyring_arm(const char *name, unsigned timeout_s, struct fault *why)
{
    if (timeout_s == 0)
        BUG("a timeout of 0 would keep the key for ever");
    long key;
    if (!find_told(name, &key, why))
        return false;
    return keyctl(KEYCTL_SET_TIMEOUT, key, timeout_s, 0, 0) == 0 ||
           no_keyring(why, errno, "giving a key its timeout");
}

bool keyring_forget(const char *name, struct fault *why)
{
    char description[DESCRIPTION];
    if (!describe(name, description, why))
        return false;
    long key = find(description);
    if (key >= 0)
        drop(key);
    else if (!is_gone(errno))
        return no_keyring(why, errno, "finding a key");
    return find(description) < 0 || no_keyring(why, EACCES, "dropping a key");
}
