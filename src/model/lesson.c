/* Children taught at home: lessons given against the quota, and who waits for one. */
#include "model/lesson.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/term.h"
#include "model/cut.h"
#include "model/record.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lesson_year(const char *day, char out[5])
{
	char term[TERM_BYTES], autumn[TERM_BYTES];

	term_of(day, term);
	term_shift(term, term[5] == '1' ? -1 : 0, autumn);
	snprintf(out, 5, "%.4s", autumn);
}

static bool is_in_term(const char *day)
{
	int month = atoi(day + 5);

	return (month >= 3 && month <= 6) || month >= 9;
}

/* Days of term after `from`, up to `to`. A lesson of more than a year ago counts as one of a year ago. */
static int term_days(const char *from, const char *to)
{
	int64_t last = date_days(to), day = date_days(from);
	int n = 0;

	for (day = last - day > 366 ? last - 366 : day; day < last; day++) {
		char next[DATE_BYTES];

		date_from_days(day + 1, next);
		n += is_in_term(next);
	}
	return n;
}

/* Who is taught at home: of a household by its people, else by the few marks there are. */
static void whom_sql(int64_t household, struct buf *sql)
{
	const char *one = household ? " AND person_id IN (SELECT id FROM person WHERE household_id = ?6)" : "";
	const char *by = household ? "+" : "";

	buf_addf(sql,
		 "SELECT person_id FROM enrolment WHERE %sterm = ?2 AND %sattendance_mode ="
		 " role('attendance_mode.home') AND deleted_on IS NULL%s",
		 by, by, one);
	buf_addf(sql,
		 " UNION SELECT person_id FROM enrolment WHERE %sterm = ?2 AND %saway_reason ="
		 " role('away_reason.home') AND deleted_on IS NULL%s",
		 by, by, one);
	buf_addf(sql,
		 " UNION SELECT person_id FROM lesson_plan WHERE school_year = ?3 AND deleted_on IS NULL"
		 " AND (ended_on IS NULL OR ended_on >= substr(?1, 1, length(ended_on)))%s",
		 one);
}

/* ?1 the day, ?2 its term, ?3 its school year, ?4 and ?5 the first days of the school year and of the term, ?6 the
 * household or 0. */
static void children_sql(const struct office *o, int64_t household, struct buf *sql)
{
	buf_adds(sql, "SELECT p.id, h.id, coalesce(l.id, 0), p.name, h.head_name, h.village_group,"
		      " coalesce(l.teachers, t.teachers), coalesce(age(p.birth, ?1), -1), h.place_id, l.week, l.hours,"
		      " l.started_on, t.taught_on, t.next_plan, (SELECT count(*) FROM home_teaching y WHERE"
		      " y.person_id = p.id AND y.deleted_on IS NULL AND y.taught_on BETWEEN ?4 AND ?1),"
		      " (SELECT count(*) FROM home_teaching y WHERE y.person_id = p.id AND y.deleted_on IS NULL"
		      " AND y.taught_on BETWEEN ?5 AND ?1), (SELECT total(y.hours) FROM home_teaching y WHERE"
		      " y.person_id = p.id AND y.deleted_on IS NULL AND y.taught_on BETWEEN ?4 AND ?1),"
		      " NOT EXISTS (SELECT 1 FROM home_teaching y WHERE y.person_id = p.id AND y.deleted_on IS NULL"
		      " AND y.taught_on BETWEEN ?4 AND ?1 AND y.parent_signed IS NOT 1)"
		      " FROM (");
	whom_sql(household, sql);
	buf_adds(sql,
		 ") c JOIN person p ON p.id = c.person_id JOIN household h ON h.id = p.household_id"
		 " LEFT JOIN lesson_plan l ON l.id = (SELECT max(id) FROM lesson_plan WHERE person_id = p.id"
		 " AND school_year = ?3 AND deleted_on IS NULL)"
		 " LEFT JOIN home_teaching t ON t.id = (SELECT id FROM home_teaching WHERE person_id = p.id"
		 " AND deleted_on IS NULL AND taught_on <= ?1 ORDER BY taught_on DESC, id DESC LIMIT 1)"
		 " WHERE p.deleted_on IS NULL AND (p.left_on IS NULL OR p.left_on > substr(?1, 1, length(p.left_on)))"
		 " AND ?6 IN (0, h.id) AND ");
	if (household)
		scope_live_sql(sql);
	else
		scope_sql(o, o->scope, sql);
}

enum columns {
	COL_PERSON,
	COL_HOUSEHOLD,
	COL_PLAN,
	COL_NAME,
	COL_HEAD,
	COL_GROUP,
	COL_TEACHERS,
	COL_AGE,
	COL_PLACE,
	COL_WEEK,
	COL_HOURS_OWED,
	COL_STARTED,
	COL_LAST,
	COL_NEXT,
	COL_LESSONS,
	COL_LESSONS_TERM,
	COL_HOURS,
	COL_SIGNED
};

struct asking {
	struct office *o;
	const char *day;
	char year_first[DATE_BYTES], term_first[DATE_BYTES];
	char week_first[DATE_BYTES]; /* the first week of the term: 1 March, 1 September */
};

static double limit(const struct asking *a, struct stmt *s, const char *key)
{
	double v = 0;

	office_threshold(a->o, key, stmt_int(s, COL_PLACE), a->day, &v);
	return v;
}

static void count_days(const struct asking *a, struct stmt *s, struct lesson_child *c)
{
	const char *started = stmt_text(s, COL_STARTED), *from = a->week_first;
	char before[DATE_BYTES];
	int most = (int)limit(a, s, "lesson_days");

	if (strcmp(c->last_on, a->year_first) >= 0) {
		c->days = term_days(c->last_on, a->day);
	} else {
		if (*started && date_is_valid(started) && strcmp(started, from) > 0)
			from = started;
		/* The first day itself is one without a lesson. */
		date_from_days(date_days(from) - 1, before);
		c->days = strcmp(from, a->day) <= 0 ? term_days(before, a->day) : 0;
	}
	if (most > 0 && c->days > most && is_in_term(a->day))
		c->days_late = c->days - most;
}

static void read_child(const struct asking *a, struct stmt *s, struct lesson_child *c)
{
	*c = (struct lesson_child){
		.person = stmt_int(s, COL_PERSON),
		.household = stmt_int(s, COL_HOUSEHOLD),
		.plan = stmt_int(s, COL_PLAN),
		.age = (int)stmt_int(s, COL_AGE),
		.lessons = (int)stmt_int(s, COL_LESSONS),
		.lessons_term = (int)stmt_int(s, COL_LESSONS_TERM),
		.hours = stmt_real(s, COL_HOURS),
		.signed_all = stmt_int(s, COL_SIGNED) != 0,
	};
	CUT_COLUMN(c->name, s, COL_NAME);
	CUT_COLUMN(c->head, s, COL_HEAD);
	CUT_COLUMN(c->group, s, COL_GROUP);
	CUT_COLUMN(c->teachers, s, COL_TEACHERS);
	CUT_COLUMN(c->last_on, s, COL_LAST);
	CUT_COLUMN(c->next, s, COL_NEXT);
	c->week = stmt_is_null(s, COL_WEEK) ? limit(a, s, "lesson_week") : stmt_real(s, COL_WEEK);
	c->hours_owed = stmt_is_null(s, COL_HOURS_OWED) ? limit(a, s, "lesson_hours") : stmt_real(s, COL_HOURS_OWED);
	count_days(a, s, c);
}

static int most_urgent_first(const void *pa, const void *pb)
{
	const struct lesson_child *a = pa, *b = pb;
	int order = b->days_late - a->days_late;

	if (!order)
		order = b->days - a->days;
	if (!order)
		order = strcmp(a->group, b->group);
	if (!order)
		order = strcmp(a->head, b->head);
	return order ? order : (a->person > b->person) - (a->person < b->person);
}

int lesson_children_of(struct office *o, int64_t household, const char *day, struct lesson_child **out, size_t *n,
		       struct err *e)
{
	struct asking a = { .o = o, .day = day };
	char term[TERM_BYTES], year[5];
	struct buf sql = BUF_INIT;
	int got = -1;

	*out = NULL;
	*n = 0;
	term_of(day, term);
	lesson_year(day, year);
	term_first(term, a.term_first);
	term_day(term, a.week_first);
	snprintf(a.year_first, sizeof(a.year_first), "%s-08-01", year);
	children_sql(o, household, &sql);
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "sssssi", day, term, year, a.year_first, a.term_first, household);
	while (s && (got = stmt_step(s, e)) > 0) {
		*out = mem_grow(*out, *n + 1, sizeof(**out));
		read_child(&a, s, &(*out)[(*n)++]);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	} else if (*n > 0) {
		qsort(*out, *n, sizeof(**out), most_urgent_first);
	}
	return got;
}

int lesson_children(struct office *o, const char *day, struct lesson_child **out, size_t *n, struct err *e)
{
	return lesson_children_of(o, 0, day, out, n, e);
}

static int person_is_there(struct office *o, int64_t person, struct err *e)
{
	if (db_int(o->db, 0, "SELECT id FROM person WHERE id = ?1 AND deleted_on IS NULL", "i", person))
		return 0;
	return err_set(e, ERR_MISSING, "RECORD_GONE", "person");
}

int lesson_begin(struct office *o, int64_t person, struct record *out, char next[96], struct err *e)
{
	char year[5];

	record_init(out, "home_teaching");
	if (person_is_there(o, person, e) < 0)
		return -1;
	lesson_year(clock_today(), year);
	struct stmt *s = db_query(
		o->db,
		"SELECT coalesce((SELECT l.teachers FROM lesson_plan l WHERE l.person_id = p.id AND l.school_year = ?2"
		" AND l.deleted_on IS NULL), t.teachers), t.hours, t.next_plan FROM person p LEFT JOIN home_teaching t"
		" ON t.id = (SELECT id FROM home_teaching WHERE person_id = p.id AND deleted_on IS NULL"
		" ORDER BY taught_on DESC, id DESC LIMIT 1) WHERE p.id = ?1",
		e);
	if (!s)
		return -1;
	stmt_bind(s, "is", person, year);
	int got = stmt_step(s, e);
	if (got > 0) {
		record_set(out, "person_id", value_int(person));
		record_set(out, "taught_on", value_text(clock_today()));
		record_set(out, "teachers", value_text(stmt_text(s, 0)));
		record_set(out, "hours", stmt_value(s, 1));
		if (next)
			cut_column(next, 96, s, 2);
	}
	stmt_done(s);
	return got < 0 ? -1 : 0;
}

int lesson_plan_begin(struct office *o, int64_t person, struct record *out, struct err *e)
{
	char year[5];

	record_init(out, "lesson_plan");
	if (person_is_there(o, person, e) < 0)
		return -1;
	lesson_year(clock_today(), year);
	struct stmt *s = db_query(
		o->db,
		"SELECT coalesce(l.school, e.school), coalesce(l.teachers, (SELECT t.teachers FROM home_teaching t"
		" WHERE t.person_id = p.id AND t.deleted_on IS NULL ORDER BY t.taught_on DESC, t.id DESC LIMIT 1)),"
		" l.week, l.hours FROM person p LEFT JOIN lesson_plan l ON l.id = (SELECT id FROM lesson_plan"
		" WHERE person_id = p.id AND deleted_on IS NULL ORDER BY school_year DESC, id DESC LIMIT 1)"
		" LEFT JOIN enrolment e ON e.id = (SELECT id FROM enrolment WHERE person_id = p.id"
		" AND deleted_on IS NULL ORDER BY term DESC, id DESC LIMIT 1) WHERE p.id = ?1",
		e);
	if (!s)
		return -1;
	stmt_bind(s, "i", person);
	int got = stmt_step(s, e);
	if (got > 0) {
		record_set(out, "person_id", value_int(person));
		record_set(out, "school_year", value_text(year));
		record_set(out, "school", value_text(stmt_text(s, 0)));
		record_set(out, "teachers", value_text(stmt_text(s, 1)));
		record_set(out, "week", stmt_value(s, 2));
		record_set(out, "hours", stmt_value(s, 3));
		record_set(out, "started_on", value_text(clock_today()));
	}
	stmt_done(s);
	return got < 0 ? -1 : 0;
}
