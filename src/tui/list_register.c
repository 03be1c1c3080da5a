/* A form that is a register (`register = yes`) needs no list file: its first fields are the columns. */
#include "list_internal.h"

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

#define COLUMNS_MOST 6

struct made {
	struct list_def d; /* first: the caller frees through it */
	struct list_column column[COLUMNS_MOST];
	struct list_sort sort;
	char from[64], where[256], match[1024], sql[COLUMNS_MOST][192], order[80];
};

/* Reasonable columns for a value of a type; never less than the label. */
static int width_of(const struct field *f)
{
	int w = 12, label = text_width(f->label);

	if (f->type == FIELD_DATE || f->type == FIELD_MONEY || f->type == FIELD_PHONE)
		w = 11;
	else if (f->type == FIELD_NUMBER || f->type == FIELD_YESNO || f->type == FIELD_TERM)
		w = 8;
	else if (f->type == FIELD_ID || f->type == FIELD_CARD)
		w = 19;
	return label > w ? label : w;
}

static bool is_column(const struct field *f)
{
	return !f->custom && f->type != FIELD_COMPUTED && f->type != FIELD_REF && f->type != FIELD_LONGTEXT;
}

static void add_column(struct made *m, const struct field *f)
{
	size_t i = m->d.n_columns++;
	struct list_column *c = &m->column[i];

	snprintf(m->sql[i], sizeof(m->sql[i]), "t.%s", f->name);
	c->name = f->name;
	c->label = f->label;
	c->sql = m->sql[i];
	c->width = width_of(f);
	c->right = f->type == FIELD_MONEY || f->type == FIELD_NUMBER;
	c->as = *f;
	if (f->type == FIELD_TEXT && m->match[0] == '\0')
		c->width = 0;
	if (f->type == FIELD_TEXT || f->type == FIELD_CHOICE) {
		size_t n = strlen(m->match);

		snprintf(m->match + n, sizeof(m->match) - n, "%spinyin_match(coalesce(t.%s, ''), :words)",
			 n > 0 ? " OR " : "", f->name);
	}
}

struct list_def *register_list(const struct screens *s, const char *name)
{
	const struct form *f = screens_form(s, name);
	struct made *m;

	if (!f)
		return NULL;
	m = mem_alloc(sizeof(*m));
	m->d = (struct list_def){ .name = f->name,
				  .file = f->file,
				  .title = f->title,
				  .from = m->from,
				  .key = "t.id",
				  .where = m->where,
				  .form = f->name,
				  .open = "",
				  .fresh = f->parent[0] ? "" : f->name,
				  .parent = "",
				  .column = m->column,
				  .sort = &m->sort,
				  .n_sorts = 1 };
	snprintf(m->from, sizeof(m->from), "%s t", f->table);
	snprintf(m->where, sizeof(m->where), "t.deleted_on IS NULL");
	for (size_t i = 0; i < f->n_fields && m->d.n_columns < COLUMNS_MOST; i++)
		if (is_column(&f->field[i]))
			add_column(m, &f->field[i]);
	m->d.match = m->match[0] ? m->match : NULL;
	snprintf(m->order, sizeof(m->order), "t.%s", m->d.n_columns > 0 ? m->column[0].name : "id");
	m->sort = (struct list_sort){ .name = "first",
				      .label = m->d.n_columns > 0 ? m->column[0].label : "",
				      .sql = m->order };
	return &m->d;
}

void register_list_free(struct list_def *d)
{
	mem_free(d);
}
