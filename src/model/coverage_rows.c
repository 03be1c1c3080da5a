/* The rows behind each number of coverage.c, what is still to be paid back, and telling the families. */
#include "base/clock.h"
#include "base/mem.h"
#include "base/text.h"
#include "coverage_sql.h"
#include "model/cut.h"
#include "model/record.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

/* What an aid item is asked about; a student as such; aid that went astray. */
enum source { BY_STUDENT, BY_ITEM, ASTRAY };

/* A back-payment on its way. */
#define LATE(row) \
	"(" row ".state NOT IN ('paid', 'backpaid', 'rejected')" \
	" AND (SELECT b.backpay FROM aid b WHERE b.id = " row ".aid_id) = 1)"

static const struct {
	enum source source;
	const char *where;
} whats[COVERAGE_WHATS] = {
	[COVERAGE_STUDENTS] = { BY_STUDENT, "1" },
	[COVERAGE_UNVERIFIED] = { BY_STUDENT, "q.verified_on IS NULL" },
	[COVERAGE_ENTITLED] = { BY_ITEM, "1" },
	[COVERAGE_APPLIED] = { BY_ITEM, "q.is_applied" },
	[COVERAGE_PAID] = { BY_ITEM, "q.is_paid" },
	[COVERAGE_MISSING] = { BY_ITEM, "NOT q.is_paid" },
	[COVERAGE_TOLD] = { BY_STUDENT, "q.is_paid AND q.is_told" },
	[COVERAGE_UNTOLD] = { BY_STUDENT, "q.is_paid AND NOT q.is_told" },
	[COVERAGE_ASTRAY] = { ASTRAY, "1" },
	[COVERAGE_UNAPPLIED] = { BY_ITEM, "q.aid_id IS NULL" },
	[COVERAGE_BACKPAID] = { BY_ITEM, LATE("q") },
};

#define ORDER \
	" ORDER BY coalesce(q.school, ''), coalesce(q.grade, ''), q.name, q.person_id, q.aid_item_id, q.enrolment_id"

/* A line's group is cut at its size: then its beginning has to do. */
static void group_sql(enum coverage_by by, const char *group, struct buf *sql)
{
	struct coverage_line l;

	buf_addf(sql, " AND %s = ?4 AND ", coverage_place_sql(by));
	if (strlen(group) + 4 >= sizeof l.group)
		buf_addf(sql, "substr(%s, 1, length(?3)) = ?3", coverage_group_sql(by));
	else
		buf_addf(sql, "%s = ?3", coverage_group_sql(by));
}

int coverage_rows(struct office *o, const char *term, enum coverage_by by, const char *group, int64_t place,
		  enum coverage_what what, struct coverage_row **out, size_t *n, struct err *e)
{
	struct buf sql = BUF_INIT;
	enum source source = whats[what].source;

	*out = NULL;
	*n = 0;
	/* Of an item the students are those it is for. */
	if (source == BY_STUDENT && by == COVERAGE_ITEM && group)
		source = BY_ITEM;
	buf_adds(&sql, "SELECT " COVERAGE_COLUMNS " FROM (");
	if (source == BY_STUDENT)
		coverage_students_sql(o, &sql);
	else if (source == BY_ITEM)
		coverage_items_sql(o, "c.term = ?2", &sql);
	else
		coverage_astray_sql(o, &sql);
	buf_addf(&sql, ") q WHERE %s", whats[what].where);
	if (group)
		group_sql(by, group, &sql);
	buf_adds(&sql, ORDER);
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	if (group)
		stmt_bind(s, "sssi", clock_today(), term, group, place);
	else
		stmt_bind(s, "ss", clock_today(), term);
	return coverage_gather(s, out, n, e);
}

int coverage_of_person(struct office *o, const char *term, int64_t person, int64_t *enrolment,
		       struct coverage_row **out, size_t *n, struct err *e)
{
	struct office everybody = { .db = o->db };
	struct buf sql = BUF_INIT;

	*out = NULL;
	*n = 0;
	*enrolment = db_int(o->db, 0, "SELECT enrolment_id FROM student WHERE person_id = ?1 AND term = ?2 LIMIT 1",
			    "is", person, term);
	buf_adds(&sql, "SELECT " COVERAGE_COLUMNS " FROM (");
	coverage_items_sql(&everybody, "c.term = ?2 AND c.person_id = ?3 AND c.state IS NOT 'rejected'", &sql);
	buf_adds(&sql, ") q UNION ALL SELECT " COVERAGE_COLUMNS " FROM (");
	coverage_beside_sql(&everybody, &sql);
	buf_adds(&sql, ") q WHERE q.person_id = ?3");
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "ssi", clock_today(), term, person);
	return coverage_gather(s, out, n, e);
}

/* Is any of these terms locked? Most places have none, and need not look at a single child. */
static bool any_locked(struct office *o, const char *oldest, const char *now)
{
	return db_int(o->db, 0,
		      "SELECT EXISTS (SELECT 1 FROM term_lock WHERE unlocked_on IS NULL AND deleted_on IS NULL"
		      " AND term BETWEEN ?1 AND ?2)",
		      "ss", oldest, now) != 0;
}

/* ?4 the oldest term, ?5 the last. From the households to their people: a term has as many rows as the district has
 * children. */
static void backpay_sql(const struct office *o, const struct scope_part *part, struct buf *sql)
{
	const struct office everybody = { .db = o->db };

	buf_adds(sql, "SELECT " COVERAGE_COLUMNS " FROM (");
	coverage_items_sql(&everybody,
			   "+c.term IN (SELECT l.term FROM term_lock l WHERE l.unlocked_on IS NULL"
			   " AND l.deleted_on IS NULL AND l.term BETWEEN ?4 AND ?5)"
			   " AND (c.aid_id IS NULL OR " LATE("c") ") AND c.person_id IN (SELECT p.id FROM household h"
								  " CROSS JOIN person p ON p.household_id = h.id WHERE",
			   sql);
	if (part->one) {
		buf_adds(sql, " h.id = ?2 AND ?3 = ?2 AND ?1 = ?1");
	} else {
		buf_adds(sql, part->stretch ? " h.id BETWEEN ?2 AND ?3 AND ?1 = ?1" : " ?2 <= ?3 AND ?1 = ?1");
		scope_whose_sql(o, o->scope, sql);
	}
	buf_adds(sql, ")) q");
}

static struct stmt *ask_backpay(struct office *o, const struct scope_part *part, const char *order, bool *none,
				struct err *e)
{
	char now[TERM_BYTES], oldest[TERM_BYTES];
	struct buf sql = BUF_INIT;

	term_of(clock_today(), now);
	term_shift(now, -COVERAGE_BACKPAY_TERMS, oldest);
	*none = !any_locked(o, oldest, now);
	if (*none)
		return NULL;
	backpay_sql(o, part, &sql);
	buf_adds(&sql, order);
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "siiss", clock_today(), part->from, part->to, oldest, now);
	return s;
}

int coverage_backpay(struct office *o, int64_t household, struct coverage_row **out, size_t *n, struct err *e)
{
	struct scope_part part = scope_one(household);
	bool none;
	struct stmt *s = ask_backpay(o, &part, ORDER, &none, e);

	*out = NULL;
	*n = 0;
	if (none)
		return 0;
	return s ? coverage_gather(s, out, n, e) : -1;
}

int coverage_backpay_each(struct office *o, const struct scope_part *part,
			  void (*each)(void *arg, const struct coverage_row *r), void *arg, struct err *e)
{
	bool none;
	struct stmt *s = ask_backpay(o, part, "", &none, e);
	int got = s ? 0 : -1;

	if (none)
		return 0;
	while (s && (got = stmt_step(s, e)) > 0) {
		struct coverage_row r;

		coverage_read(s, &r);
		each(arg, &r);
	}
	stmt_done(s);
	return got;
}

static int64_t letter_of(struct office *o, int64_t person, const char *term)
{
	return db_int(o->db, 0,
		      "SELECT id FROM notification WHERE person_id = ?1 AND term = ?2 AND deleted_on IS NULL"
		      " ORDER BY id LIMIT 1",
		      "is", person, term);
}

/* What is there stays: the day a family was told is the first one; a seal or a signature comes later. */
static int tell_one(struct office *o, const struct tell *t, int64_t person, struct err *e)
{
	int64_t id = letter_of(o, person, t->term);
	struct record r;
	int rc = 0;

	record_init(&r, "notification");
	if (id)
		rc = record_load(o, "notification", id, &r, e);
	if (rc < 0)
		goto done;
	if (!id) {
		record_set(&r, "person_id", value_int(person));
		record_set(&r, "term", value_text(t->term));
		record_set(&r, "notified_on", value_text(t->on));
	}
	if (!text_is_blank(t->way) && !*record_text(&r, "way"))
		record_set(&r, "way", value_text(t->way));
	if (t->seal || !id)
		record_set(&r, "school_seal", value_int(t->seal));
	if (t->signed_by_student || !id)
		record_set(&r, "student_signed", value_int(t->signed_by_student));
	rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
done:
	record_release(&r);
	return rc;
}

/* Who was told once stays told: the seal may come later. */
static bool may_tell(struct office *o, const char *term, int64_t person)
{
	return db_int(o->db, 0,
		      "SELECT EXISTS (SELECT 1 FROM aid WHERE person_id = ?1 AND term = ?2 AND state IN ('paid',"
		      " 'backpaid') AND deleted_on IS NULL)",
		      "is", person, term) ||
	       letter_of(o, person, term);
}

int coverage_may_tell(struct office *o, const char *term, const int64_t *person, size_t n, struct err *e)
{
	char count[24];

	for (size_t i = 0; i < n; i++)
		if (may_tell(o, term, person[i]))
			return 0;
	snprintf(count, sizeof count, "%zu", n);
	return err_set(e, ERR_INVALID, "TELL_UNPAID", count, term);
}

int coverage_tell(struct office *o, const struct tell *t, const int64_t *person, size_t n, struct told *out,
		  struct err *e)
{
	*out = (struct told){ 0 };
	if (!term_is_valid(t->term))
		return err_set(e, ERR_INVALID, "TERM_BAD", t->term);
	if (coverage_may_tell(o, t->term, person, n, e) < 0 || office_begin(o, "notification.tell", e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (!may_tell(o, t->term, person[i])) {
			out->unpaid++;
			continue;
		}
		if (tell_one(o, t, person[i], e) < 0) {
			office_rollback(o);
			return -1;
		}
		out->told++;
	}
	return office_commit(o, e);
}
