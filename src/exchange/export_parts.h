/* What the parts of the export share. Private to exchange/. */
#ifndef EXCHANGE_EXPORT_PARTS_H
#define EXCHANGE_EXPORT_PARTS_H

#include "exchange/export.h"
#include "import_parts.h"

/* A column of the export. */
struct out_column {
	char *heading;
	struct target target; /* registry: what it is */
	const struct field *field;
	const char *of; /* table of a row that `field` belongs to if it is not the row's own: household, person … */
	const char *column; /* the column of the row that points there */
};
struct export
{
	struct office *o;
	const struct screens *s;
	enum export_encoding encoding;
	FILE *to;
	struct import *meaning; /* knows what headings mean, as the import does */
	struct out_column *column;
	size_t n;
	int64_t rows;
};

void export_column(struct export *x, const char *heading, struct out_column c);
void export_value(struct export *x, const struct field *f, const struct record *r, struct buf *out);
/* Calls row() for every record of the table in the order of `sort`; `where` may use :parent. */
int export_each(struct export *x, const char *table, const char *where, const char *sort, int64_t parent,
		int (*row)(struct export *x, const struct record *r, void *arg, struct err *e), void *arg,
		struct err *e);
void export_cells(struct export *x, const struct buf *cells);
int export_head(struct export *x, struct err *e);
int export_registry(struct export *x, struct err *e);

#endif
