/* Is the database whole, and is its schema the one this program makes? */
#include "internal.h"
#include "search_index.h"

#include "store/backup.h"
#include "store/search.h"

#include <stdio.h>
#include <string.h>

struct findings {
	verify_found *found;
	void *arg;
	int n;
};

static void say(struct findings *f, const char *word, const char *what, bool mendable)
{
	f->n++;
	if (f->found)
		f->found(f->arg, word, what, mendable);
}

static void say_number(struct findings *f, const char *word, int64_t wrong)
{
	char number[24];

	snprintf(number, sizeof number, "%lld", (long long)wrong);
	if (wrong > 0)
		say(f, word, number, true);
}

static int each_line(sqlite3 *sql, const char *query, const char *word, struct findings *f)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(sql, query, -1, &s, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		say(f, word, (const char *)sqlite3_column_text(s, 0), false);
		rc = SQLITE_OK;
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? 0 : -1;
}

static const char integrity[] = "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
static const char references[] =
	"SELECT \"table\" || ' ' || coalesce(rowid, '') || ' -> ' || parent FROM pragma_foreign_key_check";

/* -1: SQLite could not even look. */
static int check_file(sqlite3 *sql, struct findings *f)
{
	return each_line(sql, integrity, "verify.file", f) || each_line(sql, references, "verify.reference", f) ? -1
														: 0;
}

static void keep_first(void *arg, const char *word, const char *what, bool mendable)
{
	char **first = arg;

	(void)word;
	(void)mendable;
	if (!*first)
		*first = mem_dup(what);
}

bool store_sound(sqlite3 *sql, char **why)
{
	struct findings f = { keep_first, why, 0 };

	*why = NULL;
	if (check_file(sql, &f))
		say(&f, "verify.file", sqlite3_errmsg(sql), false);
	if (f.n == 0)
		*why = mem_dup("");
	return f.n == 0;
}

/* What is in one schema and not in the same words in the other. */
static void compare_schema(sqlite3 *one, sqlite3 *other, const char *word, struct findings *f)
{
	sqlite3_stmt *s = NULL, *t = NULL;
	struct buf line = BUF_INIT;

	sqlite3_prepare_v2(one,
			   "SELECT type, name, sql FROM sqlite_schema WHERE name NOT GLOB 'sqlite_*' ORDER BY 1, 2", -1,
			   &s, NULL);
	sqlite3_prepare_v2(other, "SELECT 1 FROM sqlite_schema WHERE type = ?1 AND name = ?2 AND sql IS ?3", -1, &t,
			   NULL);
	while (s && t && sqlite3_step(s) == SQLITE_ROW) {
		for (int i = 0; i < 3; i++)
			sqlite3_bind_value(t, i + 1, sqlite3_column_value(s, i));
		if (sqlite3_step(t) != SQLITE_ROW) {
			buf_clear(&line);
			buf_addf(&line, "%s %s", (const char *)sqlite3_column_text(s, 0),
				 (const char *)sqlite3_column_text(s, 1));
			say(f, word, line.s, false);
		}
		sqlite3_reset(t);
	}
	sqlite3_finalize(s);
	sqlite3_finalize(t);
	buf_release(&line);
}

/* Households whose last visit is another than household_last says. The index of the visits has all that is asked. */
#define LAST_WRONG \
	" FROM household AS h LEFT JOIN household_last AS l ON l.household_id = h.id WHERE l.household_id IS NULL OR " \
	"l.visited_on IS NOT " LAST_VISIT
#define LAST_OF_NOBODY " FROM household_last WHERE household_id NOT IN (SELECT id FROM household)"

static int verify_kept(struct db *db, struct findings *f, struct err *e)
{
	int64_t texts = search_verify(db, e), wrong, strange;

	if (texts < 0 || search_number(db, "SELECT count(*)" LAST_WRONG, 0, &wrong, e) ||
	    search_number(db, "SELECT count(*)" LAST_OF_NOBODY, 0, &strange, e))
		return -1;
	say_number(f, "verify.search", texts);
	say_number(f, "verify.last_visit", wrong + strange);
	return 0;
}

int store_mend(struct db *db, struct err *e)
{
	if (db_begin(db, "", e))
		return -1;
	if (db_exec(db,
		    "DELETE" LAST_OF_NOBODY "; INSERT INTO household_last SELECT h.id, " LAST_VISIT LAST_WRONG
		    " ON CONFLICT (household_id) DO UPDATE SET visited_on = excluded.visited_on",
		    e)) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, e);
}

int store_verify(struct db *db, verify_found *found, void *arg, struct err *e)
{
	struct findings f = { found, arg, 0 };
	struct db fresh = { .path = db->path };
	int r = -1;

	if (check_file(db->sql, &f)) {
		int rc = sqlite3_extended_errcode(db->sql);
		if ((rc & 0xff) != SQLITE_CORRUPT && (rc & 0xff) != SQLITE_NOTADB) {
			db_fail(db, rc, e);
			goto done;
		}
		say(&f, "verify.file", sqlite3_errmsg(db->sql), false);
	}
	int rc = sqlite3_open_v2(":memory:", &fresh.sql, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, db_vfs());
	if (rc != SQLITE_OK) {
		db_fail(&fresh, rc, e);
		goto done;
	}
	if (schema_migrate(&fresh, 0, e))
		goto done;
	compare_schema(fresh.sql, db->sql, "verify.missing", &f);
	compare_schema(db->sql, fresh.sql, "verify.strange", &f);
	if (f.n == 0 && verify_kept(db, &f, e))
		goto done;
	r = f.n;
done:
	stmt_drop_all(&fresh);
	schema_forget(&fresh);
	sqlite3_close(fresh.sql);
	return r;
}
