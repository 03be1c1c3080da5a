#include "model/today_school.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "base/number.h"
#include "dropout_sql.h"
#include "model/coverage.h"
#include "model/cut.h"
#include "model/lesson.h"
#include "model/scope.h"
#include "model/today_sql.h"
#include "store/db.h"
#include "today_list.h"

#include <stdio.h>
#include <string.h>

/* More of one kind and term than a screen has lines are one line, which opens them all. */
static struct item *add_many(struct today_list *t, enum item_kind kind, const char *word, const char *term, int count)
{
	struct item *it = today_add(t, kind, word, 0);

	CUT(it->arg[0], term);
	snprintf(it->arg[1], sizeof(it->arg[1]), "%d", count);
	return it;
}

static void add_backpays(struct today_list *t, struct coverage_row *row, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		bool made = row[i].aid != 0;
		struct item *it = today_add(t, ITEM_BACKPAY, made ? "BACKPAY_MADE" : "BACKPAY", row[i].household);

		it->person = row[i].person;
		it->row = made ? row[i].aid : row[i].enrolment;
		it->aid_item = row[i].item;
		it->fen = row[i].standard;
		CUT(it->text, row[i].name);
		CUT(it->arg[0], row[i].term);
		CUT(it->arg[1], row[i].item_name);
	}
	mem_free(row);
}

static int add_backpay_of(struct office *o, const char *term, enum coverage_what what, int count, struct today_list *t,
			  struct err *e)
{
	struct coverage_row *row;
	size_t n;

	if (count > TODAY_SINGLE_MOST) {
		add_many(t, ITEM_BACKPAY, what == COVERAGE_BACKPAID ? "BACKPAY_MADE_MANY" : "BACKPAY_MANY", term,
			 count);
		return 0;
	}
	if (count == 0)
		return 0;
	if (coverage_rows(o, term, COVERAGE_STAGE, NULL, 0, what, &row, &n, e) < 0)
		return -1;
	add_backpays(t, row, n);
	return 0;
}

/* Counted first: of a list that was locked before anybody applied there are as many as students. */
static int add_backpay(struct office *o, int64_t household, struct today_list *t, struct err *e)
{
	struct coverage_backpay_count count[COVERAGE_BACKPAY_TERMS + 1];
	struct coverage_row *row;
	size_t n;
	int rc = 0;

	if (household) {
		if (coverage_backpay(o, household, &row, &n, e) < 0)
			return -1;
		add_backpays(t, row, n);
		return 0;
	}
	if (coverage_backpay_counts(o, count, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n && rc == 0; i++)
		rc = add_backpay_of(o, count[i].term, COVERAGE_UNAPPLIED, count[i].unapplied, t, e) < 0 ||
				     add_backpay_of(o, count[i].term, COVERAGE_BACKPAID, count[i].made, t, e) < 0
			     ? -1
			     : 0;
	return rc;
}

static void add_one_untold(struct today_list *t, struct stmt *s)
{
	struct item *it = today_add(t, ITEM_NOTIFY, "NOTIFY", stmt_int(s, UNTOLD_HOUSEHOLD));
	struct buf yuan = BUF_INIT;

	it->person = stmt_int(s, UNTOLD_PERSON);
	it->row = stmt_int(s, UNTOLD_AID);
	CUT_COLUMN(it->text, s, UNTOLD_NAME);
	CUT_COLUMN(it->arg[0], s, UNTOLD_TERM);
	money_format(&yuan, stmt_int(s, UNTOLD_FEN), false);
	CUT(it->arg[1], yuan.s);
	buf_release(&yuan);
	today_due(it, stmt_text(s, UNTOLD_DUE));
}

/* The lines of a term, from the first on, become one if they are too many. */
static void close_term(struct today_list *t, size_t first)
{
	size_t n = t->n - first;

	if (n <= TODAY_SINGLE_MOST)
		return;
	const struct item one = t->item[first];
	t->n = first;
	today_due(add_many(t, ITEM_NOTIFY, "NOTIFY_MANY", one.arg[0], (int)n), one.due_on);
}

/* They come term by term. */
static int add_untold(struct office *o, int64_t household, struct today_list *t, struct err *e)
{
	struct stmt *s = today_untold(o, household, e);
	size_t first = t->n;
	int got = s ? 0 : -1;

	while (s && (got = stmt_step(s, e)) > 0) {
		if (t->n > first && strcmp(t->item[first].arg[0], stmt_text(s, UNTOLD_TERM)) != 0) {
			close_term(t, first);
			first = t->n;
		}
		add_one_untold(t, s);
	}
	stmt_done(s);
	if (!household)
		close_term(t, first);
	return got;
}

static int add_lessons(struct office *o, int64_t household, struct today_list *t, struct err *e)
{
	struct lesson_child *list;
	size_t n;

	if (lesson_children_of(o, household, clock_today(), &list, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct lesson_child *c = &list[i];
		struct item *it;

		if (c->days_late == 0)
			continue;
		it = today_add(t, ITEM_LESSON, c->lessons > 0 ? "LESSON" : "LESSON_NONE", c->household);
		it->person = c->person;
		CUT(it->text, c->name);
		snprintf(it->arg[0], sizeof(it->arg[0]), "%d", c->days);
		CUT(it->arg[1], c->last_on);
		it->days_late = c->days_late;
		date_from_days(date_days(clock_today()) - c->days_late, it->due_on);
	}
	mem_free(list);
	return 0;
}

/* All that are open: a case waits for its next talk, or its term is over. */
static struct stmt *cases(struct office *o, int64_t household, struct err *e)
{
	struct buf sql = BUF_INIT;

	buf_adds(&sql, "SELECT d.id, d.person_id, h.id, p.name,"
		       " (SELECT count(*) FROM persuasion t WHERE t.dropout_id = d.id AND t.deleted_on IS NULL),"
		       " " DROPOUT_NEXT_SQL("d.id", "d.found_on",
					    "h.place_id") ", coalesce(d.due_on, '')"
							  " FROM dropout d JOIN person p ON p.id = d.person_id JOIN "
							  "household h ON h.id = p.household_id"
							  " WHERE d.state IN ('suspected', 'dropout') AND d.deleted_on "
							  "IS NULL AND p.deleted_on IS NULL"
							  " AND ?2 IN (0, h.id) AND ");
	if (household)
		scope_live_sql(&sql);
	else
		scope_sql(o, o->scope, &sql);
	buf_adds(&sql, " ORDER BY d.id");
	struct stmt *s = db_query(o->db, sql.s, e);
	buf_release(&sql);
	if (s)
		stmt_bind(s, "si", clock_today(), household);
	return s;
}

enum columns { CASE_ID, CASE_PERSON, CASE_HOUSEHOLD, CASE_NAME, CASE_TALKS, CASE_NEXT, CASE_DUE };

static void add_case(struct today_list *t, struct stmt *s)
{
	const char *next = stmt_text(s, CASE_NEXT), *due = stmt_text(s, CASE_DUE);
	bool of_talk = !*due || strcmp(next, due) <= 0;
	const char *day = of_talk ? next : due;
	const char *talk = stmt_int(s, CASE_TALKS) > 0 ? "DROPOUT" : "DROPOUT_FIRST";
	struct item *it = today_add(t, ITEM_DROPOUT, of_talk ? talk : "DROPOUT_DUE", stmt_int(s, CASE_HOUSEHOLD));
	it->person = stmt_int(s, CASE_PERSON);
	it->row = stmt_int(s, CASE_ID);
	CUT_COLUMN(it->text, s, CASE_NAME);
	CUT_COLUMN(it->arg[0], s, CASE_TALKS);
	today_due(it, day);
}

int today_school(struct office *o, int64_t household, struct today_list *t, struct err *e)
{
	int got = -1;

	if (add_untold(o, household, t, e) < 0 || add_backpay(o, household, t, e) < 0 ||
	    add_lessons(o, household, t, e) < 0)
		return -1;
	struct stmt *s = cases(o, household, e);
	while (s && (got = stmt_step(s, e)) > 0)
		add_case(t, s);
	stmt_done(s);
	return got;
}
