/* The monitoring case (监测对象) as dated steps with deadlines. DOMAIN §9. Days are thresholds: identify_days (15),
 * posting_days (5), clear_posting_days (7), stable_months (6), never constants; without a line nothing is late. */
#ifndef MODEL_MONITORING_H
#define MODEL_MONITORING_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

enum step_state {
	STEP_DONE,
	STEP_NEXT,
	STEP_LATE,
	STEP_WAITS,
	STEP_WRONG /* dates out of order, posting too short … */
};
struct step {
	const char *column; /* of monitoring_case: clue_on, home_checked_on … */
	enum step_state state;
	/* due_on: of the identification, the last day; of the clearing, the first day it may be done; "" none. */
	char on[11], due_on[11];
	/* Of words.ini [monitoring.WORD]: why it is wrong or late; "". order: before an earlier step · future ·
	 * skipped: blank, though a later step was done · identify_due: the days are over · identify_late: done after
	 * them · posting_short · posting_open: no last day, though the next step was done · clear_no_labour: a
	 * household without labour · clear_early: before the stable months · after_unsolved: a problem was left ·
	 * after_blank: values after clearing are missing. */
	const char *word;
};
/* Steps of the case in order; `returned_on` only where the risk came back. free(). ERR_MISSING RECORD_GONE. */
int monitoring_steps(struct office *o, int64_t monitoring_case, struct step **out, size_t *n, struct err *e);
/* The household's case that is not in the bin, the newest clue first; 0 none. */
int64_t monitoring_of(struct office *o, int64_t household);

/* Five exit indicators (收入, 安全饮水, 安全住房, 无辍学, 医保), 20 points each, from facts of the year; unknown is not
 * 0. Income by the line of the year (threshold income_line, on its last day); school age by school_age_from,
 * school_age_to and school_day. Insurance and schooling are what is known of the persons; enrolments are of the
 * year. */
enum indicator {
	INDICATOR_INCOME,
	INDICATOR_WATER,
	INDICATOR_HOUSING,
	INDICATOR_SCHOOL,
	INDICATOR_MEDICAL,
	INDICATOR_COUNT
};
enum indicator_state { INDICATOR_UNKNOWN, INDICATOR_MET, INDICATOR_UNMET };
struct indicators {
	enum indicator_state state[INDICATOR_COUNT];
	int points;
	/* The column that decided, of household_year (income, water, housing) or person, and its record: where to look
	 * or to fill in; 0 where there is no record. */
	const char *column[INDICATOR_COUNT];
	int64_t row[INDICATOR_COUNT];
	/* The fact: per head and line in yuan ("3500.00 / 4000"), "1" or "0" of a yes/no, a label, names of members. */
	char why[INDICATOR_COUNT][96];
};
int indicators_of(struct office *o, int64_t household, const char *year, struct indicators *out, struct err *e);

#endif
