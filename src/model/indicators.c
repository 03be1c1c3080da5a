/* The five exit indicators of a household in a year, each from facts, with the fact. */
#include "model/monitoring.h"

#include "base/text.h"
#include "model/cut.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

#define POINTS 20

struct look {
	struct office *o;
	int64_t household, place;
	const char *year;
	char last_day[16];
	struct indicators *out;
};

static void say(struct look *l, enum indicator i, enum indicator_state state, const char *column, const char *why)
{
	l->out->state[i] = state;
	l->out->column[i] = column;
	CUT(l->out->why[i], why);
}

static void look_at_income(struct look *l, struct stmt *s)
{
	double line, head;
	char why[96];

	say(l, INDICATOR_INCOME, INDICATOR_UNKNOWN, "wage_income", "");
	if (stmt_int(s, 2) == 0)
		return;
	l->out->column[INDICATOR_INCOME] = "person_count";
	if (stmt_int(s, 1) <= 0 || !office_threshold(l->o, "income_line", l->place, l->last_day, &line))
		return;
	head = (double)stmt_int(s, 0) / 100 / (double)stmt_int(s, 1);
	snprintf(why, sizeof(why), "%.2f / %g", head, line);
	say(l, INDICATOR_INCOME, head >= line ? INDICATOR_MET : INDICATOR_UNMET, "wage_income", why);
}

static void look_at_water(struct look *l, struct stmt *s)
{
	bool known = !stmt_is_null(s, 3), hard_known = !stmt_is_null(s, 4);

	if (known && stmt_int(s, 3) == 0)
		say(l, INDICATOR_WATER, INDICATOR_UNMET, "water_safe", "0");
	else if (hard_known && stmt_int(s, 4) == 1)
		say(l, INDICATOR_WATER, INDICATOR_UNMET, "water_difficult", "1");
	else if (!known || !hard_known)
		say(l, INDICATOR_WATER, INDICATOR_UNKNOWN, known ? "water_difficult" : "water_safe", "");
	else
		say(l, INDICATOR_WATER, INDICATOR_MET, "water_safe", "1");
}

static bool is_level(struct look *l, const char *level, const char *one, const char *other)
{
	return *level && (strcmp(level, office_role(l->o, one)) == 0 || strcmp(level, office_role(l->o, other)) == 0);
}

static void look_at_housing(struct look *l, struct stmt *s)
{
	const char *level = stmt_text(s, 6);
	bool known = !stmt_is_null(s, 5), bad = is_level(l, level, "danger_level.c", "danger_level.d");

	if (bad)
		say(l, INDICATOR_HOUSING, INDICATOR_UNMET, "house_danger_level", level);
	else if (known)
		say(l, INDICATOR_HOUSING, stmt_int(s, 5) ? INDICATOR_UNMET : INDICATOR_MET, "danger_house",
		    stmt_int(s, 5) ? "1" : "0");
	else if (is_level(l, level, "danger_level.a", "danger_level.b"))
		say(l, INDICATOR_HOUSING, INDICATOR_MET, "house_danger_level", level);
	else
		say(l, INDICATOR_HOUSING, INDICATOR_UNKNOWN, "danger_house", "");
}

static int look_at_year(struct look *l, struct err *e)
{
	struct stmt *s = db_query(
		l->o->db,
		"SELECT net, person_count, coalesce(wage_income, business_income, asset_dividend, other_property,"
		" family_planning, dibao, tekun, pension, eco_comp, other_transfer) IS NOT NULL, water_safe,"
		" water_difficult, danger_house, house_danger_level, id FROM year_checked"
		" WHERE household = ?1 AND year = ?2 ORDER BY id DESC LIMIT 1",
		e);
	int rc;

	if (!s)
		return -1;
	stmt_bind(s, "is", l->household, l->year);
	rc = stmt_step(s, e);
	if (rc > 0) {
		look_at_income(l, s);
		look_at_water(l, s);
		look_at_housing(l, s);
		for (int i = INDICATOR_INCOME; i <= INDICATOR_HOUSING; i++)
			l->out->row[i] = stmt_int(s, 7);
	}
	stmt_done(s);
	return rc < 0 ? -1 : 0;
}

/* One member's answer; the worst of all is the household's, with the names of those it is about. */
static void add_member(struct look *l, enum indicator i, enum indicator_state state, int64_t id, const char *name)
{
	enum indicator_state was = l->out->state[i];
	bool worse = was == INDICATOR_MET || (was == INDICATOR_UNKNOWN && state == INDICATOR_UNMET);
	struct buf b = BUF_INIT;

	if (state == INDICATOR_MET || (!worse && state != was))
		return;
	if (worse) {
		l->out->state[i] = state;
		l->out->row[i] = id;
	} else {
		buf_addf(&b, "%s ", l->out->why[i]);
	}
	buf_adds(&b, name);
	CUT(l->out->why[i], b.s);
	buf_release(&b);
}

/* Who is of the household at the end of the year. A month or a year is compared as far as it goes. */
#define MEMBERS \
	" FROM person p WHERE p.household_id = ?1 AND p.deleted_on IS NULL" \
	" AND (p.joined_on IS NULL OR p.joined_on <= ?2) AND (p.left_on IS NULL OR p.left_on > ?2)"

static int look_at_medical(struct look *l, struct err *e)
{
	struct stmt *s = db_query(l->o->db,
				  "SELECT p.id, p.name, coalesce(p.resident_medical_ins, 0) = 1 OR"
				  " coalesce(p.employee_medical_ins, 0) = 1, p.resident_medical_ins IS NULL OR"
				  " p.employee_medical_ins IS NULL" MEMBERS " ORDER BY p.id",
				  e);
	int rc, n = 0;

	if (!s)
		return -1;
	stmt_bind(s, "is", l->household, l->last_day);
	say(l, INDICATOR_MEDICAL, INDICATOR_MET, "resident_medical_ins", "");
	for (; (rc = stmt_step(s, e)) > 0; n++)
		add_member(l, INDICATOR_MEDICAL,
			   stmt_int(s, 2)   ? INDICATOR_MET
			   : stmt_int(s, 3) ? INDICATOR_UNKNOWN
					    : INDICATOR_UNMET,
			   stmt_int(s, 0), stmt_text(s, 1));
	stmt_done(s);
	if (n == 0)
		say(l, INDICATOR_MEDICAL, INDICATOR_UNKNOWN, "resident_medical_ins", "");
	return rc;
}

/* Not at school because of the body is no dropping out; not at school for no known reason is not known. */
static enum indicator_state schooling(struct look *l, struct stmt *s)
{
	const char *reason = stmt_text(s, 4);

	if (stmt_int(s, 3))
		return INDICATOR_MET;
	if (!*reason)
		return INDICATOR_UNKNOWN;
	return is_level(l, reason, "dropout_reason.ill", "dropout_reason.disabled") ? INDICATOR_MET : INDICATOR_UNMET;
}

static int look_at_school(struct look *l, struct err *e)
{
	double from, to, day;
	char date[16];
	struct stmt *s;
	int rc, n = 0;

	say(l, INDICATOR_SCHOOL, INDICATOR_UNKNOWN, "school_status", "");
	if (!office_threshold(l->o, "school_age_from", l->place, l->last_day, &from) ||
	    !office_threshold(l->o, "school_age_to", l->place, l->last_day, &to) ||
	    !office_threshold(l->o, "school_day", l->place, l->last_day, &day))
		return 0;
	snprintf(date, sizeof(date), "%.4s-%02d-%02d", l->year, (int)day / 100 % 100, (int)day % 100);
	s = db_query(l->o->db,
		     "SELECT p.id, p.name, age(p.birth, ?3), p.school_status IS NOT NULL OR EXISTS (SELECT 1 FROM"
		     " enrolment n WHERE n.person_id = p.id AND n.deleted_on IS NULL AND substr(n.term, 1, 4) = ?4 AND"
		     " (n.away_reason IS NULL OR n.attendance_mode IS NOT NULL)), p.dropout_reason" MEMBERS
		     " ORDER BY p.id",
		     e);
	if (!s)
		return -1;
	stmt_bind(s, "isss", l->household, l->last_day, date, l->year);
	say(l, INDICATOR_SCHOOL, INDICATOR_MET, "school_status", "");
	for (; (rc = stmt_step(s, e)) > 0; n++) {
		bool unknown = stmt_is_null(s, 2);
		double years = stmt_real(s, 2);
		bool of_age = years >= from && years < to;

		if (unknown || of_age)
			add_member(l, INDICATOR_SCHOOL,
				   unknown && !stmt_int(s, 3) ? INDICATOR_UNKNOWN : schooling(l, s), stmt_int(s, 0),
				   stmt_text(s, 1));
	}
	stmt_done(s);
	if (n == 0)
		l->out->state[INDICATOR_SCHOOL] = INDICATOR_UNKNOWN;
	return rc;
}

int indicators_of(struct office *o, int64_t household, const char *year, struct indicators *out, struct err *e)
{
	struct look l = { .o = o, .household = household, .year = year, .out = out };

	memset(out, 0, sizeof(*out));
	say(&l, INDICATOR_INCOME, INDICATOR_UNKNOWN, "wage_income", "");
	say(&l, INDICATOR_WATER, INDICATOR_UNKNOWN, "water_safe", "");
	say(&l, INDICATOR_HOUSING, INDICATOR_UNKNOWN, "danger_house", "");
	snprintf(l.last_day, sizeof(l.last_day), "%.4s-12-31", year);
	l.place = db_int(o->db, 0, "SELECT place_id FROM household WHERE id = ?1", "i", household);
	if (look_at_year(&l, e) < 0 || look_at_school(&l, e) < 0 || look_at_medical(&l, e) < 0)
		return -1;
	for (int i = 0; i < INDICATOR_COUNT; i++)
		out->points += out->state[i] == INDICATOR_MET ? POINTS : 0;
	return 0;
}
