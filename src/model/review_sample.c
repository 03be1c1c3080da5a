/* Drawing households: each has its number from the seed and its id alone, so nothing depends on the order of rows. */
#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/record.h"
#include "model/review.h"
#include "model/scope.h"
#include "store/db.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

struct drawn {
	uint64_t lot;
	int64_t household;
	char group[48], no[32];
};

/* splitmix64, which mixes every bit of what it is given into every bit of the answer. */
static uint64_t mixed(uint64_t x)
{
	x += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static int by_lot(const void *pa, const void *pb)
{
	const struct drawn *a = pa, *b = pb;

	if (a->lot != b->lot)
		return a->lot < b->lot ? -1 : 1;
	return (a->household > b->household) - (a->household < b->household);
}

/* Those of one group are neighbours. */
static int by_way(const void *pa, const void *pb)
{
	const struct drawn *a = pa, *b = pb;
	int order = strcmp(a->group, b->group);

	if (order == 0)
		order = strcmp(a->no, b->no);
	return order ? order : (a->household > b->household) - (a->household < b->household);
}

static int read_pool(struct office *o, int64_t seed, struct drawn **out, size_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	buf_adds(&sql, "SELECT h.id, h.village_group, h.household_no FROM household h WHERE ");
	scope_sql(o, o->scope, &sql);
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "s", clock_today());
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 64;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct drawn *d = &(*out)[(*n)++];
		*d = (struct drawn){ .household = stmt_int(s, 0) };
		d->lot = mixed(mixed((uint64_t)seed) ^ (uint64_t)d->household);
		CUT_COLUMN(d->group, s, 1);
		CUT_COLUMN(d->no, s, 2);
	}
	stmt_done(s);
	return got;
}

static int save_sample(struct office *o, int64_t seed, const struct drawn *list, size_t size, size_t pool, int64_t *id,
		       struct err *e)
{
	struct buf json = BUF_INIT;
	struct record r;

	buf_adds(&json, "[");
	for (size_t i = 0; i < size; i++)
		buf_addf(&json, "%s%" PRId64, i ? "," : "", list[i].household);
	buf_adds(&json, "]");
	record_init(&r, "review_sample");
	record_set(&r, "drawn_on", value_text(clock_today()));
	record_set(&r, "seed", value_int(seed));
	record_set(&r, "size", value_int((int64_t)size));
	record_set(&r, "pool", value_int((int64_t)pool));
	record_set(&r, "households", value_text(json.s));
	if (o->me)
		record_set(&r, "cadre_id", value_int(o->me));
	if (o->village)
		record_set(&r, "place_id", value_int(o->village));
	int rc = record_save(o, &r, RECORD_CHECKED, "review.draw", e);
	*id = r.id;
	record_release(&r);
	buf_release(&json);
	return rc;
}

int sample_draw(struct office *o, int64_t seed, int size, int64_t *sample, struct err *e)
{
	struct drawn *list = NULL;
	size_t pool;
	int rc = -1;

	if (size < 1)
		return err_field(e, "size", "SAMPLE_SIZE");
	if (read_pool(o, seed, &list, &pool, e) < 0)
		goto done;
	if (pool == 0) {
		rc = err_set(e, ERR_MISSING, "SAMPLE_EMPTY");
		goto done;
	}
	size_t n = (size_t)size < pool ? (size_t)size : pool;
	qsort(list, pool, sizeof *list, by_lot);
	qsort(list, n, sizeof *list, by_way);
	rc = save_sample(o, seed, list, n, pool, sample, e);
done:
	mem_free(list);
	return rc;
}

int sample_households(struct office *o, int64_t sample, int64_t **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT j.value FROM review_sample r, json_each(r.households) j WHERE r.id = ?1 AND"
				  " r.deleted_on IS NULL ORDER BY j.key",
				  e);
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	stmt_bind(s, "i", sample);
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 32;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		(*out)[(*n)++] = stmt_int(s, 0);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
		return -1;
	}
	return *n ? 0 : err_set(e, ERR_MISSING, "RECORD_GONE", "review_sample");
}
