// SPDX-License-Identifier: GPL-2.0-only
/*
 * The kernel's own mm/memblock.c over all of a machine's memory, for the code
 * for handovers: see handover.c. What that code may call is not static there;
 * an end that the kernel comes to in here is the end of the driver.
 */
#include "world.h"
