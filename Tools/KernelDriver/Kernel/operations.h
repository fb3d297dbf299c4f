/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The operations of a script, but for walks: what the kernel does for each.
 */
static void add(void)
{
	if (words[4])
		done(memblock_add_node(number(1), number(2), node(3), number(4)));
	else
		done(memblock_add(number(1), number(2)));
}

static void add_physical(void) { done(memblock_physmem_add(number(1), number(2))); }
static void discard(void) { done(memblock_remove(number(1), number(2))); }
static void reserve(void) { done(memblock_reserve(number(1), number(2))); }
static void give_back(void) { done(memblock_phys_free(number(1), number(2))); }
static void set_node(void)
{
	done(memblock_set_node(number(3), number(4), list(1), node(2)));
}

/* Makes a region of each odd page, as many as asked for. */
static void fill(void)
{
	unsigned long long index;
	int error = 0;

	for (index = 0; index < number(2) && !error; index++) {
		if (word_is(1, "memory"))
			error = memblock_add((2 * index + 1) << 12, 1 << 12);
		else
			error = memblock_reserve((2 * index + 1) << 12, 1 << 12);
	}
	done(error);
}

static void mark(void)
{
	if (word_is(1, "hotplug"))
		done(memblock_mark_hotplug(number(2), number(3)));
	else if (word_is(1, "mirror"))
		done(memblock_mark_mirror(number(2), number(3)));
	else if (word_is(1, "nomap"))
		done(memblock_mark_nomap(number(2), number(3)));
	else if (word_is(1, "noinit"))
		done(memblock_reserved_mark_noinit(number(2), number(3)));
#ifdef CONFIG_MEMBLOCK_KHO_SCRATCH
	else if (word_is(1, "kho_scratch"))
		done(memblock_mark_kho_scratch(number(2), number(3)));
	else if (word_is(1, "kern"))
		done(memblock_reserved_mark_kern(number(2), number(3)));
#endif
	else
		printf("unknown mark");
}

static void clear(void)
{
	if (word_is(1, "hotplug"))
		done(memblock_clear_hotplug(number(2), number(3)));
	else if (word_is(1, "nomap"))
		done(memblock_clear_nomap(number(2), number(3)));
#ifdef CONFIG_MEMBLOCK_KHO_SCRATCH
	else if (word_is(1, "kho_scratch"))
		done(memblock_clear_kho_scratch(number(2), number(3)));
#endif
	else
		printf("unknown mark");
}

static void movable_node(void) { movable_node_enabled = is_on(1); done(0); }
static void mirror_kernel_core(void) { mirrored_kernelcore = is_on(1); done(0); }

static void bottom_up(void) { memblock_set_bottom_up(is_on(1)); done(0); }
static void limit(void) { memblock_set_current_limit(number(1)); done(0); }

/* Size, alignment, start, end and node, as all searches have them. */
static void allocate(void)
{
	phys_addr_t place = memblock_alloc_range_nid(number(1), number(2), number(3), number(4),
						     node(5), word_is(6, "exact"));

	printf("at 0x%llx", (unsigned long long)place);
}

static void allocate_range(void)
{
	phys_addr_t place = memblock_phys_alloc_range(number(1), number(2), number(3), number(4));

	printf("at 0x%llx", (unsigned long long)place);
}

static void allocate_near(void)
{
	phys_addr_t place = memblock_phys_alloc_try_nid(number(1), number(2), node(3));

	printf("at 0x%llx", (unsigned long long)place);
}

/* Not zeroed, as there is no memory there to be written to. */
static void allocate_mapped(void)
{
	void *place;

	if (word_is(6, "exact"))
		place = memblock_alloc_exact_nid_raw(number(1), number(2), number(3), number(4),
						     node(5));
	else
		place = memblock_alloc_try_nid_raw(number(1), number(2), number(3), number(4),
						   node(5));
	printf("at 0x%lx", (unsigned long)place);
}

static void find(void)
{
	phys_addr_t place = memblock_find_in_range_node(number(1), number(2), number(3),
							number(4), node(5), number(6));

	printf("at 0x%llx", (unsigned long long)place);
}

static void is_memory(void) { say(memblock_is_memory(number(1))); }
static void is_mapped(void) { say(memblock_is_map_memory(number(1))); }
static void is_reserved(void) { say(memblock_is_reserved(number(1))); }
static void is_region_memory(void) { say(memblock_is_region_memory(number(1), number(2))); }
static void is_region_reserved(void) { say(memblock_is_region_reserved(number(1), number(2))); }
static void overlaps(void)
{
	say(memblock_overlaps_region(list(1), number(2), number(3)));
}

static void allow_growth(void) { memblock_allow_resize(); done(0); }
static void limit_memory(void) { memblock_enforce_memory_limit(number(1)); done(0); }
static void limit_mapped(void) { memblock_mem_limit_remove_map(number(1)); done(0); }
static void cap_memory(void) { memblock_cap_memory_range(number(1), number(2)); done(0); }
static void trim_memory(void) { memblock_trim_memory(number(1)); done(0); }

static void isolate(void)
{
	int first, end, error;

	error = memblock_isolate_range(list(1), number(2), number(3), &first, &end);
	if (error)
		done(error);
	else
		printf("window %d %d", first, end);
}

static void hand_over(void)
{
	size_t index;

	freed_count = marked_count = 0;
	max_low_pfn = number(1);
	memblock_free_all();
	printf("freed");
	for (index = 0; index < freed_count; index++)
		printf(" 0x%lx/%lu", freed[index].page, freed[index].order);
	printf(" marked");
	for (index = 0; index < marked_count; index++)
		printf(" 0x%lx-0x%lx", marked[index].first, marked[index].end);
}

static void show_named(phys_addr_t base, phys_addr_t size)
{
	printf("found 0x%llx-0x%llx", (unsigned long long)base, (unsigned long long)(base + size));
}

static void reserve_named(void)
{
	const struct reserve_mem_table *entry;
	int result = reserve_mem(rest);

	if (result == 1) {
		entry = &reserved_mem_table[reserved_mem_count - 1];
		show_named(entry->start, entry->size);
	} else {
		done(result);
	}
}

static void find_named(void)
{
	phys_addr_t base, size;

	if (reserve_mem_find_by_name(rest, &base, &size))
		show_named(base, size);
	else
		printf("none");
}

static void dump(void)
{
	printf("shows ");
	memblock_debug = 1;
	memblock_dump_all();
	memblock_debug = 0;
	show_said();
}

static void show_file(void)
{
	struct seq_file file = { list(1) };

	printf("shows ");
	memblock_debug_show(&file, NULL);
	show_said();
}

#ifdef CONFIG_MEMBLOCK_KHO_SCRATCH
static void scratch_only(void)
{
	if (is_on(1))
		memblock_set_kho_scratch_only();
	else
		memblock_clear_kho_scratch_only();
	done(0);
}

static void is_scratch(void) { say(memblock_is_kho_scratch_memory(number(1))); }
static void reserve_for_kernel(void) { done(memblock_reserve_kern(number(1), number(2))); }

static void kernel_size(void)
{
	printf("0x%llx", (unsigned long long)memblock_reserved_kern_size(number(1), node(2)));
}

static void free_pages_estimate(void) { printf("0x%lx", memblock_estimated_nr_free_pages()); }
#endif

/* The kernel's function for the end is for lists that are not empty. */
static void ends(void)
{
	printf("0x%llx", (unsigned long long)memblock_start_of_DRAM());
	if (memblock.memory.cnt)
		printf(" 0x%llx", (unsigned long long)memblock_end_of_DRAM());
}

static void has_nodes(void) { say(memblock_validate_numa_coverage(number(1))); }

static void page_run(void)
{
	const unsigned long untouched = -1;
	unsigned long first = untouched, end;
	int found = memblock_search_pfn_nid(number(1), &first, &end);

	printf("run");
	if (first != untouched)
		show(first, end, found);
}

static const struct {
	const char *name;
	int arguments;
	void (*perform)(void);
} operations[] = {
	{ "add", 2, add },
	{ "add_physical", 2, add_physical },
	{ "remove", 2, discard },
	{ "reserve", 2, reserve },
	{ "free", 2, give_back },
	{ "set_node", 4, set_node },
	{ "fill", 2, fill },
	{ "mark", 3, mark },
	{ "clear", 3, clear },
	{ "movable_node", 1, movable_node },
	{ "mirrored_kernelcore", 1, mirror_kernel_core },
	{ "bottom_up", 1, bottom_up },
	{ "limit", 1, limit },
	{ "allocate", 6, allocate },
	{ "find", 6, find },
	{ "is_memory", 1, is_memory },
	{ "is_mapped", 1, is_mapped },
	{ "is_reserved", 1, is_reserved },
	{ "is_region_memory", 2, is_region_memory },
	{ "is_region_reserved", 2, is_region_reserved },
	{ "overlaps", 3, overlaps },
	{ "walk", 1, walk },
	{ "allocate_range", 4, allocate_range },
	{ "allocate_near", 3, allocate_near },
	{ "allocate_mapped", 6, allocate_mapped },
	{ "allow_growth", 0, allow_growth },
	{ "limit_memory", 1, limit_memory },
	{ "limit_mapped", 1, limit_mapped },
	{ "cap_memory", 2, cap_memory },
	{ "trim_memory", 1, trim_memory },
	{ "isolate", 3, isolate },
	{ "hand_over", 1, hand_over },
	{ "reserve_mem", 0, reserve_named },
	{ "find_named", 0, find_named },
	{ "dump", 0, dump },
	{ "file", 1, show_file },
	{ "page_run", 1, page_run },
	{ "ends", 0, ends },
	{ "has_nodes", 1, has_nodes },
#ifdef CONFIG_MEMBLOCK_KHO_SCRATCH
	{ "scratch_only", 1, scratch_only },
	{ "is_scratch", 1, is_scratch },
	{ "reserve_kern", 2, reserve_for_kernel },
	{ "kern_size", 2, kernel_size },
	{ "free_pages", 0, free_pages_estimate },
#endif
};

static void show_state(void)
{
	show_list(&memblock.memory);
	show_list(&memblock.reserved);
	show_list(&physmem);
	printf("mirror %d\n", system_has_some_mirror);
}

static void perform(int count)
{
	size_t index;

	for (index = 0; index < ARRAY_SIZE(operations); index++) {
		if (!word_is(0, operations[index].name))
			continue;
		if (count > operations[index].arguments)
			operations[index].perform();
		else
			printf("too few arguments");
		return;
	}
	printf("unknown operation");
}
