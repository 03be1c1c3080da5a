#include "today_parts.h"

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

#include <stdio.h>
#include <string.h>

/* More of one kind and term than a screen has lines are one line, which opens them all. */
static const char notify_many[] = "NOTIFY_MANY", backpay_to_make[] = "BACKPAY_MANY",
		  backpay_made[] = "BACKPAY_MADE_MANY";

static void add_backpay(void *arg, const struct coverage_row *row)
{
	struct today_found *out = arg;
	bool made = row->aid != 0;
	struct item it;

	today_item(&it, ITEM_BACKPAY, made ? "BACKPAY_MADE" : "BACKPAY", row->household);
	it.person = row->person;
	it.row = made ? row->aid : row->enrolment;
	it.aid_item = row->item;
	it.fen = row->standard;
	CUT(it.head, row->head);
	CUT(it.group, row->group);
	CUT(it.text, row->name);
	CUT(it.arg[0], row->term);
	CUT(it.arg[1], row->item_name);
	today_put_of_term(&out->list, &it, made ? backpay_made : backpay_to_make);
}

int today_backpay(const struct today_ask *q, struct today_found *out, struct err *e)
{
	return coverage_backpay_each(q->o, &q->part, add_backpay, out, e);
}

static void add_untold(struct today_list *t, struct stmt *s)
{
	struct buf yuan = BUF_INIT;
	struct item it;

	today_item(&it, ITEM_NOTIFY, "NOTIFY", stmt_int(s, UNTOLD_HOUSEHOLD));
	it.person = stmt_int(s, UNTOLD_PERSON);
	it.row = stmt_int(s, UNTOLD_AID);
	CUT_COLUMN(it.head, s, UNTOLD_HEAD);
	CUT_COLUMN(it.group, s, UNTOLD_GROUP);
	CUT_COLUMN(it.text, s, UNTOLD_NAME);
	CUT_COLUMN(it.arg[0], s, UNTOLD_TERM);
	money_format(&yuan, stmt_int(s, UNTOLD_FEN), false);
	CUT(it.arg[1], yuan.s);
	buf_release(&yuan);
	today_due(&it, stmt_text(s, UNTOLD_DUE));
	today_put_of_term(t, &it, notify_many);
}

/* They come student by student. */
int today_untold(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct stmt *s = today_untold_rows(q->o, &q->part, e);
	int64_t last = 0;
	int got = s ? 0 : -1;

	while (s && (got = stmt_step(s, e)) > 0) {
		out->untold += stmt_int(s, UNTOLD_PERSON) != last;
		last = stmt_int(s, UNTOLD_PERSON);
		add_untold(&out->list, s);
	}
	stmt_done(s);
	return got;
}

int today_lessons(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct lesson_child *list;
	size_t n;

	if (lesson_children_of(q->o, q->part.one ? q->part.from : 0, clock_today(), &list, &n, e) < 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		const struct lesson_child *c = &list[i];
		struct item it;

		if (c->days_late == 0)
			continue;
		today_item(&it, ITEM_LESSON, c->lessons > 0 ? "LESSON" : "LESSON_NONE", c->household);
		it.person = c->person;
		CUT(it.head, c->head);
		CUT(it.group, c->group);
		CUT(it.text, c->name);
		snprintf(it.arg[0], sizeof(it.arg[0]), "%d", c->days);
		CUT(it.arg[1], c->last_on);
		it.days_late = c->days_late;
		date_from_days(date_days(clock_today()) - c->days_late, it.due_on);
		today_put(&out->list, &it);
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
					    "h.place_id") ", coalesce(d.due_on, ''), h.head_name, h.village_group"
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

enum columns {
	CASE_ID,
	CASE_PERSON,
	CASE_HOUSEHOLD,
	CASE_NAME,
	CASE_TALKS,
	CASE_NEXT,
	CASE_DUE,
	CASE_HEAD,
	CASE_GROUP
};

static void add_case(struct today_list *t, struct stmt *s)
{
	const char *next = stmt_text(s, CASE_NEXT), *due = stmt_text(s, CASE_DUE);
	bool of_talk = !*due || strcmp(next, due) <= 0;
	const char *day = of_talk ? next : due;
	const char *talk = stmt_int(s, CASE_TALKS) > 0 ? "DROPOUT" : "DROPOUT_FIRST";
	struct item it;

	today_item(&it, ITEM_DROPOUT, of_talk ? talk : "DROPOUT_DUE", stmt_int(s, CASE_HOUSEHOLD));
	it.person = stmt_int(s, CASE_PERSON);
	it.row = stmt_int(s, CASE_ID);
	CUT_COLUMN(it.head, s, CASE_HEAD);
	CUT_COLUMN(it.group, s, CASE_GROUP);
	CUT_COLUMN(it.text, s, CASE_NAME);
	CUT_COLUMN(it.arg[0], s, CASE_TALKS);
	today_due(&it, day);
	today_put(t, &it);
}

int today_dropouts(const struct today_ask *q, struct today_found *out, struct err *e)
{
	struct stmt *s = cases(q->o, q->part.one ? q->part.from : 0, e);
	int got = s ? 0 : -1;

	while (s && (got = stmt_step(s, e)) > 0)
		add_case(&out->list, s);
	stmt_done(s);
	return got;
}
