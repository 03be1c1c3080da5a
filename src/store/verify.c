/* Is the database whole, and is its schema the one this program makes? */
#include "internal.h"

#include "store/backup.h"
#include "store/search.h"

#include <stdio.h>
#include <string.h>

struct findings {
	void (*found)(void *arg, const char *line);
	void *arg;
	int n;
};

static void say(struct findings *f, const char *line)
{
	f->n++;
	if (f->found)
		f->found(f->arg, line);
}

static int each_line(sqlite3 *sql, const char *query, struct findings *f)
{
	sqlite3_stmt *s = NULL;
	int rc = sqlite3_prepare_v2(sql, query, -1, &s, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		say(f, (const char *)sqlite3_column_text(s, 0));
		rc = SQLITE_OK;
	}
	sqlite3_finalize(s);
	return rc == SQLITE_DONE ? 0 : -1;
}

static const char integrity[] = "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'";
static const char references[] =
	"SELECT 'foreign key: ' || \"table\" || ' ' || coalesce(rowid, '') || ' -> ' || parent "
	"FROM pragma_foreign_key_check";

static void keep_first(void *arg, const char *line)
{
	char **first = arg;

	if (!*first)
		*first = mem_dup(line);
}

bool store_sound(sqlite3 *sql, char **why)
{
	struct findings f = { keep_first, why, 0 };

	*why = NULL;
	if (each_line(sql, integrity, &f) || each_line(sql, references, &f))
		say(&f, sqlite3_errmsg(sql));
	if (f.n == 0)
		*why = mem_dup("");
	return f.n == 0;
}

/* What is in one schema and not in the same words in the other. */
static void compare_schema(sqlite3 *one, sqlite3 *other, const char *what, struct findings *f)
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
			buf_addf(&line, "%s: %s %s", what, (const char *)sqlite3_column_text(s, 0),
				 (const char *)sqlite3_column_text(s, 1));
			say(f, line.s);
		}
		sqlite3_reset(t);
	}
	sqlite3_finalize(s);
	sqlite3_finalize(t);
	buf_release(&line);
}

int store_verify(struct db *db, void (*found)(void *arg, const char *line), void *arg, struct err *e)
{
	struct findings f = { found, arg, 0 };
	struct db fresh = { .path = db->path };
	char line[80];
	int r = -1;

	if (each_line(db->sql, integrity, &f) || each_line(db->sql, references, &f)) {
		int rc = sqlite3_extended_errcode(db->sql);
		if ((rc & 0xff) != SQLITE_CORRUPT && (rc & 0xff) != SQLITE_NOTADB) {
			db_fail(db, rc, e);
			goto done;
		}
		say(&f, sqlite3_errmsg(db->sql));
	}
	int rc = sqlite3_open_v2(":memory:", &fresh.sql, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, db_vfs());
	if (rc != SQLITE_OK) {
		db_fail(&fresh, rc, e);
		goto done;
	}
	if (schema_migrate(&fresh, 0, e))
		goto done;
	compare_schema(fresh.sql, db->sql, "missing or changed", &f);
	compare_schema(db->sql, fresh.sql, "not ours", &f);
	if (f.n == 0) {
		int64_t wrong = search_verify(db, e);
		if (wrong < 0)
			goto done;
		snprintf(line, sizeof line, "search index: %lld wrong (bangfu reindex)", (long long)wrong);
		if (wrong > 0)
			say(&f, line);
	}
	r = f.n;
done:
	stmt_drop_all(&fresh);
	schema_forget(&fresh);
	sqlite3_close(fresh.sql);
	return r;
}
