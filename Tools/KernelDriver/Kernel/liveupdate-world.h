/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * What the kernel's live update orchestrator and its handler for memfds find
 * around themselves here, besides what handover-world.h has: lists, files in
 * memory, and nobody who would need a lock.
 */
#include <fcntl.h>
#include <sys/ioctl.h>

#define CONFIG_LIVEUPDATE 1
#define __user
#define __private
#define ACCESS_PRIVATE(pointer, member) ((pointer)->member)
#define __aligned_u64 u64
#define __u32 u32
#define __s32 s32
#define __u8 u8
#define early_initcall(function)
#define late_initcall(function)
#define ALIGN(number, to) round_up(number, to)
#define PAGE_ALIGN(number) round_up(number, PAGE_SIZE)
#define DIV_ROUND_UP_ULL(number, by) DIV_ROUND_UP(number, by)
#define BIT(number) (1ull << (number))
#define min_t(type, left, right) min((type)(left), (type)(right))
#define offsetofend(type, member) (offsetof(type, member) + sizeof(((type *)0)->member))
#define BUILD_BUG_ON_ZERO(condition) 0
#define ENOIOCTLCMD 515

/* The end of a kernel that finds what it cannot read. */
static bool has_panicked;
#undef panic
#define panic(...) ((void)(has_panicked = true))
#define pr_warn_ratelimited(...) ((void)0)

/* Its own notes are no memory of the machine. */
#undef kfree
#define kfree(pointer) free(pointer)
#define kzalloc_obj(object) calloc(1, sizeof(object))

/* Lists. */
struct list_head { struct list_head *next, *prev; };
#define LIST_HEAD_INIT(name) { &(name), &(name) }
#define LIST_HEAD(name) struct list_head name = LIST_HEAD_INIT(name)
#define INIT_LIST_HEAD(head) ((head)->next = (head)->prev = (head))

static bool list_empty(const struct list_head *head) { return head->next == head; }

static void list_add_tail(struct list_head *entry, struct list_head *head)
{
	entry->next = head;
	entry->prev = head->prev;
	head->prev->next = entry;
	head->prev = entry;
}

static void list_del(struct list_head *entry)
{
	entry->prev->next = entry->next;
	entry->next->prev = entry->prev;
}

static void list_del_init(struct list_head *entry)
{
	list_del(entry);
	INIT_LIST_HEAD(entry);
}

#define list_for_each_entry_reverse(entry, head, member) \
	for ((entry) = list_last_entry(head, __typeof__(*(entry)), member); \
	     &(entry)->member != (head); (entry) = list_prev_entry(entry, member))
#define list_is_first(entry, head) ((entry)->prev == (head))
#define list_is_last(entry, head) ((entry)->next == (head))
#define list_entry(pointer, type, member) \
	((type *)((char *)(pointer) - offsetof(type, member)))
#define list_first_entry(head, type, member) list_entry((head)->next, type, member)
#define list_last_entry(head, type, member) list_entry((head)->prev, type, member)
#define list_first_entry_or_null(head, type, member) \
	(list_empty(head) ? NULL : list_first_entry(head, type, member))
#define list_last_entry_or_null(head, type, member) \
	(list_empty(head) ? NULL : list_last_entry(head, type, member))
#define list_next_entry(entry, member) \
	list_entry((entry)->member.next, __typeof__(*(entry)), member)
#define list_prev_entry(entry, member) \
	list_entry((entry)->member.prev, __typeof__(*(entry)), member)
#define list_for_each_entry(entry, head, member) \
	for ((entry) = list_first_entry(head, __typeof__(*(entry)), member); \
	     &(entry)->member != (head); (entry) = list_next_entry(entry, member))
#define list_private_for_each_entry(entry, head, member) \
	list_for_each_entry(entry, head, member)
#define list_for_each_entry_safe(entry, following, head, member) \
	for ((entry) = list_first_entry(head, __typeof__(*(entry)), member); \
	     (following) = list_next_entry(entry, member), &(entry)->member != (head); \
	     (entry) = (following))
#define list_for_each_entry_continue_reverse(entry, head, member) \
	for ((entry) = list_prev_entry(entry, member); &(entry)->member != (head); \
	     (entry) = list_prev_entry(entry, member))

/* Locks. */
struct rw_semaphore { };
#define __RWSEM_INITIALIZER(name) { }
#define DECLARE_RWSEM(name) struct rw_semaphore name
#define down_read(lock) ((void)(lock))
#define up_read(lock) ((void)(lock))
#define down_write(lock) ((void)(lock))
#define up_write(lock) ((void)(lock))
#define mutex_lock(lock) ((void)(lock))
#define mutex_unlock(lock) ((void)(lock))
#define mutex_destroy(lock) ((void)(lock))
#define scoped_guard(kind, lock)
#define lockdep_assert_held(lock) ((void)0)
#define lockdep_assert_held_write(lock) ((void)0)
#define DEFINE_SPINLOCK(name) int name
#define smp_load_acquire(pointer) (*(pointer))
#define smp_store_release(pointer, value) (*(pointer) = (value))
#define __free(function)
#define no_free_ptr(pointer) (pointer)

/* One that is taken below zero stays where it is, as the kernel's does. */
typedef struct { int count; } refcount_t;
#define refcount_read(counter) ((unsigned int)(counter)->count)
#define refcount_set(counter, value) ((counter)->count = (value))

static void refcount_inc(refcount_t *counter)
{
	counter->count = counter->count <= 0 ? INT_MIN / 2 : counter->count + 1;
}

static bool refcount_dec_and_test(refcount_t *counter)
{
	counter->count = counter->count <= 0 ? INT_MIN / 2 : counter->count - 1;
	return !counter->count;
}

/* Files: numbered by the script; and their folios, of one order each. */
typedef off_t loff_t_of_driver;
#define loff_t loff_t_of_driver
typedef unsigned long pgoff_t;
struct module;
#define THIS_MODULE NULL
#define try_module_get(module) true
#define module_put(module) ((void)0)

struct inode { u64 size; int seals; struct folio *folios[1 << 10]; unsigned int folio_count; };
struct file { void *private_data; loff_t f_pos; struct inode inode; };
struct file_operations {
	struct module *owner;
	int (*release)(struct inode *inode, struct file *file);
	long (*unlocked_ioctl)(struct file *file, unsigned int command, unsigned long argument);
};

static struct file *files[256];

#define fget(number) ((size_t)(number) < ARRAY_SIZE(files) ? files[number] : NULL)
#define fput(file) ((void)(file))
#define get_file(file) ((void)(file))
#define file_inode(file) (&(file)->inode)
#define i_size_read(inode) ((inode)->size)
#define inode_lock(inode) ((void)(inode))
#define inode_unlock(inode) ((void)(inode))
#define get_unused_fd_flags(flags) 0
#define put_unused_fd(number) ((void)0)
#define fd_install(number, file) ((void)(file))
#define get_user(value, pointer) 0
#define copy_struct_from_user(...) 0
#define copy_to_user(...) 0

static struct file *anon_inode_getfile(const char *name, const struct file_operations *operations,
				       void *private, int flags)
{
	struct file *file = calloc(1, sizeof(*file));

	file->private_data = private;
	return file;
}

/* Which files are in some session: a set, here of few. */
struct xarray { unsigned long keys[256]; };
#define DEFINE_XARRAY(name) struct xarray name

static int xa_insert(struct xarray *set, unsigned long key, void *value, gfp_t flags)
{
	size_t index, room = ARRAY_SIZE(set->keys);

	for (index = 0; index < ARRAY_SIZE(set->keys); index++) {
		if (set->keys[index] == key)
			return -EBUSY;
		if (!set->keys[index])
			room = index;
	}
	if (room == ARRAY_SIZE(set->keys))
		return -ENOMEM;
	set->keys[room] = key;
	return 0;
}

static void xa_erase(struct xarray *set, unsigned long key)
{
	size_t index;

	for (index = 0; index < ARRAY_SIZE(set->keys); index++)
		if (set->keys[index] == key)
			set->keys[index] = 0;
}

/* The content of a memfd. */
#define F_SEAL_SEAL 0x1
#define F_SEAL_SHRINK 0x2
#define F_SEAL_GROW 0x4
#define F_SEAL_WRITE 0x8
#define F_SEAL_FUTURE_WRITE 0x10
#define F_SEAL_EXEC 0x20
#define shmem_freeze(inode, is_frozen) ((void)(inode))
#define memfd_get_seals(file) ((file)->inode.seals)
#define unpin_folios(folios, count) ((void)(folios))
#define unpin_folio(folio) ((void)(folio))
#define folio_lock(folio) ((void)(folio))
#define folio_unlock(folio) ((void)(folio))
#define folio_mark_dirty(folio) ((void)(folio))
#define folio_mark_uptodate(folio) ((void)(folio))
#define folio_test_uptodate(folio) true
#define folio_zero_range(folio, start, size) ((void)(folio))
#define folio_size(folio) (PAGE_SIZE << folio_order(folio))
#define flush_dcache_folio(folio) ((void)(folio))
#define pfn_folio(number) page_folio(pfn_to_page(number))

static long memfd_pin_folios(struct file *file, loff_t first, loff_t last, struct folio **folios,
			     unsigned int room, pgoff_t *offset)
{
	unsigned int index;

	for (index = 0; index < file->inode.folio_count && index < room; index++)
		folios[index] = file->inode.folios[index];
	*offset = 0;
	return index;
}

/* An area in one piece, in whole pages of the machine; it becomes the one that is asked about. */
static void *vcalloc(size_t count, size_t size)
{
	static struct page *pages[1 << 10];
	unsigned int number = DIV_ROUND_UP(count * size, PAGE_SIZE), index;
	struct page *first = take_block(get_order(count * size));

	if (!first || number > ARRAY_SIZE(pages))
		return NULL;
	for (index = 0; index < number; index++) {
		pages[index] = first + index;
		pages[index]->order = 0;
	}
	area_of_script = (struct vm_struct) {
		.flags = VM_ALLOC, .pages = pages, .nr_pages = number
	};
	return phys_to_virt(page_to_phys(first));
}

/* Its pages stay taken: which they were is known no more. */
#define vfree(pointer) ((void)(pointer))

#include "kernel/liveupdate.c"
