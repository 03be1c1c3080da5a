/* One record: what to say when it was saved, and whether a cell still fails. */
#include "base/clock.h"
#include "base/mem.h"
#include "model/handbook.h"
#include "model/record.h"
#include "screen/checks.h"
#include "screen/suspects.h"
#include "screen/term_text.h"
#include "screen/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	BLANK_BYTES = 6, /* of "blank:" */
	MANY = 16        /* records of one rule: from here on all rows of a rule cost less than these one by one */
};

void check_message(const struct screens *s, const struct check_def *d, const struct suspect *u, struct buf *out)
{
	struct buf arg[3] = { BUF_INIT, BUF_INIT, BUF_INIT };

	for (int i = 0; i < 3; i++) {
		if (term_is_valid(u->arg[i]))
			term_show(s, u->arg[i], &arg[i]);
		else
			buf_adds(&arg[i], u->arg[i]);
	}
	words_fill(out, d->message, arg[0].s, arg[1].s, arg[2].s);
	for (int i = 0; i < 3; i++)
		buf_release(&arg[i]);
}

/* A waived rule is not said again. */
static bool is_waived(struct office *o, const struct check_rule *r, int64_t row)
{
	struct waiver *list = NULL;
	size_t n = 0;
	bool found = waiver_list(o, &list, &n, NULL) == 0 && waiver_find(list, n, r->id, r->table, row);

	free(list);
	return found;
}

bool suspects_first(struct office *o, const struct screens *s, const char *table, int64_t row, struct buf *out)
{
	static const char *const order[] = { "error", "warn", "hint" };
	const struct check_def *def;
	size_t n = screens_checks(s, &def);
	struct suspect u;
	bool found = false;

	for (size_t k = 0; k < sizeof(order) / sizeof(order[0]); k++)
		for (size_t i = 0; i < n && !found; i++) {
			const struct check_rule *r = &def[i].rule;

			if (!r->while_typing || strcmp(r->table, table) != 0 || strcmp(r->severity, order[k]) != 0)
				continue;
			/* The record is saved; a rule that cannot be run is `check`'s to complain of. */
			if (check_row(o, r, row, &u, &found, NULL) < 0 || !found)
				continue;
			found = !is_waived(o, r, row);
			if (found)
				check_message(s, &def[i], &u, out);
		}
	return found;
}

static bool is_asked(const struct handbook_field *f, size_t nf, const struct still_ask *ask)
{
	for (size_t i = 0; i < nf; i++)
		if (strcmp(f[i].table, ask->tbl) == 0 && strcmp(f[i].column, ask->rule + BLANK_BYTES) == 0)
			return true;
	return false;
}

/* A row of a year is looked at in that year, also when a later one has begun. */
static void year_of(struct office *o, const struct still_ask *ask, char year[5])
{
	struct record r;

	handbook_year(o, year);
	record_init(&r, ask->tbl);
	if (strcmp(ask->tbl, "household_year") == 0 && record_load(o, ask->tbl, ask->row, &r, NULL) == 0 &&
	    *record_text(&r, "year"))
		snprintf(year, 5, "%.4s", record_text(&r, "year"));
	record_release(&r);
}

/* The handbook does not ask for it: what is filled in is settled all the same, a blank is nobody's fault. */
static int ask_cell(struct office *o, struct still_ask *ask, struct err *e)
{
	struct record r;
	const struct value *v;
	struct err why = { 0 };

	record_init(&r, ask->tbl);
	int failed = record_load(o, ask->tbl, ask->row, &r, &why);
	v = failed == 0 ? record_get(&r, ask->rule + BLANK_BYTES) : NULL;
	if (v && v->kind != VALUE_NULL)
		ask->answer = STILL_PASSES;
	record_release(&r);
	if (failed == 0 || why.code == ERR_MISSING)
		return 0;
	if (e)
		*e = why;
	return -1;
}

/* Of a row that is missing the household is named. */
static int ask_blank(const struct suspects_who *who, struct still_ask *ask, struct err *e)
{
	const struct handbook_field *f;
	size_t nf = screens_handbook(who->screens, &f), n = 0;
	int64_t household = record_household(who->office, ask->tbl, ask->row);
	struct gap *gap = NULL;
	char year[5];

	if (!is_asked(f, nf, ask))
		return ask_cell(who->office, ask, e);
	if (!household)
		household = ask->row;
	year_of(who->office, ask, year);
	if (handbook_gaps(who->office, f, nf, household, year, &gap, &n, e) < 0)
		return -1;
	ask->answer = STILL_PASSES;
	for (size_t i = 0; i < n; i++)
		if (strcmp(gap[i].table, ask->tbl) == 0 && strcmp(gap[i].column, ask->rule + BLANK_BYTES) == 0 &&
		    (gap[i].row ? gap[i].row : household) == ask->row)
			ask->answer = STILL_FAILS;
	free(gap);
	return 0;
}

static int by_asked_row(const void *a, const void *b)
{
	const struct still_ask *const *x = a, *const *y = b;

	return ((*x)->row > (*y)->row) - ((*x)->row < (*y)->row);
}

/* Those who ask about one rule, by row. */
struct asking {
	struct still_ask **ask;
	size_t n;
};

static int answer_row(void *arg, const struct suspect *u)
{
	const struct asking *k = arg;
	int64_t row = u->row ? u->row : u->household;
	size_t low = 0, high = k->n;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (k->ask[mid]->row < row)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < k->n && k->ask[low]->row == row; low++)
		k->ask[low]->answer = STILL_FAILS;
	return 0;
}

/* Runs the rule once for everybody. */
static int run_for_all(struct office *o, const struct check_rule *r, struct still_ask *ask, size_t n, struct err *e)
{
	struct asking k = { mem_alloc(n * sizeof(struct still_ask *)), 0 };
	int failed;

	for (size_t i = 0; i < n; i++)
		if (strcmp(ask[i].rule, r->id) == 0) {
			k.ask[k.n++] = &ask[i];
			ask[i].answer = STILL_PASSES;
		}
	qsort(k.ask, k.n, sizeof(struct still_ask *), by_asked_row);
	failed = check_rows(o, r, &(struct check_ask){ .bare = true }, answer_row, &k, e);
	mem_free(k.ask);
	return failed;
}

static int run_for_each(struct office *o, const struct check_rule *r, struct still_ask *ask, size_t n, struct err *e)
{
	struct suspect u;
	int failed = 0;

	for (size_t i = 0; failed == 0 && i < n; i++) {
		bool found = false;

		if (strcmp(ask[i].rule, r->id) != 0)
			continue;
		failed = check_row(o, r, ask[i].row, &u, &found, e);
		if (failed == 0)
			ask[i].answer = found ? STILL_FAILS : STILL_PASSES;
	}
	return failed;
}

/* Of a rule that fails nobody has an answer. */
static void forget(const struct check_rule *r, struct still_ask *ask, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(ask[i].rule, r->id) == 0)
			ask[i].answer = STILL_UNKNOWN;
}

static int ask_rule(struct office *o, const struct check_rule *r, struct still_ask *ask, size_t n, struct err *e)
{
	struct err why = { 0 };
	size_t named = 0;

	for (size_t i = 0; i < n; i++)
		named += strcmp(ask[i].rule, r->id) == 0;
	if (named == 0 || !check_is_due(r, clock_today()) ||
	    (named < MANY ? run_for_each : run_for_all)(o, r, ask, n, &why) == 0)
		return 0;
	forget(r, ask, n);
	/* A rule that cannot be run is `check`'s to complain of: who asks for what is to be done today gets that. */
	if (why.code == ERR_INVALID)
		return 0;
	if (e)
		*e = why;
	return -1;
}

static int still_fails(void *arg, struct still_ask *ask, size_t n, struct err *e)
{
	const struct suspects_who *who = arg;
	const struct check_def *def;
	size_t rules = screens_checks(who->screens, &def);

	for (size_t i = 0; i < n; i++)
		if (strncmp(ask[i].rule, "blank:", BLANK_BYTES) == 0 && ask_blank(who, &ask[i], e) < 0)
			return -1;
	for (size_t i = 0; i < rules; i++)
		if (ask_rule(who->office, &def[i].rule, ask, n, e) < 0)
			return -1;
	return 0;
}

void suspects_know(struct suspects_who *who)
{
	who->office->still = still_fails;
	who->office->still_arg = who;
}
