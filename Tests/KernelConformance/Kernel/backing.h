/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Memory behind the arrays of lists that have grown.
 *
 * The kernel writes to the physical place that it found for an array. Here that
 * is an address in another world, so each such place gets memory of this
 * process, large enough for any array of a test; only what is touched counts.
 */
#include <sys/mman.h>

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
	return (unsigned long)pointer;
}

#undef __va
#undef __pa
#define __va(place) backing_of(place)
#define __pa(pointer) place_of(pointer)
