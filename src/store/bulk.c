#include "store/bulk.h"

#include "internal.h"

#include "store/search.h"

#include <stdio.h>

#define BULK_SETTINGS "PRAGMA synchronous=OFF; PRAGMA foreign_keys=OFF; PRAGMA temp_store=FILE; "
#define OWN_SETTINGS "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA temp_store=FILE; "

/* What triggers keep, from what was loaded while they slept; after the indexes, before the triggers. */
static const char kept_by_triggers[] =
	"DELETE FROM household_last; INSERT INTO household_last SELECT h.id, " LAST_VISIT " FROM household AS h";

struct bulk {
	char **sql; /* of the indexes, then of the triggers */
	size_t n, indexes;
};

/* Pragmas and the schema go around the transactions of the office. */
static int run(struct db *db, const char *sql, struct err *e)
{
	bool door = db->door;

	db->door = true;
	int r = db_raw(db, sql, e);
	db->door = door;
	return r;
}

static int note(struct db *db, struct bulk *b, const char *type, struct buf *drop, struct err *e)
{
	struct stmt *s = db_query(
		db, "SELECT name, sql FROM sqlite_schema WHERE type = ?1 AND sql IS NOT NULL ORDER BY rowid", e);
	int r = -1;

	if (!s)
		return -1;
	stmt_bind(s, "s", type);
	while ((r = stmt_step(s, e)) == 1) {
		b->sql = mem_grow(b->sql, b->n + 1, sizeof *b->sql);
		b->sql[b->n++] = mem_dup(stmt_text(s, 1));
		buf_addf(drop, "DROP %s \"%s\";\n", type, stmt_text(s, 0));
	}
	stmt_done(s);
	return r;
}

int bulk_begin(struct db *db, struct bulk **out, struct err *e)
{
	struct bulk *b = mem_alloc(sizeof *b);
	struct buf drop = BUF_INIT;
	char half[80];
	int r = -1;

	*out = NULL;
	snprintf(half, sizeof half, "PRAGMA journal_mode=DELETE; PRAGMA application_id=%d", SCHEMA_HALF_MADE_ID);
	if (note(db, b, "index", &drop, e))
		goto done;
	b->indexes = b->n;
	if (note(db, b, "trigger", &drop, e))
		goto done;
	stmt_drop_all(db);
	if (run(db, half, e) || run(db, BULK_SETTINGS, e) || run(db, drop.s, e))
		goto done;
	db_set_cache(db, DB_CACHE_LARGE_KIB);
	*out = b;
	b = NULL;
	r = 0;
done:
	buf_release(&drop);
	bulk_drop(&b);
	return r;
}

bool bulk_is_half_made(struct db *db)
{
	return db_raw_int(db->sql, "PRAGMA application_id", 0) == SCHEMA_HALF_MADE_ID;
}

int bulk_end(struct db *db, struct bulk **bulk, void (*tell)(void *arg, int64_t done, int64_t all), void *arg,
	     struct err *e)
{
	struct bulk *b = *bulk;
	char good[80];
	int r = 0;

	if (!b)
		return 0;
	stmt_drop_all(db);
	for (size_t i = 0; i < b->n && r == 0; i++) {
		if (i == b->indexes)
			r = run(db, kept_by_triggers, e);
		if (r == 0)
			r = run(db, b->sql[i], e);
		tell(arg, (int64_t)i + 1, (int64_t)b->n + 1);
	}
	if (r == 0)
		r = search_rebuild(db, e);
	stmt_drop_all(db);
	/* With this commit everything before it is on the disk too. */
	snprintf(good, sizeof good, "PRAGMA synchronous=FULL; PRAGMA application_id=%d", SCHEMA_APPLICATION_ID);
	if (r == 0 && (run(db, good, e) || run(db, OWN_SETTINGS, e)))
		r = -1;
	db_set_cache(db, DB_CACHE_KIB);
	bulk_drop(bulk);
	return r;
}

void bulk_drop(struct bulk **bulk)
{
	struct bulk *b = *bulk;

	if (!b)
		return;
	for (size_t i = 0; i < b->n; i++)
		mem_free(b->sql[i]);
	mem_free(b->sql);
	mem_free(b);
	*bulk = NULL;
}
