/* SPDX-License-Identifier: MPL-2.0 */
/* What lies behind codes: reads one a line, writes a number a line that stands
 * for all that was told, 0 when the code opens nothing. For scripts that must
 * see whether a story is still whole.
 *
 *     behind OFFICE CLOCK <codes */
#include "host/clock.h"
#include "power_office.h"

int main(int count, char **args)
{
    struct office office;
    struct clock clock;
    struct safe safe;
    struct fault why;
    char line[80];
    struct talk *talk = vault_begin(&why) ? vault_alloc(sizeof *talk) : NULL;
    if (count != 3 || !talk || !clock_fixed(&clock, args[2], &why) ||
        !office_open(&office, args[1], &why) ||
        !safe_open(&safe, &office, &clock, 5000, &why)) {
        fprintf(stderr, "behind: %s\n", count == 3 ? why.text : "usage");
        return 1;
    }
    while (fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = '\0';
        printf("%016llx\n",
               (unsigned long long)words_behind(&safe, line, talk));
    }
    safe_close(&safe);
    vault_free(talk);
    return 0;
}
