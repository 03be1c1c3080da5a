/* The journal beside a naive recorder: after every random write of a foreign hand the rows are compared with what they
 * were, and what the triggers wrote must be exactly that. */
#include "store/scratch.h"

#include "../../src/store/internal.h"

#define IDS 12
#define WRITES 1500

static uint32_t seed;

static unsigned dice(unsigned n)
{
	seed ^= seed << 13;
	seed ^= seed >> 17;
	seed ^= seed << 5;
	return seed % n;
}

struct world {
	sqlite3 *sql;
	const char *table;
	const struct column *column;
	size_t n;
	struct value *cell[IDS + 1]; /* by id; NULL: no such row */
	int64_t seen;                /* seq of the last entry looked at */
	unsigned written[128];       /* by op */
};

/* Bits of a real count, and an empty text is not NULL. */
static bool is_same(const struct value *a, const struct value *b)
{
	if (a->kind != b->kind)
		return false;
	if (a->kind == VALUE_REAL)
		return memcmp(&a->r, &b->r, sizeof a->r) == 0;
	if (a->kind == VALUE_TEXT)
		return strcmp(a->text, b->text) == 0;
	return a->kind == VALUE_NULL || a->i == b->i;
}

static struct value cell_of(sqlite3_stmt *s, int i)
{
	switch (sqlite3_column_type(s, i)) {
	case SQLITE_INTEGER:
		return value_int(sqlite3_column_int64(s, i));
	case SQLITE_FLOAT:
		return value_real(sqlite3_column_double(s, i));
	case SQLITE_NULL:
		return value_null();
	default:
		return (struct value){ .kind = VALUE_TEXT, .text = mem_dup((const char *)sqlite3_column_text(s, i)) };
	}
}

static void read_rows(struct world *w, struct value *cell[IDS + 1])
{
	char query[128];
	sqlite3_stmt *s;

	memset(cell, 0, (IDS + 1) * sizeof *cell);
	snprintf(query, sizeof query, "SELECT * FROM \"%s\"", w->table);
	assert_int_equal(sqlite3_prepare_v2(w->sql, query, -1, &s, NULL), SQLITE_OK);
	while (sqlite3_step(s) == SQLITE_ROW) {
		int64_t id = sqlite3_column_int64(s, 0);
		assert_in_range(id, 1, IDS);
		cell[id] = mem_alloc(w->n * sizeof **cell);
		for (size_t i = 0; i < w->n; i++)
			cell[id][i] = cell_of(s, (int)i);
	}
	sqlite3_finalize(s);
}

static void forget_rows(struct world *w, struct value *cell[IDS + 1])
{
	for (int id = 1; id <= IDS; id++)
		row_free(cell[id], w->n);
}

static void bind_random(struct world *w, sqlite3_stmt *s, int at, const struct column *c)
{
	static const char *const texts[] = { "",    "a",    "f", "张小明", "\"\\/'", "\b\n\t\x01\x7f",
					     "😀𠮷", "null", "1", "[1,2]" };
	static const double reals[] = { 0.1, 1, 1e300, -2.5, 5e-324, 1.0 / 3, 123456789012345680.0, 1e15 };
	static const int64_t ints[] = { 0, 1, -1, INT64_MAX, INT64_MIN, 9007199254740993 };

	if (strcmp(c->name, "id") == 0)
		sqlite3_bind_int64(s, at, 1 + dice(IDS));
	else if (dice(4) == 0 && !c->not_null)
		sqlite3_bind_null(s, at);
	else if (strcmp(w->table, "extra") == 0 && c->type == 'T')
		sqlite3_bind_text(s, at, texts[1 + dice(2)], -1, SQLITE_STATIC);
	else if (strcmp(w->table, "extra") == 0)
		sqlite3_bind_int64(s, at, dice(2));
	else if (c->type == 'T')
		sqlite3_bind_text(s, at, texts[dice(sizeof texts / sizeof *texts)], -1, SQLITE_STATIC);
	else if (c->type == 'I')
		sqlite3_bind_int64(s, at, ints[dice(sizeof ints / sizeof *ints)]);
	else
		sqlite3_bind_double(s, at, dice(2) ? reals[dice(8)] : (double)dice(1000000) / (1 + dice(1000)));
}

/* Up to five columns are given, `id` first. */
static size_t choose(struct world *w, size_t chosen[5])
{
	size_t n = 0;

	for (size_t i = 0; i < w->n; i++) {
		if (n < 5 &&
		    (i == 0 || w->column[i].not_null || strcmp(w->table, "extra") == 0 || dice((unsigned)w->n) < 4))
			chosen[n++] = i;
	}
	return n;
}

static void add_insert(struct world *w, struct buf *sql, const char *verb, const size_t *chosen, size_t n)
{
	buf_addf(sql, "%s INTO \"%s\"(", verb, w->table);
	for (size_t i = 0; i < n; i++)
		buf_addf(sql, "%s\"%s\"", i ? "," : "", w->column[chosen[i]].name);
	buf_adds(sql, ") VALUES (");
	for (size_t i = 0; i < n; i++)
		buf_addf(sql, "%s?%zu", i ? "," : "", i + 1);
	buf_adds(sql, ")");
}

static void add_set(struct world *w, struct buf *sql, const size_t *chosen, size_t n)
{
	for (size_t i = 1; i < n; i++)
		buf_addf(sql, "%s\"%s\" = ?%zu", i > 1 ? ", " : "", w->column[chosen[i]].name, i + 1);
}

/* One write; true if it was one that replaces. */
static bool write_one(struct world *w)
{
	static const char *const verbs[] = { "INSERT", "INSERT OR IGNORE", "INSERT OR REPLACE", "INSERT OR ABORT",
					     "INSERT" };
	static const char *const updates[] = { "UPDATE", "UPDATE OR IGNORE", "UPDATE OR REPLACE", "UPDATE OR FAIL" };
	struct buf sql = BUF_INIT;
	size_t chosen[5], n = choose(w, chosen);
	unsigned throw = dice(12);
	sqlite3_stmt *s;

	if (throw < 5) {
		add_insert(w, &sql, verbs[throw], chosen, n);
		if (throw == 4 && n > 1) {
			buf_adds(&sql, " ON CONFLICT(id) DO UPDATE SET ");
			add_set(w, &sql, chosen, n);
		}
	} else if (throw < 11 && n > 1) {
		buf_addf(&sql, "%s \"%s\" SET ", updates[throw % 4], w->table);
		add_set(w, &sql, chosen, n);
		buf_addf(&sql, " WHERE %s", dice(3) || strcmp(w->table, "extra") == 0 ? "id = ?1" : "id >= ?1");
	} else {
		buf_addf(&sql, "DELETE FROM \"%s\" WHERE id %s ?1", w->table, dice(4) ? "=" : "<");
	}
	assert_int_equal(sqlite3_prepare_v2(w->sql, sql.s, -1, &s, NULL), SQLITE_OK);
	for (size_t i = 0; i < n && (int)i < sqlite3_bind_parameter_count(s); i++)
		bind_random(w, s, (int)i + 1, &w->column[chosen[i]]);
	sqlite3_step(s); /* what a rule refuses is not written, and not in the journal */
	sqlite3_finalize(s);
	buf_release(&sql);
	return throw == 2;
}

/* The next entry about that row, after `seq`; false: none. */
static bool entry(struct world *w, int64_t id, int64_t *seq, char *op, struct cell_change **cells, size_t *n)
{
	sqlite3_stmt *s;
	bool found;

	assert_int_equal(sqlite3_prepare_v2(w->sql,
					    "SELECT seq, op, cols FROM change WHERE tbl = ?1 AND row = ?2 AND seq > ?3 "
					    "ORDER BY seq LIMIT 1",
					    -1, &s, NULL),
			 SQLITE_OK);
	sqlite3_bind_text(s, 1, w->table, -1, SQLITE_STATIC);
	sqlite3_bind_int64(s, 2, id);
	sqlite3_bind_int64(s, 3, *seq);
	found = sqlite3_step(s) == SQLITE_ROW;
	if (found) {
		*seq = sqlite3_column_int64(s, 0);
		*op = (char)sqlite3_column_text(s, 1)[0];
		assert_int_equal(cols_parse((const char *)sqlite3_column_text(s, 2), cells, n), 0);
		w->written[(unsigned char)*op]++;
	}
	sqlite3_finalize(s);
	return found;
}

static void must_be_gone(struct world *w, int64_t id, int64_t *seq, const struct value *was)
{
	struct cell_change *cells;
	size_t n;
	char op;

	assert_true(entry(w, id, seq, &op, &cells, &n));
	assert_int_equal(op, 'D');
	assert_int_equal(n, w->n);
	for (size_t i = 0; i < n; i++) {
		assert_string_equal(cells[i].name, w->column[i].name);
		assert_true(is_same(&cells[i].before, &was[i]));
		assert_int_equal(cells[i].after.kind, VALUE_NULL);
	}
	cols_free(cells, n);
}

static void must_be_new(struct world *w, int64_t id, int64_t *seq)
{
	struct cell_change *cells;
	size_t n;
	char op;

	assert_true(entry(w, id, seq, &op, &cells, &n));
	assert_int_equal(op, 'I');
	assert_int_equal(n, 0);
}

static void must_differ(struct world *w, int64_t id, int64_t *seq, const struct value *was, const struct value *is)
{
	struct cell_change *cells;
	size_t n, k = 0;
	char op;

	assert_true(entry(w, id, seq, &op, &cells, &n));
	assert_int_equal(op, 'U');
	for (size_t i = 0; i < w->n; i++) {
		if (is_same(&was[i], &is[i]))
			continue;
		assert_true(k < n);
		assert_string_equal(cells[k].name, w->column[i].name);
		assert_true(is_same(&cells[k].before, &was[i]));
		assert_true(is_same(&cells[k].after, &is[i]));
		k++;
	}
	assert_int_equal(k, n);
	cols_free(cells, n);
}

static bool rows_differ(const struct world *w, const struct value *a, const struct value *b)
{
	for (size_t i = 0; i < w->n; i++) {
		if (!is_same(&a[i], &b[i]))
			return true;
	}
	return false;
}

/* The same values may have come by a replacing INSERT. */
static bool first_is_delete(struct world *w, int64_t id)
{
	struct cell_change *cells;
	size_t n;
	int64_t seq = w->seen;
	char op = 'U';

	if (entry(w, id, &seq, &op, &cells, &n))
		cols_free(cells, n);
	return op == 'D';
}

/* A row that stands where another stood: by an INSERT that replaces it was deleted, else changed. */
static void compare(struct world *w, bool replaces)
{
	struct value *now[IDS + 1];
	int64_t last = db_raw_int(w->sql, "SELECT coalesce(max(seq), 0) FROM change", -1), entries = 0;

	read_rows(w, now);
	for (int64_t id = 1; id <= IDS; id++) {
		const struct value *was = w->cell[id], *is = now[id];
		int64_t seq = w->seen;
		bool again = was && is && replaces && first_is_delete(w, id);

		if (was && (!is || again)) {
			must_be_gone(w, id, &seq, was);
			entries++;
		}
		if (is && (!was || again)) {
			must_be_new(w, id, &seq);
			entries++;
		}
		if (was && is && !again && rows_differ(w, was, is)) {
			assert_false(replaces);
			must_differ(w, id, &seq, was, is);
			entries++;
		}
	}
	assert_int_equal(last - w->seen, entries);
	w->seen = last;
	forget_rows(w, w->cell);
	memcpy(w->cell, now, sizeof now);
}

static void run(struct scratch *s, const char *table, bool recursive, uint32_t from)
{
	struct world w = { .table = table };

	seed = from;
	w.column = schema_columns(s->db, table, &w.n);
	assert_int_equal(sqlite3_open(s->path, &w.sql), SQLITE_OK);
	assert_int_equal(sqlite3_exec(w.sql,
				      recursive ? "PRAGMA synchronous=OFF; PRAGMA recursive_triggers=ON"
						: "PRAGMA synchronous=OFF",
				      NULL, NULL, NULL),
			 SQLITE_OK);
	read_rows(&w, w.cell);
	w.seen = db_raw_int(w.sql, "SELECT coalesce(max(seq), 0) FROM change", -1);
	for (int i = 0; i < WRITES; i++)
		compare(&w, write_one(&w));
	assert_true(w.written['I'] > 50);
	assert_true(w.written['U'] > 50);
	assert_true(w.written['D'] > 50);
	forget_rows(&w, w.cell);
	sqlite3_close(w.sql);
}

static void a_foreign_hand(void **state)
{
	static const char *const tables[] = { "household", "household_year", "person", "extra", "note" };

	for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++)
		run(*state, tables[i], false, 7 + i);
}

/* As the program has it: a REPLACE fires the triggers of a delete. */
static void with_recursive_triggers(void **state)
{
	static const char *const tables[] = { "household_year", "extra" };

	for (unsigned i = 0; i < sizeof tables / sizeof *tables; i++)
		run(*state, tables[i], true, 70 + i);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(a_foreign_hand, scratch_open, scratch_close),
		cmocka_unit_test_setup_teardown(with_recursive_triggers, scratch_open, scratch_close),
	};

	return cmocka_run_group_tests_name("store/recorder", tests, NULL, NULL);
}
