/* What the parts of the export share. Private to exchange/. */
#ifndef EXCHANGE_EXPORT_PARTS_H
#define EXCHANGE_EXPORT_PARTS_H

#include "exchange/export.h"
#include "import_parts.h"
#include "model/rowset.h"
#include "sheet_parts.h"

/* A column of the export. */
struct out_column {
	struct target target; /* registry: what it is */
	const struct field *field;
	const char *of; /* table of a row that `field` belongs to if it is not the row's own: household, person … */
	const char *column; /* the column of the row that points there */
	enum {
		OUT_NOTHING,
		OUT_PLAIN /* as it is stored */,
		OUT_SHOWN,
		OUT_TITLE /* of the row of `of` */,
		OUT_PLACE
	} how;
	size_t at; /* of the query */
};
struct shown; /* export_cell.c */
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
	struct rowset *rows;
	struct shown *shown;   /* what cells were shown as, by column */
	struct sheet_out *out; /* lines go straight there; NULL: into the sheet */
	int64_t lines;         /* not counted yet */
	struct buf number;
};

void export_column(struct export *x, const char *heading, struct out_column c);
/* What a field holds as a cell of a sheet: numbers and days as they are, everything else as a person reads it. */
struct value export_shown(const struct field *f, const struct value *v);
/* The same of a record at hand. */
struct value export_value(struct office *o, const struct field *f, const struct record *r);
enum sheet_type export_type(const struct field *f);
/* Before the columns' query: how a column is written, by the field it holds. */
void export_how(struct out_column *c, const struct field *f);
/* Every row of the query is a line; column 0 is the id of its record. */
int export_rows(struct export *x, const char *sql, struct err *e);
/* export_cell.c: one cell of the row at hand. A text is good until the next row. */
struct value export_cell(struct export *x, size_t column, size_t *n);
void export_cells_forget(struct export *x);
/* Appends a field of the row `alias` of `table` to a SELECT; extras: some row has one of a bureau's own. False: there
 * is nothing to select. */
bool export_select(struct export *x, struct buf *sql, const char *table, const char *alias, const struct field *f,
		   bool extras);
/* export_file.c: may lines skip the sheet? *out NULL: no. */
int export_straight(export_sink *sink, void *arg, const struct sheet *head, struct sheet_out **out, struct err *e);
int export_registry(struct export *x, struct err *e);

#endif
