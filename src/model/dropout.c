/* Who of compulsory age is at school in a term, who is not, and what was done about it. */
#include "model/dropout.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/mem.h"
#include "dropout_sql.h"
#include "model/cut.h"
#include "model/record.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

enum class { CLASS_OUT, CLASS_TAUGHT, CLASS_ENROLLED, CLASS_EXPLAINED, CLASS_NONE /* not of age */ };

struct child {
	struct dropout_row row;
	enum class class;
	bool on_roll, was_on_roll; /* a row of this term, of the last */
	bool registered;           /* a household of the registry of the poor */
	bool confirmed;            /* an open case of dropout */
};

/* Of age or not, the enrolments of the term and of the last, the last case that was opened by that day; open is what
 * was not settled by then. */
static const char known_sql[] =
	"), child AS (SELECT x.*, coalesce(x.age >= x.from_age AND x.age < x.to_age, 0) AS of_age,"
	" (SELECT max(e.id) FROM enrolment e WHERE e.person_id = x.id AND e.term = ?2"
	" AND e.deleted_on IS NULL) AS now_id,"
	" (SELECT max(e.id) FROM enrolment e WHERE e.person_id = x.id AND e.term = ?3"
	" AND e.deleted_on IS NULL) AS before_id,"
	" (SELECT d.id FROM dropout d WHERE d.person_id = x.id AND d.deleted_on IS NULL AND d.found_on <= ?1"
	" ORDER BY d.found_on DESC, d.id DESC LIMIT 1) AS case_id FROM person_here x"
	" WHERE (x.age >= x.from_age AND x.age < x.to_age) OR x.id IN (SELECT person_id FROM dropout"
	" WHERE deleted_on IS NULL)),"
	" known AS (SELECT c.*, d.state, d.found_on, d.confirmed_on, d.returned_on, d.reason AS case_reason,"
	" d.school AS case_school, coalesce(d.state IN ('suspected', 'dropout')"
	" OR (d.state = 'returned' AND d.returned_on > ?1), 0) AS is_open"
	" FROM child c LEFT JOIN dropout d ON d.id = c.case_id)";

/* The columns a row shows. */
static const char facts_sql[] =
	" SELECT k.id, k.household_id, coalesce(k.now_id, k.before_id), CASE WHEN k.is_open THEN k.case_id END,"
	" k.name, k.head_name, k.village_group, k.birth, k.age, coalesce(e.school, b.school, k.case_school),"
	" coalesce(e.grade, b.grade), coalesce(k.case_reason, e.away_reason, k.dropout_reason),"
	" CASE WHEN k.is_open THEN CASE WHEN k.state = 'returned' THEN 'dropout' ELSE k.state END END,"
	" (SELECT max(t.talked_on) FROM persuasion t WHERE t.dropout_id = k.case_id AND k.is_open"
	" AND t.deleted_on IS NULL),"
	" (SELECT count(*) FROM persuasion t WHERE t.dropout_id = k.case_id AND k.is_open"
	" AND t.deleted_on IS NULL),"
	" CASE WHEN k.is_open THEN " DROPOUT_NEXT_SQL("k.case_id", "k.found_on", "k.place_id") " END,";

/* enum class, in the order the header gives. */
static const char class_sql[] =
	" CASE WHEN NOT k.of_age THEN 4 WHEN k.is_open THEN 0"
	" WHEN e.attendance_mode = role('attendance_mode.home') OR e.away_reason = role('away_reason.home')"
	" OR EXISTS (SELECT 1 FROM lesson_plan l WHERE l.person_id = k.id AND l.school_year = ?5"
	" AND l.deleted_on IS NULL AND (l.started_on IS NULL OR l.started_on <= ?1)"
	" AND (l.ended_on IS NULL OR l.ended_on >= substr(?1, 1, length(l.ended_on)))) THEN 1"
	" WHEN e.id IS NOT NULL AND (coalesce(e.away_reason, '') = ''"
	" OR e.away_reason IN (role('away_reason.sick'), role('away_reason.elsewhere'))"
	" OR (e.away_reason = role('away_reason.graduated') AND e.school_stage = role('school_stage.junior')))"
	" THEN 2 WHEN k.state = 'returned' AND term_of(k.returned_on) = ?2 THEN 2"
	" WHEN k.state = 'explained' THEN 3 ELSE 0 END,";

static const char rest_sql[] =
	" k.now_id IS NOT NULL, k.before_id IS NOT NULL,"
	" coalesce(k.household_type, '') <> role('household_type.ordinary'),"
	" k.is_open AND (k.state <> 'suspected')"
	" FROM known k LEFT JOIN enrolment e ON e.id = k.now_id LEFT JOIN enrolment b ON b.id = k.before_id"
	" ORDER BY k.village_group, k.head_name, k.household_id, k.birth, k.id";

/* ?1 the day, ?2 the term, ?3 the one before, ?4 the last day of the term, ?5 the school year. */
static void children_sql(const struct office *o, struct buf *sql)
{
	buf_adds(sql, "WITH person_here AS (SELECT p.id, p.name, p.birth, p.household_id, h.head_name, h.village_group,"
		      " h.place_id, h.household_type, p.dropout_reason,"
		      " school_age(p.birth, threshold('school_day', h.place_id, ?1), ?4) AS age,"
		      " threshold('school_age_from', h.place_id, ?1) AS from_age,"
		      " threshold('school_age_to', h.place_id, ?1) AS to_age"
		      " FROM household h JOIN person p ON p.household_id = h.id WHERE p.deleted_on IS NULL"
		      " AND (p.left_on IS NULL OR p.left_on > substr(?1, 1, length(p.left_on))) AND ");
	scope_sql(o, o->scope, sql);
	buf_adds(sql, known_sql);
	buf_adds(sql, facts_sql);
	buf_adds(sql, class_sql);
	buf_adds(sql, rest_sql);
}

enum columns {
	COL_PERSON,
	COL_HOUSEHOLD,
	COL_ENROLMENT,
	COL_CASE,
	COL_NAME,
	COL_HEAD,
	COL_GROUP,
	COL_BIRTH,
	COL_AGE,
	COL_SCHOOL,
	COL_GRADE,
	COL_REASON,
	COL_STATE,
	COL_LAST_TALK,
	COL_TALKS,
	COL_NEXT,
	COL_CLASS,
	COL_ON_ROLL,
	COL_WAS_ON_ROLL,
	COL_REGISTERED,
	COL_CONFIRMED
};

static void read_child(struct stmt *s, struct child *c)
{
	struct dropout_row *r = &c->row;

	r->person = stmt_int(s, COL_PERSON);
	r->household = stmt_int(s, COL_HOUSEHOLD);
	r->enrolment = stmt_int(s, COL_ENROLMENT);
	r->dropout = stmt_int(s, COL_CASE);
	CUT_COLUMN(r->name, s, COL_NAME);
	CUT_COLUMN(r->head, s, COL_HEAD);
	CUT_COLUMN(r->group, s, COL_GROUP);
	CUT_COLUMN(r->birth, s, COL_BIRTH);
	r->age = stmt_is_null(s, COL_AGE) ? -1 : (int)stmt_int(s, COL_AGE);
	CUT_COLUMN(r->school, s, COL_SCHOOL);
	CUT_COLUMN(r->grade, s, COL_GRADE);
	CUT_COLUMN(r->reason, s, COL_REASON);
	CUT_COLUMN(r->state, s, COL_STATE);
	CUT_COLUMN(r->last_talk, s, COL_LAST_TALK);
	r->talks = (int)stmt_int(s, COL_TALKS);
	CUT_COLUMN(r->next_on, s, COL_NEXT);
	c->class = (enum class)stmt_int(s, COL_CLASS);
	r->out = c->class == CLASS_OUT;
	c->on_roll = stmt_int(s, COL_ON_ROLL) != 0;
	c->was_on_roll = stmt_int(s, COL_WAS_ON_ROLL) != 0;
	c->registered = stmt_int(s, COL_REGISTERED) != 0;
	c->confirmed = stmt_int(s, COL_CONFIRMED) != 0;
}

/* The day of the term nearest to today. */
static void counted_on(const char *term, char day[DATE_BYTES])
{
	char first[DATE_BYTES], last[DATE_BYTES];
	const char *today = clock_today();

	term_first(term, first);
	term_last(term, last);
	snprintf(day, DATE_BYTES, "%s", strcmp(today, first) < 0 ? first : strcmp(today, last) > 0 ? last : today);
}

static struct stmt *ask(struct office *o, const char *term, struct err *e)
{
	char day[DATE_BYTES], last[DATE_BYTES], before[TERM_BYTES], year[5];
	struct buf sql = BUF_INIT;

	if (!term_is_valid(term)) {
		err_set(e, ERR_INVALID, "TERM_BAD", term);
		return NULL;
	}
	counted_on(term, day);
	term_last(term, last);
	term_shift(term, -1, before);
	snprintf(year, sizeof(year), "%.4s", term[5] == '2' ? term : before);
	children_sql(o, &sql);
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "sssss", day, term, before, last, year);
	return s;
}

/* Calls f for each; stops where it cannot go on. */
static int each_child(struct office *o, const char *term, void (*f)(void *arg, const struct child *c), void *arg,
		      struct err *e)
{
	struct stmt *s = ask(o, term, e);
	int got = -1;

	while (s && (got = stmt_step(s, e)) > 0) {
		struct child c;

		read_child(s, &c);
		f(arg, &c);
	}
	stmt_done(s);
	return got;
}

static bool is_in(const struct child *c, enum dropout_ledger which)
{
	bool no_roll = c->class == CLASS_OUT && !c->on_roll;
	bool not_there = c->class == CLASS_OUT && (c->on_roll || c->was_on_roll) && !c->confirmed;

	switch (which) {
	case LEDGER_OF_AGE:
		return c->class < CLASS_EXPLAINED;
	case LEDGER_NO_ROLL:
		return no_roll;
	case LEDGER_NOT_THERE:
		return not_there;
	case LEDGER_POOR:
		return c->class == CLASS_OUT && c->registered;
	case LEDGER_DROPOUT:
		return c->confirmed;
	case LEDGER_TAUGHT:
		return c->class == CLASS_TAUGHT;
	default:
		return false;
	}
}

struct gathering {
	struct retention *count;
	struct dropout_rows *ledger; /* by its number; those not wanted are not kept */
	size_t cap[LEDGERS];
	bool wanted[LEDGERS];
};

static void keep(struct gathering *g, int which, const struct dropout_row *r)
{
	struct dropout_rows *to = &g->ledger[which];

	if (to->n == g->cap[which]) {
		g->cap[which] = g->cap[which] * 2 + 32;
		to->row = mem_grow(to->row, g->cap[which], sizeof(*to->row));
	}
	to->row[to->n++] = *r;
}

static void take(void *arg, const struct child *c)
{
	struct gathering *g = arg;
	struct retention *r = g->count;

	r->enrolled += c->class == CLASS_ENROLLED;
	r->taught_at_home += c->class == CLASS_TAUGHT;
	r->explained += c->class == CLASS_EXPLAINED;
	r->out += c->class == CLASS_OUT;
	for (int i = 0; i < LEDGERS; i++) {
		if (!is_in(c, (enum dropout_ledger)i))
			continue;
		r->rows[i]++;
		if (g->wanted[i])
			keep(g, i, &c->row);
	}
}

static void find_rate(struct retention *r)
{
	int retained = r->enrolled + r->taught_at_home;

	r->of_age = retained + r->out;
	if (r->of_age == 0) {
		r->rate = -1;
		return;
	}
	r->rate = (int)(((int64_t)retained * 10000 + r->of_age / 2) / r->of_age);
	if (r->out > 0 && r->rate == 10000)
		r->rate = 9999;
}

static int look(struct office *o, const char *term, struct gathering *g, struct err *e)
{
	*g->count = (struct retention){ 0 };
	if (each_child(o, term, take, g, e) < 0) {
		if (g->ledger)
			dropout_ledgers_release(g->ledger);
		return -1;
	}
	find_rate(g->count);
	return 0;
}

void dropout_ledgers_release(struct dropout_rows ledger[LEDGERS])
{
	for (int i = 0; i < LEDGERS; i++) {
		mem_free(ledger[i].row);
		ledger[i] = (struct dropout_rows){ 0 };
	}
}

int dropout_ledgers(struct office *o, const char *term, struct retention *count, struct dropout_rows ledger[LEDGERS],
		    struct err *e)
{
	struct gathering g = { .count = count, .ledger = ledger };

	for (int i = 0; i < LEDGERS; i++) {
		ledger[i] = (struct dropout_rows){ 0 };
		g.wanted[i] = true;
	}
	return look(o, term, &g, e);
}

int dropout_ledger_counted(struct office *o, const char *term, enum dropout_ledger which, struct dropout_row **out,
			   size_t *n, struct retention *count, struct err *e)
{
	struct dropout_rows ledger[LEDGERS] = { 0 };
	struct gathering g = { .count = count, .ledger = ledger };

	g.wanted[which] = true;
	int rc = look(o, term, &g, e);
	*out = ledger[which].row;
	*n = ledger[which].n;
	return rc;
}

int dropout_ledger(struct office *o, const char *term, enum dropout_ledger which, struct dropout_row **out, size_t *n,
		   struct err *e)
{
	struct retention r;

	return dropout_ledger_counted(o, term, which, out, n, &r, e);
}

int dropout_retention(struct office *o, const char *term, struct retention *out, struct err *e)
{
	struct gathering g = { .count = out };

	return look(o, term, &g, e);
}

void retention_rate(const struct retention *r, char out[16])
{
	if (r->rate < 0)
		snprintf(out, 16, "-");
	else
		snprintf(out, 16, "%d.%02d%%", r->rate / 100, r->rate % 100);
}
