/* checks.ini: [check.ID] scope (table), severity = error|warn|hint, sql (sql2 … go on), field, years = 2014-2020|2021-,
 * among = SELECT of the ids it can find anything among, quicker than a look at each row of a large file (what is found
 * stays the same: one that leaves out an id would hide it), while_typing = yes, message, message_en with {1} {2} {3};
 * and the blanks of the handbook, which follow from the forms. */
#ifndef SCREEN_CHECKS_H
#define SCREEN_CHECKS_H

#include "model/check.h"
#include "model/handbook.h"

struct screens;
struct check_def {
	struct check_rule rule;
	const char *message, *message_zh, *message_en;
	int line;
};
size_t screens_checks(const struct screens *s, const struct check_def **out);
/* Every field with handbook = required, in chapter and form order. `section` is the form's name. */
size_t screens_handbook(const struct screens *s, const struct handbook_field **out);
/* Chapters of the handbook in order. */
struct chapter {
	int number;
	const struct form *form;
};
size_t screens_chapters(const struct screens *s, const struct chapter **out);

#endif
