// SPDX-License-Identifier: GPL-2.0-only
/*
 * Puts the kernel's own code that writes and reads the carriers of a handover,
 * setup_data of x86 and /chosen of arm64, to a script of operations.
 *
 * The kernel's functions are compiled into this translation unit (see build
 * beside it), which makes the whole a work under the kernel's license; no line
 * of the kernel stands here. A script comes on stdin, an operation a line, and
 * the answer to each is a line:
 *
 *	write ADDRESS HEX		bytes into memory
 *	carry TREE TABLE SIZE AT LIST	an entry in front of a list; 0: nothing to hand over
 *	parse LIST			by which numbers the kernel takes over
 *	places LIST			where it may move to
 *	chosen TREE TABLE SIZE HEX	a tree made to carry the numbers
 *	read HEX			the numbers that a tree carries
 */
#include <endian.h>
#include <errno.h>
#include <libfdt.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

typedef uint8_t __u8;
typedef uint16_t __u16;
typedef uint32_t __u32, u32, __be32;
typedef unsigned long long __u64, u64;
typedef u64 phys_addr_t;

#define __init
#define __packed __attribute__((packed))
#define IS_ENABLED(option) 1
#define CONFIG_KEXEC_HANDOVER 1
#define CONFIG_OF_FLATTREE 1
#define PAGE_SIZE 4096ul
#define pr_warn(...) ((void)0)
#define pr_debug(...) ((void)0)
#define WARN(condition, ...) (condition)
#define be32_to_cpu be32toh
#define be32_to_cpup(at) be32toh(*(at))

/* Memory lies at its own addresses, so that code without a mapping finds it. */
#define MEMORY 0x10000000ul
#define MEMORY_SIZE 0x100000ul

/* What the kernel's functions know of an image and of the boot's parameters. */
struct kexec_segment {
	unsigned long mem;
	size_t bufsz;
};
struct kimage {
	struct {
		phys_addr_t fdt;
		struct kexec_segment *scratch;
	} kho;
};
struct boot_params {
	struct {
		u64 setup_data;
	} hdr;
};
static struct boot_params boot_params, *boot_params_ptr = &boot_params;
struct mem_vector {
	u64 start, size;
};

/* No bytes cannot be mapped, and neither can more than 64 pages. */
static void *early_memremap(u64 address, u64 size)
{
	u64 last = address + size - 1;

	if (!size || last < address || (last >> 12) - (address >> 12) >= 64)
		return NULL;
	return (void *)address;
}

static void early_memunmap(void *at, u64 size)
{
}

static void kho_populate(u64 tree, u64 tree_size, u64 table, u64 table_size)
{
	printf(" 0x%llx+0x%llx,0x%llx+0x%llx", tree, tree_size, table, table_size);
}

static bool process_mem_region(struct mem_vector *region, unsigned long minimum,
			       unsigned long image_size)
{
	printf(" 0x%llx+0x%llx", region->start, region->size);
	return false;
}

/* Entries of other kinds say nothing of a handover. */
#define e820__memory_setup_extended(...) ((void)0)
#define add_dtb(...) ((void)0)
#define parse_efi_setup(...) ((void)0)
#define add_early_ima_buffer(...) ((void)0)
#define add_bootloader_randomness(...) ((void)0)
#define memzero_explicit(...) ((void)0)

static void *initial_boot_params;
static unsigned long chosen_node_offset;
static int dt_root_addr_cells, dt_root_size_cells;
#define of_get_flat_dt_prop(node, name, size) \
	fdt_getprop(initial_boot_params, node, name, size)

#include "kernel/carriers.c"

static char *words[8];

static u64 number(int index)
{
	return words[index] ? strtoull(words[index], NULL, 0) : 0;
}

static int bytes_of(const char *hex, unsigned char *to)
{
	unsigned int byte;
	int count = 0;

	for (; sscanf(hex, "%2x", &byte) == 1; hex += 2)
		to[count++] = byte;
	return count;
}

static struct kimage image(u64 tree, u64 table, u64 size)
{
	static struct kexec_segment scratch;
	struct kimage image = { { tree, table ? &scratch : NULL } };

	scratch.mem = table;
	scratch.bufsz = size;
	return image;
}

/* The boot's parameters lie at the beginning of memory, in front of the entry. */
static void carry(void)
{
	struct kimage loaded = image(number(1), number(2), number(3));
	struct boot_params *params = (void *)MEMORY;

	params->hdr.setup_data = number(5);
	setup_kho(&loaded, params, MEMORY, number(4) - MEMORY);
	printf("0x%llx", params->hdr.setup_data);
}

/* The tree as the kernel prepares it before it adds a handover. */
static void chosen(void)
{
	static unsigned char given[1 << 16], tree[1 << 17];
	struct kimage loaded = image(number(1), number(2), number(3));
	int node, error, index;

	bytes_of(words[4], given);
	error = fdt_open_into(given, tree, sizeof(tree));
	node = fdt_path_offset(tree, "/chosen");
	if (node == -FDT_ERR_NOTFOUND)
		node = fdt_add_subnode(tree, 0, "chosen");
	if (!error)
		error = node < 0 ? node : kho_add_chosen(&loaded, tree, node);
	if (error) {
		printf("error %d", error);
		return;
	}
	fdt_pack(tree);
	for (index = 0; index < fdt_totalsize(tree); index++)
		printf("%02x", tree[index]);
}

static void read_tree(void)
{
	static unsigned char given[1 << 16];

	bytes_of(words[1], given);
	initial_boot_params = given;
	early_init_dt_scan_root();
	chosen_node_offset = fdt_path_offset(given, "/chosen");
	printf("read");
	early_init_dt_check_kho();
}

static void answer(void)
{
	if (!strcmp(words[0], "write"))
		printf("ok %d", bytes_of(words[2], (void *)number(1)));
	else if (!strcmp(words[0], "carry"))
		carry();
	else if (!strcmp(words[0], "chosen"))
		chosen();
	else if (!strcmp(words[0], "read"))
		read_tree();
	else if (!strcmp(words[0], "parse")) {
		printf("parse");
		boot_params.hdr.setup_data = number(1);
		parse_setup_data();
	} else if (!strcmp(words[0], "places")) {
		printf("places");
		boot_params.hdr.setup_data = number(1);
		if (!process_kho_entries(0, 0))
			printf(" of the firmware");
	} else
		printf("unknown");
	printf("\n");
}

int main(void)
{
	char *line = NULL, *word;
	size_t room = 0;
	int count;

	if (mmap((void *)MEMORY, MEMORY_SIZE, PROT_READ | PROT_WRITE,
		 MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0) != (void *)MEMORY)
		return 4;
	while (getline(&line, &room, stdin) > 0) {
		memset(words, 0, sizeof(words));
		count = 0;
		for (word = strtok(line, " \n"); word && count < 8; word = strtok(NULL, " \n"))
			words[count++] = word;
		if (count)
			answer();
	}
	return 0;
}
