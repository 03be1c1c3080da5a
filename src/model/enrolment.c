#include "model/enrolment.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/text.h"
#include "model/cut.h"
#include "model/record.h"
#include "model/rules.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct suggesting {
	struct office *o;
	const char *term;
	bool autumn; /* a school year begins */
	struct enrolment_suggestion *list;
	size_t n, cap;
};

enum before_column {
	BEFORE_ID,
	BEFORE_PERSON,
	BEFORE_HOUSEHOLD,
	BEFORE_NAME,
	BEFORE_HEAD,
	BEFORE_GROUP,
	BEFORE_SCHOOL,
	BEFORE_STAGE,
	BEFORE_GRADE,
	BEFORE_CLASS
};

static const struct stage *stage_called(struct office *o, const char *label)
{
	const struct stage *stage;
	size_t n = office_stages(o, &stage);

	for (size_t i = 0; i < n; i++)
		if (strcmp(stage[i].stage, label) == 0)
			return &stage[i];
	return NULL;
}

/* Its place in the stage, or n. */
static size_t grade_at(const struct stage *s, const char *grade)
{
	size_t i = 0;

	while (i < s->n && strcmp(s->grade[i], grade) != 0)
		i++;
	return i;
}

static struct enrolment_suggestion *add(struct suggesting *g, struct stmt *s, enum suggestion why)
{
	if (g->n == g->cap) {
		g->cap = g->cap * 2 + 64;
		g->list = mem_grow(g->list, g->cap, sizeof *g->list);
	}
	struct enrolment_suggestion *one = &g->list[g->n++];
	*one = (struct enrolment_suggestion){ .why = why };
	one->from = stmt_int(s, BEFORE_ID);
	one->person = stmt_int(s, BEFORE_PERSON);
	one->household = stmt_int(s, BEFORE_HOUSEHOLD);
	CUT_COLUMN(one->name, s, BEFORE_NAME);
	CUT_COLUMN(one->head, s, BEFORE_HEAD);
	CUT_COLUMN(one->group, s, BEFORE_GROUP);
	return one;
}

/* In spring the class goes on; in autumn the ladder says what comes. What the ladder does not know stays as it was,
 * for a person to look at. */
static void suggest_next(struct suggesting *g, struct stmt *s)
{
	const struct stage *stage = stage_called(g->o, stmt_text(s, BEFORE_STAGE)), *next = NULL;
	size_t at = stage ? grade_at(stage, stmt_text(s, BEFORE_GRADE)) : 0;
	bool known = stage && at < stage->n;
	struct enrolment_suggestion *one = add(g, s, SUGGEST_SAME);
	struct buf was = BUF_INIT;

	buf_adds(&was, stmt_text(s, BEFORE_SCHOOL));
	buf_addf(&was, " %s", stmt_text(s, BEFORE_GRADE));
	buf_addf(&was, " %s", stmt_text(s, BEFORE_CLASS));
	CUT(one->was, was.s);
	buf_release(&was);
	if (g->autumn && known && at + 1 == stage->n) {
		next = stage->next[0] ? stage_called(g->o, stage->next) : NULL;
		one->why = next ? SUGGEST_STAGE : SUGGEST_LEAVES;
		if (next && next->n) {
			CUT(one->stage, next->stage);
			CUT(one->grade, next->grade[0]);
		}
		return;
	}
	CUT_COLUMN(one->school, s, BEFORE_SCHOOL);
	CUT_COLUMN(one->stage, s, BEFORE_STAGE);
	CUT_COLUMN(one->grade, s, BEFORE_GRADE);
	CUT_COLUMN(one->class_name, s, BEFORE_CLASS);
	one->take = !g->autumn || known;
	if (g->autumn && known) {
		one->why = SUGGEST_UP;
		CUT(one->grade, stage->grade[at + 1]);
	}
}

/* A child of the age of a stage begins in the grade of its age. */
static void suggest_first(struct suggesting *g, struct stmt *s, const char *first_day)
{
	const char *birth = stmt_text(s, BEFORE_SCHOOL);
	int age = date_is_valid(birth) ? date_age(birth, first_day) : -1;

	const struct stage *all;
	size_t n = office_stages(g->o, &all);

	for (size_t i = 0; age >= 0 && i < n; i++) {
		const struct stage *stage = &all[i];
		if (!stage->to_age || !stage->n || age < stage->from_age || age > stage->to_age)
			continue;
		size_t at = (size_t)(age - stage->from_age);
		struct enrolment_suggestion *one = add(g, s, SUGGEST_FIRST);
		CUT(one->stage, stage->stage);
		CUT(one->grade, stage->grade[at < stage->n ? at : stage->n - 1]);
		return;
	}
}

/* Students of the term before who are still here, without an enrolment in this one. */
static void next_sql(const struct office *o, struct buf *sql)
{
	buf_adds(sql,
		 "SELECT e.id, p.id, h.id, p.name, h.head_name, h.village_group, e.school, e.school_stage, e.grade,"
		 " e.class FROM enrolment e JOIN person p ON p.id = e.person_id JOIN household h ON h.id ="
		 " p.household_id WHERE e.term = ?2 AND e.deleted_on IS NULL AND coalesce(e.away_reason, '') = ''"
		 " AND p.deleted_on IS NULL AND p.left_on IS NULL AND NOT EXISTS (SELECT 1 FROM enrolment x"
		 " WHERE x.person_id = p.id AND x.term = ?3 AND x.deleted_on IS NULL) AND ");
	scope_sql(o, o->scope, sql);
	buf_adds(sql, " ORDER BY e.school, e.school_stage, e.grade, p.name, e.id");
}

/* Children nobody has enrolled yet, between two birthdays. */
static void first_sql(const struct office *o, struct buf *sql)
{
	buf_adds(sql,
		 "SELECT 0, p.id, h.id, p.name, h.head_name, h.village_group, p.birth FROM person p JOIN household h"
		 " ON h.id = p.household_id WHERE p.birth > ?2 AND p.birth <= ?3 AND p.deleted_on IS NULL"
		 " AND p.left_on IS NULL AND NOT EXISTS (SELECT 1 FROM enrolment x WHERE x.person_id = p.id"
		 " AND x.deleted_on IS NULL) AND ");
	scope_sql(o, o->scope, sql);
	buf_adds(sql, " ORDER BY p.birth DESC, p.name, p.id");
}

static int suggest_nexts(struct suggesting *g, struct err *e)
{
	struct buf sql = BUF_INIT;
	char before[TERM_BYTES];
	int got = -1;

	term_shift(g->term, -1, before);
	next_sql(g->o, &sql);
	struct stmt *s = db_query(g->o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "sss", clock_today(), before, g->term);
	while ((got = stmt_step(s, e)) > 0)
		suggest_next(g, s);
	stmt_done(s);
	return got;
}

static int suggest_firsts(struct suggesting *g, struct err *e)
{
	struct buf sql = BUF_INIT;
	char first_day[DATE_BYTES], oldest[DATE_BYTES], youngest[DATE_BYTES];
	int from = 0, to = 0, got = -1;

	const struct stage *all;
	size_t n = office_stages(g->o, &all);

	for (size_t i = 0; i < n; i++) {
		const struct stage *one = &all[i];
		if (!one->to_age)
			continue;
		from = !to || one->from_age < from ? one->from_age : from;
		to = one->to_age > to ? one->to_age : to;
	}
	if (!to)
		return 0;
	/* Ages are of the September the school year began in, in spring too. */
	snprintf(first_day, sizeof first_day, "%04u-09-01", (unsigned)(atoi(g->term) - !g->autumn) % 10000);
	date_add_months(first_day, -12 * (to + 1), oldest);
	date_add_months(first_day, -12 * from, youngest);
	first_sql(g->o, &sql);
	struct stmt *s = db_query(g->o->db, sql.s, e);
	buf_release(&sql);
	if (!s)
		return -1;
	stmt_bind(s, "sss", clock_today(), oldest, youngest);
	while ((got = stmt_step(s, e)) > 0)
		suggest_first(g, s, first_day);
	stmt_done(s);
	return got;
}

int enrolment_suggest(struct office *o, const char *term, struct enrolment_suggestion **out, size_t *n, struct err *e)
{
	struct suggesting g = { .o = o, .term = term, .autumn = term_is_valid(term) && term[5] == '2' };

	*out = NULL;
	*n = 0;
	if (!term_is_valid(term))
		return err_set(e, ERR_INVALID, "TERM_BAD", term);
	if (suggest_nexts(&g, e) < 0 || suggest_firsts(&g, e) < 0) {
		mem_free(g.list);
		return -1;
	}
	*out = g.list;
	*n = g.n;
	return 0;
}

/* What does not change from term to term. */
static int copy_before(struct office *o, int64_t from, struct record *r, struct err *e)
{
	static const char *const kept[] = { "student_no",        "guardian",        "guardian_phone", "guardian_id_no",
					    "guardian_relation", "student_groups",  "is_boarder",     "hukou_address",
					    "address",           "attendance_mode", "school_area",    "proof" };
	struct record old;
	int rc;

	if (!from)
		return 0;
	record_init(&old, "enrolment");
	rc = record_load(o, "enrolment", from, &old, e);
	for (size_t i = 0; rc == 0 && i < sizeof kept / sizeof kept[0]; i++) {
		const struct value *v = record_get(&old, kept[i]);
		if (v && v->kind != VALUE_NULL)
			record_set(r, kept[i], value_copy(v));
	}
	record_release(&old);
	return rc;
}

static void set_text(struct record *r, const char *column, const char *text)
{
	if (*text)
		record_set(r, column, value_text(text));
}

static int accept_one(struct office *o, const char *term, const struct enrolment_suggestion *s, struct err *e)
{
	struct record r;
	int rc;

	if (text_is_blank(s->school))
		return err_field(e, "school", "ENROLMENT_SCHOOL", s->name);
	record_init(&r, "enrolment");
	rc = copy_before(o, s->from, &r, e);
	if (rc == 0) {
		record_set(&r, "person_id", value_int(s->person));
		record_set(&r, "term", value_text(term));
		set_text(&r, "school", s->school);
		set_text(&r, "school_stage", s->stage);
		set_text(&r, "grade", s->grade);
		set_text(&r, "class", s->class_name);
		rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	}
	record_release(&r);
	return rc;
}

/* What a person's own file says of school is of today: an old term written down late does not turn it back, nor does a
 * change of something else. */
static bool says_where(struct office *o, const struct record *r, const struct record *old)
{
	static const char *const where[] = { "person_id", "term", "school", "school_stage", "grade", "away_reason" };
	char now[TERM_BYTES];
	bool changed = false;

	for (size_t i = 0; i < sizeof where / sizeof where[0]; i++)
		changed = changed || rule_changed(r, old, where[i]);
	term_of(clock_today(), now);
	return changed && strcmp(record_text(r, "term"), now) >= 0 && !*record_text(r, "deleted_on") &&
	       !*record_text(r, "away_reason") &&
	       !db_int(o->db, 0,
		       "SELECT EXISTS (SELECT 1 FROM enrolment WHERE person_id = ?1 AND term > ?2 AND deleted_on IS "
		       "NULL)",
		       "is", record_int(r, "person_id"), record_text(r, "term"));
}

int enrolment_after(struct office *o, struct record *r, const struct record *old, struct err *e)
{
	const struct stage *stage = stage_called(o, record_text(r, "school_stage"));
	size_t at = stage ? grade_at(stage, record_text(r, "grade")) : 0;
	const char *status = stage && at < stage->n ? stage->status[at] : "";

	if (!says_where(o, r, old))
		return 0;
	return db_run(o->db, e,
		      "UPDATE person SET school = coalesce(nullif(?2, ''), school),"
		      " school_status = coalesce(nullif(?3, ''), school_status) WHERE id = ?1"
		      " AND (school IS NOT coalesce(nullif(?2, ''), school)"
		      " OR school_status IS NOT coalesce(nullif(?3, ''), school_status))",
		      "iss", record_int(r, "person_id"), record_text(r, "school"), status);
}

int enrolment_accept(struct office *o, const char *term, const struct enrolment_suggestion *s, size_t n, int *written,
		     struct err *e)
{
	*written = 0;
	if (!term_is_valid(term))
		return err_set(e, ERR_INVALID, "TERM_BAD", term);
	if (office_begin(o, "enrolment.next", e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		/* Who leaves goes on only where a person said to which stage. */
		if (!s[i].take || !s[i].stage[0])
			continue;
		if (accept_one(o, term, &s[i], e) < 0) {
			office_rollback(o);
			*written = 0;
			return -1;
		}
		++*written;
	}
	return office_commit(o, e);
}

static int verify_one(struct office *o, int64_t id, const char *by, const char *on, struct err *e)
{
	struct record r;
	int rc;

	record_init(&r, "enrolment");
	rc = record_load(o, "enrolment", id, &r, e);
	if (rc == 0) {
		record_set(&r, "verified_by", value_text(by));
		record_set(&r, "verified_on", value_text(on));
		rc = record_save(o, &r, RECORD_CHECKED, NULL, e);
	}
	record_release(&r);
	return rc;
}

int enrolment_verify(struct office *o, const int64_t *enrolment, size_t n, const char *by, const char *on,
		     struct err *e)
{
	if (text_is_blank(by))
		return err_field(e, "verified_by", "FIELD_REQUIRED", "verified_by");
	if (office_begin(o, "enrolment.verify", e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++)
		if (verify_one(o, enrolment[i], by, on, e) < 0) {
			office_rollback(o);
			return -1;
		}
	return office_commit(o, e);
}
