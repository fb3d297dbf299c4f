/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What mm/memblock.c finds around itself here: the tools' headers, and instead
 * of the rest of a kernel something that takes notes.
 */
#include <limits.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

static jmp_buf after_operation;

/* What the kernel warned about during an operation, and how often. */
enum { OF_NODES, OF_FLAGS, OF_TOTALS, OF_SOMETHING, SUBJECTS };
static const char *const subjects[] = { "nodes", "flags", "totals", "something" };
static int warnings[SUBJECTS];

/* What it printed, and for which sizes it found no mirrored memory. */
static char said[1 << 17];
static size_t said_length;
static unsigned long long unmirrored[1 << 10];
static size_t unmirrored_count;

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
	else if (strstr(text, "total_size"))
		warnings[OF_TOTALS]++;
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

#include "printing.h"

#undef printk
#define printk(...) kernel_print(__VA_ARGS__)
#undef panic
#define panic(...) leave("panic", __VA_ARGS__)

/* What goes to the page allocator, and what is marked as reserved. */
static struct { unsigned long page, order; } freed[1 << 14];
static struct { unsigned long first, end; } marked[1 << 10];
static size_t freed_count, marked_count;

#define memblock_free_pages memblock_free_pages_nowhere
#include "internal.h"
#undef memblock_free_pages
#undef pr_warn_ratelimited
#define pr_warn_ratelimited(format, size) note_unmirrored(*(size))

static void note_unmirrored(unsigned long long size)
{
	if (unmirrored_count == ARRAY_SIZE(unmirrored))
		leave("driver", "too many sizes");
	unmirrored[unmirrored_count++] = size;
}

static void note_freed(unsigned long page, unsigned int order)
{
	if (freed_count == ARRAY_SIZE(freed))
		leave("driver", "too many blocks");
	freed[freed_count].page = page;
	freed[freed_count++].order = order;
}

/* An end that was rounded up beyond the last page is zero. */
static void note_marked(unsigned long first, unsigned long end)
{
	if (marked_count == ARRAY_SIZE(marked))
		leave("driver", "too many marks");
	marked[marked_count].first = first;
	marked[marked_count++].end = end ? end : 1ul << (64 - PAGE_SHIFT);
}

#ifdef CONFIG_MEMBLOCK_KHO_SCRATCH
/* Newer kernels go through the pages themselves; here all of a run are noted at once. */
#undef for_each_valid_pfn
#define for_each_valid_pfn(page, first, end) \
	for (note_marked(first, end), (page) = (end); false; )
#define memblock_free_pages(page, order) note_freed(page, order)
#define string_get_size(...) ((void)0)
void free_reserved_page(struct page *page) { }
#else
#define memblock_free_pages(descriptor, page, order) note_freed(page, order)
void reserve_bootmem_region(phys_addr_t base, phys_addr_t end, int node)
{
	note_marked(base >> PAGE_SHIFT, (end >> PAGE_SHIFT) + (end % PAGE_SIZE != 0));
}
#endif

/* A file of debugfs is what its function prints. */
struct seq_file { void *private; };
struct dentry;
#define seq_printf(file, ...) kernel_print(__VA_ARGS__)
#define seq_puts(file, text) kernel_print("%s", text)
#define seq_putc(file, letter) kernel_print("%c", letter)
#define DEFINE_SHOW_ATTRIBUTE(name) static int name##_fops
#define debugfs_create_dir(name, parent) NULL
#define debugfs_create_file(name, mode, parent, data, operations) ((void)(parent))
#define ilog2(bit) __builtin_ctz(bit)
#undef __initcall
#define __initcall(function)

/*
 * What is part of the image has no place here. The kernel frees the first array
 * of the third list like any other, as it compares it with those of the first
 * two only; at the end of all addresses that is freeing nothing.
 */
static const unsigned long no_place = -1;

#ifdef MACHINE_MEMORY
/* All of a machine's memory, of which what is never touched costs nothing. */
extern char *machine_memory;
static const unsigned long machine_size = MACHINE_MEMORY;

static void *backing_of(unsigned long place) { return machine_memory + place; }

static unsigned long place_of(const void *pointer)
{
	unsigned long place = (const char *)pointer - machine_memory;

	return place < machine_size ? place : no_place;
}
#else
/*
 * Memory behind the arrays of lists that have grown. The kernel writes to the
 * place that it found for an array; here that is an address of another world,
 * so each such place gets memory of this process, enough for any array of a
 * test. What is never touched costs nothing.
 */
static struct { unsigned long place; char *block; } backings[64];
static const size_t backing_size = 64 << 20;

static void *backing_of(unsigned long place)
{
	size_t index;

	for (index = 0; index < ARRAY_SIZE(backings); index++) {
		if (!backings[index].block) {
			backings[index].place = place;
			backings[index].block =
				mmap(NULL, backing_size, PROT_READ | PROT_WRITE,
				     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
			if (backings[index].block == MAP_FAILED)
				break;
		}
		if (backings[index].place == place)
			return backings[index].block;
	}
	leave("driver", "no memory behind %#lx", place);
	return NULL;
}

static unsigned long place_of(const void *pointer)
{
	size_t index;

	for (index = 0; index < ARRAY_SIZE(backings); index++)
		if (backings[index].block == pointer)
			return backings[index].place;
	return no_place;
}
#endif

/* As on x86 and arm64; the tools have 32. */
#undef SMP_CACHE_BYTES
#define SMP_CACHE_BYTES 64

#undef __va
#undef __pa
#define __va(place) backing_of(place)
#define __pa(pointer) place_of(pointer)
#ifdef MACHINE_MEMORY
#undef phys_to_virt
#undef virt_to_phys
#define phys_to_virt(place) backing_of(place)
#define virt_to_phys(pointer) place_of(pointer)
#endif

#include MEMBLOCK_C

/* What the rest of a kernel would give. */
bool movable_node_enabled;
enum slab_state slab_state;

bool slab_is_available(void) { return false; }
void *kmalloc(size_t size, gfp_t gfp) { return calloc(1, size); }
void kfree(void *block) { free(block); }
struct pglist_data *first_online_pgdat(void) { return NULL; }
struct pglist_data *next_online_pgdat(struct pglist_data *node) { return NULL; }
void atomic_long_set(atomic_long_t *counter, long value) { }
