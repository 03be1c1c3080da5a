/* What the columns of a list are for, told once for all its rows. */
#include "import_parts.h"

#include "base/kept.h"
#include "base/mem.h"
#include "base/text.h"

#include <string.h>

static const struct {
	const char *table, *column;
} cells[LIST_CELLS] = {
	[CELL_NUMBER] = { "household", "household_no" },
	[CELL_HEAD_NAME] = { "household", "head_name" },
	[CELL_HEAD_ID] = { "household", "head_id_no" },
	[CELL_YEAR] = { "household_year", "year" },
	[CELL_ID] = { "person", "id_no" },
	[CELL_ID_KIND] = { "person", "id_kind" },
	[CELL_NAME] = { "person", "name" },
	[CELL_BIRTH] = { "person", "birth" },
	[CELL_RELATION] = { "person", "relation_to_head" },
};

static bool fills(const struct target *t, const char *table, const char *column)
{
	return t->field && strcmp(t->form->table, table) == 0 && strcmp(t->field->name, column) == 0;
}

static int column_of(const struct import *i, const char *table, const char *column)
{
	for (size_t c = 0; c < i->n; c++)
		if (target_is_used(&i->target[c]) && fills(&i->target[c], table, column))
			return (int)c;
	return -1;
}

static enum part part_of(const struct target *t)
{
	if (t->kind != TARGET_FIELD)
		return PART_NONE;
	if (strcmp(t->form->table, "household") == 0)
		return PART_HOUSEHOLD;
	if (strcmp(t->form->table, "household_year") == 0)
		return PART_YEAR;
	return strcmp(t->form->table, "person") == 0 ? PART_PERSON : PART_NONE;
}

void facts_learn(struct import *i)
{
	facts_forget(i);
	i->fact = mem_alloc((i->n + 1) * sizeof(*i->fact));
	i->heading_key = mem_alloc((i->n + 1) * sizeof(*i->heading_key));
	for (size_t c = 0; c < i->n; c++) {
		const struct target *t = &i->target[c];

		i->fact[c] = (struct column_fact){
			.name = t->field ? kept(t->field->name) : NULL,
			.table = t->kind == TARGET_FIELD ? kept(t->form->table) : NULL,
			.used = target_is_used(t),
			.again = !t->field || t->field->type != FIELD_ID,
			.tells = column_tells_rows(i, c),
			.household = is_household_target(i, t),
			.day = t->kind == TARGET_FIELD && t->field->type == FIELD_DATE,
			.part = part_of(t),
			.is_name = fills(t, "person", "name") || fills(t, "cadre", "name") ||
				   fills(t, "household", "head_name"),
			.id = fills(t, "person", "id_no")                             ? ID_PERSON
			      : t->field && strcmp(t->field->name, "head_id_no") == 0 ? ID_HEAD
										      : ID_OTHER,
		};
		i->heading_key[c] = text_heading(i->heading[c]);
	}
	for (int k = 0; k < LIST_CELLS; k++)
		i->at[k] = column_of(i, cells[k].table, cells[k].column);
}

void facts_forget(struct import *i)
{
	for (size_t c = 0; i->heading_key && c < i->n; c++)
		mem_free(i->heading_key[c]);
	mem_free(i->heading_key);
	mem_free(i->fact);
	i->heading_key = NULL;
	i->fact = NULL;
}
