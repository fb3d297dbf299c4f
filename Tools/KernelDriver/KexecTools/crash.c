// SPDX-License-Identifier: GPL-2.0-only
// What is dumped is listed by a function of the tool's own file, so that is a part of this one.
#include "kexec/arch/i386/crashdump-x86.c"

int dumped_ranges(struct memory_range **ranges, int *count)
{
	crash_reserved_mem_nr = 0;
	is_crashkernel_mem_reserved();
	return get_crash_memory_ranges(ranges, count, 0, 0);
}
