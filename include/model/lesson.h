/* Home teaching (送教上门, DOMAIN §3.9): children of compulsory age who are taught at home, their plan of the school
 * year, lessons given against the quota. A child is one whose enrolment of the term says so (role attendance_mode.home)
 * or that has a plan. Quota: the plan's, else thresholds lesson_week (lessons a week), lesson_hours (class hours a
 * school year). Overdue: more than threshold lesson_days days without a lesson within the weeks of term (1 March – 30
 * June, 1 September – 31 December); with no lesson yet, counted from the plan's start or the term's. */
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
	double week, hours_owed;   /* the quota that holds */
	int lessons, lessons_term; /* given this school year, this term */
	double hours;              /* this school year */
	char last_on[11];          /* "" never */
	char next[96];             /* next plan of the last lesson */
	int days_late;             /* 0: not overdue */
	bool signed_all;           /* every lesson of the year is signed */
};
/* On `day` (its school year and term). Overdue first. free(). */
int lesson_children(struct office *o, const char *day, struct lesson_child **out, size_t *n, struct err *e);
/* The school year a day is in: the year it begins in (September). */
void lesson_year(const char *day, char out[5]);

#endif
