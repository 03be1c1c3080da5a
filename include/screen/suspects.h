/* Every suspect of the rules and every blank of the handbook as lines a person reads: what `bangfu check` prints and
 * the checks view shows are the same. */
#ifndef SCREEN_SUSPECTS_H
#define SCREEN_SUSPECTS_H

#include "base/buf.h"
#include "base/err.h"
#include "model/check.h"
#include "screen/screens.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct check_def;
struct field;
struct form;

struct suspect_line {
	const char *rule, *severity, *table, *field; /* rule: id, or "blank" */
	char key[CHECK_RULE_BYTES];                  /* as waivers and findings name it: the id, or "blank:COLUMN" */
	int64_t row, household;                      /* row 0: the household has no such row; household 0: none */
	char household_no[32];
	char *message;
	bool waived;
	char until[11];
	size_t kind; /* blanks in the handbook's order, then rules in the order of checks.ini */
};
/* How many there are of a kind, waived ones apart. `line` stands for any of them: no row, household or message. */
struct suspect_count {
	const struct suspect_line *line;
	size_t n, waived;
};
struct suspects {
	struct suspect_line *line; /* all, or the first of each kind (suspects_ask.most) */
	size_t n, cap;
	struct suspect_kind {
		struct suspect_line of;
		size_t n, waived, kept; /* n without the waived; kept: lines of those */
	} * kind;
	size_t n_kinds;
	size_t found, waived; /* of all kinds; found with the waived */
	struct err refused;   /* the first rule that could not be run, named in `field`; ERR_NONE: all could */
};
/* What to look for. `only`: one rule's id or "blank", NULL all (CHECK_UNKNOWN {1}). household 0: the whole file, or
 * what is in scope. How far it is goes to office_tell; who set office_set_progress stops it (ERR_CANCEL). */
struct suspects_ask {
	struct office *office;
	const struct screens *screens;
	const char *only;
	int64_t household;
	bool scoped;
	bool counts; /* no lines */
	size_t most; /* lines kept of a kind beside the waived; all are counted. 0: no end */
	/* Instead of keeping them: each line as it comes, blanks by household, then rule by rule; the line is the
	 * caller's only as long as that lasts. Answers 0, or -1 with *e set. */
	int (*line)(void *arg, const struct suspect_line *l, struct err *e);
	void *arg;
};
/* Appends to *out; what stands there stays where it fails. A rule that cannot be run does not keep the others from
 * being run (out->refused), unless it alone is asked for. */
int suspects_collect(const struct suspects_ask *ask, struct suspects *out, struct err *e);
/* The lines of one kind after the first `skip`, at most `most` of them, are appended; nothing is counted again. */
int suspects_more(const struct suspects_ask *ask, size_t kind, size_t skip, size_t most, struct suspects *out,
		  struct err *e);
void suspects_release(struct suspects *s);
/* One household's lines are taken out and those it has now put in: `before` is what was found of it alone when s was
 * collected. Empties now. */
void suspects_change(struct suspects *s, int64_t household, const struct suspects *before, struct suspects *now);

/* The kind of error without the case: [check_kind.RULE] of words.ini, else the rule's message with a mark (check.some)
 * for what differs; "member: ethnicity is blank". */
void suspects_kind(const struct screens *s, const struct suspect_line *l, struct buf *out);
/* The bureaus' table of kinds and counts, most first. free(). */
void suspects_count(const struct suspects *s, struct suspect_count **out, size_t *n);

/* The rule's message about one row; a term among its arguments is shown as a person writes it. */
void check_message(const struct screens *s, const struct check_def *d, const struct suspect *u, struct buf *out);
/* The first thing the rules with while_typing = yes find in one record just saved; false: nothing. */
bool suspects_first(struct office *o, const struct screens *s, const char *table, int64_t row, struct buf *out);

/* Tells the office which cells still fail (model/office.h finding_still_fails). `who` must live as long as the office.
 */
struct suspects_who {
	struct office *office;
	const struct screens *screens;
};
void suspects_know(struct suspects_who *who);

#endif
