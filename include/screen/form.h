/* form.NAME.ini: a form is sections of fields over one table.
 *
 *   [screen]
 *   kind = form
 *   table = household
 *   title = 贫困户登记表        title_en = Household file
 *   parent = household          ; table of the record a new one belongs to; its id goes into column `parent_column`
 *   parent_column = household_id
 *   handbook = 1                ; chapter number on the handbook page; 0 or absent: not in the handbook
 *   key = household_no          ; columns by which an import finds the record again, '|' separated
 *   register = yes              ; offered in the menu of registers as it is
 *   [section.basic]  title, title_en
 *   [field.main_cause] label, label_en, type, … (screen/field.h)
 * A field belongs to the last section above it. */
#ifndef SCREEN_FORM_H
#define SCREEN_FORM_H

#include "screen/field.h"

#include <stdbool.h>
#include <stddef.h>

struct screens;

struct section {
	const char *key, *title;
	size_t first, n; /* fields [first, first+n) */
};
struct form {
	const char *name; /* NAME of the file */
	const char *file;
	const char *table, *title, *title_zh;
	const char *parent, *parent_column; /* "" if none */
	const char *key;                    /* import key columns, '|' separated, or "" */
	int chapter;
	bool is_register;
	char version[24]; /* changes whenever fields do: for drafts */
	const struct section *section;
	size_t n_sections;
	const struct field *field;
	size_t n_fields;
	int line; /* of [screen] */
};
const struct form *screens_form(const struct screens *s, const char *name);
const struct form *screens_form_of_table(const struct screens *s, const char *table); /* the first form over it */
size_t screens_forms(const struct screens *s, const struct form *const **out);        /* all, by file name */
const struct field *form_field(const struct form *f, const char *name);               /* of no form: none */
/* Nothing in it is typed by anybody: its rows are what the program's own moves wrote (a lock, an export). */
bool form_only_shows(const struct form *f);

#endif
