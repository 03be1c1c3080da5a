/* Drafts. A keystroke must not wait for the disk: the commit reaches the system (so kill -9 cannot lose it), the fsync
 * follows in draft_sync. */
#include "store/draft.h"

#include "internal.h"

#include "base/clock.h"
#include "base/process.h"

#include <stdio.h>
#include <string.h>

#define DRAFT_COLUMNS "id, form, row, parent, base_seq, form_version, focus, cursor, at, cells, owner"
#define OWNER 10

static int put(struct db *db, struct draft *d, struct err *e)
{
	struct stmt *s =
		db_query(db,
			 "INSERT INTO draft(form, row, parent, base_seq, form_version, focus, cursor, at, cells, owner)"
			 " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10) ON CONFLICT(form, row, parent, owner) DO "
			 "UPDATE SET "
			 "base_seq = excluded.base_seq, form_version = excluded.form_version, focus = excluded.focus, "
			 "cursor = excluded.cursor, at = excluded.at, cells = excluded.cells RETURNING id",
			 e);
	char at[20];
	int r;

	if (!s)
		return -1;
	clock_stamp(at);
	stmt_bind(s, "siiississs", d->form, d->row, d->parent, d->base_seq, d->form_version, d->focus, d->cursor, at,
		  d->cells ? d->cells : "{}", process_self());
	r = stmt_step(s, e);
	if (r == 1) {
		d->id = stmt_int(s, 0);
		snprintf(d->at, sizeof d->at, "%s", at);
		r = stmt_step(s, e);
	}
	stmt_done(s);
	return r;
}

int draft_put(struct db *db, struct draft *d, struct err *e)
{
	if (db_begin_light(db, e))
		return -1;
	if (put(db, d, e)) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

int draft_sync(struct db *db, struct err *e)
{
	sqlite3_file *wal = NULL;
	int rc = sqlite3_file_control(db->sql, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal);

	if (rc == SQLITE_OK && wal && wal->pMethods)
		rc = wal->pMethods->xSync(wal, SQLITE_SYNC_NORMAL);
	return rc == SQLITE_OK ? 0 : db_fail(db, rc, e);
}

static void read_draft(struct stmt *s, struct draft *d)
{
	memset(d, 0, sizeof *d);
	d->id = stmt_int(s, 0);
	snprintf(d->form, sizeof d->form, "%s", stmt_text(s, 1));
	d->row = stmt_int(s, 2);
	d->parent = stmt_int(s, 3);
	d->base_seq = stmt_int(s, 4);
	snprintf(d->form_version, sizeof d->form_version, "%s", stmt_text(s, 5));
	snprintf(d->focus, sizeof d->focus, "%s", stmt_text(s, 6));
	d->cursor = stmt_int(s, 7);
	snprintf(d->at, sizeof d->at, "%s", stmt_text(s, 8));
	d->cells = mem_dup(stmt_text(s, 9));
}

static bool is_of_another(struct stmt *s)
{
	const char *owner = stmt_text(s, OWNER);

	return strcmp(owner, process_self()) != 0 && process_runs(owner);
}

/* False: another program was quicker. Where nothing can be written now, the text is shown all the same: kept again, it
 * has a row of its own. */
static bool take_over(struct db *db, int64_t id, const char *owner)
{
	bool taken = true;

	if (db->read_only || db_begin_light(db, NULL))
		return true;
	if (db_run(db, NULL, "UPDATE draft SET owner = ?1 WHERE id = ?2 AND owner = ?3", "sis", process_self(), id,
		   owner) == 0)
		taken = sqlite3_changes(db->sql) == 1;
	if (db_commit(db, NULL))
		taken = true;
	return taken;
}

int draft_get(struct db *db, const char *form, int64_t row, int64_t parent, struct draft *out, struct err *e)
{
	struct stmt *s = db_query(db,
				  "SELECT " DRAFT_COLUMNS " FROM draft WHERE form = ?1 AND row = ?2 AND parent = ?3 "
				  "ORDER BY owner = ?4 DESC, at DESC, id DESC",
				  e);
	char owner[PROCESS_BYTES] = "";
	int r;

	memset(out, 0, sizeof *out);
	if (!s)
		return -1;
	stmt_bind(s, "siis", form, row, parent, process_self());
	while ((r = stmt_step(s, e)) == 1 && is_of_another(s))
		;
	if (r == 1) {
		read_draft(s, out);
		snprintf(owner, sizeof owner, "%s", stmt_text(s, OWNER));
	}
	stmt_done(s);
	if (r == 1 && strcmp(owner, process_self()) != 0 && !take_over(db, out->id, owner)) {
		draft_release(out);
		memset(out, 0, sizeof *out);
		r = 0;
	}
	return r;
}

int draft_list(struct db *db, struct draft **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(db, "SELECT " DRAFT_COLUMNS " FROM draft ORDER BY at DESC, id DESC", e);
	int r = -1;

	*out = NULL;
	*n = 0;
	while (s && (r = stmt_step(s, e)) == 1) {
		if (is_of_another(s))
			continue;
		*out = mem_grow(*out, *n + 1, sizeof **out);
		read_draft(s, &(*out)[(*n)++]);
	}
	stmt_done(s);
	if (r < 0) {
		draft_list_free(out, *n);
		*n = 0;
	}
	return r;
}

int draft_count(struct db *db)
{
	struct stmt *s = db_query(db, "SELECT " DRAFT_COLUMNS " FROM draft", NULL);
	int n = 0;

	while (s && stmt_step(s, NULL) == 1)
		n += !is_of_another(s);
	stmt_done(s);
	return n;
}

int draft_drop(struct db *db, int64_t id, struct err *e)
{
	return db_run(db, e, "DELETE FROM draft WHERE id = ?1", "i", id);
}

void draft_release(struct draft *d)
{
	mem_free(d->cells);
	d->cells = NULL;
}

void draft_list_free(struct draft **list, size_t n)
{
	for (size_t i = 0; *list && i < n; i++)
		draft_release(&(*list)[i]);
	mem_free(*list);
	*list = NULL;
}
