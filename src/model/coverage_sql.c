#include "coverage_sql.h"

#include "base/mem.h"
#include "model/cut.h"
#include "model/scope.h"
#include "store/db.h"

/* The + keeps the planner with the index of the person: by term and state a student would be looked for among all. */
#define PAID "state IN ('paid', 'backpaid')"

/* Whose households: asked of today also for a term long past, for "mine" is whom I answer for now; who has left since
 * stays in the figures of the term. */
static void whose(const struct office *o, const char *column, struct buf *sql)
{
	if (o->scope != SCOPE_MINE && !o->village)
		return;
	buf_addf(sql, " AND %s IN (SELECT h.id FROM household h WHERE ?1 IS NOT NULL", column);
	scope_whose_sql(o, o->scope, sql);
	buf_addc(sql, ')');
}

void coverage_students_sql(const struct office *o, struct buf *sql)
{
	buf_adds(sql,
		 "SELECT s.person_id, s.household_id, s.enrolment_id, 0 AS aid_item_id, 0 AS aid_id, s.name,"
		 " s.head_name, s.village_group, s.school, s.school_stage, s.grade, '' AS item, '' AS state,"
		 " 0 AS standard, s.verified_on, 0 AS elsewhere, s.place_id, s.term, s.id_no,"
		 " (SELECT coalesce(sum(a.amount), 0) FROM aid a WHERE a.person_id = s.person_id AND a.term = s.term"
		 " AND +a." PAID " AND a.deleted_on IS NULL) AS amount,"
		 " (SELECT max(a.paid_on) FROM aid a WHERE a.person_id = s.person_id AND a.term = s.term"
		 " AND +a." PAID " AND a.deleted_on IS NULL) AS paid_on,"
		 " EXISTS (SELECT 1 FROM aid a WHERE a.person_id = s.person_id AND a.term = s.term"
		 " AND +a." PAID " AND a.deleted_on IS NULL) AS is_paid,"
		 " EXISTS (SELECT 1 FROM notification n WHERE n.person_id = s.person_id AND n.term = s.term"
		 " AND n.deleted_on IS NULL) AS is_told"
		 " FROM student s WHERE s.term = ?2");
	whose(o, "s.household_id", sql);
}

void coverage_items_sql(const struct office *o, const char *terms, struct buf *sql)
{
	buf_addf(sql,
		 "SELECT c.*, c.aid_id IS NOT NULL AND c.state <> 'rejected' AS is_applied FROM coverage c WHERE %s",
		 terms);
	whose(o, "c.household_id", sql);
}

void coverage_beside_sql(const struct office *o, struct buf *sql)
{
	buf_adds(sql, "SELECT a.person_id, a.household_id, a.enrolment_id, a.aid_item_id, a.id AS aid_id, a.name, "
		      "a.head_name,"
		      " a.village_group, a.school, a.school_stage, a.grade, a.item, a.state, 0 AS standard, a.amount,"
		      " a.paid_on, (SELECT e.verified_on FROM enrolment e WHERE e.id = a.enrolment_id) AS verified_on,"
		      " a.elsewhere, a.place_id, a.term, a.id_no FROM aid_paid a WHERE a.term = ?2"
		      " AND NOT EXISTS (SELECT 1 FROM entitlement t WHERE t.person_id = a.person_id AND t.term = a.term"
		      " AND t.aid_item_id = a.aid_item_id)");
	whose(o, "a.household_id", sql);
}

/* Nobody is entitled to a loan unasked: one paid to a student at school is where it belongs. */
void coverage_astray_sql(const struct office *o, struct buf *sql)
{
	coverage_beside_sql(o, sql);
	buf_adds(sql, " AND NOT (EXISTS (SELECT 1 FROM aid_item i WHERE i.id = a.aid_item_id AND i.on_request = 1)"
		      " AND EXISTS (SELECT 1 FROM student s WHERE s.person_id = a.person_id AND s.term = a.term))");
}

const char *coverage_group_sql(enum coverage_by by)
{
	static const char *const group[COVERAGE_ORDERS] = {
		[COVERAGE_STAGE] = "coalesce(q.school_stage, '')",
		[COVERAGE_SCHOOL] = "coalesce(q.school, '')",
		[COVERAGE_VILLAGE] = "coalesce((SELECT l.name FROM place l WHERE l.id = q.place_id), '')",
		[COVERAGE_ITEM] = "coalesce(q.item, '')",
	};

	return group[by];
}

const char *coverage_place_sql(enum coverage_by by)
{
	return by == COVERAGE_VILLAGE ? "coalesce(q.place_id, 0)" : "0";
}

void coverage_read(struct stmt *s, struct coverage_row *r)
{
	*r = (struct coverage_row){ .person = stmt_int(s, 0),
				    .household = stmt_int(s, 1),
				    .enrolment = stmt_int(s, 2),
				    .item = stmt_int(s, 3),
				    .aid = stmt_int(s, 4),
				    .standard = stmt_int(s, 13),
				    .amount = stmt_int(s, 14),
				    .verified = stmt_int(s, 16) != 0,
				    .elsewhere = stmt_int(s, 17) != 0 };
	CUT_COLUMN(r->name, s, 5);
	CUT_COLUMN(r->head, s, 6);
	CUT_COLUMN(r->group, s, 7);
	CUT_COLUMN(r->school, s, 8);
	CUT_COLUMN(r->stage, s, 9);
	CUT_COLUMN(r->grade, s, 10);
	CUT_COLUMN(r->item_name, s, 11);
	CUT_COLUMN(r->state, s, 12);
	CUT_COLUMN(r->paid_on, s, 15);
	CUT_COLUMN(r->told_on, s, 18);
	CUT_COLUMN(r->term, s, 19);
}

int coverage_gather(struct stmt *s, struct coverage_row **out, size_t *n, struct err *e)
{
	size_t cap = 0;
	int got;

	*out = NULL;
	*n = 0;
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 64;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		coverage_read(s, &(*out)[(*n)++]);
	}
	stmt_done(s);
	if (got == 0)
		return 0;
	mem_free(*out);
	*out = NULL;
	*n = 0;
	return -1;
}
