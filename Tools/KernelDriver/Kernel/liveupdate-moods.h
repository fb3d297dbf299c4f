/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Drivers that do as a script says: two handlers for files that are no memfds,
 * of even and of odd numbers, and four objects that are bound to them. What each
 * of them hears, and whether it refuses, follows the answer to an operation.
 */
enum { PRESERVE, FREEZE, RETRIEVE, FINISH, MOODS };
enum { OBJECTS = 4 };

/* Who refuses what: files by their numbers, and objects behind them. */
static bool refuses[MOODS][ARRAY_SIZE(files) + OBJECTS];
static char heard[1 << 14];

static int hear(const char *what, const char *object, size_t who, int mood)
{
	int error = mood < MOODS && refuses[mood][who] ? (mood == FINISH ? -EBUSY : -ERANGE) : 0;
	size_t used = strlen(heard);

	used += snprintf(heard + used, sizeof(heard) - used, " | %s ", what);
	used += object ? snprintf(heard + used, sizeof(heard) - used, "%s", object)
		       : snprintf(heard + used, sizeof(heard) - used, "%zu", who);
	if (error)
		snprintf(heard + used, sizeof(heard) - used, ": %d", error);
	return error;
}

static void show_heard(void)
{
	printf("%s", heard);
	heard[0] = 0;
}

static size_t number_of(struct file *file)
{
	size_t index;

	for (index = 0; index < ARRAY_SIZE(files) && files[index] != file; index++)
		;
	return index;
}

static bool is_even(struct liveupdate_file_handler *handler, struct file *file)
{
	return file->inode.size == (u64)-1 && number_of(file) < 100 && number_of(file) % 2 == 0;
}

static bool is_odd(struct liveupdate_file_handler *handler, struct file *file)
{
	return file->inode.size == (u64)-1 && number_of(file) < 100 && number_of(file) % 2 == 1;
}

/* What a file leaves is its number. */
static int moody_preserve(struct liveupdate_file_op_args *arguments)
{
	arguments->serialized_data = number_of(arguments->file);
	return hear("preserve", NULL, number_of(arguments->file), PRESERVE);
}

static void moody_unpreserve(struct liveupdate_file_op_args *arguments)
{
	hear("unpreserve", NULL, arguments->serialized_data, MOODS);
}

static int moody_freeze(struct liveupdate_file_op_args *arguments)
{
	return hear("freeze", NULL, arguments->serialized_data, FREEZE);
}

static void moody_unfreeze(struct liveupdate_file_op_args *arguments)
{
	hear("unfreeze", NULL, arguments->serialized_data, MOODS);
}

static int moody_retrieve(struct liveupdate_file_op_args *arguments)
{
	arguments->file = files[arguments->serialized_data];
	return hear("retrieve", NULL, arguments->serialized_data, RETRIEVE);
}

static bool moody_can_finish(struct liveupdate_file_op_args *arguments)
{
	return !hear("can finish", NULL, arguments->serialized_data, FINISH);
}

static void moody_finish(struct liveupdate_file_op_args *arguments)
{
	hear("finish", NULL, arguments->serialized_data, MOODS);
}

#define MOODY_OPERATIONS(accepts) { \
	.can_preserve = accepts, .preserve = moody_preserve, .unpreserve = moody_unpreserve, \
	.freeze = moody_freeze, .unfreeze = moody_unfreeze, .retrieve = moody_retrieve, \
	.can_finish = moody_can_finish, .finish = moody_finish, \
}
static const struct liveupdate_file_ops moody_operations[] = {
	MOODY_OPERATIONS(is_even), MOODY_OPERATIONS(is_odd)
};
static struct liveupdate_file_handler moody_handlers[] = {
	{ .ops = &moody_operations[0], .compatible = "even-v1" },
	{ .ops = &moody_operations[1], .compatible = "odd-v1" },
};

/* Objects: the last two have one name. What one leaves is its number and 100. */
static struct liveupdate_flb objects[OBJECTS];

static int hear_of(const char *what, struct liveupdate_flb *object, int mood)
{
	return hear(what, object->compatible, ARRAY_SIZE(files) + (object - objects), mood);
}

static int preserve_object(struct liveupdate_flb_op_args *arguments)
{
	arguments->data = 100 + (arguments->flb - objects);
	arguments->obj = arguments->flb;
	return hear_of("preserve", arguments->flb, PRESERVE);
}

static void unpreserve_object(struct liveupdate_flb_op_args *arguments)
{
	hear_of("unpreserve", arguments->flb, MOODS);
}

static int retrieve_object(struct liveupdate_flb_op_args *arguments)
{
	arguments->obj = arguments->flb;
	return hear_of("retrieve", arguments->flb, RETRIEVE);
}

static void finish_object(struct liveupdate_flb_op_args *arguments)
{
	hear_of("finish", arguments->flb, MOODS);
}

static const struct liveupdate_flb_ops object_operations = {
	.preserve = preserve_object, .unpreserve = unpreserve_object,
	.retrieve = retrieve_object, .finish = finish_object,
};

static void register_moody(void)
{
	static const struct liveupdate_flb made[OBJECTS] = {
		{ .ops = &object_operations, .compatible = "core" },
		{ .ops = &object_operations, .compatible = "bus" },
		{ .ops = &object_operations, .compatible = "twin" },
		{ .ops = &object_operations, .compatible = "twin" },
	};
	size_t index;

	memcpy(objects, made, sizeof(made));
	for (index = 0; index < ARRAY_SIZE(moody_handlers); index++)
		liveupdate_register_file_handler(&moody_handlers[index]);
	printf("ok");
}

/* bind OBJECT HANDLER */
static void bind_object(void)
{
	done(liveupdate_register_flb(&moody_handlers[number(2)], &objects[number(1)]));
}

/* mood WHAT WHO YES */
static void set_mood(void)
{
	refuses[number(1)][number(2)] = number(3);
	printf("ok");
}

/* What drivers ask for and let go: get-outgoing OBJECT, and its like. None lets go of what it has not. */
static int held[2][OBJECTS];

static void get_object(int side, int (*get)(struct liveupdate_flb *, void **))
{
	void *object;
	int error = get(&objects[number(1)], &object);

	held[side][number(1)] += !error;
	done(error);
}

static void put_object(int side, void (*put)(struct liveupdate_flb *))
{
	if (held[side][number(1)]) {
		held[side][number(1)]--;
		put(&objects[number(1)]);
	}
	printf("ok");
}

static void get_outgoing(void) { get_object(0, liveupdate_flb_get_outgoing); }
static void put_outgoing(void) { put_object(0, liveupdate_flb_put_outgoing); }
static void get_incoming(void) { get_object(1, liveupdate_flb_get_incoming); }
static void put_incoming(void) { put_object(1, liveupdate_flb_put_incoming); }

/* The next kernel's orchestrator, before drivers have registered: all of it begins anew. */
static void begin_anew(void)
{
	memset(&luo_preserved_files, 0, sizeof(luo_preserved_files));
	memset(&luo_flb_global, 0, sizeof(luo_flb_global));
	INIT_LIST_HEAD(&luo_flb_global.list);
	INIT_LIST_HEAD(&luo_file_handler_list);
	session_count = 0;
	printf("ok");
}

/* retrieve-session NAME */
static void retrieve_session(void)
{
	struct file *file = NULL;
	int error = luo_session_retrieve(words[1], &file);

	if (!error)
		sessions[session_count++] = file;
	done(error);
}

/* retrieve SESSION TOKEN */
static void retrieve_file(void)
{
	struct luo_session *session = session_of_script();
	struct file *file;

	done(session ? luo_retrieve_file(&session->file_set, number(2), &file) : -ENOENT);
}

static void finish_session(void)
{
	struct luo_session *session = session_of_script();

	done(session ? luo_session_finish_one(session) : -ENOENT);
}
