// SPDX-License-Identifier: GPL-2.0-only
/*
 * Puts the kernel's own code for handovers to a script of operations.
 *
 * The kernel's file is compiled into this translation unit (see build beside
 * it), which makes the whole a work under the kernel's license; no line of the
 * kernel stands here. A script comes on stdin, an operation a line, and the
 * answer to each is a line:
 *
 *	memory 0x0 0x1000000 0
 *	free 0x1000 0x800000
 *	start
 *	folio 0x900 0
 *	dump
 *
 * How often the kernel warned follows the answer. "dump" shows what is in
 * memory: for each page that is not blank its address and its bytes, without
 * the zeros at the end.
 */
#include "handover-world.h"
#if __has_include("kernel/liveupdate.c")
#define HAS_LIVE_UPDATES
#include "liveupdate-world.h"
#endif

static char *words[4096];
static char *rest;

static unsigned long long number(int index)
{
	return words[index] ? strtoull(words[index], NULL, 0) : 0;
}

static void done(int error)
{
	if (error)
		printf("error %d", error);
	else
		printf("ok");
}

/* The machine, before its kernel starts. */
static void memory(void)
{
	if (memory_count == ARRAY_SIZE(memory_of_nodes) || number(2) > MACHINE_MEMORY) {
		printf("too much");
		return;
	}
	memory_of_nodes[memory_count].base = number(1);
	memory_of_nodes[memory_count].end = number(2);
	memory_of_nodes[memory_count++].node = number(3);
	has_memory[number(3)] = true;
	done(memblock_add_node(number(1), number(2) - number(1), number(3), 0));
}

static void reserve(void)
{
	done(__memblock_reserve(number(1), number(2) - number(1), (int)number(3),
				RESERVED_FOR_KERNEL));
}

static void free_range(void)
{
	give_pages(number(1) >> PAGE_SHIFT, number(2) >> PAGE_SHIFT);
	printf("ok");
}

static void write_bytes(void)
{
	char *to = phys_to_virt(number(1)), *from = words[2];
	unsigned int byte;

	for (; sscanf(from, "%2x", &byte) == 1; from += 2)
		*to++ = byte;
	printf("ok");
}

/* The command line, and the areas that follow from it. */
static void ask_for_handovers(void)
{
	done(kho_parse_enable(rest));
	printf(kho_enable ? " on" : " off");
}

static void ask_for_scratch(void)
{
	done(kho_parse_scratch_size(rest));
	if (scratch_scale)
		printf(" %u%%", scratch_scale);
	else
		printf(" 0x%llx 0x%llx 0x%llx", scratch_size_lowmem, scratch_size_global,
		       scratch_size_pernode);
}

static void show_areas(void)
{
	unsigned int index;

	if (!kho_enable) {
		printf("none");
		return;
	}
	printf("at 0x%llx", virt_to_phys(kho_scratch));
	for (index = 0; index < kho_scratch_cnt; index++)
		printf(" 0x%llx+0x%llx", kho_scratch[index].addr, kho_scratch[index].size);
}

static void reserve_areas(void)
{
	kho_enable = true;
	kho_reserve_scratch();
	show_areas();
}

/* table ADDRESS COUNT: scratch areas that are there already, in a table in memory. */
static void use_table(void)
{
	kho_scratch = phys_to_virt(number(1));
	kho_scratch_cnt = number(2);
	printf("ok");
}

static void start(void)
{
	kho_enable = true;
	done(kho_init());
	if (kho_enable)
		printf(" tree 0x%llx map 0x%llx", virt_to_phys(kho_out.fdt),
		       virt_to_phys(kho_out.radix_tree.root));
}

#include "image.h"
#ifdef HAS_LIVE_UPDATES
#include "liveupdate.h"
#include "liveupdate-moods.h"
#else
static void show_heard(void) { }
#endif

/* What is preserved. */
static struct folio *folio_of_script(void)
{
	descriptors[number(1)].order = number(2);
	return page_folio(descriptors + number(1));
}

static void preserve_folio(void) { done(kho_preserve_folio(folio_of_script())); }

static void remove_folio(void)
{
	kho_unpreserve_folio(folio_of_script());
	printf("ok");
}

static void preserve_pages(void)
{
	done(kho_preserve_pages(descriptors + number(1), number(2)));
}

static void remove_pages(void)
{
	kho_unpreserve_pages(descriptors + number(1), number(2));
	printf("ok");
}

static struct kho_vmalloc areas[16];

/* area NUMBER FLAGS ORDER PAGE... */
static void preserve_area(void)
{
	static struct page *pages[1 << 16];
	unsigned long count = 0, page;
	int index, error;

	for (index = 4; words[index]; index++)
		for (page = 0; page < 1ul << number(3); page++)
			pages[count++] = descriptors + number(index) + page;
	area_of_script = (struct vm_struct) {
		.flags = number(2), .page_order = number(3), .pages = pages, .nr_pages = count
	};
	memset(&areas[number(1)], 0, sizeof(areas[0]));
	error = kho_preserve_vmalloc(NULL, &areas[number(1)]);
	done(error);
	if (error)
		return;
	for (index = 0; index < sizeof(areas[0]); index++)
		printf(index ? "%02x" : " %02x", ((unsigned char *)&areas[number(1)])[index]);
}

static void remove_area(void)
{
	kho_unpreserve_vmalloc(&areas[number(1)]);
	printf("ok");
}

/* leave ADDRESS SIZE NAME */
static void leave_blob(void)
{
	done(kho_add_subtree(words[3] ? words[3] : "", phys_to_virt(number(1)), number(2)));
}

static void withdraw_blob(void)
{
	kho_remove_subtree(phys_to_virt(number(1)));
	printf("ok");
}

/* The next kernel. In the memory of this one, only its descriptors begin anew. */
static void forget_descriptors(void)
{
	/* Zeros again, without writing to those of pages that were never used. */
	madvise(descriptors, page_count * sizeof(*descriptors), MADV_DONTNEED);
	lowest_free = -1;
	highest_free = managed = 0;
}

static void jump(void)
{
	kho_in.fdt_phys = virt_to_phys(kho_out.fdt);
	forget_descriptors();
	done(kho_mem_retrieve(kho_get_fdt()));
}

/* arrive TREE SIZE TABLE SIZE */
static void arrive(void)
{
	kho_populate(number(1), number(2), number(3), number(4));
	kho_memory_init();
	printf(is_kho_boot() ? "yes" : "no");
}

static void show_blocks(void)
{
	unsigned long page;

	printf("blocks");
	for (page = 0; page < page_count; page++)
		if (descriptors[page].private >> 32 == KHO_PAGE_MAGIC)
			printf(" 0x%lx/%u", page, (unsigned int)descriptors[page].private);
}

static void find_blob(void)
{
	phys_addr_t place = 0;
	size_t size = 0;
	int error = kho_retrieve_subtree(words[1] ? words[1] : "", &place, &size);

	done(error);
	if (!error)
		printf(" 0x%llx 0x%zx", place, size);
}

static void restore_folio(void)
{
	struct folio *folio = kho_restore_folio(number(1));

	if (folio)
		printf("folio 0x%lx/%u", folio_pfn(folio), folio_order(folio));
	else
		printf("nothing");
}

static void restore_pages(void)
{
	printf(kho_restore_pages(PFN_PHYS(number(1)), number(2)) ? "yes" : "no");
}

static void restore_area(void)
{
	unsigned int index;

	if (!kho_restore_vmalloc(&areas[number(1)])) {
		printf("nothing");
		return;
	}
	printf("pages");
	for (index = 0; index < area_of_script.nr_pages; index++)
		printf(" 0x%lx", page_to_pfn(area_of_script.pages[index]));
}

static void show_page(void)
{
	const struct page *page = descriptors + number(1);

	printf("count %d", page->count);
	if (page->is_head)
		printf(", head of order %d", page->order);
	if (page->head)
		printf(", tail of 0x%lx", page_to_pfn(page->head));
	if (page->private)
		printf(", private 0x%lx", page->private);
}

static void dump(void)
{
	const unsigned char *bytes;
	unsigned long page, index, length, top = 0;

	for (index = 0; index < memory_count; index++)
		top = memory_of_nodes[index].end > top ? memory_of_nodes[index].end : top;
	printf("dump");
	for (page = 0; page < top >> PAGE_SHIFT; page++) {
		bytes = phys_to_virt(PFN_PHYS(page));
		for (length = PAGE_SIZE; length && !bytes[length - 1]; length--)
			;
		if (length)
			printf(" 0x%llx ", PFN_PHYS(page));
		for (index = 0; index < length; index++)
			printf("%02x", bytes[index]);
	}
}

static const struct { const char *name; void (*perform)(void); } operations[] = {
	{ "memory", memory }, { "reserve", reserve }, { "free", free_range },
	{ "write", write_bytes }, { "kho", ask_for_handovers }, { "scratch", ask_for_scratch },
	{ "areas", reserve_areas }, { "table", use_table }, { "start", start }, { "folio", preserve_folio },
	{ "no-folio", remove_folio }, { "pages", preserve_pages }, { "no-pages", remove_pages },
	{ "area", preserve_area }, { "no-area", remove_area }, { "leave", leave_blob },
	{ "withdraw", withdraw_blob }, { "jump", jump }, { "arrive", arrive }, { "image", load_image },
	{ "blocks", show_blocks }, { "find", find_blob }, { "restore-folio", restore_folio },
	{ "restore-pages", restore_pages }, { "restore-area", restore_area },
	{ "page", show_page }, { "dump", dump },
#ifdef HAS_LIVE_UPDATES
	{ "live", start_live_updates }, { "memfd", make_file }, { "seek", seek },
	{ "session", open_session }, { "put", put_file }, { "close", close_session },
	{ "reboot", reboot }, { "sessions", show_sessions },
	{ "moody", register_moody }, { "bind", bind_object }, { "mood", set_mood },
	{ "get-outgoing", get_outgoing }, { "put-outgoing", put_outgoing },
	{ "get-incoming", get_incoming }, { "put-incoming", put_incoming },
	{ "anew", begin_anew }, { "retrieve-session", retrieve_session },
	{ "retrieve", retrieve_file }, { "finish", finish_session },
#endif
};

static void perform(void)
{
	size_t index;

	for (index = 0; index < ARRAY_SIZE(operations); index++)
		if (!strcmp(words[0], operations[index].name)) {
			operations[index].perform();
			show_heard();
			if (warnings)
				printf(" warned");
			return;
		}
	printf("unknown");
}

static void read_words(char *line)
{
	int count;

	line[strcspn(line, "\n")] = 0;
	rest = line + strcspn(line, " ");
	rest = strdup(*rest ? rest + 1 : rest);
	for (count = 0; count < ARRAY_SIZE(words) - 1; count++) {
		words[count] = strtok(count ? NULL : line, " ");
		if (!words[count])
			break;
	}
	words[count] = NULL;
}

static void *map(size_t size)
{
	void *place = mmap(NULL, size, PROT_READ | PROT_WRITE,
			   MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (place == MAP_FAILED) {
		fprintf(stderr, "no memory for a machine\n");
		exit(1);
	}
	return place;
}

int main(void)
{
	static char line[1 << 17];

	alarm(60);
	machine_memory = map(MACHINE_MEMORY);
	descriptors = map(page_count * sizeof(*descriptors));
	while (fgets(line, sizeof(line), stdin)) {
		if (line[0] == '\n' || line[0] == '#')
			continue;
		read_words(line);
		warnings = 0;
		perform();
		printf("\n");
	}
	return 0;
}
