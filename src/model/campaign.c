#include "model/campaign.h"

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "model/cut.h"
#include "model/record.h"
#include "model/target_sql.h"
#include "store/db.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* MM-DD of a year; 02-29 is the last of February in other years. */
static void day_of(int year, const char *month_day, char out[11])
{
	unsigned month = (unsigned)atoi(month_day) % 100, day = (unsigned)atoi(month_day + 3) % 100;
	unsigned most = (unsigned)date_month_days(year, (int)month);
	snprintf(out, 11, "%04u-%02u-%02u", (unsigned)year % 10000, month, day > most ? most % 100 : day);
}

static bool is_month_day(const char *s)
{
	return s && strlen(s) == 5 && s[2] == '-' && atoi(s) >= 1 && atoi(s) <= 12 && atoi(s + 3) >= 1;
}

static int save_campaign(struct office *o, const struct campaign_template *t, const char *year, struct record *r,
			 struct err *e)
{
	char starts[11], ends[11];
	int y = atoi(year);
	day_of(y, t->starts, starts);
	day_of(strcmp(t->ends, t->starts) < 0 ? y + 1 : y, t->ends, ends);
	record_set(r, "key", value_text(t->key));
	record_set(r, "version", value_text(t->version));
	record_set(r, "name", value_text(t->name));
	record_set(r, "year", value_text(year));
	record_set(r, "started_on", value_text(starts));
	record_set(r, "ends_on", value_text(ends));
	return record_save(o, r, RECORD_CHECKED, NULL, e);
}

static int save_task(struct office *o, const struct campaign_template *t, size_t i, const struct record *campaign,
		     struct err *e)
{
	const struct task_template *task = &t->task[i];
	char due[11];
	CUT(due, record_text(campaign, "ends_on"));
	if (is_month_day(task->due)) {
		int year = atoi(record_text(campaign, "started_on"));
		day_of(strcmp(task->due, t->starts) < 0 ? year + 1 : year, task->due, due);
	}
	struct record r;
	record_init(&r, "task");
	record_set(&r, "campaign_id", value_int(campaign->id));
	record_set(&r, "position", value_int((int64_t)i + 1));
	record_set(&r, "title", value_text(task->title));
	record_set(&r, "scope", value_text(task->scope));
	record_set(&r, "fact", value_text(task->fact));
	record_set(&r, "evidence", value_text(task->evidence));
	record_set(&r, "guidance", value_text(task->guidance));
	record_set(&r, "due_on", value_text(due));
	int result = record_save(o, &r, RECORD_CHECKED, NULL, e);
	record_release(&r);
	return result;
}

int campaign_start(struct office *o, const struct campaign_template *t, const char *year, int64_t *id, struct err *e)
{
	if (!is_month_day(t->starts) || !is_month_day(t->ends))
		return err_set(e, ERR_INVALID, "DATE_BAD", is_month_day(t->starts) ? t->ends : t->starts);
	if (db_int(o->db, 0, "SELECT count(*) FROM campaign WHERE key = ?1 AND year = ?2 AND deleted_on IS NULL", "ss",
		   t->key, year))
		return err_set(e, ERR_CONFLICT, "CAMPAIGN_RUNNING", t->name, year);
	if (office_begin(o, "campaign.start", e))
		return -1;
	struct record r;
	record_init(&r, "campaign");
	int result = save_campaign(o, t, year, &r, e);
	for (size_t i = 0; !result && i < t->n; i++)
		result = save_task(o, t, i, &r, e);
	if (result)
		office_rollback(o);
	else
		result = office_commit(o, e);
	if (!result && id)
		*id = r.id;
	record_release(&r);
	return result;
}

int campaign_close(struct office *o, int64_t campaign, const char *on, struct err *e)
{
	struct record r;
	int result = -1;
	record_init(&r, "campaign");
	if (record_load(o, "campaign", campaign, &r, e))
		goto done;
	if (record_text(&r, "closed_on")[0]) {
		err_set(e, ERR_CONFLICT, "CAMPAIGN_CLOSED");
		goto done;
	}
	record_set(&r, "closed_on", value_text(on));
	result = record_save(o, &r, RECORD_CHECKED, "campaign.close", e);
done:
	record_release(&r);
	return result;
}

int task_count(struct office *o, struct task_info *t, const struct scope_part *part, struct err *e)
{
	struct task_days days;
	if (task_days_get(o, t->id, &days, e))
		return -1;
	struct stmt *s = target_count(o, &days, part, e);
	if (!s)
		return -1;
	int got = stmt_step(s, e);
	if (got > 0) {
		t->targets += (int)stmt_int(s, 0);
		t->done += (int)stmt_int(s, 1);
		t->late = t->due_on[0] && strcmp(t->due_on, days.at) < 0 && (!t->targets || t->done < t->targets);
	}
	stmt_done(s);
	return got < 0 ? -1 : 0;
}

/* Everything but the counts. */
static int query_tasks(struct office *o, const char *where, int64_t id, struct task_info **out, size_t *n,
		       struct err *e)
{
	char sql[256];
	*out = NULL;
	*n = 0;
	snprintf(sql, sizeof sql,
		 "SELECT id, campaign_id, position, title, scope, fact, evidence, guidance, due_on, owner FROM task"
		 " WHERE %s = ?1 AND deleted_on IS NULL ORDER BY position, id",
		 where);
	struct stmt *s = db_query(o->db, sql, e);
	if (!s)
		return -1;
	stmt_bind(s, "i", id);
	int got;
	while ((got = stmt_step(s, e)) > 0) {
		*out = mem_grow(*out, *n + 1, sizeof **out);
		struct task_info *t = &(*out)[(*n)++];
		*t = (struct task_info){ .id = stmt_int(s, 0),
					 .campaign = stmt_int(s, 1),
					 .position = (int)stmt_int(s, 2) };
		CUT_COLUMN(t->title, s, 3);
		CUT_COLUMN(t->scope, s, 4);
		CUT_COLUMN(t->fact, s, 5);
		CUT_COLUMN(t->evidence, s, 6);
		CUT_COLUMN(t->guidance, s, 7);
		CUT_COLUMN(t->due_on, s, 8);
		CUT_COLUMN(t->owner, s, 9);
	}
	stmt_done(s);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}

static int counted_tasks(struct office *o, const char *where, int64_t id, struct task_info **out, size_t *n,
			 struct err *e)
{
	struct scope_part all = scope_all();
	int rc = query_tasks(o, where, id, out, n, e);

	for (size_t i = 0; rc == 0 && i < *n; i++)
		rc = task_count(o, &(*out)[i], &all, e);
	if (rc < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return rc;
}

int task_list(struct office *o, int64_t campaign, struct task_info **out, size_t *n, struct err *e)
{
	return counted_tasks(o, "campaign_id", campaign, out, n, e);
}

int task_list_uncounted(struct office *o, int64_t campaign, struct task_info **out, size_t *n, struct err *e)
{
	return query_tasks(o, "campaign_id", campaign, out, n, e);
}

int task_get(struct office *o, int64_t task, struct task_info *out, struct err *e)
{
	struct task_info *list;
	size_t n;
	if (counted_tasks(o, "id", task, &list, &n, e))
		return -1;
	if (n)
		*out = list[0];
	mem_free(list);
	return n ? 0 : err_set(e, ERR_MISSING, "RECORD_GONE", "task");
}

static int count_tasks(struct office *o, struct campaign_info *c, struct err *e)
{
	struct task_info *task;
	size_t n;
	if (task_list(o, c->id, &task, &n, e))
		return -1;
	c->tasks = (int)n;
	for (size_t i = 0; i < n; i++) {
		c->targets += task[i].targets;
		c->targets_done += task[i].done;
		c->tasks_done += task[i].targets > 0 && task[i].done == task[i].targets;
		c->overdue += task[i].late;
	}
	mem_free(task);
	return 0;
}

static int query_campaigns(struct office *o, const char *where, int64_t id, bool count, struct campaign_info **out,
			   size_t *n, struct err *e)
{
	char sql[320];
	*out = NULL;
	*n = 0;
	snprintf(sql, sizeof sql,
		 "SELECT id, name, key, year, version, started_on, ends_on, closed_on FROM campaign"
		 " WHERE deleted_on IS NULL AND ?1 = ?1 AND %s ORDER BY started_on DESC, id DESC",
		 where);
	struct stmt *s = db_query(o->db, sql, e);
	if (!s)
		return -1;
	stmt_bind(s, "i", id);
	int got;
	while ((got = stmt_step(s, e)) > 0) {
		*out = mem_grow(*out, *n + 1, sizeof **out);
		struct campaign_info *c = &(*out)[(*n)++];
		*c = (struct campaign_info){ .id = stmt_int(s, 0) };
		CUT_COLUMN(c->name, s, 1);
		CUT_COLUMN(c->key, s, 2);
		CUT_COLUMN(c->year, s, 3);
		CUT_COLUMN(c->version, s, 4);
		CUT_COLUMN(c->started_on, s, 5);
		CUT_COLUMN(c->ends_on, s, 6);
		CUT_COLUMN(c->closed_on, s, 7);
	}
	stmt_done(s);
	for (size_t i = 0; count && got == 0 && i < *n; i++)
		got = count_tasks(o, &(*out)[i], e);
	if (got < 0) {
		mem_free(*out);
		*out = NULL;
		*n = 0;
	}
	return got;
}

static const char running[] = "closed_on IS NULL AND started_on <= today()";

int campaign_list(struct office *o, bool running_only, struct campaign_info **out, size_t *n, struct err *e)
{
	return query_campaigns(o, running_only ? running : "1", 0, true, out, n, e);
}

int campaign_list_uncounted(struct office *o, struct campaign_info **out, size_t *n, struct err *e)
{
	return query_campaigns(o, running, 0, false, out, n, e);
}

int campaign_get(struct office *o, int64_t id, struct campaign_info *out, struct err *e)
{
	struct campaign_info *list;
	size_t n;
	if (query_campaigns(o, "id = ?1", id, true, &list, &n, e))
		return -1;
	if (n)
		*out = list[0];
	mem_free(list);
	return n ? 0 : err_set(e, ERR_MISSING, "RECORD_GONE", "campaign");
}
