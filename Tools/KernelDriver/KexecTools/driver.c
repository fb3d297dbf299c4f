// SPDX-License-Identifier: GPL-2.0-only
/*
 * Puts the functions of kexec-tools that make the map of memory to a script.
 *
 * The tool's files are linked with this one (see build beside it), which makes
 * the whole a work under the tool's license; no line of the tool stands here.
 * A script comes on stdin, a line each, and the answer to each is a line:
 *
 *	iomem 00100000-1fffffff : System RAM
 *	entry 0x0|0x9fbff|System RAM
 *	map
 *	place 0x1000 0x1000 0x0 0xffffffff down
 *	dump
 *	reset
 *
 * "iomem" adds a line to /proc/iomem; "entry" a folder to /sys/firmware/memmap
 * with the contents of its three files, of which one that is empty is missing;
 * "firmware" makes that folder, without an entry; "cmdline" is what the kernel
 * was started with. "map" shows the map that the next kernel is told, each entry
 * as first byte, size and type;
 * "place" finds a place by it and notes the segment, "dump" lists what a dump
 * contains, and "reset" forgets everything.
 */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "files.h"
#undef fopen
#undef stat
#include "kexec/kexec.h"

void show_described(struct memory_range *ranges, int count);
int dumped_ranges(struct memory_range **ranges, int *count);

enum { MOST_ENTRIES = 4096, MOST_BYTES = 1 << 20 };

static char iomem[MOST_BYTES];
static char command_line[1024];
static char *entries[MOST_ENTRIES][3];
static int entry_count, has_folder;
static struct kexec_info info;

/* The tool asks whether it runs under Xen; it does not. */
int xen_present(void) { return 0; }
int xen_get_crashkernel_region(uint64_t *start, uint64_t *end) { return -1; }

/* Segments are given by physical addresses here. */
unsigned long virt_to_phys(unsigned long address) { abort(); }

static FILE *text(char *words)
{
	/* An empty file cannot be opened in memory. */
	return *words ? fmemopen(words, strlen(words), "r") : (errno = ENOENT, NULL);
}

FILE *told_open(const char *path, const char *mode)
{
	int number, length = 0;

	if (!strcmp(path, "/proc/iomem"))
		return *iomem ? text(iomem) : fopen("/dev/null", mode);
	if (!strcmp(path, "/proc/cmdline"))
		return text(command_line);
	if (sscanf(path, "/sys/firmware/memmap/%d/%n", &number, &length) == 1 && length &&
	    number < entry_count) {
		const char *name = path + length;
		return text(entries[number][!strcmp(name, "start") ? 0 : !strcmp(name, "end") ? 1 : 2]);
	}
	errno = ENOENT;
	return NULL;
}

int told_stat(const char *path, struct stat *result)
{
	memset(result, 0, sizeof(*result));
	result->st_mode = S_IFDIR;
	return has_folder ? 0 : -1;
}

/* The one folder there is: the number of the entry that is listed next. */
static int listed;

DIR *told_opendir(const char *path)
{
	listed = 0;
	return has_folder ? (DIR *)&listed : NULL;
}

struct dirent *told_readdir(DIR *folder)
{
	static struct dirent entry;

	if (listed >= entry_count)
		return NULL;
	snprintf(entry.d_name, sizeof(entry.d_name), "%d", listed++);
	return &entry;
}

int told_closedir(DIR *folder) { return 0; }

static void forget(void)
{
	for (int i = 0; i < entry_count; i++)
		for (int file = 0; file < 3; file++)
			free(entries[i][file]);
	free(info.segment);
	memset(&info, 0, sizeof(info));
	iomem[0] = command_line[0] = 0;
	entry_count = has_folder = 0;
}

static void add_line(const char *line)
{
	size_t used = strlen(iomem);

	if (used + strlen(line) + 2 > sizeof(iomem))
		abort();
	sprintf(iomem + used, "%s\n", line);
}

/* Each file has a line; one of which nothing is said is not there. */
static void add_entry(char *words)
{
	if (entry_count == MOST_ENTRIES)
		abort();
	has_folder = 1;
	for (int file = 0; file < 3; file++) {
		char *word = strsep(&words, "|");

		if (asprintf(&entries[entry_count][file], word && *word ? "%s\n" : "", word) < 0)
			abort();
	}
	entry_count++;
}

static void map(void)
{
	int error = get_memory_ranges(&info.memory_range, &info.memory_ranges, 0);

	if (error) {
		info.memory_ranges = 0;
		printf("error %d\n", error);
		return;
	}
	printf("ok");
	show_described(info.memory_range, info.memory_ranges);
	printf("\n");
}

static void dump(void)
{
	struct memory_range *ranges;
	int count;

	if (dumped_ranges(&ranges, &count)) {
		printf("error\n");
		return;
	}
	printf("ok");
	for (int i = 0; i < count; i++)
		if (ranges[i].type == RANGE_RAM)
			printf(" 0x%llx-0x%llx", ranges[i].start, ranges[i].end);
	printf("\n");
}

static void place(const char *words)
{
	unsigned long size, alignment, lowest, highest, base;
	char direction[8];

	if (sscanf(words, "%li %li %li %li %7s", &size, &alignment, &lowest, &highest, direction) != 5)
		abort();
	size = (size + 4095) & ~4095ul;
	sort_segments(&info);
	base = locate_hole(&info, size, alignment, lowest, highest, *direction == 'd' ? -1 : 1);
	if (base == ULONG_MAX) {
		printf("none\n");
		return;
	}
	add_segment_phys_virt(&info, NULL, 0, base, size, 0);
	printf("at 0x%lx\n", base);
}

int main(void)
{
	char line[1024];

	while (fgets(line, sizeof(line), stdin)) {
		char *words = strchr(line, ' ');

		line[strcspn(line, "\n")] = 0;
		words = words ? words + 1 : "";
		if (!strcmp(line, "map"))
			map();
		else if (!strcmp(line, "dump"))
			dump();
		else if (!strncmp(line, "place ", 6))
			place(words);
		else {
			if (!strncmp(line, "iomem ", 6))
				add_line(words);
			else if (!strncmp(line, "entry ", 6))
				add_entry(words);
			else if (!strcmp(line, "firmware"))
				has_folder = 1;
			else if (!strncmp(line, "cmdline ", 8))
				snprintf(command_line, sizeof(command_line), "%s\n", words);
			else if (!strcmp(line, "reset"))
				forget();
			else
				abort();
			printf("ok\n");
		}
		fflush(stdout);
	}
	return 0;
}
