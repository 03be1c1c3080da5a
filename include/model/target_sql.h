/* The SQL behind a task's progress: who is to be ticked, which ticks there are, which records prove it. Only campaign.c
 * and target.c use this. */
#ifndef MODEL_TARGET_SQL_H
#define MODEL_TARGET_SQL_H

#include "base/err.h"
#include "model/office.h"
#include "model/scope.h"

#include <stdbool.h>

struct stmt;

/* A task with what its campaign says about days. */
struct task_days {
	int64_t task, campaign;
	char scope[16], fact[24], title[192];
	char from[11],
		until[11]; /* records within these days prove it: until the close, else the later of end and today */
	char over[11];     /* the close, else the end: who came into the file or the household later is no target */
	char at[11];       /* the day whose households count: the close, else today */
	char term[8];      /* in force when the campaign started */
	bool closed;
};
/* ERR_MISSING RECORD_GONE. */
int task_days_get(struct office *o, int64_t task, struct task_days *out, struct err *e);
/* Column of task_mark that holds the target of a scope: "place_id" …; "0" for once. */
const char *target_mark_column(const char *scope);

/* Rows of all targets in scope, or of one household's if `household` is not 0: key, place, household, person, title,
 * note, mark id, mark's done_on, who, evidence, fact's done_on, who. Give back
 * with stmt_done. */
enum target_columns {
	TARGET_KEY,
	TARGET_PLACE,
	TARGET_HOUSEHOLD,
	TARGET_PERSON,
	TARGET_TITLE,
	TARGET_NOTE,
	TARGET_MARK,
	TARGET_MARK_ON,
	TARGET_MARK_WHO,
	TARGET_EVIDENCE,
	TARGET_FACT_ON,
	TARGET_FACT_WHO
};
struct stmt *target_query(struct office *o, const struct task_days *t, int64_t household, struct err *e);
/* One row: targets of that part of the scope, how many are done. Each is asked for its own proof. */
struct stmt *target_count(struct office *o, const struct task_days *t, const struct scope_part *part, struct err *e);

#endif
