#include "model/intake.h"

#include "base/mem.h"
#include "store/db.h"
#include "store/first_load.h"
#include "store/heavy.h"

#include <stdio.h>
#include <string.h>

static int ids_of(struct stmt *s, size_t most, int64_t *ids, size_t *n, struct err *e)
{
	int rc = 0;

	*n = 0;
	while (*n < most && (rc = stmt_step(s, e)) > 0)
		ids[(*n)++] = stmt_int(s, 0);
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

/* Of one import; there is one at a time. */
static struct first_load *load;
static const char *const loaded[] = { "household", "person", "household_year", NULL };

int intake_ids(struct office *o, const char *table, const char *column, const char *text, size_t most, int64_t *ids,
	       size_t *n, struct err *e)
{
	char sql[160];
	struct stmt *s;

	if (strcmp(column, "head_name") == 0 && first_load_need(load, "household_name", e) < 0)
		return -1;
	snprintf(sql, sizeof(sql), "SELECT id FROM %s WHERE %s = ?1 AND deleted_on IS NULL ORDER BY id", table, column);
	s = db_query(o->db, sql, e);
	if (!s)
		return -1;
	stmt_bind(s, "s", text);
	return ids_of(s, most, ids, n, e);
}

int intake_years(struct office *o, int64_t household, const char *year, size_t most, int64_t *ids, size_t *n,
		 struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT id FROM household_year WHERE household_id = ?1 AND year = ?2"
				  " AND deleted_on IS NULL ORDER BY id",
				  e);

	if (!s)
		return -1;
	stmt_bind(s, "is", household, year);
	return ids_of(s, most, ids, n, e);
}

#define PEOPLE \
	"SELECT id, household_id, left_on IS NOT NULL, name, birth, id_no FROM person WHERE deleted_on IS NULL AND "

int intake_people(struct office *o, enum intake_by by, const char *text, int64_t household, size_t most, intake_fn *fn,
		  void *arg, struct err *e)
{
	static const char *const sql[] = { [INTAKE_ID_NO] = PEOPLE "id_no >= ?1 AND id_no < ?1 || 'a'",
					   [INTAKE_NAME] = PEOPLE "name = ?1",
					   [INTAKE_HOUSEHOLD] = PEOPLE "household_id = ?1 ORDER BY id" };
	struct stmt *s;
	int rc = 0;

	if (by == INTAKE_NAME && first_load_need(load, "person_name", e) < 0)
		return -1;
	s = db_query(o->db, sql[by], e);
	if (!s)
		return -1;
	if (by == INTAKE_HOUSEHOLD)
		stmt_bind(s, "i", household);
	else
		stmt_bind(s, "s", text);
	for (size_t n = 0; n < most && (rc = stmt_step(s, e)) > 0; n++) {
		const struct intake_person p = { .id = stmt_int(s, 0),
						 .household = stmt_int(s, 1),
						 .left = stmt_int(s, 2) != 0,
						 .name = stmt_text(s, 3),
						 .birth = stmt_text(s, 4),
						 .id_no = stmt_text(s, 5) };

		fn(arg, &p);
	}
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

static const char tables[] = "CREATE TEMP TABLE intake_row(row INTEGER, tbl TEXT, line INTEGER, PRIMARY KEY (row, tbl))"
			     " WITHOUT ROWID;"
			     "CREATE TEMP TABLE intake_text(key TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID;";

/* An eighth of those who come may be there already. */
static bool is_first_load(struct office *o, int64_t people)
{
	return people >= INTAKE_MANY &&
	       db_int(o->db, 0, "SELECT count(*) FROM (SELECT 1 FROM person LIMIT ?1)", "i", people / 8) < people / 8;
}

/* Asked of nearly every row or household, so they would not stay away. By a name one row in a hundred asks. */
static const char *const kept_up[] = { "household_number", "person_household", "person_id_no", "household_year_key",
				       NULL };

int intake_begin(struct office *o, const char *action, int64_t people, struct err *e)
{
	bool first = is_first_load(o, people);

	if (o->read_only)
		return err_set(e, ERR_IO, "DB_READ_ONLY", office_path(o));
	if (db_heavy(o->db, INTAKE_CACHE_KIB, e) < 0)
		return -1;
	if (first)
		first_load_alone(o->db, loaded);
	if (db_begin(o->db, action, e) < 0)
		goto failed;
	if (db_exec(o->db, tables, e) == 0 && (!first || first_load_begin(o->db, loaded, kept_up, &load, e) == 0))
		return 0;
	db_rollback(o->db);
failed:
	if (first)
		first_load_shared(o->db);
	db_heavy(o->db, 0, NULL);
	return -1;
}

/* The temporary tables go with db_heavy. */
static void end(struct office *o)
{
	if (load)
		first_load_shared(o->db);
	first_load_drop(&load);
	db_heavy(o->db, 0, NULL);
}

bool intake_is_first(void)
{
	return load != NULL;
}

int intake_commit(struct office *o, void (*tell)(void *arg, int64_t done, int64_t all), void *arg, struct err *e)
{
	int rc = first_load_end(load, tell, arg, e);

	if (rc < 0)
		db_rollback(o->db);
	else
		rc = db_commit(o->db, e);
	end(o);
	return rc;
}

void intake_rollback(struct office *o)
{
	db_rollback(o->db);
	end(o);
}

int intake_mark(struct office *o, struct err *e)
{
	return db_mark(o->db, e);
}

int intake_unmark(struct office *o, bool keep, struct err *e)
{
	return db_unmark(o->db, keep, e);
}

int intake_touch(struct office *o, const char *table, int64_t id, int64_t line, struct err *e)
{
	return db_run(o->db, e, "INSERT INTO intake_row(row, tbl, line) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING",
		      "isi", id, table, line);
}

int64_t intake_touched(struct office *o, const char *table, int64_t id)
{
	return db_int(o->db, 0, "SELECT line FROM intake_row WHERE row = ?1 AND tbl = ?2", "is", id, table);
}

int intake_keep(struct office *o, const char *key, const char *text, struct err *e)
{
	return db_run(
		o->db, e,
		"INSERT INTO intake_text(key, text) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET text = excluded.text",
		"ss", key, text);
}

char *intake_kept(struct office *o, const char *key)
{
	return db_text(o->db, "SELECT text FROM intake_text WHERE key = ?1", "s", key);
}
