/* A sample as one walks it: each of its households and how far its review is. */
#include "base/mem.h"
#include "model/cut.h"
#include "model/review.h"
#include "store/db.h"

#include <string.h>

int sample_list(struct office *o, struct sample_info **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(o->db,
				  "SELECT id, seed, size, pool, drawn_on FROM review_sample WHERE deleted_on IS NULL"
				  " ORDER BY drawn_on DESC, id DESC",
				  e);
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	if (!s)
		return -1;
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 16;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		struct sample_info *i = &(*out)[(*n)++];
		*i = (struct sample_info){ .id = stmt_int(s, 0),
					   .seed = stmt_int(s, 1),
					   .size = (int)stmt_int(s, 2),
					   .pool = (int)stmt_int(s, 3) };
		CUT_COLUMN(i->drawn_on, s, 4);
	}
	stmt_done(s);
	return got;
}

enum walk_columns { WALK_HOUSEHOLD, WALK_HEAD, WALK_GROUP, WALK_NO, WALK_REVIEW, WALK_MARKS, WALK_DAY, WALK_RESULT };

int sample_walk(struct office *o, int64_t sample, struct sample_row **out, size_t *n, struct err *e)
{
	struct stmt *s = db_query(
		o->db,
		"SELECT h.id, h.head_name, h.village_group, h.household_no, r.id,"
		" (SELECT count(*) FROM review_mark m WHERE m.review_id = r.id AND m.deleted_on IS NULL),"
		" r.finished_on, r.result"
		" FROM review_sample s, json_each(s.households) j JOIN household h ON h.id = j.value"
		" LEFT JOIN handbook_review r ON r.id = (SELECT q.id FROM handbook_review q WHERE q.household_id = h.id"
		" AND q.sample_id = s.id AND q.deleted_on IS NULL ORDER BY q.reviewed_on DESC, q.id DESC LIMIT 1)"
		" WHERE s.id = ?1 AND s.deleted_on IS NULL AND h.deleted_on IS NULL ORDER BY j.key",
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
		struct sample_row *r = &(*out)[(*n)++];
		*r = (struct sample_row){ .household = stmt_int(s, WALK_HOUSEHOLD),
					  .review = stmt_int(s, WALK_REVIEW),
					  .marks = (int)stmt_int(s, WALK_MARKS) };
		CUT_COLUMN(r->head, s, WALK_HEAD);
		CUT_COLUMN(r->group, s, WALK_GROUP);
		CUT_COLUMN(r->no, s, WALK_NO);
		CUT_COLUMN(r->finished_on, s, WALK_DAY);
		CUT_COLUMN(r->result, s, WALK_RESULT);
	}
	stmt_done(s);
	return got;
}
