#include "model/target_sql.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/term.h"
#include "model/cut.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int task_days_get(struct office *o, int64_t task, struct task_days *out, struct err *e)
{
	*out = (struct task_days){ .task = task };
	struct stmt *s = db_query(o->db,
				  "SELECT t.campaign_id, t.scope, t.fact, t.title, c.started_on, c.ends_on, c.closed_on"
				  " FROM task t JOIN campaign c ON c.id = t.campaign_id"
				  " WHERE t.id = ?1 AND t.deleted_on IS NULL AND c.deleted_on IS NULL",
				  e);
	if (!s)
		return -1;
	stmt_bind(s, "i", task);
	int got = stmt_step(s, e);
	if (got > 0) {
		const char *today = clock_today();
		out->campaign = stmt_int(s, 0);
		CUT_COLUMN(out->scope, s, 1);
		CUT_COLUMN(out->fact, s, 2);
		CUT_COLUMN(out->title, s, 3);
		CUT_COLUMN(out->from, s, 4);
		out->closed = !stmt_is_null(s, 6);
		if (out->closed) {
			CUT_COLUMN(out->until, s, 6);
			CUT(out->over, out->until);
		} else {
			CUT_COLUMN(out->until, s, 5);
			CUT(out->over, out->until);
			/* Work done late is still done: a campaign left open goes on past its end. */
			if (strcmp(out->until, today) < 0)
				CUT(out->until, today);
		}
		CUT(out->at, out->closed ? out->until : today);
		term_of(out->from, out->term);
	}
	stmt_done(s);
	if (got == 0)
		return err_set(e, ERR_MISSING, "RECORD_GONE", "task");
	return got < 0 ? -1 : 0;
}

const char *target_mark_column(const char *scope)
{
	if (!strcmp(scope, "village"))
		return "place_id";
	if (!strcmp(scope, "household"))
		return "household_id";
	return strcmp(scope, "student") ? "0" : "person_id";
}

/* Who was there before the campaign was over; a blank day counts as ever. ?7 is that day. */
static void in_time_sql(const char *day, struct buf *sql)
{
	buf_addf(sql, " AND (%s IS NULL OR %s <= ?7)", day, day);
}

static void households_sql(const struct office *o, const struct scope_part *part, struct buf *sql)
{
	if (part->one) {
		buf_adds(sql, "h.id = ?6 AND ");
		scope_live_sql(sql);
	} else {
		buf_adds(sql, part->stretch ? "h.id BETWEEN ?6 AND ?8 AND " : "");
		scope_sql(o, o->scope, sql);
	}
	in_time_sql("h.entered_on", sql);
}

static struct stmt *ask(struct office *o, const struct task_days *t, const struct scope_part *part, struct buf *sql,
			struct err *e)
{
	struct stmt *s = db_query(o->db, sql->s, e);

	buf_release(sql);
	if (s)
		stmt_bind(s, "sisssisi", t->at, t->task, t->from, t->until, t->term, part->from, t->over, part->to);
	return s;
}

static void targets_sql(const struct office *o, const struct task_days *t, const struct scope_part *part,
			struct buf *sql)
{
	buf_adds(sql, "target(key, place, household, person, title, note, grp) AS (SELECT ");
	if (!strcmp(t->scope, "once")) {
		buf_adds(sql, "0, 0, 0, 0, title, '', '' FROM task WHERE id = ?2");
	} else if (!strcmp(t->scope, "village")) {
		buf_adds(sql, "p.id, p.id, 0, 0, p.name, '', '' FROM place p WHERE p.deleted_on IS NULL AND p.id ");
		if (o->village)
			buf_addf(sql, "= %lld", (long long)o->village);
		else {
			buf_adds(sql, "IN (SELECT h.place_id FROM household h WHERE ");
			scope_live_sql(sql);
			in_time_sql("h.entered_on", sql);
			buf_adds(sql, ")");
		}
	} else if (!strcmp(t->scope, "household")) {
		buf_adds(sql,
			 "h.id, 0, h.id, 0, h.head_name, h.village_group, h.village_group FROM household h WHERE ");
		households_sql(o, part, sql);
	} else if (!strcmp(t->scope, "student")) {
		buf_adds(sql, "p.id, 0, h.id, p.id, p.name, h.head_name, h.village_group"
			      " FROM household h JOIN person p ON p.household_id = h.id WHERE ");
		households_sql(o, part, sql);
		in_time_sql("p.joined_on", sql);
		/* Where nobody keeps enrolments by term, the school status says who is a student. */
		buf_adds(sql, " AND p.deleted_on IS NULL AND (p.left_on IS NULL OR p.left_on > substr(?1, 1, "
			      "length(p.left_on)))"
			      " AND CASE WHEN EXISTS (SELECT 1 FROM enrolment WHERE term = ?5 AND deleted_on IS NULL)"
			      " THEN EXISTS (SELECT 1 FROM enrolment n WHERE n.person_id = p.id AND n.term = ?5"
			      " AND n.deleted_on IS NULL) ELSE coalesce(p.school_status, '') <> '' END");
	} else {
		buf_adds(sql, "0, 0, 0, 0, '', '', '' WHERE 0");
	}
	buf_adds(sql, ")");
}

/* `of`: the household by which the records are looked for, or NULL: all. */
static void visits_sql(const char *condition, const char *of, struct buf *sql)
{
	buf_addf(sql,
		 "SELECT v.household_id AS household, 0 AS person, v.visited_on AS done_on, (SELECT name FROM cadre"
		 " WHERE id = v.cadre_id) AS who FROM visit v"
		 " WHERE v.deleted_on IS NULL AND v.visited_on >= ?3 AND v.visited_on <= ?4%s",
		 condition);
	if (of)
		buf_addf(sql, " AND v.household_id = %s", of);
}

/* A day of less precision counts if its month or year is within. */
static void within_sql(const char *day, struct buf *sql)
{
	buf_addf(sql, " AND %s >= substr(?3, 1, length(%s)) AND %s <= ?4", day, day, day);
}

static void of_sql(const char *column, const char *of, struct buf *sql)
{
	if (of)
		buf_addf(sql, " AND %s = %s", column, of);
}

/* Records that prove a task: household, person (0 unless the fact is about one), done_on, who. */
static void facts_sql(const struct task_days *t, const char *of, struct buf *sql)
{
	if (!strcmp(t->fact, "visit")) {
		visits_sql("", of, sql);
	} else if (!strcmp(t->fact, "full_round")) {
		visits_sql(" AND v.visit_kind = role('visit.round')", of, sql);
	} else if (!strcmp(t->fact, "handbook_review")) {
		visits_sql(" AND v.handbook_seen = 1", of, sql);
		/* One that is being marked chapter by chapter proves nothing before its end. */
		buf_adds(sql, " UNION ALL SELECT r.household_id, 0, r.reviewed_on, r.reviewer FROM handbook_review r"
			      " WHERE r.deleted_on IS NULL AND (coalesce(r.finished_on, r.result, r.sections) IS NOT"
			      " NULL OR NOT EXISTS (SELECT 1 FROM review_mark m WHERE m.review_id = r.id))");
		of_sql("r.household_id", of, sql);
		within_sql("r.reviewed_on", sql);
	} else if (!strcmp(t->fact, "flyer")) {
		visits_sql(" AND v.flyer_posted = 1", of, sql);
		buf_adds(sql, " UNION ALL SELECT g.id, 0, g.flyer_posted_on, NULL FROM household g WHERE g.deleted_on"
			      " IS NULL");
		of_sql("g.id", of, sql);
		within_sql("g.flyer_posted_on", sql);
	} else if (!strcmp(t->fact, "notification")) {
		buf_adds(sql,
			 "SELECT q.household_id AS household, q.id AS person, n.notified_on AS done_on, NULL AS who"
			 " FROM person q JOIN notification n ON n.person_id = q.id"
			 " WHERE n.deleted_on IS NULL AND q.deleted_on IS NULL");
		of_sql("q.household_id", of, sql);
		within_sql("n.notified_on", sql);
	} else {
		buf_adds(sql, "SELECT NULL AS household, NULL AS person, NULL AS done_on, NULL AS who WHERE 0");
	}
}

static void mark_sql(const char *scope, struct buf *sql)
{
	const char *column = target_mark_column(scope);

	buf_adds(sql, "EXISTS (SELECT 1 FROM task_mark m WHERE m.deleted_on IS NULL AND ");
	if (*column == '0')
		buf_adds(sql, "m.task_id = ?2)");
	else
		buf_addf(sql, "%sm.task_id = ?2 AND m.%s = target.key)", strcmp(column, "place_id") ? "+" : "", column);
}

static void fact_sql(const struct task_days *t, struct buf *sql)
{
	bool village = !strcmp(t->scope, "village"), student = !strcmp(t->scope, "student");
	bool houses = student || !strcmp(t->scope, "household");

	if (village)
		buf_adds(sql, "EXISTS (SELECT 1 FROM household w WHERE w.place_id = target.key AND ");
	buf_adds(sql, "EXISTS (SELECT 1 FROM (");
	facts_sql(t, village ? "w.id" : houses ? "target.household" : NULL, sql);
	buf_adds(sql, ") f WHERE f.household IS NOT NULL");
	if (student && !strcmp(t->fact, "notification"))
		buf_adds(sql, " AND f.person = target.person");
	buf_adds(sql, village ? "))" : ")");
}

struct stmt *target_count(struct office *o, const struct task_days *t, const struct scope_part *part, struct err *e)
{
	struct buf sql = BUF_INIT;

	buf_adds(&sql, "WITH given AS (SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8), ");
	targets_sql(o, t, part, &sql);
	buf_adds(&sql, " SELECT count(*), coalesce(sum(");
	mark_sql(t->scope, &sql);
	buf_adds(&sql, " OR ");
	fact_sql(t, &sql);
	buf_adds(&sql, "), 0) FROM target");
	return ask(o, t, part, &sql, e);
}

struct stmt *target_query(struct office *o, const struct task_days *t, int64_t household, struct err *e)
{
	const struct scope_part part = scope_one(household);
	bool student = !strcmp(t->scope, "student"), of_person = !strcmp(t->fact, "notification");
	const char *fact_key = "0";
	if (student)
		fact_key = of_person ? "person" : "household";
	else if (!strcmp(t->scope, "household"))
		fact_key = "household";
	else if (!strcmp(t->scope, "village"))
		fact_key = "(SELECT place_id FROM household WHERE id = source.household)";

	struct buf sql = BUF_INIT;
	/* Names every parameter, so that all of them bind whatever the scope leaves out. */
	buf_adds(&sql, "WITH given AS (SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8), ");
	targets_sql(o, t, &part, &sql);
	buf_adds(&sql, ", source(household, person, done_on, who) AS (");
	facts_sql(t, household ? "?6" : NULL, &sql);
	buf_addf(&sql,
		 "), fact(key, done_on, who) AS MATERIALIZED (SELECT %s, min(done_on), who FROM source WHERE household "
		 "IS NOT NULL"
		 " GROUP BY 1), mark(key, id, done_on, who, evidence) AS MATERIALIZED (SELECT %s AS k, min(m.id), "
		 "m.done_on, c.name,"
		 " m.evidence FROM task_mark m LEFT JOIN cadre c ON c.id = m.cadre_id"
		 " WHERE m.task_id = ?2 AND m.deleted_on IS NULL",
		 fact_key, target_mark_column(t->scope));
	if (household && (student || !strcmp(t->scope, "household")))
		buf_addf(&sql, " AND m.%s IN (SELECT key FROM target)", target_mark_column(t->scope));
	buf_adds(&sql, " GROUP BY k) SELECT target.key, target.place, target.household, target.person, target.title,"
		       " target.note, mark.id, mark.done_on, mark.who, mark.evidence, fact.done_on, fact.who");
	buf_addf(&sql,
		 " FROM target LEFT JOIN mark ON mark.key = target.key LEFT JOIN fact ON fact.key = target.%s"
		 " ORDER BY target.grp, target.title, target.key",
		 student && !of_person ? "household" : "key");
	return ask(o, t, &part, &sql, e);
}
