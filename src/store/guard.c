/* What SQL from screens/ may do. The authorizer is installed once for every connection (installing one makes SQLite
 * prepare everything again) and says yes to all unless a guarded text is being prepared. */
#include "store/guard.h"

#include "internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char *const functions[] = {
	"->",
	"->>",
	"abs",
	"age",
	"avg",
	"ceil",
	"ceiling",
	"char",
	"coalesce",
	"count",
	"cume_dist",
	"date",
	"datetime",
	"days",
	"dense_rank",
	"first_value",
	"floor",
	"folded",
	"format",
	"glob",
	"group_concat",
	"hex",
	"ifnull",
	"iif",
	"instr",
	"json",
	"json_array",
	"json_array_length",
	"json_extract",
	"json_group_array",
	"json_group_object",
	"json_object",
	"json_quote",
	"json_type",
	"json_valid",
	"julianday",
	"lag",
	"last_value",
	"lead",
	"length",
	"like",
	"likelihood",
	"likely",
	"lower",
	"ltrim",
	"max",
	"min",
	"mod",
	"month_end",
	"nth_value",
	"ntile",
	"nullif",
	"percent_rank",
	"pinyin_match",
	"printf",
	"quote",
	"rank",
	"replace",
	"role",
	"round",
	"row_number",
	"rtrim",
	"school_age",
	"sign",
	"strftime",
	"substr",
	"substring",
	"sum",
	"term_day",
	"term_of",
	"term_shift",
	"threshold",
	"time",
	"today",
	"total",
	"trim",
	"trunc",
	"typeof",
	"unicode",
	"unixepoch",
	"unlikely",
	"upper",
};

static int compare(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool known_function(const char *name)
{
	char low[64];
	const char *key = low;
	size_t i;

	for (i = 0; name[i] && i + 1 < sizeof low; i++)
		low[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] + 32 : name[i]);
	low[i] = '\0';
	return bsearch(&key, functions, sizeof functions / sizeof *functions, sizeof *functions, compare) != NULL;
}

/* The names were loaded before the guard went up: looking would prepare SQL itself. Where no column is read
 * ("count(*)"), SQLite asks for the name as written, which may be that of a WITH: so there only tables that exist are
 * refused. */
static bool may_read(const struct db *db, const char *name, const char *column)
{
	static const char *const also[] = { "change", "json_each", "json_tree", "household_last", "search_text" };
	const struct schema_cache *c = &db->schema;

	for (size_t i = 0; i < sizeof also / sizeof *also; i++) {
		if (sqlite3_stricmp(also[i], name) == 0)
			return true;
	}
	if (schema_is_readable(db, name))
		return true;
	if (*column || sqlite3_strnicmp(name, "sqlite_", 7) == 0 || sqlite3_strnicmp(name, "pragma_", 7) == 0)
		return false;
	for (size_t i = 0; i < c->n; i++) {
		if (sqlite3_stricmp(c->tables[i].name, name) == 0)
			return false;
	}
	return true;
}

static bool is_kept(const char *name, const char *where)
{
	return where && strcmp(where, "temp") == 0 && strncmp(name, GUARD_KEPT, strlen(GUARD_KEPT)) == 0;
}

static int deny(struct db *db, const char *word, const char *arg)
{
	if (!db->denied.word) {
		db->denied.word = word;
		snprintf(db->denied.arg, sizeof db->denied.arg, "%s", arg ? arg : "");
	}
	return SQLITE_DENY;
}

int guard_authorize(void *arg, int action, const char *a, const char *b, const char *where, const char *trigger)
{
	struct db *db = arg;

	(void)trigger;
	if (!db->guarding)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_RECURSIVE:
		return SQLITE_OK;
	case SQLITE_READ:
		return is_kept(a, where) || may_read(db, a, b) ? SQLITE_OK : deny(db, "GUARD_TABLE", a);
	case SQLITE_FUNCTION:
		return known_function(b) ? SQLITE_OK : deny(db, "GUARD_FUNCTION", b);
	default:
		return deny(db, "GUARD_WRITES", NULL);
	}
}

/* Blanks, semicolons and comments after the statement do no harm. */
static bool is_rest_empty(struct db *db, const char *rest)
{
	while (*rest) {
		sqlite3_stmt *s = NULL;
		int rc = sqlite3_prepare_v2(db->sql, rest, -1, &s, &rest);
		sqlite3_finalize(s);
		if (db_is_out(db->sql, rc))
			mem_out();
		if (rc != SQLITE_OK || s)
			return false;
	}
	return true;
}

static sqlite3_stmt *prepare(struct db *db, const char *sql, struct err *e)
{
	sqlite3_stmt *s = NULL;
	const char *rest = "";
	int rc;
	bool alone = true;

	schema_load(db);
	db->denied.word = NULL;
	db->guarding = true;
	rc = sqlite3_prepare_v3(db->sql, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, &rest);
	if (rc == SQLITE_OK && s)
		alone = is_rest_empty(db, rest);
	db->guarding = false;
	if (db_is_out(db->sql, rc))
		db_fail(db, rc, e);
	else if (rc != SQLITE_OK && db->denied.word)
		err_set(e, ERR_INVALID, db->denied.word, db->denied.arg);
	else if (rc != SQLITE_OK)
		err_set(e, ERR_INVALID, "GUARD_SYNTAX", sqlite3_errmsg(db->sql));
	else if (!s)
		err_set(e, ERR_INVALID, "GUARD_SYNTAX", "");
	else if (!alone)
		err_set(e, ERR_INVALID, "GUARD_MANY");
	else if (!sqlite3_stmt_readonly(s) || sqlite3_stmt_isexplain(s))
		err_set(e, ERR_INVALID, "GUARD_WRITES");
	else
		return s;
	sqlite3_finalize(s);
	return NULL;
}

struct stmt *guard_query(struct db *db, const char *sql, struct err *e)
{
	struct stmt *s = stmt_find(db, sql, true);

	if (s)
		return s;
	sqlite3_stmt *raw = prepare(db, sql, e);
	return raw ? stmt_keep(db, sql, raw, true) : NULL;
}

/* The SELECT passed the guard as it stands, so what stands before it is all that is written. */
struct stmt *guard_keep(struct db *db, const char *name, const char *sql, struct err *e)
{
	struct buf keep = BUF_INIT;
	struct stmt *s = NULL;

	if (strncmp(name, GUARD_KEPT, strlen(GUARD_KEPT)) != 0)
		BUG(name);
	if (guard_check(db, sql, e) == 0) {
		guard_forget(db, name);
		buf_addf(&keep, "CREATE TEMP TABLE \"%s\" AS %s", name, sql);
		s = db_query(db, keep.s, e);
	}
	if (s)
		s->keeps = true;
	buf_release(&keep);
	return s;
}

static int run_own(struct db *db, const char *sql, struct err *e)
{
	bool door = db->door;
	int rc;

	db->door = true;
	rc = db_raw(db, sql, e);
	db->door = door;
	return rc;
}

int guard_keep_by(struct db *db, const char *name, const char *columns, struct err *e)
{
	struct buf index = BUF_INIT;
	int rc;

	if (columns[strspn(columns, "abcdefghijklmnopqrstuvwxyz0123456789_, ")])
		return err_set(e, ERR_INVALID, "GUARD_SYNTAX", columns);
	buf_addf(&index, "CREATE INDEX temp.\"%s_by\" ON \"%s\"(%s)", name, name, columns);
	rc = run_own(db, index.s, e);
	buf_release(&index);
	return rc;
}

void guard_forget(struct db *db, const char *name)
{
	struct buf drop = BUF_INIT;

	/* Overwritten page by page, all of it would be held in memory; its file has no name and goes with the program.
	 */
	buf_addf(&drop, "PRAGMA temp.secure_delete=0; DROP TABLE IF EXISTS temp.\"%s\"", name);
	run_own(db, drop.s, NULL);
	buf_release(&drop);
}

static int64_t steps_least = GUARD_STEPS;

void guard_set_steps(int64_t steps)
{
	steps_least = steps > 0 ? steps : GUARD_STEPS;
}

/* Half of a big file may still lie in its log. */
static int64_t bytes_of(const struct db *db)
{
	struct buf log = BUF_INIT;
	struct stat st;
	int64_t bytes = 0;

	buf_addf(&log, "%s-wal", db->path);
	if (stat(db->path, &st) == 0)
		bytes += st.st_size;
	if (stat(log.s, &st) == 0)
		bytes += st.st_size;
	buf_release(&log);
	return bytes;
}

bool guard_is_endless(const struct db *db, int64_t steps)
{
	return steps > steps_least && steps > bytes_of(db) * GUARD_STEPS_A_BYTE;
}

int guard_check(struct db *db, const char *sql, struct err *e)
{
	sqlite3_stmt *raw = prepare(db, sql, e);

	sqlite3_finalize(raw);
	return raw ? 0 : -1;
}
