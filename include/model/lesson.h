/* Home teaching (送教上门, DOMAIN §3.9): children of compulsory age who are taught at home, their plan of the school
 * year, lessons given against the quota. A child is one whose enrolment of the term says so (roles
 * attendance_mode.home, away_reason.home) or that has a plan which has not ended. Quota: the plan's, else thresholds
 * lesson_week (lessons a week), lesson_hours (class hours a school year). Overdue: more than threshold lesson_days days
 * without a lesson, counted within the weeks of term (1 March – 30 June, 1 September – 31 December); with no lesson yet
 * this school year, from the plan's start or the term's first week. In the holidays nothing is overdue. */
#ifndef MODEL_LESSON_H
#define MODEL_LESSON_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

struct lesson_child {
	int64_t person, household, plan; /* plan 0: none for this school year */
	char name[64], head[64], group[48], teachers[96];
	int age;
	double week, hours_owed;   /* the quota that holds; 0: nobody knows one */
	int lessons, lessons_term; /* given this school year, this term */
	double hours;              /* this school year */
	char last_on[11];          /* "" never */
	char next[96];             /* next plan of the last lesson */
	int days;                  /* in term since the last lesson, or since it should have begun */
	int days_late;             /* 0: not overdue */
	bool signed_all;           /* every lesson of the year is signed */
};
/* On `day` (its school year and term). Overdue first, then the longest without a lesson. free(). */
int lesson_children(struct office *o, const char *day, struct lesson_child **out, size_t *n, struct err *e);
/* As above, of one household whatever the scope. */
int lesson_children_of(struct office *o, int64_t household, const char *day, struct lesson_child **out, size_t *n,
		       struct err *e);
/* The school year a day is in: the year its autumn term is of (August to July). "" for what is no day. */
void lesson_year(const char *day, char out[5]);

/* A lesson or a plan with what is known filled in: today, the teachers and hours of last time (the plan's school, else
 * that of the enrolment). `next` (may be NULL) is what the last lesson planned. */
struct record;
int lesson_begin(struct office *o, int64_t person, struct record *out, char next[96], struct err *e);
int lesson_plan_begin(struct office *o, int64_t person, struct record *out, struct err *e);

#endif
