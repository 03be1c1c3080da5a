/* The monitoring case (监测对象) as dated steps with deadlines. DOMAIN §9. Days are thresholds: identify_days (15),
 * posting_days (5), clear_posting_days (7), stable_months (6), never constants. */
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
	char on[11], due_on[11];
	const char *word; /* of words.ini [monitoring.WORD]: why it is wrong or late; "" */
};
/* Steps of the case in order. free(). */
int monitoring_steps(struct office *o, int64_t monitoring_case, struct step **out, size_t *n, struct err *e);

/* Five exit indicators (收入, 安全饮水, 安全住房, 无辍学, 医保), 20 points each, from facts of the year; unknown is not
 * 0. */
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
	char why[INDICATOR_COUNT][96];
};
int indicators_of(struct office *o, int64_t household, const char *year, struct indicators *out, struct err *e);

#endif
