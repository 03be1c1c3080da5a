/* table.NAME.ini: a table for paper, from a template. A new one needs no compiler.
 *
 *   [table]
 *   title = 走访台账            title_en = Visit ledger
 *   subtitle = {{month}} {{village}}   ; both may hold {{year}} {{month}} {{term}} {{village}} {{unit}}
 *                               ; {{cadre}} {{campaign}} {{today}}
 *   from, where = SQL as in list.*.ini; parameters as screen/report_def.h, and :cadre, :household, :campaign
 *   scope = h                   ; alias of a household in `from`: only those in scope (rows without one stay)
 *   key = v.id                  ; the record behind a row
 *   form = visit                ; which opens it
 *   period = month | year | term | campaign | none
 *   order = h.village_group, h.head_name
 *   group1 = cadre              ; columns by which rows are grouped, outermost first: 户→组→村→乡 as far as given;
 *                               ; they stand in the headings and not in the rows
 *   landscape = yes
 *   sign = 村|乡|县             ; signature boxes
 *   note = …
 *   profile = posting           ; the loosest profile it may leave with; default masked
 *   per = household             ; one page a row (明白卡): columns are label and value pairs, those without a width the
 *                               ; whole row of the page
 *   menu = 5
 *   [column.head]  label, label_en, sql, width, align, type, choices, code, decimals, total = sum|count|rate,
 *                  private = name|id|phone|card|health|free|none
 *   unit = 户              ; with total = count: what is counted, "12 户"
 *   of = done / targets     ; with total = rate: per cent, of the totals of two columns with sums
 *   sort = SQL                  ; what groups of this column are ordered by, before its own text
 *   sql = @row                  ; the running number of the row
 *
 * Facts that are no SQL are sources filled by C (exchange/table.h); `from` names one like a table: @gaps g, with the
 * columns of table_source. */
#ifndef SCREEN_TABLE_DEF_H
#define SCREEN_TABLE_DEF_H

#include "screen/field.h"

#include <stdbool.h>
#include <stddef.h>

struct screens;

struct table_def_column {
	const char *name, *label, *sql, *sort, *unit;
	const char *part, *whole; /* of a rate: names of columns; else NULL */
	int width;
	bool right, code, sum, count;
	bool privacy_said; /* else as the forms have it (screen/privacy.h) */
	struct field as;
	int line;
};
struct table_def {
	const char *name, *file, *title, *subtitle, *from, *key, *where, *order, *form, *scope, *note, *sign, *period,
		*profile, *per;
	const char *group[4]; /* names of columns */
	size_t n_groups;
	bool landscape;
	int menu, line;
	const struct table_def_column *column;
	size_t n_columns;
};
const struct table_def *screens_table(const struct screens *s, const char *name);
size_t screens_tables(const struct screens *s, const struct table_def *const **out);

#define TABLE_ROW "@row"
/* The whole question: the key, then every column (NULL for the running number), rows in order. */
void table_def_sql(const struct table_def *d, struct buf *out);
/* What stands after FROM, sources put in. */
void table_def_from(const struct table_def *d, struct buf *out);
/* The source `from` names, without the @, or NULL. Its rows come as :rows, a JSON array of objects. */
const char *table_def_source(const struct table_def *d);
const char *const *table_source_columns(const char *source); /* NULL-terminated; NULL: no such source */
const struct table_def_column *table_def_column(const struct table_def *d, const char *name);
bool table_def_groups(const struct table_def *d, const struct table_def_column *c); /* is it one of its groups */

#endif
