/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel's code for handovers finds around itself here: memory and
 * its descriptors, and a page allocator that gives the lowest block there is.
 */
#include <assert.h>
#include <errno.h>
#include <libfdt.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/types.h>
#include <unistd.h>

typedef uint8_t u8;
typedef uint16_t u16;
typedef uint32_t u32;
typedef unsigned long long u64;
typedef long long s64;
typedef int8_t s8;
typedef int16_t s16;
typedef int32_t s32;
typedef u64 phys_addr_t;
typedef unsigned int gfp_t;

/* The compiler's words of a kernel. */
#define __init
#define __initdata
#define __ro_after_init
#define __must_check
#define noinline
#define __packed __attribute__((packed))
#define EXPORT_SYMBOL(name)
#define EXPORT_SYMBOL_GPL(name)
#define early_param(name, function)
#define fs_initcall(function)
#define IS_ENABLED(option) 0
#define CONFIG_KEXEC_HANDOVER 1
#define CONFIG_KEXEC_HANDOVER_DEBUG 1
#define unlikely(condition) (condition)
#define typecheck(type, value) ((void)((type *)0 == &(value)))
#define might_sleep() ((void)0)

/* What it prints goes nowhere, and what it warns of is counted. */
static int warnings;
#define pr_err(...) ((void)0)
#define pr_warn(...) ((void)0)
#define pr_notice(...) ((void)0)
#define pr_info(...) ((void)0)
#define pr_debug(...) ((void)0)
#define WARN_ON(condition) ((condition) ? (warnings++, true) : false)
#define WARN_ON_ONCE(condition) WARN_ON(condition)

/* There is nobody else. */
struct mutex { };
#define __MUTEX_INITIALIZER(name) { }
#define mutex_init(mutex) ((void)(mutex))
#define guard(kind) (void)

/* Numbers and bits. */
#define BITS_PER_BYTE 8
#define ARRAY_SIZE(array) (sizeof(array) / sizeof((array)[0]))
#define DIV_ROUND_UP(number, by) (((number) + (by) - 1) / (by))
#define round_up(number, to) (((number) + (to) - 1) & ~((__typeof__(number))(to) - 1))
#define min(left, right) ((left) < (right) ? (left) : (right))
#define const_ilog2(number) (63 - __builtin_clzll(number))
#define ilog2(number) const_ilog2(number)
#define fls64(number) ((number) ? 64 - __builtin_clzll(number) : 0)
#define count_trailing_zeros(number) ((number) ? __builtin_ctzl(number) : -1)
#define get_unaligned(pointer) (*(pointer))
#define DECLARE_BITMAP(name, bits) unsigned long name[(bits) / 64]
#define for_each_set_bit(bit, map, count) \
	for ((bit) = 0; (bit) < (count); (bit)++) \
		if ((map)[(bit) / 64] >> ((bit) % 64) & 1)
#define SZ_64K 0x10000

static void __set_bit(unsigned long bit, unsigned long *map) { map[bit / 64] |= 1ul << bit % 64; }
static void __clear_bit(unsigned long bit, unsigned long *map) { map[bit / 64] &= ~(1ul << bit % 64); }

/* Errors that are pointers. */
#define ERR_PTR(error) ((void *)(long)(error))
#define PTR_ERR(pointer) ((long)(pointer))
#define IS_ERR(pointer) ((unsigned long)(pointer) >= (unsigned long)-4095)

static ssize_t strscpy(char *to, const char *from, size_t size)
{
	return snprintf(to, size, "%s", from);
}

/* How the kernel reads numbers: see printing.h, which is part of memory.c. */
int kstrtouint(const char *text, unsigned int base, unsigned int *number);
int kstrtobool(const char *text, bool *is_so);
unsigned long long memparse(const char *text, char **end);

/* Memory, all of it in one place, and a descriptor for each page. */
#define PAGE_SHIFT 12
#define PAGE_SIZE (1ul << PAGE_SHIFT)
#define MAX_PAGE_ORDER 10
#define MAX_ORDER_NR_PAGES (1 << MAX_PAGE_ORDER)
#define pageblock_nr_pages 512
#define CMA_MIN_ALIGNMENT_BYTES (pageblock_nr_pages * PAGE_SIZE)
#define PHYS_PFN(place) ((unsigned long)((place) >> PAGE_SHIFT))
#define PFN_PHYS(page) ((phys_addr_t)(page) << PAGE_SHIFT)
#define NUMA_NO_NODE (-1)

struct page {
	unsigned long index;
	unsigned long private;
	struct page *head;
	int count;
	int order;
	bool is_head;
	bool is_free;
};
struct folio { union { struct page page; unsigned long index; }; };

char *machine_memory;
static struct page *descriptors;
static const unsigned long page_count = MACHINE_MEMORY >> PAGE_SHIFT;
/* The pages between which any was ever free. */
static unsigned long lowest_free = -1, highest_free;
static unsigned long managed;

#define phys_to_virt(place) ((void *)(machine_memory + (place)))
#define virt_to_phys(pointer) ((phys_addr_t)((char *)(pointer) - machine_memory))
#define __va(place) phys_to_virt(place)
#define __pa(pointer) virt_to_phys(pointer)
#define pfn_to_page(number) (descriptors + (number))
#define page_to_pfn(page) ((unsigned long)((page) - descriptors))
#define page_to_phys(page) PFN_PHYS(page_to_pfn(page))
#define virt_to_page(pointer) pfn_to_page(PHYS_PFN(virt_to_phys(pointer)))
#define page_folio(page) ((struct folio *)(page))
#define folio_pfn(folio) page_to_pfn(&(folio)->page)
#define folio_order(folio) ((unsigned int)(folio)->page.order)
#define folio_address(folio) phys_to_virt(PFN_PHYS(folio_pfn(folio)))
#define virt_to_folio(pointer) page_folio(virt_to_page(pointer))
#define set_page_count(page, number) ((page)->count = (number))
#define clear_page_tag_ref(page) ((void)(page))
#define adjust_managed_page_count(page, number) ((void)(managed += (number)))
#define init_deferred_page(number, node) ((void)(number))
#define init_cma_reserved_pageblock(page) ((void)(page))
#define kmemleak_ignore_phys(place) ((void)0)
#define early_memremap(place, size) \
	((place) + (size) <= MACHINE_MEMORY ? phys_to_virt(place) : NULL)
#define early_memunmap(pointer, size) ((void)(pointer))

static void prep_compound_page(struct page *page, unsigned int order)
{
	unsigned long index;

	page->is_head = true;
	page->order = order;
	for (index = 1; index < 1ul << order; index++)
		page[index].head = page;
}

/* The page allocator. */
#define GFP_KERNEL 0
#define __GFP_ZERO 0

static void give_pages(unsigned long first, unsigned long end)
{
	lowest_free = min(lowest_free, first);
	highest_free = highest_free > end ? highest_free : end;
	for (; first < end; first++)
		descriptors[first].is_free = true;
}

static struct page *take_block(unsigned int order)
{
	unsigned long size = 1ul << order, first, page;

	for (first = round_up(lowest_free, size); first + size <= highest_free; first += size) {
		for (page = first; page < first + size && descriptors[page].is_free; page++)
			;
		if (page < first + size)
			continue;
		for (page = first; page < first + size; page++)
			descriptors[page].is_free = false;
		memset(phys_to_virt(PFN_PHYS(first)), 0, size << PAGE_SHIFT);
		descriptors[first].order = order;
		return descriptors + first;
	}
	return NULL;
}

static unsigned int get_order(unsigned long size)
{
	return size <= PAGE_SIZE ? 0 : 64 - __builtin_clzl((size - 1) >> PAGE_SHIFT);
}

static void *get_zeroed_page(gfp_t flags)
{
	struct page *page = take_block(0);

	return page ? phys_to_virt(page_to_phys(page)) : NULL;
}

static void free_page(unsigned long pointer)
{
	unsigned long page = PHYS_PFN(virt_to_phys(pointer));

	give_pages(page, page + 1);
}

static void folio_put(struct folio *folio)
{
	give_pages(folio_pfn(folio), folio_pfn(folio) + (1ul << folio_order(folio)));
}

static struct folio *folio_alloc(gfp_t flags, unsigned int order)
{
	return page_folio(take_block(order));
}

#define kzalloc(size, flags) get_zeroed_page(flags)
#define kfree(pointer) free_page((unsigned long)(pointer))
#define __free_page(page) give_pages(page_to_pfn(page), page_to_pfn(page) + 1)
#define kvmalloc_objs(object, count) \
	((__typeof__(object) *)calloc((count) ? (count) : 1, sizeof(object)))
#define kvfree(pointer) free(pointer)

static unsigned long free_reserved_area(void *start, void *end, int poison, const char *name)
{
	give_pages(PHYS_PFN(virt_to_phys(start)), PHYS_PFN(virt_to_phys(end)));
	return 0;
}

/* Nodes. */
#define NODES 16
static bool has_memory[NODES];
static struct { phys_addr_t base, end; int node; } memory_of_nodes[64];
static size_t memory_count;

#define nodes_weight(states) node_count()
#define for_each_node_state(node, state) \
	for ((node) = 0; (node) < NODES; (node)++) \
		if (has_memory[node])

static unsigned int node_count(void)
{
	unsigned int node, count = 0;

	for (node = 0; node < NODES; node++)
		count += has_memory[node];
	return count;
}

static int pfn_to_nid(unsigned long page)
{
	size_t index;

	for (index = 0; index < memory_count; index++)
		if (PFN_PHYS(page) >= memory_of_nodes[index].base &&
		    PFN_PHYS(page) < memory_of_nodes[index].end)
			return memory_of_nodes[index].node;
	return NUMA_NO_NODE;
}

#define early_pfn_to_nid(page) pfn_to_nid(page)

/* mm/memblock.c, which is compiled beside this: see memory.c. */
#define MEMBLOCK_ALLOC_ACCESSIBLE 0
#define MEMBLOCK_ALLOC_ANYWHERE (~(phys_addr_t)0)
#define ARCH_LOW_ADDRESS_LIMIT 0xfffffffful
#define RESERVED_FOR_KERNEL 0x20

int memblock_add(phys_addr_t base, phys_addr_t size);
int memblock_add_node(phys_addr_t base, phys_addr_t size, int node, unsigned int flags);
int __memblock_reserve(phys_addr_t base, phys_addr_t size, int node, unsigned int flags);
#define memblock_reserve(base, size) __memblock_reserve(base, size, NUMA_NO_NODE, 0)
int memblock_reserved_mark_noinit(phys_addr_t base, phys_addr_t size);
int memblock_mark_kho_scratch(phys_addr_t base, phys_addr_t size);
void memblock_set_kho_scratch_only(void);
phys_addr_t memblock_reserved_kern_size(phys_addr_t limit, int node);
phys_addr_t memblock_phys_alloc_range(phys_addr_t size, phys_addr_t alignment,
				      phys_addr_t start, phys_addr_t end);
phys_addr_t memblock_alloc_range_nid(phys_addr_t size, phys_addr_t alignment, phys_addr_t start,
				     phys_addr_t end, int node, bool exactly);
void *memblock_alloc_try_nid(phys_addr_t size, phys_addr_t alignment, phys_addr_t start,
			     phys_addr_t end, int node);
int memblock_phys_free(phys_addr_t base, phys_addr_t size);
void memblock_free(void *pointer, size_t size);
bool memblock_is_region_memory(phys_addr_t base, phys_addr_t size);

#define memblock_alloc(size, alignment) \
	memblock_alloc_try_nid(size, alignment, 0, MEMBLOCK_ALLOC_ACCESSIBLE, NUMA_NO_NODE)
#define memblock_phys_alloc(size, alignment) \
	memblock_phys_alloc_range(size, alignment, 0, MEMBLOCK_ALLOC_ACCESSIBLE)

/* Of what is no memory there is no descriptor. */
static struct page *pfn_to_online_page(unsigned long page)
{
	if (page >= page_count || !memblock_is_region_memory(PFN_PHYS(page), PAGE_SIZE))
		return NULL;
	return descriptors + page;
}

/* Areas of vmalloc: what is asked about is always the one of the script's operation. */
#define VM_ALLOC 0x2
#define VM_ALLOW_HUGE_VMAP 0x400
#define VM_UNINITIALIZED 0x20
#define VMALLOC_START 0
#define VMALLOC_END 0
#define PAGE_KERNEL 0
#define KASAN_VMALLOC_PROT_NORMAL 0
#define KASAN_VMALLOC_VM_ALLOC 0
typedef int kasan_vmalloc_flags_t;

struct vm_struct {
	void *addr;
	unsigned long flags;
	unsigned int page_order;
	struct page **pages;
	unsigned int nr_pages;
};
static struct vm_struct area_of_script;

#define find_vm_area(pointer) (&area_of_script)
#define get_vm_area_page_order(area) ((area)->page_order)
#define get_vm_area_size(area) 0
#define __get_vm_area_node(...) (area_of_script.addr = &area_of_script, &area_of_script)
#define vmap_pages_range(...) 0
#define kasan_unpoison_vmalloc(pointer, ...) (pointer)
#define clear_vm_uninitialized_flag(area) ((void)(area))
#define free_vm_area(area) ((void)(area))

/* Kexec, which is not run here. */
#define KEXEC_TYPE_CRASH 1
#define KEXEC_BUF_MEM_UNKNOWN 0
#define __NEW_UTS_LEN 64
struct kexec_segment { unsigned long mem; };
struct kimage {
	int type;
	struct { phys_addr_t fdt; struct kexec_segment *scratch; } kho;
	struct kexec_segment segment[1];
	unsigned long nr_segments;
};
struct kexec_buf {
	struct kimage *image;
	void *buffer;
	unsigned long bufsz, mem, memsz, buf_align, buf_min, buf_max;
	bool top_down;
};
struct resource { phys_addr_t start, end; };
#define kexec_add_buffer(buffer) 0

static struct { struct { char release[__NEW_UTS_LEN + 1]; } name; } init_uts_ns = {
	.name.release = "of the driver"
};

#include "kernel/handover.c"
