/* Rules ask for the same few limits for every person of a county: the two small tables are kept in memory until
 * somebody writes. */
#include "store/threshold.h"

#include "internal.h"

#include "base/date.h"

#include <stdlib.h>
#include <string.h>

enum { DEEPEST = 16 }; /* places above a place: nothing is that deep, and a circle must end */

struct line {
	char *key;
	int64_t place, id;
	char from[DATE_BYTES], to[DATE_BYTES]; /* "" without end */
	double value;
};
struct parent {
	int64_t place, above;
};
struct fallback {
	char *key;
	double value;
	struct fallback *next;
};
struct thresholds {
	struct fallback *fallback;
	struct line *line; /* by key, place, then the one that began last first */
	size_t n_lines;
	struct parent *parent; /* by place */
	size_t n_parents;
	bool loaded, inside; /* read inside a transaction that writes: what it wrote may be taken back */
	unsigned version;    /* of the file */
	int64_t changes;     /* of this connection */
};

static struct thresholds *of(struct db *db)
{
	if (!db->thresholds)
		db->thresholds = mem_alloc(sizeof *db->thresholds);
	return db->thresholds;
}

static struct fallback *find_fallback(const struct thresholds *t, const char *key)
{
	struct fallback *f = t->fallback;

	while (f && strcmp(f->key, key) != 0)
		f = f->next;
	return f;
}

void db_set_threshold(struct db *db, const char *key, double value)
{
	struct thresholds *t = of(db);
	struct fallback *f = find_fallback(t, key);

	if (!f) {
		f = mem_alloc(sizeof *f);
		f->key = mem_dup(key);
		f->next = t->fallback;
		t->fallback = f;
	}
	f->value = value;
}

void db_set_threshold_source(struct db *db, threshold_source *set, void *arg)
{
	db->threshold_source = set;
	db->threshold_source_arg = arg;
}

static void ask_source(struct db *db)
{
	threshold_source *set = db->threshold_source;

	db->threshold_source = NULL;
	if (set)
		set(db->threshold_source_arg);
}

static void forget(struct thresholds *t)
{
	for (size_t i = 0; i < t->n_lines; i++)
		mem_free(t->line[i].key);
	mem_free(t->line);
	mem_free(t->parent);
	t->line = NULL;
	t->parent = NULL;
	t->n_lines = t->n_parents = 0;
	t->loaded = false;
}

void thresholds_free(struct thresholds **t)
{
	if (!*t)
		return;
	forget(*t);
	while ((*t)->fallback) {
		struct fallback *f = (*t)->fallback;
		(*t)->fallback = f->next;
		mem_free(f->key);
		mem_free(f);
	}
	mem_free(*t);
	*t = NULL;
}

static int by_place(const void *a, const void *b)
{
	const struct parent *x = a, *y = b;

	return (x->place > y->place) - (x->place < y->place);
}

static int by_key(const void *a, const void *b)
{
	const struct line *x = a, *y = b;
	int order = strcmp(x->key, y->key);

	if (order == 0)
		order = (x->place > y->place) - (x->place < y->place);
	if (order == 0)
		order = strcmp(y->from, x->from);
	return order ? order : (x->id < y->id) - (x->id > y->id);
}

static void put_date(char to[DATE_BYTES], const unsigned char *from)
{
	const char *s = from ? (const char *)from : "";

	if (date_is_valid(s))
		strcpy(to, s);
}

static int read_lines(struct db *db, struct thresholds *t)
{
	sqlite3_stmt *s = NULL;
	size_t cap = 0;
	int rc = sqlite3_prepare_v2(db->sql,
				    "SELECT key, coalesce(place_id, 0), valid_from, valid_to, value, id FROM threshold "
				    "WHERE deleted_on IS NULL",
				    -1, &s, NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		if (t->n_lines == cap) {
			cap = cap * 2 + 16;
			t->line = mem_grow(t->line, cap, sizeof *t->line);
		}
		struct line *l = &t->line[t->n_lines++];
		*l = (struct line){ .place = sqlite3_column_int64(s, 1),
				    .value = sqlite3_column_double(s, 4),
				    .id = sqlite3_column_int64(s, 5) };
		l->key = mem_dup((const char *)sqlite3_column_text(s, 0));
		put_date(l->from, sqlite3_column_text(s, 2));
		put_date(l->to, sqlite3_column_text(s, 3));
		rc = SQLITE_OK;
	}
	sqlite3_finalize(s);
	if (t->n_lines)
		qsort(t->line, t->n_lines, sizeof *t->line, by_key);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

static int read_parents(struct db *db, struct thresholds *t)
{
	sqlite3_stmt *s = NULL;
	size_t cap = 0;
	int rc = sqlite3_prepare_v2(db->sql, "SELECT id, parent_id FROM place WHERE parent_id IS NOT NULL", -1, &s,
				    NULL);

	while (rc == SQLITE_OK && (rc = sqlite3_step(s)) == SQLITE_ROW) {
		if (t->n_parents == cap) {
			cap = cap * 2 + 64;
			t->parent = mem_grow(t->parent, cap, sizeof *t->parent);
		}
		t->parent[t->n_parents++] = (struct parent){ sqlite3_column_int64(s, 0), sqlite3_column_int64(s, 1) };
		rc = SQLITE_OK;
	}
	sqlite3_finalize(s);
	if (t->n_parents)
		qsort(t->parent, t->n_parents, sizeof *t->parent, by_place);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* The version only tells what others wrote once a transaction has looked at the file. */
static int read_version(struct db *db, unsigned *version)
{
	if (sqlite3_txn_state(db->sql, "main") == SQLITE_TXN_NONE && db_raw_int(db->sql, "PRAGMA data_version", -1) < 0)
		return sqlite3_errcode(db->sql);
	return sqlite3_file_control(db->sql, "main", SQLITE_FCNTL_DATA_VERSION, version);
}

static int read_all(struct db *db, struct thresholds *t)
{
	unsigned version = 0;
	int rc = read_version(db, &version);
	int64_t changes = sqlite3_total_changes64(db->sql);
	bool inside = sqlite3_txn_state(db->sql, "main") == SQLITE_TXN_WRITE;

	/* Every transaction of ours begins with a write of its own (the context), so what was read in one that was
	 * taken back is not mistaken for the next one's. */
	if (rc != SQLITE_OK || (t->loaded && t->version == version && t->changes == changes && t->inside == inside))
		return rc;
	forget(t);
	rc = read_lines(db, t);
	if (rc == SQLITE_OK)
		rc = read_parents(db, t);
	if (rc != SQLITE_OK) {
		forget(t);
		return rc;
	}
	t->version = version;
	t->changes = changes;
	t->inside = inside;
	t->loaded = true;
	return SQLITE_OK;
}

/* SQLite's code. The guard may be up around us, and the steps are not the rule's. */
static int load(struct db *db, struct thresholds *t)
{
	bool guarding = db->guarding;
	struct stmt *running = db->running;

	db->guarding = false;
	db->running = NULL;
	int rc = read_all(db, t);
	db->guarding = guarding;
	db->running = running;
	return rc;
}

/* Dates of unequal precision agree as far as both know. */
static int compare_dates(const char *a, const char *b)
{
	size_t n = strlen(a) < strlen(b) ? strlen(a) : strlen(b);

	return strncmp(a, b, n);
}

static const struct line *line_of(const struct thresholds *t, const char *key, int64_t place, const char *day)
{
	size_t low = 0, high = t->n_lines;

	while (low < high) {
		size_t mid = low + (high - low) / 2;
		int order = strcmp(t->line[mid].key, key);
		if (order < 0 || (order == 0 && t->line[mid].place < place))
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < t->n_lines && t->line[low].place == place && strcmp(t->line[low].key, key) == 0; low++) {
		const struct line *l = &t->line[low];
		if (compare_dates(l->from, day) <= 0 && compare_dates(day, l->to) <= 0)
			return l;
	}
	return NULL;
}

static int64_t above(const struct thresholds *t, int64_t place)
{
	const struct parent wanted = { place, 0 };
	const struct parent *p =
		t->n_parents ? bsearch(&wanted, t->parent, t->n_parents, sizeof *t->parent, by_place) : NULL;

	return p ? p->above : 0;
}

static bool find(const struct thresholds *t, const char *key, int64_t place, const char *day, double *value)
{
	const struct line *l = NULL;

	if (!date_is_valid(day))
		return false;
	for (int i = 0; !l && place && i < DEEPEST; i++) {
		l = line_of(t, key, place, day);
		place = above(t, place);
	}
	if (!l)
		l = line_of(t, key, 0, day);
	const struct fallback *f = l ? NULL : find_fallback(t, key);
	if (l || f)
		*value = l ? l->value : f->value;
	return l || f;
}

bool db_threshold(struct db *db, const char *key, int64_t place, const char *day, double *value)
{
	struct thresholds *t = of(db);
	int rc = load(db, t);

	ask_source(db);
	if (db_is_out(db->sql, rc))
		mem_out();
	return rc == SQLITE_OK && find(t, key, place, day, value);
}

void threshold_sql(sqlite3_context *c, int n, sqlite3_value **v)
{
	struct db *db = sqlite3_user_data(c);
	const char *key = (const char *)sqlite3_value_text(v[0]);
	const char *day = (const char *)sqlite3_value_text(v[2]);
	double value;

	(void)n;
	int rc = load(db, of(db));
	ask_source(db);
	if (rc != SQLITE_OK)
		sqlite3_result_error_code(c, rc);
	else if (key && day && find(db->thresholds, key, sqlite3_value_int64(v[1]), day, &value))
		sqlite3_result_double(c, value);
}
