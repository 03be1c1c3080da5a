/* Ticks and open tasks: the half of model/campaign.h that looks at single targets. */
#include "base/clock.h"
#include "base/mem.h"
#include "model/campaign.h"
#include "model/cut.h"
#include "model/record.h"
#include "model/target_sql.h"
#include "store/db.h"

#include <stdio.h>
#include <string.h>

static void read_target(struct stmt *s, struct target *t)
{
	*t = (struct target){ .place = stmt_int(s, TARGET_PLACE),
			      .household = stmt_int(s, TARGET_HOUSEHOLD),
			      .person = stmt_int(s, TARGET_PERSON),
			      .mark = stmt_int(s, TARGET_MARK) };
	CUT_COLUMN(t->title, s, TARGET_TITLE);
	CUT_COLUMN(t->note, s, TARGET_NOTE);
	CUT_COLUMN(t->evidence, s, TARGET_EVIDENCE);
	t->by_fact = !t->mark && !stmt_is_null(s, TARGET_FACT_ON);
	t->done = t->mark || t->by_fact;
	CUT_COLUMN(t->done_on, s, t->mark ? TARGET_MARK_ON : TARGET_FACT_ON);
	CUT_COLUMN(t->who, s, t->mark ? TARGET_MARK_WHO : TARGET_FACT_WHO);
}

int target_list(struct office *o, int64_t task, struct target **out, size_t *n, struct err *e)
{
	struct task_days days;
	*out = NULL;
	*n = 0;
	if (task_days_get(o, task, &days, e))
		return -1;
	struct stmt *s = target_query(o, &days, 0, e);
	if (!s)
		return -1;
	int got;
	size_t cap = 0;
	while ((got = stmt_step(s, e)) > 0) {
		if (*n == cap) {
			cap = cap * 2 + 32;
			*out = mem_grow(*out, cap, sizeof **out);
		}
		read_target(s, &(*out)[(*n)++]);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}

/* Column and id by which a scope's marks are known. */
static int64_t key_of(const char *scope, const struct target *t)
{
	const char *column = target_mark_column(scope);
	if (!strcmp(column, "place_id"))
		return t->place;
	if (!strcmp(column, "household_id"))
		return t->household;
	return strcmp(column, "person_id") ? 0 : t->person;
}

static int64_t mark_of(struct office *o, const struct task_days *days, const struct target *t)
{
	char sql[192];
	snprintf(sql, sizeof sql, "SELECT min(id) FROM task_mark WHERE task_id = ?1 AND deleted_on IS NULL AND %s = ?2",
		 target_mark_column(days->scope));
	return db_int(o->db, 0, sql, "ii", days->task, key_of(days->scope, t));
}

static int open_for_ticks(struct office *o, int64_t task, struct task_days *days, struct err *e)
{
	if (task_days_get(o, task, days, e))
		return -1;
	if (days->closed)
		return err_set(e, ERR_CONFLICT, "CAMPAIGN_CLOSED");
	return 0;
}

int target_tick(struct office *o, int64_t task, const struct target *t, const char *evidence, int64_t *mark,
		struct err *e)
{
	struct task_days days;
	struct record r;
	if (open_for_ticks(o, task, &days, e))
		return -1;
	const char *column = target_mark_column(days.scope);
	record_init(&r, "task_mark");
	r.id = mark_of(o, &days, t);
	if (!r.id) {
		record_set(&r, "task_id", value_int(task));
		if (column[0] != '0')
			record_set(&r, column, value_int(key_of(days.scope, t)));
		record_set(&r, "done_on", value_text(clock_today()));
		if (o->me)
			record_set(&r, "cadre_id", value_int(o->me));
	}
	if (evidence)
		record_set(&r, "evidence", value_text(evidence));
	int result = record_save(o, &r, RECORD_OVER, "task.tick", e);
	if (!result && mark)
		*mark = r.id;
	record_release(&r);
	return result;
}

int target_untick(struct office *o, int64_t task, const struct target *t, struct err *e)
{
	struct task_days days;
	if (open_for_ticks(o, task, &days, e))
		return -1;
	int64_t mark = mark_of(o, &days, t);
	if (!mark)
		return t->by_fact ? err_set(e, ERR_CONFLICT, "TICK_BY_FACT") : 0;
	if (office_begin(o, "task.untick", e))
		return -1;
	/* Two laptops may have ticked the same target. */
	for (; mark; mark = mark_of(o, &days, t)) {
		if (record_bin(o, "task_mark", mark, e)) {
			office_rollback(o);
			return -1;
		}
	}
	return office_commit(o, e);
}

static int add_open(struct office *o, const struct open_task *task, int64_t household, struct open_task **out,
		    size_t *n, struct err *e)
{
	struct task_days days;
	if (task_days_get(o, task->task, &days, e))
		return -1;
	struct stmt *s = target_query(o, &days, household, e);
	if (!s)
		return -1;
	int got;
	while ((got = stmt_step(s, e)) > 0) {
		struct target t;
		read_target(s, &t);
		if (t.done)
			continue;
		*out = mem_grow(*out, *n + 1, sizeof **out);
		struct open_task *open = &(*out)[(*n)++];
		*open = *task;
		open->person = t.person;
	}
	stmt_done(s);
	return got;
}

/* The tasks are asked for as they stand, without the counts of task_list: a house is opened in one frame, however many
 * others there are. */
int open_tasks_of(struct office *o, int64_t household, struct open_task **out, size_t *n, struct err *e)
{
	struct stmt *s =
		db_query(o->db,
			 "SELECT t.id, c.id, t.title, c.name, t.due_on FROM task t JOIN campaign c ON c.id ="
			 " t.campaign_id WHERE c.deleted_on IS NULL AND c.closed_on IS NULL AND c.started_on <="
			 " today() AND t.deleted_on IS NULL AND t.scope IN ('household', 'student')"
			 " ORDER BY c.started_on DESC, c.id DESC, t.position, t.id",
			 e);
	int got = -1;
	*out = NULL;
	*n = 0;
	while (s && (got = stmt_step(s, e)) > 0) {
		struct open_task task = { .task = stmt_int(s, 0), .campaign = stmt_int(s, 1) };
		CUT_COLUMN(task.title, s, 2);
		CUT_COLUMN(task.campaign_name, s, 3);
		CUT_COLUMN(task.due_on, s, 4);
		task.late = task.due_on[0] && strcmp(task.due_on, clock_today()) < 0;
		if (add_open(o, &task, household, out, n, e)) {
			got = -1;
			break;
		}
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}
