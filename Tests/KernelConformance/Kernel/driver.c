// SPDX-License-Identifier: GPL-2.0-only
/*
 * Puts the kernel's own mm/memblock.c to a script of operations.
 *
 * The kernel's file is compiled into this translation unit (see build beside
 * it), which makes the whole a work under the kernel's license; no line of the
 * kernel stands here. A script comes on stdin, an operation a line:
 *
 *	add 0x1000 0x2000 0 0x1
 *	walk free -1 0x0
 *
 * Lines that begin with # are passed over. Each operation prints two lines, an
 * answer and the state after it:
 *
 *	ok
 *	memory 128 0x2000 0x1000-0x3000@0/0x1 | reserved 128 0x0 | physmem 4 0x0 | mirror 0
 *
 * A list shows its capacity, its total size, and its regions as base, end,
 * node and flags. What the kernel warned about, and how often, follows the
 * answer. A panic is an answer as well: the operation is left there, and the
 * next one goes on with the lists as they are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static jmp_buf after_operation;

/* What the kernel warned about during an operation, and how often. */
enum { OF_NODES, OF_FLAGS, OF_SOMETHING, SUBJECTS };
static const char *const subjects[] = { "nodes", "flags", "something" };
static int warnings[SUBJECTS];

static void leave(const char *how, const char *format, ...)
{
	char text[256];
	va_list arguments;

	va_start(arguments, format);
	vsnprintf(text, sizeof(text), format, arguments);
	va_end(arguments);
	text[strcspn(text, "\n")] = 0;
	printf("%s: %s", how, text);
	longjmp(after_operation, 1);
}

/* The condition or the message of a warning tells what it is about. */
static bool warn(bool condition, const char *text)
{
	if (!condition)
		return false;
	if (strstr(text, "nid"))
		warnings[OF_NODES]++;
	else if (strstr(text, "flags"))
		warnings[OF_FLAGS]++;
	else
		warnings[OF_SOMETHING]++;
	return true;
}

#include <asm/bug.h>
#undef BUG_ON
#undef WARN_ON
#undef WARN_ON_ONCE
#undef WARN_ONCE
#define BUG_ON(condition) do { if (condition) leave("bug", "%s", #condition); } while (0)
#define WARN_ON(condition) warn(condition, #condition)
#define WARN_ON_ONCE(condition) warn(condition, #condition)
#define WARN_ONCE(condition, message, ...) warn(condition, message)

#include <linux/types.h>
#include <linux/kernel.h>
#include <linux/io.h>
#include <linux/memory_hotplug.h>
#include <linux/mm.h>
#include <linux/panic.h>
#include <linux/printk.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/memblock.h>
#include <linux/mmzone.h>

#undef printk
#define printk(...) fprintf(stderr, __VA_ARGS__)
#undef panic
#define panic(...) leave("panic", __VA_ARGS__)

#include "internal.h"
#undef pr_warn_ratelimited
#define pr_warn_ratelimited(...) do { } while (0)

#include "backing.h"
#include MEMBLOCK_C

/* What the rest of a kernel would give. */
bool movable_node_enabled;
enum slab_state slab_state;

bool slab_is_available(void) { return false; }
void *kmalloc(size_t size, gfp_t gfp) { (void)gfp; return calloc(1, size); }
void kfree(void *block) { free(block); }
struct pglist_data *first_online_pgdat(void) { return NULL; }
struct pglist_data *next_online_pgdat(struct pglist_data *node) { (void)node; return NULL; }
void atomic_long_set(atomic_long_t *counter, long value) { (void)counter; (void)value; }
void reserve_bootmem_region(phys_addr_t base, phys_addr_t end, int node)
{
	(void)base;
	(void)end;
	(void)node;
}

/* The script's words. */
static char *words[8];

static bool word_is(int index, const char *text) { return !strcmp(words[index], text); }
static unsigned long long number(int index) { return strtoull(words[index], NULL, 0); }
static int node(int index) { return (int)strtol(words[index], NULL, 0); }
static bool is_on(int index) { return word_is(index, "on"); }

static struct memblock_type *list(int index)
{
	if (word_is(index, "physmem"))
		return &physmem;
	return word_is(index, "reserved") ? &memblock.reserved : &memblock.memory;
}

/* Answers. */
static void done(int error)
{
	if (error)
		printf("error %d", error);
	else
		printf("ok");
}

static void show_warnings(void)
{
	int subject;

	for (subject = 0; subject < SUBJECTS; subject++)
		if (warnings[subject])
			printf(" warned-of-%s*%d", subjects[subject], warnings[subject]);
}

static void say(bool is_so) { printf(is_so ? "yes" : "no"); }

static void show(unsigned long long base, unsigned long long end, int node)
{
	printf(" 0x%llx-0x%llx@%d", base, end, node);
}

static void show_list(const struct memblock_type *type)
{
	const struct memblock_region *region;
	unsigned long index;

	printf("%s %lu 0x%llx", type->name, type->max, (unsigned long long)type->total_size);
	for (index = 0; index < type->cnt; index++) {
		region = &type->regions[index];
		show(region->base, region->base + region->size, memblock_get_region_node(region));
		printf("/0x%x", (unsigned int)region->flags);
	}
	printf(" | ");
}

/* Operations. */
static void add(void)
{
	if (words[3])
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

	for (index = 0; index < number(2); index++) {
		if (word_is(1, "memory"))
			memblock_add((2 * index + 1) << 12, 1 << 12);
		else
			memblock_reserve((2 * index + 1) << 12, 1 << 12);
	}
	done(0);
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
	else
		printf("unknown mark");
}

static void clear(void)
{
	if (word_is(1, "hotplug"))
		done(memblock_clear_hotplug(number(2), number(3)));
	else if (word_is(1, "nomap"))
		done(memblock_clear_nomap(number(2), number(3)));
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

static void walk_pages(void)
{
	unsigned long first, end;
	int index, found;

	for_each_mem_pfn_range(index, node(2), &first, &end, &found)
		show(first, end, found);
}

static void walk(void)
{
	printf("shows");
	if (word_is(1, "pages"))
		walk_pages();
	else if (words[2])
		walk_asking();
	else
		walk_list();
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
};

#include "measure.h"

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

int main(int arguments, char **argument)
{
	static char line[256];
	int count;

	/* A loop without end is an answer that never comes. */
	alarm(60);
	if (arguments > 1 && !strcmp(argument[1], "measure")) {
		count = measure();
		show_state();
		return count;
	}
	while (fgets(line, sizeof(line), stdin)) {
		memset(words, 0, sizeof(words));
		for (count = 0; count < 8; count++) {
			words[count] = strtok(count ? NULL : line, " \n");
			if (!words[count])
				break;
		}
		if (!count || words[0][0] == '#')
			continue;
		memset(warnings, 0, sizeof(warnings));
		if (!setjmp(after_operation)) {
			perform(count);
			show_warnings();
		}
		printf("\n");
		show_state();
	}
	return 0;
}
