/* Is the index what the facts say, and how large is it? */
#include "search_index.h"

#include "internal.h"

#include "base/hash.h"
#include "store/search.h"

/* Of the keys in any order: how many, and a sum that is another if one is. */
struct sum {
	int64_t n;
	uint64_t sum;
};

static void sum_add(struct sum *s, const char *key, int64_t text)
{
	s->n++;
	s->sum += hash_mixed(hash_bytes(hash_text(HASH_START, key), &text, sizeof text));
}

static int sum_of(struct db *db, const char *sql, bool make, struct sum *out, struct err *e)
{
	struct stmt *s = db_query(db, sql, e);
	struct search_keys keys;
	int r = -1;

	while (s && (r = stmt_step(s, e)) == 1) {
		if (!make) {
			sum_add(out, stmt_text(s, 0), stmt_int(s, 1));
			continue;
		}
		search_keys_make(&keys, stmt_text(s, 0));
		for (int i = 0; i < keys.n; i++)
			sum_add(out, keys.key[i], stmt_int(s, 1));
		search_keys_release(&keys);
	}
	stmt_done(s);
	return r < 0 ? -1 : 0;
}

/* A text of two tables counts twice: nobody is to know how many there are but that there are none. */
#define LOST(column, table) \
	"SELECT count(*) FROM (SELECT DISTINCT " column " AS text FROM " table " WHERE " column " IS NOT NULL) AS b " \
	"WHERE NOT EXISTS (SELECT 1 FROM search_text WHERE text = b.text) AND NOT EXISTS (SELECT 1 FROM search_stale " \
	"WHERE text = b.text)"
static const char *const borne[] = { LOST("name", "person"),
				     LOST("head_name", "household"),
				     LOST("village_group", "household"),
				     LOST("natural_village", "household"),
				     LOST("name", "place"),
				     LOST("natural_village", "place") };

int64_t search_verify(struct db *db, struct err *e)
{
	struct sum is = { 0, 0 }, should = { 0, 0 };
	int64_t lost = 0, extra;

	for (size_t i = 0; i < sizeof borne / sizeof *borne; i++) {
		int64_t n;
		if (search_number(db, borne[i], 0, &n, e))
			return -1;
		lost += n;
	}
	if (search_number(db,
			  "SELECT count(*) FROM search_text AS t WHERE NOT " SEARCH_BORNE(
				  "t.text") " AND NOT EXISTS (SELECT 1 FROM search_stale AS s WHERE s.text = t.text)",
			  0, &extra, e) ||
	    sum_of(db, "SELECT key, text FROM search_key", false, &is, e) ||
	    sum_of(db, "SELECT text, id FROM search_text", true, &should, e))
		return -1;
	if (is.n != should.n)
		return lost + extra + (is.n > should.n ? is.n - should.n : should.n - is.n);
	return lost + extra + (is.sum != should.sum);
}

int search_size(struct db *db, struct search_size *out, struct err *e)
{
	if (search_number(db, "SELECT count(*) FROM search_text", 0, &out->texts, e) ||
	    search_number(db, "SELECT count(*) FROM search_key", 0, &out->keys, e))
		return -1;
	/* An SQLite may be built without this table: then nobody can say. */
	out->bytes =
		db_int(db, 0,
		       "SELECT sum(pgsize) FROM dbstat WHERE aggregate = 1 AND name IN (SELECT name FROM sqlite_schema "
		       "WHERE tbl_name IN ('search_text', 'search_key', 'search_stale') OR name IN ('household_group', "
		       "'household_natural', 'place_natural', 'person_certificate', 'person_phone', 'household_phone', "
		       "'household_head_id', 'person_id_tail', 'person_certificate_tail', 'person_phone_tail', "
		       "'household_phone_tail', 'household_number_tail', 'person_birth', 'person_birth_of_id'))",
		       "");
	return 0;
}
