/* The statements behind Today's findings and untold students. Only today.c uses this. */
#ifndef MODEL_TODAY_SQL_H
#define MODEL_TODAY_SQL_H

#include "base/err.h"
#include "model/office.h"

struct stmt;

/* Findings still to be rectified, and rectified ones that wait for somebody other than their owner to verify them (not
 * for me if I am the owner): of the household, or (0) of the scope: its households, those of the village as such,
 * and, for SCOPE_MINE, those I am to see to. `few`: the scope is small, and its households lead to them; else all that
 * are open are looked at. The same either way. Give back with stmt_done. */
enum finding_columns {
	FINDING_ID,
	FINDING_HOUSEHOLD,
	FINDING_PERSON,
	FINDING_CONTENT,
	FINDING_SOURCE,
	FINDING_CATEGORY,
	FINDING_DUE,
	FINDING_STATE
};
struct stmt *today_findings(struct office *o, int64_t household, bool few, struct err *e);

/* One row a student and term with aid paid and nobody told, student by student. Due is the first day by which a running
 * campaign wants families told (a task whose fact is notification), or "". */
enum untold_columns {
	UNTOLD_PERSON,
	UNTOLD_HOUSEHOLD,
	UNTOLD_NAME,
	UNTOLD_TERM,
	UNTOLD_AID,
	UNTOLD_FEN,
	UNTOLD_DUE,
	UNTOLD_HEAD,
	UNTOLD_GROUP
};
struct scope_part;
struct stmt *today_untold_rows(struct office *o, const struct scope_part *part, struct err *e);

/* Monitoring cases the county has not decided on: id, household. */
struct stmt *today_cases(struct office *o, int64_t household, struct err *e);

#endif
