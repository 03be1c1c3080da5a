#include "store/first_load.h"

#include "internal.h"

#include "base/id.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct made {
	char *name, *sql;
};

struct first_load {
	struct db *db;
	const char *const *tables;
	struct made *index, *trigger;
	size_t indexes, triggers;
	void (*tell)(void *, int64_t, int64_t);
	void *arg;
	int64_t mark; /* since this id rows come unnoted; 0: all are noted */
};

/* What triggers note of each row that comes, and the same for all that came. The names are those of the indexes that
 * give the texts in their order. */
static const struct noted {
	const char *table, *triggers;
	const char *after[4];
} noted[] = {
#define TEXTS(table, column, index) \
	"INSERT INTO search_stale SELECT DISTINCT " column " FROM " table " INDEXED BY " index " WHERE id > %" PRId64 \
	" AND " column " IS NOT NULL AND NOT EXISTS (SELECT 1 FROM search_text WHERE text = " column \
	") ON CONFLICT DO NOTHING"
	{ "person", "('search_person_b', 'search_person_i')", { TEXTS("person", "name", "person_name") } },
	{ "household",
	  "('search_household_b', 'search_household_i', 'last_household_i')",
	  { TEXTS("household", "head_name", "household_name"), TEXTS("household", "village_group", "household_group"),
	    TEXTS("household", "natural_village", "household_natural"),
	    "INSERT INTO household_last SELECT h.id, " LAST_VISIT " FROM household AS h WHERE h.id > %" PRId64
	    " ON CONFLICT (household_id) DO UPDATE SET visited_on = excluded.visited_on" } },
#undef TEXTS
};
#define NOTED (sizeof noted / sizeof *noted)

/* ---- the file alone ---- */

static void journal_mode(struct db *db, const char *mode)
{
	char sql[40];

	stmt_drop_all(db); /* a statement that is kept may hold a lock */
	snprintf(sql, sizeof sql, "PRAGMA journal_mode=%s", mode);
	db->door = true;
	db_raw(db, sql, NULL);
	db->door = false;
}

static bool is_empty(struct db *db, const char *const *tables)
{
	char sql[80];
	bool empty = true;

	for (; *tables && empty; tables++) {
		snprintf(sql, sizeof sql, "SELECT count(*) FROM (SELECT 1 FROM %s LIMIT 1)", *tables);
		empty = db_int(db, 1, sql, "") == 0;
	}
	return empty;
}

/* A file that holds something is never without a state one may copy or read: there the WAL is worth its time. */
void first_load_alone(struct db *db, const char *const *tables)
{
	if (!is_empty(db, tables))
		return;
	sqlite3_busy_handler(db->sql, NULL, NULL);
	journal_mode(db, "DELETE");
	sqlite3_busy_handler(db->sql, db_on_busy, db);
}

void first_load_shared(struct db *db)
{
	journal_mode(db, "WAL");
}

/* ---- indexes and triggers ---- */

static bool is_in(const char *const *list, const char *name)
{
	while (*list && strcmp(*list, name) != 0)
		list++;
	return *list;
}

static void forget(struct made *made, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		mem_free(made[i].name);
		mem_free(made[i].sql);
	}
	mem_free(made);
}

static const char *const nothing[] = { NULL };

/* Takes what the query names out of the schema, and notes how it is made again. */
static int put_away(struct db *db, const char *sql, const char *table, const char *const *keep, struct made **made,
		    size_t *n, struct err *e)
{
	struct stmt *s = db_query(db, sql, e);
	struct buf drop = BUF_INIT;
	int r;

	if (!s)
		return -1;
	stmt_bind(s, "s", table);
	while ((r = stmt_step(s, e)) == 1) {
		if (is_in(keep, stmt_text(s, 1)))
			continue;
		*made = mem_grow(*made, *n + 1, sizeof **made);
		(*made)[(*n)++] = (struct made){ mem_dup(stmt_text(s, 1)), mem_dup(stmt_text(s, 2)) };
		buf_addf(&drop, "DROP %s \"%s\";", stmt_text(s, 0), stmt_text(s, 1));
	}
	stmt_done(s);
	if (r == 0)
		r = db_exec(db, drop.s, e);
	buf_release(&drop);
	return r;
}

static int indexes_away(struct first_load *l, const char *const *keep, struct err *e)
{
	static const char sql[] = "SELECT type, name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1"
				  " AND sql LIKE 'CREATE INDEX %' ORDER BY rowid";

	for (const char *const *t = l->tables; *t; t++)
		if (put_away(l->db, sql, *t, keep, &l->index, &l->indexes, e))
			return -1;
	return 0;
}

static int triggers_away(struct first_load *l, struct err *e)
{
	struct buf sql = BUF_INIT;
	int r = 0;

	for (size_t i = 0; i < NOTED && r == 0; i++) {
		if (!is_in(l->tables, noted[i].table))
			continue;
		buf_clear(&sql);
		buf_addf(&sql,
			 "SELECT type, name, sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = ?1"
			 " AND name IN %s ORDER BY rowid",
			 noted[i].triggers);
		r = put_away(l->db, sql.s, noted[i].table, nothing, &l->trigger, &l->triggers, e);
	}
	buf_release(&sql);
	return r;
}

static bool is_there(struct db *db, const char *index)
{
	return db_int(db, 0, "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = ?1", "s", index) != 0;
}

/* A row that is taken back takes back an index made for it. */
int first_load_need(struct first_load *l, const char *index, struct err *e)
{
	size_t i = 0;

	while (l && i < l->indexes && strcmp(l->index[i].name, index) != 0)
		i++;
	if (!l || i == l->indexes || is_there(l->db, index))
		return 0;
	return db_exec(l->db, l->index[i].sql, e);
}

static int indexes_back(struct first_load *l, struct err *e)
{
	int r = 0;

	db_set_cache(l->db, 8192); /* a sort takes as much again as the file has in memory */
	for (size_t i = 0; i < l->indexes && r == 0; i++) {
		l->tell(l->arg, (int64_t)i + 1, (int64_t)l->indexes + 2);
		r = first_load_need(l, l->index[i].name, e);
	}
	l->tell(l->arg, (int64_t)l->indexes + 1, (int64_t)l->indexes + 2);
	return r;
}

static int triggers_back(struct first_load *l, struct err *e)
{
	struct buf sql = BUF_INIT;
	int r = 0;

	for (size_t i = 0; i < NOTED; i++)
		for (size_t k = 0; k < 4 && noted[i].after[k] && is_in(l->tables, noted[i].table); k++) {
			buf_addf(&sql, noted[i].after[k], l->mark);
			buf_adds(&sql, ";\n");
		}
	for (size_t i = 0; i < l->triggers; i++)
		buf_addf(&sql, "%s;\n", l->trigger[i].sql);
	r = db_exec(l->db, sql.s, e);
	buf_release(&sql);
	return r;
}

/* ---- journal ---- */

static bool is_last(const struct first_load *l)
{
	char sql[80];
	int64_t last = 0;

	for (const char *const *t = l->tables; *t && last < l->mark; t++) {
		snprintf(sql, sizeof sql, "SELECT coalesce(max(id), 0) FROM %s", *t);
		last = db_int(l->db, INT64_MAX, sql, "");
	}
	return last < l->mark;
}

static int journal_hold(struct first_load *l, struct err *e)
{
	struct buf sql = BUF_INIT;
	int r;

	for (const char *const *t = l->tables; *t; t++)
		journal_hold_sql(&sql, *t, l->mark);
	r = db_exec(l->db, sql.s, e);
	buf_release(&sql);
	return r;
}

enum { BASE_COLUMNS = 8 };

/* What all entries share and count on from, as journal_i_write finds it for one (journal_triggers.c). */
static const char base[] =
	"SELECT o.value, coalesce((SELECT origin_seq FROM change WHERE origin = o.value ORDER BY seq DESC LIMIT 1), 0),"
	" max(coalesce((SELECT clock FROM change ORDER BY seq DESC LIMIT 1), 0),"
	" (CAST(round((julianday('now') - 2440587.5) * 86400000.0) AS INTEGER) << 16) - 1),"
	" coalesce(x.at, strftime('%Y-%m-%dT%H:%M:%S', 'now', 'localtime')), x.cadre, x.action, x.txn, x.undoes"
	" FROM context AS x, (SELECT coalesce((SELECT value FROM setting WHERE key = 'origin'), '') AS value) AS o"
	" WHERE x.id = 1";

/* Ids rise as rows came, so the entries stand in that order. `counted` gives 1, 2, 3 … for each of its arguments. */
static void entries_sql(struct buf *sql, const char *const *tables)
{
	buf_adds(sql,
		 "INSERT INTO change(origin, origin_seq, clock, at, cadre, action, txn, undoes, tbl, row, op, cols)"
		 " SELECT ?1, ?2 + counted(0), ?3 + counted(1), ?4, ?5, ?6, ?7, ?8, n.tbl, n.id, 'I', '{}' FROM (");
	for (size_t i = 0; tables[i]; i++)
		buf_addf(sql, "%sSELECT '%s' AS tbl, id FROM %s WHERE id > ?9", i ? " UNION ALL " : "", tables[i],
			 tables[i]);
	buf_adds(sql, " ORDER BY id) AS n");
}

static void sql_counted(sqlite3_context *c, int n, sqlite3_value **v)
{
	int64_t *counted = sqlite3_user_data(c);

	(void)n;
	sqlite3_result_int64(c, ++counted[sqlite3_value_int(v[0])]);
}

static int write_entries(struct first_load *l, struct stmt *from, struct err *e)
{
	struct value mark = value_int(l->mark);
	struct buf sql = BUF_INIT;
	struct stmt *to;
	int r;

	entries_sql(&sql, l->tables);
	to = db_query(l->db, sql.s, e);
	buf_release(&sql);
	if (!to)
		return -1;
	for (int i = 0; i < BASE_COLUMNS; i++) {
		struct value v = stmt_value_exact(from, i);

		stmt_bind_at(to, i + 1, &v);
		value_release(&v);
	}
	stmt_bind_at(to, BASE_COLUMNS + 1, &mark);
	r = stmt_step(to, e) < 0 ? -1 : 0;
	stmt_done(to);
	return r;
}

static int add_entries(struct first_load *l, struct err *e)
{
	int64_t counted[2] = { 0, 0 };
	struct stmt *from = db_query(l->db, base, e);
	int r = from ? stmt_step(from, e) : -1;

	sqlite3_create_function_v2(l->db->sql, "counted", 1, SQLITE_UTF8 | SQLITE_DIRECTONLY, counted, sql_counted,
				   NULL, NULL, NULL);
	if (r == 1)
		r = write_entries(l, from, e);
	stmt_done(from);
	stmt_drop_all(l->db); /* it points into this frame */
	sqlite3_create_function_v2(l->db->sql, "counted", 1, SQLITE_UTF8, NULL, NULL, NULL, NULL, NULL);
	return r;
}

/* change_keep_i is put away meanwhile: before a trigger all entries would be gathered in a temporary table. */
static int journal_release(struct first_load *l, struct err *e)
{
	struct buf back = BUF_INIT;
	struct made *guard = NULL;
	size_t n = 0;
	int r;

	for (const char *const *t = l->tables; *t; t++)
		journal_release_sql(&back, *t);
	r = put_away(l->db, "SELECT type, name, sql FROM sqlite_schema WHERE tbl_name = ?1 AND name = 'change_keep_i'",
		     "change", nothing, &guard, &n, e);
	if (r == 0)
		r = add_entries(l, e);
	for (size_t i = 0; i < n; i++)
		buf_addf(&back, "%s;\n", guard[i].sql);
	if (r == 0)
		r = db_exec(l->db, back.s, e);
	forget(guard, n);
	buf_release(&back);
	return r;
}

/* ---- all of it ---- */

int first_load_begin(struct db *db, const char *const *tables, const char *const *keep, struct first_load **out,
		     struct err *e)
{
	struct first_load *l = mem_alloc(sizeof *l);
	int r;

	*l = (struct first_load){ .db = db, .tables = tables, .mark = id_mint() };
	*out = l;
	if (!is_last(l))
		l->mark = 0;
	r = indexes_away(l, keep, e);
	if (r == 0 && l->mark)
		r = triggers_away(l, e) || journal_hold(l, e) ? -1 : 0;
	if (r)
		first_load_drop(out);
	return r;
}

int first_load_end(struct first_load *l, void (*tell)(void *arg, int64_t done, int64_t all), void *arg, struct err *e)
{
	if (!l)
		return 0;
	l->tell = tell;
	l->arg = arg;
	if (l->mark && journal_release(l, e))
		return -1;
	if (indexes_back(l, e))
		return -1;
	return l->mark ? triggers_back(l, e) : 0;
}

void first_load_drop(struct first_load **load)
{
	struct first_load *l = *load;

	if (!l)
		return;
	forget(l->index, l->indexes);
	forget(l->trigger, l->triggers);
	mem_free(l);
	*load = NULL;
}
