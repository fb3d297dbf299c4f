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
#include "world.h"
#include "answers.h"
#include "walks.h"
#include "operations.h"
#include "measure.h"

static void forget_what_was_said(void)
{
	memset(warnings, 0, sizeof(warnings));
	said[0] = 0;
	said_length = unmirrored_count = 0;
}

static int read_words(char *line)
{
	int count;

	line[strcspn(line, "\n")] = 0;
	rest = line + strcspn(line, " ");
	rest = strdup(*rest ? rest + 1 : rest);
	memset(words, 0, sizeof(words));
	for (count = 0; count < 8; count++) {
		words[count] = strtok(count ? NULL : line, " ");
		if (!words[count])
			break;
	}
	return count;
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
		count = read_words(line);
		if (!count || words[0][0] == '#')
			continue;
		forget_what_was_said();
		if (!setjmp(after_operation)) {
			perform(count);
			show_warnings();
		}
		printf("\n");
		show_state();
	}
	return 0;
}
