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

static void households_sql(const struct office *o, int64_t household, struct buf *sql)
{
	if (household) {
		buf_adds(sql, "h.id = ?6 AND ");
		scope_live_sql(sql);
	} else {
		scope_sql(o, o->scope, sql);
	}
	in_time_sql("h.entered_on", sql);
}

static void targets_sql(const struct office *o, const struct task_days *t, int64_t household, struct buf *sql)
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
		households_sql(o, household, sql);
	} else if (!strcmp(t->scope, "student")) {
		buf_adds(sql, "p.id, 0, h.id, p.id, p.name, h.head_name, h.village_group"
			      " FROM household h JOIN person p ON p.household_id = h.id WHERE ");
		households_sql(o, household, sql);
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

static void visits_sql(const char *condition, bool one, struct buf *sql)
{
	buf_addf(sql,
		 "SELECT v.household_id, 0, v.visited_on, (SELECT name FROM cadre WHERE id = v.cadre_id) FROM visit v"
		 " WHERE v.deleted_on IS NULL AND v.visited_on >= ?3 AND v.visited_on <= ?4%s%s",
		 condition, one ? " AND v.household_id = ?6" : "");
}

/* A day of less precision counts if its month or year is within. */
static void within_sql(const char *day, struct buf *sql)
{
	buf_addf(sql, " AND %s >= substr(?3, 1, length(%s)) AND %s <= ?4", day, day, day);
}

/* Records that prove a task: household, person (0 unless the fact is about one), day, who. */
static void facts_sql(const struct task_days *t, bool one, struct buf *sql)
{
	buf_adds(sql, "source(household, person, done_on, who) AS (");
	if (!strcmp(t->fact, "visit")) {
		visits_sql("", one, sql);
	} else if (!strcmp(t->fact, "full_round")) {
		visits_sql(" AND v.visit_kind = role('visit.round')", one, sql);
	} else if (!strcmp(t->fact, "handbook_review")) {
		visits_sql(" AND v.handbook_seen = 1", one, sql);
		buf_addf(sql,
			 " UNION ALL SELECT r.household_id, 0, r.reviewed_on, r.reviewer FROM handbook_review r"
			 /* One that is being marked chapter by chapter proves nothing before its end. */
			 " WHERE r.deleted_on IS NULL AND (coalesce(r.finished_on, r.result, r.sections) IS NOT NULL OR"
			 " NOT EXISTS (SELECT 1 FROM review_mark m WHERE m.review_id = r.id))%s",
			 one ? " AND r.household_id = ?6" : "");
		within_sql("r.reviewed_on", sql);
	} else if (!strcmp(t->fact, "flyer")) {
		visits_sql(" AND v.flyer_posted = 1", one, sql);
		buf_addf(sql,
			 " UNION ALL SELECT g.id, 0, g.flyer_posted_on, NULL FROM household g WHERE g.deleted_on IS "
			 "NULL%s",
			 one ? " AND g.id = ?6" : "");
		within_sql("g.flyer_posted_on", sql);
	} else if (!strcmp(t->fact, "notification")) {
		buf_addf(sql,
			 "SELECT q.household_id, q.id, n.notified_on, NULL FROM person q JOIN notification n ON "
			 "n.person_id = q.id"
			 " WHERE n.deleted_on IS NULL AND q.deleted_on IS NULL%s",
			 one ? " AND q.household_id = ?6" : "");
		within_sql("n.notified_on", sql);
	} else {
		buf_adds(sql, "SELECT NULL, NULL, NULL, NULL WHERE 0");
	}
	buf_adds(sql, ")");
}

struct stmt *target_query(struct office *o, const struct task_days *t, int64_t household, bool count, struct err *e)
{
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
	buf_adds(&sql, "WITH given AS (SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7), ");
	targets_sql(o, t, household, &sql);
	buf_adds(&sql, ", ");
	facts_sql(t, household != 0, &sql);
	buf_addf(&sql,
		 ", fact(key, done_on, who) AS MATERIALIZED (SELECT %s, min(done_on), who FROM source WHERE household "
		 "IS NOT NULL"
		 " GROUP BY 1), mark(key, id, done_on, who, evidence) AS MATERIALIZED (SELECT %s AS k, min(m.id), "
		 "m.done_on, c.name,"
		 " m.evidence FROM task_mark m LEFT JOIN cadre c ON c.id = m.cadre_id"
		 " WHERE m.task_id = ?2 AND m.deleted_on IS NULL GROUP BY k) SELECT ",
		 fact_key, target_mark_column(t->scope));
	if (count)
		buf_adds(&sql, "count(*), count(coalesce(mark.id, fact.done_on))");
	else
		buf_adds(&sql, "target.key, target.place, target.household, target.person, target.title, target.note,"
			       " mark.id, mark.done_on, mark.who, mark.evidence, fact.done_on, fact.who");
	buf_addf(&sql, " FROM target LEFT JOIN mark ON mark.key = target.key LEFT JOIN fact ON fact.key = target.%s%s",
		 student && !of_person ? "household" : "key",
		 count ? "" : " ORDER BY target.grp, target.title, target.key");
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "sisssis", t->at, t->task, t->from, t->until, t->term, household, t->over);
	return s;
}
