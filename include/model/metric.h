/* Numbers of reports (screen/report_def.h): one query gives the rows behind a number; the number is their count or the
 * sum of one of their columns, so it cannot differ from what opens. Runs behind the guard. */
#ifndef MODEL_METRIC_H
#define MODEL_METRIC_H

#include "base/buf.h"
#include "base/err.h"
#include "base/value.h"
#include "model/office.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct period {
	char name[24];          /* "2020", "2020-11", "2020-2", campaign id */
	char year[5], month[8]; /* month "" of a whole year */
	char from[11], until[11];
	char term[8];              /* of kind term; else the term in force at its end */
	char spring[8], autumn[8]; /* YYYY-1, YYYY-2 of the year */
	int64_t campaign;
	int64_t cadre;     /* :cadre of a table about one cadre, 0 all */
	int64_t household; /* :household of a table about one household, 0 all */
	const char *rows;  /* :rows, a JSON array: facts that are no SQL (exchange/table.h); NULL none. Not owned */
};
/* kind: month, year, term, campaign, none. PERIOD_BAD {1}. period_now: the one today is in; of campaigns the one that
 * runs, else the last. */
int period_make(struct office *o, const char *kind, const char *name, struct period *out, struct err *e);
int period_now(struct office *o, const char *kind, struct period *out, struct err *e);
void period_shift(struct office *o, const char *kind, const struct period *p, int n,
		  struct period *out); /* before, after */

struct metric_ask {
	const char *rows, *sum; /* SQL; column or "" */
};
/* A sum is in the column's own unit (fen for money); NULL where no row has a value: an empty number. */
int metric_value(struct office *o, const struct metric_ask *m, const struct period *p, struct value *out,
		 struct err *e);
/* What several numbers and texts ask of one view or table, read once: `columns` of the rows `where`. Who asks for these
 * rows says so in one of the ways of `asked`, each time the view is named; any other text asks the view itself. */
struct metric_once {
	const char *view, *columns, *where; /* SQL */
	const char *by;                     /* columns: what is asked of one value of them need not read all; "" */
	const char *asked;                  /* SQL | SQL … */
};
bool metric_asks(const struct metric_once *once, const char *sql);
void metric_once_sql(const struct metric_once *once, const char *sql,
		     struct buf *out); /* appended: that SELECT over what was read once */
/* The same over what metric_keep read and this office keeps until metric_forget (of what is not there: nothing). Other
 * statements do not see it. What it names of `once` the caller knows. */
int metric_keep(struct office *o, const struct metric_once *once, const struct period *p, struct err *e);
void metric_forget(struct office *o, const struct metric_once *once);
void metric_kept_sql(const struct metric_once *const *once, size_t n, const char *sql, struct buf *out);
/* So much of the file in memory from now on; what it was, to be given back. */
int metric_cache(struct office *o, int kib);
/* The rows: id and the columns after it as text, at most `most`. free with metric_rows_free. */
struct metric_row {
	int64_t id;
	size_t n;
	struct value cell[12];
};
int metric_rows(struct office *o, const struct metric_ask *m, const struct period *p, size_t most,
		struct metric_row **out, size_t *n, struct err *e);
void metric_rows_free(struct metric_row **rows, size_t n);
/* Any guarded SELECT with the period's parameters, a row at a time: paragraphs with `each`. */
int metric_each(struct office *o, const char *sql, const struct period *p,
		int (*row)(void *arg, const struct value *cell, size_t n), void *arg, struct err *e);
/* Names of the columns a SELECT yields. */
int metric_columns(struct office *o, const char *sql, void (*name)(void *arg, const char *name), void *arg,
		   struct err *e);

#endif
