/* What the parts of the export share. Private to exchange/. */
#ifndef EXCHANGE_EXPORT_PARTS_H
#define EXCHANGE_EXPORT_PARTS_H

#include "exchange/export.h"
#include "import_parts.h"

/* A column of the export. */
struct out_column {
	struct target target; /* registry: what it is */
	const struct field *field;
	const char *of; /* table of a row that `field` belongs to if it is not the row's own: household, person … */
	const char *column; /* the column of the row that points there */
};
struct export
{
	struct office *o;
	const struct screens *s;
	struct import *meaning;    /* knows what headings mean, as the import does */
	struct out_column *column; /* one a column of the sheet */
	struct sheet sheet;
	export_sink *sink;
	void *arg;
	bool begun; /* the sink has been called */
};

void export_column(struct export *x, const char *heading, struct out_column c);
/* What a field holds as a cell of a sheet: numbers and days as they are, everything else as a person reads it. */
struct value export_value(struct office *o, const struct field *f, const struct record *r);
/* The same for a column whose values are as a list's SQL gave them. */
struct value export_shown(const struct field *f, const struct value *v);
enum sheet_type export_type(const struct field *f);
/* Calls row() for every record of the table in the order of `sort`; `where` may use :parent. */
int export_each(struct export *x, const char *table, const char *where, const char *sort, int64_t parent,
		int (*row)(struct export *x, const struct record *r, void *arg, struct err *e), void *arg,
		struct err *e);
struct sheet_line *export_row(struct export *x, int64_t id);
int export_full(struct export *x, struct err *e); /* hands a page on when it is full */
int export_registry(struct export *x, struct err *e);

#endif
