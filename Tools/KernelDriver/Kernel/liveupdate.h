/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The operations of a script that concern live updates: sessions, and memfds in
 * them.
 */
static bool can_preserve(struct liveupdate_file_handler *handler, struct file *file)
{
	return file->inode.size != (u64)-1;
}

/* Files are not opened again here. */
static int retrieve_nothing(struct liveupdate_file_op_args *arguments) { return -EOPNOTSUPP; }
static void finish_nothing(struct liveupdate_file_op_args *arguments) { }

static const struct liveupdate_file_ops memfd_operations = {
	.can_preserve = can_preserve, .preserve = memfd_luo_preserve,
	.freeze = memfd_luo_freeze, .unpreserve = memfd_luo_unpreserve,
	.retrieve = retrieve_nothing, .finish = finish_nothing,
};
static struct liveupdate_file_handler memfd_handler = {
	.ops = &memfd_operations, .compatible = MEMFD_LUO_FH_COMPATIBLE,
};

static struct file *sessions[1 << 10];
static size_t session_count;

static struct luo_session *session_of_script(void)
{
	size_t index;
	struct luo_session *session;

	for (index = 0; index < session_count; index++) {
		session = sessions[index]->private_data;
		if (session && !strcmp(session->name, words[1]))
			return session;
	}
	return NULL;
}

static void start_live_updates(void)
{
	luo_global.enabled = true;
	done(liveupdate_register_file_handler(&memfd_handler));
	done(luo_state_setup());
	printf(" at 0x%llx", virt_to_phys(luo_global.luo_ser_out));
}

/* memfd NUMBER SIZE POSITION SEALS ORDER [PAGE...]; a size of -1 for a file of another kind */
static void make_file(void)
{
	struct file *file = files[number(1)] ? files[number(1)] : calloc(1, sizeof(*file));
	struct inode *inode = &file->inode;
	int index;

	files[number(1)] = file;
	file->f_pos = number(3);
	inode->size = number(2);
	inode->seals = number(4);
	inode->folio_count = 0;
	for (index = 6; words[index]; index++) {
		struct folio *folio = page_folio(descriptors + number(index));

		folio->page.order = number(5);
		folio->index = (unsigned long)inode->folio_count << number(5);
		inode->folios[inode->folio_count++] = folio;
	}
	printf("ok");
}

/* seek NUMBER POSITION */
static void seek(void)
{
	files[number(1)]->f_pos = number(2);
	printf("ok");
}

static void open_session(void)
{
	struct file *file = NULL;
	int error = luo_session_create(words[1], &file);

	if (!error)
		sessions[session_count++] = file;
	done(error);
}

/* put SESSION TOKEN NUMBER */
static void put_file(void)
{
	struct luo_session *session = session_of_script();

	done(session ? luo_preserve_file(&session->file_set, number(2), number(3)) : -ENOENT);
}

static void close_session(void)
{
	size_t index;

	for (index = 0; index < session_count; index++) {
		struct luo_session *session = sessions[index]->private_data;

		if (!session || strcmp(session->name, words[1]))
			continue;
		done(luo_session_release(NULL, sessions[index]));
		sessions[index]->private_data = NULL;
		return;
	}
	done(-ENOENT);
}

static void reboot(void) { done(liveupdate_reboot()); }

/* What the next kernel finds: its sessions with their files, in order. */
static void show_sessions(void)
{
	struct luo_session *session;
	struct luo_file *file;
	int error;

	luo_global.enabled = true;
	liveupdate_register_file_handler(&memfd_handler);
	error = liveupdate_early_init();
	done(error ? error : luo_session_deserialize());
	if (error)
		return;
	printf(" %llu", (unsigned long long)luo_global.liveupdate_num);
	list_for_each_entry(session, &luo_session_global.incoming.list, list) {
		printf(" [%s", session->name);
		list_for_each_entry(file, &session->file_set.files_list, list)
			printf(" %llu:0x%llx", (unsigned long long)file->token,
			       (unsigned long long)file->serialized_data);
		printf("]");
	}
}
