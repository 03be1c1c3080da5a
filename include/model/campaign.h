/* Seasonal campaigns: a checklist copied from its template when started, ticked per village, household or student. A
 * task's progress is a query: ticks in task_mark, and, where the task names a fact, records of that kind within the
 * campaign's days: from its start until it is closed (work done late is still done).
 *
 * Targets are in o's scope, and of the registry as it is today, or was on the day of the close. once: the task ·
 * village: o->village, or every place where households live · household · student: who is enrolled in the term in force
 * when the campaign started (February to July is spring; January belongs to autumn), or, where nobody keeps enrolments
 * for that term, who has a school status. Facts: visit · full_round (a visit of the kind with role visit.round) ·
 * handbook_review (a review, or a visit that saw the handbook) · flyer (on the wall, or a visit that posted it) ·
 * notification (of the student). A record of a household proves a task for its students too; one of any household
 * proves a task of scope village (its place) or once. */
#ifndef MODEL_CAMPAIGN_H
#define MODEL_CAMPAIGN_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

/* A template as screen/campaign_def.h reads it. */
struct task_template {
	const char *title, *scope, *fact, *evidence, *guidance, *due;
}; /* due: "MM-DD" or "" = the campaign's end */
struct campaign_template {
	const char *key, *version, *name;
	const char *starts, *ends; /* "MM-DD" of a year; ends before starts means the next year */
	const struct task_template *task;
	size_t n;
};
/* CAMPAIGN_RUNNING if that key and year is there already; DATE_BAD for a template whose days are none. */
int campaign_start(struct office *o, const struct campaign_template *t, const char *year, int64_t *id, struct err *e);
/* CAMPAIGN_CLOSED if it is already. */
int campaign_close(struct office *o, int64_t campaign, const char *on, struct err *e);

struct campaign_info {
	int64_t id;
	char name[96], key[32], year[8], version[16];
	char started_on[11], ends_on[11], closed_on[11];
	int tasks,
		tasks_done; /* a task is done when all its targets are (a scope without targets counts as done: no) */
	int targets, targets_done, overdue; /* overdue: tasks past due and not done */
};
/* running: begun and not closed, also past its end */
int campaign_list(struct office *o, bool running_only, struct campaign_info **out, size_t *n,
		  struct err *e); /* newest first; free() */
int campaign_get(struct office *o, int64_t id, struct campaign_info *out, struct err *e);

struct task_info {
	int64_t id, campaign;
	int position;
	char title[192], scope[16], fact[24], evidence[96], guidance[512], due_on[11], owner[64];
	int targets, done;
	bool late; /* past due and not done */
};
int task_list(struct office *o, int64_t campaign, struct task_info **out, size_t *n, struct err *e); /* free() */
/* Of running campaigns, without the numbers; and these for a part of the scope, added to *t. `late` is of what is in *t
 * then. Tasks of villages, and those done once, are not parted: ask for them once. */
struct scope_part;
int campaign_list_uncounted(struct office *o, struct campaign_info **out, size_t *n, struct err *e);
int task_list_uncounted(struct office *o, int64_t campaign, struct task_info **out, size_t *n, struct err *e);
int task_count(struct office *o, struct task_info *t, const struct scope_part *part, struct err *e);
int task_get(struct office *o, int64_t task, struct task_info *out, struct err *e);

/* One thing to tick: a village, a household, a student, or the task itself (scope once: one target with all ids 0). */
struct target {
	int64_t place, household, person;
	char title[96]; /* village, head of household, student */
	char note[96];  /* group; household head of a student */
	bool done, by_fact;
	char done_on[11], who[64], evidence[192];
	int64_t mark; /* task_mark row, 0 if none or by fact */
};
int target_list(struct office *o, int64_t task, struct target **out, size_t *n,
		struct err *e); /* by group and name; free() */
/* Ticking writes a mark (done today, by me); unticking bins it. TICK_BY_FACT: what a record proves cannot be unticked.
 * CAMPAIGN_CLOSED, DB_READ_ONLY. Ticking twice is one mark with the newer evidence (NULL leaves
 * it). */
int target_tick(struct office *o, int64_t task, const struct target *t, const char *evidence, int64_t *mark,
		struct err *e);
int target_untick(struct office *o, int64_t task, const struct target *t, struct err *e);

/* Open tasks of running campaigns that touch a household (scope household, or student for its students). */
struct open_task {
	int64_t task, campaign, person;
	char title[192], campaign_name[96], due_on[11];
	bool late;
};
int open_tasks_of(struct office *o, int64_t household, struct open_task **out, size_t *n, struct err *e); /* free() */

#endif
