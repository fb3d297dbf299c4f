/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * "driver measure": how long the kernel's code takes for a script.
 *
 * The whole script is read and turned into numbers before anything is done. The
 * operations before a line "begin" are not timed. Printed are the processor
 * time of the others in nanoseconds, a number that is made of all their
 * answers, and the state after them.
 */
#include <time.h>

enum task {
	ADD, REMOVE, RESERVE, FREE, ALLOCATE, IS_MEMORY, IS_RESERVED, WALK_UP, WALK_DOWN,
	ALLOW_GROWTH, BEGIN, TASKS
};

static const char *const tasks[TASKS] = {
	"add", "remove", "reserve", "free", "allocate", "is_memory", "is_reserved", "walk_up",
	"walk_down", "allow_growth", "begin"
};

struct step {
	enum task task;
	u64 first, second;
};

/* Fowler, Noll and Vo's hash, a number at a time. */
static u64 answers;
static const u64 no_answers = 0xcbf29ce484222325;

static void answer(u64 number) { answers = (answers ^ number) * 0x100000001b3; }

static void walk_up(void)
{
	phys_addr_t base, end;
	u64 place;

	for_each_free_mem_range(place, NUMA_NO_NODE, MEMBLOCK_NONE, &base, &end, NULL) {
		answer(base);
		answer(end);
	}
}

static void walk_down(void)
{
	phys_addr_t base, end;
	u64 place;

	for_each_free_mem_range_reverse(place, NUMA_NO_NODE, MEMBLOCK_NONE, &base, &end, NULL) {
		answer(base);
		answer(end);
	}
}

static void take(const struct step *step)
{
	u64 first = step->first, second = step->second;

	switch (step->task) {
	case ADD: answer(memblock_add(first, second)); break;
	case REMOVE: answer(memblock_remove(first, second)); break;
#ifdef CONFIG_MEMBLOCK_KHO_SCRATCH
	/* As what is allocated, so that all reservations are alike. */
	case RESERVE: answer(memblock_reserve_kern(first, second)); break;
#else
	case RESERVE: answer(memblock_reserve(first, second)); break;
#endif
	case FREE: answer(memblock_phys_free(first, second)); break;
	case ALLOCATE: answer(memblock_phys_alloc(first, second)); break;
	case IS_MEMORY: answer(memblock_is_memory(first)); break;
	case IS_RESERVED: answer(memblock_is_reserved(first)); break;
	case WALK_UP: walk_up(); break;
	case WALK_DOWN: walk_down(); break;
	case ALLOW_GROWTH: memblock_allow_resize(); break;
	case BEGIN: case TASKS: break;
	}
}

static long read_steps(struct step **steps)
{
	static char name[32];
	long count = 0, room = 0;
	struct step step;
	char line[96];

	while (fgets(line, sizeof(line), stdin)) {
		step.first = step.second = 0;
		if (sscanf(line, "%31s %lli %lli", name, (long long *)&step.first,
			   (long long *)&step.second) < 1)
			continue;
		for (step.task = 0; step.task < TASKS; step.task++)
			if (!strcmp(name, tasks[step.task]))
				break;
		if (step.task == TASKS)
			return -1;
		if (count == room) {
			room = room ? 2 * room : 1024;
			*steps = realloc(*steps, room * sizeof(step));
			if (!*steps)
				return -1;
		}
		(*steps)[count++] = step;
	}
	return count;
}

static u64 nanoseconds(void)
{
	struct timespec time;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
	return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static int measure(void)
{
	struct step *steps = NULL;
	long count = read_steps(&steps), index;
	u64 begun = 0, ended;

	if (count < 0) {
		printf("unknown operation\n");
		return 1;
	}
	if (setjmp(after_operation)) {
		printf("\n");
		return 1;
	}
	for (index = 0; index < count; index++) {
		if (steps[index].task == BEGIN) {
			answers = no_answers;
			begun = nanoseconds();
		} else {
			take(&steps[index]);
		}
	}
	ended = nanoseconds();
	printf("%llu\n0x%llx\n", (unsigned long long)(ended - begun), (unsigned long long)answers);
	return 0;
}
