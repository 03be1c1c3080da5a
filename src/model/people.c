#include "model/people.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/backup.h"
#include "store/db.h"
#include "store/search.h"

#include <stdio.h>
#include <string.h>

#define FACTS(fact) \
	"SELECT coalesce(p.name, h.head_name, h.household_no), h.head_name, l.name, h.village_group," \
	" substr(CASE WHEN ?2 THEN p.id_no ELSE h.head_id_no END, -4), p.relation_to_head, p.birth, " fact \
	" FROM household h LEFT JOIN person p ON p.id = ?2 LEFT JOIN place l ON l.id = h.place_id" \
	" WHERE h.id = ?1"

/* Which column tells why it was found; a name and a place are in the line anyway. */
static const char *facts_of(enum search_by by)
{
	switch (by) {
	case SEARCH_BY_PHONE:
		return FACTS("CASE WHEN ?2 THEN coalesce(p.phone, h.phone) ELSE h.phone END");
	case SEARCH_BY_BIRTH:
		return FACTS("p.birth");
	case SEARCH_BY_NUMBER:
		return FACTS("h.household_no");
	case SEARCH_BY_NAME:
	case SEARCH_BY_PLACE:
	case SEARCH_BY_ID:
		break;
	}
	return FACTS("NULL");
}

/* 1 filled, 0 it is gone, -1. */
static int fill(struct office *o, const struct hit *hit, struct found *f, struct err *e)
{
	struct stmt *s = db_query(o->db, facts_of(hit->by), e);
	int rc = -1;

	if (!s)
		return -1;
	stmt_bind(s, "ii", hit->household, hit->person);
	rc = stmt_step(s, e);
	if (rc > 0) {
		memset(f, 0, sizeof(*f));
		f->household = hit->household;
		f->person = hit->person;
		CUT_COLUMN(f->name, s, 0);
		CUT_COLUMN(f->head, s, 1);
		CUT_COLUMN(f->village, s, 2);
		CUT_COLUMN(f->group, s, 3);
		CUT_COLUMN(f->id_tail, s, 4);
		CUT_COLUMN(f->relation, s, 5);
		f->age = date_is_valid(stmt_text(s, 6)) ? date_age(stmt_text(s, 6), clock_today()) : -1;
		CUT_COLUMN(f->fact, s, 7);
	}
	stmt_done(s);
	return rc;
}

int people_find(struct office *o, const char *words, size_t most, bool now, struct people_found *out, struct err *e)
{
	struct search_ask ask = { words, o->me, o->village, most, now };
	struct search_found found;
	int rc = 0;

	memset(out, 0, sizeof(*out));
	if (search_find(o->db, &ask, &found, e) < 0)
		return -1;
	out->total = found.total;
	out->more = found.more;
	out->counted = found.counted;
	out->list = mem_alloc(found.n * sizeof(*out->list));
	for (size_t i = 0; rc >= 0 && i < found.n; i++) {
		rc = fill(o, &found.hit[i], &out->list[out->n], e);
		if (rc > 0)
			out->n++;
	}
	search_release(&found);
	if (rc >= 0)
		return 0;
	people_release(out);
	return -1;
}

void people_release(struct people_found *f)
{
	mem_free(f->list);
	memset(f, 0, sizeof(*f));
}

void people_count(const struct people_found *f, char out[24])
{
	snprintf(out, 24, "%zu%s", f->total, f->more ? "+" : "");
}

static void tell(void *arg, int64_t done, int64_t all)
{
	office_tell(arg, done, all);
}

int people_reindex(struct office *o, struct people_index *out, struct err *e)
{
	struct search_size size;

	if (search_rebuild_telling(o->db, tell, o, e) || store_mend(o->db, e) || search_size(o->db, &size, e))
		return -1;
	*out = (struct people_index){ size.texts, size.keys, size.bytes };
	return 0;
}
