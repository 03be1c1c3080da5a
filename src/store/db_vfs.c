/* The system's VFS with one thing added: a write can be made to fail. Files are the system's own; only the table of
 * their methods is exchanged for a copy whose xWrite passes here, so nothing has to be forwarded. */
#include "internal.h"

#include <stdatomic.h>

#define METHODS_MOST 8

static sqlite3_vfs ours;
static sqlite3_vfs *theirs;
static struct {
	const sqlite3_io_methods *from;
	sqlite3_io_methods to;
} methods[METHODS_MOST];
static int methods_n;
static atomic_llong fault;

void db_fault_write(int64_t nth)
{
	atomic_store(&fault, nth);
}

static int faulty_write(sqlite3_file *f, const void *p, int n, sqlite3_int64 at)
{
	if (atomic_load(&fault) > 0 && atomic_fetch_sub(&fault, 1) == 1)
		return SQLITE_FULL;
	for (int i = 0; i < methods_n; i++) {
		if (f->pMethods == &methods[i].to)
			return methods[i].from->xWrite(f, p, n, at);
	}
	return SQLITE_IOERR_WRITE;
}

static int vfs_open(sqlite3_vfs *vfs, sqlite3_filename name, sqlite3_file *f, int flags, int *out)
{
	int rc = theirs->xOpen(theirs, name, f, flags, out);

	(void)vfs;
	if (!f->pMethods)
		return rc;
	for (int i = 0; i < METHODS_MOST; i++) {
		if (i == methods_n) {
			methods[i].from = f->pMethods;
			methods[i].to = *f->pMethods;
			methods[i].to.xWrite = faulty_write;
			methods_n++;
		}
		if (methods[i].from == f->pMethods) {
			f->pMethods = &methods[i].to;
			break;
		}
	}
	return rc;
}

const char *db_vfs(void)
{
	if (!theirs) {
		/* Counting its memory costs a sixth of a start, and nobody asks. */
		sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
		/* What a single statement may have to take back is little: never a file for it. */
		sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, -1);
		theirs = sqlite3_vfs_find(NULL);
		if (!theirs)
			BUG("no VFS");
		ours = *theirs;
		ours.pNext = NULL;
		ours.zName = "bangfu";
		ours.xOpen = vfs_open;
		sqlite3_vfs_register(&ours, 0);
	}
	return ours.zName;
}
