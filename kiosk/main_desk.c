/* SPDX-License-Identifier: MPL-2.0 */
/* indefra-desk: what staff and administrators do, without a window. Closes
 * the process to other eyes before anything is read. */
#include "desk/commands.h"
#include "host/memory.h"
#include "host/process.h"
#include "vault/envelope.h"

int main(int argc, char **argv)
{
    struct fault why;
    if (!vault_begin(&why) || !process_close(&why) || !process_no_network(&why))
        return command_failed(&why);
    memory_stay(&why); /* what cannot be had here the tablet tells */
    return commands_run(argc, argv);
}
