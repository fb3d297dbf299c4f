/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The words of an operation, and the answers that many have in common.
 */
/* The script's words, and all that follows the first as it stands. */
static char *words[8];
static char *rest;

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

/* Each list that was to be doubled and could not be, as often as that was said. */
static void show_what_could_not_grow(void)
{
	const char *failure = said;
	char name[16];

	while ((failure = strstr(failure, "Failed to double "))) {
		if (sscanf(failure, "Failed to double %15s array", name) == 1)
			printf(" cannot-double-%s", name);
		failure++;
	}
}

static void show_warnings(void)
{
	size_t index;

	for (index = 0; index < SUBJECTS; index++)
		if (warnings[index])
			printf(" warned-of-%s*%d", subjects[index], warnings[index]);
	for (index = 0; index < unmirrored_count; index++)
		printf(" unmirrored-0x%llx", unmirrored[index]);
	if (strstr(said, "No memory registered"))
		printf(" nothing-to-cap");
	show_what_could_not_grow();
}

/* What was printed, in one line. */
static void show_said(void)
{
	const char *letter;

	for (letter = said; *letter; letter++) {
		if (*letter == '\n')
			printf("\\n");
		else if (*letter == '\t')
			printf("\\t");
		else
			putchar(*letter);
	}
	said[0] = 0;
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

	printf("%s %lu", type->name, type->max);
	if (place_of(type->regions) != no_place)
		printf("@0x%lx", place_of(type->regions));
	printf(" 0x%llx", (unsigned long long)type->total_size);
	for (index = 0; index < type->cnt; index++) {
		region = &type->regions[index];
		show(region->base, region->base + region->size, memblock_get_region_node(region));
		printf("/0x%x", (unsigned int)region->flags);
	}
	printf(" | ");
}
