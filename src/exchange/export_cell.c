/* Cells as they leave: a list says the same few words in a column again and again, so what each was shown as is kept.
 * Nothing is kept that the row at hand does not say itself, or that may change while the rows are read. */
#include "export_parts.h"

#include "base/hash.h"
#include "base/mem.h"
#include "model/record.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define SLOTS 128 /* a column; the last cell of each remains */
#define LONGEST 48
#define PLACES_DEEP 8

struct shown {
	char key[LONGEST];
	bool full;
	struct value v;
	size_t n;
};

void export_how(struct out_column *c, const struct field *f)
{
	switch (f->type) {
	case FIELD_TEXT:
	case FIELD_LONGTEXT:
	case FIELD_DATE:
	case FIELD_ID:
	case FIELD_PHONE:
	case FIELD_CARD:
		c->how = OUT_PLAIN;
		break;
	case FIELD_REF:
		c->how = OUT_TITLE;
		break;
	default:
		c->how = OUT_SHOWN;
	}
}

bool export_select(struct export *x, struct buf *sql, const char *table, const char *alias, const struct field *f,
		   bool extras)
{
	if (office_column(x->o, table, f->name, NULL))
		buf_addf(sql, "%s.\"%s\"", alias, f->name);
	else if (extras)
		buf_addf(sql, "(SELECT value FROM extra WHERE tbl = '%s' AND row = %s.id AND field = '%s')", table,
			 alias, f->name);
	else
		return false;
	return true;
}

/* The place of that level which a place lies in, itself too. */
static struct value place_at(struct export *x, int64_t id, const char *level)
{
	struct value name = value_null();

	for (int deep = 0; id && deep < PLACES_DEEP && name.kind == VALUE_NULL; deep++) {
		struct record place;

		if (record_load(x->o, "place", id, &place, NULL) < 0) {
			record_release(&place);
			break;
		}
		if (strcmp(record_text(&place, "level"), level) == 0)
			name = value_text(record_text(&place, "name"));
		id = record_int(&place, "parent_id");
		record_release(&place);
	}
	return name;
}

static struct value title_of(struct export *x, const char *table, int64_t id)
{
	char *title = id ? record_title(x->o, table, id) : NULL;
	struct value v = value_text(title);

	mem_free(title);
	return v;
}

static struct value make(struct export *x, const struct out_column *c, const struct value *v)
{
	const struct field *f = c->target.kind == TARGET_FIELD ? c->target.field : c->field;

	if (c->how == OUT_PLACE)
		return place_at(x, v->i, c->target.level->label);
	if (c->how == OUT_TITLE)
		return title_of(x, c->of, v->i);
	return export_shown(f, v);
}

/* NULL: too long to be kept. */
static const char *key_of(const struct value *v, size_t n, char key[LONGEST])
{
	if (v->kind == VALUE_TEXT)
		return n < LONGEST ? v->text : NULL;
	if (v->kind == VALUE_INT)
		snprintf(key, LONGEST, "%" PRId64, v->i);
	else
		snprintf(key, LONGEST, "%.17g", v->r);
	return key;
}

static struct shown *slot_of(struct export *x, size_t column, const char *key)
{
	size_t at = key ? hash_text(HASH_START, key) & (SLOTS - 1) : SLOTS;

	if (!x->shown)
		x->shown = mem_alloc(x->sheet.columns * (SLOTS + 1) * sizeof(*x->shown));
	return &x->shown[column * (SLOTS + 1) + at];
}

struct value export_cell(struct export *x, size_t column, size_t *n)
{
	const struct out_column *c = &x->column[column];
	struct value v = c->how == OUT_NOTHING ? value_null() : rowset_peek(x->rows, c->at, n);
	char number[LONGEST];
	const char *key;
	struct shown *s;

	if (v.kind == VALUE_NULL || (c->how == OUT_PLAIN && v.kind == VALUE_TEXT))
		return v;
	key = key_of(&v, *n, number);
	s = slot_of(x, column, key);
	if (!key || !s->full || strcmp(s->key, key) != 0) {
		value_release(&s->v);
		s->v = make(x, c, &v);
		s->n = s->v.kind == VALUE_TEXT ? strlen(s->v.text) : 0;
		s->full = key != NULL;
		if (key)
			memccpy(s->key, key, '\0', LONGEST);
	}
	*n = s->n;
	return s->v;
}

void export_cells_forget(struct export *x)
{
	for (size_t k = 0; x->shown && k < x->sheet.columns * (SLOTS + 1); k++)
		value_release(&x->shown[k].v);
	mem_free(x->shown);
	x->shown = NULL;
}
