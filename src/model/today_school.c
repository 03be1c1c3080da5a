#include "model/today_school.h"

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "dropout_sql.h"
#include "model/coverage.h"
#include "model/cut.h"
#include "model/lesson.h"
#include "model/scope.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

struct items {
	struct item *list;
	size_t n;
};

static struct item *add(struct items *t, enum item_kind kind, const char *word, int64_t household, int64_t person)
{
	t->list = mem_grow(t->list, t->n + 1, sizeof(*t->list));
	struct item *it = &t->list[t->n++];

	*it = (struct item){ .kind = kind, .household = household, .person = person };
	CUT(it->word, word);
	return it;
}

static int add_backpay(struct office *o, int64_t household, struct items *t, struct err *e)
{
	struct coverage_row *row;
	size_t n;

	if (coverage_backpay(o, household, &row, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		bool made = row[i].aid != 0;
		struct item *it = add(t, ITEM_BACKPAY, made ? "BACKPAY_MADE" : "BACKPAY", row[i].household,
				      row[i].person);

		it->row = made ? row[i].aid : row[i].enrolment;
		it->aid_item = row[i].item;
		it->fen = row[i].standard;
		CUT(it->text, row[i].name);
		CUT(it->arg[0], row[i].term);
		CUT(it->arg[1], row[i].item_name);
	}
	mem_free(row);
	return 0;
}

static int add_lessons(struct office *o, int64_t household, struct items *t, struct err *e)
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
		it = add(t, ITEM_LESSON, c->lessons > 0 ? "LESSON" : "LESSON_NONE", c->household, c->person);
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

static void add_case(struct items *t, struct stmt *s)
{
	const char *next = stmt_text(s, CASE_NEXT), *due = stmt_text(s, CASE_DUE);
	bool of_talk = !*due || strcmp(next, due) <= 0;
	const char *day = of_talk ? next : due;
	const char *talk = stmt_int(s, CASE_TALKS) > 0 ? "DROPOUT" : "DROPOUT_FIRST";
	struct item *it = add(t, ITEM_DROPOUT, of_talk ? talk : "DROPOUT_DUE", stmt_int(s, CASE_HOUSEHOLD),
			      stmt_int(s, CASE_PERSON));
	int64_t late = date_days(clock_today()) - date_days(day);

	it->row = stmt_int(s, CASE_ID);
	CUT_COLUMN(it->text, s, CASE_NAME);
	CUT_COLUMN(it->arg[0], s, CASE_TALKS);
	CUT(it->due_on, day);
	it->days_late = late > 0 ? (int)late : 0;
}

int today_school(struct office *o, int64_t household, struct item **out, size_t *n, struct err *e)
{
	struct items t = { 0 };
	int got = -1;

	if (add_backpay(o, household, &t, e) == 0 && add_lessons(o, household, &t, e) == 0) {
		struct stmt *s = cases(o, household, e);

		while (s && (got = stmt_step(s, e)) > 0)
			add_case(&t, s);
		stmt_done(s);
	}
	if (got < 0) {
		mem_free(t.list);
		t = (struct items){ 0 };
	}
	*out = t.list;
	*n = t.n;
	return got;
}
