#include "model/people.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "store/db.h"
#include "store/search.h"

#include <stdlib.h>
#include <string.h>

/* 1 filled, 0 it is gone, -1. */
static int fill(struct office *o, const struct hit *hit, struct found *f, struct err *e)
{
	struct stmt *s =
		db_query(o->db,
			 "SELECT coalesce(p.name, h.head_name, h.household_no), h.head_name, l.name, h.village_group,"
			 " substr(CASE WHEN ?2 THEN p.id_no ELSE h.head_id_no END, -4), p.relation_to_head, p.birth"
			 " FROM household h LEFT JOIN person p ON p.id = ?2 LEFT JOIN place l ON l.id = h.place_id"
			 " WHERE h.id = ?1",
			 e);
	int rc;

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
	}
	stmt_done(s);
	return rc;
}

int people_find(struct office *o, const char *words, size_t most, struct found **out, size_t *n, struct err *e)
{
	struct search_ask ask = { words, o->me, o->village, most };
	struct search_found found;
	int rc = 0;

	*out = NULL;
	*n = 0;
	if (search_find(o->db, &ask, &found, e) < 0)
		return -1;
	if (found.n)
		*out = mem_grow(NULL, found.n, sizeof(**out));
	for (size_t i = 0; rc >= 0 && i < found.n; i++) {
		rc = fill(o, &found.hit[i], &(*out)[*n], e);
		if (rc > 0)
			(*n)++;
	}
	search_release(&found);
	if (rc >= 0)
		return 0;
	mem_free(*out);
	*out = NULL;
	*n = 0;
	return -1;
}
