// SPDX-License-Identifier: GPL-2.0-only
// What the next kernel is told is written by a function of the tool's own file, so that is a part of
// this one.
#include "kexec/arch/i386/x86-linux-setup.c"

void show_described(struct memory_range *ranges, int count)
{
	static struct x86_linux_param_header real_mode;
	struct e820entry *described = calloc(count + 1, sizeof(*described));

	add_e820_map_from_mr(&real_mode, described, ranges, count);
	for (int i = 0; i < count; i++)
		printf(" 0x%llx+0x%llx/%u", (unsigned long long)described[i].addr,
		       (unsigned long long)described[i].size, (unsigned)described[i].type);
	free(described);
}
