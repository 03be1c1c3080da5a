/* Prepared statements and whole calls. */
#include "base/hash.h"
#include "internal.h"
#include "store/guard.h"

#include <stdarg.h>
#include <string.h>

static uint32_t hash_of(const char *s)
{
	return (uint32_t)hash_quick(s, strlen(s));
}

static void stmt_free(struct stmt *s)
{
	sqlite3_finalize(s->s);
	mem_free(s->sql);
	mem_free(s);
}

/* An idle statement of that text, marked busy and moved to the front of its bucket, or NULL. */
struct stmt *stmt_find(struct db *db, const char *sql, bool guarded)
{
	uint32_t h = hash_of(sql);
	struct stmt **bucket = &db->bucket[h % DB_BUCKETS];

	for (struct stmt **p = bucket; *p; p = &(*p)->next) {
		struct stmt *s = *p;
		if (s->busy || s->hash != h || s->guarded != guarded || strcmp(s->sql, sql) != 0)
			continue;
		*p = s->next;
		s->next = *bucket;
		*bucket = s;
		s->busy = true;
		s->used = ++db->uses;
		s->steps = 0;
		s->endless = false;
		return s;
	}
	return NULL;
}

/* Of all that are idle, the one that was not used for longest goes: what is kept is memory. */
static void make_room(struct db *db)
{
	struct stmt **oldest = NULL;

	if (db->kept <= DB_STMT_MOST)
		return;
	for (int i = 0; i < DB_BUCKETS; i++) {
		for (struct stmt **p = &db->bucket[i]; *p; p = &(*p)->next) {
			if (!(*p)->busy && (!oldest || (*p)->used < (*oldest)->used))
				oldest = p;
		}
	}
	if (!oldest)
		return;
	struct stmt *gone = *oldest;
	*oldest = gone->next;
	stmt_free(gone);
	db->kept--;
}

/* Takes over a prepared statement. */
struct stmt *stmt_keep(struct db *db, const char *sql, sqlite3_stmt *raw, bool guarded)
{
	struct stmt *s = mem_alloc(sizeof *s);

	s->db = db;
	s->s = raw;
	s->sql = mem_dup(sql);
	s->hash = hash_of(sql);
	s->busy = true;
	s->guarded = guarded;
	s->writes = !sqlite3_stmt_readonly(raw);
	s->used = ++db->uses;
	s->next = db->bucket[s->hash % DB_BUCKETS];
	db->bucket[s->hash % DB_BUCKETS] = s;
	db->kept++;
	make_room(db);
	return s;
}

void stmt_drop_all(struct db *db)
{
	for (int i = 0; i < DB_BUCKETS; i++) {
		while (db->bucket[i]) {
			struct stmt *s = db->bucket[i];
			db->bucket[i] = s->next;
			stmt_free(s);
		}
	}
	db->kept = 0;
}

struct stmt *db_query(struct db *db, const char *sql, struct err *e)
{
	struct stmt *s = stmt_find(db, sql, false);
	sqlite3_stmt *raw = NULL;

	if (s)
		return s;
	int rc = sqlite3_prepare_v3(db->sql, sql, -1, SQLITE_PREPARE_PERSISTENT, &raw, NULL);
	if (rc != SQLITE_OK || !raw) {
		db_fail(db, rc == SQLITE_OK ? SQLITE_MISUSE : rc, e);
		return NULL;
	}
	return stmt_keep(db, sql, raw, false);
}

void stmt_done(struct stmt *s)
{
	if (!s)
		return;
	sqlite3_reset(s->s);
	sqlite3_clear_bindings(s->s);
	s->busy = false;
}

static void check_bound(const struct stmt *s, int rc)
{
	if (rc == SQLITE_NOMEM)
		mem_out();
	if (rc != SQLITE_OK && rc != SQLITE_TOOBIG)
		BUG(s->sql);
}

/* `copy` is SQLITE_TRANSIENT, or SQLITE_STATIC for a text that stays until the statement is given back. */
static void bind_at(struct stmt *s, int index, const struct value *v, sqlite3_destructor_type copy)
{
	int rc = SQLITE_OK;

	switch (v->kind) {
	case VALUE_NULL:
		rc = sqlite3_bind_null(s->s, index);
		break;
	case VALUE_INT:
		rc = sqlite3_bind_int64(s->s, index, v->i);
		break;
	case VALUE_REAL:
		rc = sqlite3_bind_double(s->s, index, v->r);
		break;
	case VALUE_TEXT:
		rc = sqlite3_bind_text(s->s, index, v->text, -1, copy);
		break;
	}
	check_bound(s, rc);
}

void stmt_bind_at(struct stmt *s, int index, const struct value *v)
{
	bind_at(s, index, v, SQLITE_TRANSIENT);
}

void stmt_lend_at(struct stmt *s, int index, const struct value *v)
{
	bind_at(s, index, v, SQLITE_STATIC);
}

static void bind_list(struct stmt *s, const char *fmt, va_list ap, sqlite3_destructor_type copy)
{
	for (int i = 1; fmt && *fmt; fmt++, i++) {
		struct value v = value_null();
		const char *text;
		switch (*fmt) {
		case 'i':
			v = value_int(va_arg(ap, int64_t));
			break;
		case 'r':
			v = value_real(va_arg(ap, double));
			break;
		case 's':
			text = va_arg(ap, const char *);
			check_bound(s, sqlite3_bind_text(s->s, i, text, -1, copy));
			continue;
		case 'v':
			bind_at(s, i, va_arg(ap, const struct value *), copy);
			continue;
		default:
			BUG("stmt_bind: unknown letter");
		}
		bind_at(s, i, &v, copy);
	}
}

void stmt_bind(struct stmt *s, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	bind_list(s, fmt, ap, SQLITE_TRANSIENT);
	va_end(ap);
}

int stmt_parameter(struct stmt *s, const char *name)
{
	return sqlite3_bind_parameter_index(s->s, name);
}

int stmt_step(struct stmt *s, struct err *e)
{
	struct db *db = s->db;
	struct stmt *outer = db->running;
	bool door = db->door;

	if (db->cancelled && e)
		return db_fail(db, SQLITE_INTERRUPT, e);
	if (s->writes && !s->keeps) {
		if (db->depth == 0)
			return err_set(e, ERR_INTERNAL, "TX_NONE", s->sql);
		if (db->doomed || sqlite3_get_autocommit(db->sql))
			return err_set(e, ERR_CONFLICT, "TX_DOOMED", db->opener);
		db->wrote = true;
	}
	db->running = s;
	/* A step may prepare again after a change of the schema: then the guard must be up. */
	db->guarding = s->guarded;
	db->door = door || s->keeps;
	int rc = sqlite3_step(s->s);
	db->door = door;
	db->guarding = false;
	db->running = outer;
	if (rc == SQLITE_ROW) {
		s->steps += s->guarded ? GUARD_STEPS_A_ROW : 0;
		return 1;
	}
	if (rc == SQLITE_DONE) {
		if (s->writes && !s->keeps)
			db->changes = sqlite3_changes64(db->sql);
		return 0;
	}
	if (s->endless)
		err_set(e, ERR_INVALID, "GUARD_ENDLESS");
	else
		db_fail(db, rc, e);
	sqlite3_reset(s->s);
	return -1;
}

int stmt_columns(const struct stmt *s)
{
	return sqlite3_column_count(s->s);
}

const char *stmt_column_name(const struct stmt *s, int col)
{
	const char *name = sqlite3_column_name(s->s, col);

	return name ? name : "";
}

int64_t stmt_int(struct stmt *s, int col)
{
	return sqlite3_column_int64(s->s, col);
}

double stmt_real(struct stmt *s, int col)
{
	return sqlite3_column_double(s->s, col);
}

const char *stmt_text(struct stmt *s, int col)
{
	const char *t = (const char *)sqlite3_column_text(s->s, col);

	if (!t && sqlite3_errcode(s->db->sql) == SQLITE_NOMEM)
		mem_out();
	return t ? t : "";
}

bool stmt_is_null(struct stmt *s, int col)
{
	return sqlite3_column_type(s->s, col) == SQLITE_NULL;
}

struct value stmt_value(struct stmt *s, int col)
{
	switch (sqlite3_column_type(s->s, col)) {
	case SQLITE_INTEGER:
		return value_int(stmt_int(s, col));
	case SQLITE_FLOAT:
		return value_real(stmt_real(s, col));
	case SQLITE_NULL:
		return value_null();
	default:
		return value_text(stmt_text(s, col));
	}
}

struct value stmt_peek(struct stmt *s, int col, size_t *n)
{
	struct value v = value_null();

	switch (sqlite3_column_type(s->s, col)) {
	case SQLITE_INTEGER:
		return value_int(stmt_int(s, col));
	case SQLITE_FLOAT:
		return value_real(stmt_real(s, col));
	case SQLITE_NULL:
		return v;
	default:
		v.text = (char *)(uintptr_t)stmt_text(s, col);
		*n = (size_t)sqlite3_column_bytes(s->s, col);
		v.kind = *n ? VALUE_TEXT : VALUE_NULL;
		return v;
	}
}

struct value stmt_value_exact(struct stmt *s, int col)
{
	struct value v = stmt_value(s, col);

	if (v.kind == VALUE_NULL && sqlite3_column_type(s->s, col) == SQLITE_TEXT)
		v = (struct value){ .kind = VALUE_TEXT, .text = mem_dup("") };
	return v;
}

int64_t db_changes(struct db *db)
{
	return db->changes;
}

/* Ends what a single call began. */
static int settle(struct db *db, bool began, int result, struct err *e)
{
	if (!began)
		return result;
	if (result == 0)
		return db_commit(db, e);
	db_rollback(db);
	return result;
}

int db_run(struct db *db, struct err *e, const char *sql, const char *fmt, ...)
{
	struct stmt *s = db_query(db, sql, e);
	bool began = false;
	int r = -1;
	va_list ap;

	if (!s)
		return -1;
	if (s->writes && db->depth == 0) {
		if (db_begin(db, "", e))
			goto done;
		began = true;
	}
	va_start(ap, fmt);
	bind_list(s, fmt, ap, SQLITE_STATIC);
	va_end(ap);
	do
		r = stmt_step(s, e);
	while (r == 1);
done:
	stmt_done(s);
	return settle(db, began, r, e);
}

static int run_one(struct db *db, const char **sql, struct err *e)
{
	sqlite3_stmt *raw = NULL;
	int rc = sqlite3_prepare_v2(db->sql, *sql, -1, &raw, sql);

	if (rc == SQLITE_OK && raw) {
		struct stmt s = { .db = db, .s = raw, .sql = db->path, .writes = !sqlite3_stmt_readonly(raw) };
		int r;
		do
			r = stmt_step(&s, e);
		while (r == 1);
		sqlite3_finalize(raw);
		return r;
	}
	return rc == SQLITE_OK ? 0 : db_fail(db, rc, e);
}

int db_exec(struct db *db, const char *sql, struct err *e)
{
	bool began = db->depth == 0 && !db->read_only;
	int r = 0;

	if (began && db_begin(db, "", e))
		return -1;
	while (r == 0 && *sql)
		r = run_one(db, &sql, e);
	return settle(db, began, r, e);
}

/* The first row of a query, or NULL. */
static struct stmt *first_row(struct db *db, const char *sql, const char *fmt, va_list ap)
{
	struct stmt *s = db_query(db, sql, NULL);

	if (!s)
		return NULL;
	bind_list(s, fmt, ap, SQLITE_STATIC);
	if (stmt_step(s, NULL) == 1)
		return s;
	stmt_done(s);
	return NULL;
}

int64_t db_int(struct db *db, int64_t otherwise, const char *sql, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	struct stmt *s = first_row(db, sql, fmt, ap);
	va_end(ap);
	if (!s)
		return otherwise;
	int64_t i = stmt_is_null(s, 0) ? otherwise : stmt_int(s, 0);
	stmt_done(s);
	return i;
}

char *db_text(struct db *db, const char *sql, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	struct stmt *s = first_row(db, sql, fmt, ap);
	va_end(ap);
	if (!s)
		return NULL;
	char *t = stmt_is_null(s, 0) ? NULL : mem_dup(stmt_text(s, 0));
	stmt_done(s);
	return t;
}
