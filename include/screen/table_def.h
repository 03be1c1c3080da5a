/* table.NAME.ini: a table for paper, from a template. A new one needs no compiler.
 *
 *   [table]
 *   title = 走访台账            title_en = …      ; may hold {{year}} {{month}} {{term}} {{village}} {{unit}} {{cadre}}
 * {{today}} subtitle = … from, where = SQL as in list.*.ini; parameters as screen/report_def.h, and :cadre, :campaign
 *   period = month | year | term | campaign | none
 *   order = h.village_group, h.head_name
 *   group1 = cadre            ; columns by which rows are grouped, outermost first: 户→组→村→乡 as far as they are
 * given group2 = group landscape = yes sign = 村|乡|县            ; signature boxes note = … profile = posting ; the
 * loosest profile it may leave with; default masked per = household           ; one page a row (明白卡): columns become
 * label and value pairs menu = 5 [column.head]  label, label_en, sql, width, type =
 * text|code|money|number|date|choice|choices|term, choices, decimals, total = sum|count, private =
 * name|id|phone|card|health Column `id` of the record is `key =` as in lists; `form =` opens it. */
#ifndef SCREEN_TABLE_DEF_H
#define SCREEN_TABLE_DEF_H

#include "screen/field.h"

#include <stdbool.h>
#include <stddef.h>

struct screens;

struct table_def_column {
	const char *name, *label, *sql;
	int width;
	bool right, code, sum, count;
	bool privacy_said; /* else as the forms have it (screen/privacy.h) */
	struct field as;
	int line;
};
struct table_def {
	const char *name, *file, *title, *subtitle, *from, *key, *where, *order, *form, *note, *sign, *period, *profile,
		*per;
	const char *group[4]; /* names of columns */
	size_t n_groups;
	bool landscape;
	int menu, line;
	const struct table_def_column *column;
	size_t n_columns;
};
const struct table_def *screens_table(const struct screens *s, const char *name);
size_t screens_tables(const struct screens *s, const struct table_def *const **out);

#endif
