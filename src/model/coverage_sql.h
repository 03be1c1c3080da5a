/* The SQL coverage.c and coverage_rows.c share: what is counted is what opens. */
#ifndef MODEL_COVERAGE_SQL_H
#define MODEL_COVERAGE_SQL_H

#include "base/buf.h"
#include "model/coverage.h"

#include <stdbool.h>

struct stmt;

/* A SELECT over the students of a term (?2), one row a student, with flags is_paid and is_told; `amount` and
 * `paid_on` are of all that was paid. ?1 is today. */
void coverage_students_sql(const struct office *o, struct buf *sql);
/* A SELECT over view coverage of the terms `terms` names (a condition on c.term, of ?2). */
void coverage_items_sql(const struct office *o, const char *terms, struct buf *sql);
/* A SELECT of aid that is paid beside what its person is entitled to; astray of it: what is no loan of a student. */
void coverage_beside_sql(const struct office *o, struct buf *sql);
void coverage_astray_sql(const struct office *o, struct buf *sql);
/* The expression of a row's group, and of its place. */
const char *coverage_group_sql(enum coverage_by by);
const char *coverage_place_sql(enum coverage_by by);

void coverage_read(struct stmt *s, struct coverage_row *r); /* the row at hand of such a SELECT */
/* The rows of a SELECT of COVERAGE_COLUMNS from … q, bound by the caller; takes s over. */
int coverage_gather(struct stmt *s, struct coverage_row **out, size_t *n, struct err *e);
#define COVERAGE_COLUMNS \
	"person_id, household_id, enrolment_id, aid_item_id, aid_id, name, head_name, village_group, school, " \
	"school_stage, grade, item, state, standard, amount, paid_on, verified_on IS NOT NULL, elsewhere, " \
	"(SELECT max(n.notified_on) FROM notification n WHERE n.person_id = q.person_id AND n.term = q.term AND " \
	"n.deleted_on IS NULL), q.term"

#endif
