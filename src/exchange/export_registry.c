/* The national person list: its headings in its order, one row a person, the household's cells on every row. */
#include "export_parts.h"

#include "screen/words.h"

#include <stdio.h>
#include <string.h>

/* Of several years the last counts; who left is not listed; a household nobody is listed in has a row of its own. */
static const char rows_of[] =
	" FROM household h"
	" LEFT JOIN household_year y ON y.id = (SELECT id FROM household_year WHERE household_id = h.id"
	" AND deleted_on IS NULL ORDER BY year DESC, id DESC LIMIT 1)"
	" LEFT JOIN person t ON t.household_id = h.id AND t.deleted_on IS NULL AND t.left_on IS NULL"
	" WHERE h.deleted_on IS NULL AND h.removed_on IS NULL"
	" ORDER BY h.household_no, h.id, t.relation_to_head IS NOT role('relation.head'), t.id";

static const struct {
	const char *table, *alias;
} parts[] = { { "person", "t" }, { "household", "h" }, { "household_year", "y" } };
#define PARTS (sizeof(parts) / sizeof(parts[0]))

static bool select_column(struct export *x, struct out_column *c, const bool *extras, struct buf *sql)
{
	const struct target *t = &c->target;

	if (t->kind == TARGET_PLACE) {
		c->how = OUT_PLACE;
		buf_adds(sql, "h.place_id");
		return true;
	}
	if (t->kind != TARGET_FIELD || t->field->type == FIELD_COMPUTED)
		return false;
	export_how(c, t->field);
	if (t->field->type == FIELD_REF)
		c->of = t->field->table;
	for (size_t k = 0; k < PARTS; k++)
		if (strcmp(t->form->table, parts[k].table) == 0)
			return export_select(x, sql, parts[k].table, parts[k].alias, t->field, extras[k]);
	return false;
}

static void select_all(struct export *x, struct buf *sql)
{
	bool extras[PARTS];
	size_t at = 1;

	for (size_t k = 0; k < PARTS; k++)
		extras[k] = rowset_has_extras(x->o, parts[k].table);
	buf_adds(sql, "SELECT t.id");
	for (size_t c = 0; c < x->sheet.columns; c++) {
		buf_adds(sql, ", ");
		if (select_column(x, &x->column[c], extras, sql))
			x->column[c].at = at++;
		else {
			x->column[c].how = OUT_NOTHING;
			buf_cut(sql, sql->n - 2);
		}
	}
	buf_adds(sql, rows_of);
}

int export_registry(struct export *x, struct err *e)
{
	const struct choice_list *headings = screens_choices(x->s, "registry_heading");
	struct buf sql = BUF_INIT;
	int rc;

	if (!headings)
		return err_set(e, ERR_MISSING, "SCREEN_BAD", "choices.ini", "registry_heading");
	sheet_init(&x->sheet, words_get(x->s, "import.registry"));
	snprintf(x->sheet.form, sizeof(x->sheet.form), "person");
	x->sheet.landscape = true;
	for (size_t k = 0; k < headings->n; k++)
		export_column(
			x, headings->choice[k].label,
			(struct out_column){ .target = target_of_heading(x->meaning, headings->choice[k].label) });
	select_all(x, &sql);
	rc = export_rows(x, sql.s, e);
	buf_release(&sql);
	return rc;
}
