#include "store/heavy.h"

#include "internal.h"

#include <stdio.h>
#include <string.h>

/* Each by itself, not in a transaction: there a copy of all of it would be held to take it back. */
static void drop_temporary(struct db *db)
{
	struct buf drop = BUF_INIT;
	struct stmt *s = db_query(db, "SELECT name FROM sqlite_temp_schema WHERE type = 'table'", NULL);

	while (s && stmt_step(s, NULL) == 1)
		buf_addf(&drop, "DROP TABLE temp.\"%s\";", stmt_text(s, 0));
	stmt_done(s);
	db->door = true;
	db_raw(db, drop.s, NULL);
	db->door = false;
	buf_release(&drop);
}

int db_heavy(struct db *db, int kib, struct err *e)
{
	if (db->depth > 0)
		return kib ? err_set(e, ERR_CONFLICT, "TX_OPEN", db->opener) : 0;
	if (!kib) {
		drop_temporary(db);
		db_set_cache(db, DB_CACHE_KIB);
		mem_hold(0);
		return 0;
	}
	mem_hold(1);
	db_set_cache(db, kib);
	return 0;
}

struct indexes {
	char **sql;
	size_t n;
};

static bool is_in(const char *const *list, const char *name)
{
	while (*list && strcmp(*list, name) != 0)
		list++;
	return *list;
}

static int note_indexes(struct db *db, const char *table, const char *const *keep, struct indexes *x, struct buf *drop,
			struct err *e)
{
	struct stmt *s = db_query(db,
				  "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1"
				  " AND sql LIKE 'CREATE INDEX %' ORDER BY rowid",
				  e);
	int r;

	if (!s)
		return -1;
	stmt_bind(s, "s", table);
	while ((r = stmt_step(s, e)) == 1) {
		if (is_in(keep, stmt_text(s, 0)))
			continue;
		x->sql = mem_grow(x->sql, x->n + 1, sizeof *x->sql);
		x->sql[x->n++] = mem_dup(stmt_text(s, 1));
		buf_addf(drop, "DROP INDEX \"%s\";", stmt_text(s, 0));
	}
	stmt_done(s);
	return r;
}

int db_indexes_away(struct db *db, const char *const *tables, const char *const *keep, struct indexes **out,
		    struct err *e)
{
	struct indexes *x = mem_alloc(sizeof *x);
	struct buf drop = BUF_INIT;
	int r = 0;

	for (; *tables && r == 0; tables++)
		r = note_indexes(db, *tables, keep, x, &drop, e);
	if (r == 0)
		r = db_exec(db, drop.s, e);
	buf_release(&drop);
	if (r)
		db_indexes_forget(&x);
	*out = x;
	return r;
}

int db_indexes_back(struct db *db, const struct indexes *x, struct err *e)
{
	/* A sort takes as much again as the file has in memory. */
	int r = 0;

	if (x)
		db_set_cache(db, 8192);
	for (size_t i = 0; x && i < x->n && r == 0; i++)
		r = db_exec(db, x->sql[i], e);
	return r;
}

void db_indexes_forget(struct indexes **x)
{
	for (size_t i = 0; *x && i < (*x)->n; i++)
		mem_free((*x)->sql[i]);
	if (*x)
		mem_free((*x)->sql);
	mem_free(*x);
	*x = NULL;
}
