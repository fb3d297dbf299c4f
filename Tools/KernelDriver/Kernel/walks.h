/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The operations that walk over lists: what the kernel shows of them, in order.
 */
static void walk_list(void)
{
	phys_addr_t base, end;
	u64 place;

	if (word_is(1, "memory"))
		for_each_mem_range(place, &base, &end)
			show(base, end, NUMA_NO_NODE);
	else if (word_is(1, "memory_down"))
		for_each_mem_range_rev(place, &base, &end)
			show(base, end, NUMA_NO_NODE);
	else
		for_each_reserved_mem_range(place, &base, &end)
			show(base, end, NUMA_NO_NODE);
}

static void walk_asking(void)
{
	int wanted = node(2), found;
	enum memblock_flags flags = number(3);
	phys_addr_t base, end;
	u64 place;

	if (word_is(1, "visible"))
		__for_each_mem_range(place, &memblock.memory, NULL, wanted, flags,
				     &base, &end, &found)
			show(base, end, found);
	else if (word_is(1, "visible_down"))
		__for_each_mem_range_rev(place, &memblock.memory, NULL, wanted, flags,
					 &base, &end, &found)
			show(base, end, found);
	else if (word_is(1, "free"))
		for_each_free_mem_range(place, wanted, flags, &base, &end, &found)
			show(base, end, found);
	else
		for_each_free_mem_range_reverse(place, wanted, flags, &base, &end, &found)
			show(base, end, found);
}

/* Beside each range is the place that the walk has come to, and in the end that of its end. */
static void walk_cursor(void)
{
	int wanted = node(2);
	enum memblock_flags flags = number(3);
	phys_addr_t base, end;
	u64 place;

	for_each_free_mem_range(place, wanted, flags, &base, &end, NULL)
		printf(" 0x%llx-0x%llx@0x%llx", (unsigned long long)base,
		       (unsigned long long)end, (unsigned long long)place);
	printf(" 0x%llx", (unsigned long long)place);
}

static void walk_pages(void)
{
	unsigned long first, end;
	int index, found;

	for_each_mem_pfn_range(index, node(2), &first, &end, &found)
		show(first, end, found);
}

static void walk_physical(void)
{
	phys_addr_t base, end;
	u64 place;

	for_each_physmem_range(place, word_is(2, "none") ? NULL : list(2), &base, &end)
		show(base, end, NUMA_NO_NODE);
}

static void walk(void)
{
	printf("shows");
	if (word_is(1, "pages"))
		walk_pages();
	else if (word_is(1, "cursor"))
		walk_cursor();
	else if (word_is(1, "physical"))
		walk_physical();
	else if (words[2])
		walk_asking();
	else
		walk_list();
}
