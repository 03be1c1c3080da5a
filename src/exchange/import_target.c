/* What the headings of a list mean: labels, names and aliases of the fields a kind of list fills. */
#include "import_parts.h"

#include "base/mem.h"
#include "base/text.h"
#include "screen/spec.h"
#include "screen/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static const char *const registry_tables[] = { "person", "household", "household_year" };
static const char *const our_words[] = { "import.col_line", "import.col_reason", "import.col_repair" };
static const char *const place_roles[] = { "place.province", "place.city", "place.county", "place.town",
					   "place.village" };

static const struct target no_target = { .kind = TARGET_NONE };

/* The first meaning of a heading stays. */
static void learn(struct import *i, const char *heading, struct target t)
{
	char *key = text_heading(heading);
	int64_t at;

	if (*key && !strmap_get(&i->meaning, key, &at)) {
		i->meant = mem_grow(i->meant, i->n_meant + 1, sizeof(*i->meant));
		i->meant[i->n_meant] = t;
		strmap_put(&i->meaning, key, (int64_t)i->n_meant++);
	}
	mem_free(key);
}

static void learn_list(struct import *i, const char *list, struct target t)
{
	while (*list) {
		size_t n = strcspn(list, "|");
		char *one = mem_dup_n(list, n);

		learn(i, one, t);
		mem_free(one);
		list += n + (list[n] == '|');
	}
}

static void learn_field(struct import *i, const struct field *f, struct target t)
{
	learn(i, f->label_zh, t);
	learn(i, f->label, t);
	learn_list(i, f->alias, t);
	learn(i, f->name, t);
}

static void learn_choice(struct import *i, const struct choice *c, struct target t)
{
	learn(i, c->label, t);
	learn(i, c->shown, t);
	learn_list(i, c->aliases, t);
}

/* Which fields of the form: those that are written as they are, those that name another record, those only shown. */
enum which { WHICH_PLAIN, WHICH_REF, WHICH_COMPUTED };

static enum which which_of(const struct field *f)
{
	return f->type == FIELD_REF ? WHICH_REF : f->type == FIELD_COMPUTED ? WHICH_COMPUTED : WHICH_PLAIN;
}

static void learn_form(struct import *i, const struct form *form, enum which which, enum target_kind kind)
{
	for (size_t k = 0; k < form->n_fields; k++)
		if (which_of(&form->field[k]) == which)
			learn_field(i, &form->field[k],
				    (struct target){ .kind = kind, .form = form, .field = &form->field[k] });
}

static void learn_forms_of(struct import *i, const char *table, enum which which, enum target_kind kind)
{
	const struct form *const *forms;
	size_t n = screens_forms(i->s, &forms);

	for (size_t k = 0; k < n; k++)
		if (strcmp(forms[k]->table, table) == 0)
			learn_form(i, forms[k], which, kind);
}

static bool is_level(struct office *o, const struct choice *c, const char *role)
{
	const char *label = o ? office_role(o, role) : c->label; /* a guess is made before there is an office */

	return *label && strcmp(label, c->label) == 0;
}

static void learn_places(struct import *i)
{
	for (size_t k = 0; i->places && k < i->places->n; k++)
		for (size_t r = 0; r < sizeof(place_roles) / sizeof(place_roles[0]); r++) {
			const struct choice *c = &i->places->choice[k];

			if (is_level(i->o, c, place_roles[r]))
				learn_choice(i, c, (struct target){ .kind = TARGET_PLACE, .level = c });
		}
}

static void learn_registry(struct import *i)
{
	const struct choice_list *days = screens_choices(i->s, "import_day");
	const size_t n = sizeof(registry_tables) / sizeof(registry_tables[0]);

	for (size_t k = 0; k < n; k++)
		learn_forms_of(i, registry_tables[k], WHICH_PLAIN, TARGET_FIELD);
	learn_places(i);
	for (size_t k = 0; days && k < days->n; k++)
		learn_choice(i, &days->choice[k], (struct target){ .kind = TARGET_DAY });
	for (size_t k = 0; k < n; k++)
		learn_forms_of(i, registry_tables[k], WHICH_COMPUTED, TARGET_FIELD);
}

static void add_link(struct import *i, const char *column, const struct field *f)
{
	const char *table = "";
	struct link *l;

	for (size_t k = 0; k < i->n_links; k++)
		if (strcmp(i->link[k].column, column) == 0)
			return;
	if (!i->o)
		table = f ? f->table : strcmp(column, i->form->parent_column) == 0 ? i->form->parent : "";
	else if (!office_column(i->o, i->form->table, column, &table))
		return;
	if (i->n_links == LINKS_MOST || !*table)
		return;
	l = &i->link[i->n_links++];
	memccpy(l->column, column, '\0', sizeof(l->column) - 1);
	l->table = table;
	l->field = f;
}

/* Rows whose form does not show whose they are still belong to somebody. */
static void find_links(struct import *i)
{
	static const char *const hidden[] = { "household_id", "person_id", "place_id" };

	for (size_t k = 0; k < i->form->n_fields; k++)
		if (i->form->field[k].type == FIELD_REF)
			add_link(i, i->form->field[k].name, &i->form->field[k]);
	if (*i->form->parent_column)
		add_link(i, i->form->parent_column, NULL);
	for (size_t k = 0; k < sizeof(hidden) / sizeof(hidden[0]); k++)
		add_link(i, hidden[k], NULL);
}

const struct form *form_of_field(const struct import *i, const char *table, const char *column,
				 const struct field **field)
{
	const struct form *const *forms;
	size_t n = screens_forms(i->s, &forms);

	for (size_t k = 0; k < n; k++) {
		const struct field *f = strcmp(forms[k]->table, table) == 0 ? form_field(forms[k], column) : NULL;

		if (!f)
			continue;
		if (field)
			*field = f;
		return forms[k];
	}
	return NULL;
}

static void learn_link(struct import *i, const char *table, const char *column)
{
	const struct field *f = NULL;
	const struct form *form = form_of_field(i, table, column, &f);

	if (form && strcmp(table, i->form->table) != 0)
		learn_field(i, f, (struct target){ .kind = TARGET_LINK, .form = form, .field = f });
}

/* A reference the form does not show goes under the title of what it points at. */
static void learn_hidden(struct import *i, const struct link *l)
{
	const struct form *form = screens_form_of_table(i->s, l->table);

	if (!form || l->field || strcmp(l->table, "household") == 0 || strcmp(l->table, "person") == 0)
		return;
	for (size_t k = 0; k < form->n_fields; k++)
		if (strcmp(form->field[k].name, "name") == 0 || strcmp(form->field[k].name, "title") == 0)
			learn(i, form->title_zh,
			      (struct target){ .kind = TARGET_LINK, .form = form, .field = &form->field[k] });
}

static void learn_kind(struct import *i)
{
	bool person = false, household = false;

	find_links(i);
	for (size_t k = 0; k < i->n_links; k++) {
		person = person || strcmp(i->link[k].table, "person") == 0;
		household = household || strcmp(i->link[k].table, "household") == 0;
	}
	learn_form(i, i->form, WHICH_PLAIN, TARGET_FIELD);
	if (household || person) {
		learn_link(i, "household", "household_no");
		learn_link(i, "household", "head_name");
	}
	if (person) {
		learn_link(i, "person", "id_no");
		learn_link(i, "person", "name");
	}
	learn_form(i, i->form, WHICH_REF, TARGET_FIELD);
	for (size_t k = 0; k < i->n_links; k++)
		learn_hidden(i, &i->link[k]);
	learn_form(i, i->form, WHICH_COMPUTED, TARGET_FIELD);
}

void targets_learn(struct import *i)
{
	for (size_t k = 0; k < sizeof(our_words) / sizeof(our_words[0]); k++)
		learn(i, words_get(i->s, our_words[k]), (struct target){ .kind = TARGET_OURS });
	if (i->form)
		learn_kind(i);
	else
		learn_registry(i);
}

void targets_forget(struct import *i)
{
	strmap_release(&i->meaning);
	mem_free(i->meant);
	i->meant = NULL;
	i->n_meant = i->n_links = 0;
}

/* "Distance (km)": the bracket may stand if it names the unit of the field. Cuts it off. */
static bool drop_unit(const struct import *i, char *key, int64_t *at)
{
	char *open = strrchr(key, '('), *unit;
	size_t n = strlen(key);
	bool fits;

	if (!open || open == key || key[n - 1] != ')')
		return false;
	key[n - 1] = *open = '\0';
	if (!strmap_get(&i->meaning, key, at) || !i->meant[*at].field)
		return false;
	unit = text_heading(i->meant[*at].field->unit);
	fits = strcmp(unit, open + 1) == 0;
	mem_free(unit);
	return fits;
}

struct target target_of_heading(const struct import *i, const char *heading)
{
	char *key = text_heading(heading);
	struct target t = no_target;
	int64_t at;

	if (strmap_get(&i->meaning, key, &at) || drop_unit(i, key, &at))
		t = i->meant[at];
	mem_free(key);
	return t;
}

bool target_is_used(const struct target *t)
{
	return t->kind != TARGET_NONE && t->kind != TARGET_OURS &&
	       !(t->kind == TARGET_FIELD && t->field->type == FIELD_COMPUTED);
}

bool column_tells_rows(const struct import *i, size_t c)
{
	const struct target *t = &i->target[c];

	if (t->kind != TARGET_FIELD)
		return target_is_used(t);
	if (!i->form)
		return strcmp(t->form->table, "household") == 0 && strcmp(t->field->name, "household_no") == 0;
	return t->field->type == FIELD_REF || bar_has(i->form->key, t->field->name);
}

void target_column(const struct import *i, const struct target *t, struct import_column *out)
{
	const struct form *form = form_of_field(i, "household_year", "year", NULL);

	out->table = out->column = NULL;
	out->label = "";
	if (t->kind == TARGET_PLACE) {
		out->table = "place";
		out->column = out->label = t->level->label;
	} else if (t->kind == TARGET_DAY && form) {
		out->table = form->table;
		out->column = "year";
	} else if (target_is_used(t) && t->field) {
		out->table = t->form->table;
		out->column = t->field->name;
		out->label = t->field->label;
	}
}

bool target_named(const struct import *i, const char *table, const char *column, struct target *out)
{
	for (size_t k = 0; k < i->n_meant; k++) {
		const struct target *t = &i->meant[k];
		bool place =
			t->kind == TARGET_PLACE && strcmp(table, "place") == 0 && strcmp(t->level->label, column) == 0;

		if (!place && !(t->field && target_is_used(t) && strcmp(t->form->table, table) == 0 &&
				strcmp(t->field->name, column) == 0))
			continue;
		*out = *t;
		return true;
	}
	return false;
}

bool is_household_target(const struct import *i, const struct target *t)
{
	return !i->form &&
	       (t->kind == TARGET_PLACE || (t->kind == TARGET_FIELD && t->field->type != FIELD_COMPUTED &&
					    strncmp(t->form->table, "household", strlen("household")) == 0));
}

static bool has_column(const struct import *i, const char *table, const char *column)
{
	for (size_t c = 0; c < i->n; c++)
		if (i->target[c].field && target_is_used(&i->target[c]) &&
		    strcmp(i->target[c].form->table, table) == 0 &&
		    (!column || strcmp(i->target[c].field->name, column) == 0))
			return true;
	return false;
}

/* Can the reference be found: by its own column or by those that name a household, person … */
static bool has_link(const struct import *i, const char *column)
{
	for (size_t k = 0; k < i->n_links; k++)
		if (strcmp(i->link[k].column, column) == 0)
			for (size_t c = 0; c < i->n; c++)
				if (i->target[c].kind == TARGET_LINK &&
				    strcmp(i->target[c].form->table, i->link[k].table) == 0)
					return true;
	return false;
}

static void miss(const struct import *i, struct buf *b, const char *table, const char *column)
{
	const struct field *f = NULL;

	form_of_field(i, table, column, &f);
	buf_addf(b, "%s%s", b->n ? " " : "", f ? f->label : column);
}

static void check_key(const struct import *i, const char *column, struct buf *missing)
{
	const struct field *f = form_field(i->form, column);

	if (has_column(i, i->form->table, column) || has_link(i, column))
		return;
	if (!f || f->required == REQUIRED_YES || strchr(i->form->key, '|') == NULL)
		miss(i, missing, i->form->table, column);
}

int target_check(const struct import *i, struct err *e)
{
	struct buf missing = BUF_INIT;
	int rc = 0;

	if (!i->form && !has_column(i, "household", "household_no"))
		miss(i, &missing, "household", "household_no");
	if (!i->form && !has_column(i, "person", "name"))
		miss(i, &missing, "person", "name");
	for (const char *k = i->form ? i->form->key : ""; *k;) {
		size_t n = strcspn(k, "|");
		char *column = mem_dup_n(k, n);

		check_key(i, column, &missing);
		mem_free(column);
		k += n + (k[n] == '|');
	}
	if (missing.n)
		rc = err_set(e, ERR_FORMAT, "IMPORT_NO_KEY", missing.s);
	buf_release(&missing);
	return rc;
}
