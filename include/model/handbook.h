/* The handbook (扶贫手册) as an inspector reads it: every field marked `handbook = required` in screens/ that is blank
 * is a gap. The list of such fields comes from screen/; which rows must exist follows from the table: household: the
 * row · household_year: the row of the year (a missing row is one gap per required field) · person: each member who has
 * not left · pairing, measure, visit, effect: each row, and at least one (none at all is one gap, of the table's first
 * field). Blank is NULL, an empty text or an empty list '[]'; an explicit 0 is an answer. Any other table: ERR_INVALID
 * HANDBOOK_TABLE {1}. */
#ifndef MODEL_HANDBOOK_H
#define MODEL_HANDBOOK_H

#include "base/err.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>

struct handbook_field {
	const char *table, *column, *section; /* section: key of the handbook's chapter, for counting */
	const char *unless; /* SQL condition over the row's columns under which a blank is right ("school_status IS NOT
			       NULL"), or NULL */
	bool custom;
};
struct gap {
	int64_t household;
	const char *table, *column, *section; /* those of the field given */
	int64_t row;                          /* row with the blank cell; 0: the row itself is missing */
	size_t field;                         /* which of the fields given */
	bool waived;                          /* set aside for now (table rule_waiver): told apart, not counted */
	char title[96];                       /* of the row: a member's name, "2020" */
};
/* Gaps of one household, those set aside marked, in field order. year: 'YYYY' of household_year. free() the list. */
int handbook_gaps(struct office *o, const struct handbook_field *f, size_t nf, int64_t household, const char *year,
		  struct gap **out, size_t *n, struct err *e);
/* The same of every household in scope, or of the `whole` file, one after the other by id, in bounded memory. `each`
 * answers 0 to go on; anything else ends it and is what handbook_each answers (-1: it has filled *e). The households
 * looked at so far are told (office_tell). */
int handbook_each(struct office *o, const struct handbook_field *f, size_t nf, const char *year, bool whole,
		  int (*each)(void *arg, const struct gap *g), void *arg, struct err *e);
/* Leaves out what is set aside; the new length. */
size_t gaps_without_waived(struct gap *gap, size_t n);
/* Gap counts of all households in scope, without what is set aside: households with gaps and number of gaps; and, if
 * `each` is given, called per household that has gaps. */
struct gap_counts {
	int households, gaps;
};
int handbook_count(struct office *o, const struct handbook_field *f, size_t nf, const char *year,
		   struct gap_counts *out, void (*each)(void *arg, int64_t household, int gaps), void *arg,
		   struct err *e);

struct scope_part;
int handbook_count_part(struct office *o, const struct handbook_field *f, size_t nf, const struct scope_part *part,
			const char *year, struct gap_counts *out, void (*each)(void *arg, int64_t household, int gaps),
			void *arg, struct err *e);

/* The year whose household_year an inspector asks for: this year, or the last one anybody has written down while nobody
 * has begun this year's. */
void handbook_year(struct office *o, char year[5]);

#endif
