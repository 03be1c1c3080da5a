/* Cells of one row as values of the fields they fill. */
#include "header.h"
#include "import_parts.h"

#include "base/date.h"
#include "base/idno.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/text.h"
#include "screen/spec.h"
#include "screen/words.h"

#include <stdlib.h>
#include <string.h>

#define NO_ID_PREFIX "999999"

static const char *cell(const struct line *l, size_t c)
{
	return c < l->n ? l->cells[c] : "";
}

static bool is_used(const void *facts, size_t c)
{
	return ((const struct column_fact *)facts + c)->used;
}

bool line_is_skipped(const struct import *i, const struct line *l)
{
	const struct header_skip skip = { i->totals, i->heading_key, i->n, is_used, i->fact };

	return header_skips(&skip, l->cells, l->n);
}

const struct value *line_value(const struct import *i, const struct line *l, const char *table, const char *column)
{
	static const struct value nothing = { .kind = VALUE_NULL };

	for (size_t c = 0; c < i->n; c++)
		/* asked many times a row: most columns differ in the first letter */
		if (i->target[c].field && i->target[c].field->name[0] == column[0] && target_is_used(&i->target[c]) &&
		    strcmp(i->target[c].field->name, column) == 0 && strcmp(i->target[c].form->table, table) == 0)
			return &l->value[c];
	return &nothing;
}

const char *line_text(const struct import *i, const struct line *l, const char *table, const char *column)
{
	const struct value *v = line_value(i, l, table, column);

	return v->kind == VALUE_TEXT ? v->text : "";
}

const char *line_cell(const struct import *i, const struct line *l, enum list_cell cell)
{
	const struct value *v = i->at[cell] < 0 ? NULL : &l->value[i->at[cell]];

	return v && v->kind == VALUE_TEXT ? v->text : "";
}

bool line_says(const struct import *i, const struct line *l, enum part part)
{
	for (size_t c = 0; c < i->n; c++)
		if (i->fact[c].part == part && (int)c != i->at[CELL_YEAR] && l->value[c].kind != VALUE_NULL)
			return true;
	return false;
}

void line_note(const struct import *i, struct line *l, const char *key, const char *arg)
{
	if (l->notes.n)
		buf_addc(&l->notes, ' ');
	words_put(i->s, &l->notes, key, arg);
}

/* Outside the town: where, another column says. */
static bool says_part(const struct field *f, const char *text)
{
	char *word = f->fold ? text_nfkc(text) : NULL;
	bool part = word && bar_has(f->fold, word);

	mem_free(word);
	return part;
}

/* "None" in a field that has no word for it leaves the field alone. */
static bool says_none(const struct field *f, const char *text)
{
	switch (f->type) {
	case FIELD_CHOICE:
	case FIELD_CHOICES:
		return number_is_none(text) && (!f->choices || !choice_find(f->choices, text));
	case FIELD_DATE:
	case FIELD_TERM:
	case FIELD_ID:
	case FIELD_PHONE:
	case FIELD_CARD:
	case FIELD_REF:
		return number_is_none(text);
	default:
		return false;
	}
}

/* A passport has its own form: as the model judges it, by the kind of document the row names. */
static bool is_foreign_id(const struct import *i, const struct line *l)
{
	const int c = i->at[CELL_ID_KIND];
	const char *resident = office_role(i->o, "id.resident");
	const struct choice *kind;

	if (!*resident || c < 0 || i->target[c].kind != TARGET_FIELD || !i->target[c].field->choices)
		return false;
	kind = choice_find(i->target[c].field->choices, cell(l, (size_t)c));
	return kind && strcmp(kind->label, resident) != 0 &&
	       strcmp(kind->label, office_role(i->o, "id.disability")) != 0;
}

void first18(const char *idno, char out[24])
{
	size_t n = strnlen(idno, 23);

	memcpy(out, idno, n);
	out[n == 20 || n == 22 ? 18 : n] = '\0';
}

/* Old numbers have 15 digits. */
static bool is_of_15(const char *text)
{
	char *made;
	bool is = strlen(text_as_heading(text, &made)) == 15;

	mem_free(made);
	return is;
}

/* National lists put the certificate where the ID belongs; the ID is its first 18. */
static void settle_id(const struct import *i, struct line *l, size_t c, const char *text, struct value *v)
{
	char id[24];

	if (v->kind != VALUE_TEXT)
		return;
	if (strncmp(v->text, NO_ID_PREFIX, strlen(NO_ID_PREFIX)) == 0) {
		value_release(v);
		return;
	}
	if (strlen(v->text) == 18) {
		if (strcmp(v->text, text) != 0 && is_of_15(text))
			line_note(i, l, "import.note_15", v->text);
		return;
	}
	if (i->fact[c].id == ID_OTHER)
		return;
	first18(v->text, id);
	if (i->fact[c].id == ID_PERSON && strlen(v->text) > 18)
		memccpy(l->cert, v->text, '\0', sizeof(l->cert) - 1);
	value_release(v);
	*v = value_text(id);
}

/* A household number, a card, a phone: 9.90101E+11 is none, wherever it stands. */
static bool is_code(const struct field *f)
{
	return f->type == FIELD_TEXT || f->type == FIELD_ID || f->type == FIELD_PHONE || f->type == FIELD_CARD ||
	       f->type == FIELD_REF;
}

static struct value plain_value(char *(*form)(const char *), const char *text)
{
	char *s = form(text);
	struct value v = value_text(s);

	mem_free(s);
	return v;
}

static int parse_field(struct import *i, struct line *l, size_t c, const char *text, struct value *v, struct err *e)
{
	const struct target *t = &i->target[c];
	char *name = NULL;
	int rc;

	if (says_none(t->field, text) || says_part(t->field, text))
		return 0;
	if (is_code(t->field) && strstr(text, "E+") && idno_lost_digits(text))
		return err_field(e, t->field->name, "ID_LOST_DIGITS");
	if (t->field->type == FIELD_REF) {
		*v = value_text(text); /* import_find.c compares it as it stands first */
		return 0;
	}
	if (t->field->type == FIELD_ID && i->fact[c].id == ID_PERSON && is_foreign_id(i, l)) {
		*v = plain_value(text_nfkc, text);
		return 0;
	}
	if (i->fact[c].is_name)
		name = text_name(text);
	rc = field_parse(t->field, name ? name : text, i->today, v, e);
	mem_free(name);
	if (rc == 0 && t->field->type == FIELD_ID)
		settle_id(i, l, c, text, v);
	return rc;
}

static void parse_day(const struct import *i, const char *text, struct value *v)
{
	char iso[DATE_BYTES];
	struct date d;

	if (!date_parse(text, i->today, &d))
		return; /* a remark in that column is no reason to refuse a person */
	date_format(&d, iso);
	iso[4] = '\0';
	*v = value_text(iso);
}

static int parse_cell(struct import *i, struct line *l, size_t c, struct err *e)
{
	const struct target *t = &i->target[c];
	const char *text = cell(l, c);
	bool again = i->fact[c].again;

	if (!i->fact[c].used || text_is_blank(text) || (again && memo_get(i, c, text, &l->value[c])))
		return 0;
	if (t->kind == TARGET_PLACE)
		l->value[c] = plain_value(text_name, text);
	else if (t->kind == TARGET_DAY)
		parse_day(i, text, &l->value[c]);
	else if (parse_field(i, l, c, text, &l->value[c], e) < 0) {
		if (e)
			l->at_fault = t->form;
		if (e && !*e->field)
			memccpy(e->field, t->field->name, '\0', sizeof(e->field) - 1);
		return -1;
	}
	if (again)
		memo_put(i, c, text, &l->value[c]);
	return 0;
}

static size_t place_in(const struct choice_list *l, const struct value *v)
{
	size_t k = 0;

	while (k < l->n && !(v->kind == VALUE_TEXT && strcmp(l->choice[k].label, v->text) == 0))
		k++;
	return k;
}

/* Of several columns that each say a part, the choice that stands first in its list counts: at school in the town is
 * within the county and the province too. */
static void fold_columns(struct import *i, struct line *l)
{
	for (size_t c = 0; c < i->n; c++) {
		const struct field *f = i->target[c].kind == TARGET_FIELD ? i->target[c].field : NULL;

		for (size_t b = 0; f && f->fold && f->choices && b < c; b++) {
			struct value *first = &l->value[b], *second = &l->value[c];

			if (i->target[b].field != f || first->kind == VALUE_NULL || second->kind == VALUE_NULL)
				continue;
			value_release(place_in(f->choices, first) <= place_in(f->choices, second) ? second : first);
		}
	}
}

int line_parse(struct import *i, struct line *l, struct err *e)
{
	int rc = 0;

	/* Beyond the first that is wrong too: what stands there helps to say what was meant. */
	for (size_t c = 0; c < i->n; c++)
		if (parse_cell(i, l, c, rc < 0 ? NULL : e) < 0)
			rc = -1;
	fold_columns(i, l);
	return rc;
}
